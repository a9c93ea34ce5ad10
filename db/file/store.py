"""The open file: two verbs for data, one transaction per call, one exception type per fault."""

import contextlib
import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, RLock
from time import monotonic
from typing import TYPE_CHECKING, Any, Concatenate

from db import models
from db.file import driver, keys, migrate, opening, place
from db.file.driver import Mode
from db.file.errors import (
    Busy,
    Closed,
    Damaged,
    DiskFull,
    Exists,
    KeysMissing,
    Newer,
    NotOurs,
    ReadOnly,
    Replaced,
    StoreError,
    Strange,
    Unencrypted,
    Unwritable,
    WrongPassword,
    WrongRecoveryCode,
    of_sqlite,
)
from db.file.key_change import KeyChange
from db.file.keys import Keys
from db.file.others import Others
from db.file.own_copies import OwnCopies
from db.file.proof import Proof
from db.journal.problems import Problem, ProblemKind
from domain import password as passwords
from domain.password import Tries

if TYPE_CHECKING:  # imported with the first session: the first window needs the driver alone
    import sqlite3

    from sqlmodel import Session

    from db.file.copies import Copy, Lacks
    from db.file.creation import Clock, Fill
    from db.file.sessions import Sessions
    from db.journal.reconcile import Reconciled
    from domain.people.erasure import LedgerLine
    from domain.progress import Progress

__all__ = [
    "Busy",
    "Closed",
    "Created",
    "Damaged",
    "DiskFull",
    "Exists",
    "KeysMissing",
    "Newer",
    "NotOurs",
    "Problem",
    "ProblemKind",
    "ReadOnly",
    "Replaced",
    "Store",
    "StoreError",
    "Strange",
    "Unencrypted",
    "Unwritable",
    "WrongPassword",
    "WrongRecoveryCode",
]


@dataclass(frozen=True, slots=True)
class Created:
    """A new file, and the recovery code that people must print now: it is shown nowhere else."""

    store: "Store"
    recovery_code: str


