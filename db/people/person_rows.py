"""People without the facts of the gates, as lists have them and as the one who works with the file is."""

from typing import Any, cast

from sqlalchemy import ColumnElement, column, exists, or_, table
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import models
from db.journal.presence import present
from domain.people.person import Person, full_name

TEXTS = ("code", "surname", "given", "patronymic", "contact", "post", "basis", "left_reason")
FIELDS = (
    *TEXTS,
    "kind",
    "unit_id",
    "manager_id",
    "personnel_no",
    "hired_on",
    "left_on",
    "basis_on",
    "basis_until",
    "is_actor",
)
"""What a row and its record call by the same name."""

_SEATS = table("case_assessor", column("person_id"))
_SHEETS = table("sheet", column("assessor_id"))

# Made once: an alias costs a millisecond, and every sheet that is opened asks for two people.
_MANAGER = aliased(models.Person)
_EVERYBODY = (
    select(models.Person, models.Unit, _MANAGER)
    .join(models.Unit, col(models.Unit.id) == models.Person.unit_id, isouter=True)
    .join(_MANAGER, col(_MANAGER.id) == models.Person.manager_id, isouter=True)
    .order_by(col(models.Person.folded), col(models.Person.id))
)

type _Found = tuple[models.Person, models.Unit | None, models.Person | None]


def actors(session: Session, me: int = 0) -> tuple[Person, ...]:
    """Return those who may work with the file, by name: who came in, has a seat or a sheet, and *me*."""
    who = col(models.Person.id)
    able = or_(
        col(models.Person.is_actor).is_(True),
        who == me,
        exists().where(_SEATS.c.person_id == who),
        exists().where(_SHEETS.c.assessor_id == who),
    )
    return tuple(rows_where(session, able, present()))


def rows_where(session: Session, *conditions: ColumnElement[bool] | bool) -> list[Person]:
    """Return the people who meet the conditions, by folded name; one statement."""
    return [_person(*cast("_Found", row)) for row in session.exec(_EVERYBODY.where(*conditions))]


def _person(row: models.Person, unit: models.Unit | None, manager: models.Person | None) -> Person:
    boss = "" if manager is None else full_name(manager.surname, manager.given, manager.patronymic)
    told: dict[str, Any] = {field: getattr(row, field) for field in FIELDS}
    told["left_reason"] = row.left_reason or ""  # a file of before has none
    return Person(
        id=row.id,
        uid=row.uid,
        unit="" if unit is None else unit.name,
        manager_name=boss,
        **told,
    )
