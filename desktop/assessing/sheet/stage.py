"""What most parts of the sheet share: the rows, their table, and the undo stack."""

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from db.assessing.talk import asked
from desktop.assessing.sheet.model import SheetModel
from desktop.assessing.sheet.table.table import SheetTable
from desktop.context import Context
from domain.framework.framework import Question


class Stage:
    """One sheet at a time; the table holds the current row even behind a card. ``screen`` is every parent."""

    def __init__(self, context: Context, screen: QWidget) -> None:
        self.context = context
        self.screen = screen
        self.model = SheetModel(context.data, screen)
        self.table = SheetTable(self.model, context.theme, screen)
        self.stack = QUndoStack(screen)
        self._questions: tuple[str, dict[str, Question]] = ("", {})

    @property
    def questions(self) -> dict[str, Question]:
        """The questions of the cycle by item code, read once per sheet."""
        sheet = self.model.sheet
        if self._questions[0] != sheet.uid:  # the id of a deleted cycle is reused by the next one
            self._questions = (sheet.uid, self.context.data.read(asked.questions, sheet.cycle.id))
        return self._questions[1]
