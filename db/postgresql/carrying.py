"""All rows of one engine carried into another, as they are written, and compared afterwards."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel

from db import models
from db.journal import by_hand, journal

type Row = tuple[str | int | bytes | None, ...]
type Counted = tuple[int, str]  # the rows of a table, and one hash over all of them

_WIDTH = 1 << 256


class NotCarried(Exception):
    """The other engine has no room for a row of this table, or had another afterwards; nothing is left."""


@dataclass(frozen=True, slots=True)
class Carried:
    """How many rows were carried, and where the journal of both ended then."""

    rows: int
    head: journal.Head


def carry(source: Session, target: Session) -> Carried:
    """Write every row of *source* into the empty tables of *target*, which has no guards yet; compare both.

    Raises:
        NotCarried: with the name of the first table that is not the same in both.
    """
    models.load()
    whole = 0
    for table in SQLModel.metadata.sorted_tables:  # those that others refer to come first
        columns = tuple(column.name for column in table.columns)
        put = _into_a_file if by_hand.of_the_file(target) else _into_a_server
        put(target, table.name, columns, rows(source, table.name, columns))
        ours = _counted(source, table.name, columns)
        if _counted(target, table.name, columns) != ours:
            raise NotCarried(table.name)
        whole += ours[0]
    return Carried(whole, journal.head(source))


def rows(session: Session, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a table as a file has them, in any order."""
    for row in by_hand.rows(session, f'SELECT {_named(columns)} FROM "{table}"'):
        yield tuple(map(_as_in_a_file, row))


def _counted(session: Session, table: str, columns: tuple[str, ...]) -> Counted:
    """Return number and hash of the rows, which no order changes: each engine may have one of its own."""
    number, total = 0, 0
    for row in rows(session, table, columns):
        number += 1
        total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())
    return number, f"{total % _WIDTH:064x}"


def _into_a_server(session: Session, table: str, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    from psycopg import DataError

    driver: Any = session.connection().connection.driver_connection
    # One statement for a table: a row may refer to a later one.
    with driver.cursor() as cursor:
        try:
            with cursor.copy(f'COPY "{table}" ({_named(columns)}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        except DataError as error:  # a NUL in a text, a number of more than 32 bits
            raise NotCarried(table) from error
        for column in SQLModel.metadata.tables[table].primary_key:
            # Nothing happens where numbers are not the server's to give.
            cursor.execute(
                f'SELECT setval(pg_get_serial_sequence(%s, %s), max("{column.name}")) FROM "{table}"',
                (f'"{table}"', column.name),
            ) if column.autoincrement and column.type.python_type is int else None


def _into_a_file(session: Session, table: str, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    driver: Any = session.connection().connection.driver_connection
    places = ", ".join("?" * len(columns))
    driver.executemany(f'INSERT INTO "{table}" ({_named(columns)}) VALUES ({places})', rows)


def _named(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _as_in_a_file(value: Any) -> str | int | bytes | None:
    match value:
        case bool():
            return int(value)
        case datetime():
            return journal.kept(value)
        case date():
            return value.isoformat()
        case UUID():
            return value.hex
        case memoryview():
            return value.tobytes()
        case _:
            return value
