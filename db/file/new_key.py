"""A new data key for a file whose old one may be known: made on a copy, which then takes the file's place.

The file is never rewritten in place. A copy gets the new key and the event of it, and is checked. Then, while
nobody else can have the file open: the key file gets the new keys beside the old ones; the copy takes the
file's name, which is one step of the system; the old keys go from the key file. After a kill at any of these
steps whichever keys fit the file open it, and nothing else has to be decided.
"""

import contextlib
import os
import uuid
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import container, copies, copying, creation, driver, keys, migrate, opening, place, restoring
from db.file.copies import Why
from db.file.creation import Clock
from db.file.driver import Mode
from db.file.errors import (
    Busy,
    Damaged,
    DiskFull,
    DriverError,
    KeysMissing,
    NotOurs,
    OnNetwork,
    ReadOnly,
    StoreError,
    of_sqlite,
    of_system,
)
from db.file.keys import Keys
from db.file.rewriting import Outcome
from domain import password as passwords
from domain.outstanding import Task
from domain.password import Tries
from domain.progress import Progress
from resources import parts

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

_ATTEMPTS = 3  # another program may write while the copy is made

type Act = "Callable[[Session], None]"


@dataclass(frozen=True, slots=True)
class Given:
    """What is given to get a new key: the present password or code, the new password, and who asks."""

    present: str
    password: str
    actor_id: int | None = None


def give(
    path: Path,
    given: Given,
    *,
    clock: Clock,
    tries: Tries,
    second: Path | None = None,
    progress: Progress | None = None,
    fast: bool = False,
) -> str:
    """Give the closed file a new data key; return the new recovery code. The caller holds the file's lock.

    What opened it before opens it no more; copies are named in it until they have the new key too. *second*
    is another folder that may hold some; an empty one is named too, since its stick may be away. *fast* is
    for tests: the password is cheap to try.

    Raises:
        PasswordTooShort, WaitFirst, WrongPassword, WrongRecoveryCode: nothing was changed.
        KeysMissing: if the key file is lost: a new password makes one.
        Busy: if another program has the file open.
        OnNetwork, ReadOnly, DiskFull, Unwritable, Damaged, Cancelled: the file is as it was.
    """
    progress = progress or Progress()
    passwords.check(given.password)
    if place.on_network(path):
        raise OnNetwork(path)
    opening.look(path)
    with opening.one_of(tries, path):
        found, dek = _proved(path, given.present)
    version = opening.version(path, dek, by_code_alone=False)
    with opening.probe(path, dek, version) as (mode, cause):
        if mode is not Mode.WRITE:
            raise cause or ReadOnly(path)
    if version < migrate.SCHEMA:
        creation.up_to_date(path, dek, version, clock, uuid.uuid4)
    folder = copies.folder(path)
    copies.thin(copying.copy(path, dek, folder, Why.NEW_KEY, clock(), progress), folder)
    fresh = keys.new_dek()
    made = keys.make(fresh, given.password, keys.FAST if fast else keys.STRONG, found.file_id)
    places = [one.path.absolute() for one in copies.listed(path, second, dek)]
    if second is not None and not copies.is_held(second):
        places.append(second.absolute())
    for _attempt in range(_ATTEMPTS):
        if _given(path, dek, fresh, found, made, _act(dek, places, given.actor_id, clock), progress):
            return keys.recovery_code(fresh)
    raise Busy(path)


def renew(copy: Path, former: bytes, dek: bytes, present: Keys | None, clock: Clock) -> Outcome:
    """Give a copy that opens with the *former* key the present one; it keeps its name and its day.

    UNTOUCHED is one that has it already, or that no key opens; LEFT one that could not be written now, or not
    by this program. *present* are the keys of the file; None, if they are lost, leaves the copy without any.
    """
    part = parts.beside(copy)
    try:
        try:
            about, content = restoring.taken_out(copy, part, former, Progress())
        except (FileNotFoundError, Damaged, NotOurs):
            return Outcome.UNTOUCHED
        if about.schema < migrate.SCHEMA:
            with _as_a_file(part, former):
                creation.upgrade(part, former, clock, uuid.uuid4)
        _rekey(part, former, dek)
        facts, _nothing = restoring.changed(part, dek, _act(former, (), None, clock))
        if present is None:
            content = None  # those in it would wrap the former key
        elif content is not None:
            content = keys.encoded(keys.anchored(keys.unchecked(present), dek, *facts.head))
        seq, head = facts.head
        rows = sum(facts.counts.values())
        about = replace(about, schema=facts.schema, seq=seq, head=head, rows=rows)
        container.pack(part, content, about, copy)
    except Exception:  # whatever is wrong with one copy must not leave all the others with the former key
        return Outcome.LEFT
    finally:
        copying.remove(part)
    return Outcome.REWRITTEN


