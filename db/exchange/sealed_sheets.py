"""Sealed sheets: made of an own submitted sheet, kept closed when they come in, written all together.

When that is, ``opening`` decides.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session, col, select

from db import models
from db.exchange import packets, shares, typed_drafts
from db.exchange.invitations import KeptSeat
from db.exchange.shares import DOCUMENT, FORMAT
from db.journal import exports, journal
from db.models.table import existing
from db.models.types import acting, today
from domain.assessing.case import CaseState
from domain.assessing.sheet import COMMENT_LIMIT
from domain.canonical import content_hash
from domain.errors import NotSubmitted
from domain.exchange.ledger import Way
from domain.exchange.packet import (
    Head,
    Packet,
    PacketKind,
    SealedSheet,
    SentFact,
    SentMark,
    SentSheet,
)
from domain.exchange.refusal import NotAccepted, Why
from domain.people.person import full_name
from domain.sheet_kinds import Origin, SheetState
from domain.text import clean

type Inside = Packet | Why
"""What is in a sealed sheet: the sheet, or why it cannot be read."""


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
    case = packets.open_case(session, told.case)
    assessor = session.get_one(models.Person, known.person_id)
    if assessor.uid != told.assessor:
        raise NotAccepted(Why.NOT_INVITED)
    if session.get(models.CaseAssessor, (case.id, assessor.id)) is None:
        raise NotAccepted(Why.NOT_INVITED)
    begun = _begun(session, case.id, assessor.id)
    if begun is not None and typed_drafts.holds_something(session, begun.id):
        raise NotAccepted(Why.BEGUN)
    if any(one.assessor_id == assessor.id for one in closed_sheets(session, case.id)):
        raise NotAccepted(Why.SECOND_SHEET)
    shares.check(session, case, told.share, told.case_key, assessor.id)
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


def closed_sheets(session: Session, case_id: int) -> list[models.Packet]:
    """Return the packets whose sealed sheets of a case have come in and are not opened, in that order."""
    of = models.Packet
    wanted = select(of).where(
        of.case_id == case_id,
        of.kind == PacketKind.SEALED_SHEET,
        of.way == Way.RECEIVED,
        col(of.body).is_not(None),  # gone once it is opened or set aside, or its person erased
    )
    return list(session.exec(wanted.order_by(col(of.id))))


def open_together(
    session: Session, case_id: int, inside: Mapping[str, Inside], own: str = "", *, early: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Write all sealed sheets of a case; return how many, or else whose were set aside, by name.

    If one cannot be read or does not fit the case, it is set aside, to be sent again, and none opens: nobody
    is to see the others before it is in. *own* is whose sheet came just now: it is refused, not set aside.
    With *early* the act around it says who opens the case, and why.

    Raises:
        NotAccepted: if the case is over, that sheet is faulty, or *inside* are not the sheets that wait.
    """
    case = existing(session, models.Case, case_id)
    if case.state is not CaseState.OPEN:
        raise NotAccepted(Why.DECIDED)
    waiting = closed_sheets(session, case_id)
    of = models.Person
    assessors = {one.id: one for one in session.exec(select(of).where(col(of.id).in_(_assessors(waiting))))}
    if set(inside) != {one.uid for one in assessors.values()}:
        raise NotAccepted(Why.OLDER)  # another window took one meanwhile
    by_key = {key: number for number, key in _item_keys(session, case_id).items()}
    good: list[tuple[models.Packet, SentSheet]] = []
    aside: dict[int, str] = {}
    for row in waiting:
        person = assessors[row.assessor_id or 0]
        found = inside[person.uid]
        told = found if isinstance(found, Why) else _checked(session, case, row, person, found, by_key)
        if isinstance(told, SentSheet):
            good.append((row, told))
        elif person.uid == own:
            raise NotAccepted(told)
        else:
            row.body = row.share = None
            session.add(row)
            aside[person.id] = full_name(person.surname, person.given, person.patronymic)
    if aside:
        session.flush()
        journal.record(session, "set_aside", "case", case_id, {"assessors": sorted(aside)})
        return 0, tuple(aside.values())
    for row, sheet in good:
        _write(session, case, row.assessor_id or 0, sheet, by_key)
    out = shares.dropouts(session, case_id, _assessors(waiting))
    if early:
        shares.count_opened(session, out)
    elif out:
        shares.open_early(session, case_id, out)
    for row in waiting:
        row.opened_on, row.body = today(session), None
        session.add(row)
    if not _still_out(session, case_id):
        for row in shares.rows(session, case_id):
            row.share = row.body = None
            session.add(row)
    session.flush()
    return len(good), ()


