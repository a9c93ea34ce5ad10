"""What can be undone of a training draft: each change of it."""

from collections.abc import Callable
from typing import override

from PySide6.QtGui import QUndoCommand

from db.team import training_drafts
from desktop.data import Data
from domain.team.training import TrainingDraft

type Where = tuple[int, int | None]  # the cycle, and the unit in it


class Change(QUndoCommand):
    """Put another draft in the place of the one before; None stands for the proposal."""

    def __init__(
        self,
        data: Data,
        where: Where,
        old: TrainingDraft | None,
        new: TrainingDraft | None,
        shown: Callable[[], None],
    ) -> None:
        super().__init__()
        self._data, self._where = data, where
        self._old, self._new = old, new
        self._shown = shown

    @override
    def redo(self) -> None:
        self._put(self._new)

    @override
    def undo(self) -> None:
        self._put(self._old)

    def _put(self, draft: TrainingDraft | None) -> None:
        cycle_id, unit_id = self._where
        try:
            if draft is None:
                self._data.write(training_drafts.drop, cycle_id, unit_id)
            else:
                self._data.write(training_drafts.keep, cycle_id, draft, unit_id)
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise
        self._shown()
