"""Whatever people typed is a text in its cell: nothing computes, and nothing breaks the workbook."""

import csv
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.child import INVALID_TITLE_REGEX

from domain.formulas import guard, unguarded
from domain.progress import Progress
from reports.book.workbook import TITLE_LIMIT, Book, Look, safe_title, style
from reports.paper.seen import fitting, printable
from reports.people import journal_table
from resources.i18n import words
from tests.faults.sizes import size
from tests.reports.typed import FORMULAS, at_random

DAY = date(2026, 11, 24)
ACTING = ("=", "+", "-", "@")


def test_texts_that_a_spreadsheet_would_run_are_texts_by_every_way_into_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    written(path, FORMULAS)
    seen = [printable(one) for one in FORMULAS]
    with path.open("rb") as file:
        book = load_workbook(file)
        for sheet in book.worksheets:
            cells = [sheet.cell(row, 1) for row in range(1, len(FORMULAS) + 1)]
            assert [cell.value for cell in cells] == seen
            assert {cell.data_type for cell in cells} == {"s"}
            quoted = [bool(cell.quotePrefix) for cell in cells]
            assert quoted == [text.startswith(ACTING) for text in seen], "also after somebody edits the cell"
    with ZipFile(path) as parts:
        assert not any(re.search(b"<f[ />]", parts.read(name)) for name in parts.namelist())


def test_texts_that_a_spreadsheet_would_run_begin_with_an_apostrophe_in_a_csv(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    lines = [(one, *[""] * 5) for one in FORMULAS]
    journal_table.write_csv(lines, len(lines), path, Progress(), words("ru"))  # type: ignore[arg-type]
    with path.open(encoding="utf-8-sig", newline="") as file:
        _head, *rows = csv.reader(file, delimiter=";")
    assert [unguarded(row[0]) for row in rows] == list(FORMULAS)
    for typed in (row[0] for row in rows):
        assert typed.lstrip()[:1] not in (*ACTING, "＝", "＋", "－", "＠"), ascii(typed)


@pytest.mark.parametrize("sign", [*ACTING, "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\t", "\n", "\r", "\u00a0", "'", "''"])
def test_a_guarded_cell_begins_with_no_sign_and_comes_back(before: str, sign: str) -> None:
    assert guard(before + sign) == f"'{before}{sign}"
    assert unguarded(guard(before + sign)) == before + sign


def test_any_text_stands_in_its_cell_as_it_is_seen(tmp_path: Path) -> None:
    typed = [*at_random(size("cell_texts"), 44), "я" * 40_000, "😀" * 20_000, "=" + "\u202e" * 9_000]
    path = tmp_path / "a.xlsx"
    written(path, typed)
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True)
        for sheet in book.worksheets:
            found = [row[0] or "" for row in sheet.iter_rows(max_col=1, max_row=len(typed), values_only=True)]
            assert [str(one) for one in found] == [fitting(printable(one)) for one in typed]


def test_any_text_makes_a_title_of_a_sheet_that_no_other_has() -> None:
    taken = set[str]()
    for typed in at_random(size("cell_texts"), 31):
        title = safe_title(typed, taken)
        assert 1 <= len(title.encode("utf-16-le")) // 2 <= TITLE_LIMIT, ascii(title)
        assert not INVALID_TITLE_REGEX.search(title) and printable(title) == title, ascii(title)
        assert title == title.strip(" '"), ascii(title)
        assert title.casefold() not in taken
        taken.add(title.casefold())


def written(path: Path, texts: "tuple[str, ...] | list[str]") -> None:
    """Write a workbook with each text in the first column, by cells in one sheet, by rows in another."""
    book, look = Book("Проба", DAY), style(Look.TEXT)
    by_cells, by_rows = book.tab("Ячейки"), book.tab("Строки").block(1)
    for row, text in enumerate(texts, start=1):
        by_cells.put_text(row, 1, text)
        by_rows.row([(text, look)])
    book.save(path)
