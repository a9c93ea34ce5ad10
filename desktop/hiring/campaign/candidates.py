"""The candidates of a campaign as a table: gates, how far each assessor is, state and next step."""

from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.context import Context
from desktop.hiring.campaign.step import TO_DO, next_step
from desktop.hiring.campaign.words import gates_summary, gates_words, seat_line, state_words, step_words
from desktop.kit.table import columns
from desktop.kit.table.list_table import PADDING, Index, LineDelegate, ListModel, ListTable
from desktop.shared.gate_list import ICONS
from desktop.shared.seats import Seat, seat_words, seats
from desktop.theme import Theme
from domain.assessing.sheet import SheetState
from domain.text import fold
from resources.i18n import _, ngettext, pgettext

NAME_LEAST = 190
ICON, GAP = 16, 8
CHIP, CHIP_GAP = 92, 6
ARROW = 16  # px of a title for the mark of the order
STATES = tuple(CandidateState)


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    GATES = 1
    SEATS = 2
    STATE = 3


class CandidatesModel(ListModel[CandidateLine]):
    """Candidates by name; words narrow them."""

    def __init__(self, viewer_id: int, parent: QObject) -> None:
        self._viewer_id = viewer_id
        titles = (_("Candidate"), pgettext("column", "Mandatory"), _("Assessors"), _("State"))
        super().__init__(titles, self._line_texts, lambda line: line.case.case_id, parent, value=_value)
        self._all: tuple[CandidateLine, ...] = ()
        self._needle = ""

    @property
    def viewer_id(self) -> int:
        """Whose next step is shown."""
        return self._viewer_id

    @property
    def count(self) -> int:
        """How many there are, whatever the filter."""
        return len(self._all)

    def take(self, lines: tuple[CandidateLine, ...]) -> None:
        """Take candidates as they were read; the filter stays."""
        self._all = lines
        self._narrowed()

    def narrow(self, text: str) -> None:
        """Keep those whose name or code holds each word."""
        self._needle = fold(text)
        self._narrowed()

    @property
    def people(self) -> frozenset[int]:
        """The ids of all who are candidates here, whatever the filter."""
        return frozenset(one.case.person_id for one in self._all)

    def _narrowed(self) -> None:
        words = self._needle.split()
        self.show(
            [
                line
                for line in self._all
                if all(word in fold(f"{line.case.person_name} {line.code}") for word in words)
            ]
        )

    def _line_texts(self, line: CandidateLine) -> tuple[str, ...]:
        step = step_words(line, self._viewer_id)
        return (
            f"{line.case.person_name}, {line.code}",
            gates_words(line.gates),
            "; ".join(seat_line(one) for one in seats(line.case)) or _("no assessors assigned"),
            ", ".join(part for part in (state_words(line), step) if part),
        )


class CandidatesTable(ListTable[CandidateLine]):
    """Two lines a row; chips tell how far each assessor is."""

    def __init__(self, model: CandidatesModel, context: Context, parent: QWidget) -> None:
        theme = context.theme
        super().__init__(model, theme, _("Candidates"), parent, row=50 + 3 * theme.font_step)
        self.setItemDelegate(CandidateDelegate(theme, self, model.viewer_id))
        self.columns = columns.Columns(
            self,
            "candidates",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.GATES,),
            least=NAME_LEAST + 12 * theme.font_step,
        )
        model.order(*self.columns.order)
        self.columns.ordered.connect(self._on_ordered)

    def _on_ordered(self, column: int, falling: bool) -> None:
        line = self.current_line
        self.list_model.order(column, falling)
        self.stand_on(line.case.case_id if line is not None else None)


