"""The documents that permit processing someone's data: each one entered stays, the newest is in force."""

import re
from dataclasses import replace
from datetime import date
from typing import cast

from sqlmodel import Session, col, select

from db import models
from db.journal import journal, reasons
from db.models.table import existing
from db.models.types import actor_id, now, today
from domain.errors import Impossible, NotConsent
from domain.people.person import Basis, Person, full_name
from domain.people.purpose import Ground

_SHA256 = re.compile(r"[0-9a-f]{64}")
NOWHERE = Basis("", None, None)


def note(
    session: Session, person_id: int, before: Person | None, after: Person, paper: Basis = NOWHERE
) -> None:
    """Record the document now on a card, if it has changed; part of writing the card.

    If the document was removed, a row without a text records that nothing is in force. *paper* says its
    number, where it lies and the sum of its scan; the rest is that of the card.

    Raises:
        Impossible: if the document is dated in the future, or the sum of the scan is none.
    """
    told = _told(after)
    if told == (("", None, None, None, None) if before is None else _told(before)) and paper == NOWHERE:
        return
    if after.basis_on is not None and after.basis_on > today(session):
        raise Impossible("basis_on")
    if paper.sha256 and _SHA256.fullmatch(paper.sha256) is None:
        raise Impossible("sha256")
    if before is not None and (before.basis or before.basis_until) and not _known(session, person_id):
        session.add(_row(person_id, before, NOWHERE))  # as it was before documents were kept one by one
        session.flush()
    if paper == NOWHERE and before is not None and not is_new(before, after):
        paper = _in_force(session, person_id)
    _enter(session, person_id, after, replace(paper, reason=""))


def is_new(before: Person, after: Person) -> bool:
    """Return whether the card names another document than it did."""
    return (before.basis, before.basis_on) != (after.basis, after.basis_on)


def renewed(before: Person, after: Person) -> Person:
    """Return the card with what another document ends: a withdrawal, and a prolonged term."""
    return replace(after, withdrawn_on=None, hold_until=None) if is_new(before, after) else after


def withdraw(session: Session, person_id: int, on: date, reason: str = "") -> None:
    """Record that the person withdrew the consent on that day; the document stays in the history.

    Raises:
        Unknown: if there is no such person.
        NotConsent: if a contract or a law permits the processing.
        Impossible: if the day is in the future, or before the consent was signed.
        TooLong: if the reason has more than 5,000 characters.
    """
    row = existing(session, models.Person, person_id)
    if row.ground not in (None, Ground.CONSENT):
        raise NotConsent
    if on > today(session) or (row.basis_on is not None and on < row.basis_on):
        raise Impossible("withdrawn_on")
    _change(session, row, reasons.words("reason", reason), withdrawn_on=on)
    journal.record(session, "withdraw_consent", "person", person_id, {"on": on.isoformat()})


def hold(session: Session, person_id: int, until: date, reason: str) -> None:
    """Prolong the keeping of the person's data until that day; whatever ends earlier then waits for it.

    Raises:
        Unknown: if there is no such person.
        NeedsReason: if no reason is given.
        Impossible: if the day is not in the future.
        TooLong: if the reason has more than 5,000 characters.
    """
    row = existing(session, models.Person, person_id)
    told = reasons.reason(reason)
    if until <= today(session):
        raise Impossible("hold_until")
    _change(session, row, told, hold_until=until)
    journal.record(session, "prolong", "person", person_id, {"until": until.isoformat()})


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
        _basis(row, "" if actor is None else full_name(actor.surname, actor.given, actor.patronymic))
        for row, actor in cast("list[tuple[models.BasisPaper, models.Person | None]]", rows)
    ]
    at = next((at for at, one in enumerate(told) if (one.text, one.paper_on) == on_card), 0)
    return (*told[at : at + 1], *told[:at], *told[at + 1 :])  # those of two merged cards are interleaved


def _change(session: Session, row: models.Person, reason: str, **days: date) -> None:
    before = _on_card(row)
    if not _known(session, row.id) and (row.basis or row.basis_until):
        session.add(_row(row.id, before, NOWHERE))
        session.flush()
    for field, day in days.items():
        setattr(row, field, day)
    session.add(row)
    _enter(session, row.id, _on_card(row), replace(_in_force(session, row.id), reason=reason))


def _on_card(row: models.Person) -> Person:
    return Person(
        basis=row.basis,
        basis_on=row.basis_on,
        basis_until=row.basis_until,
        purpose=row.purpose,
        ground=row.ground,
        withdrawn_on=row.withdrawn_on,
        hold_until=row.hold_until,
    )


def _enter(session: Session, person_id: int, card: Person, paper: Basis) -> None:
    row = _row(person_id, card, paper)
    row.entered_at, row.entered_on, row.actor_id = now(session), today(session), actor_id(session)
    session.add(row)


def _in_force(session: Session, person_id: int) -> Basis:
    """Return the document on the card with its number and place, as entered last."""
    return next(iter(of_person(session, person_id)), NOWHERE)


def _basis(row: models.BasisPaper, by_name: str) -> Basis:
    return Basis(
        text=row.text,
        paper_on=row.paper_on,
        until=row.until,
        entered_on=row.entered_on,
        by_name=by_name,
        purpose=row.purpose,
        ground=row.ground,
        number=row.number,
        kept_at=row.kept_at,
        sha256=row.sha256,
        withdrawn_on=row.withdrawn_on,
        hold_until=row.hold_until,
        reason=row.reason,
    )


def _known(session: Session, person_id: int) -> bool:
    kept = select(models.BasisPaper.id).where(models.BasisPaper.person_id == person_id).limit(1)
    return session.exec(kept).first() is not None


def _told(person: Person) -> tuple[object, ...]:
    return person.basis, person.basis_on, person.basis_until, person.purpose, person.ground


def _row(person_id: int, person: Person, paper: Basis) -> models.BasisPaper:
    return models.BasisPaper(
        person_id=person_id,
        text=person.basis,
        paper_on=person.basis_on,
        until=person.basis_until,
        purpose=person.purpose,
        ground=person.ground,
        number=paper.number,
        kept_at=paper.kept_at,
        sha256=paper.sha256,
        withdrawn_on=person.withdrawn_on,
        hold_until=person.hold_until,
        reason=paper.reason,
    )
