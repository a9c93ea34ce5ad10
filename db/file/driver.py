"""How a connection to the encrypted file is opened: the key first, then every setting that keeps it safe.

Nothing here needs SQLAlchemy: what the first window waits for is read through the driver alone.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from db.file.errors import Unencrypted

if TYPE_CHECKING:
    import sqlite3  # for types only: the standard module never touches our file

APPLICATION_ID = 0x4D52494C  # "MRIL"
WAIT = 5.0  # seconds a statement waits for another writer
PLAIN = b"SQLite format 3\0"
_PAGE = 4096
_OTHERS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"\x1f\x8b")

# The settings of a connection. The journal mode is not among them: it is stored in the file.
_SETTINGS = (
    "foreign_keys=ON",
    "recursive_triggers=ON",  # otherwise REPLACE removes the old row without firing its delete trigger
    "trusted_schema=OFF",  # a trigger or view in the file may not call functions with side effects
    "cell_size_check=ON",
    "temp_store=MEMORY",
)
# Only of a connection that may write: the second of them reads all tables and triggers first, which takes
# most of the time of a connection that asks for no more than the version of the file.
_SETTINGS_OF_WRITING = (
    "secure_delete=ON",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
)


class Mode(StrEnum):
    """How a file is opened; FROZEN takes no locks and ignores the WAL."""

    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"


# How often this process has a file open, by device and inode. Closing any handle of a file drops all locks
# that the process holds on it (POSIX), so a file that SQLite has open here is never opened by hand. The locks
# belong to the process, and so does this count.
_held: Counter[tuple[int, int]] = Counter()

_M_PERTURB = -6  # mallopt(3)
_FILLED = 0x5A
_one_wipes = threading.Lock()  # the C library is told for the process: who closes another file waits


class Held:
    """Counts the connections to one file, identified by device and inode rather than by path."""

    def __init__(self, path: Path) -> None:
        self._inode = _inode(path)

    def replaced(self, path: Path) -> bool:
        """Return whether another file lies there now: what is written here would be lost."""
        try:
            return _inode(path) != self._inode
        except OSError:  # moved away, or the stick is gone: SQLite tells what there is to tell
            return False

    def opened(self, *_: object) -> None:
        """Count one more connection."""
        _held[self._inode] += 1

    def closed(self, *_: object) -> None:
        """Count one connection fewer."""
        _held[self._inode] -= 1


def connect(
    path: Path, dek: bytes, mode: Mode = Mode.WRITE, *, cut_off: bool = False
) -> "sqlite3.Connection":
    """Open one connection with the raw key; with *cut_off* also to a file that is shorter than it says.

    Raises:
        Unencrypted: if the library is not SQLCipher.
    """
    connection = _open(path.absolute().as_uri() + f"?{mode.value}")
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # before the key: a wrong one writes to stderr
        connection.execute(f"PRAGMA key=\"x'{dek.hex()}'\"")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise Unencrypted(path)
        if cut_off:
            connection.execute("PRAGMA writable_schema=ON")  # before the first page is read (P54)
        writing = _SETTINGS_OF_WRITING if mode is Mode.WRITE else ()
        for setting in (*_SETTINGS, *writing):
            connection.execute(f"PRAGMA {setting}")
        if mode is not Mode.WRITE:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def wiping(connection: "sqlite3.Connection") -> Generator[None]:
    """Have what the library frees within wiped: a file is closed in it.

    glibc does that, but for small pieces, and ends with it. Elsewhere SQLCipher does, and cannot be told to
    end: each act of the process costs more from then on (docs/decisions/0259).
    """
    fill = _filling()
    if fill is None:
        with suppress(cast("Any", dbapi2).Error):
            connection.execute("PRAGMA cipher_memory_security=ON")
        yield
        return
    with _one_wipes:
        fill(_FILLED)
        try:
            yield
        finally:
            fill(0)


def _filling() -> "Callable[[int], object] | None":
    """Return what has the C library fill freed memory, until it is told 0; None if it cannot."""
    if sys.platform != "linux":
        return None
    import ctypes  # who closes a file has time for it; who begins has not

    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return None
    return lambda byte: library.mallopt(_M_PERTURB, byte)


def is_open(path: Path) -> bool:
    """Return whether SQLite has this file open here, as a database, its log or the index of the log."""
    place = path.resolve()
    for end in ("", "-wal", "-shm"):
        database = place.with_name(place.name.removesuffix(end))
        with suppress(OSError):
            if place.name.endswith(end) and _held[_inode(database)]:
                return True
    return False


def foreign(path: Path) -> bool:
    """Return whether the first bytes show that the file cannot be ours.

    Ours is encrypted from the first byte; a file in plain SQLite format is not ours, even with our tables
    inside.
    """
    if _held[_inode(path)]:
        return False
    with path.open("rb") as file:
        start = file.read(len(PLAIN))
    return start == PLAIN or start.startswith(_OTHERS)


def torn(path: Path) -> bool:
    """Return whether the file is empty or ends in the middle of a page; no file that SQLite wrote does."""
    size = path.stat().st_size
    return size == 0 or size % _PAGE != 0


def in_memory() -> "sqlite3.Connection":
    """Open an empty database that never touches a disk."""
    return _open(":memory:")


def _open(uri: str) -> "sqlite3.Connection":
    open_it = cast("Any", dbapi2).connect
    return open_it(uri, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)


def _inode(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
