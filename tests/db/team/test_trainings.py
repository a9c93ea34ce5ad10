"""The training plan of a team and its requests out of a real file: topics, people, what is left blank."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from db.assessing import people
from db.file.store import Store
from db.team import training_drafts, trainings
from desktop.office.papers import documents
from domain.assessing.case import CycleKind
from domain.errors import NoTopics
from domain.mark import Role
from domain.progress import Cancelled, Progress
from domain.team.training import DraftGroup, TrainingDraft
from domain.team.training_plan import TrainingPlan
from domain.team.training_terms import Terms
from reports.team import training_pdf, training_request_xlsx, training_xlsx
from resources.i18n import words
from tests.db import sample
from tests.reports import office
from tests.reports.formulas import Reader
from tests.reports.reading import pages, squeezed, whole

ON = sample.TODAY


@pytest.fixture
def cycle(store: Store) -> int:
    """Three of a team lack S19, one of them has a level of 3; K13 lacks one alone."""
    boss = sample.add(store, "Громов", given="Максим")
    store.act_as(boss)
    made = sample.cycle(store, CycleKind.QUARTERLY, ends_on=ON, title="IV квартал 2026")
    levels = dict.fromkeys((item.code for item in sample.framework(store).items), 4)
    for surname, level in (("Орлов", 1), ("Ким", 2), ("Гусев", 1)):
        person = sample.add(store, surname, post="супервайзер")
        said = levels | {"S19": level} | ({"K13": 0} if surname == "Ким" else {})
        sample.sheet(store, sample.case(store, person, made), boss, Role.MANAGER, said)
    return made


def made_of(store: Store, cycle: int) -> TrainingPlan:
    return store.read(trainings.plan, cycle, None, ON)


def test_what_three_lack_is_a_topic_with_its_people_and_indicator(store: Store, cycle: int) -> None:
    plan = made_of(store, cycle)
    (topic,) = plan.topics
    assert (topic.codes, len(topic.learners), plan.staff) == (("S19",), 3, 3)
    assert {one.name for one in topic.learners} == {"Орлов", "Ким", "Гусев"}
    assert topic.now is not None and topic.now * 3 == 4 and topic.wanted == 4
    assert topic.hours is None, "nobody has typed them"


def test_groups_are_those_that_people_left(store: Store, cycle: int) -> None:
    ids = [one.id for one in store.read(people.everybody) if one.surname in ("Орлов", "Ким")]
    store.write(training_drafts.keep, cycle, TrainingDraft((DraftGroup(1, ("S19",), tuple(ids)),), ()))
    assert {one.name for one in made_of(store, cycle).topics[0].learners} == {"Орлов", "Ким"}


def test_a_team_without_needs_has_no_plan(store: Store, tmp_path: Path) -> None:
    boss = sample.add(store, "Громов")
    store.act_as(boss)
    bare = sample.cycle(store, CycleKind.QUARTERLY, ends_on=ON)
    person = sample.add(store, "Орлов")
    sample.sheet(store, sample.case(store, person, bare), boss, Role.MANAGER, 4)
    assert made_of(store, bare).topics == ()
    made = documents.export(
        store.read, "training", (bare,), ("pdf",), ("ru",), tmp_path, Progress(), None, ON
    )
    assert made.written == () and isinstance(made.failed[0].error, NoTopics), "and no empty paper"


def test_the_plan_and_the_requests_are_papers(store: Store, cycle: int, tmp_path: Path) -> None:
    plan, target = made_of(store, cycle), tmp_path / "training.pdf"
    training_pdf.write(plan, target, Progress(), words("ru"))
    told = whole(target)
    assert f"-{plan.cycle.code} · " in told and "№ ______" in told, "by its assessment, by no row of the file"
    for part in ("ПЛАН ОБУЧЕНИЯ", "УТВЕРЖДАЮ", "IV квартал 2026", "средний уровень 1,3 → 4,0", "предел 3"):
        assert part in told, part
    training_pdf.write_requests(plan, target, Progress(), words("ru"))
    told = whole(target)
    for part in (
        "ЗАЯВКА НА ОБУЧЕНИЕ",
        "Участники",
        "ФИО",
        "3 человека (список в",
        "остаются в зоне риска",
        "уточнить",
    ):
        assert part in told, part
    training_pdf.write_requests(plan, target, Progress(), words("en"))
    assert "TRAINING REQUEST" in whole(target)


def test_a_request_names_people_only_in_a_confidential_annex_and_no_level_of_anybody(
    store: Store, cycle: int, tmp_path: Path
) -> None:
    boss = next(one.id for one in store.read(people.everybody) if one.surname == "Громов")
    store.write(people.change, replace(store.read(people.person, boss), post="руководитель контакт-центра"))
    plan = store.read(trainings.plan, cycle, boss, ON)
    named = replace(plan, unit="Смена А", organisation=replace(plan.organisation, short_name="ООО «Север»"))
    target = tmp_path / "request.pdf"
    training_pdf.write_requests(named, target, Progress(), words("ru"))
    first, annex = (page.replace("\u00a0", " ") for page in pages(target))
    surnames = [one.name for one in plan.topics[0].learners]
    assert not [name for name in surnames if name in first]
    assert all(name in annex for name in surnames) and "Конфиденциально" in annex
    for part in ("ООО «Север»", "Смена А", "Руководитель контакт-центра", "М. Громов", "Стоимость на всех"):
        assert squeezed(part) in squeezed(first), part
    assert "1,3" in first, "the mean of three"
    training_pdf.write(named, target, Progress(), words("ru"))
    sheet, people_ = (page for page in pages(target))
    assert not [name for name in surnames if name in sheet]
    assert all(name in people_ for name in surnames) and "Конфиденциально" in people_
    workbook = tmp_path / "request.xlsx"
    training_request_xlsx.write(named, workbook, Progress(), words("ru"))
    training_xlsx.write(named, tmp_path / "training.xlsx", Progress(), words("ru"))
    for path in (workbook, tmp_path / "training.xlsx"):
        open_sheet, closed = load_workbook(path).worksheets[:2]
        told = [str(value) for row in open_sheet.values for value in row if value is not None]
        assert not [name for name in surnames if any(name in one for one in told)]
        rows = [value for row in closed.values for value in row if value is not None]
        assert set(surnames) <= set(rows) and not [one for one in rows if isinstance(one, float | int)]


def test_the_order_of_names_does_not_tell_whose_gap_is_the_largest(store: Store, cycle: int) -> None:
    assert [one.name for one in made_of(store, cycle).topics[0].learners] == ["Гусев", "Ким", "Орлов"]
    ids = {one.surname: one.id for one in store.read(people.everybody)}
    for order in (("Орлов", "Ким", "Гусев"), ("Ким", "Гусев", "Орлов")):
        group = DraftGroup(1, ("S19",), tuple(ids[one] for one in order))
        store.write(training_drafts.keep, cycle, TrainingDraft((group,), ()))
        assert [one.name for one in made_of(store, cycle).topics[0].learners] == ["Гусев", "Ким", "Орлов"]


def test_the_mean_of_two_would_tell_the_level_of_each(store: Store, cycle: int) -> None:
    ids = tuple(one.id for one in store.read(people.everybody) if one.surname in ("Орлов", "Ким"))
    store.write(training_drafts.keep, cycle, TrainingDraft((DraftGroup(1, ("S19",), ids),), ()))
    assert made_of(store, cycle).topics[0].now is None


def test_each_request_is_a_sheet_of_the_workbook_with_the_lines_of_its_paper(
    store: Store, cycle: int, tmp_path: Path
) -> None:
    plan, paper, target = made_of(store, cycle), tmp_path / "request.pdf", tmp_path / "request.xlsx"
    training_pdf.write_requests(plan, paper, Progress(), words("ru"))
    training_request_xlsx.write(plan, target, Progress(), words("ru"))
    printed = squeezed(whole(paper))
    book = load_workbook(target)
    assert book.sheetnames == ["1. S19", "1. Приложение", "Справка"]
    reference = [str(value) for row in book["Справка"].values for value in row]
    assert not [one.name for one in plan.topics[0].learners if one.name in reference]
    lines = [(row[0].value, row[1].value) for row in book["1. S19"].iter_rows(min_row=6, max_row=17)]
    assert [name for name, _text in lines][:3] == ["Основание", "Тема", "Участники"]
    for name, text in lines:
        assert squeezed(str(name)) in printed and squeezed(str(text)) in printed, name
    people_ = [row[0].value for row in book["1. Приложение"].iter_rows(min_row=5)]
    assert [one for one in people_ if one in ("Орлов", "Ким", "Гусев")] == [
        one.name for one in plan.topics[0].learners
    ]
    book.close()
    cancelled = Progress()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        training_request_xlsx.write(plan, tmp_path / "none.xlsx", cancelled, words("ru"))
    assert not (tmp_path / "none.xlsx").exists()


TERMS = Terms(
    starts_on=date(2027, 1, 12),
    ends_on=date(2027, 1, 16),
    trainer="Учебный центр «Пример»",
    cost=12_000,
    hours=8,
    off_line=6,
    share=Fraction(1, 40),
    indicator="Ошибок не больше 2 %",
)


def settled(store: Store, cycle: int, *terms: Terms) -> TrainingPlan:
    """Return the plan of as many groups of the same three, with these terms."""
    ids = tuple(one.id for one in store.read(people.everybody) if one.surname in ("Орлов", "Ким", "Гусев"))
    groups = tuple(DraftGroup(number, ("S19",), ids, one) for number, one in enumerate(terms, start=1))
    store.write(training_drafts.keep, cycle, TrainingDraft(groups, ()))
    return made_of(store, cycle)


def test_sums_add_what_is_known_and_count_the_rest(store: Store, cycle: int) -> None:
    plan = settled(store, cycle, TERMS, Terms(), Terms(cost=0, hours=2))
    assert (plan.cost.known, plan.cost.unknown) == (12_000, 1)
    assert (plan.hours.known, plan.hours.unknown) == (3 * 8 + 3 * 2, 1)
    assert (plan.off_line.known, plan.off_line.unknown) == (18, 2)
    assert (plan.share.known, plan.share.unknown) == (Fraction(1, 40), 2)


def test_what_is_settled_stands_on_the_papers_and_the_rest_is_left_blank(
    store: Store, cycle: int, tmp_path: Path
) -> None:
    plan, target = settled(store, cycle, TERMS, Terms(), Terms(cost=0)), tmp_path / "training.pdf"
    training_pdf.write(plan, target, Progress(), words("ru"))
    told = whole(target)
    for part in (
        "12.01.2027 – 16.01.2027",
        "Учебный центр «Пример»",
        "12 000",
        "2,5 %",
        "Ошибок не больше 2 %",
        "Часов обучения, на всех: 24 ч; не указано по 2 темам. "
        "Часов с отрывом от работы: 18 ч; не указано по 2 темам",
        "Стоимость: 12 000 ₽; не указано по 1 теме",
        "2,5 %; не указано по 2 темам (предел 3 %)",
    ):
        assert part in told, part
    training_pdf.write_requests(plan, target, Progress(), words("en"))
    assert PdfReader(target).get_num_pages() == 6, "each with its annex"
    told = whole(target)
    for part in ("12 Jan 2027 – 16 Jan 2027", "12,000 ₽", "8, of these off-queue: 6", "0 ₽"):
        assert part in told, part
    training_pdf.write(settled(store, cycle, Terms()), target, Progress(), words("ru"))
    told = whole(target)
    assert "Стоимость: ________" in told
    assert "неизвестно для" not in told


def test_one_request_stays_on_one_page_with_the_longest_words(
    store: Store, cycle: int, tmp_path: Path
) -> None:
    longest = replace(TERMS, trainer="Ж" * 120, indicator="показатель " * 27, cost=1_000_000_000)
    plan, target = settled(store, cycle, longest), tmp_path / "training.pdf"
    for language in ("ru", "en"):
        training_pdf.write_requests(plan, target, Progress(), words(language))
        assert PdfReader(target).get_num_pages() == 2, "the request and its annex"
        training_pdf.write(plan, target, Progress(), words(language))


def test_the_workbook_adds_by_formulas_and_what_nothing_is_known_of_stays_empty(
    store: Store, cycle: int, tmp_path: Path
) -> None:
    target = tmp_path / "training.xlsx"
    plan = settled(store, cycle, TERMS, Terms(), Terms(cost=0, hours=2))
    training_xlsx.write(plan, target, Progress(), words("ru"))
    sheet = load_workbook(target).worksheets[0]
    assert (sheet["F2"].value, sheet["G2"].value) == (datetime(2027, 1, 12), datetime(2027, 1, 16))  # noqa: DTZ001
    assert (sheet["M2"].value, sheet["M3"].value, sheet["M4"].value) == (12_000, None, 0)
    read = Reader(sheet)
    assert [read.value(f"{letter}6") for letter in "JKLM"] == [30, 18, pytest.approx(1 / 40), 12_000]
    assert [read.value(f"{letter}7") for letter in "JKLM"] == [1, 2, 2, 1]
    training_xlsx.write(settled(store, cycle, Terms()), target, Progress(), words("ru"))
    read = Reader(load_workbook(target).worksheets[0])
    assert [read.value(f"{letter}4") for letter in "JKLM"] == [""] * 4


@pytest.mark.skipif(office.MISSING, reason="LibreOffice is not installed")
def test_libreoffice_adds_the_same(store: Store, cycle: int, tmp_path: Path) -> None:
    target = tmp_path / "training.xlsx"
    plan = settled(store, cycle, TERMS, Terms(), Terms(cost=0, hours=2))
    training_xlsx.write(plan, target, Progress(), words("ru"))
    (computed,) = office.recalculated([target], tmp_path)
    sheet = load_workbook(computed, data_only=True).worksheets[0]
    assert [sheet[f"{letter}6"].value for letter in "JKLM"] == [30, 18, pytest.approx(1 / 40), 12_000]
    assert [sheet[f"{letter}7"].value for letter in "JKLM"] == [1, 2, 2, 1]


def test_the_workbook_names_topics_and_people(store: Store, cycle: int, tmp_path: Path) -> None:
    target = tmp_path / "training.xlsx"
    training_xlsx.write(made_of(store, cycle), target, Progress(), words("en"))
    book = load_workbook(target)
    first, second = book.worksheets[:2]
    assert [first.cell(2, column).value for column in (2, 4, 10)] == ["S19", 3, None]
    assert {str(second.cell(row, 3).value) for row in (3, 4, 5)} == {"Орлов", "Ким", "Гусев"}
