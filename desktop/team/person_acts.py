"""What is read and done about the person of the current cell: newest fact, result or sheet, plan."""

from PySide6.QtCore import QObject, Signal

from db.assessing import cases, people
from db.assessing.people import CaseLine
from db.assessing.sheet import sheets
from db.development import taking_in
from db.team import shift_minimums
from desktop.context import Context
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.tips import set_tip
from desktop.shared.cycle_words import assess_words
from desktop.team.cell_panel import Beside
from desktop.team.map_page import MapPage
from desktop.team.shift_minimum import ShiftForm
from domain.assessing.gaps import DutyStatus
from domain.assessing.result import CaseResult
from domain.mark import Role
from domain.period import next_quarter
from reports.words.framework import phrases_duties
from resources.i18n import _, current

FACT = 120  # letters of a fact that fit


class PersonActs(QObject):
    """Reads about the current cell once it stays, and opens what its person has.

    Signals:
        result_opened: id of the case whose result to show.
        item_opened: id of the user's own sheet, and code of the item to continue with.
        person_opened: id of a person whose result may not be shown yet.
        plan_opened: id of the plan that the current item was taken into.
    """

    result_opened = Signal(int)
    item_opened = Signal(int, str)
    person_opened = Signal(int)
    plan_opened = Signal(int)

    def __init__(self, context: Context, page: MapPage, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._page = context, page
        self._result: CaseResult | None = None
        page.rested.connect(self._on_rested)
        page.opened.connect(self._on_opened)
        page.planned.connect(self._on_planned)
        page.shift_wanted.connect(self.ask_minimum)
        page.cell.sets_minimums = context.data.allows(shift_minimums.keep)
        minimum = page.cell.shift_button
        set_tip(minimum, f"{minimum.accessibleName()} ({context.actions.cap('shift_minimum')})")

    @property
    def sets_minimums(self) -> bool:
        """Whether minimums for shifts may be set here."""
        data = self._context.data
        return not data.read_only and data.allows(shift_minimums.keep)

    def forget(self) -> None:
        """Read again what was read before a change."""
        self._result = None

    def _case(self, person_id: int) -> int:
        board = self._page.board
        assert board is not None
        return next(one.case_id for one in board.matrix.people if one.person_id == person_id)

    def _on_rested(self, person_id: int, code: str) -> None:
        """Read the details of a cell once it stays current: doing so at once would slow the arrow keys."""
        board, context = self._page.board, self._context
        if board is None:
            return
        row = next(n for n, one in enumerate(board.matrix.people) if one.person_id == person_id)
        person = board.matrix.people[row]
        self._offer(person.case_id)
        if not code or person.blind or not board.summary(row).now:
            return
        if self._result is None or self._result.case.id != person.case_id:
            self._result = context.data.read(cases.result, person.case_id, context.me.id, context.today())
        self._page.show_beside(person_id, code, _beside(self._result, code))

    def _offer(self, case_id: int) -> None:
        """Label the panel's acts: whether opening begins a sheet, and why there may be no plan."""
        case = self._context.data.read(cases.line, case_id)
        begins = self._begins(case)
        self._page.cell.offer(assess_words(case.cycle_code, case.cycle_title) if begins else "")
        hidden = "" if case.open_to(self._context.me.id) else _("The result is not shown yet.")
        fixed = read_only_reason() if self._context.data.read_only else ""
        self._page.cell.offer_plan(fixed or hidden)
        allow(self._page.cell.shift_button, fixed)

    def _on_opened(self, person_id: int) -> None:
        standing, context = self._page.standing, self._context
        if standing is None:
            return
        case_id = self._case(person_id)
        me, case = context.me.id, context.data.read(cases.line, case_id)
        draft = case.draft_of(me)
        code = "" if self._page.model.by_function else standing.code
        if draft is not None:
            self.item_opened.emit(draft.sheet_id, code)
        elif case.open_to(me):
            self.result_opened.emit(case_id)
        elif self._begins(case):
            person = context.data.read(people.person, person_id)
            role = Role.SELF if person_id == me else Role.MANAGER if person.manager_id == me else Role.HR
            self.item_opened.emit(context.data.write(sheets.open_sheet, case_id, me, role), code)
        else:
            self.person_opened.emit(person_id)

    def _on_planned(self, person_id: int) -> None:
        """Take the current item into the person's plan, which is made if there is none, and open it."""
        standing, context = self._page.standing, self._context
        if standing is None or context.data.read_only:
            return
        case_id, today = self._case(person_id), context.today()
        period, me = next_quarter(today), context.me.id
        self.plan_opened.emit(
            context.data.write(taking_in.take_in, case_id, standing.code, me, period, today)
        )

    @reopens
    def ask_minimum(self) -> None:
        """Ask for the minimum of the current item for a shift."""
        board, column = self._page.board, self._page.column
        if board is not None and column is not None and self.sets_minimums:
            ShiftForm(self._context, board, column, self._page).open()

    def _begins(self, case: CaseLine) -> bool:
        """Whether the current user is due to begin a sheet in the case."""
        me, data = self._context.me.id, self._context.data
        seated = any(one.assessor_id == me for one in (*case.assigned, *case.sheets))
        able = not data.read_only and (seated or not data.of_units)  # a manager rates where there is a seat
        return able and case.takes(me) and not case.open_to(me)


def _beside(result: CaseResult, code: str) -> Beside:
    facts = () if result.kept_apart else result.facts_on(code)
    told = ""
    if facts:
        day = current().day_month(facts[0].observed_on)
        text = facts[0].text if len(facts[0].text) <= FACT else f"{facts[0].text[: FACT - 1].rstrip()}…"
        told = _("Fact of {day}: {text}").format(day=day, text=text)
    duties = tuple(
        phrases_duties.named(one.duty, current())
        for one in result.score.duties
        if one.status is DutyStatus.AT_RISK and any(row.code == code for row in one.short)
    )
    return Beside(told, duties)
