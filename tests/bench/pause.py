"""A clock that ticks while the program works, and notes the longest time for which its window stood still.

It waits in an event loop, as the program does, instead of asking for events again and again. The time in
which a thread of the program stood ready and others had the processors is left out: on a busy machine the
window would never rest.
"""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from desktop.jobs import Jobs
from tests.bench.measure import Waits

TICK = 2  # ms between two beats
QUIET = 4  # idle beats after which the work is over


class Clock(QObject):
    """``pause`` is the longest gap between two beats since the last ``run``, in seconds."""

    def __init__(self, tick: int = TICK) -> None:
        super().__init__()
        self.pause = 0.0
        self._tick = tick
        self._loop = QEventLoop()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(tick)
        self._timer.timeout.connect(self._on_beat)
        self._busy: Callable[[], bool] = lambda: False
        self._last = self._passed = self._rested = 0.0
        self._quiet = 0
        self._waits = Waits()

    def run(self, act: Callable[[], object], busy: Callable[[], bool]) -> float:
        """Do it and wait until it is no longer *busy* for some beats; return the seconds until then."""
        self.pause, self._quiet, self._busy = 0.0, 0, busy
        self._passed = self._rested = 0.0
        self._waits.waited()
        self._last = perf_counter()
        self._timer.start()
        act()
        self._loop.exec()
        self._timer.stop()
        return self._rested

    def _on_beat(self) -> None:
        now = perf_counter()
        gap = max(now - self._last - self._waits.waited(), 0.0)
        self._last = now
        self._passed += gap
        self.pause = max(self.pause, gap)
        if self._busy() or gap > 4 * self._tick / 1000:
            self._quiet, self._rested = 0, self._passed
        else:
            self._quiet += 1
            if self._quiet >= QUIET:
                self._loop.quit()


def rest(jobs: Jobs) -> None:
    """Let the program work until no job is left."""
    Clock().run(lambda: None, lambda: jobs.busy)
