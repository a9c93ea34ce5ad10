"""What is rated: functions and items."""

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.models.table import Table
from db.models.types import choice, uid_type
from domain.sheet_kinds import Kind


class Source(StrEnum):
    """Shipped with the job description, or the organisation's own."""

    SOURCE = "source"
    OWN = "own"


class Function(Table, table=True):
    """A labour function."""

    __table_args__ = (UniqueConstraint("framework_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id")
    code: str
    clause: str
    ru: str
    en: str | None = None
    short_ru: str
    short_en: str | None = None
    origin: Source = Field(default=Source.SOURCE, sa_type=choice(Source, "origin"))
    position: int


class Item(Table, table=True):
    """One line of 1.4 or 1.5, or an own one of the organisation; ``key`` is its identity across editions."""

    __table_args__ = (UniqueConstraint("framework_id", "key"), UniqueConstraint("framework_id", "code"))

    id: int = Field(default=None, primary_key=True)
    key: str = Field(sa_type=uid_type(), index=True)
    framework_id: int = Field(foreign_key="framework.id")
    function_id: int = Field(foreign_key="function.id")
    kind: Kind = Field(sa_type=choice(Kind))
    code: str
    clause: str
    ru: str
    en: str | None = None
    label_ru: str
    label_en: str | None = None
    origin: Source = Field(default=Source.SOURCE, sa_type=choice(Source, "origin"))
    org_specific: bool = False
    position: int
