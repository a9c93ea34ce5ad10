"""The open database of an organisation: the two verbs of the file, over PostgreSQL."""

import contextlib
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate

from sqlalchemy import URL, Engine, event
from sqlmodel import Session

from db import models
from db.file import keys, migrate
from db.file.driver import WAIT
from db.file.errors import Closed, Exists, Newer, NotOurs
from db.journal import journal, one_act, reconcile
from db.journal.one_act import Outside
from db.journal.problems import Problem, ProblemKind
from db.journal.reconcile import Reconciled
from db.postgresql import engine, schema
from db.postgresql.errors import Older, of_postgresql
from domain.progress import Progress

type Clock = Callable[[], datetime]


class DatabaseStore:
    """One open database. Any thread may read and write; a session never leaves a call.

    What is of a file alone is not here: its keys, copies, log and pages.
    """

    def __init__(
        self,
        url: str,
        key: bytes,
        *,
        clock: Clock | None = None,
        new_uid: Callable[[], uuid.UUID] = uuid.uuid4,
        wait: float = WAIT,
    ) -> None:
        """*key* is the one from which that of the journal is made; it is never in the database.

        *wait* is for how many seconds an act waits for another one, and anybody for the server.

        Raises:
            ValueError: if the address is not one of PostgreSQL.
            NotOurs, Older, Newer: nothing was touched.
            Unreachable, NotAllowed: if nobody opens there.
        """
        found = engine.place(url)
        self.path = _named(found)
        self._sessions = _Sessions(
            engine.make(found, wait=wait),
            self.path,
            {
                "clock": clock or _now,
                "new_uid": new_uid,
                "actor_id": None,
                "journal_key": keys.journal_key(key),
                "cache": {},  # published editions, which never change; filled by frameworks.py
            },
        )
        self._heard: list[Callable[[frozenset[str]], None]] = []
        try:
            self._sessions.look()
        except BaseException:
            self._sessions.dispose()
            raise

    @classmethod
    def create(
        cls,
        url: str,
        key: bytes,
        *,
        clock: Clock | None = None,
        new_uid: Callable[[], uuid.UUID] = uuid.uuid4,
    ) -> "DatabaseStore":
        """Make the schema and the shipped catalogue in an empty database, and open it.

        Raises:
            Exists: if there is any table in it; it stays as it is.
            Unreachable, NotAllowed: if nobody opens there.
        """
        from db.framework import catalogue

        found = engine.place(url)
        making = engine.make(found, connections=1)
        try:
            with of_postgresql(_named(found)), engine.writing(making).begin() as connection:
                if not schema.is_empty(connection):
                    raise Exists(_named(found))
                schema.install(connection)
        finally:
            making.dispose()
        store = cls(url, key, clock=clock, new_uid=new_uid)
        store.write(catalogue.install)
        return store

    def act_as(self, person_id: int | None, sitting_of: int | None = None) -> None:
        """Name this person in the journal as the author of all acts from now on."""
        self._sessions.outside["actor_id"] = person_id
        self._sessions.outside["sitting_of"] = sitting_of

    def read[**P, R](self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function over one unchanging state of the database, which itself refuses to write.

        Raises:
            Closed: once it is closed.
            Unreachable: if the server does not answer.
        """
        return self._sessions.read(f, *args, **kwargs)

    def write[**P, R](self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing function in one transaction; once this returns, the server has it on its disk.

        Raises:
            ReadOnly, DiskFull, Busy, NotAllowed: nothing was written.
            Unreachable: nothing was written, unless the server was lost at the very end.
        """
        result, touched, _weighty = self._sessions.write(f, *args, **kwargs)
        if touched:
            for heard in self._heard:
                heard(touched)
        return result

    def listen(self, heard: Callable[[frozenset[str]], None]) -> None:
        """Call *heard* after each commit of ours, in the writing thread, with the names of the tables."""
        self._heard.append(heard)

    def check(self, progress: Progress | None = None) -> Reconciled:
        """Check schema, guards, journal and the records it proves, over one state; acts may go on.

        Raises:
            Cancelled: if the user cancelled.
        """
        return self.read(checked, progress)

    def checkup(self) -> tuple[Problem, ...]:
        """Return the problems of ``check``; empty means sound."""
        return self.check().problems

    def close(self) -> None:
        """Close all connections. Safe to call twice."""
        self._sessions.dispose()


class _Sessions:
    def __init__(self, base: Engine, place: Path, outside: Outside) -> None:
        self._engine = base
        self._reading, self._writing = engine.reading(base), engine.writing(base)
        self._place, self._closed = place, False
        self.outside = outside

    def look(self) -> None:
        """Refuse a database that is not of this program and version."""
        with of_postgresql(self._place), self._reading.begin() as connection:
            found = schema.version(connection)
        if found is None:
            raise NotOurs(self._place)
        if found > migrate.SCHEMA:
            raise Newer(self._place, found, migrate.SCHEMA)
        if found < migrate.SCHEMA:
            raise Older(self._place)
        event.listen(self._engine, "connect", self._look_again)

    def _look_again(self, connection: Any, _record: object) -> None:
        # Connections are lost, and meanwhile somebody may have brought the database to a newer schema.
        with connection.cursor() as cursor:
            (found,) = cursor.execute(f"SELECT version_num FROM {schema.VERSION}").fetchone()
        connection.rollback()
        if int(found) != migrate.SCHEMA:
            raise Newer(self._place, int(found), migrate.SCHEMA)

    def read[**P, R](self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        self._open()
        with of_postgresql(self._place), one_act.Reading(self._reading, info=dict(self.outside)) as session:
            return f(session, *args, **kwargs)

    def write[**P, R](
        self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[R, frozenset[str], bool]:
        self._open()
        models.load()  # rows are written in the order of their foreign keys, which may lead to any table
        with of_postgresql(self._place), self._writing.connect() as connection:
            return one_act.write(connection, self.outside, contextlib.nullcontext(), f, *args, **kwargs)

    def dispose(self) -> None:
        self._closed = True
        self.outside["journal_key"] = b""
        self._engine.dispose()

    def _open(self) -> None:
        if self._closed:
            raise Closed(self._place)


def checked(session: Session, progress: Progress | None = None) -> Reconciled:
    """Check schema, guards, journal and the records it proves, as the session sees them."""
    models.load()
    strange = tuple(Problem(ProblemKind.SCHEMA, place) for place in schema.differences(session.connection()))
    problems = (*strange, *journal.verify(session, progress=progress))
    found = reconcile.reconcile(session, progress=progress)
    return replace(found, problems=(*problems, *found.problems), end=journal.head(session))


def _named(url: URL) -> Path:
    """Return how errors name the database: never with the account, and never with its password."""
    return Path(url.database or "")


def _now() -> datetime:
    return datetime.now(UTC)