class CandidateDelegate(LineDelegate):
    """Paints gates as marks, assessors as chips, the state over the next step."""

    def __init__(self, theme: Theme, table: CandidatesTable, viewer_id: int) -> None:
        super().__init__(theme, table)
        self._viewer_id = viewer_id

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: CandidateLine, index: Index) -> None:
        gone = line.state is CandidateState.WITHDRAWN
        match index.column():
            case Column.NAME:
                name = (line.case.person_name, "strong", "muted" if gone else "text")
                self.write_two(painter, rect, name, (line.code, "small", "muted"))
            case Column.GATES:
                self._paint_gates(painter, rect, line)
            case Column.SEATS:
                here = index.row() == self._table.currentIndex().row()
                self._paint_seats(painter, rect, seats(line.case), gone=gone, here=here)
            case _:
                step = next_step(line, self._viewer_id)
                loud = "accent" if step in TO_DO else "muted"
                below = (step_words(line, self._viewer_id), "small", loud)
                self.write_two(painter, rect, (state_words(line), "body", "muted" if gone else "text"), below)

    def _paint_gates(self, painter: QPainter, rect: QRect, line: CandidateLine) -> None:
        top = rect.top() + (rect.height() - ICON - self.theme.line_height("caption")) // 2
        for number, gate in enumerate(line.gates):
            name, token = ICONS[gate.verdict]
            place = QRect(rect.left() + number * (ICON + GAP), top, ICON, ICON)
            self.theme.icon(name, token).paint(painter, place)
        below = QRect(rect.left(), top + ICON + 1, rect.width(), self.theme.line_height("caption"))
        self.write(painter, below, gates_summary(line.gates), "caption", "muted")

    def _paint_seats(
        self, painter: QPainter, rect: QRect, found: tuple[Seat, ...], *, gone: bool, here: bool
    ) -> None:
        if not found:
            self.write(painter, rect, _("no assessors assigned"), "body", "muted")
            return
        wide = CHIP + 8 * self.theme.font_step
        room = max(1, (rect.width() + CHIP_GAP) // (wide + CHIP_GAP))
        shown = found if len(found) <= room else found[: max(room - 1, 0)]
        high = self.theme.line_height("small") + self.theme.line_height("caption") + 4
        top = rect.top() + (rect.height() - high) / 2
        for number, seat in enumerate(shown):
            place = QRectF(rect.left() + number * (wide + CHIP_GAP) + 0.5, top + 0.5, wide - 1, high - 1)
            self._paint_chip(painter, place, seat, gone=gone, here=here)
        if len(shown) < len(found):
            left = rect.left() + len(shown) * (wide + CHIP_GAP)
            rest = QRect(left, rect.top(), rect.right() - left, rect.height())
            self.write(painter, rest, f"+{len(found) - len(shown)}", "strong", "muted")

    def _paint_chip(self, painter: QPainter, place: QRectF, seat: Seat, *, gone: bool, here: bool) -> None:
        theme = self.theme
        ground, ink, edge = chip_tokens(seat, here=here)
        pen = QPen(theme.color(edge), 1)
        if seat.sheet is None:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(place, theme.radius("chip"), theme.radius("chip"))
        inner = place.toRect().adjusted(7, 1, -6, -1)
        name = (seat.surname, "small", "muted" if gone else "text")
        self.write_two(painter, inner, name, (seat_words(seat), "caption", "muted" if gone else ink))


def chip_tokens(seat: Seat, *, here: bool) -> tuple[str, str, str]:
    """Return ground, ink and edge: in, at work, or not begun; *here* its ground is that of the chosen row.

    There the soft grounds are too near to the row, so that the edge has the ink.
    """
    if seat.sheet is None:
        return "raised", "muted", "muted" if here else "border_strong"
    if seat.sheet.state is SheetState.SUBMITTED:
        return "ok_soft", "ok", "ok" if here else "ok_soft"
    return "accent_soft", "accent", "accent" if here else "accent_soft"


def _value(line: CandidateLine, column: int) -> Any:
    match column:
        case Column.GATES:
            order = {"not_met": 0, "to_confirm": 1, "met": 2}
            return sorted(order[one.verdict.value] for one in line.gates), line.case.person_name
        case Column.SEATS:
            return sum(not one.handed_in for one in seats(line.case)), line.case.person_name
        case Column.STATE:
            return STATES.index(line.state), line.case.person_name
        case _:
            return fold(line.case.person_name), line.code


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    body, small = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
    caption = QFontMetrics(theme.font("caption"))
    sheets = _("{done} of {total} sheets submitted").format(done=2, total=3)
    steps = (
        _("Continue the interview"),
        _("Assign an assessor…"),
        ngettext("Waiting for {n} sheet", "Waiting for {n} sheets", 3).format(n=3),
    )
    state = max(body.horizontalAdvance(sheets), *(small.horizontalAdvance(one) for one in steps))
    gates = ngettext("{n} to confirm", "{n} to confirm", 3).format(n=3)
    head = small.horizontalAdvance(pgettext("column", "Mandatory")) + ARROW
    wide = CHIP + 8 * theme.font_step + CHIP_GAP
    return (
        columns.Column("name", None),
        columns.Column("gates", max(3 * (ICON + GAP), caption.horizontalAdvance(gates), head) + PADDING + 4),
        columns.Column("seats", 3 * wide + PADDING, least=wide + 2 * PADDING + 8),
        columns.Column("state", state + 8 + PADDING + 8),
    )
