"""Clicks on the table's cells: give or clear a level, open the menu of reasons or the fact."""

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QMenu

from desktop.assessing.sheet.cells import Column
from desktop.assessing.sheet.facts.texts import Texts
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from domain.mark import Mark


class Clicks(QObject):
    """The mouse in the table; *reasons* is the menu of marks without a level."""

    def __init__(self, stage: Stage, rating: Rating, texts: Texts, reasons: QMenu) -> None:
        super().__init__(stage.table)
        self._model, self._table = stage.model, stage.table
        self._rating, self._texts, self._reasons = rating, texts, reasons
        stage.table.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        if row is None:
            return
        level = Column.level(index.column())
        if level is not None:
            # A click on a cross clears it; the row stays current, since the pointer is there.
            given = row.mark is not None and row.mark.level == level and not self._rating.second.runs
            self._rating.put(None if given else Mark.rated(level))
        elif index.column() == Column.REASON and self._rating.may_write():
            below = self._table.visualRect(index).bottomLeft()
            self._reasons.popup(self._table.viewport().mapToGlobal(below))
        elif index.column() == Column.FACT:
            self._texts.write(row.item.code)
