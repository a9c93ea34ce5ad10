"""How long the window stands still while a file of 200 MB is copied and somebody writes in it.

While the system runs other programs a window stands still too. That time is taken off on Linux, which counts
it for each thread; only that of the window's own thread is, since the others' passes beside it.
"""

import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from db.assessing import people
from db.file.copies import Why
from db.home import overview
from db.people import organisation
from desktop import copying, places
from desktop.app import App
from desktop.copying import Outcome
from desktop.settings import Settings
from tests.bench.lean import copy_of, lean
from tests.bench.measure import Figure, waits
from tests.bench.team_map import TODAY, Reopened

PEOPLE = 3_600  # of 12 quarters: 200 MB
TICK = 2  # ms between two beats
ACT = 200  # ms between two acts of somebody at work
COPIES = 3


def figures(application: QApplication) -> list[Figure]:
    """Measure the longest stop of a window at work: during a copy, against as long a time without one.

    Of three copies the one that stops it least counts.
    """
    kept = lean(PEOPLE)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        window = _Window(application, copy_of(kept, Path(folder)))
        copies = [window.copy() for _ in range(COPIES)]
        _time, quiet, alone = window.wait(copies[0][0])
        window.close()
    # What the program does to itself it does each time; what else runs on the machine strikes now and then.
    stop, act = min(stop for _, stop, _ in copies), min(act for _, _, act in copies)
    return [
        Figure("copy of 200 MB: stop", stop, quiet, limit=None, most=0.05),
        Figure("copy of 200 MB: act", act, alone, limit=None, most=0.05),
    ]


class _Window:
    """The whole program on the file; a clock ticks, and something small is written now and then."""

    def __init__(self, application: QApplication, path: Path) -> None:
        settings = Settings(path.with_name("merilo.ini"))
        settings.language = "ru"
        team = Reopened(path)
        settings.file_opened(path, team.store.has_password, team.store.settings_key)
        settings.keep_actor(team.store.read(overview.identity), team.store.read(people.person, team.boss).uid)
        team.store.close()
        self._loop = QEventLoop()
        self._clock = QTimer()
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._on_tick)
        self._last = self._longest = self._acted = self._act = self._waited = 0.0
        self.app = App(application, settings, lambda: TODAY, path.parent)
        self.app.start(path)
        self.wait(3.0)
        while self.app.jobs.busy or self.app.data is None:
            self.wait(0.5)
        assert self.app.window.workspace is not None
        self.app.window.workspace.go(places.LIBRARY)  # which what is written here does not paint anew
        self.wait(2.0)

    def copy(self) -> tuple[float, float, float]:
        """Return how long a copy takes, the longest stop of the window, and the longest act meanwhile."""
        data = self.app.data
        assert data is not None
        outcomes: list[Outcome] = []
        self._begin()
        begun = perf_counter()
        work = partial(copying.copy, data, Why.BY_HAND, None)
        self.app.jobs.run(work, outcomes.append, "")
        while not outcomes:
            QTimer.singleShot(20, self._loop.quit)
            self._loop.exec()
        took = perf_counter() - begun
        self._clock.stop()
        assert outcomes[0].taken is not None, outcomes[0].fault
        return took, self._longest, self._act

    def wait(self, seconds: float) -> tuple[float, float, float]:
        """Return the same for a time without a copy."""
        self._begin()
        QTimer.singleShot(round(seconds * 1000), self._loop.quit)
        self._loop.exec()
        self._clock.stop()
        return seconds, self._longest, self._act

    def close(self) -> None:
        """Close window and file."""
        self.app.window.close()
        self.app.close()

    def _begin(self) -> None:
        self._longest = self._act = 0.0
        self._waited = waits()
        self._last = self._acted = perf_counter()
        self._clock.start()

    def _on_tick(self) -> None:
        now = perf_counter()
        waited = waits()
        stop = now - self._last - waited + self._waited
        self._longest = max(self._longest, stop)
        if self.app.data is not None and now - self._acted > ACT / 1000:
            self.app.lock.idle.begin()  # as each key does
            self.app.data.write(organisation.keep_setting, "quiet", str(now))
            self._acted = perf_counter()
            after = waits()
            self._act = max(self._act, self._acted - now - after + waited)
        self._waited = waits()
        self._last = perf_counter()
