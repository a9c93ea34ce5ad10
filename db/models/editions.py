"""The rest of the model: scale, framework, duties, questions, profiles, policy."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field

from db.models.items import Source
from db.models.table import NO_ROWID, Table, level_check, partial
from db.models.types import Json, Utc, choice, uid_type
from domain.framework.framework import EditionState, Lead
from domain.framework.profile import Phase
from domain.framework.version_map import Fate
from domain.plan_kinds import ActionKind


class GroupKind(StrEnum):
    """Alias: one subject in several wordings; similar: neighbouring subjects, deliberately separate."""

    ALIAS = "alias"
    SIMILAR = "similar"


class Scale(Table, table=True):
    """A numbered edition of the scale."""

    __table_args__ = (UniqueConstraint("key", "number"),)

    id: int = Field(default=None, primary_key=True)
    key: str
    number: int
    state: EditionState = Field(sa_type=choice(EditionState))
    content_hash: str
    published_at: datetime | None = Field(default=None, sa_type=Utc)


class ScaleLevel(Table, table=True):
    """One level with its anchors."""

    __table_args__ = (level_check("value"), NO_ROWID)

    scale_id: int = Field(foreign_key="scale.id", primary_key=True)
    value: int = Field(primary_key=True)
    name_ru: str
    name_en: str | None = None
    short_ru: str
    short_en: str | None = None
    knowledge_ru: str
    knowledge_en: str | None = None
    skill_ru: str
    skill_en: str | None = None


class Framework(Table, table=True):
    """A numbered edition of the framework."""

    __table_args__ = (
        UniqueConstraint("key", "number"),
        # A model has one draft at a time: no one would merge two.
        partial("uq_framework_draft", "key", where=text("state = 'draft'"), unique=True),
    )

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    key: str
    number: int
    scale_id: int = Field(foreign_key="scale.id")
    title_ru: str
    title_en: str | None = None
    state: EditionState = Field(sa_type=choice(EditionState))
    based_on: int | None = Field(default=None, foreign_key="framework.id")
    note: str = ""
    content_hash: str
    published_at: datetime | None = Field(default=None, sa_type=Utc)
    published_on: date | None = None
    published_by: int | None = Field(default=None, foreign_key="person.id")
    retired_at: datetime | None = Field(default=None, sa_type=Utc)
    retired_on: date | None = None
    retired_by: int | None = Field(default=None, foreign_key="person.id")
    retire_note: str = ""
    retirements: dict[str, str] | None = Field(default=None, sa_type=Json)
    review_on: date | None = None


class ItemFunction(Table, table=True):
    """A secondary function of an item; the primary one is in the item itself."""

    __table_args__ = NO_ROWID

    item_id: int = Field(foreign_key="item.id", primary_key=True)
    function_id: int = Field(foreign_key="function.id", primary_key=True)


class ItemGroup(Table, table=True):
    """Membership of an item in a group of its edition."""

    __table_args__ = NO_ROWID

    framework_id: int = Field(foreign_key="framework.id", primary_key=True)
    kind: GroupKind = Field(sa_type=choice(GroupKind, "kind"), primary_key=True)
    number: int = Field(primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class Duty(Table, table=True):
    """A duty of 3.1."""

    __table_args__ = (UniqueConstraint("framework_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id")
    function_id: int = Field(foreign_key="function.id")
    code: str
    clause: str
    ru: str
    en: str | None = None
    origin: Source = Field(default=Source.SOURCE, sa_type=choice(Source, "origin"))
    position: int


class DutyItem(Table, table=True):
    """An item that a duty needs; the most important has the lowest position."""

    __table_args__ = NO_ROWID

    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class Question(Table, table=True):
    """The interview question of an item; ``minutes`` is the planned time.

    ``probes`` are its follow-up questions, ``twin`` its other lead; both are NULL in editions older than they
    are.
    """

    item_id: int = Field(foreign_key="item.id", primary_key=True)
    kind: str
    minutes: int
    question_ru: str
    question_en: str | None = None
    weak_ru: str
    weak_en: str | None = None
    adequate_ru: str
    adequate_en: str | None = None
    strong_ru: str
    strong_en: str | None = None
    probes: list[dict[str, Any]] | None = Field(default=None, sa_type=Json)
    twin: dict[str, Any] | None = Field(default=None, sa_type=Json)


class QuestionSet(Table, table=True):
    """A selection of items for one interview: shipped, or made by people for one campaign."""

    __table_args__ = (UniqueConstraint("framework_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id")
    code: str
    name_ru: str
    name_en: str | None = None
    origin: Source = Field(default=Source.SOURCE, sa_type=choice(Source, "origin"))
    lead: Lead = Field(default=Lead.EXPERIENCE, sa_type=choice(Lead))


class QuestionSetItem(Table, table=True):
    """An item of a set, in the order of asking."""

    __table_args__ = NO_ROWID

    set_id: int = Field(foreign_key="question_set.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class VersionLink(Table, table=True):
    """What became of an item from the edition before to this one, as a person confirmed it.

    One row for each pair of items; an item without a partner is new or dropped.
    """

    __table_args__ = (
        CheckConstraint("from_key IS NOT NULL OR to_key IS NOT NULL", name="one"),
        CheckConstraint("(kind = 'new') = (from_key IS NULL)", name="new"),
        CheckConstraint("(kind = 'dropped') = (to_key IS NULL)", name="dropped"),
    )

    id: int = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id", index=True)
    kind: Fate = Field(sa_type=choice(Fate, "kind"))
    from_key: str | None = Field(default=None, sa_type=uid_type(), index=True)
    to_key: str | None = Field(default=None, sa_type=uid_type())
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=Utc)
    on: date


class GroupingCheck(Table, table=True):
    """Someone confirmed the proposed grouping; kept in its own table, because the edition must not change."""

    function_id: int = Field(foreign_key="function.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=Utc)
    on: date


class LibraryAction(Table, table=True):
    """A development action; ``item_key`` is NULL for the one that assesses an item without a level.

    ``hours`` belong to the organisation. An action retired without a reason was removed before any plan used
    it.
    """

    __table_args__ = (CheckConstraint("(item_key IS NULL) = (kind = 'assess')", name="item"),)

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    item_key: str | None = Field(default=None, sa_type=uid_type(), index=True)
    code: str
    kind: ActionKind = Field(sa_type=choice(ActionKind))
    weeks: int
    hours: int | None = None
    text_ru: str
    text_en: str | None = None
    evidence_ru: str
    evidence_en: str | None = None
    origin: Source = Field(default=Source.SOURCE, sa_type=choice(Source, "origin"))
    retired_at: datetime | None = Field(default=None, sa_type=Utc)
    retired_on: date | None = None
    retired_reason: str = ""


class Profile(Table, table=True):
    """A numbered edition of a post's targets; ``pass_attainment`` is an exact share («7/10») or NULL.

    ``for_cycle_id`` is the one campaign that changed the targets for itself; such an edition is not offered.
    """

    __table_args__ = (UniqueConstraint("key", "number"),)

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    key: str
    number: int
    framework_id: int = Field(foreign_key="framework.id")
    post_ru: str
    post_en: str | None = None
    phase: Phase = Field(sa_type=choice(Phase))
    requirements: dict[str, Any] = Field(sa_type=Json)
    pass_attainment: str | None = None
    state: EditionState = Field(sa_type=choice(EditionState))
    content_hash: str
    for_cycle_id: int | None = Field(default=None, foreign_key="cycle.id", index=True)


class Target(Table, table=True):
    """The level an item must reach in a profile; ``floor`` of a critical item if not the shipped one."""

    __table_args__ = (
        level_check(),
        CheckConstraint("weight IN (1, 2, 3)", name="weight"),
        CheckConstraint("floor IS NULL OR (critical AND floor BETWEEN 0 AND level)", name="floor"),
        NO_ROWID,
    )

    profile_id: int = Field(foreign_key="profile.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    level: int
    weight: int
    critical: bool
    weight_reason_ru: str | None = None
    weight_reason_en: str | None = None
    critical_reason_ru: str | None = None
    critical_reason_en: str | None = None
    floor: int | None = None
    floor_reason_ru: str | None = None
    floor_reason_en: str | None = None


class Policy(Table, table=True):
    """Thresholds and role weights; a change is a new row."""

    id: int = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    content: dict[str, Any] = Field(sa_type=Json)
    content_hash: str = Field(unique=True)
