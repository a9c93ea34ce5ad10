"""The lower table of the comparison: functions, common items, and those that do not count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import floor
from typing import override

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.hiring.compare.chosen import Chosen
from desktop.hiring.compare.words import short_names
from desktop.kit.chips import paint_mark
from desktop.kit.table.column_table import LABELS, Cell, Column, ColumnTable
from desktop.kit.table.list_model import CENTRE, Index
from desktop.kit.table.list_table import LineDelegate
from domain.assessing.scoring import Totals
from domain.hiring.comparison import ComparedItem, Comparison, Contender
from domain.scale import Band
from reports.words import phrases
from resources.i18n import UNKNOWN, _, current, pgettext

FUNCTIONS, COMMON, OTHERS, ROBUST = range(4)
FIRST = 2  # the column of the first candidate, after code and label
GAPS = (Band.SMALL, Band.LARGE)
CHIP = 34
FEW = 4  # with more candidates the columns are narrow


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an item with levels or a function with totals, in the order of the candidates.

    ``spread`` is the largest minus the smallest: levels for an item, shares for a function.
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


def rows_of(comparison: Comparison, view: int) -> tuple[Line, ...]:
    """Return the rows of a view: functions in framework order, items with the largest difference first."""
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


class ItemsTable(ColumnTable[Line]):
    """One view of the candidates side by side; those not on the chart are hidden if space is short."""

    def __init__(
        self,
        context: Context,
        comparison: Comparison,
        view: int,
        lines: Sequence[Line],
        chosen: Chosen,
        parent: QWidget,
    ) -> None:
        """*lines* are the rows of the view, see ``rows_of``."""
        functions = view == FUNCTIONS
        self._contenders, self._chosen = comparison.contenders, chosen
        names = (_("By function"), _("Common competencies"), _("Left out of the comparison"))
        name = f"compare_{('functions', 'common', 'others')[view]}"
        if not context.settings.order(name)[0]:
            context.settings.keep_order(name, "spread", falling=True)
        label = _("Labour function") if functions else _("Competency")
        before = (
            Column("code", _("Code"), _code, widest=Cell("K000", diamond="critical"), aloud=_code_aloud),
            Column("label", label, _label, widest=None, least=130, most=LABELS),
        )
        behind = (Column("spread", _("Difference"), _spread, _by_spread, figures=True, falling=True),)
        target = (Column("target", _("Target"), _target, _by_target, figures=True),)
        critical = (Column("critical", _("Critical"), _critical),)
        super().__init__(
            context,
            name,
            names[view],
            (*before, *self._candidates(functions), *behind, *(() if functions else target)),
            _key,
            parent,
            row=40 if functions else context.theme.size("row_dense"),
            fixed=functions,
            copied=() if functions else (*before, *self._in_full(), *behind, *target, *critical),
        )
        self.setSelectionMode(ColumnTable.SelectionMode.SingleSelection)
        self.list_model.show(lines)
        self.give_way()

    @property
    def hidden(self) -> int:
        """The number of candidates hidden for lack of room."""
        return sum(self.isColumnHidden(FIRST + number) for number in range(len(self._contenders)))

    def give_way(self) -> None:
        """Hide candidates until the rest fit: those not on the chart, from the last one."""
        drawn = [self._chosen.slot_of(one.case_id) is not None for one in self._contenders]
        order = [number for number, on in enumerate(drawn) if on]
        order += [number for number, on in enumerate(drawn) if not on]
        self.columns.give_way([FIRST + number for number in reversed(order)][: max(len(order) - 1, 0)])

    @override
    def copy(self) -> None:
        """Copy all rows with all candidates to the clipboard as tab-separated text."""
        self.copy_all()

    def _candidates(self, functions: bool) -> list[Column[Line]]:
        """Return a column per candidate, hidden ones included."""
        paint = _paint_totals if functions else _paint_level
        return [
            Column(
                f"candidate{number}",
                title,
                partial(_candidate, number),
                partial(_by_candidate, number),
                100 if len(self._contenders) <= FEW else 78 if functions else CHIP + 30,
                centred=True,
                falling=True,
                paint=paint,
                aloud=partial(_candidate_aloud, number, one.person.short_name),
                name=f"{one.person.full_name}, {one.person.code}",
            )
            for number, (one, title) in enumerate(
                zip(self._contenders, short_names(self._contenders), strict=True)
            )
        ]

    def _in_full(self) -> list[Column[Line]]:
        """Return the candidates' columns for copying, with full names."""
        return [replace(one, title=one.name) for one in self._candidates(functions=False)]


