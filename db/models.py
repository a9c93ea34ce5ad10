"""The tables of the file: what SQL itself must hold to, in one place that only ``db`` sees.

Rules live in ``domain``; here stands what must be true whoever writes. What may never change once it is
published or handed in is guarded by ``db.triggers``.
"""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any, override

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from db.types import Json, Utc, choice, uid_type
from domain.case import CaseState, CycleKind
from domain.evidence import Polarity
from domain.framework import EditionState, Kind
from domain.mark import Origin, Role, State
from domain.person import Admission, PersonKind
from domain.plan import ActionKind, ActionState, PlanKind, PlanState
from domain.profile import Phase
from domain.sheet import SheetOrigin, SheetState
from domain.version_map import Fate

# Before the first table: a constraint without a name could never be changed by a migration.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_NO_ROWID: dict[str, Any] = {"sqlite_with_rowid": False}  # the key is all that such a row is found by


class Table(SQLModel):
    """A table named as its class: ``MarkText`` is ``mark_text``."""

    # A table validates nothing; building its validators would cost every start 0.04 s.
    model_config = SQLModelConfig(defer_build=True)

    @declared_attr.directive
    @override
    def __tablename__(cls) -> str:  # noqa: N805  # pyright: ignore[reportIncompatibleVariableOverride]
        return _CAPITAL.sub("_", cls.__name__).lower()


class GroupKind(StrEnum):
    """Alias: one subject in several wordings; similar: neighbours to keep apart on purpose."""

    ALIAS = "alias"
    SIMILAR = "similar"


class Source(StrEnum):
    """Shipped with the job description, or the organisation's own."""

    SOURCE = "source"
    OWN = "own"


def _level(column: str = "level") -> CheckConstraint:
    # IN and not BETWEEN: 2.5 lies between
    return CheckConstraint(f"{column} IN (0, 1, 2, 3, 4)", name=column)


# The organisation and its people


class Organisation(Table, table=True):
    """The one row that says whose file this is."""

    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    full_name: str = ""
    short_name: str = ""
    city: str = ""
    approver_post: str = ""
    approver_name: str = ""
    language: str = "ru"


class Unit(Table, table=True):
    """A part of the organisation."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    name: str
    parent_id: int | None = Field(default=None, foreign_key="unit.id")


class Person(Table, table=True):
    """Someone who is rated or rates; ``folded`` is what a search looks through."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    code: str = Field(unique=True)
    kind: PersonKind = Field(sa_type=choice(PersonKind))
    surname: str
    given: str = ""
    patronymic: str = ""
    folded: str = Field(index=True)
    contact: str = ""
    post: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    manager_id: int | None = Field(default=None, foreign_key="person.id")
    personnel_no: str | None = Field(default=None, unique=True)
    hired_on: date | None = None
    left_on: date | None = None
    basis: str = ""
    basis_until: date | None = None
    is_actor: bool = False
    merged_into: int | None = Field(default=None, foreign_key="person.id")
    merged_at: datetime | None = Field(default=None, sa_type=Utc)
    erased_at: datetime | None = Field(default=None, sa_type=Utc)


class Education(Table, table=True):
    """A diploma."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    level: str
    document: str = ""
    confirmed_on: date | None = None


class Experience(Table, table=True):
    """Work in one area, dated or as typed months."""

    __table_args__ = (CheckConstraint("(from_on IS NOT NULL) <> (months IS NOT NULL)", name="dated"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    area: str
    from_on: date | None = None
    to_on: date | None = None
    months: int | None = None
    document: str = ""
    confirmed_on: date | None = None


class Medical(Table, table=True):
    """One medical conclusion: admitted or not, never why."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    concluded_on: date | None = None
    admitted: Admission = Field(sa_type=choice(Admission))
    valid_until: date | None = None


class Erasure(Table, table=True):
    """Who was erased, by identity only: it wins over any old copy that comes back."""

    person_uid: str = Field(sa_type=uid_type(), primary_key=True)
    reason: str
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = Field(default=None, foreign_key="person.id")


