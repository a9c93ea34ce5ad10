"""The plan as a table, its last column the calendar strip; the arrows left and right move the bar."""

from typing import override

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop.development.drag import BarDrag
from desktop.development.lines import Column, LinesModel
from desktop.development.model import Line, PlanModel
from desktop.development.paint import LinesDelegate
from desktop.development.weeks import WeeksHeader
from desktop.kit.table.list_table import ListTable
from desktop.theme import Theme
from domain.development.strip import strip
from domain.workdays import WEEKENDS
from resources.i18n import _


class PlanTable(ListTable[Line]):
    """One row is current; the arrows left and right move its bar, not between cells."""

    def __init__(self, model: PlanModel, theme: Theme, parent: QWidget) -> None:
        self._plan = model
        self._theme = theme
        self.lines = LinesModel(model, parent)
        super().__init__(self.lines, theme, _("Plan"), parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setMinimumSectionSize(24)
        self.weeks = WeeksHeader(theme, self)
        self.setHorizontalHeader(self.weeks)
        self.weeks.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.delegate = LinesDelegate(model, self.lines, theme, self)
        self.setItemDelegate(self.delegate)
        self.drag = BarDrag(model, self)

    def show_plan(self) -> None:
        """Show what was read, keeping the current row, or else the nearest one."""
        calendar = WEEKENDS if self._plan.board is None else self._plan.board.sheet.calendar
        stood, row = self.current_key, self.currentIndex().row()
        self.weeks.strip = self.delegate.strip = strip(self._plan.plan.period, calendar)
        self.weeks.today = self._plan.today if self._plan.active else None
        self.lines.follow(self._plan.lines)
        self._fit()
        kept = self.lines.row_of(stood)
        to = kept if kept >= 0 else min(max(row, 0), self.lines.rowCount() - 1)
        if to != self.currentIndex().row():  # otherwise somebody looking at other rows stays there
            self.go_to(to)
        self.weeks.viewport().update()

    @override
    def go_to(self, row: int) -> None:
        """Make this row current; if all rows fit, the first ones do not scroll out of sight."""
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.lines.index(row, Column.WHAT))
        elif row >= 0:
            self.selectRow(row)

    @override
    def stand_on(self, key: object) -> None:
        """Make the row with this key current, if it exists."""
        if self.lines.row_of(key) >= 0:
            super().stand_on(key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def _on_reset(self) -> None:
        super()._on_reset()
        for row, line in enumerate(self.lines.lines()):
            if line.goal is not None and line.action is None:
                self.setSpan(row, Column.WHO, 1, 2)
        self._fit()

    def _fit(self) -> None:
        """Set the width of the strip, and each row's height to fit its text."""
        width, step = self.viewport().width(), self._theme.font_step
        small = QFontMetrics(self._theme.font("small"))
        name = min(small.horizontalAdvance("Константинопольский"), 96 + 6 * step)
        who = max(name, round(width * 0.09))  # the steps of an induction are of positions, not of people
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
