"""What somebody else wrote into an event neither stops a paper nor an erasure, nor is it believed."""

import json

import pytest
from sqlmodel import Session, select

from db.assessing import people
from db.file.store import Store
from db.journal import journal, sittings
from db.models import Journal
from db.people import erasing
from domain.people.erasure import Order
from tests.db import sample, tampering


@pytest.fixture
def hr(store: Store) -> int:
    one = sample.add(store, "Соколова", given="Анна", is_actor=True)
    store.act_as(one)
    return one


def changed(store: Store, seq: int, data: str) -> None:
    """Write this into an event, as somebody with the key would who cannot sign."""

    def tamper(session: Session) -> None:
        tampering.unguarded(session, "journal")
        tampering.run(session, "UPDATE journal SET data = ? WHERE seq = ?", (data, seq))

    store.write(tamper)
    assert f"journal: {seq}" in [str(one) for one in store.checkup()]


NONSENSE = (
    "",
    "no json {",
    "[1, 2]",
    "null",
    '"text"',
    '{"sitting_of": "x"}',
    '{"sitting_of": [1]}',
    "[" * 100_000,
    '{"proof":[["marks",1e30,"00"],["marks",-1e400,"00"]]}',
    '{"proof":[["marks",123456789012345678901234567890,7]]}',
    '{"uids":5,"anew":{"marks":[[1]],"no record":7}}',
)


@pytest.mark.parametrize("data", NONSENSE)
def test_an_event_that_makes_no_sense_is_nobodys_sitting(store: Store, hr: int, data: str) -> None:
    other = sample.add(store, "Громов", is_actor=True)
    who = sample.candidate(store)
    store.act_as(other, hr)
    sheet = sample.sheet(store, sample.case(store, who), other, said=2)
    entered = store.read(sittings.in_anothers, "submit", "sheet", sheet)
    assert [one for one, _data in entered] == [hr]
    changed(store, submitted(store, sheet), data)
    assert store.read(sittings.in_anothers, "submit", "sheet", sheet) == ()


def test_a_sitting_that_nobody_signed_is_not_printed(store: Store, hr: int) -> None:
    """Neither one written in, nor one that is put on somebody else."""
    who = sample.candidate(store)
    sheet = sample.sheet(store, sample.case(store, who), hr, said=2)
    assert store.read(sittings.in_anothers, "submit", "sheet", sheet) == ()
    seq = submitted(store, sheet)
    changed(store, seq, json.dumps({"sitting_of": who}, separators=(",", ":")))
    assert store.read(sittings.in_anothers, "submit", "sheet", sheet) == ()


def submitted(store: Store, sheet: int) -> int:
    """Return the number of the event by which this sheet was handed in."""
    wanted = select(Journal.seq).where(Journal.act == "submit", Journal.subject_id == sheet)
    return store.read(lambda session: session.exec(wanted).one())


@pytest.mark.parametrize("data", (*NONSENSE, '{"marks_kept": 5}', '{"marks_kept": [["x"], 7, null]}', "UID"))
def test_the_ledger_does_not_believe_an_event_of_erasing_that_nobody_signed(
    store: Store, hr: int, data: str
) -> None:
    who = sample.candidate(store, "Мельник")
    sample.sheet(store, sample.case(store, who), hr, said=2)
    store.write(erasing.erase, Order(who, "отзыв согласия", "Стёртый № 1", marks_kept=data != "UID"))
    uid = store.read(people.person, who).uid
    seq, _mac = store.read(journal.head)
    changed(store, seq, json.dumps({"marks_kept": [uid]}) if data == "UID" else data)
    assert [(one.uid, one.marks_kept) for one in store.read(erasing.ledger)] == [(uid, False)]


def test_an_event_holds_whatever_became_of_another(store: Store, hr: int) -> None:
    who = sample.candidate(store, "Мельник")
    store.write(erasing.erase, Order(who, "отзыв согласия", "Стёртый № 1"))
    assert [one.marks_kept for one in store.read(erasing.ledger)] == [True]
    changed(store, 1, "{}")
    assert [one.marks_kept for one in store.read(erasing.ledger)] == [True], "another one says nothing of it"
