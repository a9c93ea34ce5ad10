"""The papers that allow to process somebody's data: each that was entered stays, the newest is in force."""

from typing import cast

from sqlmodel import Session, col, select

from db import models
from db.types import actor_id, now, today
from domain.errors import Impossible
from domain.person import Basis, Person, full_name


def note(session: Session, person_id: int, before: Person | None, after: Person) -> None:
    """Write down the paper that a card names now, if it is another than before; part of writing the card.

    Raises:
        Impossible: if the paper is of a day to come.
    """
    told = (after.basis, after.basis_on, after.basis_until)
    if not any(told) or (before is not None and told == (before.basis, before.basis_on, before.basis_until)):
        return
    if after.basis_on is not None and after.basis_on > today(session):
        raise Impossible("basis_on")
    if before is not None and (before.basis or before.basis_until) and not _known(session, person_id):
        session.add(_row(session, person_id, before))  # as it stood before papers were kept one by one
    session.add(_row(session, person_id, after))


def of_person(session: Session, person_id: int) -> tuple[Basis, ...]:
    """Return every paper that was entered of the person, the newest first."""
    rows = session.exec(
        select(models.BasisPaper, models.Person)
        .join(models.Person, col(models.Person.id) == models.BasisPaper.actor_id, isouter=True)
        .where(models.BasisPaper.person_id == person_id)
        .order_by(col(models.BasisPaper.id).desc())
    ).all()
    return tuple(
        Basis(
            row.text,
            row.paper_on,
            row.until,
            row.entered_at.astimezone().date(),
            "" if actor is None else full_name(actor.surname, actor.given, actor.patronymic),
        )
        for row, actor in cast("list[tuple[models.BasisPaper, models.Person | None]]", rows)
    )


def _known(session: Session, person_id: int) -> bool:
    kept = select(models.BasisPaper.id).where(models.BasisPaper.person_id == person_id).limit(1)
    return session.exec(kept).first() is not None


def _row(session: Session, person_id: int, person: Person) -> models.BasisPaper:
    return models.BasisPaper(
        person_id=person_id,
        text=person.basis,
        paper_on=person.basis_on,
        until=person.basis_until,
        entered_at=now(session),
        actor_id=actor_id(session),
    )
