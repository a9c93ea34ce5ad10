"""A form that came back is read right or asked about, whatever people and their programs did to it."""

import random
from collections.abc import Callable
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from domain.assessing.answer_form import Answers, Doubt, FormPaper, row_identity
from domain.assessing.sheet import Sheet, fact_wanted
from domain.mark import Mark, Role, State
from domain.progress import Progress
from domain.text import fold
from reports.assessing import answer_form_xlsx
from reports.book.answer_form_columns import Column, choices
from reports.intake import answer_form
from reports.intake.matrix import workbook
from reports.intake.refusal import Unreadable, Why
from resources.i18n import LANGUAGES, words
from tests.faults.sizes import size
from tests.reports import office, sample, sheet_sample
from tests.reports.intake.matrix import drawn

KEY = b"k" * 32
UID = "01234567-89ab-cdef-0123-456789abcdef"


def paper(one: Sheet | None = None, **more: Any) -> FormPaper:
    sheet = one or sheet_sample.sheet()
    rows = {row.item.code: row_identity(KEY, UID, "e" * 64, row.item.code) for row in sheet.scope}
    return FormPaper(sheet, sample.ORGANISATION, sheet_sample.questions(), rows, sample.TODAY, **more)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("forms")
    found: dict[str, bytes] = {}
    for language in LANGUAGES:
        target = folder / f"{language}.xlsx"
        answer_form_xlsx.write(paper(), target, Progress(), words(language))
        found[language] = target.read_bytes()
    return found


def names() -> dict[str, Mark]:
    scale = sheet_sample.sheet().scale
    return {
        fold(told): one for language in LANGUAGES for told, one in choices(scale, words(language)).items()
    }


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def answers(data: bytes, name: str = "form.xlsx") -> Answers:
    tables = workbook.tables(data, name, Progress())
    assert answer_form.looks_like(tables)
    return answer_form.understood(answer_form.read(tables), names())


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1] if cell.value}


def rows_of(sheet: Any) -> dict[str, int]:
    at = columns(sheet)[Column.CODE]
    return {sheet.cell(row, at).value: row for row in range(3, sheet.max_row + 1)}


# One by one


def test_an_untouched_form_says_nothing(blank: dict[str, bytes]) -> None:
    assert answers(blank["ru"]) == Answers()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_read_as_what_it_means(blank: dict[str, bytes], language: str) -> None:
    book = opened(blank[language])
    sheet = book.worksheets[0]
    wanted: dict[str, Mark] = {}
    offered = choices(sheet_sample.sheet().scale, words(language))
    for (code, row), (told, mark) in zip(rows_of(sheet).items(), offered.items(), strict=False):
        sheet.cell(row, columns(sheet)[Column.MARK]).value = told
        wanted[code] = mark
    assert answers(saved(book)).marks == wanted


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (3, Mark.rated(3)),
        (3.0, Mark.rated(3)),
        ("3", Mark.rated(3)),
        ("3,0", Mark.rated(3)),
        ("3.0", Mark.rated(3)),
        (" 3\u00a0", Mark.rated(3)),
        ("'3", Mark.rated(3)),
        ("３", Mark.rated(3)),
        ("3 Уверенный", Mark.rated(3)),
        ("3 - уверенный", Mark.rated(3)),
        ("ВОПРОС НЕ ЗАДАН", Mark(State.NOT_ASKED)),
        ("0", Mark.rated(0)),
        (0, Mark.rated(0)),
        ("", None),
        ("\u200b", None),
        (3.5, Doubt.OFF_SCALE),
        ("3,5", Doubt.OFF_SCALE),
        ("2-3", Doubt.NO_MARK),
        (5, Doubt.OFF_SCALE),
        (-1, Doubt.OFF_SCALE),
        ("3 · Начальный", Doubt.NO_MARK),
        ("3?", Doubt.NO_MARK),
        ("хорошо", Doubt.NO_MARK),
        (True, Doubt.NO_MARK),
    ],
)
def test_what_people_type_is_a_level_or_a_question(blank: dict[str, bytes], typed: Any, read: Any) -> None:
    book = opened(blank["ru"])
    sheet = book.worksheets[0]
    code, row = next(iter(rows_of(sheet).items()))
    sheet.cell(row, columns(sheet)[Column.MARK]).value = typed
    said = answers(saved(book))
    assert said.marks == ({code: read} if isinstance(read, Mark) else {})
    assert [one.why for one in said.asked] == ([read] if isinstance(read, Doubt) else [])


