"""Making a copy while others work in the file: it gets its name only once it was found sound."""

import contextlib
import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, override

from db.file import container, copies, keys, leftovers
from db.file.copies import Copy, Why, Wrong
from db.file.driver import Mode, connect
from db.file.errors import Closed, Damaged, Exists, KeysMissing, Newer, Unwritable, of_sqlite, of_system
from domain.progress import Cancelled, Progress
from resources import parts

if TYPE_CHECKING:
    import sqlite3

    from db.file.keys import Keys

STEPS = 4  # content, soundness, container, place
_OPCODES = 20_000  # of SQLite between two questions whether to go on; some milliseconds
MAC = "CASE typeof(mac) WHEN 'blob' THEN lower(hex(mac)) ELSE mac END"  # older files hold it as text

type Head = tuple[int, str]
type Objects = frozenset[tuple[str, str, str]]


class Until(Progress):
    """Progress that also stops once the file is being closed."""

    def __init__(self, path: Path, ending: Event, progress: Progress | None) -> None:
        super().__init__()
        self._path, self._ending, self._progress = path, ending, progress

    @override
    def step(self, done: int, total: int) -> None:
        if self._ending.is_set():
            raise Closed(self._path)
        if self._progress is not None:
            self._progress.step(done, total)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database says of itself: its journal's end, its version, its objects and their rows."""

    head: Head
    schema: int
    objects: Objects
    counts: dict[str, int]


def copy(
    path: Path,
    dek: bytes,
    target: Path,
    why: Why,
    at: datetime,
    progress: Progress | None = None,
    mode: Mode = Mode.WRITE,
    common: Head | None = None,
) -> Copy:
    """Make a copy of the file in the folder *target*; nobody has to wait for it with writing.

    *common* is the last event that the copy shares with what it is one of, if that is not the file's own.

    Raises:
        Damaged: if the copy is not sound, because then the file is not sound either.
        DiskFull, Unwritable, Busy, Cancelled: no part of the copy is left behind.
    """
    progress, begun = progress or Progress(), monotonic()
    with of_system(target):
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    leftovers.sweep(target)
    part = parts.beside(target / path.name)
    try:
        with of_system(target):
            keys.write_private(part, b"")  # created first, so that no one else can ever read it
        progress.step(0, STEPS)
        facts = vacuum(path, dek, part, progress, mode)
        progress.step(2, STEPS)
        found = keys_of(path, dek)
        content = None if found is None else keys.encoded(keys.anchored(found, dek, *facts.head))
        about = container.About(
            at.astimezone(UTC),
            why.value,
            found.file_id if found is not None else "",
            facts.schema,
            *facts.head,
            *(common or facts.head),
            sum(facts.counts.values()),
            round(monotonic() - begun, 3),
        )
        final = copies.free(target, container.name(path.stem, at))
        container.pack(part, content, about, final)
    finally:
        remove(part)
    return copies.at(final)


def keys_of(path: Path, dek: bytes) -> "Keys | None":
    """Return the keys of the file, with no note of what was found sound; None if they are not to be had."""
    try:
        found = keys.load(path)
    except (KeysMissing, Damaged, Newer, Unwritable):
        return None
    ours = keys.fitting(found, dek)
    return None if ours is None else keys.unchecked(ours)


def facts(connection: "sqlite3.Connection") -> Facts:
    """Return what the database says of itself; all of one state inside a transaction."""
    last = connection.execute(f"SELECT seq, {MAC} FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    objects = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    counts = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for kind, name, _sql in objects
        if kind == "table"
    }
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return Facts(last or (0, "0" * 64), version, frozenset(objects), counts)


