"""Opening a case before all sheets are in: somebody does it by name and with a reason (law 14)."""

from sqlmodel import Session, col, select

from db import cases, journal, models, people, reasons
from db.types import actor_id, now, today
from domain.decision import Opening
from domain.errors import AlreadyOpen, Missing, NobodyWaits, NothingSubmitted


def open_early(session: Session, case_id: int, reason: str) -> None:
    """Show what is in of a case to all but those who are still out; they may hand in, blind as before.

    Raises:
        NeedsReason: if no reason is given.
        NothingSubmitted: if nothing is in.
        NobodyWaits: if nothing is out.
        AlreadyOpen: if somebody opened it before.
        Missing: if nobody is at work.
        Unknown, Closed, Withdrawn: if there is no such case, or it is over.
    """
    _, line = cases.running(session, case_id)
    actor = actor_id(session)
    if actor is None:
        raise Missing("actor")
    told = reasons.reason(reason)
    if line.opened_early:
        raise AlreadyOpen
    if not any(sheet.handed_in for sheet in line.sheets):
        raise NothingSubmitted
    if not line.waiting:
        raise NobodyWaits
    out = [one.assessor_id for one in line.waiting]
    row = models.CaseOpening(
        case_id=case_id, actor_id=actor, reason=told, at=now(session), on=today(session), waiting=out
    )
    session.add(row)
    journal.record(session, "open_early", "case", case_id, {"waiting": out})


def opening(session: Session, case_id: int) -> Opening | None:
    """Return who opened the case early and why, None where nobody did."""
    row = session.exec(select(models.CaseOpening).where(col(models.CaseOpening.case_id) == case_id)).first()
    if row is None:
        return None
    known = people.brief(session, {row.actor_id, *row.waiting})
    return Opening(
        actor_name=known[row.actor_id].full_name,
        reason=row.reason,
        on=row.on,
        waiting=tuple(known[one].full_name for one in row.waiting),
    )
