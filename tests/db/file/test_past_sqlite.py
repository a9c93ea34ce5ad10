"""No file that is open is opened past SQLite, which would drop its locks: counted over what a day brings."""

import contextlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from db.assessing import people
from db.file import keys, new_key, restoring
from db.file.copies import State, Why
from db.file.errors import Busy
from db.file.new_key import Given
from db.file.store import Store
from db.people import erasing
from domain.password import Tries
from domain.people.erasure import Order
from domain.people.person import Person
from tests.db import sample
from tests.db.conftest import DEK, PASSWORD
from tests.db.writer import bump
from tests.past_sqlite import watched

pytestmark = [
    pytest.mark.of_the_file("a server has no file of ours open"),
    pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is open"),
]
NEW = "совсем другой пароль 7"


def now() -> datetime:
    return datetime.now(UTC)


def test_whoever_opens_the_open_file_by_hand_is_counted(store: Store) -> None:
    store.write(bump, "number")
    log = store.path.with_name(store.path.name + "-wal")
    with watched() as found:
        for one in (store.path, log, log.with_name(store.path.name + "-shm")):
            one.read_bytes()
        keys.beside(store.path).read_bytes()
    assert [Path(one).name for one in found] == ["завод.merilo", "завод.merilo-wal", "завод.merilo-shm"]


def test_a_day_of_a_file_opens_nothing_past_sqlite(path: Path, tmp_path: Path) -> None:
    with watched() as found:
        store = Store.open(path, PASSWORD, seen_in=tmp_path)
        store.prepare()
        hr = sample.add(store, "Соколова", is_actor=True)
        store.act_as(hr)
        sample.sheet(store, sample.case(store, sample.candidate(store)), hr, said=2)
        assert store.check_since_last().problems == ()
        assert store.check_pages() == ()
        assert store.check().problems == ()
        assert Store.needs_password(path), "asked of the file that is open"
        with contextlib.closing(Store.open(path, PASSWORD)) as second:
            second.write(bump, "number")
            with pytest.raises(Busy):
                new_key.give(path, Given(PASSWORD, NEW), clock=now, tries=Tries(monotonic), fast=True)
        store.write(bump, "number")
        store.close()
        new_key.give(path, Given(PASSWORD, NEW), clock=now, tries=Tries(monotonic), fast=True)
        with contextlib.closing(Store.open(path, NEW)) as store:
            assert store.checkup() == ()
    assert found == []


def test_copies_erasure_and_restore_open_nothing_past_sqlite(store: Store, tmp_path: Path) -> None:
    who = store.write(people.add, Person(surname="Мельник", given="Пётр"))
    with watched() as found:
        copy = store.copies.take(Why.DAY).copy
        assert store.copies.check(copy).state is State.SOUND
        assert store.copies.lacks(copy) is not None
        store.write(erasing.erase, Order(who, "срок хранения вышел", "Стёртый № 1"))
        assert store.compact()
        restored = store.copies.restore(copy, tmp_path / "again.merilo")
        assert [one.reason for one in restoring.ledger_of(store.path, DEK)] == ["срок хранения вышел"]
        with contextlib.closing(Store.open(restored.path, PASSWORD)) as again:
            assert again.checkup() == ()
            store.change_password(NEW, PASSWORD)
        store.rest()
    assert found == []
