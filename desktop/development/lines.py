"""The rows of a plan as a table: meetings, goals and their actions."""

from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.development import words as say
from desktop.development.model import Line, PlanModel
from desktop.kit.table.list_model import Index, ListModel
from resources.i18n import _


class Column(IntEnum):
    """The columns in order."""

    WHAT = 0
    WHO = 1
    HOURS = 2
    WHEN = 3


class LinesModel(ListModel[Line]):
    """The rows of the plan as stored in the file."""

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        titles = (_("Competencies and actions"), _("Who"), _("Hours"), _("When"))
        super().__init__(titles, self._cells, lambda line: line.key, parent, fixed=True)
        self._model = model

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and line is not None and index.column() == Column.WHAT:
            kind = say.kind_short(line.action.kind) if line.action is not None else ""
            return ", ".join(part for part in (kind, *self._cells(line)) if part)
        return super().data(index, role)

    def _cells(self, line: Line) -> tuple[str, ...]:
        assert self._model.board is not None
        return say.cells(line, self._model.board, self._model.today)
