"""The documents that permit processing someone's data: each one entered stays, the newest is in force."""

from datetime import date
from typing import cast

from sqlmodel import Session, col, select

from db import models
from db.models.types import actor_id, now, today
from domain.errors import Impossible
from domain.people.person import Basis, Person, full_name


def note(session: Session, person_id: int, before: Person | None, after: Person) -> None:
    """Record the document now on a card, if it has changed; part of writing the card.

    If the document was removed, a row without a text records that nothing is in force.

    Raises:
        Impossible: if the document is dated in the future.
    """
    told = _told(after)
    if told == (("", None, None) if before is None else _told(before)):
        return
    if after.basis_on is not None and after.basis_on > today(session):
        raise Impossible("basis_on")
    if before is not None and (before.basis or before.basis_until) and not _known(session, person_id):
        session.add(_row(person_id, before))  # as it was before documents were kept one by one
        session.flush()
    row = _row(person_id, after)
    row.entered_at, row.entered_on, row.actor_id = now(session), today(session), actor_id(session)
    session.add(row)


def of_person(session: Session, person_id: int) -> tuple[Basis, ...]:
    """Return every document entered for the person: the one on the card, then the others, newest first."""
    card = session.get(models.Person, person_id)
    on_card = None if card is None else (card.basis, card.basis_on)
    rows = session.exec(
        select(models.BasisPaper, models.Person)
        .join(models.Person, col(models.Person.id) == models.BasisPaper.actor_id, isouter=True)
        .where(models.BasisPaper.person_id == person_id)
        .order_by(col(models.BasisPaper.id).desc())
    ).all()
    told = [
        Basis(
            row.text,
            row.paper_on,
            row.until,
            row.entered_on,
            "" if actor is None else full_name(actor.surname, actor.given, actor.patronymic),
        )
        for row, actor in cast("list[tuple[models.BasisPaper, models.Person | None]]", rows)
    ]
    at = next((at for at, one in enumerate(told) if (one.text, one.paper_on) == on_card), 0)
    return (*told[at : at + 1], *told[:at], *told[at + 1 :])  # those of two merged cards are interleaved


def _known(session: Session, person_id: int) -> bool:
    kept = select(models.BasisPaper.id).where(models.BasisPaper.person_id == person_id).limit(1)
    return session.exec(kept).first() is not None


def _told(person: Person) -> tuple[str, date | None, date | None]:
    return person.basis, person.basis_on, person.basis_until


def _row(person_id: int, person: Person) -> models.BasisPaper:
    text, paper_on, until = _told(person)
    return models.BasisPaper(person_id=person_id, text=text, paper_on=paper_on, until=until)
