"""Where the journal of a file was last seen to end, noted apart from the file: an older copy is then noticed.

The key file beside the database records the end too, but restoring both files restores that record as well.
"""

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import keys
from domain.canonical import once

if TYPE_CHECKING:
    import sqlite3

_MOST = 1 << 62  # what SQLite can count to is a little more


@dataclass(frozen=True, slots=True)
class Seen:
    """The end of a journal: the file's id, number and MAC of the last event."""

    file_id: str
    seq: int
    head: str


def note(folder: Path, path: Path, seen: Seen) -> None:
    """Note the end for the file at *path*. If that fails, the next note will do."""
    where = _place(folder, path)
    part = where.with_name(f".merilo-{where.name}.part")
    content = json.dumps({"file": seen.file_id, "seq": seen.seq, "head": seen.head}).encode()
    with contextlib.suppress(OSError):
        where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        keys.write_private(part, content)
        part.replace(where)


def noted(folder: Path, path: Path) -> Seen | None:
    """Return what is noted for the file at *path*; None if nothing is, or it makes no sense."""
    try:
        content = json.loads(_place(folder, path).read_bytes(), object_pairs_hook=once)
        noted = Seen(str(content["file"]), int(content["seq"]), str(content["head"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return noted if 0 < noted.seq < _MOST else None


def is_older(connection: "sqlite3.Connection", seen: Seen) -> bool:
    """Return whether the journal no longer has this end: it is an older copy, or has another history."""
    row = connection.execute("SELECT hex(mac) FROM journal WHERE seq = ?", (seen.seq,)).fetchone()
    return row is None or row[0].lower() != seen.head


def _place(folder: Path, path: Path) -> Path:
    # A name that tells nothing; the list of recent files is elsewhere and can be emptied.
    return folder / "seen" / f"{hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]}.json"
