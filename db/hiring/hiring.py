"""A candidate becomes an employee: the same person, with everything known from the campaign."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, people
from db.development import plan_making, plans
from db.journal import journal
from db.models.table import existing
from db.models.types import actor_id
from domain.assessing.case import CycleKind
from domain.development.adaptation import CHECK_DAYS, Unplanned
from domain.errors import Hired, Impossible, NoPlaces, NotRecommended
from domain.hiring.decision import Outcome
from domain.people.person import PersonKind
from domain.people.purpose import Purpose
from domain.period import Period

# Without a probation the plan still runs until a few days after the last check.
_SPAN = timedelta(days=CHECK_DAYS[-1] + 4)


@dataclass(frozen=True, slots=True)
class HireLine:
    """How a candidate was hired; ``plan_id`` is None if no adaptation plan was needed."""

    case_id: int
    person_id: int
    hired_on: date
    probation_ends_on: date | None
    plan_id: int | None


def hire(
    session: Session,
    case_id: int,
    hired_on: date,
    unit_id: int | None,
    manager_id: int | None,
    personnel_no: str | None,
    post: str,
    probation_ends_on: date | None,
) -> int:
    """Make the candidate of a case an employee and return the person's id, in one act.

    The history stays with the person. An adaptation plan is drafted from the result and the targets of the
    post, and a place of the campaign is taken. Someone already employed here keeps the first day of work.

    Raises:
        NotRecommended: if the last conclusion does not recommend hiring the candidate.
        Hired: if this was done before.
        NoPlaces: if all places of the campaign are taken.
        Impossible: if the probation ends before it begins, the case is not for hiring, or people would manage
            themselves.
        Taken: if the personnel number is in use.
        Missing, TooLong: as for ``people.add``.
        Unknown: if there is no such case, unit or manager.
    """
    case = existing(session, models.Case, case_id)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    if cycle.kind is not CycleKind.HIRING:
        raise Impossible("case")
    if session.get(models.Hire, case_id) is not None:
        raise Hired
    _check_concluded(session, case_id)
    if probation_ends_on is not None and probation_ends_on < hired_on:
        raise Impossible("probation_ends_on")
    _check_places(session, cycle)
    person = people.person(session, case.person_id)
    employed = person.kind is PersonKind.EMPLOYEE
    people.write(
        session,
        replace(
            person,
            kind=PersonKind.EMPLOYEE,
            post=post,
            unit_id=unit_id,
            manager_id=manager_id,
            personnel_no=personnel_no or person.personnel_no,
            hired_on=person.hired_on if employed and person.hired_on else hired_on,
            left_on=None,
            left_reason="",
            # From now on the ground for keeping the data is the employment, not a consent that expires.
            basis_until=None,
            purpose=Purpose.STAFF,
            withdrawn_on=None,
            hold_until=None,
        ),
    )
    period = Period(hired_on, probation_ends_on or hired_on + _SPAN)
    plan = plans.adapt(session, case, period)
    session.add(
        models.Hire(
            case_id=case_id,
            person_id=person.id,
            hired_on=hired_on,
            probation_ends_on=probation_ends_on,
            plan_id=None if plan is None else plan.id,
            actor_id=actor_id(session),
        )
    )
    data = {
        "case": case_id,
        "on": hired_on.isoformat(),
        "plan": None if plan is None else plan.id,
        "goals": [] if plan is None else plans.told(plan),
    }
    journal.record(session, "hire", "person", person.id, data)
    return person.id


def hired(session: Session, case_id: int, viewer_id: int | None) -> HireLine | None:
    """Return how the candidate of a case was hired; None if that did not happen.

    Raises:
        Unknown: if there is no such case.
    """
    cases.code_of(session, case_id)
    row = session.get(models.Hire, case_id)
    if row is None:
        return None
    return HireLine(case_id, row.person_id, row.hired_on, row.probation_ends_on, row.plan_id)


def unplanned(session: Session, case_id: int) -> Unplanned:
    """Return why the hire from a case led to no adaptation plan; unknown items do not count as met.

    Raises:
        Unknown: if there is no such case.
    """
    cases.code_of(session, case_id)
    found = plan_making.to_post(session, case_id)
    return Unplanned(found is not None, 0 if found is None else len(found[0].missing))


def hire_of(session: Session, person_id: int) -> int | None:
    """Return the case through which the person was last hired; None if the file has no such case."""
    return session.exec(
        select(models.Hire.case_id)
        .where(models.Hire.person_id == person_id)
        .order_by(col(models.Hire.hired_on).desc(), col(models.Hire.case_id).desc())
    ).first()


def _check_concluded(session: Session, case_id: int) -> None:
    """Law 14: people decide on hiring. The last conclusion counts."""
    last = session.exec(
        select(models.Conclusion.outcome)
        .where(models.Conclusion.case_id == case_id)
        .order_by(col(models.Conclusion.id).desc())
    ).first()
    if last not in (Outcome.RECOMMEND, Outcome.WITH_CONDITIONS):
        raise NotRecommended


def _check_places(session: Session, cycle: models.Cycle) -> None:
    if cycle.places is None:
        return
    taken = session.exec(
        select(func.count())
        .select_from(models.Hire)
        .join(models.Case, col(models.Case.id) == models.Hire.case_id)
        .where(models.Case.cycle_id == cycle.id)
    ).one()
    if taken >= cycle.places:
        raise NoPlaces(cycle.places)
