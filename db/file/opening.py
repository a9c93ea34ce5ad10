"""Before a file is opened: whose it is, which key fits, how new it is, whether it can be written."""

import contextlib
import errno
import os
from collections.abc import Generator
from pathlib import Path

from db.file import driver, keys, migrate
from db.file.driver import Mode
from db.file.errors import (
    Damaged,
    KeysMissing,
    Newer,
    NotOurs,
    ReadOnly,
    StoreError,
    Unwritable,
    WrongRecoveryCode,
    of_sqlite,
    of_system,
)
from db.file.keys import Keys


def look(path: Path) -> None:
    """Let pass what may be ours, as far as that can be told without a key.

    Raises:
        FileNotFoundError, NotOurs, Unwritable: if it is not there, another's, or closed to us.
        Damaged: if it lies beside its keys, but was cut off.
    """
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with of_system(path):
        if not path.is_file() or driver.foreign(path):
            raise NotOurs(path)
        if driver.torn(path):
            # With keys beside it, it was ours: whoever is sent off to another file would not look for a copy.
            raise (Damaged if keys.beside(path).is_file() else NotOurs)(path)


def unlock(path: Path, password: str | None, recovery_code: str | None) -> tuple[Keys | None, bytes]:
    """Return the keys and the data key; with the code, the keys are None where they are of no use.

    Raises:
        KeysMissing, Damaged, Newer, WrongPassword, WrongRecoveryCode: each by its name.
    """
    if recovery_code is None:
        found = keys.load(path)
        return found, keys.unlock(found, password, path)
    dek = keys.dek_of(recovery_code, path)
    try:
        found = keys.load(path)
    except (KeysMissing, Damaged, Newer):
        return None, dek
    if not keys.fits(found, dek):
        raise WrongRecoveryCode(path)
    return found, dek


def version(path: Path, dek: bytes, by_code_alone: bool) -> int:
    """Return the version of the schema, without changing a byte of the file.

    Raises:
        Damaged, NotOurs, Newer, WrongRecoveryCode: each by its name.
    """
    try:
        found = _identity(path, dek)
    except StoreError as error:
        # No key file says whether the code is the one of this file, so the likelier reason is told.
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
        with contextlib.suppress(Unwritable):  # a WAL without its index, in a folder where none can be made
            return ask(Mode.READ)
    return ask(Mode.FROZEN)


@contextlib.contextmanager
def probe(path: Path, dek: bytes, version: int) -> Generator[Mode]:
    """Find out by a real write whether the file can be written; BEGIN alone succeeds on a protected file.

    What was written with stays open as long as this: if it were the last to be closed, SQLite would carry the
    WAL over and wait twice for the disk, only to make it anew for the store.
    """
    with contextlib.ExitStack() as held:
        yield _probed(path, dek, version, held)


def _probed(path: Path, dek: bytes, version: int, held: contextlib.ExitStack) -> Mode:
    if permitted(path):
        with contextlib.suppress(ReadOnly, Unwritable):
            with of_sqlite(path), contextlib.ExitStack() as writing:
                connection = writing.enter_context(contextlib.closing(driver.connect(path, dek)))
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"PRAGMA user_version={version}")
                connection.execute("COMMIT")
                held.push(writing.pop_all())
            return Mode.WRITE
    if has_wal(path):
        with contextlib.suppress(Unwritable):
            with of_sqlite(path), contextlib.closing(driver.connect(path, dek, Mode.READ)) as connection:
                connection.execute("PRAGMA user_version")
            return Mode.READ
    return Mode.FROZEN


def permitted(path: Path) -> bool:
    """Tell whether the rights allow writing, which is not yet a promise."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def wal(path: Path) -> Path:
    """Return where SQLite keeps what it has not yet carried into the file."""
    return path.with_name(path.name + "-wal")


def has_wal(path: Path) -> bool:
    """Tell whether something waits to be carried into the file."""
    waiting = wal(path)
    return waiting.exists() and waiting.stat().st_size > 0
