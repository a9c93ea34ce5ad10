"""A key press until disk and screen have it, and a sheet of 71 items from the click to the screen."""

import itertools
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import event

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import frameworks
from desktop.actions import Actions
from desktop.assessing.sheet.modes import CARD, TABLE
from desktop.assessing.sheet.screen import SheetScreen
from desktop.context import Context
from desktop.data import Data
from desktop.garbage import Garbage
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme, load_fonts
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.bench.measure import Figure, in_turn, middle, p95, seconds, spread

TODAY = date(2026, 11, 24)
PATIENCE = 5000  # ms


class Painted(QObject):
    """Records that a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False
        self._loop = QEventLoop()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._loop.quit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.seen = True
            self._loop.quit()  # ends once all that is due now is painted
        return False

    def wait(self) -> None:
        """Let the program run until the widget is painted.

        Raises:
            TimeoutError: if nothing is painted within ``PATIENCE``: the widget is hidden.
        """
        if not self.seen:
            self._patience.start()
            self._loop.exec()
            self._patience.stop()
        if not self.seen:
            raise TimeoutError(f"not painted within {PATIENCE} ms")


class Bench:
    """A sheet screen on a real encrypted file, in a visible window."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.dek = secrets.token_bytes(32)
        self.store = Store.create(folder / "bench.merilo", None, dek=self.dek).store
        me = self.store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True))
        self.store.act_as(me)
        self.me = me
        self.sheet_id = self._begin()
        self.application = application
        load_fonts()
        application.setStyle("Fusion")
        theme = Theme("light")
        application.setFont(theme.font("body"))
        application.setPalette(theme.palette())
        application.setStyleSheet(theme.sheet())
        self._garbage = Garbage(application)  # as in the program: nothing is collected during a key press
        self.window = QWidget()
        self.window.resize(1280, 800)
        jobs = Jobs(self.window)
        self.data = Data(self.store, self.window)
        self.context = Context(
            self.data,
            jobs,
            Settings(folder / "merilo.ini"),
            Actions(),
            theme,
            self.store.read(people.person, me),
            lambda: TODAY,
        )
        self.screen = SheetScreen(self.context, self.window)
        self.screen.resize(1196, 772)
        self.window.show()
        self.screen.open(self.sheet_id)
        self.screen.modes.show_mode(TABLE)  # an interview begins with the card
        QTest.qWaitForWindowExposed(self.window)
        self.window.activateWindow()
        self.screen.table.setFocus()
        application.processEvents()

    def _begin(self) -> int:
        candidate = self.store.write(people.add, Person(surname="Лебедева", given="Ирина"))
        return self.store.write(assessments.start, candidate, self.me, Role.HR)

    def begin(self) -> None:
        """Open the sheet of another candidate, with nothing rated yet."""
        self.sheet_id = self._begin()
        self.screen.open(self.sheet_id)
        self.application.processEvents()

    def close(self) -> None:
        self._garbage.stop()
        self.context.jobs.close()
        self.window.close()
        self.store.close()


def key_press(bench: Bench, rounds: int = 4) -> tuple[Figure, Figure, Figure]:
    """Rate *rounds* candidates by digits: key → COMMIT → painted, against a raw UPDATE."""
    painted = Painted()
    bench.screen.table.viewport().installEventFilter(painted)
    raw = _raw_writer(bench)
    values: list[float] = []
    baselines: list[float] = []
    ours: list[float] = []
    bare: list[float] = []
    digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_2)
    for round_ in range(rounds):
        bench.begin()  # on a full sheet a key stays where it is
        bench.screen.modes.show_mode(TABLE)
        bench.screen.table.go_to(bench.screen.table.first_line)
        bench.application.processEvents()
        for number in range(71):

            def press(key: Qt.Key = digits[(round_ + number) % 4]) -> None:
                painted.seen = False
                QTest.keyClick(bench.screen.table, key)
                painted.wait()

            for act, passed, busy in ((press, values, ours), (raw, baselines, bare)):
                before = process_time()
                passed.append(seconds(act))
                busy.append(process_time() - before)
        _check_written(bench)
    half = spread(values)
    return (
        Figure("key press, median", middle(values), middle(baselines), limit=None, most=0.005, spread=half),
        Figure("key press, p95", p95(values), p95(baselines), limit=None, most=0.008),
        Figure("… processor, median", middle(ours), middle(bare), limit=None, spread=spread(ours)),
    )


