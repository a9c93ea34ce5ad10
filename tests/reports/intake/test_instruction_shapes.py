"""Job descriptions in every shape that people write: each item comes in, word for word, and nothing else."""

from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest

from domain.framework.edition import Edition
from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake import file, job_description, model_file, phrases_unreadable
from reports.intake.document.rtf import lines as rtf_lines
from reports.intake.job_description import About, Reading
from reports.intake.model_file import Form
from reports.intake.refusal import Unreadable, Why
from resources.i18n import words
from tests.reports.intake.test_model_files import W, document

KNOW = ["устройство печи", "виды теста; сроки его подъема", "санитарные правила"]
CAN = ["месить тесто", "формовать батоны", "вести журнал смены"]
HEAD = [
    "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ",
    "пекаря",
    "1. Общие положения",
    "1.1. Пекарь относится к категории рабочих.",
]
AFTER = ["1.6. Пекарь подчиняется начальнику смены.", "2. Права", "2.1. Пекарь имеет право:", "1) отдыхать."]


def listed(mark: Callable[[int], str], end: str = ";", last: str = ".") -> list[str]:
    """Return both lists below their usual heads, each line with its mark."""

    def rows(texts: list[str]) -> list[str]:
        return [f"{mark(at)}{one}{end if at < len(texts) else last}" for at, one in enumerate(texts, start=1)]

    return [
        *HEAD,
        "1.4. Пекарь должен знать:",
        *rows(KNOW),
        "1.5. Пекарь должен уметь:",
        *rows(CAN),
        *AFTER,
    ]


def below(heads: tuple[str, str], mark: str = "- ") -> list[str]:
    """Return both lists below these heads."""
    return [heads[0], *(f"{mark}{one};" for one in KNOW), heads[1], *(f"{mark}{one};" for one in CAN)]


SHAPES: dict[str, list[str]] = {
    "1)": listed(lambda at: f"{at}) "),
    "1.": listed(lambda at: f"{at}. "),
    "clauses": [
        *HEAD,
        "4. Пекарь должен знать:",
        *(f"4.{at}. {one}." for at, one in enumerate(KNOW, start=1)),
        "4.4. ____________________.",
        "5. Пекарь должен уметь:",
        *(f"5.{at}. {one}." for at, one in enumerate(CAN, start=1)),
        "6. Пекарь подчиняется начальнику смены.",
    ],
    "letters": listed(lambda at: f"{'абв'[at - 1]}) "),
    "dashes": listed(lambda at: "- " if at < 3 else "– "),
    "bullets": listed(lambda at: "•\t"),
    "plain lines": listed(lambda at: "", end="", last=""),
    "one sentence": [
        *HEAD,
        "1.4. Пекарь должен знать: устройство печи; виды теста и сроки его подъема; санитарные правила.",
        "1.5. Пекарь должен уметь: месить тесто; формовать батоны; вести журнал смены.",
        *AFTER,
    ],
    "no numbers": below(("Пекарь должен знать:", "Пекарь должен уметь:")),
    "necessary": below(("Необходимые знания:", "Необходимые умения:"), "1. "),
    "short heads": below(("Знания", "Навыки"), "• "),
    "obliged": below(("Пекарь обязан владеть знаниями:", "Пекарь должен обладать умениями:")),
    "Roman": [
        "I. Общие положения",
        "1. Пекарь относится к категории рабочих.",
        "II. Должен знать",
        *(f"{at}. {one}" for at, one in enumerate(KNOW, start=1)),
        "III. Должен уметь",
        *(f"{at}. {one}" for at, one in enumerate(CAN, start=1)),
        "IV. Ответственность",
        "1. Пекарь несет ответственность за порчу теста.",
    ],
}


def rtf(lines: list[str], body: str = "") -> bytes:
    """Return an RTF as Word writes it: one byte a letter, and what a byte cannot say as \\u."""

    def coded(text: str) -> str:
        text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\t", "\\tab ")
        out = ""
        for char in text:
            byte = char.encode("cp1251", "replace")
            if byte == b"?" != char.encode():
                out += f"\\u{ord(char)}?"
            else:
                out += char if char.isascii() else f"\\'{byte[0]:02x}"
        return out

    head = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f3\fcharset2 Symbol;}}"
    head += r"{\*\generator Word;}{\info{\title \'cf}}{\header \'cf\par}"
    return (head + "\r\n" + "".join(rf"\pard {coded(one)}\par" for one in lines) + body + "}").encode()


OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def odt(lines: list[str], styles: str = "", body: str = "") -> bytes:
    """Return an ODT with these paragraphs; *styles* and *body* are put in as they are."""

    def coded(text: str) -> str:
        return escape(text).replace("\t", "<text:tab/>")

    paragraphs = "".join(
        f"<text:p>{coded(one[:9])}<text:span>{coded(one[9:])}</text:span></text:p>" for one in lines
    )
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr(
            "content.xml",
            f"<office:document-content xmlns:office='{OASIS}:office:1.0' xmlns:text='{OASIS}:text:1.0'"
            f" xmlns:style='{OASIS}:style:1.0' xmlns:table='{OASIS}:table:1.0'>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{paragraphs}{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": lambda lines: "\n".join(lines).encode(),
    "docx": document,
    "rtf": rtf,
    "odt": odt,
}


def read(lines: list[str], made: Callable[[list[str]], bytes] = FORMATS["txt"]) -> Reading:
    data = made(lines)
    assert model_file.form_of(data, "пекарь", Progress()) is Form.JOB_DESCRIPTION
    return job_description.read(data, "пекарь", Progress())


def texts(edition: Edition, kind: Kind) -> list[str]:
    return [one.text.ru for one in edition.items if one.kind is kind]


@pytest.mark.parametrize("made", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_item_of_every_shape_comes_in(shape: str, made: str) -> None:
    edition = read(SHAPES[shape], FORMATS[made]).edition
    know = [one.replace("; сроки", " и сроки") for one in KNOW] if shape == "one sentence" else KNOW
    assert (texts(edition, Kind.KNOWLEDGE), texts(edition, Kind.SKILL)) == (know, CAN)
    assert all(one.label.ru == one.text.ru[:1].upper() + one.text.ru[1:] for one in edition.items)


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


def test_a_head_after_another_head_in_one_line_and_tasks_and_duties_are_heads() -> None:
    lines = [
        *HEAD,
        "1.2. Базовые квалификационные требования: пекарь должен обладать знаниями:",
        *(f"{at}) {one};" for at, one in enumerate(KNOW, start=1)),
        "Задачи и обязанности",
        "● печёт хлеб",
        "● моет печь",
    ]
    edition = read(lines).edition
    assert texts(edition, Kind.KNOWLEDGE) == KNOW
    assert [one.text.ru for one in edition.duties] == ["печёт хлеб", "моет печь"]
    assert edition.title.ru == "Пекарь"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{\\rtf1" + b"{" * 300, Why.TOO_DEEP),
        (b"{\\rtf1 " + b"a" * 200_000 + b"}", Why.LONG_TEXT),
        (b"{\\rtf1 " + b"\\par" * 30_000 + b"}", Why.TOO_MUCH),
    ],
)
def test_an_endless_rtf_is_refused(data: bytes, why: Why) -> None:
    with pytest.raises(Unreadable) as caught:
        rtf_lines(data, Progress())
    assert caught.value.why is why


@pytest.mark.parametrize("cut", [6, 60, 200, 400, -1])
def test_a_cut_off_rtf_gives_what_there_is(cut: int) -> None:
    rtf_lines(rtf(SHAPES["1)"])[:cut], Progress())


WORD = "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 500 + WORD, Why.OLD_WORD),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 500 + b"Workbook", Why.OLD_OR_LOCKED),
        (b"%PDF-1.7\n1 0 obj", Why.PDF),
        (b"\x89PNG\r\n\x1a\n" + b"\1" * 90, Why.PICTURE),
        (b"\xff\xd8\xff\xe0" + b"\1" * 90, Why.PICTURE),
        (b"GIF89a" + b"\1" * 90, Why.PICTURE),
        (b"\n<!DOCTYPE html><html></html>", Why.WEB_PAGE),
        (b"<HTML><body>", Why.WEB_PAGE),
        (odt([]).replace(b"opendocument.text", b"opendocument.spreadsheet"), Why.OPEN_SHEET),
    ],
)
def test_a_file_of_another_kind_is_known_by_its_content(data: bytes, why: Why) -> None:
    for read_as in (
        lambda: model_file.parse(data, "и.docx", Progress()),
        lambda: file.parse(data, "и.xlsx", Progress()),
    ):
        with pytest.raises(Unreadable) as caught:
            read_as()
        assert caught.value.why is why
        for language in ("ru", "en"):
            assert all(phrases_unreadable.unreadable(caught.value, words(language)))


