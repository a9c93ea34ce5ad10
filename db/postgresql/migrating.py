"""Bringing an older database to today's schema: by the revisions that a file goes through, or not at all."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session

from db import models
from db.file import creation, migrate
from db.file.errors import Newer, NotOurs
from db.journal import journal
from db.postgresql import engine, schema
from db.postgresql.errors import InUse, of_postgresql

TODAY = migrate.SCHEMA

type Clock = Callable[[], datetime]

_OTHERS = """SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND application_name = %s AND pid <> pg_backend_pid() LIMIT 1"""


class NotMigrated(Exception):
    """What the revisions made is not today's schema; the database is as it was. The text names the places."""


def upgrade(url: str, key: bytes, clock: Clock | None = None) -> int:
    """Bring the database to today's schema, as one act of its journal; return the version it had.

    The account owns the tables. *key* is that of the database.

    Raises:
        NotOurs, Newer: nothing was touched.
        InUse: if a service is at work there, which would go on by the rules of its own version.
        NotMigrated: it is as it was.
        Unreachable, NotAllowed, Busy, DiskFull: as ``DatabaseStore.write``.
    """
    models.load()
    found = engine.place(url)
    place = Path(found.database or "")
    making = engine.make(found, connections=1)
    try:
        # The lock of whoever writes is held from the beginning: nobody acts meanwhile.
        with of_postgresql(place), engine.writing(making).begin() as connection:
            version = schema.version(connection)
            if version is None:
                raise NotOurs(place)
            if version > migrate.SCHEMA:
                raise Newer(place, version, migrate.SCHEMA)
            if version < migrate.SCHEMA:
                if connection.exec_driver_sql(_OTHERS, (engine.NAME,)).first() is not None:
                    raise InUse(place)
                _upgrade(connection, version, key, clock or _now)
    finally:
        making.dispose()
    return version


def _upgrade(connection: Connection, version: int, key: bytes, clock: Clock) -> None:
    from alembic import command

    # Guards would forbid what a revision may have to do, and name columns that it may have to change.
    schema.drop_guards(connection)
    command.upgrade(migrate.config(connection), "head")
    schema.make_guards(connection)
    if places := schema.differences(connection):
        raise NotMigrated(", ".join(places))
    with Session(connection, info=creation.outside(key, clock, uuid.uuid4)) as session:
        journal.record(session, "migrate", "file", None, {"from": version, "to": migrate.SCHEMA})
        session.flush()


def _now() -> datetime:
    return datetime.now(UTC)
