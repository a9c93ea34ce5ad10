"""Files with a model: what is sound comes in, what is wrong is told by its place, nothing is half taken."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from domain.framework.edition import Edition
from domain.framework.edition_faults import Flaw
from domain.framework.framework import Kind
from domain.progress import Progress
from reports.book import model_columns
from reports.book.model_columns import Section, Sheet, section
from reports.framework import case_json
from reports.intake.model import model_file
from reports.intake.model.model_file import Form
from reports.intake.refusal import Unreadable, Why
from resources.i18n import words
from tests.reports.framework.test_model_round_trips import TODAY
from tests.reports.intake.models import SOURCE, W, book, document, faults, levels, read, saved, whole

RU = words("ru")


@pytest.mark.parametrize(
    "made",
    [
        lambda: SOURCE.encode(),
        lambda: b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode(),
        lambda: SOURCE.encode("cp1251"),
        lambda: document(SOURCE.splitlines()),
    ],
    ids=["utf-8", "BOM and CRLF", "cp1251", "docx"],
)
def test_the_source_comes_out_as_39_and_32_and_5_and_45(shipped: Edition, made: Callable[[], bytes]) -> None:
    form, found = model_file.parse(made(), "инструкция", Progress())
    assert form is Form.JOB_DESCRIPTION
    assert Counter(one.kind for one in found.items) == {Kind.KNOWLEDGE: 39, Kind.SKILL: 32}
    said = {one.code: (one.kind, one.clause, one.text.ru) for one in shipped.items}
    assert {one.code: (one.kind, one.clause, one.text.ru) for one in found.items} == said
    assert [(one.code, one.clause, one.text.ru) for one in found.functions] == [
        (one.code, one.clause, one.text.ru) for one in shipped.functions
    ]
    assert [(one.code, one.function, one.clause, one.text.ru) for one in found.duties] == [
        (one.code, one.function, one.clause, one.text.ru) for one in shipped.duties
    ]
    assert found.title.ru == "Менеджер"


def test_a_filled_blank_is_an_item_and_a_long_line_goes_on_below() -> None:
    filled = SOURCE.replace(
        "40) ____________________ ___________ ______________________.", "40) чат-бот и\nголосовой помощник."
    )
    assert filled != SOURCE
    items = {one.code: one.text.ru for one in read(filled.encode()).items}
    assert items["K40"] == "чат-бот и голосовой помощник"
    assert len(items) == 72


def test_numbers_that_a_document_counts_itself_are_counted() -> None:
    numbering = f"""<w:numbering xmlns:w='{W}'>
        <w:abstractNum w:abstractNumId='4'>
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:lvlText w:val='%1)'/></w:lvl></w:abstractNum>
        <w:num w:numId='2'><w:abstractNumId w:val='4'/></w:num>
        <w:num w:numId='3'><w:abstractNumId w:val='4'/></w:num></w:numbering>"""

    def listed(number: int, said: str) -> str:
        return (
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
            f"<w:r><w:t>{said}</w:t></w:r><w:del><w:r><w:t>вычеркнуто</w:t></w:r></w:del></w:p>"
        )

    def head(said: str) -> str:
        return f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"

    body = (
        head("1.4. Мастер должен знать:")
        + listed(2, "станок;")
        + listed(2, "план.")
        + head("1.5. Мастер должен уметь:")
        + listed(3, "чинить.")
    )
    found = read(document([], body, numbering))
    assert [(one.code, one.text.ru) for one in found.items] == [
        ("K01", "станок"),
        ("K02", "план"),
        ("S01", "чинить"),
    ]


def test_a_text_too_long_is_refused_by_its_line() -> None:
    broken = SOURCE.replace("основы управления изменениями", "я" * 10_000)
    assert (Flaw.LONG_TEXT, "49") in [(one, where) for one, where, _value in faults(broken.encode())]


def test_a_text_without_any_list_is_refused() -> None:
    assert faults("Просто письмо.\nБез перечней.".encode()) == [
        (Flaw.NO_LIST, "", "должен знать"),
        (Flaw.NO_LIST, "", "должен уметь"),
    ]


HEADS = ["Код", "Вид", "Функция", "Текст"]
ROWS = [["K01", "знание", "Смена", "план смены"], ["S01", "умение", "Люди", "ставить задачи"]]


def table(rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("heads", [HEADS, ["Code", "Kind", "Function", "Text"]])
def test_competencies_come_out_of_plain_text(encoding: str, delimiter: str, heads: list[str]) -> None:
    found = read(table([heads, *ROWS], encoding, delimiter), "мастер.csv")
    assert [(one.code, one.kind, one.function, one.text.ru) for one in found.items] == [
        ("K01", Kind.KNOWLEDGE, "F1", "план смены"),
        ("S01", Kind.SKILL, "F2", "ставить задачи"),
    ]
    assert [(one.code, one.text.ru) for one in found.functions] == [("F1", "Смена"), ("F2", "Люди")]
    assert found.title.ru == "мастер"
    again = read(table([heads, *ROWS]), "мастер.csv")
    assert [one.key for one in again.items] == [one.key for one in found.items]


@pytest.mark.parametrize(
    ("row", "flaw", "place", "value"),
    [
        (["K01", "знание", "Смена", "другое"], Flaw.DUPLICATE_CODE, "A4", ""),
        (["", "знание", "Смена", "другое"], Flaw.EMPTY_CODE, "A4", ""),
        (["K02", "мнение", "Смена", "другое"], Flaw.UNKNOWN_KIND, "B4", "мнение"),
        (["K02", "знание", "Смена", ""], Flaw.EMPTY_TEXT, "D4", ""),
        (["K02", "знание", "Смена", "я" * 10_000], Flaw.LONG_TEXT, "A4", "10000"),
    ],
)
def test_a_wrong_row_is_told_by_its_cell(row: list[str], flaw: Flaw, place: str, value: str) -> None:
    assert faults(table([HEADS, *ROWS, row]), "мастер.csv") == [(flaw, place, value)]


def test_a_workbook_of_few_sheets_is_a_model() -> None:
    found = read(saved(book(**whole())))
    assert found.profiles[0].targets["K01"].level == 3
    assert [one.kind for one in found.items] == [Kind.KNOWLEDGE, Kind.SKILL]


@pytest.mark.parametrize(
    ("sheet", "row", "flaw", "place"),
    [
        ("Цели", ["p", "S01", 5, 2], Flaw.UNKNOWN_LEVEL, "Цели!C3"),
        ("Цели", ["p", "S01", "отл", 2], Flaw.UNKNOWN_LEVEL, "Цели!C3"),
        ("Цели", ["p", "S01", 2.5, 2], Flaw.UNKNOWN_LEVEL, "Цели!C3"),
        ("Цели", ["p", "S01", 2, 7], Flaw.WEIGHT, "Цели!D3"),
        ("Цели", ["p", "S01", 2, 1, "да", 3], Flaw.FLOOR, "Цели!F3"),
        ("Цели", ["p", "S01", 2, 1, "да", 7], Flaw.UNKNOWN_LEVEL, "Цели!F3"),
        ("Цели", ["p", "S01", 2, 1, "", 1], Flaw.FLOOR_OF_NONE, "Цели!F3"),
        ("Цели", ["x", "S01", 2, 1], Flaw.UNKNOWN_CODE, "Цели!A3"),
        ("Цели", ["p", "S77", 2, 1], Flaw.UNKNOWN_CODE, "Цели!B3"),
        ("Цели", ["p", "K01", 2, 1], Flaw.DUPLICATE_CODE, "Цели!B3"),
        ("Компетенции", ["S02", "F9", "текст"], Flaw.UNKNOWN_CODE, "Компетенции!A4"),
        ("Компетенции", ["S02", "F1", "=1/0"], Flaw.NOT_A_CELL, "Компетенции!C4"),
        ("Функции", ["F1", "опять"], Flaw.DUPLICATE_CODE, "Функции!A3"),
    ],
)
def test_a_wrong_cell_of_a_workbook_is_told(sheet: str, row: list[Any], flaw: Flaw, place: str) -> None:
    sheets = whole()
    sheets[sheet].append(row)
    found = faults(saved(book(**sheets)))
    assert (flaw, place) in [(one, where) for one, where, _value in found]


@pytest.mark.parametrize("count", [0, 3, 60])
def test_a_scale_has_five_levels_and_no_other_number(count: int) -> None:
    found = faults(saved(book(**whole(), Уровни=levels(count)))) if count else []
    if count:
        assert {one for one, _where, _value in found} & {Flaw.LEVELS, Flaw.UNKNOWN_LEVEL}
    else:  # a sheet without rows is no scale: the model takes that of the file
        assert read(saved(book(**whole(), Уровни=levels(0)))).levels == ()
    assert len(read(saved(book(**whole(), Уровни=levels(5)))).levels) == 5


HEADS_ASKED = ["Профиль", "Что указано", "Код", "Месяцы или порядок", "Области опыта", "Текст"]


@pytest.mark.parametrize(
    ("row", "flaw", "place"),
    [
        (["x", "стаж", None, None, None, "год"], Flaw.UNKNOWN_CODE, "Обязательные требования!A5"),
        (["p", "рост", None, None, None, "180"], Flaw.UNKNOWN_SECTION, "Обязательные требования!B5"),
        (["p", "область опыта", "a", None, None, "ещё"], Flaw.DUPLICATE_CODE, "Обязательные требования!C5"),
        (["p", "область опыта", "b", None, None, None], Flaw.EMPTY_TEXT, "Обязательные требования!F5"),
        (["p", "WAY", "w2", 0, "a", None], Flaw.NUMBER, "Обязательные требования!D5"),
        (["p", "WAY", "w2", 6, "z", None], Flaw.UNKNOWN_CODE, "Обязательные требования!E5"),
        (["p", "EDUCATION", "phd", None, None, "любое"], Flaw.UNKNOWN_CODE, "Обязательные требования!C5"),
    ],
)
def test_requirements_of_a_post_are_read_and_refused_by_their_cells(
    row: list[Any], flaw: Flaw, place: str
) -> None:
    named = {"WAY": Section.WAY, "EDUCATION": Section.EDUCATION}
    area, way, experience = (section(one, RU) for one in (Section.AREA, Section.WAY, Section.EXPERIENCE))
    rows = [
        HEADS_ASKED,
        ["p", experience, None, None, None, "стаж от года"],
        ["p", area, "a", None, None, "работа с обращениями"],
        ["p", way, "w", 12, "a", None],
    ]
    sheet = model_columns.title(Sheet.REQUIREMENTS, RU)
    assert sheet == "Обязательные требования"
    asked = read(saved(book(**whole(), **{sheet: rows}))).profiles[0].requirements
    assert (asked.experience.ru, asked.areas["a"].ru) == ("стаж от года", "работа с обращениями")
    assert [(one.id, one.areas, one.min_months) for one in asked.alternatives] == [("w", ("a",), 12)]
    wrong = [section(named[one], RU) if one in named else one for one in row]
    wrong = [{"стаж": experience, "область опыта": area}.get(one, one) for one in wrong]
    found = faults(saved(book(**whole(), **{sheet: [*rows, wrong]})))
    assert (flaw, place) in [(one, where) for one, where, _value in found]


def test_a_column_that_must_be_there_is_asked_for_by_name() -> None:
    sheets = whole() | {"Компетенции": [["Код", "Функция"], ["K01", "F1"]]}
    assert (Flaw.NO_COLUMN, "Компетенции", "Текст") in faults(saved(book(**sheets)))


def test_merged_cells_are_refused_with_their_place() -> None:
    made = book(**whole())
    made["Компетенции"].merge_cells("C2:C3")
    with pytest.raises(Unreadable) as caught:
        read(saved(made))
    assert (caught.value.why, caught.value.place) == (Why.MERGED, "Компетенции!C2:C3")


def package(shipped: Edition) -> Any:
    return json.loads(json.dumps(case_json.package(shipped, TODAY, words("ru"))))


def sent(content: Any) -> bytes:
    return json.dumps(content).encode()


def test_case_1_0_without_what_may_be_missing_is_read() -> None:
    data = sent(
        {
            "CFDocument": {"identifier": "a0", "title": "Standards", "creator": "x"},
            "CFItems": [
                {"identifier": "a1", "fullStatement": "Strand", "CFItemType": "Strand"},
                {"identifier": "a2", "fullStatement": "Counts", "humanCodingScheme": "M.1"},
                {"identifier": "a3", "fullStatement": "Knows", "CFItemType": "Knowledge"},
                {"identifier": "a4", "fullStatement": "Alone"},
            ],
            "CFAssociations": [
                {
                    "associationType": "isChildOf",
                    "originNodeURI": {"identifier": child},
                    "destinationNodeURI": "urn:uuid:" + parent,
                }
                for child, parent in (("a1", "a0"), ("a3", "a1"), ("a2", "a1"), ("a4", "a0"))
            ],
        }
    )
    found = read(data)
    assert [(one.code, one.text.ru) for one in found.functions] == [("F2", "Standards"), ("F1", "Strand")]
    assert [(one.code, one.function, one.text.ru) for one in found.items] == [
        ("S01", "F2", "Alone"),
        ("M.1", "F1", "Counts"),
        ("K01", "F1", "Knows"),
    ]


def _repeat(told: Any) -> None:
    told["CFItems"].append(told["CFItems"][7])


def _circle(told: Any) -> None:
    first, second = told["CFItems"][0]["identifier"], told["CFItems"][1]["identifier"]
    told["CFAssociations"] = [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": one},
            "destinationNodeURI": {"identifier": other},
        }
        for one, other in ((first, second), (second, first))
    ]


def _markup(told: Any) -> None:
    told["CFItems"][9]["fullStatement"] = "текст <script>alert(1)</script>"


def _levels(told: Any) -> None:
    levels = told["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"]
    levels[:] = levels * 12


def _no_levels(told: Any) -> None:
    told["CFRubrics"][1]["CFRubricCriteria"][0]["CFRubricCriterionLevels"] = []


def _empty(told: Any) -> None:
    told["CFItems"][9]["fullStatement"] = "  "


@pytest.mark.parametrize(
    ("spoil", "flaw", "place"),
    [
        (_repeat, Flaw.DUPLICATE_CODE, "CFItems[121]"),
        (_circle, Flaw.CYCLE, "CFItems[0]"),
        (_markup, Flaw.MARKUP, "CFItems[9]"),
        (_levels, Flaw.LEVELS, "CFRubrics[0]"),
        (_no_levels, Flaw.LEVELS, "CFRubrics[1]"),
        (_empty, Flaw.EMPTY_TEXT, "CFItems[9]"),
    ],
)
def test_a_package_that_lies_is_refused_by_its_path(
    shipped: Edition, spoil: Callable[[Any], None], flaw: Flaw, place: str
) -> None:
    told = package(shipped)
    spoil(told)
    assert (flaw, place) in [(one, where) for one, where, _value in faults(sent(told))]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"CFItems": [', Why.DAMAGED),
        (b'{"a":' * 100_000, Why.TOO_DEEP),
        (b'{"CFItems": [NaN]}', Why.DAMAGED),
        (b'{"CFItems": [], "CFItems": []}', Why.REPEATED_KEY),
        (b'{"CFItems": [{"identifier": 1, "identifier": 2}]}', Why.REPEATED_KEY),
        (b"", Why.EMPTY),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, Why.OLD_OR_LOCKED),
        (b"PK\x03\x04" + b"x" * 99, Why.DAMAGED),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, Why.PICTURE),
        (b"MZ\x90\x00\x03" * 90, Why.ENCODING),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, why: Why) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.why is why


MOODLE = [
    ["h"] * 14,
    ["", "FW", "Модель", "", "1", "a", "[]", "", "", "", "", "", "1", "competency"],
    ["", "A", "Общее", "<p>Общее</p>", "1", *[""] * 9],
    ["A", "K01", "Знание", "что-то", "2", *[""] * 9],
]


@pytest.mark.parametrize(
    ("row", "flaw", "place"),
    [
        (["A", "K01", "Ещё", "", "1", *[""] * 9], Flaw.DUPLICATE_CODE, "B5"),
        (["Z", "K02", "Ещё", "", "1", *[""] * 9], Flaw.NO_PARENT, "B5"),
        (["A", "", "Ещё", "", "1", *[""] * 9], Flaw.EMPTY_CODE, "B5"),
        (["K02", "K02", "Ещё", "", "1", *[""] * 9], Flaw.CYCLE, "B5"),
        (["A", "K02", "Ещё", "<img src=x>", "1", *[""] * 9], Flaw.MARKUP, "D5"),
        (["A", "K02", "Ещё", "<p onclick='x'>да</p>", "1", *[""] * 9], Flaw.MARKUP, "D5"),
        (["A", "K02", "", "", "1", *[""] * 9], Flaw.EMPTY_TEXT, "B5"),
    ],
)
def test_a_wrong_row_of_moodle_is_told_by_its_cell(row: list[str], flaw: Flaw, place: str) -> None:
    assert read(table(MOODLE, delimiter=","), "moodle.csv").items[0].text.ru == "что-то"
    found = faults(table([*MOODLE, row], delimiter=","), "moodle.csv")
    assert (flaw, place) in [(one, where) for one, where, _value in found]


def test_two_encodings_in_one_file_are_refused_by_the_line_that_differs() -> None:
    first, second = table([HEADS, ROWS[0]]).decode().encode("cp1251"), table([ROWS[1]])
    for data, line in ((first + second, "3"), (SOURCE.encode("cp1251") + b"\n" + SOURCE.encode(), None)):
        with pytest.raises(Unreadable) as caught:
            read(data, "мастер.csv")
        assert caught.value.why is Why.ENCODING
        if line is not None:
            assert caught.value.place == line
    quoted = table([HEADS, ["K01", "знание", "Смена", "служба «СССР», «РСФСР»"]], "cp1251")
    assert read(quoted, "мастер.csv").items[0].text.ru.endswith("«РСФСР»")
