"""A new key: what opened the file before opens it no more, all in it is still proved, no kill locks out."""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic

import pytest
from sqlmodel import Session

from db.assessing import people
from db.file import copies, keys, migrate, new_key, place, restoring
from db.file.copies import State, Why, Wrong
from db.file.errors import (
    Busy,
    DiskFull,
    KeysMissing,
    OnNetwork,
    Replaced,
    StoreError,
    WrongPassword,
    WrongRecoveryCode,
)
from db.file.new_key import Given
from db.file.rewriting import Outcome
from db.file.store import Store
from db.journal import former_keys, outstanding
from db.journal.problems import ProblemKind
from db.people import organisation
from domain.outstanding import Task
from domain.password import PasswordTooShort, Tries
from tests import prepared
from tests.db import sample
from tests.db.conftest import PASSWORD as OLD
from tests.faults.sizes import size
from tests.killing import killed_at

NEW = "совсем другой пароль 7"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a password, a submitted sheet and a copy."""
    path = prepared.empty(tmp_path / "Север.merilo", OLD)
    with contextlib.closing(Store.open(path, OLD)) as store:
        hr = sample.add(store, "Соколова", is_actor=True)
        store.act_as(hr)
        sample.sheet(store, sample.case(store, sample.candidate(store)), hr, said=2)
        store.copies.take(Why.BY_HAND)
    return path


def give(path: Path, present: str = OLD, password: str = NEW, second: Path | None = None) -> str:
    given = Given(present, password)
    return new_key.give(path, given, clock=now, tries=Tries(monotonic), second=second, fast=True)


def now() -> datetime:
    return datetime.now(UTC)


def renew(store: Store) -> list[Outcome]:
    tasks = [one for one in store.read(outstanding.outstanding) if one.task is Task.OLD_KEY]
    outcomes = [store.copies.renew(one.place, store.read(outstanding.content, one.id)) for one in tasks]
    store.write(outstanding.settle, [one.id for one in tasks])
    return outcomes


def test_the_new_password_and_code_open_the_file_and_the_old_ones_do_not(file: Path) -> None:
    with contextlib.closing(Store.open(file, OLD)) as store:
        old_code = store.recovery_code(OLD)
    code = give(file)
    assert code != old_code
    with pytest.raises(WrongPassword):
        Store.open(file, OLD)
    with pytest.raises(WrongRecoveryCode):
        Store.open(file, None, old_code)
    for password, present_code in ((NEW, None), (None, code)):
        with contextlib.closing(Store.open(file, password, present_code)) as store:
            assert {one.surname for one in store.read(people.everybody)} >= {"Соколова"}
            assert store.checkup() == ()
            assert store.older_than is None


def test_what_was_done_before_is_still_proved_and_a_change_of_it_is_found(file: Path) -> None:
    give(file)
    with contextlib.closing(Store.open(file, NEW)) as store:
        found = store.check()
        assert found.problems == ()
        assert found.compared > 3
        hr = store.read(people.everybody)[0].id
        store.act_as(hr)
        sample.candidate(store, "Лебедева")
        assert store.check_since_last().problems == ()
        assert store.check().problems == ()
    give(file, NEW, OLD)
    with contextlib.closing(Store.open(file, OLD)) as store:
        assert store.checkup() == ()
        assert [seq > 0 for seq, _key in store.read(former_keys.ages)] == [False, True, True]

        def forge(session: Session) -> None:
            session.info["unjournaled"] = True
            run = session.connection().exec_driver_sql
            for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                run(f'DROP TRIGGER "{name}"')
            run("UPDATE mark SET level = 4 WHERE state = 'rated'")
            run("UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3")

        store.write(forge)
        kinds = {one.kind for one in store.checkup()}
        assert {ProblemKind.CONTENT, ProblemKind.JOURNAL} <= kinds


def test_the_note_apart_from_the_file_still_finds_an_older_copy_put_back(file: Path, tmp_path: Path) -> None:
    seen, before = tmp_path / "notes", tmp_path / "before"
    shutil.copytree(file.parent, before, ignore=shutil.ignore_patterns("before", "notes"))
    give(file)
    with contextlib.closing(Store.open(file, NEW, seen_in=seen)) as store:
        sample.candidate(store, "Ким")
    with contextlib.closing(Store.open(file, NEW, seen_in=seen)) as store:
        assert store.older_than is None
    for one in before.glob(f"{file.name}*"):
        shutil.copy(one, file.parent)
    with contextlib.closing(Store.open(file, OLD, seen_in=seen)) as store:
        assert store.older_than is not None


def test_copies_are_named_until_they_have_the_new_key_and_restore_with_it(file: Path, tmp_path: Path) -> None:
    give(file)
    with contextlib.closing(Store.open(file, NEW)) as store:
        listed = store.copies.listed()
        assert {one.why for one in listed} == {Why.BY_HAND, Why.NEW_KEY}
        assert {one.place for one in store.read(outstanding.outstanding)} == {one.path for one in listed}
        assert {store.copies.check(one).wrong for one in listed} == {Wrong.KEY}
        assert renew(store) == [Outcome.REWRITTEN] * 2
        again = store.copies.listed()
        assert {store.copies.check(one).state for one in again} == {State.SOUND}
        lacks = store.copies.lacks(again[0])
        assert lacks is not None, "what it lacks can still be told"
        dek = restoring.key_of(again[0].path, NEW)
        with pytest.raises(WrongPassword):
            restoring.key_of(again[0].path, OLD)
        restored = restoring.restore(again[0].path, tmp_path / "Юг.merilo", dek).path
    with contextlib.closing(Store.open(restored, NEW)) as store:
        assert store.checkup() == ()


def test_a_copy_renewed_while_the_key_file_is_lost_is_restored_by_the_new_code(
    file: Path, tmp_path: Path
) -> None:
    code = give(file)
    for one in keys.both(file):
        one.unlink()
    with contextlib.closing(Store.open(file, None, code)) as store:
        assert renew(store) == [Outcome.REWRITTEN] * 2
        copy = store.copies.listed()[0]
    dek = restoring.key_of(copy.path, None, code)
    restored = restoring.restore(copy.path, tmp_path / "Юг.merilo", dek).path
    with contextlib.closing(Store.open(restored, None, code)) as store:
        assert [one.kind for one in store.checkup()] == [ProblemKind.KEYS], "it has no key file either"


def test_a_copy_that_a_later_program_made_stays_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give(file)
    with contextlib.closing(Store.open(file, NEW)) as store:
        monkeypatch.setattr(migrate, "SCHEMA", migrate.SCHEMA - 1)
        assert renew(store) == [Outcome.LEFT] * 2


def test_an_act_in_all_copies_leaves_those_that_wait_for_the_new_key(file: Path) -> None:
    give(file)
    with contextlib.closing(Store.open(file, NEW)) as store:
        listed = [one.path for one in store.copies.listed()]
        for former in (listed, [listed[0].parent]):
            outcomes = store.copies.rewrite(lambda session: None, former=former)
            assert [one.outcome for one in outcomes] == [Outcome.LEFT] * 2
        assert all(one.exists() for one in listed)


def test_an_act_in_all_copies_removes_none_that_opens_with_a_key_of_any_time_before(file: Path) -> None:
    """One without keys in it, under a key two before the present, and one torn."""
    found = {one: one.read_bytes() for one in keys.both(file)}
    for one in found:
        one.unlink()
    with contextlib.closing(Store.open(file, None, code_of(file, found))) as store:
        copy = store.copies.take(Why.BY_HAND).copy.path
    for one, content in found.items():
        one.write_bytes(content)
    give(file)
    give(file, NEW, OLD)
    torn = copy.with_name(f"torn-20200101-000000{copy.suffix}")
    torn.write_bytes(b"torn")
    with contextlib.closing(Store.open(file, OLD)) as store:
        assert len(store.read(former_keys.data_keys)) == 2
        outcomes = {one.path: one.outcome for one in store.copies.rewrite(lambda session: None)}
        assert outcomes.pop(torn) is Outcome.REMOVED
        assert copy in outcomes
        assert set(outcomes.values()) == {Outcome.REWRITTEN}
        assert {store.copies.check(one).state for one in store.copies.listed()} == {State.SOUND}


def code_of(file: Path, found: dict[Path, bytes]) -> str:
    content = found[keys.beside(file)]
    return keys.recovery_code(keys.unlock(keys.decoded(content, file), OLD, file))


def test_a_copy_from_before_the_key_file_was_lost_is_named_for_the_new_key(file: Path) -> None:
    """The key file that was made in its place has another identity; the key opens both."""
    found = {one: one.read_bytes() for one in keys.both(file)}
    with contextlib.closing(Store.open(file, OLD)) as store:
        copy = store.copies.take(Why.BY_HAND).copy.path
    for one in keys.both(file):
        one.unlink(missing_ok=True)
    with contextlib.closing(Store.open(file, None, code_of(file, found))) as store:
        store.change_password(OLD, code_of(file, found))
        assert copy in {one.path for one in store.copies.listed()}
    give(file)
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert copy in {one.place for one in store.read(outstanding.outstanding)}
        assert set(renew(store)) == {Outcome.REWRITTEN}
        assert store.copies.check(copies.at(copy)).state is State.SOUND


def test_a_copy_from_before_the_key_file_was_lost_is_known_when_it_turns_up_after_the_new_key(
    file: Path, tmp_path: Path
) -> None:
    """It has another identity and another key than the file, and nobody named it."""
    found = {one: one.read_bytes() for one in keys.both(file)}
    with contextlib.closing(Store.open(file, OLD)) as store:
        copy = store.copies.take(Why.BY_HAND).copy.path
    for one in keys.both(file):
        one.unlink(missing_ok=True)
    with contextlib.closing(Store.open(file, None, code_of(file, found))) as store:
        store.change_password(OLD, code_of(file, found))
    drawer = tmp_path / copy.name
    copy.rename(drawer)
    give(file)
    drawer.rename(copy)
    stranger = tmp_path / "Юг.merilo"
    Store.create(stranger, OLD, fast=True).store.close()
    with contextlib.closing(Store.open(stranger, OLD)) as store:
        theirs = store.copies.take(Why.BY_HAND, where=copy.parent).copy.path
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert copy in {one.path for one in store.copies.listed()}
        assert theirs not in {one.path for one in store.copies.listed()}
        outcomes = store.copies.rewrite(partial(organisation.keep_setting, name="secret", value=""))
        assert {one.path: one.outcome for one in outcomes}[copy] is Outcome.REWRITTEN
        assert store.copies.check(copies.at(copy)).state is State.SOUND


def test_a_copy_on_a_stick_that_is_away_stays_named(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    give(file, second=stick)
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert (Task.OLD_KEY, stick) in [(one.task, one.place) for one in store.read(outstanding.outstanding)]


def test_a_disk_without_room_for_a_new_key_is_called_full(small_disk: Path) -> None:
    file, ballast = small_disk / "north.merilo", small_disk / "ballast"
    Store.create(file, OLD, fast=True).store.close()
    size = file.stat().st_size
    for room in (1, 2, 3, 4):  # as much as the steps need one after the other
        free = os.statvfs(small_disk)
        ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - room * size // 2)))
        with pytest.raises(DiskFull):
            give(file)
        ballast.unlink()
        assert not list(small_disk.glob(".merilo-*"))
        for copy in small_disk.glob("*/*.merilo-backup"):
            copy.unlink()
    Store.open(file, OLD).close()


def test_a_folder_that_is_away_keeps_each_key_that_a_copy_in_it_may_have(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    give(file, second=stick)
    give(file, NEW, OLD, second=stick)
    with contextlib.closing(Store.open(file, OLD)) as store:
        waiting = [one for one in store.read(outstanding.outstanding) if one.place == stick]
        held = [store.read(outstanding.content, one.id) for one in waiting]
        assert set(held) == {key for _event, key in store.read(former_keys.data_keys)}
        assert len(held) == 2


def test_a_file_behind_a_link_gets_the_new_key_and_stays_behind_it(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "Север.merilo"
    target.parent.mkdir()
    file.rename(target)
    file.symlink_to(target)
    give(file)
    assert file.is_symlink()
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    with contextlib.closing(Store.open(file, NEW)) as store:
        assert store.checkup() == ()


def test_a_wrong_password_a_short_one_and_another_program_leave_the_file_as_it_was(file: Path) -> None:
    before = keys.load(file)
    with pytest.raises(WrongPassword):
        give(file, "не тот пароль")
    with pytest.raises(PasswordTooShort):
        give(file, password="короткий")
    with contextlib.closing(Store.open(file, OLD)) as store:
        with pytest.raises(Busy):
            give(file)
        sample.candidate(store, "Ким")
    assert keys.load(file).slots == before.slots
    assert not list(file.parent.glob(".merilo-*"))
    with contextlib.closing(Store.open(file, OLD)) as store:
        assert store.checkup() == ()


def test_a_program_that_had_the_file_open_all_the_same_writes_nothing_into_the_old_one(
    file: Path, tmp_path: Path
) -> None:
    with contextlib.closing(Store.open(file, OLD)) as store:
        shutil.copy(file, tmp_path / "other")
        (tmp_path / "other").replace(file)
        with pytest.raises(Replaced):
            sample.candidate(store, "Ким")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_step_leaves_a_file_that_opens_with_one_of_the_two_passwords(
    file: Path, tmp_path: Path
) -> None:
    outcomes: list[str] = []
    every = size("key_steps")
    for step in range(0, 1000, every):
        room = tmp_path / f"kill-{step}"
        room.mkdir()
        for one in file.parent.glob("Север*"):
            (shutil.copytree if one.is_dir() else shutil.copy)(one, room / one.name)
        ended = killed_at(step, room, partial(partial, give, room / file.name))
        outcomes.append(opened_by(room / file.name))
        shutil.rmtree(room)
        if ended:
            break
    assert list(dict.fromkeys(outcomes)) == ["old", "new"]


def opened_by(file: Path) -> str:
    """Return which password opens the file; exactly one does, and the file is sound and goes on working."""
    found = [name for name, password in (("old", OLD), ("new", NEW)) if opens(file, password)]
    assert len(found) == 1
    password = {"old": OLD, "new": NEW}[found[0]]
    with contextlib.closing(Store.open(file, password)) as store:
        store.prepare()
        assert store.checkup() == ()
        sample.candidate(store, "Ким")
    assert keys.load(file).pending is None
    assert opens(file, password)
    return found[0]


def opens(file: Path, password: str) -> bool:
    try:
        Store.open(file, password).close()
    except WrongPassword:
        return False
    return True


def test_a_file_on_a_network_drive_gets_no_new_key(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def on_network(_path: Path) -> bool:
        return True

    monkeypatch.setattr(place, "on_network", on_network)
    with pytest.raises(OnNetwork):
        give(file)
    monkeypatch.undo()
    Store.open(file, OLD).close()


def test_a_lost_key_file_is_made_again_by_a_new_password_first(file: Path) -> None:
    code = give(file)
    for one in file.parent.glob("*.keys*"):
        one.unlink()
    with pytest.raises(KeysMissing):
        give(file, present=code, password="третий длинный пароль")


def test_a_file_that_cannot_take_the_place_of_the_old_one_leaves_the_old_password(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if Path(target) == file:
            raise PermissionError(13, "held by another program", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(StoreError):
        give(file)
    monkeypatch.undo()
    Store.open(file, OLD).close()
    assert [one.name for one in file.parent.glob(".merilo-*")] == []
