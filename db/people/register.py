"""The register of issued documents: giving a number once, and reading who got which."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from db import models
from db.journal import journal
from db.journal.exports import Of
from db.models.types import actor_id, now, today
from db.people import requisites
from db.people.organisation import checked, organisation
from domain.errors import Impossible, Unknown
from domain.papers.kinds import NUMBERED
from domain.people.issued import Issue, Issued, printed
from domain.people.organisation import Registration
from domain.people.person import full_name

MOST_COPIES = 999


def issue(session: Session, document: str, of: Of, subject_id: int, entry: Issue, unit_id: int = 0) -> int:
    """Give a document its number, if it has none yet, and return the id of its line in the register.

    The number is the next one of its kind in the year of the day; it is never given again.

    Raises:
        Unknown: if there is no such subject.
        Impossible: if the day is in the future, or the number of copies is none.
        TooLong: if a text is longer than 300 characters.
    """
    person_id, about = _subject(session, of, subject_id)
    row = _row(session, document, subject_id, unit_id)
    if row is not None:
        session.info["unjournaled"] = True  # nothing is written
        return row.id
    if entry.on > today(session):
        raise Impossible("on")
    if not 1 <= entry.copies <= MOST_COPIES:
        raise Impossible("copies")
    year = entry.on.year
    paper = models.IssuedPaper
    last = session.exec(
        select(func.max(paper.number)).where(paper.document == document, paper.year == year)
    ).one()
    number = (last or 0) + 1
    known = requisites.entered(session)
    usual = known[requisites.USUAL]
    scheme = known.get(document, usual).over(usual).index
    row = paper(
        document=document,
        year=year,
        number=number,
        code=printed(scheme, number, year),
        on=entry.on,
        subject_id=subject_id,
        unit_id=unit_id,
        person_id=person_id,
        about=about,
        copies=entry.copies,
        recipients=checked("recipients", entry.recipients),
        signed_by=checked("signed_by", entry.signed_by),
        entered_at=now(session),
        entered_on=today(session),
        actor_id=actor_id(session),
    )
    session.add(row)
    session.flush()
    data = {"document": document, "year": year, "number": number, "person": person_id}
    journal.record(session, "issue", "issued_paper", row.id, data)
    return row.id


def proposed(session: Session, document: str) -> Issue:
    """Return what a new line begins with: today, and who approves this kind of document."""
    with requisites.of_document(session, document):
        own = organisation(session)
    return Issue(today(session), own.approver_name)


def registration(
    session: Session, document: str, subject_id: int, unit_id: int | None = None
) -> Registration | None:
    """Return number and day of a document that was registered."""
    row = _row(session, document, subject_id, unit_id or 0)
    return None if row is None else Registration(row.code, row.on)


def registrations(
    session: Session, document: str, ids: Sequence[int], unit_id: int | None = None
) -> tuple[Registration | None, ...]:
    """Return number and day of a document for each of these subjects, None for those without."""
    return tuple(registration(session, document, one, unit_id) for one in ids)


@contextmanager
def of_paper(
    session: Session, document: str, of: Of, subject_id: int, unit_id: int | None = None
) -> Generator[None]:
    """Let the organisation that is read meanwhile have the requisites of this document, and its number.

    A document of other subjects than *of* has none here: its number would be that of whoever has the same id.
    """
    known = registration(session, document, subject_id, unit_id) if NUMBERED.get(document) == of else None
    with requisites.of_document(session, document, known):
        yield


def register(session: Session, year: int | None = None, document: str = "") -> tuple[Issued, ...]:
    """Return the register by year, kind and number; of one year or kind if asked."""
    conditions = [] if year is None else [col(models.IssuedPaper.year) == year]
    if document:
        conditions.append(col(models.IssuedPaper.document) == document)
    return _lines(session, *conditions)


def of_person(session: Session, ids: Iterable[int]) -> tuple[Issued, ...]:
    """Return what was issued about these cards of a person."""
    return _lines(session, col(models.IssuedPaper.person_id).in_(tuple(ids)))


def years(session: Session) -> tuple[int, ...]:
    """Return the years in which something was issued, the newest first."""
    asked = select(models.IssuedPaper.year).distinct().order_by(col(models.IssuedPaper.year).desc())
    return tuple(session.exec(asked))


def _row(session: Session, document: str, subject_id: int, unit_id: int) -> models.IssuedPaper | None:
    paper = models.IssuedPaper
    return session.exec(
        select(paper).where(
            paper.document == document, paper.subject_id == subject_id, paper.unit_id == unit_id
        )
    ).first()


def _subject(session: Session, of: Of, subject_id: int) -> tuple[int | None, str]:
    """Return whom a subject is about, else what it is called."""
    tables: dict[Of, Any] = {
        Of.CASE: models.Case,
        Of.PLAN: models.Plan,
        Of.PERSON: models.Person,
        Of.CYCLE: models.Cycle,
        Of.FRAMEWORK: models.Framework,
    }
    table = tables.get(of)
    row = None if table is None else session.get(table, subject_id)
    match row:
        case models.Case() | models.Plan():
            return row.person_id, ""
        case models.Person():
            return row.id, ""
        case models.Cycle():
            return None, row.title or row.code
        case models.Framework():
            return None, f"{row.title_ru} ({row.number})"
        case _:
            raise Unknown(of.value, subject_id)


def _lines(session: Session, *conditions: Any) -> tuple[Issued, ...]:
    session.flush()
    person, actor = aliased(models.Person), aliased(models.Person)
    paper = models.IssuedPaper
    asked = (
        select_columns(
            paper,
            col(person.surname),
            col(person.given),
            col(person.patronymic),
            col(actor.surname),
            col(actor.given),
            col(actor.patronymic),
        )
        .join(person, col(person.id) == col(paper.person_id), isouter=True)
        .join(actor, col(actor.id) == col(paper.actor_id), isouter=True)
        .where(*conditions)
        .order_by(col(paper.year).desc(), col(paper.document), col(paper.number).desc())
    )
    lines: list[Issued] = []
    for row, surname, given, patronymic, *by in session.execute(asked):  # pyright: ignore[reportDeprecated]
        line = Issued(
            row.id,
            row.document,
            row.year,
            row.number,
            row.code,
            row.about if surname is None else full_name(surname, given, patronymic),
            Issue(row.on, row.signed_by, row.copies, row.recipients),
            row.person_id,
            row.entered_on,
        )
        lines.append(line if by[0] is None else replace(line, by_name=full_name(*by)))
    return tuple(lines)
