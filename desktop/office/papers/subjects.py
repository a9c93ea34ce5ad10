"""Whom or what each document can be asked of, for a list to choose from. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db.assessing import cycles, people
from db.development import plan_board
from db.development.plan_board import PlanRow
from db.framework import editions
from db.hiring import campaigns
from db.papers import subjects as asked_of
from db.people import held
from desktop.office.papers.document import About, Document, When
from desktop.office.papers.documents import Read
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from domain.assessing.case import CycleKind
from domain.framework.framework import EditionState
from domain.period import ROMAN, Period, quarter_number, quarters_in
from domain.progress import Progress
from domain.text import fold
from reports.words.names import name_of
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: the id that the document is asked by, its name, and what tells it from others.

    ``found_by`` is the folded text that a search looks in.
    """

    id: int
    name: str
    facts: str = ""
    found_by: str = ""


def listing(
    read: Read, kind: str, viewer_id: int | None, on: date, words: Words, also: tuple[int, ...] = ()
) -> Callable[[Progress], tuple[Subject, ...]]:
    """Return the job that reads ``subjects``."""

    def work(_progress: Progress) -> tuple[Subject, ...]:
        return subjects(read, kind, viewer_id, on, words, also)

    return work


def subjects(
    read: Read, kind: str, viewer_id: int | None, on: date, words: Words, also: tuple[int, ...] = ()
) -> tuple[Subject, ...]:
    """Return all of whom or what a document of this kind may be asked, by name.

    Of an assessment the newest of each person is offered, and those in *also*; one whose result is still
    hidden is there too, since its reader says why. A sheet to fill in is offered only while one can come in.
    """
    document = DOCUMENTS[kind]
    match document.about:
        case About.PERSON:
            return tuple(
                _subject(one.id, one.full_name, _of(one.code, one.post), one.unit)
                for one in read(people.everybody)
            )
        case About.CASE:
            return _cases(read, document, viewer_id, words, also)
        case About.PLAN:
            plans = (one for one in read(plan_board.rows, on) if one.kind is document.plan)
            return tuple(
                _subject(
                    one.plan_id,
                    one.person_name,
                    f"{words.date(one.starts_on)} – {words.date(one.ends_on)}",
                    one.unit,
                    *(_quarter(each.starts_on, words) for each in quarters_in(_period(one))),
                )
                for one in sorted(plans, key=_by_name)
            )
        case About.CAMPAIGN:
            return tuple(
                _subject(one.cycle.id, one.cycle.title or one.cycle.code, one.cycle.code)
                for one in read(campaigns.campaigns)
            )
        case About.TEAM:
            return tuple(
                _subject(one.id, one.title or name_of(one.kind, words), one.code)
                for one in read(cycles.cycles)
                if one.kind is not CycleKind.HIRING
            )
        case About.MODEL:
            edition = words.gettext("edition {number}")
            return tuple(
                _subject(one.id, words.text(one.title), edition.format(number=_number(one, words)))
                for one in read(editions.editions)
            )


def with_somebody(read: Read) -> frozenset[str]:
    """Return the kinds of document that somebody, or something, is there for, as far as it has come."""
    found = read(held.held)
    staff = any(kind is not CycleKind.HIRING for kind in found.cycles)
    there = {
        About.PERSON: found.people,
        About.CASE: found.cases,
        About.MODEL: found.frameworks,
        About.CAMPAIGN: CycleKind.HIRING in found.cycles,
        About.TEAM: staff,
    }
    so_far = {
        When.ALWAYS: True,
        When.SHEET_OUT: found.awaited,
        When.SHEETS_IN: found.submitted,
        When.REFUSED: found.refused,
        When.CANDIDATE: found.invited,
        When.FAILED: found.failing,
        When.MENTORED: found.mentored,
        When.MENTOR_AGREES: found.mentor_agrees,
    }
    return frozenset(
        one.key
        for one in DOCUMENTS.values()
        if so_far[one.when] and (one.plan in found.plans if one.about is About.PLAN else there[one.about])
    )


def _cases(
    read: Read, document: Document, viewer_id: int | None, words: Words, also: tuple[int, ...]
) -> tuple[Subject, ...]:
    results, awaited = document.when is When.SHEETS_IN, document.when is When.SHEET_OUT
    listed = read(asked_of.assessed, viewer_id, also, results=results, awaited=awaited)
    return tuple(
        _subject(
            case.case_id,
            person.full_name,
            _of(case.cycle_title or name_of(case.cycle_kind, words), case.cycle_code),
            person.unit,
        )
        for case, person in listed
    )


def _subject(one_id: int, name: str, facts: str, *more: str) -> Subject:
    return Subject(one_id, name, facts, fold(" ".join((name, facts, *more))))


def _by_name(row: PlanRow) -> tuple[str, date]:
    return row.person_name, row.starts_on


def _period(row: PlanRow) -> Period:
    return Period(row.starts_on, row.ends_on)


def _quarter(first: date, words: Words) -> str:
    told = words.gettext("Quarter {quarter}, {year}")
    return told.format(quarter=ROMAN[quarter_number(first) - 1], year=first.year)


def _number(line: editions.EditionLine, words: Words) -> str:
    draft = words.gettext("{number}, draft") if line.state is EditionState.DRAFT else "{number}"
    return draft.format(number=line.number)


def _of(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
