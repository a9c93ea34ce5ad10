"""Statements written by hand and run by the driver alone, for what reads a whole journal."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from sqlmodel import Session

_AT_ONCE = 1_000
_numbers = count()  # two that are read in turns need two names


def of_the_file(session: Session) -> bool:
    """Return whether the session reads a file: SQLite has words of its own, and rows of any type."""
    return session.connection().dialect.name == "sqlite"


def rows(session: Session, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a statement that both engines take, where ``?`` stands for a value.

    They come as the driver gives them, some at a time: what someone wrote there need not be of the column's
    type.
    """
    driver: Any = session.connection().connection.driver_connection
    if of_the_file(session):
        yield from driver.execute(statement, values)
        return
    # A cursor on the server: else all rows would be in memory before the first is looked at.
    with driver.cursor(f"by_hand_{next(_numbers)}") as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(statement.replace("%", "%%").replace("?", "%s"), values)
        yield from cursor
