"""The candidate beside the table: one next step, how far each assessor is, gates, what else can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.hiring.campaign.step import Step, next_step
from desktop.hiring.campaign.words import state_words, step_words
from desktop.kit import chips, labels
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.shared.gate_list import GateList
from desktop.shared.seats import Seat, out, out_words, seat_words, seats
from desktop.theme import Theme
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetState
from domain.hiring.decision import Outcome
from domain.people.gates import Requirements
from reports.words import phrases
from resources.i18n import _, current

WIDTH, LEAST = 328, 300
SHARE = 0.4  # of a narrow screen that the card may have


class CandidateCard(QFrame):
    """Shows one candidate; what it offers it only asks for.

    Signals:
        stepped: the button of the next step was pressed.
        acted: name of another act.
    """

    stepped = Signal()
    acted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self._full = WIDTH + 24 * theme.font_step
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        column.addWidget(scroll)
        self._whole = QWidget(scroll)
        self._column = QVBoxLayout(self._whole)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(10)
        self._name = labels.paragraph("", self._whole, "section")
        self._facts = labels.paragraph("", self._whole, "small", "muted")
        self.step_button = button("", self._whole, "primary")
        set_tip(self.step_button, "Enter")
        self._why = labels.paragraph("", self._whole, "small", "muted")
        self._body = QWidget(self._whole)
        self.acts: dict[str, QPushButton] = {}
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        self._column.addLayout(words)
        for widget in (self.step_button, self._why, self._body):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        scroll.setWidget(self._whole)
        self.step_button.clicked.connect(self.stepped)

    def wide(self, screen: int) -> int:
        """Return the px it has beside the table; *screen* is what both have."""
        least = LEAST + 20 * self._theme.font_step
        return min(self._full, max(least, round(screen * SHARE)))

    def show_candidate(
        self, line: CandidateLine, requirements: Requirements, viewer_id: int, *, read_only: bool
    ) -> None:
        """Show this candidate; in a file that can only be read nothing is offered but to look."""
        step = next_step(line, viewer_id)
        self._name.setText(line.case.person_name)
        self._facts.setText(f"{line.code} · {state_words(line)}")
        self.step_button.setText(step_words(line, viewer_id))
        looking = step in (Step.DISCUSS, Step.DECIDED)
        # What others have to do is told in words: a button would promise that one can do it oneself.
        mine = step not in (Step.NONE, Step.WAIT)
        self.step_button.setVisible(mine and (looking or not read_only))
        why = _why(line, step)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        body = QWidget(self._whole)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(labels.rule(body))
        self._add_seats(column, body, line)
        self._add_acts(column, body, line, read_only=read_only)
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Mandatory requirements"), body, "strong"))
        gates = GateList(self._theme, body)
        gates.show_gates(line.gates, requirements, hiring=True)
        column.addWidget(gates)
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        body.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _add_seats(self, column: QVBoxLayout, body: QWidget, line: CandidateLine) -> None:
        column.addWidget(labels.plain(_("Assessors"), body, "strong"))
        found = seats(line.case)
        if not found:
            column.addWidget(labels.paragraph(_("Nobody is assigned yet"), body, "small", "muted"))
        for seat in found:
            row = QHBoxLayout()
            row.setSpacing(8)
            name = QVBoxLayout()
            name.setSpacing(0)
            name.addWidget(labels.paragraph(seat.name, body))
            name.addWidget(labels.plain(_role(seat), body, "small", "muted"))
            row.addLayout(name, 1)
            row.addWidget(chips.tag(seat_words(seat), body, _tag(seat)), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        if line.case.opened_early and line.case.waiting:
            column.addWidget(
                labels.paragraph(_("Opened before all sheets were submitted"), body, "small", "warn")
            )
        elif line.case.waiting and any(one.handed_in for one in found):
            told = _("Marks are hidden until all sheets are submitted.")
            column.addWidget(labels.paragraph(told, body, "small", "muted"))

    def _add_acts(self, column: QVBoxLayout, body: QWidget, line: CandidateLine, *, read_only: bool) -> None:
        self.acts = {}
        offered = offered_acts(line, read_only=read_only)
        if not offered:
            return
        column.addWidget(labels.rule(body))
        words, icons = act_words(), ICONS
        grid = QVBoxLayout()
        grid.setSpacing(0)
        column.addLayout(grid)
        for name in offered:
            made = button(
                words[name],
                body,
                "quiet",
                self._theme.icon(icons[name], "danger" if name == WITHDRAW else "accent"),
                small=True,
            )
            made.clicked.connect(self._telling(name))
            self.acts[name] = made
            grid.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _telling(self, name: str) -> Callable[[], None]:
        def tell() -> None:
            self.acted.emit(name)

        return tell


PAPER, PRINT, ASSESSORS, EARLY, ANOTHER, WITHDRAW, PERSON = (
    "from_paper",
    "print",
    "assessors",
    "open_early",
    "another",
    "withdraw",
    "person",
)
ICONS = {
    PAPER: "keyboard",
    PRINT: "printer",
    ASSESSORS: "users-round",
    EARLY: "lock-open",
    ANOTHER: "user-round-check",
    WITHDRAW: "user-round-x",
    PERSON: "user-round",
}


def act_words() -> dict[str, str]:
    """Return what the acts are called."""
    return {
        PAPER: _("Enter from paper…"),
        PRINT: _("Documents…"),
        ASSESSORS: _("Assessors…"),
        EARLY: _("Open early…"),
        ANOTHER: _("Another was chosen…"),
        WITHDRAW: _("Withdraw the candidate…"),
        PERSON: _("Candidate card"),
    }


_CAN_BE_PASSED_OVER = frozenset(CandidateState) - {
    CandidateState.HIRED,
    CandidateState.NOT_CHOSEN,
    CandidateState.WITHDRAWN,
}


def offered_acts(line: CandidateLine, *, read_only: bool) -> tuple[str, ...]:
    """Return what can be done with a candidate besides the next step, in the order it is offered."""
    case = line.case
    running = case.state is CaseState.OPEN and line.state is not CandidateState.WITHDRAWN
    writable = running and not read_only
    refused = line.concluded is Outcome.NOT_RECOMMEND
    early = writable and case.waiting and any(one.handed_in for one in case.sheets) and not case.opened_early
    every = (
        (PAPER, writable and bool(out(case))),
        (PRINT, True),
        (ASSESSORS, writable),
        (EARLY, bool(early)),
        (PERSON, True),
        (ANOTHER, line.state in _CAN_BE_PASSED_OVER and not refused and not read_only),
        (WITHDRAW, writable),
    )
    return tuple(name for name, can in every if can)


def _why(line: CandidateLine, step: Step) -> str:
    """Return what is to be said below the button."""
    match step:
        case Step.WAIT:
            return f"{out_words(line.case)}\n{_('A sheet filled in by hand can be entered from paper.')}"
        case Step.NONE if line.state is CandidateState.NOT_CHOSEN:
            return _("Another candidate was chosen.")
        case Step.NONE:
            return _("The candidate has been withdrawn; the assessment does not count.")
        case Step.ASSIGN:
            return _("Nobody assesses this candidate yet.")
        case Step.BEGIN if line.case.sheets:
            return _("The others' marks stay hidden until you submit your sheet.")
        case _:
            return ""


def _role(seat: Seat) -> str:
    known = seat.sheet or seat.awaited
    return phrases.role(known.role, current()) if known is not None else ""


def _tag(seat: Seat) -> str:
    if seat.sheet is None:
        return "quiet"
    return "ok" if seat.sheet.state is SheetState.SUBMITTED else "info"
