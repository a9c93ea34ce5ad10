"""What waits for whoever works here: by day, without a mark of anybody, in a fixed number of statements."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, sheets
from db.assessing.cycle_counts import counts_where, open_cycles
from db.assessing.progress import lines_where
from db.development import plans
from db.file.store import Store
from db.hiring import campaigns, decisions, refusals
from db.home import overview
from db.home.due import due, first_due
from db.journal import journal, outstanding
from db.models.types import today
from db.people import basis, retention
from db.team import quarterly
from domain.assessing.case import CycleKind
from domain.development.plan import ActionState, PlanState
from domain.hiring.decision import Outcome
from domain.home.due import Due, Group, Kind, Opens, next_of
from domain.mark import Role
from domain.outstanding import Task
from domain.people.purpose import Ground
from domain.people.retention import Why
from domain.period import Period
from domain.team.quarterly import CyclePlan
from tests.db import sample

ON = sample.TODAY


@pytest.fixture
def me(store: Store) -> int:
    found = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич", is_actor=True)
    store.act_as(found)
    return found


def days(number: int) -> date:
    return ON + timedelta(days=number)


def found(store: Store, me: int, kind: Kind | None = None) -> list[Due]:
    return [one for one in store.read(due, me, ON) if kind in (None, one.kind)]


def edit(store: Store, change: Callable[[Session], None]) -> None:
    """Change rows that no act of the program can change yet."""

    def act(session: Session) -> None:
        change(session)
        journal.record(session, "change", "test", None, {})

    store.write(act)


def conclude(store: Store, case_id: int, me: int) -> None:
    edit(
        store,
        lambda session: session.add(
            models.Conclusion(
                case_id=case_id, outcome=Outcome.RECOMMEND, reasons="факты", person_id=me, on=ON
            )
        ),
    )


def test_an_empty_file_has_nothing_due(store: Store, me: int) -> None:
    assert found(store, me) == []


def test_my_drafts_wait_but_for_the_one_to_go_on_with(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, ends_on=days(6), title="IV квартал")
    first = sample.add(store, "Орлов", given="Денис", patronymic="Игоревич")
    second = sample.add(store, "Тихонов")
    older = sample.sheet(store, sample.case(store, first, quarter), me, said={"K01": 2}, submit=False)
    sample.sheet(store, sample.case(store, second, quarter), me, said={"K01": 2}, submit=False)
    (waiting,) = found(store, me, Kind.DRAFT)
    assert (waiting.opens, waiting.opens_id, waiting.name) == (Opens.SHEET, older, "Орлов Д. И.")
    assert (waiting.done, waiting.total, waiting.day) == (1, 71, days(6))
    assert waiting.group(ON) is Group.WEEK


def test_a_draft_without_a_last_day_counts_as_today(store: Store, me: int) -> None:
    for surname in ("Орлов", "Тихонов"):
        sample.sheet(store, sample.case(store, sample.candidate(store, surname)), me, submit=False)
    (waiting,) = found(store, me)
    assert waiting.day is None
    assert waiting.group(ON) is Group.TODAY


@pytest.mark.parametrize(
    "kind, due_here", [(CycleKind.HIRING, True), (CycleKind.PROBATION, True), (CycleKind.QUARTERLY, False)]
)
def test_a_decision_is_due_when_all_sheets_are_in(
    store: Store, me: int, kind: CycleKind, due_here: bool
) -> None:
    case = sample.case(store, sample.candidate(store), sample.cycle(store, kind))
    other = sample.add(store, "Соколова")
    store.act_as(me)
    sample.sheet(store, case, me, Role.MANAGER, 1)
    assert [one.opens_id for one in found(store, me, Kind.DECISION)] == [case] * due_here
    sheet_id = _draft(store, case, other)
    assert found(store, me, Kind.DECISION) == [], "a sheet is out"
    _hand_in(store, sheet_id, other, {"K01": 4, "K02": 2, "K03": 3})
    told = found(store, me, Kind.DECISION)
    assert len(told) == due_here
    if due_here:
        opens = Opens.DECISION if kind is CycleKind.HIRING else Opens.RESULT
        assert (told[0].opens, told[0].day, told[0].total) == (opens, ON, 2)
        assert told[0].spread == 2, "K01 and K03 lie two levels apart, K02 one"
        conclude(store, case, me)
        assert found(store, me, Kind.DECISION) == []


@pytest.mark.parametrize("role", [Role.SELF, Role.PEER, Role.SUBORDINATE])
def test_a_difference_is_told_by_the_rules_of_the_result(store: Store, me: int, role: Role) -> None:
    """A self-assessment counts in none, and one colleague's marks would come out of the number (law 15)."""
    case = sample.case(store, sample.candidate(store))
    other = sample.add(store, "Соколова")
    store.act_as(me)
    sample.sheet(store, case, me, Role.MANAGER, 1)
    sheet_id = _draft(store, case, other, role)
    _hand_in(store, sheet_id, other, {"K01": 4, "K02": 4})
    (told,) = found(store, me, Kind.DECISION)
    assert told.spread == len(store.read(cases.result, case, me, ON).unsettled) == 0
    assert told.compared is (role is Role.SELF), "then it is not said that there are none"


