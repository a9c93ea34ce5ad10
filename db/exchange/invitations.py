"""Invitations: what each assessor of a case gets, and the case that it becomes in the assessor's file."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, people
from db.assessing.progress import Awaited
from db.exchange import keys, packets, sent_models, sent_parts
from db.exchange.shares import DOCUMENT, FORMAT
from db.framework import frameworks
from db.journal import exports, journal
from db.models.table import existing
from db.models.types import acting, actor_id, now, today
from domain.assessing.case import CaseState
from domain.canonical import canonical
from domain.errors import NobodyWaits
from domain.exchange import strict
from domain.exchange.ledger import KnownKey, Taken, Way
from domain.exchange.packet import (
    Head,
    Invitation,
    Packet,
    PacketKind,
    SentItem,
    SentLevel,
    SentPerson,
)
from domain.exchange.refusal import AlreadySealed, NoKeys, NotAccepted, TakenAlong, TooManySeats, Why
from domain.exchange.share import MOST, Share
from domain.people.person import Person, full_name
from domain.sheet_kinds import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody to invite: a head for the packet, and the content but for the key and the share."""

    assessor_id: int
    to: KnownKey
    head: Head
    blank: Invitation


@dataclass(frozen=True, slots=True)
class Dealt:
    """What was dealt: the case's key, who got which share, and the second person's packet, if any.

    The shares are not kept, only what tells a false one from them.
    """

    case_key: str
    seats: tuple[tuple[Seat, Share, str], ...]  # seat, share, hash of the file
    keeper: tuple[int, KnownKey, Head, str] | None = None


@dataclass(frozen=True, slots=True)
class KeptSeat:
    """What an assessor's own file keeps of an invitation: the identity there, and the case's key."""

    assessor: str
    case_key: str
    dealt: int


def seats(session: Session, case_id: int, without: Collection[int] = ()) -> tuple[Seat, ...]:
    """Return whom to invite to the case: all awaited assessors but those who rate in this file.

    Whoever invites rates in this file too. Each packet brings the framework along, unless that is too large.

    Raises:
        Unknown: if there is no such case.
        Closed, Withdrawn: if it is over.
        NoKeys: if the key of one of them is not known.
        AlreadySealed: if a sealed sheet of the case has come in.
        TakenAlong: if one of them took the own sheet along and it is not back.
        NobodyWaits: if nobody is left to invite.
        TooManySeats: if a key has no share for each.
        NotAccepted: if the framework says something else than on the day it was published.
    """
    case, line = cases.running(session, case_id)
    _check_none_back(session, case_id)
    left_out = {*without, actor_id(session)}
    awaited = [one for one in line.assigned if one.assessor_id not in left_out]
    if not awaited:
        raise NobodyWaits
    if len(awaited) > MOST:
        raise TooManySeats(len(awaited))
    _check_here(awaited)
    by_person = {one.person_id: one for one in keys.known(session) if one.withdrawn_on is None}
    missing = tuple(one.assessor_name for one in awaited if one.assessor_id not in by_person)
    if missing:
        raise NoKeys(missing)
    blanks = [_blank(session, case, one.assessor_id, one.role) for one in awaited]
    cycle = session.get_one(models.Cycle, case.cycle_id)
    framework = sent_models.along(session, cycle.framework_id, blanks[0]).framework
    return tuple(
        Seat(
            one.assessor_id,
            by_person[one.assessor_id],
            packets.head(session, PacketKind.INVITATION, by_person[one.assessor_id]),
            replace(blank, framework=framework),
        )
        for one, blank in zip(awaited, blanks, strict=True)
    )


def keeper(session: Session, person_id: int, invited: Collection[Seat]) -> tuple[KnownKey, Head]:
    """Return the key of the second named person, and the head of the packet with all shares.

    *invited* are the seats of the same deal: that person may be one of the assessors.

    Raises:
        NoKeys: if the key is not known.
    """
    known = next(
        (one for one in keys.known(session) if one.person_id == person_id and not one.withdrawn_on), None
    )
    if known is None:
        person = existing(session, models.Person, person_id)
        raise NoKeys((full_name(person.surname, person.given, person.patronymic),))
    head = packets.head(session, PacketKind.KEPT_SHARES, known)
    also = sum(one.to.id == known.id for one in invited)  # that packet comes before this one
    return known, replace(head, sequence=head.sequence + also)