@pytest.mark.parametrize("made", [rtf, odt, document])
def test_a_text_document_is_no_list_of_people(made: Callable[[list[str]], bytes]) -> None:
    with pytest.raises(Unreadable) as caught:
        file.parse(made(["Фамилия"]), "люди.xlsx", Progress())
    assert caught.value.why is Why.TEXT_DOCUMENT


def test_the_old_handbook_gives_duties_as_proposed_skills() -> None:
    reading = read(
        [
            "Пекарь",
            "Должностные обязанности. Месит тесто. Следит за печью, формами и т.п. Учит новых пекарей.",
            "Должен знать: устройство печи; санитарные правила.",
            "Требования к квалификации. Среднее профессиональное образование.",
        ]
    )
    assert reading.edition.title.ru == "Пекарь"
    assert texts(reading.edition, Kind.KNOWLEDGE) == ["устройство печи", "санитарные правила"]
    skills = ["Месит тесто", "Следит за печью, формами и т.п.", "Учит новых пекарей"]
    assert texts(reading.edition, Kind.SKILL) == skills
    assert [(one.text.ru, one.items) for one in reading.edition.duties] == [
        (text, (f"S{at:02d}",)) for at, text in enumerate(skills, start=1)
    ]
    assert reading.proposed == {"S01", "S02", "S03"}
    assert About.DUTIES_AS_SKILLS in [one.about for one in reading.notes]


def test_a_list_of_both_is_sorted_by_the_words() -> None:
    mixed = [
        "1.4. Пекарь должен знать и уметь:",
        *(f"{at}) {one};" for at, one in enumerate([*KNOW, *CAN], 1)),
    ]
    reading = read(mixed)
    assert (texts(reading.edition, Kind.KNOWLEDGE), texts(reading.edition, Kind.SKILL)) == (KNOW, CAN)
    assert len(reading.proposed) == 6 and [one.about for one in reading.notes] == [About.BY_WORDS]


def test_a_missing_list_and_a_gap_are_notes() -> None:
    lines = [one for one in SHAPES["1)"] if not one.startswith("2) виды")]
    first = read(lines).notes[0]
    assert (first.about, first.value, first.place) == (About.GAP, "2", 7)
    only = [one for one in SHAPES["1)"] if "знать" not in one]
    assert About.NO_KNOWLEDGE in [one.about for one in read(only).notes]


def test_captions_of_blanks_are_never_text_and_a_plain_duty_is_never_lost() -> None:
    reading = read(
        [
            "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ Пекаря",
            "(наименование должности)",
            "1.5. Пекарь должен уметь:",
            "1) месить тесто;",
            "2) вести публичные выступления.",
            "(другие требования к необходимым умениям)",
            "2. Трудовые функции",
            "2.1. Производство хлеба:",
            "2.1.1. Выпечка.",
            "2.1.2. Упаковка.",
            "2.2. Управление сменой.",
            "(другие функции)",
            "3. Должностные обязанности",
            "3.1. Пекарь исполняет следующие обязанности:",
            "3.1.1. В рамках трудовой функции, указанной в пп. 2.1.2 настоящей инструкции:",
            "1) взвешивает;",
            "2) упаковывает.",
            "3.1.7. Передает смену.",
            "(другие обязанности)",
            "3.2. Работает и ночью.",
            "(другие положения о должностных",
            "обязанностях)",
            "4. Права",
            "Пекарь имеет право:",
            "4.1. Отдыхать.",
        ]
    )
    edition = reading.edition
    assert texts(edition, Kind.SKILL) == ["месить тесто", "вести публичные выступления"]
    assert [one.text.ru for one in edition.functions] == ["Выпечка", "Упаковка", "Управление сменой"]
    assert [(one.code, one.clause, one.text.ru) for one in edition.duties] == [
        ("D2.1", "3.1.1 1)", "взвешивает"),
        ("D2.2", "3.1.1 2)", "упаковывает"),
        ("D1.1", "3.1.7", "Передает смену"),
    ]
    notes = {one.about: one.value for one in reading.notes}
    assert notes[About.NO_FUNCTION_NAMED] == "3.1.7"
    assert notes[About.LEFT] == "3. Должностные обязанности: 3.2; 4. Права"
    kept = [(one.title, one.clause, one.text) for one in reading.instruction.provisions if one.clause]
    assert kept == [
        ("3. Должностные обязанности", "3.2", "Работает и ночью."),
        ("4. Права", "4.1", "Отдыхать."),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "порядок, которым руководствуется пекарь",
        "цели: выпечка и продажа",
        "кто подчиняется пекарю; кому он подчиняется",
        "права покупателей",
        "что пекарь обязан знать о тесте",
    ],
)
@pytest.mark.parametrize("shape", ["1)", "clauses", "letters", "dashes", "plain lines"])
def test_an_item_that_reads_like_a_head_is_an_item(shape: str, item: str) -> None:
    lines = [one.replace(KNOW[1], item) for one in SHAPES[shape]]
    edition = read(lines).edition
    assert texts(edition, Kind.KNOWLEDGE) == [KNOW[0], item, KNOW[2]]
    assert texts(edition, Kind.SKILL) == CAN


