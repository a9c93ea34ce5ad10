"""An erasure reaches the copies; copies of lost keys stay known."""

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from db.assessing import people
from db.file import container, copies, copying, driver, keys, restoring
from db.file.copies import State, Why
from db.file.rewriting import Outcome
from db.file.store import (
    Store,
    WrongRecoveryCode,
)
from db.people import erasing, organisation
from domain.people.erasure import Order
from domain.people.person import Person
from tests import prepared
from tests.db.conftest import DEK, PASSWORD
from tests.db.file.copied import another_key
from tests.db.writer import bump, hire

pytestmark = pytest.mark.of_the_file("copies are those of a file")


def test_whoever_was_erased_since_a_copy_is_erased_in_the_restored_file_too(
    store: Store, tmp_path: Path
) -> None:
    store.act_as(store.write(hire))
    who = store.write(people.add, Person(surname="Мельник", given="Пётр"))
    old = store.copies.take(Why.DAY).copy
    code = store.read(people.person, who).code
    store.write(erasing.erase, Order(who, "срок хранения вышел", "Стёртый № 1"))
    restored = store.copies.restore(old, tmp_path / "b.merilo", named=lambda number: f"Стёртый № {number}")
    assert restored.erased_again == (code,)
    again = Store.open(restored.path, PASSWORD)
    assert again.checkup() == ()
    assert [one.uid for one in again.read(erasing.ledger)] == [one.uid for one in store.read(erasing.ledger)]
    again.close()
    with contextlib.closing(driver.connect(restored.path, DEK)) as raw:
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        dump = repr([raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables])
    assert "Мельник" not in dump
    assert "Стёртый № 1" in dump
    lines = restoring.ledger_of(store.path, DEK)
    assert [one.reason for one in lines] == ["срок хранения вышел"]
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".merilo-")]


def test_an_erasure_reaches_every_copy_here_and_on_the_stick(store: Store, tmp_path: Path) -> None:
    store.write(organisation.keep_setting, "secret", "МЕТКА")
    old = store.copies.take(Why.DAY).copy
    store.write(bump, "count")
    stick = tmp_path / "stick"
    stick.mkdir()
    copies.mirror(old, stick)
    unknown = store.copies.take(Why.DAY).copy
    another_key(unknown.path)

    def erase(session: Session) -> None:
        if organisation.setting(session, "secret"):
            organisation.keep_setting(session, "secret", "")

    outcomes = {one.path: one.outcome for one in store.copies.rewrite(erase, elsewhere=(stick,))}
    assert outcomes == {
        old.path: Outcome.REWRITTEN,
        stick / old.path.name: Outcome.REWRITTEN,
        unknown.path: Outcome.REMOVED,
    }
    for number, where in enumerate((old.path, stick / old.path.name)):
        copy = copies.at(where)
        assert (copy.taken, copy.why) == (old.taken, old.why)
        assert store.copies.check(copy).state is State.SOUND
        lacks = store.copies.lacks(copy)
        assert lacks is not None
        assert lacks.events == 1, "an event of the erasure is not of the file"
        again = Store.open(store.copies.restore(copy, tmp_path / f"{number}.merilo").path, PASSWORD)
        assert again.read(organisation.setting, "secret") == ""
        assert again.checkup() == ()
        again.close()
    assert {one.outcome for one in store.copies.rewrite(erase, elsewhere=(stick,))} == {Outcome.UNTOUCHED}


def test_an_erasure_without_the_key_file_leaves_copies_of_strangers_alone(
    store: Store, tmp_path: Path
) -> None:
    """What the key of the file opens tells which copies are its own, here and on the stick."""
    ours = store.copies.take(Why.DAY).copy
    stick = tmp_path / "stick"
    stick.mkdir()
    copies.mirror(ours, stick)
    other = Store.open(prepared.empty(tmp_path / "other.merilo"))
    strange = other.copies.take(Why.DAY, where=copies.folder(store.path)).copy
    other.close()
    unknown = store.copies.take(Why.DAY).copy
    another_key(unknown.path)
    for one in keys.both(store.path):
        one.unlink(missing_ok=True)
    without_id = store.copies.take(Why.DAY).copy
    assert without_id.file_id == ""
    outcomes = {
        one.path: one.outcome
        for one in store.copies.rewrite(
            lambda session: organisation.keep_setting(session, "secret", ""), elsewhere=(stick,)
        )
    }
    assert outcomes == {
        ours.path: Outcome.REWRITTEN,
        stick / ours.path.name: Outcome.REWRITTEN,
        without_id.path: Outcome.REWRITTEN,
        unknown.path: Outcome.REMOVED,
    }
    assert copies.at(strange.path) == strange


def test_copies_from_before_the_key_file_was_lost_are_known_when_it_is_replaced(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    old = store.copies.take(Why.DAY).copy
    store.close()
    for one in keys.both(path):
        one.unlink(missing_ok=True)
    code = keys.recovery_code(DEK)
    with contextlib.closing(Store.open(path, None, code)) as store:
        store.change_password("другой пароль 34", code)
        assert keys.load(path).file_id != old.file_id
        outcomes = store.copies.rewrite(lambda session: organisation.keep_setting(session, "secret", ""))
    assert [(one.path, one.outcome) for one in outcomes] == [(old.path, Outcome.REWRITTEN)]


def test_copies_of_two_files_that_lost_their_keys_do_not_crowd_each_other_out(
    path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    north, south = path, path.with_name("Юг.merilo")
    shutil.copy(north, south)
    for one in (*keys.both(north), *keys.both(south)):
        one.unlink(missing_ok=True)
    begun = datetime(2026, 11, 24, tzinfo=UTC)
    made = [
        copying.copy(one, DEK, stick, Why.HALF_HOUR, begun + timedelta(days=day))
        for one, days in ((north, 3), (south, 30))
        for day in range(days)
    ]
    assert {one.file_id for one in made} == {""}
    copies.thin(made[-1], stick)
    left = [container.stem(one) for one in stick.iterdir()]
    assert left.count(north.stem) == 3
    assert 3 <= left.count(south.stem) < 30


def test_a_copy_without_keys_is_restored_by_the_key_file_that_was_found_again(
    path: Path, tmp_path: Path
) -> None:
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    for one in keys.both(path):
        if one.exists():
            shutil.move(one, drawer / one.name)
    with contextlib.closing(Store.open(path, None, keys.recovery_code(DEK))) as store:
        copy = store.copies.take(Why.BY_HAND).copy
    with pytest.raises(WrongRecoveryCode):
        restoring.key_of(copy.path, PASSWORD)
    assert restoring.key_of(copy.path, keys.recovery_code(DEK)) == DEK
    shutil.move(drawer / keys.beside(path).name, keys.beside(path))
    dek = restoring.key_of(copy.path, PASSWORD)
    new = restoring.restore(copy.path, tmp_path / "new.merilo", dek).path
    with contextlib.closing(Store.open(new, PASSWORD)) as store:
        assert store.checkup() == ()