def test_a_difference_that_was_settled_is_told_no_more(store: Store, me: int) -> None:
    case = sample.case(store, sample.candidate(store))
    other = sample.add(store, "Соколова")
    store.act_as(me)
    sample.sheet(store, case, me, Role.MANAGER, 1)
    _hand_in(store, _draft(store, case, other), other, {"K01": 4, "K02": 4})
    assert [one.spread for one in found(store, me, Kind.DECISION)] == [2]
    store.write(decisions.settle, case, "K01", 2, "обсудили")
    assert [one.spread for one in found(store, me, Kind.DECISION)] == [1]


def _draft(store: Store, case: int, assessor: int, role: Role = Role.HR) -> int:
    store.act_as(assessor)
    return store.write(sheets.open_sheet, case, assessor, role)


def _hand_in(store: Store, sheet_id: int, assessor: int, said: dict[str, int]) -> None:
    store.act_as(assessor)
    marks = {sample.item(store, code): (sample.mark(level), "") for code, level in said.items()}
    store.write(sheets.enter, sheet_id, marks)
    store.write(sheets.submit, sheet_id)


def test_a_decision_stays_due_while_somebody_corrects_a_sheet(store: Store, me: int) -> None:
    case = sample.case(store, sample.candidate(store))
    sheet_id = sample.sheet(store, case, me, Role.MANAGER, 1)
    store.write(sheets.revise, sheet_id, "опечатка")
    assert [one.opens_id for one in found(store, me, Kind.DECISION)] == [case]


def test_a_decision_is_late_when_the_vacancy_has_ended(store: Store, me: int) -> None:
    vacancy = sample.cycle(store, starts_on=days(-30), ends_on=days(-2))
    sample.sheet(store, sample.case(store, sample.candidate(store), vacancy), me, Role.MANAGER, 1)
    (told,) = found(store, me)
    assert (told.kind, told.group(ON)) == (Kind.DECISION, Group.OVERDUE)


def test_a_cycle_counts_its_sheets_and_those_nobody_has_begun(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, ends_on=days(6), title="IV квартал")
    sample.cycle(store, CycleKind.QUARTERLY, ends_on=days(6), title="без людей")
    cases = [sample.case(store, sample.add(store, name), quarter) for name in ("Белов", "Гусев", "Ким")]
    sample.sheet(store, cases[0], me, Role.MANAGER, 2)
    sample.sheet(store, cases[1], me, Role.MANAGER, {"K01": 2}, submit=False)
    (told,) = found(store, me, Kind.CYCLE)
    assert (told.name, told.day, told.done, told.total) == ("IV квартал", days(6), 1, 3)
    assert (told.opens, told.opens_id) == (Opens.CYCLE, quarter)


def test_a_cycle_of_which_only_my_drafts_are_out_is_not_told_twice(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, ends_on=days(6))
    sample.sheet(store, sample.case(store, sample.add(store, "Белов"), quarter), me, submit=False)
    other = sample.add(store, "Соколова")
    assert found(store, me, Kind.CYCLE) == []
    assert len(found(store, other, Kind.CYCLE)) == 1, "to somebody else it is not told by a draft"


