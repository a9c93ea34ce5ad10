"""What went out to whom and what came in, each packet once and in the order of its sender."""

from datetime import date

from sqlmodel import Session, col, func, select

from db import models
from db.exchange import keys
from db.journal.presence import NAME
from db.models.types import acting, actor_id, new_uid, now, today
from domain.assessing.case import CaseState
from domain.errors import Unknown
from domain.exchange.ledger import KnownKey, PacketLine, Taken, Way
from domain.exchange.packet import Head, Packet, PacketKind, format_of
from domain.exchange.refusal import NotAccepted, Why
from domain.people.person import full_name

LATEST = 1 << 52  # a number as great as this is not gone by, so that nobody can use them up


def head(session: Session, kind: PacketKind, to: KnownKey) -> Head:
    """Return the head of the next packet to this key.

    Raises:
        Unknown: if this file has no keys yet.
    """
    own = keys.own(session)
    if own is None:
        raise Unknown("key", 1)
    organisation = session.exec(select(models.Organisation.uid)).one()
    sequence = _next(session, to.keys.signing)
    return Head(
        new_uid(session),
        kind,
        format_of(kind),
        sequence,
        now(session),
        own.public.signing,
        to.keys.sealing,
        organisation,
    )


def check_made(session: Session, top: Head, kind: PacketKind, to: KnownKey) -> None:
    """Refuse a head that ``head`` did not make for this key, or that went out already.

    Raises:
        NotAccepted: so that it is made anew.
    """
    own = keys.own(session)
    ours = own is not None and top.sender == own.public.signing and top.recipient == to.keys.sealing
    as_made = 0 < top.sequence <= _next(session, to.keys.signing) and not is_here(session, top.uid)
    if not ours or not as_made or top.kind is not kind:
        raise NotAccepted(Why.CHANGED)


def sent(
    session: Session,
    top: Head,
    to: str,
    content_hash: str,
    case_id: int | None,
    assessor_id: int,
    share: int = 0,
) -> models.Packet:
    """Write down a packet that was made for the key *to*; the event is that of the act around it."""
    row = _row(session, top, Way.SENT, to, content_hash)
    row.case_id, row.assessor_id, row.share_number = case_id, assessor_id, share or None
    session.add(row)
    return row


def sender(session: Session, packet: Packet, content_hash: str) -> KnownKey | None:
    """Return whose packet it is; None if exactly this one was taken before, and nothing is to be done.

    Raises:
        NotAccepted: if the key is not known or was withdrawn, the packet was taken before with other
            content, or a later one of the same case was.
    """
    top = packet.head
    known = keys.valid(session, top.sender)
    if known is None:
        raise NotAccepted(Why.UNKNOWN_SIGNER, top.sender)
    if top.organisation != known.organisation:
        raise NotAccepted(Why.OTHER_ORGANISATION)
    before = session.exec(select(models.Packet).where(models.Packet.uid == top.uid)).first()
    if before is not None:
        if before.content_hash != content_hash or before.way is not Way.RECEIVED:
            raise NotAccepted(Why.OTHER_CONTENT)
        if _erased(session, before):
            raise NotAccepted(Why.ERASED)
        return None
    # Packets of several cases, and different ones of one case, may be opened in any order.
    if any(
        case == packet.content.case or sequence == top.sequence for sequence, case in _since(session, top)
    ):
        raise NotAccepted(Why.OLDER)
    return known


def received(session: Session, packet: Packet, content_hash: str) -> models.Packet:
    """Write down a packet that came in, and return its row to be filled."""
    row = _row(session, packet.head, Way.RECEIVED, packet.head.sender, content_hash)
    session.add(row)
    return row


def open_case(session: Session, uid: str) -> models.Case:
    """Return the case that a packet is about, if it still takes sheets.

    Raises:
        NotAccepted: if it is not in this file or is over, or the person was erased.
    """
    case = session.exec(select(models.Case).where(models.Case.uid == uid)).first()
    if case is None:
        raise NotAccepted(Why.NO_CASE)
    if session.get_one(models.Person, case.person_id).erased_at is not None:
        raise NotAccepted(Why.ERASED)
    if case.state is not CaseState.OPEN:
        raise NotAccepted(Why.DECIDED)
    return case


