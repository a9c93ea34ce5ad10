"""What a person does on the screen of the model."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.framework.differences import Differences
from desktop.framework.forms.ticks import TickField
from desktop.framework.preview import Preview
from desktop.framework.screen import FrameworkScreen
from desktop.kit.form.fields import ChoiceField
from desktop.kit.page import files
from tests.desktop.conftest import PATIENCE
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
        deadline = QDeadlineTimer(PATIENCE)
        while not window.isActiveWindow() and not deadline.hasExpired():
            QCoreApplication.processEvents()
    QTest.keyClick(widget, key, modifiers)


def codes(screen: FrameworkScreen) -> list[str]:
    return [one.item.code for one in screen.table.list_model.lines()]


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
    rows = [
        [str(shown.list.index(row, at).data()) for at in range(3)] for row in range(shown.list.rowCount())
    ]
    shown.accept()
    return "\n".join(
        f"{what}: {' → '.join(side for side in sides if side)}".removesuffix(": ") for what, *sides in rows
    )


def load(screen: FrameworkScreen, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """Choose a file by the key and wait for what is in it."""
    choose(screen, path, monkeypatch)
    return shown(screen, qtbot, Preview)


def choose(screen: FrameworkScreen, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose a file with a model by the key."""
    monkeypatch.setattr(files, "open_file", lambda *_: path)
    press(screen.table, Qt.Key.Key_I, CONTROL)


def shown[D: QDialog](screen: FrameworkScreen, qtbot: QtBot, kind: type[D]) -> D:
    """Wait for a dialog of the kind."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(kind)), timeout=120_000)
    return dialog(screen, kind)


def agree(screen: FrameworkScreen, qtbot: QtBot, preview: Preview) -> None:
    """Press Ctrl+Enter in the preview and wait for the draft."""
    with qtbot.waitSignal(screen.told, timeout=120_000):
        press(preview.changes.area, Qt.Key.Key_Return, CONTROL)


def turn(field: ChoiceField, value: object) -> None:
    """Choose a line of a list as a person does."""
    at = next(at for at in range(field.box.count()) if field.box.itemData(at) == value)
    field.box.setCurrentIndex(at)
    field.box.activated.emit(at)
