"""A sheet as a person meets it: a real file with one candidate, a screen, fingers on the keys."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.actions import Actions
from desktop.assessing.sheet.screen import SheetScreen
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.evidence import Evidence, is_form
from domain.assessing.sheet import Sheet
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind

NOTHING = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
TODAY = date(2026, 11, 24)


def make_file(path: Path) -> None:
    """Write a file with an assessor (1), a candidate (2) and the assessor's empty sheet (1)."""
    store = Store.create(path, None, dek=bytes(32), fast=True).store
    assessor = Person(
        kind=PersonKind.EXTERNAL, surname="Громов", given="Максим", patronymic="Сергеевич", is_actor=True
    )
    me = store.write(people.add, assessor)
    store.act_as(me)
    candidate = Person(surname="Орлова", given="Дарья", patronymic="Игоревна", post="Руководитель смены")
    person = store.write(people.add, candidate)
    store.write(assessments.start, person, me, Role.HR)
    store.close()


@dataclass(frozen=True)
class Walk:
    """The screen on its file, and what a person does and sees."""

    store: Store
    screen: SheetScreen
    sheet_id: int = 1

    @property
    def filed(self) -> Sheet:
        """The sheet as the file holds it."""
        return self.store.read(sheets.sheet, self.sheet_id, 1)

    @property
    def marks(self) -> list[Mark | None]:
        """The marks in the file, in the order of the rows."""
        return [row.mark for row in self.filed.scope]

    @property
    def said(self) -> str:
        """What the bar says."""
        return self.screen.filters.words.text().replace("\u00a0", " ")

    @property
    def code(self) -> str:
        """The current item."""
        return self.screen.table.code

    def mark(self, code: str) -> Mark | None:
        """The mark of this item in the file."""
        return next(row.mark for row in self.filed.rows if row.item.code == code)

    def facts(self, code: str) -> list[Evidence]:
        """The facts of this item in the file, the newest first."""
        return list(next(row.facts for row in self.filed.rows if row.item.code == code))

    def fact(self, code: str) -> str:
        """The words of this item's only fact in the file, empty without one."""
        told = self.facts(code)
        assert len(told) <= 1, told
        return told[0].text if told else ""

    def comment(self, code: str) -> str:
        """The comment of this item in the file."""
        return next(row.comment for row in self.filed.rows if row.item.code == code)

    def half_typed(self) -> list[str]:
        """The half-typed texts in the file, without what was chosen beside them."""
        kept = self.store.read(sheets.drafts_of, self.sheet_id)
        return [text for (_item, field), text in kept.items() if not is_form(field)]

    def cut_off(self, code: str, text: str, field: str = "fact") -> None:
        """Leave the file as a program that was killed while one typed."""
        item = self.screen.model.row(code).item.id
        self.store.write(sheets.keep_draft, self.sheet_id, item, field, text)

    def go(self, code: str) -> None:
        """Move to the item by the arrow keys."""
        press(Qt.Key.Key_Home)
        for _step in range(80):
            if self.code == code:
                return
            press(Qt.Key.Key_Down)
        raise AssertionError(f"{code} cannot be reached")

    def write(self, text: str, key: Qt.Key = Qt.Key.Key_Plus) -> None:
        """Open the row's fact, or its comment by another key, and type."""
        press(key, KEYPAD)
        QTest.keyClicks(focused(), text)


def noon() -> datetime:
    """The moment at which everything happens, so that no fact is of a day to come."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def open_screen(store: Store, theme: Theme, settings: Settings, parent: QWidget) -> SheetScreen:
    """Show the first sheet on a screen that fills *parent*."""
    store.act_as(1)
    data = Data(store, parent)
    me = store.read(people.person, 1)
    settings.sheet_mode = settings.sheet_mode or "table"  # these tests begin there
    context = Context(data, Jobs(parent), settings, Actions(), theme, me, _today)
    screen = SheetScreen(context, parent)
    parent.resize(1196, 772)
    screen.resize(parent.size())
    screen.open(1)
    return screen


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifiers)


def type_digits(digits: str, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    """Press digits one after another, as from paper."""
    for digit in digits:
        press(Qt.Key(ord(digit)), modifiers)


def press_russian(letter: str, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    """Press the key of a Cyrillic letter as the system does: first as a shortcut, then as a key."""
    QTest.simulateEvent(
        focused(), True, ord(letter), modifiers, "" if modifiers else letter.lower(), False, -1
    )


def hold(key: Qt.Key, repeats: int) -> None:
    """Hold a key down so long that the system repeats it."""
    QTest.simulateEvent(focused(), True, key.value, NOTHING, chr(key.value), False, -1)
    for _repeat in range(repeats):
        QTest.simulateEvent(focused(), True, key.value, NOTHING, chr(key.value), True, -1)


def focused() -> QWidget:
    """The widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def _today() -> date:
    return TODAY
