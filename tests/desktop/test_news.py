"""What another window writes is looked for, and a new day; a file that cannot be read is told of once."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.file.errors import Damaged
from db.file.store import Store
from db.people import organisation
from desktop.data import Data
from desktop.news import News
from tests.desktop.conftest import PASSWORD, TODAY


def test_a_file_that_cannot_be_read_is_told_of_once_until_one_comes_back(file: Path, qtbot: QtBot) -> None:
    """Else a sentence more would lie over the open form every three seconds."""
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)  # else that comes later, and is a look of its own
    with closing(Store.open(file, PASSWORD)) as store, closing(Store.open(file, PASSWORD)) as other:
        timer = News(Data(store), lambda: TODAY, frame, frame).findChild(QTimer)
        assert timer is not None and timer.isActive()
        other.write(organisation.add_unit, "Chat")
        os.truncate(file, 100)
        with qtbot.captureExceptions() as raised:
            timer.setInterval(1)
            qtbot.waitUntil(lambda: bool(raised))
            assert not timer.isActive()
            QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))
        assert [kind for kind, _, _ in raised] == [Damaged, Damaged], "once, and when one comes back"


def test_whoever_comes_back_to_a_file_that_can_be_read_again_is_told_of_news(
    file: Path, qtbot: QtBot
) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.show()
    with closing(Store.open(file, PASSWORD)) as store:
        timer = News(Data(store), lambda: TODAY, frame, frame).findChild(QTimer)
        assert timer is not None
        timer.stop()  # as after a failure
        QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))
        assert timer.isActive()


def test_a_new_day_is_noticed_once(file: Path, qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    days = [TODAY]
    passed: list[None] = []
    with closing(Store.open(file, PASSWORD)) as store:
        news = News(Data(store), lambda: days[-1], frame, frame)
        news.day_passed.connect(lambda: passed.append(None))
        for day in (TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1)):
            days.append(day)
            QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))
        assert len(passed) == 1
