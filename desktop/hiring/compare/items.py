"""Side by side below: the functions, the common competencies, those that do not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any, override

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.hiring.compare.chosen import Chosen
from desktop.hiring.compare.words import short_names
from desktop.kit.chips import paint_diamond, paint_mark
from desktop.kit.table import columns
from desktop.kit.table.list_model import Index, ListModel
from desktop.kit.table.list_table import PADDING, LineDelegate, ListTable
from desktop.kit.table.tables import tab_separated
from desktop.kit.tips import as_it_is
from desktop.theme import Theme
from domain.assessing.scoring import Totals
from domain.hiring.comparison import ComparedItem, Comparison, Contender
from domain.scale import Band
from reports.words import phrases
from resources.i18n import UNKNOWN, _, current, pgettext

FUNCTIONS, COMMON, OTHERS = range(3)
CODE, LABEL, FIRST = range(3)  # the candidates come next, then spread and target
GAPS = (Band.SMALL, Band.LARGE)
LABEL_LEAST = 130
CHIP = 34
FEW = 4  # more candidates get narrow columns


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an item with levels or a function with totals, in the order of the candidates.

    ``spread`` is the largest less the smallest: levels of an item, shares of a function.
    """

    code: str
    label: str
    critical: bool
    target: int | None
    levels: tuple[Fraction | None, ...] = ()
    bands: tuple[Band | None, ...] = ()
    unsettled: tuple[bool, ...] = ()
    totals: tuple[Totals | None, ...] = ()
    spread: Fraction | None = None


def lines_of(comparison: Comparison, view: int) -> tuple[Line, ...]:
    """Return the rows of a view: functions in their order, items with the largest difference first."""
    if view == FUNCTIONS:
        return tuple(
            _of_function(function.code, current().text(function.short), comparison.contenders)
            for function in comparison.framework.functions
        )
    rows = comparison.rows if view == COMMON else comparison.others
    made = [_of_item(row, current().text(comparison.framework.item(row.code).label)) for row in rows]
    return tuple(sorted(made, key=lambda line: -1 if line.spread is None else line.spread, reverse=True))


def _of_item(row: ComparedItem, label: str) -> Line:
    known = [level for level in row.levels if level is not None]
    spread = max(known) - min(known) if len(known) > 1 else None
    return Line(
        row.code,
        label,
        row.critical,
        row.target,
        levels=row.levels,
        bands=row.bands,
        unsettled=row.unsettled,
        spread=spread,
    )


def _of_function(code: str, label: str, contenders: Sequence[Contender]) -> Line:
    totals = tuple(one.functions.get(code) for one in contenders)
    known = [
        one.attainment
        for one in totals
        if one is not None and one.attainment is not None and phrases.has_number(one)
    ]
    spread = max(known) - min(known) if len(known) > 1 else None
    return Line(code, label, False, None, totals=totals, spread=spread)


