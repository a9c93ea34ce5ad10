"""Bringing the schema of a file up to date in one transaction: completely, or not at all."""

import contextlib
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from db.file.driver import APPLICATION_ID
from db.file.errors import Damaged, DriverError
from domain.canonical import content_hash

if TYPE_CHECKING:  # an up-to-date file is opened before SQLAlchemy is imported
    import sqlite3

    from alembic.config import Config
    from sqlalchemy import Connection, Engine

SCHEMA = 35  # the ordinal of the newest revision, kept in the file as ``user_version``
SCRIPTS = Path(__file__).parent.with_name("migrations")
STORED = "schema.sql"
"""Beside the migrations: what they make of nothing, written by ``installer.schema``; see decision 0196."""

_BETWEEN = ";\n\n"


def upgrade(
    engine: "Engine",
    path: Path,
    then: "Callable[[Connection, int], None] | None" = None,
    *,
    by_steps: bool = False,
) -> int:
    """Bring the file to today's schema; return the version it had.

    *then* is called in the same transaction, before it commits, with the version that the file had. An error
    leaves the file as it was. *by_steps* runs every migration even over an empty file, as programs did that
    had no stored schema.

    Raises:
        Damaged: if a row refers to a row that does not exist.
    """
    with engine.connect().execution_options(immediate=True) as connection:
        # Rebuilding a table drops it, and with foreign keys on that deletes the rows which refer to it. The
        # pragma does nothing inside a transaction, so it comes before.
        _plain(connection, "PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                version = _number(connection, "PRAGMA user_version")
                if version != SCHEMA:  # another process may have been faster
                    _upgrade(connection, by_steps=by_steps)
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                        raise Damaged(path)
                    if then is not None:
                        then(connection, version)
        finally:
            _plain(connection, "PRAGMA foreign_keys=ON")
    return version


def shrink(engine: "Engine") -> None:
    """Give unused space in the file back to the disk; if there is no room to do so, the file stays large.

    Until it is complete, the new content is kept in memory, like everything temporary: a disk would hold it
    in the clear.
    """
    with engine.connect() as connection, contextlib.suppress(DriverError, MemoryError):
        _plain(connection, "VACUUM")
        _plain(connection, "PRAGMA wal_checkpoint(TRUNCATE)")


def objects(connection: "Connection") -> frozenset[tuple[str, ...]]:
    """Return every table, index and trigger as kind, name, table, and the lines of its SQL.

    The lines of a table are sorted: rebuilding one may write its constraints in any order.
    """
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return frozenset((kind, name, table, *_lines(kind, sql)) for kind, name, table, sql in rows)


def digest(found: frozenset[tuple[str, ...]]) -> str:
    """Return one hash over all of ``objects``."""
    return content_hash([list(one) for one in sorted(found)])


def strange(connection: "sqlite3.Connection") -> tuple[str, ...]:
    """Return the names of triggers and views that are not ours: they could act with our next statement."""
    from db.file.triggers import TRIGGERS

    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    ours = frozenset(TRIGGERS)
    return tuple(name for name, sql in rows if sql not in ours)


def of_today(found: frozenset[tuple[str, ...]]) -> bool:
    """Return whether these ``objects`` are known to be those of a new file, without making one."""
    stored = _stored()
    return stored is not None and digest(found) == stored.objects


def install(connection: "Connection", *, by_steps: bool = False) -> None:
    """Create today's schema in an empty database, within the open transaction."""
    _upgrade(connection, by_steps=by_steps)


def text(connection: "Connection") -> str:
    """Return what ``STORED`` is to say: the schema and the rows of this database, whose tables are empty."""
    made = connection.exec_driver_sql(
        "SELECT type, sql FROM sqlite_master WHERE type <> 'trigger' AND sql IS NOT NULL ORDER BY rowid"
    )
    statements = list[str]()
    for kind, rows in groupby(made, lambda row: row.type):
        some = [row.sql for row in rows]  # indexes of a rebuilt table come in any order
        statements += map(_ordered, some) if kind == "table" else sorted(some)
    (revision,) = connection.exec_driver_sql("SELECT version_num FROM alembic_version").one()
    statements.append(f"INSERT INTO alembic_version VALUES ('{revision}')")
    return f"-- {SCHEMA} {digest(objects(connection))}\n{_BETWEEN.join(statements)}\n"


def config(connection: "Connection") -> "Config":
    """Return the configuration that lets Alembic work on this connection."""
    from alembic.config import Config  # 0.1 s, and an up-to-date file does not need it

    made = Config()
    made.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _upgrade(connection: "Connection", *, by_steps: bool) -> None:
    from db.file.triggers import TRIGGERS

    empty = _number(connection, "SELECT count(*) FROM sqlite_master") == 0
    stored = _stored() if empty and not by_steps else None
    if stored is None:
        _run(connection)
    for statement in () if stored is None else stored.statements:
        connection.exec_driver_sql(statement)
    for trigger in TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")


def _run(connection: "Connection") -> None:
    from alembic import command

    # Rebuilding a table silently drops its triggers, and they would forbid what a migration may have to do.
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    command.upgrade(config(connection), "head")


class _Stored(NamedTuple):
    """The schema of a new file: the digest of its ``objects``, and the statements for all but triggers."""

    objects: str
    statements: tuple[str, ...]


def _stored() -> _Stored | None:
    """Return the stored schema; None if it is of another version, and then only the migrations make one."""
    head, _, body = (SCRIPTS / STORED).read_text(encoding="utf-8").partition("\n")
    _, version, objects = head.split(" ")
    return _Stored(objects, tuple(body.rstrip().split(_BETWEEN))) if int(version) == SCHEMA else None


def _ordered(sql: str) -> str:
    """Put the constraints of a table in the order of their names: rebuilding one may write them in any."""
    head, opening, rest = sql.partition("(\n\t")
    body, closing, tail = rest.rpartition("\n)")
    parts = body.split(", \n\t")
    parts.sort(key=lambda part: part if part.startswith("CONSTRAINT") else "")
    return head + opening + ", \n\t".join(parts) + closing + tail


def _lines(kind: str, sql: str) -> list[str]:
    if kind != "table":
        return [sql]
    return sorted(line.strip().rstrip(",") for line in sql.splitlines())


def _number(connection: "Connection", question: str) -> int:
    return int(connection.exec_driver_sql(question).scalar_one())


def _plain(connection: "Connection", statement: str) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(statement)
