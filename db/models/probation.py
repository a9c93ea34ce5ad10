"""What an adaptation plan adds to a plan: weekly figures, and people's conclusions on the probation."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from db.models.table import NO_ROWID, Table
from db.models.types import choice
from domain.plan_kinds import ProbationOutcome


class Indicator(Table, table=True):
    """Something counted every week of an adaptation, with the norm in free text."""

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    name: str
    norm: str = ""
    position: int


class IndicatorWeek(Table, table=True):
    """An indicator's figures of one week, decimals stored as text; NULL is unknown, which is not zero."""

    __table_args__ = (CheckConstraint("week BETWEEN 1 AND 26", name="week"), NO_ROWID)

    indicator_id: int = Field(foreign_key="indicator.id", primary_key=True)
    week: int = Field(primary_key=True)
    planned: str | None = None
    fact: str | None = None
    note: str = ""


class ProbationEnd(Table, table=True):
    """What a named person concluded about a probation (law 14), with the post held on that day.

    A correction is another row; the newest is valid. ``ends_on`` is the last day as known then, later than
    agreed only by the days of ``absence`` (ТК РФ 70); ``notice_on`` is when written notice was handed over.
    """

    __table_args__ = (CheckConstraint("reasons <> ''", name="reasons"),)

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    outcome: ProbationOutcome = Field(sa_type=choice(ProbationOutcome, "outcome"))
    reasons: str
    documents: str = ""
    ends_on: date
    absence: str = ""
    notice_on: date | None = None
    person_id: int = Field(foreign_key="person.id")
    post: str = ""
    on: date


class ProbationLevel(Table, table=True):
    """The level of a goal in the final assessment of a probation, and the case that gave it."""

    __table_args__ = NO_ROWID

    end_id: int = Field(foreign_key="probation_end.id", primary_key=True)
    goal_id: int = Field(foreign_key="goal.id", primary_key=True)
    case_id: int = Field(foreign_key="case.id")
    level: str
