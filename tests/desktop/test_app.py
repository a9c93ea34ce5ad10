"""The program starts, paints before it imports, and changes its language while it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    *("sqlalchemy", "sqlmodel", "alembic", "sqlcipher3", "reportlab", "openpyxl", "cryptography", "argon2"),
    *("pydantic", "yaml"),
)

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QObject
from desktop import app
from desktop.settings import Settings

class Look(QObject):
    def look(self):
        heavy = sorted(name for name in {heavy!r} if name in sys.modules)
        print("painted with", heavy, "of", len(sys.modules), flush=True)
        self.made.window.close()

look = Look()
made_app = app.App.start

def start(self, path):
    look.made = self
    self.window.painted.connect(look.look)
    made_app(self, path)

app.App.start = start
sys.exit(app.run({file}, settings=Settings(Path({settings!r}))))
"""


@pytest.mark.parametrize("given", [True, False])
def test_the_window_is_painted_before_anything_heavy_is_imported(tmp_path: Path, given: bool) -> None:
    file = f"Path({str(tmp_path / 'North.merilo')!r})" if given else "None"
    code = FIRST_PAINT.format(heavy=HEAVY, file=file, settings=str(tmp_path / "merilo.ini"))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "painted with [] of" in done.stdout
    modules = int(done.stdout.rsplit("of", 1)[1])
    assert modules < 420, "the first window pulls in more than it needs"
