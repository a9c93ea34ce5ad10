"""A table in which whole rows, not cells, are current."""

from typing import override

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.kit.table.row_menu import show_row_menu


class RowTable(QTableView):
    """Rows of equal height without a grid; Tab leaves it, and letters do not change the current row.

    Attributes:
        around: names of acts on a row that what the table is in has; the row's menu offers them too.
    """

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget, *, row: int, head: int) -> None:
        """*name* is what a screen reader says, *row* and *head* are heights in px."""
        super().__init__(parent)
        self.around: tuple[str, ...] = ()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(head)
        self.horizontalHeader().setHighlightSections(False)
        # Its own, always empty: with that of the rows it would be painted whenever another row is current.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self.horizontalHeader()))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_row_menu(self, event, self.around)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not change the row that the next digit rates (P48)."""
