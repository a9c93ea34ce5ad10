"""A paper with a level of somebody's file says that it was imported.

The documents are those that ``desktop/office/papers/registry`` declares, each in all its formats: a paper
shows such levels if other ones would change what it says. So a new one is tried without being named here.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from db.assessing import people, rosters
from db.development import adaptations, plan_followup, plans, probations
from db.file.store import Store
from db.hiring import campaigns
from db.team import level_imports
from domain.assessing.case import CycleKind
from domain.development.adaptation import Mentoring
from domain.development.probation import ProbationDraft
from domain.mark import Role
from domain.people.person import Person, PersonKind
from domain.people.roster import Field, RosterRow
from domain.period import Period, quarter_of
from domain.plan_kinds import ProbationOutcome
from domain.progress import Progress
from domain.team.level_import import Batch, LevelImport, matched
from tests import prepared
from tests.db import sample
from tests.desktop import every_document
from tests.reports.reading import whole

PASSWORD = "верный пароль 12"
ON = sample.TODAY
QUARTER = quarter_of(ON)
THEN = QUARTER.starts_on - timedelta(days=1)
NAMES = {"Орлова": date(2024, 3, 1), "Рябов": date(2026, 9, 1), "Белова": date(2024, 3, 1)}
CHANCE = re.compile(  # identities, hashes, numbers of sheets, codes of the journal
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{8,}\b|\bЛ-\w{4}-\w{4}-\w\b|(?:[0-9A-F]{4}\s){5}[0-9A-F]{4}"
    r"|(?:action|meeting)-\d+"
)
SAID = re.compile(r"загружен|\"imported\": true|\"brought_in\": {", re.IGNORECASE)

SHOW = {  # of these it is known that they show levels; a new one need not be named
    *("profile", "plan", "result", "summary", "summary-unnamed", "decision", "feedback"),
    *("team", "quarter", "levels", "training", "request", "idp", "subject-copy"),
}
FOLLOW = {"meeting"}  # what is planned follows from levels, which the paper does not show

type Papers = dict[tuple[str, str], str]  # kind, place and format of the file -> what the document says


def told(path: Path) -> str:
    """Return what a document says, without what chance made."""
    match path.suffix:
        case ".pdf":
            said = whole(path)
        case ".xlsx":
            with path.open("rb") as file:
                book = load_workbook(file)
                cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
                said = "\n".join(f"{one.value} {one.number_format}" for one in cells if one.value is not None)
                book.close()
        case ".docx":
            with ZipFile(path) as archive:
                said = re.sub("<[^>]+>", " ", archive.read("word/document.xml").decode())
        case _:
            said = path.read_text("utf-8")
    return CHANCE.sub("", said)


def filled(path: Path, level: int) -> Store:
    """Return a file where levels came from a matrix, all this one, of an employee and of somebody new."""
    store = Store.open(prepared.empty(path, PASSWORD), PASSWORD)
    hr = sample.add(store, "Соколова", given="Анна", code="E-0101", is_actor=True)
    boss = sample.add(store, "Громов", given="Максим", code="E-0102", is_actor=True)
    store.act_as(boss)
    who = [
        sample.add(store, surname, given="Вера", code=f"E-030{n}", hired_on=day, manager_id=boss)
        for n, (surname, day) in enumerate(NAMES.items())
    ]
    codes = [one.code for one in sample.framework(store).items]
    roster = matched([_row(n, surname) for n, surname in enumerate(NAMES)], store.read(rosters.known), {})
    levels = {n: dict.fromkeys(codes, level) for n in range(len(NAMES))}
    source = "матрица.xlsx", "Лист1", sample.framework(store).id
    known: dict[str, int | None] = {str(n): n for n in range(5)}
    brought = LevelImport("Прошлый год", *source, roster, (Batch(THEN, levels),), known, hr)
    store.write(level_imports.load, brought, Progress())
    days = {"starts_on": QUARTER.starts_on, "ends_on": QUARTER.ends_on}
    quarter = sample.cycle(store, CycleKind.QUARTERLY, code="2026-IV", **days)
    probation = sample.cycle(store, CycleKind.PROBATION, **days)
    rated, hired, waiting = (
        sample.case(store, one, cycle) for one, cycle in zip(who, (quarter, probation, quarter), strict=True)
    )
    for case in (rated, hired):
        sample.sheet(store, case, boss, Role.MANAGER, dict.fromkeys(codes[:20], 3))
    sample.sheet(store, waiting, boss, Role.MANAGER, submit=False)
    store.write(plan_followup.approve, store.write(plans.make, rated, boss, QUARTER, ON), ON)
    _probation(store, who[1], hr)
    campaign = sample.campaign(store, (boss, Role.MANAGER))
    candidate = store.write(campaigns.invite, campaign, sample.candidate(store, code="C-0041"))
    sample.sheet(store, candidate, boss, Role.MANAGER, 2)
    return store


def _row(number: int, surname: str) -> RosterRow:
    person = Person(kind=PersonKind.EMPLOYEE, surname=surname, given="Вера")
    return RosterRow(number, person, frozenset({Field.SURNAME, Field.GIVEN}))


def _probation(store: Store, person: int, mentor: int) -> None:
    plan = store.write(adaptations.begin, person, Period(date(2026, 9, 1), ON + timedelta(days=6)))
    agreed = Mentoring(mentor, consent_on=ON, agreement_no="17-Н", agreement_on=ON, content="введение")
    store.write(adaptations.appoint, plan, agreed)
    store.write(plan_followup.approve, plan, ON)
    ended = ProbationDraft(ProbationOutcome.NOT_PASSED, "не справился", ON, ON, notice_on=ON)
    store.write(probations.conclude, plan, ended, ON)


def written(folder: Path, level: int) -> Papers:
    """Return what every document says, in Russian."""
    with closing(filled(folder / "North.merilo", level)) as store:
        boss = next(one.id for one in store.read(people.actors) if one.surname == "Громов")
        made = every_document.written(store, folder / "made", ON, boss)
    return {
        (kind, f"{place}{path.suffix}"): told(path)
        for kind, one in made.items()
        for place, path in enumerate(one.written)
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Papers, Papers]]:
    """What the documents say with levels of 1, and with levels of 2."""
    first, second = (written(tmp_path_factory.mktemp(f"of-{level}"), level) for level in (1, 2))
    yield first, second


def test_a_paper_with_imported_levels_says_so(both: tuple[Papers, Papers]) -> None:
    first, second = both
    assert first.keys() == second.keys()
    showing = {where for where, said in first.items() if said != second[where] and where[0] not in FOLLOW}
    assert {kind for kind, _file in showing} >= SHOW
    assert {where for where in showing if not SAID.search(first[where])} == set()
