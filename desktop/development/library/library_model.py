"""The library being edited: its contents in the file, and undoable acts on it."""

from collections.abc import Callable
from typing import Any, Concatenate

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from db.development import library, what_worked
from db.development.library import Shelf, ShelfAction, ShelfItem
from db.development.what_worked import Adapted
from desktop.context import Context
from desktop.kit.undo import Adding, Step
from domain.development.library import LibraryDraft

TABLES = frozenset(
    {
        "library_action",
        "action",
        "goal",
        "plan",
        "mentoring",
        "framework",
        "item",
        "function",
        "case",
        "person",
    }
)


class LibraryModel(QObject):
    """The library for one edition, with an undo stack.

    Signals:
        changed: the library was reread.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.shelf: Shelf | None = None
        self.adapted: Adapted | None = None
        self.stack = QUndoStack(self)
        context.data.changed.connect(self._on_changed)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._context.data.read_only

    def read(self, framework_id: int | None = None) -> None:
        """Reread the library, for another edition if given, and emit ``changed``."""
        if framework_id is None and self.shelf is not None:
            framework_id = self.shelf.framework.id
        self.shelf = self._context.data.read(library.shelf, framework_id)
        self.adapted = self._context.data.read(what_worked.adapted)
        self.changed.emit()

    def item(self, key: str) -> ShelfItem | None:
        """Return an item's current state."""
        items = () if self.shelf is None else self.shelf.items
        return next((one for one in items if one.item.key == key), None)

    def action(self, action_id: int) -> ShelfAction | None:
        """Return an action's current state."""
        items = () if self.shelf is None else self.shelf.items
        return next((one for item in items for one in item.actions if one.action.id == action_id), None)

    def write[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Write to the file; the screen updates itself."""
        return self._context.data.write(f, *args, **kwargs)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.shelf is not None and tables & TABLES:
            self.read()


def add(model: LibraryModel, item_key: str, draft: LibraryDraft) -> Adding:
    """Add an own action to an item."""
    return Adding(
        lambda: model.write(library.add, item_key, draft),
        lambda action_id: model.write(library.take_back, action_id),
        lambda action_id: model.write(library.drop, action_id),
    )


def change(model: LibraryModel, one: ShelfAction, draft: LibraryDraft) -> Step:
    """Replace the contents of an own action."""
    return Step(
        lambda: model.write(library.change, one.action.id, draft),
        lambda: model.write(library.change, one.action.id, draft_of(one)),
    )


def set_hours(model: LibraryModel, one: ShelfAction, hours: int | None) -> Step:
    """Set the hours an action takes here."""
    return Step(
        lambda: model.write(library.set_hours, one.action.id, hours),
        lambda: model.write(library.set_hours, one.action.id, one.action.hours),
    )


def retire(model: LibraryModel, one: ShelfAction, reason: str) -> Step:
    """Stop offering an action."""
    return Step(
        lambda: model.write(library.retire, one.action.id, reason),
        lambda: model.write(library.take_back, one.action.id),
    )


def take_back(model: LibraryModel, one: ShelfAction) -> Step:
    """Offer a retired action again."""
    return Step(
        lambda: model.write(library.take_back, one.action.id),
        lambda: model.write(library.retire, one.action.id, one.reason),
    )


def drop(model: LibraryModel, one: ShelfAction) -> Step:
    """Delete an own action that was never in a plan."""
    return Step(
        lambda: model.write(library.drop, one.action.id),
        lambda: model.write(library.take_back, one.action.id),
    )


def draft_of(one: ShelfAction) -> LibraryDraft:
    """Return an action's editable fields as they are."""
    action = one.action
    return LibraryDraft(action.kind, action.text, action.evidence, action.weeks, action.hours)
