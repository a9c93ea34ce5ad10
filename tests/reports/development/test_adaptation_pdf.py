"""The plan of adaptation on paper: stages, checkpoints, the mentor's consent, an end that people conclude."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.development.adaptation import CHECK_DAYS, Mentoring
from domain.development.indicator import Indicator, Week
from domain.development.induction import Guide, InductionStep
from domain.development.plan import ActionState, Meeting, PlanKind, Postponed
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import FinalLevel, ProbationDraft, ProbationEnd
from domain.plan_kinds import ProbationOutcome
from domain.progress import Progress
from domain.text import Text
from reports.development import adaptation_pdf, adaptation_xlsx
from reports.paper import letterhead
from resources.i18n import words
from tests.domain.sample import RUSSIA
from tests.reports import sample
from tests.reports.reading import pages, squeezed, whole

HOSTILE = ("<b>R&D <img src=x", "слово " * 900, "а" * 600, "{name} 100 %", "строка\nдругая")


SL = Indicator(
    "SL чата",
    "не ниже 80 %",
    (Week(2, Decimal(60), Decimal("57.5")), Week(5, Decimal(0), None, "сбой у провайдера")),
)


def concluded(sheet: PlanSheet, *outcomes: ProbationOutcome, notice: date | None = None) -> PlanSheet:
    """Return the plan with conclusions, the newest first; the first goal has a level at the end."""
    last = sheet.plan.period.ends_on
    ends = tuple(
        ProbationEnd(
            number,
            ProbationDraft(
                outcome, "три срыва смены: 01.10, 12.10", last, last, "акты 3 и 4", notice_on=notice
            ),
            "Громов Максим Сергеевич",
            "руководитель",
            (FinalLevel(1, Fraction(7, 3)),),
        )
        for number, outcome in enumerate(outcomes)
    )
    return replace(sheet, ends=ends)


def plan() -> PlanSheet:
    """Return a plan of adaptation with a mentor who agreed."""
    made = sample.plan_sheet()
    first = made.plan.period.starts_on
    meetings = tuple(Meeting(first + timedelta(days=day - 1), "идёт по плану") for day in CHECK_DAYS)
    return replace(
        made,
        plan=replace(
            made.plan,
            kind=PlanKind.ADAPTATION,
            meetings=meetings,
            goals=tuple(replace(goal, id=number) for number, goal in enumerate(made.plan.goals, start=1)),
        ),
        indicators=(SL,),
        mentoring=Mentoring(7, "Фомина Елена Павловна", "Е.П. Фомина", date(2026, 9, 9), "17-Н"),
        probation_ends_on=made.plan.period.ends_on,
    )


def written(sheet: PlanSheet, tmp_path: Path, language: str = "ru") -> str:
    target = tmp_path / "adaptation.pdf"
    adaptation_pdf.write(sheet, target, Progress(), words(language))
    return whole(target)


def test_it_has_all_parts_of_the_form(tmp_path: Path) -> None:
    told = written(plan(), tmp_path)
    for part in (
        "ПЛАН АДАПТАЦИИ",
        "УТВЕРЖДАЮ",
        "1. Сведения о сотруднике",
        "2. Показатели по неделям",
        "3. Мероприятия",
        "Работа с наставником",
        "Самостоятельная работа",
        "4. Цели по дням контроля",
        "5. Контрольные точки",
        "6. Итоговая оценка",
        "выдержал(а) испытание",
        "не выдержал(а) испытание",
        "считается выдержавшим испытание (ст. 71 ТК РФ)",
        "заключение руководителя",
        "с результатами оценки и планом ознакомлен(а)",
        "Мнение работника:",
        "не согласен(на)",
        "7. Подписи",
    ):
        assert part in told, part
    newcomer = written(replace(plan(), basis=None), tmp_path)
    assert "с планом ознакомлен(а), экземпляр получил(а)" in newcomer
    assert "результатами оценки" not in newcomer
    assert "письменное согласие от 09.09.2026" in told and "351.8" in told
    assert "не позднее чем за три дня" in told
    assert "Е.П. Фомина" in told


def test_it_speaks_english_too(tmp_path: Path) -> None:
    told = written(plan(), tmp_path, "en")
    assert "ONBOARDING PLAN" in told and "Working with the mentor" in told
    assert "5. Checkpoints" in told


def test_a_mentor_by_job_is_told_with_the_clause_and_without_a_consent(tmp_path: Path) -> None:
    sheet = plan()
    assert sheet.mentoring is not None
    by_job = replace(sheet.mentoring, consent_on=None, agreement_no="", clause="п. 2.4 трудового договора")
    told = written(replace(sheet, mentoring=by_job), tmp_path)
    assert "входит в обязанности: п. 2.4 трудового договора" in told
    assert "351.8" not in told and "согласие" not in told and "____;" not in told


def test_without_a_mentor_it_says_so(tmp_path: Path) -> None:
    assert "не назначен" in written(replace(plan(), mentoring=None), tmp_path)


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_people_typed_comes_out_as_text(typed: str, tmp_path: Path) -> None:
    made = plan()
    assert made.mentoring is not None
    hostile = replace(
        made,
        plan=replace(made.plan, aim=typed, meetings=(Meeting(made.plan.period.starts_on, typed),)),
        mentoring=replace(made.mentoring, content=typed, form=typed, pay=typed),
    )
    assert "ПЛАН АДАПТАЦИИ" in written(hostile, tmp_path)


def test_figures_by_weeks_are_printed_and_what_is_unknown_is_a_place_to_write(tmp_path: Path) -> None:
    told = written(plan(), tmp_path)
    assert "SL чата" in told and "не ниже 80 %" in told
    assert "57,5" in told and "сбой у провайдера" in told
    assert "5 0 сбой" in " ".join(told.split()), "a nought is printed"
    assert "None" not in told
    assert "Показатель и норма" in written(replace(plan(), indicators=()), tmp_path)


def test_targets_come_in_steps_and_each_goal_is_listed_once(tmp_path: Path) -> None:
    sheet = plan()
    goal = next(one for one in sheet.plan.goals if one.level_from is not None)
    sheet = replace(
        sheet, at_hire={goal.item: 1}, plan=replace(sheet.plan, goals=(replace(goal, level_to=3),))
    )
    told = " ".join(written(sheet, tmp_path).split())
    section = told[told.index("4. Цели по дням") : told.index("5. Контрольные точки")]
    assert [int(one) for one in re.findall(r"цель (\d)", section)] == [1, 2, 3]
    label = sample_label(sheet, goal.item)
    assert squeezed(section).count(squeezed(label)) == 1
    after = squeezed(told[told.index("5. Контрольные точки") :])
    assert squeezed(label) not in after, "the final levels stand beside the targets"


def sample_label(sheet: PlanSheet, code: str) -> str:
    return sheet.framework.item(code).label.ru


def test_the_induction_comes_first_with_who_leads_and_by_when(tmp_path: Path) -> None:
    steps = (
        InductionStep(1, Guide.SAFETY, Text("Вводный инструктаж", "Briefing")),
        InductionStep(5, Guide.MENTOR, Text("Системы контакт-центра", "Systems")),
    )
    told = " ".join(written(replace(plan(), induction=steps, calendar=RUSSIA), tmp_path).split())
    rows = told[told.index("Вводные мероприятия") : told.index("Обучение")]
    assert "Вводный инструктаж до 11.01 специалист по охране труда" in rows.replace("\u00a0", " ")
    assert "Фомина Е. П." in rows.replace("\u00a0", " ")
    book = workbook(replace(plan(), induction=steps, calendar=RUSSIA), tmp_path)
    led = [row for row in book["Мероприятия"] if row[0] == "Вводные мероприятия"]
    assert [(row[3], row[7]) for row in led] == [
        ("Вводный инструктаж", "специалист по охране труда"),
        ("Системы контакт-центра", "Фомина Е. П."),
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_ticks_reasons_and_signatures_stand_on_one_page(language: str, tmp_path: Path) -> None:
    sheet, said = plan(), words(language)
    for count in range(1, 9):  # what stands above pushes it down the page
        target = tmp_path / f"{count}.pdf"
        adaptation_pdf.write(replace(sheet, indicators=(SL,) * count), target, Progress(), said)
        ticks = said.gettext("did not complete the probation successfully")
        (page,) = [one for one in pages(target) if ticks in one]
        for part in ("Reasons, facts with dates, documents", "7. Signatures", "HR specialist"):
            assert letterhead.capital(said.gettext(part)) in page, (count, part)


def test_a_conclusion_takes_the_place_of_the_boxes_with_who_when_and_why(tmp_path: Path) -> None:
    told = written(concluded(plan(), ProbationOutcome.PASSED, ProbationOutcome.NOT_PASSED), tmp_path)
    for part in (
        "выдержал(а) испытание",
        "Громов Максим Сергеевич, руководитель",
        "три срыва смены",
        "акты 3 и 4",
    ):
        assert part in told, part
    assert "Записано раньше" in told and "не выдержал(а) испытание" in told
    assert "2,3" in told, "the level of the final assessment"


def test_a_late_notice_is_told_on_paper(tmp_path: Path) -> None:
    late = concluded(plan(), ProbationOutcome.NOT_PASSED, notice=plan().plan.period.ends_on)
    assert "Последний день для письменного уведомления" in written(late, tmp_path)
    early = concluded(plan(), ProbationOutcome.NOT_PASSED, notice=plan().plan.period.starts_on)
    assert "Последний день для письменного уведомления" not in written(early, tmp_path)


def test_what_was_cancelled_moved_or_taken_out_says_so_on_paper_and_in_the_workbook(tmp_path: Path) -> None:
    sheet = plan()
    first, *others = sheet.plan.goals
    day = date(2027, 1, 20)
    one, two, *rest = first.actions
    changed = (
        replace(one, state=ActionState.CANCELLED, result="тренинг не состоялся", done_on=day),
        replace(two, postponed=(Postponed(day, day, day, day, "болел наставник", day),), retired=True),
        *rest,
    )
    sheet = replace(sheet, plan=replace(sheet.plan, goals=(replace(first, actions=changed), *others)))
    told = squeezed(written(sheet, tmp_path))
    assert squeezed("отменено. тренинг не состоялся") in told
    assert squeezed("срок был 20.01–20.01: болел наставник. убрано") in told
    marks = [row[-1] for row in workbook(sheet, tmp_path)["Мероприятия"]]
    assert "тренинг не состоялся" in marks
    assert "срок был 20.01–20.01: болел наставник. убрано" in marks


def test_the_workbook_has_the_parts_of_the_paper(tmp_path: Path) -> None:
    sheet = concluded(plan(), ProbationOutcome.PASSED)
    book = workbook(sheet, tmp_path)
    assert list(book) == [
        "На подпись",
        "Показатели по неделям",
        "Мероприятия",
        "Цели по дням",
        "Контрольные точки",
        "Заключение",
        "Справка",
    ]
    figures = book["Показатели по неделям"]
    assert ("SL чата", "не ниже 80 %", 2, 60, 57.5, None) in figures
    assert ("SL чата", "не ниже 80 %", 5, 0, None, "сбой у провайдера") in figures
    assert ("SL чата", "не ниже 80 %", 4, None, None, None) in figures, "null is not nought"
    goal = sheet.plan.goals[0]
    row = next(one for one in book["Цели по дням"] if one[0] == goal.item)
    targets = row[4 : 4 + len(sheet.plan.meetings)]
    assert targets == sheet.steps(goal)
    assert row[-2:] == (goal.level_to, pytest.approx(7 / 3))
    assert ("Обоснование", "три срыва смены: 01.10, 12.10") in book["Заключение"]
    assert ("Наставник", "Фомина Елена Павловна") in book["Справка"]
    assert len(book["Мероприятия"]) == len(sheet.plan.actions) + 1


def test_cells_to_be_typed_into_take_days_levels_and_numbers_only(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    adaptation_xlsx.write(concluded(plan(), ProbationOutcome.PASSED), target, Progress(), words("ru"))
    with target.open("rb") as file:
        book = load_workbook(file)
        asked = {
            sheet.title: [(one.type, one.error) for one in sheet.data_validations.dataValidation]
            for sheet in book.worksheets
            if sheet.data_validations.dataValidation
        }
        book.close()
    assert asked == {
        "Показатели по неделям": [("decimal", "Введите число.")] * 2,
        "Мероприятия": [("date", "Введите дату.")],
        "Цели по дням": [("decimal", "Введите уровень от 0 до 4.")],
    }


@pytest.mark.parametrize("typed", (*HOSTILE, "=1+1", "\x00\x07знак"))
def test_whatever_people_typed_stays_text_in_the_workbook(typed: str, tmp_path: Path) -> None:
    made = concluded(plan(), ProbationOutcome.NOT_PASSED)
    hostile = replace(
        made,
        indicators=(replace(SL, name=typed, norm=typed, weeks=(Week(2, None, None, typed),)),),
        ends=tuple(replace(one, told=replace(one.told, reasons=typed, documents=typed)) for one in made.ends),
    )
    target = tmp_path / "adaptation.xlsx"
    adaptation_xlsx.write(hostile, target, Progress(), words("ru"))
    book = load_workbook(target)
    cells = [cell for tab in book for row in tab.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "ПЛАН АДАПТАЦИИ" in written(hostile, tmp_path)


def workbook(sheet: PlanSheet, tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each sheet; an empty text is None, as it is read back."""
    target = tmp_path / "adaptation.xlsx"
    adaptation_xlsx.write(sheet, target, Progress(), words("ru"))
    return {
        tab.title: [
            tuple(cell or None if isinstance(cell, str) else cell for cell in row) for row in tab.values
        ]
        for tab in load_workbook(target)
    }
