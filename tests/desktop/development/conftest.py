"""A plan of Orlov, made of a result, in a real file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from db.assessing import people
from db.file.store import Store
from desktop.development.library.library_screen import LibraryScreen
from desktop.development.list_screen import PlansScreen
from desktop.development.screen import PlanScreen
from domain.people.person import Person
from tests.db.planned import Planned, Story, copied, planned
from tests.desktop.conftest import PASSWORD, TODAY, new_file
from tests.desktop.desk import Desk, Stage

type Edit = Callable[..., PlanScreen]
type Plans = Callable[[], PlansScreen]
type Library = Callable[[], LibraryScreen]


@pytest.fixture
def story() -> Story:
    """A draft: an alias group, two gaps, and a critical item that nobody rated."""
    return planned


@pytest.fixture
def plan(tmp_path: Path, story: Story) -> Iterator[Planned]:
    """The plan of the story, in a file of the test's own."""
    one = copied(tmp_path / "North.merilo", story, new_file, PASSWORD)
    yield one
    one.store.close()


@pytest.fixture
def store(plan: Planned) -> Store:
    """The file of the plan."""
    return plan.store


@pytest.fixture
def me(plan: Planned) -> Person:
    """Who leads the person of the plan."""
    return plan.store.read(people.person, plan.boss)


@pytest.fixture
def edit(stage: Stage, plan: Planned) -> Edit:
    """Open the editor in a window of its own."""

    def opened(plan_id: int | None = None) -> PlanScreen:
        screen = stage.show(PlanScreen, Desk(plan.store, stage.context.theme, TODAY), height=744)
        screen.open(plan.plan if plan_id is None else plan_id)
        QCoreApplication.processEvents()
        return screen

    return opened


@pytest.fixture
def plans_list(stage: Stage) -> Plans:
    """Open the list of plans in a window of its own."""

    def opened() -> PlansScreen:
        screen = stage.show(PlansScreen, height=744)
        screen.open()
        QCoreApplication.processEvents()
        return screen

    return opened


@pytest.fixture
def shelves(stage: Stage) -> Library:
    """Open the library of actions in a window of its own."""

    def opened() -> LibraryScreen:
        screen = stage.show(LibraryScreen, height=744)
        screen.open()
        QCoreApplication.processEvents()
        return screen

    return opened
