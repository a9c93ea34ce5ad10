"""The current sheet beside the table: about whom it is, the next step, and other acts."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.team.staff_cycles import CyclePage
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import set_kind
from desktop.kit.flow import flow
from desktop.shared.cycle_words import short
from desktop.shared.seat_card import SeatCard
from desktop.shared.seats import closed_now, form_label, may_have_form, seat_words, seats
from desktop.shared.sent import Sent, closed_words, open_answers, ready, ready_words
from desktop.team.cycle.rows import SheetRow, Step, next_step, paper_row
from desktop.team.cycle.words import gone_words, nobody_assigned, nobody_words, role_words, source_words
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetState
from domain.mark import SHY_ROLES
from resources.i18n import _, sentences

PAPER, ASSESSORS, RESULT, PERSON, SHEET = "from_paper", "edit", "result", "to_person", "view_sheet"
PACKETS, FORM = "invite_by_packets", "answer_form"
WAYS = (PACKETS, FORM)  # in which the sheets of others come; offered at the assessors
ICONS = {
    PAPER: "keyboard",
    ASSESSORS: "users",
    PACKETS: "share",
    FORM: "file-spreadsheet",
    RESULT: "target",
    PERSON: "user-round",
    SHEET: "file-text",
}


class SheetCard(SeatCard):
    """Shows one sheet; with ``own_only`` nothing is done about those of others."""

    own_only = False

    def show_row(
        self,
        row: SheetRow,
        page: CyclePage,
        viewer_id: int,
        sent: Sent,
        *,
        read_only: bool,
        packets: bool,
        carded: bool = True,
    ) -> None:
        """Show this sheet, with what was sent to whom; a read-only file offers nothing to change.

        *packets*: assessors may be invited by them, as from a file. *carded*: the person has a card here.
        """
        own_only = self.own_only
        rated, step = row.rated, next_step(row, viewer_id, own_only=own_only)
        self.say(
            rated.case.person_name,
            " · ".join(part for part in (rated.code, rated.post, rated.unit) if part),
            _why(row, step, viewer_id, sent),
            gone_words(rated, page.cycle),
        )
        looking = step in (Step.RESULT, Step.LOOK)
        self.step_button.setText(step_words(step))
        able = ready(sent.packets) if step is Step.OPEN else step is not Step.NONE
        self.step_button.setVisible(able and (looking or not read_only))
        set_kind(self.step_button, "secondary" if step is Step.PAPER else "primary")
        body, column = self.new_body()
        _add_seats(column, body, row, page, sent, begins=not own_only)
        words = act_words()
        if not (is_own(row, viewer_id) and rated.case.state is CaseState.OPEN) or read_only:
            words[SHEET] = _("View sheet")
        acts = offered_acts(row, viewer_id, read_only=read_only, own_only=own_only)
        offered = [
            (name, words[name], ICONS[name])
            for name in acts
            if (packets or name != PACKETS) and (carded or name != PERSON)
        ]
        self.put_first(column, [one for one in offered if one[0] in WAYS])
        self.offer(column, [one for one in offered if one[0] not in WAYS])
        self.put(body)


def _add_seats(
    column: QVBoxLayout, body: QWidget, row: SheetRow, page: CyclePage, sent: Sent, *, begins: bool
) -> None:
    column.addWidget(labels.plain(_("Assessors"), body, "strong"))
    found = seats(row.rated.case)
    if not found and not row.rated.case.gone:
        told = nobody_words(row.rated.case.state) if page.source is None else source_words(page.source)
        if not begins and row.out:
            told = f"{nobody_assigned(running=True)}."
        column.addWidget(labels.paragraph(told, body, "small", "muted"))
    for seat in found:
        here = row.seat is not None and seat.assessor_id == row.seat.assessor_id
        whole = layout.column(labels.paragraph(seat.name, body, "strong" if here else "body"))
        role = labels.plain(role_words(seat.role, page.policy), body, "small", "muted")
        role.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        whole.addLayout(flow(role, chips.tag(seat_words(seat), body, seat.tone), gap=8))
        for label in form_label(sent.forms, seat, body):
            whole.addWidget(label)
        column.addLayout(whole)
    if closed := closed_words(sent.packets):
        column.addWidget(labels.paragraph(closed, body, "small"))
    for one in row.rated.case.gone:
        told = _("{name}: the sheet is no longer expected, {whose} has left")
        whose = row.rated.case.person_name if row.rated.gone else one.assessor_name
        said = told.format(name=one.assessor_name, whose=short(whose))
        column.addWidget(labels.paragraph(said, body, "small", "muted"))


def offered_acts(
    row: SheetRow, viewer_id: int, *, read_only: bool, own_only: bool = False
) -> tuple[str, ...]:
    """Return the keys of the acts besides the next step, in display order."""
    step = next_step(row, viewer_id, own_only=own_only)
    running = row.rated.case.state is CaseState.OPEN
    offered: list[str] = []
    if running and not read_only and not own_only:
        if paper_row(row) is not None and step is not Step.PAPER:
            offered.append(PAPER)
        offered.append(ASSESSORS)
        if row.rated.case.assigned:
            offered.append(PACKETS)
        if may_have_form(row.rated.case):
            offered.append(FORM)
    if row.rated.case.open_to(viewer_id) and step is not Step.RESULT:
        offered.append(RESULT)
    if handed_in_sheet(row, viewer_id) and step is not Step.LOOK:
        offered.append(SHEET)
    return (*offered, PERSON)


def is_own(row: SheetRow, viewer_id: int) -> bool:
    """Whether the sheet is the viewer's own: only its author can correct it."""
    return row.seat is not None and row.seat.assessor_id == viewer_id


