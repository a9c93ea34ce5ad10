"""What went out to assessors in packets and forms and is not back; who they are, never what they mark."""

from datetime import date

from sqlalchemy import exists
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import away
from db.journal.presence import NAME, present
from db.journal.signed import signed
from domain.assessing.case import CaseState
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.home.due import Due, Kind, Opens
from domain.people.person import short_name
from domain.sheet_kinds import SheetState

type _Seat = tuple[int, int]  # case and assessor


def awaited(session: Session, on: date) -> list[Due]:
    """Return one thing for all that is out, by the day that comes first; none if everything is back."""
    out = _forms(session, on) | _invited(session)
    if not out:
        return []
    day, (_case, assessor_id) = min((due or date.max, seat) for seat, due in out.items())
    wanted = select_columns(*NAME).where(col(models.Person.id) == assessor_id)
    name = short_name(*session.connection().execute(wanted).one())
    late = sum(due is not None and due < on for due in out.values())
    first = None if day == date.max else day
    return [Due(Kind.AWAITED, first, name, Opens.EXCHANGE, 0, done=late, total=len(out))]


def _invited(session: Session) -> dict[_Seat, date | None]:
    """Return until when the sheets of those invited by packet are awaited."""
    of = models.Packet
    handed_in = exists().where(
        col(models.Sheet.case_id) == of.case_id,
        col(models.Sheet.assessor_id) == of.assessor_id,
        col(models.Sheet.state) == SheetState.SUBMITTED,
    )
    rows = session.connection().execute(
        select_columns(col(of.case_id), col(of.assessor_id), col(models.Cycle.ends_on))
        .join(models.Case, col(models.Case.id) == of.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            col(of.kind) == PacketKind.INVITATION,
            col(of.way) == Way.SENT,
            col(of.assessor_id).is_not(None),
            col(models.Case.state) == CaseState.OPEN,
            col(models.Cycle.state) == CaseState.OPEN,
            present(),
            away.kind(of.case_id, of.assessor_id).correlate(of) == PacketKind.INVITATION,
            ~handed_in,
        )
    )
    return {(case or 0, assessor or 0): due for case, assessor, due in rows}


def _forms(session: Session, on: date) -> dict[_Seat, date | None]:
    """Return the same of those to whom a form went."""
    if not signed(session, "send_forms", "case"):
        return {}
    # Most files have none, and the overview is not to wait for what reads them.
    from db.assessing.sheet import answer_forms

    return {
        (one.case_id, one.assessor_id): one.due for one in answer_forms.expected(session, on) if one.is_out
    }
