"""Copies of the file: made while others work, checked, thinned by count, and restored to the last row."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import override
from uuid import UUID

import pytest
from sqlmodel import Session

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file import container, copies, driver, keys, restoring
from db.file.copies import Copy, State, Why, Wrong
from db.file.store import (
    Closed,
    Damaged,
    Exists,
    Newer,
    ReadOnly,
    Store,
    StoreError,
    Unwritable,
    WrongPassword,
)
from db.journal import events, journal
from domain.event import EventChoice
from domain.mark import Mark, Role
from domain.people.person import Person
from domain.progress import Cancelled, Progress
from tests import prepared
from tests.damage import damage_page
from tests.db.conftest import DEK, PASSWORD
from tests.db.file.copied import another_key
from tests.db.writer import bump, hire

pytestmark = pytest.mark.of_the_file("copies are those of a file")


def counts(session: Session) -> dict[str, int]:
    """Every table with the number of its rows."""
    ask = session.connection().exec_driver_sql
    names = ask("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    return {name: ask(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names}


def names(path: Path) -> list[str]:
    return sorted(one.name for one in copies.folder(path).iterdir())


def test_a_copy_is_one_private_file_with_database_and_keys(store: Store) -> None:
    taken = store.copies.take(Why.BY_HAND)
    assert names(store.path) == [taken.copy.path.name]
    assert taken.copy.path.stat().st_mode & 0o777 == 0o600
    assert copies.folder(store.path).stat().st_mode & 0o777 == 0o700
    with zipfile.ZipFile(taken.copy.path) as archive:
        assert sorted(archive.namelist()) == ["copy.json", "file.merilo", "file.merilo.keys"]
        assert archive.read("file.merilo.keys").startswith(b"{")
    assert (taken.copy.why, taken.removed, taken.tight) == (Why.BY_HAND, 0, False)
    assert taken.copy.took > 0
    assert store.copies.check(taken.copy).state is State.SOUND
    assert names(store.path) == [taken.copy.path.name], "what was taken out for the check is gone"


def test_a_copy_restores_to_a_file_with_the_same_rows_that_opens_with_the_same_password(
    store: Store, tmp_path: Path
) -> None:
    store.act_as(store.write(hire))
    for _ in range(5):
        store.write(people.add, Person(surname="Пробная"))
    before = store.read(counts)
    copy = store.copies.take(Why.DAY).copy
    store.write(people.add, Person(surname="Поздняя"))
    restored = store.copies.restore(copy, tmp_path / "новый.merilo")
    assert restored.rows == sum(before.values())
    again = Store.open(restored.path, PASSWORD)
    assert again.read(counts) == before | {"journal": before["journal"] + 1}
    said = again.read(events.page, EventChoice()).events[0]
    assert (said.act, said.kind, said.by) == ("restore", "file", ""), "and that it is a copy"
    assert again.checkup() == ()
    again.close()
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".merilo-")]


def test_a_copy_is_restored_by_its_own_password_when_the_file_is_gone(path: Path, tmp_path: Path) -> None:
    store = Store.open(path, PASSWORD)
    copy = store.copies.take(Why.EXIT).copy
    store.close()
    path.unlink()
    assert restoring.needs_password(copy.path)
    with pytest.raises(WrongPassword):
        restoring.key_of(copy.path, "не тот пароль 12")
    assert restoring.key_of(copy.path, None, keys.recovery_code(DEK)) == DEK
    dek = restoring.key_of(copy.path, PASSWORD)
    Store.open(restoring.restore(copy.path, path.with_name("b.merilo"), dek).path, PASSWORD).close()


def test_nothing_is_ever_overwritten_by_a_copy(store: Store, tmp_path: Path) -> None:
    copy = store.copies.take(Why.BY_HAND).copy
    before = store.path.read_bytes()
    with pytest.raises(Exists):
        store.copies.restore(copy, store.path)
    assert store.path.read_bytes() == before
    alone = tmp_path / "alone.merilo"
    keys.beside(alone).write_text("the keys of a file that was moved")
    with pytest.raises(Exists):
        store.copies.restore(copy, alone)
    assert keys.beside(alone).read_text() == "the keys of a file that was moved"


def test_of_two_restores_under_one_name_the_second_is_refused_and_the_first_is_whole(
    store: Store, tmp_path: Path
) -> None:
    """A second one would take what the first has written so far for the leftovers of a kill."""
    copy = store.copies.take(Why.DAY).copy
    new = tmp_path / "b.merilo"
    refused: list[StoreError] = []

    class Second(Progress):
        @override
        def step(self, done: int, total: int) -> None:
            if done == 3 and not refused:
                with pytest.raises(Exists) as error:
                    store.copies.restore(copy, new)
                refused.append(error.value)

    store.copies.restore(copy, new, Second())
    assert refused
    restored = Store.open(new, PASSWORD)
    now = store.read(counts)
    assert restored.read(counts) == now | {"journal": now["journal"] + 1}
    restored.close()
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".merilo-")] == []


@pytest.mark.parametrize("with_file", [True, False], ids=["a file", "a key file alone"])
def test_a_file_made_while_a_copy_is_restored_under_its_name_keeps_its_keys(
    store: Store, tmp_path: Path, with_file: bool
) -> None:
    copy, new, theirs = store.copies.take(Why.BY_HAND).copy, tmp_path / "new.merilo", "кто-то был быстрее"

    def somebody(done: int, _total: int) -> None:
        if done == 3 and not new.exists():
            made = tmp_path / "theirs.merilo"  # and brought here by hand, past our lock
            Store.create(made, theirs, fast=True).store.close()
            for one, there in zip((made, *keys.both(made)), (new, *keys.both(new)), strict=True):
                one.rename(there)
            if not with_file:
                new.unlink()

    with pytest.raises(Exists):
        store.copies.restore(copy, new, Progress(somebody))
    assert new.exists() is with_file
    assert keys.unlock(keys.load(new), theirs, new)
    if with_file:
        Store.open(new, theirs).close()
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".merilo-")] == []


def test_marks_given_while_a_copy_is_made_are_in_the_file_and_the_copy_has_one_moment_of_it(
    store: Store, tmp_path: Path
) -> None:
    """Somebody rates on while the copy is made; nobody waits for the write lock."""
    hr = store.write(hire)
    store.act_as(hr)
    sheet = store.write(assessments.start, store.write(people.add, Person(surname="Пробная")), hr, Role.HR)
    items = [row.item.id for row in store.read(sheets.sheet, sheet, hr).rows]
    given = 0

    class Rating(Progress):
        def step(self, done: int, total: int) -> None:
            nonlocal given
            if given < len(items):
                store.write(sheets.rate, sheet, items[given], Mark.rated(3))
                given += 1

    copy = store.copies.take(Why.HALF_HOUR, Rating()).copy
    assert given > 2
    lacks = store.copies.lacks(copy)
    assert lacks is not None
    assert lacks.marks == lacks.events
    assert 0 < lacks.marks <= given
    restored = Store.open(store.copies.restore(copy, tmp_path / "b.merilo").path, PASSWORD)
    marks = [row.mark for row in restored.read(sheets.sheet, sheet, hr).rows]
    assert sum(mark == Mark.rated(3) for mark in marks) == given - lacks.marks
    assert restored.checkup() == ()
    restored.close()


def test_a_copy_tells_what_it_lacks_and_one_of_another_history_that_it_does_not_know(
    store: Store, tmp_path: Path
) -> None:
    copy = store.copies.take(Why.DAY).copy
    assert store.copies.lacks(copy) == copies.Lacks(0, 0, None)
    before = datetime.now(UTC)
    store.write(bump, "count")
    first = datetime.now(UTC)
    store.write(bump, "count")
    lacks = store.copies.lacks(copy)
    assert lacks is not None
    assert (lacks.events, lacks.marks) == (2, 0)
    assert lacks.since is not None
    assert before <= lacks.since <= first
    assert store.copies.lacks(replace(copy, head="0" * 64)) is None
    assert store.copies.lacks(replace(copy, seq=999)) is None


def damaged(copy: Copy, change: Callable[[Path], None]) -> Copy:
    change(copy.path)
    return copy


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def more_after(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x" * 4_096)


def a_little_more_after(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x")


def more_before(path: Path) -> None:
    """As an unpacker is put before an archive: the places in it are counted from its end."""
    content = path.read_bytes()
    path.write_bytes(content[:300] + content)


def more_between(path: Path) -> None:
    """The archive is whole, but between two parts lies what belongs to none."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with path.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
            archive.start_dir += 100  # where the next part begins
            file.seek(archive.start_dir)


