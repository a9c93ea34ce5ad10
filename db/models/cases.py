"""Assessments, the people rated in them, and the items covered."""

from datetime import date

from sqlalchemy import Boolean, Index, UniqueConstraint, literal_column
from sqlmodel import Field

from db.models.table import NO_ROWID, Table, level_check, partial
from db.models.types import Json, choice, uid_type
from domain.assessing.case import CaseState, CycleKind


class Cycle(Table, table=True):
    """An assessment of one or more people, with the editions that it froze."""

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    code: str = Field(unique=True)
    kind: CycleKind = Field(sa_type=choice(CycleKind))
    title: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    places: int | None = None
    opened_on: date
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

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    person_id: int = Field(foreign_key="person.id")
    profile_id: int = Field(foreign_key="profile.id")
    opened_on: date
    state: CaseState = Field(sa_type=choice(CaseState, "state"))


class LevelImport(Table, table=True):
    """Where the levels of a cycle come from, if they were not given here (law 22).

    ``file`` and ``sheet`` are names, ``act`` is the same for all cycles of one import, ``places`` is what
    each word of the file's scale became. Without an assessor the levels belong to the file.
    """

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    act: str = Field(sa_type=uid_type())
    file: str
    sheet: str = ""
    on: date
    assessor_id: int | None = Field(default=None, foreign_key="person.id")
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    imported_on: date
    places: dict[str, int | None] = Field(sa_type=Json)


class ImportedLevel(Table, table=True):
    """What a file said about one item of a person; no mark, since nobody gave it here."""

    __table_args__ = (level_check(), NO_ROWID)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    level: int


class CaseItem(Table, table=True):
    """Whether the case covers an item, and why a critical one is left out."""

    # Few items are outside a scope, and a matrix looks them up for a thousand cases.
    __table_args__ = (
        partial("ix_case_item_outside", "case_id", where=~literal_column("in_scope", Boolean())),
        NO_ROWID,
    )

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    in_scope: bool
    reason: str = ""
