"""What must never happen: a lost mark, a wrong mark, plain text on the disk, a foreign file touched."""

import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file import driver, keys, opening
from db.file.copies import Why
from db.file.store import (
    Damaged,
    DiskFull,
    KeysMissing,
    NotOurs,
    Store,
    StoreError,
    Unwritable,
    WrongPassword,
)
from db.people import organisation
from domain.mark import Role
from domain.people.person import Person
from tests.db import writer
from tests.db.conftest import DEK, PASSWORD
from tests.db.writer import FORKS, bump, hire, run
from tests.faults.sizes import size

MARK_KILLS, FLIPS = size("mark_kills"), size("flips")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def draft(path: Path) -> int:
    """The number of a sheet, in the closed file, that waits for marks."""
    store = Store.open(path, PASSWORD)
    hr = store.write(hire)
    store.act_as(hr)
    candidate = store.write(people.add, Person(surname="Пробная"))
    sheet_id = store.write(assessments.start, candidate, hr, Role.HR)
    store.close()
    return sheet_id


def marks(session: Session, sheet_id: int) -> dict[int, int | None]:
    rows = session.exec(select(models.Mark).where(models.Mark.sheet_id == sheet_id))
    return {row.item_id: row.level for row in rows}


@pytest.mark.skipif(not FORKS, reason="a process takes a second to start there; the release run has it")
def test_killed_writers_lose_no_acknowledged_mark(path: Path, draft: int) -> None:
    chance = random.Random(50)
    known: dict[int, int | None] = {}
    step, acknowledged, unheard = 0, 0, 0
    for _ in range(MARK_KILLS):
        here, child = run(writer.rate_on, path, PASSWORD, draft, step)
        said = [here.recv()]  # the first mark is on the disk
        end = monotonic() + chance.uniform(0, 0.03)
        while (left := end - monotonic()) > 0:
            if here.poll(left):
                said.append(here.recv())
        child.kill()
        child.join()
        said += _rest(here)
        known |= {item: level for item, level, *_ in said}
        step, acknowledged = step + len(said), acknowledged + len(said)
        store = Store.open(path, PASSWORD)
        found = store.read(marks, draft)
        # The one mark in flight may have come true unheard.
        in_flight = said[-1][2:]
        assert found in (known, known | {in_flight[0]: in_flight[1]})
        if found != known:
            known, step, unheard = found, step + 1, unheard + 1
        assert store.checkup() == ()
        store.close()
    assert acknowledged >= MARK_KILLS  # one each, and more on an idle machine
    assert len(known) >= 50


@pytest.mark.skipif(not FORKS, reason="needs fork to be quick")
def test_two_programs_count_to_six_hundred(path: Path) -> None:
    runs = [run(writer.count_up, path, PASSWORD, 300) for _ in range(2)]
    for here, _ in runs:
        assert here.recv() == "ready"
    for here, _ in runs:
        here.send("go")
    for here, child in runs:
        assert here.recv() == "done"
        child.join()
    store = Store.open(path, PASSWORD)
    assert store.read(organisation.setting, "count") == "600"
    assert store.checkup() == ()
    store.close()


@pytest.mark.skipif(not FORKS, reason="needs fork to be quick")
def test_a_killed_change_of_the_password_leaves_exactly_one_that_opens(path: Path) -> None:
    chance, other, opened = random.Random(28), "другой пароль 12", list[str]()
    for _ in range(size("password_kills")):
        here, child = run(writer.change_passwords, path, PASSWORD, other)
        assert here.recv() == "ready"
        here.poll(chance.uniform(0, 0.01))
        child.kill()
        child.join()
        fitting = [password for password in (PASSWORD, other) if _opens(path, password)]
        assert len(fitting) == 1
        opened += fitting
        keys.save(keys.with_password(keys.load(path), DEK, PASSWORD), path)
    assert set(opened) == {PASSWORD, other}


