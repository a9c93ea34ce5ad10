"""From the start of Python to the first painted window, against a bare one."""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

from tests.bench.measure import Figure, in_turn, middle

BARE = """
import sys
from time import monotonic
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(monotonic(), flush=True)
        QApplication.quit()
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(Label("Merilo"))
window.resize(1280, 800)
window.show()
application.exec()
"""

OURS = """
import sys
from time import monotonic
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.app import App
from desktop.settings import Settings
from datetime import date
application = QApplication([])
folder = Path(sys.argv[1])
app = App(application, Settings(folder / "merilo.ini"), lambda: date(2026, 11, 24), folder)
def painted():
    print(monotonic(), flush=True)
    app.window.painted.disconnect(painted)
    import os
    os._exit(0)
app.window.painted.connect(painted)
app.start(None)
application.exec()
"""


def first_window(rounds: int = 7) -> Figure:
    """Measure the start to the first paint; both processes start cold but from warm files."""
    with tempfile.TemporaryDirectory() as folder:
        values, baselines = in_turn(
            lambda: _start(OURS, Path(folder)), lambda: _start(BARE, Path(folder)), rounds
        )
    return Figure("first window", middle(values[1:]), middle(baselines[1:]), limit=2.0)


def _start(code: str, folder: Path) -> float:
    began = monotonic()
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True, timeout=60
    )
    return float(run.stdout.split()[-1]) - began
