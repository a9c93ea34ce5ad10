"""Fingers on the map of a team."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.team.board import Heading
from desktop.team.screen import TeamScreen

Key = Qt.Key


CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press keys where the focus is."""
    for key in keys:
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, key, held)


def names(screen: TeamScreen) -> list[str]:
    """Return the rows as they stand; headings in brackets."""
    model = screen.map.model
    return [
        f"[{one.text}]" if isinstance(one, Heading) else model.name(line).split()[0]
        for line, one in enumerate(model.lines)
    ]


def go_to(screen: TeamScreen, surname: str, code: str) -> None:
    """Walk to a cell by the arrow keys; whoever is folded is unfolded first."""
    model, heat = screen.map.model, screen.map.map
    if not any(model.name(n).startswith(surname) for n in range(model.rowCount())):
        screen.map.fold_button.click()
    heat.setFocus()
    line = next(n for n in range(model.rowCount()) if model.name(n).startswith(surname))
    column = next(
        n for n in range(model.columnCount()) if model.headerData(n, Qt.Orientation.Horizontal) == code
    )
    press(Key.Key_Home, held=CTRL)
    press(*[Key.Key_Down] * (line - heat.currentIndex().row()), *[Key.Key_Right] * column)


def here(screen: TeamScreen) -> str:
    """Return the cell in focus as a screen reader says it."""
    return str(screen.map.map.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
