"""The page of a candidate's result, and who assesses."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from db.assessing import people
from db.file.store import Store
from desktop.assessing.result.screen import ResultScreen
from domain.people.person import Person
from tests.desktop.assessing.result.rated import Case, Show
from tests.desktop.conftest import new_file
from tests.desktop.desk import Stage


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two people who assess."""
    return new_file(tmp_path / "North.merilo", actors=2)


@pytest.fixture
def show(stage: Stage) -> Show:
    """Open the page of a case in a window of its own."""

    def opened(case_id: int) -> ResultScreen:
        screen = stage.show(ResultScreen)
        screen.open(case_id)
        QCoreApplication.processEvents()
        return screen

    return opened


@pytest.fixture
def case(store: Store) -> Case:
    return Case(store)


@pytest.fixture
def assessors(store: Store) -> tuple[Person, Person]:
    """Sokolova of HR and Gromov, the head."""
    known = {one.surname: one for one in store.read(people.actors)}
    return known["Sokolova"], known["Gromov"]
