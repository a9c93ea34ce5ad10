"""The keys of the sheet in both modes and the menu of reasons: from a key to a mark."""

from collections.abc import Callable, Set

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from desktop.actions import Actions
from desktop.assessing.sheet import words
from domain.mark import Mark
from domain.scale import LEVELS
from resources.i18n import _, pgettext

MARKS: dict[str, Mark | None] = {
    **{f"level_{level}": Mark.rated(level) for level in LEVELS},
    **{state.value: Mark(state) for state in words.REASONS},
    "unmark": None,
}


class MarkKeys(QObject):
    """One action per mark, active only while its owner has the focus: digits in texts stay digits.

    Signals:
        marked: a Mark or None, by key.
        picked: a Mark or None, from the menu of reasons.
    """

    marked = Signal(object)
    picked = Signal(object)

    def __init__(self, actions: Actions, owner: QWidget) -> None:
        super().__init__(owner)
        self.menu = QMenu(owner)
        self.menu.triggered.connect(self._on_picked)
        for name in MARKS:
            key = bind(actions, name, owner, self._on_key)
            key.setAutoRepeat(False)  # holding a key down must not rate the rows below
            if not name.startswith("level"):
                entry = self.menu.addAction(f"{actions.text(name)}\t{actions.cap(name)}")
                entry.setObjectName(name)

    def _on_key(self) -> None:
        self.marked.emit(MARKS[self.sender().objectName()])

    def _on_picked(self, entry: QAction) -> None:
        self.picked.emit(MARKS[entry.objectName()])


def bind(actions: Actions, name: str, owner: QWidget, slot: Callable[..., object]) -> QAction:
    """Return an action for the act that fires only while the table or a part of the card has the focus."""
    table = isinstance(owner, QAbstractItemView)  # the search field is beside the table, the editor over it
    context = Qt.ShortcutContext.WidgetShortcut if table else Qt.ShortcutContext.WidgetWithChildrenShortcut
    return actions.make(name, owner, slot, context)


def shown(*, delta: bool = False) -> tuple[tuple[str, str], ...]:
    """Return key caps with labels for the status line; with *delta* also the keys for earlier levels."""
    before = (
        ("Enter", _("confirm, with a new fact")),
        ("Shift+Enter", _("confirm, without one")),
        ("F5", _("short set")),
    )
    more = (
        (pgettext("key cap", "D"), _("note as a fact")),
        ("Shift+F5", _("all competencies")),
    )
    return (
        ("0–4", _("level")),
        *(before if delta else ()),
        ("5–9", _("no level")),
        (_("+ E"), _("fact")),
        (_("* C"), _("comment")),
        ("=", _("as the similar one")),
        ("Del", _("clear")),
        ("Ctrl+Z", _("undo")),
        ("Ctrl+Shift+Enter", _("submit")),
        ("Ctrl+M", _("card or table")),
        ("F3", _("what the levels mean")),
        ("Ctrl+V", _("paste levels")),
        *(more if delta else ()),
    )


def writing(*, card: bool) -> tuple[tuple[str, str], ...]:
    """Return the keys inside a fact or comment, where digits are text; the *card* has an answer guide."""
    return (
        ("Ctrl+Enter", _("save")),
        ("Esc", _("leave the text")),
        *((("F2", _("answer guide")),) if card else ()),
        ("Ctrl+Shift+Enter", _("submit")),
        ("Ctrl+M", _("card or table")),
    )


def reading(acts: Set[str]) -> tuple[tuple[str, str], ...]:
    """Return the keys of a read-only sheet, of these *acts*: none that gives a mark."""
    return (
        ("↑ ↓", _("competency")),
        ("PgUp PgDn", _("function")),
        ("Ctrl+F", _("find")),
        ("Ctrl+M", _("card or table")),
        *((("Ctrl+E", _("documents")),) if "export" in acts else ()),
        *((("Ctrl+B", _("find sheet by number")),) if "sheet_number" in acts else ()),
        ("Alt+←", _("back")),
    )


def while_locked(acts: Set[str]) -> tuple[tuple[str, str], ...]:
    """Return the keys for a sheet that the user may not see, of these *acts*."""
    return (
        *((("F9", _("work under another name")),) if "change_assessor" in acts else ()),
        *((("Ctrl+B", _("find sheet by number")),) if "sheet_number" in acts else ()),
        ("Alt+←", _("back")),
    )
