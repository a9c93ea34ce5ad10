"""Today's schema in a database of PostgreSQL: made from the models, and compared with them."""

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Inspector, inspect
from sqlmodel import SQLModel

from db import models
from db.file import migrate
from db.file.triggers import GUARDS, Guard

VERSION = "alembic_version"

_FUNCTION = re.compile(r"^CREATE FUNCTION guard_(\w+)\(\) .* AS \$guard\$(.*)\$guard\$$", re.DOTALL)

_GUARDS = """SELECT tgname, pg_get_triggerdef(tg.oid), prosrc, tgenabled, prosecdef,
        array_to_string(proconfig, ';')
    FROM pg_trigger AS tg JOIN pg_class AS of ON of.oid = tgrelid JOIN pg_proc AS f ON f.oid = tgfoid
    WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace"""

_GUARD_NAMES = """SELECT tgname, relname FROM pg_trigger AS tg JOIN pg_class AS of ON of.oid = tgrelid
    JOIN pg_proc AS f ON f.oid = tgfoid WHERE NOT tgisinternal
    AND relnamespace = 'public'::regnamespace AND proname = 'guard_' || tgname"""

# Whatever else could act with a statement of ours, or hide rows from it.
_STRANGE = """SELECT 'view ' || relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f', 'p')
    UNION ALL SELECT 'rule ' || rulename FROM pg_rules WHERE schemaname = 'public'
    UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger
    UNION ALL SELECT 'policy ' || policyname FROM pg_policies WHERE schemaname = 'public'
        AND NOT (permissive = 'PERMISSIVE' AND (
            policyname = 'merilo_service' AND cmd = 'ALL' AND qual = 'true' AND with_check = 'true'
            OR policyname = 'merilo_reader' AND cmd = 'SELECT' AND 'public' <> ALL (roles)))
    UNION ALL SELECT 'rows hidden ' || relname FROM pg_class AS of
        WHERE relnamespace = 'public'::regnamespace AND row_security_active(of.oid)
        AND NOT EXISTS (SELECT 1 FROM pg_policies WHERE schemaname = 'public' AND tablename = relname
            AND policyname = 'merilo_service' AND EXISTS (SELECT 1 FROM pg_roles
                WHERE rolname = ANY (roles) AND pg_has_role(oid, 'USAGE')))
    UNION ALL SELECT 'switched off ' || conname FROM pg_trigger AS tg
        JOIN pg_constraint AS link ON link.oid = tgconstraint
        WHERE tgenabled <> 'O' AND connamespace = 'public'::regnamespace
    UNION ALL SELECT 'not validated ' || conname FROM pg_constraint
        WHERE NOT convalidated AND connamespace = 'public'::regnamespace"""


def install(connection: Connection) -> None:
    """Make all tables with their guards in an empty database, within the open transaction."""
    make_tables(connection)
    make_guards(connection)


def make_tables(connection: Connection) -> None:
    """Make all tables alone, for rows that guards would take for changes of what is published.

    Not by the revisions: the first names tables before they are there, which SQLite lets pass.
    """
    from alembic import command

    models.load()
    SQLModel.metadata.create_all(connection)
    command.stamp(migrate.config(connection), "head")


def make_guards(connection: Connection) -> None:
    """Make the guards of all tables."""
    for guard in GUARDS:
        for statement in guard.postgresql:
            connection.exec_driver_sql(statement.replace("%", "%%"))


def drop_guards(connection: Connection) -> None:
    """Take away all guards with their functions, also those of an older version."""
    for name, table in connection.exec_driver_sql(_GUARD_NAMES).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}" ON public."{table}"')
        connection.exec_driver_sql(f'DROP FUNCTION public."guard_{name}"()')


def version(connection: Connection) -> int | None:
    """Return the ordinal of the schema's revision; None if the database is not ours."""
    if not inspect(connection).has_table(VERSION):
        return None
    rows = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION}").scalars().all()
    return int(rows[0]) if len(rows) == 1 and rows[0].isdecimal() else None


def is_empty(connection: Connection) -> bool:
    """Return whether there is no table in the database."""
    return not inspect(connection).get_table_names()


def differences(connection: Connection) -> tuple[str, ...]:
    """Return what is not as in a new database: guards that are gone or altered, tables, columns, indices."""
    models.load()
    return tuple(sorted({*_guards(connection), *_tables(inspect(connection)), *_strange(connection)}))


def _guards(connection: Connection) -> Iterator[str]:
    ours = {guard.name: guard for guard in GUARDS}
    known = set[str]()
    for name, *found in connection.exec_driver_sql(_GUARDS):
        known.add(name)
        if name not in ours or tuple(found) != _of(ours[name]):
            yield f"trigger {name}"
    yield from (f"trigger {name}" for name in ours.keys() - known)


def _of(guard: Guard) -> tuple[str, str, str, bool, str]:
    """Return how PostgreSQL tells of the guard: the body of its function is kept to the letter."""
    function, trigger = guard.postgresql
    body = _FUNCTION.fullmatch(function)
    assert body is not None, guard.name
    told = trigger.replace(f" ON {guard.table} ", f" ON public.{guard.table} ")
    return told, body[2], "O", True, "search_path=public, pg_temp"


def _tables(found: Inspector) -> Iterator[str]:
    known = set(found.get_table_names()) - {VERSION}
    tables = SQLModel.metadata.tables
    yield from (f"table {name}" for name in known ^ tables.keys())
    for name in known & tables.keys():
        table = tables[name]
        columns = {(one["name"], _kind(one["type"]), one["nullable"]) for one in found.get_columns(name)}
        ours = {(one.name, _kind(one.type), one.nullable) for one in table.columns}
        yield from (f"column {name}.{column}" for column, *_ in ours ^ columns)
        indices = {one["name"] for one in found.get_indexes(name)}
        unique = {str(one["name"]) for one in found.get_unique_constraints(name)}
        checks = {str(one["name"]) for one in found.get_check_constraints(name)}
        links = {str(one["name"]) for one in found.get_foreign_keys(name)}
        made = {str(one.name) for one in (*table.constraints, *table.indexes)} - {f"pk_{name}"}
        yield from (f"constraint {one}" for one in made ^ {*map(str, indices), *unique, *checks, *links})


def _kind(of: Any) -> str:
    """Return what PostgreSQL calls the values of a column."""
    from sqlalchemy.dialects import postgresql

    told = of.compile(postgresql.dialect())
    return "DOUBLE PRECISION" if told == "FLOAT" else told


def _strange(connection: Connection) -> Iterator[str]:
    yield from connection.exec_driver_sql(_STRANGE).scalars()
