"""Marks and the sheets that contain them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field

from db.models.table import NO_ROWID, Table, level_check, partial
from db.models.types import Hash, Utc, choice, uid_type
from domain.sheet_kinds import Origin, Role, SheetOrigin, SheetState, State


class Sheet(Table, table=True):
    """One assessor's marks in one case; a correction is the next revision."""

    __table_args__ = (
        UniqueConstraint("case_id", "assessor_id", "revision"),
        partial("uq_sheet_draft", "case_id", "assessor_id", where=text("state = 'draft'"), unique=True),
        CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted"),
        CheckConstraint("(state = 'submitted') = (content_hash IS NOT NULL)", name="hashed"),
        CheckConstraint("(submitted_at IS NULL) = (submitted_on IS NULL)", name="dated"),
        CheckConstraint("revision = 1 OR reason <> ''", name="reason"),
    )

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    case_id: int = Field(foreign_key="case.id")
    assessor_id: int = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=choice(Role))
    revision: int = 1
    reason: str = ""
    state: SheetState = Field(sa_type=choice(SheetState, "state"))
    origin: SheetOrigin = Field(sa_type=choice(SheetOrigin, "origin"))
    started_at: datetime = Field(sa_type=Utc)
    submitted_at: datetime | None = Field(default=None, sa_type=Utc)
    submitted_on: date | None = None
    content_hash: str | None = Field(default=None, sa_type=Hash)


class Mark(Table, table=True):
    """What an assessor says about one item: it has a level exactly if it was rated (law 2)."""

    __table_args__ = (
        CheckConstraint("(state = 'rated') = (level IS NOT NULL)", name="rated"),
        level_check(),
        NO_ROWID,
    )

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    state: State = Field(sa_type=choice(State, "state"))
    level: int | None = None
    origin: Origin = Field(sa_type=choice(Origin, "origin"))
    rated_at: datetime = Field(sa_type=Utc)


class AskedProbe(Table, table=True):
    """A follow-up question that the assessor has asked about an item, by its Russian text."""

    __table_args__ = (NO_ROWID,)

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    probe: str = Field(primary_key=True)
    asked_at: datetime = Field(sa_type=Utc)


class DraftText(Table, table=True):
    """Draft text, kept in case of a power cut."""

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    field: str = Field(primary_key=True)
    text: str
    saved_at: datetime = Field(sa_type=Utc)