def test_meetings_of_active_plans_are_due_near_their_day(store: Store, me: int) -> None:
    plan_id = _plan(store, me, Period(days(16), days(90)))
    assert found(store, me, Kind.MEETING) == [], "a draft of a plan binds nobody"
    _activate(store, plan_id)
    assert found(store, me, Kind.MEETING) == [], "the first meeting is further away than two weeks"
    _move_meetings(store, plan_id, 3)
    (told,) = found(store, me, Kind.MEETING)
    assert (told.day, told.done, told.opens) == (days(3), 1, Opens.PLAN)
    _move_meetings(store, plan_id, -1)
    (told,) = found(store, me, Kind.MEETING)
    assert told.group(ON) is Group.OVERDUE
    _move_meetings(store, plan_id, -1, "обсудили")
    assert found(store, me, Kind.MEETING) == []


def test_late_actions_are_one_line_a_plan_by_the_earliest(store: Store, me: int) -> None:
    plan_id = _plan(store, me, Period(days(-60), days(30)))
    assert found(store, me, Kind.ACTIONS) == []
    _activate(store, plan_id)

    def late(session: Session) -> None:
        rows = _actions_of(session, plan_id)
        for number, row in enumerate(rows):
            row.starts_on, row.ends_on = days(-60), days(-5 - number) if number < 3 else days(10)
            row.state = ActionState.DONE if number == 2 else ActionState.PLANNED
            session.add(row)

    edit(store, late)
    (told,) = found(store, me, Kind.ACTIONS)
    assert (told.day, told.done) == (days(-6), 2)
    assert told.group(ON) is Group.OVERDUE


def test_a_probation_is_told_two_weeks_ahead_with_the_day_for_a_notice(store: Store, me: int) -> None:
    for number, left in (("Рябов", 14), ("Сафин", 15)):
        probation = sample.cycle(store, CycleKind.PROBATION, starts_on=days(-70), ends_on=days(left))
        sample.case(store, sample.add(store, number), probation)
    (told,) = found(store, me, Kind.PROBATION)
    assert (told.name, told.day, told.opens) == ("Рябов", days(14), Opens.PERSON)
    assert told.warn_by == days(10), "three whole days lie between notice and last day"


def test_a_probation_that_was_concluded_is_not_told(store: Store, me: int) -> None:
    probation = sample.cycle(store, CycleKind.PROBATION, starts_on=days(-70), ends_on=days(-1))
    case = sample.case(store, sample.add(store, "Рябов"), probation)
    assert found(store, me, Kind.PROBATION)[0].group(ON) is Group.OVERDUE
    conclude(store, case, me)
    assert found(store, me, Kind.PROBATION) == []


def test_consents_are_told_two_weeks_ahead_and_after(store: Store, me: int) -> None:
    sample.candidate(store, "Вчера", basis_until=days(-1))
    sample.candidate(store, "Скоро", basis_until=days(14))
    sample.candidate(store, "Потом", basis_until=days(15))
    sample.candidate(store, "Бессрочно")
    told = found(store, me)
    assert [(one.kind, one.name, one.group(ON)) for one in told] == [
        (Kind.CONSENT, "Вчера", Group.OVERDUE),
        (Kind.CONSENT, "Скоро", Group.LATER),
    ]


def test_only_the_first_are_read_and_all_are_counted(store: Store, me: int) -> None:
    for number in range(5):
        sample.add(store, f"Орлов{number}", basis="согласие", basis_on=ON, basis_until=days(5 - number))
    whole = found(store, me)
    assert len(whole) == 5
    for most in (1, 2, 5, 9):
        first, total = store.read(first_due, (), (), me, ON, most)
        assert (list(first), total) == (whole[:most], 5)
    counts = {sample.count(store, first_due, (), (), me, ON, most) for most in (1, 9, None)}
    assert len(counts) == 1


