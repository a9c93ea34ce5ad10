"""A framework as a packet: one published edition, which the other file then has word for word."""

from dataclasses import replace

from sqlmodel import Session, col, select

from db import models
from db.exchange import packets
from db.exchange.sent_parts import person_of, sent_person
from db.exchange.shares import DOCUMENT, FORMAT
from db.framework import editions, frameworks, job_descriptions, received_editions
from db.framework.received_editions import Became, Publication
from db.journal import exports, journal
from db.models.table import existing
from domain.errors import Impossible
from domain.exchange import strict
from domain.exchange.ledger import KnownKey
from domain.exchange.packet import CaseToGo, Head, Invitation, Packet, PacketKind, SentLink, SentModel
from domain.exchange.refusal import NotAccepted, Why
from domain.framework.edition import profile_hash
from domain.framework.framework import EditionState


def outgoing(session: Session, framework_id: int, to: KnownKey) -> tuple[Head, SentModel]:
    """Return the head and the content of a packet with an edition.

    Raises:
        Unknown: if there is no such edition, or this file has no keys yet.
        Impossible: if it is not in force: a draft, or retired.
        NotAccepted: if it says something else than on the day it was published.
    """
    if existing(session, models.Framework, framework_id).state is not EditionState.PUBLISHED:
        raise Impossible("state")
    return packets.head(session, PacketKind.MODEL, to), told(session, framework_id)


def told(session: Session, framework_id: int) -> SentModel:
    """Return a published edition as another file is told of it, also one that is retired here.

    Raises:
        Unknown: if there is no such edition.
        NotAccepted: if it says something else than on the day it was published.
    """
    row = existing(session, models.Framework, framework_id)
    content = editions.content(session, framework_id)
    if content.hash != row.content_hash:
        raise NotAccepted(Why.NOT_SAME)
    profiles = frameworks.profiles_of(session, framework_id)
    base = None if row.based_on is None else session.get_one(models.Framework, row.based_on).content_hash
    author = None if row.published_by is None else sent_person(session, row.published_by)
    return SentModel(
        content,
        row.number,
        (row.uid, *(one.uid for one in profiles)),
        (content.hash, *(profile_hash(one) for one in profiles)),
        base or "",
        row.note,
        row.published_at,
        row.published_on,
        author,
        _links(session, framework_id),
        job_descriptions.provisions(session, framework_id),
    )


def along[T: (Invitation, CaseToGo)](session: Session, framework_id: int, content: T) -> T:
    """Return what is about to go with its framework, or without if that is too large for a packet.

    Raises:
        NotAccepted: as ``told``.
    """
    whole = replace(content, framework=told(session, framework_id))
    return whole if strict.fits(whole) else content  # a reader would take a larger one for damaged


def handed_out(session: Session, top: Head, to: KnownKey, file_hash: str, framework_id: int) -> None:
    """Write down that an edition went out to this key, as one act."""
    row = packets.sent(session, top, to.keys.signing, file_hash, None, to.person_id)
    row.body = existing(session, models.Framework, framework_id).content_hash.encode()
    exports.record(session, DOCUMENT, exports.Of.FRAMEWORK, [framework_id], (FORMAT,), 1)


def accept(session: Session, packet: Packet, file_hash: str) -> int | None:
    """Take an edition and return its id here, also if this file has it; None if the packet was taken before.

    Raises:
        NotAccepted: as for ``packets.sender``, or if one of its identities belongs to something else here,
            or its hashes do not come out.
    """
    content = packet.content
    assert isinstance(content, SentModel)
    if packets.sender(session, packet, file_hash) is None:
        return None
    with journal.act(session, "receive", "framework") as act:
        framework_id, known = bring(session, content)
        packets.received(session, packet, file_hash)
        act.subject_id, act.data = framework_id, {"packet": packet.head.uid, "known": known}
    return framework_id


def bring(session: Session, content: SentModel) -> tuple[int, bool]:
    """Write an edition of another file unless this one has it; return its id here, and whether it was known.

    Raises:
        NotAccepted: as ``accept``.
    """
    framework_id = received_editions.same(session, content.edition)
    if framework_id is not None:
        return framework_id, True
    _check_new(session, content)
    return _write(session, content), False


def _links(session: Session, framework_id: int) -> tuple[SentLink, ...]:
    of = models.VersionLink
    rows = session.exec(select(of).where(of.framework_id == framework_id).order_by(col(of.id)))
    return tuple(SentLink(one.kind, one.from_key or "", one.to_key or "") for one in rows)


def _check_new(session: Session, content: SentModel) -> None:
    edition, *profiles = content.uids
    of = models.Profile
    if session.exec(select(models.Framework.id).where(models.Framework.uid == edition)).first() is not None:
        raise NotAccepted(Why.OTHER_CONTENT)
    if session.exec(select(of.id).where(col(of.uid).in_(profiles))).first() is not None:
        raise NotAccepted(Why.OTHER_CONTENT)


def _write(session: Session, content: SentModel) -> int:
    author = None if content.published_by is None else person_of(session, content.published_by, erased=True)
    return received_editions.receive(
        session,
        content.edition,
        Publication(
            *(content.number, content.uids, content.base, content.note),
            *(content.published_at, content.published_on, author),
        ),
        [Became(one.fate, one.old, one.new) for one in content.links],
        content.provisions,
    )
