"""An edition that was published in another file, written here as it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from db import models
from db.framework import edition_rows, editions, frameworks, job_descriptions, profile_rows, starter_shelf
from db.journal import journal
from db.models.types import new_uid, now, today
from domain.exchange.refusal import NotAccepted, Why
from domain.framework.edition import Edition, profile_hash
from domain.framework.framework import EditionState
from domain.framework.provision import Provision
from domain.framework.version_map import Fate
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Publication:
    """How an edition was published where it comes from; ``uids`` are its own and those of its profiles.

    ``base`` is the hash of the edition before; ``published_by`` is the id of a person of this file, if any.
    """

    number: int
    uids: tuple[str, ...]
    base: str
    note: str
    published_at: datetime | None
    published_on: date | None
    published_by: int | None


@dataclass(frozen=True, slots=True)
class Became:
    """What became of an item: keys in the edition before and in this one; empty if there is none."""

    fate: Fate
    old: str
    new: str


def same(session: Session, content: Edition) -> int | None:
    """Return the edition of this file that says the same, its profiles included; None if there is none."""
    of = models.Framework
    wanted = select(of.id).where(
        of.key == content.key, of.content_hash == content.hash, of.state != EditionState.DRAFT
    )
    said = sorted((one.key, profile_hash(one)) for one in content.profiles)
    for framework_id in session.exec(wanted.order_by(col(of.id))).all():
        there = frameworks.profiles_of(session, framework_id)
        if sorted((one.key, profile_hash(one)) for one in there) == said:
            return framework_id
    return None


def receive(
    session: Session,
    content: Edition,
    publication: Publication,
    became: Sequence[Became] = (),
    provisions: Sequence[Provision] = (),
) -> int:
    """Write a published edition of another file and return its id; a draft of the same model stays.

    Its number is that of the other file if it is free here, else the next one. The content has no faults.

    Raises:
        NotAccepted: if what this file would hold does not have the hashes that the edition has there.
    """
    of = models.Framework
    row = of(
        uid=publication.uids[0],
        key=new_uid(session),  # its own comes with its state: a model has one draft, and that may exist here
        number=1,
        scale_id=frameworks.scale(session).id,
        title_ru=content.title.ru,
        title_en=content.title.en,
        state=EditionState.DRAFT,
        based_on=_based_on(session, content.key, publication.base),
        content_hash="",
    )
    session.add(row)
    session.flush()
    scale = frameworks.scale(session, row.scale_id)
    edition_rows.write(session, row, Edition(content.key, Text(""), levels=scale.levels), content)
    _identify(session, row.id, content, publication.uids[1:])
    job_descriptions.keep(session, row.id, provisions)
    _map(session, row.id, became, publication)
    row.number, row.key = _number(session, content.key, publication.number), content.key
    row.note, row.content_hash = publication.note, content.hash
    row.published_at, row.published_on = publication.published_at, publication.published_on
    row.published_by, row.state = publication.published_by, EditionState.PUBLISHED
    profile_rows.publish(session, row.id)
    kept_scale = session.get_one(models.Scale, row.scale_id)
    if kept_scale.state is EditionState.DRAFT:
        kept_scale.state, kept_scale.published_at = EditionState.PUBLISHED, now(session)
        session.add(kept_scale)
    session.add(row)
    session.flush()
    _check(session, row.id, content)
    starter_shelf.shelve(session, {one.key for one in content.items})
    data: journal.Told = {"number": row.number, "hash": row.content_hash, "received": True}
    journal.record(session, "publish", "framework", row.id, data)
    return row.id


def _based_on(session: Session, key: str, base: str) -> int | None:
    of = models.Framework
    wanted = select(of.id).where(of.key == key, of.content_hash == base, of.state != EditionState.DRAFT)
    return session.exec(wanted.order_by(col(of.id).desc())).first() if base else None


def _number(session: Session, key: str, wanted: int) -> int:
    of = models.Framework
    taken = set(session.exec(select(of.number).where(of.key == key)))
    return wanted if wanted not in taken else max(taken) + 1


def _identify(session: Session, framework_id: int, content: Edition, uids: Sequence[str]) -> None:
    """Give the profiles the identities that they have in the other file."""
    rows = {
        one.key: one
        for one in session.exec(select(models.Profile).where(models.Profile.framework_id == framework_id))
    }
    for profile, uid in zip(content.profiles, uids, strict=True):
        rows[profile.key].uid = uid
        session.add(rows[profile.key])
    session.flush()


def _map(session: Session, framework_id: int, became: Sequence[Became], publication: Publication) -> None:
    """Keep the map as its author confirmed it."""
    session.add_all(
        models.VersionLink(
            framework_id=framework_id,
            kind=one.fate,
            from_key=one.old or None,
            to_key=one.new or None,
            actor_id=publication.published_by,
            at=publication.published_at or now(session),
            on=publication.published_on or today(session),
        )
        for one in became
    )
    session.flush()


def _check(session: Session, framework_id: int, content: Edition) -> None:
    session.expire_all()
    found = editions.content(session, framework_id)
    said = [found.hash, *(profile_hash(one) for one in found.profiles)]
    if said != [content.hash, *(profile_hash(one) for one in content.profiles)]:
        raise NotAccepted(Why.NOT_SAME)
