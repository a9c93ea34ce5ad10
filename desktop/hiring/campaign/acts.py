"""The acts on a campaign and its candidates: each asks for what it needs in a dialog, then writes."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.assessing.progress import CaseLine
from db.assessing.sheet import paper_sheets, sheets
from db.hiring import campaigns, refusals
from db.hiring.campaigns import CandidateLine
from desktop.context import Context
from desktop.hiring.campaign.dialogs import ROLES, InviteCandidateDialog
from desktop.hiring.campaign.paper_dialog import PaperDialog
from desktop.hiring.campaign.step import Step, next_step
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.shared import opening
from desktop.shared.another_dialog import AnotherDialog
from desktop.shared.assessors_dialog import AssessorsDialog
from desktop.shared.reminder import ReminderDialog
from desktop.shared.seats import left_out, out
from domain.assessing.sheet import SheetState
from domain.hiring.campaign import Campaign
from domain.mark import Role
from reports.words.names import name_of
from resources.i18n import _, current

if TYPE_CHECKING:
    from desktop.office.exchange.opening import Outcome


class Acts(QObject):
    """The acts of one screen; where they lead is signalled.

    Signals:
        sheet_opened: id of the sheet to fill in or read.
        paper_opened: ids of the sheet to type in from paper and of its assessor.
        decision_wanted: id of the case to decide.
        invited: id of the case of a new candidate.
        told: a message to show once.
    """

    sheet_opened = Signal(int)
    paper_opened = Signal(int, int)
    decision_wanted = Signal(int)
    invited = Signal(int)
    told = Signal(str)

    def __init__(self, context: Context, screen: QWidget) -> None:
        super().__init__(screen)
        self._context = context
        self._screen = screen
        self._opening = opening.SheetsOpening(context, self)
        self._opening.told.connect(self.told)

    def take_step(self, line: CandidateLine) -> None:
        """Take the next step with the candidate; a read-only file only allows looking."""
        data, me = self._context.data, self._context.me.id
        step = next_step(line, me)
        if data.read_only and step not in (Step.DISCUSS, Step.DECIDED):
            return
        match step:
            case Step.BEGIN:
                self.sheet_opened.emit(data.write(sheets.open_sheet, line.case.case_id, me, Role.HR))
            case Step.RESUME:
                draft = line.case.draft_of(me)
                assert draft is not None
                self.sheet_opened.emit(draft.sheet_id)
            case Step.WAIT if out(line.case):
                self.remind(line.case)
            case Step.WAIT:
                self._opening.open(line.case.case_id)
            case Step.DISCUSS | Step.DECIDED:
                self.decision_wanted.emit(line.case.case_id)
            case Step.ASSIGN:
                self.choose_assessors(line)
            case Step.NONE:
                pass

    def invite(self, campaign: Campaign, there: frozenset[int]) -> None:
        """Ask whom to invite; *there* are the ids of those already in the campaign."""
        dialog = InviteCandidateDialog(self._context, campaign, there, self._screen)
        dialog.invited.connect(self.invited)
        dialog.open()

    def remind(self, case: CaseLine) -> None:
        """Show who owes sheets for the vacancy, as a letter to copy; to one alone if one alone is awaited."""
        owed = [one.assessor_id for one in out(case)]
        to = owed[0] if len(owed) == 1 else 0
        dialog = ReminderDialog(self._context, case.cycle_id, self._screen, to)
        dialog.told.connect(self.told)
        dialog.open()

    def enter_from_paper(self, case: CaseLine, assessor_id: int = 0) -> None:
        """Ask whose paper sheet to type in, if there is one."""
        if out(case) and not self._context.data.read_only:
            dialog = PaperDialog(self._context, case, self._screen, assessor_id)
            dialog.chosen.connect(self.paper_opened)
            dialog.open()

    def find_sheet(self, number: str) -> None:
        """Offer to type in the sheet of this number; open it if it is handed in or the file is read-only.

        Raises:
            NotANumber, Unknown: if there is no such sheet.
        """
        found = self._context.data.read(paper_sheets.found, number)
        if found.sheet.state is SheetState.SUBMITTED or self._context.data.read_only:
            self.sheet_opened.emit(found.sheet.sheet_id)
        else:
            self.enter_from_paper(found.case, found.sheet.assessor_id)

    def choose_assessors(self, line: CandidateLine) -> None:
        """Ask who assesses the candidate."""
        if not self._context.data.read_only:
            about = _(
                "From now on the assessment also waits for anyone you add. Whoever has entered anything "
                "stays."
            )
            dialog = AssessorsDialog(
                self._context.theme,
                self._context.data,
                self._context.jobs,
                self._context.names.roll,
                line.case,
                about,
                ROLES,
                _role_words,
                self._screen,
                signs=True,
            )
            dialog.told.connect(self.told)
            dialog.open()

    def open_early(self, line: CandidateLine) -> None:
        """Ask for the reason to show the marks before all sheets are handed in."""
        context, case_id = self._context, line.case.case_id

        def write(reason: str) -> None:
            opening.open_early(context, case_id, reason, self._on_opened)

        about = _(
            "Sheets pending from: {names}. They still cannot see the others' marks and can still "
            "submit. The reason is kept in the journal and printed on documents."
        ).format(names=", ".join(left_out(line.case)))
        title = _("Open before all sheets are submitted?")
        ReasonDialog(
            self._context.theme,
            title,
            about,
            _("Reason"),
            _("Open"),
            write,
            self._screen,
            subject=("open early", case_id),
        ).open()

    def _on_opened(self, outcome: "Outcome") -> None:
        if words := opening.words(outcome, early=True):
            self.told.emit(words)

    def choose_another(self, line: CandidateLine) -> None:
        """Ask when another candidate was chosen and what was decisive."""
        data, today, case_id = self._context.data, self._context.today(), line.case.case_id

        def write(reason: str, on: date) -> None:
            data.write(refusals.choose_another, case_id, reason, on)

        theme, name = self._context.theme, line.case.person_name
        AnotherDialog(theme, name, today, write, self._screen, case_id=case_id).open()

    def withdraw(self, line: CandidateLine) -> None:
        """Ask why the candidate leaves the campaign."""
        data, today, case_id = self._context.data, self._context.today(), line.case.case_id

        def write(reason: str) -> None:
            data.write(campaigns.withdraw, case_id, reason, today)

        about = _(
            "{name}: no new marks can be given and the assessment no longer counts. What is "
            "stored stays. This cannot be undone."
        ).format(name=line.case.person_name)
        title = _("Withdraw the candidate?")
        ReasonDialog(
            self._context.theme,
            title,
            about,
            _("Reason"),
            _("Withdraw"),
            write,
            self._screen,
            subject=("withdraw", case_id),
            danger=True,
        ).open()

    def change_requirements(self, campaign: Campaign) -> None:
        """Ask what the campaign requires differently since it opened."""
        data, cycle_id = self._context.data, campaign.cycle.id

        def write(text: str) -> None:
            data.write(campaigns.change_requirements, cycle_id, text)

        about = _(
            "The record names who had already been assessed and appears on every document. "
            "Different targets need a new vacancy."
        )
        title = _("Record a change in the requirements")
        ReasonDialog(
            self._context.theme,
            title,
            about,
            _("What changed"),
            _("Record change"),
            write,
            self._screen,
            subject=("requirements", cycle_id),
        ).open()


def _role_words(role: Role) -> str:
    return name_of(role, current())
