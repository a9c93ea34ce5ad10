"""The rows of a plan for a table: meetings, goals and their actions."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop.development import words as say
from desktop.development.model import Line, PlanModel
from desktop.kit.table.tables import tab_separated
from desktop.kit.tips import as_it_is
from resources.i18n import _

type Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns in their order."""

    WHAT = 0
    WHO = 1
    HOURS = 2
    WHEN = 3


class LinesModel(QAbstractTableModel):
    """The rows of the plan as they stand in the file."""

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._lines: tuple[Line, ...] = ()
        self._cells: tuple[tuple[str, ...], ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return (_("Competencies and actions"), _("Who"), _("Hours"), _("When"))

    def show(self) -> None:
        """Take over what was read."""
        board = self._model.board
        lines = self._model.lines
        cells = tuple(say.cells(line, board, self._model.today) for line in lines) if board else ()
        same = [one.key for one in lines] == [one.key for one in self._lines]
        if same:
            self._lines, self._cells = lines, cells
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._lines, self._cells = lines, cells
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return the line in this row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: tuple[str, int]) -> int:
        """Return the row of what is known by this, -1 if it is not there."""
        return next((row for row, one in enumerate(self._lines) if one.key == key), -1)

    def as_text(self, rows: Sequence[int]) -> str:
        """Return these rows as tab-separated text."""
        return tab_separated(self.titles, [self._cells[row] for row in rows])

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells[index.row()][index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return (
                    self._aloud(index.row())
                    if index.column() == 0
                    else self._cells[index.row()][index.column()]
                )
            case Qt.ItemDataRole.ToolTipRole:
                return as_it_is(self._cells[index.row()][index.column()]) or None
            case _ if role == LINE_ROLE:
                return self._lines[index.row()]
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return None

    def _aloud(self, row: int) -> str:
        line, texts = self._lines[row], self._cells[row]
        kind = say.kind_short(line.action.kind) if line.action is not None else ""
        return ", ".join(part for part in (kind, *texts) if part)
