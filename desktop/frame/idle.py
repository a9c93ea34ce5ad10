"""Notices that nobody has touched key or mouse for a while, also while the computer slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

EVERY = 5_000  # milliseconds between two looks at the clock
WARNED = 60.0  # seconds before the end
RESTS = 60.0  # seconds without a touch
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Idle(QObject):
    """Watches the windows of the program, each from when it first has the keys.

    The events of a window are few; to watch every widget would cost a call into Python for each event.

    Signals:
        nearly: nobody was there for so long that a minute is left.
        touched: somebody is back within that minute.
        passed: the time is over.
        rests: nobody was there for a minute, and what takes a moment disturbs nobody.
    """

    rests = Signal()
    nearly = Signal()
    touched = Signal()
    passed = Signal()

    def __init__(self, application: QGuiApplication, limit: Callable[[], float], parent: QObject) -> None:
        """*limit* returns the seconds to wait; 0 if nobody waits."""
        super().__init__(parent)
        self._application, self._limit = application, limit
        self.clock: Callable[[], float] = _clock
        self._at = self.clock()
        self._warned = self._over = self._resting = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        application.focusWindowChanged.connect(self._on_window)

    def begin(self) -> None:
        """Count from now."""
        self._at = self.clock()
        self._warned = self._over = self._resting = False
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def end(self) -> None:
        """Let go of the application."""
        self.stop()
        self._application.focusWindowChanged.disconnect(self._on_window)

    def look(self) -> None:
        """Compare the clock with the limit."""
        limit, idle = self._limit(), self.clock() - self._at
        if idle >= RESTS and not self._resting:
            self._resting = True
            self.rests.emit()
        if not limit or self._over:
            return
        if idle >= limit:
            self._over = True
            self.passed.emit()
        elif idle >= limit - WARNED and not self._warned:
            self._warned = True
            self.nearly.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a touch as a sign of life; the one that wakes the computer comes too late and is not used."""
        if event.type() not in TOUCHES or not self._timer.isActive():
            return False
        limit = self._limit()
        if limit and self.clock() - self._at >= limit and not self._over:
            self.look()
            return True
        self._at = self.clock()
        warned = self._warned and not self._over
        self._warned = self._over = self._resting = False
        if warned:
            self.touched.emit()
        return False

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # calling it twice does no harm


def _clock() -> float:
    """Return seconds that also pass while the computer sleeps, where the system counts those."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
