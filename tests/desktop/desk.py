"""Windows that do for a screen what the window of the program does."""

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import Any, override

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.development import calendars
from db.file.store import Store
from desktop.context import Context
from desktop.jobs import Job, Jobs
from desktop.kit import reading_order
from desktop.theme import Theme
from domain.progress import Progress
from domain.workdays import Calendar

SOON = 100  # ms; what the program puts off for longer than that, a person sees come


def nothing_is_put_off(window: QWidget) -> bool:
    """Tell whether no short pause runs in the window, after which it shows something else.

    A person takes longer than that from one click to the next; a quick machine does not.
    """
    timers = window.findChildren(QTimer)
    return not any(one.isActive() and one.isSingleShot() and one.interval() <= SOON for one in timers)


def move_mouse(widget: QWidget, at: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Bring the pointer to a place of the widget, with a button held down or none.

    QTest moves the one pointer of the process: a window left by another test, or the pointer already
    being there, keeps the move from the widget. This tells the widget and nobody else.
    """
    place, there = QPointF(at), QPointF(widget.mapToGlobal(at))
    if held is Qt.MouseButton.NoButton:
        QCursor.setPos(there.toPoint())  # for who asks where it is; what follows from it comes later
    if not widget.underMouse():
        QApplication.sendEvent(widget, QEnterEvent(place, place, there))
    button, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, place, there, button, held, none))


class Held:
    """Jobs that do nothing before they are let go: a fast worker would be past the last step meanwhile."""

    def __init__(self, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
        self.jobs: list[Job] = []
        self._run, self._gate = jobs.run, Event()
        monkeypatch.setattr(jobs, "run", self._hold)

    def let_go(self) -> None:
        self._gate.set()

    def _hold(self, work: Callable[[Progress], Any], *arguments: Any, **named: Any) -> Job:
        def later(progress: Progress) -> Any:
            self._gate.wait()
            return work(progress)

        self.jobs.append(self._run(later, *arguments, **named))
        return self.jobs[-1]


class Frame(QWidget):
    """A window in which Tab goes as the eye does."""

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return reading_order.step(self, forward=next)


class Stage:
    """Shows screens, each in an active window of its own as large as the page of the least window."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context = context
        self._qtbot = qtbot
        self._windows: list[QWidget] = []

    def show[S: QWidget](
        self, make: Callable[[Context, QWidget], S], window: QWidget | None = None, height: int = 772
    ) -> S:
        """Return the screen, shown but not opened, in the window that is given or in a bare one."""
        window = window or QWidget()
        self._windows.append(window)
        self._qtbot.addWidget(window)
        window.resize(1196, height)
        screen = make(self.context, window)
        screen.resize(1196, height)
        window.show()
        window.activateWindow()
        with self._qtbot.waitActive(window):
            pass
        screen.show()
        return screen


class Desk(Frame):
    """A window that knows the working days, as that of the program does."""

    def __init__(self, store: Store, theme: Theme, today: date) -> None:
        super().__init__()
        self.theme = theme
        self._store = store
        self._today = today

    @property
    def calendar(self) -> Calendar:
        return self._store.read(calendars.calendar)

    def today(self) -> date:
        return self._today
