"""What the sheets of an assessment and its result show."""

from collections.abc import Set
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from db.assessing import cases
from db.assessing.sheet import answer_forms as sent_forms
from db.assessing.sheet import forms, seats, sheets
from db.assessing.talk import asked as questions
from db.assessing.talk import probes
from db.framework import catalogue
from db.journal import events
from db.journal.exports import Of
from db.papers import anothers
from db.people import register
from db.people.organisation import organisation
from domain.assessing.answer_form import FormPaper
from domain.assessing.result import CaseResult
from domain.assessing.sheet import Sheet
from domain.errors import NothingSubmitted, NotYours
from domain.papers import sheet_paper
from domain.papers.paper import Paper
from domain.papers.sheet_paper import SheetPaper


def result(
    session: Session, document: str, case_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[CaseResult], ...]:
    """Return the result of a case."""
    with register.of_paper(session, document, Of.CASE, case_id):
        record = cases.result(session, case_id, viewer_id, on)
    return (Paper(record.person.code, record),)


def sheets_to_fill_in(
    session: Session, document: str, case_id: int, on: date
) -> tuple[Paper[SheetPaper], ...]:
    """Return a sheet for each assessor who has not handed in; without marks, so allowed in a blind case."""
    with register.of_paper(session, document, Of.CASE, case_id):
        return tuple(Paper(code, sheet) for code, sheet in _blanks(session, case_id, on))


def sheets_with_keys(
    session: Session, document: str, case_id: int, on: date
) -> tuple[Paper[SheetPaper], ...]:
    """Return the same sheets with questions and answer keys, for the assessor alone."""
    with register.of_paper(session, document, Of.CASE, case_id):
        blanks = _blanks(session, case_id, on)
        return tuple(Paper(code, _with_keys(session, sheet)) for code, sheet in blanks)


def answer_forms(
    session: Session, document: str, case_id: int, on: date, without: Set[int] = frozenset()
) -> tuple[Paper[FormPaper], ...]:
    """Return a form for each assessor who has not handed in; without marks, like a blank sheet.

    Nobody in *without* gets one.
    """
    with register.of_paper(session, document, Of.CASE, case_id):
        made = sent_forms.papers(session, case_id, on, without)
    return tuple(Paper(_code_of(one.sheet), one) for one in made)


def submitted_sheets(
    session: Session, document: str, case_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[SheetPaper], ...]:
    """Return the submitted sheets that the viewer may see; of one being corrected, the one that counts.

    Raises:
        StillBlind: naming those whose sheets are out, if that hides them all.
        NothingSubmitted: if there is none.
    """
    with register.of_paper(session, document, Of.CASE, case_id):
        own = organisation(session)
    post = seats.profile_of(session, case_id).post
    made: list[Paper[SheetPaper]] = []
    (line,) = cases.lines_of(session, [case_id])
    for known in line.sheets:
        if known.counted_id is None:
            continue
        try:
            sheet = sheets.sheet(session, known.counted_id, viewer_id)
        except NotYours:
            continue
        paper = sheet_paper.filled(sheet, own, on, probes.of_cycle(session, sheet.cycle.id))
        other = anothers.names(session, "submit", "sheet", sheet.id)
        value = events.value_of(session, "submit", "sheet", sheet.id)
        paper = replace(paper, post=post, sitting_of=other.get(sheet.id, ""), chain_value=value)
        made.append(Paper(_code_of(sheet), paper))
    if not made:
        cases.result(session, case_id, viewer_id, on)  # raises, naming those it waits for
        raise NothingSubmitted
    return tuple(made)


def _blanks(session: Session, case_id: int, on: date) -> list[tuple[str, SheetPaper]]:
    own = organisation(session)
    post = seats.profile_of(session, case_id).post
    return [
        (_code_of(sheet), replace(sheet_paper.blank(sheet, own, on), post=post))
        for sheet in forms.blanks(session, case_id, out=True)
    ]


def _with_keys(session: Session, paper: SheetPaper) -> SheetPaper:
    assert paper.cycle is not None
    return replace(
        paper,
        questions=questions.questions(session, paper.cycle.id),
        adequate_rule=catalogue.adequate_rule(),
        lead=questions.lead(session, paper.cycle.id),
        handed_out=catalogue.handed_out(),
    )


def _code_of(sheet: Sheet) -> str:
    return f"{sheet.person.code}_{sheet.assessor.code}"
