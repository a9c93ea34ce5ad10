"""A table of a workbook declared by its columns, and the frame that fills and saves the sheets."""

# The stubs of the library leave attributes untyped.
# pyright: reportUnknownMemberType=false

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.progress import Cancelled, Progress
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, Shown, put_facts, put_table
from reports.book.workbook import DAY, NUMBER, WHOLE, Look, Tab
from resources.i18n import Words, words

TODAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Course:
    name: str
    hours: float | None = None
    starts_on: date | None = None


COURSES = (Course("=SUM(A1)", 4.5, TODAY), Course("Планирование", None, None), Course("Отбор", 1))


def hours(course: Course) -> float | Shown | None:
    return Shown("мало", look=Look.STRONG) if course.hours == 1 else course.hours


def fill(tab: Tab, courses: tuple[Course, ...], _words: Words) -> None:
    columns: list[Column[Course]] = [
        Column("Тема", 30, lambda course: course.name, look=Look.STRONG),
        Column("Часы", 8, hours, NUMBER),
        Column("Начало", 11, lambda course: course.starts_on, DAY),
        Column("Отметка", 12, lambda _course: None),
    ]
    last = put_table(tab, columns, courses, at=2, fixed=1)
    put_facts(tab, last + 2, [("Тем", len(courses)), ("Составлено", TODAY), ("Чего нет", None)])


@saved
def write(courses: tuple[Course, ...], _words: Words) -> Contents:
    return Contents("Темы", TODAY, (Leaf("Темы", fill, courses), Leaf("Без тем", fill, (), portrait=True)))


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    write(COURSES, tmp_path / "topics.xlsx", Progress(), words("ru"))
    return load_workbook(tmp_path / "topics.xlsx")["Темы"]


def test_a_column_has_its_head_its_width_and_the_values_of_the_rows(sheet: Worksheet) -> None:
    assert [cell.value for cell in sheet[2]] == ["Тема", "Часы", "Начало", "Отметка"]
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [30, 8, 11, 12]
    assert [cell.value for cell in sheet["A"][2:5]] == ["=SUM(A1)", "Планирование", "Отбор"]
    assert sheet["A3"].data_type == "s"
    assert sheet["A3"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B3", "A2:D5")


def test_figures_stand_right_and_days_and_texts_left(sheet: Worksheet) -> None:
    assert [cell.alignment.horizontal for cell in sheet[2]] == [None, "right", None, None]
    assert (sheet["B3"].value, sheet["B3"].number_format) == (4.5, NUMBER)
    assert (sheet["C3"].value.date(), sheet["C3"].number_format) == (TODAY, DAY)
    assert [(cell.value, cell.number_format) for cell in sheet[4][1:3]] == [(None, NUMBER), (None, DAY)]


def test_one_cell_may_be_set_otherwise_than_its_column(sheet: Worksheet) -> None:
    assert (sheet["B5"].value, sheet["B5"].number_format, sheet["B5"].font.bold) == ("мало", "General", True)


def test_every_cell_of_a_row_is_underlined_also_where_nothing_was_put(sheet: Worksheet) -> None:
    assert {cell.border.bottom.style for row in sheet["A3:D5"] for cell in row} == {"hair"}
    assert sheet["D3"].value is None


def test_facts_are_put_as_what_they_are(sheet: Worksheet) -> None:
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in (7, 9)] == [
        ("Тем", 3),
        ("Чего нет", None),
    ]
    assert sheet["B7"].number_format == WHOLE
    assert sheet["B8"].value.date() == TODAY


def test_a_table_without_rows_has_its_heads_and_can_be_filtered(tmp_path: Path) -> None:
    write(COURSES, tmp_path / "topics.xlsx", Progress(), words("ru"))
    empty = load_workbook(tmp_path / "topics.xlsx")["Без тем"]
    assert (empty.auto_filter.ref, empty.page_setup.orientation) == ("A2:D3", "portrait")


def test_a_workbook_that_is_stopped_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "topics.xlsx"
    target.write_text("earlier")
    steps: list[tuple[int, int]] = []

    def ask(done: int, total: int) -> None:
        steps.append((done, total))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(COURSES, target, Progress(ask), words("ru"))
    assert steps == [(0, 3), (1, 3)]
    assert (target.read_text(), list(tmp_path.iterdir())) == ("earlier", [target])
