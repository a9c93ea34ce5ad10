"""What the file holds that a document can be about: whether there is any, not which."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db import models
from db.journal.presence import present
from domain.assessing.case import CycleKind
from domain.plan_kinds import PlanKind


@dataclass(frozen=True, slots=True)
class Held:
    """Whether there are people, assessments of people and frameworks; kinds of cycles and of plans."""

    people: bool
    cases: bool
    frameworks: bool
    cycles: frozenset[CycleKind]
    plans: frozenset[PlanKind]


def held(session: Session) -> Held:
    """Return what there is; five statements, however large the file is."""
    anybody = select(models.Person.id).where(present()).limit(1)
    assessed = (
        select(models.Case.id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(present())
        .limit(1)
    )
    return Held(
        session.exec(anybody).first() is not None,
        session.exec(assessed).first() is not None,
        session.exec(select(models.Framework.id).limit(1)).first() is not None,
        frozenset(CycleKind(one) for one in session.exec(select(models.Cycle.kind).distinct())),
        frozenset(PlanKind(one) for one in session.exec(select(models.Plan.kind).distinct())),
    )
