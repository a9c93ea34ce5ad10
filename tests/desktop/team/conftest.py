"""A file with a team, and the screen of it in a window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.team.screen import TeamScreen
from domain.people.person import Person
from tests.desktop.conftest import PASSWORD, new_file
from tests.desktop.desk import Stage
from tests.desktop.team.staff import Staff

type Show = Callable[[], TeamScreen]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A file with two people who assess."""
    opened = Store.open(new_file(tmp_path / "North.merilo", actors=2), PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def staff(store: Store) -> Staff:
    """Five people of whom nobody was rated yet; Gromov is their manager."""
    by_name = {one.surname: one.id for one in store.read(people.actors)}
    store.act_as(by_name["Gromov"])
    return Staff(store, by_name["Gromov"], by_name["Sokolova"])


@pytest.fixture
def me(store: Store, staff: Staff) -> Person:
    """Gromov, who leads the team."""
    return store.read(people.person, staff.boss)


@pytest.fixture
def show(stage: Stage, qtbot: QtBot) -> Show:
    """Open the team in a window of its own."""

    def opened() -> TeamScreen:
        screen = stage.show(TeamScreen)
        screen.open()
        qtbot.waitUntil(lambda: not stage.context.jobs.busy, timeout=120_000)
        QCoreApplication.processEvents()
        return screen

    return opened


def choose_newest_cycle(screen: TeamScreen) -> None:
    """Choose the newest cycle as a person does."""
    screen.cycles.setCurrentIndex(0)
    screen.cycles.activated.emit(0)
