"""The sheet as a paper: what a pen needs, nothing that pulls a mark or that a candidate must not see."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream
from reportlab.lib.units import mm

from domain.assessing.evidence import Evidence, Polarity
from domain.assessing.sheet import Sheet, SheetState
from domain.framework.framework import Question
from domain.mark import Mark, State
from domain.papers import sheet_paper
from domain.papers.sheet_paper import SheetPaper
from domain.progress import Cancelled, Progress
from domain.text import Text
from reports.assessing import sheet_pdf
from reports.paper.parts import Boxes
from resources.i18n import words
from tests.reports import sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE
from tests.reports.reading import drawn, fonts, pages, squeezed, whole
from tests.reports.sheet_sample import NUMBER, SCREENING, STANDARD, questions, sheet

CODE = r"\b[KS]\d\d\b"
KEEP = {"ru": "Экземпляр оценщика. Кандидату не показывать", "en": "Assessor's copy. Do not show"}


def write(paper: SheetPaper, folder: Path, language: str = "ru", name: str = "sheet.pdf") -> Path:
    target = folder / name
    sheet_pdf.write(paper, target, Progress(), words(language))
    return target


def blank(one: Sheet, asked: Mapping[str, Question] | None = None) -> SheetPaper:
    return sheet_paper.blank(one, sample.ORGANISATION, sample.TODAY, asked)


def filled(one: Sheet) -> SheetPaper:
    return sheet_paper.filled(one, sample.ORGANISATION, sample.TODAY)


def with_mark(
    one: Sheet, code: str, mark: Mark, *, facts: tuple[Evidence, ...] = (), comment: str = ""
) -> Sheet:
    rows = tuple(
        replace(row, mark=mark, facts=facts, comment=comment) if row.item.code == code else row
        for row in one.rows
    )
    return replace(one, rows=rows)


def squares(path: Path) -> list[tuple[float, ...]]:
    """The filled squares of the code at the bottom right of page 1, in the order they are drawn."""
    reader = PdfReader(path)
    content: Any = ContentStream(reader.pages[0].get_contents(), reader)
    found = [tuple(float(number) for number in given) for given, verb in content.operations if verb == b"re"]
    return [one for one in found if one[3] < 2.5 and one[2] < 17]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("scope", [None, SCREENING, STANDARD])
def test_the_sheet_has_each_item_of_its_scope_and_no_other(
    tmp_path: Path, language: str, scope: tuple[str, ...] | None
) -> None:
    text = squeezed(whole(write(blank(sheet(scope)), tmp_path, language)))
    for item in sample.framework().items:
        label = squeezed(item.label.ru if language == "ru" else item.label.en or "")
        assert (label in text) == (scope is None or item.code in scope), item.code


def test_the_boxes_take_a_pen() -> None:
    assert 5 * mm <= Boxes.SIDE
    assert 1.5 * mm <= Boxes.STEP - Boxes.SIDE


def test_neither_targets_nor_weights_nor_answers_are_on_the_sheet(tmp_path: Path) -> None:
    text = whole(write(blank(sheet(STANDARD)), tmp_path))
    for word in ("Цель", "цель", "Вес", "вес ", "Уровень 1", "Уровень 4", KEEP["ru"]):
        assert word not in text, word
    assert questions()["K01"].question.ru[:40] not in text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_assessors_copy_holds_all_keys_and_says_on_each_page_whose_it_is(
    tmp_path: Path, language: str
) -> None:
    path = write(blank(sheet(STANDARD), questions()), tmp_path, language)
    assert all(KEEP[language] in page for page in pages(path))
    text = squeezed(whole(path))
    for code in STANDARD:
        one = questions()[code]
        for part in (one.question, one.weak, one.adequate, one.strong):
            assert squeezed(part.ru if language == "ru" else part.en or "") in text, code


def test_the_assessors_copy_says_which_tasks_the_candidate_gets_in_print(tmp_path: Path) -> None:
    paper = blank(sheet(), questions())
    assert "в напечатанном виде" not in whole(write(paper, tmp_path))
    handed = frozenset(one.item.key for one in paper.lines if one.item.code in {"S02", "S26"})
    text = " ".join(whole(write(replace(paper, handed_out=handed), tmp_path)).split())
    assert text.count("Выдайте кандидату это задание в напечатанном виде") == 2


def test_the_name_of_the_function_and_the_heads_stand_over_the_boxes_of_each_page(tmp_path: Path) -> None:
    all_pages = pages(write(blank(sheet()), tmp_path))
    assert 4 <= len(all_pages) <= 6
    for page in all_pages:
        assert "0 1 2 3 4 н/о" in page
        assert "Факт: что сказал или сделал" in page


def test_the_number_stands_on_each_page_and_the_square_code_holds_it_alone(tmp_path: Path) -> None:
    one = write(blank(sheet(SCREENING)), tmp_path, name="one.pdf")
    other_person = sheet(SCREENING, person=sample.EMPLOYEE, assessor=sample.HR)
    same = write(blank(other_person), tmp_path, name="same.pdf")
    another = write(blank(replace(sheet(SCREENING), uid="another")), tmp_path, name="another.pdf")
    unnumbered = write(blank(replace(sheet(SCREENING), uid="")), tmp_path, name="unnumbered.pdf")
    assert all(NUMBER in page for page in pages(one))
    assert len(squares(one)) > 100
    assert squares(one) == squares(same)
    assert squares(one) != squares(another)
    assert squares(unnumbered) == []


def test_a_filled_sheet_says_its_state_its_reasons_and_its_facts(tmp_path: Path) -> None:
    handed_in = sheet(STANDARD, marked=True, state=SheetState.SUBMITTED)
    handed_in = with_mark(handed_in, "K02", Mark(State.NOT_ASKED))
    text = whole(write(filled(handed_in), tmp_path))
    assert "сдан 20.11.2026" in text
    assert "5 вопрос не задан" in text
    assert sample.FACTS["K01"] in text
    draft = whole(write(filled(sheet(STANDARD, marked=True)), tmp_path))
    assert "черновик, не сдан" in draft
    assert "сдан 20.11.2026" not in draft


def test_a_fact_is_needed_on_paper_as_on_the_screen_and_a_missing_one_is_said(tmp_path: Path) -> None:
    """Handing in counts the missing ones and goes on, so no paper may call a fact mandatory."""
    form = whole(write(blank(sheet(SCREENING)), tmp_path, name="form.pdf"))
    assert "нужен для уровней 0 и 4" in form
    assert "обязателен" not in form
    one = sheet(SCREENING, state=SheetState.SUBMITTED, facts={})
    assert "факт не записан" not in whole(write(filled(with_mark(one, "K32", Mark.rated(2))), tmp_path))
    assert "факт не записан" in whole(write(filled(with_mark(one, "K32", Mark.rated(0))), tmp_path))
    assert "факт не записан" in whole(write(filled(with_mark(one, "K01", Mark.rated(2))), tmp_path))  # ◆
    gone = with_mark(replace(one, person=replace(one.person, erased=True)), "K32", Mark.rated(0))
    told = whole(write(filled(gone), tmp_path))
    assert "факт не записан" not in told and "стёрто" in told
    draft = with_mark(sheet(SCREENING, facts={}), "K32", Mark.rated(0))
    assert "факт не записан" not in whole(write(filled(draft), tmp_path))


def test_the_follow_ups_asked_stand_below_their_question_on_a_filled_sheet(tmp_path: Path) -> None:
    one = sheet(STANDARD, marked=True, state=SheetState.SUBMITTED)
    first, second = Text("Что сделали лично вы?", "What did you do?"), Text("Что иначе?", "What else?")
    gone = "Чем всё закончилось?"
    row = replace(one.rows[0], asked=frozenset({second.ru, first.ru, gone}))
    one = replace(one, rows=(row, *one.rows[1:]))
    paper = sheet_paper.filled(one, sample.ORGANISATION, sample.TODAY, {row.item.code: (first, second)})
    text = whole(write(paper, tmp_path))
    assert f"Заданы уточнения: {first.ru} {second.ru} {gone}" in text
    assert text.count("Заданы уточнения") == 1


def test_follow_ups_of_ones_own_higher_than_a_page_go_on_on_the_next_one(tmp_path: Path) -> None:
    one = sheet(STANDARD, marked=True, state=SheetState.SUBMITTED)
    own = tuple(Text(f"{number} {'слово ' * 330}?") for number in range(4))
    row = replace(one.rows[0], asked=frozenset(probe.ru for probe in own))
    one = replace(one, rows=(row, *one.rows[1:]))
    text = whole(
        write(sheet_paper.filled(one, sample.ORGANISATION, sample.TODAY, {row.item.code: own}), tmp_path)
    )
    assert text.count("слово") == 4 * 330


def test_a_blank_for_a_person_shows_no_mark_that_is_in_the_file(tmp_path: Path) -> None:
    one = write(blank(sheet(SCREENING, marked=True)), tmp_path, name="one.pdf")
    two = write(blank(sheet(SCREENING)), tmp_path, name="two.pdf")
    assert one.read_bytes() == two.read_bytes()


def test_crosses_are_counted_by_column_so_that_typing_can_be_checked(tmp_path: Path) -> None:
    one = sheet(SCREENING)
    for code in SCREENING[:7]:
        one = with_mark(one, code, Mark.rated(3))
    one = with_mark(one, SCREENING[7], Mark(State.RECUSED))
    last = pages(write(filled(one), tmp_path))[-1]
    assert "строк: 13 0 0 1 0 2 0 3 7 4 0 н/о 1" in last


def test_a_mark_outside_the_scope_is_kept_and_named(tmp_path: Path) -> None:
    one = with_mark(sheet(SCREENING), "K02", Mark.rated(2))
    assert "K02" in whole(write(filled(one), tmp_path))
    assert "вне набора, в расчёт не входит" in whole(write(filled(one), tmp_path))


def test_facts_stand_in_the_order_of_their_days_before_the_comment(tmp_path: Path) -> None:
    def fact(text: str, day: int) -> Evidence:
        moment = datetime(2026, 11, day, 12, 0, tzinfo=UTC)
        return Evidence(day, "", 42, 102, moment.date(), moment.date(), moment, Polarity.FOR, text, ("K01",))

    facts = (fact("второй факт", 20), fact("первый факт", 18))
    one = with_mark(sheet(SCREENING), "K01", Mark.rated(4), facts=facts, comment="мнение")
    assert "первый факт второй факт мнение" in whole(write(filled(one), tmp_path))


@pytest.mark.parametrize("count", [12, 27, 45, 63])
def test_what_is_signed_never_stands_alone_on_the_last_page(tmp_path: Path, count: int) -> None:
    """So many rows fill their pages, and once the signature alone was left for the next one."""
    codes = [one.code for one in sample.framework().items][:count]
    marked = sheet(codes, marked=True, state=SheetState.SUBMITTED)
    for paper in (blank(sheet(codes)), filled(marked)):
        *_before, last = pages(write(paper, tmp_path))
        assert len(re.findall(CODE, last)) >= 3 and "Крестиков в столбцах" in last and "подпись" in last
        assert set(re.findall(CODE, whole(tmp_path / "sheet.pdf"))) == set(codes)


def test_only_the_first_page_keeps_room_for_the_square_code(tmp_path: Path) -> None:
    codes = [one.code for one in sample.framework().items][:23]
    numbered = write(blank(sheet(codes)), tmp_path, name="numbered.pdf")
    unnumbered = write(blank(replace(sheet(codes), uid="")), tmp_path, name="unnumbered.pdf")
    assert len(pages(numbered)) == len(pages(unnumbered)) == 2


@pytest.mark.parametrize("count", [24, 48])
def test_the_last_question_stands_with_what_is_signed(tmp_path: Path, count: int) -> None:
    codes = [one.code for one in sample.framework().items][:count]
    *_before, last = pages(write(blank(sheet(codes), questions()), tmp_path))
    assert re.search(CODE, last) and "подпись" in last


def test_the_last_fact_in_full_stands_with_what_is_signed(tmp_path: Path) -> None:
    codes = [one.code for one in sample.framework().items][:10]
    for words_of in range(60, 900, 60):
        facts = {"K01": "Слушает и переспрашивает. " * 20, codes[-1]: "конецфакта " * words_of}
        paper = filled(sheet(codes, marked=True, state=SheetState.SUBMITTED, facts=facts))
        assert "конецфакта" in pages(write(paper, tmp_path))[-1], words_of


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_empty_form_has_lines_instead_of_people(tmp_path: Path, language: str) -> None:
    form = sheet_paper.empty(
        sample.framework(), sample.scale(), sample.ORGANISATION, SCREENING, ("K01",), sample.TODAY
    )
    text = whole(write(form, tmp_path, language))
    assert ("Оцениваемый" if language == "ru" else "Person assessed") in text
    assert sample.CANDIDATE.surname not in text
    assert sample.HEAD.surname not in text


def test_long_names_and_facts_of_five_thousand_characters_flow_and_nothing_is_lost(tmp_path: Path) -> None:
    long = " ".join(f"слово{n}" for n in range(560))[:5000]
    person = replace(
        sample.CANDIDATE, surname="Я" * 120, given="Щ" * 120, patronymic="Ж" * 120, post="ш" * 120
    )
    assessor = replace(sample.HEAD, surname="Ы" * 120, post="п" * 120)
    one = with_mark(sheet(STANDARD, person=person, assessor=assessor), "K01", Mark.rated(0), comment=long)
    one = with_mark(one, "S08", Mark.rated(4), comment="щ" * 5000)
    one = with_mark(one, "S09", Mark.rated(4), comment=HOSTILE)
    path = write(filled(one), tmp_path)
    text = squeezed(whole(path))
    assert all(f"слово{n}" in text for n in range(540))
    assert text.count("(полностьювконце)") == 2
    # A row that is torn must not bring the heads along again and again.
    assert len(pages(path)) <= 7
    assert all(page.count("Факт: что сказал") <= 5 for page in pages(path))
    assert text.count("щ") >= 5000
    for part in ("Я" * 120, "Щ" * 120, "ш" * 120, "Ы" * 120):
        assert part in text
    assert squeezed("<img src=x> <b {} =1+1") in text


def test_answers_and_questions_of_five_thousand_characters_go_on_over_pages(tmp_path: Path) -> None:
    long = Text(" ".join(f"слово{n}" for n in range(560))[:5000])
    asked = {code: replace(one, question=long, weak=long, strong=long) for code, one in questions().items()}
    said = pages(write(blank(sheet(SCREENING[:4]), asked), tmp_path))
    text = "\n".join(squeezed(page) for page in said)
    assert text.count("слово559") == 3 * 4, "each to its end"
    assert min(page.count("слово") for page in said[:-1]) > 50, "no page is filled with slices of nothing"


def test_fonts_are_embedded_the_metadata_name_nobody_and_the_bytes_repeat(tmp_path: Path) -> None:
    paper = blank(sheet(STANDARD), questions())
    one, two = write(paper, tmp_path, name="one.pdf"), write(paper, tmp_path, name="two.pdf")
    assert all(fonts(one).values())
    assert not any("Helvetica" in font for font, _ in drawn(one))
    assert one.read_bytes() == two.read_bytes()
    metadata = PdfReader(one).metadata
    assert metadata is not None
    assert metadata.title == "Лист оценки"
    said = "".join(str(value) for value in metadata.values())
    assert sample.CANDIDATE.surname not in said
    assert sample.HEAD.surname not in said


def test_a_cancelled_sheet_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_text("old")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        sheet_pdf.write(blank(sheet()), target, progress, words("ru"))
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_day_of_the_paper_is_in_its_foot(tmp_path: Path) -> None:
    paper = replace(blank(sheet(SCREENING)), made_on=date(2027, 1, 5))
    assert "сформировано 05.01.2027" in whole(write(paper, tmp_path))
