"""Plans are built from the gaps of a case, kept once, and come back as they were built."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlmodel import Session

from db import models
from db.assessing import people
from db.assessing.sheet import paper_sheets, sheets
from db.development import plan_edit, plans
from db.file.store import Store
from db.framework import frameworks
from domain.development.plan import ActionKind, Plan, PlanKind, PlanState
from domain.errors import NoGoals, NothingSubmitted, OwnerLeft, Unknown
from domain.mark import Mark, Role, State
from domain.period import Period, next_quarter
from tests.db import sample

ON = sample.TODAY
PERIOD = next_quarter(ON)


@pytest.fixture
def boss(store: Store) -> int:
    return sample.add(store, "Громов", given="Максим", patronymic="Сергеевич")


@pytest.fixture
def case(store: Store, boss: int) -> int:
    """A case with two sheets, an alias group below target and a critical item that nobody rated."""
    hr = sample.add(store, "Соколова")
    case = sample.case(store, sample.candidate(store, manager_id=boss))
    said = dict.fromkeys((item.code for item in sample.framework(store).items), 3)
    said |= {"K07": 0, "K20": 0, "K34": 0, "S02": 0}
    for assessor, role, s09 in ((hr, Role.HR, 0), (boss, Role.MANAGER, 1)):
        sheet = sample.sheet(store, case, assessor, role, said | {"S09": s09}, submit=False)
        store.write(sheets.rate, sheet, sample.item(store, "K01"), Mark(State.NOT_ASKED))
        store.write(sheets.submit, sheet)
    return case


def bare(plan: Plan) -> Plan:
    """Return the plan without what only a kept one has."""
    goals = tuple(
        replace(goal, id=0, actions=tuple(replace(action, id=0) for action in goal.actions))
        for goal in plan.goals
    )
    meetings = tuple(replace(meeting, id=0) for meeting in plan.meetings)
    return replace(plan, id=0, uid="", goals=goals, meetings=meetings)


def test_a_kept_plan_is_the_one_that_was_built(store: Store, case: int) -> None:
    built = store.read(plans.for_case, case, None, PERIOD, ON)
    plan_id = store.write(plans.make, case, None, PERIOD, ON)
    kept = store.read(plans.plan, plan_id, None, ON)
    assert bare(kept.plan) == bare(built.plan) == built.plan
    assert (kept.plan.number, kept.basis, kept.person) == (None, built.basis, built.person)
    assert kept.plan.id == plan_id and len(kept.plan.uid) == 36
    assert kept.plan.kind is PlanKind.IDP and kept.plan.state is PlanState.DRAFT


def test_goals_hold_levels_duties_twins_and_actions_in_order(store: Store, case: int, boss: int) -> None:
    store.write(plans.make, case, None, PERIOD, ON)
    plan = store.read(plans.for_case, case, None, PERIOD, ON).plan
    goals = {goal.item: goal for goal in plan.goals}
    assert goals["S09"].level_from == Fraction(1, 2)
    assert goals["K07"].aliases == ("K20", "K34")
    assert goals["S02"].duties
    assert (goals["K01"].assess_only, goals["K01"].level_from) == (True, None)
    assert plan.goals[-1].item == "K01"
    first = goals["S02"].actions[0]
    assert first.owner_name == "Лебедева", "whose plan it is does what develops"
    ((to_assess, name),) = {(a.owner_id, a.owner_name) for a in goals["K01"].actions}
    assert (to_assess, name) == (boss, "Громов М. С."), "the manager assesses"
    assert first.text.en and first.evidence.en
    assert [meeting.on for meeting in plan.meetings] == [
        date(2027, 1, 29),
        date(2027, 2, 26),
        date(2027, 3, 31),
    ]


def test_a_goal_can_be_traced_to_the_sheets_its_level_comes_from(store: Store, case: int) -> None:
    plan_id = store.write(plans.make, case, None, PERIOD, ON)
    kept = store.read(plans.plan, plan_id, None, ON)
    assert kept.basis is not None
    ground = kept.ground("S09")
    assert ground is not None and not ground.settled and ground.quarters is None
    assert [one.role for one in ground.sheets] == [Role.HR, Role.MANAGER]
    found = [store.read(paper_sheets.by_number, one.number) for one in ground.sheets]
    assert found == [one.sheet_id for one in ground.sheets], "the printed number leads to the sheet"
    assert kept.ground("K01") is None, "nobody rated it"
    assert replace(kept, basis=None).ground("S09") is None


def test_how_somebody_saw_themselves_is_no_ground_of_a_goal(store: Store, boss: int) -> None:
    person = sample.candidate(store, manager_id=boss)
    case = sample.case(store, person)
    mine = sample.sheet(store, case, person, Role.SELF, 4)
    theirs = sample.sheet(store, case, boss, Role.MANAGER, 1)
    plan = store.read(plans.for_case, case, None, PERIOD, ON)
    assert plan.basis is not None and {one.sheet_id for one in plan.basis.assessors} == {mine, theirs}
    ground = plan.ground(plan.plan.goals[0].item)
    assert ground is not None and [one.sheet_id for one in ground.sheets] == [theirs]


def test_a_plan_of_a_case_is_made_once(store: Store, case: int) -> None:
    first = store.write(plans.make, case, None, PERIOD, ON)
    assert store.write(plans.make, case, None, next_quarter(date(2027, 1, 1)), ON) == first
    assert store.read(plans.for_case, case, None, next_quarter(date(2027, 1, 1)), ON).plan.period == PERIOD


def test_building_for_the_eye_writes_nothing(store: Store, case: int) -> None:
    store.read(plans.for_case, case, None, PERIOD, ON)
    with pytest.raises(Unknown):
        store.read(plans.plan, 1, None, ON)


def test_without_a_manager_whoever_assesses_is_a_line_to_fill(store: Store, boss: int) -> None:
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, boss, said=0)
    store.write(plans.make, case, None, PERIOD, ON)
    sheet = store.read(plans.for_case, case, None, PERIOD, ON)
    assert sheet.manager is None
    owners = {(a.kind is ActionKind.ASSESS, a.owner_name) for goal in sheet.plan.goals for a in goal.actions}
    assert owners <= {(False, "Лебедева"), (True, "")}


def test_nothing_below_target_is_no_plan(store: Store, boss: int) -> None:
    case = sample.case(store, sample.candidate(store))
    with pytest.raises(NothingSubmitted):
        store.read(plans.for_case, case, None, PERIOD, ON)
    sample.sheet(store, case, boss, said=4)
    for act in (store.read, store.write):
        with pytest.raises(NoGoals):
            act(plans.for_case, case, None, PERIOD, ON)
    with pytest.raises(NoGoals):
        store.write(plans.make, case, None, PERIOD, ON)


def test_nobody_is_developed_after_leaving(store: Store, boss: int) -> None:
    operator = sample.add(store, "Орлова", manager_id=boss)
    case = sample.case(store, operator)
    sample.sheet(store, case, boss, said=1)
    store.write(people.dismiss, operator, PERIOD.starts_on - timedelta(days=1), "")
    with pytest.raises(OwnerLeft):
        store.read(plans.for_case, case, None, PERIOD, ON)
    with pytest.raises(OwnerLeft):
        store.write(plans.make, case, None, PERIOD, ON)
    with pytest.raises(OwnerLeft):
        store.write(plan_edit.begin, operator, PERIOD)
    earlier = Period(ON, PERIOD.ends_on)
    assert store.read(plans.for_case, case, None, earlier, ON).plan.goals


def test_a_plan_without_an_assessment_has_no_basis(store: Store, boss: int) -> None:
    person = sample.add(store, "Фомина", manager_id=boss)

    def put(session: Session) -> int:
        row = models.Plan(
            uid=str(sample.new_uid()),
            person_id=person,
            kind=PlanKind.ADAPTATION,
            made_on=ON,
            starts_on=date(2027, 1, 11),
            ends_on=date(2027, 4, 10),
            state=PlanState.ACTIVE,
            aim="войти в должность",
        )
        session.add(row)
        session.flush()
        session.info["unjournaled"] = True
        return row.id

    plan_id = store.write(put)
    sheet = store.read(plans.plan, plan_id, None, ON)
    assert sheet.basis is None
    assert (sheet.plan.kind, sheet.plan.aim, sheet.plan.goals) == (
        PlanKind.ADAPTATION,
        "войти в должность",
        (),
    )
    assert sheet.manager is not None and sheet.manager.id == boss
    assert sheet.framework is store.read(frameworks.newest)


def test_a_kept_plan_costs_the_same_number_of_statements_whatever_its_size(
    store: Store, case: int, boss: int
) -> None:
    small = sample.case(store, sample.candidate(store, "Мельник"))
    said = dict.fromkeys((item.code for item in sample.framework(store).items), 4)
    sample.sheet(store, small, boss, said=said | {"S02": 0})
    ids = [store.write(plans.make, one, None, PERIOD, ON) for one in (small, case)]
    store.read(plans.plan, ids[0], None, ON)
    few, many = (sample.count(store, plans.plan, one, None, ON) for one in ids)
    assert few <= many <= few + 2  # the larger one has a manager, and people to name