def test_the_list_offers_every_choice(blank: dict[str, bytes]) -> None:
    book = opened(blank["ru"])
    (offered,) = book.worksheets[0].data_validations.dataValidation
    title, _, area = offered.formula1.rpartition("!")
    cells = [cell.value for (cell,) in book[title.strip("'")][area.replace("$", "")]]
    assert cells == list(choices(sheet_sample.sheet().scale, words("ru")))


@pytest.mark.parametrize(("language", "opens", "closes"), [("ru", "«", "»"), ("en", "“", "”")])
def test_the_help_names_the_sheet_as_it_is_called(
    blank: dict[str, bytes], language: str, opens: str, closes: str
) -> None:
    book = opened(blank[language])
    told = " ".join(str(cell.value) for sheet in book for (cell, *_others) in sheet.iter_rows() if cell.value)
    named = [name for name in book.sheetnames if f"{opens}{name}{closes}" in told]
    assert len(named) == 1 and set(rows_of(book[named[0]])), "where the questions stand"


def test_a_copied_column_of_marks_is_refused(blank: dict[str, bytes]) -> None:
    book = opened(blank["ru"])
    sheet = book.worksheets[0]
    sheet.cell(1, sheet.max_column + 2).value = Column.MARK.value
    with pytest.raises(Unreadable) as refused:
        answers(saved(book))
    assert refused.value.why is Why.NO_MARKS


def test_somebody_who_assesses_himself_gets_no_questions(tmp_path: Path) -> None:
    one = sheet_sample.sheet()
    made = FormPaper(one, sample.ORGANISATION, {}, {}, sample.TODAY)
    answer_form_xlsx.write(made, tmp_path / "form.xlsx", Progress(), words("ru"))
    sheet = opened((tmp_path / "form.xlsx").read_bytes()).worksheets[0]
    assert Column.QUESTION not in columns(sheet)


# Manglings


def _values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _put(sheet: Any, rows: list[list[Any]]) -> None:
    sheet.protection.sheet = False
    sheet.delete_rows(1, sheet.max_row)
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            sheet.cell(row, column).value = value


def sorts(book: Workbook, chance: random.Random) -> None:
    sheet = book.worksheets[0]
    rows = _values(sheet)
    body = rows[2:]
    chance.shuffle(body)
    _put(sheet, rows[:2] + body)


def sorts_with_heads(book: Workbook, chance: random.Random) -> None:
    rows = _values(book.worksheets[0])
    chance.shuffle(rows)
    _put(book.worksheets[0], rows)


def inserts(book: Workbook, chance: random.Random) -> None:
    rows = _values(book.worksheets[0])
    for _ in range(chance.randint(1, 5)):
        rows.insert(
            chance.randint(0, len(rows)), chance.choice([[], [None, "итого", None, None, 3], [4] * 6])
        )
    _put(book.worksheets[0], rows)


def deletes(book: Workbook, chance: random.Random) -> None:
    rows = _values(book.worksheets[0])
    for _ in range(chance.randint(1, 5)):
        rows.pop(chance.randrange(len(rows)))
    _put(book.worksheets[0], rows)


def doubles(book: Workbook, chance: random.Random) -> None:
    rows = _values(book.worksheets[0])
    again = copy(chance.choice(rows[2:] or rows))
    rows.insert(chance.randint(2, len(rows)), again)
    _put(book.worksheets[0], rows)


def renames(book: Workbook, chance: random.Random) -> None:
    for sheet in book.worksheets:
        sheet.title = f"Лист {chance.randint(1, 10**6)}"


def moves_columns(book: Workbook, chance: random.Random) -> None:
    rows = _values(book.worksheets[0])
    width = max(map(len, rows), default=0)
    order = list(range(width))
    chance.shuffle(order)
    _put(
        book.worksheets[0],
        [[row[at] if at < len(row) else None for at in order] for row in rows],
    )


def adds_column(book: Workbook, chance: random.Random) -> None:
    rows = _values(book.worksheets[0])
    at = chance.randint(0, 6)
    _put(book.worksheets[0], [[*row[:at], chance.choice([None, "да", 2]), *row[at:]] for row in rows])


def drops_keys(book: Workbook, chance: random.Random) -> None:
    _put(book.worksheets[0], _values(book.worksheets[0])[1:])


def drops_a_column(book: Workbook, chance: random.Random) -> None:
    rows = _values(book.worksheets[0])
    at = chance.randint(0, 5)
    _put(book.worksheets[0], [[*row[:at], *row[at + 1 :]] for row in rows])


def another_sheet(book: Workbook, chance: random.Random) -> None:
    book.create_sheet("Черновик", chance.randint(0, 2))["A1"] = "заметки"
    book.worksheets.sort(key=lambda one: one.title == "Черновик")


MANGLINGS: tuple[Callable[[Workbook, random.Random], None], ...] = (
    sorts,
    sorts_with_heads,
    inserts,
    deletes,
    doubles,
    renames,
    moves_columns,
    adds_column,
    drops_keys,
    drops_a_column,
)

WRITTEN: tuple[Callable[[Mark, random.Random], Any], ...] = (
    lambda mark, _: mark.level,
    lambda mark, _: float(mark.level or 0),
    lambda mark, chance: f"{mark.level}{chance.choice(['', ',0', '.0', '.00'])}",
    lambda mark, chance: chance.choice([" {0}", "{0} ", "'{0}", "\u00a0{0}"]).format(mark.level),
)


def filled(
    data: bytes, chance: random.Random, language: str
) -> tuple[Workbook, dict[str, Mark], dict[str, str]]:
    book = opened(data)
    sheet = book.worksheets[0]
    told = {one: text for text, one in choices(sheet_sample.sheet().scale, words(language)).items()}
    at = columns(sheet)
    marks: dict[str, Mark] = {}
    facts: dict[str, str] = {}
    for code, row in rows_of(sheet).items():
        if chance.random() < 0.8:
            mark = marks[code] = chance.choice(list(told))
            plain = mark.level is not None and chance.random() < 0.5
            value = chance.choice(WRITTEN)(mark, chance) if plain else told[mark]
            sheet.cell(row, at[Column.MARK]).value = value
        if chance.random() < 0.2:
            facts[code] = f"Рассказал о {code} и показал отчёт, оценка {chance.randint(0, 9)}"
            sheet.cell(row, at[Column.FACT]).value = facts[code]
    return book, marks, facts


@pytest.mark.parametrize("number", range(size("form_manglings")))
def test_no_mark_is_ever_read_wrong(blank: dict[str, bytes], number: int) -> None:
    chance = random.Random(number)
    language = chance.choice(LANGUAGES)
    book, marks, facts = filled(blank[language], chance, language)
    for mangle in chance.sample(MANGLINGS, chance.randint(1, 4)):
        mangle(book, chance)
    try:
        tables = workbook.tables(saved(book), "form.xlsx", Progress())
        if not answer_form.looks_like(tables):
            return  # the column of identities is gone: nothing is taken
        said = answer_form.understood(answer_form.read(tables), names())
    except Unreadable as refused:
        assert refused.why is Why.NO_MARKS
        return
    assert {code: marks.get(code) for code in said.marks} == said.marks
    assert {code: facts.get(code) for code in said.facts} == said.facts
    lost = set(marks) - set(said.marks) - {one.code for one in said.asked}
    assert lost <= {code for code in marks if not _is_there(book, code)}


