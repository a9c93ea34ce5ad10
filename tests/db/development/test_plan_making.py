"""What a new plan proposes: nothing done lately, by its owners, and on probation against the post."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from db import models
from db.assessing.sheet import sheets
from db.development import adaptations, plan_board, plan_edit, plan_followup, plan_making, plans
from db.file.store import Store
from db.journal import journal
from domain.development.adaptation import HIGHEST, Mentoring
from domain.development.plan import Action, ActionKind, ActionState, Plan
from domain.development.plan_rules import ActionDraft, draft_of
from domain.errors import NothingPlanned
from domain.framework.profile import Phase
from domain.mark import Role
from domain.period import Period, next_quarter
from tests.db import sample
from tests.db.planned import ON, PERIOD, Planned, planned, rate_again

NEXT = next_quarter(PERIOD.starts_on)


def done(one: Planned, code: str, on: date) -> set[int]:
    """Say of every action of a goal that it was done, of the others that they were cancelled."""
    one.store.write(plan_followup.approve, one.plan, ON)
    for goal in one.read().goals:
        for action in goal.actions:
            state = ActionState.DONE if goal.item == code else ActionState.CANCELLED
            one.store.write(plan_followup.report, action.id, state, "сказано", on)
    return {action.library_id or 0 for action in one.goal(code).actions}


def next_plan(one: Planned, said: dict[str, int], period: Period = NEXT) -> Plan:
    """Return what is proposed after another assessment."""
    case = rate_again(one.store, one, ON, said)
    return one.store.read(plans.for_case, case, one.boss, period, ON).plan


def test_an_action_that_was_done_is_not_proposed_again_and_one_that_was_not_is(store: Store) -> None:
    plan = planned(store)
    first = done(plan, "S02", PERIOD.ends_on)
    left = {"formal"}
    others = {action.library_id for action in plan.goal("S09").actions}
    following = next_plan(plan, {"S02": 1, "S09": 1})
    proposed = {goal.item: {one.library_id for one in goal.actions} for goal in following.goals}
    assert len(first) == 2 and not proposed["S02"] & first
    assert {one.kind.value for goal in following.goals if goal.item == "S02" for one in goal.actions} == left
    assert proposed["S09"] == others, "cancelled is not done"


def test_the_library_gives_the_next_action_and_where_it_has_none_the_plan_says_so(store: Store) -> None:
    plan = planned(store)
    done(plan, "S02", PERIOD.ends_on)
    second = rate_again(store, plan, ON, {"S02": 1})
    rest = replace(plan, case=second, plan=store.write(plans.make, second, plan.boss, PERIOD, ON))
    assert [one.kind for one in rest.goal("S02").actions] == [ActionKind.FORMAL]
    done(rest, "S02", PERIOD.ends_on)
    case = rate_again(store, plan, ON, {"S02": 1})
    sheet = store.read(plans.for_case, case, plan.boss, NEXT, ON)
    assert [goal.item for goal in sheet.plan.goals] == ["S02"]
    assert sheet.plan.goals[0].actions == () and sheet.exhausted == {"S02"}
    made = store.write(plans.make, case, plan.boss, NEXT, ON)
    assert store.read(plans.plan, made, plan.boss, ON).exhausted == {"S02"}
    with pytest.raises(NothingPlanned) as refused:
        store.write(plan_followup.approve, made, ON)
    assert refused.value.codes == ("S02",)


def test_after_four_quarters_an_action_may_come_again(store: Store) -> None:
    plan = planned(store)
    first = done(plan, "S02", PERIOD.starts_on)
    person = plan.person
    last = Period(date(2028, 1, 10), date(2028, 3, 31))
    assert store.read(plan_making.done_lately, person, last.starts_on) == first, "four quarters later"
    assert store.read(plan_making.done_lately, person, date(2028, 4, 3)) == frozenset()


def test_the_mentor_does_the_work_with_the_mentor_and_gives_it_back(store: Store) -> None:
    boss, hired = sample.add(store, "Громов"), date(2026, 9, 9)
    store.act_as(boss)
    person = sample.add(store, "Рябов", manager_id=boss, hired_on=hired)
    guide = sample.add(store, "Фомина")
    plan = store.write(adaptations.begin, person, Period(hired, hired + timedelta(days=90)))
    store.write(plan_edit.choose_goal, plan, "K13", boss, ON)

    def owners() -> dict[ActionKind, set[str]]:
        read = store.read(plans.plan, plan, boss, ON).plan
        kinds = {one.kind for one in read.actions}
        return {kind: {one.owner_name for one in read.actions if one.kind is kind} for kind in kinds}

    added = next(
        one for one in store.read(plans.plan, plan, boss, ON).plan.goals if one.item == "K13"
    ).actions
    first = {one.kind: one.starts_on for one in added}
    assert first[ActionKind.SOCIAL] < first[ActionKind.EXPERIENCE], "no work of one's own before the mentor"
    assert first[ActionKind.EXPERIENCE] >= hired + timedelta(days=30)
    before = owners()
    assert before[ActionKind.SOCIAL] == before[ActionKind.EXPERIENCE] == {"Рябов"}
    assert before[ActionKind.ASSESS] == {"Громов"}
    store.write(adaptations.appoint, plan, Mentoring(guide, consent_on=hired))
    assert owners() == before | {ActionKind.SOCIAL: {"Фомина"}}
    store.write(plan_edit.choose_goal, plan, "S02", boss, ON)
    assert owners()[ActionKind.SOCIAL] == {"Фомина"}, "also of a goal that comes later"
    read = store.read(plans.plan, plan, boss, ON).plan
    kept = next(one for one in read.actions if one.kind is ActionKind.SOCIAL)
    store.write(plan_edit.change_action, kept.id, replace_owner(kept, boss))
    store.write(adaptations.appoint, plan, None)
    assert owners()[ActionKind.SOCIAL] == {"Рябов", "Громов"}, "what people gave to others stays theirs"


def replace_owner(action: Action, owner: int) -> ActionDraft:
    """Return the action with another owner."""
    return replace(draft_of(action), owner_id=owner)


def test_beside_a_plan_of_adaptation_stand_the_gaps_it_was_made_of(store: Store) -> None:
    """On the left «1 → 3» as on the right, not «1 → 2» of the hire; the counts agree."""
    boss, hired = sample.add(store, "Громов"), date(2026, 12, 1)
    store.act_as(boss)
    person = sample.candidate(store, manager_id=boss)
    case = sample.case(store, person)
    said = dict.fromkeys((item.code for item in sample.framework(store).items), 3)
    sheet = sample.sheet(store, case, boss, Role.MANAGER, said | {"S08": 1, "K18": 1}, submit=False)
    store.write(sheets.submit, sheet)
    plan = store.write(adapt, case, Period(hired, date(2027, 2, 28)))
    board = store.read(plan_board.board, plan, boss, ON)
    left = {one.code: one.row.entry.target for one in board.choices if one.goal_id}
    right = {goal.item: goal.level_to for goal in board.sheet.plan.goals}
    assert left == right and {"S08", "K18"} <= set(right)
    assert max(right.values()) == HIGHEST
    post = sample.profile(store, Phase.POST).targets
    assert {goal.item: goal.asked for goal in board.sheet.plan.goals} == {
        code: post[code].level for code in right
    }
    hire = sample.profile(store, Phase.HIRE).targets
    goal = next(one for one in board.sheet.plan.goals if one.item == "S08")
    asked = board.sheet.steps(goal)
    assert asked[:2] == (None, hire["S08"].level) and asked[-1] == goal.level_to


def adapt(session: Session, case_id: int, period: Period) -> int:
    """Draft the plan as the hire does."""
    plan = plans.adapt(session, session.get_one(models.Case, case_id), period)
    assert plan is not None
    journal.record(session, "hire", "person", plan.person_id, {})
    return plan.id