def wrong_with(connection: "sqlite3.Connection") -> Wrong | None:
    """Return what is wrong with the pages or links of a database whose log is empty."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        return Wrong.PAGES
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        return Wrong.PAGES
    return Wrong.LINKS if connection.execute("PRAGMA foreign_key_check").fetchall() else None


@contextlib.contextmanager
def cancellable(connection: "sqlite3.Connection", progress: Progress, step: int) -> Generator[None]:
    """Ask *progress* now and then while the connection works; what was asked to stop raises Cancelled."""
    stopped: list[Cancelled] = []

    def ask() -> int:
        try:
            progress.step(step, STEPS)
        except Cancelled as cancelled:
            stopped.append(cancelled)
        return len(stopped)

    connection.set_progress_handler(ask, _OPCODES)
    try:
        yield
    except Exception:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def remove(part: Path) -> None:
    """Remove a part and what SQLite keeps beside it."""
    for leftover in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):  # what cannot be removed now is swept later
            part.with_name(part.name + leftover).unlink(missing_ok=True)


def vacuum(path: Path, dek: bytes, part: Path, progress: Progress, mode: Mode) -> Facts:
    """Copy the content into *part* and compare it with the file; return what the copy says of itself."""
    with contextlib.ExitStack() as held:
        with of_sqlite(path):
            looking = held.enter_context(contextlib.closing(connect(path, dek, mode)))
            state = _state(looking)
            before = _snapshot(looking)
            copying = held.enter_context(contextlib.closing(connect(path, dek, mode)))
            copying.execute("PRAGMA query_only=OFF")  # it writes into another file (P55)
            # What is packed from it is written to the disk; to do that twice would keep each act waiting.
            copying.execute("PRAGMA synchronous=OFF")
            with cancellable(copying, progress, 0):
                copying.execute("VACUUM INTO ?", (str(part),))
        with of_sqlite(path):
            copied = held.enter_context(contextlib.closing(connect(part, dek, Mode.FROZEN)))
            with cancellable(copied, progress, 1):
                wrong, after = wrong_with(copied), facts(copied)
            still = _state(looking) == state
            known = _has(looking, after.head)
    in_order = before.head[0] <= after.head[0] and known and after.objects == before.objects
    # If nobody wrote meanwhile, every row must be there.
    if wrong is not None or not in_order or (still and after != before):
        raise Damaged(path)
    return after


def _snapshot(connection: "sqlite3.Connection") -> Facts:
    connection.execute("BEGIN")
    try:
        return facts(connection)
    finally:
        connection.execute("ROLLBACK")


def _state(connection: "sqlite3.Connection") -> int:
    return connection.execute("PRAGMA data_version").fetchone()[0]


def _has(connection: "sqlite3.Connection", head: Head) -> bool:
    """Return whether the file has the copy's end of the journal, which is then no later than its own."""
    if not head[0]:
        return True
    row = connection.execute(f"SELECT {MAC} FROM journal WHERE seq = ?", (head[0],)).fetchone()
    return row is not None and row[0] == head[1]


def put_keys(found: keys.Keys, new: Path) -> tuple[Path, ...]:
    """Write the key file of the file that is to be called *new*, and its copy; return their paths.

    Raises:
        Exists: if somebody has made one meanwhile, or the file; theirs stay, and ours are gone.
        DiskFull, Unwritable: nothing is left behind.
    """
    content, written = keys.encoded(found), list[Path]()
    try:
        if new.exists():
            raise Exists(new)
        for one in keys.both(new):
            part = parts.beside(new)
            try:
                with of_system(new):
                    keys.write_private(part, content)
                put_new(part, one)
            finally:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
            written.append(one)
    except Exists:
        remove_keys(written)
        raise Exists(new) from None
    except BaseException:
        remove_keys(written)
        raise
    return tuple(written)


def remove_keys(written: Sequence[Path]) -> None:
    """Remove the key files that we wrote for a file that did not come about."""
    for one in written:
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def put_new(part: Path, target: Path) -> None:
    """Give the finished part its name, if there is no file of that name by now.

    Raises:
        Exists, DiskFull, Unwritable: the part stays.
    """
    with of_system(target):
        try:
            os.link(part, target)
        except FileExistsError:
            raise Exists(target) from None
        except (OSError, NotImplementedError):  # no hard links there, as on a stick
            if target.exists():
                raise Exists(target) from None
            part.rename(target)
        part.unlink(missing_ok=True)
        keys.sync_folder(target.parent)
