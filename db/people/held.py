"""What the file holds that a document can be about: whether there is any, not which."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.journal.presence import present
from domain.assessing.case import CycleKind
from domain.hiring.decision import Outcome
from domain.plan_kinds import PlanKind, ProbationOutcome
from domain.sheet_kinds import SheetState


@dataclass(frozen=True, slots=True)
class Held:
    """Whether there are people, assessments of people and frameworks; kinds of cycles and of plans.

    ``invited`` are candidates, ``awaited`` sheets, ``submitted`` sheets handed in, ``refused`` candidates,
    ``failing`` probations that nobody called passed, ``mentored`` newcomers with a mentor,
    ``mentor_agrees`` those whose mentor does it by consent and not as part of the job.
    """

    people: bool
    cases: bool
    frameworks: bool
    invited: bool
    awaited: bool
    submitted: bool
    refused: bool
    failing: bool
    mentored: bool
    mentor_agrees: bool
    cycles: frozenset[CycleKind]
    plans: frozenset[PlanKind]


def held(session: Session) -> Held:
    """Return what there is; three statements, however large the file is."""
    case, sheet = models.Case, models.Sheet
    person = present() & (col(models.Person.id) == case.person_id)
    handed_in = and_(col(sheet.case_id) == case.id, col(sheet.state) == SheetState.SUBMITTED)
    assigned = models.CaseAssessor
    by_hand = and_(handed_in, col(sheet.assessor_id) == assigned.person_id)
    concluded = and_(
        col(models.Conclusion.case_id) == case.id, col(models.Conclusion.outcome) == Outcome.NOT_RECOMMEND
    )
    passed = and_(
        col(models.ProbationEnd.plan_id) == models.Plan.id,
        col(models.ProbationEnd.outcome) != ProbationOutcome.NOT_PASSED,
    )
    asked: tuple[ColumnElement[bool], ...] = (
        exists().where(present()),
        exists().where(col(case.id).is_not(None), person),
        exists().where(col(models.Framework.id).is_not(None)),
        exists().where(person, col(models.Campaign.cycle_id) == case.cycle_id),
        or_(
            exists().where(person, col(assigned.case_id) == case.id, ~exists().where(by_hand)),
            exists().where(person, col(sheet.case_id) == case.id, col(sheet.state) == SheetState.DRAFT),
        ),
        exists().where(person, handed_in),
        exists().where(
            person,
            or_(exists().where(concluded), exists().where(col(models.NotChosen.case_id) == case.id)),
        ),
        exists().where(col(models.Plan.kind) == PlanKind.ADAPTATION, ~exists().where(passed)),
        exists().where(col(models.Mentoring.plan_id).is_not(None)),
        exists().where(col(models.Mentoring.clause) == ""),
    )
    flags = session.connection().execute(select_columns(*asked)).one()
    return Held(
        *(bool(one) for one in flags),
        cycles=frozenset(CycleKind(one) for one in session.exec(select(models.Cycle.kind).distinct())),
        plans=frozenset(PlanKind(one) for one in session.exec(select(models.Plan.kind).distinct())),
    )
