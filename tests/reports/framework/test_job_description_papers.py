"""The job description on paper: the source line by line, its blanks with captions, signatures never alone."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

import resources
from db.framework.catalogue import shipped_edition
from db.framework.job_description_editions import source
from domain.framework.framework import EditionState
from domain.framework.job_description import JobDescription, LineKind, Standing, Values
from domain.framework.job_description_lines import assembled
from domain.papers.framework_papers import JobDescriptionPaper
from domain.people.organisation import Organisation
from domain.progress import Progress
from domain.text import Text
from reports.framework import job_description_docx, job_description_pdf
from resources.i18n import words

ON = date(2026, 11, 24)
OWN = Organisation(
    uid="",
    full_name="Общество с ограниченной ответственностью «Север»",
    short_name="ООО «Север»",
    city="Тверь",
    approver_post="Генеральный директор",
    approver_name="М.С. Громов",
)


def paper(own: Organisation | None = None, values: Values | None = None) -> JobDescriptionPaper:
    edition = shipped_edition()
    document = JobDescription(
        id=1,
        framework_id=1,
        key=edition.key,
        title=edition.title,
        framework_number=1,
        framework_state=EditionState.PUBLISHED,
        number=1,
        state=EditionState.DRAFT,
        post=Text("Менеджера", "of a Manager"),
        paper_number="",
        dated_on=None,
        published_on=None,
        values=values or {},
        clauses=assembled(edition, source(), (), values or {}),
        before=(),
        before_number=0,
        holders=(),
        follows=False,
    )
    return JobDescriptionPaper(own or Organisation(uid=""), document, ON)


def printed(folder: Path, of: JobDescriptionPaper, language: str = "ru") -> list[str]:
    target = folder / "job.pdf"
    job_description_pdf.write(of, target, Progress(), words(language))
    return [page.extract_text() for page in PdfReader(target).pages]


def written(folder: Path, of: JobDescriptionPaper, language: str = "ru") -> Path:
    target = folder / "job.docx"
    job_description_docx.write(of, target, Progress(), words(language))
    return target


def said(text: str) -> str:
    """Return a text as it is compared: one space, one sign for a blank and for a dash."""
    plain = " ".join(text.replace("\u00a0", " ").replace("\u2011", "-").split())
    plain = re.sub(r"_{3,}(?: _{3,})*", "__", plain)
    return re.sub(r"[–—]", "-", plain)


def source_lines() -> list[str]:
    """Return the lines of the source below its head, those that it broke put together."""
    text = resources.text("catalogue/source.txt")
    lines: list[str] = []
    for line in text[text.index("1. Общие положения") :].splitlines():
        begins = re.match(r"\d+(?:\.\d+)*\.? |\d+\) |- |\(|Факт|Менеджер имеет", line)
        if begins or not lines:
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def test_the_paper_of_the_shipped_model_is_the_source_line_by_line(tmp_path: Path) -> None:
    pages = printed(tmp_path, paper())
    body = [re.sub(r"^\d+\n", "", page) for page in pages]
    body = [re.sub(r"\n?ДИ-1 · .*$", "", page, flags=re.DOTALL) for page in body]
    text = said("\n".join(body))
    at = text.index("1. Общие положения")
    for line in source_lines():
        wanted = said(line)
        assert text.startswith(wanted, at), f"{wanted!r} is not at {text[at : at + 120]!r}"
        at += len(wanted) + 1
    rest = text[at:]
    assert rest.startswith("С должностной инструкцией ознакомлен")
    assert len(source_lines()) == 186


def test_the_text_document_says_the_same_in_real_styles(tmp_path: Path) -> None:
    document = docx.Document(str(written(tmp_path, paper())))
    lines = [one for one in document.paragraphs if one.text.strip()]
    styles = {one.style.name for one in lines if one.style is not None}
    assert styles == {"Requisite", "Heading 1", "Clause", "Blank", "Requisite Caption"}
    heads = [one.text for one in lines if one.style is not None and one.style.name == "Heading 1"]
    assert heads[0] == "1.\u00a0Общие положения" or said(heads[0]) == "1. Общие положения"
    assert len(heads) == 6
    text = said("\n".join(one.text.replace("\t", "_____") for one in lines))
    at = text.index("1. Общие положения")
    for line in source_lines():
        assert text.startswith(said(line), at), said(line)
        at += len(said(line)) + 1


def test_the_corner_has_organisation_kind_post_day_and_number(tmp_path: Path) -> None:
    of = paper(OWN)
    document = replace(of.document, paper_number="15", dated_on=ON, state=EditionState.PUBLISHED)
    first = said(printed(tmp_path, replace(of, document=document, chain_value="ab" * 32))[0])
    for part in (
        "Общество с ограниченной ответственностью «Север»",
        "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ",
        "Менеджера",
        "24.11.2026 № 15 Тверь",
        "УТВЕРЖДАЮ",
        "Генеральный директор",
        "М.С. Громов",
        "Код журнала",
    ):
        assert part in first, part
    assert "ПРОЕКТ" not in first
    assert "ПРОЕКТ" in printed(tmp_path, paper(OWN))[0]


def test_what_is_left_out_is_not_printed_and_what_is_filled_has_no_caption(tmp_path: Path) -> None:
    text = said("\n".join(printed(tmp_path, paper(values={"1.8": None, "4.9": "Требовать отпуск."}))))
    assert "1.8." not in text and "(другие общие положения)" not in text
    assert "4.9. Требовать отпуск." in text and "(другие права)" not in text


def test_a_clause_that_is_left_out_between_others_keeps_its_number(tmp_path: Path) -> None:
    of = paper(values={"1.7": None})
    assert "1.7. Не применяется. 1.8." in said("\n".join(printed(tmp_path, of)))
    text = "\n".join(one.text for one in docx.Document(str(written(tmp_path, of, "en"))).paragraphs)
    assert "1.7. Not used." in said(text)


def test_the_signatures_stand_with_the_last_lines(tmp_path: Path) -> None:
    for more in range(0, 40, 3):
        pages = printed(tmp_path, paper(values={"4.9": "\n".join(f"Право {at}" for at in range(more + 1))}))
        last = said(pages[-1])
        assert "ознакомлен" in last and "6.3." in last
        assert last.count("(подпись)") == 2


def test_no_heading_of_the_last_section_is_left_at_the_foot_of_a_page(tmp_path: Path) -> None:
    of = paper()
    heading = next(one for one in of.document.clauses if one.kind is LineKind.SECTION)
    clause = replace(of.document.clauses[1], kind=LineKind.CLAUSE, standing=Standing.SOURCE, caption=None)
    lead, duty = replace(clause, text=Text("Отвечает:")), replace(clause, text=Text("За ущерб."))
    for more in range(20, 50):
        clauses = (heading, *(duty,) * more, heading, lead, duty, duty)
        pages = printed(tmp_path, replace(of, document=replace(of.document, clauses=clauses)))
        assert "Отвечает:" in pages[-1], more


def test_the_signatures_stay_on_the_page_of_the_text_if_there_is_room(tmp_path: Path) -> None:
    of = paper()
    short = replace(of.document, clauses=of.document.clauses[:12])
    assert len(printed(tmp_path, replace(of, document=short))) == 1


def test_the_english_paper_is_english(tmp_path: Path) -> None:
    text = "\n".join(printed(tmp_path, paper(), "en"))
    assert "JOB DESCRIPTION" in text and "of a Manager" in text
    assert not re.search("[А-Яа-я]", text)
    document = docx.Document(str(written(tmp_path, paper(), "en")))
    assert not re.search("[А-Яа-я]", "\n".join(one.text for one in document.paragraphs))
    assert "must be able to: 1) build communication" in " ".join(text.split()), "no second “to”"
    assert "secondary vocational education – programmes" in " ".join(text.split())


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, paper()).read_bytes()
    assert written(tmp_path, paper()).read_bytes() == first


def test_no_row_to_sign_of_the_text_document_is_alone_on_a_page(tmp_path: Path) -> None:
    document: Any = docx.Document(str(written(tmp_path, paper())))
    at = next(at for at, one in enumerate(document.paragraphs) if "ознакомлен(а)" in one.text)
    *_corner, read, copy = document.tables
    before = document.paragraphs[at - 2 :]
    cells = [one for cell in read.rows[0].cells for one in cell.paragraphs]
    assert all(one.paragraph_format.keep_with_next for one in (*before, *cells) if one.text)
    assert not copy.rows[0].cells[0].paragraphs[-1].paragraph_format.keep_with_next


@pytest.mark.parametrize("bad", ["\x00\x07", "=1+1", "<w:p>&amp;</w:p>", "\u202eабв", "я" * 4_000, "😀"])
def test_hostile_text_is_text(tmp_path: Path, bad: str) -> None:
    of = paper(values={"1.7": bad, "4.9": bad})
    assert printed(tmp_path, of)
    assert docx.Document(str(written(tmp_path, of))).paragraphs


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_opens_the_text_document(tmp_path: Path) -> None:
    target = written(tmp_path, paper(OWN))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    run = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(target)]
    subprocess.run(run, capture_output=True, check=True, timeout=300)
    pages = PdfReader(tmp_path / "job.pdf").pages
    assert "УТВЕРЖДАЮ" in pages[0].extract_text()
    assert "(подпись)" in pages[-1].extract_text()


def test_a_nearly_empty_last_page_is_saved_by_setting_the_lines_tighter(tmp_path: Path) -> None:
    pages = printed(tmp_path, paper(OWN, {"1.7": "руководителю контакт-центра"}), "en")
    assert len(pages) == 6
    assert "6. Final provisions" in pages[-1]
    assert "5. Liability" in pages[-1], "it is not the last part alone"
