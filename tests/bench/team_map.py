"""The team of 1,000 people × 71 items × 12 quarters: opened, scrolled, its memory, and a small file."""

import gc
import secrets
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, override

import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from db.assessing import people
from db.file.store import Store
from db.framework import frameworks
from db.people import organisation
from db.team import matrix, trends
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.team.bar import COVER
from desktop.team.screen import TeamScreen
from desktop.theme import Theme, load_fonts
from domain.framework.profile import Phase
from domain.people.person import Person, PersonKind
from domain.progress import Progress
from tests.bench.measure import Figure, middle, p95, seconds
from tests.bench.pause import Clock

TODAY = date(2026, 11, 24)
QUARTERS = 12
STEP = 200  # px scrolled between two frames
SIZE = (1836, 1012)  # of the screen in a window of 1920 × 1040


class Team:
    """A file of many people, rated in every quarter."""

    def __init__(self, folder: Path, count: int, quarters: int = QUARTERS) -> None:
        self.dek = secrets.token_bytes(32)
        self.path = folder / f"team-{count}.merilo"
        self.store = Store.create(self.path, None, dek=self.dek).store
        boss = self.store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
        self.boss = boss
        self.store.act_as(boss)
        self.cycle = fill(self, count, quarters)

    def raw(self) -> Any:
        """Return a driver connection to the file."""
        connection = sqlcipher.connect(str(self.path), isolation_level=None)
        connection.execute(f"PRAGMA key=\"x'{self.dek.hex()}'\"")
        return connection


