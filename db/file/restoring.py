"""Copies looked into and restored: taken out of their container, checked, and put where no file is."""

import contextlib
import os
import tempfile
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import container, copies, copying, keys, migrate, opening, place
from db.file.copies import Copy, State, Wrong
from db.file.driver import APPLICATION_ID, Mode, connect
from db.file.errors import (
    Damaged,
    KeysMissing,
    Newer,
    NotOurs,
    OnNetwork,
    UnsoundCopy,
    Unwritable,
    WrongRecoveryCode,
    of_sqlite,
    of_system,
)
from domain.progress import Progress
from resources import parts

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.file.container import About
    from domain.people.erasure import LedgerLine


NUMBERED = "№ {}".format


@dataclass(frozen=True, slots=True)
class Restored:
    """The new file, the copy it came from, and how many rows it has of it."""

    path: Path
    copy: Copy
    rows: int
    erased_again: tuple[str, ...] = ()  # codes of people who were erased since the copy was made


def check(copy: Copy, dek: bytes, progress: Progress | None = None) -> Copy:
    """Take the copy out, check all of it, remove what was taken out; return it with its state.

    Raises:
        DiskFull, Unwritable: if there is no place to take it out to.
        Cancelled: if the user cancelled.
    """
    progress = progress or Progress()
    looked = copies.at(copy.path)
    if looked.wrong is not None:
        return looked
    part = _room(copy.path)
    try:
        progress.step(0, copying.STEPS)
        about, _keys = container.unpack(copy.path, part)
        wrong = wrong_with(part, dek, about, progress)
    except NotOurs:
        wrong = Wrong.TORN
    except Newer:
        wrong = Wrong.NEWER
    except Damaged as damaged:
        wrong = Wrong.TORN if damaged.path == copy.path else Wrong.PAGES
    except FileNotFoundError:
        wrong = Wrong.UNREADABLE
    except Unwritable as unwritable:
        if unwritable.path != copy.path:
            raise
        wrong = Wrong.UNREADABLE
    finally:
        copying.remove(part)
    return replace(looked, state=State.SOUND if wrong is None else State.FAULTY, wrong=wrong)


def needs_password(backup: Path) -> bool:
    """Return whether the copy needs a password or a recovery code.

    Raises:
        FileNotFoundError, NotOurs, Damaged, Newer, Unwritable: if it cannot be read.
    """
    found = keys_of(backup)
    return found is None or not found.open


def keys_of(backup: Path) -> "keys.Keys | None":
    """Return the keys in the copy, else of a key file beside it or beside the file it was made of.

    A copy has none if the key file was lost then; somebody may have found it since.

    Raises:
        FileNotFoundError, NotOurs, Damaged, Newer, Unwritable: if the copy cannot be read.
    """
    if (content := container.key_file(backup)) is not None:
        return keys.decoded(content, backup)
    name = container.stem(backup)
    for database in (
        backup,
        backup.with_name(f"{name}.merilo"),
        backup.absolute().parent.parent / f"{name}.merilo",
    ):
        with contextlib.suppress(KeysMissing, Damaged, Newer, Unwritable):
            return keys.load(database)
    return None


def key_of(backup: Path, password: str | None, recovery_code: str | None = None) -> bytes:
    """Return the data key of a copy.

    Raises:
        WrongPassword, WrongRecoveryCode: if it is not the one of when the copy was made.
        FileNotFoundError, NotOurs, Damaged, Newer, Unwritable: if it cannot be read.
    """
    found = keys_of(backup)
    if recovery_code is None and found is not None:
        return keys.unlock(found, password, backup)
    dek = keys.dek_of(recovery_code or password or "", backup)
    if found is not None and not keys.fits(found, dek) and container.key_file(backup) is not None:
        raise WrongRecoveryCode(backup)
    return dek


def restore(
    backup: Path,
    new: Path,
    dek: bytes,
    progress: Progress | None = None,
    ledger: "Sequence[LedgerLine]" = (),
    named: Callable[[int], str] = NUMBERED,
) -> Restored:
    """Put the copy where no file is; before it has its name, whoever the *ledger* names is erased in it.

    Its journal says that it is a copy, and of when.

    *named* makes what stands instead of the name of the n-th erased person.

    Raises:
        Exists: if there is a file or a key file of that name, or somebody is just making one; nothing is ever
            overwritten.
        UnsoundCopy: if the copy is not what it was, or *dek* is not its key.
        FileNotFoundError, NotOurs, Newer, OnNetwork, DiskFull, Unwritable, Cancelled: no part is left behind.
    """
    progress = progress or Progress()
    if place.on_network(new):
        raise OnNetwork(new)
    from db.file import creation

    with creation.alone(new, part := creation.part_of(new)):
        return _restored(backup, new, part, dek, progress, ledger, named)


def _restored(
    backup: Path,
    new: Path,
    part: Path,
    dek: bytes,
    progress: Progress,
    ledger: "Sequence[LedgerLine]",
    named: Callable[[int], str],
) -> Restored:
    clear(new, part)
    written: tuple[Path, ...] = ()
    try:
        progress.step(0, copying.STEPS)
        about, content = taken_out(backup, part, dek, progress)
        progress.step(3, copying.STEPS)
        found = keys_of(backup) if content is None else keys.decoded(content, backup)
        if found is not None and content is None:
            found = keys.fitting(found, dek)
        head, rows = (about.seq, about.head), about.rows
        again: tuple[str, ...] = ()
        if ledger or about.schema == migrate.SCHEMA:  # else it stays as it was, for the program that made it
            head = changed(part, dek, lambda session: _told(session, about))[0].head
        if ledger:
            facts, again = changed(part, dek, lambda session: _erased_again(session, ledger, named))
            head, rows = facts.head, sum(facts.counts.values())
        if found is not None:
            written = copying.put_keys(keys.anchored(keys.unchecked(found), dek, *head), new)
        copying.put_new(part, new)
    except BaseException:
        copying.remove(part)
        copying.remove_keys(written)
        raise
    return Restored(new, copies.at(backup), rows, again)


