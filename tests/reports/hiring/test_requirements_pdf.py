"""The requirements of a vacancy as a paper: word for word, whole, with lines where nothing is known."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from domain.framework.edition_edit import labelled
from domain.framework.job_description import Clause, EditionToRead, LineKind, Standing
from domain.papers.hiring_papers import RequirementsPaper
from domain.people.organisation import Organisation
from domain.progress import Progress
from domain.text import Text
from reports.hiring import requirements_docx, requirements_pdf
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports import sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE
from tests.reports.reading import drawn, fonts, pages, squeezed, whole
from tests.reports.sheet_sample import STANDARD


def write(paper: RequirementsPaper, folder: Path, language: str = "ru", name: str = "paper.pdf") -> Path:
    target = folder / name
    requirements_pdf.write(paper, target, Progress(), words(language))
    return target


@pytest.mark.parametrize(("minutes", "meetings", "total"), [(53, "1 встреча", 63), (95, "2 встречи", 115)])
def test_the_time_of_the_interview_is_the_sum_with_all_that_belongs_to_it(
    tmp_path: Path, minutes: int, meetings: str, total: int
) -> None:
    text = squeezed(whole(write(hiring.requirements(replace(hiring.campaign(), minutes=minutes)), tmp_path)))
    said = f"вопросы {minutes} мин"
    assert squeezed(said) in text
    assert squeezed(f"{meetings}, всего {total} мин вместе с открытием, записями и завершением") in text


def test_a_framework_without_questions_is_said_to_have_none_and_no_questions_are_counted(
    tmp_path: Path,
) -> None:
    paper = hiring.requirements(replace(hiring.campaign(), minutes=0))
    text = squeezed(whole(write(replace(paper, questions={}), tmp_path)))
    assert squeezed(f"{len(paper.scope)} компетенц") in text
    assert squeezed("вопросов к ним в модели нет") in text
    assert squeezed(f"{len(paper.scope)} вопрос") not in text


def test_a_competency_whose_title_was_cut_is_printed_whole(tmp_path: Path) -> None:
    paper = hiring.requirements()
    text = Text("Стандарты и технические условия на хранение товаров, " * 3 + "упаковки и тары")
    items = tuple(replace(one, text=text, label=labelled(text)) for one in paper.framework.items)
    told = squeezed(whole(write(replace(paper, framework=replace(paper.framework, items=items)), tmp_path)))
    assert squeezed("товаров, упаковки и тары") in told


def test_the_mandatory_requirements_stand_word_for_word(tmp_path: Path) -> None:
    asked = sample.requirements()
    text = squeezed(whole(write(hiring.requirements(), tmp_path)))
    for part in (asked.education, asked.experience, asked.medical):
        assert squeezed(part.ru) in text


SECTIONS = {
    "ru": ("1. Вакансия", "2. Обязательные", "3. Условия", "4. Компетенции", "5. Порядок", "6. Что"),
    "en": ("1. Vacancy", "2. Mandatory", "3. Conditions", "4. Competencies", "5. How", "6. What"),
}
SIGNED = {"ru": ("Составил(а)", "СОГЛАСОВАНО"), "en": ("Drawn up by", "AGREED")}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_all_six_sections_stand_in_order_and_both_signatures_last(tmp_path: Path, language: str) -> None:
    own = replace(sample.ORGANISATION, approver_name="Е.П. Фомина")
    text = whole(write(replace(hiring.requirements(), organisation=own), tmp_path, language))
    heads, signed = SECTIONS[language], SIGNED[language]
    places = [text.index(head) for head in (*heads, *signed)]
    assert places == sorted(places)
    assert "А.В. Соколова" in text[places[-2] :]
    assert text.rindex("М.С. Громов") > places[-1]


def test_the_table_holds_the_question_set_and_every_critical_item_with_target_minimum_and_weight(
    tmp_path: Path,
) -> None:
    paper = hiring.requirements()
    text = squeezed(whole(write(paper, tmp_path)))
    assert {item.code for item in paper.scope} >= set(STANDARD)
    for item in sample.framework().items:
        asked = paper.campaign.profile.targets[item.code]
        inside = item.code in STANDARD or asked.critical
        floor = "" if asked.floor is None else asked.floor
        row = squeezed(f"{item.label.ru}{asked.level}{floor}{asked.weight}")
        assert (row in text) == inside, item.code
    assert "Ещё48компетенцийпрофилядляэтойвакансиинеоцениваются;ихперечень—вмодели." in text


def test_a_few_competencies_that_are_not_assessed_stand_there_by_their_titles(tmp_path: Path) -> None:
    paper = hiring.requirements()
    inside = {item.code for item in paper.scope}
    left = [item for item in paper.framework.items if item.code not in inside][:5]
    kept = {code: one for code, one in paper.campaign.profile.targets.items() if code in inside}
    few = kept | {item.code: paper.campaign.profile.targets[item.code] for item in left}
    profile = replace(paper.campaign.profile, targets=few)
    shown = replace(paper, campaign=replace(paper.campaign, profile=profile))
    text = squeezed(whole(write(shown, tmp_path)))
    assert "Ещё5компетенцийпрофилядляэтойвакансиинеоцениваются:" in text
    assert all(squeezed(f"{item.code}{item.on_paper.ru}") in text for item in left)


def test_the_whole_framework_goes_over_pages_with_the_heads_repeated(tmp_path: Path) -> None:
    path = write(hiring.requirements(hiring.campaign(question_set=None)), tmp_path)
    all_pages = pages(path)
    assert 3 <= len(all_pages) <= 4
    assert all("Способ оценки" in page for page in all_pages[:3])
    assert "вся модель: 71 вопрос" in whole(path)
    assert "не оцениваются" not in whole(path)


def test_what_changed_after_the_opening_names_who_had_been_assessed(tmp_path: Path) -> None:
    paper = hiring.requirements(hiring.campaign(changes=(hiring.CHANGE,)))
    requirements_docx.write(paper, tmp_path / "paper.docx", Progress(), words("ru"))
    typed = "\n".join(one.text for one in Document(str(tmp_path / "paper.docx")).paragraphs).replace(
        "\u00a0", " "
    )
    for text in (whole(write(paper, tmp_path)), typed):
        assert "20.11.2026, Соколова А. В.: График заменён на пятидневный" in text
        assert "Оценены до изменения: C-0042." in text
    assert "Изменения" not in whole(write(hiring.requirements(), tmp_path))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_the_file_does_not_know_is_a_line_to_fill(tmp_path: Path, language: str) -> None:
    campaign = replace(
        hiring.campaign(panel=(), own=()),
        cycle=replace(hiring.CYCLE, title="", places=None, starts_on=None, ends_on=None),
        reason="",
        profile=replace(sample.profile("hire"), pass_attainment=None),  # type: ignore[arg-type]
    )
    paper = replace(hiring.requirements(campaign, unit=""), organisation=Organisation("org"))
    text = whole(write(paper, tmp_path, language))
    assert "None" not in text
    assert ("решение принимает комиссия" if language == "ru" else "the panel decides") in text
    assert text.count("(подпись)" if language == "ru" else "(signature)") == 3
    assert ("(организация)" if language == "ru" else "(organisation)") in text


def test_long_and_hostile_texts_flow_and_act_nowhere(tmp_path: Path) -> None:
    own = (" ".join(f"слово{n}" for n in range(560))[:5000], HOSTILE, "щ" * 5000)
    campaign = replace(
        hiring.campaign(own=own),
        reason=" ".join(f"{n}причина" for n in range(400)),
        panel=tuple(replace(one, name="Я" * 120, post="п" * 120) for one in hiring.PANEL),
        changes=(replace(hiring.CHANGE, text=" ".join(f"правка{n}" for n in range(500))[:5000]),) * 2,
    )
    text = squeezed(whole(write(hiring.requirements(campaign, unit="Ж" * 120), tmp_path)))
    assert all(f"слово{n}" in text for n in range(540))
    assert all(f"{n}причина" in text for n in range(400))
    assert all(text.count(f"правка{n}") >= 2 for n in range(10, 400))
    assert text.count("щ") >= 5000
    assert "Я" * 120 in text
    assert squeezed("<img src=x> <b {} =1+1") in text


def test_fonts_are_embedded_the_metadata_name_nobody_and_the_bytes_repeat(tmp_path: Path) -> None:
    one = write(hiring.requirements(), tmp_path, name="one.pdf")
    two = write(hiring.requirements(), tmp_path, name="two.pdf")
    assert all(fonts(one).values())
    assert not any("Helvetica" in font for font, _ in drawn(one))
    assert one.read_bytes() == two.read_bytes()
    metadata = PdfReader(one).metadata
    assert metadata is not None
    assert metadata.title == "Профиль требований к кандидату"
    assert not any(name in str(metadata) for name in ("Громов", "Соколова"))


def test_the_paper_is_dated_by_the_opening_of_the_campaign(tmp_path: Path) -> None:
    paper = hiring.requirements()
    opened = replace(paper.campaign, cycle=replace(paper.campaign.cycle, opened_on=date(2026, 11, 12)))
    first = pages(write(replace(paper, campaign=opened, made_on=date(2030, 1, 9)), tmp_path))[0]
    assert "12.11.2026 № 2026-К-001" in first
    assert first.count("09.01.2030") == 1  # the foot


def test_the_basis_is_the_standard_with_its_order_or_a_line_to_fill(tmp_path: Path) -> None:
    paper = replace(hiring.requirements(), basis=Text("Профстандарт, приказ 163н", "Standard, order 163n"))
    assert "Основание: профстандарт Профстандарт, приказ 163н" in whole(write(paper, tmp_path))
    assert "Standard, order 163n" in whole(write(paper, tmp_path, "en"))
    assert "Основание: профстандарт Основание: модель" in whole(write(hiring.requirements(), tmp_path))


@pytest.mark.parametrize("approver", ["М.С. Громов", "Громов М. С.", "Громов Максим Сергеевич"])
def test_nobody_agrees_with_what_the_same_person_approves(tmp_path: Path, approver: str) -> None:
    own = replace(sample.ORGANISATION, approver_name=approver)
    text = whole(write(replace(hiring.requirements(), organisation=own), tmp_path))
    assert "СОГЛАСОВАНО" not in text
    other = replace(own, approver_name="Е.П. Фомина")
    assert "СОГЛАСОВАНО" in whole(write(replace(hiring.requirements(), organisation=other), tmp_path))


def test_a_signature_line_never_lacks_the_post(tmp_path: Path) -> None:
    panel = tuple(replace(one, post="") for one in hiring.PANEL)
    text = whole(write(hiring.requirements(hiring.campaign(panel=panel)), tmp_path))
    assert "(должность)" not in text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_document_to_go_on_with_says_what_the_printed_one_says(tmp_path: Path, language: str) -> None:
    paper, target = hiring.requirements(), tmp_path / "paper.docx"
    requirements_docx.write(paper, target, Progress(), words(language))
    made = Document(str(target))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    printed = squeezed(whole(write(paper, tmp_path, language)))
    levels = {row[0]: row[2] for row in rows if len(row) == 6}
    for item in paper.scope:
        assert levels[item.code] == str(paper.campaign.profile.targets[item.code].level)
    texts = [one.text for one in made.paragraphs if one.text.strip()]
    texts += [cell for row in rows for cell in row if cell.strip() and "◆" not in cell]
    lost = [one for one in texts if squeezed(one.strip()) not in printed]
    assert len(lost) <= len(texts) * 0.15, lost
    assert any(one.style is not None and one.style.name.startswith("Heading") for one in made.paragraphs)


def test_whom_the_post_reports_to_is_taken_from_the_job_description(tmp_path: Path) -> None:
    source = Text("Менеджер подчиняется непосредственно __________\n_______ ______.")
    line = Clause(
        "1.7",
        "1.7",
        LineKind.CLAUSE,
        Text("Менеджер подчиняется непосредственно руководителю контакт-центра."),
        Standing.FILLED,
        source,
    )
    edition = EditionToRead(1, 1, Text("Менеджера"), "49-ДИ", sample.TODAY, (line,), ())
    paper = replace(hiring.requirements(), job_description=edition)
    told = whole(write(paper, tmp_path))
    assert re.search(r"Подчиняется\s+руководителю контакт-центра", told)
    english = re.sub(r"\s+", " ", whole(write(paper, tmp_path, "en")))
    assert "Reports to руководитель контакт-центра" in english, "no dative of a Russian sentence"
    blank = replace(line, standing=Standing.BLANK, text=source)
    assert replace(edition, clauses=(blank,)).superior is None
