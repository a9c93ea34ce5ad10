"""The development plan as a paper: whole goals, honest terms, lines where people write."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from domain.development.plan import Action, ActionState, Plan, PlanState
from domain.development.plan_sheet import PlanSheet
from domain.framework.edition_edit import labelled
from domain.people.person import PersonKind
from domain.period import Period
from domain.progress import Cancelled, Progress
from domain.text import Text
from reports.development import plan_pdf, plan_xlsx
from reports.words.development import phrases_plans
from resources.i18n import words
from tests.reports import sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE
from tests.reports.reading import drawn, fonts, pages, squeezed, whole


def write(sheet: PlanSheet, folder: Path, language: str = "ru", name: str = "plan.pdf") -> Path:
    target = folder / name
    plan_pdf.write(sheet, target, Progress(), words(language))
    return target


def reworded(sheet: PlanSheet, **changes: object) -> PlanSheet:
    """The same plan with its first action changed."""
    first, *others = sheet.plan.goals
    action: Action = replace(first.actions[0], **changes)  # type: ignore[arg-type]
    goals = (replace(first, actions=(action, *first.actions[1:])), *others)
    return replace(sheet, plan=replace(sheet.plan, goals=goals))


def test_a_stamp_is_dated_by_whoever_signs_it(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    approved = replace(
        sheet, plan=replace(sheet.plan, state=PlanState.ACTIVE, approved_on=date(2026, 12, 21))
    )
    assert sheet.organisation.approver_name
    named = whole(write(approved, tmp_path, "en"))
    unnamed = replace(approved, organisation=replace(approved.organisation, approver_name=""))
    told = whole(write(unnamed, tmp_path, "en"))
    assert named.count("21 Dec 2026") == told.count("21 Dec 2026") == 1, "the plan itself keeps its day"
    assert named.count("(date)") == told.count("(date)")


@pytest.mark.parametrize("times", [3, 36])
def test_a_competency_whose_title_was_cut_is_printed_whole(tmp_path: Path, times: int) -> None:
    sheet = sample.plan_sheet()
    text = Text("Стандарты и технические условия на хранение товаров, " * times + "упаковки и тары")
    items = tuple(
        replace(one, text=text, label=labelled(text)) if one.code == sheet.plan.goals[0].item else one
        for one in sheet.framework.items
    )
    told = squeezed(whole(write(replace(sheet, framework=replace(sheet.framework, items=items)), tmp_path)))
    assert squeezed("товаров, упаковки и тары") in told


LABELS = ("1. {}", "{}'s opinion:")


def test_the_plan_of_a_candidate_never_says_employee(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    for kind, who in ((PersonKind.CANDIDATE, "Candidate"), (PersonKind.EMPLOYEE, "Employee")):
        made = replace(sheet, person=replace(sheet.person, kind=kind))
        told = whole(write(made, tmp_path, "en"))
        other = {"Candidate": "Employee", "Employee": "Candidate"}[who]
        for label in LABELS:
            assert label.format(who).casefold() in told.casefold(), label
            assert label.format(other).casefold() not in told.casefold(), label
        assert ("Labour Code, arts. 187, 196" in told) is (kind is PersonKind.EMPLOYEE)
        target = tmp_path / "plan.xlsx"
        plan_xlsx.write(made, target, Progress(), words("ru"))
        cells = {str(cell.value) for tab in load_workbook(target) for row in tab.rows for cell in row}
        named = {"Кандидат", "Сотрудник"} & cells
        assert not [cell for cell in cells if "сотрудника" in cell.lower()] or who == "Employee"
        assert named == ({"Кандидат"} if who == "Candidate" else {"Сотрудник"})


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_goal_has_its_competency_actions_evidence_and_term(tmp_path: Path, language: str) -> None:
    sheet = sample.plan_sheet()
    text = squeezed(whole(write(sheet, tmp_path, language)))
    said = words(language)
    for goal in sheet.plan.goals:
        assert squeezed(said.text(sheet.framework.item(goal.item).label)) in text
        for action in goal.actions:
            assert squeezed(said.text(action.text)) in text
            assert squeezed(said.text(action.evidence)) in text
            assert squeezed(f"{said.day_month(action.starts_on)}–{said.day_month(action.ends_on)}") in text


def test_names_stand_in_the_nominative_after_a_colon(tmp_path: Path) -> None:
    first = pages(write(sample.plan_sheet(), tmp_path))[0].replace("\u00a0", " ")
    assert "О развитии компетенций: Орлов Денис Игоревич, с 1 января 2027 г. по 31 марта 2027 г." in first
    assert "УТВЕРЖДАЮ Руководитель контакт-центра" in first
    assert "Часы не указаны у 12 действий" in first


def test_the_paper_says_what_it_is_what_its_words_mean_and_leaves_room_to_disagree(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    told = " ".join(whole(write(sheet, tmp_path)).replace("\u00a0", " ").split())
    for part in (
        "ПРОЕКТ",
        "Лимит часов с отрывом от работы: ____",
        "0 не проявляется · 1 ",
        "и подобные — пункты должностной инструкции",
        "С коллегами.",
        "не является мерой дисциплинарного воздействия",
        "за счёт работодателя и в рабочее время",
        "с результатами оценки и планом ознакомлен(а), экземпляр получил(а)",
        "не согласен(на), мнение изложено ниже или приложено",
        "Мнение работника:",
    ):
        assert part in told, part
    by_hand = whole(write(replace(sheet, basis=None), tmp_path))
    assert "с планом ознакомлен(а), экземпляр получил(а)" in by_hand
    assert "результатами оценки" not in by_hand, "nobody signs to have read an assessment that was not"
    assert "У других" not in told and "Бюджет" not in told
    approved = replace(sheet, plan=replace(sheet.plan, state=PlanState.ACTIVE))
    assert "ПРОЕКТ" not in whole(write(approved, tmp_path))


def test_where_all_of_the_library_was_done_the_plan_says_so(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    first, *others = sheet.plan.goals
    bare = replace(sheet.plan, goals=(replace(first, actions=()), *others))
    told = squeezed(whole(write(replace(sheet, plan=bare, exhausted=frozenset({first.item})), tmp_path)))
    assert squeezed("Все действия библиотеки выполнены за последние четыре квартала") in told


def test_the_rows_of_a_competency_stay_on_one_page_and_heads_repeat(tmp_path: Path) -> None:
    for language in ("ru", "en"):
        sheet = sample.plan_sheet()
        said = words(language)
        all_pages = [squeezed(page) for page in pages(write(sheet, tmp_path, language))]
        places: list[int] = []
        for goal in sheet.plan.goals:
            texts = [squeezed(said.text(action.text)) for action in goal.actions]
            found = {number for number, page in enumerate(all_pages) for text in texts if text in page}
            assert len(found) == 1, goal.item
            places += found
        assert len(set(places)) > 1
        head = "Подтверждение" if language == "ru" else "Evidence"
        assert all(head in all_pages[number] for number in set(places))


def test_the_foot_names_what_follows(tmp_path: Path) -> None:
    first = pages(write(sample.plan_sheet(), tmp_path))[0]
    assert "Продолжение на листе 2: K01, S22, K11, контрольные встречи, итог, подписи" in first


def test_signatures_never_split(tmp_path: Path) -> None:
    for goals in (1, 2, 3, 4, 5):
        sheet = sample.plan_sheet()
        sheet = replace(sheet, plan=replace(sheet.plan, goals=sheet.plan.goals[:goals]))
        all_pages = pages(write(sheet, tmp_path))
        holding = [page for page in all_pages if "8. Подписи" in page]
        assert len(holding) == 1
        assert "Специалист по персоналу" in holding[0].split("8. Подписи")[1]


def test_text_longer_than_a_page_flows_instead_of_failing(tmp_path: Path) -> None:
    long = " ".join(f"шаг{n};" for n in range(700))  # a digit before a space would bind it to the next word
    sheet = reworded(sample.plan_sheet(), text=Text(long), evidence=Text("щ" * 5000), result="итог " * 300)
    sheet = replace(sheet, plan=replace(sheet.plan, aim=HOSTILE + " цель" * 900))
    text = squeezed(whole(write(sheet, tmp_path)))
    assert all(f"шаг{n};" in text for n in range(700))
    assert text.count("щ") >= 5000
    assert "<imgsrc=x><b{}=1+1□[U+202E]слева&конец" in text


def test_meetings_with_long_results_flow_too(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    meetings = tuple(replace(one, result="сделано " * 600) for one in sheet.plan.meetings)
    text = whole(write(replace(sheet, plan=replace(sheet.plan, meetings=meetings)), tmp_path))
    assert text.count("сделано") >= 1800


def test_done_and_cancelled_actions_say_so(tmp_path: Path) -> None:
    done = reworded(
        sample.plan_sheet(),
        state=ActionState.DONE,
        done_on=date(2027, 1, 12),
        result="пять из шести",
        hours=8,
    )
    text = whole(write(done, tmp_path)).replace("\u00a0", " ")
    assert "12.01.2027. пять из шести" in text
    assert "8 ч" in text and text.count("ч: часы с отрывом от работы") == 1
    cancelled = reworded(sample.plan_sheet(), state=ActionState.CANCELLED)
    assert "отменено" in whole(write(cancelled, tmp_path))


def test_what_the_file_does_not_know_is_a_line_to_fill(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    nameless = replace(
        sheet.organisation, short_name="", full_name="", approver_post="", approver_name="", city=""
    )
    bare = replace(sheet, organisation=nameless, manager=None, basis=None, plan=replace(sheet.plan, aim=""))
    first = pages(write(bare, tmp_path))[0]
    for caption in ("(организация)", "(должность)", "(инициалы, фамилия)", "беседа от"):
        assert caption in first


def test_an_action_outside_the_period_still_prints(tmp_path: Path) -> None:
    sheet = reworded(sample.plan_sheet(), starts_on=date(2026, 12, 1), ends_on=date(2027, 6, 1))
    assert "01.12–01.06" in whole(write(sheet, tmp_path))


def test_a_plan_without_goals_is_an_empty_table(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    plan = Plan(sheet.plan.kind, Period(date(2027, 1, 1), date(2027, 1, 31)), (), ())
    assert "6. Контрольные встречи" in whole(write(replace(sheet, plan=plan), tmp_path))


def test_an_item_without_a_level_is_to_assess_first(tmp_path: Path) -> None:
    sheet = sample.plan_sheet(sample.candidate(missing=("K18",)))
    text = whole(write(sheet, tmp_path))
    assert "уровня ещё нет, цель 1" in text
    assert "Оценить уровень" in text and "Оценить. Оценить" not in text


def test_fonts_are_embedded_metadata_clean_and_bytes_repeatable(tmp_path: Path) -> None:
    one, two = write(sample.plan_sheet(), tmp_path), write(sample.plan_sheet(), tmp_path, name="two.pdf")
    assert all(fonts(one).values())
    assert not any("Helvetica" in font for font, _ in drawn(one))
    assert one.read_bytes() == two.read_bytes()
    metadata = PdfReader(one).metadata
    assert metadata is not None
    assert metadata.title == "Индивидуальный план развития"
    assert "Орлов" not in "".join(str(value) for value in metadata.values())


def test_a_cancelled_plan_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    target.write_text("old")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        plan_pdf.write(sample.plan_sheet(), target, progress, words("ru"))
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def numbered(sheet: PlanSheet) -> PlanSheet:
    """The same plan with numbers on the sheets it comes from, as a file has them."""
    assert sheet.basis is not None
    assessors = tuple(
        replace(one, number=f"Л-0000-000{place}-A") for place, one in enumerate(sheet.basis.assessors)
    )
    return replace(sheet, basis=replace(sheet.basis, assessors=assessors))


def test_each_goal_names_the_sheets_that_its_level_comes_from_and_nobody(tmp_path: Path) -> None:
    sheet = numbered(sample.plan_sheet())
    assert sheet.basis is not None
    text = squeezed(whole(write(sheet, tmp_path)))
    for goal in sheet.plan.goals:
        ground = sheet.ground(goal.item)
        if ground is None:
            assert goal.level_from is None, "only what nobody rated rests on no sheet"
            continue
        gave = {one.id for one in ground.sheets}
        marks = sheet.basis.score.row(goal.item).entry.marks
        assert gave == {given.assessor_id for given in marks if given.mark.level is not None} != set()
        numbers = ", ".join(one.number for one in ground.sheets)
        led = "уровень по листу" if len(ground.sheets) == 1 else "уровень по листам"
        assert squeezed(f"{led} {numbers}") in text


def test_a_target_of_ones_own_is_printed_beside_what_the_post_asked_for(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    first, *others = sheet.plan.goals
    assert first.asked is not None
    goals = (replace(first, level_to=4, asked=3), *others)
    text = squeezed(whole(write(replace(sheet, plan=replace(sheet.plan, goals=goals)), tmp_path)))
    assert text.count(squeezed("должность требует 3")) == 1


def test_the_year_of_the_months_is_said_once(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    said = squeezed(pages(write(sheet, tmp_path))[0])
    assert squeezed("январь, февраль, март 2027)") in said
    period = Period(date(2026, 11, 30), date(2027, 2, 28))
    over = squeezed(pages(write(replace(sheet, plan=replace(sheet.plan, period=period)), tmp_path))[0])
    assert squeezed("ноябрь, декабрь 2026, январь, февраль 2027)") in over


def test_a_plan_says_which_of_its_sheets_are_open_answers_by_number(tmp_path: Path) -> None:
    """As the conclusion and the comparison do, but a plan names no assessor."""
    result = sample.employee()
    first, second, *rest = (
        replace(one, number=f"Л-0000-000{place}-К") for place, one in enumerate(result.assessors, start=1)
    )
    told = "Открытый ответ: лист Л-0000-0001-К. Отметки пришли в форме"
    plain = sample.plan_sheet(replace(result, assessors=(first, second, *rest)))
    with_form = sample.plan_sheet(
        replace(result, assessors=(replace(first, open_answer=True), second, *rest))
    )
    for sheet, said in ((plain, False), (with_form, True)):
        assert (squeezed(told) in squeezed(whole(write(sheet, tmp_path)))) is said
        book = tmp_path / "plan.xlsx"
        plan_xlsx.write(sheet, book, Progress(), words("ru"))
        assert (
            any(told in str(cell.value) for tab in load_workbook(book) for row in tab for cell in row) is said
        )
        assert (told in phrases_plans.basis(sheet, words("ru"))) is said, "of a probation"