def taken_out(
    backup: Path, part: Path, dek: bytes, progress: Progress
) -> "tuple[container.About, bytes | None]":
    """Take the database of a sound copy out; return the description and the key file.

    Raises:
        UnsoundCopy: if the copy is not what it was, or *dek* is not its key.
        FileNotFoundError, NotOurs, Newer, DiskFull, Unwritable, Cancelled: as ``container.unpack``.
    """
    try:
        found = container.unpack(backup, part)
        if found[0].schema > migrate.SCHEMA:
            raise Newer(backup, found[0].schema, migrate.SCHEMA)
        sound = wrong_with(part, dek, found[0], progress) is None
    except Damaged as damaged:
        raise UnsoundCopy(backup) from damaged
    if not sound:
        raise UnsoundCopy(backup)
    return found


def wrong_with(part: Path, dek: bytes, about: "About", progress: Progress) -> Wrong | None:
    """Return what is wrong with a database taken out of its container."""
    if about.schema > migrate.SCHEMA:
        return Wrong.NEWER
    try:
        with of_sqlite(part), contextlib.closing(connect(part, dek, Mode.FROZEN)) as connection:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    except Damaged:  # its sum was right, so it is the key
        return Wrong.KEY
    with of_sqlite(part), contextlib.closing(connect(part, dek, Mode.FROZEN)) as connection:
        with copying.cancellable(connection, progress, 1):
            if (wrong := copying.wrong_with(connection)) is not None:
                return wrong
            facts = copying.facts(connection)
        if application_id != APPLICATION_ID or facts.schema != about.schema:
            return Wrong.SCHEMA
        if migrate.strange(connection) and facts.schema == migrate.SCHEMA:
            return Wrong.SCHEMA
        if facts.head != (about.seq, about.head):
            return Wrong.JOURNAL
        return None if sum(facts.counts.values()) == about.rows else Wrong.ROWS


def changed[R](part: Path, dek: bytes, act: "Callable[[Session], R]") -> tuple[copying.Facts, R]:
    """Do one more act in a database taken out of its container, and leave nothing of what it removed.

    An older one is brought to today's schema first. Return what the database then says of itself, and what
    the act returned.
    """
    from db.file import creation
    from db.file.sessions import Sessions

    with of_sqlite(part), contextlib.closing(connect(part, dek)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < migrate.SCHEMA:
        creation.upgrade(part, dek, _now, uuid.uuid4)
    outside = creation.outside(dek, _now, uuid.uuid4)
    sessions = Sessions(part, dek, Mode.WRITE, outside)
    try:
        result, _touched, _weighty = sessions.write(contextlib.nullcontext(), act)
    finally:
        sessions.dispose()
    with of_sqlite(part), contextlib.closing(connect(part, dek)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")  # one file, as a copy is
        if copying.wrong_with(connection) is not None:
            raise Damaged(part)
        facts = copying.facts(connection)
    with of_system(part), part.open("rb+") as file:
        keys.sync_file(file)
    return facts, result


def clear(new: Path, part: Path) -> None:
    """Remove what a kill left of the file that was to be called *new*; nobody else is making one now."""
    if part.exists():
        copying.remove_keys(keys.both(new))
    copying.remove(part)


def ledger_of(path: Path, dek: bytes) -> "tuple[LedgerLine, ...]":
    """Return who was erased in the file at *path*; it is only read.

    Raises:
        StoreError: if it cannot be read with this key.
    """
    from db.file.sessions import Sessions
    from db.people import erasing

    mode = Mode.READ if opening.has_wal(path) else Mode.FROZEN
    sessions = Sessions(path, dek, mode, {"journal_key": keys.journal_key(dek)})
    try:
        return sessions.read(erasing.ledger)
    finally:
        sessions.dispose()


def lacks_of(path: Path, dek: bytes, backup: Path) -> "copies.Lacks | None":
    """Return what the file at *path* has that the copy lacks; it is only read. None as ``copies.lacks``.

    Raises:
        StoreError: if it cannot be read with this key.
    """
    mode = Mode.READ if opening.has_wal(path) else Mode.FROZEN
    with of_sqlite(path), contextlib.closing(connect(path, dek, mode)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return copies.lacks(connection, copies.at(backup)) if version == migrate.SCHEMA else None


def _told(session: "Session", about: "About") -> None:
    """Say in the journal of the new file of which copy it is, so that nobody takes it for the first one."""
    from db.journal import journal

    data = {"taken": about.taken.isoformat(), "last": about.seq}
    journal.record(session, "restore", "file", None, data)


def _erased_again(
    session: "Session", ledger: "Sequence[LedgerLine]", named: Callable[[int], str]
) -> tuple[str, ...]:
    from db.people import erasing

    return erasing.replay(session, ledger, named)


def _room(copy: Path) -> Path:
    """Return a path for what is taken out: beside the copy, or in a folder for passing things."""
    where = copy.parent if os.access(copy.parent, os.W_OK) else Path(tempfile.gettempdir())
    return parts.beside(where / copy.name)


def _now() -> datetime:
    return datetime.now(UTC)
