"""The cases of a person's Russian name and post: confirmed by somebody, kept on the person."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from db import models
from db.journal import journal
from db.models.table import existing
from domain.people.declined import Case, Declined, Renamed, check
from domain.people.person import full_name
from domain.text import clean


def confirm(session: Session, person_id: int, declined: Declined) -> None:
    """Keep the cases of a name and a post that somebody has looked through.

    Raises:
        Unknown: if there is no such person.
        Renamed: if the person has another name or post than the one looked through.
        Missing: if a case of the name is empty.
        TooLong: if a text is longer than 400 characters.
    """
    row = existing(session, models.Person, person_id)
    name = full_name(row.surname, row.given, row.patronymic)
    if (declined.name, declined.post) != (name, row.post):
        raise Renamed(", ".join(filter(None, (name, row.post))))
    names, posts = (
        {case: " ".join(clean(texts.get(case, "")).split()) for case in Case}
        for texts in (declined.names, declined.posts)
    )
    own = Declined(name, row.post, names, posts if row.post else {})
    check(own)
    row.declined = own.to_json()
    session.add(row)
    journal.record(session, "decline", "person", person_id, {})


def confirmed(session: Session, surnames: Collection[str]) -> tuple[int, ...]:
    """Return the people with one of these surnames whose cases somebody confirmed, by id."""
    statement = select(models.Person.id).where(
        col(models.Person.declined).is_not(None), col(models.Person.surname).in_(surnames)
    )
    return tuple(session.exec(statement.order_by(col(models.Person.id))))