class ItemsModel(ListModel[Line]):
    """One view; every candidate has a column, also those for whom the screen has no room."""

    def __init__(self, comparison: Comparison, view: int, parent: QObject) -> None:
        self._contenders = comparison.contenders
        self.view = view
        names = short_names(comparison.contenders)
        self.spread, self.target = FIRST + len(names), FIRST + len(names) + 1
        titles = (
            _("Code"),
            _("Labour function") if view == FUNCTIONS else _("Competency"),
            *names,
            _("Difference"),
            *(() if view == FUNCTIONS else (_("Target"),)),
        )
        right = (self.spread, self.target)
        super().__init__(
            titles, self._line_texts, lambda line: line.code, parent, right=right, value=self._value
        )
        self.show(lines_of(comparison, view))

    @property
    def candidates(self) -> tuple[Contender, ...]:
        """Whose columns these are, in their order."""
        return self._contenders

    def index_of(self, column: int) -> int | None:
        """Return the number of the candidate in the column, None for another column."""
        return column - FIRST if FIRST <= column < self.spread else None

    @override
    def as_text(self, rows: Sequence[int]) -> str:
        """Return the rows with all candidates, full names above them, and which items are critical."""
        if self.view == FUNCTIONS:
            return super().as_text(rows)
        names = [f"{one.person.full_name}, {one.person.code}" for one in self._contenders]
        titles = (*self.titles[:FIRST], *names, *self.titles[self.spread :], _("Critical"))
        lines = [line for row in rows if (line := self.line(row)) is not None]
        texts = ((*self._line_texts(line), _("yes") if line.critical else "") for line in lines)
        return tab_separated(titles, texts)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid() and index.column() == CODE:
            line = self.line(index.row())
            if line is not None and line.critical:
                return _("{code}, critical").format(code=line.code)
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            line, number = self.line(index.row()), self.index_of(index.column())
            if line is not None and number is not None:
                person = self._contenders[number].person
                said = super().data(index)
                return as_it_is(f"{person.short_name}, {line.label}: {said}")
        return super().data(index, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        number = self.index_of(section)
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.ToolTipRole and number is not None:
                person = self._contenders[number].person
                return as_it_is(f"{person.full_name}, {person.code}")
            if role == Qt.ItemDataRole.TextAlignmentRole and number is not None:
                return int(Qt.AlignmentFlag.AlignCenter)
            if role == Qt.ItemDataRole.ToolTipRole and self.view == FUNCTIONS:
                return as_it_is(self.titles[section])
        return super().headerData(section, orientation, role)

    def _line_texts(self, line: Line) -> tuple[str, ...]:
        words = current()
        if line.totals:
            cells = tuple(_share(one) for one in line.totals)
            spread = words.percent(line.spread) if line.spread is not None else UNKNOWN
            return (line.code, line.label, *cells, spread)
        cells = tuple(map(_level, line.levels, line.bands, line.unsettled))
        spread = words.number(line.spread)
        target = () if line.target is None else (str(line.target),)
        extra = target if self.view != FUNCTIONS else ()
        return (line.code, line.label, *cells, spread, *extra)

    def _value(self, line: Line, column: int) -> Any:
        number = self.index_of(column)
        if number is not None:
            level = line.levels[number] if line.levels else None
            return (level is not None, level or 0)
        match column:
            case _ if column == self.spread:
                return (line.spread is not None, line.spread or 0)
            case _ if column == self.target:
                return line.target or 0
            case _ if column == LABEL:
                return line.label.casefold()
            case _:
                return line.code


class ItemsTable(ListTable[Line]):
    """Rows side by side; candidates who are not on the radar give way where there is no room for all."""

    def __init__(self, model: ItemsModel, chosen: Chosen, context: Context, parent: QWidget) -> None:
        theme = context.theme
        self._model, self._chosen = model, chosen
        functions = model.view == FUNCTIONS
        names = (_("By function"), _("Common competencies"), _("Left out of the comparison"))
        row = (40 if functions else theme.size("row_dense")) + 2 * theme.font_step
        super().__init__(model, theme, names[model.view], parent, row=row)
        self.setSelectionMode(ListTable.SelectionMode.SingleSelection)
        self.setItemDelegate(ItemsDelegate(theme, self, model))
        name = ("functions", "common", "others")[model.view]
        if not context.settings.order(f"compare_{name}")[0]:
            context.settings.keep_order(f"compare_{name}", "spread", falling=True)
        self.columns = columns.Columns(
            self,
            f"compare_{name}",
            _widths(theme, model),
            context.settings,
            context.actions.make,
            theme.font_step,
            least=LABEL_LEAST + 6 * theme.font_step,
            fixed=functions,
        )
        if not functions:
            model.order(*self.columns.order)
            self.columns.ordered.connect(self._on_ordered)
        self.give_way()

    @property
    def hidden(self) -> int:
        """How many candidates have no room."""
        return sum(self.isColumnHidden(FIRST + number) for number in range(len(self._model.candidates)))

    def give_way(self) -> None:
        """Let those go first who are not on the radar, the last one first."""
        drawn = [self._chosen.slot_of(one.case_id) is not None for one in self._model.candidates]
        order = [number for number, on in enumerate(drawn) if on]
        order += [number for number, on in enumerate(drawn) if not on]
        self.columns.give_way([FIRST + number for number in reversed(order)][: max(len(order) - 1, 0)])

    @override
    def copy(self) -> None:
        """Put all rows with all candidates on the clipboard as tab-separated text."""
        here = self.currentIndex().row()
        self.clearSelection()
        super().copy()
        if here >= 0:
            self.selectRow(here)

    def _on_ordered(self, column: int, falling: bool) -> None:
        line = self.current_line
        self.list_model.order(column, falling)
        self.stand_on(line.code if line is not None else None)


class ItemsDelegate(LineDelegate):
    """Paints levels as mark chips with a sign where they miss the target, shares over their bounds."""

    def __init__(self, theme: Theme, table: ItemsTable, model: ItemsModel) -> None:
        super().__init__(theme, table, quiet=(CODE, model.target))
        self._model = model

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: Line, index: Index) -> None:
        column = index.column()
        number = self._model.index_of(column)
        if number is not None:
            if line.totals:
                self._paint_totals(painter, rect, line.totals[number])
            else:
                unsettled = line.unsettled[number]
                self._paint_level(painter, rect, line.levels[number], line.bands[number], unsettled=unsettled)
        elif column == CODE:
            super().paint_cell(painter, rect, line, index)
            if line.critical:
                box = QRectF(rect.right() - 12, rect.top(), 12, rect.height())
                paint_diamond(painter, box, self.theme, "critical")
        elif column == self._model.spread:
            loud = bool(line.levels) and line.spread is not None and line.spread >= 1
            role, token = ("strong", "text") if loud else ("body", "muted")
            self.write(painter, rect, str(index.data()), role, token, figures=True)
        else:
            super().paint_cell(painter, rect, line, index)

    def _paint_totals(self, painter: QPainter, rect: QRect, totals: Totals | None) -> None:
        if totals is None or not totals.in_scope:
            self._centred(painter, rect, "–", "body", "muted")
            return
        words = current()
        number = phrases.has_number(totals)
        said = phrases.attainment(totals, words) if number else "–"
        if totals.lower == totals.upper:
            self._centred(painter, rect, said, "body", "text")
            return
        half = rect.height() // 2
        self._centred(painter, QRect(rect.left(), rect.top() + 2, rect.width(), half), said, "body", "text")
        span = words.range_percent(totals.lower, totals.upper)
        below = QRect(rect.left() - 6, rect.top() + half - 2, rect.width() + 12, half)
        self._centred(painter, below, span, "caption", "muted")

    def _centred(self, painter: QPainter, rect: QRect, text: str, role: str, token: str) -> None:
        painter.setFont(self.theme.font(role, tabular=True))
        painter.setPen(self.theme.color(token))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_level(
        self,
        painter: QPainter,
        rect: QRect,
        level: Fraction | None,
        band: Band | None,
        *,
        unsettled: bool,
    ) -> None:
        theme = self.theme
        wide = CHIP + 2 * theme.font_step
        box = QRectF(0, 0, wide, min(theme.pair("mark_chip").height() + theme.font_step, rect.height() - 4))
        box.moveCenter(QRectF(rect).center())
        if level is None:
            paint_mark(painter, box, theme, None, pgettext("mark chip", "NR"))
            return
        nearest = min(floor(level + Fraction(1, 2)), 4)
        whole = level.denominator == 1
        paint_mark(painter, box, theme, nearest, text="" if whole else current().number(level))
        if unsettled:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("warn"))
            beside = QRectF(box.left() - 16, box.top(), 14, box.height())
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignCenter), "≈")
        if band in GAPS:
            middle = QPointF(box.right() + 7, box.center().y())
            ink = theme.color("gap_large" if band is Band.LARGE else "gap_small")
            painter.setPen(ink)
            painter.setBrush(ink if band is Band.LARGE else Qt.BrushStyle.NoBrush)
            corners = ((-3.5, -3), (3.5, -3), (0, 3.5))
            painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))


