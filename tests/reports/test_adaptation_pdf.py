"""The plan of adaptation on paper: stages, checkpoints, the mentor's consent, an end that people conclude."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.adaptation import CHECK_DAYS, Mentoring
from domain.plan import Meeting, PlanKind
from domain.progress import Progress
from domain.result import PlanSheet
from reports import adaptation_pdf
from resources.i18n import words
from tests.reports import sample
from tests.reports.reading import whole

HOSTILE = ("<b>R&D <img src=x", "слово " * 900, "а" * 600, "{name} 100 %", "строка\nдругая")


def plan() -> PlanSheet:
    """Return a plan of adaptation with a mentor who agreed."""
    made = sample.plan_sheet()
    first = made.plan.period.starts_on
    meetings = tuple(Meeting(first + timedelta(days=day - 1), "идёт по плану") for day in CHECK_DAYS)
    return replace(
        made,
        plan=replace(made.plan, kind=PlanKind.ADAPTATION, meetings=meetings),
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
        "4. Контрольные точки",
        "5. Итоговая оценка",
        "прошёл испытание",
        "6. Подписи",
    ):
        assert part in told, part
    assert "письменное согласие от 09.09.2026" in told and "351.8" in told
    assert "не позднее чем за три дня" in told
    assert "Е.П. Фомина" in told


def test_it_speaks_english_too(tmp_path: Path) -> None:
    told = written(plan(), tmp_path, "en")
    assert "ADAPTATION PLAN" in told and "Work with the mentor" in told
    assert "4. Checkpoints" in told


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
