"""Importing lists of 2,000 and 20,000 people: read, compared, stored; and how long the window freezes."""

import tempfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from db.assessing import people
from db.file.store import Store
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.garbage import Garbage
from desktop.jobs import Jobs
from desktop.people.exchange.screen import ImportScreen
from desktop.settings import Settings
from desktop.theme import Theme
from domain.people.person import Person, PersonKind
from tests.bench.measure import Figure, middle, seconds
from tests.bench.pause import Clock
from tests.bench.start import TODAY

PEOPLE, MANY, WIDE = 2_000, 20_000, 62
HEADS = ("Табельный номер", "Фамилия", "Имя", "Отчество", "Должность", "Подразделение", "Руководитель")
TICK = 5  # milliseconds


def write_list(path: Path, count: int = PEOPLE, wide: int = WIDE) -> None:
    """Write a list as a personnel program exports it: a few columns that we know and many that we do not."""
    made = Workbook(write_only=True)
    page = made.create_sheet("Штат")
    page.append([*HEADS, *(f"Показатель {n}" for n in range(wide - len(HEADS)))])
    for n in range(count):
        manager = f"{n // 20:05}" if n >= 20 else None
        known = [f"{n:05}", f"Тестов{n}", "Иван", "Петрович", "оператор", f"Смена {n % 40}", manager]
        page.append([*known, *(["да"] * (wide - len(HEADS)))])
    made.save(path)


class Watched:
    """The screen on an empty file, in a window that measures how long it could not answer."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        theme = Theme("light")
        self._application = application
        self.store = Store.create(folder / "roster.merilo", None, fast=True).store
        me = self.store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True))
        self.store.act_as(me)
        self.data = Data(self.store)
        settings = Settings(folder / "merilo.ini")
        self.jobs = Jobs()
        actor = self.data.read(people.person, me)
        context = Context(self.data, self.jobs, settings, Actions(), theme, actor, lambda: TODAY)
        self.window = QWidget()
        self.screen = ImportScreen(context, self.window)
        self.screen.resize(1196, 772)
        self.window.resize(1196, 772)
        self.window.show()
        self.screen.open()
        self.pause = 0.0
        self._clock = Clock(TICK)
        self._garbage = Garbage(application)  # as in the program: no thread collects by itself

    def run(self, path: Path) -> tuple[float, int]:
        """Open the list and load it; return the seconds and how many people there are afterwards."""
        took = 0.0
        for act in (lambda: self.screen.load_file(path), self.screen.load):
            took += self._clock.run(act, lambda: self.jobs.busy)
            self.pause = max(self.pause, self._clock.pause)
        return took, len(self.data.read(people.everybody))

    def close(self) -> None:
        self.jobs.close()
        self._garbage.stop()
        self.window.close()
        self.window.deleteLater()
        self.store.close()
        QCoreApplication.processEvents()


def whole_list(application: QApplication, rounds: int = 3) -> tuple[Figure, ...]:
    """Measure the whole import against openpyxl only reading the same file; and the freeze of the window."""
    times, pauses, baselines = _measured(application, PEOPLE, rounds)
    many, longest, read = _measured(application, MANY, rounds=1)
    return (
        Figure("2,000 people from a file", middle(times), middle(baselines), limit=None, most=5.0),
        Figure("… longest pause of the window", middle(pauses), middle(baselines), limit=None, most=0.25),
        Figure("20,000 people from a file", middle(many), middle(read), limit=1.2),
        Figure("… longest pause, 20,000", middle(longest), middle(read), limit=None, most=0.25),
    )


def _measured(
    application: QApplication, count: int, rounds: int
) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds of imports, of the longest pause in each, and of openpyxl reading their files."""
    values: list[float] = []
    baselines: list[float] = []
    pauses: list[float] = []
    for _round in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.xlsx"
            write_list(path, count)
            watched = Watched(application, Path(folder))
            took, there = watched.run(path)
            assert there == count + 1, there
            watched.close()
            values.append(took)
            pauses.append(watched.pause)
            baselines.append(seconds(lambda path=path: only_read(path)))
    return values, pauses, baselines


def only_read(path: Path) -> None:
    book = load_workbook(path, read_only=True)
    for _row in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()
