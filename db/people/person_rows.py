"""People without the records for the gates, as used in lists and for the person working with the file."""

from collections.abc import Collection, Set
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, bindparam, column, exists, literal, or_, table, union_all
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from db.journal.presence import of_units, present
from domain.people.declined import Declined
from domain.people.person import Person, PersonKind, full_name
from domain.people.twins import ByName
from domain.text import fold

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
    "purpose",
    "ground",
    "withdrawn_on",
    "hold_until",
    "is_actor",
)
"""The fields with the same name in a row and in its record."""

_SEATS = table("case_assessor", column("person_id"))
_SHEETS = table("sheet", column("assessor_id"))

# Built once: an alias costs a millisecond, and every opened sheet reads two people.
_MANAGER = aliased(models.Person)
_MANAGED_BY = (col(_MANAGER.surname), col(_MANAGER.given), col(_MANAGER.patronymic))
_OWN = ("id", "uid", *FIELDS)
# Columns rather than objects: a list of everyone would otherwise spend its time building objects.
_EVERYBODY = (
    select_columns(
        *(col(getattr(models.Person, one)) for one in _OWN),
        col(models.Person.declined),
        col(models.Person.erased_at),
        col(models.Unit.name),
        *_MANAGED_BY,
    )
    .join(models.Unit, col(models.Unit.id) == models.Person.unit_id, isouter=True)
    .join(_MANAGER, col(_MANAGER.id) == models.Person.manager_id, isouter=True)
    .order_by(col(models.Person.folded), col(models.Person.id))
)

_OF_THESE = _EVERYBODY.where(col(models.Person.id).in_(bindparam("ids", expanding=True)))


def actors(session: Session, me: int = 0) -> tuple[Person, ...]:
    """Return the people who may work with the file, by name: actors, those with a seat or sheet, and *me*."""
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
    session.flush()  # statements on the connection bypass the session's autoflush
    asked = _EVERYBODY.where(*cast("tuple[ColumnElement[bool], ...]", conditions))
    return [_person(*row) for row in session.connection().execute(asked)]


def rows_of(session: Session, ids: Collection[int]) -> list[Person]:
    """Return people by id, by folded name; the statement is put together once."""
    session.flush()
    return [_person(*row) for row in session.connection().execute(_OF_THESE, {"ids": list(ids)})]


def first_ids(
    on: date, most: int, of_left: int, unit_ids: Set[int] | None = None
) -> Select[*tuple[Any, ...]]:
    """Select the ids of the first people by kind, at most *of_left* of who left at the end, from an index."""
    who, kind, left = col(models.Person.id), col(models.Person.kind), col(models.Person.left_on)
    folded = col(models.Person.folded)
    some = [
        select_columns(who, folded, literal(place).label("place"))
        .where(present(), of_units(unit_ids), kind == one, when_left)
        .order_by(folded, who)
        .limit(number)
        .subquery()
        for gone, (number, *cases) in enumerate(
            ((most, left.is_(None), left >= on), (max(of_left, 0), left < on))
        )
        for place, one in enumerate(PersonKind, gone * len(PersonKind))
        for when_left in cases
    ]
    each = union_all(*(select_columns(one) for one in some)).subquery()
    return select_columns(each.c.id).order_by(each.c.place, each.c.folded, each.c.id).limit(most)


def namesakes(session: Session, person: Person) -> tuple[Person, ...]:
    """Return the others whose name could be that person's, by folded name; one statement."""
    surname, folded = fold(person.surname), col(models.Person.folded)
    # The folded name begins with the surname, and the letter after the blank is «!»: the index finds them.
    alike = rows_where(session, present(), folded >= f"{surname} ", folded < f"{surname}!")
    found = ByName((one.id, one) for one in alike).of(person)
    return tuple(one for one in found.values() if one.id != person.id)


def _person(*values: Any) -> Person:
    *own, declined, erased_at, unit, surname, given, patronymic = values
    told: dict[str, Any] = dict(zip(_OWN, own, strict=True))
    told["left_reason"] = told["left_reason"] or ""  # older files have NULL here
    boss = "" if surname is None else full_name(surname, given, patronymic)
    if declined:
        told["declined"] = Declined.from_json(declined)
    return Person(unit=unit or "", manager_name=boss, erased=erased_at is not None, **told)
