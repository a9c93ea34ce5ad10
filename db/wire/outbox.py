"""Acts on one's own draft that wait for the service, in a small encrypted file on this computer.

It has a data key of its own, and a slot that the password of the account opens. What waits is what would have
been sent: function, arguments and the number of the act, so that nothing is done twice.
"""

import contextlib
import hashlib
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from db.assessing.sheet import sheets
from db.assessing.talk import probes
from db.file import driver, keys, lock
from db.file.errors import KeysMissing, of_sqlite, of_system
from db.wire.calls import call_of
from db.wire.client import name_of, written
from db.wire.codec import NoCodec
from db.wire.plain import parsed
from db.wire.refusals import Malformed

if TYPE_CHECKING:
    import sqlite3

SUFFIX = ".merilo-outbox"
WAITS: frozenset[Callable[..., Any]] = frozenset(
    {sheets.rate_all, sheets.comment, sheets.keep_draft, probes.tick}
)
"""What may wait: it is about one's own draft, answers nothing, and tells by itself what it was based on."""

_TABLE = (
    "CREATE TABLE IF NOT EXISTS waiting (number INTEGER PRIMARY KEY, act_id TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL, arguments BLOB NOT NULL, at TEXT NOT NULL, refused BLOB) STRICT"
)

type Place = tuple[int, int]  # a sheet and an item of it


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file."""

    number: int
    act_id: UUID
    name: str
    arguments: bytes
    at: datetime
    refused: bytes | None


@dataclass(frozen=True)
class Waiting(_Row):
    """An act that waits; ``refused`` is the answer of the service if it was refused, and a person decides."""

    @cached_property
    def told(self) -> dict[str, Any]:
        """The arguments by name; nothing if this version of the program does not read them."""
        if self.name not in WAIT:
            return {}
        try:
            return call_of(self.name).decode(parsed(self.arguments))
        except (Malformed, NoCodec, ImportError, AttributeError):
            return {}

    @property
    def sheet_id(self) -> int:
        """Whose sheet it is about; 0 if it is not known."""
        return self.told.get("sheet_id", 0)

    @property
    def about(self) -> frozenset[Place]:
        """What it is about."""
        if not self.told:
            return frozenset()
        items: Iterable[int] = self.told["marks"] if self.name == RATE else (self.told["item_id"],)
        return frozenset((self.sheet_id, item) for item in items)

    def follows(self, other: "Waiting") -> bool:
        """Whether it is about the same mark or words as another act, and so was decided on top of it."""
        alike = (self.name, self.field) == (other.name, other.field)
        return alike and not self.about.isdisjoint(other.about)

    @property
    def field(self) -> tuple[Any, ...] | None:
        """The field whose half-typed text it keeps, of which only the last counts; None for anything else."""
        told = self.told
        return (told["sheet_id"], told["item_id"], told["field"]) if told and self.name == HALF else None


RATE, COMMENT, HALF, TICK = (
    name_of(one) for one in (sheets.rate_all, sheets.comment, sheets.keep_draft, probes.tick)
)


WAIT = frozenset({RATE, COMMENT, HALF, TICK})


class Outbox:
    """What waits for one account at one service; any thread may ask."""

    def __init__(self, path: Path, dek: bytes, held: lock.FileLock) -> None:
        self.path, self._dek, self._held = path, dek, held
        self._lock = Lock()
        with self._opened() as connection:
            connection.execute(_TABLE)
            found = connection.execute(
                "SELECT number, act_id, name, arguments, at, refused FROM waiting ORDER BY number"
            ).fetchall()
        self._rows = [
            Waiting(number, UUID(act_id), name, told, datetime.fromisoformat(at), refused)
            for number, act_id, name, told, at, refused in found
        ]

    @classmethod
    def open(cls, folder: Path, account: str, password: str, cost: keys.Cost | None = None) -> "Outbox":
        """Open the outbox of this account, or make it; *account* is its name with the address of the service.

        Raises:
            WrongPassword: if it was made under another password of the account.
            OpenElsewhere: if another window of this account has it.
            StoreError: if it cannot be read or written.
        """
        path = folder / f"{hashlib.sha256(account.encode()).hexdigest()[:24]}{SUFFIX}"
        with of_system(folder):
            folder.mkdir(parents=True, exist_ok=True)
        held = lock.take(path, _now, in_spite=True)
        try:
            try:
                dek = keys.unlock(keys.load(path), password, path)
            except KeysMissing:
                dek = keys.new_dek()
                with of_system(path):
                    path.unlink(missing_ok=True)  # without its keys nobody can read it
                    keys.write_private(path, b"")
                keys.save(keys.make(dek, password, cost), path)
            return cls(path, dek, held)
        except BaseException:
            held.release()
            raise

    @staticmethod
    def set_aside(folder: Path, account: str) -> Path:
        """Give an outbox that nobody can open any more another name, and return it; nothing is deleted."""
        path = folder / f"{hashlib.sha256(account.encode()).hexdigest()[:24]}{SUFFIX}"
        aside = path.with_name(f"{path.stem}-{_now():%Y%m%d-%H%M%S-%f}{SUFFIX}")
        with of_system(path):
            for one, other in zip((path, *keys.both(path)), (aside, *keys.both(aside)), strict=True):
                if one.exists():
                    one.replace(other)
        return aside

    @property
    def rows(self) -> tuple[Waiting, ...]:
        """All of it, the first first."""
        with self._lock:
            return tuple(self._rows)

    @property
    def unsent(self) -> tuple[Waiting, ...]:
        """What is still to be sent."""
        return tuple(one for one in self.rows if one.refused is None)

    @property
    def held(self) -> tuple[Waiting, ...]:
        """What was refused, or comes after it."""
        return tuple(one for one in self.rows if one.refused is not None)

    def refusal_before(self, one: Waiting) -> bytes | None:
        """Return why something about the same was refused: what is decided on top of it is kept with it."""
        return next((two.refused for two in self.held if one.follows(two)), None)

    def comes_after_refused(self, name: str, arguments: bytes) -> bool:
        """Whether such an act would be about what is held."""
        return self.refusal_before(Waiting(0, uuid4(), name, arguments, _now(), None)) is not None

    def put(self, act_id: UUID, name: str, arguments: bytes, instead: Iterable[int] = ()) -> None:
        """Let an act wait; it is on the disk when this returns. *instead* of it others wait no more.

        Raises:
            StoreError: if it cannot be written; then it does not wait.
        """
        with self._lock:
            number = max((one.number for one in self._rows), default=0) + _STEP
            row = Waiting(number, act_id, name, arguments, _now(), None)
            gone = set(instead)
            old = [one for one in self._rows if one.number in gone or (row.field and one.field == row.field)]
            with self._opened() as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(_DELETE, [(one.number,) for one in old])
                connection.execute(_INSERT, _values(row))
                connection.execute("COMMIT")
            self._rows = [*(one for one in self._rows if one not in old), row]

    def take_out(self, numbers: Iterable[int]) -> None:
        """Let these wait no more: they were done, or are not wanted."""
        gone = set(numbers)
        with self._lock:
            with self._opened() as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(_DELETE, [(one,) for one in gone])
                connection.execute("COMMIT")
            self._rows = [one for one in self._rows if one.number not in gone]

    def part(self, one: Waiting) -> None:
        """Let each mark of an act wait for itself: one of them was refused, and the others with it."""
        told = [
            written(RATE, sheets.rate_all, one.sheet_id, {item: mark})
            for item, mark in one.told["marks"].items()
        ]
        parts = [
            replace(one, number=one.number + place, act_id=uuid4(), arguments=content)
            for place, content in enumerate(told, 1)
        ]
        with self._lock:
            with self._opened() as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(_DELETE, (one.number,))
                connection.executemany(_INSERT, map(_values, parts))
                connection.execute("COMMIT")
            rows = [row for row in self._rows if row.number != one.number]
            self._rows = sorted([*rows, *parts], key=lambda row: row.number)

    def hold(self, number: int, refused: bytes) -> None:
        """Keep what was refused until a person decides."""
        with self._lock:
            with self._opened() as connection:
                connection.execute("UPDATE waiting SET refused = ? WHERE number = ?", (refused, number))
            self._rows = [
                replace(one, refused=refused) if one.number == number else one for one in self._rows
            ]

    def change_password(self, password: str) -> None:
        """Let another password open it."""
        keys.save(keys.with_password(keys.load(self.path), self._dek, password), self.path)

    def close(self) -> None:
        """Let another window have it."""
        self._held.release()

    @contextlib.contextmanager
    def _opened(self) -> "Generator[sqlite3.Connection]":
        # A connection for each: it opens with the raw key in a millisecond, and nothing stays open meanwhile.
        with of_sqlite(self.path), contextlib.closing(driver.connect(self.path, self._dek)) as connection:
            yield connection


_STEP = 1_000  # between two numbers: more than there are marks in an act
_DELETE = "DELETE FROM waiting WHERE number = ?"
_INSERT = "INSERT INTO waiting VALUES (?, ?, ?, ?, ?, NULL)"


def _values(row: Waiting) -> tuple[int, str, str, bytes, str]:
    return row.number, str(row.act_id), row.name, row.arguments, row.at.isoformat()


def _now() -> datetime:
    return datetime.now(UTC)
