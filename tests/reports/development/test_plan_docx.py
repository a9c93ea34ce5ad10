"""The development plan as a text document: it says what the printed one says."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from domain.progress import Progress
from reports.development import plan_docx, plan_pdf
from resources.i18n import words
from tests.reports import sample
from tests.reports.reading import whole


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_goal_has_its_levels_and_actions_and_the_person_a_place_to_disagree(
    tmp_path: Path, language: str
) -> None:
    sheet, said = sample.plan_sheet(), words(language)
    plan_docx.write(sheet, tmp_path / "plan.docx", Progress(), said)
    document: Any = Document(str(tmp_path / "plan.docx"))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    rows = [row for table in document.tables for row in table.rows]
    cells = {cell.text.replace("\u00a0", " ") for row in rows for cell in row.cells}
    assert sheet.plan.goals
    for goal in sheet.plan.goals:
        assert any(one.startswith(goal.item) for one in headings)
        for action in goal.actions:
            assert said.text(action.evidence).replace("\u00a0", " ") in cells
    text = "\n".join(one.text for one in document.paragraphs)
    assert said.gettext("◆ critical") in text.splitlines(), "the sign beside a goal is explained"
    assert text.count("☐") == 2
    assert "None" not in text and "None" not in " ".join(cells)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_says_what_the_printed_one_says_but_for_the_drawn_scales(tmp_path: Path, language: str) -> None:
    sheet, said = sample.plan_sheet(), words(language)
    plan_docx.write(sheet, tmp_path / "plan.docx", Progress(), said)
    plan_pdf.write(sheet, tmp_path / "plan.pdf", Progress(), said)
    text, printed = in_words(everything(tmp_path / "plan.docx")), in_words(whole(tmp_path / "plan.pdf"))
    assert not text - printed, "only in the text document"
    months = {"ru": "январь, февраль, март", "en": "January, February, March"}[language]
    drawn = {
        "ru": "на шкале серым сейчас чертой тёмная светлая полоса контур штриховка оценить обучение опыт",
        "en": "scale grey now tick solid light bar outline hatched assess learning experience",
    }[language]
    rest = {
        "ru": "Продолжение на листе, контрольные встречи, итог, подписи",
        "en": "Continued on sheet, review meetings, outcome, signatures",
    }[language]
    assert not printed - text - in_words(f"{months} {drawn} {rest}"), "only in the printed one"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_goal_without_actions_says_what_to_do_in_both(tmp_path: Path, language: str) -> None:
    sheet, said = sample.plan_sheet(), words(language)
    first, *others = sheet.plan.goals
    bare = replace(sheet, plan=replace(sheet.plan, goals=(replace(first, actions=()), *others)))
    plan_docx.write(bare, tmp_path / "plan.docx", Progress(), said)
    plan_pdf.write(bare, tmp_path / "plan.pdf", Progress(), said)
    told = said.gettext("No action is planned yet: agree one with the employee and add it here.")
    for text in (everything(tmp_path / "plan.docx"), whole(tmp_path / "plan.pdf")):
        assert told in " ".join(text.split())


def everything(path: Path) -> str:
    document: Any = Document(str(path))
    parts = [one.text for one in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        parts += [one.text for part in (section.header, section.footer) for one in part.paragraphs]
    return "\n".join(parts).replace("\u00a0", " ")


def in_words(text: str) -> set[str]:
    """Return the words of at least two letters, and the numbers of at least two digits."""
    plain = text.replace("\u00a0", " ").replace("\u00ad", "")
    return {one for one in re.findall(r"[\w-]{2,}", plain) if one.strip("_")}


def test_the_file_holds_no_styles_that_no_paper_of_ours_uses(tmp_path: Path) -> None:
    plan_docx.write(sample.plan_sheet(), tmp_path / "plan.docx", Progress(), words("ru"))
    document: Any = Document(str(tmp_path / "plan.docx"))
    tables = {one.name for one in document.styles if one.type == WD_STYLE_TYPE.TABLE}
    assert tables == {"Normal Table", "Table Grid"}
    parts = {str(one.partname) for one in document.part.package.iter_parts()}
    assert not {one for one in parts if "thumbnail" in one or "stylesWithEffects" in one}
    assert (tmp_path / "plan.docx").stat().st_size < 25_000
