"""A file with a team, and the screen of it in a window."""

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
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.team.screen import TeamScreen
from desktop.theme import Theme
from tests.desktop.conftest import PASSWORD, TODAY, new_file
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
def context(
    store: Store, staff: Staff, settings: Settings, theme: Theme, qapp: QApplication
) -> Iterator[Context]:
    """What a screen is given; Gromov looks."""
    jobs = Jobs()
    me = store.read(people.person, staff.boss)
    yield Context(Data(store), jobs, settings, Actions(), theme, me, lambda: TODAY)
    jobs.close()


@pytest.fixture
def show(context: Context, qtbot: QtBot) -> Show:
    """Open the team in a window of its own."""
    windows: list[QWidget] = []

    def opened() -> TeamScreen:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1196, 772)
        made = TeamScreen(context, window)
        made.resize(1196, 772)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        made.open()
        qtbot.waitUntil(lambda: not context.jobs.busy, timeout=120_000)
        QCoreApplication.processEvents()
        return made

    return opened


def choose_newest_cycle(screen: TeamScreen) -> None:
    """Choose the newest cycle as a person does."""
    screen.cycles.setCurrentIndex(0)
    screen.cycles.activated.emit(0)
