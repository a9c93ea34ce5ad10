"""Plans are followed up: approved, reported, put off with a reason, closed with levels, carried over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from db import models
from db.assessing import cycles, people
from db.development import plan_board, plan_edit, plan_followup, plans, what_worked
from db.file.store import Store
from db.people import erasing
from domain.assessing.case import CycleKind
from domain.development.plan import ActionState, PlanState
from domain.development.plan_rules import draft_of
from domain.errors import (
    Approved,
    BasisWithdrawn,
    Missing,
    NeedsReason,
    NoGoals,
    NotActive,
    NothingPlanned,
    NotWithdrawn,
    Numbered,
    OutsidePlan,
    OwnerLeft,
    PlanClosed,
    Rests,
    Unknown,
    Unreported,
)
from domain.people.erasure import Order
from domain.period import Period, next_quarter
from tests.db import sample
from tests.db.planned import MIDDLE, ON, PERIOD, Planned, assess_later, planned, rate_again

NEXT = next_quarter(PERIOD.starts_on)


@pytest.fixture
def plan(store: Store) -> Planned:
    return planned(store)


def test_a_draft_is_approved_once_and_the_day_is_kept(store: Store, plan: Planned) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    assert (plan.read().state, plan.read().approved_on) == (PlanState.ACTIVE, ON)
    with pytest.raises(Approved):
        store.write(plan_followup.approve, plan.plan, ON)
    assert sample.last_event(store).act == "approve"


def test_a_plan_is_numbered_when_it_is_approved_so_that_no_number_is_left_out(store: Store) -> None:
    first, dropped, second = planned(store), planned(store), planned(store)
    assert first.read().number is None, "a draft that comes to nothing takes no number"
    store.write(plan_followup.approve, second.plan, ON)
    store.write(plan_followup.approve, first.plan, ON)
    assert (second.read().number, first.read().number, dropped.read().number) == (1, 2, None)
    later = planned(store, Period(date(2028, 1, 1), date(2028, 3, 31)))
    store.write(plan_followup.approve, later.plan, ON)
    assert later.read().number == 1, "each year begins anew"


def test_a_plan_with_a_number_goes_into_no_other_year_where_its_number_may_be_taken(store: Store) -> None:
    period = Period(date(2027, 12, 1), date(2028, 3, 31))
    moved, other = planned(store, period), planned(store, Period(date(2028, 1, 1), date(2028, 3, 31)))
    store.write(plan_followup.approve, moved.plan, ON)
    store.write(plan_followup.approve, other.plan, ON)
    for action in moved.read().actions:
        store.write(plan_edit.drop_action, action.id)
    for meeting in moved.read().meetings:
        store.write(plan_edit.drop_meeting, meeting.id)
    draft = plan_edit.PlanDraft(Period(date(2028, 1, 10), period.ends_on))
    with pytest.raises(Numbered) as refused:
        store.write(plan_edit.describe, moved.plan, draft)
    assert refused.value.year == 2027
    assert (moved.read().number, moved.read().period) == (1, period), "two papers share no number"
    store.write(
        plan_edit.describe, moved.plan, plan_edit.PlanDraft(Period(date(2027, 12, 6), period.ends_on))
    )
    assert moved.read().period.starts_on == date(2027, 12, 6)


def test_a_plan_with_a_goal_without_actions_is_not_approved(store: Store, plan: Planned) -> None:
    for action in plan.goal("S02").actions:
        store.write(plan_edit.drop_action, action.id)
    with pytest.raises(NothingPlanned) as refused:
        store.write(plan_followup.approve, plan.plan, ON)
    assert refused.value.codes == ("S02",)
    bare = store.write(plan_edit.begin, plan.person, PERIOD)
    with pytest.raises(NothingPlanned):
        store.write(plan_followup.approve, bare, ON)


def test_a_plan_is_neither_approved_nor_closed_by_an_assessment_that_was_taken_back(
    store: Store, plan: Planned
) -> None:
    plan.finish()
    case = assess_later(store, plan, {"S02": 3}, kind=CycleKind.QUARTERLY)
    cycle = store.read(_cycle_of, case)
    store.write(cycles.withdraw_cycle, cycle, "открыт по ошибке")
    assert store.read(plan_followup.after, plan.plan, plan.boss, PERIOD.ends_on).case_id is None
    store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    assert plan.goal("S02").level_after is None
    again = rate_again(store, plan, ON, {"S02": 1}, CycleKind.QUARTERLY)
    draft = store.write(plans.make, again, plan.boss, NEXT, ON)
    store.write(cycles.withdraw_cycle, store.read(_cycle_of, again), "открыт по ошибке")
    with pytest.raises(BasisWithdrawn):
        store.write(plan_followup.approve, draft, ON)


def test_the_assessment_that_a_plan_was_closed_with_stays(store: Store, plan: Planned) -> None:
    plan.finish()
    case = assess_later(store, plan, {"S02": 3}, kind=CycleKind.QUARTERLY)
    store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    with pytest.raises(NotWithdrawn) as kept:
        store.write(cycles.withdraw_cycle, store.read(_cycle_of, case), "открыт по ошибке")
    assert (kept.value.why, kept.value.names) == (Rests.PLAN, ("Орлов Денис",))


def _cycle_of(session: Session, case_id: int) -> int:
    return session.get_one(models.Case, case_id).cycle_id


def test_a_plan_whose_owner_left_meanwhile_is_not_approved(store: Store, plan: Planned) -> None:
    action = plan.action("S02")
    owner = sample.add(store, "Рябов")
    store.write(plan_edit.change_action, action.id, replace(draft_of(action), owner_id=owner))
    store.write(people.change, replace(store.read(people.person, owner), left_on=ON))
    with pytest.raises(OwnerLeft):
        store.write(plan_followup.approve, plan.plan, ON)


def test_what_was_done_says_when_and_what_shows_it(store: Store, plan: Planned) -> None:
    action = plan.action("S02")
    with pytest.raises(NotActive):
        store.write(plan_followup.report, action.id, ActionState.DONE, "готово", ON)
    store.write(plan_followup.approve, plan.plan, ON)
    with pytest.raises(Missing):
        store.write(plan_followup.report, action.id, ActionState.DONE, " ", ON)
    with pytest.raises(Missing):
        store.write(plan_followup.report, action.id, ActionState.DONE, "готово", None)
    store.write(plan_followup.report, action.id, ActionState.DONE, "пять разборов", MIDDLE)
    told = plan.action("S02")
    assert (told.state, told.result, told.done_on) == (ActionState.DONE, "пять разборов", MIDDLE)
    store.write(plan_followup.report, action.id, ActionState.PLANNED)
    assert (plan.action("S02").state, plan.action("S02").done_on) == (ActionState.PLANNED, None)


def test_days_put_off_are_kept_with_the_reason(store: Store, plan: Planned) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    action = plan.action("S02")
    days = action.starts_on + timedelta(days=7), action.ends_on + timedelta(days=7)
    with pytest.raises(NeedsReason):
        store.write(plan_followup.postpone, action.id, *days, " ", ON)
    with pytest.raises(OutsidePlan):
        far = PERIOD.ends_on + timedelta(days=1)
        store.write(plan_followup.postpone, action.id, days[0], far, "отпуск", ON)
    store.write(plan_followup.postpone, action.id, *days, "отпуск", ON)
    moved = plan.action("S02")
    assert (moved.starts_on, moved.ends_on) == days
    (why,) = moved.postponed
    assert (why.starts_was, why.ends_was, why.reason) == (action.starts_on, action.ends_on, "отпуск")


def test_meetings_keep_what_was_decided(store: Store, plan: Planned) -> None:
    meeting = plan.read().meetings[0]
    store.write(plan_followup.approve, plan.plan, ON)
    store.write(plan_followup.hold, meeting.id, "идём дальше")
    assert plan.read().meetings[0].result == "идём дальше"


def test_a_plan_closes_with_the_level_before_and_after_from_assessments(store: Store, plan: Planned) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    with pytest.raises(Unreported) as waiting:
        store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    assert waiting.value.count == len(plan.read().actions)
    for action in plan.read().actions:
        store.write(plan_followup.report, action.id, ActionState.DONE, "сделано", MIDDLE)
    case = assess_later(store, plan, {"S02": 3, "S09": 1})
    found = store.read(plan_followup.after, plan.plan, plan.boss, PERIOD.ends_on)
    assert found.case_id == case
    goal = plan.goal("S02")
    store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {goal.id: "держит SL"})
    closed = plan.goal("S02")
    assert (closed.level_from, closed.level_after, closed.outcome) == (1, 3, "держит SL")
    assert plan.read().state is PlanState.CLOSED
    with pytest.raises(PlanClosed):
        store.write(plan_edit.drop_goal, goal.id)


def test_without_a_new_assessment_the_level_after_is_not_known(store: Store, plan: Planned) -> None:
    plan.finish()
    store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    assert {goal.level_after for goal in plan.read().goals} == {None}


def test_what_was_not_reached_goes_along_into_the_next_plan(store: Store, plan: Planned) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    for action in plan.read().actions:
        cancelled = action.id == plan.action("S09").id
        state = ActionState.CANCELLED if cancelled else ActionState.DONE
        store.write(plan_followup.report, action.id, state, "отпуск" if cancelled else "сделано", MIDDLE)
    with pytest.raises(NotActive):
        store.write(plan_followup.carry_over, plan.plan, plan.boss, NEXT, PERIOD.ends_on)
    case = assess_later(store, plan, {"S09": 1, "S16": 2})
    store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    made = store.write(plan_followup.carry_over, plan.plan, plan.boss, NEXT, PERIOD.ends_on)
    following = store.read(plans.plan, made, plan.boss, PERIOD.ends_on).plan
    goals = {goal.item: goal for goal in following.goals}
    assert "S02" not in goals, "it was reached"
    assert following.follows_id == plan.plan and following.case_id == case
    assert (following.state, following.period) == (PlanState.DRAFT, NEXT)
    again = goals["S09"].actions
    assert [one.text for one in again] == [plan.action("S09").text]
    assert all(NEXT.starts_on <= one.starts_on <= one.ends_on <= NEXT.ends_on for one in again)
    with pytest.raises(Approved):
        store.write(plan_followup.carry_over, plan.plan, plan.boss, NEXT, PERIOD.ends_on)
    board = store.read(plan_board.board, plan.plan, plan.boss, PERIOD.ends_on)
    assert board.followed_by == made


def test_nothing_goes_along_for_somebody_who_was_erased(store: Store, plan: Planned) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    gone = Order(plan.person, "срок истёк", "Стёртый сотрудник № 1", marks_kept=True)
    store.write(erasing.erase, gone)
    with pytest.raises(Unknown) as told:
        store.write(plan_followup.carry_over, plan.plan, plan.boss, NEXT, PERIOD.ends_on)
    assert told.value.kind == "person"
    with pytest.raises(Unknown):
        store.write(plans.begin, plan.case, plan.boss, NEXT, ON)


def test_where_all_was_reached_nothing_goes_along(store: Store, plan: Planned) -> None:
    plan.finish()
    assess_later(store, plan, {})
    store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    with pytest.raises(NoGoals):
        store.write(plan_followup.carry_over, plan.plan, plan.boss, NEXT, PERIOD.ends_on)


def test_what_worked_is_told_from_five_closed_plans_on(store: Store, plan: Planned) -> None:
    library_id = plan.action("S02").library_id
    assert library_id is not None
    for number in range(5):
        assert store.read(what_worked.by_action) == {}
        one = plan if number == 0 else planned(store)
        one.finish()
        assess_later(store, one, {"S09": 1})
        store.write(plan_followup.close, one.plan, one.boss, PERIOD.ends_on, {})
    found = store.read(what_worked.by_action)
    assert (found[library_id].n, found[library_id].change) == (5, 3), "from level 1 to 4 in each"
    assert found[library_id] == plan.board.worked[library_id]
    stuck = plan.action("S09").library_id
    assert stuck is not None and found[stuck].change == 0
