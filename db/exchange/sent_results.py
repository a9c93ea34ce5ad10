"""The paper of a result for somebody who may see it: sealed on the way, kept in the other file."""

from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases
from db.exchange import keys, packets, sent_parts
from db.exchange.shares import DOCUMENT, FORMAT
from db.journal import exports, journal
from db.models.table import existing
from domain.canonical import canonical
from domain.errors import Unknown
from domain.exchange import strict
from domain.exchange.ledger import KnownKey, Taken, Way
from domain.exchange.packet import Head, Packet, PacketKind, SentResult
from domain.exchange.refusal import NotAccepted, Why
from domain.people.person import PersonKind


def readers(session: Session) -> tuple[KnownKey, ...]:
    """Return the keys that packets can be made for, but those of candidates, who read nobody's papers."""
    of = models.Person
    wanted = select(of.id).where(of.kind != PersonKind.CANDIDATE)
    people = set(session.exec(wanted.where(col(of.id).in_([one.person_id for one in keys.known(session)]))))
    return tuple(one for one in keys.known(session) if one.withdrawn_on is None and one.person_id in people)


def readers_of(session: Session, case_id: int) -> tuple[tuple[KnownKey, ...], tuple[KnownKey, ...]]:
    """Return those of them who had a part in a case, and the others to whom its marks may be shown.

    Whoever assesses, is assessed, manages that person or keeps shares has a part. If such a one may not see
    the result yet, making the packet says why.

    Raises:
        Unknown: if there is no such case.
    """
    line = cases.line(session, case_id)
    person = session.get_one(models.Person, line.person_id)
    key = session.get(models.CaseKey, case_id)
    seats = {one.assessor_id for one in (*line.sheets, *line.assigned)}
    part = {*seats, line.person_id, person.manager_id, None if key is None else key.keeper_id}
    every = readers(session)
    others = (one for one in every if one.person_id not in part and line.open_to(one.person_id))
    return tuple(one for one in every if one.person_id in part), tuple(others)


def outgoing(
    session: Session, case_id: int, to: KnownKey, document: str, on: date, body: str
) -> tuple[Head, SentResult]:
    """Return the head and the content of a packet with a paper that was drawn for this viewer, in base64.

    Raises:
        Unknown: if there is no such case, or the key is a candidate's, who looks at nobody's assessment.
        StillBlind, NothingSubmitted: if it is not shown to that person.
        NotAccepted: if the person was erased.
    """
    case = existing(session, models.Case, case_id)
    _check_shown(session, case_id, to)
    person = sent_parts.sent_person(session, case.person_id)
    if person is None:
        raise NotAccepted(Why.ERASED)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    told = SentResult(case.uid, person, cycle.title or cycle.code, document, on, body)
    return packets.head(session, PacketKind.RESULT, to), told


def handed_out(session: Session, top: Head, to: KnownKey, file_hash: str, case_id: int) -> None:
    """Write down that the paper went out, as one act.

    Raises:
        StillBlind, NothingSubmitted: if it is no longer shown to that person.
    """
    _check_shown(session, case_id, to)
    packets.sent(session, top, to.keys.signing, file_hash, case_id, to.person_id)
    exports.record(session, DOCUMENT, exports.Of.CASE, [case_id], (FORMAT,), 1)


def take(session: Session, packet: Packet, file_hash: str) -> Taken:
    """Keep the paper with its packet, as one act; the person is added if this file does not know him or her.

    Raises:
        NotAccepted: as for ``packets.sender``, or if the person was erased here.
    """
    told = packet.content
    assert isinstance(told, SentResult)
    if packets.sender(session, packet, file_hash) is None:
        return Taken(packet.head.kind, None, again=True)
    with journal.act(session, "receive", "person") as act:
        person_id = sent_parts.person_of(session, told.person)
        row = packets.received(session, packet, file_hash)
        row.assessor_id, row.body = person_id, canonical(strict.plain(told))
        act.subject_id, act.data = person_id, {"packet": packet.head.uid}
    return Taken(packet.head.kind, None)


def kept(session: Session, uid: str) -> SentResult:
    """Return a paper that came in by the identity of its packet.

    Raises:
        Unknown: if there is none, or it was erased.
    """
    row = _row(session, uid)
    if row is None or row.body is None:
        raise Unknown("paper", uid)
    return strict.record(SentResult, strict.parsed(row.body))


def drop(session: Session, uid: str) -> None:
    """Erase a paper that came in; that it came stays in the list.

    Raises:
        Unknown: as for ``kept``.
    """
    kept(session, uid)
    row = _row(session, uid)
    assert row is not None
    row.body = None
    session.add(row)
    journal.record(session, "drop", "packet", row.id, {"person": row.assessor_id})


def _row(session: Session, uid: str) -> models.Packet | None:
    of = models.Packet
    wanted = select(of).where(of.uid == uid, of.kind == PacketKind.RESULT, of.way == Way.RECEIVED)
    return session.exec(wanted).first()


def _check_shown(session: Session, case_id: int, to: KnownKey) -> None:
    viewer = session.get_one(models.Person, to.person_id)
    if viewer.kind is PersonKind.CANDIDATE:
        raise Unknown("viewer", viewer.code)
    cases.check_open(session, cases.line(session, case_id), viewer.id)
