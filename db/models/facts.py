"""What is known about people besides their names, and who was erased."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from db.models.table import Table
from db.models.types import Utc, choice, uid_type
from domain.people.person import Admission


class Education(Table, table=True):
    """A diploma."""

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    level: str
    document: str = ""
    confirmed_on: date | None = None


class Experience(Table, table=True):
    """Work in one area, dated or as typed months."""

    __table_args__ = (CheckConstraint("(from_on IS NOT NULL) <> (months IS NOT NULL)", name="dated"),)

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    area: str
    from_on: date | None = None
    to_on: date | None = None
    months: int | None = None
    document: str = ""
    confirmed_on: date | None = None


class Medical(Table, table=True):
    """One medical conclusion: admitted or not, never why."""

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    concluded_on: date | None = None
    admitted: Admission = Field(sa_type=choice(Admission))
    valid_until: date | None = None


class Erasure(Table, table=True):
    """An erased person, by identity only: it overrides any old copy that comes back."""

    person_uid: str = Field(sa_type=uid_type(), primary_key=True)
    reason: str
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
