"""The two verbs for data, the news of a write, wherever it was made, and what is read going from memory."""

import gc
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.people import organisation
from desktop.app import App
from desktop.data import Data
from desktop.garbage import MANY, Garbage
from domain.people.person import Person
from tests import aside
from tests.desktop.conftest import PASSWORD, Start, unlock, workspace_of
from tests.desktop.frame.test_lock import MINUTE, Clock, lock


class Heard(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[frozenset[str]] = []
        self.moments: list[datetime] = []
        self.threads: set[QThread] = set()

    def hear(self, tables: frozenset[str]) -> None:
        self.tables.append(tables)
        self.threads.add(QThread.currentThread())

    def hear_moment(self, moment: datetime) -> None:
        self.moments.append(moment)


@pytest.fixture
def data(qapp: QObject, file: Path) -> Iterator[Data]:
    made = Data(Store.open(file, PASSWORD))
    yield made
    made.close()


def test_a_write_is_heard_with_its_tables_and_its_time(data: Data) -> None:
    heard = Heard()
    data.changed.connect(heard.hear)
    data.saved.connect(heard.hear_moment)
    before = datetime.now(UTC)
    data.write(organisation.keep_setting, "any", "thing")
    assert data.read(organisation.setting, "any") == "thing"
    assert heard.tables == [frozenset({"setting any"})], "settings have nothing in common but their table"
    assert before <= heard.moments[0] <= datetime.now(UTC)


def test_a_write_of_a_worker_is_heard_on_the_ui_thread(data: Data, qtbot: QtBot) -> None:
    heard = Heard()
    data.changed.connect(heard.hear)
    worker = threading.Thread(target=data.write, args=(organisation.keep_setting, "any", "thing"))
    worker.start()
    worker.join(5)
    assert heard.tables == [], "not before the UI thread looks"
    qtbot.waitUntil(lambda: bool(heard.tables))
    assert heard.threads == {heard.thread()}


def test_the_file_says_where_it_is(data: Data, file: Path) -> None:
    assert data.path == file
    assert not data.read_only


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    gc.unfreeze()
    gc.collect()
    made = Garbage(qapp)
    yield made
    made.stop()
    aside.put()


class Cycle:
    """Something that only the collector takes away."""

    def __init__(self) -> None:
        self.me = self


def tick(garbage: Garbage) -> None:
    """Let five seconds pass."""
    timer = garbage.findChild(QTimer)
    assert isinstance(timer, QTimer)
    timer.timeout.emit()


def test_garbage_is_collected_by_the_timer_only_and_python_gets_it_back(qapp: QApplication) -> None:
    assert gc.isenabled()
    before = gc.get_freeze_count()
    garbage = Garbage(qapp)
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == before, "what others have set aside is not ours to give back"


def test_python_gets_back_what_was_set_aside(qapp: QApplication) -> None:
    gc.unfreeze()
    garbage = Garbage(qapp)
    read = [[number] for number in range(MANY + 1)]
    tick(garbage)
    assert gc.get_freeze_count() > len(read)
    garbage.stop()
    assert gc.get_freeze_count() == 0
    aside.put()


def test_a_tick_takes_what_has_become_garbage(garbage: Garbage) -> None:
    gone = ref(Cycle())
    assert gone() is not None
    tick(garbage)
    assert gone() is None


def test_a_tick_walks_through_what_is_new_alone(garbage: Garbage) -> None:
    """What the program itself is made of would stop whoever types for 150 ms, every five seconds."""
    tick(garbage)
    before = gc.get_freeze_count()
    read = [[number] for number in range(1000)]
    gone = ref(Cycle())
    tick(garbage)
    assert gone() is None
    assert gc.get_freeze_count() >= before + len(read), "what stays is set aside"
    assert len(gc.get_objects()) < 1000, "the next tick has no more to walk through"


def test_what_was_read_of_a_file_that_is_closed_goes_at_the_next_tick(garbage: Garbage) -> None:
    gone, read = ref(it := Cycle()), [[number] for number in range(1000)]
    tick(garbage)
    del it
    tick(garbage)
    assert gone() is not None, "it was set aside"
    garbage.leave()
    tick(garbage)
    assert gone() is None
    assert len(read) == 1000


def test_what_a_large_read_brought_is_searched_when_the_person_goes_elsewhere(
    garbage: Garbage, qapp: QApplication
) -> None:
    gone = ref(Cycle())
    read = [[number] for number in range(MANY + 1)]
    tick(garbage)
    assert gc.get_freeze_count() > MANY, "nobody waits for a search through all that"
    assert gone() is not None
    later = ref(Cycle())
    tick(garbage)
    assert later() is None, "what is new is still collected"
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None
    assert len(read) == MANY + 1
    assert gc.get_freeze_count() > MANY


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
    gone = ref(it := Cycle())
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
    """Let five seconds pass for the program's own search."""
    found = app.findChild(Garbage)
    assert isinstance(found, Garbage)
    tick(found)


def held_of(app: App) -> "dict[str, ref[Any]]":
    workspace = workspace_of(app)
    names = workspace._names  # pyright: ignore[reportPrivateUsage]
    assert any(one.surname == "Тарасов" for one in names.roll.everybody)
    found = {"window": workspace, "screen": workspace.shown, "names": names, "file": app.data}
    return {name: ref(one) for name, one in found.items()}
