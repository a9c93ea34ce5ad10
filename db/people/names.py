"""Everyone's name, as forms and the jump box offer it."""

from collections.abc import Set
from datetime import date
from itertools import starmap

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.journal.presence import NAME, of_units, present
from domain.people.name import Name
from domain.people.person import PersonKind, full_name


def names(session: Session, unit_ids: Set[int] | None = None) -> tuple[Name, ...]:
    """Return everyone present, of these units, by folded name; one statement, without building objects."""
    person = models.Person
    rows = session.connection().execute(
        select_columns(
            col(person.id),
            col(person.code),
            col(person.kind),
            *NAME,
            col(person.folded),
            col(person.post),
            col(models.Unit.name),
            col(person.personnel_no),
            col(person.is_actor),
            col(person.left_on),
        )
        .join(models.Unit, col(models.Unit.id) == person.unit_id, isouter=True)
        .where(present(), of_units(unit_ids))
        .order_by(col(person.folded), col(person.id))
    )
    return tuple(starmap(_name, rows))


def _name(
    key: int,
    code: str,
    kind: PersonKind,
    surname: str,
    given: str,
    patronymic: str,
    folded: str,
    post: str,
    unit: str | None,
    number: str | None,
    is_actor: bool,
    left_on: date | None,
) -> Name:
    name = full_name(surname, given, patronymic)
    called = surname, given, patronymic, name, f"{name} · {code}", folded
    return Name(key, code, kind, *called, post, unit or "", number, is_actor, left_on)
