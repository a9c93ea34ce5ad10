"""People as they travel: found by identity, never by name, and an erased one never comes back."""

from sqlmodel import Session, select

from db import models
from db.assessing import people
from domain.exchange.packet import SentPerson
from domain.exchange.refusal import NotAccepted, Why
from domain.people.person import Person


def sent_person(session: Session, person_id: int) -> SentPerson | None:
    """Return a person as told to another file; None if the person was erased."""
    row = session.get_one(models.Person, person_id)
    if row.erased_at is not None:
        return None
    return SentPerson(row.uid, row.code, row.kind, row.surname, row.given, row.patronymic)


def person_of(session: Session, told: SentPerson, *, erased: bool = False) -> int | None:
    """Return the person with this identity, added if there is none.

    With *erased*, None for one who was erased here.

    Raises:
        NotAccepted: if the person was erased here, without *erased*.
    """
    known = session.exec(select(models.Person).where(models.Person.uid == told.uid)).first()
    if session.get(models.Erasure, told.uid) is not None or (known is not None and known.erased_at):
        if erased:
            return None
        raise NotAccepted(Why.ERASED)
    if known is not None:
        return known.merged_into or known.id
    person = Person(kind=told.kind, surname=told.surname, given=told.given, patronymic=told.patronymic)
    person_id = people.add(session, person)
    row = session.get_one(models.Person, person_id)
    row.uid = told.uid
    session.add(row)
    session.flush()
    return person_id
