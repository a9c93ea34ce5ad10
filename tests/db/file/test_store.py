"""Creating, opening, reading and writing a file, as a person with a password does."""

import errno
import gc
import os
import shutil
import stat
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.engine.interfaces import CacheStats
from sqlmodel import Session, col, select, update

from db import models
from db.file import driver, keys, migrate, opening
from db.file.driver import Mode
from db.file.errors import DriverError, of_sqlite, of_system
from db.file.store import (
    Busy,
    Closed,
    Damaged,
    DiskFull,
    Exists,
    KeysMissing,
    Newer,
    ReadOnly,
    Store,
    StoreError,
    Unencrypted,
    Unwritable,
    WrongPassword,
    WrongRecoveryCode,
)
from db.home import glance
from db.journal import journal
from db.models import Journal, types
from db.people import organisation
from domain.password import PasswordTooShort, Tries, WaitFirst
from tests import aside
from tests.db.conftest import DEK, PASSWORD
from tests.db.writer import bump, hire


def count(session: Session) -> int:
    return int(organisation.setting(session, "count") or 0)


def files(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir() if found.is_file()}


def test_what_was_written_is_there_after_closing(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    store.write(organisation.keep_setting, "count", "41")
    assert store.write(bump, "count") == 42
    store.close()
    again = Store.open(path, PASSWORD)
    assert again.read(count) == 42
    assert again.checkup() == ()
    again.close()


def test_what_one_file_was_asked_is_not_compiled_again_for_the_next(tmp_path: Path, path: Path) -> None:
    hits: list[bool] = []

    def note(_c: object, _k: object, _s: object, _p: object, context: Any, _m: object) -> None:
        hits.append(context.cache_hit is CacheStats.CACHE_HIT)

    event.listen(Engine, "before_cursor_execute", note)
    for number, name in enumerate(("first.merilo", "second.merilo")):
        here = tmp_path / name
        shutil.copyfile(path, here)
        shutil.copyfile(keys.beside(path), keys.beside(here))
        store = Store.open(here, PASSWORD)
        store.write(organisation.keep_setting, "count", str(number))
        hits.clear()
        assert store.read(count) == number
        store.close()
    event.remove(Engine, "before_cursor_execute", note)
    assert hits[-1]


def test_a_closed_file_is_itself_and_its_keys_twice_and_closing_twice_is_no_harm(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    store.write(bump, "count")
    store.close()
    store.close()
    assert sorted(files(path.parent)) == [path.name, path.name + ".keys", path.name + ".keys2"]


def test_a_closed_file_refuses_and_is_not_opened_again(path: Path) -> None:
    for before in (Store.prepare, Store.others_wrote):  # with sessions, and without any
        store = Store.open(path, PASSWORD)
        before(store)
        store.close()
        for asked in (
            lambda store=store: store.prepare(),
            lambda store=store: store.read(count),
            lambda store=store: store.glance(glance.file_identity),
            lambda store=store: store.change_password("another one 12", PASSWORD),
            lambda store=store: store.checkup(),
        ):
            with pytest.raises(Closed):
                asked()
        with pytest.raises(Unwritable):
            store.write(bump, "count")
        assert sorted(files(path.parent)) == [path.name, path.name + ".keys", path.name + ".keys2"]


@pytest.fixture
def nothing_aside() -> Iterator[None]:
    """Let a search find also what the run has set aside: modules, and what they keep."""
    gc.unfreeze()
    yield
    aside.put()


@pytest.mark.usefixtures("nothing_aside")
def test_a_closed_file_holds_its_key_no_more(path: Path) -> None:
    store = Store.open(path, recovery_code=keys.recovery_code(DEK))
    store.prepare()
    store.write(bump, "count")
    dek, journal_key = store._dek, store._outside["journal_key"]  # pyright: ignore[reportPrivateUsage]
    assert dek == DEK

    def holders() -> set[str]:
        gc.collect()
        found = {type(one).__name__ for secret in (dek, journal_key) for one in gc.get_referrers(secret)}
        return found - {"frame", "tuple", "list", "cell"}  # this test's own

    assert holders()
    store.close()
    assert holders() == set()


def test_a_read_that_outlives_the_file_ends_and_lets_go_of_it(path: Path) -> None:
    store = Store.open(path, PASSWORD)

    def slow(session: Session) -> int:
        before = count(session)
        store.close()
        return before + count(session)

    assert store.read(slow) == 0
    with pytest.raises(Closed):
        store.read(count)


def test_what_another_window_wrote_is_told_once_and_own_acts_are_not(path: Path) -> None:
    one = Store.open(path, PASSWORD)
    other = Store.open(path, PASSWORD)
    assert not one.others_wrote()
    one.write(bump, "count")
    assert not one.others_wrote()
    other.write(bump, "count")
    one.write(bump, "count")
    assert one.others_wrote(), "an own act in between hides nothing"
    assert not one.others_wrote()
    other.close()
    one.close()
    assert not one.others_wrote()
    assert sorted(files(path.parent)) == [path.name, path.name + ".keys", path.name + ".keys2"]


@pytest.mark.skipif(os.name == "nt", reason="rights are lists there")
def test_every_file_is_for_its_owner_alone_while_open_and_after(tmp_path: Path) -> None:
    made = Store.create(tmp_path / "a.merilo", PASSWORD, fast=True)
    made.store.write(bump, "count")
    rights = {found.name: oct(stat.S_IMODE(found.stat().st_mode)) for found in tmp_path.iterdir()}
    assert set(rights.values()) == {"0o600"}, rights
    assert len(rights) == 5
    made.store.close()


def test_the_file_has_the_settings_that_were_decided(store: Store) -> None:
    def settings(session: Session) -> dict[str, object]:
        names = (
            "journal_mode synchronous fullfsync checkpoint_fullfsync secure_delete foreign_keys "
            "cell_size_check trusted_schema busy_timeout application_id user_version temp_store "
            "cipher_page_size recursive_triggers"
        )
        connection = session.connection()
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names.split()}

    found = store.read(settings)
    assert {name: str(value) for name, value in found.items()} == {
        "journal_mode": "wal",
        "synchronous": "2",
        "fullfsync": "1",
        "checkpoint_fullfsync": "1",
        "secure_delete": "1",
        "foreign_keys": "1",
        "cell_size_check": "1",
        "trusted_schema": "0",
        "busy_timeout": "5000",
        "application_id": str(driver.APPLICATION_ID),
        "user_version": str(migrate.SCHEMA),
        "temp_store": "2",
        "cipher_page_size": "4096",
        "recursive_triggers": "1",
    }


def test_a_code_that_loads_machine_code_is_not_there(store: Store) -> None:
    with pytest.raises(Exception, match="not authorized"):
        store.read(lambda session: session.connection().exec_driver_sql("SELECT load_extension('x')").all())


def test_two_new_files_share_nothing(tmp_path: Path) -> None:
    first = Store.create(tmp_path / "a.merilo", PASSWORD, fast=True)
    second = Store.create(tmp_path / "b.merilo", PASSWORD, fast=True)
    assert first.recovery_code != second.recovery_code
    first.store.close()
    second.store.close()
    with pytest.raises(WrongRecoveryCode):
        Store.open(tmp_path / "a.merilo", recovery_code=second.recovery_code)


def test_a_demo_opens_for_anybody_and_another_file_for_nobody_without_a_password(
    path: Path, tmp_path: Path
) -> None:
    demo = tmp_path / "demo.merilo"
    Store.create(demo, None).store.close()
    assert not Store.needs_password(demo)
    Store.open(demo).close()
    assert Store.needs_password(path)
    with pytest.raises(WrongPassword):
        Store.open(path)


def test_a_wrong_password_changes_nothing(path: Path) -> None:
    before = files(path.parent)
    for password in ("", " ", PASSWORD + " ", PASSWORD.upper(), "верный пароль 13"):
        with pytest.raises(WrongPassword) as caught:
            Store.open(path, password)
        assert caught.value.path == path
    assert files(path.parent) == before


def test_a_password_typed_in_parts_opens(tmp_path: Path) -> None:
    path = tmp_path / "й.merilo"
    Store.create(path, unicodedata.normalize("NFC", "Чей ёжик бойкий"), fast=True).store.close()
    Store.open(path, unicodedata.normalize("NFD", "Чей ёжик бойкий")).close()


def test_the_recovery_code_opens_instead_of_the_password_and_sets_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.merilo"
    made = Store.create(path, PASSWORD, fast=True)
    made.store.write(bump, "count")
    made.store.close()
    store = Store.open(path, recovery_code=made.recovery_code.lower().replace("-", " "))
    assert store.read(count) == 1
    store.change_password("новый пароль 12", made.recovery_code)
    store.close()
    with pytest.raises(WrongPassword):
        Store.open(path, PASSWORD)
    Store.open(path, "новый пароль 12").close()
    Store.open(path, recovery_code=made.recovery_code).close()


@pytest.mark.parametrize("broken", [None, b"{", b"{}"])
def test_the_code_opens_even_when_the_key_file_is_lost_or_broken(path: Path, broken: bytes | None) -> None:
    where = keys.beside(path)
    where.unlink()
    keys.both(path)[1].unlink(missing_ok=True)
    if broken is not None:
        where.write_bytes(broken)
    code = keys.recovery_code(DEK)
    store = Store.open(path, recovery_code=code)
    store.write(bump, "count")
    assert [str(problem) for problem in store.checkup()] == [f"keys: {path.name}.keys"]
    with pytest.raises(WrongRecoveryCode):
        store.change_password("новый пароль 12", PASSWORD)
    store.change_password("новый пароль 12", code)
    assert store.checkup() == ()
    store.close()
    again = Store.open(path, "новый пароль 12")
    assert again.read(count) == 1
    again.close()


def test_the_code_opens_beside_a_newer_key_file_which_stays_as_it_is(path: Path) -> None:
    newer = b'{"format": "merilo-keys", "version": 2}'
    keys.both(path)[1].unlink(missing_ok=True)
    keys.beside(path).write_bytes(newer)
    code = keys.recovery_code(DEK)
    store = Store.open(path, recovery_code=code)
    store.write(bump, "count")
    with pytest.raises(Newer):
        store.change_password("новый пароль 12", code)
    store.close()
    assert keys.beside(path).read_bytes() == newer
    again = Store.open(path, recovery_code=code)
    assert again.read(count) == 1
    again.close()


def test_a_code_of_another_file_is_told_with_and_without_the_key_file(path: Path) -> None:
    before = path.read_bytes()
    other = keys.recovery_code(bytes(32))
    for _ in range(2):
        with pytest.raises(WrongRecoveryCode):
            Store.open(path, recovery_code=other)
        keys.beside(path).unlink(missing_ok=True)
    assert path.read_bytes() == before


def test_a_new_password_opens_at_once_and_the_old_one_no_more(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    store.change_password("другой пароль 12", PASSWORD)
    store.write(bump, "count")
    store.close()
    with pytest.raises(WrongPassword):
        Store.open(path, PASSWORD)
    again = Store.open(path, "другой пароль 12")
    assert again.checkup() == ()
    again.close()


def test_the_end_of_the_journal_noted_in_one_window_never_brings_an_old_password_back(path: Path) -> None:
    first, second = Store.open(path, PASSWORD), Store.open(path, PASSWORD)
    first.write(bump, "count")
    second.change_password("другой пароль 12", PASSWORD)
    first.close()
    second.close()
    with pytest.raises(WrongPassword):
        Store.open(path, PASSWORD)
    Store.open(path, "другой пароль 12").close()


def test_a_password_is_changed_only_by_who_knows_the_old_one_or_the_code_and_that_is_recorded(
    path: Path,
) -> None:
    store = Store.open(path, PASSWORD, tries=Tries(lambda: 0.0))
    before, acts = keys.beside(path).read_bytes(), store.read(journal.head)[0]
    for wrong in (None, "неверный пароль 12"):
        with pytest.raises(WrongPassword):
            store.change_password("новый пароль 12", wrong)
    for short in ("", "одиннадцать", "й" * 11):
        with pytest.raises(PasswordTooShort):
            store.change_password(short, PASSWORD)
    assert keys.beside(path).read_bytes() == before
    assert store.read(journal.head)[0] == acts
    store.change_password("новый пароль 12", PASSWORD)
    store.change_password(PASSWORD, keys.recovery_code(DEK).lower())
    told = store.read(
        lambda session: session.exec(select(Journal).order_by(col(Journal.seq).desc())).all()[:2]
    )
    assert [(row.act, row.subject_kind, row.data) for row in told] == [("password", "file", {})] * 2
    store.close()
    Store.open(path, PASSWORD).close()


def test_a_change_that_cannot_be_committed_leaves_the_old_password(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path, PASSWORD)
    store.write(bump, "count")

    def full(_session: object) -> None:
        raise DiskFull(path)

    with monkeypatch.context() as patched, pytest.raises(DiskFull):
        patched.setattr(Session, "commit", full)
        store.change_password("новый пароль 12", PASSWORD)
    store.close()
    again = Store.open(path, PASSWORD)
    assert again.checkup() == ()
    again.close()


def test_a_file_gets_no_short_password(tmp_path: Path) -> None:
    for short in ("", "одиннадцать", "e\u0301" * 11):
        with pytest.raises(PasswordTooShort):
            Store.create(tmp_path / "a.merilo", short, fast=True)
    assert list(tmp_path.iterdir()) == []


def test_from_the_third_wrong_password_on_the_next_has_to_wait_and_the_right_one_ends_that(
    path: Path,
) -> None:
    time = 0.0
    tries = Tries(lambda: time)

    def wrong() -> None:
        with pytest.raises(WrongPassword):
            Store.open(path, "неверный пароль 12", tries=tries)

    def early(seconds: int) -> None:
        with pytest.raises(WaitFirst) as caught:
            Store.open(path, PASSWORD, tries=tries)
        assert caught.value.seconds == seconds

    for _ in range(3):
        wrong()
    for wait in (1, 2, 4):
        time += wait - 0.5
        early(1)
        time += 0.5
        wrong()
    time += 8
    store = Store.open(path, PASSWORD, tries=tries)
    for _ in range(3):
        with pytest.raises(WrongPassword):
            store.change_password("новый пароль 12", "неверный пароль 12")
    with pytest.raises(WaitFirst):
        store.change_password("новый пароль 12", PASSWORD)
    store.close()


def test_one_event_for_one_act_holds_in_an_optimised_program_too(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from db.file.store import Store
from db.journal import journal
def twice(session):
    for _ in range(2):
        journal.record(session, "act", "file", None, {})
try:
    Store.create(Path(sys.argv[1]), None).store.write(twice)
except AssertionError as error:
    print(error)
"""
    asked = [sys.executable, "-O", "-c", code, str(tmp_path / "a.merilo")]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120)
    assert done.stdout == "2 journal events for one act on []\n", done.stderr


def test_creating_over_a_file_or_over_its_keys_is_refused(path: Path, tmp_path: Path) -> None:
    before = files(path.parent)
    with pytest.raises(Exists):
        Store.create(path, PASSWORD, fast=True)
    for one in keys.both(tmp_path / "b.merilo"):  # the second copy may be the last one left
        one.write_bytes(keys.beside(path).read_bytes())
        with pytest.raises(Exists):
            Store.create(tmp_path / "b.merilo", PASSWORD, fast=True)
        one.unlink()
    assert files(path.parent) == before


def test_a_file_that_appears_while_one_is_created_under_its_name_stays_with_its_keys(tmp_path: Path) -> None:
    """As a cloud client or another computer may bring it."""
    path = tmp_path / "new.merilo"

    def somebody() -> datetime:
        if not path.exists():
            path.write_bytes(b"theirs")
            keys.beside(path).write_bytes(b"their keys")
        return datetime.now(UTC)

    with pytest.raises(Exists):
        Store.create(path, PASSWORD, clock=somebody, fast=True)
    assert path.read_bytes() == b"theirs"
    assert keys.beside(path).read_bytes() == b"their keys"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["new.merilo", "new.merilo.keys"]


def test_who_creates_a_file_of_one_name_at_the_same_moment_is_told_and_hinders_nobody(tmp_path: Path) -> None:
    path, met = tmp_path / "new.merilo", list[Path]()

    def somebody() -> datetime:
        if not met and (part := tmp_path / ".merilo-new.merilo.part").exists():
            met.append(part)
            with pytest.raises(Exists):
                Store.create(path, "another password", fast=True)
        return datetime.now(UTC)

    Store.create(path, PASSWORD, clock=somebody, fast=True).store.close()
    assert met
    store = Store.open(path, PASSWORD)
    assert store.checkup() == ()
    store.close()
    assert sorted(files(tmp_path)) == ["new.merilo", "new.merilo.keys", "new.merilo.keys2"]


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, written, last = keys.write_private, list[Path](), [0]

    def refused(path: Path, content: bytes) -> None:
        if content:  # the key file, not the empty database
            written.append(path)
        if content and len(written) == last[0]:
            raise Unwritable(tmp_path)
        write(path, content)

    with pytest.raises(Unwritable):
        Store.create(tmp_path / "no" / "a.merilo", PASSWORD, fast=True)
    monkeypatch.setattr(keys, "write_private", refused)
    for last[0] in (1, 2):  # the key file or its copy
        written.clear()
        with pytest.raises(Unwritable):
            Store.create(tmp_path / "a.merilo", PASSWORD, fast=True)
        assert list(tmp_path.iterdir()) == []


def test_what_a_killed_creation_left_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in (".merilo-a.merilo.part", ".merilo-a.merilo.part-wal", ".merilo-a.merilo.part-shm"):
        (tmp_path / name).write_bytes(b"half")
    Store.create(tmp_path / "a.merilo", PASSWORD, fast=True).store.close()
    assert sorted(files(tmp_path)) == ["a.merilo", "a.merilo.keys", "a.merilo.keys2"]


def test_a_missing_file_is_told_and_none_is_made(tmp_path: Path) -> None:
    for ask in (Store.needs_password, Store.open):
        with pytest.raises(FileNotFoundError) as caught:
            ask(tmp_path / "a.merilo")
        assert caught.value.filename == str(tmp_path / "a.merilo")
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_its_keys_says_which_is_missing(path: Path) -> None:
    keys.beside(path).unlink()
    before = files(path.parent)
    for ask in (Store.needs_password, Store.open):
        with pytest.raises(KeysMissing) as caught:
            ask(path)
        assert caught.value.keys_path == keys.beside(path)
    assert files(path.parent) == before


def test_keys_of_another_file_are_told_as_damage(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.merilo"
    Store.create(other, "совсем другой 12", fast=True).store.close()
    keys.beside(other).replace(keys.beside(path))
    with pytest.raises(Damaged):
        Store.open(path, "совсем другой 12")


def test_a_library_that_does_not_encrypt_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    before = files(path.parent)
    monkeypatch.setattr(driver, "dbapi2", sqlite3)
    with pytest.raises(Unencrypted):
        Store.open(path, PASSWORD)
    assert files(path.parent) == before


def test_a_write_that_raises_leaves_nothing_and_the_next_one_works(store: Store) -> None:
    def half(session: Session) -> None:
        bump(session, "count")
        raise ZeroDivisionError

    heard: list[frozenset[str]] = []
    store.listen(heard.append)
    with pytest.raises(ZeroDivisionError):
        store.write(half)
    assert (store.read(count), heard) == (0, [])
    assert store.write(bump, "count") == 1


def test_a_change_is_told_once_with_its_tables_after_it_can_be_read(store: Store) -> None:
    heard: list[tuple[frozenset[str], int]] = []
    store.listen(lambda tables: heard.append((tables, store.read(count))))
    store.write(bump, "count")
    store.write(bump, "count")
    assert heard == [(frozenset({"setting count"}), 1), (frozenset({"setting count"}), 2)]


def test_a_statement_over_many_rows_is_told_too(store: Store) -> None:
    def all_at_once(session: Session) -> None:
        session.exec(update(models.Setting).values(value="7"))
        journal.record(session, "test", "setting", None, {})

    store.write(bump, "count")
    heard: list[frozenset[str]] = []
    store.listen(heard.append)
    store.write(all_at_once)
    assert heard == [frozenset({"setting"})]
    assert store.read(count) == 7


def test_an_act_that_only_leaves_a_trace_tells_nobody(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.listen(heard.append)
    store.write(journal.record, "exported", "case", 1, {"formats": ["pdf"]})
    store.write(count)
    assert heard == []


def test_an_act_without_an_event_or_with_two_is_a_mistake_and_undone(store: Store) -> None:
    def silent(session: Session) -> None:
        session.add(models.Setting(name="silent", value="1"))

    def twice(session: Session) -> None:
        bump(session, "count")
        bump(session, "count")

    for act in (silent, twice):
        with pytest.raises(AssertionError):
            store.write(act)
    assert store.read(count) == 0
    assert store.read(organisation.setting, "silent") is None


def test_what_is_half_typed_may_be_kept_without_an_event(store: Store) -> None:
    def half_typed(session: Session) -> None:
        session.info["unjournaled"] = True
        session.add(models.Setting(name="draft", value="1"))

    before = store.read(journal.head)
    store.write(half_typed)
    assert store.read(organisation.setting, "draft") == "1"
    assert store.read(journal.head) == before


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(AssertionError):
        store.read(bump, "count")
    assert store.read(count) == 0


def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    def look_twice(session: Session) -> tuple[int, int]:
        first = count(session)
        thread = threading.Thread(target=store.write, args=(bump, "count"))
        thread.start()
        thread.join()
        session.expire_all()
        return first, count(session)

    assert store.read(look_twice) == (0, 0)
    assert store.read(count) == 1


def test_functions_learn_the_clock_the_identities_and_the_actor(path: Path) -> None:
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    store = Store.open(path, PASSWORD, clock=lambda: moment)
    assert store.read(types.now) == moment
    assert store.read(types.actor_id) is None
    store.act_as(5)
    assert store.read(types.actor_id) == 5
    assert store.read(types.new_uid) != store.read(types.new_uid)
    store.close()


def test_the_actor_is_stamped_on_the_journal(store: Store) -> None:
    def actors(session: Session) -> list[int | None]:
        return list(session.exec(select(models.Journal.actor_id).order_by(text("seq DESC")).limit(2)))

    someone = store.write(hire)
    store.act_as(someone)
    store.write(bump, "count")
    store.act_as(None)
    store.write(bump, "count")
    assert store.read(actors) == [None, someone]


def test_two_connections_count_to_six_hundred_without_a_lock_error(path: Path) -> None:
    errors: list[BaseException] = []

    def work() -> None:
        try:
            own = Store.open(path, PASSWORD)
            for _ in range(300):
                own.write(bump, "count")
            own.close()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    store = Store.open(path, PASSWORD)
    assert store.read(count) == 600
    assert store.checkup() == ()
    store.close()


def test_a_name_whose_creation_was_cut_short_is_free_again(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "b.merilo"
    new.parent.mkdir()
    for one in keys.both(new):
        one.write_bytes(keys.beside(path).read_bytes())
    new.with_name(".merilo-b.merilo.part").write_bytes(b"half")
    Store.create(new, PASSWORD, fast=True).store.close()
    Store.open(new, PASSWORD).close()
    assert sorted(files(new.parent)) == ["b.merilo", "b.merilo.keys", "b.merilo.keys2"]


def test_a_file_opens_by_the_second_copy_of_its_keys_which_restores_the_first(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    store.prepare()
    first, second = keys.both(path)
    before = first.read_bytes()
    assert second.read_bytes() == before
    store.close()
    for harm in (None, b"{"):
        before = first.read_bytes()  # a check notes in it how far the file was found sound
        first.unlink()
        if harm is not None:
            first.write_bytes(harm)
        assert Store.needs_password(path)
        store = Store.open(path, PASSWORD)
        store.prepare()
        assert first.read_bytes() == before
        assert store.checkup() == ()
        store.close()


def test_many_threads_share_one_store(store: Store) -> None:
    def work() -> None:
        for _ in range(40):
            store.write(bump, "count")
            store.read(count)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read(count) == 240


def test_a_write_waits_for_another_program_and_says_busy_when_that_takes_too_long(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "WAIT", 0.2)
    store = Store.open(path, PASSWORD)
    other = driver.connect(path, DEK)
    other.execute("BEGIN IMMEDIATE")
    for act in (
        lambda: store.write(bump, "count"),
        store.checkup,
        lambda: store.change_password("новый пароль 12", PASSWORD),
    ):
        with pytest.raises(Busy):
            act()
    assert store.read(count) == 0
    timer = threading.Timer(0.05, other.execute, ("ROLLBACK",))
    timer.start()
    assert store.write(bump, "count") == 1
    timer.join()
    other.close()
    store.close()


def test_a_check_says_busy_while_another_program_keeps_reading_old_pages(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "WAIT", 0.2)
    store = Store.open(path, PASSWORD)
    other = driver.connect(path, DEK)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM setting").fetchone()
    store.write(bump, "count")
    with pytest.raises(Busy):
        store.checkup()
    other.close()
    assert store.checkup() == ()
    store.close()


def test_acts_go_on_while_the_file_is_checked_and_are_no_false_alarm(store: Store) -> None:
    done: list[str] = []

    def write() -> None:
        for number in range(5):
            store.write(organisation.keep_setting, f"big{number}", "ж" * 300_000)
            done.append("written")

    def begun(_c: object, _k: object, statement: str, *_: object) -> None:
        if statement == "PRAGMA cipher_integrity_check":
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(timeout=60)
            done.append("checked")

    checked = store._sessions._engine  # pyright: ignore[reportPrivateUsage]
    event.listen(checked, "before_cursor_execute", begun)
    assert store.checkup() == ()
    event.remove(checked, "before_cursor_execute", begun)
    assert done == ["written"] * 5 + ["checked"]
    assert store.checkup() == ()


def test_after_each_write_at_most_that_write_waits_outside_the_main_file(store: Store) -> None:
    for _ in range(5):
        store.write(bump, "count")
    alone = driver.connect(store.path, DEK, Mode.FROZEN)  # sees the main file only
    assert int(alone.execute("SELECT value FROM setting WHERE name = 'count'").fetchone()[0]) >= 4
    alone.close()


def test_a_file_that_the_system_protects_opens_for_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path, PASSWORD)
    store.write(bump, "count")
    store.close()
    before = files(path.parent)
    monkeypatch.setattr(opening, "permitted", lambda _: False)
    store = Store.open(path, PASSWORD)
    assert store.read_only
    assert store.read(count) == 1
    with pytest.raises(ReadOnly):
        store.write(bump, "count")
    with pytest.raises(ReadOnly):
        store.change_password("новый пароль 12", PASSWORD)
    assert store.checkup() == ()
    store.close()
    assert files(path.parent) == before


def test_opening_leaves_what_it_tried_in_the_log_and_does_not_wait_for_the_disk_to_carry_it_over(
    path: Path,
) -> None:
    store = Store.open(path, PASSWORD)
    assert opening.has_wal(path)
    store.close()
    assert not opening.wal(path).exists()


def test_a_protected_file_with_a_log_beside_shows_the_log_where_it_can(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = Store.open(path, PASSWORD)
    reader = driver.connect(path, DEK)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()  # keeps the log from being carried over
    writing.write(bump, "count")
    monkeypatch.setattr(opening, "permitted", lambda _: False)
    store = Store.open(path, PASSWORD)
    assert (store.read_only, store.read(count)) == (True, 1)
    store.close()
    reader.close()
    writing.close()


def test_a_protected_file_whose_log_cannot_be_read_says_so_in_the_check(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening.wal(path).write_bytes(b"not carried over")
    monkeypatch.setattr(opening, "probe", lambda *_: nullcontext(opening.Probed(Mode.FROZEN)))
    store = Store.open(path, PASSWORD)
    assert [str(problem) for problem in store.checkup()] == [f"wal: {path.name}-wal"]
    store.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EACCES, Unwritable),
        (errno.EROFS, Unwritable),
    ],
)
def test_what_the_system_says_becomes_a_kind(path: Path, code: int, kind: type[StoreError]) -> None:
    with pytest.raises(kind) as caught, of_system(path):
        raise OSError(code, "x")
    assert caught.value.path == path


def test_a_mistake_in_a_bare_statement_is_no_fault_of_the_disk(path: Path) -> None:
    raw = driver.connect(path, DEK)
    with pytest.raises(DriverError, match="nowhere"), of_sqlite(path):
        raw.execute("SELECT * FROM nowhere")
    raw.close()


def test_an_error_names_its_file_and_not_where_it_lies(path: Path) -> None:
    assert str(StoreError(path)) == path.name
    assert str(StoreError()) == ""


def test_unknown_errors_of_statements_stay_what_they_are_and_hide_what_was_asked(store: Store) -> None:
    def mistaken(session: Session) -> None:
        session.execute(text("SELECT :name FROM nowhere"), {"name": "Лебедева"})  # pyright: ignore[reportDeprecated]

    with pytest.raises(Exception, match="nowhere") as caught:
        store.read(mistaken)
    assert "Лебедева" not in str(caught.value)
