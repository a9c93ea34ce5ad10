"""What nearly every part of the sheet works on: the rows, the table over them, and what can be undone."""

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from db.assessing import asked
from desktop.assessing.sheet.model import SheetModel
from desktop.assessing.sheet.table.table import SheetTable
from desktop.context import Context
from domain.framework.framework import Question


class Stage:
    """One sheet at a time; the table keeps the place behind a card too. ``screen`` is the parent of all."""

    def __init__(self, context: Context, screen: QWidget) -> None:
        self.context = context
        self.screen = screen
        self.model = SheetModel(context.data, screen)
        self.table = SheetTable(self.model, context.theme, screen)
        self.stack = QUndoStack(screen)
        self._questions: tuple[str, dict[str, Question]] = ("", {})

    @property
    def questions(self) -> dict[str, Question]:
        """The questions by item code as everybody in the cycle is asked them, read once a sheet."""
        sheet = self.model.sheet
        if self._questions[0] != sheet.uid:  # the id of a deleted cycle is given to the next one
            self._questions = (sheet.uid, self.context.data.read(asked.questions, sheet.cycle.id))
        return self._questions[1]
