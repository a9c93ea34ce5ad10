"""Pressing keys by mouse: a click on a key hint in the status line presses that key."""

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_NAMES = {  # keys that Qt names differently from the key cap
    "Enter": "Return",
    "PgDn": "PgDown",
    "←": "Left",
    "→": "Right",
    "↑": "Up",
    "↓": "Down",
}


def sequence_of(cap: str) -> QKeySequence | None:
    """Return the keys on a cap; None if it shows a choice of several, such as «0–4» or «↑↓»."""
    before, plus, last = cap.rpartition("+") if len(cap) > 1 else ("", "", cap)
    name = _NAMES.get(last, last)
    if not (name.isalnum() if len(name) > 1 or not name.isascii() else name.isprintable()):
        return None
    sequence = QKeySequence(f"{before}{plus}{name}")
    return sequence if sequence.count() == 1 and _combination(sequence).key() != Qt.Key.Key_unknown else None


def press(cap: str, window: QWidget) -> None:
    """Do what pressing the key in this window would do now; nothing if the cap shows several keys."""
    sequence = sequence_of(cap)
    if sequence is None:
        return
    focus = window.focusWidget() or window
    if acts := reached(sequence, window, focus):
        min(acts, key=lambda one: _FIRST.index(one.shortcutContext())).trigger()
        return
    combination = _combination(sequence)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, combination.key(), combination.keyboardModifiers())
        QCoreApplication.sendEvent(focus, event)


def reached(sequence: QKeySequence, window: QWidget, focus: QWidget) -> list[QAction]:
    """Return the enabled actions of the window that the keys do while *focus* has the focus."""
    return [one for one in window.findChildren(QAction) if _reaches(one, sequence, focus)]


def _combination(sequence: QKeySequence) -> QKeyCombination:
    return cast("QKeyCombination", sequence[0])  # pyright: ignore[reportIndexIssue]


_FIRST = (
    Qt.ShortcutContext.WidgetShortcut,
    Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Qt.ShortcutContext.WindowShortcut,
    Qt.ShortcutContext.ApplicationShortcut,
)


def _reaches(action: QAction, sequence: QKeySequence, focus: QWidget) -> bool:
    owner = action.parent()
    if not action.isEnabled() or sequence not in action.shortcuts() or not isinstance(owner, QWidget):
        return False
    match action.shortcutContext():
        case Qt.ShortcutContext.WidgetShortcut:
            return owner is focus
        case Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return owner is focus or owner.isAncestorOf(focus)
        case _:
            return owner.isVisible()
