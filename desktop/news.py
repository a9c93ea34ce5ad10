"""Notices what another window writes to the same file, and a new day, without anyone having to act."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.data import Data

EVERY = 3000  # ms between two looks


class News(QObject):
    """Looks when the window comes to the front, and every few seconds while it is visible.

    Signals:
        day_passed: it is another day than at the last look.
    """

    day_passed = Signal()

    _came_back = Signal()  # exceptions in a slot reach the error boundary, those in an event filter do not

    def __init__(self, data: Data, today: Callable[[], date], window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self._today, self._day = today, today()
        self._window = window
        data.look_for_news()  # count from now on
        self._came_back.connect(self._look)
        window.installEventFilter(self)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at once when the person returns to the window."""
        if event.type() is QEvent.Type.WindowActivate:
            self._came_back.emit()
        return False

    def _on_time(self) -> None:
        if self._window.isVisible() and not self._window.isMinimized():
            self._look()

    def _look(self) -> None:
        self._timer.stop()  # an unreadable file is reported once, not every few seconds
        self._data.look_for_news()
        self._timer.start()
        day = self._today()
        if day != self._day:
            self._day = day
            self.day_passed.emit()