def next_card(bench: Bench, rounds: int = 4) -> Figure:
    """Rate the items of *rounds* candidates card by card; p95 of key → COMMIT → the next card painted.

    Against a raw UPDATE. A mark that needs a fact stays on its card, as does the last one: neither counts.
    """
    screen = bench.screen
    screen.modes.show_mode(CARD)
    painted = Painted()
    screen.card.question.installEventFilter(painted)
    raw = _raw_writer(bench)
    values: list[float] = []
    baselines: list[float] = []
    digits = (Qt.Key.Key_2, Qt.Key.Key_3)  # all others need a fact
    for round_ in range(rounds):
        bench.begin()
        for number in range(71):
            before = screen.table.code

            def press(key: Qt.Key = digits[(round_ + number) % 2], before: str = before) -> None:
                painted.seen = False
                QTest.keyClick(screen.card.head, key)
                if screen.table.code != before:
                    painted.wait()
                bench.application.processEvents()

            taken = seconds(press)
            if screen.table.code != before:
                values.append(taken)
                baselines.append(seconds(raw))
            elif rest := [code for code in screen.model.codes if screen.model.row(code).mark is None]:
                screen.show_item(rest[0])
                bench.application.processEvents()
        _check_written(bench)
    assert len(values) > 35 * rounds, "most keys show the next card"
    screen.modes.show_mode(TABLE)
    return Figure("next card, p95", p95(values), p95(baselines), limit=None, most=0.012)


def write_part(
    bench: Bench, name: str = "write of a mark, median", rounds: int = 200, limit: float | None = 3.0
) -> Figure:
    """Measure ``Store.write(sheets.rate)`` alone against the raw UPDATE + COMMIT."""
    item = bench.store.read(frameworks.newest).items[0]
    raw = _raw_writer(bench)
    levels = itertools.cycle(range(5))

    def ours() -> float:
        mark = Mark.rated(next(levels))
        return seconds(lambda: bench.store.write(sheets.rate, bench.sheet_id, item.id, mark))

    values, baselines = in_turn(ours, lambda: seconds(raw), rounds)
    return Figure(name, middle(values), middle(baselines), limit)


def open_sheet(bench: Bench, rounds: int = 40) -> tuple[Figure, Figure]:
    """Open the sheet: what is read, and the whole until it is painted.

    Both are compared with the same statements in SQLAlchemy Core; the ratio is limited for the reading, the
    milliseconds for what the eye sees.
    """
    reads: list[tuple[Any, Any]] = []

    def note(connection: Any, statement: Any, multiple: Any, parameters: Any, options: Any) -> None:
        if statement.is_select:
            reads.append((statement, parameters))

    engine = bench.store._sessions._engine  # pyright: ignore[reportPrivateUsage]
    event.listen(engine, "before_execute", note)
    bench.screen.open(bench.sheet_id)
    event.remove(engine, "before_execute", note)
    painted = Painted()
    bench.screen.table.viewport().installEventFilter(painted)

    def read() -> None:
        bench.data.read(sheets.sheet, bench.sheet_id, bench.me)
        bench.data.read(sheets.drafts_of, bench.sheet_id)

    def show() -> None:
        painted.seen = False
        bench.screen.open(bench.sheet_id)
        bench.screen.table.viewport().update()
        painted.wait()

    def core() -> None:
        with engine.connect() as connection:
            for statement, parameters in reads:
                connection.execute(statement, parameters).all()

    times = [(seconds(read), seconds(show), seconds(core)) for _ in range(rounds)]
    reading, showing, baseline = (middle(list(column)) for column in zip(*times, strict=True))
    return (
        Figure("open a sheet, read", reading, baseline, limit=6.0),
        Figure("open a sheet, painted", showing, baseline, limit=None, most=0.010),
    )


def _raw_writer(bench: Bench) -> Any:
    return raw_writer(bench.store.path, bench.dek)


def raw_writer(beside: Path, dek: bytes) -> Any:
    """Return an UPDATE + COMMIT through the driver on a separate file with the same key and pragmas."""
    path = beside.with_name(f"raw-{secrets.token_hex(4)}.db")
    connection = sqlcipher.connect(str(path), isolation_level=None)
    for pragma in (
        f"key=\"x'{dek.hex()}'\"",
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, level INTEGER, at TEXT)")
    connection.execute("INSERT INTO mark VALUES (1, 0, '')")

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE mark SET level = (level + 1) % 5, at = ? WHERE id = 1", (datetime.now(UTC).isoformat(),)
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    return write


def _check_written(bench: Bench) -> None:
    """Check the marks: a benchmark of keys that nobody handled would be the fastest of all."""
    sheet = bench.store.read(sheets.sheet, bench.sheet_id, bench.me)
    assert all(row.mark is not None for row in sheet.rows), "keys were lost"
