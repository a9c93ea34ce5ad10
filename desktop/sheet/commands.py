"""What can be undone in a sheet: a mark, a text. The model writes, only commands ask it to."""

from typing import override

from PySide6.QtGui import QUndoCommand

from desktop.sheet.model import SheetModel
from domain.mark import Mark, Origin


class Rate(QUndoCommand):
    """Give one item a mark, or take it back with None."""

    def __init__(self, model: SheetModel, code: str, mark: Mark | None, origin: Origin) -> None:
        super().__init__()
        row = model.row(code)
        self._model = model
        self._code = code
        self._old = (row.mark, row.origin or Origin.TYPED)
        self._new = (mark, origin)

    @override
    def redo(self) -> None:
        self._put(self._new)

    @override
    def undo(self) -> None:
        self._put(self._old)

    def _put(self, said: tuple[Mark | None, Origin]) -> None:
        try:
            self._model.put_mark(self._code, *said)
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise


class Say(QUndoCommand):
    """Write the text of one item, or empty it."""

    def __init__(self, model: SheetModel, code: str, text: str) -> None:
        super().__init__()
        self._model = model
        self._code = code
        self._old = model.row(code).comment
        self._new = text

    @override
    def redo(self) -> None:
        self._put(self._new)

    @override
    def undo(self) -> None:
        self._put(self._old)

    def _put(self, text: str) -> None:
        try:
            self._model.put_comment(self._code, text)
        except Exception:
            self.setObsolete(True)
            raise