def test_an_interview_is_gone_on_with_however_much_else_is_late(store: Store, me: int) -> None:
    for number in range(3):
        sample.add(
            store, f"Орлов{number}", basis="согласие", basis_on=days(-9), basis_until=days(-number - 1)
        )
    store.write(campaigns.invite, sample.campaign(store, (me, Role.MANAGER)), sample.candidate(store, "Ким"))
    whole = found(store, me)
    first, total = store.read(first_due, (), (), me, ON, 2)
    assert first == (*whole[:2], whole[3])
    assert (next_of(first), total) == (next_of(whole), 4)
    assert whole[3].kind is Kind.INTERVIEW


def test_who_was_erased_is_told_of_no_more(store: Store, me: int) -> None:
    gone = sample.candidate(store, basis_until=days(1))
    sample.sheet(store, sample.case(store, gone), me, Role.MANAGER, 1)
    assert {one.kind for one in found(store, me)} == {Kind.CONSENT, Kind.DECISION}

    def erase(session: Session) -> None:
        row = session.get_one(models.Person, gone)
        row.erased_at = sample.Clock()()
        session.add(row)

    edit(store, erase)
    assert found(store, me) == []


@pytest.mark.parametrize(
    "left, group",
    [
        *((-1, Group.OVERDUE), (0, Group.TODAY), (1, Group.WEEK)),
        *((7, Group.WEEK), (8, Group.LATER), (None, Group.TODAY)),
    ],
)
def test_days_fall_into_four_groups(left: int | None, group: Group) -> None:
    day = None if left is None else days(left)
    assert Due(Kind.CONSENT, day, "Орлов", Opens.PERSON, 1).group(ON) is group


def test_the_number_of_statements_does_not_grow_with_the_file(store: Store, me: int) -> None:
    def fill(many: int) -> None:
        quarter = sample.cycle(store, CycleKind.QUARTERLY, ends_on=days(6))
        for number in range(many):
            person = sample.candidate(store, f"Орлов{many}{number}", basis_until=days(1))
            sample.sheet(store, sample.case(store, person), me, Role.MANAGER, 1)
            case = sample.case(store, person, quarter)
            sample.sheet(store, case, me, Role.MANAGER, {"K01": 1}, submit=False)

    fill(2)
    few = sample.count(store, due, me, ON), sample.count(store, overview.overview, me, ON)
    fill(4)
    many = sample.count(store, due, me, ON), sample.count(store, overview.overview, me, ON)
    assert len(found(store, me)) > 10
    assert few == many
    assert many[0] <= 16
    assert many[1] <= 20


def test_no_question_of_the_overview_walks_through_the_items_of_all_cases(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, ends_on=days(6))
    for name in ("Орлов", "Белова"):
        case = sample.case(store, sample.candidate(store, name), quarter)
        sample.sheet(store, case, me, Role.MANAGER, {"K01": 1}, submit=False)
    with sample.statements(store) as asked:
        store.read(overview.overview, me, ON)

    many = [one for one in asked if "LIMIT" not in one]  # the items of one case are few
    of_items = [step for step in sample.steps(store, many) if "case_item" in step]
    assert of_items, "the scope is counted"
    for step in of_items:
        assert "item_id=?" in step or "ix_case_item_outside" in step, step


def test_the_overview_says_where_one_stopped(store: Store, me: int) -> None:
    case = sample.case(store, sample.candidate(store, "Тарасов", given="Кирилл"))
    sample.sheet(store, case, me, said={"K01": 2, "K02": 1}, submit=False)
    seen = store.read(overview.overview, me, ON)
    assert seen.stop is not None
    assert seen.stop.label is not None
    codes = [one.code for one in sample.framework(store).items]
    assert seen.stop.code == next(code for code in codes if code not in ("K01", "K02"))
    assert seen.stop.marked_at is not None
    assert (seen.drafts[0].name, seen.drafts[0].done, seen.empty) == ("Тарасов Кирилл", 2, False)


def test_the_overview_of_a_sheet_with_all_marks_has_no_next_item(store: Store, me: int) -> None:
    sample.sheet(store, sample.case(store, sample.candidate(store)), me, said=3, submit=False)
    seen = store.read(overview.overview, me, ON)
    assert seen.stop is not None
    assert seen.stop.label is None