def _checked(
    session: Session,
    case: models.Case,
    row: models.Packet,
    assessor: models.Person,
    packet: Packet,
    by_key: dict[str, int],
) -> SentSheet | Why:
    """Return the sheet that was opened, or what keeps it from being written."""
    told = packet.content
    seat = session.get(models.CaseAssessor, (case.id, assessor.id))
    if not isinstance(told, SentSheet) or row.key != packet.head.sender or told.assessor != assessor.uid:
        return Why.NOT_INVITED
    if seat is None or seat.role is not told.role or told.case != case.uid:
        return Why.NOT_INVITED
    cycle = session.get_one(models.Cycle, case.cycle_id)
    edition = session.get_one(models.Framework, cycle.framework_id).content_hash
    marked = {one.item for one in told.marks}
    items = marked | {key for fact in told.facts for key in fact.items}
    if told.edition != edition or not items <= by_key.keys():
        return Why.OUT_OF_MODEL
    if not _in_scope(session, case.id) <= {by_key[one] for one in marked}:
        return Why.INCOMPLETE
    said = sorted([one.item, one.state.value, one.level] for one in told.marks)
    if told.content_hash != content_hash([case.uid, told.uid, told.role.value, told.revision, said]):
        return Why.DAMAGED
    try:
        _begun(session, case.id, assessor.id)
    except NotAccepted as error:
        return error.why
    wanted = [one.text for one in told.facts] + ([told.reason] if told.revision > 1 else [])
    if not all(map(_typed, wanted)):
        return Why.DAMAGED
    told = _as_typed(told)
    texts = [one.comment for one in told.marks] + [one.text for one in told.facts]
    if any(len(text) > COMMENT_LIMIT for text in (*texts, told.reason)) or _known_uids(session, told):
        return Why.OTHER_CONTENT
    return told


def _as_typed(told: SentSheet) -> SentSheet:
    """Return the sheet with its words as typing leaves them: a changed program may send any."""
    return replace(
        told,
        reason=_typed(told.reason),
        marks=tuple(replace(one, comment=_typed(one.comment)) for one in told.marks),
        facts=tuple(replace(one, text=_typed(one.text)) for one in told.facts),
    )


def _typed(text: str) -> str:
    return clean(text).strip()


def _write(
    session: Session, case: models.Case, assessor_id: int, told: SentSheet, by_key: dict[str, int]
) -> None:
    begun = _begun(session, case.id, assessor_id)
    typed = None if begun is None else typed_drafts.taken_out(session, begun)
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
    if typed is not None:
        typed_drafts.kept(session, row, typed)


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
    """Return the draft that was begun for the assessor in this file; None if none was.

    Raises:
        NotAccepted: if one was submitted.
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
    return found


def _assessors(rows: list[models.Packet]) -> frozenset[int]:
    return frozenset(one.assessor_id for one in rows if one.assessor_id is not None)


def _in_scope(session: Session, case_id: int) -> set[int]:
    of = models.CaseItem
    wanted = select(of.item_id).where(of.case_id == case_id, col(of.in_scope).is_(True))
    return set(session.exec(wanted))


def _still_out(session: Session, case_id: int) -> bool:
    """Return whether somebody whose share another has given may still send a sheet."""
    of, sheet = models.Packet, models.Sheet
    given = select(of.assessor_id).where(
        of.case_id == case_id, of.kind == PacketKind.GIVEN_SHARE, of.way == Way.RECEIVED
    )
    there = select(sheet.assessor_id).where(sheet.case_id == case_id, sheet.state == SheetState.SUBMITTED)
    return not set(session.exec(given)) <= set(session.exec(there))


def _known_uids(session: Session, told: SentSheet) -> bool:
    """Return whether another record of this file has one of these identities."""
    if session.exec(select(models.Sheet.id).where(models.Sheet.uid == told.uid)).first() is not None:
        return True
    of, wanted = models.Evidence, [one.uid for one in told.facts]
    return session.exec(select(of.id).where(col(of.uid).in_(wanted))).first() is not None
