"""The parts of a result on the page: in three columns where there is room, else in two or in one."""

from typing import override

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.assessing.result.findings import (
    AssessorsPanel,
    DutiesPanel,
    GatesPanel,
    MissingPanel,
    StopsPanel,
    StrengthsPanel,
)
from desktop.assessing.result.gaps import GapList, GapModel
from desktop.assessing.result.panel import Panel
from desktop.assessing.result.ruler import ItemsPanel
from desktop.assessing.result.totals import AttainmentPanel, FunctionsPanel
from desktop.context import Context
from desktop.kit import labels, layout
from domain.assessing.result import CaseResult
from reports.words import phrases
from resources.i18n import _, current

WIDE, NARROW = 1080, 580  # px from which there are three columns, and below which there is one


class GapsPanel(Panel):
    """All gaps, most pressing first."""

    def __init__(self, context: Context, result: CaseResult, parent: QWidget) -> None:
        gaps = result.score.gaps
        super().__init__(_("Gaps"), parent, str(len(gaps)) if gaps else "")
        self.list: GapList | None = None
        if not gaps:
            known = result.score.totals.known
            self.say(
                _("No gaps: everything assessed meets its target")
                if known
                else _("Nothing has been assessed, so no gaps are known.")
            )
            return
        self.say(
            _("critical first, then weight × gap; the current row shows marks and facts"), "small", "muted"
        )
        self.model = GapModel(result, self)
        self.list = GapList(self.model, context.theme, self)
        context.actions.make("copy", self.list, self.list.copy)
        self.body.addWidget(self.list)


class Board(QWidget):
    """All parts of one result."""

    def __init__(self, context: Context, result: CaseResult, parent: QScrollArea) -> None:
        super().__init__(parent)
        self._scroll = parent
        theme = context.theme
        self.attainment = AttainmentPanel(theme, result, self)
        self.gates = GatesPanel(theme, result, self)
        self.stops = StopsPanel(theme, result, self)
        self.functions = FunctionsPanel(theme, result, self)
        self.gaps = GapsPanel(context, result, self)
        self.strengths = StrengthsPanel(theme, result, self)
        self.duties = DutiesPanel(result, self)
        self.missing = MissingPanel(theme, result, self)
        self.assessors = AssessorsPanel(theme, result, self)
        page = layout.column(gap="m", around=(16, 16, 16, 16), of=self)
        row = layout.row(gap="m")
        self._columns = [QVBoxLayout() for _number in range(3)]
        for column, share in zip(self._columns, (33, 49, 34), strict=True):
            column.setSpacing(12)
            row.addLayout(column, share)
        self._row = row
        page.addLayout(row)
        self.items = ItemsPanel(theme, result, self)
        page.addWidget(self.items)
        page.addWidget(labels.paragraph(phrases.statement(current()), self, "small", "muted"))
        page.addStretch(1)
        self._count = 0
        self._wide, self._narrow = WIDE + 60 * theme.font_step, NARROW + 40 * theme.font_step
        self._arrange(parent.width())
        if self.gaps.list is not None:
            self.gaps.list.moved.connect(self._on_moved)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._scroll.viewport().width())  # what the board needs may be wider than that

    def _arrange(self, width: int) -> None:
        count = 3 if width >= self._wide else 2 if width >= self._narrow else 1
        if count == self._count:
            return
        self._count = count
        middle = (self.attainment, self.gaps, self.strengths)
        rest = (self.duties, self.missing, self.assessors)
        if count == 1:
            first = (self.attainment, self.gates, self.stops, self.gaps, self.functions, self.strengths)
            places = ((), (*first, *rest), ())
        elif count == 3:
            places = (
                (self.gates, self.functions, self.missing),
                middle,
                (self.stops, self.duties, self.assessors),
            )
        else:
            places = ((), (*middle, self.functions), (self.gates, self.stops, *rest))
        for column, panels, share in zip(self._columns, places, (33, 49, 34), strict=True):
            while column.takeAt(0) is not None:
                pass
            for panel in panels:
                column.addWidget(panel)
            column.addStretch(1)
            self._row.setStretchFactor(column, share if panels else 0)
        self._row.setSpacing((0, 6, 12)[count - 1])

    def _on_moved(self, row: QRect) -> None:
        """Keep the current gap in sight: the page scrolls, since the list itself is as tall as its rows."""
        gaps = self.gaps.list
        if gaps is not None and gaps.hasFocus():
            top = gaps.mapTo(self, row.topLeft())
            self._scroll.ensureVisible(top.x(), top.y() + min(row.height(), 200), 0, 80)