def _is_there(book: Workbook, code: str) -> bool:
    """Whether a row of the item is still in the file with its mark."""
    wanted = row_identity(KEY, UID, "e" * 64, code)
    return any(wanted in row for row in _values(book.worksheets[0]))


@pytest.mark.skipif(office.MISSING, reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_saved_says_the_same(blank: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(7)
    book, marks, facts = filled(blank["ru"], chance, "ru")
    path = tmp_path / "form.xlsx"
    path.write_bytes(saved(book))
    (again,) = office.recalculated([path], tmp_path)
    said = answers(again.read_bytes())
    assert (said.marks, said.facts, said.asked) == (marks, facts, ())


@pytest.mark.skipif(office.MISSING, reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_saved_as_its_own_workbook_says_the_same(
    blank: dict[str, bytes], tmp_path: Path
) -> None:
    book, marks, facts = filled(blank["ru"], random.Random(11), "ru")
    path = tmp_path / "form.xlsx"
    path.write_bytes(saved(book))
    (again,) = office.converted([path], tmp_path / "out", "ods")
    said = answers(again.read_bytes(), again.name)
    assert marks and facts
    assert (said.marks, said.facts, said.asked) == (marks, facts, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cells_of_a_form_in_an_open_document_say_the_same(blank: dict[str, bytes], language: str) -> None:
    book, marks, facts = filled(blank[language], random.Random(13), language)
    sheet = book.worksheets[0]
    lines = [[None if cell is None else str(cell) for cell in row] for row in _values(sheet)]
    data = drawn.ods(sheet.title, "".join(drawn.row(*line) for line in lines))
    said = answers(data, "form.ods")
    assert marks and facts
    assert (said.marks, said.facts, said.asked) == (marks, facts, ())


def test_the_role_is_said(tmp_path: Path) -> None:
    sheet = sheet_sample.sheet()
    assert sheet.role in Role
    answer_form_xlsx.write(paper(sheet), tmp_path / "f.xlsx", Progress(), words("ru"))
    told = [
        str(cell) for row in _values(opened((tmp_path / "f.xlsx").read_bytes()).worksheets[1]) for cell in row
    ]
    assert any(sheet.assessor.full_name in one for one in told)


@pytest.mark.skipif(office.MISSING, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_asks_for_a_fact_exactly_when_the_sheet_on_the_screen_does(
    blank: dict[str, bytes], tmp_path: Path, language: str
) -> None:
    chance = random.Random(17)
    book, _marks, _facts = filled(blank[language], chance, language)
    sheet, at = book.worksheets[0], columns(book.worksheets[0])
    for row in list(rows_of(sheet).values())[::3]:  # what people type is a level too
        sheet.cell(row, at[Column.MARK]).value = chance.choice([0, 1, 4, "0", " 4 "])
    path = tmp_path / "form.xlsx"
    path.write_bytes(saved(book))
    (again,) = office.recalculated([path], tmp_path)
    said, shown = answers(again.read_bytes()), load_workbook(again, data_only=True).worksheets[0]
    asks = {code for code, row in rows_of(shown).items() if shown.cell(row, at[Column.HINT]).value}
    wanted = {
        row.item.code
        for row in sheet_sample.sheet().scope
        if (mark := said.marks.get(row.item.code)) is not None
        and fact_wanted(mark, critical=row.critical)
        and row.item.code not in said.facts
    }
    assert asks == wanted and wanted
    assert any(said.marks[code].level in (1, 2, 3) for code in wanted), "one that is critical"
    row = rows_of(shown)[min(wanted)]
    assert shown.cell(row, at[Column.HINT]).value == words(language).gettext("fact needed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_says_when_a_fact_is_required_and_where_the_row_asks_for_it(
    blank: dict[str, bytes], language: str
) -> None:
    book = opened(blank[language])
    told = " ".join(str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row if cell.value)
    assert {"ru": "Факт обязателен у уровней 0 и 4", "en": "A fact is required for levels 0 and 4"}[
        language
    ] in told
    assert str(book.worksheets[0].cell(2, columns(book.worksheets[0])[Column.HINT]).value) in told
