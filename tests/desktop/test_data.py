"""The two verbs for data, and the news of a write, wherever it was made."""

import gc
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from db import organisation
from db.store import Store
from desktop.data import Data
from desktop.garbage import Garbage
from tests.desktop.conftest import PASSWORD


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
    assert heard.tables == [frozenset({"setting"})]
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


def test_garbage_is_collected_by_the_timer_only_and_python_gets_it_back(qapp: QObject) -> None:
    assert gc.isenabled()
    garbage = Garbage()
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
