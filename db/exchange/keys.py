"""The keys of this file, and those of others that somebody compared by voice."""

from sqlmodel import Session, col, select

from db import models
from db.assessing import people
from db.journal import journal
from db.journal.presence import NAME, present
from db.models.table import existing
from db.models.types import acting, actor_id, now, today
from domain.errors import Taken, Unknown
from domain.exchange.key import Introduction, OtherGroups, PrivateKeys, PublicKeys, same_groups
from domain.exchange.ledger import KnownKey
from domain.exchange.refusal import NoKeys
from domain.people.person import Person, full_name


def own(session: Session) -> PrivateKeys | None:
    """Return the keys of this file; None until they were first needed."""
    row = session.get(models.OwnKey, 1)
    if row is None:
        return None
    public = PublicKeys(row.signing_public, row.sealing_public)
    return PrivateKeys(row.signing, row.sealing, public)


def keep(session: Session, keys: PrivateKeys) -> PrivateKeys:
    """Keep new keys as those of this file, and return them; if it has some, return those."""
    known = own(session)
    if known is not None:
        return known
    row = models.OwnKey(
        id=1,
        signing=keys.signing,
        sealing=keys.sealing,
        signing_public=keys.public.signing,
        sealing_public=keys.public.sealing,
        made_at=now(session),
    )
    session.add(row)
    journal.record(session, "make", "exchange_key", None, {"fingerprint": keys.public.fingerprint})
    return keys


def make(session: Session) -> None:
    """Make the keys of this file when they are first needed; if it has some, they stay."""
    from db.exchange import pairing  # what encrypts is not loaded for a file that nobody exchanges with

    if own(session) is None:
        keep(session, pairing.new())


def introduction(session: Session) -> Introduction | None:
    """Return what the pairing file of this file says; None as long as it has no keys."""
    keys = own(session)
    if keys is None:
        return None
    person = existing(session, models.Person, acting(session))
    organisation = session.exec(select(models.Organisation)).one()
    name = full_name(person.surname, person.given, person.patronymic)
    return Introduction(keys.public, name, organisation.full_name, organisation.uid)


def know(session: Session, told: Introduction, person_id: int, groups: str) -> int:
    """Know the key as that of this person, and return its id; *groups* are those that were read aloud.

    A person has one key at a time: an earlier one is withdrawn by the same act.

    Raises:
        OtherGroups: if they are not those of the key.
        Taken: if the key is this file's own, or is known as somebody else's.
        Unknown: if there is no such person.
    """
    if not same_groups(groups, told.keys):
        raise OtherGroups
    if (
        session.exec(select(models.Person.id).where(col(models.Person.id) == person_id, present())).first()
        is None
    ):
        raise Unknown("person", person_id)
    mine, row = own(session), _row(session, told.keys.signing)
    if (mine is not None and mine.public.signing == told.keys.signing) or (
        row is not None and row.person_id != person_id
    ):
        raise Taken("key", told.keys.groups)
    if row is not None and row.withdrawn_on is None and row.sealing == told.keys.sealing:
        return row.id
    of = models.KnownKey
    earlier = select(of).where(of.person_id == person_id, col(of.withdrawn_on).is_(None))
    gone = [one for one in session.exec(earlier) if row is None or one.id != row.id]
    for one in gone:
        one.withdrawn_on = today(session)
    if row is None:
        row = models.KnownKey(
            signing=told.keys.signing,
            sealing=told.keys.sealing,
            person_id=person_id,
            organisation=told.organisation,
            known_on=today(session),
        )
    row.sealing, row.organisation = told.keys.sealing, told.organisation
    row.known_on, row.withdrawn_on, row.actor_id = today(session), None, actor_id(session)
    session.add(row)
    session.flush()
    data = {"person": person_id, "fingerprint": told.keys.fingerprint, "instead": [one.id for one in gone]}
    journal.record(session, "know", "exchange_key", row.id, data)
    return row.id


def know_whose(session: Session, told: Introduction, who: int | Person, groups: str) -> int:
    """Know the key as ``know`` does; a person who is not in the file yet is added by the same act.

    Raises:
        OtherGroups, Taken, Unknown: as for ``know``.
        Missing, TooLong: as for ``people.add``.
    """
    if isinstance(who, int):
        return know(session, told, who, groups)
    with journal.act(session, "know", "exchange_key") as act:
        person_id = people.ensure(session, who)
        act.subject_id = know(session, told, person_id, groups)
        act.data = {"person": person_id, "fingerprint": told.keys.fingerprint, "instead": []}
    return act.subject_id


def know_own(session: Session, told: Introduction) -> int:
    """Know the key of the actor's own other file, and return its id; an earlier one is withdrawn.

    Nobody reads groups aloud to oneself: whoever brings the file has compared them.

    Raises:
        Taken, Unknown: as for ``know``.
        Missing: if there is no actor.
        NotAccepted: if it is no key.
    """
    from db.exchange import pairing

    pairing.check(told)
    return know(session, told, acting(session), told.keys.groups)


def of_own_file(session: Session) -> KnownKey:
    """Return the key of the actor's own other file.

    Raises:
        NoKeys: if none is known.
        Missing: if there is no actor.
    """
    me = acting(session)
    found = next((one for one in known(session) if one.person_id == me and one.withdrawn_on is None), None)
    if found is None:
        raise NoKeys((people.person(session, me).full_name,))
    return found


def withdraw(session: Session, key_id: int) -> None:
    """Take no more packets of this key, and send none; repeating it changes nothing.

    Raises:
        Unknown: if there is no such key.
    """
    row = existing(session, models.KnownKey, key_id)
    if row.withdrawn_on is None:
        row.withdrawn_on = today(session)
        session.add(row)
        journal.record(session, "withdraw", "exchange_key", key_id, {"person": row.person_id})


def known(session: Session) -> tuple[KnownKey, ...]:
    """Return all keys of others, also those withdrawn, by name."""
    of = models.KnownKey
    rows = session.exec(
        select(of, *NAME).join(models.Person, col(models.Person.id) == col(of.person_id))
    ).all()
    found = (
        KnownKey(
            row.id,
            PublicKeys(row.signing, row.sealing),
            row.person_id,
            full_name(*name),
            row.organisation,
            row.known_on,
            row.withdrawn_on,
        )
        for row, *name in rows
    )
    return tuple(sorted(found, key=lambda one: (one.name, one.known_on, one.id)))


def valid(session: Session, signing: str) -> KnownKey | None:
    """Return the key by its signing part; None if it is not known or was withdrawn."""
    return next((one for one in known(session) if one.keys.signing == signing and not one.withdrawn_on), None)


def by_signing(session: Session, signing: str) -> KnownKey:
    """Return the key by its signing part, also one that was withdrawn: a packet of it was taken here."""
    return next(one for one in known(session) if one.keys.signing == signing)


def _row(session: Session, signing: str) -> models.KnownKey | None:
    return session.exec(select(models.KnownKey).where(models.KnownKey.signing == signing)).first()
