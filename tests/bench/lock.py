"""How quickly an open file is covered, closed and forgotten when it is locked."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.settings import Settings
from desktop.start.unlock import LockedCard, UnlockCard
from tests.bench.measure import Figure, middle, seconds
from tests.bench.pause import rest
from tests.bench.start import TODAY, make

PASSWORD = "correct horse battery"


def locking(application: QApplication, rounds: int = 3) -> Figure:
    """Lock a file of 1,000 people with their list shown, against an empty file."""
    values, baselines = (_times(application, count, rounds) for count in (1000, 0))
    return Figure("lock, 1,000 people", middle(values), middle(baselines), limit=None, most=0.3)


def _times(application: QApplication, count: int, rounds: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), count, PASSWORD)
        path = Path(folder) / "bench.merilo"
        app = App(application, Settings(Path(folder) / "merilo.ini"), lambda: TODAY, Path(folder))
        app.start(path)
        times: list[float] = []
        for _round in range(rounds):
            _open(app)
            times.append(seconds(app.lock.lock))
            assert app.data is None
            _until_idle(app)
            assert app.window.start is not None and isinstance(app.window.start.card, LockedCard)
        app.window.close()
        app.close()
    return times


def _open(app: App) -> None:
    """Give the password and go to the list of people, with everything read."""
    _until_idle(app)
    assert app.window.start is not None and isinstance(app.window.start.card, UnlockCard)
    app.window.start.card.edit.setText(PASSWORD)
    app.window.start.card.open.click()
    _until_idle(app)
    assert app.window.workspace is not None
    app.window.workspace.go("people")
    _until_idle(app)


def _until_idle(app: App) -> None:
    """Let the program work until no job is left for a fifth of a second."""
    loop = QEventLoop()
    for _quiet in range(20):
        QTimer.singleShot(10, loop.quit)
        loop.exec()
        rest(app.jobs)
