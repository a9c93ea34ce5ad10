"""A recommended candidate is hired, with all history and a plan for the probation."""

from datetime import date, timedelta
from typing import Any

import pytest

from db.assessing import cases, people
from db.development import plans
from db.file.store import Store
from db.hiring import campaigns
from db.hiring import hiring as hires
from db.hiring.campaigns import CandidateState
from db.people import organisation
from domain.development.plan import PlanKind
from domain.errors import (
    Hired,
    Impossible,
    NoPlaces,
    NotRecommended,
    Taken,
    TooLong,
    Unknown,
)
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.person import Basis, PersonKind
from tests.db import sample
from tests.db.hiring.deciding import HIRED, ON, PROBATION, Campaign

# Hiring


def test_a_candidate_becomes_an_employee_with_all_history_and_a_plan(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude()
    consent = date(2026, 6, 1), date(2027, 6, 1)
    store.write(people.renew_basis, at.person, Basis("согласие", *consent))
    unit = store.write(organisation.add_unit, "Смена А")
    assert at.hire(unit_id=unit) == at.person
    event = sample.last_event(store)
    assert (event.act, event.subject_kind, event.subject_id) == ("hire", "person", at.person)
    card = store.read(people.card, at.person, at.hr, ON)
    assert card.person.kind is PersonKind.EMPLOYEE
    assert (card.person.code, card.person.personnel_no, card.person.post) == ("C-0041", "0777", "менеджер")
    assert (card.person.unit, card.person.manager_name, card.person.hired_on) == (
        "Смена А",
        "Громов Максим",
        HIRED,
    )
    assert [one.case_id for one in card.cases] == [at.case]
    assert len(card.papers) == 1, "hiring enters no paper"
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.probation_ends_on == PROBATION
    (plan,) = card.plans
    assert (plan.plan_id, plan.kind, plan.starts_on, plan.ends_on) == (
        hired.plan_id,
        PlanKind.ADAPTATION,
        HIRED,
        PROBATION,
    )
    (counted,) = store.read(campaigns.campaigns)
    assert (counted.decided, counted.hired) == (1, 1)
    (shown,) = store.read(campaigns.candidates, at.cycle, at.hr)
    assert shown.state is CandidateState.HIRED


def test_the_plan_goes_from_the_levels_of_the_result_to_what_the_post_asks(
    store: Store, at: Campaign
) -> None:
    from domain.development.adaptation import HIGHEST
    from domain.framework.profile import Phase
    from domain.plan_kinds import ActionKind

    at.settle_all()
    at.conclude()
    at.hire()
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.plan_id is not None
    plan = store.read(plans.plan, hired.plan_id, at.hr, ON).plan
    post = sample.profile(store, Phase.POST)
    scored = store.read(cases.result, at.case, at.hr, ON).score
    assert plan.goals
    for goal in plan.goals:
        assert goal.level_to == min(post.targets[goal.item].level, HIGHEST)
        assert goal.level_from == scored.row(goal.item).level
        if goal.level_from is not None:
            assert goal.level_from < goal.level_to
    # day 85 is a holiday, so people meet on the next
    assert [(one.on - HIRED).days + 1 for one in plan.meetings] == [7, 30, 60, 86]
    actions = [action for goal in plan.goals for action in goal.actions]
    assert {one.owner_id for one in actions if one.kind is not ActionKind.ASSESS} == {plan.person_id}


def test_checks_lie_within_the_probation_and_there_may_be_none(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude()
    at.hire(probation_ends_on=HIRED + timedelta(days=40))
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.plan_id is not None
    plan = store.read(plans.plan, hired.plan_id, at.hr, ON).plan
    assert [(one.on - HIRED).days + 1 for one in plan.meetings] == [7, 30]


def test_without_a_probation_the_plan_runs_until_after_the_last_check(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude()
    at.hire(probation_ends_on=None)
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.probation_ends_on is None and hired.plan_id is not None
    assert len(store.read(plans.plan, hired.plan_id, at.hr, ON).plan.meetings) == 4


def test_who_meets_all_that_the_post_asks_is_hired_without_a_plan(store: Store, at: Campaign) -> None:
    case = at.another("Ким", rest=4)
    at.conclude(case=case)
    at.hire(case)
    hired = store.read(hires.hired, case, at.hr)
    assert hired is not None and hired.plan_id is None


@pytest.mark.parametrize("outcome", [None, Outcome.CONTINUE, Outcome.NOT_RECOMMEND])
def test_nobody_is_hired_unless_people_recommend_it(
    store: Store, at: Campaign, outcome: Outcome | None
) -> None:
    at.settle_all()
    if outcome is not None:
        at.conclude(outcome)
    with pytest.raises(NotRecommended):
        at.hire()
    assert store.read(people.person, at.person).kind is PersonKind.CANDIDATE


def test_a_place_is_filled_once(store: Store, at: Campaign) -> None:
    other = at.another("Ким")
    at.settle_all()
    at.conclude()
    at.conclude(case=other)
    at.hire()
    with pytest.raises(Hired):
        at.hire()
    with pytest.raises(NoPlaces) as refused:
        at.hire(other, personnel_no="0778")
    assert refused.value.places == 1


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"probation_ends_on": HIRED - timedelta(days=1)}, Impossible),
        ({"unit_id": 77}, Unknown),
        ({"manager_id": 77}, Unknown),
        ({"personnel_no": "0101"}, Taken),
        ({"post": "м" * 121}, TooLong),
    ],
)
def test_a_hire_that_cannot_be_is_refused_and_leaves_a_candidate(
    store: Store, at: Campaign, more: dict[str, Any], error: type[Exception]
) -> None:
    sample.add(store, "Орлов", personnel_no="0101")
    at.settle_all()
    at.conclude()
    with pytest.raises(error):
        at.hire(**more)
    assert store.read(people.person, at.person).kind is PersonKind.CANDIDATE
    assert store.read(hires.hired, at.case, at.hr) is None


def test_somebody_employed_here_keeps_the_first_day_of_work(store: Store, at: Campaign) -> None:
    first = ON - timedelta(days=700)
    person = sample.add(store, "Ким", hired_on=first, personnel_no="0333")
    case = store.write(campaigns.invite, at.cycle, person)
    at.rate(case, at.hr, Role.HR, {})
    at.rate(case, at.boss, Role.MANAGER, {})
    at.conclude(case=case)
    at.hire(case, personnel_no=None)
    found = store.read(people.person, person)
    assert (found.hired_on, found.personnel_no, found.post) == (first, "0333", "менеджер")
