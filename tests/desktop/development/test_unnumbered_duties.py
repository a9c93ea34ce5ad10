"""A model whose duties no document numbers: each is named by its words, on screens and papers alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, cases, people
from db.assessing.sheet import sheets
from db.development import plans
from db.file.store import Store
from db.framework import drafts, editions, frameworks, starter
from desktop.actions import Actions
from desktop.assessing.result.findings import DutiesPanel
from desktop.assessing.result.plan_dialog import PlanDialog
from desktop.context import Context
from desktop.data import Data
from desktop.development import words as say
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.gaps import DutyStatus
from domain.assessing.result import CaseResult
from domain.development.plan_sheet import PlanSheet
from domain.framework.profile import Phase
from domain.mark import Mark, Role
from domain.period import next_quarter
from domain.progress import Progress
from reports.assessing import candidate_pdf, candidate_xlsx
from reports.development import plan_pdf, plan_xlsx
from reports.framework import model_xlsx
from reports.words.development import phrases_plans
from reports.words.framework import phrases_duties
from resources.i18n import words
from tests.db import sample
from tests.desktop.conftest import PASSWORD, new_file
from tests.reports.reading import whole

ON = sample.TODAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(new_file(tmp_path / "North.merilo"), PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def edition(store: Store) -> int:
    draft = store.write(starter.begin)
    store.write(drafts.publish, draft, "проверили")
    return draft


@pytest.fixture
def result(store: Store, edition: int) -> CaseResult:
    """An operator who is weak in everything."""
    boss = sample.add(store, "Громов", given="Максим")
    store.act_as(boss)
    operator = sample.add(store, "Орлова", given="Инна", manager_id=boss)
    post = next(one.id for one in store.read(frameworks.profiles_of, edition) if one.phase is Phase.POST)
    sheet = store.write(assessments.start, operator, boss, Role.MANAGER, post)
    items = store.read(frameworks.framework, edition).items
    store.write(sheets.enter, sheet, {one.id: (Mark.rated(1), "") for one in items})
    store.write(sheets.submit, sheet)
    return store.read(cases.result, store.read(cases.case_of, operator), boss, ON)


@pytest.fixture
def plan(store: Store, result: CaseResult) -> PlanSheet:
    boss = result.person.manager_id
    plan_id = store.write(plans.make, result.case.id, boss, next_quarter(ON), ON)
    return store.read(plans.plan, plan_id, boss, ON)


@pytest.fixture
def context(store: Store, plan: PlanSheet, settings: Settings, theme: Theme) -> Iterator[Context]:
    jobs = Jobs()
    me = store.read(people.person, plan.person.manager_id or 0)
    yield Context(Data(store), jobs, settings, Actions(), theme, me, lambda: ON)
    jobs.close()


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel)).replace("\u00a0", " ")


def test_a_duty_is_named_by_its_clause_else_by_its_words(store: Store, result: CaseResult) -> None:
    duty = result.framework.duties[0]
    assert duty.clause == ""
    assert phrases_duties.named(duty, words("ru")).startswith(f"{duty.code}\u00a0{duty.text.ru[:20]}")
    numbered = store.read(frameworks.framework, 1).duties[0]
    assert phrases_duties.named(numbered, words("ru")) == numbered.clause.replace(" ", "\u00a0")


def test_the_result_tells_which_duties_to_watch(result: CaseResult, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told = texts(DutiesPanel(result, window))
    listed = [one.duty for one in result.score.duties if one.status in (DutyStatus.AT_RISK, DutyStatus.WATCH)]
    assert listed
    for duty in listed[:2]:
        assert (duty.text.en or "")[:20] in told, duty.code


def test_a_plan_says_what_its_goals_are_for(plan: PlanSheet, tmp_path: Path) -> None:
    for goal in plan.plan.goals:
        told = say.duties(goal, plan).removeprefix("duties: ")
        assert goal.duties and all(part.strip(" \u00a0") for part in told.split(",")), told
    target = tmp_path / "plan.pdf"
    plan_pdf.write(plan, target, Progress(), words("ru"))
    legend = phrases_plans.legend(plan, words("ru"))
    assert "пункты" not in legend, "nothing numbers them"
    assert "п. ДИ" not in whole(target).replace("\u00a0", " "), "nor does the head of the table"
    duty = plan.framework.duty(plan.plan.goals[0].duties[0])
    assert duty.text.ru[:40] in " ".join(whole(target).split())


def test_the_profile_has_no_clauses_that_no_document_has(result: CaseResult, tmp_path: Path) -> None:
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(result, target, Progress(), words("ru"))
    told = " ".join(whole(target).split())
    assert "Код Обязанность Причина" in told and "Пункт Обязанность" not in told


def test_the_workbooks_have_no_clauses_either(result: CaseResult, plan: PlanSheet, tmp_path: Path) -> None:
    candidate_xlsx.write(result, tmp_path / "profile.xlsx", Progress(), words("ru"))
    plan_xlsx.write(plan, tmp_path / "plan.xlsx", Progress(), words("ru"))
    duties = load_workbook(tmp_path / "profile.xlsx")["Обязанности"]
    assert [cell.value for cell in duties[1]][:3] == ["Код", "Трудовая функция", "Обязанность"]
    heads = [
        cell.value
        for row in load_workbook(tmp_path / "plan.xlsx")["План"].iter_rows(max_row=6)
        for cell in row
    ]
    assert "Обязанность" in heads and "Обязанность (п. ДИ)" not in heads


def test_the_plain_view_of_a_plan_names_them(context: Context, plan: PlanSheet, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told = texts(PlanDialog(context, plan, window))
    duty = plan.framework.duty(plan.plan.goals[0].duties[0])
    assert (duty.text.en or "")[:20] in told


def test_the_workbook_of_the_model_names_them_beside_the_competencies(
    store: Store, edition: int, tmp_path: Path
) -> None:
    target = tmp_path / "model.xlsx"
    content = store.read(editions.content, edition)
    model_xlsx.write(content, target, ON, Progress(), words("ru"))
    book = load_workbook(target)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(one.startswith((", ", ",,")) or one.endswith(", ") for one in cells)
