"""The acts on the sheets of a cycle: each asks for what it needs, then writes."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import cycles
from db.assessing.sheet import paper_sheets, sheets
from db.hiring import campaigns
from db.team import level_imports
from db.team.staff_cycles import CyclePage
from desktop.context import Context
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.kit.off import read_only_reason
from desktop.office.sentences import sentence
from desktop.shared import opening
from desktop.shared.assessors_dialog import AssessorsDialog
from desktop.shared.cycle_words import short
from desktop.team.cycle import card
from desktop.team.cycle.dialogs import ROLES, EndDialog
from desktop.team.cycle.rows import SheetRow, Step, next_step, paper_row
from desktop.team.cycle.words import role_words
from domain.assessing.case import CaseState
from domain.mark import Role
from reports.words.refusals import Sentence
from resources.i18n import _, current, ngettext


class Acts(QObject):
    """The acts of one screen; where they lead is signalled.

    Signals:
        sheet_opened: id of the sheet to fill in or read.
        paper_opened: ids of the sheet to type in from paper and of its assessor.
        result_opened: id of the case whose result to show.
        ended: the cycle is sealed, closed or withdrawn.
        refused: what cannot be done, and what can be done instead.
        told: a message to show once.
    """

    sheet_opened = Signal(int)
    paper_opened = Signal(int, int)
    result_opened = Signal(int)
    ended = Signal()
    refused = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, screen: QWidget) -> None:
        super().__init__(screen)
        self._context, self._screen = context, screen
        self._paper: SheetRow | None = None
        self.own_only = not context.data.allows(campaigns.assign)  # those of others are HR's
        self._opening = opening.SheetsOpening(context, self)
        self._opening.told.connect(self.told)

    def take_step(self, row: SheetRow) -> None:
        """Take the next step with the sheet; a read-only file only allows looking."""
        me, data = self._context.me.id, self._context.data
        step = next_step(row, me, own_only=self.own_only)
        if data.read_only and step not in (Step.RESULT, Step.LOOK, Step.NONE):
            self.refused.emit(Sentence(read_only_reason()))
            return
        match step:
            case Step.BEGIN:
                role = self._role(row)
                self.sheet_opened.emit(data.write(sheets.open_sheet, row.rated.case.case_id, me, role))
            case Step.RESUME | Step.LOOK:
                assert row.seat is not None and row.seat.sheet is not None
                self.sheet_opened.emit(row.seat.sheet.sheet_id)
            case Step.PAPER:
                self.enter_from_paper(row)
            case Step.OPEN:
                self._opening.open(row.rated.case.case_id)
            case Step.RESULT:
                self.result_opened.emit(row.rated.case.case_id)
            case Step.NONE:
                fact = _("Nothing is left to do with this sheet.")
                if row.imported:
                    fact = _("There is no sheet: the levels come from a file, and the team's map shows them.")
                self.refused.emit(Sentence(fact))

    def enter_from_paper(self, row: SheetRow) -> None:
        """Offer to type in a sheet about the person not yet handed in, in the name of its assessor."""
        wanted = paper_row(row)
        if wanted is None or wanted.seat is None or self._context.data.read_only or self.own_only:
            return
        self._paper = wanted
        if wanted.seat.assessor_id == self._context.me.id:
            self._type_paper()
            return
        rest = _(
            "About: {person}. Marks are recorded under: {name}. From here on you work under that "
            "name; the journal keeps who was at the keyboard."
        ).format(person=wanted.rated.case.person_name, name=short(wanted.seat.name))
        title = _("Enter a sheet from paper")
        question = Question(title, rest, _("Cancel"), _("Go to sheet"), self._screen)
        question.accepted.connect(self._type_paper)
        question.open()

    def choose_assessors(self, row: SheetRow, page: CyclePage) -> None:
        """Ask who assesses the person, while that can still be changed."""
        data, me = self._context.data, self._context.me.id
        if row.rated.case.state is not CaseState.OPEN:
            fact = _("No more sheets are accepted for this assessment: its assessors are no longer changed.")
            self.refused.emit(Sentence(fact))
        elif card.ASSESSORS in card.offered_acts(row, me, read_only=data.read_only, own_only=self.own_only):
            about = _(
                "{name}. The assessment will also wait for anyone you add. Whoever has entered anything "
                "stays."
            )
            dialog = AssessorsDialog(
                self._context.theme,
                data,
                self._context.jobs,
                self._context.names.roll,
                row.rated.case,
                about.format(name=row.rated.case.person_name),
                (*ROLES, Role.SELF),
                lambda role: role_words(role, page.policy),
                self._screen,
                nobody=_("No one is assigned: whoever starts will assess."),
            )
            dialog.told.connect(self.told)
            dialog.open()

    def end(self, page: CyclePage, state: CaseState) -> None:
        """Ask whether to seal or close the cycle, and why if sheets are missing."""
        dialog = EndDialog(self._context, page, state, self._screen)
        dialog.ended.connect(self.ended)
        dialog.open()

    def withdraw(self, page: CyclePage) -> None:
        """Ask for the reason to withdraw the cycle; obstacles are shown before anything is typed."""
        data, cycle_id = self._context.data, page.cycle.id
        kept = data.read(cycles.why_not_withdrawn, cycle_id)
        if kept is not None:
            self.refused.emit(sentence(kept, current()))
            return

        sources = data.read(level_imports.sources)
        imported = cycle_id in sources

        def write(reason: str) -> None:
            data.write(level_imports.withdraw if imported else cycles.withdraw_cycle, cycle_id, reason)

        about = _(
            "For a cycle opened by mistake. It no longer counts anywhere: not in lists, the "
            "team, the trend or last levels. Submitted sheets stay and can be viewed. This "
            "cannot be undone."
        )
        if imported:
            with_it = [one.act for one in sources.values()].count(sources[cycle_id].act) - 1
            told = ngettext(
                "{n} other cycle of the same import is withdrawn with it.",
                "{n} other cycles of the same import are withdrawn with it.",
                with_it,
            )
            about += f" {told.format(n=with_it)}" if with_it else ""
        title, act = _("Withdraw this cycle?"), _("Withdraw cycle")
        theme, screen = self._context.theme, self._screen
        subject = "withdraw", cycle_id
        dialog = ReasonDialog(
            theme, title, about, _("Reason"), act, write, screen, subject=subject, danger=True
        )
        dialog.written.connect(self.ended)
        dialog.open()

    def _type_paper(self) -> None:
        row = self._paper
        if row is not None and row.seat is not None:
            case_id, assessor = row.rated.case.case_id, row.seat.assessor_id
            sheet_id = self._context.data.write(paper_sheets.begin, case_id, assessor)
            self.paper_opened.emit(sheet_id, assessor)

    def _role(self, row: SheetRow) -> Role:
        """Return the role for an assessor who begins unassigned; a role on the panel takes precedence."""
        me = self._context.me.id
        if row.rated.case.person_id == me:
            return Role.SELF
        return Role.MANAGER if row.rated.manager_id == me else Role.HR