def test_a_log_that_vanishes_costs_at_most_the_last_act(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    acts = size("log_acts")
    for _ in range(acts):
        store.write(bump, "count")
    copy = path.parent / "after" / path.name
    copy.parent.mkdir()
    shutil.copyfile(path, copy)
    shutil.copyfile(keys.beside(path), keys.beside(copy))
    store.close()
    again = Store.open(copy, PASSWORD)
    assert again.read(organisation.setting, "count") in (str(acts - 1), str(acts))
    assert again.checkup() == ()
    again.close()


def test_flipped_bytes_are_told_and_never_read_as_something_else(path: Path) -> None:
    def everything(session: Session) -> list[object]:
        connection = session.connection()
        names = [
            row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return [connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in sorted(names)]

    store = Store.open(path, PASSWORD)
    right = store.read(everything)
    store.close()
    good = path.read_bytes()
    chance, told, kinds = random.Random(200), 0, set[type]()
    code = keys.recovery_code(DEK)  # opens without the cost of a password
    for _ in range(FLIPS):
        at = chance.randrange(len(good))
        path.write_bytes(good[:at] + bytes([good[at] ^ 1 << chance.randrange(8)]) + good[at + 1 :])
        before = path.read_bytes()
        try:
            store = Store.open(path, recovery_code=code)
        except StoreError as error:
            told += 1
            kinds.add(type(error))
            # but for the first page, which the try to write sets anew to the same
            assert path.read_bytes()[4096:] == before[4096:]
            continue
        try:
            assert store.read(everything) == right
        except StoreError as error:
            kinds.add(type(error))
        try:
            told += bool(store.checkup())
        except Damaged:
            told += 1
        store.close()
    assert told == FLIPS
    assert kinds == {Damaged}


def test_a_file_cut_short_is_damaged(path: Path) -> None:
    good = path.read_bytes()
    for left in (4096, len(good) // 8192 * 4096, len(good) - 4096):
        path.write_bytes(good[:left])
        with pytest.raises(Damaged):
            store = Store.open(path, PASSWORD)
            try:
                if store.checkup():
                    raise Damaged(path)
            finally:
                store.close()


def test_twenty_foreign_files_are_refused_and_stay_as_they_are(tmp_path: Path) -> None:
    chance = random.Random(19)
    made: dict[str, bytes] = {
        "empty": b"",
        "text": "Список кандидатов\n".encode() * 40,
        "text of whole pages": b"a" * 4095,
        "pdf": b"%PDF-1.7\n" + bytes(4087),
        "zip": b"PK\x03\x04" + bytes(4092),
        "old word": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(8184),
        "png": b"\x89PNG\r\n\x1a\n" + bytes(4088),
        "jpeg": b"\xff\xd8\xff\xe0" + bytes(4092),
        "rtf": b"{\\rtf1" + bytes(4090),
        "gzip": b"\x1f\x8b\x08" + bytes(4093),
        "random odd": chance.randbytes(5000),
        "header only": driver.PLAIN,
        "header and noise": driver.PLAIN + chance.randbytes(4080),
        "html": b"<!doctype html><title>x</title>",
        "csv": "код;уровень\nК01;3\n".encode("cp1251"),
        "utf16": "текст".encode("utf-16"),
        "one byte": b"\0",
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", "<x/>")
    for name in ("plain", "plain with our mark"):
        with sqlite3.connect(tmp_path / name) as plain:
            plain.execute("CREATE TABLE mark (a)")
            if name != "plain":
                plain.execute(f"PRAGMA application_id={driver.APPLICATION_ID}")
        plain.close()
    found = sorted(tmp_path.iterdir())
    assert len(found) == 20
    before = {path: path.read_bytes() for path in found}
    for path in found:
        for ask in (Store.needs_password, Store.open):
            with pytest.raises(NotOurs):
                ask(path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_plain_file_is_refused_even_with_keys_beside_it(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE setting (name, value)")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(NotOurs):
        Store.open(path, PASSWORD)
    assert path.read_bytes() == before


@pytest.mark.parametrize("left", [0, 100_001])
def test_a_file_cut_off_beside_its_keys_is_damaged_and_not_somebody_elses(path: Path, left: int) -> None:
    os.truncate(path, left)
    before = path.read_bytes()
    for ask in (Store.needs_password, Store.open):
        with pytest.raises(Damaged) as caught:
            ask(path)
        assert caught.value.path == path
    assert path.read_bytes() == before


def test_a_page_half_carried_over_from_the_log_by_a_power_cut_is_carried_over_again(
    path: Path, tmp_path: Path
) -> None:
    left = tmp_path / "left" / path.name
    left.parent.mkdir()
    with closing(Store.open(path, PASSWORD)) as store:
        begun, written = path.stat().st_size, 0
        while path.stat().st_size == begun:  # until the last act has made the file a page longer
            store.write(bump, "count")
            written += 1
        for one in (path, opening.wal(path), keys.beside(path)):
            shutil.copyfile(one, left.with_name(one.name))
    os.truncate(left, begun + 512)
    with closing(Store.open(left, PASSWORD)) as store:
        assert store.read(organisation.setting, "count") == str(written)
        store.write(bump, "count")
        assert store.checkup() == ()
    assert left.stat().st_size % 4096 == 0


def test_a_file_whose_noted_head_cannot_be_read_is_damaged_before_anything_is_shown(path: Path) -> None:
    with closing(Store.open(path, PASSWORD)) as store:
        for _ in range(60):
            store.write(bump, "count")
    content = bytearray(path.read_bytes())
    content[-4000] ^= 1  # the last page holds the last events
    path.write_bytes(content)
    with pytest.raises(Damaged):
        Store.open(path, PASSWORD)


def test_a_noted_number_that_nobody_signed_is_not_asked_for(path: Path) -> None:
    there = keys.load(path)
    assert there.anchor is not None
    keys.save(replace(there, anchor=replace(there.anchor, seq=10**30)), path)
    with closing(Store.open(path, PASSWORD)) as store:
        assert [one.kind.value for one in store.checkup()] == ["anchor"]


def test_an_encrypted_file_of_another_program_is_not_ours(path: Path) -> None:
    path.unlink()
    path.touch()
    other = driver.connect(path, DEK)
    other.execute("CREATE TABLE t (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotOurs):
        Store.open(path, PASSWORD)
    assert path.read_bytes() == before
    keys.beside(path).unlink()
    with pytest.raises(KeysMissing):
        Store.open(path, PASSWORD)


def test_a_folder_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(NotOurs):
        Store.open(tmp_path, PASSWORD)


def test_a_strange_trigger_table_or_a_missing_one_is_found(path: Path) -> None:
    raw = driver.connect(path, DEK)
    raw.execute("CREATE TABLE guest (a)")
    raw.execute("CREATE TRIGGER spy AFTER INSERT ON mark BEGIN DELETE FROM setting; END")
    raw.execute("DROP TRIGGER journal_delete")
    raw.close()
    store = Store.open(path, PASSWORD)
    assert sorted(str(problem) for problem in store.checkup()) == [
        "schema: table guest",
        "schema: trigger journal_delete",
        "schema: trigger spy",
    ]
    store.close()


def test_a_row_that_points_nowhere_is_found(path: Path) -> None:
    raw = driver.connect(path, DEK)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("INSERT INTO unit (uid, name, parent_id) VALUES ('0', 'x', 99)")
    raw.close()
    store = Store.open(path, PASSWORD)
    assert [str(problem) for problem in store.checkup()] == ["links: unit 1 -> unit"]
    store.close()


def test_nothing_that_people_wrote_stands_in_plain_on_the_disk(tmp_path: Path) -> None:
    markers = [f"Метка{number:03}Ж" for number in range(50)]
    made = Store.create(tmp_path / "a.merilo", markers[0] + " пароль", fast=True)
    store = made.store
    hr = store.write(
        people.add, Person(surname=markers[1], given=markers[2], contact=markers[3], is_actor=True)
    )
    store.act_as(hr)
    candidate = store.write(people.add, Person(surname=markers[4], post=markers[5], patronymic=markers[6]))
    sheet_id = store.write(assessments.start, candidate, hr, Role.HR)
    rows = store.read(sheets.sheet, sheet_id, hr).rows
    for marker, row in zip(markers[7:40], rows, strict=False):
        store.write(sheets.comment, sheet_id, row.item.id, marker)
    for marker in markers[40:]:
        store.write(organisation.keep_setting, "marker", marker)
    reader = driver.connect(tmp_path / "a.merilo", store._dek)  # pyright: ignore[reportPrivateUsage]
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM person").fetchone()
    store.write(organisation.keep_setting, "marker", markers[0])
    secrets = [made.recovery_code.encode(), store._dek, store._dek.hex().encode()]  # pyright: ignore[reportPrivateUsage]
    assert (tmp_path / "a.merilo-wal").stat().st_size > 0
    _nowhere(tmp_path, markers, secrets)
    reader.close()
    store.copies.take(Why.BY_HAND)
    store.close()
    _nowhere(tmp_path, markers, secrets)


@pytest.mark.skipif(not ROOT or not FORKS, reason="only root can become somebody without rights")
@pytest.mark.parametrize("beside", ["nothing", "log", "log and index"])
def test_a_folder_without_rights_gives_a_store_for_reading(path: Path, beside: str) -> None:
    store = Store.open(path, PASSWORD)
    store.write(bump, "count")
    reader = driver.connect(path, DEK)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()  # so that the next act stays in the log
    if beside == "nothing":
        reader.close()
        store.close()
    else:
        store.write(bump, "count")
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to others
    try:
        for found in path.parent.iterdir():
            if not found.name.endswith("-shm") or beside == "log and index":
                shutil.copyfile(found, folder / found.name)
                (folder / found.name).chmod(0o444)
        folder.chmod(0o555)
        reader.close()
        store.close()
        before = {found.name: found.read_bytes() for found in folder.iterdir()}
        here, child = run(writer.as_nobody, folder / path.name, PASSWORD)
        read_only, seen, *refused, problems = here.recv()
        child.join()
        assert read_only
        assert refused == ["ReadOnly", "ReadOnly"]
        assert (seen, problems) == {
            "nothing": ("1", []),
            "log": ("1", [f"wal: {path.name}-wal"]),  # without an index the log cannot be read, which is said
            "log and index": ("2", []),
        }[beside]
        assert {found.name: found.read_bytes() for found in folder.iterdir()} == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(not FORKS, reason="file size limits are a thing of POSIX")
def test_a_disk_that_takes_no_more_is_told_and_work_goes_on_when_it_does(path: Path) -> None:
    limit = path.stat().st_size + 200_000
    here, child = run(writer.with_small_files, path, PASSWORD, limit)
    told = here.recv()
    child.join()
    assert told[-1] == "1"
    assert len(told) == 4
    assert set(told[:3]) <= {"DiskFull", "Unwritable"}


def test_a_full_disk_loses_nothing_and_needs_no_restart(path: Path, small_disk: Path) -> None:
    here = small_disk / path.name
    shutil.copyfile(path, here)
    shutil.copyfile(keys.beside(path), keys.beside(here))
    store = Store.open(here, PASSWORD)
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - 150_000)))
    acknowledged = 0
    with pytest.raises(DiskFull) as caught:
        for number in range(2000):
            store.write(organisation.keep_setting, f"row {number}", "ж" * 500)
            acknowledged += 1
    assert caught.value.path == here
    assert acknowledged > 5
    for _ in range(20):
        with pytest.raises(DiskFull):
            store.write(organisation.keep_setting, "more", "ж" * 3000)
        assert store.read(organisation.setting, f"row {acknowledged - 1}") == "ж" * 500
    ballast.unlink()
    store.write(organisation.keep_setting, "more", "ж" * 500)
    assert store.checkup() == ()
    store.close()
    again = Store.open(here, PASSWORD)
    for number in range(acknowledged):
        assert again.read(organisation.setting, f"row {number}") == "ж" * 500
    assert again.checkup() == ()
    again.close()


def test_opening_on_a_full_disk_says_why_nothing_can_be_written(path: Path, small_disk: Path) -> None:
    here = small_disk / path.name
    shutil.copyfile(path, here)
    shutil.copyfile(keys.beside(path), keys.beside(here))
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(free.f_bavail * free.f_frsize))
    store = Store.open(here, PASSWORD)
    assert store.read_only
    assert isinstance(store.cause, DiskFull)
    assert store.read(organisation.setting, "more") is None
    store.close()
    ballast.unlink()
    again = Store.open(here, PASSWORD)
    assert not again.read_only
    assert again.cause is None
    again.close()


def test_no_room_for_a_new_file_leaves_nothing_of_it(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(free.f_bavail * free.f_frsize - 100_000))
    with pytest.raises(DiskFull):
        Store.create(small_disk / "a.merilo", PASSWORD, fast=True)
    assert [found.name for found in small_disk.iterdir()] == ["ballast"]


def test_a_new_file_on_a_disk_that_can_only_be_read_is_told_by_its_own_name(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Unwritable) as caught:
        Store.create(small_disk / "a.merilo", PASSWORD, fast=True)
    assert caught.value.path == small_disk / "a.merilo"


def _opens(path: Path, password: str) -> bool:
    try:
        store = Store.open(path, password)
    except WrongPassword:
        return False
    sound = store.checkup() == ()
    store.close()
    return sound


def _rest(here: Connection) -> list[tuple[int, ...]]:
    said: list[tuple[int, ...]] = []
    while True:
        try:
            said.append(here.recv())
        except (EOFError, OSError):
            return said


def _nowhere(folder: Path, markers: list[str], secrets: list[bytes]) -> None:
    looked = 0
    for found in folder.rglob("*"):
        if found.is_file():
            content = found.read_bytes()
            looked += 1
            for marker in markers:
                for code in ("utf-8", "utf-16-le", "cp1251"):
                    assert marker.encode(code) not in content, found.name
            for secret in secrets:
                assert secret not in content, found.name
    assert looked >= 2
