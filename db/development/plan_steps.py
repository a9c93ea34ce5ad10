"""The plan that comes next with each person: what the list of people tells of it, without its goals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from domain.plan_kinds import PlanKind, PlanState


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A plan that is not closed: a date and a state, no levels, so anyone may see it."""

    kind: PlanKind
    state: PlanState
    ends_on: date


def plan_steps(session: Session) -> Mapping[int, PlanStep]:
    """Return by person the plan that comes next, one in progress before a draft; one statement."""
    session.flush()
    plan = models.Plan
    rows = session.connection().execute(
        select_columns(col(plan.person_id), col(plan.kind), col(plan.state), col(plan.ends_on))
        .where(col(plan.state) != PlanState.CLOSED)
        .order_by(col(plan.ends_on).desc(), col(plan.id).desc())
    )
    found: dict[int, PlanStep] = {}
    for row in rows:
        known = found.get(row.person_id)
        if known is None or known.state is PlanState.DRAFT or row.state is PlanState.ACTIVE:
            found[row.person_id] = PlanStep(row.kind, row.state, row.ends_on)
    return found
