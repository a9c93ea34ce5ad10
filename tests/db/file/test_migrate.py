"""Bringing an old file to today's schema: the old one stands or the new one does, and a copy lies beside."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event
from sqlmodel import Session, SQLModel

from db import models
from db.file import container, copying, driver, engine, keys, migrate, opening, restoring
from db.file.copies import Why
from db.file.driver import Mode
from db.file.store import Damaged, DiskFull, Newer, ReadOnly, Store, Unwritable
from db.file.triggers import TRIGGERS
from db.journal import journal
from db.people import organisation
from tests.db import older, writer
from tests.db.conftest import DEK, PASSWORD
from tests.db.writer import FORKS, bump, hire, run
from tests.faults.sizes import size

TODAY, AHEAD = migrate.SCHEMA, migrate.SCHEMA + 1

# Rebuilds a table that others point at, which is where rows and triggers get lost.
NEXT = '''"""A test revision."""

import sqlalchemy as sa
from alembic import op

revision = "{mine}"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.String(), nullable=True))
    with op.batch_alter_table("sheet", recreate="always") as batch:
        batch.add_column(sa.Column("place", sa.String(), nullable=True))
    op.create_table("consent", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE setting SET value = value + 100 WHERE name = 'count'")
'''
SECOND = NEXT.replace("{mine}", f"{AHEAD:04}").replace("{before}", f"{TODAY:04}")
FAILING = SECOND + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'
DANGLING = SECOND + '    op.execute("DELETE FROM organisation")\n    op.execute("DELETE FROM scale")\n'


class BrokenOff(Exception):
    """The program ends here."""


def contents(path: Path) -> dict[str, list[object]]:
    raw = driver.connect(path, DEK, Mode.READ)
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, list[object]] = {
        name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in names
        if name != "alembic_version"
    }
    found["version"] = [raw.execute("PRAGMA user_version").fetchone()[0]]
    found["revision"] = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    found["schema"] = sorted(raw.execute("SELECT type, name, sql FROM sqlite_master").fetchall(), key=repr)
    raw.close()
    return found


def engine_version(path: Path) -> int:
    raw = driver.connect(path, DEK, Mode.READ)
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    raw.close()
    return int(version)


@pytest.fixture
def old(path: Path) -> Path:
    """A closed file with people and a count in it."""
    store = Store.open(path, PASSWORD)
    store.act_as(store.write(hire))
    store.write(bump, "count")
    store.close()
    return path


@pytest.fixture
def later(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is one revision ahead; returns the file of that revision."""
    scripts = tmp_path_factory.mktemp("100%") / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    second = scripts / "versions" / f"{AHEAD:04}_second.py"
    second.write_text(SECOND, encoding="utf-8")
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "SCHEMA", AHEAD)
    return second


@pytest.fixture
def fresh() -> Iterator[Connection]:
    """Today's schema, made by the migrations, in memory."""
    made = engine.in_memory()
    with made.begin() as connection:
        migrate.install(connection, by_steps=True)
        yield connection
    made.dispose()


def test_migrations_make_what_the_models_say(fresh: Connection) -> None:
    command.check(migrate.config(fresh))


def test_a_table_is_rebuilt_without_reading_those_it_refers_to() -> None:
    rebuilt = [
        (path.name, call)
        for path in (migrate.SCRIPTS / "versions").glob("*.py")
        for call in re.findall(r"batch_alter_table\((.*?)\) as ", path.read_text("utf-8"), re.DOTALL)
    ]
    assert len(rebuilt) > 10
    assert [name for name, call in rebuilt if '"resolve_fks": False' not in call] == [], "see trap P57"


def test_migrations_and_models_agree_to_the_last_check_and_option(fresh: Connection) -> None:
    models.load()
    made = engine.in_memory()
    with made.begin() as connection:
        SQLModel.metadata.create_all(connection)
        by_models = _words(connection)
    made.dispose()
    by_migrations = frozenset(words for words in _words(fresh) if words[2] != "alembic_version")
    assert sorted(by_migrations - by_models) == []
    assert sorted(by_models - by_migrations) == []


