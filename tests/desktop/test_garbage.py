"""What was read of a file goes from memory with it, and nobody who types waits for the search."""

import weakref
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.app import App
from desktop.garbage import Garbage
from domain.people.person import Person
from tests.desktop.conftest import PASSWORD, Start, unlock, workspace_of
from tests.desktop.frame.test_lock import MINUTE, Clock, lock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    store.write(people.add, Person(surname="Тарасов", given="Кирилл"))
    store.close()
    return unlock(start(file), qtbot)


def test_what_was_read_of_the_file_is_gone_with_the_screens(app: App, qtbot: QtBot) -> None:
    """Screens, the index of names and the file itself: nothing holds them any more."""
    workspace_of(app).go("people")
    qtbot.waitUntil(lambda: not app.jobs.busy)
    held = held_of(app)
    assert all(one() is not None for one in held.values())
    search(app)  # each was there long enough to be set aside
    lock(app, qtbot)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    search(app)
    assert [name for name, one in held.items() if one() is not None] == []


def test_everything_is_searched_for_garbage_when_nobody_was_there_for_a_minute(
    app: App,
) -> None:
    class Cycle:
        def __init__(self) -> None:
            self.me = self

    gone = weakref.ref(it := Cycle())
    search(app)
    del it
    search(app)
    assert gone() is not None, "nobody who types waits for a search through the whole program"
    clock = app.lock.idle.clock = Clock()
    app.lock.idle.begin()
    clock.now = MINUTE
    app.lock.idle.look()
    assert gone() is None


def search(app: App) -> None:
    """Let five seconds pass for the search for garbage."""
    garbage = app.findChild(Garbage)
    assert isinstance(garbage, Garbage)
    timer = garbage.findChild(QTimer)
    assert isinstance(timer, QTimer)
    timer.timeout.emit()


def held_of(app: App) -> "dict[str, weakref.ref[Any]]":
    workspace = workspace_of(app)
    names = workspace._names  # pyright: ignore[reportPrivateUsage]
    assert any(one.surname == "Тарасов" for one in names.roll.everybody)
    found = {"window": workspace, "screen": workspace.shown, "names": names, "file": app.data}
    return {name: weakref.ref(one) for name, one in found.items()}
