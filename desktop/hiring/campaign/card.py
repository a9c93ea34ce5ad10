"""The candidate beside the table: the next step, progress of each assessor, gates, other acts."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.hiring.campaign.step import Step, next_step
from desktop.hiring.campaign.words import state_words, step_words
from desktop.kit import chips, labels, layout
from desktop.shared.gate_list import GateList
from desktop.shared.seat_card import SeatCard
from desktop.shared.seats import form_label, may_have_form, out, out_words, seat_words, seats, waits_closed
from desktop.shared.sent import Sent, closed_words, open_answers, ready, ready_words
from domain.assessing.case import CaseState
from domain.hiring.decision import Outcome
from domain.people.gates import Requirements
from reports.words.names import name_of
from resources.i18n import _, current, sentences


class CandidateCard(SeatCard):
    """Shows one candidate."""

    def show_candidate(
        self,
        line: CandidateLine,
        requirements: Requirements,
        viewer_id: int,
        sent: Sent,
        *,
        read_only: bool,
        packets: bool,
    ) -> None:
        """Show this candidate, with what was sent to whom; a read-only file offers nothing to change.

        *packets*: assessors may be invited by them, as from a file.
        """
        step = next_step(line, viewer_id)
        waits = step is Step.WAIT and not read_only
        told = step_words(line, viewer_id)
        some = bool(out(line.case))  # else only sealed sheets are closed, and nobody is awaited
        lead = told if step is Step.WAIT and some else ""
        why = _why(line, step, viewer_id, sent)
        self.say(line.case.person_name, f"{line.code} · {state_words(line)}", why, lead=lead)
        self.step_button.setText(_("Remind…") if waits and some else told)
        looking = step in (Step.DISCUSS, Step.DECIDED)
        can = some or step is not Step.WAIT or ready(sent.packets)
        self.step_button.setVisible(can and step is not Step.NONE and (looking or not read_only))
        body, column = self.new_body(ruled=not waits)
        words = act_words()
        offered = offered_acts(line, viewer_id, read_only=read_only)
        acts = [(name, words[name], ICONS[name]) for name in offered if packets or name != PACKETS]
        first = (PAPER, PACKETS, FORM) if waits else (PACKETS, FORM)
        ways = [one for one in acts if one[0] in first]
        if waits:  # what others still owe can also come in on paper, in a packet or in a form
            self.put_first(column, ways)
            column.addWidget(labels.rule(body))
        _add_seats(column, body, line, sent, viewer_id, begins=step is Step.BEGIN)
        if not waits:
            self.put_first(column, ways)
        self.offer(column, [one for one in acts if one[0] not in first], danger=WITHDRAW, most=LINES)
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Mandatory requirements"), body, "strong"))
        gates = GateList(self._theme, body)
        gates.show_gates(line.gates, requirements, hiring=True, erased=line.erased)
        column.addWidget(gates)
        self.put(body)


def _add_seats(
    column: QVBoxLayout, body: QWidget, line: CandidateLine, sent: Sent, viewer_id: int, *, begins: bool
) -> None:
    column.addWidget(labels.plain(_("Assessors"), body, "strong"))
    found = seats(line.case)
    if not found:
        column.addWidget(labels.paragraph(_("Nobody is assigned yet"), body, "small", "muted"))
    for seat in found:
        name = layout.column()
        name.addWidget(labels.paragraph(seat.name, body))
        name.addWidget(labels.plain(name_of(seat.role, current()), body, "small", "muted"))
        for label in form_label(sent.forms, seat, body):
            name.addWidget(label)
        row = layout.row(layout.grow(name), layout.top(chips.tag(seat_words(seat), body, seat.tone)), gap="s")
        column.addLayout(row)
    if closed := closed_words(sent.packets):
        column.addWidget(labels.paragraph(closed, body, "small"))
    if line.case.opened_early and line.case.waiting:
        column.addWidget(
            labels.paragraph(_("Opened before all sheets were submitted"), body, "small", "warn")
        )
    elif line.case.pending and any(one.handed_in for one in found) and not begins:  # else it is told above
        column.addWidget(labels.paragraph(_hidden(sent, viewer_id), body, "small", "muted"))


def _hidden(sent: Sent, viewer_id: int) -> str:
    """Return that marks are hidden until all sheets are in, and whose answers are open all the same."""
    hidden = _("Marks are hidden until all sheets are submitted.")
    return sentences(*filter(None, (hidden, open_answers(sent, viewer_id))))


LINES = 3  # acts below the assessors; the others are in a menu
PAPER, FORM, PACKETS, PRINT, RESULT, ASSESSORS, EARLY, ANOTHER, WITHDRAW, PERSON = (
    "from_paper",
    "form",
    "invite_by_packets",
    "print",
    "result",
    "assessors",
    "open_early",
    "another",
    "withdraw",
    "person",
)
ICONS = {
    PAPER: "keyboard",
    FORM: "file-spreadsheet",
    PACKETS: "share",
    PRINT: "printer",
    RESULT: "target",
    ASSESSORS: "users-round",
    EARLY: "lock-open",
    ANOTHER: "user-round-check",
    WITHDRAW: "user-round-x",
    PERSON: "user-round",
}


def act_words() -> dict[str, str]:
    """Return the labels of the acts."""
    return {
        PAPER: _("Enter from paper…"),
        PACKETS: _("Invite by packets…"),
        FORM: _("Assessor's form…"),
        PRINT: _("Documents…"),
        RESULT: _("Result"),
        ASSESSORS: _("Assessors…"),
        EARLY: _("Open early…"),
        ANOTHER: _("Another candidate was chosen…"),
        WITHDRAW: _("Withdraw the candidate…"),
        PERSON: _("Candidate card"),
    }


_CAN_BE_PASSED_OVER = frozenset(CandidateState) - {
    CandidateState.HIRED,
    CandidateState.NOT_CHOSEN,
    CandidateState.WITHDRAWN,
}


def offered_acts(line: CandidateLine, viewer_id: int, *, read_only: bool) -> tuple[str, ...]:
    """Return the keys of the acts possible besides the next step, in display order."""
    case = line.case
    running = case.state is CaseState.OPEN and line.state is not CandidateState.WITHDRAWN
    writable = running and not read_only
    refused = line.concluded is Outcome.NOT_RECOMMEND
    closed = waits_closed(case)
    some = closed or any(one.handed_in for one in case.sheets)
    owes = closed and any(one.assessor_id == viewer_id for one in case.waiting)  # and may open none of them
    early = writable and case.waiting and some and not owes and not case.opened_early
    every = (
        (PAPER, writable and bool(out(case))),
        (PRINT, True),
        (RESULT, line.counts_for(viewer_id)),
        (ASSESSORS, writable),
        (PACKETS, writable and bool(case.assigned)),
        (FORM, writable and may_have_form(case)),
        (EARLY, bool(early)),
        (PERSON, True),
        (ANOTHER, line.state in _CAN_BE_PASSED_OVER and not refused and not read_only),
        (WITHDRAW, writable),
    )
    return tuple(name for name, can in every if can)


def _why(line: CandidateLine, step: Step, viewer_id: int, sent: Sent) -> str:
    """Return the explanation below the button."""
    match step:
        case Step.WAIT if ready(sent.packets):
            return ready_words()
        case Step.WAIT:
            return out_words(line.case) if len(out(line.case)) != 1 else ""
        case Step.NONE if line.state is CandidateState.NOT_CHOSEN:
            return _("Another candidate was chosen.")
        case Step.NONE:
            return _("The candidate has been withdrawn; the assessment does not count.")
        case Step.ASSIGN:
            return _("Nobody assesses this candidate yet.")
        case Step.BEGIN if line.case.sheets and not line.case.opened_early:
            return _hidden(sent, viewer_id)
        case Step.BEGIN if line.case.sheets:
            if opened := open_answers(sent, viewer_id):
                return sentences(
                    _("The others' marks stay hidden until you submit your sheet, except in forms"), opened
                )
            return _("The others' marks stay hidden until you submit your sheet.")
        case _:
            return ""
