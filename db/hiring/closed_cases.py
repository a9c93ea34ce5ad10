"""Closed assessments, to look into them: nothing of open ones, not even how many there are."""

from sqlmodel import Session, col, func, select

from db import models
from db.assessing import cycles, people
from db.hiring import decisions
from domain.assessing.case import CaseState
from domain.hiring.closed import ClosedCase, ClosedCycle


def closed_cycles(session: Session) -> tuple[ClosedCycle, ...]:
    """Return the cycles that have closed cases, the newest first."""
    case = models.Case
    counted = dict(
        session.exec(
            select(case.cycle_id, func.count())
            .where(col(case.state) == CaseState.CLOSED)
            .group_by(col(case.cycle_id))
        ).all()
    )
    return tuple(ClosedCycle(one, counted[one.id]) for one in cycles.cycles(session) if one.id in counted)


def closed_cases(session: Session, cycle_id: int) -> tuple[ClosedCase, ...]:
    """Return the closed cases of a cycle by name; none if there are none, or no such cycle."""
    of = models.Case
    rows = session.exec(
        select(of).where(of.cycle_id == cycle_id, col(of.state) == CaseState.CLOSED).order_by(col(of.id))
    ).all()
    known = people.brief(session, {row.person_id for row in rows})
    newest = decisions.newest_conclusions(session, [row.id for row in rows])
    ended_on = session.exec(
        select(col(models.CycleEnd.on))
        .where(models.CycleEnd.cycle_id == cycle_id, models.CycleEnd.state == CaseState.CLOSED)
        .order_by(col(models.CycleEnd.id).desc())
    ).first()
    found = [
        ClosedCase(
            case_id=row.id,
            code=known[row.person_id].code,
            name=known[row.person_id].full_name,
            opened_on=row.opened_on,
            outcome=None if (last := newest.get(row.id)) is None else last.outcome,
            erased=known[row.person_id].erased,
            closed_on=ended_on if last is None else last.on,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.case_id)))
