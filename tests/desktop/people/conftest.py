"""The screen of people on a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.people.screen import PeopleScreen
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.conftest import PASSWORD, TODAY, Room
from tests.desktop.people.hands import Show


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
def show(context: Context, qtbot: QtBot) -> Iterator[Show]:
    """Open the screen in a window of its own."""
    window = Room(context)
    qtbot.addWidget(window)

    def opened() -> PeopleScreen:
        made = PeopleScreen(context, window)
        made.resize(1196, 772)
        window.resize(1196, 772)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        made.open()
        return made

    yield opened


@pytest.fixture
def screen(show: Show) -> PeopleScreen:
    """The screen on a file that holds only the actor."""
    return show()
