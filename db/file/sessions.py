"""Sessions over the open file: a read sees one unchanging state, an act is one transaction with one event."""

import contextlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Concatenate

from sqlalchemy import Connection
from sqlmodel import Session

from db import models
from db.file import checkup, engine
from db.file.driver import Mode
from db.file.errors import DriverError, of_sqlite
from db.file.keys import Keys
from db.journal import journal, one_act
from db.journal.one_act import Outside
from db.journal.problems import Problem
from db.journal.reconcile import Reconciled
from domain.progress import Progress

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
        with of_sqlite(self._path), one_act.Reading(self._engine, info=dict(self._outside)) as session:
            return f(session, *args, **kwargs)

    def write[**P, R](
        self,
        around: contextlib.AbstractContextManager[None],
        f: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[R, frozenset[str], bool]:
        """Run a writing function in one transaction, see ``one_act.write``."""
        models.load()  # rows are written in the order of their foreign keys, which may lead to any table
        with of_sqlite(self._path), self._writing.connect() as connection:
            written = one_act.write(connection, self._outside, around, f, *args, **kwargs)
            # Done here, so that no long job can delay it. What was committed is already safe; if the disk is
            # full just now, the next act will report it.
            with contextlib.suppress(DriverError):
                driver_of(connection).execute("PRAGMA wal_checkpoint(PASSIVE)")
        return written

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


def driver_of(connection: Connection) -> Any:
    """Return the driver's connection underneath."""
    return connection.connection.driver_connection
