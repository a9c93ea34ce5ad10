"""The plan that comes next with each person: what the list of people tells of it, without its goals."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.journal.presence import of_units
from domain.plan_kinds import PlanKind, PlanState


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A plan that is not closed: a date and a state, no levels, so anyone may see it."""

    kind: PlanKind
    state: PlanState
    ends_on: date


def plan_steps(session: Session, unit_ids: Set[int] | None = None) -> Mapping[int, PlanStep]:
    """Return by person, of these units, the plan that comes next, an active one first; one statement."""
    session.flush()
    plan = models.Plan
    rows = session.connection().execute(
        select_columns(col(plan.person_id), col(plan.kind), col(plan.state), col(plan.ends_on))
        .where(col(plan.state) != PlanState.CLOSED, *_of(unit_ids))
        .order_by(col(plan.ends_on).desc(), col(plan.id).desc())
    )
    found: dict[int, PlanStep] = {}
    for row in rows:
        known = found.get(row.person_id)
        if known is None or known.state is PlanState.DRAFT or row.state is PlanState.ACTIVE:
            found[row.person_id] = PlanStep(row.kind, row.state, row.ends_on)
    return found


def _of(unit_ids: Set[int] | None) -> tuple[ColumnElement[bool], ...]:
    if unit_ids is None:
        return ()
    people = select_columns(col(models.Person.id)).where(of_units(unit_ids))
    return (col(models.Plan.person_id).in_(people),)
