"""What can be undone in a decision: a level that was settled, or taken back."""

from dataclasses import dataclass
from typing import override

from PySide6.QtGui import QUndoCommand

from db.hiring import decisions
from desktop.data import Data


@dataclass(frozen=True, slots=True)
class Agreed:
    """A level that people settled, with the reason; None settles that the item does not apply."""

    level: int | None
    reason: str


class Settle(QUndoCommand):
    """Settle the level of one item, or with None let the marks count again."""

    def __init__(self, data: Data, case_id: int, code: str, old: Agreed | None, new: Agreed | None) -> None:
        super().__init__()
        self._data = data
        self._where = case_id, code
        self._old, self._new = old, new

    @property
    def code(self) -> str:
        """The item that it is about."""
        return self._where[1]

    @override
    def redo(self) -> None:
        self._put(self._new)

    @override
    def undo(self) -> None:
        self._put(self._old)

    def _put(self, agreed: Agreed | None) -> None:
        try:
            if agreed is None:
                self._data.write(decisions.unsettle, *self._where)
            else:
                self._data.write(decisions.settle, *self._where, agreed.level, agreed.reason)
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise
