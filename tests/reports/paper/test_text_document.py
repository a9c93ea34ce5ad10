"""How a text document is laid out: widths, lines to write on, rows to fill, a typeface that is absent."""

import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from domain.progress import Progress
from reports.paper.text_papers import text_paper_docx
from reports.paper.text_papers.text_paper import (
    Clause,
    Facts,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Ticks,
    Top,
)
from resources.i18n import words
from tests.reports import sample

RU = words("ru")


def written(tmp_path: Path, top: Top = Top.LETTER) -> Path:
    paper = TextPaper(
        title="Приказ",
        about="О проведении оценки",
        foot="ПО-1",
        organisation=sample.ORGANISATION,
        made_on=sample.TODAY,
        top=top,
        blocks=(
            Facts((("Оплата", "доплата 10 %"), ("Срок", ""))),
            Table(("Что", "Срок"), (("Провести", "24.11.2026"),), (0.8, 0.2), blank=2),
            Lines(2),
        ),
        signers=(Signer("руководитель контакт-центра", "М.С. Громов", "экземпляр получил(а)"), Signer()),
    )
    target = tmp_path / "paper.docx"
    text_paper_docx.write(paper, target, Progress(), RU)
    return target


def test_the_grid_of_each_table_has_the_widths_of_its_cells(tmp_path: Path) -> None:
    for table in Document(str(written(tmp_path))).tables:
        of_grid = [column.width for column in table.columns]
        assert of_grid == [cell.width for cell in table.rows[0].cells]


def test_an_order_has_the_whole_width_for_its_organisation(tmp_path: Path) -> None:
    head = Document(str(written(tmp_path, Top.ORDER))).tables[0]
    assert head.columns[0].width > Mm(160)


def test_lines_to_write_on_begin_at_the_margin_and_leave_room_for_a_hand(tmp_path: Path) -> None:
    document = Document(str(written(tmp_path)))
    lines = [one for one in document.paragraphs if one.text == "\t"]
    assert len(lines) == 2
    for one in lines:
        assert not one.style.paragraph_format.first_line_indent
        assert one.style.paragraph_format.space_before >= Pt(8)


def test_short_options_stand_on_one_line_and_what_is_written_below_stays_with_them(tmp_path: Path) -> None:
    paper = TextPaper(
        title="Протокол",
        about="",
        foot="ПЗ-1",
        organisation=sample.ORGANISATION,
        made_on=sample.TODAY,
        top=Top.ORDER,
        blocks=(
            Clause("", lead="Решили:", plain=True),
            Ticks(("рекомендовать", "не рекомендовать")),
            Lines(2, "(обоснование)"),
            Ticks(("согласен(на)", "не согласен(на), мнение изложено ниже или приложено отдельным листом")),
            Lines(2),
        ),
    )
    text_paper_docx.write(paper, tmp_path / "paper.docx", Progress(), RU)
    said = Document(str(tmp_path / "paper.docx")).paragraphs
    first = next(at for at, one in enumerate(said) if one.text.strip() == "Решили:")
    block = said[first : first + 5]
    assert block[1].text.count("☐") == 2
    assert [bool(one.paragraph_format.keep_with_next) for one in block] == [True] * 4 + [False]
    assert [one.text.count("☐") for one in said[first + 5 :]][:2] == [1, 1], "long ones below each other"


def test_no_row_of_a_table_stands_alone_on_a_page_and_few_rows_stay_together(tmp_path: Path) -> None:
    def kept(count: int) -> list[bool]:
        rows = tuple((f"К{at}", "2") for at in range(count))
        paper = TextPaper(
            title="План",
            about="",
            foot="ИПР-1",
            organisation=sample.ORGANISATION,
            made_on=sample.TODAY,
            top=Top.ORDER,
            blocks=(Table(("Компетенция", "Цель"), rows, (0.8, 0.2)),),
        )
        text_paper_docx.write(paper, tmp_path / "paper.docx", Progress(), RU)
        table = Document(str(tmp_path / "paper.docx")).tables[-1]
        assert len(table.rows) == count + 1
        return [
            all(one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs)
            for row in table.rows
        ]

    assert kept(1) == [True, False]
    assert kept(3) == [True, True, True, False], "the actions of a goal"
    assert kept(7) == [True, True, *[False] * 4, True, False]


def test_what_is_noted_is_no_smaller_than_the_text_of_a_result(tmp_path: Path) -> None:
    paper = TextPaper(
        title="Обратная связь",
        about="",
        foot="ОСв-1",
        organisation=sample.ORGANISATION,
        made_on=sample.TODAY,
        top=Top.INFORMING,
        blocks=(Note("Решение принимает работодатель на основе всех сведений."),),
    )
    text_paper_docx.write(paper, tmp_path / "paper.docx", Progress(), RU)
    said = Document(str(tmp_path / "paper.docx")).paragraphs
    (note,) = (one for one in said if one.text.startswith("Решение"))
    assert [run.font.size for run in note.runs] == [Pt(10.5)]


def test_rows_to_fill_are_as_high_as_handwriting(tmp_path: Path) -> None:
    table: Any = next(one for one in Document(str(written(tmp_path))).tables if one.cell(0, 0).text == "Что")
    head, said, *blank = [row.height for row in table.rows]
    assert head is said is None
    assert len(blank) == 2
    assert all(height > Mm(7.5) for height in blank)


def test_a_machine_without_the_typeface_takes_another_one_without_serifs(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as package:
        fonts = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="PT Sans"><w:altName w:val="Arial"/>' in fonts


def test_what_somebody_signs_for_is_small_under_the_post(tmp_path: Path) -> None:
    first = Document(str(written(tmp_path))).tables[-2].cell(0, 0)
    post, note = first.paragraphs
    assert post.text == "Руководитель контакт-центра"
    assert note.text == "экземпляр получил(а)"
    assert note._p.style == "RequisiteCaption"
    assert first._tc.tcPr.find(qn("w:tcW")) is not None
