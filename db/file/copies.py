"""The copies of a file: what there is, which one is due, which ones go, and what one of them lacks."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import container, keys, leftovers, place
from db.file.errors import Damaged, Newer, NotOurs, StoreError
from domain import thinning

if TYPE_CHECKING:
    import sqlite3

PAUSE = timedelta(minutes=30)  # between two copies of a small file at work
SHARE = 100  # copies take at most one part in so many of the time


class Why(StrEnum):
    """The occasion of a copy."""

    DAY = "day"
    HALF_HOUR = "half_hour"
    MIGRATION = "migration"
    IMPORT = "import"
    MERGE = "merge"
    ERASURE = "erasure"
    NEW_KEY = "new_key"
    EXIT = "exit"
    BY_HAND = "by_hand"


class State(StrEnum):
    """What is known of a copy."""

    UNCHECKED = "unchecked"  # it was sound when it was made
    SOUND = "sound"
    FAULTY = "faulty"


class Wrong(StrEnum):
    """What is wrong with a copy."""

    TORN = "torn"  # the container cannot be read, or a part of it is not what was written
    UNREADABLE = "unreadable"  # the file cannot be opened: no permission, or the stick is gone
    NEWER = "newer"  # a later program wrote it
    KEY = "key"  # the key given does not open it: a new key was made since, or it is another file's
    PAGES = "pages"
    LINKS = "links"
    SCHEMA = "schema"
    JOURNAL = "journal"  # it does not end where its description says, or an event was changed
    ROWS = "rows"  # it has more or fewer rows than when it was made


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy. ``taken`` is UTC, ``size`` in bytes, ``took`` in seconds.

    ``seq`` and ``head`` are the last event that it shares with the file. ``rewritten``: it has events of its
    own, since who was erased after it was made is erased in it too, or it has got a new key.

    Of a torn copy only path and size are known.
    """

    path: Path
    size: int
    taken: datetime | None = None
    why: Why | None = None
    seq: int = 0
    head: str = ""
    rows: int = 0
    schema: int = 0
    took: float = 0.0
    file_id: str = ""
    state: State = State.UNCHECKED
    wrong: Wrong | None = None
    rewritten: bool = False


