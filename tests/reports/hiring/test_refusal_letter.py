"""The reasons of a refusal: requirement, level, fact; of one person alone, in words people may change."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.assessing.evidence import Polarity
from domain.errors import NotRefused
from domain.hiring.decision import NotChosen
from domain.hiring.refusal import Refusal, RefusalFact
from domain.papers.hiring_papers import RefusalPaper
from domain.people.gates import Gate, GateKind, Verdict
from domain.people.organisation import Organisation, Registration
from domain.progress import Progress
from reports.hiring import refusal_letter
from reports.words.hiring.phrases_hiring import left_out, refusal_text
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports import sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE
from tests.reports.reading import drawn, fonts, pages, squeezed, whole


def write(refusal: Refusal, folder: Path, language: str = "ru", text: str | None = None) -> Path:
    target = folder / "refusal.pdf"
    refusal_letter.write(RefusalPaper(refusal, text), target, Progress(), words(language))
    return target


def unmet(kind: GateKind) -> Gate:
    gates = hiring.decision().result.gates
    return next(replace(gate, verdict=Verdict.NOT_MET) for gate in gates if gate.kind is kind)


def test_each_reason_goes_from_the_requirement_over_the_level_to_the_fact() -> None:
    told = refusal_text(hiring.refusal(), words("ru"))
    asked = sample.framework().item("S19").text.ru
    assert f"1. {asked} (п. 1.5\u00a019)): требуется 2, оценено 0,3." in told
    assert "Факт: 18.11.2026 — Никого не обучала, плана занятия не привела." in told
    assert "не записан" not in told
    assert "статья 64 ТК РФ" in told


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_competency_that_no_document_numbers_has_no_empty_brackets(language: str) -> None:
    refusal = hiring.refusal()
    bare = replace(refusal, points=tuple(replace(one, clause="") for one in refusal.points))
    told = refusal_text(bare, words(language))
    assert "(п." not in told and "(clause" not in told
    assert " :" not in told


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nobody_else_is_named_and_nobody_is_compared(language: str) -> None:
    told = refusal_text(hiring.refusal(), words(language))
    for word in ("Лебедева", "Громов", "Соколова", "Фомина", "кандидаты", "лучше", "candidates", "better"):
        assert word not in told, word


def test_gates_come_first_and_of_the_medical_one_only_the_admission_is_told() -> None:
    gates = tuple(unmet(kind) for kind in GateKind)
    told = refusal_text(replace(hiring.refusal(), gates=gates), words("ru")).splitlines()
    assert told[1] == "Обязательные требования, которые не выполнены:"
    assert told[2].startswith("1. Образование (п. 1.2 1))")
    assert told[3].startswith("2. Опыт работы (п. 1.2 2))")
    assert "учтено 14 мес., требуется 12" in told[3]
    assert told[4] == "3. Медицинский осмотр (п. 1.3): нет допуска к работе."
    assert told[5] == "По результатам оценки ниже требуемого уровня (по шкале от 0 до 4):"


def test_all_that_a_fact_speaks_against_is_there_and_what_is_left_out_is_said() -> None:
    refusal = hiring.refusal(hiring.decision(scope=71, strength=-1.5, conclusions=(hiring.REFUSED,)))
    whole_list = len(refusal.points)
    assert whole_list > 20
    seen = (RefusalFact("Не назвала ни одного примера", date(2026, 11, 18)),)
    points = tuple(replace(point, facts=seen if n < 10 else ()) for n, point in enumerate(refusal.points))
    refusal = replace(refusal, points=points)
    told = refusal_text(refusal, words("ru"))
    assert all(point.requirement.ru.strip(" ;.") in told for point in points[:10])
    assert "10. " in told and "11. " not in told
    said = left_out(refusal, words("ru"))
    assert said.startswith(f"В проекте 10 из {whole_list}. ")
    assert all(point.code in said for point in points[10:])
    assert left_out(replace(refusal, points=points[:10]), words("ru")) == ""


def test_only_facts_against_are_told() -> None:
    text = {kind: f"увидено: {kind.value}" for kind in Polarity}
    facts = tuple(hiring.fact(sample.HR, "S19", text[kind], kind, 18) for kind in Polarity)
    decision = hiring.decision(conclusions=(hiring.REFUSED,))
    told = refusal_text(
        hiring.refusal(replace(decision, result=replace(decision.result, facts=facts))), words("ru")
    )
    assert text[Polarity.AGAINST] in told
    assert text[Polarity.FOR] not in told
    assert text[Polarity.NEUTRAL] not in told


def test_nobody_refused_is_no_paper() -> None:
    for conclusions in ((), (hiring.WITH_CONDITIONS,), (hiring.CONTINUED, hiring.REFUSED)):
        with pytest.raises(NotRefused):
            hiring.refusal(hiring.decision(conclusions=conclusions))


def test_where_another_was_chosen_the_letter_says_what_was_decisive_and_nothing_else(tmp_path: Path) -> None:
    chosen = NotChosen("дольше руководил группой", hiring.HEAD_SIGNS, date(2026, 11, 25))
    refusal = hiring.refusal(replace(hiring.decision(), not_chosen=chosen))
    told = refusal_text(refusal, words("ru")).splitlines()
    assert len(told) == 2
    assert "Решением от 25.11.2026 выбран другой кандидат" in told[0]
    assert told[0].endswith("дольше руководил группой.")
    assert left_out(refusal, words("ru")) == ""
    assert "М.С. Громов" in whole(write(refusal, tmp_path))


def test_a_letter_that_nobody_edited_is_a_draft(tmp_path: Path) -> None:
    assert "ПРОЕКТ" in whole(write(hiring.refusal(), tmp_path))
    assert "ПРОЕКТ" not in whole(write(hiring.refusal(), tmp_path, text="Своими словами.\nИ ещё.\nВсё."))
    assert "DRAFT" in whole(write(hiring.refusal(), tmp_path, "en"))


def test_the_letter_is_dated_by_hand_and_tells_the_day_of_the_decision(tmp_path: Path) -> None:
    refusal = replace(hiring.refusal(), made_on=date(2030, 1, 9))
    text = whole(write(refusal, tmp_path))
    assert "«___» __________ 20__ г." in text
    assert "По заключению от 24.11.2026" in text and "Решением" not in text
    assert text.count("09.01.2030") == 1  # the foot


@pytest.mark.parametrize("language", ["ru", "en"])
def test_without_anything_to_rest_on_there_is_a_line_to_fill(tmp_path: Path, language: str) -> None:
    refusal = replace(hiring.refusal(), points=(), gates=(), organisation=Organisation("org"))
    text = whole(write(refusal, tmp_path, language))
    assert "________________" in text
    assert "None" not in text
    assert ("(организация)" if language == "ru" else "(organisation)") in text


def test_the_words_that_people_made_of_the_draft_are_printed_instead(tmp_path: Path) -> None:
    mine = "Первый абзац.\n\nВторой абзац.\n" + HOSTILE
    text = whole(write(hiring.refusal(), tmp_path, text=mine))
    assert "Первый абзац. Второй абзац." in text
    assert squeezed("<img src=x> <b {} =1+1") in squeezed(text)
    assert "ниже требуемого уровня" not in text


def test_the_draft_on_paper_says_what_it_leaves_out_and_an_edited_text_does_not(tmp_path: Path) -> None:
    refusal = hiring.refusal()
    first, *others = refusal.points
    short = replace(refusal, points=(replace(first, facts=(), critical=True), *others))
    told = f"Не включены, потому что не записан факт «против»: {first.code} (критичная)"
    assert told in whole(write(short, tmp_path)).replace("\u00a0", " ")
    assert "Не включены" not in whole(write(short, tmp_path, text="Первый.\nВторой.\nТретий."))


def test_the_letter_goes_to_the_person_and_who_concluded_signs(tmp_path: Path) -> None:
    text = whole(write(hiring.refusal(), tmp_path))
    assert "Адресат: Лебедева И.О." in text
    assert "На ваше письменное требование от" in text
    assert text.index("М.С. Громов") < text.index("Экземпляр получен:") < text.rindex("И.О. Лебедева")
    assert "Конфиденциально" not in text


def test_a_registered_letter_has_its_number_and_day(tmp_path: Path) -> None:
    refusal = hiring.refusal()
    own = replace(refusal.organisation, registration=Registration("7", date(2026, 11, 25)))
    text = whole(write(replace(refusal, organisation=own), tmp_path))
    assert "25.11.2026" in text and "№ 7" in text and "______" not in text.split("ОБОСНОВАНИЕ")[0]


@pytest.mark.parametrize("count", range(18, 36, 2))
def test_no_page_holds_the_receipt_alone(tmp_path: Path, count: int) -> None:
    text = "\n".join(f"Абзац {number}." for number in range(1, count + 1))
    last = pages(write(hiring.refusal(), tmp_path, text=text))[-1]
    assert f"Абзац {count}." in last and "Экземпляр получен:" in last


@pytest.mark.parametrize("text", ["слово " * 830, "щ" * 5000, "строка\n" * 700])
def test_five_thousand_characters_flow_and_the_signature_keeps_company(tmp_path: Path, text: str) -> None:
    path = write(hiring.refusal(), tmp_path, text=text)
    # A word that a page tears is counted short; nothing else may be missing.
    assert squeezed(whole(path)).count(text[:5]) >= text.count(text[:5]) - 3
    last = " ".join(PdfReader(path).pages[-1].extract_text().split())
    assert text[:3] in last
    assert "М.С. Громов" in last


def test_fonts_are_embedded_the_metadata_name_nobody_and_the_bytes_repeat(tmp_path: Path) -> None:
    one = write(hiring.refusal(), tmp_path)
    first = one.read_bytes()
    assert write(hiring.refusal(), tmp_path).read_bytes() == first
    assert all(fonts(one).values())
    assert not any("Helvetica" in font for font, _ in drawn(one))
    metadata = PdfReader(one).metadata
    assert metadata is not None
    assert metadata.title == "Обоснование отказа"
    assert "Лебедева" not in str(metadata)
