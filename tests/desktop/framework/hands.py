"""What a person does on the screen of the model."""

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from desktop.framework.dialogs import Differences
from desktop.framework.screen import FrameworkScreen
from desktop.framework.ticks import TickField
from tests.desktop.people.hands import active

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the widget is, once its window has the keys again."""
    window = widget.window()
    if not window.isActiveWindow():
        window.activateWindow()
        deadline = QDeadlineTimer(5000)
        while not window.isActiveWindow() and not deadline.hasExpired():
            QCoreApplication.processEvents()
    QTest.keyClick(widget, key, modifiers)


def codes(screen: FrameworkScreen) -> list[str]:
    return [one.item.code for one in screen.table.items.lines()]


def dialog[D: QDialog](screen: FrameworkScreen, kind: type[D]) -> D:
    found = [one for one in screen.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return active(found[0])


def tick(field: TickField, code: str) -> None:
    """Walk to a line of the list and press Space."""
    field.table.setFocus()
    field.table.stand_on(code)
    press(field.table, Qt.Key.Key_Space)


def differences(screen: FrameworkScreen) -> str:
    """Return all that the draft changes, as the list of differences tells it."""
    press(screen.table, Qt.Key.Key_D, CONTROL | SHIFT)
    shown = dialog(screen, Differences)
    told = shown.text.toPlainText()
    shown.accept()
    return told
