"""From a file into a database and back: with the whole journal, whose chain goes on under another key."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session

from db import models
from db.file import creation
from db.file.errors import Exists
from db.file.store import Created, Store
from db.file.triggers import TRIGGERS
from db.journal import former_keys, journal
from db.journal.problems import Problem
from db.postgresql import carrying, engine, schema
from db.postgresql.carrying import Carried
from db.postgresql.errors import of_postgresql
from db.postgresql.store import DatabaseStore, checked

type Clock = Callable[[], datetime]


class Unsound(Exception):
    """What was to be moved is not sound; nothing was."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)}")
        self.problems = problems


def adopt(source: Store, data_key: bytes, url: str, key: bytes, clock: Clock | None = None) -> Carried:
    """Move all of an open file into an empty database; the file stays as it is, and is to be put aside.

    *data_key* is that of the file, *key* the one from which the database's journal gets its own. The last
    event of the file is named in the next one, the first under the new key.

    Raises:
        Unsound: if the check of either finds anything.
        Exists: if there is any table in the database.
        NotCarried, Unreachable, NotAllowed, DiskFull: nothing is left in the database.
    """
    if problems := source.checkup():
        raise Unsound(problems)
    models.load()
    found = engine.place(url)
    place = Path(found.database or "")
    making = engine.make(found, connections=1)

    def moved(theirs: Session) -> Carried:
        with of_postgresql(place), engine.writing(making).begin() as connection:
            if not schema.is_empty(connection):
                raise Exists(place)
            schema.make_tables(connection)
            return _settled(connection, theirs)

    def _settled(connection: Connection, theirs: Session) -> Carried:
        outside = creation.outside(key, clock or _now, uuid.uuid4)
        with Session(connection, info=outside) as session:
            carried = carrying.carry(theirs, session)
            schema.make_guards(connection)
            told = _before(session, theirs, data_key, carried)
            journal.record(session, "adopt", "key", None, told)
            session.flush()
            if problems := checked(session).problems:
                raise Unsound(problems)
        return carried

    try:
        return source.read(moved)
    finally:
        making.dispose()


def give_back(
    source: DatabaseStore, key: bytes, path: Path, password: str, *, fast: bool = False
) -> tuple[Created, Carried]:
    """Make a file of all that the database has; *key* is the database's. Whoever works there goes on.

    *fast* is for tests: the password is cheap to try.

    Raises:
        PasswordTooShort, NotCarried, Exists, DiskFull, Unwritable: no file is left behind.
    """
    done: list[Carried] = []

    def tell(session: Session) -> None:
        journal.record(session, "give_back", "file", None, {})

    def fill(session: Session, theirs: Session) -> None:
        connection = session.connection()
        made = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in connection.exec_driver_sql(made).scalars().all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # a row may refer to a later one
        done.append(carrying.carry(theirs, session))
        for trigger in TRIGGERS:
            connection.exec_driver_sql(trigger)
        told = _before(session, theirs, key, done[0])
        journal.record(session, "give_back", "key", None, told)

    def made(theirs: Session) -> Created:
        return Store.create(path, password, fast=fast, fill=lambda session: fill(session, theirs))

    # First: what was taken away and is not in the journal is worse than what was only tried.
    source.write(tell)
    return source.read(made), done[0]


def _before(session: Session, theirs: Session, data_key: bytes, carried: Carried) -> journal.Told:
    """Return the data of the event that ends the chain of before, and from which on another key signs."""
    seq, head = carried.head
    former = former_keys.wrapped(session, theirs.info["journal_key"], data_key)
    return former | {"seq": seq, "head": head}


def _now() -> datetime:
    return datetime.now(UTC)
