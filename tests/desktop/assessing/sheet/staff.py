"""Somebody of the staff in the last quarter of a year: a real file, closed quarters, a screen, fingers."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import frameworks
from db.team import diary, last_levels
from db.team.last_levels import Before
from desktop.actions import Actions
from desktop.assessing.sheet import delta_words
from desktop.assessing.sheet.screen import SheetScreen
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.case import Cycle, CycleKind
from domain.assessing.evidence import Polarity
from domain.framework.profile import Phase
from domain.mark import Mark, Role, State
from domain.people.person import Person, PersonKind
from domain.period import quarter_of
from tests.desktop.assessing.sheet.walk import NOTHING, SHIFT, TODAY, Walk, noon, press

QUARTERS = (date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1))
NOTED = (
    ("K01", date(2026, 10, 5), "Назвал все показатели группы без подсказки"),
    ("K01", date(2026, 11, 20), "Объяснил новичку, откуда берётся цель по SL"),
    ("S03", date(2026, 11, 18), "Снял очередь, подключив двух операторов чата"),
    ("K05", date(2026, 8, 1), "До последней отметки: отчёт с ошибкой"),
)


class _Clock:
    def __init__(self) -> None:
        self.day = QUARTERS[0]
        self._seconds = 0

    def __call__(self) -> datetime:
        self._seconds += 1
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC) + timedelta(
            seconds=self._seconds
        )


def make_staff_file(path: Path) -> None:
    """Write a file with a manager (1), an employee (2), two closed quarters and the running sheet (3).

    In the second quarter all but K02 are rated, in the third K05 and S03 anew; K27 was a mean of two.
    """
    clock = _Clock()
    store = Store.create(path, None, dek=bytes(32), fast=True, clock=clock).store
    me = store.write(
        people.add,
        Person(
            kind=PersonKind.EMPLOYEE, surname="Громов", given="Максим", post="руководитель", is_actor=True
        ),
    )
    store.act_as(me)
    person = store.write(
        people.add, Person(kind=PersonKind.EMPLOYEE, surname="Орлов", given="Денис", post="супервайзер")
    )
    other = store.write(
        people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", given="Анна", is_actor=True)
    )
    framework = store.read(frameworks.newest)
    profile = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
    everything = {
        one.id: Mark(State.NOT_OBSERVED) if one.code == "K02" else Mark.rated(number % 3 + 1)
        for number, one in enumerate(framework.items)
    }
    said = (everything, {framework.item(code).id: Mark.rated(2) for code in ("K05", "S03")}, None)
    for first, marks in zip(QUARTERS, said, strict=True):
        period = quarter_of(first)
        clock.day = first + timedelta(days=1)
        cycle = store.write(
            cycles.open_cycle,
            Cycle(
                kind=CycleKind.QUARTERLY,
                title=f"{first.month // 3 + 1} кв. 2026",
                starts_on=period.starts_on,
                ends_on=period.ends_on,
            ),
        )
        case = store.write(cases.open_case, cycle, person, profile.id)
        clock.day = period.ends_on - timedelta(days=10) if marks is not None else TODAY
        sheet = store.write(sheets.open_sheet, case, me, Role.MANAGER)
        if marks is None:
            continue
        store.write(sheets.enter, sheet, {item: (mark, "") for item, mark in marks.items()})
        if first == QUARTERS[0]:
            store.act_as(other)
            second = store.write(sheets.open_sheet, case, other, Role.EXPERT)
            known = next(mark.level for item, mark in marks.items() if item == framework.item("K27").id)
            assert known is not None
            mark = Mark.rated(known + 1)
            store.write(sheets.enter, second, {framework.item("K27").id: (mark, "")})
            store.write(sheets.submit, second)
            store.act_as(me)
        store.write(sheets.submit, sheet)
        store.write(cycles.close_cycle, cycle)
    clock.day = TODAY
    for code, on, text in NOTED:
        item = framework.item(code).id
        store.write(diary.write, person, (item,), text, Polarity.FOR, on)
    store.close()


@dataclass(frozen=True)
class Staff(Walk):
    """The running sheet of the employee on its file."""

    @property
    def before(self) -> Before:
        """What the file knows from before."""
        return self.store.read(last_levels.before, self.sheet_id, 1)


def open_staff(store: Store, theme: Theme, settings: Settings, parent: QWidget, sheet_id: int) -> Staff:
    """Show the running sheet on a screen that fills *parent*."""
    store.act_as(1)
    context = Context(
        Data(store, parent),
        Jobs(parent),
        settings,
        Actions(),
        theme,
        store.read(people.person, 1),
        lambda: TODAY,
    )
    screen = SheetScreen(context, parent)
    parent.resize(1196, 772)
    screen.resize(parent.size())
    screen.open(sheet_id)
    screen.show()
    screen.modes.focus()
    return Staff(store, screen, sheet_id)


def rate_whole_person(staff: Staff) -> tuple[int, float]:
    """Rate what is in focus by keys alone; return how many were pressed and the seconds they took."""
    before, events, machine = staff.before, 0, 0.0
    left = set(before.focus.codes)

    def hit(key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
        nonlocal events, machine
        begun = time.perf_counter()
        press(key, modifiers)
        QApplication.processEvents()
        machine += time.perf_counter() - begun
        events += 1

    while left:
        code = staff.code
        assert code in left, f"{code} was rated before"
        last = before.known.get(code)
        for _note in (one for one in before.notes if code in one.fact.items and one.mine):
            hit(Qt.Key.Key_D)
        if delta_words.may(last, deliberate=False):
            hit(Qt.Key.Key_Return)
        elif delta_words.may(last, deliberate=True):
            hit(Qt.Key.Key_Return, SHIFT)
        else:
            hit(Qt.Key.Key_2)
            if staff.code == code and len(left) > 1:  # the card waits for a fact: the same key goes on
                hit(Qt.Key.Key_2)
        left.remove(code)
    return events, machine


__all__ = ["NOTED", "TODAY", "Staff", "make_staff_file", "noon", "open_staff", "rate_whole_person"]