def test_the_overview_shows_the_cycle_with_the_newest_case(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, title="IV квартал", ends_on=days(6))
    assert store.read(overview.overview, me, ON).cycle is None
    names = ("Ёлкин", "Ершов", "Жуков")
    cases = [sample.case(store, sample.add(store, name), quarter) for name in names]
    sample.case(store, sample.candidate(store))  # a vacancy with one candidate is nothing to count
    sample.sheet(store, cases[0], me, Role.MANAGER, 2)
    sample.sheet(store, cases[1], me, Role.MANAGER, {"K01": 2}, submit=False)
    shown = store.read(overview.overview, me, ON).cycle
    assert shown is not None
    assert (shown.count.title, shown.count.done, shown.count.total) == ("IV квартал", 1, 3)
    assert [(row.name, row.sheets_in, row.done, row.total) for row in shown.rows] == [
        ("Ёлкин", 1, 71, 71),
        ("Ершов", 0, 1, 71),
        ("Жуков", 0, 0, 0),
    ]


def test_only_who_assesses_makes_no_full_file(store: Store, me: int) -> None:
    assert store.read(overview.overview, me, ON).empty
    sample.candidate(store)
    assert not store.read(overview.overview, me, ON).empty


def test_what_was_open_is_named_unless_it_is_gone(store: Store, me: int) -> None:
    person = sample.candidate(store, "Орлов", given="Денис")
    case = sample.case(store, person)
    sheet_id = sample.sheet(store, case, me, submit=False)
    names = store.read(overview.names, (person, 99), (case,), (sheet_id, 98))
    assert names.people == {person: "Орлов Д."}
    assert names.cases == {case: "Орлов Д."}
    assert names.sheets == {sheet_id: "Орлов Д."}


def _plan(store: Store, me: int, period: Period) -> int:
    person = sample.add(store, "Кравец", given="Юлия")
    case = sample.case(store, person, sample.cycle(store, CycleKind.QUARTERLY))
    sample.sheet(store, case, me, Role.MANAGER, 1)
    return store.write(plans.make, case, me, period, ON)


def _activate(store: Store, plan_id: int) -> None:
    def act(session: Session) -> None:
        row = session.get_one(models.Plan, plan_id)
        row.state = PlanState.ACTIVE
        session.add(row)

    edit(store, act)


def _move_meetings(store: Store, plan_id: int, first: int, result: str = "") -> None:
    """Put the first meeting that many days from today and the others far away."""

    def act(session: Session) -> None:
        rows = session.exec(
            select(models.CheckMeeting)
            .where(models.CheckMeeting.plan_id == plan_id)
            .order_by(col(models.CheckMeeting.id))
        ).all()
        for number, row in enumerate(rows):
            row.on = days(first if number == 0 else 60 + number)
            row.result = result if number == 0 else ""
            session.add(row)

    edit(store, act)


def _actions_of(session: Session, plan_id: int) -> Sequence[models.Action]:
    return session.exec(
        select(models.Action)
        .join(models.Goal, col(models.Goal.id) == models.Action.goal_id)
        .where(models.Goal.plan_id == plan_id)
        .order_by(col(models.Action.id))
    ).all()


def test_who_is_assigned_and_has_not_begun_is_counted_and_waited_for(store: Store, me: int) -> None:
    other = sample.add(store, "Соколова")
    cycle = sample.campaign(store, (me, Role.MANAGER), (other, Role.HR))
    case, _ = (
        store.write(campaigns.invite, cycle, sample.candidate(store, name)) for name in ("Ким", "Юдин")
    )
    sheet = sample.sheet(store, case, me, Role.MANAGER, 2, submit=False)
    (count,) = store.read(open_cycles, me)
    assert (count.done, count.total, count.mine) == (0, 4, 1)
    store.write(sheets.submit, sheet)
    (count,) = store.read(open_cycles, me)
    assert (count.done, count.total, count.mine) == (1, 4, 0)
    assert found(store, me, Kind.DECISION) == []
    progress = store.read(overview.overview, me, ON).cycle
    assert progress is not None
    assert [(row.sheets_in, row.sheets) for row in progress.rows] == [(1, 2), (0, 2)]
    store.act_as(other)
    sample.sheet(store, case, other, Role.HR, 4)
    (count,) = store.read(open_cycles, me)
    assert (count.done, count.total) == (2, 4)
    assert [one.spread for one in found(store, me, Kind.DECISION)] == [23], "the questions of the vacancy"


