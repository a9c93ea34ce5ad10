"""What is due in a file, by its days."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlmodel import Session

from db.file.store import Store
from db.home.due import due
from db.journal import journal
from domain.home.due import Due, Kind
from tests.db import sample

ON = sample.TODAY


def days(number: int) -> date:
    return ON + timedelta(days=number)


def found(store: Store, me: int, kind: Kind | None = None) -> list[Due]:
    return [one for one in store.read(due, me, ON) if kind in (None, one.kind)]


def edit(store: Store, change: Callable[[Session], None]) -> None:
    """Change rows that no act of the program can change yet."""

    def act(session: Session) -> None:
        change(session)
        journal.record(session, "change", "test", None, {})

    store.write(act)
