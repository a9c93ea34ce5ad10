"""The candidates in their order: place, requirements, items below minimum, attainment, level, functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from db.hiring.campaigns import CandidateLine
from desktop.context import Context
from desktop.hiring.compare.chosen import Chosen
from desktop.hiring.compare.words import (
    gates_words,
    place_words,
    tie_notes,
    waiting_words,
    why_at_length,
    why_no_place,
)
from desktop.kit.chips import paint_diamond
from desktop.kit.table import columns
from desktop.kit.table.list_model import Heading, Index, ListModel
from desktop.kit.table.list_table import PADDING, LineDelegate, ListTable
from desktop.kit.tips import as_it_is
from desktop.shared.bounds_bar import paint_bounds
from desktop.shared.gate_list import ICONS
from desktop.shared.radar import paint_point
from desktop.theme import Theme
from domain.assessing.scoring import Status
from domain.framework.framework import Function
from domain.hiring.comparison import Comparison, Contender
from reports.words import phrases, phrases_hiring
from reports.words.names import name_of
from resources.i18n import _, current, pgettext, sentences

NAME_LEAST = 170
BAR = 56
ICON, GAP = 16, 10


class Column(IntEnum):
    """The columns in their order; those of the functions follow."""

    PLACE = 0
    NAME = 1
    GATES = 2
    STOPS = 3
    ATTAINMENT = 4
    MEAN = 5
    ASSESSED = 6


FIRST_FUNCTION = len(Column)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody of whom only the name may be told yet, and whose sheets are out."""

    case_id: int
    name: str
    code: str
    waiting: str


type Row = Contender | Hidden


