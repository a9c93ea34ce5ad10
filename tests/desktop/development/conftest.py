"""A plan of Orlov, made of a result, in a real file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.development.library.library_screen import LibraryScreen
from desktop.development.list_screen import PlansScreen
from desktop.development.screen import PlanScreen
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
from tests.db.planned import Planned, Story, copied, planned
from tests.desktop.conftest import PASSWORD, TODAY, new_file
from tests.desktop.desk import Desk

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
def context(
    store: Store, plan: Planned, settings: Settings, theme: Theme, qapp: QApplication
) -> Iterator[Context]:
    jobs = Jobs()
    me = store.read(people.person, plan.boss)
    yield Context(Data(store), jobs, settings, Actions(), theme, me, lambda: TODAY)
    jobs.close()


def _shown[S: QWidget](made: S, window: QWidget, qtbot: QtBot) -> S:
    made.resize(1196, 744)
    window.show()
    window.activateWindow()
    with qtbot.waitActive(window):
        pass
    return made


@pytest.fixture
def edit(context: Context, store: Store, plan: Planned, qtbot: QtBot) -> Iterator[Edit]:
    """Open the editor in a window of its own."""
    windows: list[QWidget] = []

    def opened(plan_id: int | None = None) -> PlanScreen:
        window = Desk(store, context.theme, TODAY)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1196, 744)
        made = _shown(PlanScreen(context, window), window, qtbot)
        made.open(plan.plan if plan_id is None else plan_id)
        QCoreApplication.processEvents()
        return made

    yield opened


@pytest.fixture
def plans_list(context: Context, qtbot: QtBot) -> Iterator[Plans]:
    """Open the list of plans in a window of its own."""
    windows: list[QWidget] = []

    def opened() -> PlansScreen:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1196, 744)
        made = _shown(PlansScreen(context, window), window, qtbot)
        made.open()
        QCoreApplication.processEvents()
        return made

    yield opened


@pytest.fixture
def shelves(context: Context, qtbot: QtBot) -> Iterator[Library]:
    """Open the library of actions in a window of its own."""
    windows: list[QWidget] = []

    def opened() -> LibraryScreen:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1196, 744)
        made = _shown(LibraryScreen(context, window), window, qtbot)
        made.open()
        QCoreApplication.processEvents()
        return made

    yield opened
