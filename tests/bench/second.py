"""How long a second start of the program takes until it has brought the open window forward and ended."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.settings import Settings
from tests.bench.measure import Figure, in_turn
from tests.bench.pause import rest
from tests.bench.start import TODAY, make

ROUNDS = 20  # the slowest counts
AGAIN = """
import sys
from pathlib import Path
from desktop import app
from desktop.settings import Settings
sys.exit(app.run(Path(sys.argv[1]), settings=Settings(Path(sys.argv[2]))))
"""
BARE = "import PySide6.QtWidgets"


def start(application: QApplication) -> Figure:
    """Start the program again and again on a file that is open, against Python with Qt alone."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), 0)
        path, settings = Path(folder) / "bench.merilo", Path(folder) / "second.ini"
        app = App(application, Settings(Path(folder) / "merilo.ini"), lambda: TODAY, Path(folder))
        app.start(path)
        _until(lambda: app.data is not None)
        rest(app.jobs)
        _ended(AGAIN, path, settings)  # what is compiled is compiled
        times, bare = in_turn(
            lambda: _ended(AGAIN, path, settings), lambda: _ended(BARE, path, settings), ROUNDS
        )
        app.window.close()
        app.close()
    return Figure("second start, slowest", max(times), max(bare), limit=None, most=1.0)


def _ended(code: str, *arguments: Path) -> float:
    """Return the seconds until the code has ended; this program hears of it meanwhile."""
    began = perf_counter()
    second = subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], env=os.environ.copy())
    _until(lambda: second.poll() is not None)
    took = perf_counter() - began
    assert second.returncode == 0, "it did not find the open window"
    return took


def _until(reached: Callable[[], bool]) -> None:
    loop = QEventLoop()
    while not reached():
        QTimer.singleShot(2, loop.quit)
        loop.exec()
