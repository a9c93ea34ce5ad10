"""Plans, their goals, actions and meetings."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field

from db.models.table import Table, level_check, partial
from db.models.types import Utc, choice, uid_type
from domain.plan_kinds import ActionKind, ActionState, PlanKind, PlanState


class Plan(Table, table=True):
    """A development or adaptation plan."""

    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="period"),
        # One keystroke makes one plan: a case has only one first plan of each kind.
        partial("uq_plan_first", "case_id", "kind", where=text("follows_id IS NULL"), unique=True),
    )

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id")
    kind: PlanKind = Field(sa_type=choice(PlanKind))
    starts_on: date
    ends_on: date
    state: PlanState = Field(sa_type=choice(PlanState))
    aim: str = ""
    follows_id: int | None = Field(default=None, foreign_key="plan.id")
    hours_budget: int | None = None
    approved_on: date | None = None
    closed_on: date | None = None
    made_on: date
    number: int | None = None


class Goal(Table, table=True):
    """One item to develop; levels are exact («7/3»), NULL if unknown.

    ``asked`` is the target of the post when the goal was made, NULL if no post sets one. ``after_case_id`` is
    the case whose result gave ``level_after``.
    """

    __table_args__ = (
        level_check("level_to"),
        level_check("asked"),
        CheckConstraint("weight IN (1, 2, 3)", name="weight"),
    )

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    item_id: int = Field(foreign_key="item.id")
    level_from: str | None = None
    level_to: int
    asked: int | None = None
    critical: bool
    weight: int
    criterion: str = ""
    position: int
    assess_only: bool = False
    by_hand: bool = False
    level_after: str | None = None
    after_case_id: int | None = Field(default=None, foreign_key="case.id")
    outcome: str = ""
    retired_at: datetime | None = Field(default=None, sa_type=Utc)


class Action(Table, table=True):
    """One step towards a goal."""

    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="period"),)

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    goal_id: int = Field(foreign_key="goal.id", index=True)
    library_action_id: int | None = Field(default=None, foreign_key="library_action.id")
    kind: ActionKind = Field(sa_type=choice(ActionKind))
    text_ru: str
    text_en: str | None = None
    evidence_ru: str = ""
    evidence_en: str | None = None
    starts_on: date
    ends_on: date
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    mentor_id: int | None = Field(default=None, foreign_key="person.id")
    hours: int | None = None
    state: ActionState = Field(sa_type=choice(ActionState))
    result: str = ""
    done_on: date | None = None
    position: int
    retired_at: datetime | None = Field(default=None, sa_type=Utc)


class CheckMeeting(Table, table=True):
    """A day on which a plan is reviewed."""

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    on: date
    result: str = ""
    retired_at: datetime | None = Field(default=None, sa_type=Utc)