def test_a_revision_written_from_the_models_knows_only_plain_types(tmp_path: Path) -> None:
    made = engine.in_memory()
    with made.begin() as connection:
        elsewhere = migrate.config(connection)
        elsewhere.set_main_option("path_separator", "os")
        elsewhere.set_main_option("version_locations", str(tmp_path))
        command.revision(elsewhere, "All", autogenerate=True, rev_id="0001")
        command.upgrade(elsewhere, "head")
        command.check(elsewhere)
    made.dispose()
    (written,) = tmp_path.glob("*.py")
    text = written.read_text(encoding="utf-8")
    assert "create_table" in text
    assert "db." not in text
    assert "sqlmodel" not in text


def test_the_version_in_the_file_is_the_ordinal_of_the_newest_revision(fresh: Connection) -> None:
    script = ScriptDirectory.from_config(migrate.config(fresh))
    assert script.get_current_head() == f"{migrate.SCHEMA:04}"
    assert len(list(script.walk_revisions())) == migrate.SCHEMA


@pytest.mark.of_the_file("a server has the same list in words of its own, see tests/db/shared")
def test_the_triggers_of_a_file_are_those_of_the_list(store: Store) -> None:
    def found(session: Session) -> list[str]:
        rows = session.connection().exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        return sorted(str(row[0]) for row in rows)

    assert store.read(found) == sorted(TRIGGERS)


def test_a_file_whose_guards_are_spelt_as_they_were_gets_those_of_today(tmp_path: Path) -> None:
    old = older.version_12(tmp_path)
    raw = driver.connect(old, DEK)
    raw.execute("DROP TRIGGER snapshot_replace")
    raw.execute(
        "CREATE TRIGGER snapshot_replace BEFORE INSERT ON snapshot"
        " WHEN EXISTS (SELECT 1 FROM snapshot AS old WHERE old.id = NEW.id)"
        " BEGIN SELECT RAISE(ABORT, 'append only'); END"
    )
    raw.execute("DROP TABLE induction_step")  # of a later revision
    raw.execute("UPDATE alembic_version SET version_num = '0009'")
    raw.execute("PRAGMA user_version=9")
    raw.close()
    store = Store.open(old, PASSWORD)
    assert store.checkup() == ()
    store.close()


def test_an_old_file_is_migrated_when_it_is_opened_and_loses_nothing(old: Path, later: Path) -> None:
    before = contents(old)
    store = Store.open(old, PASSWORD)
    assert store.read(organisation.setting, "count") == "101"
    assert store.checkup() == ()
    store.write(bump, "count")
    store.close()
    after = contents(old)
    assert (after["version"], after["revision"]) == ([AHEAD], [(f"{AHEAD:04}",)])
    assert [row[:19] for row in after["person"]] == [row[:19] for row in before["person"]]  # type: ignore[index]
    for table in before.keys() - {"person", "sheet", "setting", "journal", "version", "revision", "schema"}:
        assert after[table] == before[table], table
    triggers = [row for row in after["schema"] if row[0] == "trigger"]  # type: ignore[index]
    assert len(triggers) == len(TRIGGERS)


def test_a_migration_stands_in_the_journal(old: Path, later: Path) -> None:
    def last(session: Session) -> tuple[object, ...]:
        rows = "SELECT act, actor_id, data FROM journal ORDER BY seq DESC LIMIT 1"
        return tuple(session.connection().exec_driver_sql(rows).one())

    store = Store.open(old, PASSWORD)
    assert store.read(last) == ("migrate", None, f'{{"from":{TODAY},"to":{AHEAD}}}')
    assert store.read(journal.verify) == ()
    store.close()


