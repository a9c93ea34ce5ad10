"""The tables on PostgreSQL are those that the migrations make in a file, and a changed guard is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Inspector, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.file import engine as of_the_file
from db.file import migrate
from db.file.store import Store
from db.file.triggers import GUARDS
from db.journal.problems import ProblemKind

APART = {"alembic_version", "sqlite_sequence"}


@pytest.fixture(scope="module")
def migrated() -> Iterator[Connection]:
    """What every migration makes, one after another, of an empty file."""
    making = of_the_file.in_memory()
    with making.begin() as connection:
        migrate.install(connection, by_steps=True)
        yield connection
    making.dispose()


def test_the_models_make_on_a_server_what_the_migrations_make_in_a_file(
    store: Store, migrated: Connection
) -> None:
    here = store.read(lambda session: _tables(inspect(session.connection())))
    there = _tables(inspect(migrated))
    assert here.keys() == there.keys()
    for table, told in there.items():
        for what, found in told.items():
            assert here[table][what] == found, f"{what} of {table}"


def _tables(found: Inspector) -> dict[str, dict[str, Any]]:
    return {name: _table(found, name) for name in found.get_table_names() if name not in APART}


def _table(found: Inspector, name: str) -> dict[str, Any]:
    links = found.get_foreign_keys(name)
    return {
        "columns": {one["name"]: (_kind(one["type"]), one["nullable"]) for one in found.get_columns(name)},
        "key": found.get_pk_constraint(name)["constrained_columns"],
        "links": {
            (str(one["name"]), *one["constrained_columns"], one["referred_table"], *one["referred_columns"])
            for one in links
        },
        "unique": {(str(one["name"]), *one["column_names"]) for one in found.get_unique_constraints(name)},
        "checks": {str(one["name"]) for one in found.get_check_constraints(name)},
        "indices": {
            (str(one["name"]), bool(one["unique"]), *_short(one), "WHERE" if _partial(one) else "")
            for one in found.get_indexes(name)
            if not one.get("duplicates_constraint")
        },
    }


def _short(index: Any) -> list[str]:
    """Return the columns of an index but for the one that is too long for a server's."""
    return [one for one in index["column_names"] if (index["name"], one) != ("ix_journal_many", "data")]


def _partial(index: Any) -> bool:
    told: dict[str, Any] = index.get("dialect_options", {})
    return any(name.endswith("_where") for name in told)


def _kind(of: Any) -> str:
    """Return what both engines call the values of a column: the file has fewer words, and no zones."""
    name = type(of).__name__.upper()
    return {
        "VARCHAR": "TEXT",
        "CHAR": "UUID",
        "BYTEA": "BLOB",
        "TIMESTAMP": "DATETIME",
        "DOUBLE_PRECISION": "FLOAT",
        "REAL": "FLOAT",
        "BIGINT": "INTEGER",
    }.get(name, name)


def test_a_database_is_sound_as_it_was_made(store: Store) -> None:
    checked = store.check()
    assert checked.problems == ()
    assert checked.compared > 0 and checked.end[0] == 1


ALTERED = {
    "DROP TRIGGER mark_update ON mark": "trigger mark_update",
    "ALTER TABLE mark DISABLE TRIGGER mark_update": "trigger mark_update",
    "DROP TRIGGER mark_update ON mark; CREATE TRIGGER mark_update BEFORE UPDATE OF rated_at ON mark"
    " FOR EACH ROW EXECUTE FUNCTION guard_mark_update()": "trigger mark_update",
    "CREATE OR REPLACE FUNCTION guard_mark_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
    " SET search_path = public, pg_temp AS 'BEGIN RETURN NEW; END'": "trigger mark_update",
    "CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
    " CREATE TRIGGER own BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION own()": "trigger own",
    "CREATE RULE own AS ON UPDATE TO person DO INSTEAD NOTHING": "rule own",
    "CREATE VIEW own AS SELECT surname FROM person": "view own",
    "CREATE POLICY own ON person USING (true)": "policy own",
    "ALTER TABLE mark DISABLE TRIGGER ALL": "switched off fk_mark_sheet_id",
    "DROP INDEX uq_sheet_draft": "constraint uq_sheet_draft",
    "ALTER TABLE mark DROP CONSTRAINT ck_mark_rated": "constraint ck_mark_rated",
    "ALTER TABLE person ADD COLUMN own text": "column person.own",
    "ALTER TABLE packet ALTER COLUMN sequence TYPE integer": "column packet.sequence",
    "CREATE TABLE own (id integer)": "table own",
}


@pytest.mark.parametrize("statement", ALTERED)
def test_what_somebody_altered_in_the_schema_is_told(store: Store, statement: str) -> None:
    def alter(session: Session) -> None:
        session.connection().exec_driver_sql(statement)
        session.info["unjournaled"] = True

    store.write(alter)
    told = [one.place for one in store.check().problems if one.kind is ProblemKind.SCHEMA]
    assert ALTERED[statement] in told


def test_every_guard_stands_on_the_server(store: Store) -> None:
    def names(session: Session) -> set[str]:
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        return set(session.connection().exec_driver_sql(asked).scalars())

    assert store.read(names) == {guard.name for guard in GUARDS}


def test_the_catalogue_cannot_be_changed_by_hand(store: Store) -> None:
    def change(session: Session) -> None:
        session.connection().exec_driver_sql("UPDATE item SET ru = 'иное'")

    with pytest.raises(IntegrityError, match="published"):
        store.write(change)
