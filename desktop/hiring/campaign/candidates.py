"""The candidates of a campaign as a table: gates, progress of each assessor, state and next step."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.context import Context
from desktop.hiring.campaign.step import TO_DO, next_step
from desktop.hiring.campaign.words import gates_summary, gates_words, state_words, step_words
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index
from desktop.kit.table.list_table import PADDING, LineDelegate
from desktop.shared.cycle_words import with_sealed
from desktop.shared.gate_list import ICONS
from desktop.shared.seat_chips import CHIP, CHIP_GAP, paint_chips
from desktop.shared.seats import seat_line, seats
from domain.text import fold
from resources.i18n import _, ngettext, pgettext

ICON, GAP = 16, 8
SEATED = 148  # px that one chip and the number of others need
STATES = tuple(CandidateState)


class CandidatesTable(ColumnTable[CandidateLine]):
    """Candidates by name, two lines a row; searched by words, with a chip for each assessor's progress."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.viewer_id = context.me.id  # whose next step is shown
        self._all: tuple[CandidateLine, ...] = ()
        self._words: list[str] = []
        sheets = with_sealed(_("{done} of {total} sheets submitted").format(done=2, total=3), 1)
        steps = (
            _("Continue the interview"),
            _("Assign an assessor…"),
            ngettext("Waiting for {n} sheet", "Waiting for {n} sheets", 3).format(n=3),
        )
        seats_wide = 3 * (CHIP + CHIP_GAP) + PADDING
        mandatory = pgettext("column", "Mandatory")
        gates = Cell(ngettext("{n} to confirm", "{n} to confirm", 3).format(n=3), role="caption")
        columns: tuple[Column[CandidateLine], ...] = (
            Column("name", _("Candidate"), _name, _by_name, None, least=190),
            Column("gates", mandatory, _gates, _by_gates, gates, spare=1, paint=_paint_gates),
            Column("seats", _("Assessors"), _seats, _by_seats, seats_wide, least=SEATED, paint=_paint_seats),
            Column("state", _("State"), self._state, _by_state, [Cell(sheets, one) for one in steps]),
        )
        super().__init__(context, "candidates", _("Candidates"), columns, _key, parent, row=50)
        self.list_model.order(*self.columns.order)  # by name until another column is chosen

    @property
    def count(self) -> int:
        """The number of candidates, regardless of the filter."""
        return len(self._all)

    @property
    def people(self) -> frozenset[int]:
        """The person ids of all candidates, regardless of the filter."""
        return frozenset(one.case.person_id for one in self._all)

    def take(self, lines: tuple[CandidateLine, ...]) -> None:
        """Show these candidates; the filter stays."""
        self._all = lines
        self.list_model.show(lines)

    def narrow(self, text: str) -> None:
        """Show only candidates whose name or code contains every word."""
        self._words = fold(text).split()
        self.list_model.narrow(self._has_words)

    def _has_words(self, line: CandidateLine) -> bool:
        folded = fold(f"{line.case.person_name} {line.code}")
        return all(word in folded for word in self._words)

    def _state(self, line: CandidateLine) -> Cell:
        loud = next_step(line, self.viewer_id) in TO_DO
        return Cell(
            state_words(line),
            step_words(line, self.viewer_id),
            ink=_ink(line),
            below_ink="accent" if loud else "muted",
        )


def _paint_gates(
    on: LineDelegate, painter: QPainter, rect: QRect, line: CandidateLine, _index: Index
) -> None:
    """Paint a sign for each gate, and their summary below."""
    theme = on.theme
    top = rect.top() + (rect.height() - ICON - theme.line_height("caption")) // 2
    for number, gate in enumerate(line.gates):
        place = QRect(rect.left() + number * (ICON + GAP), top, ICON, ICON)
        theme.icon(*ICONS[gate.verdict]).paint(painter, place)
    below = QRect(rect.left(), top + ICON + 1, rect.width(), theme.line_height("caption"))
    on.write(painter, below, gates_summary(line.gates, erased=line.erased), "caption", "muted")


def _paint_seats(on: LineDelegate, painter: QPainter, rect: QRect, line: CandidateLine, index: Index) -> None:
    """Paint a chip for each assessor, as many as fit."""
    found = seats(line.case)
    if not found:
        on.write(painter, rect, _("no assessors assigned"), "body", "muted")
        return
    gone = line.state is CandidateState.WITHDRAWN
    paint_chips(on, painter, rect, found, gone=gone, here=on.is_current(index))


def _key(line: CandidateLine) -> object:
    return line.case.case_id


def _ink(line: CandidateLine) -> str:
    return "muted" if line.state is CandidateState.WITHDRAWN else "text"


def _name(line: CandidateLine) -> Cell:
    return Cell(line.case.person_name, line.code, role="strong", ink=_ink(line))


def _by_name(line: CandidateLine) -> object:
    return fold(line.case.person_name), line.code


def _gates(line: CandidateLine) -> str:
    return gates_words(line.gates, erased=line.erased)


def _by_gates(line: CandidateLine) -> object:
    order = {"not_met": 0, "to_confirm": 1, "met": 2}
    return sorted(order[one.verdict.value] for one in line.gates), line.case.person_name


def _seats(line: CandidateLine) -> str:
    return "; ".join(seat_line(one) for one in seats(line.case)) or _("no assessors assigned")


def _by_seats(line: CandidateLine) -> object:
    return line.case.total - line.case.submitted, line.case.person_name


def _by_state(line: CandidateLine) -> object:
    missing = line.case.total - line.case.submitted  # the fewer, the nearer to a result
    return STATES.index(line.state), -missing, line.case.person_name
