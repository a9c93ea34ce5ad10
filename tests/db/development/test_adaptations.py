"""A new employee has a plan of adaptation, a mentor who agreed in writing, and an end told in time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.development import adaptations, mentors, plan_followup, plans
from db.file.store import Store
from db.home import due
from db.people import held
from domain.development.adaptation import CHECK_DAYS, Mentoring, day_of_check
from domain.development.plan import ActionState, PlanKind
from domain.errors import Impossible, NoConsent, OwnerLeft, PlanClosed
from domain.framework.profile import Phase
from domain.home.due import Kind, Opens
from domain.period import Period
from tests.db import sample

ON = sample.TODAY
HIRED = ON - timedelta(days=76)
PERIOD = Period(HIRED, ON + timedelta(days=14))


@pytest.fixture
def boss(store: Store) -> int:
    made = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич")
    store.act_as(made)
    return made


@pytest.fixture
def person(store: Store, boss: int) -> int:
    return sample.add(store, "Рябов", given="Олег", manager_id=boss, hired_on=HIRED)


@pytest.fixture
def plan(store: Store, person: int) -> int:
    return store.write(adaptations.begin, person, PERIOD)


def test_of_whom_nothing_is_known_what_is_critical_is_assessed_first(
    store: Store, boss: int, plan: int
) -> None:
    kept = store.read(plans.plan, plan, boss, ON).plan
    critical = {code for code, one in sample.profile(store, Phase.POST).targets.items() if one.critical}
    assert kept.kind is PlanKind.ADAPTATION
    assert {goal.item for goal in kept.goals} <= critical and kept.goals
    assert all(goal.assess_only for goal in kept.goals)
    sheet = store.read(plans.plan, plan, boss, ON)
    assert [day_of_check(one.on, PERIOD, sheet.calendar) for one in kept.meetings] == list(CHECK_DAYS)
    assert all(sheet.calendar.works(one.on) for one in kept.meetings), "day 60 was a Saturday"
    assert {goal.level_to for goal in kept.goals} <= {2, 3}, "nobody is asked for the highest on probation"
    assert any(goal.asked == 4 and goal.level_to == 3 for goal in kept.goals)


def test_a_candidate_is_hired_before(store: Store) -> None:
    with pytest.raises(Impossible):
        store.write(adaptations.begin, sample.candidate(store), PERIOD)


def test_a_mentor_guides_only_with_written_consent(store: Store, boss: int, plan: int) -> None:
    guide = sample.add(store, "Фомина", given="Елена")
    store.write(adaptations.appoint, plan, Mentoring(guide))
    with pytest.raises(NoConsent) as refused:
        store.write(plan_followup.approve, plan, ON)
    assert refused.value.name == "Фомина Елена"
    agreed = Mentoring(
        guide,
        consent_on=HIRED,
        agreement_no="17-Н",
        agreement_on=HIRED,
        content="введение в должность",
        form="на месте",
        pay="10 %",
    )
    store.write(adaptations.appoint, plan, agreed)
    store.write(plan_followup.approve, plan, ON)
    kept = store.read(plans.plan, plan, boss, ON).mentoring
    assert kept is not None
    assert (kept.mentor_name, kept.signature_name) == ("Фомина Елена", "Е. Фомина")
    assert (kept.consent_on, kept.agreement_no, kept.pay) == (HIRED, "17-Н", "10 %")
    store.write(adaptations.appoint, plan, None)
    assert store.read(plans.plan, plan, boss, ON).mentoring is None


def test_a_mentor_by_job_needs_no_consent(store: Store, boss: int, plan: int) -> None:
    guide = sample.add(store, "Фомина", given="Елена")
    store.write(adaptations.appoint, plan, Mentoring(guide, clause="п. 2.4 трудового договора"))
    assert not store.read(held.held).mentor_agrees
    store.write(plan_followup.approve, plan, ON)
    kept = store.read(plans.plan, plan, boss, ON).mentoring
    assert kept is not None and kept.part_of_job and kept.clause == "п. 2.4 трудового договора"
    assert store.read(mentors.clauses) == {guide: kept.clause}, "to be offered for the next newcomer"
    store.write(adaptations.appoint, plan, replace(kept, clause=""))
    assert store.read(held.held).mentor_agrees


def test_where_the_clause_leaves_nothing_to_agree_on_nothing_agreed_is_kept(
    store: Store, boss: int, plan: int
) -> None:
    guide = sample.add(store, "Фомина", given="Елена")
    typed = Mentoring(
        guide,
        "",
        "",
        HIRED,
        "17-Н",
        HIRED,
        content="введение",
        pay="10 %",
        clause="п. 2.4 трудового договора",
    )
    store.write(adaptations.appoint, plan, typed)
    kept = store.read(plans.plan, plan, boss, ON).mentoring
    assert kept is not None and kept.content == "введение"
    assert (kept.consent_on, kept.agreement_no, kept.agreement_on, kept.pay) == (None, "", None, "")


def test_who_left_or_the_newcomer_is_no_mentor(store: Store, boss: int, person: int, plan: int) -> None:
    gone = sample.add(store, "Гусев", hired_on=date(2020, 1, 1), left_on=ON)
    with pytest.raises(OwnerLeft):
        store.write(adaptations.appoint, plan, Mentoring(gone))
    with pytest.raises(Impossible):
        store.write(adaptations.appoint, plan, Mentoring(person))


def test_a_closed_plan_keeps_its_mentor(store: Store, boss: int, plan: int) -> None:
    guide = sample.add(store, "Фомина")
    store.write(adaptations.appoint, plan, Mentoring(guide, consent_on=HIRED))
    store.write(plan_followup.approve, plan, ON)
    kept = store.read(plans.plan, plan, boss, ON).plan
    for action in kept.actions:
        store.write(plan_followup.report, action.id, ActionState.DONE, "оценён", ON)
    store.write(plan_followup.close, plan, boss, ON, {})
    with pytest.raises(PlanClosed):
        store.write(adaptations.appoint, plan, None)


def test_the_end_is_told_two_weeks_ahead_with_the_last_day_for_a_notice(
    store: Store, boss: int, plan: int
) -> None:
    def told(on: date) -> list[due.Due]:
        return [one for one in store.read(due.due, boss, on) if one.kind is Kind.PROBATION]

    assert told(ON - timedelta(days=1)) == []
    (one,) = told(ON)
    assert (one.day, one.opens, one.opens_id, one.name) == (PERIOD.ends_on, Opens.PLAN, plan, "Рябов О.")
    assert one.warn_by == PERIOD.ends_on - timedelta(days=4), "three whole days lie between"
