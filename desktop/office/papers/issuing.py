"""Giving documents their numbers in the register, and the register as a document. No Qt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlmodel import Session

from db.journal import exports, journal
from db.people import register
from db.people.organisation import organisation
from desktop.office.papers.document import Asked, Paper
from desktop.office.papers.documents import OF, Exported, Write, papers_of, recorded
from desktop.office.papers.numbered import NUMBERED
from desktop.office.papers.registry import (
    DOCUMENTS,
    NOTICE,
    REGISTER,
    titled,
)
from domain.assessing.case import CycleKind
from domain.development.plan import PlanState
from domain.development.plan_sheet import PlanSheet
from domain.errors import Impossible, OnlyDraft
from domain.hiring.decision import Decision
from domain.people.issued import Issue, Issued, Registered
from domain.people.organisation import Registration
from domain.progress import Progress
from domain.text import Text
from reports.paper.contents.papers import RefusalPaper
from reports.people.register_paper import RegisterPaper
from resources.i18n import Words, words


def issue(session: Session, kind: str, asked: Asked, entry: Issue | None = None) -> str:
    """Give a document its number, unless it has one, and return the number as printed.

    None is what a new line begins with: the day asked for, the usual approver, one copy.

    Raises:
        Refused: if the document may not be had, or is a draft.
        Impossible: if this kind has no numbers.
    """
    if kind not in NUMBERED:
        raise Impossible("document")
    papers = papers_of(session, kind, asked)
    if any(draft(kind, paper) for paper in papers):
        raise OnlyDraft
    told = entry or replace(register.proposed(session, kind), on=asked.on)
    register.issue(session, kind, OF[DOCUMENTS[kind].about], asked.id, told, asked.unit_id or 0)
    known = register.registration(session, kind, asked.id, asked.unit_id)
    assert known is not None
    return known.code


def issue_all(
    session: Session, kind: str, asked: Sequence[Asked], entry: Issue, seen: Sequence[Registration | None]
) -> tuple[str, ...]:
    """Give several documents their numbers as one act, and return the numbers.

    *seen* are the numbers that they had when the entry was begun.

    Raises:
        Registered: if one got its number since: it would keep that, and not what was entered.
        Refused: as for one; then none gets a number.
    """
    known = registrations(session, kind, asked)
    for before, now in zip(seen, known, strict=True):
        if now is not None and now != before:
            raise Registered(now.code, now.on)
    if len(asked) == 1 or all(known):
        return tuple(issue(session, kind, one, entry) for one in asked)
    with journal.act(session, "issue", "document"):
        return tuple(issue(session, kind, one, entry) for one in asked)


def registrations(session: Session, kind: str, asked: Sequence[Asked]) -> tuple[Registration | None, ...]:
    """Return number and day of each document, None for those without."""
    return tuple(register.registration(session, kind, one.id, one.unit_id) for one in asked)


def draft(kind: str, paper: Paper) -> bool:
    """Return whether a paper is still a draft, which nobody signs."""
    match paper.record:
        case PlanSheet() as sheet:
            return sheet.plan.state is PlanState.DRAFT or (kind == NOTICE and not sheet.ends)
        case RefusalPaper() as refusal:
            return refusal.text is None
        case Decision() as decision:
            return decision.result.cycle.kind is CycleKind.HIRING and not decision.conclusions
        case _:
            return False


def paper(session: Session, on: date, year: int | None = None, document: str = "") -> RegisterPaper:
    """Return the register of one year or kind, or all of it, as a document."""
    return paper_of(session, register.register(session, year, document), on)


def paper_of(session: Session, lines: Sequence[Issued], on: date) -> RegisterPaper:
    """Return these lines of the register as a document."""
    titles = {
        one: Text(*(titled(one, words(language)) for language in ("ru", "en")))
        for one in dict.fromkeys(line.document for line in lines)
    }
    return RegisterPaper(organisation(session), lines, titles, on)


def save(write: Write, record: RegisterPaper, target: Path, language: Words, progress: Progress) -> Exported:
    """Write the register as a workbook, or as a document if the name says so; the journal records it."""
    from reports.people import issued_register

    name = "pdf" if target.suffix.casefold() == ".pdf" else "xlsx"
    writer = issued_register.write if name == "pdf" else issued_register.write_xlsx
    writer(record, target, progress, language)
    people = {line.person_id for line in record.lines if line.person_id is not None}
    of = exports.Of.PERSON if people else exports.Of.FILE
    return Exported((target,), (), unrecorded=recorded(write, REGISTER, of, (name,), 1, *people))
