"""The SQLAlchemy engine over the encrypted file."""

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from db.file import driver
from db.file.driver import Mode


def make(path: Path, dek: bytes, mode: Mode = Mode.WRITE) -> Engine:
    """Return an engine over the file whose transactions really begin when they say so.

    A connection with the option ``immediate`` takes the write lock at once, so that reading and then writing
    never fails half-way. Any other connection begins a plain transaction.
    """
    held = driver.Held(path)
    engine = _engine(lambda: driver.connect(path, dek, mode))
    event.listen(engine, "connect", held.opened)
    event.listen(engine, "close", held.closed)
    return engine


def in_memory() -> Engine:
    """Return an engine over an empty database in memory, to compare schemas with."""
    return _engine(driver.in_memory, size=1)


def _engine(creator: Any, size: int = 5) -> Engine:
    first = _first()
    pool = QueuePool(creator, pool_size=size, max_overflow=-1, dialect=first.dialect)
    engine = Engine(
        pool,
        first.dialect,
        first.url,
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )
    event.listen(engine, "begin", _begin)
    return engine


_COMPILED: LRUCache[Any, Any] = LRUCache(500)
"""A statement is compiled once for all files that are opened one after another; its key holds the dialect."""


@cache
def _first() -> Engine:
    """Return an engine for its dialect, which has learned from a connection what SQLite can do."""
    engine = create_engine("sqlite://", module=dbapi2, creator=driver.in_memory, poolclass=StaticPool)
    engine.connect().close()
    engine.dispose()
    return engine


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    driver_connection: Any = connection.connection.driver_connection  # each read and act begins here
    driver_connection.execute("BEGIN IMMEDIATE" if immediate else "BEGIN")