def deal(session: Session, case_id: int, dealt: Dealt) -> None:
    """Write down that the shares were dealt, as one act, and that the packets were handed out.

    Dealing again before a sheet has come back makes the earlier invitations worthless.

    Raises:
        AlreadySealed: if a sealed sheet of the case has come in meanwhile.
        TakenAlong: if an assessor has taken the own sheet along meanwhile.
    """
    _case, line = cases.running(session, case_id)
    _check_none_back(session, case_id)
    invited = {seat.assessor_id for seat, _share, _hash in dealt.seats}
    _check_here([one for one in line.assigned if one.assessor_id in invited])
    row = session.get(models.CaseKey, case_id) or models.CaseKey(
        case_id=case_id, recipient="", dealt=1, made_at=now(session), made_on=today(session)
    )
    row.recipient, row.dealt = dealt.case_key, len(dealt.seats)
    row.keeper_id = None if dealt.keeper is None else dealt.keeper[0]
    row.made_at, row.made_on = now(session), today(session)
    session.add(row)
    numbers = [[seat.assessor_id, share.number] for seat, share, _hash in dealt.seats]
    files = len(dealt.seats) + (dealt.keeper is not None)
    with exports.handing_out(session, DOCUMENT, exports.Of.CASE, [case_id], (FORMAT,), files):
        for seat, share, file_hash in dealt.seats:
            to = seat.to.keys.signing
            sent = packets.sent(session, seat.head, to, file_hash, case_id, seat.assessor_id, share.number)
            sent.commitment = share.commitment
        if dealt.keeper is not None:
            person_id, known, head, file_hash = dealt.keeper
            packets.sent(session, head, known.keys.signing, file_hash, case_id, person_id)
        journal.record(session, "deal", "case", case_id, {"shares": numbers, "keeper": row.keeper_id})


def take(session: Session, packet: Packet, file_hash: str) -> Taken:
    """Take an invitation, and return what that did.

    Raises:
        NotAccepted, TooLittleSpace: as for ``accept``.
    """
    return packets.taken(session, packet, accept(session, packet, file_hash))


def accept(session: Session, packet: Packet, file_hash: str) -> int | None:
    """Take an invitation and return the case made here, of the same identity; None if it was taken before.

    If the shares were dealt again, only the share and the case's key are new.

    Raises:
        NotAccepted: as for ``packets.sender``, or if this file has another framework and the packet brings
            none, has erased the person, or has the case from elsewhere or otherwise.
        TooLittleSpace: if the disk has no room for it.
    """
    told = packet.content
    assert isinstance(told, Invitation)
    known = packets.sender(session, packet, file_hash)
    if known is None:
        return None
    if session.get(models.Erasure, told.person.uid) is not None:
        raise NotAccepted(Why.ERASED)
    case = session.exec(select(models.Case).where(models.Case.uid == told.case)).first()
    with journal.act(session, "receive", "case") as act:
        if told.framework is not None:
            sent_models.bring(session, told.framework)
        model = sent_parts.model_of(session, told.edition, told.profile)
        if case is None:
            case, seat = _begin(session, told, *model)
        else:
            seat = _again(session, case, packet, model)
        row = packets.received(session, packet, file_hash)
        row.case_id, row.assessor_id = case.id, seat
        row.share_number, row.share = told.share.number, bytes.fromhex(told.share.body)
        kept = KeptSeat(told.assessor.uid, told.case_key, told.share.of)
        row.body = canonical(strict.plain(kept))
        act.subject_id, act.data = case.id, {"packet": packet.head.uid, "person": case.person_id}
    return case.id


def kept(session: Session, case_id: int) -> tuple[KeptSeat, Share, KnownKey]:
    """Return what this file keeps of the newest invitation to a case, and the key of whoever invited.

    Raises:
        NotAccepted: if nobody invited to it by packet.
        NoKeys: if the key of whoever did was withdrawn.
    """
    of = models.Packet
    row = session.exec(
        select(of)
        .where(of.case_id == case_id, of.kind == PacketKind.INVITATION, col(of.share).is_not(None))
        .order_by(col(of.id).desc())
    ).first()
    if row is None or row.share is None or row.body is None or row.share_number is None:
        raise NotAccepted(Why.NOT_INVITED)
    seat = strict.record(KeptSeat, strict.parsed(row.body))
    case = session.get_one(models.Case, case_id)
    share = Share(case.uid, row.share_number, seat.dealt, row.share.hex())
    to = next(one for one in keys.known(session) if one.keys.signing == row.key)
    if to.withdrawn_on is not None:
        raise NoKeys((to.name,))
    return seat, share, to