class Store:
    """One open file. Any thread may read and write; a session never leaves a call."""

    def __init__(
        self,
        path: Path,
        dek: bytes,
        keys_: Keys | None,
        mode: Mode,
        clock: "Clock",
        new_uid: Callable[[], uuid.UUID],
        tries: Tries | None = None,
        seen_in: Path | None = None,
        cause: StoreError | None = None,
    ) -> None:
        """*seen_in* is the folder for notes apart from the file, *cause* the fault that made it read-only."""
        self.path = path
        self._tries = tries or Tries(monotonic)
        self.cause = cause
        self.read_only = mode is not Mode.WRITE
        self._dek, self._keys_found = dek, keys_
        self.settings_key = keys.settings_key(dek)  # seals what a computer remembers about people and sheets
        self._mode = mode
        self._lock = RLock()  # our own threads queue here instead of polling in SQLite
        self.free: Callable[[], int | None] = lambda: place.free(path)  # bytes left on the file's disk
        self._heard: list[Callable[[frozenset[str]], None]] = []
        self._after: list[Callable[[], None]] = []
        self._outside: dict[str, Any] = {
            "clock": clock,
            "new_uid": new_uid,
            "actor_id": None,
            "journal_key": keys.journal_key(dek),
            "free": lambda: self.free(),
            "cache": {},  # published editions, which never change; filled by frameworks.py
        }
        self._closed = False
        self.copies = OwnCopies(path, dek, mode, self._lacks, self._ledger, self._former, clock)
        self._making = Lock()
        self._made: Sessions | None = None
        self._proof = Proof(
            path, dek, mode, clock, seen_in, self._lock, lambda: self._sessions, self._carry_over
        )
        # A connection that only looks: at what is painted first, and at whether others write.
        self._looking = Lock()
        self._held = driver.Held(path)
        self._key_change = KeyChange(path, dek, self._lock, self._proof, self._tries)
        with of_sqlite(path), contextlib.ExitStack() as looking:
            self._look = looking.enter_context(contextlib.closing(driver.connect(path, dek, mode)))
            self._proof.look(self._look, keys_)
            self._strange = migrate.strange(self._look)
            looking.pop_all()
        self._held.opened()
        self._others = Others(self._state)

    @classmethod
    def create(
        cls,
        path: Path,
        password: str | None,
        *,
        clock: "Clock | None" = None,
        new_uid: Callable[[], uuid.UUID] = uuid.uuid4,
        dek: bytes | None = None,
        fast: bool = False,
        seen_in: Path | None = None,
        fill: "Fill | None" = None,
    ) -> Created:
        """Create a new file with the shipped catalogue; without a password it gets an open slot (the demo).

        *dek*, *clock* and *new_uid* make a reproducible file. *fast* is for tests: the password is cheap to
        try. *fill* is the act that fills the file with something else.

        Raises:
            PasswordTooShort: if there is a password, but not a long enough one.
            Exists: as ``creation.alone``.
            DiskFull, Unwritable: nothing is left behind.
        """
        if password is not None:
            passwords.check(password)
        from db.file import creation

        part = creation.part_of(path)
        clock, dek = clock or _now, dek or keys.new_dek()
        with creation.alone(path, part):
            made = keys.make(dek, password, keys.FAST if fast else keys.STRONG)
            made = creation.create(cls, path, part, dek, made, clock, new_uid, fill)
        store = cls(path, dek, made, Mode.WRITE, clock, new_uid, seen_in=seen_in)
        return Created(store, keys.recovery_code(dek))

    @classmethod
    def open(
        cls,
        path: Path,
        password: str | None = None,
        recovery_code: str | None = None,
        *,
        clock: "Clock | None" = None,
        new_uid: Callable[[], uuid.UUID] = uuid.uuid4,
        tries: Tries | None = None,
        seen_in: Path | None = None,
    ) -> "Store":
        """Open a file by its password, its recovery code, or the open slot of the demo.

        An older file is first copied, then migrated. If nothing can be written, the store is ``read_only``;
        ``cause`` tells why, if it is not a matter of permissions. With the code, the key file may be missing
        or broken. *tries* are the program's tries so far; *seen_in* is the folder that notes, apart from the
        file, where its journal ended.

        Raises:
            WaitFirst: after too many wrong ones.
            FileNotFoundError: if there is no such file; none is created in its place.
            StoreError: for any other obstacle, by its subclass.
        """
        clock, tries = clock or _now, tries or Tries(monotonic)
        opening.look(path)
        with opening.one_of(tries, path):
            found, dek = opening.unlock(path, password, recovery_code)
        with of_sqlite(path):
            version = opening.version(path, dek, by_code_alone=found is None)
            with opening.probe(path, dek, version) as (mode, cause):
                if version >= migrate.SCHEMA:
                    return cls(path, dek, found, mode, clock, new_uid, tries, seen_in, cause)
        if mode is not Mode.WRITE:
            raise cause or ReadOnly(path)
        from db.file import creation

        creation.up_to_date(path, dek, version, clock, new_uid)
        with of_sqlite(path):
            return cls(path, dek, found, mode, clock, new_uid, tries, seen_in)

    @staticmethod
    def needs_password(path: Path) -> bool:
        """Return whether the file needs a password, that is, has no open slot.

        Raises:
            FileNotFoundError, NotOurs, KeysMissing, Damaged: as ``open``.
        """
        opening.look(path)
        return not keys.load(path).open

    def act_as(self, person_id: int | None, sitting_of: int | None = None) -> None:
        """Name this person in the journal as the author of all acts from now on.

        *sitting_of* is who had opened the file, if that was somebody else; each event then says so.
        """
        self._outside["actor_id"] = person_id
        self._outside["sitting_of"] = sitting_of

    def read[**P, R](self, f: "Callable[Concatenate[Session, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function over one unchanging state of the file.

        Raises:
            Closed: once the file is closed; a new connection would open it again.
        """
        return self._sessions.read(f, *args, **kwargs)

    def glance[**P, R](
        self, f: "Callable[Concatenate[sqlite3.Connection, P], R]", *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run one of the few reading functions that need only the driver, before there are sessions."""
        with of_sqlite(self.path), self._looking:
            if self._closed:
                raise Closed(self.path)
            self._look.execute("BEGIN")
            try:
                return f(self._look, *args, **kwargs)
            finally:
                self._look.execute("ROLLBACK")

    @property
    def prepared(self) -> bool:
        """Whether the sessions are ready, so that a read need not wait for them."""
        return self._made is not None

    def prepare(self) -> None:
        """Create the sessions and tables now, so that the first read or act need not wait for them.

        The copy of the key file that is missing or damaged is written again.
        """
        models.load()
        _ = self._sessions
        if not self.read_only:
            self._proof.mend_keys()

    def write[**P, R](
        self, f: "Callable[Concatenate[Session, P], R]", *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a writing function in one transaction; once this returns, the data is on the disk.

        Raises:
            ReadOnly, Strange, DiskFull, Busy, Unwritable, Damaged: nothing was written.
        """
        if self.read_only:
            raise self.cause or ReadOnly(self.path)
        if self._strange:
            raise Strange(self.path)
        with self._lock:
            if self._closed:
                raise Unwritable(self.path)
            result, touched, weighty = self._sessions.write(self._apart_from_others(), f, *args, **kwargs)
            self._proof.acted(weighty=weighty)
            self.copies.behind = True
        if touched:
            for heard in self._heard:
                heard(touched)
        return result

    def compact(self) -> bool:
        """Rewrite the file without what was erased, and empty the log; False if that could not be now."""
        if self.read_only:
            return False
        with self._lock, contextlib.suppress(StoreError, MemoryError), self._apart_from_others():
            with of_sqlite(self.path), contextlib.closing(driver.connect(self.path, self._dek)) as connection:
                connection.execute("VACUUM")
            return not self._carry_over()
        return False

    def empty_log(self) -> bool:
        """Move the log into the file, since it may hold what was erased; False if that could not be now."""
        with self._lock, contextlib.suppress(StoreError):
            return not self.read_only and not self._closed and not self._carry_over()
        return False

    def listen(self, heard: Callable[[frozenset[str]], None]) -> None:
        """Call *heard* after each commit, in the writing thread, with the names of the touched tables.

        The journal is not among them: every act touches it.
        """
        self._heard.append(heard)

    def when_closed(self, act: Callable[[], None]) -> None:
        """Call *act* once the file is closed."""
        self._after.append(act)

    def stop_writing(self) -> None:
        """Refuse every write from now on: the file was found damaged, and is to stay as it is."""
        self.read_only, self.cause = True, Damaged(self.path)

    def rest(self) -> None:
        """Note the journal's end, if anything was written since the last note: for a moment without work."""
        if not self._closed and not self.read_only and self._lock.acquire(blocking=False):
            try:
                self._proof.note_end()
            finally:
                self._lock.release()

    def others_wrote(self) -> bool:
        """Return whether another window or program has written to the file since the last call.

        Reads no tables. While a long act of ours is running the answer is False; a later call reports the
        change.
        """
        if self._mode is Mode.FROZEN or not self._lock.acquire(blocking=False):
            return False
        try:
            return not self._closed and self._others.wrote()
        finally:
            self._lock.release()

    def opens(self, path: Path) -> bool:
        """Return whether the key of this file opens another one: both were one file once."""
        with contextlib.suppress(StoreError, OSError):
            opening.version(path, self._dek, by_code_alone=False)
            return True
        return False

    @property
    def has_password(self) -> bool:
        """Whether the file has a password; one whose key file is lost counts as having one."""
        found = self._proof.keys()
        return found is None or not found.open

    @property
    def has_key_file(self) -> bool:
        """Whether there is a key file that fits; without one only the recovery code opens the file."""
        return self._proof.keys() is not None

    def change_password(self, new: str, present: str | None) -> None:
        """Make *new* the only password; *present* is the one so far, or the recovery code, which stays.

        A file without a password asks for none. Copies made before still open with the old password.

        Raises:
            PasswordTooShort, WrongPassword, WrongRecoveryCode, WaitFirst: nothing was changed.
            ReadOnly, DiskFull, Unwritable, Busy: the old password stays.
        """
        if self.read_only:
            raise self.cause or ReadOnly(self.path)
        with self._lock:
            if self._closed:
                raise Closed(self.path)
            self._key_change.password(new, present, self.write)

    def recovery_code(self, present: str | None) -> str:
        """Return the recovery code to whoever gives the password or the code itself.

        Raises:
            WrongPassword, WrongRecoveryCode, WaitFirst: it is not shown.
        """
        with self._lock:
            if self._closed:
                raise Closed(self.path)
            return self._key_change.recovery_code(present)

    def checkup(self) -> tuple[Problem, ...]:
        """Return the problems of ``check``, with its refusals; empty means sound."""
        return self.check().problems

    def check(self, progress: "Progress | None" = None) -> "Reconciled":
        """Check pages, links, schema, journal and the records it proves, as they are now; acts may go on.

        Raises:
            Busy: if someone reads or writes for longer than we wait; then nothing was checked.
            Cancelled: if the user cancelled.
        """
        return self._proof.check(progress)

    def check_since_last(self, progress: "Progress | None" = None) -> "Reconciled":
        """Check only the events since the last check that found nothing, and the records that they prove."""
        return self._proof.check_since_last(progress)

    def check_pages(self) -> tuple[Problem, ...]:
        """Check the pages of a file of usual size, until the whole file has been checked that day."""
        return self._proof.check_pages()

    @property
    def whole_check_due(self) -> bool:
        """Whether the whole file was not yet checked today."""
        return self._proof.whole_check_due

    @property
    def older_than(self) -> int | None:
        """The number of an event noted apart from the file that its journal has no more; usually None."""
        return self._proof.older_than

    def close(self, *, wiping: bool = True) -> None:
        """Note the journal's end in the key file, empty the WAL, close the file. Safe to call twice."""
        self.copies.end()
        with self._lock:
            if self._closed:
                return
            if not self.read_only:
                self._proof.note_end()
                # What was committed is safe in the WAL too; the next start continues from there.
                with contextlib.suppress(StoreError):
                    self._carry_over()
            self._closed = True
            log = self._hold_log() if isinstance(self.cause, Damaged) else contextlib.nullcontext()
            with driver.wiping(self._look) if wiping else contextlib.nullcontext():
                if self._made is not None:
                    self._made.dispose()
                with self._looking:
                    self._look.close()
                    self._held.closed()
                with log:
                    pass
            # As far as Python allows: it clears no memory, and copies of the key are left in what it freed.
            self._dek, self._keys_found, self._made = b"", None, None
            for one in (self._proof, self.copies, self._key_change):
                one.forget()
            self._outside["journal_key"] = b""
        for act in self._after:
            act()

    def _hold_log(self) -> contextlib.AbstractContextManager[object]:
        """Return a connection to be closed last, which cannot move the log into the file.

        The last one that could write would do that, and a damaged file is to stay as it is.
        """
        with contextlib.suppress(StoreError), of_sqlite(self.path):
            connection = driver.connect(self.path, self._dek, Mode.READ)
            connection.execute("PRAGMA user_version").fetchone()  # from now on it counts as one that reads
            return contextlib.closing(connection)
        return contextlib.nullcontext()

    def _lacks(self, copy: "Copy") -> "Lacks | None":
        from db.file import copies

        return self.glance(copies.lacks, copy)

    def _former(self) -> tuple[bytes, ...]:
        from db.journal import former_keys

        return tuple(key for _event, key in self.read(former_keys.data_keys))

    def _ledger(self) -> "tuple[LedgerLine, ...]":
        from db.people import erasing

        return self.read(erasing.ledger)

    @property
    def _sessions(self) -> "Sessions":
        with self._making:
            if self._closed:
                raise Closed(self.path)
            if (made := self._made) is None:
                from db.file.sessions import Sessions

                made = Sessions(self.path, self._dek, self._mode, self._outside)
                found = self._keys_found
                try:
                    self._proof.held = found is not None and not made.anchor(found)
                    self._made = made
                finally:  # if refused, or closed while a job was here, no one else would release the file
                    if self._made is None or self._closed:
                        made.dispose()
        return made

    @contextlib.contextmanager
    def _apart_from_others(self) -> Generator[None]:
        """Refuse to write into another file of this name, and keep an act apart from those of others."""
        if self._held.replaced(self.path):
            raise Replaced(self.path)
        with self._others.apart():
            yield

    def _state(self) -> int:
        """Return a number that changes with each commit except those of the looking connection."""
        with of_sqlite(self.path), self._looking:
            return self._look.execute("PRAGMA data_version").fetchone()[0]

    def _carry_over(self) -> bool:
        """Empty the WAL into the file; return whether someone prevented it."""
        with of_sqlite(self.path), self._looking:
            return bool(self._look.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])


def _now() -> datetime:
    return datetime.now(UTC)
