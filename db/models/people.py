"""People, and the units they work in."""

from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Field

from db.models.table import Table, partial
from db.models.types import Utc, choice, uid_type
from domain.people.person import PersonKind
from domain.people.purpose import Ground, Purpose


class Unit(Table, table=True):
    """A unit of the organisation."""

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    name: str
    parent_id: int | None = Field(default=None, foreign_key="unit.id")


class Person(Table, table=True):
    """Someone who is rated or rates; ``folded`` is the text that searches use.

    ``declined`` is JSON: the cases of the Russian name and post, as somebody confirmed them.
    """

    __table_args__ = (
        # Only for merged people: lookups of the others are far more frequent, and almost all rows match.
        partial("ix_person_merged_into", "merged_into", where=text("merged_into IS NOT NULL")),
        # The list of people begins with the first of each kind, and counts them all.
        partial(
            "ix_person_listed",
            *("kind", "left_on", "folded"),
            where=text("erased_at IS NULL AND merged_into IS NULL"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
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
    left_reason: str | None = None
    basis: str = ""
    basis_on: date | None = None
    basis_until: date | None = None
    purpose: Purpose | None = Field(default=None, sa_type=choice(Purpose))
    ground: Ground | None = Field(default=None, sa_type=choice(Ground))
    withdrawn_on: date | None = None
    hold_until: date | None = None
    is_actor: bool = False
    merged_into: int | None = Field(default=None, foreign_key="person.id")
    merged_at: datetime | None = Field(default=None, sa_type=Utc)
    merged_on: date | None = None
    erased_at: datetime | None = Field(default=None, sa_type=Utc)
    declined: str | None = None


class BasisPaper(Table, table=True):
    """A document that permits processing someone's data, as entered; or its withdrawal, or a prolonged term.

    When and by whom is unknown for what was on a card before these rows existed.
    """

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    text: str
    paper_on: date | None = None
    until: date | None = None
    purpose: Purpose | None = Field(default=None, sa_type=choice(Purpose))
    ground: Ground | None = Field(default=None, sa_type=choice(Ground))
    number: str = ""
    kept_at: str = ""
    sha256: str = ""
    withdrawn_on: date | None = None
    hold_until: date | None = None
    reason: str = ""
    entered_at: datetime | None = Field(default=None, sa_type=Utc)
    entered_on: date | None = None
    actor_id: int | None = Field(default=None, foreign_key="person.id")
