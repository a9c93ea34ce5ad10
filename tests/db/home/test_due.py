"""What waits for whoever works here: by day, without a mark of anybody, in a fixed number of statements."""

from collections.abc import Sequence

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases
from db.assessing.sheet import sheets
from db.development import plans
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns, decisions, hiring
from db.home import overview
from db.home.due import due, first_due
from domain.assessing.case import CycleKind
from domain.assessing.policy import Policy
from domain.development.plan import ActionState, PlanState
from domain.hiring.decision import Outcome
from domain.home.due import Due, Group, Kind, Opens, next_of
from domain.mark import Role
from domain.period import Period
from tests.db import sample
from tests.db.home.found import ON, days, edit, found


def conclude(store: Store, case_id: int, me: int, outcome: Outcome = Outcome.RECOMMEND) -> None:
    edit(
        store,
        lambda session: session.add(
            models.Conclusion(case_id=case_id, outcome=outcome, reasons="факты", person_id=me, on=ON)
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


def test_a_candidate_recommended_last_waits_to_be_hired_while_there_is_a_place(store: Store, me: int) -> None:
    cycle = sample.campaign(store, (me, Role.HR), title="Менеджер", places=1)
    tarasov, lebedeva = (
        store.write(campaigns.invite, cycle, sample.candidate(store, name))
        for name in ("Тарасов", "Лебедева")
    )
    conclude(store, tarasov, me)
    conclude(store, lebedeva, me, Outcome.NOT_RECOMMEND)
    (waiting,) = found(store, me, Kind.HIRE)
    assert (waiting.opens, waiting.opens_id, waiting.day) == (Opens.DECISION, tarasov, None)
    conclude(store, tarasov, me, Outcome.CONTINUE)
    assert not found(store, me, Kind.HIRE), "the last conclusion counts"
    conclude(store, tarasov, me, Outcome.WITH_CONDITIONS)
    conclude(store, lebedeva, me)
    assert {one.opens_id for one in found(store, me, Kind.HIRE)} == {tarasov, lebedeva}
    store.write(hiring.hire, lebedeva, ON, None, None, None, "менеджер", None)
    assert not found(store, me, Kind.HIRE), "the only place is taken"


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


def test_a_difference_is_told_by_the_policy_of_its_cycle(store: Store, me: int) -> None:
    usual, _number, _policy = store.read(frameworks.policy)
    content = Policy(discuss_spread=3).to_json()
    edit(store, lambda session: session.add(models.Policy(number=9, content=content, content_hash="9")))
    wider, _number, _policy = store.read(frameworks.policy)
    other = sample.add(store, "Соколова")
    for surname, policy, count in (("Орлов", usual, 2), ("Тихонов", wider, 1)):
        cycle = sample.cycle(store, policy_id=policy)
        case = sample.case(store, sample.candidate(store, surname), cycle)
        store.act_as(me)
        sample.sheet(store, case, me, Role.MANAGER, 1)
        _hand_in(store, _draft(store, case, other), other, {"K01": 3, "K02": 4, "K03": 2})
        assert len(store.read(cases.result, case, me, ON).unsettled) == count
    told = {one.opens_id: one.spread for one in found(store, me, Kind.DECISION)}
    assert sorted(told.values()) == [1, 2]
    assert told[case] == 1


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
    assert many[0] <= 19, "which cases are at home in another file is one"
    assert many[1] <= 24, "the figures and the calendar are one each"


@pytest.mark.of_the_file("how SQLite goes about it")
def test_no_question_of_the_overview_walks_through_the_items_of_all_cases(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, ends_on=days(6))
    for name in ("Орлов", "Белова"):
        case = sample.case(store, sample.candidate(store, name), quarter)
        sample.sheet(store, case, me, Role.MANAGER, {"K01": 1}, submit=False)
    with sample.statements(store) as asked:
        store.read(overview.overview, me, ON)

    # The items of one case are few: of a part of a page, and of the sheet that is gone on with.
    many = [one for one in asked if "LIMIT" not in one and "sheet.id = " not in one]
    of_items = [step for step in sample.steps(store, many) if "case_item" in step]
    assert of_items, "the scope is counted"
    for step in of_items:
        assert "item_id=?" in step or "ix_case_item_outside" in step, step


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
