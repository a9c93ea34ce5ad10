"""Sessions over the open file: a read sees one unchanging state, an act is one transaction with one event."""

import contextlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Concatenate, cast

from sqlalchemy import Connection, event
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session

from db import models
from db.file import checkup, engine
from db.file.driver import Mode
from db.file.errors import DriverError, of_sqlite
from db.file.keys import Keys
from db.journal import journal
from db.journal.problems import Problem
from db.journal.reconcile import Reconciled
from domain.progress import Progress

type Outside = dict[str, Any]
"""What a function may ask of the outside world: clock, actor, key of the journal, a cache."""

type First = Callable[[*tuple[Session, ...]], None]
"""Gives these sessions the same state of the file before they read anything else."""


class Sessions:
    """Creates the sessions; nothing of SQLAlchemy is imported before the first one is needed."""

    def __init__(self, path: Path, dek: bytes, mode: Mode, outside: Outside) -> None:
        """*outside* is copied for each session, so changes to it apply to the next one."""
        self._path = path
        self._dek = dek
        self._outside = outside
        self._engine = engine.make(path, dek, mode)
        self._writing = self._engine.execution_options(immediate=True)

    def read[**P, R](self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function over one unchanging state of the file."""
        with of_sqlite(self._path), _Reading(self._engine, info=dict(self._outside)) as session:
            return f(session, *args, **kwargs)

    def write[**P, R](
        self,
        around: contextlib.AbstractContextManager[None],
        f: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[R, frozenset[str], bool]:
        """Run a writing function in one transaction.

        Return its result, the touched tables, and whether the act is one of ``journal.WEIGHTY``. The commit
        happens inside *around*. The journal is not among the tables: every act touches it.
        """
        models.load()  # rows are written in the order of their foreign keys, which may lead to any table
        with of_sqlite(self._path), self._writing.connect() as connection:
            info = self._outside | {"touched": set[str](), "events": 0}
            with _Writing(connection, info=info) as session:
                result = f(session, *args, **kwargs)
                session.flush()
                touched = frozenset(cast("set[str]", session.info["touched"])) - {"journal"}
                events, weighty = session.info["events"], "weighty" in session.info
                unjournaled = events == 0 and (not touched or session.info.get("unjournaled", False))
                # Not ``assert``, which an optimised program leaves out.
                if session.info.get("refused"):
                    raise AssertionError("the rows of an act that was refused in its middle")
                if events != 1 and not unjournaled:
                    raise AssertionError(f"{events} journal events for one act on {sorted(touched)}")
                with around:
                    session.commit()
                if "anew" in session.info:  # readers that began before go on with what they have
                    self._outside["cache"] = {}
            # Done here, so that no long job can delay it. What was committed is already safe; if the disk is
            # full just now, the next act will report it.
            with contextlib.suppress(DriverError):
                driver_of(connection).execute("PRAGMA wal_checkpoint(PASSIVE)")
        return result, touched, weighty

    @contextlib.contextmanager
    def alone(self) -> Generator[None]:
        """Keep everyone else from writing meanwhile; guards the key file against other processes too."""
        with of_sqlite(self._path), self._writing.connect() as connection, connection.begin() as transaction:
            yield
            transaction.rollback()

    def check(self, first: First | None, progress: Progress | None) -> Reconciled:
        """Call *first* with both sessions, then check pages, links, schema, journal and what it proves."""
        models.load()

        def checked(session: Session) -> Reconciled:
            return self.read(beside, session)

        def beside(second: Session, session: Session) -> Reconciled:
            if first is not None:
                first(session, second)
            return checkup.check(session, second, progress)

        return self.read(checked)

    def check_since(self, seq: int, head: str, progress: Progress | None) -> Reconciled:
        """Check the events after this one, what they prove, and the schema."""
        models.load()
        return self.read(checkup.since, seq, head, progress)

    def pages(self, first: First | None) -> tuple[Problem, ...]:
        """Call *first* as in ``check``, then check the pages alone."""

        def checked(session: Session) -> tuple[Problem, ...]:
            if first is not None:
                first(session)
            return checkup.pages(session)

        return self.read(checked)

    def anchor(self, found: Keys) -> tuple[Problem, ...]:
        """Return a problem if the journal no longer has the end noted in the key file."""
        return self.read(checkup.anchor, found, self._dek)

    def head(self) -> tuple[int, str]:
        """Return the number and the MAC of the last event."""
        return self.read(journal.head)

    def dispose(self) -> None:
        """Close all connections."""
        self._engine.dispose()


class _Reading(Session):
    """A session in which a flush that writes anything is a bug."""


class _Writing(Session):
    """A session that notes which tables it touches."""


def driver_of(connection: Connection) -> Any:
    """Return the driver's connection underneath."""
    return connection.connection.driver_connection


def _forbid(session: Any, _context: UOWTransaction, _instances: object) -> None:
    raise AssertionError(
        f"a read changed {sorted(type(row).__name__ for row in session.dirty | session.new)}"
    )


def _note_rows(session: Any, _context: UOWTransaction) -> None:
    touched = cast("set[str]", session.info["touched"])
    for row in [*session.new, *session.dirty, *session.deleted]:
        touched.add(row.announced)


def _note_statement(state: ORMExecuteState) -> None:
    # Statements about many rows bypass the flush.
    if state.is_insert or state.is_update or state.is_delete:
        table: Any = cast("Any", state.statement).table
        cast("set[str]", state.session.info["touched"]).add(table.name)


event.listen(_Reading, "before_flush", _forbid)
event.listen(_Writing, "after_flush", _note_rows)
event.listen(_Writing, "do_orm_execute", _note_statement)
