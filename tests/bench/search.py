"""A letter typed into the jump box among 10,000 people and a list of 1,000, against one pass over all."""

import random
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from db.assessing.people import PersonRow
from db.file.store import Store
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.people.model import Asked
from desktop.people.table import PeopleTable
from desktop.settings import Settings
from desktop.theme import Theme
from domain.matching import Index
from domain.people.person import Person
from tests.bench.measure import Figure, in_turn, middle, seconds

WORDS = ("тарабов кирилл", "nfhf,jd rbhbkk", "квчрон", "аеиоан", "анка ви", "e-09999", "zzzz", "ннннн")
JUMP, LIST = 0.015, 0.005  # seconds at most


def figures() -> tuple[Figure, Figure]:
    """Measure the slowest letter of the jump box and the median one of the list of people."""
    return _jump(), _people()


def _jump() -> Figure:
    chance = random.Random(7)
    roots = ("Тара", "Соко", "Кири", "Велья")
    surnames = [f"{root}{letter}{end}" for root in roots for letter in "бвгдж" for end in ("ов", "ин")]
    given = ("Кирилл", "Анна", "Пётр", "Екатерина", "Александр", "Мария")
    patronymics = ("Андреевич", "Игоревна", "Александрович", "Викторовна")
    lines = [
        f"{chance.choice(surnames)} {chance.choice(given)} {chance.choice(patronymics)} E-{number:05}"
        for number in range(10_000)
    ]
    index = Index(lines)
    typed = [whole[:end] for whole in WORDS for end in range(1, len(whole) + 1)]
    slowest = max(typed, key=lambda one: min(seconds(_find(index, one)) for _again in range(3)))
    ours, plain = _find(index, slowest), lambda: [line.casefold() for line in lines]
    values, baselines = in_turn(lambda: seconds(ours), lambda: seconds(plain), 15)
    return Figure("letter among 10,000 people", middle(values), middle(baselines), limit=None, most=JUMP)


def _find(index: Index, typed: str) -> Callable[[], object]:
    return lambda: index.find(typed, 50)


def _people() -> Figure:
    """Measure the table without a window, on an empty file that it never reads."""
    owner = QWidget()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "bench.merilo", None, fast=True).store
        theme, settings = Theme("light"), Settings(Path(folder) / "merilo.ini")
        context = Context(
            Data(store, owner), Jobs(owner), settings, Actions(), theme, Person(id=1), date.today
        )
        table = PeopleTable(context, owner)
        store.close()
    unit = "Отдел по работе с обращениями"
    rows = [
        PersonRow(Person(id=n, code=f"C-{n:04d}", surname=f"Королёв{n}", given="Пётр", unit=unit), None)
        for n in range(1000)
    ]
    table.show_people(rows, date.max)
    values: list[float] = []
    baselines: list[float] = []
    for length in range(1, len("КОРОЛЕВ99") + 1):
        typed = "КОРОЛЕВ99"[:length]
        ours, plain = in_turn(
            lambda typed=typed: seconds(lambda: table.narrow(Asked(typed))),
            lambda: seconds(lambda: [row.person.full_name.casefold() for row in rows]),
            5,
        )
        values += ours
        baselines += plain
    owner.deleteLater()
    return Figure("letter in a list of 1,000", middle(values), middle(baselines), limit=None, most=LIST)
