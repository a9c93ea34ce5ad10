"""Whom or what each document can be asked of, for a list to choose from. No Qt."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from db.assessing import cycles, people
from db.development import plan_board
from db.framework import editions
from db.hiring import campaigns
from desktop.office.papers.registry import DOCUMENTS, About, When
from domain.assessing.case import CycleKind
from domain.framework.framework import EditionState
from reports.words.names import name_of
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: the id that the document is asked by, its name, and what tells it from others."""

    id: int
    name: str
    facts: str = ""


def subjects(
    session: Session, kind: str, viewer_id: int | None, on: date, words: Words
) -> tuple[Subject, ...]:
    """Return all of whom or what a document of this kind may be asked, by name.

    Of an assessment the newest of each person is offered; one whose result is still hidden is there too,
    since its reader says why.
    """
    document = DOCUMENTS[kind]
    match document.about:
        case About.PERSON:
            rows = people.everybody(session)
            return tuple(Subject(one.id, one.full_name, _of(one.code, one.post)) for one in rows)
        case About.CASE:
            listed = people.people(session, viewer_id)
            found: list[Subject] = []
            for row in listed:
                case = (row.shown or row.latest) if document.when is When.SHEETS_IN else row.latest
                if case is not None:
                    title = case.cycle_title or name_of(case.cycle_kind, words)
                    found.append(Subject(case.case_id, row.person.full_name, _of(title, case.cycle_code)))
            return tuple(found)
        case About.PLAN:
            plans = (one for one in plan_board.rows(session, on) if one.kind is document.plan)
            ordered = sorted(plans, key=lambda one: (one.person_name, one.starts_on))
            return tuple(
                Subject(
                    one.plan_id, one.person_name, f"{words.date(one.starts_on)} – {words.date(one.ends_on)}"
                )
                for one in ordered
            )
        case About.CAMPAIGN:
            return tuple(
                Subject(one.cycle.id, one.cycle.title or one.cycle.code, one.cycle.code)
                for one in campaigns.campaigns(session)
            )
        case About.TEAM:
            return tuple(
                Subject(one.id, one.title or name_of(one.kind, words), one.code)
                for one in cycles.cycles(session)
                if one.kind is not CycleKind.HIRING
            )
        case About.MODEL:
            edition = words.gettext("edition {number}")
            return tuple(
                Subject(one.id, words.text(one.title), edition.format(number=_number(one, words)))
                for one in editions.editions(session)
            )


def _number(line: editions.EditionLine, words: Words) -> str:
    draft = words.gettext("{number}, draft") if line.state is EditionState.DRAFT else "{number}"
    return draft.format(number=line.number)


def _of(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
