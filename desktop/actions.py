"""Every act as a QAction; each of its keys works in a Latin and a Cyrillic layout.

The acts and their keys are in ``desktop/office/acts.py``.
"""

from collections.abc import Callable
from functools import cache
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance
from PySide6.QtGui import QAction, QDragEnterEvent, QKeyEvent, QKeySequence, QShortcutEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.key_press import reached
from desktop.office.acts import Act, groups
from resources.i18n import Words, current, key_name

# The letters on one physical key. Under a Russian layout Qt does not fire the Latin ones.
_LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,."
_CYRILLIC = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))
LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))

# What a text field handles by itself, but only with Latin letters.
EDIT_KEYS = frozenset("CVXAZY")
FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)

# What is done with the row that is current in a list, if the list itself has the act: its menu offers them.
OF_ROWS = frozenset(
    {
        *("open", "edit", "copy", "report", "move_up", "move_down", "take_out"),
        *("withdraw_note", "remove_unit", "leave_out", "somebody_new"),
        *("toggle", "fact", "comment", "twin", "unmark", "unsettle"),
        *("cut_line", "confirm_line", "in_trend", "shift_minimum", "on_chart"),
    }
)


class Actions:
    """The table of acts in the current language; created again with each window."""

    def __init__(self) -> None:
        self._acts = _table(current())

    def make(
        self,
        name: str,
        owner: QWidget,
        slot: Callable[..., object] | SignalInstance,
        context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> QAction:
        """Return the act as a QAction owned by *owner* and connected to *slot*."""
        act = self._acts[name]
        action = _Keyed(act.text, owner, shortcutContext=context)
        action.setObjectName(name)
        action.setShortcuts([sequence for key in act.keys for sequence in keys_of(key)])
        action.triggered.connect(slot)
        owner.addAction(action)
        return action

    def text(self, name: str) -> str:
        """Return the act's name on screen."""
        return self._acts[name].text

    def cap(self, name: str) -> str:
        """Return the text of the act's key cap; empty if it has no key."""
        keys = self._acts[name].keys
        return key_name(keys[0]) if keys else ""

    def icon(self, name: str) -> str:
        """Return the icon for the jump box; empty if the act is unknown or not offered there."""
        return self._acts[name].icon if name in self._acts else ""

    def names(self) -> tuple[str, ...]:
        """Return all names, in the order of the table."""
        return tuple(self._acts)


class _Keyed(QAction):
    """An act that one key does in every layout.

    A keyboard with a Latin and a Cyrillic layout has two letters on a key; Qt finds both and calls the key
    ambiguous, though both mean the same act.
    """

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and event.isAmbiguous() and self._is_alone(event.key()):
            self.trigger()
            return True
        return super().event(event)

    def _is_alone(self, key: QKeySequence) -> bool:
        owner = self.parent()
        assert isinstance(owner, QWidget)
        window = owner.window()
        return reached(key, window, window.focusWidget() or window) == [self]


def keys_of(key: str) -> list[QKeySequence]:
    """Return the key sequences of one physical key: «Ctrl+Z» gives Ctrl+Z and Ctrl+Я."""
    before, plus, last = key.rpartition("+")
    if not last:  # the key is "+" itself
        return [QKeySequence(key)]
    sequences = [QKeySequence(key)]
    if last.upper() in CYRILLIC:
        sequences.append(QKeySequence(f"{before}{plus}{CYRILLIC[last.upper()]}"))
    return sequences


class EditKeys(QObject):
    """Makes Ctrl+С/М/Ч/Ф/Я of a Russian layout copy, paste, cut, select all and undo in text fields.

    It also stops a field from taking a file that is dragged over it.

    Fields are everywhere, even in Qt's own dialogs. Still, it watches only the field with the focus, and the
    whole application only during a drag: otherwise every event would cost a call into Python, and the first
    event of a private class makes PySide build every Qt enumeration.
    """

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        application.focusChanged.connect(self._on_focus)
        application.focusWindowChanged.connect(self._on_window)

    def stop(self) -> None:
        """Stop watching."""
        self._application.focusChanged.disconnect(self._on_focus)
        self._application.focusWindowChanged.disconnect(self._on_window)
        self._application.removeEventFilter(self)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, FIELDS):
            new.installEventFilter(self)  # calling it twice does no harm

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the field the Latin key instead of the Cyrillic one."""
        if isinstance(watched, QWindow):
            if event.type() == QEvent.Type.DragEnter:
                self._application.installEventFilter(self)
            elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
                self._application.removeEventFilter(self)
            return False
        if event.type() == QEvent.Type.DragEnter:
            return _refuse_file(watched, event)
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, FIELDS):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        latin = LATIN.get(_letter(event))
        if latin not in EDIT_KEYS:
            return False
        translated = QKeyEvent(event.type(), ord(latin), event.modifiers(), "")
        translated.ignore()
        watched.event(translated)
        event.setAccepted(translated.isAccepted())
        return translated.isAccepted()


def _refuse_file(watched: QObject, event: QEvent) -> bool:
    """Leave a dropped file to the window: a field would insert its path into a name or a comment."""
    if not isinstance(event, QDragEnterEvent) or not isinstance(watched, QWidget) or watched.isWindow():
        return False
    if not event.mimeData().hasUrls():
        return False
    event.ignore()
    return True


def _letter(event: QKeyEvent) -> str:
    return chr(event.key()) if 0x400 <= event.key() <= 0x4FF else ""


@cache
def _table(words: Words) -> dict[str, Act]:
    return {name: act for group in groups(words) for name, act in group.acts.items()}