def _blank(session: Session, case: models.Case, assessor_id: int, role: Role) -> Invitation:
    cycle = session.get_one(models.Cycle, case.cycle_id)
    framework = frameworks.framework(session, cycle.framework_id)
    edition = session.get_one(models.Framework, cycle.framework_id)
    profile = frameworks.profile(session, case.profile_id)
    questions = frameworks.questions(session, cycle.framework_id)
    scope = set(
        session.exec(
            select(models.CaseItem.item_id).where(
                models.CaseItem.case_id == case.id, col(models.CaseItem.in_scope).is_(True)
            )
        )
    )
    items = tuple(
        SentItem(
            one.key,
            one.code,
            one.kind,
            one.function,
            one.text.ru,
            one.text.en or "",
            one.code in profile.targets and profile.targets[one.code].critical,
            "" if (asked := questions.get(one.code)) is None else asked.question.ru,
            "" if asked is None else asked.question.en or "",
        )
        for one in framework.items
        if one.id in scope
    )
    levels = tuple(
        SentLevel(
            one.value,
            *(one.name.ru, one.name.en or ""),
            *(one.knowledge.ru, one.knowledge.en or "", one.skill.ru, one.skill.en or ""),
        )
        for one in frameworks.scale(session, cycle.scale_id).levels
    )
    return Invitation(
        case.uid,
        cycle.uid,
        cycle.kind,
        cycle.title,
        _sent(session, case.person_id),
        _sent(session, assessor_id),
        role,
        cycle.ends_on,
        framework.title.ru,
        edition.content_hash or "",
        sent_parts.profile_hash_of(session, case),
        levels,
        items,
        "",
        Share(case.uid, 1, 1, ""),
        None,
    )


def _sent(session: Session, person_id: int) -> SentPerson:
    row = session.get_one(models.Person, person_id)
    return SentPerson(row.uid, row.code, row.kind, row.surname, row.given, row.patronymic)


def _check_none_back(session: Session, case_id: int) -> None:
    of = models.Packet
    back = select(of.id).where(
        of.case_id == case_id, col(of.kind).in_((PacketKind.SEALED_SHEET, PacketKind.GIVEN_SHARE))
    )
    if session.exec(back).first() is not None:
        raise AlreadySealed


def _check_here(awaited: Collection[Awaited]) -> None:
    """Refuse to invite whoever took the own sheet along: it would come back by two roads."""
    if gone := tuple(one.assessor_name for one in awaited if one.away is PacketKind.CASE_TO_GO):
        raise TakenAlong(gone)


def _begin(session: Session, told: Invitation, framework_id: int, profile_id: int) -> tuple[models.Case, int]:
    """Make the case of an invitation, and return it with the assessor's id here."""
    me, person_id = acting(session), _person(session, told.person)
    cycle_id = sent_parts.cycle_of(session, told, framework_id)
    critical = _critical(told)
    targets = sent_parts.targets_of(session, cycle_id, profile_id, critical)
    case_id = cases.open_case(session, cycle_id, person_id, targets, uid=told.case, covering=critical)
    session.add(models.CaseAssessor(case_id=case_id, person_id=me, role=told.role, position=0))
    return session.get_one(models.Case, case_id), me


def _again(session: Session, case: models.Case, packet: Packet, model: tuple[int, int]) -> int:
    """Return who was invited to the case before: by the same sender, in the same role, by the same model."""
    told, of = packet.content, models.Packet
    assert isinstance(told, Invitation)
    if case.state is not CaseState.OPEN:
        raise NotAccepted(Why.DECIDED)
    invited = session.exec(
        select(of.assessor_id, models.CaseAssessor.role, models.Person.uid, models.Cycle.framework_id)
        .join(models.Case, col(models.Case.id) == of.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(
            models.CaseAssessor,
            (col(models.CaseAssessor.case_id) == of.case_id)
            & (col(models.CaseAssessor.person_id) == of.assessor_id),
        )
        .where(
            of.case_id == case.id,
            of.kind == PacketKind.INVITATION,
            of.way == Way.RECEIVED,
            of.key == packet.head.sender,
        )
    ).first()
    if (
        invited is None
        or invited[1:] != (told.role, told.person.uid, model[0])
        or case.profile_id != sent_parts.targets_of(session, case.cycle_id, model[1], _critical(told))
    ):
        raise NotAccepted(Why.OTHER_CONTENT)
    seat = invited[0]
    assert seat is not None, "an invitation that came in has a seat"
    return seat


def _critical(told: Invitation) -> dict[str, bool]:
    """Return key -> whether it is critical, of the items to be rated."""
    return {one.key: one.critical for one in told.items}


def _person(session: Session, told: SentPerson) -> int:
    """Return the person with this identity, added if there is none; nobody is matched by name."""
    known = session.exec(select(models.Person).where(models.Person.uid == told.uid)).first()
    if known is not None:
        return known.id
    person = Person(kind=told.kind, surname=told.surname, given=told.given, patronymic=told.patronymic)
    person_id = people.add(session, person)
    row = session.get_one(models.Person, person_id)
    row.uid = told.uid
    session.add(row)
    return person_id
