"""The trend page: team and people over quarters, what it rests on, and the same by function."""

from collections.abc import Sequence
from functools import partial
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.form.choice import Choice
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.team.quarters.trend import (
    PersonLine,
    Row,
    TeamLine,
    drawn,
    function_names,
    person_rows,
    team_rows,
    titles,
)
from desktop.team.quarters.trend_chart import TrendChart, range_of
from domain.assessing.trend import Point, TeamPoint
from domain.framework.framework import Framework
from resources.i18n import _

SMALLS = 176  # px: height of the charts by function
LOW = 300  # px at the usual text size; below it there is room for the first row alone


class TrendPage(QWidget):
    """One chart beside a table of quarters, and small charts by function below."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = self._theme = context.theme
        self._context = context
        self.team: TeamLine | None = None
        self.people: tuple[PersonLine, ...] = ()
        self.chart = TrendChart(theme, self)
        upper = layout.row(layout.grow(_framed(self.chart, self), 46), gap="m")
        box = QFrame(self)
        box.setObjectName("panel")
        head = layout.row(
            labels.plain(_("Quarter by quarter"), box, "section"), gap="s", around=(16, 0, 16, 0)
        )
        self.whose = Choice(theme, _("Whose trend"), box)
        head.addWidget(self.whose, 1)
        side = layout.column(head, gap=6, around=(0, 10, 0, 2), of=box)
        self.note = labels.paragraph("", box, "small", "muted")
        self.note.setContentsMargins(16, 0, 16, 10)
        self._side = side
        self.table: QuarterTable | None = None
        side.addWidget(self.note)
        upper.addWidget(box, 54)
        self.smalls = QWidget(self)
        self._row = layout.row(gap="m", of=self.smalls)
        self.functions: list[TrendChart] = []
        self.smalls.setFixedHeight(SMALLS + 6 * theme.font_step)
        layout.column(layout.grow(upper), self.smalls, gap="m", around=(18, 8, 18, 12), of=self)
        self.whose.currentIndexChanged.connect(self._fill_table)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.smalls.setVisible(self._theme.usual(self.height()) >= LOW)
        super().resizeEvent(event)

    def show_trend(self, team: TeamLine, people: Sequence[PersonLine], framework: Framework) -> None:
        """Show the team and these people."""
        self.team, self.people = team, tuple(people)
        lines = drawn(team.trend, self.people)
        linked = any(len(line.points) > 1 for line in lines)
        title = _("Attainment on what was rated in both quarters") if linked else _("Attainment")
        self.chart.show_lines(title, lines)
        codes = [function.code for function in framework.functions if function.code in team.trend.functions]
        self._offer(len(codes))
        parts = [drawn(team.trend, self.people, code) for code in codes]
        span = range_of([line for part in parts for line in part])
        for chart, name, part in zip(self.functions, function_names(framework, codes), parts, strict=True):
            chart.show_lines(name, part, span)
        kept = self.whose.currentIndex()
        self.whose.blockSignals(True)
        self.whose.clear()
        self.whose.addItems([_("Team"), *(one.name for one in self.people)])
        self.whose.setCurrentIndex(min(max(kept, 0), len(self.people)))
        self.whose.blockSignals(False)
        self._fill_table()

    def wait(self) -> None:
        """Say that the quarters are being read."""
        self.note.setText(_("Reading the quarters…"))

    def _on_current(self) -> None:
        """Say what the current quarter rests on, and what a line is if quarters are joined by one."""
        row = self.table.current_line if self.table is not None else None
        told = [f"{row.texts[0]}: {row.texts[-1]}."] if row is not None else []
        if any(one.broken is None for one in self._points()[1:]):
            told.append(
                _(
                    "The line ends at the value of the latest quarter; earlier points subtract the changes on"
                    " competencies rated in both quarters."
                )
            )
        self.note.setText(" ".join(told))

    def _points(self) -> Sequence[Point | TeamPoint]:
        """Return the quarters of whom the table shows, earliest first."""
        if self.team is None:
            return ()
        whose = self.whose.currentIndex() - 1
        return self.people[whose].trend.points if 0 <= whose < len(self.people) else self.team.trend.points

    def _offer(self, count: int) -> None:
        while len(self.functions) < count:
            chart = TrendChart(self._theme, self.smalls, small=True)
            self.functions.append(chart)
            self._row.addWidget(_framed(chart, self.smalls), 1)
        while len(self.functions) > count:
            frame = self.functions.pop().parentWidget()
            assert frame is not None
            self._row.removeWidget(frame)
            frame.deleteLater()

    def _fill_table(self) -> None:
        if self.team is None:
            return
        whose = self.whose.currentIndex() - 1
        team = whose < 0 or whose >= len(self.people)
        rows = team_rows(self.team.trend) if team else person_rows(self.people[whose].trend)
        had_focus = self.table is not None and self.table.hasFocus()
        if self.table is not None:
            self._side.removeWidget(self.table)
            self.table.deleteLater()
        self.table = QuarterTable(self._context, rows, team=team, parent=self)
        self._side.insertWidget(1, self.table, 1)
        self.table.show()  # otherwise it could not take the focus before the event loop runs
        self.table.go_to(0 if rows else -1)
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self._on_current()


class QuarterTable(ColumnTable[Row]):
    """The quarters of one line, newest first."""

    def __init__(self, context: Context, rows: Sequence[Row], *, team: bool, parent: QWidget) -> None:
        quarter, attainment, change, count, basis = titles(team=team)
        columns: tuple[Column[Row], ...] = (
            Column("quarter", quarter, partial(_text, 0), widest="IV 2026"),
            Column("attainment", attainment, partial(_text, 1), figures=True),
            Column("change", change, partial(_text, 2), figures=True, spare=2),
            Column("count", count, partial(_text, 3), figures=True, spare=1),
            Column("basis", basis, _basis, widest=None, least=150),
        )
        super().__init__(context, "quarters", _("Quarters"), columns, _key, parent, row=44, fixed=True)
        self.list_model.show(rows)


def _text(number: int, row: Row) -> str:
    return row.texts[number]


def _basis(row: Row) -> Cell:
    return Cell(row.texts[-1], ink="muted", wrap=True)


def _key(row: Row) -> object:
    return row.number


def _framed(chart: TrendChart, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setObjectName("panel")
    chart.setParent(frame)
    layout.column(chart, around=(14, 10, 10, 8), of=frame)
    return frame
