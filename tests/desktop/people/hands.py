"""What a person does with the list of people and its forms, and what they then see."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from db.assessing import people
from db.file.store import Store
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from domain.people.person import Person
from tests.desktop.conftest import PATIENCE

type Show = Callable[[], PeopleScreen]


def add(store: Store, *people_to_add: Person) -> list[int]:
    return [store.write(people.add, one) for one in people_to_add]


def names(screen: PeopleScreen) -> list[str]:
    model = screen.table.list_model
    return [model.index(row, 0).data() for row in range(model.rowCount()) if model.line(row)]


def form(screen: PeopleScreen) -> PersonDialog:
    dialogs = [one for one in screen.findChildren(PersonDialog) if one.isVisible()]
    assert len(dialogs) == 1
    return active(dialogs[0])


def active[D: QDialog](dialog: D) -> D:
    """Wait until the keys go to the dialog."""
    dialog.activateWindow()
    deadline = QDeadlineTimer(PATIENCE)
    while not dialog.isActiveWindow() and not deadline.hasExpired():
        QCoreApplication.processEvents()
    assert dialog.isActiveWindow()
    return dialog


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(text: str) -> None:
    """Type as a Russian layout does: QTest itself knows Latin keys alone."""
    for char in text:
        key = ord(char.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(focused(), event)


def tab(times: int = 1) -> None:
    for _time in range(times):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)


CANDIDATES = (
    Person(surname="Алёшина", given="Вера", patronymic="Петровна", post="менеджер"),
    Person(surname="Белов", given="Артём", code="C-0777"),
    Person(surname="<img src=x>", given="Пётр"),
)
