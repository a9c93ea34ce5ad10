"""Typed text: comments on marks, and draft texts kept in case of a power cut."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from db.models.table import Table
from db.models.types import Json, Utc


class MarkText(Table, table=True):
    """The comment on a mark, in its own table so that erasure can delete it (law 3)."""

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    comment: str


class CaseDraft(Table, table=True):
    """Draft text of someone deciding on a case, kept in case of a power cut."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    field: str = Field(primary_key=True)
    text: str
    saved_at: datetime = Field(sa_type=Utc)


class TrainingDraft(Table, table=True):
    """What people made of the training proposed for a cycle, or for one unit in it."""

    id: int = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    content: dict[str, Any] = Field(sa_type=Json)
    saved_at: datetime = Field(sa_type=Utc)


class FormDraft(Table, table=True):
    """A form's half-filled fields, kept in case of a power cut; ``about`` distinguishes forms of one kind."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    form: str = Field(primary_key=True)
    about: str = Field(primary_key=True)
    words: dict[str, Any] = Field(sa_type=Json)
    saved_at: datetime = Field(sa_type=Utc)


class NoteDraft(Table, table=True):
    """The draft note of a diary's author, kept in case of a power cut; one per author."""

    author_id: int = Field(foreign_key="person.id", primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    text: str
    form: str
    saved_at: datetime = Field(sa_type=Utc)