def told_at_the_end(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"more"


def no_archive(path: Path) -> None:
    path.write_text("это не копия")


def a_row_less(path: Path) -> None:
    part = path.with_name("part")
    about, key_file = container.unpack(path, part)
    raw = driver.connect(part, DEK)
    raw.execute("DELETE FROM setting")
    raw.close()
    container.pack(part, key_file, about, path)
    part.unlink()


def a_strange_trigger(path: Path) -> None:
    part = path.with_name("part")
    about, key_file = container.unpack(path, part)
    raw = driver.connect(part, DEK)
    raw.execute("CREATE TRIGGER strange AFTER INSERT ON mark BEGIN DELETE FROM mark_text; END")
    raw.close()
    container.pack(part, key_file, about, path)
    part.unlink()


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (cut, Wrong.TORN),
        (flip, Wrong.TORN),
        (empty, Wrong.TORN),
        (more_after, Wrong.TORN),
        (a_little_more_after, Wrong.TORN),
        (more_before, Wrong.TORN),
        (more_between, Wrong.TORN),
        (told_at_the_end, Wrong.TORN),
        (no_archive, Wrong.TORN),
        (another_key, Wrong.KEY),
        (a_row_less, Wrong.ROWS),
        (a_strange_trigger, Wrong.SCHEMA),
        (Path.unlink, Wrong.UNREADABLE),
    ],
)
def test_what_is_wrong_with_a_copy_is_found_and_it_is_not_restored(
    store: Store, tmp_path: Path, change: Callable[[Path], None], wrong: Wrong
) -> None:
    store.write(bump, "count")
    copy = store.copies.take(Why.DAY).copy
    change(copy.path)
    looked = store.copies.check(copy)
    assert (looked.state, looked.wrong) == (State.FAULTY, wrong)
    with pytest.raises((StoreError, FileNotFoundError)):
        store.copies.restore(copy, tmp_path / "b.merilo")
    left = [one.name for one in tmp_path.iterdir() if one.name.startswith((".merilo-", "b."))]
    assert left == []
    assert not [one for one in names(store.path) if one.startswith(".merilo-")]


