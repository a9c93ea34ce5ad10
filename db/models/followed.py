"""What belongs to goals, actions and plans: duties, twins, moved dates, a mentor."""

from datetime import date

from sqlmodel import Field

from db.models.table import NO_ROWID, Table
from db.models.types import choice
from domain.development.induction import Guide


class GoalDuty(Table, table=True):
    """A duty that a goal serves, the endangered ones first."""

    __table_args__ = NO_ROWID

    goal_id: int = Field(foreign_key="goal.id", primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    position: int


class GoalAlias(Table, table=True):
    """A twin of the goal's item that the goal also covers."""

    __table_args__ = NO_ROWID

    goal_id: int = Field(foreign_key="goal.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class ActionMove(Table, table=True):
    """New dates for an action of an active plan, and why; the old dates are kept."""

    id: int = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    starts_was: date
    ends_was: date
    starts_on: date
    ends_on: date
    reason: str
    on: date


class Mentoring(Table, table=True):
    """Who mentors the new employee of an adaptation plan, and what was agreed in writing (ТК РФ 351.8)."""

    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    mentor_id: int = Field(foreign_key="person.id")
    consent_on: date | None = None
    agreement_no: str = ""
    agreement_on: date | None = None
    content: str = ""
    form: str = ""
    pay: str = ""
    until: date | None = None
    clause: str = ""


class InductionStep(Table, table=True):
    """A step of an adaptation plan's induction, as set for this newcomer."""

    __table_args__ = NO_ROWID

    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    position: int = Field(primary_key=True)
    day: int
    by: Guide = Field(sa_type=choice(Guide))
    text_ru: str
    text_en: str | None = None