def test_the_copy_from_before_opens_with_the_same_password_and_is_whole(
    old: Path, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(old)
    Store.open(old, PASSWORD).close()
    folder = old.parent / "завод-backups"
    (copied,) = folder.iterdir()
    assert re.fullmatch(r"завод-\d{8}-\d{6}\.merilo-backup", copied.name)
    assert container.about(copied).schema == TODAY
    assert {oct(found.stat().st_mode & 0o777) for found in folder.iterdir()} == {"0o600"}
    assert folder.stat().st_mode & 0o777 == 0o700
    copy = restoring.restore(copied, old.with_name("restored.merilo"), DEK).path
    assert contents(copy) == before
    monkeypatch.undo()
    store = Store.open(copy, PASSWORD)
    assert store.checkup() == ()
    store.close()


def test_a_failing_migration_leaves_the_old_file_and_its_copy(old: Path, later: Path) -> None:
    later.write_text(FAILING, encoding="utf-8")
    before = contents(old)
    for _ in range(2):
        with pytest.raises(Exception, match="nowhere"):
            Store.open(old, PASSWORD)
    assert contents(old) == before
    assert len(list((old.parent / "завод-backups").iterdir())) == 2


def test_a_migration_that_breaks_links_is_undone(old: Path, later: Path) -> None:
    later.write_text(DANGLING, encoding="utf-8")
    before = contents(old)
    with pytest.raises(Damaged):
        Store.open(old, PASSWORD)
    assert contents(old) == before


def test_a_migration_broken_off_at_any_statement_leaves_the_old_file(old: Path, later: Path) -> None:
    before = contents(old)
    whole = _statements(old, None)
    assert whole > 50
    for stop in (*range(0, whole - 6, 3), *range(whole - 6, whole)):  # every third keeps the test quick
        with pytest.raises(BrokenOff):
            _statements(old, stop)
        assert engine_version(old) == TODAY, stop
    assert contents(old) == before


@pytest.mark.skipif(not FORKS, reason="costs seconds a kill")
def test_a_migration_killed_at_any_moment_leaves_the_old_file_or_the_new_one(
    old: Path, tmp_path: Path, later: Path
) -> None:
    before, seen = contents(old), set[int]()
    kept = tmp_path / "kept"
    shutil.copytree(old.parent, kept, ignore=shutil.ignore_patterns("kept"))
    whole = 60.0  # seconds; how long this machine takes is known after the first, which comes to its end
    for number in range(size("migration_kills")):
        here, child = run(writer.migrate_and_end, old, PASSWORD, migrate.SCRIPTS, migrate.SCHEMA)
        assert here.recv() == "ready"
        begun = perf_counter()
        if not here.poll(whole * (number % 24 - 1) / 20 if number else whole):
            child.kill()
        child.join()
        whole = whole if number else perf_counter() - begun
        here.close()
        found = contents(old)
        (version,) = found["version"]
        assert version in (TODAY, AHEAD)
        assert isinstance(version, int)
        seen.add(version)
        if version == TODAY:
            assert found == before
        else:
            store = Store.open(old, PASSWORD)
            assert store.checkup() == ()
            store.close()
        for name in (old.name, old.name + "-wal", old.name + "-shm"):
            (old.parent / name).unlink(missing_ok=True)
        shutil.copyfile(kept / old.name, old)
    assert seen == {TODAY, AHEAD}


def test_no_half_copy_ever_has_the_final_name(
    old: Path, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(old)
    monkeypatch.setattr(keys, "sync_file", fails)
    with pytest.raises(DiskFull):
        Store.open(old, PASSWORD)
    assert list((old.parent / "завод-backups").iterdir()) == []
    assert contents(old) == before


def test_a_copy_that_is_not_sound_is_not_kept_and_nothing_is_migrated(old: Path, later: Path) -> None:
    raw = driver.connect(old, DEK)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("INSERT INTO unit (id, uid, name, parent_id) VALUES (1, 'x', 'x', 99)")
    raw.close()
    before = contents(old)
    with pytest.raises(Damaged):
        Store.open(old, PASSWORD)
    assert list((old.parent / "завод-backups").iterdir()) == []
    assert contents(old) == before


def test_a_place_for_copies_that_cannot_be_made_stops_the_migration(old: Path, later: Path) -> None:
    (old.parent / "завод-backups").write_text("a file where the folder should be")
    before = contents(old)
    with pytest.raises(Unwritable):
        Store.open(old, PASSWORD)
    assert contents(old) == before


def test_a_copy_without_a_key_file_beside_the_original_is_made_all_the_same(old: Path, later: Path) -> None:
    for one in keys.both(old):
        one.unlink()
    store = Store.open(old, recovery_code=keys.recovery_code(DEK))
    assert store.read(organisation.setting, "count") == "101"
    store.close()
    (copy,) = (old.parent / "завод-backups").iterdir()
    assert container.key_file(copy) is None


def test_an_old_file_in_a_protected_folder_says_so_and_stays(
    old: Path, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(old)
    monkeypatch.setattr(opening, "permitted", lambda _: False)
    with pytest.raises(ReadOnly):
        Store.open(old, PASSWORD)
    assert contents(old) == before


def test_who_comes_second_finds_the_work_done(old: Path, later: Path) -> None:
    def told(connection: Connection, version: int) -> None:
        seen.append(version)

    seen: list[int] = []
    made = engine.make(old, DEK)
    assert migrate.upgrade(made, old, told) == TODAY
    assert migrate.upgrade(made, old, told) == AHEAD
    made.dispose()
    assert seen == [TODAY]


def test_foreign_keys_hold_again_after_a_migration(old: Path, later: Path) -> None:
    made = engine.make(old, DEK)
    migrate.upgrade(made, old)
    with made.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    made.dispose()


def test_a_newer_file_is_refused_by_both_numbers_and_not_one_byte_changes(old: Path) -> None:
    raw = driver.connect(old, DEK)
    raw.execute("PRAGMA user_version=99")
    raw.close()
    before = {found.name: found.read_bytes() for found in old.parent.iterdir()}
    for way in ({"password": PASSWORD}, {"recovery_code": keys.recovery_code(DEK)}):
        with pytest.raises(Newer) as caught:
            Store.open(old, **way)  # type: ignore[arg-type]
        assert (caught.value.file_version, caught.value.program_version) == (99, migrate.SCHEMA)
    assert {found.name: found.read_bytes() for found in old.parent.iterdir()} == before


def test_a_newer_file_that_another_program_has_open_is_refused_too(old: Path) -> None:
    other = driver.connect(old, DEK)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("PRAGMA user_version=99")  # stands in the log only
    before = old.read_bytes()
    with pytest.raises(Newer):
        Store.open(old, PASSWORD)
    assert old.read_bytes() == before
    other.close()


def test_two_copies_of_one_second_do_not_meet(old: Path, tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    names = [copying.copy(old, DEK, tmp_path / "copies", Why.DAY, at).path.name for _ in range(3)]
    time = f"{at.astimezone():%Y%m%d-%H%M%S}"
    assert names == [f"завод-{time}{more}.merilo-backup" for more in ("", "-2", "-3")]


def _statements(path: Path, stop: int | None) -> int:
    """Migrate and count the statements; at the number *stop* break off, without it undo at the end."""
    made = engine.make(path, DEK)
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        if count == stop:
            raise BrokenOff
        count += 1

    def undo(*_: object) -> None:
        raise ZeroDivisionError

    event.listen(made, "before_cursor_execute", counted)
    try:
        migrate.upgrade(made, path, undo)
    except ZeroDivisionError:
        pass
    finally:
        made.dispose()
    return count


def _words(connection: Connection) -> frozenset[tuple[str, ...]]:
    """Return tables and indexes; whether a name stands in quotes is of no matter."""
    found = migrate.objects(connection)
    return frozenset(
        tuple(word.replace('"', "") for word in words) for words in found if words[0] != "trigger"
    )


def test_a_card_of_an_older_file_keeps_its_basis_and_takes_a_dismissal() -> None:
    made = engine.in_memory()
    with made.begin() as old:
        command.upgrade(migrate.config(old), "0005")
        _upgrade_a_card(old)
    made.dispose()


def _upgrade_a_card(fresh: Connection) -> None:
    fresh.exec_driver_sql(
        "INSERT INTO person (id, uid, code, kind, surname, given, patronymic, folded, contact, post, basis,"
        " basis_until, is_actor) VALUES (1, 'a', 'C-0001', 'candidate', 'Орлова', '', '', '', '', '',"
        " 'согласие', '2026-12-01', 0)"
    )
    command.upgrade(migrate.config(fresh), "head")
    row = fresh.exec_driver_sql("SELECT basis, basis_on, basis_until, left_on, left_reason FROM person").one()
    assert tuple(row) == ("согласие", None, "2026-12-01", None, None)
    assert fresh.exec_driver_sql("SELECT count(*) FROM basis_paper").scalar_one() == 0


def test_a_plan_of_an_older_file_is_dated_by_the_act_that_made_it() -> None:
    made = engine.in_memory()
    with made.begin() as old:
        command.upgrade(migrate.config(old), "0007")
        _upgrade_plans(old)
    made.dispose()


def _upgrade_plans(old: Connection) -> None:
    old.exec_driver_sql(
        "INSERT INTO person (id, uid, code, kind, surname, given, patronymic, folded, contact, post, basis,"
        " is_actor) VALUES (1, 'a', 'E-1', 'employee', 'Орлов', '', '', '', '', '', '', 0)"
    )
    for number in range(1, 5):
        approved = "'2026-09-30'" if number == 3 else "NULL"
        old.exec_driver_sql(
            "INSERT INTO plan (id, uid, person_id, kind, starts_on, ends_on, state, aim, approved_on) VALUES"
            f" ({number}, 'p{number}', 1, 'idp', '2024-10-01', '2024-12-31', 'draft', '', {approved})"
        )
    told = (("make", "plan", 1, "{}"), ("approve", "plan", 1, "{}"), ("hire", "person", 1, '{"plan":2}'))
    for seq, (act, subject, about, data) in enumerate(told, start=1):
        old.exec_driver_sql(
            "INSERT INTO journal (seq, at, act, subject_kind, subject_id, data, previous_mac, mac)"
            " VALUES (?, ?, ?, ?, ?, ?, '', '')",
            (seq, f"2026-09-1{seq} 12:00:00.000000", act, subject, about, data),
        )
    command.upgrade(migrate.config(old), "head")
    days = old.exec_driver_sql("SELECT made_on FROM plan ORDER BY id").scalars().all()
    assert days == ["2026-09-11", "2026-09-13", "2026-09-30", "2024-10-01"]


def test_an_approved_plan_of_an_older_file_keeps_the_number_of_its_paper_and_a_draft_has_none() -> None:
    made = engine.in_memory()
    with made.begin() as old:
        command.upgrade(migrate.config(old), "0009")
        old.exec_driver_sql("PRAGMA foreign_keys=OFF")
        kept = ((1, "NULL", "NULL"), (2, "49", "'2026-09-30'"), (3, "NULL", "'2026-10-01'"))
        for number, case, approved in kept:
            old.exec_driver_sql(
                "INSERT INTO plan (id, uid, person_id, case_id, kind, starts_on, ends_on, state, aim,"
                f" approved_on, made_on) VALUES ({number}, 'p{number}', 1, {case}, 'idp', '2026-10-01',"
                f" '2026-12-31', 'draft', '', {approved}, '2026-09-01')"
            )
        command.upgrade(migrate.config(old), "head")
        found = old.exec_driver_sql("SELECT number FROM plan ORDER BY id").scalars().all()
    assert found == [None, 49, 3]
    made.dispose()


def test_a_reason_for_leaving_without_its_day_is_not_told_of_an_older_file() -> None:
    made = engine.in_memory()
    with made.begin() as old:
        command.upgrade(migrate.config(old), "0007")
        for number, left in ((1, "NULL"), (2, "'2026-11-20'")):
            old.exec_driver_sql(
                "INSERT INTO person (id, uid, code, kind, surname, given, patronymic, folded, contact, post,"
                f" basis, is_actor, left_on, left_reason) VALUES ({number}, '{number}', 'E-{number}',"
                f" 'employee', 'Орлова', '', '', '', '', '', '', 0, {left}, 'по соглашению')"
            )
        command.upgrade(migrate.config(old), "head")
        found = old.exec_driver_sql("SELECT left_on, left_reason FROM person ORDER BY id").all()
    assert [tuple(row) for row in found] == [(None, None), ("2026-11-20", "по соглашению")]
    made.dispose()
