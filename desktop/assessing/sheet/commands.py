"""What can be undone in a sheet: a mark, a comment, a fact. The model writes, only commands ask it to."""

from collections.abc import Callable
from typing import override

from PySide6.QtGui import QUndoCommand

from desktop.assessing.sheet.model import SheetModel
from domain.assessing.evidence import Told
from domain.mark import Mark, Overtaken
from domain.sheet_kinds import Origin

type Fact = tuple[tuple[str, ...], Told, str | None]  # the codes it speaks of, what is told, hash of its file


class Rate(QUndoCommand):
    """Give one item a mark, or take it back with None."""

    def __init__(self, model: SheetModel, code: str, mark: Mark | None, origin: Origin) -> None:
        super().__init__()
        row = model.row(code)
        self._model = model
        self.code = code
        self._old = (row.mark, row.origin or Origin.TYPED)
        self._new = self.wanted = (mark, origin)

    @override
    def redo(self) -> None:
        self._put(self._new, self._old)

    @override
    def undo(self) -> None:
        self._put(self._old, self._new)

    def _put(self, said: tuple[Mark | None, Origin], seen: tuple[Mark | None, Origin]) -> None:
        self.wanted = said
        try:
            if self._model.marked.get(self.code) != seen[0]:  # shown is already what another window wrote
                raise Overtaken(*self._model.mark_in_file(self.code))
            self._model.put_mark(self.code, *said, seen[0])
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise


class Say(QUndoCommand):
    """Write the comment of one item, or empty it."""

    def __init__(self, model: SheetModel, code: str, text: str) -> None:
        super().__init__()
        self._model = model
        self._code = code
        self._old = model.row(code).comment
        self._new = text

    @override
    def redo(self) -> None:
        self._put(self._new, self._old)

    @override
    def undo(self) -> None:
        self._put(self._old, self._new)

    def _put(self, text: str, seen: str) -> None:
        try:
            self._model.put_comment(self._code, text, seen)
        except Exception:
            self.setObsolete(True)
            raise


class Tell(QUndoCommand):
    """Write a new fact down; undone, it is withdrawn, and done again, it is the same fact."""

    def __init__(self, model: SheetModel, fact: Fact) -> None:
        super().__init__()
        self._model = model
        self._fact = fact
        self.fact_id = 0  # once it is written

    @override
    def redo(self) -> None:
        try:
            if self.fact_id:
                self._model.bring_back(self.fact_id)
            else:
                self.fact_id = self._model.put_fact(0, *self._fact)
        except Exception:
            self.setObsolete(True)
            raise

    @override
    def undo(self) -> None:
        try:
            self._model.drop_fact(self.fact_id)
        except Exception:
            self.setObsolete(True)
            raise


class Retell(QUndoCommand):
    """Tell a fact otherwise."""

    def __init__(self, model: SheetModel, fact_id: int, old: Fact, new: Fact) -> None:
        super().__init__()
        self._model = model
        self._id = fact_id
        self._old, self._new = old, new

    @override
    def redo(self) -> None:
        self._put(self._new, self._old)

    @override
    def undo(self) -> None:
        self._put(self._old, self._new)

    def _put(self, fact: Fact, seen: Fact) -> None:
        try:
            self._model.put_fact(self._id, *fact, seen=seen[1].text)
        except Exception:
            self.setObsolete(True)
            raise


class Withdraw(QUndoCommand):
    """Take a fact back."""

    def __init__(self, model: SheetModel, fact_id: int) -> None:
        super().__init__()
        self._model = model
        self._id = fact_id

    @override
    def redo(self) -> None:
        self._step(self._model.drop_fact)

    @override
    def undo(self) -> None:
        self._step(self._model.bring_back)

    def _step(self, step: Callable[[int], None]) -> None:
        try:
            step(self._id)
        except Exception:
            self.setObsolete(True)
            raise


class TakeNote(QUndoCommand):
    """Let a note of the diary stand beside the sheet as a fact; undone, only the fact is withdrawn."""

    def __init__(self, model: SheetModel, note_id: int) -> None:
        super().__init__()
        self._model = model
        self._note_id = note_id
        self._fact_id = 0

    @override
    def redo(self) -> None:
        try:
            self._fact_id = self._model.take_note(self._note_id)
        except Exception:
            self.setObsolete(True)
            raise

    @override
    def undo(self) -> None:
        try:
            self._model.drop_fact(self._fact_id)
        except Exception:
            self.setObsolete(True)
            raise
