"""What is served: a file, or a database whose address and key stand in a file that only the service reads."""

import contextlib
import os
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

from db.file import keys
from db.file.store import Store
from db.postgresql import engine
from db.postgresql.store import DatabaseStore

type Opened = Store | DatabaseStore

KEY_BYTES = 32


class NoAddress(Exception):
    """The file lacks the address of the database or, in a line below, its key; the text is the name."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Where the database is, with account and password, and the key from which its journal's is made."""

    address: str = field(repr=False)
    key: bytes = field(repr=False)


def credentials(path: Path) -> Credentials:
    """Return what the file says.

    Raises:
        NoAddress: if it lacks one of the two.
        OSError, UnicodeDecodeError: if it cannot be read.
    """
    address, *rest = _lines(path)
    with contextlib.suppress(ValueError):
        key = bytes.fromhex(rest[0] if rest else "")
        if len(key) == KEY_BYTES:
            return Credentials(address, key)
    raise NoAddress(path.name)


def database(path: Path) -> DatabaseStore:
    """Open the database that the file tells of.

    Raises:
        As ``credentials`` and ``DatabaseStore``.
    """
    found = credentials(path)
    return DatabaseStore(found.address, found.key)


@contextlib.contextmanager
def with_new_key(path: Path) -> Generator[Credentials]:
    """Write a new key beneath the address, for a database that is made meanwhile; take it out if that fails.

    Raises:
        NoAddress: if there is no address, or a key already.
    """
    address, *rest = _lines(path)
    if rest:
        raise NoAddress(path.name)
    key = keys.new_dek()
    # The key first: a database whose key was not kept could never be opened again.
    _write(path, f"{address}\n{key.hex()}\n")
    try:
        yield Credentials(address, key)
    except BaseException:
        _write(path, f"{address}\n")
        raise


def _lines(path: Path) -> list[str]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    try:
        engine.place(lines[0] if lines else "")
    except Exception:  # whatever the parser raises would show the password
        raise NoAddress(path.name) from None
    return lines


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
