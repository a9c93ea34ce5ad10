"""The program starts, paints before it imports, and changes its language while it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from domain.people.person import Person, PersonKind

HEAVY = (
    *("sqlalchemy", "sqlmodel", "alembic", "sqlcipher3", "reportlab", "openpyxl", "cryptography", "argon2"),
    *("pydantic", "yaml", "docx", "lxml"),
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
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert "painted with [] of" in done.stdout
    modules = int(done.stdout.rsplit("of", 1)[1])
    assert modules < 300, "the first window pulls in more than it needs"


HOME = """
import enum, gc, linecache, os, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from desktop.app import App
from desktop.frame.opening import Opening
from desktop.settings import Settings

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            print("needless", sorted(name for name in {needless!r} if name in sys.modules))
            read = [name for name in linecache.cache if Path(name).parent.name == "sqlalchemy"]
            print("sources read", read)
            made = [kind for kind in gc.get_objects() if isinstance(kind, enum.EnumType)]
            print("enumerations", len(made), flush=True)
            watched.removeEventFilter(self)
        return False

painted = Painted()
show = App._show_file
opened = Opening._on_opened

def came(made, store):
    print("waited for the disk with", "desktop.home.screen" in sys.modules, flush=True)
    opened(made, store)

def shown(made, *arguments):
    show(made, *arguments)
    made.window.workspace.shown.primary.installEventFilter(painted)

def rest(made, nothing):
    print("plugins", sys.modules["pydantic.plugin._loader"]._plugins, flush=True)
    print("there now", sorted(name for name in {later!r} if name in sys.modules), flush=True)
    made.close()
    os._exit(0)

App._show_file = shown
Opening._on_opened = came
App._on_prepared = rest
application = QApplication([])
folder = Path({folder!r})
made = App(application, Settings(folder / "merilo.ini"), lambda: date(2026, 11, 24), folder)
made.start(folder / "North.merilo")
application.exec()
"""
LATER = (
    "db.models.editions",
    "db.models.organisation",
    "db.models.acts",
    "db.models.panels",
    "db.models.plans",
    "db.home.overview",
    "db.assessing.people",
    "db.assessing.sheet.sheets",
)
NEEDLESS = (
    *("sqlalchemy", "sqlmodel", "pydantic", "db.file.sessions", "db.models.people"),
    *("alembic", "yaml", "sqlalchemy.dialects.postgresql", "reportlab", "openpyxl"),
    *("docx", "lxml", "db.postgresql", "psycopg", "db.wire"),
    *("db.framework.catalogue", "db.framework.frameworks"),
    *("domain.assessing.scoring", "domain.development.plan", *LATER),
    *("desktop.start.welcome", "desktop.start.new_file"),
    # an empty file shows no case, and its overview waits for no table of them
    *("db.models.cases", "db.models.sheets", "db.models.items", "db.assessing.progress", "db.home.due"),
    *("domain.assessing.sheet", "domain.framework.framework", "domain.mark", "domain.assessing.policy"),
)


def test_the_overview_comes_with_no_more_than_it_needs_and_the_rest_after_it(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "North.merilo", None, fast=True).store
    store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Sokolova", is_actor=True))
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", HOME.format(needless=NEEDLESS, later=LATER, folder=str(tmp_path))],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert "needless []" in done.stdout
    assert "sources read []" in done.stdout, "PySide looks for its name in all sources again"
    # A widget of a class private to Qt, handed to Python, makes PySide build all of them.
    assert int(done.stdout.split("enumerations")[1].split()[0]) < 400
    assert "plugins None" in done.stdout, "pydantic asks all installed packages for plugins again"
    assert "waited for the disk with True" in done.stdout
    assert f"there now {sorted(LATER)}" in done.stdout
