"""Filling a new file, and bringing an older one up to date."""

import contextlib
import uuid
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import models
from db.file import copies, copying, driver, keys, migrate, opening, place
from db.file.copies import Why
from db.file.driver import Mode
from db.file.errors import Exists, OnNetwork, OpenElsewhere, of_sqlite, of_system
from db.file.keys import Keys

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import Session

    from db.file.store import Store

type Clock = Callable[[], datetime]
type Fill = "Callable[[Session], None]"


def up_to_date(path: Path, dek: bytes, version: int, clock: Clock, new_uid: Callable[[], uuid.UUID]) -> None:
    """Copy an older file, then bring it to today's schema, as one act of its journal."""
    copy = copying.copy(path, dek, copies.folder(path), Why.MIGRATION, clock())
    copies.thin(copy, copies.folder(path))
    upgrade(path, dek, clock, new_uid)


def outside(dek: bytes, clock: Clock, new_uid: Callable[[], uuid.UUID]) -> dict[str, Any]:
    """Return what functions may ask of the outside world while nobody acts by name: see ``Sessions``."""
    key = keys.journal_key(dek)
    return {"clock": clock, "new_uid": new_uid, "actor_id": None, "journal_key": key, "cache": {}}


def upgrade(path: Path, dek: bytes, clock: Clock, new_uid: Callable[[], uuid.UUID]) -> None:
    """Bring a file that is a copy, or has one, to today's schema, as one act of its journal."""
    from sqlmodel import Session

    from db.file import engine
    from db.journal import journal

    session_info = outside(dek, clock, new_uid)

    def tell(connection: "Connection", old: int) -> None:
        with Session(connection, info=session_info) as session:
            journal.record(session, "migrate", "file", None, {"from": old, "to": migrate.SCHEMA})
            session.flush()

    models.load()
    with of_sqlite(path):
        upgrading = engine.make(path, dek)
        try:
            migrate.upgrade(upgrading, path, tell)
            migrate.shrink(upgrading)
        finally:
            upgrading.dispose()


def part_of(new: Path) -> Path:
    """Return where the file that is to be called *new* is written first."""
    return new.with_name(f".merilo-{new.name}.part")


@contextlib.contextmanager
def alone(path: Path, part: Path) -> Generator[None]:
    """Let nobody else create a file of this name meanwhile.

    Raises:
        Exists: if there is a file or a key file of that name, or somebody is just creating one; a key file
            whose creation was cut short does not count.
        Unwritable: if the lock cannot be written.
    """
    from db.file import lock

    try:
        held = lock.take(part, lambda: datetime.now(UTC), in_spite=True)
    except OpenElsewhere:
        raise Exists(path) from None
    try:
        if path.exists() or (any(one.exists() for one in keys.both(path)) and not part.exists()):
            raise Exists(path)
        yield
    finally:
        held.release()


def create(
    store: "type[Store]",
    path: Path,
    part: Path,
    dek: bytes,
    made: Keys,
    clock: Clock,
    new_uid: Callable[[], uuid.UUID],
    fill: "Fill | None" = None,
) -> Keys:
    """Create a file with its key file, first as *part*; return its keys, the journal's end noted.

    *fill* is the act that fills it, by default with the shipped catalogue.

    Raises:
        DiskFull, Unwritable, OnNetwork: nothing is left behind.
        Exists: if somebody made a file or a key file of that name meanwhile; theirs stay as they are.
    """
    if place.on_network(path):
        raise OnNetwork(path)
    written: tuple[Path, ...] = ()
    try:
        with of_system(path):
            if part.exists():  # of a creation cut short, and so are the keys
                copying.remove_keys(keys.both(path))
            _remove(part)
            keys.write_private(part, b"")  # before SQLite creates it readable by everyone
        with of_sqlite(path):
            made = _fill(store, part, dek, made, clock, new_uid, fill)
        # The keys first: a file without them could never be opened.
        written = copying.put_keys(made, path)
        copying.put_new(part, path)
    except BaseException:
        for made_by_us in (part, *written):
            with contextlib.suppress(OSError):  # a disk that cannot be written may refuse to delete too
                _remove(made_by_us)
        raise
    return made


def _fill(
    store: "type[Store]",
    part: Path,
    dek: bytes,
    made: Keys,
    clock: Clock,
    new_uid: Callable[[], uuid.UUID],
    fill: "Fill | None",
) -> Keys:
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
        filling.write(catalogue.install if fill is None else fill)
        end = filling.read(journal.head)
        return keys.with_checked(keys.anchored(made, dek, *end), dek, *end, "")
    finally:
        filling.close(wiping=False)  # there is nothing of anybody in it yet, and wiping cannot be taken back


def _remove(part: Path) -> None:
    for leftover in (part, opening.wal(part), part.with_name(part.name + "-shm")):
        leftover.unlink(missing_ok=True)
