"""What a paper of a result says beside its figures is true: for whom, of what, and what is not known."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from domain.assessing.entry import Entry, Settled
from domain.assessing.evidence import Polarity
from domain.assessing.result import CaseResult, Comment
from domain.assessing.scoring import Status
from domain.hiring.decision import Decision
from domain.mark import GivenMark, Mark, Role, State
from domain.papers.hiring_papers import ConsentPaper
from domain.progress import Progress
from reports.assessing import candidate_pdf, summary_pdf
from reports.development import plan_pdf
from reports.hiring import decision_pdf
from reports.people import consent
from reports.words.assessing import phrases_known
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports import sample
from tests.reports.reading import pages, whole


def profile_of(result: CaseResult, folder: Path, language: str = "ru") -> str:
    target = folder / "profile.pdf"
    candidate_pdf.write(result, target, Progress(), words(language))
    return whole(target).replace("\u00a0", " ")


def decision_of(result: CaseResult, folder: Path, language: str = "ru") -> str:
    target = folder / "decision.pdf"
    decision_pdf.write(Decision(result), target, Progress(), words(language))
    return whole(target).replace("\u00a0", " ")


def rated(result: CaseResult, level: Callable[[Entry], int | None]) -> CaseResult:
    """The same case, one assessor, each item of the scope with this level."""
    one = result.assessors[0]

    def mark(entry: Entry) -> Mark:
        said = level(entry)
        return Mark(State.NO_EVIDENCE, None) if said is None else Mark.rated(said)

    entries = tuple(
        replace(row.entry, settled=None, carried=None, marks=(GivenMark(one.id, Role.HR, mark(row.entry)),))
        for row in result.score.rows
    )
    return replace(sample.with_score(result, entries), assessors=(replace(one, role=Role.HR),))


def test_a_candidate_without_a_vacancy_has_none_on_paper(tmp_path: Path) -> None:
    result = sample.candidate()
    assert "Вакансия" in profile_of(result, tmp_path)
    alone = replace(result, in_vacancy=False, cycle=replace(result.cycle, title="оператор"))
    first = profile_of(alone, tmp_path)
    assert "Вакансия" not in first
    assert "Должность Менеджер" in first
    nameless = replace(alone, cycle=replace(result.cycle, title=""))
    target = tmp_path / "summary.pdf"
    summary_pdf.write(Decision(nameless), target, Progress(), words("ru"))
    assert "оценка «Менеджер»" in whole(target).replace("\u00a0", " ")


def test_the_legend_tells_only_of_signs_that_stand_there(tmp_path: Path) -> None:
    result = sample.candidate(assessors=1, silent=0)
    exact = rated(result, lambda one: one.target)
    told = profile_of(exact, tmp_path)
    for sign in (
        "уровень из прошлого квартала",
        "Штриховка",
        "жирным",
        "◇",
        "тонкая линия",
    ):
        assert sign not in told, sign
    staff = profile_of(sample.employee(), tmp_path)
    assert "уровень из прошлого квартала" in staff
    decided = decision_of(exact, tmp_path)
    assert "н/о — не оценивалось" not in decided
    assert "жирным" not in decided


def test_an_unknown_critical_level_is_told_wherever_below_minimum_is(tmp_path: Path) -> None:
    result = sample.candidate(assessors=1, silent=0)
    critical = [row.code for row in result.score.criticals][:2]
    told = rated(result, lambda one: None if one.code in critical else one.target)
    said = f"Нет данных по 2 критичным компетенциям: {', '.join(critical)}."
    assert "Штриховка" in profile_of(told, tmp_path)
    for paper in (profile_of(told, tmp_path), decision_of(told, tmp_path)):
        assert "Ниже допустимого ничего нет" not in paper
        assert "Среди оценённых ниже допустимого ничего нет." in paper
        assert said in paper
    assert f"{critical[0]}: критичная, уровень неизвестен" in decision_of(told, tmp_path)
    assert "Ничего" not in decision_of(told, tmp_path).split("Не решено")[1][:40]


@pytest.mark.parametrize(
    ("count", "ru", "en"),
    [
        (1, "нет уровня у критичной компетенции K07", "no level for the critical K07"),
        (2, "нет уровня у критичных компетенций K07, K20", "no level for the critical K07, K20"),
    ],
)
def test_one_critical_is_one_and_two_are_two(count: int, ru: str, en: str) -> None:
    codes = ["K07", "K20"][:count]
    assert phrases_known.no_level(codes, words("ru")) == ru
    assert phrases_known.no_level(codes, words("en")) == en


@pytest.mark.parametrize(
    ("reached", "limit", "told"),
    [
        ("0.8", "0.8", "80 %, не ниже порога 80 %"),
        ("0.796", "0.8", "79,6 %, ниже порога 80 %"),
        ("0.79996", "0.8", "79,996 %, ниже порога 80 %"),
        ("0.727", "0.725", "72,7 %, не ниже порога 72,5 %"),
        ("0.7249", "0.725", "72,49 %, ниже порога 72,5 %"),
        ("0.7", "0.725", "70,0 %, ниже порога 72,5 %"),
    ],
)
def test_figures_never_belie_on_which_side_of_the_threshold_a_result_is(
    reached: str, limit: str, told: str
) -> None:
    result = sample.candidate()
    totals = replace(result.score.totals, attainment=Fraction(reached), status=Status.FINAL)
    result = replace(
        result,
        score=replace(result.score, totals=totals),
        profile=replace(result.profile, pass_attainment=Fraction(limit)),
    )
    assert phrases_known.threshold(result, words("ru")).replace("\u00a0", " ") == told


def test_too_little_data_is_said_once(tmp_path: Path) -> None:
    result = sample.candidate(assessors=1, silent=0)
    few = rated(result, lambda one: 2 if one.code == "K01" else None)
    for paper in (profile_of(few, tmp_path), decision_of(few, tmp_path)):
        assert "мало данных (мало данных)" not in paper
        assert "мало данных мало данных" not in paper
        assert "Предварительно:" not in paper
    assert "Выполнение профиля — мало данных, от" in decision_of(few, tmp_path), "words are no number"


def test_a_plan_on_too_little_data_says_so_in_its_basis(tmp_path: Path) -> None:
    few = rated(sample.candidate(assessors=1, silent=0), lambda one: 0 if one.code == "K01" else None)
    target = tmp_path / "plan.pdf"
    plan_pdf.write(sample.plan_sheet(few), target, Progress(), words("ru"))
    assert "выполнение профиля — мало данных (от" in " ".join(whole(target).replace("\u00a0", " ").split())


def test_a_critical_competency_has_one_sign_in_all_of_the_conclusion(tmp_path: Path) -> None:
    """Apart by two levels, on target in the middle: ◇ in the table, and so where it is discussed."""
    base = sample.candidate(silent=0)
    row = next(row for row in base.score.criticals if row.entry.target == 2)
    result = hiring.apart(base, {row.code: (1, 3, 2)})
    assert next(one for one in result.score.criticals if one.code == row.code).watch
    told = decision_of(result, tmp_path)
    label = words("ru").text(result.framework.item(row.code).label)
    discussed = told.split("3. Расхождения")[1].split("4. Оценки рядом")[0]
    assert f"{row.code} {label} ◇" in discussed and f"{label} ◆" not in discussed


def test_duties_of_which_nothing_is_known_are_counted_on_the_profile(tmp_path: Path) -> None:
    result = sample.candidate(assessors=1, silent=0)
    few = rated(result, lambda one: 2 if one.code == "K01" else None)
    assert "Обязанностей без данных: " in profile_of(few, tmp_path)


def test_critical_competencies_are_counted_by_the_minimum_as_on_the_screen(tmp_path: Path) -> None:
    result = rated(sample.candidate(assessors=1, silent=0), lambda one: one.target)
    first = profile_of(result, tmp_path)
    total = len(result.score.criticals)
    assert f"Критичные компетенции {total} из {total} не ниже допустимого." in first
    assert "без разрыва." not in first


def test_the_foot_names_the_framework_and_its_edition(tmp_path: Path) -> None:
    first = profile_of(sample.candidate(), tmp_path)
    assert "модель: Менеджер контакт-центра, редакция 1" in first
    assert "contact-centre-manager-163n" not in first


def test_the_results_of_staff_are_no_conclusion_of_a_panel_by_their_code(tmp_path: Path) -> None:
    staff, hired = decision_of(sample.employee(), tmp_path), decision_of(sample.candidate(), tmp_path)
    assert "ИО-" in staff
    assert "ЗК-" not in staff
    assert "ЗК-" in hired


def test_no_page_of_the_results_of_staff_holds_nothing_but_the_signatures(tmp_path: Path) -> None:
    target = tmp_path / "decision.pdf"
    for silent in range(0, 24, 3):  # the end falls on other lines
        decision_pdf.write(Decision(sample.employee(silent=silent)), target, Progress(), words("ru"))
        last = pages(target)[-1].replace("\u00a0", " ")
        assert "(подпись)" in last
        assert any(said in last for said in ("уровень", "азрывы", "Разрывов нет")), silent


def test_the_foot_tells_whole_names_of_what_comes_and_how_many_more(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    plan_pdf.write(sample.plan_sheet(), target, Progress(), words("ru"))
    for page in pages(target)[:-1]:
        foot = page[page.index("Продолжение на листе") :].replace("\u00a0", " ")
        told = foot.split("ИПР-")[0].split("Индивидуальный")[0]
        assert "…" not in told


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_paper_that_is_signed_has_the_full_name_once(tmp_path: Path, language: str) -> None:
    full, short = sample.ORGANISATION.full_name, sample.ORGANISATION.short_name
    reader, target = words(language), tmp_path / "paper.pdf"
    for write in (
        lambda: candidate_pdf.write(sample.candidate(), target, Progress(), reader),
        lambda: decision_pdf.write(hiring.decision(), target, Progress(), reader),
        lambda: plan_pdf.write(sample.plan_sheet(), target, Progress(), reader),
    ):
        write()
        told = whole(target).replace("\u00a0", " ")
        assert told.count(full) == 1
        assert told.replace(full, "").count(short) <= 1  # beside the full name, in brackets
    summary_pdf.write(hiring.decision(), target, Progress(), reader)
    assert full not in whole(target)
    assert short in whole(target)


def test_a_plan_has_a_number_of_its_own_kind_and_a_draft_has_none(tmp_path: Path) -> None:
    sheet, target = sample.plan_sheet(), tmp_path / "plan.pdf"
    plan_pdf.write(sheet, target, Progress(), words("ru"))
    assert "№ ИПР-2027-014" in whole(target).replace("\u00a0", " ")
    draft = replace(sheet, plan=replace(sheet.plan, number=None))
    plan_pdf.write(draft, target, Progress(), words("ru"))
    told = whole(target).replace("\u00a0", " ")
    assert "№ ______" in told
    assert "Индивидуальный план развития, проект" in told


@pytest.mark.parametrize(("language", "quoted"), [("ru", "«____________»"), ("en", "“____________”")])
def test_a_consent_leaves_room_for_the_post_and_lists_the_data_one_by_one(
    tmp_path: Path, language: str, quoted: str
) -> None:
    target = tmp_path / "consent.pdf"
    for reserve in (False, True):
        paper = ConsentPaper(sample.ORGANISATION, sample.CANDIDATE, "", sample.TODAY, reserve)
        consent.write(paper, target, Progress(), words(language))
        told = whole(target).replace("\u00a0", " ")
        assert quoted in told
        assert ("телефон, адрес электронной почты" if language == "ru" else "e-mail address") in told


def test_a_plan_of_a_candidate_is_not_one_of_an_employee(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    plan_pdf.write(sample.plan_sheet(sample.candidate()), target, Progress(), words("ru"))
    told = whole(target).replace("\u00a0", " ")
    assert "1. Кандидат" in told
    assert "Сотрудник" not in told
    assert "сотрудника" not in told.split("4. ")[0]


def test_nobodys_words_stand_behind_a_level_that_somebody_else_gave() -> None:
    result = sample.candidate(assessors=2)
    high, low = result.assessors
    row = next(row for row in result.score.rows if row.entry.marks and row.entry.target < 4)
    code = row.code
    marks = (
        GivenMark(high.id, high.role, Mark.rated(4)),
        GivenMark(low.id, low.role, Mark.rated(row.entry.target - 1)),
    )
    entries = tuple(
        replace(one.entry, marks=marks, settled=Settled(4)) if one is row else one.entry
        for one in result.score.rows
    )
    facts = (
        sample.fact(2, code, low, "Слышал об этом", Polarity.NEUTRAL, sample.TODAY),
        sample.fact(1, code, high, "Провёл смену при сбое", Polarity.FOR, sample.TODAY),
    )
    told = replace(
        sample.with_score(result, entries),
        facts=facts,
        comments=(Comment(code, low.id, "Кажется, может"), Comment(code, high.id, "Видно в отчёте")),
    )
    strong = next(one for one in told.score.strengths if one.code == code)
    assert told.ground(strong, Polarity.FOR) == "Провёл смену при сбое"
    assert replace(told, facts=facts[:1]).ground(strong, Polarity.FOR) == "", "a comment is no praise"
    against = (sample.fact(3, code, high, "Один раз забыл", Polarity.AGAINST, sample.TODAY),)
    assert not replace(told, facts=against).ground(strong, Polarity.AGAINST)


def test_where_the_marks_of_one_assessor_count_nothing_is_said_to_agree() -> None:
    result = sample.candidate(assessors=2)
    one, other = result.assessors
    own = replace(result, assessors=(one, replace(other, role=Role.SELF)))
    assert [who.id for who in own.counted] == [one.id]
    assert phrases_known.no_difference(own, words("ru")) == phrases_known.alone(words("ru"))
    assert phrases_known.no_difference(result, words("ru")) != phrases_known.alone(words("ru"))