# The model: scale, framework, profiles, policy


class Scale(Table, table=True):
    """A numbered edition of the scale."""

    __table_args__ = (UniqueConstraint("key", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str
    number: int
    state: EditionState = Field(sa_type=choice(EditionState))
    content_hash: str
    published_at: datetime | None = Field(default=None, sa_type=Utc)


class ScaleLevel(Table, table=True):
    """One level with its anchors."""

    __table_args__ = (_level("value"), _NO_ROWID)

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
        # A model has one draft at a time: two would be merged by nobody.
        Index("uq_framework_draft", "key", unique=True, sqlite_where=text("state = 'draft'")),
    )

    id: int | None = Field(default=None, primary_key=True)
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
    published_by: int | None = Field(default=None, foreign_key="person.id")
    retired_at: datetime | None = Field(default=None, sa_type=Utc)
    retired_by: int | None = Field(default=None, foreign_key="person.id")
    review_on: date | None = None


class Function(Table, table=True):
    """A labour function."""

    __table_args__ = (UniqueConstraint("framework_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
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
    """One line of 1.4 or 1.5, or the organisation's own; ``key`` is its identity over editions."""

    __table_args__ = (UniqueConstraint("framework_id", "key"), UniqueConstraint("framework_id", "code"))

    id: int | None = Field(default=None, primary_key=True)
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


class ItemFunction(Table, table=True):
    """A secondary function of an item; the primary one stands in the item."""

    __table_args__ = _NO_ROWID

    item_id: int = Field(foreign_key="item.id", primary_key=True)
    function_id: int = Field(foreign_key="function.id", primary_key=True)


class ItemGroup(Table, table=True):
    """Membership of an item in a group of its edition."""

    __table_args__ = _NO_ROWID

    framework_id: int = Field(foreign_key="framework.id", primary_key=True)
    kind: GroupKind = Field(sa_type=choice(GroupKind, "kind"), primary_key=True)
    number: int = Field(primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class Duty(Table, table=True):
    """A duty of 3.1."""

    __table_args__ = (UniqueConstraint("framework_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id")
    function_id: int = Field(foreign_key="function.id")
    code: str
    clause: str
    ru: str
    en: str | None = None
    origin: Source = Field(default=Source.SOURCE, sa_type=choice(Source, "origin"))
    position: int


class DutyItem(Table, table=True):
    """An item that a duty draws on, the most important at the lowest position."""

    __table_args__ = _NO_ROWID

    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class Question(Table, table=True):
    """The interview question of an item; ``minutes`` is the time planned for it."""

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


class QuestionSet(Table, table=True):
    """A selection of items for one interview: shipped, or made by people for one campaign."""

    __table_args__ = (UniqueConstraint("framework_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id")
    code: str
    name_ru: str
    name_en: str | None = None
    origin: Source = Field(default=Source.SOURCE, sa_type=choice(Source, "origin"))


class QuestionSetItem(Table, table=True):
    """An item of a set, in the order of asking."""

    __table_args__ = _NO_ROWID

    set_id: int = Field(foreign_key="question_set.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class VersionLink(Table, table=True):
    """What became of an item from the edition before to this one, as a person confirmed it.

    One row a pair of items; an item without a partner is new or dropped.
    """

    __table_args__ = (
        CheckConstraint("from_key IS NOT NULL OR to_key IS NOT NULL", name="one"),
        CheckConstraint("(kind = 'new') = (from_key IS NULL)", name="new"),
        CheckConstraint("(kind = 'dropped') = (to_key IS NULL)", name="dropped"),
    )

    id: int | None = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id", index=True)
    kind: Fate = Field(sa_type=choice(Fate, "kind"))
    from_key: str | None = Field(default=None, sa_type=uid_type(), index=True)
    to_key: str | None = Field(default=None, sa_type=uid_type())
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=Utc)


class GroupingCheck(Table, table=True):
    """Somebody confirmed the proposed grouping; a row of its own, since the edition must not change."""

    function_id: int = Field(foreign_key="function.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=Utc)


class LibraryAction(Table, table=True):
    """A development action; ``item_key`` is empty for the one that gives an item its level."""

    __table_args__ = (CheckConstraint("(item_key IS NULL) = (kind = 'assess')", name="item"),)

    id: int | None = Field(default=None, primary_key=True)
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


class Profile(Table, table=True):
    """A numbered edition of a post's targets; ``pass_attainment`` is an exact share («7/10») or none.

    ``for_cycle_id`` is the one campaign that changed the targets for itself; such an edition is not offered.
    """

    __table_args__ = (UniqueConstraint("key", "number"),)

    id: int | None = Field(default=None, primary_key=True)
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
    """The level an item must reach in a profile."""

    __table_args__ = (_level(), CheckConstraint("weight IN (1, 2, 3)", name="weight"), _NO_ROWID)

    profile_id: int = Field(foreign_key="profile.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    level: int
    weight: int
    critical: bool
    weight_reason_ru: str | None = None
    weight_reason_en: str | None = None
    critical_reason_ru: str | None = None
    critical_reason_en: str | None = None


class Policy(Table, table=True):
    """Thresholds and role weights; a change is a new row."""

    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    content: dict[str, Any] = Field(sa_type=Json)
    content_hash: str = Field(unique=True)


# Assessments


class Cycle(Table, table=True):
    """An assessment of one or more people, with the editions that it froze."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    code: str = Field(unique=True)
    kind: CycleKind = Field(sa_type=choice(CycleKind))
    title: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    places: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    framework_id: int = Field(foreign_key="framework.id")
    scale_id: int = Field(foreign_key="scale.id")
    policy_id: int = Field(foreign_key="policy.id")
    question_set_id: int | None = Field(default=None, foreign_key="question_set.id")
    state: CaseState = Field(sa_type=choice(CaseState, "state"))


class Case(Table, table=True):
    """One person in one cycle, with the profile that it froze."""

    __table_args__ = (
        UniqueConstraint("cycle_id", "person_id"),
        Index(None, "person_id", "opened_on", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    person_id: int = Field(foreign_key="person.id")
    profile_id: int = Field(foreign_key="profile.id")
    opened_on: date
    state: CaseState = Field(sa_type=choice(CaseState, "state"))


class CaseItem(Table, table=True):
    """Whether the case covers an item, and why a critical one is left out."""

    # Few items are outside a scope, and a matrix asks a thousand cases for them.
    __table_args__ = (Index("ix_case_item_outside", "case_id", sqlite_where=text("in_scope = 0")), _NO_ROWID)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    in_scope: bool
    reason: str = ""


class Campaign(Table, table=True):
    """What a hiring campaign fixes beside its cycle: ``wanted`` assessors for each candidate, own words."""

    __table_args__ = (CheckConstraint("wanted BETWEEN 1 AND 9", name="wanted"),)

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    profile_id: int = Field(foreign_key="profile.id")
    wanted: int
    reason: str = ""
    own_requirements: list[str] = Field(sa_type=Json)


class CycleEnd(Table, table=True):
    """Somebody sealed or closed a cycle; ``waiting`` are pairs of case and assessor whose sheets were out."""

    __table_args__ = (CheckConstraint("waiting = '[]' OR reason <> ''", name="reason"),)

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    state: CaseState = Field(sa_type=choice(CaseState, "state"))
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    reason: str = ""
    waiting: list[list[int]] = Field(sa_type=Json)


class CampaignPanel(Table, table=True):
    """Who rates in a campaign, unless a candidate is given others."""

    __table_args__ = _NO_ROWID

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    role: Role = Field(sa_type=choice(Role))
    position: int


class CampaignChange(Table, table=True):
    """What was changed after the opening, and the codes of those who had been assessed by then."""

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    at: datetime = Field(sa_type=Utc)
    actor_id: int = Field(foreign_key="person.id")
    text: str
    assessed: list[str] = Field(sa_type=Json)


class CaseAssessor(Table, table=True):
    """Who is to rate in a case; the case is blind until each of them has handed in."""

    __table_args__ = (Index(None, "person_id"), _NO_ROWID)

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
    waiting: list[int] = Field(sa_type=Json)


class Withdrawal(Table, table=True):
    """A candidate left the campaign: no new marks, and the case counts nowhere."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    on: date
    reason: str
    actor_id: int | None = Field(default=None, foreign_key="person.id")


class Sheet(Table, table=True):
    """One assessor's marks in one case; a correction is the next revision."""

    __table_args__ = (
        UniqueConstraint("case_id", "assessor_id", "revision"),
        Index(
            "uq_sheet_draft",
            "case_id",
            "assessor_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),  # PostgreSQL's, which would load it, is in the migration
        ),
        CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted"),
        CheckConstraint("(state = 'submitted') = (content_hash IS NOT NULL)", name="hashed"),
        CheckConstraint("revision = 1 OR reason <> ''", name="reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    case_id: int = Field(foreign_key="case.id")
    assessor_id: int = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=choice(Role))
    revision: int = 1
    reason: str = ""
    state: SheetState = Field(sa_type=choice(SheetState, "state"))
    origin: SheetOrigin = Field(sa_type=choice(SheetOrigin, "origin"))
    started_at: datetime = Field(sa_type=Utc)
    submitted_at: datetime | None = Field(default=None, sa_type=Utc)
    content_hash: str | None = None


class Mark(Table, table=True):
    """What an assessor says of one item: a level exactly when it was rated (law 2)."""

    __table_args__ = (
        CheckConstraint("(state = 'rated') = (level IS NOT NULL)", name="rated"),
        _level(),
        _NO_ROWID,
    )

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    state: State = Field(sa_type=choice(State, "state"))
    level: int | None = None
    origin: Origin = Field(sa_type=choice(Origin, "origin"))
    rated_at: datetime = Field(sa_type=Utc)


class MarkText(Table, table=True):
    """What was typed beside a mark; apart from it, so that erasure can take it (law 3)."""

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    comment: str


class DraftText(Table, table=True):
    """Half-typed text, kept against a power cut."""

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    field: str = Field(primary_key=True)
    text: str
    saved_at: datetime = Field(sa_type=Utc)


class CaseDraft(Table, table=True):
    """Half-typed words of somebody who decides on a case, kept against a power cut."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    field: str = Field(primary_key=True)
    text: str
    saved_at: datetime = Field(sa_type=Utc)


class TrainingDraft(Table, table=True):
    """What people made of the training proposed for a cycle, or for one unit in it."""

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    content: dict[str, Any] = Field(sa_type=Json)
    saved_at: datetime = Field(sa_type=Utc)


class Evidence(Table, table=True):
    """A fact: what was seen or said, when, by whom; beside a sheet, or apart as its author's note."""

    __table_args__ = (CheckConstraint("observed_on <= recorded_on", name="observed"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    author_id: int = Field(foreign_key="person.id")
    observed_on: date
    recorded_on: date
    recorded_at: datetime = Field(sa_type=Utc)
    polarity: Polarity = Field(sa_type=choice(Polarity))
    text: str
    file_sha256: str | None = None
    sheet_id: int | None = Field(default=None, foreign_key="sheet.id", index=True)
    retired_at: datetime | None = Field(default=None, sa_type=Utc)
    note_uid: str | None = Field(default=None, sa_type=uid_type())  # the note of the diary that it repeats


class NoteDraft(Table, table=True):
    """The half-typed note of whoever writes a diary, kept against a power cut; everybody has one."""

    author_id: int = Field(foreign_key="person.id", primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    text: str
    form: str
    saved_at: datetime = Field(sa_type=Utc)


class EvidenceItem(Table, table=True):
    """An item that a fact speaks of."""

    __table_args__ = _NO_ROWID

    evidence_id: int = Field(foreign_key="evidence.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)


class Settled(Table, table=True):
    """The level that people settled on; none settles that the item is not applicable."""

    __table_args__ = (_level(),)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    level: int | None = None
    reason: str
    actor_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Utc)


class Conclusion(Table, table=True):
    """What a named person concluded of a case (law 14), in the post held that day."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    outcome: str  # of hiring it is an Outcome; other kinds of cycles conclude in other words
    reasons: str
    conditions: str = ""
    person_id: int = Field(foreign_key="person.id")
    post: str = ""
    on: date


class ConclusionSigner(Table, table=True):
    """Somebody who signs a conclusion beside its author, in the post held that day."""

    __table_args__ = _NO_ROWID

    conclusion_id: int = Field(foreign_key="conclusion.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    post: str
    position: int


class Refusal(Table, table=True):
    """The reasons of a refusal as somebody put them; the newest row is the one that stands."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    text: str
    person_id: int = Field(foreign_key="person.id")
    on: date


class Hire(Table, table=True):
    """A candidate became an employee by this case."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    hired_on: date
    probation_ends_on: date | None = None
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    actor_id: int | None = Field(default=None, foreign_key="person.id")


class Snapshot(Table, table=True):
    """A computation written down, to be repeated to the same bits (law 17)."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    engine: str
    made_at: datetime = Field(sa_type=Utc)
    inputs: dict[str, Any] = Field(sa_type=Json)
    results: dict[str, Any] = Field(sa_type=Json)
    content_hash: str


# Plans


class Plan(Table, table=True):
    """A plan of development or adaptation."""

    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="period"),
        # One press of a key is one plan: the case of a first plan has no other of its kind.
        Index(
            "uq_plan_first",
            "case_id",
            "kind",
            unique=True,
            sqlite_where=text("follows_id IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
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


class Goal(Table, table=True):
    """One item to develop; levels are exact («7/3»), none where nothing is known yet.

    ``after_case_id`` is the case whose result ``level_after`` was taken from.
    """

    __table_args__ = (_level("level_to"), CheckConstraint("weight IN (1, 2, 3)", name="weight"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    item_id: int = Field(foreign_key="item.id")
    level_from: str | None = None
    level_to: int
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


class GoalDuty(Table, table=True):
    """A duty that a goal serves, the endangered ones first."""

    __table_args__ = _NO_ROWID

    goal_id: int = Field(foreign_key="goal.id", primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    position: int


class GoalAlias(Table, table=True):
    """A twin of the goal's item that the goal covers too."""

    __table_args__ = _NO_ROWID

    goal_id: int = Field(foreign_key="goal.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    position: int


class Action(Table, table=True):
    """One step to a goal."""

    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="period"),)

    id: int | None = Field(default=None, primary_key=True)
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


class ActionMove(Table, table=True):
    """New days for an action of an active plan, and why; the days before are kept."""

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    starts_was: date
    ends_was: date
    starts_on: date
    ends_on: date
    reason: str
    on: date


class Mentoring(Table, table=True):
    """Who guides the new employee of a plan of adaptation, and what was agreed in writing (ТК РФ 351.8)."""

    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    mentor_id: int = Field(foreign_key="person.id")
    consent_on: date | None = None
    agreement_no: str = ""
    agreement_on: date | None = None
    content: str = ""
    form: str = ""
    pay: str = ""
    until: date | None = None


class CheckMeeting(Table, table=True):
    """A day on which a plan is looked at."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    on: date
    result: str = ""
    retired_at: datetime | None = Field(default=None, sa_type=Utc)


# The file itself


class Journal(Table, table=True):
    """One act: ids, codes and levels, chained to the act before; never names, never comments."""

    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    act: str
    subject_kind: str
    subject_id: int | None = None
    data: dict[str, Any] = Field(sa_type=Json)
    previous_mac: str
    mac: str


class Setting(Table, table=True):
    """A setting that belongs to the file, not to the computer."""

    name: str = Field(primary_key=True)
    value: str
