"""A verified copy of the file: its name holds either a complete, sound copy with its keys, or nothing."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import keys, leftovers
from db.file.driver import Mode, connect
from db.file.errors import Damaged, of_sqlite, of_system

if TYPE_CHECKING:
    import sqlite3


def before_migration(path: Path, dek: bytes, version: int, at: datetime) -> Path:
    """Copy the file of version *version* into the folder ``NAME-backups`` beside it; return the copy's path.

    Raises:
        Damaged: if the copy is not sound, because then the file is not sound either.
        DiskFull, Unwritable, Busy: no part of the copy is left behind.
    """
    copies = folder(path)
    with of_system(copies):
        copies.mkdir(mode=0o700, exist_ok=True)
    leftovers.sweep(copies)
    return copy(path, dek, _free(copies, f"{path.stem}-v{version}-{at:%Y%m%d-%H%M%S}", path.suffix))


def copy(path: Path, dek: bytes, target: Path) -> Path:
    """Copy the file to *target* and its key file beside it; other programs may read meanwhile.

    Raises:
        Damaged: if the copy is not sound.
    """
    part = target.with_name(f".merilo-{secrets.token_hex(8)}.part")
    try:
        with of_system(target):
            keys.write_private(part, b"")  # created first, so that no one else can ever read it
        with of_sqlite(path):
            counts = _vacuum(path, dek, part)
        _verify(part, dek, counts, path)
        with of_system(target):
            with part.open("rb+") as file:
                keys.sync_file(file)
            # The keys first: a copy without them would be worthless.
            for ours, theirs in zip(keys.both(path), keys.both(target), strict=True):
                if ours.exists():
                    keys.put(ours.read_bytes(), theirs)
            part.replace(target)
            keys.sync_folder(target.parent)
    except BaseException:
        _remove(part)
        raise
    return target


def newest(path: Path) -> datetime | None:
    """Return when the newest copy of the file was made; None if no copy can be seen."""
    try:
        times = [one.stat().st_mtime for one in folder(path).glob(f"[!.]*{path.suffix}")]
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC) if times else None


def folder(path: Path) -> Path:
    """Return the folder of the copies: ``NAME-backups`` beside the file."""
    return path.with_name(f"{path.stem}-backups")


def _vacuum(path: Path, dek: bytes, part: Path) -> dict[str, int]:
    writer = connect(path, dek)
    try:
        writer.execute("BEGIN IMMEDIATE")  # no one writes between counting and copying
        counts = _counts(writer)
        reader = connect(path, dek)
        try:
            reader.execute("VACUUM INTO ?", (str(part),))
        finally:
            reader.close()
        return counts
    finally:
        writer.close()


def _verify(part: Path, dek: bytes, counts: dict[str, int], path: Path) -> None:
    with of_sqlite(path):
        connection = connect(part, dek, Mode.FROZEN)
        try:
            sound = (
                not connection.execute("PRAGMA cipher_integrity_check").fetchall()
                and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                and not connection.execute("PRAGMA foreign_key_check").fetchall()
                and _counts(connection) == counts
            )
        finally:
            connection.close()
    if not sound:
        raise Damaged(path)


def _counts(connection: "sqlite3.Connection") -> dict[str, int]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _free(folder: Path, name: str, suffix: str) -> Path:
    target, number = folder / f"{name}{suffix}", 1
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}{suffix}"
    return target


def _remove(part: Path) -> None:
    for leftover in (part, part.with_name(part.name + "-journal")):
        leftover.unlink(missing_ok=True)
