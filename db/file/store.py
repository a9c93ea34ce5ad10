"""The open file: two verbs for data, each call one transaction, every fault a type."""

import contextlib
import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, Concatenate, cast

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session

from db import models
from db.file import backup, checkup, engine, keys, migrate, opening
from db.file.engine import Mode
from db.file.errors import (
    Busy,
    Damaged,
    DiskFull,
    DriverError,
    Exists,
    KeysMissing,
    Newer,
    NotOurs,
    ReadOnly,
    StoreError,
    Unencrypted,
    Unwritable,
    WrongPassword,
    WrongRecoveryCode,
    of_sqlite,
    of_system,
)
from db.file.keys import Keys
from db.journal import journal
from db.journal.problems import Problem, ProblemKind

__all__ = [
    "Busy",
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
    "Store",
    "StoreError",
    "Unencrypted",
    "Unwritable",
    "WrongPassword",
    "WrongRecoveryCode",
]

ANCHOR_EVERY = 32  # acts between two notes of the journal's end in the key file

type Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Created:
    """A new file, and the code that people must print now: it is shown nowhere else."""

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
        clock: Clock,
        new_uid: Callable[[], uuid.UUID],
    ) -> None:
        self.path = path
        self.read_only = mode is not Mode.WRITE
        self._dek = dek
        self._frozen = mode is Mode.FROZEN
        self._engine: Engine = engine.make(path, dek, mode)
        self._writing = self._engine.execution_options(immediate=True)
        self._lock = RLock()  # our own threads wait here, in turn, and not in SQLite's polling
        self._heard: list[Callable[[frozenset[str]], None]] = []
        self._outside: dict[str, Any] = {
            "clock": clock,
            "new_uid": new_uid,
            "actor_id": None,
            "journal_key": keys.journal_key(dek),
            "cache": {},  # published editions, which never change: frameworks.py fills it
        }
        self._since_anchor = 0
        self._closed = False
        self._watch: Any = None  # a connection that only looks whether others write; opened when asked for
        self._seen = 0  # the state of the file that it saw last
        self._news = False  # somebody else has written since that was asked
        # An anchor that does not hold is evidence, so it is never written over.
        self._anchor_held = keys_ is not None and not self.read(checkup.anchor, keys_, dek)

    @classmethod
    def create(
        cls,
        path: Path,
        password: str | None,
        *,
        clock: Clock | None = None,
        new_uid: Callable[[], uuid.UUID] = uuid.uuid4,
        dek: bytes | None = None,
        fast: bool = False,
    ) -> Created:
        """Make a new file with the shipped catalogue; without a password it has an open slot (the demo).

        *dek*, *clock* and *new_uid* make a file that can be repeated; *fast* is for tests: its password is
        easy to try.

        Raises:
            Exists: if the file or a key file of its name is there.
            DiskFull, Unwritable: nothing is left behind.
        """
        if path.exists() or keys.beside(path).exists():
            raise Exists(path)
        clock, dek = clock or _now, dek or keys.new_dek()
        made = keys.make(dek, password, keys.FAST if fast else keys.STRONG)
        part = path.with_name(f".{path.name}.part")
        try:
            with of_system(path):
                _remove(part)
                keys.write_private(part, b"")  # before SQLite makes it for everybody to read
            with of_sqlite(path):
                made = _fill(cls, part, dek, made, clock, new_uid)
            # The keys first: a file without them could never be opened.
            keys.save(made, path)
            with of_system(path):
                part.rename(path)
                keys.sync_folder(path.parent)
        except BaseException:
            for made_by_us in (part, keys.beside(path)):
                with contextlib.suppress(OSError):  # a disk that takes nothing gives nothing back either
                    _remove(made_by_us)
            raise
        return Created(cls(path, dek, made, Mode.WRITE, clock, new_uid), keys.recovery_code(dek))

    @classmethod
    def open(
        cls,
        path: Path,
        password: str | None = None,
        recovery_code: str | None = None,
        *,
        clock: Clock | None = None,
        new_uid: Callable[[], uuid.UUID] = uuid.uuid4,
    ) -> "Store":
        """Open a file by its password, its recovery code, or the open slot of the demo.

        An older file is copied, then migrated. Where nothing can be written the store is ``read_only``. With
        the code the key file may be missing or broken.

        Raises:
            FileNotFoundError: if there is no such file; none is ever made in its place.
            StoreError: what else hinders, by its kind.
        """
        clock = clock or _now
        opening.look(path)
        found, dek = opening.unlock(path, password, recovery_code)
        with of_sqlite(path):
            version = opening.version(path, dek, by_code_alone=found is None)
            with opening.probe(path, dek, version) as mode:
                if version >= migrate.SCHEMA:
                    return cls(path, dek, found, mode, clock, new_uid)
        if mode is not Mode.WRITE:
            raise ReadOnly(path)
        _migrate(path, dek, version, clock, new_uid)
        with of_sqlite(path):
            return cls(path, dek, found, mode, clock, new_uid)

    @staticmethod
    def needs_password(path: Path) -> bool:
        """Tell whether the file has no open slot.

        Raises:
            FileNotFoundError, NotOurs, KeysMissing, Damaged: as ``open``.
        """
        opening.look(path)
        return isinstance(keys.load(path).slot, keys.PasswordSlot)

    def act_as(self, person_id: int | None) -> None:
        """Stamp this person on the journal from now on."""
        self._outside["actor_id"] = person_id

    def read[**P, R](self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function over one unmoving state of the file."""
        with of_sqlite(self.path), _Reading(self._engine, info=dict(self._outside)) as session:
            return f(session, *args, **kwargs)

    def write[**P, R](self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing function in one transaction; when this returns, it is on the disk.

        Raises:
            ReadOnly, DiskFull, Busy, Unwritable, Damaged: nothing was written.
        """
        if self.read_only:
            raise ReadOnly(self.path)
        models.load()  # rows are written in the order of their keys, which lead to any table
        with self._lock:
            with of_sqlite(self.path), self._writing.connect() as connection:
                result, touched = self._commit(connection, f, *args, **kwargs)
                # Here, so that no long job can delay it. What was committed is safe already, so a disk that
                # is full just now is the next act's news.
                with contextlib.suppress(DriverError):
                    _driver(connection).execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._since_anchor += 1
            if self._since_anchor >= ANCHOR_EVERY:
                self._anchor()
        if touched:
            for heard in self._heard:
                heard(touched)
        return result

    def listen(self, heard: Callable[[frozenset[str]], None]) -> None:
        """Call *heard* after each COMMIT, in the writing thread, with the names of the touched tables.

        The journal is not among them: every act touches it.
        """
        self._heard.append(heard)

    def others_wrote(self) -> bool:
        """Tell whether another window or program has written into the file since this was asked last.

        Costs no reading of tables. While a long act of ours is at work the answer is no, and comes later.
        """
        if self._frozen or not self._lock.acquire(blocking=False):
            return False
        try:
            if self._closed:
                return False
            with of_sqlite(self.path):
                if self._watch is None:
                    self._watch = self._engine.raw_connection()
                    self._seen = self._state()
                self._note_others()
            news, self._news = self._news, False
            return news
        finally:
            self._lock.release()

    def change_password(self, password: str) -> None:
        """Let this password open the file from now on, and no other; the recovery code stays.

        Raises:
            ReadOnly, DiskFull, Unwritable, Busy: the old password stays.
        """
        if self.read_only:
            raise ReadOnly(self.path)
        with self._lock, self._alone():
            found = self._keys()
            if found is None:  # opened by the code: the key file is lost or broken, so it is made anew
                self._anchor_held = True
                keys.save(self._anchored(keys.make(self._dek, password)), self.path)
            else:
                keys.save(keys.with_password(found, self._dek, password), self.path)

    def checkup(self) -> tuple[Problem, ...]:
        """Check pages, links, schema and journal as they are now; acts go on meanwhile. Empty means sound.

        Raises:
            Busy: if somebody reads or writes for longer than we wait; then nothing was checked.
        """
        with of_sqlite(self.path), _Reading(self._engine, info=dict(self._outside)) as session:
            if not self.read_only:
                self._hold(session)
            problems = list(checkup.check(session))
        found = self._keys()
        if found is None:
            problems.append(Problem(ProblemKind.ANCHOR, "no key file"))
        else:
            problems.extend(self.read(checkup.anchor, found, self._dek))
        if self._frozen and opening.has_wal(self.path):
            problems.append(Problem(ProblemKind.WAL, opening.wal(self.path).name))
        return tuple(problems)

    def _hold(self, session: Session) -> None:
        """Let this session see the file as it is now, all of it in the main file, and keep that as it is.

        Pages are checked in the main file only. Who begins to read while the log is empty keeps it from being
        carried over, so what is written from here on stays in the log until the check is done.
        """
        with self._lock:
            with self._engine.connect() as connection:
                if _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise Busy(self.path)
            with self._alone():
                if opening.has_wal(self.path):  # another program was quicker
                    raise Busy(self.path)
                session.connection().exec_driver_sql("SELECT count(*) FROM sqlite_master").all()

    def close(self) -> None:
        """Note the journal's end, empty the WAL, let go of the file. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        with self._lock:
            if self._watch is not None:
                self._watch.close()
            if not self.read_only:
                if self._since_anchor:
                    self._anchor()
                # What was committed is safe in the WAL too; the next start goes on from it.
                with (
                    contextlib.suppress(StoreError),
                    of_sqlite(self.path),
                    self._engine.connect() as connection,
                ):
                    _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._engine.dispose()

    def _commit[**P, R](
        self,
        connection: Connection,
        f: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[R, frozenset[str]]:
        with _Writing(connection, info=self._outside | {"touched": set[str](), "events": 0}) as session:
            result = f(session, *args, **kwargs)
            session.flush()
            touched = frozenset(cast("set[str]", session.info["touched"])) - {"journal"}
            events = session.info["events"]
            unjournaled = events == 0 and (not touched or session.info.get("unjournaled", False))
            assert not session.info.get("refused"), "the rows of an act that was refused in its middle"
            assert events == 1 or unjournaled, f"{events} journal events for one act on {sorted(touched)}"
            if self._watch is None:
                session.commit()
            else:
                self._note_others()  # nobody else writes between this and the commit
                session.commit()
                self._seen = self._state()
        return result, touched

    def _note_others(self) -> None:
        state = self._state()
        self._news = self._news or state != self._seen
        self._seen = state

    def _state(self) -> int:
        """Return a number that is another one after each commit that is not of the watching connection."""
        return self._watch.driver_connection.execute("PRAGMA data_version").fetchone()[0]

    @contextlib.contextmanager
    def _alone(self) -> Generator[None]:
        # The write lock of the file also guards the key file against another process.
        with of_sqlite(self.path), self._writing.connect() as connection, connection.begin() as transaction:
            yield
            transaction.rollback()

    def _keys(self) -> Keys | None:
        try:
            found = keys.load(self.path)
        except (KeysMissing, Damaged, Newer):
            return None
        return found if keys.fits(found, self._dek) else None

    def _anchored(self, found: Keys) -> Keys:
        return keys.anchored(found, self._dek, *self.read(journal.head))

    def _anchor(self) -> None:
        # The marks are safe already; a note that fails now is made at the next chance.
        with contextlib.suppress(StoreError), self._alone():
            found = self._keys()
            if found is not None and self._anchor_held:
                keys.save(self._anchored(found), self.path)
            self._since_anchor = 0


def make_tables() -> None:
    """Make the tables that nothing has named yet, which the first act would else wait for."""
    models.load()


class _Reading(Session):
    """A session that must find nothing to write."""


class _Writing(Session):
    """A session that notes which tables it touches."""


def _forbid(session: Any, _context: UOWTransaction, _instances: object) -> None:
    raise AssertionError(
        f"a read changed {sorted(type(row).__name__ for row in session.dirty | session.new)}"
    )


def _note_rows(session: Any, _context: UOWTransaction) -> None:
    touched = cast("set[str]", session.info["touched"])
    for row in [*session.new, *session.dirty, *session.deleted]:
        touched.add(row.__tablename__)


def _note_statement(state: ORMExecuteState) -> None:
    # Statements about many rows pass the flush by.
    if state.is_insert or state.is_update or state.is_delete:
        table: Any = cast("Any", state.statement).table
        cast("set[str]", state.session.info["touched"]).add(table.name)


event.listen(_Reading, "before_flush", _forbid)
event.listen(_Writing, "after_flush", _note_rows)
event.listen(_Writing, "do_orm_execute", _note_statement)


def _now() -> datetime:
    return datetime.now(UTC)


def _migrate(path: Path, dek: bytes, version: int, clock: Clock, new_uid: Callable[[], uuid.UUID]) -> None:
    outside = {"clock": clock, "new_uid": new_uid, "actor_id": None, "journal_key": keys.journal_key(dek)}

    def tell(connection: Connection, old: int) -> None:
        with Session(connection, info=outside) as session:
            journal.record(session, "migrate", "file", None, {"from": old, "to": migrate.SCHEMA})
            session.flush()

    models.load()
    backup.before_migration(path, dek, version, clock())
    with of_sqlite(path):
        upgrading = engine.make(path, dek)
        try:
            migrate.upgrade(upgrading, path, tell)
            migrate.shrink(upgrading)
        finally:
            upgrading.dispose()


def _fill(
    store: type[Store], part: Path, dek: bytes, made: Keys, clock: Clock, new_uid: Callable[[], uuid.UUID]
) -> Keys:
    with contextlib.closing(engine.connect(part, dek)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    making = engine.make(part, dek)
    try:
        migrate.upgrade(making, part)
    finally:
        making.dispose()
    filling = store(part, dek, None, Mode.WRITE, clock, new_uid)
    from db.framework import catalogue  # only a new file is filled: to open one must not wait 0.05 s for it

    try:
        filling.write(catalogue.install)
        return keys.anchored(made, dek, *filling.read(journal.head))
    finally:
        filling.close()


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _remove(part: Path) -> None:
    for leftover in (part, opening.wal(part), part.with_name(part.name + "-shm")):
        leftover.unlink(missing_ok=True)