def _key(line: Line) -> object:
    return line.code


def _code(line: Line) -> Cell:
    return Cell(line.code, ink="muted", diamond="critical" if line.critical else "")


def _code_aloud(line: Line) -> str:
    return _("{code}, critical").format(code=line.code) if line.critical else line.code


def _label(line: Line) -> str:
    return line.label


def _candidate(number: int, line: Line) -> str:
    if line.totals:
        return _share(line.totals[number])
    return _level(line.levels[number], line.bands[number], line.unsettled[number])


def _candidate_aloud(number: int, name: str, line: Line) -> str:
    return f"{name}, {line.label}: {_candidate(number, line)}"


def _by_candidate(number: int, line: Line) -> Fraction | None:
    return line.levels[number] if line.levels else None


def _spread(line: Line) -> Cell:
    words = current()
    if line.totals:
        points = words.number(None if line.spread is None else line.spread * 100, 0)
        return Cell(UNKNOWN if line.spread is None else _("{change} pp").format(change=points), ink="muted")
    loud = line.spread is not None and line.spread >= 1
    role, ink = ("strong", "text") if loud else ("body", "muted")
    return Cell(words.number(line.spread), role=role, ink=ink)


def _by_spread(line: Line) -> Fraction | None:
    return line.spread


def _target(line: Line) -> Cell:
    return Cell("" if line.target is None else str(line.target), ink="muted")


def _by_target(line: Line) -> int | None:
    return line.target


def _critical(line: Line) -> str:
    return _("yes") if line.critical else ""


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


def _paint_totals(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, index: Index) -> None:
    totals = line.totals[index.column() - FIRST]
    if totals is None or not totals.in_scope:
        _centred(on, painter, rect, "–", "body", "muted")
        return
    words = current()
    text = phrases.attainment(totals, words) if phrases.has_number(totals) else "–"
    span = words.range_percent(totals.lower, totals.upper)
    if "–" not in span:
        _centred(on, painter, rect, text, "body", "text")
        return
    half = rect.height() // 2
    _centred(on, painter, QRect(rect.left(), rect.top() + 2, rect.width(), half), text, "body", "text")
    below = QRect(rect.left() - 6, rect.top() + half - 2, rect.width() + 12, half)
    _centred(on, painter, below, span, "caption", "muted")


def _centred(on: LineDelegate, painter: QPainter, rect: QRect, text: str, role: str, token: str) -> None:
    painter.setFont(on.theme.font(role, tabular=True))
    painter.setPen(on.theme.color(token))
    painter.drawText(rect, CENTRE, text)


def _paint_level(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, index: Index) -> None:
    """Paint a mark chip, with a sign where it is below the target or not agreed."""
    number, theme = index.column() - FIRST, on.theme
    level, band = line.levels[number], line.bands[number]
    wide = CHIP + 2 * theme.font_step
    box = QRectF(0, 0, wide, min(theme.pair("mark_chip").height() + theme.font_step, rect.height() - 4))
    box.moveCenter(QRectF(rect).center())
    if level is None:
        paint_mark(painter, box, theme, None, pgettext("mark chip", "NR"))
        return
    nearest = min(floor(level + Fraction(1, 2)), 4)
    paint_mark(painter, box, theme, nearest, text="" if level.denominator == 1 else current().number(level))
    if line.unsettled[number]:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("warn"))
        painter.drawText(QRectF(box.left() - 16, box.top(), 14, box.height()), CENTRE, "≈")
    if band in GAPS:
        middle = QPointF(box.right() + 7, box.center().y())
        ink = theme.color("gap_large" if band is Band.LARGE else "gap_small")
        painter.setPen(ink)
        painter.setBrush(ink if band is Band.LARGE else Qt.BrushStyle.NoBrush)
        corners = ((-3.5, -3), (3.5, -3), (0, 3.5))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