def handed_in_sheet(row: SheetRow, viewer_id: int) -> int:
    """Return the id of the sheet handed in, if the viewer may read it; 0 if there is none."""
    seat = row.seat
    if seat is None or seat.sheet is None or not seat.handed_in:
        return 0
    own = is_own(row, viewer_id)
    seen = row.rated.case.open_to(viewer_id) and seat.sheet.role not in SHY_ROLES  # law 15
    return seat.sheet.sheet_id if own or (seen and seat.sheet.state is SheetState.SUBMITTED) else 0


def act_words() -> dict[str, str]:
    """Return the labels of the acts."""
    return {
        PAPER: _("Enter from paper…"),
        ASSESSORS: _("Assessors…"),
        PACKETS: _("Invite by packets…"),
        FORM: _("Assessor's form…"),
        RESULT: _("Result"),
        SHEET: _("View or correct sheet"),
        PERSON: _("Person card"),
    }


def step_words(step: Step) -> str:
    """Return the label of the button for the step."""
    return {
        Step.BEGIN: _("Start sheet"),
        Step.RESUME: _("Continue sheet"),
        Step.PAPER: _("Enter from paper…"),
        Step.OPEN: _("Open sheets"),
        Step.RESULT: _("Result"),
        Step.LOOK: _("View sheet"),
        Step.NONE: "",
    }[step]


def _why(row: SheetRow, step: Step, viewer_id: int, sent: Sent) -> str:
    case = row.rated.case
    # Whoever fills in own sheets alone has no step with those of others, and is told what is awaited.
    if row.seat is not None and (step is Step.PAPER or (step is Step.NONE and row.out)):
        return _("Waiting for the sheet of: {name}").format(name=row.seat.name)
    if step is Step.OPEN:
        return ready_words() if ready(sent.packets) else closed_now()
    if row.seat is not None and row.seat.is_sealed:
        return _("All sheets open together with the last one; until then nobody can read them.")
    handed_in = any(one.handed_in for one in case.sheets)
    if handed_in and not case.open_to(viewer_id):
        hidden = _("Marks are hidden until all sheets are submitted.")
        return sentences(*filter(None, (hidden, open_answers(sent, viewer_id))))
    if row.imported:
        return _("The levels come from a file.")
    if step is Step.NONE and not row.out:
        return _("No sheet was submitted before the cycle ended.")
    return ""
