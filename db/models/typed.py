"""What was typed: beside marks, and half-typed words kept against a power cut."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from db.models.table import Table
from db.models.types import Json, Utc


class MarkText(Table, table=True):
    """What was typed beside a mark; apart from it, so that erasure can take it (law 3)."""

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    comment: str


class CaseDraft(Table, table=True):
    """Half-typed words of somebody who decides on a case, kept against a power cut."""

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
    """The half-filled fields of a form, kept against a power cut; ``about`` tells forms of one kind apart."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    form: str = Field(primary_key=True)
    about: str = Field(primary_key=True)
    words: dict[str, Any] = Field(sa_type=Json)
    saved_at: datetime = Field(sa_type=Utc)


class NoteDraft(Table, table=True):
    """The half-typed note of whoever writes a diary, kept against a power cut; everybody has one."""

    author_id: int = Field(foreign_key="person.id", primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    text: str
    form: str
    saved_at: datetime = Field(sa_type=Utc)
