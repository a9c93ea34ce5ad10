"""Keys: made once, known only after six groups were compared, one at a time for each person, withdrawn."""

import uuid
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import merging
from db.exchange import keys, pairing
from db.file.store import Store
from db.journal import journal
from db.models.types import now, today
from domain.errors import Taken, Unknown
from domain.exchange.key import Introduction, OtherGroups
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.people.person import Person, PersonKind
from tests.db import sample

ORGANISATION = "00000000-0000-0000-0000-000000000009"


def introduced(name: str = "Громов Михаил") -> Introduction:
    """Return the pairing file of another file."""
    return Introduction(pairing.new().public, name, "Строй", ORGANISATION)


@pytest.fixture
def gromov(store: Store) -> int:
    return sample.add(store, "Громов")


def events(store: Store) -> int:
    return len(store.read(lambda session: session.exec(select(models.Journal.seq)).all()))


def test_a_file_has_no_keys_until_they_are_needed_and_then_keeps_its_first(store: Store) -> None:
    assert store.read(keys.own) is None and store.read(keys.introduction) is None
    first = store.write(keys.keep, pairing.new())
    before = events(store)
    assert store.write(keys.keep, pairing.new()) == first == store.read(keys.own)
    assert events(store) == before, "nothing was done"
    told = store.read(lambda session: [one.data for one in session.exec(select(models.Journal))])[-1]
    assert told["fingerprint"] == first.public.fingerprint
    assert first.signing not in str(told) and first.sealing not in str(told)


def test_the_pairing_file_says_who_works_here_and_nothing_secret(store: Store) -> None:
    store.act_as(sample.add(store, "Лебедева", given="Ирина", is_actor=True))
    kept = store.write(keys.keep, pairing.new())
    told = store.read(keys.introduction)
    assert told is not None and (told.keys, told.name) == (kept.public, "Лебедева Ирина")
    assert pairing.read(pairing.written(told)) == told


def test_a_key_is_known_only_if_the_six_groups_read_aloud_are_its_own(store: Store, gromov: int) -> None:
    told = introduced()
    with pytest.raises(OtherGroups):
        store.write(keys.know, told, gromov, introduced().keys.groups)
    assert store.read(keys.known) == ()
    number = store.write(keys.know, told, gromov, told.keys.groups.lower())
    (known,) = store.read(keys.known)
    assert (known.id, known.keys, known.person_id) == (number, told.keys, gromov)
    assert known.name == "Громов" and known.organisation == ORGANISATION
    before = events(store)
    assert store.write(keys.know, told, gromov, told.keys.groups) == number
    assert events(store) == before
    assert store.read(keys.valid, told.keys.signing) == known


def test_a_person_has_one_key_at_a_time_and_a_withdrawn_one_can_come_back(store: Store, gromov: int) -> None:
    old, new = introduced(), introduced()
    for told in (old, new):
        store.write(keys.know, told, gromov, told.keys.groups)
    assert store.read(keys.valid, old.keys.signing) is None
    found = store.read(keys.valid, new.keys.signing)
    assert found is not None
    store.write(keys.withdraw, found.id)
    before = events(store)
    store.write(keys.withdraw, found.id)
    assert events(store) == before
    assert store.read(keys.valid, new.keys.signing) is None
    assert len(store.read(keys.known)) == 2
    store.write(keys.know, old, gromov, old.keys.groups)
    again = store.read(keys.valid, old.keys.signing)
    assert again is not None and again.withdrawn_on is None


def test_a_key_is_nobody_elses_and_never_this_files_own(store: Store, gromov: int) -> None:
    told, other = introduced(), sample.add(store, "Ильин")
    store.write(keys.know, told, gromov, told.keys.groups)
    with pytest.raises(Taken):
        store.write(keys.know, told, other, told.keys.groups)
    mine = store.write(keys.keep, pairing.new())
    with pytest.raises(Taken):
        store.write(keys.know, replace(told, keys=mine.public), other, mine.public.groups)
    stranger = introduced()
    with pytest.raises(Unknown):
        store.write(keys.know, stranger, 999, stranger.keys.groups)


def test_somebody_who_is_not_in_the_file_yet_is_added_with_the_key_and_only_with_it(store: Store) -> None:
    told = introduced()
    who = Person(kind=PersonKind.EMPLOYEE, surname="Громов", given="Михаил")
    people = events(store), len(store.read(lambda session: session.exec(select(models.Person.id)).all()))
    with pytest.raises(OtherGroups):
        store.write(keys.know_whose, told, who, introduced().keys.groups)
    after = events(store), len(store.read(lambda session: session.exec(select(models.Person.id)).all()))
    assert after == people, "nothing was written"
    store.write(keys.know_whose, told, who, told.keys.groups)
    (known,) = store.read(keys.known)
    assert known.name == "Громов Михаил"
    assert events(store) == people[0] + 1, "one act, one event"


def test_keys_packets_and_kept_shares_of_a_double_become_those_of_the_kept_person(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    kept, double = (sample.add(store, one) for one in ("Громов", "Громов-Орлов"))
    for person in (kept, double):
        told = Introduction(pairing.new().public, "Громов", "Строй", str(uuid.UUID(int=1)))
        store.write(keys.know, told, person, told.keys.groups)
    case = sample.case(store, sample.candidate(store))

    def put(session: Session) -> None:
        at = now(session)
        session.add(
            models.CaseKey(
                case_id=case, recipient="age1", dealt=1, keeper_id=double, made_at=at, made_on=today(session)
            )
        )
        row = models.Packet(
            uid=str(uuid.UUID(int=2)), way=Way.SENT, kind=PacketKind.INVITATION, key="ab" * 32, sequence=1,
            content_hash="cd" * 32, case_id=case, assessor_id=double, at=at, on=today(session),
        )  # fmt: skip
        session.add(row)
        journal.record(session, "deal", "case", case, {})

    store.write(put)
    store.write(merging.merge, kept, double)
    assert store.read(lambda session: session.exec(select(models.CaseKey.keeper_id)).one()) == kept
    assert store.read(lambda session: session.exec(select(models.Packet.assessor_id)).one()) == kept
    known = store.read(keys.known)
    assert [one.person_id for one in known] == [kept, kept]
    assert [one.withdrawn_on is None for one in known].count(True) == 1, "a person has one key at a time"
