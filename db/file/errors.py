"""What can be wrong with a file, and how errors of SQLite and of the system are translated into it."""

import errno
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from domain.progress import Cancelled

DriverError = cast(
    "type[Exception]",
    dbapi2.Error,  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]
)


class Closed(Cancelled):
    """The file was closed meanwhile: what still reads it ends, and nobody waits for that."""


class StoreError(Exception):
    """The file cannot be used as asked. ``path`` names it; the text contains nothing of its content."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path.name if path else "")
        self.path = path


class NotOurs(StoreError):
    """The file was not written by this program."""


class KeysMissing(StoreError):
    """The key file, ``keys_path``, is not beside the file."""

    def __init__(self, path: Path, keys_path: Path) -> None:
        super().__init__(path)
        self.keys_path = keys_path


class WrongPassword(StoreError):
    """The password opens no slot of the key file, or none was given where one is needed."""


class WrongRecoveryCode(StoreError):
    """The code is mistyped or belongs to another file."""


class PasswordGone(StoreError):
    """The file had a password when it was last opened here, and now asks for none."""


class OtherKeys(StoreError):
    """The key file cannot be written: one of another file is in its place, and stays as it is."""


class Damaged(StoreError):
    """The key fits, but the content of the file cannot be read."""


class UnsoundCopy(Damaged):
    """The copy is not what it was when it was made; the copy stays as it is."""


class Replaced(StoreError):
    """Another program has given the file a new key meanwhile; nothing was written."""


class Newer(StoreError):
    """The file was written by a newer program; nothing in it was touched."""

    def __init__(self, path: Path, file_version: int, program_version: int) -> None:
        super().__init__(path)
        self.file_version, self.program_version = file_version, program_version


class ReadOnly(StoreError):
    """The file or its folder can be read but not written."""


class Unwritable(StoreError):
    """The path cannot be written, or not even opened."""


class DiskFull(StoreError):
    """There is no space left; what was confirmed before is safe."""


class Busy(StoreError):
    """Another program has been writing for longer than we wait."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open: login name, name of the computer and since when; empty or None where unknown.

    ``mine`` is True for this account on this computer. ``running``: the system knows that the window is still
    there; otherwise another computer has left word that it was.
    """

    user: str = ""
    host: str = ""
    since: datetime | None = None
    mine: bool = False
    running: bool = False


class OpenElsewhere(StoreError):
    """Another window has the file open, on this computer or on another."""

    def __init__(self, path: Path, holder: Holder) -> None:
        super().__init__(path)
        self.holder = holder


class Strange(StoreError):
    """The file has a trigger or view that is not ours, and nothing is written while it could act."""


class OnNetwork(StoreError):
    """The file lies, or would lie, on a network drive, where it is not written: locks do not hold there."""


class Exists(StoreError):
    """A file of this name already exists."""


class Unencrypted(StoreError):
    """The library found does not encrypt, so nothing may be written with it."""


# Base codes of SQLite. An error outside this list is a bug of ours and passes unchanged.
_OF_SQLITE: dict[int, type[StoreError]] = {
    3: Unwritable,  # PERM
    5: Busy,  # BUSY
    6: Busy,  # LOCKED
    8: ReadOnly,  # READONLY
    10: Unwritable,  # IOERR
    11: Damaged,  # CORRUPT
    13: DiskFull,  # FULL
    14: Unwritable,  # CANTOPEN
    15: Busy,  # PROTOCOL: too much contention for the locks of the WAL
    26: Damaged,  # NOTADB: the key fits, but the first page does not authenticate
}
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def of_sqlite(path: Path) -> Generator[None]:
    """Turn what SQLite raises about the file *path* into a StoreError.

    An error in a statement (no such table, a violated CHECK) passes unchanged.
    """
    try:
        yield
    except Exception as error:
        # SQLAlchemy wraps what the driver raised. It is recognised by its attribute, because it is imported
        # later.
        cause = error if isinstance(error, DriverError) else getattr(error, "orig", None)
        if (kind := _kind(cause)) is None:
            raise
        raise kind(path) from error


@contextmanager
def of_system(path: Path) -> Generator[None]:
    """Turn an error of the operating system, while *path* is read or written by hand, into a StoreError."""
    try:
        yield
    except OSError as error:
        raise (DiskFull if error.errno in _NO_SPACE else Unwritable)(path) from error


def _kind(error: BaseException | None) -> type[StoreError] | None:
    # the low byte: the rest only says which call failed
    code = getattr(error, "sqlite_errorcode", None)
    return _OF_SQLITE.get(code & 0xFF) if isinstance(code, int) else None
