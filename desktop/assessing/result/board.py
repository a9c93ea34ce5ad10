"""The parts of a result on one page, as high as the window; one below another where there is no room."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.assessing.result.details import Details
from desktop.assessing.result.facts import FactsPane
from desktop.assessing.result.gaps import GapList, GapModel
from desktop.assessing.result.panel import Panel
from desktop.assessing.result.ruler import ItemsPanel
from desktop.assessing.result.strip import Strip
from desktop.assessing.result.totals import FunctionsPanel
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.page.floor import Page
from domain.assessing.entry import Row
from domain.assessing.result import CaseResult
from resources.i18n import _

WIDE, NARROW = 1080, 580  # px from which there are three columns, and below which there is one


class GapsPanel(Panel):
    """All gaps, most pressing first, and beside them what the current one rests on."""

    def __init__(self, context: Context, result: CaseResult, parent: QWidget) -> None:
        gaps = result.score.gaps
        note = _("critical first, then weight × gap") if gaps else ""
        super().__init__(_("Gaps {n}").format(n=len(gaps)) if gaps else _("Gaps"), parent, note, scrolls=True)
        self.list: GapList | None = None
        self.facts = FactsPane(context.theme, result, self)
        self._row = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap="m")
        if gaps:
            self.model = GapModel(result, gaps, self)
            self.list = GapList(self.model, context.theme, _("Gaps"), self)
            context.actions.make("copy", self.list, self.list.copy)
            self.list.stood.connect(self.facts.show_row)
            layout.fill(self._row, layout.grow(self.list, 48), gap="m")
        else:
            known = result.score.totals.known
            told = (
                _("No gaps: everything assessed meets its target")
                if known
                else _("Nothing has been assessed, so no gaps are known.")
            )
            layout.fill(self._row, layout.top(labels.paragraph(told, self), 48), gap="m")
        self._edge = labels.edge(self)
        layout.fill(self._row, self._edge, layout.grow(self.facts, 52), gap="m")
        self.body.addLayout(self._row, 1)

    def lie(self, *, beside: bool) -> None:
        """Place the facts beside the list, or below it."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._edge.setVisible(beside)


class StrengthsPanel(Panel):
    """Levels above target or at the highest target, each with a recorded fact."""

    def __init__(self, context: Context, result: CaseResult, parent: QWidget) -> None:
        strengths = result.score.strengths
        title = _("Strengths {n}").format(n=len(strengths)) if strengths else _("Strengths")
        super().__init__(title, parent, scrolls=True)
        self.list: GapList | None = None
        if not strengths:
            self.say(_("Nothing assessed is above its target yet."))
            self.body.addStretch(1)
            return
        self.model = GapModel(result, strengths, self)
        self.list = GapList(self.model, context.theme, _("Strengths"), self, brief=True)
        context.actions.make("copy", self.list, self.list.copy)
        self.body.addWidget(self.list, 1)


class Board(Page):
    """All parts of one result.

    Signals:
        taken: the Row of an item whose marks and facts to show.
    """

    taken = Signal(object)

    def __init__(self, context: Context, result: CaseResult, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        self.strip = Strip(theme, result, self)
        self.attainment, self.stops, self.gates = self.strip.attainment, self.strip.stops, self.strip.gates
        self.functions = FunctionsPanel(theme, result, self)
        self.gaps = GapsPanel(context, result, self)
        self.strengths = StrengthsPanel(context, result, self)
        self.items = ItemsPanel(theme, result, self)
        self.details = Details(theme, result, self)
        self._grid = layout.grid(across=10, down=10, around=(16, 12, 16, 8), of=self)
        self._count = 0
        self._wide, self._narrow = WIDE + 60 * theme.font_step, NARROW + 40 * theme.font_step
        self.lie(parent.width())
        for one in (self.gaps.list, self.strengths.list):
            if one is not None:
                one.taken.connect(self.taken)
        if self.strengths.list is not None:
            self.strengths.list.stood.connect(self.gaps.facts.show_row)
        self.items.stood.connect(self.gaps.facts.show_row)
        self.items.taken.connect(self.taken)
        self.gaps.facts.taken.connect(self.taken)

    def begin(self) -> None:
        """Select the first gap, else the first strength."""
        for part in (self.gaps, self.strengths):
            if part.list is not None:
                part.list.setCurrentIndex(part.model.index(0, 0))
                return

    @property
    def first(self) -> QWidget:
        """Where the keys begin."""
        return self.gaps.list or self.strengths.list or self.items.ruler

    def stand_on(self, code: str, *, on_ruler: bool) -> QWidget:
        """Select this item in the gaps or the strengths, else or if wanted on the ruler; return where."""
        for part in () if on_ruler else (self.gaps, self.strengths):
            place = part.model.row_of(code) if part.list is not None else -1
            if part.list is not None and place >= 0:
                part.list.setCurrentIndex(part.model.index(place, 0))
                return part.list
        self.items.ruler.stand_on(code)
        return self.items.ruler

    def row_shown(self) -> Row | None:
        """Return the item whose facts are shown."""
        return self.gaps.facts.row

    @override
    def lie(self, room: int) -> None:
        self.details.lie(room)
        count = 3 if room >= self._wide else 2 if room >= self._narrow else 1
        if count == self._count:
            return
        self._count = count
        while self._grid.takeAt(0) is not None:
            pass
        self.strip.lie(count)
        self.gaps.lie(beside=count > 1)
        strip, gaps, items, details = (0, 0, 1, 2), (1, 0, 1, 2), (3, 0, 1, 2), (4, 0, 1, 2)
        functions, strengths = (2, 0, 1, 1), (2, 1, 1, 1)
        if count == 3:
            functions, gaps, strengths, items = (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1)
        elif count == 1:
            functions, strengths, items, details = (2, 0, 1, 2), (3, 0, 1, 2), (4, 0, 1, 2), (5, 0, 1, 2)
        for part, place in (
            (self.strip, strip),
            (self.gaps, gaps),
            (self.functions, functions),
            (self.strengths, strengths),
            (self.items, items),
            (self.details, details),
        ):
            self._grid.addWidget(part, *place)
        self._grid.setColumnStretch(0, 33 if count == 3 else 1)
        self._grid.setColumnStretch(1, 67 if count == 3 else 1)
        for row, share in enumerate((0, 60, 40, 0, 0, 0)):
            self._grid.setRowStretch(row, share)