def worker(session: Session) -> int:
    """Return who makes and takes packets here.

    Raises:
        Missing: if there is no actor.
    """
    return acting(session)


def day(session: Session) -> date:
    """Return the day on which packets are made and taken."""
    return today(session)


def is_here(session: Session, uid: str) -> bool:
    """Return whether a packet of this identity went out or came in."""
    return session.exec(select(models.Packet.id).where(models.Packet.uid == uid)).first() is not None


def taken(session: Session, packet: Packet, case_id: int | None, opened: int = 0) -> Taken:
    """Return what taking the packet did; *case_id* None means that it was taken before."""
    if case_id is not None:
        return Taken(packet.head.kind, case_id, opened=opened)
    of = models.Packet
    before = session.exec(select(of.case_id).where(of.uid == packet.head.uid)).first()
    return Taken(packet.head.kind, before, again=True)


def packets(session: Session) -> tuple[PacketLine, ...]:
    """Return all packets, the newest first."""
    of, case, cycle = models.Packet, models.Case, models.Cycle
    rows = session.exec(
        select(of, cycle.code, models.Person.code)
        .join(case, col(case.id) == col(of.case_id), isouter=True)
        .join(cycle, col(cycle.id) == col(case.cycle_id), isouter=True)
        .join(models.Person, col(models.Person.id) == col(case.person_id), isouter=True)
        .order_by(col(of.id).desc())
    ).all()
    names = {
        row.signing: full_name(*name)
        for row, *name in session.exec(
            select(models.KnownKey, *NAME).join(
                models.Person, col(models.Person.id) == col(models.KnownKey.person_id)
            )
        )
    }
    return tuple(
        PacketLine(
            row.uid,
            row.way,
            row.kind,
            names.get(row.key, ""),
            row.on,
            row.sequence,
            " ".join(filter(None, (cycle_code, person_code))),
            row.kind is PacketKind.SEALED_SHEET and row.way is Way.RECEIVED and row.body is not None,
        )
        for row, cycle_code, person_code in rows
    )


def _row(session: Session, top: Head, way: Way, key: str, content_hash: str) -> models.Packet:
    return models.Packet(
        uid=top.uid,
        way=way,
        kind=top.kind,
        key=key,
        sequence=top.sequence,
        content_hash=content_hash,
        at=now(session),
        on=today(session),
        actor_id=actor_id(session),
    )


def _erased(session: Session, row: models.Packet) -> bool:
    of = models.Person
    wanted = (
        select(of.erased_at)
        .join(models.Case, col(models.Case.person_id) == col(of.id))
        .where(models.Case.id == row.case_id)
    )
    return session.exec(wanted).first() is not None


def _next(session: Session, key: str) -> int:
    """Return the number of the next packet to this key: greater than any before it, also one not known here.

    A file that was restored from an older copy knows of fewer packets than it sent. The seconds of its clock
    are ahead of them, and so is whatever came from that key since (docs/decisions/0223).
    """
    of = models.Packet
    wanted = select(func.max(of.sequence)).where(of.key == key, of.sequence < LATEST)
    known = session.exec(wanted).one() or 0
    return max(known, int(now(session).timestamp())) + 1


def _since(session: Session, top: Head) -> list[tuple[int, str | None]]:
    """Return sequence and case of each packet of this sender that is as late or later.

    The case only of those of the same kind, and never of shares of others: each of them is given once.
    """
    of = models.Packet
    wanted = (
        select(of.sequence, models.Case.uid)
        .join(
            models.Case,
            (col(models.Case.id) == of.case_id)
            & (col(of.kind) == top.kind)
            & (col(of.kind) != PacketKind.GIVEN_SHARE),
            isouter=True,
        )
        .where(of.way == Way.RECEIVED, of.key == top.sender, of.sequence >= top.sequence)
    )
    return list(session.exec(wanted).all())
