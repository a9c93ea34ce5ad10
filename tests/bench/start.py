"""From the start of Python to the first painted window, and to the overview, against a bare window."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from db import models
from db.assessing import cycles, people
from db.file.store import Store
from db.framework import frameworks
from db.journal import journal
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.assessing.sheet import SheetOrigin, SheetState
from domain.framework.profile import Phase
from domain.mark import Role
from domain.people.person import Person, PersonKind
from tests.bench.measure import Figure, middle, processors, spread

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

# The program is started as a person starts it, by its door, which is part of what they wait for.
DOOR = """
import os, sys
from time import monotonic
from pathlib import Path
from desktop.office.cli.cli import main
from desktop import app
from desktop.app import App
from desktop.settings import Settings
from PySide6.QtCore import QEvent, QObject
from datetime import date
folder = Path(sys.argv[1])
def run(path):
    app._today = lambda: date(2026, 11, 24)
    return start(path, settings=Settings(folder / "merilo.ini"))
start, app.run = app.run, run
def painted():
    print(monotonic(), flush=True)
    os._exit(0)
"""

OURS = (
    DOOR
    + """
show = App.start
def shown(self, path):
    self.window.painted.connect(painted)
    show(self, path)
App.start = shown
main([])
"""
)

HOME = (
    DOOR
    + """
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            painted()
        return False
watching = Painted()
show = App._show_file
def shown(self, *arguments):
    show(self, *arguments)
    screen = self.window.workspace.shown
    assert screen.primary.isVisible()
    screen.primary.installEventFilter(watching)
App._show_file = shown
main([str(folder / "bench.merilo")])
"""
)
TODAY = date(2026, 11, 24)


def first_window() -> tuple[Figure, Figure]:
    """Measure the start to the first paint; both processes start cold, with their files in the disk cache."""
    with tempfile.TemporaryDirectory() as folder:
        return _beside_bare("first window", OURS, Path(folder), limit=1.5)


def home() -> tuple[Figure, ...]:
    """Measure the start to an overview that takes keys: of an empty file, and with a thousand people.

    The thousand are in a quarter's cycle; three hundred of their sheets are drafts of the person who looks.
    The next step has the focus and stays where it is; whatever else is due is read after that paint (decision
    0032).
    """
    figures: list[Figure] = []
    for name, count in (("home", 0), ("home, 1,000 people", 1000)):
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), count)
            figures += _beside_bare(name, HOME, Path(folder), limit=3.0)
    return tuple(figures)


def _beside_bare(name: str, code: str, folder: Path, limit: float, rounds: int = 9) -> tuple[Figure, Figure]:
    """Measure in turn with a bare window: what passes, and what processors take."""
    pairs = [(_start(code, folder), _start(BARE, folder)) for _round in range(rounds + 1)][1:]
    figures: list[Figure] = []
    for part, told in enumerate((name, "… processors")):
        values, baselines = ([one[part] for one in side] for side in zip(*pairs, strict=True))
        figures.append(Figure(told, middle(values), middle(baselines), limit=limit, spread=spread(values)))
    return figures[0], figures[1]


def make(folder: Path, count: int, password: str | None = None) -> None:
    """Make a file with an actor and *count* people to rate; a password is cheap to try."""
    store = Store.create(folder / "bench.merilo", password, fast=True).store
    me = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True))
    store.act_as(me)
    if count:
        quarter = Cycle(kind=CycleKind.QUARTERLY, title="IV квартал 2026", ends_on=date(2026, 12, 31))
        cycle = store.write(cycles.open_cycle, quarter)
        store.write(_fill, me, cycle, count)
    store.close()


def _fill(session: Session, me: int, cycle: int, count: int) -> None:
    """Insert people, cases and drafts in bulk; act by act it would take minutes."""
    profile = next(one for one in frameworks.profiles(session) if one.phase is Phase.POST)
    items = [item.id for item in frameworks.newest(session).items]
    ids = range(1001, 1001 + count)  # of both people and cases
    rows: tuple[tuple[type[SQLModel], list[dict[str, object]]], ...] = (
        (
            models.Person,
            [
                {
                    "id": number,
                    "uid": str(uuid4()),
                    "code": f"E-{number}",
                    "kind": PersonKind.EMPLOYEE,
                    "surname": f"Орлов{number}",
                    "given": "Денис",
                    "folded": f"орлов{number} денис",
                    "basis_until": TODAY if number % 10 == 0 else None,
                }
                for number in ids
            ],
        ),
        (
            models.Case,
            [
                {
                    "id": number,
                    "uid": str(uuid4()),
                    "cycle_id": cycle,
                    "person_id": number,
                    "profile_id": profile.id,
                    "opened_on": TODAY,
                    "state": CaseState.OPEN,
                }
                for number in ids
            ],
        ),
        (
            models.CaseItem,
            [
                {"case_id": number, "item_id": item, "in_scope": True, "reason": ""}
                for number in ids
                for item in items
            ],
        ),
        (
            models.Sheet,
            [
                {
                    "uid": str(uuid4()),
                    "case_id": number,
                    "assessor_id": me,
                    "role": Role.MANAGER,
                    "state": SheetState.DRAFT,
                    "origin": SheetOrigin.SCREEN,
                    "started_at": datetime.now(UTC),
                }
                for number in ids[:300]
            ],
        ),
    )
    for table, values in rows:
        session.execute(insert(table), values)
    journal.record(session, "add", "bench", None, {})


def _start(code: str, folder: Path) -> tuple[float, float]:
    """Return the seconds until the code prints the time, and those of processors; modules are compiled.

    What the process of the last round left, because it was not closed, is removed as closing removes it.
    """
    for end in (".lock", "-wal", "-shm"):
        (folder / f"bench.merilo{end}").unlink(missing_ok=True)
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    began, before = monotonic(), processors()
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env=os.environ | compiled,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(run.stdout.split()[-1]) - began, processors() - before
