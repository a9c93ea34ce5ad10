"""The journal of the file, and what its acts still have to do outside it."""

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Field

from db.models.table import Table, partial
from db.models.types import Hash, Json, Utc, choice
from domain.outstanding import Task


class Journal(Table, table=True):
    """One act: ids, codes and levels, never names or comments.

    ``mac`` covers these and the MAC of the act before, which chains them.
    """

    # Most events are marks; nobody looks for one of them by what it is about, and each would cost its bytes.
    __table_args__ = (
        partial("ix_journal_subject", "subject_kind", "subject_id", where=text("act <> 'rate'")),
        partial("ix_journal_actor", "actor_id", where=text("act <> 'rate'")),
        partial("ix_journal_at", "at", where=text("act <> 'rate'")),
        # Acts about many name them in their data: with it the index answers by itself, and no event is read.
        partial(
            "ix_journal_many",
            "subject_kind",
            "act",  # only an index that has it too spares the look at the event
            carried="data",
            where=text("act IN ('export', 'load', 'merge', 'sign', 'refuse', 'take_back')"),
        ),
    )

    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    act: str
    subject_kind: str
    subject_id: int | None = None
    data: dict[str, Any] = Field(sa_type=Json)
    mac: str = Field(sa_type=Hash)


class Outstanding(Table, table=True):
    """Something that an act has still to do outside the file; the row goes once it is done.

    ``content`` is the document to be saved, or the key that a copy opens with.
    """

    id: int = Field(default=None, primary_key=True)
    task: Task = Field(sa_type=choice(Task))
    place: str
    event: int
    content: bytes | None = None