def _proved(path: Path, present: str) -> tuple[Keys, bytes]:
    from db.file.errors import WrongRecoveryCode

    try:
        found, dek = opening.unlock(path, None, present)
    except WrongRecoveryCode:
        found, dek = opening.unlock(path, present, None)
    if found is None:
        raise KeysMissing(path, keys.beside(path))
    return found, dek


def _act(former: bytes, places: Sequence[Path], actor_id: int | None, clock: Clock) -> "Act":
    def act(session: "Session") -> None:
        from db.journal import former_keys, journal, outstanding

        session.info["clock"], session.info["actor_id"] = clock, actor_id
        told = former_keys.wrapped(session, keys.journal_key(former), former)
        journal.record(session, "new_key", "key", None, told)
        new = [(Task.OLD_KEY, one, former) for one in places]
        outstanding.write_down(session, new, journal.head(session)[0])

    return act


def _given(
    path: Path, dek: bytes, fresh: bytes, found: Keys, made: Keys, act: "Act", progress: Progress
) -> bool:
    """Make the copy with the new key and put it in place of the file; False if somebody wrote meanwhile."""
    target = path.resolve()  # a link stays one
    part = parts.beside(target)
    try:
        with of_system(part):
            keys.write_private(part, b"")
        before = copying.vacuum(path, dek, part, progress, Mode.WRITE)
        _rekey(part, dek, fresh)
        facts, _nothing = restoring.changed(part, fresh, act)
        progress.step(copying.STEPS - 1, copying.STEPS)
        renewed = keys.anchored(made, fresh, *facts.head)
        with _alone(path, dek) as old:
            if copying.facts(old) != before:
                return False
            _swap(path, target, part, found, renewed, old)
    finally:
        copying.remove(part)
    return True


def _swap(
    path: Path, target: Path, part: Path, found: Keys, renewed: Keys, old: "sqlite3.Connection"
) -> None:
    keys.save(replace(found, pending=renewed), path)
    try:
        with of_system(path):
            if os.name == "nt":  # pragma: no cover - which replaces no file that is open
                old.close()
            part.replace(target)
            keys.sync_folder(target.parent)
    except BaseException:
        if part.exists():
            keys.save(found, path)
        raise
    with contextlib.suppress(StoreError):  # the next opening tells the two apart, and writes it again
        keys.save(renewed, path)


@contextlib.contextmanager
def _alone(path: Path, dek: bytes) -> "Generator[sqlite3.Connection]":
    """Yield a connection to the file while no other program can have it open; its log is empty and gone.

    Raises:
        Busy: if another program has it open.
    """
    with of_sqlite(path), contextlib.closing(driver.connect(path, dek)) as connection:
        # Leaving the log takes a lock that nobody shares, so this is also the question whether anybody does.
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise Busy(path)
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


@contextlib.contextmanager
def _as_a_file(part: Path, dek: bytes) -> Generator[None]:
    """Give the database taken out of a copy a log, as the runner of migrations expects, and take it away."""
    with of_sqlite(part), contextlib.closing(driver.connect(part, dek)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    yield
    with of_sqlite(part), contextlib.closing(driver.connect(part, dek)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rekey(part: Path, dek: bytes, fresh: bytes) -> None:
    with of_sqlite(part), contextlib.closing(driver.connect(part, dek)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        try:
            connection.execute(f"PRAGMA rekey=\"x'{fresh.hex()}'\"")
        except DriverError as error:  # that every page did not get it is all it says
            free = place.free(part)
            if free is not None and free < part.stat().st_size:
                raise DiskFull(part) from error
            raise
