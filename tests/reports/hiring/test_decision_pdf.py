"""The record of a decision and the summary sheet: versions beside each other, reasons, people, signatures."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.assessing.evidence import Polarity
from domain.assessing.result import CaseResult
from domain.framework.framework import Lead
from domain.hiring.decision import Conclusion, Decision, Outcome, SettledLevel
from domain.mark import GivenMark, Mark, Role
from domain.progress import Progress
from domain.scale import Band
from domain.text import Text
from reports.assessing import candidate_pdf, summary_pdf
from reports.hiring import decision_pdf
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports import sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE, with_peers
from tests.reports.reading import drawn, fonts, pages, squeezed, whole

LONG = " ".join(f"слово{n}" for n in range(560))[:5000]


def write(decision: Decision, folder: Path, language: str = "ru", name: str = "record.pdf") -> Path:
    target = folder / name
    decision_pdf.write(decision, target, Progress(), words(language))
    return target


def summary(decision: Decision, folder: Path, language: str = "ru", **how: bool) -> Path:
    target = folder / "summary.pdf"
    summary_pdf.write(decision, target, Progress(), words(language), **how)
    return target


def shy(decision: Decision) -> Decision:
    """The same decision with one assessor a colleague: then single marks must not show (law 15)."""
    result = decision.result
    assessors = tuple(
        replace(one, role=Role.PEER) if one.person is sample.LEAD else one for one in result.assessors
    )
    return replace(decision, result=replace(result, assessors=assessors))


def test_wide_differences_come_first_with_both_versions_and_the_reason_of_what_was_settled(
    tmp_path: Path,
) -> None:
    text = whole(write(hiring.decision(), tmp_path))
    version = text.index("Громов М. С. 3 Назвала два решения и порог")
    other = text.index("Фомина Е. П. 1 Сначала позвонила бы руководителю")
    settled = text.index("Согласованный уровень: 2. Основание: Второе решение подтверждено")
    table = text.index("4. Оценки рядом")
    assert version < other < settled < table
    assert "Громов М. С., 21.11.2026" in text[settled:table]


def test_follow_ups_stand_with_what_was_told_and_elsewhere_by_their_codes(tmp_path: Path) -> None:
    made = hiring.decision()
    apart = next(row.code for row in made.result.score.rows if row.discuss)
    alike = next(row.code for row in made.result.score.rows if not row.discuss and row.entry.in_scope)
    asked = {(code, sample.LEAD.id): (Text("Что вы сделали сами?"),) for code in (apart, alike)}
    everybody = {(apart, one.id): (Text("Что вы сделали сами?"),) for one in made.result.assessors}
    for by in (asked, asked | everybody):
        text = whole(write(replace(made, asked=by), tmp_path))
        assert text.count("Заданы уточнения: Что вы сделали сами?") == 1
        codes = text.partition("Уточнения заданы по: ")[2].partition("Ниже")[0]
        assert apart in codes
        assert alike in codes
    assert "уточнения" not in whole(write(made, tmp_path)).casefold()


def test_what_one_assessor_asked_is_not_told_where_no_mark_of_one_may_show(tmp_path: Path) -> None:
    made = shy(hiring.decision())
    apart = next(row.code for row in made.result.score.rows if row.discuss)
    asked = {(apart, sample.LEAD.id): (Text("Что вы сделали сами?"),)}
    assert made.result.kept_apart
    assert "уточнения" not in whole(write(replace(made, asked=asked), tmp_path)).casefold()


def test_a_threshold_of_the_profile_stands_beside_what_was_attained(tmp_path: Path) -> None:
    made = hiring.decision()
    profile = replace(made.result.profile, pass_attainment=Fraction(7, 10))
    text = whole(write(replace(made, result=replace(made.result, profile=profile)), tmp_path))
    assert "Требуемое выполнение профиля: не ниже 70 %." in text
    assert "Требуемое выполнение" not in whole(write(made, tmp_path))


def test_the_record_says_which_of_two_wordings_everybody_was_asked(tmp_path: Path) -> None:
    asked = replace(hiring.decision(), lead=Lead.SITUATION)
    assert "всем кандидатам предлагают ситуацию" in whole(write(asked, tmp_path))
    asked = replace(asked, lead=Lead.EXPERIENCE)
    assert "всех кандидатов спрашивают об опыте" in whole(write(asked, tmp_path))
    assert "кандидатов спрашивают" not in whole(write(hiring.decision(), tmp_path))


def test_what_is_not_settled_has_a_line_to_write_on(tmp_path: Path) -> None:
    text = whole(write(hiring.decision(settle=False, conclusions=()), tmp_path))
    assert "Не решено. Уровень и основание" in text
    assert "S08: оценки расходятся, уровень не согласован" in text
    assert "обязательное требование ещё не подтверждено: медосмотр" in text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_item_of_the_scope_is_there_once_in_the_table_or_among_the_differences(
    tmp_path: Path, language: str
) -> None:
    decision = hiring.decision(scope=71)
    text = squeezed(whole(write(decision, tmp_path, language)))
    for row in decision.result.score.rows:
        item = decision.result.framework.item(row.code)
        assert squeezed(item.label.ru if language == "ru" else item.label.en or "") in text, row.code


def test_the_marks_stand_in_the_columns_of_their_assessors(tmp_path: Path) -> None:
    decision = hiring.decision()
    text = whole(write(decision, tmp_path))
    assert "1 Соколова А. В.; 2 Громов М. С." in text
    row = decision.result.score.row("S19")
    levels = " ".join(str(given.mark.level) for given in row.entry.marks)
    assert re.search(rf"Обучение на рабочем месте \D*2 2 {levels}", text)  # status, target, not below


def test_gates_what_is_below_minimum_agreement_and_facts_are_told(tmp_path: Path) -> None:
    text = whole(write(hiring.decision(), tmp_path))
    assert "диплом, проверено 18.11.2026" in text
    assert "Ниже допустимого: S19" in text
    assert "Согласованность оценщиков: достаточная; совпали 42 % пар из 60" in text
    assert "Никого не обучала, плана занятия не привела" in text
    assert "Показала, как благодарит по итогам смены" in text


def test_people_conclude_with_reasons_and_conditions_and_sign(tmp_path: Path) -> None:
    last = pages(write(hiring.decision(), tmp_path))[-1]
    for said in (
        "Рекомендовать с условиями.",
        "Обоснование: Обязательные требования подтверждены",
        "Условия: Наставник на первые два месяца",
        "Громов Максим Сергеевич, руководитель контакт-центра, 24.11.2026",
        "Прежние заключения",
        "20.11.2026, Соколова Анна Викторовна: продолжить оценку.",
        "М.С. Громов",
        "А.В. Соколова",
    ):
        assert said in last, said


def test_without_a_conclusion_there_is_nothing_to_tick_and_the_program_proposes_none(tmp_path: Path) -> None:
    text = whole(write(hiring.decision(conclusions=()), tmp_path))
    assert "рекомендовать" not in text and "продолжить оценку" not in text
    assert "Обоснование" not in text and "Условия" not in text
    assert "Заключение внесено" not in text


def test_what_nobody_has_concluded_is_a_draft_neither_dated_nor_signed(tmp_path: Path) -> None:
    decision = hiring.decision(conclusions=())
    text = whole(write(decision, tmp_path))
    assert "ПРОЕКТ" in text
    assert "«___»" not in text
    assert "Заключение ещё не записано: это проект, его не датируют и не подписывают." in text
    assert "(подпись)" not in text
    assert "ПРОЕКТ" not in whole(write(hiring.decision(), tmp_path))


def test_the_paper_is_called_by_who_concluded_and_dated_by_when(tmp_path: Path) -> None:
    concluded = replace(hiring.WITH_CONDITIONS, on=date(2026, 11, 16))
    decision = hiring.decision(conclusions=(concluded,))
    first = pages(
        write(replace(decision, result=replace(decision.result, made_on=date(2030, 1, 9))), tmp_path)
    )[0]
    assert "ЗАКЛЮЧЕНИЕ КОМИССИИ" in first
    assert "Протокол" not in first and "ПРОТОКОЛ" not in first
    assert "16.11.2026 № 42" in first
    assert first.count("09.01.2030") == 2  # the gates, which say as of when, and the foot
    alone = replace(concluded, by=hiring.HR_SIGNS, signers=())
    assert "ОЦЕНОЧНОЕ ЗАКЛЮЧЕНИЕ" in whole(
        write(hiring.decision(assessors=1, conclusions=(alone,), settle=False), tmp_path)
    )


def test_a_single_assessor_is_compared_with_nobody(tmp_path: Path) -> None:
    text = whole(write(hiring.decision(assessors=1, conclusions=(), settle=False), tmp_path))
    assert "Учитываются отметки одного оценщика, сравнивать не с чем." in text.replace("\u00a0", " ")


def test_a_gap_without_a_fact_has_a_name(tmp_path: Path) -> None:
    decision = hiring.decision(scope=71, strength=-1.5, conclusions=(hiring.REFUSED,))
    bare = replace(decision, result=replace(decision.result, facts=(), comments=()))
    gaps = squeezed(whole(write(bare, tmp_path)).split("5. Сильные стороны")[1])
    for row in bare.result.score.gaps:
        assert squeezed(bare.result.framework.item(row.code).on_paper.ru) in gaps, row.code


def test_gates_stand_as_of_the_day_of_the_conclusion(tmp_path: Path) -> None:
    decision = hiring.decision()
    later = replace(decision, result=replace(decision.result, made_on=date(2030, 1, 9))).decided
    first = pages(write(later, tmp_path))[0]
    assert "1. Обязательные требования (на 24.11.2026)" in first
    assert first.count("09.01.2030") == 1  # the foot


def test_all_gaps_that_are_claimed_are_listed(tmp_path: Path) -> None:
    decision = hiring.decision(scope=71, strength=-1.5, conclusions=(hiring.REFUSED,))
    text = squeezed(whole(write(decision, tmp_path)))
    table = text[text.index(squeezed("4. Оценки рядом")) : text.index(squeezed("5. Сильные стороны"))]
    listed = text[text.index(squeezed("5. Сильные стороны")) :]
    for row in decision.result.score.gaps:
        assert row.code in table, row.code
        assert row.code in listed, row.code
    assert "S08" in table  # which lay two levels apart and stands in section 3 too


def test_what_a_heading_says_is_not_repeated_in_its_rows_and_gaps_have_one_place(tmp_path: Path) -> None:
    decision = hiring.decision(scope=71, strength=-1.5, conclusions=(hiring.REFUSED,))
    text = whole(write(decision, tmp_path)).replace("\u00a0", " ")
    table = text[text.index("4. Оценки рядом") : text.index("5. Сильные стороны")]
    agreed = table.index("Соответствуют цели") if "Соответствуют цели" in table else len(table)
    rows = table[table.index("Существенные разрывы") : agreed]
    assert "Небольшие разрывы" in rows
    assert "существенный разрыв" not in rows and "небольшой разрыв" not in rows
    gaps = text[text.index("5. Сильные стороны") :].split("Разрывы", 1)[1].split("6. Заключение")[0]
    assert "цель" not in gaps, "the table beside has the target of each"


def test_everybody_who_rated_signs_in_the_order_of_roles(tmp_path: Path) -> None:
    for by, signers in ((hiring.HEAD_SIGNS, (hiring.HR_SIGNS,)), (hiring.HR_SIGNS, (hiring.HEAD_SIGNS,))):
        concluded = replace(hiring.WITH_CONDITIONS, by=by, signers=signers)
        last = pages(write(hiring.decision(conclusions=(concluded,)), tmp_path))[-1]
        lines = [last.rindex(name) for name in ("М.С. Громов", "А.В. Соколова", "Е.П. Фомина")]
        assert lines == sorted(lines)


def test_signs_of_the_tables_are_explained_and_what_is_below_minimum_is_bold(tmp_path: Path) -> None:
    low = hiring.apart(hiring.decision().result, {"S01": (0, 0, 0)})
    decision = replace(hiring.decision(), result=low)
    assert [row.code for row in low.score.stops] and "S01" in [row.code for row in low.score.stops]
    label = low.framework.item("S01").label.ru
    for path in (write(decision, tmp_path), summary(decision, tmp_path)):
        text = " ".join(whole(path).split())
        assert "◇ критичная: есть оценка ниже цели" in text and "жирным — ниже допустимого" in text
        assert any(
            "Bold" in font and len(text.strip()) > 6 and label.startswith(text.strip())
            for font, text in drawn(path)
        ), path.name
        assert "до цели или до допустимого уровня" in text.replace("\u00a0", " ")


def test_what_is_not_agreed_has_its_status_although_its_level_meets_the_target(tmp_path: Path) -> None:
    decision = hiring.decision()
    apart = hiring.apart(decision.result, {"S31": (4, 2, 4)})
    row = apart.score.row("S31")
    assert row.discuss and row.band is Band.MET
    text = whole(write(replace(decision, result=apart), tmp_path)).replace("\u00a0", " ")
    assert re.search(r"S31 .{0,120}цель 1, уровень 3,3, расхождение 2 уровня", text)
    assert "см. раздел 3: " in text and "S31" in text.split("см. раздел 3: ")[1][:40]


def test_for_staff_it_is_no_record_of_a_commission_and_offers_no_hire(tmp_path: Path) -> None:
    staff = Decision(sample.employee())
    path = write(staff, tmp_path)
    text = " ".join(whole(path).replace("\u00a0", " ").split())
    assert "ЛИСТ ИТОГОВ ОЦЕНКИ" in text and "Об уровне развития компетенций" in text
    assert "ПРОТОКОЛ" not in text and "рекомендовать" not in text and "комисси" not in text
    metadata = PdfReader(path).metadata
    assert metadata is not None and metadata.title == "Лист итогов оценки"


def test_an_early_opening_and_a_withdrawal_are_named_with_their_reasons(tmp_path: Path) -> None:
    decision = replace(hiring.decision(opening=hiring.OPENED), withdrawn="Приняла другое предложение")
    first = pages(write(decision, tmp_path))[0]
    assert "Листы смотрели раньше, чем сдали все: Соколова А. В., 21.11.2026." in first
    assert "Начальник смены в отпуске до 7 декабря" in first
    assert "Не сданы были листы: Фомина Елена Петровна." in first
    assert "Приняла другое предложение" in first
    assert "Листы смотрели" not in whole(write(hiring.decision(), tmp_path))


def test_an_open_answer_is_named_on_the_record_and_the_summary_sheet(tmp_path: Path) -> None:
    plain = hiring.decision()
    told = "Открытый ответ: "
    for path in (write(plain, tmp_path), summary(plain, tmp_path)):
        assert told not in whole(path)
    first, *rest = plain.result.assessors
    result = replace(plain.result, assessors=(replace(first, open_answer=True), *rest))
    decision = replace(plain, result=result)
    for path in (write(decision, tmp_path), summary(decision, tmp_path)):
        assert f"{told}{first.person.short_name} Отметки пришли в форме" in plain_text(path)
    summary_pdf.write_unnamed(decision, tmp_path / "unnamed.pdf", Progress(), words("ru"))
    unnamed = plain_text(tmp_path / "unnamed.pdf")
    assert f"{told}Оценщик 1. Отметки пришли в форме" in unnamed


def test_a_sheet_that_came_sealed_is_named_on_record_summary_and_profile(tmp_path: Path) -> None:
    plain = hiring.decision()
    told = "Лист пришёл запечатанным пакетом: "
    first, *rest = plain.result.assessors
    result = replace(plain.result, assessors=(replace(first, came_sealed=True), *rest))
    decision = replace(plain, result=result)
    profile = tmp_path / "profile.pdf"
    candidate_pdf.write(plain.result, profile, Progress(), words("ru"))
    for path in (write(plain, tmp_path), summary(plain, tmp_path), profile):
        assert told not in plain_text(path)
    candidate_pdf.write(result, profile, Progress(), words("ru"))
    for path in (write(decision, tmp_path), summary(decision, tmp_path), profile):
        assert f"{told}{first.person.short_name}" in plain_text(path)


def plain_text(path: Path) -> str:
    return " ".join(whole(path).replace("\u00a0", " ").split())


def test_marks_of_one_colleague_show_nowhere(tmp_path: Path) -> None:
    decision = shy(hiring.decision())
    for text in (whole(write(decision, tmp_path)), whole(summary(decision, tmp_path))):
        assert "Отметки, факты и комментарии отдельных оценщиков не показаны" in text
        assert "Назвала два решения" not in text
        assert "Сначала позвонила" not in text
        assert "Экспертный вид" not in text


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("assessors", [1, 2])
def test_few_assessors_and_no_facts_make_a_whole_paper(tmp_path: Path, language: str, assessors: int) -> None:
    decision = hiring.decision(assessors=assessors, conclusions=(), settle=False)
    decision = replace(decision, result=replace(decision.result, facts=(), gates=()))
    for path in (write(decision, tmp_path, language), summary(decision, tmp_path, language)):
        text = whole(path)
        assert sample.CANDIDATE.surname in text
        assert "None" not in text
        assert " nan" not in text


def test_nine_assessors_fit_beside_each_other(tmp_path: Path) -> None:
    decision = hiring.decision(settle=False, conclusions=())
    result = decision.result
    nine = tuple(
        replace(one, id=one.id + 100 * turn, person=replace(one.person, id=one.id + 100 * turn))
        for turn in range(3)
        for one in result.assessors
    )
    entries = tuple(
        replace(
            row.entry,
            marks=tuple(
                replace(given, assessor_id=given.assessor_id + 100 * turn)
                for turn in range(3)
                for given in row.entry.marks
            ),
        )
        for row in result.score.rows
    )
    decision = replace(decision, result=replace(sample.with_score(result, entries), assessors=nine))
    levels = [given.mark.level for given in decision.result.score.row("S19").entry.marks]
    shown = squeezed("".join(str(level) for level in levels))
    for path in (write(decision, tmp_path), summary(decision, tmp_path)):
        assert re.search(rf"Обучениенарабочемместе\D*22{shown}", squeezed(whole(path)))


def test_long_and_hostile_texts_flow_and_act_nowhere(tmp_path: Path) -> None:
    signer = replace(hiring.HEAD_SIGNS, name="Ы" * 60 + " " + "Щ" * 59, post="ш" * 120)
    conclusion = Conclusion(3, Outcome.NOT_RECOMMEND, LONG, HOSTILE, signer, (hiring.HR_SIGNS,), sample.TODAY)
    decision = hiring.decision(conclusions=(conclusion,), person=replace(sample.CANDIDATE, surname="Я" * 120))
    decision = replace(
        decision,
        settled=(SettledLevel("S08", 2, LONG.replace("слово", "довод"), "Ж" * 120, date(2026, 11, 21)),),
        result=replace(
            decision.result,
            facts=tuple(replace(one, text=LONG.replace("слово", "факт")) for one in hiring.FACTS),
        ),
    )
    for path in (write(decision, tmp_path), summary(decision, tmp_path)):
        text = squeezed(whole(path))
        assert all(f"довод{n}" in text for n in range(540))
        assert "Я" * 120 in text
    record = squeezed(whole(write(decision, tmp_path)))
    assert all(f"слово{n}" in record for n in range(540))
    assert all(record.count(f"факт{n}") >= 2 for n in range(100, 500))
    assert squeezed("<img src=x> <b {} =1+1") in record


def test_a_sheet_for_the_person_assessed_names_no_assessor(tmp_path: Path) -> None:
    named = whole(summary(hiring.decision(), tmp_path))
    assert "Громов М. С." in named
    hidden = whole(summary(hiring.decision(), tmp_path, named=False))
    assert "Оц. 1 Оц. 2 Оц. 3" in hidden
    for surname in ("Громов", "Соколова", "Фомина"):
        assert surname not in hidden


def test_the_summary_lists_marks_spread_totals_changes_and_coefficients(tmp_path: Path) -> None:
    text = whole(summary(hiring.decision(), tmp_path))
    assert "Анализ ситуации и решения по показателям 2 2 1 3 1 2,0 2 0" in text
    assert "Итого ≈ 83 % 74–84 %" in text
    assert "Анализ ситуации и решения по показателям 1, 3, 1 2 Второе решение" in text
    assert "Альфа Криппендорфа, порядковая 0,56" in text
    assert "Взвешенная каппа, линейная: оценщики 1 и 2 0,59" in text
    assert "Приложение" not in whole(summary(hiring.decision(), tmp_path, expert=False))


def test_a_pair_without_spread_has_words_instead_of_a_coefficient(tmp_path: Path) -> None:
    decision = hiring.decision(assessors=2, settle=False, conclusions=())
    same = {row.code: (2, 2) for row in decision.result.score.rows if row.entry.in_scope}
    decision = replace(decision, result=hiring.apart(decision.result, same))
    text = whole(summary(decision, tmp_path))
    assert "оценщики 1 и 2 мало разброса" in text
    assert " nan" not in text


def test_fonts_are_embedded_the_metadata_name_nobody_and_the_bytes_repeat(tmp_path: Path) -> None:
    for make, title in ((write, "Заключение комиссии"), (summary, "Сводный лист")):
        one = make(hiring.decision(), tmp_path)
        first = one.read_bytes()
        assert make(hiring.decision(), tmp_path).read_bytes() == first
        assert all(fonts(one).values())
        assert not any("Helvetica" in font for font, _ in drawn(one))
        metadata = PdfReader(one).metadata
        assert metadata is not None
        assert metadata.title == title
        assert not any(name in str(metadata) for name in ("Громов", "Соколова", "Лебедева"))


def test_a_lone_colleague_is_compared_with_nobody_and_the_record_says_so_whatever_they_marked(
    tmp_path: Path,
) -> None:
    told: set[str] = set()
    for level in (1, 4):
        path = write(Decision(alone(level)), tmp_path, name=f"{level}.pdf")
        text = whole(path).replace("\u00a0", " ")
        start = text.index("3. Расхождения на два уровня и больше")
        told.add(text[start : text.index("4. Оценки рядом")])
    (said,) = told
    assert "Расхождения с коллегами не показываются: коллег ответило меньше трёх." in said
    assert "нет" not in said.split("больше", 1)[1].split()


def alone(level: int) -> CaseResult:
    """The manager gave 4 on everything, one colleague this level."""
    result = with_peers(1)
    entries = tuple(
        replace(
            row.entry,
            marks=(
                GivenMark(sample.HEAD.id, Role.MANAGER, Mark.rated(4)),
                GivenMark(900, Role.PEER, Mark.rated(level)),
            ),
        )
        for row in result.score.rows
    )
    return sample.with_score(result, entries)


def test_strengths_that_the_papers_do_not_name_are_counted(tmp_path: Path) -> None:
    result = with_peers(0)
    count = len(result.score.strengths)
    record = whole(write(Decision(result), tmp_path)).replace("\u00a0", " ")
    assert f"и ещё {count - 3}" in record
    last = result.score.strengths[2].code
    seen = hiring.fact(sample.HEAD, last, "Показал это на смене", Polarity.FOR)
    named = whole(write(Decision(replace(result, facts=(seen,))), tmp_path)).replace("\u00a0", " ")
    assert f"Показал это на смене. И ещё {count - 3}." in named, "a sentence ends before the next"
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(result, target, Progress(), words("ru"))
    first = pages(target)[0].replace("\u00a0", " ")
    named = first[first.index("Сильные стороны") : first.index("Обязанности в зоне риска")]
    assert re.search(r"и ещё (\d+)\.", named), named
