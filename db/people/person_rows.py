"""People without the facts of the gates, as lists have them and as the one who works with the file is."""

from typing import Any, cast

from sqlalchemy import ColumnElement, column, exists, or_, table
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

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
_MANAGED_BY = (col(_MANAGER.surname), col(_MANAGER.given), col(_MANAGER.patronymic))
_OWN = ("id", "uid", *FIELDS)
# Columns and not rows: a list of everybody would else spend its time on building rows nobody looks at.
_EVERYBODY = (
    select_columns(*(col(getattr(models.Person, one)) for one in _OWN), col(models.Unit.name), *_MANAGED_BY)
    .join(models.Unit, col(models.Unit.id) == models.Person.unit_id, isouter=True)
    .join(_MANAGER, col(_MANAGER.id) == models.Person.manager_id, isouter=True)
    .order_by(col(models.Person.folded), col(models.Person.id))
)


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
    session.flush()  # columns are asked for below the session, which would else flush by itself
    asked = _EVERYBODY.where(*cast("tuple[ColumnElement[bool], ...]", conditions))
    return [_person(*row) for row in session.connection().execute(asked)]


def _person(*values: Any) -> Person:
    *own, unit, surname, given, patronymic = values
    told: dict[str, Any] = dict(zip(_OWN, own, strict=True))
    told["left_reason"] = told["left_reason"] or ""  # a file of before has none
    boss = "" if surname is None else full_name(surname, given, patronymic)
    return Person(unit=unit or "", manager_name=boss, **told)
