"""Automatic lists and lists in tables come in, in whatever file."""

import sys
from io import BytesIO
from zipfile import ZipFile

import pytest

from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake.document.rtf import lines as rtf_lines
from reports.intake.instruction.reading import read
from reports.intake.model import job_description
from tests.reports.intake.models import W, document
from tests.reports.intake.shapes import AFTER, CAN, HEAD, KNOW, odt, rtf, texts


def word_list(number: int, level: int, text: str, style: str = "") -> str:
    given = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>" if number else ""
    kind = f"<w:pStyle w:val='{style}'/>" if style else ""
    return f"<w:p><w:pPr>{kind}{given}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_level(level: int, shape: str, how: str, style: str = "") -> str:
    linked = f"<w:pStyle w:val='{style}'/>" if style else ""
    return (
        f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{how}'/>{linked}"
        f"<w:lvlText w:val='{shape}'/></w:lvl>"
    )


def test_the_automatic_lists_of_word_come_in() -> None:
    numbering = (
        f"<w:numbering xmlns:w='{W}'><w:abstractNum w:abstractNumId='1'>{word_level(0, '%1.', 'decimal')}"
        f"{word_level(1, '%1.%2.', 'decimal')}{word_level(2, '%3)', 'russianLower')}</w:abstractNum>"
        f"<w:abstractNum w:abstractNumId='2'>{word_level(0, '\uf0b7', 'bullet')}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num></w:numbering>"
    )
    body = (
        word_list(1, 0, "Общие положения")
        + word_list(1, 1, "Пекарь относится к рабочим.")
        + word_list(1, 1, "Пекарь должен знать:")
        + "".join(word_list(2, 0, f"{one};") for one in KNOW)
        + word_list(1, 1, "Пекарь должен уметь:")
        + "".join(word_list(1, 2, f"{one};") for one in CAN)
        + word_list(1, 1, "Пекарь подчиняется начальнику смены.")
    )
    edition = job_description.read(document([], body, numbering), "пекарь", Progress()).edition
    assert (texts(edition, Kind.KNOWLEDGE), texts(edition, Kind.SKILL)) == (KNOW, CAN)
    assert [one.clause for one in edition.items] == ["1.2", "1.2", "1.2", "1.3 а)", "1.3 б)", "1.3 в)"]


def test_a_list_that_a_style_of_word_brings_is_numbered() -> None:
    numbering = (
        f"<w:numbering xmlns:w='{W}'><w:abstractNum w:abstractNumId='1'>{word_level(0, '%1)', 'decimal')}"
        "</w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
    styles = (
        f"<w:styles xmlns:w='{W}'><w:style w:styleId='List'><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr>"
        "</w:pPr></w:style><w:style w:styleId='Mine'><w:basedOn w:val='List'/></w:style></w:styles>"
    )
    body = word_list(0, 0, "Пекарь должен знать:") + "".join(word_list(0, 0, one, "Mine") for one in KNOW)
    data = BytesIO(document([], body, numbering))
    with ZipFile(data, "a") as made:
        made.writestr("word/styles.xml", styles)
    edition = job_description.read(data.getvalue(), "пекарь", Progress()).edition
    assert [(one.clause, one.text.ru) for one in edition.items] == [
        (f"{at})", one) for at, one in enumerate(KNOW, start=1)
    ]


def test_the_automatic_lists_of_odt_and_rtf_come_in() -> None:
    styles = (
        "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1'"
        " style:num-suffix=')'/><text:list-level-style-bullet text:level='2'/></text:list-style>"
    )

    def odt_list(rows: list[str]) -> str:
        items = "".join(f"<text:list-item><text:p>{one};</text:p></text:list-item>" for one in rows)
        return f"<text:list text:style-name='L1'>{items}</text:list>"

    body = f"<text:h>Пекарь должен знать:</text:h>{odt_list(KNOW)}<text:p>Пекарь должен уметь:</text:p>"
    gone = "<text:tracked-changes><text:p>было</text:p></text:tracked-changes>"
    edition = job_description.read(odt([], styles, gone + body + odt_list(CAN)), "п", Progress()).edition
    assert (texts(edition, Kind.KNOWLEDGE), texts(edition, Kind.SKILL)) == (KNOW, CAN)
    assert [one.clause for one in edition.items] == ["1)", "2)", "3)"] * 2

    bullet = r"{\listtext\pard\plain\f3 \'b7\tab}"
    number = r"{\listtext\pard\plain 4.1.\tab}"
    table = rf"\pard {bullet}\u1073?\u1080?\par{number}\u1074?\par"
    rows = rtf(["4. Пекарь должен знать:"], table)
    assert rtf_lines(rows, Progress())[1:3] == ("•\tби", "4.1.\tв")


@pytest.mark.parametrize("made", ["docx", "rtf", "odt"])
def test_lists_in_the_cells_of_a_table_come_in(made: str) -> None:
    cells = ["Пекарь должен знать", *KNOW, "Пекарь должен уметь", *CAN]
    match made:
        case "docx":
            rows = "".join(
                "<w:tr><w:tc>"
                + "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in part)
                + "</w:tc></w:tr>"
                for part in (cells[:1], cells[1:4], cells[4:5], cells[5:])
            )
            data = document([], f"<w:tbl>{rows}</w:tbl>")
        case "odt":
            rows = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells)
            data = odt([], "", f"<table:table><table:table-row>{rows}</table:table-row></table:table>")
        case _:
            data = rtf(cells).replace(b"\\par", b"\\cell").replace(b"\\celld", b"\\pard")
    edition = job_description.read(data, "п", Progress()).edition
    assert (texts(edition, Kind.KNOWLEDGE), texts(edition, Kind.SKILL)) == (KNOW, CAN)


