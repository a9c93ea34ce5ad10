"""What can be undone in the diary: a note that was taken back."""

from typing import override

from PySide6.QtGui import QUndoCommand

from db.assessing import evidence
from desktop.data import Data


class TakeBack(QUndoCommand):
    """Take a note back; undone, it is the same note again."""

    def __init__(self, data: Data, note_id: int) -> None:
        super().__init__()
        self._data = data
        self._id = note_id

    @override
    def redo(self) -> None:
        try:
            self._data.write(evidence.withdraw, self._id)
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise

    @override
    def undo(self) -> None:
        try:
            self._data.write(evidence.restore, self._id)
        except Exception:
            self.setObsolete(True)
            raise
