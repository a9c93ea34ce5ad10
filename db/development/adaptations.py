"""Adaptation plans: begun for a new employee, guided by a mentor who agreed in writing."""

from contextlib import suppress
from dataclasses import replace

from sqlmodel import Session

from db import models
from db.assessing import people
from db.development import calendars, plan_making, plans
from db.development.plan_rows import actions_of, check_there, goals_of, record, running_plan
from db.framework import frameworks
from db.journal import reasons
from domain.assessing.scoring import score
from domain.development.adaptation import Mentoring, adaptation_plan, against
from domain.development.plan import ActionKind, ActionState, Meeting, Plan, PlanKind
from domain.errors import Impossible, NoGoals
from domain.people.person import PersonKind
from domain.period import Period


def begin(session: Session, person_id: int, period: Period) -> int:
    """Begin an adaptation plan without a hiring result and return its id.

    Nothing is known about the person yet, so the critical items of the post are to be assessed first.

    Raises:
        Unknown: if there is no such person.
        Impossible: if the person is a candidate, who must be hired first.
    """
    person = people.person(session, person_id)
    if person.kind is PersonKind.CANDIDATE:
        raise Impossible("person")
    framework, policy = plan_making.edition_for(session, person), frameworks.policy(session)[2]
    post = plan_making.post_of(session, framework, person.post)
    plan = Plan(PlanKind.ADAPTATION, period, (), (Meeting(period.ends_on),))
    if post is not None:
        entries = against((), framework, post)
        with suppress(NoGoals):
            plan = adaptation_plan(
                score(entries, framework.duties, policy),
                framework,
                plan_making.offered(session, person_id, framework.id, period.starts_on),
                period,
                policy,
                calendars.calendar(session),
                plan_making.owners(session, person),
                post,
            )
    plan_id = plans.keep(session, replace(plan, person_id=person_id), framework)
    told = {"person": person_id, "kind": PlanKind.ADAPTATION.value, "goals": plans.told(plan)}
    record(session, "begin", session.get_one(models.Plan, plan_id), told)
    return plan_id


def appoint(session: Session, plan_id: int, mentoring: Mentoring | None) -> None:
    """Set the mentor of the new employee, None for no one; the mentor's planned actions change hands too.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed, or there is no such person.
        Impossible: if it is not an adaptation plan, or people would mentor themselves.
        OwnerLeft: if the mentor leaves before the end.
        TooLong: if a text has more than 5,000 characters.
    """
    plan = running_plan(session, plan_id)
    if plan.kind is not PlanKind.ADAPTATION:
        raise Impossible("plan")
    row = session.get(models.Mentoring, plan_id)
    if mentoring is None:
        if row is not None:
            _hand_over(session, plan, row.mentor_id, None)
            session.delete(row)
        record(session, "appoint", plan, {"mentor": None})
        return
    if mentoring.mentor_id == plan.person_id:
        raise Impossible("mentor_id")
    mentoring = mentoring.agreed
    check_there(session, {mentoring.mentor_id}, mentoring.until or plan.ends_on)
    _hand_over(session, plan, None if row is None else row.mentor_id, mentoring.mentor_id)
    row = row or models.Mentoring(plan_id=plan_id, mentor_id=mentoring.mentor_id)
    row.mentor_id, row.consent_on, row.until = mentoring.mentor_id, mentoring.consent_on, mentoring.until
    row.agreement_on, row.agreement_no = (
        mentoring.agreement_on,
        reasons.words("agreement_no", mentoring.agreement_no),
    )
    row.content = reasons.words("content", mentoring.content)
    row.form = reasons.words("form", mentoring.form)
    row.pay = reasons.words("pay", mentoring.pay)
    row.clause = reasons.words("clause", mentoring.clause)
    session.add(row)
    told = {
        "mentor": mentoring.mentor_id,
        "consent": str(mentoring.consent_on),
        "part_of_job": mentoring.part_of_job,
    }
    record(session, "appoint", plan, told)


def _hand_over(session: Session, plan: models.Plan, former: int | None, mentor_id: int | None) -> None:
    """Give the mentor's planned actions to the new mentor, or back to the employee; others keep theirs."""
    for row in actions_of(session, [one.id for one in goals_of(session, plan.id)]):
        waits = row.kind is ActionKind.SOCIAL and row.state is ActionState.PLANNED
        if waits and row.owner_id in {former, plan.person_id}:
            row.owner_id = mentor_id or plan.person_id
