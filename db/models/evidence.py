"""Facts, and the items they concern."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field

from db.models.table import NO_ROWID, Table, partial
from db.models.types import Utc, choice, uid_type
from domain.assessing.evidence import Polarity


class Evidence(Table, table=True):
    """A fact: what was seen or said, when, by whom; on a sheet, or apart from it as its author's note."""

    __table_args__ = (
        CheckConstraint("observed_on <= recorded_on", name="observed"),
        partial("ix_evidence_sheet_id", "sheet_id", where=text("sheet_id IS NOT NULL")),
        # A page of the diary, and whether there are notes of others, are read from the index alone.
        partial(
            "ix_evidence_note",
            *("observed_on", "recorded_at", "id", "person_id", "author_id"),
            where=text("sheet_id IS NULL AND retired_at IS NULL"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    author_id: int = Field(foreign_key="person.id")
    observed_on: date
    recorded_on: date
    recorded_at: datetime = Field(sa_type=Utc)
    polarity: Polarity = Field(sa_type=choice(Polarity))
    text: str
    file_sha256: str | None = None
    sheet_id: int | None = Field(default=None, foreign_key="sheet.id")
    retired_at: datetime | None = Field(default=None, sa_type=Utc)
    # The diary note that it repeats.
    note_uid: str | None = Field(default=None, sa_type=uid_type(), index=True)


class EvidenceItem(Table, table=True):
    """An item that a fact concerns."""

    __table_args__ = NO_ROWID

    evidence_id: int = Field(foreign_key="evidence.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
