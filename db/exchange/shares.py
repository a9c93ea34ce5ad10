"""Shares of a case's key: those that come back, and those that the second named person keeps and gives."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.exchange import keys, packets
from db.journal import exports, journal, reasons
from db.models.types import acting, now, today
from domain.canonical import canonical
from domain.errors import Unknown
from domain.exchange import strict
from domain.exchange.ledger import KeptCase, KnownKey, Taken, Way
from domain.exchange.packet import GivenShare, Head, KeptShares, Packet, PacketKind
from domain.exchange.refusal import NoKeys, NotAccepted, Why
from domain.exchange.share import Share

DOCUMENT = "packet"  # in the list of what was handed out
FORMAT = "merilo-packet"


@dataclass(frozen=True, slots=True)
class Label:
    """What this file keeps of shares besides them: of which case and deal they are, by codes."""

    case: str
    cycle: str
    person: str
    case_key: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Giving:
    """Why a share was given, until the case opens by it."""

    reason: str
    given_on: date


@dataclass(frozen=True, slots=True)
class Dropout:
    """Who dropped out of a case, as whoever gave the share says: the packet and the reason."""

    packet_id: int
    assessor_id: int
    reason: str


def check(session: Session, case: models.Case, share: Share, case_key: str, assessor_id: int | None) -> int:
    """Check a share that came back against what was dealt, and return whose it was.

    *assessor_id* is who sends the own share, None if somebody else gives it.

    Raises:
        NotAccepted: if nobody was invited with it, it is of another deal, or is not the one that was dealt.
    """
    key, of = session.get(models.CaseKey, case.id), models.Packet
    whose = of.share_number == share.number if assessor_id is None else of.assessor_id == assessor_id
    invited = session.exec(
        select(of)
        .where(of.case_id == case.id, of.kind == PacketKind.INVITATION, of.way == Way.SENT, whose)
        .order_by(col(of.id).desc())
    ).first()
    if key is None or invited is None or invited.assessor_id is None:
        raise NotAccepted(Why.NOT_INVITED)
    brought = case_key, share.case, share.number, share.of
    if brought != (key.recipient, case.uid, invited.share_number, key.dealt):
        raise NotAccepted(Why.WRONG_SHARE)
    if share.commitment != invited.commitment:
        raise NotAccepted(Why.FALSE_SHARE)
    return invited.assessor_id


def rows(session: Session, case_id: int) -> list[models.Packet]:
    """Return the packets that brought a share of a case, as long as it is kept."""
    of = models.Packet
    wanted = select(of).where(
        of.case_id == case_id,
        of.way == Way.RECEIVED,
        col(of.kind).in_((PacketKind.SEALED_SHEET, PacketKind.GIVEN_SHARE)),
        col(of.share).is_not(None),
    )
    return list(session.exec(wanted.order_by(col(of.id))))


def here(session: Session, case: models.Case, dealt: int) -> tuple[Share, ...]:
    """Return the shares of a case that have come back, each once."""
    by_number = {one.share_number or 0: one.share or b"" for one in rows(session, case.id)}
    return tuple(Share(case.uid, number, dealt, share.hex()) for number, share in sorted(by_number.items()))


def take_kept(session: Session, packet: Packet, file_hash: str) -> Taken:
    """Keep the shares of a case for somebody else; those of an earlier deal go.

    Raises:
        NotAccepted: as for ``packets.sender``, or if later shares of this case were taken before.
    """
    told = packet.content
    assert isinstance(told, KeptShares)
    if packets.sender(session, packet, file_hash) is None:
        return Taken(packet.head.kind, None, again=True)
    for row, label in _labels(session):
        if label.case == told.case and row.key == packet.head.sender:
            if row.sequence > packet.head.sequence:
                raise NotAccepted(Why.OLDER)
            for share in _kept(session, row.id):
                session.delete(share)
    row = packets.received(session, packet, file_hash)
    row.body = canonical(strict.plain(Label(told.case, told.cycle, told.person, told.case_key, told.holders)))
    session.flush()
    for one in told.shares:
        session.add(models.KeptShare(packet_id=row.id, number=one.number, share=bytes.fromhex(one.body)))
    journal.record(session, "keep_shares", "exchange_key", None, {"packet": packet.head.uid})
    return Taken(packet.head.kind, None)


def kept_cases(session: Session) -> tuple[KeptCase, ...]:
    """Return the cases whose shares this file keeps, the newest first."""
    names = {one.keys.signing: one.name for one in keys.known(session)}
    of = models.KeptShare
    by_packet: dict[int, list[models.KeptShare]] = {}
    for one in session.exec(select(of).order_by(col(of.packet_id), col(of.number))):
        by_packet.setdefault(one.packet_id, []).append(one)
    found: list[KeptCase] = []
    for row, label in _labels(session):
        if shares := by_packet.get(row.id, []):
            holders = dict(enumerate(label.holders, 1))
            given = tuple(one.number for one in shares if one.given_on is not None)
            sender = names.get(row.key, "")
            found.append(KeptCase(label.case, label.cycle, label.person, sender, row.on, holders, given))
    return tuple(reversed(found))


def to_give(session: Session, case: str, number: int, reason: str) -> tuple[GivenShare, KnownKey]:
    """Return the share of somebody who dropped out, and to whom it goes; *case* is its identity.

    Raises:
        Unknown: if no such share is kept.
        NoKeys: if the key of whoever dealt it was withdrawn.
        NeedsReason, TooLong: if the reason is missing or too long.
    """
    row, label, share = _share(session, case, number)
    to = next((one for one in keys.known(session) if one.keys.signing == row.key), None)
    if to is None or to.withdrawn_on is not None:
        raise NoKeys(("" if to is None else to.name,))
    told = Share(case, number, len(label.holders), share.share.hex())
    return GivenShare(case, label.case_key, told, reasons.reason(reason), today(session)), to


def given(session: Session, top: Head, to: str, file_hash: str, case: str, number: int) -> None:
    """Write down that the share went out, as one act.

    Raises:
        Unknown: if it is kept no more.
    """
    _row, _label, share = _share(session, case, number)
    share.given_on = today(session)
    session.add(share)
    with exports.handing_out(session, DOCUMENT, exports.Of.FILE, (), (FORMAT,), 1):
        packets.sent(session, top, to, file_hash, None, acting(session), number)
        journal.record(session, "give_share", "exchange_key", None, {"number": number, "packet": top.uid})


def receive_given(session: Session, packet: Packet, file_hash: str) -> int | None:
    """Take the share of somebody who dropped out; return its case. None if it was taken before.

    Raises:
        NotAccepted: as for ``packets.sender``, or if the case is unknown or over, the person was erased, the
            sender is not the second named person, the share is false, or its sheet has come in.
    """
    told = packet.content
    assert isinstance(told, GivenShare)
    known = packets.sender(session, packet, file_hash)
    if known is None:
        return None
    case = packets.open_case(session, told.case)
    key = session.get(models.CaseKey, case.id)
    if key is None or key.keeper_id != known.person_id:
        raise NotAccepted(Why.NOT_KEEPER)
    assessor_id = check(session, case, told.share, told.case_key, None)
    if any(one.share_number == told.share.number for one in rows(session, case.id)):
        raise NotAccepted(Why.NOT_MISSING)
    row = packets.received(session, packet, file_hash)
    row.case_id, row.assessor_id = case.id, assessor_id
    row.share_number, row.share = told.share.number, bytes.fromhex(told.share.body)
    row.body = canonical(strict.plain(Giving(told.reason, told.given_on)))
    session.flush()
    data = {"packet": packet.head.uid, "assessor": assessor_id, "keeper": known.person_id}
    journal.record(session, "receive_share", "case", case.id, data)
    return case.id


def dropouts(session: Session, case_id: int, handed_in: Collection[int]) -> tuple[Dropout, ...]:
    """Return who of a case is represented by a share that somebody else gave; *handed_in* are not."""
    return tuple(
        Dropout(row.id, row.assessor_id, strict.record(Giving, strict.parsed(row.body)).reason)
        for row in rows(session, case_id)
        if row.kind is PacketKind.GIVEN_SHARE and row.body is not None
        if row.assessor_id is not None and row.assessor_id not in handed_in
    )


def open_early(session: Session, case_id: int, out: tuple[Dropout, ...]) -> None:
    """Write down that the second named person's shares opened the case: papers say so, and why."""
    key = session.get_one(models.CaseKey, case_id)
    assert key.keeper_id is not None, "somebody gave the shares"
    waiting = [one.assessor_id for one in out]
    if session.get(models.CaseOpening, case_id) is None:
        reason = "; ".join(dict.fromkeys(one.reason for one in out))
        session.add(
            models.CaseOpening(
                case_id=case_id,
                actor_id=key.keeper_id,
                reason=reason,
                at=now(session),
                on=today(session),
                waiting=waiting,
            )
        )
    count_opened(session, out)
    journal.record(session, "open_early", "case", case_id, {"waiting": waiting})


def count_opened(session: Session, out: tuple[Dropout, ...]) -> None:
    """Keep no reason of shares that somebody else gave once the case is open: its opening says why."""
    for one in out:
        row = session.get_one(models.Packet, one.packet_id)
        row.opened_on, row.body = today(session), None
        session.add(row)
    session.flush()


def _labels(session: Session) -> list[tuple[models.Packet, Label]]:
    of = models.Packet
    rows = session.exec(
        select(of).where(of.kind == PacketKind.KEPT_SHARES, of.way == Way.RECEIVED).order_by(col(of.id))
    )
    return [
        (row, strict.record(Label, strict.parsed(row.body))) for row in rows.all() if row.body is not None
    ]


def _kept(session: Session, packet_id: int) -> list[models.KeptShare]:
    of = models.KeptShare
    return list(session.exec(select(of).where(of.packet_id == packet_id).order_by(col(of.number))))


def _share(session: Session, case: str, number: int) -> tuple[models.Packet, Label, models.KeptShare]:
    for row, label in _labels(session):
        if label.case == case and (share := session.get(models.KeptShare, (row.id, number))) is not None:
            return row, label, share
    raise Unknown("share", number)
