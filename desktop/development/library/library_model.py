"""The library that is edited: what the file says of it, and its acts, each of which can be undone."""

from collections.abc import Callable
from typing import Any, Concatenate, override

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from db.development import library, what_worked
from db.development.library import Shelf, ShelfAction, ShelfItem
from db.development.what_worked import Adapted
from desktop.context import Context
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
    """The library as one edition has it, with an undo stack.

    Signals:
        changed: the library was read anew.
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
        """Read the library anew, for another edition if told, and tell of it."""
        if framework_id is None and self.shelf is not None:
            framework_id = self.shelf.framework.id
        self.shelf = self._context.data.read(library.shelf, framework_id)
        self.adapted = self._context.data.read(what_worked.adapted)
        self.changed.emit()

    def item(self, key: str) -> ShelfItem | None:
        """Return an item as it stands now."""
        items = () if self.shelf is None else self.shelf.items
        return next((one for one in items if one.item.key == key), None)

    def action(self, action_id: int) -> ShelfAction | None:
        """Return an action as it stands now."""
        items = () if self.shelf is None else self.shelf.items
        return next((one for item in items for one in item.actions if one.action.id == action_id), None)

    def write[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Write to the file; what is shown follows by itself."""
        return self._context.data.write(f, *args, **kwargs)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.shelf is not None and tables & TABLES:
            self.read()


class _Command(QUndoCommand):
    """Something done to the library; ``redo`` is the only writer, and what was refused leaves the stack."""

    def __init__(self, model: LibraryModel) -> None:
        super().__init__()
        self._model = model

    @override
    def redo(self) -> None:
        self._guard(self.do)

    @override
    def undo(self) -> None:
        self._guard(self.take_back)

    def do(self) -> None:
        """Write it."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Write what was before."""
        raise NotImplementedError

    def _guard(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise


class Add(_Command):
    """Add an own action to an item; ``action_id`` is known once it is there."""

    def __init__(self, model: LibraryModel, item_key: str, draft: LibraryDraft) -> None:
        super().__init__(model)
        self._key, self._draft = item_key, draft
        self.action_id = 0

    @override
    def do(self) -> None:
        if self.action_id:
            self._model.write(library.take_back, self.action_id)
        else:
            self.action_id = self._model.write(library.add, self._key, self._draft)

    @override
    def take_back(self) -> None:
        self._model.write(library.drop, self.action_id)


class Change(_Command):
    """Make something else of an own action."""

    def __init__(self, model: LibraryModel, one: ShelfAction, draft: LibraryDraft) -> None:
        super().__init__(model)
        self._id, self._old, self._new = one.action.id, draft_of(one), draft

    @override
    def do(self) -> None:
        self._model.write(library.change, self._id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(library.change, self._id, self._old)


class SetHours(_Command):
    """Set the hours that an action takes here."""

    def __init__(self, model: LibraryModel, one: ShelfAction, hours: int | None) -> None:
        super().__init__(model)
        self._id, self._old, self._new = one.action.id, one.action.hours, hours

    @override
    def do(self) -> None:
        self._model.write(library.set_hours, self._id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(library.set_hours, self._id, self._old)


class Retire(_Command):
    """Offer an action no more."""

    def __init__(self, model: LibraryModel, one: ShelfAction, reason: str) -> None:
        super().__init__(model)
        self._id, self._reason = one.action.id, reason

    @override
    def do(self) -> None:
        self._model.write(library.retire, self._id, self._reason)

    @override
    def take_back(self) -> None:
        self._model.write(library.take_back, self._id)


class TakeBack(_Command):
    """Offer a retired action again."""

    def __init__(self, model: LibraryModel, one: ShelfAction) -> None:
        super().__init__(model)
        self._id, self._reason = one.action.id, one.reason

    @override
    def do(self) -> None:
        self._model.write(library.take_back, self._id)

    @override
    def take_back(self) -> None:
        self._model.write(library.retire, self._id, self._reason)


class Drop(_Command):
    """Take out an own action that no plan has held."""

    def __init__(self, model: LibraryModel, one: ShelfAction) -> None:
        super().__init__(model)
        self._id = one.action.id

    @override
    def do(self) -> None:
        self._model.write(library.drop, self._id)

    @override
    def take_back(self) -> None:
        self._model.write(library.take_back, self._id)


def draft_of(one: ShelfAction) -> LibraryDraft:
    """Return what can be set of an action as it stands."""
    action = one.action
    return LibraryDraft(action.kind, action.text, action.evidence, action.weeks, action.hours)
