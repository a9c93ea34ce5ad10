"""Levels that people settle on: recorded with a reason, withdrawn, undone and redone."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from desktop.data import Data
from desktop.hiring.decision.commands import Settle
from desktop.hiring.decision.item_panel import ItemPanel
from desktop.office.sentences import sentence
from domain.hiring.decision import Agreed, Decision, SettledMeanwhile
from resources.i18n import current


class Settling(QObject):
    """Writes what the item panel holds; the screen then reads the case again and moves on.

    Signals:
        settled: code of the item that was settled.
        unsettled: code of the item whose marks count again.
        stepped: code of the item that an undo or redo was about.
        overtaken: another one has settled the item meanwhile, and the panel has said so.
    """

    settled = Signal(str)
    unsettled = Signal(str)
    stepped = Signal(str)
    overtaken = Signal()

    def __init__(self, data: Data, panel: ItemPanel, stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self._panel = panel
        self._stack = stack
        self._case_id = 0
        self._decision: Decision | None = None
        self._read_only = True

    def show(self, case_id: int, decision: Decision | None, *, read_only: bool) -> None:
        """Take the decision just read."""
        self._case_id, self._decision, self._read_only = case_id, decision, read_only

    def record(self) -> None:
        """Record the level and reason of the item, if both are given."""
        code = self._panel.code
        if self._read_only or not code or not self._panel.ready:
            return
        chosen = self._panel.chosen
        assert chosen is not None
        new = Agreed(chosen.level, self._panel.reason.toPlainText().strip())
        if new != self._agreed(code) and not self._push(code, self._panel.seen, new):
            return
        self._panel.forget()
        self.settled.emit(code)

    def take_back(self) -> None:
        """Withdraw the settled level: the marks of the item count again."""
        code = self._panel.code
        old = self._agreed(code)
        if self._read_only or old is None:
            return
        if not self._push(code, self._panel.seen, None):
            return
        self._panel.forget()
        self.unsettled.emit(code)

    def undo(self) -> None:
        """Undo the last act."""
        self._step(self._stack.undo, self._stack.index() - 1)

    def redo(self) -> None:
        """Redo the last act undone."""
        self._step(self._stack.redo, self._stack.index())

    def _push(self, code: str, seen: Agreed | None, new: Agreed | None) -> bool:
        """Return whether it was written; if another one was first, the panel says so."""
        try:
            self._stack.push(Settle(self._data, self._case_id, code, seen, new))
        except SettledMeanwhile as found:
            told = sentence(found, current())
            self.overtaken.emit()
            self._panel.show_overtaken(found.there, f"{told.what} {told.safe} {told.todo}")
            return False
        return True

    def _step(self, step: Callable[[], None], number: int) -> None:
        command = self._stack.command(number) if not self._read_only and number >= 0 else None
        if not isinstance(command, Settle):
            return
        code = command.code
        try:
            step()
        except SettledMeanwhile as found:
            raise SettledMeanwhile(found.code, found.there, undoes=True) from found
        self._panel.forget()
        self.stepped.emit(code)

    def _agreed(self, code: str) -> Agreed | None:
        settled = self._decision.settled_on(code) if self._decision is not None else None
        return None if settled is None else Agreed(settled.level, settled.reason)
