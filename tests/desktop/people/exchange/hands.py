"""What a person does with a list of people, and what they then see."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from desktop.app import App
from desktop.kit.page import files
from desktop.people.exchange.screen import ImportScreen
from domain.people.person import Person
from tests.desktop.conftest import at_rest, workspace_of

Key = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focused(), key, modifiers)


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app))


def screen_of(app: App) -> ImportScreen:
    screen = workspace_of(app).shown
    assert isinstance(screen, ImportScreen)
    return screen


def choose(app: App, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportScreen:
    """Go to the screen and choose the file there, by keys alone."""

    def answer(_parent: QWidget, _title: str, _folder: Path, _kinds: str) -> Path:
        return path

    monkeypatch.setattr(files, "open_file", answer)
    workspace_of(app).go("people")
    press(Key.Key_I, CTRL)
    screen = screen_of(app)
    press(Key.Key_Return)
    settle(app, qtbot)
    return screen


def fates(screen: ImportScreen) -> dict[int, str]:
    model = screen.board.table.list_model
    return {line.number: line.entry.fate.value for line in model.lines()}


def row(screen: ImportScreen) -> int:
    line = screen.board.table.current_line
    assert line is not None
    return line.number


def person(app: App, surname: str) -> Person:
    """Return the only person of this surname."""
    assert app.data is not None
    (found,) = [one.person for one in app.data.read(people.people, None) if one.person.surname == surname]
    return found


def surnames(app: App) -> list[str]:
    assert app.data is not None
    return sorted(one.person.surname for one in app.data.read(people.people, None))
