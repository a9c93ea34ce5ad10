"""Where an own sheet is: in this file, or taken along in a packet and not back yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import models
from db.journal import journal
from db.journal.presence import NAME
from db.models.types import acting, today
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.people.person import short_name

AT_ONCE = 500  # ids in one statement
NOBODY = "—"  # for the name of whoever was erased since


@dataclass(frozen=True, slots=True)
class Gone:
    """An assessor's sheet of a case that was taken along on this day and is not back."""

    case_id: int
    assessor_id: int
    on: date


def column() -> ScalarSelect[Any]:
    """Return the day on which the sheet of a statement went, as a column of it; NULL if it is here."""
    of, sheet = models.Packet, models.Sheet
    mine = col(of.case_id) == col(sheet.case_id), col(of.assessor_id) == col(sheet.assessor_id)
    return select_columns(func.max(col(of.on))).where(*mine, *_out()).correlate(sheet).scalar_subquery()


def sealed_column() -> ScalarSelect[Any]:
    """Return the day on which the sealed sheet of its assessor came, as a column of a statement on sheets.

    NULL if none is here, or it is open.
    """
    of, sheet = models.Packet, models.Sheet
    mine = col(of.case_id) == col(sheet.case_id), col(of.assessor_id) == col(sheet.assessor_id)
    return select_columns(func.max(col(of.on))).where(*mine, *_closed()).correlate(sheet).scalar_subquery()


def closed_seats() -> Select[int | None, int | None]:
    """Select case and assessor of each sealed sheet that is here and closed."""
    of = models.Packet
    return select_columns(col(of.case_id), col(of.assessor_id)).where(*_closed())


def sealed(session: Session, case_id: int, assessor_id: int) -> date | None:
    """Return the day on which the assessor's sealed sheet came that is closed here; None if there is none."""
    of = models.Packet
    here = of.case_id == case_id, of.assessor_id == assessor_id
    return session.exec(select(func.max(of.on)).where(*here, *_closed())).one()


def kind(case_id: Any, assessor: Any) -> ScalarSelect[PacketKind | None]:
    """Select the kind of the newest packet about an assessor in a case, unless that one is settled.

    An invitation stands until a sheet that can be read came in or somebody gave the share of it.
    """
    of = aliased(models.Packet)
    sent, back = (Way.SENT, _SENT), (Way.RECEIVED, _BACK)
    ways = (and_(col(of.way) == way, col(of.kind).in_(kinds)) for way, kinds in (sent, back))
    set_aside = and_(
        col(of.kind) == PacketKind.SEALED_SHEET, col(of.body).is_(None), col(of.opened_on).is_(None)
    )
    settled = or_(col(of.opened_on).is_not(None), col(of.kind) == PacketKind.GIVEN_SHARE)
    return (
        select_columns(case((~settled, col(of.kind))))
        .where(col(of.case_id) == case_id, col(of.assessor_id) == assessor, or_(*ways), ~set_aside)
        .order_by(col(of.id).desc())
        .limit(1)
        .scalar_subquery()
    )


def since(session: Session, case_id: int, assessor_id: int) -> date | None:
    """Return the day on which the assessor took the own sheet along; None if it is here."""
    return next((one.on for one in _rows(session, (case_id,)) if one.assessor_id == assessor_id), None)


def gone(session: Session, case_ids: Collection[int]) -> tuple[Gone, ...]:
    """Return which sheets of these cases are away, in the order they went; nothing of what they say."""
    return tuple(Gone(one.case_id or 0, one.assessor_id or 0, one.on) for one in _rows(session, case_ids))


def elsewhere(session: Session, case_ids: Collection[int]) -> dict[int, str]:
    """Return the cases that are at home in another file, and the short name of whoever sent each of them.

    Here is one sheet of several; the result and the decision are made at home. ``NOBODY`` if the sender was
    erased.
    """
    of, known = models.Packet, models.KnownKey
    session.flush()
    found: dict[int, str] = {}
    for some in batched(case_ids, AT_ONCE):
        rows = session.connection().execute(
            select_columns(col(of.case_id), *NAME)
            .join(known, col(known.signing) == col(of.key), isouter=True)
            .join(models.Person, col(models.Person.id) == col(known.person_id), isouter=True)
            .where(col(of.case_id).in_(some), *_from_elsewhere(of))
            .order_by(col(of.id))
        )
        for case_id, *name in rows:
            found[case_id or 0] = short_name(*name) if name[0] else NOBODY
    return found


def is_elsewhere() -> ColumnElement[bool]:
    """Return the condition that a case of a statement is at home in another file."""
    of = aliased(models.Packet)
    return exists().where(col(of.case_id) == col(models.Case.id), *_from_elsewhere(of)).correlate(models.Case)


def _from_elsewhere(of: Any) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a packet brought a case that is at home in the file of its sender."""
    dealt, went = aliased(models.CaseKey), aliased(models.Packet)
    taken_along = (col(went.kind) == PacketKind.CASE_TO_GO) & (col(went.way) == Way.SENT)
    return (
        col(of.way) == Way.RECEIVED,
        col(of.kind).in_(_SENT),
        ~exists().where(col(dealt.case_id) == col(of.case_id)),
        # a file that has a copy of the case may have sent it as well
        (col(of.kind) == PacketKind.INVITATION)
        | ~exists().where(col(went.case_id) == col(of.case_id), taken_along),
    )


def end(session: Session, case_id: int) -> None:
    """Count the actor's sheet as here again, without a packet; repeating it changes nothing.

    What comes back later is still taken: what was changed in both files is then settled by a person.

    Raises:
        Missing: if there is no actor.
    """
    if back(session, case_id, acting(session)):
        journal.record(session, "bring_home", "case", case_id, {"assessor": acting(session)})


def back(session: Session, case_id: int, assessor_id: int) -> bool:
    """Write down that the sheet is here again; return whether it was away."""
    rows = [one for one in _rows(session, (case_id,)) if one.assessor_id == assessor_id]
    for row in rows:
        row.opened_on = today(session)
        session.add(row)
    return bool(rows)


def _closed() -> tuple[ColumnElement[bool], ...]:
    of = models.Packet
    return (
        col(of.kind) == PacketKind.SEALED_SHEET,
        col(of.way) == Way.RECEIVED,
        col(of.body).is_not(None),
    )


def _out() -> tuple[ColumnElement[bool], ...]:
    of = models.Packet
    return (
        col(of.kind) == PacketKind.CASE_TO_GO,
        col(of.way) == Way.SENT,
        col(of.opened_on).is_(None),
    )


def _rows(session: Session, case_ids: Collection[int]) -> list[models.Packet]:
    of = models.Packet
    return list(session.exec(select(of).where(col(of.case_id).in_(case_ids), *_out()).order_by(col(of.id))))


_SENT = (PacketKind.INVITATION, PacketKind.CASE_TO_GO)
_BACK = (PacketKind.SEALED_SHEET, PacketKind.GIVEN_SHARE)
