"""Who rates in a case or campaign, who opened it early, and what was concluded."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from db.models.table import NO_ROWID, Table
from db.models.types import Json, Utc, choice
from domain.framework.framework import Lead
from domain.mark import Role


class Campaign(Table, table=True):
    """What a hiring campaign fixes beside its cycle: ``wanted`` assessors for each candidate, own words.

    ``lead`` is the one of the two leads of a question that every candidate is asked.
    """

    __table_args__ = (CheckConstraint("wanted BETWEEN 1 AND 9", name="wanted"),)

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    profile_id: int = Field(foreign_key="profile.id")
    wanted: int
    reason: str = ""
    own_requirements: list[str] = Field(sa_type=Json)
    lead: Lead = Field(default=Lead.EXPERIENCE, sa_type=choice(Lead))


class CaseAssessor(Table, table=True):
    """Who is to rate in a case; the case is blind until each of them has handed in."""

    __table_args__ = (Index(None, "person_id"), NO_ROWID)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    role: Role = Field(sa_type=choice(Role))
    position: int


class CaseOpening(Table, table=True):
    """Somebody opened a case before all were in; ``waiting`` are the ids of those who were out."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    actor_id: int = Field(foreign_key="person.id")
    reason: str
    at: datetime = Field(sa_type=Utc)
    on: date
    waiting: list[int] = Field(sa_type=Json)


class Conclusion(Table, table=True):
    """What a named person concluded of a case (law 14), in the post held that day."""

    id: int = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    outcome: str  # of hiring it is an Outcome; other kinds of cycles conclude in other words
    reasons: str
    conditions: str = ""
    person_id: int = Field(foreign_key="person.id")
    post: str = ""
    on: date
