"""The mentor of a new employee, and the end of the probation: reads for adaptation plans."""

from datetime import date

from sqlmodel import Session, col, select

from db import models
from domain.assessing.case import CycleKind
from domain.development.adaptation import Mentoring
from domain.people.declined import Case, Declined
from domain.people.person import Person


def mentoring(session: Session, plan_id: int) -> Mentoring | None:
    """Return the mentoring of a plan as it is kept; None if no one was appointed.

    Older rows may keep an agreement where a clause leaves nothing to agree on. Papers leave it out
    (``agreed``), the copy for the data subject does not.
    """
    found = session.exec(
        select(models.Mentoring, models.Person)
        .join(models.Person, col(models.Person.id) == models.Mentoring.mentor_id)
        .where(models.Mentoring.plan_id == plan_id)
    ).first()
    if found is None:
        return None
    row, person = found
    named = Person(
        surname=person.surname,
        given=person.given,
        patronymic=person.patronymic,
        declined=Declined.from_json(person.declined),
    )
    return Mentoring(
        row.mentor_id,
        named.full_name,
        named.signature_name,
        row.consent_on,
        row.agreement_no,
        row.agreement_on,
        row.content,
        row.form,
        row.pay,
        row.until,
        named.named(Case.ACCUSATIVE),
        person.post,
        row.clause,
    )


def clauses(session: Session) -> dict[int, str]:
    """Return the clause by which mentoring is part of a job, the newest of each mentor."""
    rows = session.exec(
        select(models.Mentoring.mentor_id, models.Mentoring.clause)
        .join(models.Plan, col(models.Plan.id) == models.Mentoring.plan_id)
        .where(models.Mentoring.clause != "")
        .order_by(col(models.Plan.starts_on), col(models.Plan.id))
    )
    return dict(rows.all())


def probation_end(session: Session, person_id: int) -> date | None:
    """Return the last day of a person's newest probation; None if unknown."""
    hired = session.exec(
        select(models.Hire)
        .where(models.Hire.person_id == person_id)
        .order_by(col(models.Hire.hired_on).desc())
    ).first()
    if hired is not None and hired.probation_ends_on is not None:
        return hired.probation_ends_on
    cycle = session.exec(
        select(models.Cycle)
        .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
        .where(models.Case.person_id == person_id, models.Cycle.kind == CycleKind.PROBATION)
        .order_by(col(models.Cycle.starts_on).desc().nulls_last())
    ).first()
    return None if cycle is None else cycle.ends_on
