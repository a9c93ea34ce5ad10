"""Sealed sheets: made of an own submitted sheet, kept closed when they come in, opened all together."""

from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from db import models
from db.exchange import packets
from db.exchange.invitations import DOCUMENT, FORMAT, KeptSeat
from db.journal import exports, journal
from db.models.table import existing
from db.models.types import acting, today
from domain.assessing.case import CaseState
from domain.assessing.sheet import COMMENT_LIMIT
from domain.canonical import content_hash
from domain.errors import NotSubmitted
from domain.exchange.ledger import Taken, Way
from domain.exchange.packet import Head, Packet, PacketKind, SealedSheet, SentFact, SentMark, SentSheet
from domain.exchange.refusal import NotAccepted, Why
from domain.exchange.share import Share
from domain.sheet_kinds import Origin, SheetState


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed sheets of a case that have come in and wait; ``signers`` are whose signatures count."""

    case_key: str
    shares: tuple[Share, ...]
    covers: tuple[SealedSheet, ...]
    signers: frozenset[str]


def own_sheet(session: Session, case_id: int, seat: KeptSeat) -> SentSheet:
    """Return the actor's submitted sheet of a case, as it is to travel.

    Raises:
        NotSubmitted: if there is none.
    """
    of, me = models.Sheet, acting(session)
    row = session.exec(
        select(of)
        .where(of.case_id == case_id, of.assessor_id == me, of.state == SheetState.SUBMITTED)
        .order_by(col(of.revision).desc())
    ).first()
    if row is None or row.submitted_at is None or row.submitted_on is None or row.content_hash is None:
        raise NotSubmitted
    case = session.get_one(models.Case, case_id)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    edition = session.get_one(models.Framework, cycle.framework_id).content_hash
    item_keys = _item_keys(session, case_id)
    words = select(models.MarkText).where(models.MarkText.sheet_id == row.id)
    comments = {one.item_id: one.comment for one in session.exec(words)}
    marks = session.exec(select(models.Mark).where(models.Mark.sheet_id == row.id)).all()
    facts = select(models.Evidence).where(
        models.Evidence.sheet_id == row.id, col(models.Evidence.retired_at).is_(None)
    )
    return SentSheet(
        uid=row.uid,
        case=case.uid,
        assessor=seat.assessor,
        role=row.role,
        origin=row.origin,
        revision=row.revision,
        reason=row.reason,
        edition=edition,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        submitted_on=row.submitted_on,
        marks=tuple(
            SentMark(
                item_keys[one.item_id],
                one.state,
                one.level,
                one.origin,
                one.rated_at,
                comments.get(one.item_id, ""),
            )
            for one in sorted(marks, key=lambda one: item_keys[one.item_id])
        ),
        facts=tuple(_fact(session, one, item_keys) for one in session.exec(facts).all()),
        content_hash=row.content_hash,
    )


def take(session: Session, packet: Packet, file_hash: str, opened: tuple[Packet, ...]) -> Taken:
    """Take a sealed sheet; if it was the last, *opened* are all of the case, which are written with it.

    Raises:
        NotAccepted: as for ``receive`` and ``open_together``.
    """
    if not opened:
        return packets.taken(session, packet, receive(session, packet, file_hash))
    with journal.act(session, "unseal", "case") as act:
        case_id = receive(session, packet, file_hash)
        assert case_id is not None, "nothing opens by a packet that was taken before"
        count = open_together(session, case_id, opened)
        act.subject_id = case_id
    return packets.taken(session, packet, case_id, count)


def receive(session: Session, packet: Packet, file_hash: str) -> int | None:
    """Take a sealed sheet and keep it closed; return its case. None if it was taken before.

    Raises:
        NotAccepted: as for ``packets.sender``, or if the case is unknown or over, the person was erased, or
            the sender was not invited with this share, or has handed in.
    """
    told = packet.content
    assert isinstance(told, SealedSheet)
    known = packets.sender(session, packet, file_hash)
    if known is None:
        return None
    case = session.exec(select(models.Case).where(models.Case.uid == told.case)).first()
    if case is None:
        raise NotAccepted(Why.NO_CASE)
    if session.get_one(models.Person, case.person_id).erased_at is not None:
        raise NotAccepted(Why.ERASED)
    if case.state is not CaseState.OPEN:
        raise NotAccepted(Why.DECIDED)
    assessor = session.get_one(models.Person, known.person_id)
    if assessor.uid != told.assessor:
        raise NotAccepted(Why.NOT_INVITED)
    if session.get(models.CaseAssessor, (case.id, assessor.id)) is None:
        raise NotAccepted(Why.NOT_INVITED)
    _begun(session, case.id, assessor.id)
    if any(one.assessor_id == assessor.id for one in _waiting(session, case.id)):
        raise NotAccepted(Why.SECOND_SHEET)
    _check_share(session, case, assessor.id, told)
    row = packets.received(session, packet, file_hash)
    row.case_id, row.assessor_id = case.id, assessor.id
    row.share_number, row.share = told.share.number, bytes.fromhex(told.share.body)
    row.body = told.body.encode()
    session.flush()
    data = {"packet": packet.head.uid, "assessor": assessor.id}
    journal.record(session, "receive", "case", case.id, data)
    return case.id


def handed_over(session: Session, top: Head, to: str, file_hash: str, case_id: int) -> None:
    """Write down that the own sheet went out sealed to the key *to*, as one act."""
    with exports.handing_out(session, DOCUMENT, exports.Of.CASE, [case_id], (FORMAT,), 1):
        packets.sent(session, top, to, file_hash, case_id, acting(session))
        journal.record(session, "seal", "case", case_id, {"packet": top.uid})


def sealed(session: Session, case_id: int) -> Sealed:
    """Return the sealed sheets of a case that have come in, for opening them together.

    Raises:
        NotAccepted: if the case was never dealt a key.
    """
    row = session.get(models.CaseKey, case_id)
    if row is None:
        raise NotAccepted(Why.NO_CASE)
    return _sealed(session, row, session.get_one(models.Case, case_id))


def with_new(session: Session, packet: Packet) -> Sealed | None:
    """Return the sealed sheets of a case that open by this one, itself among them; None if they do not yet.

    Whether the packet may be taken at all is not asked here.
    """
    told = packet.content
    assert isinstance(told, SealedSheet)
    case = session.exec(select(models.Case).where(models.Case.uid == told.case)).first()
    row = None if case is None else session.get(models.CaseKey, case.id)
    if case is None or row is None or packets.is_here(session, packet.head.uid):
        return None
    found = _sealed(session, row, case)
    numbers = {one.number for one in (*found.shares, told.share)}
    if told.case_key != row.recipient or len(numbers) != row.dealt or len(found.shares) >= row.dealt:
        return None
    return replace(
        found,
        shares=(*found.shares, told.share),
        covers=(*found.covers, told),
        signers=found.signers | {packet.head.sender},
    )


def _sealed(session: Session, row: models.CaseKey, case: models.Case) -> Sealed:
    waiting = _waiting(session, case.id)
    of = models.Person
    people = dict(session.exec(select(of.id, of.uid).where(col(of.id).in_(_assessors(waiting)))).all())
    shares = tuple(
        Share(case.uid, one.share_number or 0, row.dealt, (one.share or b"").hex()) for one in waiting
    )
    covers = tuple(
        SealedSheet(case.uid, people[one.assessor_id or 0], row.recipient, share, (one.body or b"").decode())
        for one, share in zip(waiting, shares, strict=True)
    )
    # As they were when they came in: who was erased or got another key since has handed in all the same.
    signers = frozenset(one.key for one in waiting)
    return Sealed(row.recipient, shares, covers, signers)


def open_together(session: Session, case_id: int, opened: tuple[Packet, ...]) -> int:
    """Write the sheets that were opened, all in one act; return how many. What is in the file stays.

    Raises:
        NotAccepted: if the case is over, a sheet is not of whoever sent it, contradicts its own hash, or
            rates what the case does not have.
    """
    case = existing(session, models.Case, case_id)
    if case.state is not CaseState.OPEN:
        raise NotAccepted(Why.DECIDED)
    waiting = {one.assessor_id: one for one in _waiting(session, case_id)}
    by_key = {key: number for number, key in _item_keys(session, case_id).items()}
    with journal.act(session, "unseal", "case", case_id) as act:
        for packet in opened:
            told = packet.content
            assert isinstance(told, SentSheet)
            assessor = session.exec(select(models.Person).where(models.Person.uid == told.assessor)).first()
            row = None if assessor is None else waiting.get(assessor.id)
            if assessor is None or row is None or row.key != packet.head.sender:
                raise NotAccepted(Why.NOT_INVITED)
            _write(session, case, assessor.id, told, by_key)
            row.opened_on, row.body, row.share = today(session), None, None
            session.add(row)
        if {one.assessor_id for one in _waiting(session, case_id)}:
            raise NotAccepted(Why.WRONG_SHARE)
        act.data = {"sheets": len(opened)}
    return len(opened)


def _write(
    session: Session, case: models.Case, assessor_id: int, told: SentSheet, by_key: dict[str, int]
) -> None:
    seat = session.get(models.CaseAssessor, (case.id, assessor_id))
    if seat is None or seat.role is not told.role or told.case != case.uid:
        raise NotAccepted(Why.NOT_INVITED)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    edition = session.get_one(models.Framework, cycle.framework_id).content_hash
    items = {one.item for one in told.marks} | {key for fact in told.facts for key in fact.items}
    if told.edition != edition or not items <= by_key.keys():
        raise NotAccepted(Why.OUT_OF_MODEL)
    said = sorted([one.item, one.state.value, one.level] for one in told.marks)
    if told.content_hash != content_hash([case.uid, told.uid, told.role.value, told.revision, said]):
        raise NotAccepted(Why.DAMAGED)
    begun = _begun(session, case.id, assessor_id)
    texts = [one.comment for one in told.marks] + [one.text for one in told.facts]
    if any(len(text) > COMMENT_LIMIT for text in (*texts, told.reason)) or _known_uids(session, told):
        raise NotAccepted(Why.OTHER_CONTENT)
    # First a draft: once the sheet is submitted, the file accepts no more marks.
    row = begun or models.Sheet(
        uid=told.uid,
        case_id=case.id,
        assessor_id=assessor_id,
        role=told.role,
        state=SheetState.DRAFT,
        origin=told.origin,
        started_at=told.started_at,
    )
    row.uid, row.origin, row.started_at = told.uid, told.origin, told.started_at
    row.revision, row.reason = told.revision, told.reason
    session.add(row)
    session.flush()
    for one in told.marks:
        item_id = by_key[one.item]
        session.add(
            models.Mark(
                sheet_id=row.id,
                item_id=item_id,
                state=one.state,
                level=one.level,
                origin=one.origin,
                rated_at=one.rated_at,
            )
        )
        if one.comment:
            session.add(models.MarkText(sheet_id=row.id, item_id=item_id, comment=one.comment))
    for fact in told.facts:
        _add_fact(session, case, row, fact, by_key)
    session.flush()
    row.state, row.submitted_at, row.submitted_on = SheetState.SUBMITTED, told.submitted_at, told.submitted_on
    row.content_hash = told.content_hash
    session.add(row)
    session.flush()
    unmarked = sum(one.origin is Origin.SUBMIT for one in told.marks)
    journal.record(session, "submit", "sheet", row.id, {"hash": told.content_hash, "unmarked": unmarked})


def _add_fact(
    session: Session, case: models.Case, sheet: models.Sheet, fact: SentFact, by_key: dict[str, int]
) -> None:
    row = models.Evidence(
        uid=fact.uid,
        person_id=case.person_id,
        author_id=sheet.assessor_id,
        observed_on=fact.observed_on,
        recorded_on=fact.recorded_on,
        recorded_at=fact.recorded_at,
        polarity=fact.polarity,
        text=fact.text,
        sheet_id=sheet.id,
    )
    session.add(row)
    session.flush()
    for key in dict.fromkeys(fact.items):
        session.add(models.EvidenceItem(evidence_id=row.id, item_id=by_key[key]))


def _fact(session: Session, row: models.Evidence, item_keys: dict[int, str]) -> SentFact:
    of = models.EvidenceItem
    items = session.exec(select(of.item_id).where(of.evidence_id == row.id)).all()
    return SentFact(
        row.uid,
        tuple(sorted(item_keys[one] for one in items)),
        row.polarity,
        row.observed_on,
        row.recorded_on,
        row.recorded_at,
        row.text,
    )


def _item_keys(session: Session, case_id: int) -> dict[int, str]:
    rows = session.exec(
        select(models.CaseItem.item_id, models.Item.key)
        .join(models.Item, col(models.Item.id) == col(models.CaseItem.item_id))
        .where(models.CaseItem.case_id == case_id)
    )
    return dict(rows.all())


def _begun(session: Session, case_id: int, assessor_id: int) -> models.Sheet | None:
    """Return the sheet that was begun for the assessor in this file and holds nothing; None if none was.

    Raises:
        NotAccepted: if it holds something, or was submitted.
    """
    m = models
    found = session.exec(
        select(m.Sheet)
        .where(m.Sheet.case_id == case_id, m.Sheet.assessor_id == assessor_id)
        .order_by(col(m.Sheet.revision).desc())
    ).first()
    if found is None:
        return None
    if found.state is SheetState.SUBMITTED or found.revision > 1:
        raise NotAccepted(Why.SECOND_SHEET)
    for table in (m.Mark, m.MarkText, m.DraftText, m.AskedProbe, m.Evidence):
        if session.exec(select(table.sheet_id).where(table.sheet_id == found.id)).first() is not None:
            raise NotAccepted(Why.BEGUN)
    return found


def _waiting(session: Session, case_id: int) -> list[models.Packet]:
    of = models.Packet
    wanted = select(of).where(
        of.case_id == case_id,
        of.kind == PacketKind.SEALED_SHEET,
        of.way == Way.RECEIVED,
        col(of.body).is_not(None),  # gone once it is opened, or its person erased
    )
    return list(session.exec(wanted.order_by(col(of.id))))


def _assessors(rows: list[models.Packet]) -> set[int]:
    return {one.assessor_id for one in rows if one.assessor_id is not None}


def _check_share(session: Session, case: models.Case, assessor_id: int, told: SealedSheet) -> None:
    """The share must be the one that the newest invitation brought: of an earlier deal it opens nothing."""
    key, share, of = session.get(models.CaseKey, case.id), told.share, models.Packet
    invited = session.exec(
        select(of.share_number)
        .where(
            of.case_id == case.id,
            of.assessor_id == assessor_id,
            of.kind == PacketKind.INVITATION,
            of.way == Way.SENT,
        )
        .order_by(col(of.id).desc())
    ).first()
    if key is None or invited is None:
        raise NotAccepted(Why.NOT_INVITED)
    brought = told.case_key, share.case, share.number, share.of
    if brought != (key.recipient, case.uid, invited, key.dealt):
        raise NotAccepted(Why.WRONG_SHARE)


def _known_uids(session: Session, told: SentSheet) -> bool:
    """Return whether another record of this file has one of these identities."""
    if session.exec(select(models.Sheet.id).where(models.Sheet.uid == told.uid)).first() is not None:
        return True
    of, wanted = models.Evidence, [one.uid for one in told.facts]
    return session.exec(select(of.id).where(col(of.uid).in_(wanted))).first() is not None