def test_an_item_may_begin_with_a_figure() -> None:
    lines = ["4. Пекарь должен знать:", "4.1. Печь.", "4.2. 2 вида теста.", "4.3. 1С:Склад.", "5. Прочее."]
    assert texts(read(lines).edition, Kind.KNOWLEDGE) == ["Печь", "2 вида теста", "1С:Склад"]


def test_captions_inside_a_list_are_no_items() -> None:
    reading = read(
        [
            "1.4. Пекарь должен знать:",
            "1) законы:",
            "а) трудовой;",
            "б) налоговый;",
            "2) план.",
            "1.5. Пекарь должен уметь:",
            "- у печи:",
            *(f"{at}) печь хлеб номер {at};" for at in range(1, 7)),
            "- в цехе:",
            "1) месить.",
        ]
    )
    assert texts(reading.edition, Kind.KNOWLEDGE) == ["законы: трудовой; налоговый", "план"]
    assert texts(reading.edition, Kind.SKILL) == [*(f"печь хлеб номер {at}" for at in range(1, 7)), "месить"]
    assert About.GAP not in [one.about for one in reading.notes]


def test_unmarked_lines_go_on_with_an_unfinished_list_only() -> None:
    lines = ["Пекарь должен знать:", "- печь;", "санитарные правила;", "план.", "Это конец перечня."]
    reading = read(lines)
    assert texts(reading.edition, Kind.KNOWLEDGE) == ["печь", "санитарные правила", "план"]
    assert [one.value for one in reading.notes if one.about is About.LEFT] == ["Это конец перечня"]


def test_nearly_equal_items_and_an_open_blank_are_noted() -> None:
    reading = read(
        [
            "1.4. Пекарь должен знать:",
            "1) должностные обязанности сменных помощников пекаря и их компетенции;",
            "2) основные обязанности сменных помощников пекаря и их компетенции;",
            "3) порядок приемки муки, установленный в ________ (наименование организации);",
            "4) ____________________.",
        ]
    )
    notes = [(one.about, one.place) for one in reading.notes]
    assert (About.ALIKE, 3) in notes and (About.BLANK, 4) in notes
    twins = next(one.value for one in reading.notes if one.about is About.ALIKE)
    assert twins == "1.4 1) ~ 1.4 2): основные обязанности сменных помощников пекаря…"  # cut at a word
    assert texts(reading.edition, Kind.KNOWLEDGE)[2:] == ["порядок приемки муки, установленный в ____"]


def test_lines_broken_by_the_page_are_joined() -> None:
    reading = read(
        [
            "Пекарь должен знать:",
            "- порядок приемки, хранения и расходования муки, воды, соли, дрожжей, товарно-",
            "материальных и других ценностей пекарни, правила их списания и уче\u00ad",
            "та;",
            "- санитарные правила.",
        ]
    )
    assert texts(reading.edition, Kind.KNOWLEDGE) == [
        "порядок приемки, хранения и расходования муки, воды, соли, дрожжей, товарно-материальных и других "
        "ценностей пекарни, правила их списания и учета",
        "санитарные правила",
    ]


def test_a_person_may_say_what_is_what() -> None:
    from domain.framework.provision import Topic
    from reports.intake.instruction.reading import marked

    lines = ["Пекарь", "печь", "тесто", "Что делать:", "месить", "печь хлеб"]
    found = marked(lines, [(2, Topic.KNOW), (4, Topic.CAN)])
    assert [one.text for one in found.knowledge] == ["печь", "тесто"]
    assert [one.text for one in found.skills] == ["месить", "печь хлеб"]
    assert found.title == "Пекарь"
