"""Everyone's name, as forms and the jump box offer it."""

from collections.abc import Set
from datetime import date
from itertools import starmap

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.journal.presence import NAME, of_units, present
from domain.people.name import Name
from domain.people.person import PersonKind, full_name
from domain.text import fold


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


def called(session: Session, words: str, most: int) -> tuple[int, ...]:
    """Return the ids of those in whose names and numbers all the words stand, at most so many."""
    person = models.Person
    wanted = [col(person.folded).contains(word, autoescape=True) for word in fold(words).split()]
    if not wanted:
        return ()
    return tuple(
        session.exec(
            select(person.id).where(*wanted).order_by(col(person.folded), col(person.id)).limit(most)
        )
    )
