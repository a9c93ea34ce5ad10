"""The checks before a file is opened: is it ours, which key fits, how new is it, can it be written."""

import contextlib
import errno
import hmac
import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import NamedTuple

from db.file import driver, keys, migrate, place
from db.file.driver import Mode
from db.file.errors import (
    Damaged,
    DiskFull,
    KeysMissing,
    Newer,
    NotOurs,
    OnNetwork,
    ReadOnly,
    StoreError,
    Unwritable,
    WrongPassword,
    WrongRecoveryCode,
    of_sqlite,
    of_system,
)
from db.file.keys import Keys
from domain.password import Tries

NO_ROOM = 1 << 17  # bytes; the log and its index need this much
ATTEMPTS = 2  # a fault that has passed by the second one is none


def look(path: Path) -> None:
    """Check that the file may be ours, as far as that can be known without a key.

    Raises:
        FileNotFoundError: if it does not exist.
        NotOurs: if another program wrote it.
        Unwritable: if it cannot be read.
        Damaged: if it has a key file beside it, but was cut off. A page cut off while it was carried over
            from the log is carried over again.
    """
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with of_system(path):
        if not path.is_file() or driver.foreign(path):
            raise NotOurs(path)
        if driver.torn(path) and not (path.stat().st_size and has_wal(path)):
            # A key file beside it means it was ours. "Choose another file" would keep people from looking for
            # a copy.
            raise (Damaged if keys.beside(path).is_file() else NotOurs)(path)


def unlock(path: Path, password: str | None, recovery_code: str | None) -> tuple[Keys | None, bytes]:
    """Return the keys and the data key; with the code, keys may be None: their file is missing or unusable.

    Raises:
        KeysMissing, Damaged, Newer, WrongPassword: without the code.
        WrongRecoveryCode: with the code.
    """
    if recovery_code is None:
        return _either(path, keys.load(path), lambda one: keys.unlock(one, password, path))
    dek = keys.dek_of(recovery_code, path)
    try:
        found = keys.load(path)
    except (KeysMissing, Damaged, Newer):
        return None, dek

    def fitting(one: Keys) -> bytes:
        if not keys.fits(one, dek):
            raise WrongRecoveryCode(path)
        return dek

    return _either(path, found, fitting)


def _either(path: Path, found: Keys, key_of: Callable[[Keys], bytes]) -> tuple[Keys, bytes]:
    """Return the keys and the data key; of two, as after a kill while a new key was given, those that fit."""
    if found.pending is None:
        return found, key_of(found)
    refused: StoreError = Damaged(path)
    for one in found.either:
        try:
            dek = key_of(one)
            _identity(path, dek)
        except (WrongPassword, WrongRecoveryCode) as wrong:
            refused = wrong
        except Damaged:
            continue  # the file has the other key
        else:
            return one, dek
    raise refused


def one_of(tries: Tries, path: Path) -> contextlib.AbstractContextManager[None]:
    """Count what follows as one try at the password or the code of the file."""
    return tries.one(path.absolute(), WrongPassword, WrongRecoveryCode)


def prove(path: Path, found: Keys | None, dek: bytes, present: str | None) -> None:
    """Check that *present* is the password or the recovery code of the open file.

    Raises:
        WrongPassword: if it is neither.
        WrongRecoveryCode: if it is not the code, and without its key file the file has no password.
    """
    with contextlib.suppress(WrongRecoveryCode):
        if hmac.compare_digest(keys.dek_of(present or "", path), dek):
            return
    if found is None:
        raise WrongRecoveryCode(path)
    if not hmac.compare_digest(keys.unlock(found, present, path), dek):
        raise WrongPassword(path)


def version(path: Path, dek: bytes, by_code_alone: bool) -> int:
    """Return the version of the schema without changing a byte of the file.

    Raises:
        Damaged, NotOurs, Newer, WrongRecoveryCode: each as its name says.
    """
    try:
        found = _identity(path, dek)
    except StoreError as error:
        # Without a key file nothing says whether the code belongs to this file, so the likelier reason is
        # given.
        if by_code_alone and isinstance(error, Damaged):
            raise WrongRecoveryCode(path) from error
        raise
    application_id, version = found
    if application_id != driver.APPLICATION_ID:
        raise NotOurs(path)
    if version > migrate.SCHEMA:
        raise Newer(path, version, migrate.SCHEMA)
    return version


def _identity(path: Path, dek: bytes) -> tuple[int, int]:
    def ask(mode: Mode) -> tuple[int, int]:
        with of_sqlite(path), contextlib.closing(driver.connect(path, dek, mode)) as connection:
            application_id = int(connection.execute("PRAGMA application_id").fetchone()[0])
            return application_id, int(connection.execute("PRAGMA user_version").fetchone()[0])

    if has_wal(path):
        with contextlib.suppress(Unwritable):  # a WAL without its index, in a folder that takes none
            return ask(Mode.READ)
    return ask(Mode.FROZEN)


class Probed(NamedTuple):
    """How a file can be opened, and what kept it from being written although that is permitted."""

    mode: Mode
    cause: StoreError | None = None


@contextlib.contextmanager
def probe(path: Path, dek: bytes, version: int) -> Generator[Probed]:
    """Find out by a real write whether the file can be written: BEGIN succeeds on a protected file too.

    The connection that wrote stays open during the ``with`` block. If it were the last one to close, SQLite
    would empty the WAL and wait for the disk twice, only to create the WAL again for the store.
    """
    with contextlib.ExitStack() as held:
        yield _probed(path, dek, version, held)


def _probed(path: Path, dek: bytes, version: int, held: contextlib.ExitStack) -> Probed:
    cause: StoreError | None = OnNetwork(path) if place.on_network(path) else None
    for _attempt in range(ATTEMPTS if cause is None and permitted(path) else 0):
        try:
            with of_sqlite(path), contextlib.ExitStack() as writing:
                connection = writing.enter_context(contextlib.closing(driver.connect(path, dek)))
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"PRAGMA user_version={version}")
                connection.execute("COMMIT")
                held.push(writing.pop_all())
            return Probed(Mode.WRITE)
        except (ReadOnly, Unwritable, DiskFull) as error:
            # SQLite calls it an I/O error when there is no room for the index of the log.
            full = shutil.disk_usage(path.parent).free < NO_ROOM
            cause = DiskFull(path) if full else error
    if has_wal(path):
        with contextlib.suppress(Unwritable):
            with of_sqlite(path), contextlib.closing(driver.connect(path, dek, Mode.READ)) as connection:
                connection.execute("PRAGMA user_version")
            return Probed(Mode.READ, cause)
    return Probed(Mode.FROZEN, cause)


def permitted(path: Path) -> bool:
    """Return whether the permissions allow writing, which is not yet a promise."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def wal(path: Path) -> Path:
    """Return the path where SQLite keeps what it has not yet moved into the file."""
    return path.with_name(path.name + "-wal")


def has_wal(path: Path) -> bool:
    """Return whether the WAL holds anything not yet moved into the file."""
    waiting = wal(path)
    return waiting.exists() and waiting.stat().st_size > 0
