"""What the papers of a plan show: the plan itself, its meetings, its end, its mentor."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from db.assessing import people
from db.development import plans
from db.journal import events
from db.journal.exports import Of
from db.papers import anothers
from db.people import declensions, register
from domain.development.adaptation import MentorsByJob
from domain.development.plan_sheet import PlanSheet
from domain.errors import NoMentor, NotFailed
from domain.papers.paper import Paper
from domain.people.name import same_person
from domain.period import next_quarter
from domain.plan_kinds import ProbationOutcome


def proposed_plan(
    session: Session, document: str, case_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[PlanSheet], ...]:
    """Return the plan of a case; if none is stored, one for the quarter after the day."""
    with register.of_paper(session, document, Of.CASE, case_id):
        record = plans.for_case(session, case_id, viewer_id, next_quarter(on), on)
    return (Paper(record.person.code, _as_approved(session, record)),)


def kept_plan(
    session: Session,
    document: str,
    plan_id: int,
    viewer_id: int | None,
    on: date,
    part_id: int | None = None,
) -> tuple[Paper[PlanSheet], ...]:
    """Return a stored plan; *part_id* is the meeting that a paper is for."""
    record = replace(_plan(session, document, plan_id, viewer_id, on), meeting_id=part_id)
    return (Paper(record.person.code, _as_approved(session, record)),)


def failed_probation(
    session: Session, document: str, plan_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[PlanSheet], ...]:
    """Return a plan for the notice; without a conclusion it becomes a draft.

    Raises:
        NotFailed: if people concluded otherwise.
    """
    record = _plan(session, document, plan_id, viewer_id, on)
    if record.ends and record.ends[0].told.outcome is not ProbationOutcome.NOT_PASSED:
        raise NotFailed
    return (Paper(record.person.code, record),)


def mentor_to_agree(
    session: Session, document: str, plan_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[PlanSheet], ...]:
    """Return a plan whose mentor is asked to agree.

    Raises:
        NoMentor: if none is appointed.
        MentorsByJob: if mentoring is part of the mentor's job.
    """
    (paper,) = mentored_plan(session, document, plan_id, viewer_id, on)
    mentoring = paper.record.mentoring
    assert mentoring is not None
    if mentoring.part_of_job:
        raise MentorsByJob(mentoring.clause)
    return (paper,)


def mentored_plan(
    session: Session, document: str, plan_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[PlanSheet], ...]:
    """Return a plan with its mentor.

    Raises:
        NoMentor: if none is appointed.
    """
    record = _plan(session, document, plan_id, viewer_id, on)
    if record.mentoring is None:
        raise NoMentor
    own = record.organisation.approver_name
    ids = declensions.confirmed(session, own.replace(".", " ").split())
    named = [one for one in people.brief(session, ids).values() if same_person(own, one.full_name)]
    record = replace(record, approver=named[0] if len(named) == 1 else None)
    return (Paper(record.person.code, record),)


def _plan(session: Session, document: str, plan_id: int, viewer_id: int | None, on: date) -> PlanSheet:
    with register.of_paper(session, document, Of.PLAN, plan_id):
        return plans.plan(session, plan_id, viewer_id, on)


def _as_approved(session: Session, record: PlanSheet) -> PlanSheet:
    """Return the plan with the journal's value of its approval, which never changes."""
    plan = record.plan
    if not plan.id or plan.approved_on is None:
        return record
    other = anothers.names(session, "approve", "plan", plan.id).get(plan.id, "")
    value = events.value_of(session, "approve", "plan", plan.id)
    return replace(record, chain_value=value, sitting_of=other)
