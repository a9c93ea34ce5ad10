"""Opening a case before all sheets are in: somebody does it by name and with a reason (law 14)."""

from sqlmodel import Session

from db import models
from db.assessing import cases
from db.journal import journal, reasons
from db.models.types import actor_id, now, today
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
