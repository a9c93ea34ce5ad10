"""The screen of the model on a file of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.framework.screen import FrameworkScreen
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.conftest import PASSWORD, TODAY
from tests.desktop.framework.hands import CONTROL, press


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store.open(file, PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def context(store: Store, settings: Settings, theme: Theme, qapp: QApplication) -> Iterator[Context]:
    jobs = Jobs()
    me = store.read(people.actors)[0]
    store.act_as(me.id)
    yield Context(Data(store), jobs, settings, Actions(), theme, me, lambda: TODAY)
    jobs.close()


@pytest.fixture
def show(context: Context, qtbot: QtBot) -> Callable[[], FrameworkScreen]:
    """Open the screen in a window of its own."""
    window = QWidget()
    qtbot.addWidget(window)

    def opened() -> FrameworkScreen:
        made = FrameworkScreen(context, window)
        made.resize(1196, 772)
        window.resize(1196, 772)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        made.open()
        return made

    return opened


@pytest.fixture
def screen(show: Callable[[], FrameworkScreen]) -> FrameworkScreen:
    """The screen, open, with the shipped edition."""
    return show()


@pytest.fixture
def drafted(screen: FrameworkScreen) -> FrameworkScreen:
    """The screen with a draft that was begun by a key."""
    press(screen.table, Qt.Key.Key_Return, CONTROL)
    assert screen.model.is_draft
    return screen
