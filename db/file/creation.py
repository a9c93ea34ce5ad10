"""Filling a new file before it gets its name."""

import contextlib
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import driver, keys, migrate, opening
from db.file.driver import Mode
from db.file.keys import Keys

if TYPE_CHECKING:
    from db.file.store import Clock, Store


def fill(
    store: "type[Store]", part: Path, dek: bytes, made: Keys, clock: "Clock", new_uid: Callable[[], uuid.UUID]
) -> Keys:
    """Make a database with the shipped catalogue out of the empty *part*; return its keys, anchored."""
    from db.file import engine
    from db.framework import catalogue  # takes 0.05 s, which opening a file must not wait for
    from db.journal import journal

    with contextlib.closing(driver.connect(part, dek)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    making = engine.make(part, dek)
    try:
        migrate.upgrade(making, part)
    finally:
        making.dispose()
    filling = store(part, dek, None, Mode.WRITE, clock, new_uid)
    try:
        filling.write(catalogue.install)
        return keys.anchored(made, dek, *filling.read(journal.head))
    finally:
        filling.close()


def remove(part: Path) -> None:
    """Remove the part of a database, and what SQLite wrote beside it."""
    for leftover in (part, opening.wal(part), part.with_name(part.name + "-shm")):
        leftover.unlink(missing_ok=True)
