"""Plans of adaptation: begun for a new employee, guided by a mentor who agreed to it in writing."""

from contextlib import suppress
from dataclasses import replace

from sqlmodel import Session

from db import frameworks, models, people, plans, reasons
from db.plan_edit import post_of
from db.plan_rows import check_there, record, running_plan
from domain.adaptation import Mentoring, adaptation_plan, against
from domain.errors import Impossible, NoGoals
from domain.period import Period
from domain.person import PersonKind
from domain.plan import Meeting, Plan, PlanKind
from domain.scoring import score


def begin(session: Session, person_id: int, period: Period) -> int:
    """Begin a plan of adaptation without a result of hiring and return its id.

    Nothing is known of the person yet, so what is critical in the post is to be assessed first.

    Raises:
        Unknown: if there is no such person.
        Impossible: if it is a candidate, who has to be hired before.
    """
    person = people.person(session, person_id)
    if person.kind is PersonKind.CANDIDATE:
        raise Impossible("person")
    framework, policy = frameworks.newest(session), frameworks.policy(session)[2]
    post = post_of(session, framework)
    manager = people.brief(session, {person.manager_id or 0}).get(person.manager_id or 0)
    plan = Plan(PlanKind.ADAPTATION, period, (), (Meeting(period.ends_on),))
    if post is not None:
        entries = against((), framework, post)
        with suppress(NoGoals):
            plan = adaptation_plan(
                score(entries, framework.duties, policy),
                framework,
                frameworks.library(session, framework.id),
                period,
                policy,
                owner_id=None if manager is None else manager.id,
                owner_name="" if manager is None else manager.short_name,
            )
    plan_id = plans.keep(session, replace(plan, person_id=person_id), framework)
    told = {"person": person_id, "kind": PlanKind.ADAPTATION.value, "goals": plans.told(plan)}
    record(session, "begin", session.get_one(models.Plan, plan_id), told)
    return plan_id


def appoint(session: Session, plan_id: int, mentoring: Mentoring | None) -> None:
    """Set who guides the new employee, None for nobody.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed, or there is no such person.
        Impossible: if the plan is none of adaptation, or somebody would guide oneself.
        OwnerLeft: if the mentor leaves before the end.
        TooLong: if a text has more than 5,000 characters.
    """
    plan = running_plan(session, plan_id)
    if plan.kind is not PlanKind.ADAPTATION:
        raise Impossible("plan")
    row = session.get(models.Mentoring, plan_id)
    if mentoring is None:
        if row is not None:
            session.delete(row)
        record(session, "appoint", plan, {"mentor": None})
        return
    if mentoring.mentor_id == plan.person_id:
        raise Impossible("mentor_id")
    check_there(session, {mentoring.mentor_id}, mentoring.until or plan.ends_on)
    row = row or models.Mentoring(plan_id=plan_id, mentor_id=mentoring.mentor_id)
    row.mentor_id, row.consent_on, row.until = mentoring.mentor_id, mentoring.consent_on, mentoring.until
    row.agreement_on, row.agreement_no = (
        mentoring.agreement_on,
        reasons.words("agreement_no", mentoring.agreement_no),
    )
    row.content = reasons.words("content", mentoring.content)
    row.form = reasons.words("form", mentoring.form)
    row.pay = reasons.words("pay", mentoring.pay)
    session.add(row)
    told = {"mentor": mentoring.mentor_id, "consent": str(mentoring.consent_on)}
    record(session, "appoint", plan, told)
