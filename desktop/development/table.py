"""The plan as a table with the calendar strip as its last column; the arrows left and right move the bar."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.development.drag import BarDrag
from desktop.development.lines import Column, LinesModel
from desktop.development.model import Line, PlanModel
from desktop.development.paint import LinesDelegate
from desktop.development.weeks import WeeksHeader
from desktop.kit.table.tables import copy_rows
from desktop.theme import Theme
from domain.development.strip import strip
from domain.workdays import WEEKENDS
from resources.i18n import _


class PlanTable(QTableView):
    """One row is current; the arrows left and right belong to its bar, not to the cells."""

    def __init__(self, model: PlanModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan = model
        self._theme = theme
        self.lines = LinesModel(model, self)
        self.setModel(self.lines)
        self.setAccessibleName(_("Plan"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(24)
        self.weeks = WeeksHeader(theme, self)
        self.setHorizontalHeader(self.weeks)
        self.weeks.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.delegate = LinesDelegate(model, self.lines, theme, self)
        self.setItemDelegate(self.delegate)
        self.drag = BarDrag(model, self)
        self.lines.modelReset.connect(self._on_reset)

    @property
    def current(self) -> Line | None:
        """The row one stands on."""
        return self.lines.line(self.currentIndex().row())

    def show_plan(self) -> None:
        """Show what was read and stand where one stood, else on the nearest row."""
        calendar = WEEKENDS if self._plan.board is None else self._plan.board.sheet.calendar
        stood, row = self.current, self.currentIndex().row()
        self.weeks.strip = self.delegate.strip = strip(self._plan.plan.period, calendar)
        self.weeks.today = self._plan.today if self._plan.active else None
        self.lines.show()
        self._fit()
        kept = self.lines.row_of(stood.key) if stood is not None else -1
        self.go_to(kept if kept >= 0 else min(max(row, 0), self.lines.rowCount() - 1))
        self.weeks.viewport().update()

    def go_to(self, row: int) -> None:
        """Stand on this row."""
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.lines.index(row, Column.WHAT))
        elif row >= 0:
            self.selectRow(row)

    def stand_on(self, key: tuple[str, int]) -> None:
        """Stand on what is known by this, if it is there."""
        self.go_to(self.lines.row_of(key))

    def copy(self) -> None:
        """Put all rows on the clipboard as tab-separated text."""
        copy_rows(self, self.lines)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not move the row (P48)."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_reset(self) -> None:
        self.clearSpans()
        for row in range(self.lines.rowCount()):
            line = self.lines.line(row)
            if line is not None and line.goal is not None and line.action is None:
                self.setSpan(row, Column.WHO, 1, 2)
        self._fit()

    def _fit(self) -> None:
        """Give the strip its share, and each row the height that its words take."""
        width, step = self.viewport().width(), self._theme.font_step
        small = QFontMetrics(self._theme.font("small"))
        who = min(small.horizontalAdvance("Константинопольский"), 96 + 6 * step)
        hours = max(small.horizontalAdvance(_("Hours")) + 24, 50)
        caption = QFontMetrics(self._theme.font("caption"))
        title = caption.horizontalAdvance(self.lines.titles[Column.WHAT]) + 28
        when = max(min(round(width * 0.455), width - who - hours - title), round(width * 0.2))
        for column, wide in (
            (Column.WHAT, width - who - hours - when),
            (Column.WHO, who),
            (Column.HOURS, hours),
            (Column.WHEN, when),
        ):
            self.setColumnWidth(column, wide)
        for row in range(self.lines.rowCount()):
            self.setRowHeight(row, self.delegate.height(row, self.columnWidth(Column.WHAT)))