class RankingModel(ListModel[Row]):
    """Those with a place first, notes between them, then those without, then those still hidden."""

    def __init__(self, functions: Sequence[Function], chosen: Chosen, parent: QObject) -> None:
        titles = (
            _("Rank"),
            _("Candidate"),
            pgettext("column", "Mandatory"),
            _("Below minimum"),
            _("Attainment"),
            _("Mean level"),
            _("Assessed"),
            *(one.code for one in functions),
        )
        right = (Column.STOPS, *range(FIRST_FUNCTION, len(titles)))
        super().__init__(titles, self._line_texts, lambda one: one.case_id, parent, right=right)
        self._functions = tuple(functions)
        self._chosen = chosen

    def take(self, comparison: Comparison, hidden: Sequence[CandidateLine]) -> None:
        """Take what was read; *hidden* are those whose marks cannot be seen yet."""
        notes = tie_notes(comparison)
        lines: list[Heading | Row] = []
        ranked = [one for one in comparison.contenders if one.rank is not None]
        for one in ranked:
            lines.append(one)
            if one.case_id in notes:
                lines.append(Heading(*notes[one.case_id]))
        rest = [one for one in comparison.contenders if one.rank is None]
        if rest:
            alone = any(one.status is Status.FINAL and one.attainment is not None for one in rest)
            why = _("a rank needs at least two final results")
            lines.append(
                Heading(_("Unranked"), why if alone else _("the result is not final, so it is not ranked"))
            )
            lines += rest
        if hidden:
            lines.append(Heading(_("Marks are still hidden"), _("their results are not shown or counted")))
            lines += [
                Hidden(one.case.case_id, one.case.person_name, one.code, waiting_words(one)) for one in hidden
            ]
        self.show(lines)

    def slot(self, one: Row) -> int | None:
        """Return the slot on the radar."""
        return self._chosen.slot_of(one.case_id)

    def show_slots(self) -> None:
        """Paint anew who is on the radar."""
        last = self.index(self.rowCount() - 1, 0)
        self.dataChanged.emit(self.index(0, 0), last)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None or isinstance(line, Hidden):
            return super().data(index, role)
        column = index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole and column == Column.PLACE:
            place = _("unranked") if line.rank is None else _("rank {n}").format(n=line.rank)
            slot = self.slot(line)
            shown = "" if slot is None else _("on the radar as number {n}").format(n=slot + 1)
            return ", ".join(part for part in (place, shown) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == Column.NAME:
            return _at_length(line)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.NAME and line.rank is None:
            return as_it_is(_at_length(line))
        if role == Qt.ItemDataRole.ToolTipRole and column >= FIRST_FUNCTION:
            function = self._functions[column - FIRST_FUNCTION]
            return as_it_is(f"{current().text(function.short)}: {super().data(index)}")
        return super().data(index, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        asked = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if asked and orientation is Qt.Orientation.Horizontal:
            told = self.titles[section]
            if section >= FIRST_FUNCTION:
                function = self._functions[section - FIRST_FUNCTION]
                told = f"{function.code} {current().text(function.short)}"
            return as_it_is(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return super().headerData(section, orientation, role)

    def _line_texts(self, one: Row) -> tuple[str, ...]:
        if isinstance(one, Hidden):
            blank = ("",) * (len(self.titles) - 2)
            return ("–", f"{one.name}, {one.code} ({one.waiting})", *blank)
        words, totals = current(), one.common
        why = "" if one.status is Status.FINAL else why_no_place(one)  # the heading above tells it
        concluded = _outcome(one)
        level = words.number(totals.mean if phrases.has_number(totals) else None)
        span = phrases_hiring.span(totals, words)
        assessed = _("{part} of {whole}").format(part=totals.known, whole=totals.applicable)
        return (
            place_words(one),
            f"{one.person.full_name}, {one.person.code}"
            + (f" ({'; '.join(told)})" if (told := [part for part in (why, concluded) if part]) else ""),
            gates_words(one.gates),
            str(one.stops),
            f"{phrases.attainment(totals, words)} ({words.range_percent(totals.lower, totals.upper)})",
            f"{level} ({span})" if span else level,
            f"{assessed}, {_('{count} rated in total').format(count=one.assessed)}",
            *(self._share(one, function.code) for function in self._functions),
        )

    @staticmethod
    def _share(one: Contender, code: str) -> str:
        totals = one.functions.get(code)
        if totals is None or not phrases.has_number(totals):
            return "–"
        return phrases.attainment(totals, current())


class RankingTable(ListTable[Row]):
    """Two lines a row; who is on the radar carries its point."""

    def __init__(self, model: RankingModel, context: Context, parent: QWidget) -> None:
        theme = context.theme
        super().__init__(model, theme, _("Candidates by rank"), parent, row=42 + 3 * theme.font_step)
        self.setSelectionMode(ListTable.SelectionMode.SingleSelection)
        self.setItemDelegate(RankingDelegate(theme, self, model))
        wide = _widths(theme, model)
        functions = range(FIRST_FUNCTION, len(model.titles))
        self.columns = columns.Columns(
            self,
            "compare",
            wide,
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(*reversed(functions), Column.ASSESSED, Column.MEAN),
            least=NAME_LEAST + 12 * theme.font_step,
            fixed=True,
        )

    @property
    def whole_height(self) -> int:
        """What it takes to show all rows, px."""
        return self.verticalHeader().length() + self.horizontalHeader().height() + 1

    @override
    def _on_reset(self) -> None:
        super()._on_reset()
        for row in range(self.list_model.rowCount()):
            if isinstance(self.list_model.line(row), Hidden):  # there is nothing else to tell
                self.setSpan(row, Column.NAME, 1, len(self.list_model.titles) - Column.NAME)

    @override
    def copy(self) -> None:
        """Put all candidates on the clipboard as tab-separated text."""
        here = self.currentIndex().row()
        self.clearSelection()
        super().copy()
        self.selectRow(here)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.whole_height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.horizontalHeader().height() + 2 * self.verticalHeader().defaultSectionSize())


class RankingDelegate(LineDelegate):
    """Paints gates as signs, attainment as a bar with bounds, numbers over what they rest on."""

    def __init__(self, theme: Theme, table: RankingTable, model: RankingModel) -> None:
        super().__init__(theme, table)
        self._model = model
        self._closed = theme.icon("eye-off", "muted")
        self._icons = {verdict: theme.icon(*icon) for verdict, icon in ICONS.items()}

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: Row, index: Index) -> None:
        if isinstance(line, Hidden):
            self._paint_hidden(painter, rect, line, index.column())
            return
        words, totals = current(), line.common
        number = phrases.has_number(totals)
        match index.column():
            case Column.PLACE:
                self._paint_place(painter, rect, line)
            case Column.NAME:
                why = "" if line.status is Status.FINAL else why_no_place(line)
                told = (line.person.code, _outcome(line), why)
                below = (" · ".join(part for part in told if part), "small", "warn" if why else "muted")
                self.write_two(painter, rect, (line.person.full_name, "strong", "text"), below)
            case Column.GATES:
                self._paint_gates(painter, rect, line)
            case Column.STOPS:
                self._paint_stops(painter, rect, line)
            case Column.ATTAINMENT:
                self._paint_attainment(painter, rect, line)
            case Column.MEAN:
                weight = "strong" if phrases.is_final(totals) else "body"
                mean = (words.number(totals.mean if number else None), weight, "text")
                self.write_two(painter, rect, mean, (phrases_hiring.span(totals, words), "small", "muted"))
            case Column.ASSESSED:
                part = _("{part} of {whole}").format(part=totals.known, whole=totals.applicable)
                own = _("{count} rated in total").format(count=line.assessed)
                self.write_two(painter, rect, (part, "body", "text"), (own, "small", "muted"))
            case _:
                painter.setFont(self.theme.font("body", tabular=True))
                painter.setPen(self.theme.color("text"))
                painter.drawText(rect.adjusted(-8, 0, 0, 0), _RIGHT, str(index.data()))

    def _paint_hidden(self, painter: QPainter, rect: QRect, line: Hidden, column: int) -> None:
        if column == Column.PLACE:
            at = QPoint(rect.left() + 20, rect.top() + (rect.height() - ICON) // 2)
            painter.drawPixmap(at, self._closed.pixmap(ICON, ICON))
        elif column == Column.NAME:
            below = (f"{line.code} · {line.waiting}", "small", "muted")
            self.write_two(painter, rect, (line.name, "body", "text"), below)

    def _paint_place(self, painter: QPainter, rect: QRect, line: Contender) -> None:
        slot = self._model.slot(line)
        middle = QPointF(rect.left() + 6, rect.top() + rect.height() / 2)
        if slot is not None:
            paint_point(painter, middle, self.theme, slot)
        place = "section" if line.rank is not None else "body"
        token = "text" if line.rank is not None else "muted"
        self.write(painter, rect.adjusted(20, 0, 0, 0), place_words(line), place, token)

    def _paint_gates(self, painter: QPainter, rect: QRect, line: Contender) -> None:
        left = rect.left()
        for gate in line.gates:
            at = QPoint(left, rect.top() + (rect.height() - ICON) // 2)
            painter.drawPixmap(at, self._icons[gate.verdict].pixmap(ICON, ICON))
            left += ICON + GAP

    def _paint_stops(self, painter: QPainter, rect: QRect, line: Contender) -> None:
        figure = str(line.stops)
        role, token = ("strong", "danger") if line.stops else ("body", "muted")
        self.write(painter, rect, figure, role, token, figures=True)
        if line.stops:
            wide = painter.fontMetrics().horizontalAdvance(figure)
            box = QRectF(rect.right() - wide - 18, rect.top(), 14, rect.height())
            paint_diamond(painter, box, self.theme, "danger", size=4)

    def _paint_attainment(self, painter: QPainter, rect: QRect, line: Contender) -> None:
        words, totals, theme = current(), line.common, self.theme
        number = phrases.has_number(totals)
        if totals.in_scope:
            box = QRectF(rect.left(), rect.top() + (rect.height() - 14) / 2, BAR, 14)
            value = phrases.share_of(totals.attainment) if number else None
            lower, upper = phrases.share_of(totals.lower), phrases.share_of(totals.upper)
            bounds = None if lower is None or upper is None else (lower, upper)
            paint_bounds(painter, box, theme, value, bounds)
        weight = "strong" if phrases.is_final(totals) else "body" if number else "small"
        above = (phrases.attainment(totals, words), weight, "text")
        apart = totals.lower != totals.upper
        span = words.range_percent(totals.lower, totals.upper) if apart else ""
        self.write_two(painter, rect.adjusted(BAR + 10, 0, 0, 0), above, (span, "small", "muted"))


def _widths(theme: Theme, model: RankingModel) -> tuple[columns.Column, ...]:
    """Return columns as wide as their words in these letters need."""
    strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))

    def wide(column: int, *texts: str, font: QFontMetrics = small) -> int:
        needed = max((font.horizontalAdvance(text) for text in texts), default=0)
        return 18 + max(needed, small.horizontalAdvance(model.titles[column]) + 6)

    figure = QFontMetrics(theme.font("body", tabular=True)).horizontalAdvance("100\u00a0%")
    functions = range(len(model.titles) - FIRST_FUNCTION)
    figures = [columns.Column(f"function{number}", 16 + figure) for number in functions]
    if figures:
        figures[-1] = columns.Column(figures[-1].key, 14 + figure + PADDING - 8)
    own = _("{count} rated in total").format(count=71)
    part = _("{part} of {whole}").format(part=71, whole=71)
    shares = max(
        strong.horizontalAdvance("≈\u00a0100\u00a0%"),
        small.horizontalAdvance("88–100\u00a0%"),
        small.horizontalAdvance(_("too little data")),
    )
    return (
        columns.Column("place", PADDING + 18 + max(44, small.horizontalAdvance(_("Rank")))),
        columns.Column("name", None),
        columns.Column("gates", max(wide(Column.GATES), 8 + 3 * (ICON + GAP))),
        columns.Column("stops", wide(Column.STOPS, "◆ 10")),
        columns.Column("attainment", max(BAR + 10 + 20 + shares, wide(Column.ATTAINMENT))),
        columns.Column("mean", wide(Column.MEAN, "0,0–0,0", _("precision unknown"))),
        columns.Column("assessed", 4 + wide(Column.ASSESSED, own, part, font=strong)),
        *figures,
    )


def _at_length(one: Contender) -> str:
    """Return who it is, why there is no rank, with the codes, and what was concluded when."""
    told = (why_at_length(one), phrases_hiring.concluded(one, current()))
    return sentences(f"{one.person.full_name}, {one.person.code}", *(part for part in told if part))


def _outcome(one: Contender) -> str:
    """Return what was concluded, empty before it; the day is in the tooltip and on the papers."""
    return "" if one.concluded is None else name_of(one.concluded.outcome, current())