def test_the_sheets_of_a_cycle_are_counted_alike_alone_among_others_and_one_by_one(
    store: Store, me: int
) -> None:
    other = sample.add(store, "Соколова")
    for number in range(3):
        cycle = sample.campaign(store, (me, Role.MANAGER), (other, Role.HR))
        names = [f"{name}{number}" for name in ("Ким", "Юдин", "Белова")[: number + 1]]
        opened = [store.write(campaigns.invite, cycle, sample.candidate(store, name)) for name in names]
        store.act_as(me)
        for case in opened:
            sample.sheet(store, case, me, Role.MANAGER, 2, submit=number != 1)
        store.act_as(other)
        sample.sheet(store, opened[-1], other, Role.HR, 3)
    together = store.read(counts_where, me, col(models.Cycle.id) > 0)
    assert len(together) == 3
    for one in together:
        assert store.read(counts_where, me, col(models.Cycle.id) == one.cycle_id) == (one,)
        lines = store.read(lines_where, models.Case.cycle_id == one.cycle_id)
        handed_in = sum(sheet.handed_in for line in lines for sheet in line.sheets)
        waiting = sum(len(line.waiting) for line in lines)
        assert (one.cases, one.done, one.total) == (len(lines), handed_in, handed_in + waiting)


def test_of_many_open_cycles_any_can_be_shown_and_a_sheet_nobody_began_is_work_too(
    store: Store, me: int
) -> None:
    other = sample.add(store, "Орлов")
    for title, names in (("Первый", ("Белов", "Гусев")), ("Второй", ("Ким", "Нуриева", "Сафин"))):
        people_ids = tuple(sample.add(store, name) for name in names)
        plan = CyclePlan(
            kind=CycleKind.AD_HOC,
            title=title,
            starts_on=days(0),
            ends_on=days(9),
            people=people_ids,
            assessors={people_ids[0]: ((me, Role.MANAGER), (other, Role.PEER))},
        )
        store.write(quarterly.open_quarterly, plan)
    seen = store.read(overview.overview, me, ON)
    assert [one.title for one in seen.cycles] == ["Второй", "Первый"]
    assert seen.cycle is not None
    assert seen.cycle.count.title == "Второй"
    first = seen.cycles[1].cycle_id
    earlier = store.read(overview.overview, me, ON, first).cycle
    assert earlier is not None
    case = earlier.rows[0].case_id
    sample.sheet(store, case, me, Role.MANAGER, 2)
    chosen = store.read(overview.overview, me, ON, first).cycle
    assert chosen is not None
    assert (chosen.count.title, len(chosen.rows)) == ("Первый", 2)
    row = chosen.rows[0]
    assert (row.sheets_in, row.sheets, row.done, row.total) == (1, 2, 71, 142)


def test_several_sheets_of_one_cycle_are_one_thing_to_do(store: Store, me: int) -> None:
    ids = tuple(sample.add(store, name) for name in ("Гусев", "Белов", "Ким"))
    plan = CyclePlan(
        kind=CycleKind.QUARTERLY,
        title="IV квартал",
        starts_on=days(-20),
        ends_on=days(6),
        people=ids,
        assessors=dict.fromkeys(ids, ((me, Role.MANAGER),)),
    )
    store.write(quarterly.open_quarterly, plan)
    (told,) = found(store, me)
    assert (told.kind, told.name, told.total, told.day) == (Kind.OWED, "Белов", 3, days(6))
    sample.sheet(store, told.opens_id, me, Role.HR, 2)
    (told,) = found(store, me)
    assert (told.name, told.total) == ("Гусев", 2)
    sample.sheet(store, told.opens_id, me, Role.HR, 2)
    (told,) = found(store, me)
    assert (told.kind, told.name) == (Kind.INTERVIEW, "Ким")


def not_chosen(store: Store, me: int, surname: str) -> int:
    """Let a candidate be assessed and not be chosen today."""
    who = sample.candidate(store, surname)
    case = store.write(campaigns.invite, sample.campaign(store, (me, Role.MANAGER), title=surname), who)
    sample.sheet(store, case, me, Role.MANAGER, 1)
    store.write(refusals.choose_another, case, "опыт")
    return who


