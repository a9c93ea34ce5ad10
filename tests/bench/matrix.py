"""Importing the levels of 1,000 people × 71 competencies: read, considered, stored; and the window."""

import gc
import tempfile
from pathlib import Path
from time import perf_counter

from openpyxl import Workbook
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.assessing import people
from db.file.store import Store
from db.framework import frameworks
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.garbage import Garbage
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.team.levels.screen import LevelsScreen
from desktop.theme import Theme
from domain.framework.framework import Framework
from domain.people.person import Person, PersonKind
from tests import prepared
from tests.bench.measure import Figure, Waits, middle, processors, seconds
from tests.bench.roster import TICK, only_read
from tests.bench.start import TODAY

PEOPLE = 1_000
LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
DAY = "31.12.2025"


def write_matrix(path: Path, framework: Framework, count: int = PEOPLE) -> None:
    """Write a matrix of a framework as people keep it: a row for each person, figures from 0 to 4."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Матрица")
    sheet.append(["Сотрудник", *(one.text.ru for one in framework.items)])
    for n in range(count):
        name = "".join(LETTERS[(n // len(LETTERS) ** place) % len(LETTERS)] for place in range(3))
        sheet.append([f"Петр{name} Иван", *((n + at) % 5 for at in range(len(framework.items)))])
    book.save(path)


class Watched:
    """The page in a window that measures how long it could not answer, garbage collected as ever."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._garbage = Garbage(application)
        self.store = Store.open(prepared.empty(folder / "matrix.merilo"))
        me = self.store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True))
        self.store.act_as(me)
        self.data, self.jobs = Data(self.store), Jobs()
        settings, actor = Settings(folder / "merilo.ini"), self.data.read(people.person, me)
        theme = Theme("light")
        context = Context(self.data, self.jobs, settings, Actions(), theme, actor, lambda: TODAY)
        self.window = QWidget()
        self.screen = LevelsScreen(context, self.window)
        for one in (self.screen, self.window):
            one.resize(1196, 772)
        self.window.show()
        self.screen.open()
        self._context = context
        gc.freeze()  # as the program's first tick sets aside what its start brought
        self.pause = self._last = self._waited = 0.0
        self._waits = Waits()
        self._clock = QTimer(interval=TICK)
        self._clock.timeout.connect(self._on_tick)

    def run(self, path: Path) -> tuple[float, float]:
        """Read the file, say its day, import it; return the seconds that passed, and those of processors."""
        assert self._context.names.roll  # the program reads it when a file is opened
        QCoreApplication.processEvents()
        begin, before = perf_counter(), processors()
        self._last, self._waited = begin, 0.0
        self._waits.waited()
        self._clock.start()
        self.screen.load_file(path)
        self._rest()
        self.screen.on.line.setText(DAY)
        self.screen.on.line.editingFinished.emit()
        self._rest()
        self.screen.load()
        self._rest()
        self._on_tick()
        self._clock.stop()
        return perf_counter() - begin - self._waited, processors() - before

    @property
    def imported(self) -> int:
        """How many people came in."""
        return len(self.data.read(people.people, self._context.me.id)) - 1

    def close(self) -> None:
        self.jobs.close()
        self.window.close()
        self.window.deleteLater()
        self.store.close()
        self._garbage.stop()
        QCoreApplication.processEvents()

    def _rest(self) -> None:
        """Wait as a window does, not in a loop that takes the processor from the job."""
        while self.jobs.busy:
            loop = QEventLoop()
            self.jobs.finished.connect(loop.quit)
            loop.exec()
            QCoreApplication.processEvents()

    def _on_tick(self) -> None:
        now, waited = perf_counter(), self._waits.waited()
        self.pause = max(self.pause, now - self._last - waited)
        self._last = now
        self._waited += waited


def figures(application: QApplication, rounds: int = 3) -> tuple[Figure, ...]:
    """Measure the whole import against openpyxl only reading the same file; the pause of the window."""
    took: list[float] = []
    busy: list[float] = []
    pauses: list[float] = []
    baselines: list[float] = []
    for _round in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            watched = Watched(application, Path(folder))
            framework = watched.data.read(frameworks.newest)
            path = Path(folder) / "matrix.xlsx"
            write_matrix(path, framework)
            whole, processor = watched.run(path)
            assert watched.imported == PEOPLE
            watched.close()
            took.append(whole)
            busy.append(processor)
            pauses.append(watched.pause)
            baselines.append(seconds(lambda path=path: only_read(path)))
    base = middle(baselines)
    return (
        Figure("matrix 1,000 × 71 with levels", middle(took), base, limit=None, most=10.0),
        Figure("… processors", middle(busy), base, limit=None),
        Figure("… longest pause of the window", middle(pauses), base, limit=None, most=0.1),
    )