@dataclass(frozen=True, slots=True)
class Lacks:
    """What was done in the file since a copy: events, marks among them, and when the first of them was.

    ``numbers`` are the documents registered since, each its kind and number as printed, in that order: a file
    made of the copy gives these numbers again.
    """

    events: int
    marks: int
    since: datetime | None
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A new copy, how many old ones made room for it, and whether some of them only for want of space."""

    copy: Copy
    removed: int = 0
    tight: bool = False


def folder(path: Path) -> Path:
    """Return the folder of the copies: ``NAME-backups`` beside the file."""
    return path.with_name(f"{path.stem}-backups")


def listed(
    path: Path,
    second: Path | None = None,
    dek: bytes = b"",
    former: Callable[[], Sequence[bytes]] = tuple,
) -> tuple[Copy, ...]:
    """Return the copies of the file, the newest first; *second* is another folder that may hold some.

    Copies of other files are left out, as far as one can tell. Without the key file, or with one made in
    place of a lost one, the data key of the file must be given for that: it opens the key files in copies,
    and those that *former* returns, which the file had before, open those of older ones.
    Those that cannot be read come last. Their content is not looked at: see ``restoring.check``.
    """
    return tuple(sorted(_all(path, second, dek, former), key=_age, reverse=True))


def newest(path: Path, second: Path | None = None) -> Copy | None:
    """Return the newest copy of the file that can be read; None if there is none."""
    found = next(iter(listed(path, second)), None)
    return found if found is not None and found.taken is not None else None


def at(path: Path) -> Copy:
    """Return the copy at this path, with what is wrong if it cannot be read."""
    size = 0
    try:
        with contextlib.suppress(OSError):
            size = path.stat().st_size
        about = container.about(path)
    except (Damaged, NotOurs):
        return Copy(path, size, state=State.FAULTY, wrong=Wrong.TORN)
    except Newer:
        return Copy(path, size, state=State.FAULTY, wrong=Wrong.NEWER)
    except (StoreError, OSError):
        return Copy(path, size, state=State.FAULTY, wrong=Wrong.UNREADABLE)
    why = Why(about.why) if about.why in Why else Why.BY_HAND
    common = (about.common_seq, about.common_head)
    own = about.seq > about.common_seq
    facts = (about.rows, about.schema, about.took, about.file_id)
    return Copy(path, size, about.taken, why, *common, *facts, rewritten=own)


def has_key(path: Path, dek: bytes) -> bool:
    """Return whether the keys in the copy are those of this data key; False if it has none to be read."""
    try:
        content = container.key_file(path)
        return content is not None and keys.fits(keys.decoded(content, path), dek)
    except (StoreError, OSError):
        return False


def is_held(where: Path) -> bool:
    """Return whether the folder holds a copy; an empty one may be where a stick belongs that is away."""
    with contextlib.suppress(OSError):
        return any(where.glob(f"[!.]*{container.SUFFIX}"))
    return False


def next_due(last: Copy | None, now: datetime) -> datetime:
    """Return when the next copy of a file at work is due: half an hour later, of a large file later still.

    A copy that takes long waits until a hundred times as long has passed. One from the future, by a clock
    since put back, is no reason to wait.
    """
    if last is None or last.taken is None or last.taken > now:
        return now
    return last.taken + max(PAUSE, timedelta(seconds=last.took * SHARE))


def mirror(copy: Copy, second: Path) -> Taken:
    """Put the copy into a second folder too, as on a stick, and thin what is there.

    Raises:
        FileNotFoundError: if the copy is gone.
        Damaged: if it is torn, or the folder does not give back what was written.
        DiskFull, Unwritable: nothing of it is left there.
    """
    leftovers.sweep(second)
    target = free(second, copy.path.name)
    container.duplicate(copy.path, target)
    return thin(replace(copy, path=target), second)


def thin(newest: Copy, where: Path) -> Taken:
    """Remove the copies in this folder that need not be kept; never *newest*, which is among them."""
    if (room := place.free(newest.path)) is None:
        return Taken(newest)  # the stick was taken out
    ours = [one for one in _in(where) if one.taken is not None and _of(one) == _of(newest)]
    dated = [
        thinning.Dated(one.taken.astimezone(), one.seq, one.size) for one in ours if one.taken is not None
    ]
    going = thinning.thinned(dated, room + sum(one.size for one in dated))
    removed = 0
    for number in going.gone:
        if ours[number].path != newest.path:
            with contextlib.suppress(OSError):  # held open by another program: the next time will do
                ours[number].path.unlink()
                removed += 1
    return Taken(newest, removed, going.tight)


def _of(copy: Copy) -> str:
    """Return what tells the copies of one file from those of another in the same folder.

    Without a key file a copy has no id; then the name must do, for copies of others are never removed.
    """
    return copy.file_id or container.stem(copy.path)


def lacks(connection: "sqlite3.Connection", copy: Copy) -> Lacks | None:
    """Return what the file has that the copy lacks, for ``OwnCopies.lacks``; None for another history."""
    if copy.seq:
        row = connection.execute("SELECT hex(mac) FROM journal WHERE seq = ?", (copy.seq,)).fetchone()
        if row is None or row[0].lower() != copy.head:
            return None
    events, marks, since = connection.execute(_LACKS, (copy.seq,)).fetchone()
    numbers = tuple(connection.execute(_NUMBERS, (copy.seq,)).fetchall()) if events else ()
    first = datetime.fromisoformat(since).replace(tzinfo=UTC) if since else None
    return Lacks(events, marks, first, numbers)


_LACKS = "SELECT count(*), count(CASE act WHEN 'rate' THEN 1 END), min(at) FROM journal WHERE seq > ?"

# Several documents registered as one act are in its event, one by one.
_NUMBERS = """
WITH done AS (SELECT act, subject_kind, subject_id, data FROM journal WHERE seq > ?),
issued AS (
    SELECT subject_id FROM done WHERE act = 'issue' AND subject_kind = 'issued_paper'
    UNION ALL
    SELECT part.value ->> 2 FROM done, json_each(done.data, '$.with') AS part
    WHERE part.value ->> 0 = 'issue' AND part.value ->> 1 = 'issued_paper'
)
SELECT document, code FROM issued_paper WHERE id IN (SELECT subject_id FROM issued) ORDER BY id
"""


def free(where: Path, name: str) -> Path:
    """Return a path in the folder that is not taken yet."""
    target, number = where / name, 1
    while target.exists():
        number += 1
        target = where / f"{name.removesuffix(container.SUFFIX)}-{number}{container.SUFFIX}"
    return target


def _all(
    path: Path, second: Path | None, dek: bytes, former: Callable[[], Sequence[bytes]]
) -> Sequence[Copy]:
    near = _in(folder(path))
    far = [] if second is None or second == folder(path) else _in(second)
    ours = _ids(path, (*near, *far), dek, former)
    near = [one for one in near if not one.file_id or one.file_id in ours or _may_be_ours(one, ours, dek)]
    name = container.shortened(path.stem)  # a torn one tells no more, and those of «Север-Юг» are not ours
    torn = (one for one in far if one.taken is None and container.stem(one.path) == name)
    return [*near, *(one for one in far if one.file_id in ours), *torn]


def _ids(path: Path, found: Sequence[Copy], dek: bytes, former: Callable[[], Sequence[bytes]]) -> set[str]:
    """Return the ids the file has had, as its key file has it and as the copies tell that its keys open.

    A key file made in place of a lost one has another id.
    """
    ids = set[str]()
    with contextlib.suppress(StoreError):
        own = keys.load(path)
        if not dek or keys.fitting(own, dek) is not None:
            ids.add(own.file_id)
    if dek:
        strange = _others(found, ids, (dek,))
        with contextlib.suppress(StoreError):  # a damaged file may not even tell that
            if strange:
                _others(strange, ids, former())
    return ids


def _others(found: Sequence[Copy], ids: set[str], deks: Sequence[bytes]) -> list[Copy]:
    """Add the ids of the copies that one of the data keys opens; return the copies of other files."""
    for one in found:
        if one.file_id and one.file_id not in ids and any(_opens(one, dek) for dek in deks):
            ids.add(one.file_id)
    return [one for one in found if one.file_id and one.file_id not in ids]


def _may_be_ours(copy: Copy, ours: set[str], dek: bytes) -> bool:
    """Return whether nothing tells of a copy in the file's own folder that it is another file's."""
    if not dek:
        return not ours
    with contextlib.suppress(StoreError, OSError):
        return container.key_file(copy.path) is None
    return False


def _opens(copy: Copy, dek: bytes) -> bool:
    """Return whether this data key is that of the copy, by the key file within."""
    with contextlib.suppress(StoreError, OSError):
        content = container.key_file(copy.path)
        return content is not None and keys.fitting(keys.decoded(content, copy.path), dek) is not None
    return False


def _in(where: Path) -> list[Copy]:
    try:
        found = sorted(where.glob(f"[!.]*{container.SUFFIX}"))
    except OSError:  # the stick may be gone
        return []
    return [at(one) for one in found]


def _age(copy: Copy) -> tuple[datetime, int, str]:
    return copy.taken or datetime.min.replace(tzinfo=UTC), copy.seq, copy.path.name
