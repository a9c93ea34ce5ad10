"""The documents written with the demo: every kind, for subjects where it has something to show."""

from collections.abc import Iterator
from datetime import date

from db.assessing import cases
from db.file.store import Store
from db.framework import job_description_editions
from db.hiring import decisions
from desktop.office.cli import cli_export
from desktop.office.papers.document import About, When
from desktop.office.papers.registry import (
    DOCUMENTS,
    PLAN,
    RESULT,
)
from domain.hiring.decision import Outcome
from domain.people.person import PersonKind
from domain.period import next_quarter

_EACH = 2  # employees whose documents stand for everybody's
_BLANK = 1  # sheets to fill in differ only in their names


def papers(store: Store, today: date) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each kind of document with the ids to write it for, in order of declaration."""
    candidates = cli_export.newest_cases(store, PersonKind.CANDIDATE)
    employees = cli_export.newest_cases(store, PersonKind.EMPLOYEE)
    invited = cli_export.newest_cases(store, PersonKind.CANDIDATE, blank=True)
    awaited = tuple(one for one in invited if one not in candidates)
    for kind, document in DOCUMENTS.items():
        match document.about, document.when:
            case About.CAMPAIGN, _:
                ids = cli_export.campaigns(store, None)
            case About.TEAM, _:
                ids = cli_export.teams(store, None)[:1]
            case About.MODEL, _:
                ids = store.read(job_description_editions.ids)
            case About.PERSON, _:
                ids = tuple(store.read(cases.line, one).person_id for one in candidates[:1] + employees[:1])
            case About.PLAN, _:
                ids = cli_export.approved_plans(store, document.plan)
            case _, When.REFUSED:
                ids = tuple(one for one in candidates if _refused(store, one, today))
            case _, When.ALWAYS | When.CANDIDATE:
                ids = invited
            case _, When.SHEET_OUT:
                ids = awaited[:_BLANK]
            case _ if kind == PLAN:
                ids = tuple(one for one in employees if _stays(store, one, today))
            case _ if kind == RESULT:
                ids = candidates + employees
            case _:
                ids = candidates + employees[:_EACH]
        yield kind, ids


def _stays(store: Store, case_id: int, today: date) -> bool:
    """Return whether the person will still be there when the plan begins."""
    person = store.read(cases.result, case_id, None, today).person
    return not person.has_left(next_quarter(today).starts_on)


def _refused(store: Store, case_id: int, today: date) -> bool:
    told = store.read(decisions.decision, case_id, None, today).conclusions
    return bool(told) and told[0].outcome is Outcome.NOT_RECOMMEND
