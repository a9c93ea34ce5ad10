"""Creating, opening, reading and writing a file, as a person with a password does."""

import gc
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.engine.interfaces import CacheStats
from sqlmodel import Session, select, update

from db import models
from db.file import driver, keys, migrate
from db.file.driver import Mode
from db.file.store import (
    Busy,
    Closed,
    Damaged,
    KeysMissing,
    Store,
    Unencrypted,
    Unwritable,
)
from db.home import glance
from db.journal import journal
from db.models import types
from db.people import organisation
from tests import aside, prepared
from tests.db.conftest import DEK, PASSWORD
from tests.db.file.looking import count, files
from tests.db.writer import bump, hire


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


@pytest.mark.of_the_file("settings of SQLite")
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


@pytest.mark.of_the_file("only SQLite loads code by a statement")
def test_a_code_that_loads_machine_code_is_not_there(store: Store) -> None:
    with pytest.raises(Exception, match="not authorized"):
        store.read(lambda session: session.connection().exec_driver_sql("SELECT load_extension('x')").all())


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
    Store.open(Path(sys.argv[1])).write(twice)
except AssertionError as error:
    print(error)
"""
    asked = [sys.executable, "-O", "-c", code, str(prepared.empty(tmp_path / "a.merilo"))]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120)
    assert done.stdout == "2 journal events for one act on []\n", done.stderr


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
    other.execute("ROLLBACK")
    store.close()
    monkeypatch.setattr(driver, "WAIT", 600.0)  # a busy machine may leave the other program alone for long
    patient = Store.open(path, PASSWORD)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.05, other.execute, ("ROLLBACK",))
    timer.start()
    assert patient.write(bump, "count") == 1
    timer.join()
    other.close()
    patient.close()


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


@pytest.mark.of_the_file("pages are checked by SQLCipher")
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
            writer.join(timeout=600)
            done.append("checked")

    checked = store._sessions._engine  # pyright: ignore[reportPrivateUsage]
    event.listen(checked, "before_cursor_execute", begun)
    assert store.checkup() == ()
    event.remove(checked, "before_cursor_execute", begun)
    assert done == ["written"] * 5 + ["checked"]
    assert store.checkup() == ()


@pytest.mark.of_the_file("a server carries its own log over")
def test_after_each_write_at_most_that_write_waits_outside_the_main_file(store: Store) -> None:
    for _ in range(5):
        store.write(bump, "count")
    alone = driver.connect(store.path, DEK, Mode.FROZEN)  # sees the main file only
    assert int(alone.execute("SELECT value FROM setting WHERE name = 'count'").fetchone()[0]) >= 4
    alone.close()