def fill(team: Team, count: int, quarters: int) -> int:
    """Write people, cycles, cases and marks through the driver (as acts it takes hours); return the cycle."""
    store = team.store
    framework = store.read(frameworks.newest)
    profile = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
    policy = store.read(frameworks.policy)[0]
    scale = store.read(frameworks.scale).id
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    db, chance = team.raw(), Random(7)
    ids = [item.id for item in framework.items]
    db.execute("BEGIN IMMEDIATE")
    for trigger in [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
        db.execute(f'DROP TRIGGER "{trigger}"')  # only in this file: they cost a lookup per mark
    first = db.execute("SELECT max(id) FROM person").fetchone()[0] + 1
    columns = [row[1] for row in db.execute("PRAGMA table_info(person)")]
    model = dict(zip(columns, db.execute("SELECT * FROM person").fetchone(), strict=True))
    unit = [insert(db, "unit", uid=uid(), name=f"Смена {number}", parent_id=None) for number in range(1, 21)]
    for number in range(count):
        surname = f"Человек{chance.randrange(10**6):06d}"
        person = model | {
            "id": first + number,
            "uid": uid(),
            "code": f"E-{number + 1000:05d}",
            "surname": surname,
            "given": "Имя",
            "patronymic": "Отчество",
            "folded": surname.lower(),
            "is_actor": 0,
            "unit_id": unit[number % 20],
            "post": "менеджер",
        }
        insert(db, "person", **person)
    last = 0
    for quarter in range(quarters):
        back = quarters - 1 - quarter
        at = 2026 * 4 + 3 - back
        starts, state = date(at // 4, at % 4 * 3 + 1, 1), "closed" if back else "open"
        last = insert(
            db,
            "cycle",
            uid=uid(),
            code=f"{at // 4}-{('I', 'II', 'III', 'IV')[at % 4]}",
            kind="quarterly",
            title="",
            starts_on=starts.isoformat(),
            framework_id=framework.id,
            scale_id=scale,
            policy_id=policy,
            state=state,
            opened_on=starts.isoformat(),
        )
        _quarter(db, team.boss, last, first, count, profile.id, ids, starts, state, now, chance)
    db.execute("COMMIT")
    db.close()
    return last


def _quarter(
    db: Any,
    boss: int,
    cycle: int,
    first: int,
    count: int,
    profile: int,
    ids: list[int],
    starts: date,
    state: str,
    now: str,
    chance: Random,
) -> None:
    marks: list[tuple[int, int, str, int | None, str, str]] = []
    for person in range(first, first + count):
        case = insert(
            db,
            "case",
            uid=uid(),
            cycle_id=cycle,
            person_id=person,
            profile_id=profile,
            state=state,
            opened_on=starts.isoformat(),
        )
        sheet = insert(
            db,
            "sheet",
            uid=uid(),
            case_id=case,
            assessor_id=boss,
            role="manager",
            revision=1,
            origin="screen",
            state="submitted",
            submitted_at=now,
            submitted_on=now[:10],
            started_at=now,
            content_hash=bytes(32),
            reason="",
        )
        for item in ids:
            if chance.random() < 0.1:
                marks.append((sheet, item, "not_observed", None, "typed", now))
            else:
                marks.append((sheet, item, "rated", chance.choice((0, 1, 2, 2, 3, 3, 3, 4)), "typed", now))
    db.executemany(
        "INSERT INTO mark (sheet_id, item_id, state, level, origin, rated_at) VALUES (?, ?, ?, ?, ?, ?)",
        marks,
    )


def insert(db: Any, table: str, **values: object) -> int:
    """Insert a row through the driver; return its id."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    return db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values())).lastrowid


def uid() -> str:
    """Return a unique name for a row."""
    return secrets.token_hex(16)


def figures(application: QApplication, folder: Path) -> list[Figure]:
    """Measure a team of 1,000 over 12 quarters, and that 10,000 people do not freeze the window."""
    gc.disable()  # as the program does: it collects on a timer of its own
    team, small = Team(folder, 1000), Team(folder, 50)
    found = [*open_matrix(team), growth(small, team)]
    shown = Shown(application, team, folder)
    shown.open()
    found.append(scroll(shown))
    shown.close()
    for one in (team, small):
        one.store.close()
    found.append(memory(folder))
    many = Team(folder, 10_000, quarters=2)
    shown = Shown(application, many, folder)
    found.append(Figure("team of 10,000, held up", shown.open(), 1.0, limit=None, most=0.2))
    frame = scroll(shown)
    found.append(Figure("team of 10,000, frame", frame.value, frame.baseline, 0.06, 0.008))
    shown.close()
    many.store.close()
    gc.enable()
    return [*found, cover(application, folder)]


def cover(application: QApplication, folder: Path, ticks: int = 40) -> Figure:
    """Tick people of a team of 30 off and on again, against painting the two lists as they are."""
    team = Team(folder, 30)
    shown = Shown(application, team, folder)
    shown.open()
    page = shown.screen.cover
    shown.screen.bar.view_chosen.emit(COVER)
    application.processEvents()

    def paint() -> None:
        for table in (page.people, page.duties):
            table.viewport().repaint()

    def tick() -> None:
        page.toggle()
        paint()

    values: list[float] = []
    baselines: list[float] = []
    for number in range(ticks):
        page.people.go_to(number % 30)
        values.append(seconds(tick))
        baselines.append(seconds(paint))
    assert page.away, "people are ticked off"
    shown.close()
    team.store.close()
    return Figure("who carries what, a tick", p95(values), middle(baselines), limit=None, most=0.05)


class Plain(QAbstractTableModel):
    """The same cells with the standard roles, painted by the standard delegate."""

    def __init__(self, levels: list[list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._levels = levels
        self._grounds = [QColor(name) for name in ("#F7EDD6", "#B5D4B9", "#6CAFA3", "#227A87", "#0A4667")]

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._levels)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._levels[0])

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        text = self._levels[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._grounds[int(text)] if text.isdigit() else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None


class Shown:
    """The screen of a team in a visible window of 1920 × 1040."""

    def __init__(self, application: QApplication, team: Team, folder: Path) -> None:
        self.application = application
        load_fonts()
        application.setStyle("Fusion")
        theme = Theme("light")
        application.setFont(theme.font("body"))
        application.setPalette(theme.palette())
        application.setStyleSheet(theme.sheet())
        self.window = QWidget()
        self.window.resize(*SIZE)
        self.jobs = Jobs(self.window)
        me = team.store.read(people.person, team.boss)
        settings = Settings(folder / "merilo.ini")
        settings.keep_order("team_columns", "all", falling=False)  # the largest map there is
        context = Context(
            Data(team.store, self.window),
            self.jobs,
            settings,
            Actions(),
            theme,
            me,
            lambda: TODAY,
        )
        self.screen = TeamScreen(context, self.window)
        self.screen.resize(*SIZE)
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)

    def open(self) -> float:
        """Open the team; return the longest time, in seconds, for which the window was frozen."""
        clock = Clock()
        clock.run(self.screen.open, lambda: self.jobs.busy or self.screen.loaded is None)
        return clock.pause

    def close(self) -> None:
        self.jobs.close()
        self.window.close()
        self.window.deleteLater()
        self.application.processEvents()


def open_matrix(team: Team, rounds: int = 5) -> tuple[Figure, Figure]:
    """Read the matrix against one SELECT of the same marks through the driver; and the whole opening."""
    db = team.raw()
    start = date(2025, 10, 1).isoformat()  # carried levels are up to four quarters old
    wanted = (
        "SELECT sheet.case_id, mark.item_id, mark.level, mark.state FROM mark "
        'JOIN sheet ON sheet.id = mark.sheet_id JOIN "case" ON "case".id = sheet.case_id '
        'JOIN cycle ON cycle.id = "case".cycle_id WHERE cycle.starts_on >= ?'
    )

    def plain() -> None:
        db.execute(wanted, (start,)).fetchall()

    def read() -> None:
        team.store.read(matrix.team_matrix, team.cycle, team.boss)

    times = [(seconds(read), seconds(plain)) for _ in range(rounds)]
    value, baseline = (middle(list(column)) for column in zip(*times, strict=True))
    quarters = [(seconds(lambda: _trend(team)), seconds(plain)) for _ in range(2)]
    line, beside = (middle(list(column)) for column in zip(*quarters, strict=True))
    return (
        Figure("team matrix, open", value, baseline, limit=3.0),
        Figure("team trend, a job", line, beside, limit=None),
    )


def _trend(team: Team) -> None:
    team.store.read(trends.of_team, team.cycle, team.boss, None, Progress())


def scroll(shown: Shown, frames: int = 60) -> Figure:
    """Paint a whole frame at a new place each time, heads included, against the standard roles of a table."""
    heat = shown.screen.map.map
    shown.screen.map.choose_zoom(dense=True)
    shown.application.processEvents()
    model = shown.screen.map.model
    levels = [[look.text or "–" for look in model.looks(line)] for line in range(model.rowCount())]
    usual = QTableView()
    usual.setModel(Plain(levels, usual))
    usual.resize(heat.size())
    for header, size in ((usual.verticalHeader(), heat.row_height), (usual.horizontalHeader(), 21)):
        header.setMinimumSectionSize(4)
        header.setDefaultSectionSize(size)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    usual.show()
    QTest.qWaitForWindowExposed(usual)

    def frame(table: QTableView, number: int) -> Callable[[], None]:
        table.verticalScrollBar().setValue(STEP * number)

        def paint() -> None:
            table.viewport().repaint()
            table.verticalHeader().viewport().repaint()
            table.horizontalHeader().viewport().repaint()

        return paint

    values: list[float] = []
    baselines: list[float] = []
    for number in range(frames):
        values.append(seconds(frame(heat, number)))
        if number % 4 == 0:
            baselines.append(seconds(frame(usual, number)))
    usual.close()
    usual.deleteLater()
    return Figure("team matrix, frame", middle(values), middle(baselines), limit=0.06, most=0.008)


def memory(folder: Path) -> Figure:
    """Return what a loaded team adds to a process, MB, measured in other processes; 60 may be added."""
    code = (
        "import sys; from pathlib import Path; from tests.bench import team_map; "
        "team_map.weigh(Path(sys.argv[1]), int(sys.argv[2]))"
    )
    told = [
        float(
            subprocess.run(
                [sys.executable, "-c", code, str(folder / str(count)), str(count)],
                check=True,
                capture_output=True,
                encoding="utf-8",
            ).stdout.split()[-1]
        )
        for count in (1, 1000)
    ]
    return Figure("team of 1,000, more memory", told[1] - told[0], 60.0, limit=1.0, unit="MB")


def weigh(folder: Path, count: int) -> None:
    """Print how many MB the process holds with the team on screen."""
    from resources import i18n

    i18n.use("ru")
    folder.mkdir()
    application = QApplication([])
    code = (
        "import sys; from pathlib import Path; from tests.bench import team_map; "
        "team_map.Team(Path(sys.argv[1]), int(sys.argv[2])).store.close()"
    )
    # In a process of its own, or making the file would be measured as well.
    subprocess.run([sys.executable, "-c", code, str(folder), str(count)], check=True, capture_output=True)
    team = Reopened(folder / f"team-{count}.merilo")
    shown = Shown(application, team, folder)
    shown.open()
    with Path("/proc/self/status").open() as status:
        held = next(line for line in status if line.startswith("VmRSS"))
    print(int(held.split()[1]) / 1024)
    shown.close()


class Reopened(Team):
    """A file made by another process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store.open(path)
        self.boss = self.store.read(people.actors)[0].id
        self.store.act_as(self.boss)
        self.cycle = 0


def growth(small: Team, large: Team, rounds: int = 7) -> Figure:
    """Open a unit of fifty: in the large file against a small one that has only fifty people."""
    unit = large.store.read(organisation.units)[0].id

    def read(team: Team, unit_id: int | None) -> Callable[[], object]:
        return lambda: team.store.read(matrix.team_matrix, team.cycle, team.boss, unit_id)

    times = [(seconds(read(large, unit)), seconds(read(small, None))) for _ in range(rounds)]
    value, baseline = (middle(list(column)) for column in zip(*times, strict=True))
    return Figure("unit of 50 in 1,000", value, baseline, limit=1.3)