def _share(totals: Totals | None) -> str:
    if totals is None or not totals.in_scope:
        return UNKNOWN
    words = current()
    return f"{phrases.attainment(totals, words)} ({words.range_percent(totals.lower, totals.upper)})"


def _level(level: Fraction | None, band: Band | None, unsettled: bool) -> str:
    if level is None:
        return _("no level")
    shown = current().number(level)
    said = _("{level}, below the target").format(level=shown) if band in GAPS else shown
    return f"{said}; {pgettext('level', 'not agreed')}" if unsettled else said


def _widths(theme: Theme, model: ItemsModel) -> tuple[columns.Column, ...]:
    """Return columns as wide as their words in these letters need."""
    small = QFontMetrics(theme.font("small"))

    def head(column: int) -> int:
        return 28 + small.horizontalAdvance(model.titles[column] + " ↓")

    least = 78 if model.view == FUNCTIONS else CHIP + 30
    most = 100 + 8 * theme.font_step if len(model.candidates) <= FEW else least
    each = min(max((head(FIRST + n) for n in range(len(model.candidates))), default=0), most)
    each = max(each, least + 3 * theme.font_step)
    made = [
        columns.Column("code", PADDING + 24 + max(small.horizontalAdvance("K000"), head(CODE) - 30)),
        columns.Column("label", None),
        *(columns.Column(f"candidate{n}", each, falling=True) for n in range(len(model.candidates))),
        columns.Column("spread", head(model.spread) + (PADDING - 8 if model.view == FUNCTIONS else 0), True),
    ]
    if model.view != FUNCTIONS:
        made.append(columns.Column("target", head(model.target) + PADDING - 8))
    return tuple(made)