def terms(store: Store, me: int, after: int) -> list[Due]:
    """Return whose term is over so many days from today, whenever that is."""
    on = store.read(today) + timedelta(days=after)
    return [one for one in store.read(due, me, on) if one.kind is Kind.RETENTION]


def test_a_term_that_is_over_is_told_with_the_way_to_the_person(store: Store, me: int) -> None:
    who = not_chosen(store, me, "Орлов")
    assert terms(store, me, 30) == []
    (told,) = terms(store, me, 31)
    assert (told.name, told.opens, told.opens_id, told.why) == ("Орлов", Opens.PERSON, who, Why.REFUSED)
    store.write(basis.hold, who, store.read(today) + timedelta(days=400), "спор")
    assert terms(store, me, 400) == []
    (told,) = terms(store, me, 401)
    assert told.why is Why.HELD


def test_a_withdrawn_consent_is_told_from_its_day_on(store: Store, me: int) -> None:
    who = sample.candidate(store, "Орлов")
    on = store.read(today)
    store.write(basis.withdraw, who, on)
    (told,) = terms(store, me, 0)
    assert (told.name, told.why, told.day) == ("Орлов", Why.WITHDRAWN, on + timedelta(days=30))
    (told,) = terms(store, me, 31)
    assert told.why is Why.WITHDRAWN


def test_several_terms_that_are_over_are_one_line(store: Store, me: int) -> None:
    for name in ("Орлов", "Белова", "Ким"):
        not_chosen(store, me, name)
    (told,) = terms(store, me, 31)
    assert (told.total, told.opens, told.name) == (3, Opens.PEOPLE, "Белова")
    later = store.read(today) + timedelta(days=31)
    assert len(store.read(retention.ending, later)) == told.total


def test_what_an_erasure_has_still_to_do_outside_the_file_is_due_at_once(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)

    def act(session: Session) -> None:
        session.info["unjournaled"] = True
        places = [(Task.COPY, Path("/стик/а"), None), (Task.COPY, Path("/стик/б"), None)]
        outstanding.write_down(session, [*places, *places], 1)

    store.write(act)
    (told,) = store.read(due, me, ON)
    assert (told.kind, told.opens, told.total, told.group(ON)) == (
        Kind.OUTSTANDING,
        Opens.COPIES,
        2,
        Group.TODAY,
    )


@pytest.mark.parametrize("end", ["withdrawn", "expired", "prolonged"])
def test_nobody_is_urged_to_go_on_with_who_no_longer_consents(store: Store, me: int, end: str) -> None:
    until = days(-1) if end == "expired" else None
    her = sample.candidate(
        store, "Лебедева", basis="согласие", basis_on=days(-300), basis_until=until, ground=Ground.CONSENT
    )
    if end != "expired":
        store.write(basis.withdraw, her, store.read(today))
    if end == "prolonged":
        store.write(basis.hold, her, days(300), "спор в суде")
    cycle = sample.campaign(store, (me, Role.HR))
    case = store.write(campaigns.invite, cycle, her)
    (talk,) = found(store, me, Kind.INTERVIEW)
    assert talk.stopped
    step = next_of(store.read(due, me, ON))
    assert step is None or step.kind in (Kind.CONSENT, Kind.RETENTION)
    sample.sheet(store, case, me, Role.HR, {"K01": 1}, submit=False)
    seen = store.read(overview.overview, me, ON)
    assert [one.stopped for one in seen.drafts] == [True]
    assert seen.stop is None
    assert [one.stopped for one in seen.due if one.kind is Kind.DRAFT] == [True], "it stays among the rest"


def test_a_withdrawn_consent_stops_nothing_for_who_works_here(store: Store, me: int) -> None:
    his = sample.add(store, "Орлов", basis="согласие", ground=Ground.CONSENT)
    store.write(basis.withdraw, his, store.read(today))
    sample.sheet(store, sample.case(store, his), me, Role.MANAGER, {"K01": 1}, submit=False)
    assert [one.stopped for one in store.read(overview.overview, me, ON).drafts] == [False]