def test_one_flipped_bit_anywhere_in_a_copy_is_found(store: Store) -> None:
    copy = store.copies.take(Why.DAY).copy
    whole = copy.path.read_bytes()
    for at in range(7, len(whole), len(whole) // 60):
        content = bytearray(whole)
        content[at] ^= 1 << at % 8
        copy.path.write_bytes(content)
        looked = store.copies.check(copy)
        assert looked.wrong is not None or _same_parts(copy.path, whole), at


def _same_parts(path: Path, whole: bytes) -> bool:
    """Whether the bit was one of those that an archive has to spare, so that both files are as they were."""
    other = path.with_name("whole")
    other.write_bytes(whole)
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(other) as two:
        return all(one.read(name) == two.read(name) for name in ("file.merilo", "file.merilo.keys"))


def test_a_damaged_file_is_not_copied_and_the_copies_stay(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    store.copies.take(Why.DAY)
    store.close()
    before = names(path)
    damage_page(path, PASSWORD)
    store = Store.open(path, PASSWORD)
    with pytest.raises(Damaged):
        store.copies.take(Why.HALF_HOUR)
    store.close()
    assert names(path) == before


def test_a_copy_that_is_cancelled_or_overtaken_by_the_end_of_the_file_leaves_nothing(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        store.copies.take(Why.HALF_HOUR, progress)
    assert names(path) == []
    store.close()
    with pytest.raises(Closed):
        store.copies.take(Why.EXIT)
    assert names(path) == []


def test_a_place_that_takes_no_copy_says_so_and_the_next_copy_is_still_due(store: Store) -> None:
    store.write(bump, "count")
    copies.folder(store.path).write_text("a file where the folder should be")
    with pytest.raises(Unwritable):
        store.copies.take(Why.DAY)
    assert store.copies.behind
    copies.folder(store.path).unlink()
    store.copies.take(Why.DAY)
    assert not store.copies.behind
    store.write(bump, "count")
    assert store.copies.behind


def test_a_file_that_can_only_be_read_is_copied_elsewhere_all_the_same(path: Path, tmp_path: Path) -> None:
    path.chmod(0o444)
    store = Store.open(path, PASSWORD)
    if not store.read_only:  # root writes everywhere
        store.close()
        store = Store(path, DEK, keys.load(path), driver.Mode.FROZEN, lambda: datetime.now(UTC), _no_uid)
    with pytest.raises(ReadOnly):
        store.write(bump, "count")
    copy = store.copies.take(Why.BY_HAND, where=tmp_path / "stick").copy
    assert store.copies.check(copy).state is State.SOUND
    store.close()


def _no_uid() -> UUID:
    raise AssertionError


def test_copies_of_a_file_are_listed_the_newest_first_and_those_of_others_are_not(
    path: Path, tmp_path: Path
) -> None:
    day = datetime(2026, 11, 2, 9, tzinfo=UTC)
    store = Store.open(path, PASSWORD, clock=lambda: day)
    first = store.copies.take(Why.DAY).copy
    day += timedelta(days=1)
    second = store.copies.take(Why.DAY).copy
    mirrored = copies.mirror(second, tmp_path / "stick") if (tmp_path / "stick").mkdir() is None else None
    assert mirrored is not None
    torn = copies.folder(path) / "завод-torn.merilo-backup"
    torn.write_bytes(b"PK\x03\x04")
    of_another = tmp_path / "stick" / f"{path.stem}-Юг-20261103-090000.merilo-backup"
    of_another.write_bytes(b"PK\x03\x04")
    other = Store.open(prepared.empty(tmp_path / "other.merilo"))
    other.copies.take(Why.DAY, where=copies.folder(path))
    other.close()
    found = copies.listed(path, tmp_path / "stick")
    assert [one.path for one in found] == [second.path, mirrored.copy.path, first.path, torn] or [
        one.path for one in found
    ] == [mirrored.copy.path, second.path, first.path, torn]
    assert [one.wrong for one in found] == [None, None, None, Wrong.TORN]
    newest = copies.newest(path)
    assert newest is not None
    assert newest.taken == day
    store.close()


def test_a_copy_keeps_the_password_it_was_made_with(store: Store, tmp_path: Path) -> None:
    copy = store.copies.take(Why.DAY).copy
    store.change_password("другой пароль 34", PASSWORD)
    path = store.copies.restore(copy, tmp_path / "b.merilo").path
    Store.open(path, PASSWORD).close()
    with pytest.raises(WrongPassword):
        Store.open(path, "другой пароль 34")


def test_a_restored_copy_notes_the_end_of_its_own_journal(store: Store, tmp_path: Path) -> None:
    store.write(bump, "count")
    copy = store.copies.take(Why.DAY).copy
    for _ in range(3):
        store.write(bump, "count")
    store.rest()
    path = store.copies.restore(copy, tmp_path / "b.merilo").path
    noted = keys.load(path).anchor
    assert noted is not None
    assert noted.seq == copy.seq + 1, "that it was restored"
    restored = Store.open(path, PASSWORD)
    assert restored.read(journal.head) == (noted.seq, noted.head)
    assert restored.read(journal.mac_at, copy.seq) == copy.head
    restored.close()


def test_a_large_file_is_copied_more_rarely_and_a_clock_put_back_is_no_reason_to_wait() -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    quick = Copy(Path("a"), 1, taken=now, took=2.0)
    assert copies.next_due(None, now) == now
    assert copies.next_due(quick, now) == now + timedelta(minutes=30)
    assert copies.next_due(replace(quick, took=60.0), now) == now + timedelta(minutes=100)
    assert copies.next_due(quick, now - timedelta(days=400)) == now - timedelta(days=400)


def test_a_second_folder_without_room_or_without_a_stick_keeps_no_half_copy(
    store: Store, tmp_path: Path
) -> None:
    copy = store.copies.take(Why.DAY).copy
    with pytest.raises(Unwritable):
        copies.mirror(copy, tmp_path / "no stick")
    stick = tmp_path / "stick"
    stick.mkdir()
    flip(copy.path)
    with pytest.raises(Damaged):
        copies.mirror(copy, stick)
    assert list(stick.iterdir()) == []


def test_once_the_file_is_closed_no_copy_passes_for_one_of_another_key(store: Store, tmp_path: Path) -> None:
    copy = store.copies.take(Why.BY_HAND).copy
    store.close()
    with pytest.raises(Closed):
        store.copies.rewrite(lambda _session: None)
    with pytest.raises(Closed):
        store.copies.check(copy)
    with pytest.raises(Closed):
        store.copies.restore(copy, tmp_path / "новый.merilo")
    assert names(store.path) == [copy.path.name]


def test_a_copy_of_a_newer_schema_is_called_newer_and_not_damaged(store: Store, tmp_path: Path) -> None:
    copy = store.copies.take(Why.BY_HAND).copy
    database = tmp_path / "taken out"
    about, key_file = container.unpack(copy.path, database)
    container.pack(database, key_file, replace(about, schema=about.schema + 1), copy.path)
    assert store.copies.check(copy).wrong is Wrong.NEWER
    with pytest.raises(Newer):
        store.copies.restore(copy, tmp_path / "новый.merilo")
    assert not (tmp_path / "новый.merilo").exists()


def test_where_the_room_cannot_be_asked_nothing_is_thinned(store: Store, tmp_path: Path) -> None:
    copy = store.copies.take(Why.BY_HAND).copy
    away = replace(copy, path=tmp_path / "taken home" / copy.path.name)
    assert copies.thin(away, away.path.parent) == copies.Taken(away)


def test_closing_a_file_found_damaged_leaves_it_and_its_log_as_they_are(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    log = path.with_name(path.name + "-wal")
    store.write(bump, "count")
    held = driver.connect(path, DEK)  # keeps what is written from now on in the log
    held.execute("BEGIN")
    held.execute("SELECT count(*) FROM person").fetchone()
    store.write(bump, "count")
    held.close()
    before = path.read_bytes(), log.read_bytes()
    assert before[1]
    store.stop_writing()
    store.close()
    assert (path.read_bytes(), log.read_bytes()) == before