@pytest.mark.parametrize("made", ["txt", "docx", "odt", "rtf"])
def test_two_lists_side_by_side_in_a_table_come_in_column_by_column(made: str) -> None:
    rows = [
        ["№", "Должен знать", "Должен уметь"],
        *([str(n), *pair] for n, pair in enumerate(zip(KNOW, CAN, strict=True), 1)),
    ]
    match made:
        case "docx":
            cells = (
                "".join(f"<w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>" for one in row) for row in rows
            )
            table = "<w:tbl>" + "".join(f"<w:tr>{one}</w:tr>" for one in cells) + "</w:tbl>"
            data = document(HEAD, table)
        case "odt":
            cells = (
                "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in row)
                for row in rows
            )
            table = "".join(f"<table:table-row>{one}</table:table-row>" for one in cells)
            data = odt(HEAD, "", f"<table:table>{table}</table:table>")
        case "rtf":
            begin, end = rtf(HEAD), b""
            for row in rows:
                cells_of = (rtf([one]).split(b"\\pard ")[1].split(b"\\par}")[0] for one in row)
                end += b"\\trowd\\pard\\intbl " + b"\\cell ".join(cells_of) + b"\\cell\\row "
            data = begin[:-1] + end + b"\\pard " + rtf(AFTER).split(b"\\pard ", 1)[1]
        case _:
            data = "\n".join([*HEAD, *(" | ".join(row) for row in rows), *AFTER]).encode()
    edition = job_description.read(data, "п", Progress()).edition
    assert (texts(edition, Kind.KNOWLEDGE), texts(edition, Kind.SKILL)) == (KNOW, CAN)


@pytest.mark.parametrize("line", ["Строка {n}\tзначение {n}", "Requirement {n} | value {n}", "Проверять {n}"])
def test_twice_the_lines_are_twice_the_work(line: str) -> None:
    def calls(count: int) -> int:
        made = 0

        def counting(_frame: object, event: str, _what: object) -> None:
            nonlocal made
            made += event == "call"

        lines = [
            "Обязанности:",
            *(line.format(n=f"{count}-{n}") for n in range(count)),
            "Должен знать:",
            *KNOW,
        ]
        before = sys.getprofile()
        sys.setprofile(counting)
        try:
            read(lines)
        finally:
            sys.setprofile(before)
        return made

    assert calls(400) < 2.5 * calls(200)
