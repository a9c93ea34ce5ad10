"""Who rates in a case or campaign, who opened it early, and what was concluded."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from db.models.table import NO_ROWID, Table
from db.models.types import Json, Utc, choice
from domain.framework.framework import Lead
from domain.mark import Role


class Campaign(Table, table=True):
    """What a hiring campaign freezes besides its cycle: ``wanted`` assessors for each candidate, own texts.

    ``lead`` is the one of a question's two leads that every candidate is asked.
    """

    __table_args__ = (CheckConstraint("wanted BETWEEN 1 AND 9", name="wanted"),)

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    profile_id: int = Field(foreign_key="profile.id")
    wanted: int
    reason: str = ""
    own_requirements: list[str] = Field(sa_type=Json)
    lead: Lead = Field(default=Lead.EXPERIENCE, sa_type=choice(Lead))


class CaseAssessor(Table, table=True):
    """Who is assigned to rate in a case; the case is blind until each of them has handed in."""

    __table_args__ = (Index(None, "person_id"), NO_ROWID)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    role: Role = Field(sa_type=choice(Role))
    position: int


class CaseOpening(Table, table=True):
    """Someone opened a case early; ``waiting`` are the ids of those who had not handed in."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    actor_id: int = Field(foreign_key="person.id")
    reason: str
    at: datetime = Field(sa_type=Utc)
    on: date
    waiting: list[int] = Field(sa_type=Json)


class Conclusion(Table, table=True):
    """What a named person concluded about a case (law 14), with the post held on that day."""

    id: int = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    outcome: str  # an Outcome for hiring; other kinds of cycles have other words
    reasons: str
    conditions: str = ""
    person_id: int = Field(foreign_key="person.id")
    post: str = ""
    on: date
