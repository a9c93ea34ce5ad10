"""The ranking of candidates: place, requirements, items below minimum, attainment, level, functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
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
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index
from desktop.kit.table.list_table import LineDelegate
from desktop.shared.bounds_bar import paint_bounds
from desktop.shared.gate_list import ICONS
from desktop.shared.series import paint_point
from domain.assessing.scoring import Status
from domain.framework.framework import Function
from domain.hiring.comparison import Comparison, Contender
from reports.words import phrases
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import _, current, pgettext, sentences

BAR = 56
ICON, GAP = 16, 10


@dataclass(frozen=True, slots=True)
class Hidden:
    """A candidate of whom only the name and the sheets still awaited may be shown."""

    case_id: int
    name: str
    code: str
    waiting: str


type Row = Contender | Hidden


def lines_of(comparison: Comparison, hidden: Sequence[CandidateLine]) -> list[Heading | Row]:
    """Return ranked candidates with notes between them, then unranked ones, then those still *hidden*."""
    notes = tie_notes(comparison)
    lines: list[Heading | Row] = []
    for one in comparison.contenders:
        if one.rank is not None:
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
    return lines


class RankingTable(ColumnTable[Row]):
    """Two lines a row; candidates on the chart have its point."""

    def __init__(
        self, context: Context, functions: Sequence[Function], chosen: Chosen, parent: QWidget
    ) -> None:
        self._chosen = chosen
        figure, own = Cell("00", role="strong", diamond="danger"), _("{count} rated in total")
        assessed = Cell(_("{part} of {whole}").format(part=71, whole=71), own.format(count=71))
        mean = [Cell("0,0", "0,0–0,0", role="strong"), Cell("", _("precision unknown"))]
        behind = len(functions) + 1
        place, shares = self._place_aloud, partial(_share_column, behind)
        columns: tuple[Column[Row], ...] = (
            Column("place", _("Rank"), _place, widest=62, paint=self._paint_place, aloud=place),
            Column("name", _("Candidate"), _name, widest=None, least=190, aloud=_at_length),
            Column("gates", pgettext("column", "Mandatory"), _open(_gates), widest=86, paint=_paint_gates),
            Column("stops", _("Below minimum"), _open(_stops), widest=figure, figures=True),
            Column("attainment", _("Attainment"), _open(_attainment), widest=170, paint=_paint_attainment),
            Column("mean", _("Mean level"), _open(_mean), widest=mean, spare=behind + 1),
            Column("assessed", _("Assessed"), _open(_assessed), widest=assessed, spare=behind),
            *(shares(number, one) for number, one in enumerate(functions)),
        )
        title = _("Candidates by rank")
        super().__init__(context, "compare", title, columns, _key, parent, row=42, fixed=True)
        self.setSelectionMode(ColumnTable.SelectionMode.SingleSelection)

    @property
    def whole_height(self) -> int:
        """The height that shows all rows, px."""
        return self.verticalHeader().length() + self.horizontalHeader().height() + 1

    @override
    def _on_reset(self) -> None:
        super()._on_reset()
        name = self.number("name")
        for row in range(self.list_model.rowCount()):
            if isinstance(self.list_model.line(row), Hidden):  # nothing else may be shown
                self.setSpan(row, name, 1, len(self.list_model.titles) - name)

    @override
    def copy(self) -> None:
        """Copy all candidates to the clipboard as tab-separated text."""
        self.copy_all()

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.whole_height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.horizontalHeader().height() + 2 * self.verticalHeader().defaultSectionSize())

    def _place_aloud(self, line: Row) -> str:
        if isinstance(line, Hidden):
            return _place(line)
        place = _("unranked") if line.rank is None else _("rank {n}").format(n=line.rank)
        slot = self._chosen.slot_of(line.case_id)
        shown = "" if slot is None else _("on the chart as number {n}").format(n=slot + 1)
        return ", ".join(part for part in (place, shown) if part)

    def _paint_place(
        self, on: LineDelegate, painter: QPainter, rect: QRect, line: Row, _index: Index
    ) -> None:
        if isinstance(line, Hidden):
            top = rect.top() + (rect.height() - ICON) // 2
            on.theme.icon("eye-off", "muted").paint(painter, rect.left() + 20, top, ICON, ICON)
            return
        slot = self._chosen.slot_of(line.case_id)
        if slot is not None:
            middle = QPointF(rect.left() + 6, rect.top() + rect.height() / 2)
            paint_point(painter, middle, on.theme, slot)
        role, token = ("section", "text") if line.rank is not None else ("body", "muted")
        on.write(painter, rect.adjusted(20, 0, 0, 0), place_words(line), role, token)


def _share_column(behind: int, number: int, function: Function) -> Column[Row]:
    """Return the column of a function; the last one is hidden first."""
    short = current().text(function.short)
    return Column(
        f"function{number}",
        function.code,
        _open(partial(_share, function.code)),
        widest="≈\u00a0000\u00a0%",
        figures=True,
        spare=behind - 1 - number,
        aloud=partial(_share_aloud, function.code, short),
        name=f"{function.code} {short}",
    )


def _open(cell: Callable[[Contender], Cell | str]) -> Callable[[Row], Cell | str]:
    """Return a cell getter that leaves hidden candidates empty."""

    def shown(line: Row) -> Cell | str:
        return "" if isinstance(line, Hidden) else cell(line)

    return shown


def _key(line: Row) -> object:
    return line.case_id


def _place(line: Row) -> str:
    return "–" if isinstance(line, Hidden) else place_words(line)


def _name(line: Row) -> Cell:
    if isinstance(line, Hidden):
        words = f"{line.name}, {line.code} ({line.waiting})"
        return Cell(line.name, f"{line.code} · {line.waiting}", words=words)
    person = line.person
    why = "" if line.status is Status.FINAL else why_no_place(line)  # the heading above says it
    outcome = _outcome(line)
    rest = "; ".join(part for part in (why, outcome) if part)
    return Cell(
        person.full_name,
        " · ".join(part for part in (person.code, outcome, why) if part),
        role="strong",
        below_ink="warn" if why else "muted",
        words=f"{person.full_name}, {person.code}" + (f" ({rest})" if rest else ""),
    )


def _gates(line: Contender) -> str:
    return gates_words(line.gates)


def _stops(line: Contender) -> Cell:
    if not line.stops:
        return Cell("0", ink="muted")
    return Cell(str(line.stops), role="strong", ink="danger", diamond="danger")


def _attainment(line: Contender) -> str:
    words, totals = current(), line.common
    return f"{phrases.attainment(totals, words)} ({words.range_percent(totals.lower, totals.upper)})"


def _mean(line: Contender) -> Cell:
    words, totals = current(), line.common
    level = words.number(totals.mean if phrases.has_number(totals) else None)
    span = phrases_hiring.span(totals, words)
    role = "strong" if phrases.is_final(totals) else "body"
    return Cell(level, span, role=role, words=f"{level} ({span})" if span else level)


def _assessed(line: Contender) -> Cell:
    part = _("{part} of {whole}").format(part=line.common.known, whole=line.common.applicable)
    return Cell(part, _("{count} rated in total").format(count=line.assessed))


def _share(code: str, line: Contender) -> str:
    totals = line.functions.get(code)
    if totals is None or not phrases.has_number(totals):
        return "–"
    return phrases.attainment(totals, current())


def _share_aloud(code: str, short: str, line: Row) -> str:
    return "" if isinstance(line, Hidden) else f"{short}: {_share(code, line)}"


def _paint_gates(on: LineDelegate, painter: QPainter, rect: QRect, line: Row, _index: Index) -> None:
    assert isinstance(line, Contender)
    top = rect.top() + (rect.height() - ICON) // 2
    for number, gate in enumerate(line.gates):
        icon = on.theme.icon(*ICONS[gate.verdict])
        icon.paint(painter, rect.left() + number * (ICON + GAP), top, ICON, ICON)


def _paint_attainment(on: LineDelegate, painter: QPainter, rect: QRect, line: Row, _index: Index) -> None:
    assert isinstance(line, Contender)
    words, totals, theme = current(), line.common, on.theme
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
    on.write_two(painter, rect.adjusted(BAR + 10, 0, 0, 0), above, (span, "small", "muted"))


def _at_length(one: Row) -> str:
    """Return the name, why there is no rank, with the codes, and what was concluded when."""
    if isinstance(one, Hidden):
        return str(_name(one))
    told = (why_at_length(one), phrases_hiring.concluded(one, current()))
    return sentences(f"{one.person.full_name}, {one.person.code}", *(part for part in told if part))


def _outcome(one: Contender) -> str:
    """Return the outcome, empty before a conclusion; tooltip and papers have the date too."""
    return "" if one.concluded is None else name_of(one.concluded.outcome, current())
