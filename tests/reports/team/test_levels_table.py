"""The long table: a named table for pivots with real numbers and days, of any length in the same memory."""

import csv
import tracemalloc
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import override

import pytest
from openpyxl import load_workbook

from domain.mark import Role
from domain.progress import Cancelled, Progress
from domain.team.long_table import ROLES, LongPart, LongTable, joined
from domain.team.matrix import NO_LEVEL, Cell, TeamMatrix
from reports.team import levels_table
from resources.i18n import Words, words
from tests.reports import team_sample

ON, DAY = date(2026, 11, 24), date(2026, 11, 12)
RU, EN = words("ru"), words("en")
type Write = Callable[[LongTable, Path, Progress, Words], None]
HEADS = [
    *("Человек", "Код человека", "Должность", "Подразделение", "Оценка", "Квартал", "Начало", "Функция"),
    *("Код", "Компетенция", "Вид", "Уровень", "Состояние", "Давность, кварталов", "Цель", "Вес"),
    *("Критичная", "Роль оценившего", "Дата"),
]
PERSON, QUARTER, BEGINS, CODE, LEVEL, STATE, AGE, TARGET, WEIGHT, ROLE, ON_DAY = (
    HEADS.index(name)
    for name in (
        *("Человек", "Квартал", "Начало", "Код", "Уровень", "Состояние", "Давность, кварталов", "Цель"),
        *("Вес", "Роль оценившего", "Дата"),
    )
)


def part(matrix: TeamMatrix | None = None, *, apart: tuple[int, ...] = ()) -> LongPart:
    """All rated by the manager, but the cases that keep assessors apart."""
    found = matrix or team_sample.matrix()
    mask = 1 << ROLES.index(Role.MANAGER)
    width = len(found.framework.items)
    shown = [one for one in found.people if not one.blind]
    return LongPart(
        matrix=found,
        units=team_sample.UNITS,
        days={one.case_id: DAY for one in shown},
        roles={one.case_id: array("B", [mask] * width) for one in shown if one.case_id not in apart},
    )


def table(*parts: LongPart) -> LongTable:
    return LongTable(parts or (part(),), ON)


def sheet_rows(path: Path) -> list[tuple[object, ...]]:
    (sheet,) = load_workbook(path).worksheets
    return list(sheet.iter_rows(values_only=True))


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_every_cell_of_the_matrix_is_one_row_with_its_own_numbers_and_days(tmp_path: Path) -> None:
    path = tmp_path / "levels.xlsx"
    made = table()
    levels_table.write(made, path, Progress(), RU)
    head, *rows = sheet_rows(path)
    matrix = made.parts[0].matrix
    assert list(head) == HEADS
    assert len(rows) == made.size == sum(cell != Cell.OUTSIDE for cell in matrix.cells)
    places = [
        (person, matrix.place(row, column))
        for row, person in enumerate(matrix.people)
        for column in matrix.columns()
        if matrix.place(row, column).cell is not Cell.OUTSIDE
    ]
    for told, (person, place) in zip(rows, places, strict=True):
        assert (told[PERSON], told[CODE]) == (person.name, place.code)
        assert told[LEVEL] == (None if place.level is None else float(place.level))
        assert (told[TARGET], told[WEIGHT], told[AGE]) == (place.target, place.weight, place.age)
        assert (told[QUARTER], told[BEGINS]) == ("2026-IV", datetime(2026, 10, 1))  # noqa: DTZ001
        given = place.age == 0
        assert told[ON_DAY] == (datetime(2026, 11, 12) if given else None)  # noqa: DTZ001
        assert (told[ROLE] or "") == ("руководитель" if given else "")
    assert {row[STATE] for row in rows} == {
        *("оценён", "перенесён", "нет уровня", "не применяется", "ещё не показано")
    }


def test_what_is_blind_has_neither_level_nor_day_nor_role(tmp_path: Path) -> None:
    path = tmp_path / "levels.xlsx"
    made = table()
    levels_table.write(made, path, Progress(), RU)
    (blind,) = (one.name for one in made.parts[0].matrix.people if one.blind)
    mine = [row for row in sheet_rows(path) if row[PERSON] == blind]
    assert mine and {(row[LEVEL], row[ON_DAY], row[ROLE], row[STATE]) for row in mine} == {
        (None, None, None, "ещё не показано")
    }


def test_roles_that_the_law_keeps_apart_are_hidden_and_levels_are_not(tmp_path: Path) -> None:
    path = tmp_path / "levels.csv"
    made = table(part(apart=(1,)))
    levels_table.write_csv(made, path, Progress(), RU)
    first = made.parts[0].matrix.people[0]
    mine = [row for row in csv_rows(path) if row[PERSON] == first.name and row[STATE] == "оценён"]
    assert mine and {row[ROLE] for row in mine} == {"скрыто"} and all(row[LEVEL] for row in mine)


def test_the_workbook_is_a_named_table_with_filters_and_a_frozen_head(tmp_path: Path) -> None:
    path = tmp_path / "levels.xlsx"
    made = table()
    levels_table.write(made, path, Progress(), EN)
    (sheet,) = load_workbook(path).worksheets
    (named,) = sheet.tables.values()
    assert named.ref == f"A1:S{made.size + 1}" and named.autoFilter.ref == named.ref
    assert [one.name for one in named.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "B2"
    assert not sheet.merged_cells.ranges and sheet.auto_filter.ref is None  # a table has its own
    assert sheet["G2"].number_format == "dd.mm.yyyy" and sheet["G2"].is_date


def test_a_csv_has_the_same_rows_and_nothing_in_it_runs(tmp_path: Path) -> None:
    matrix = team_sample.matrix(1, blind=(), left=(), names=("=CMD()",))
    made = table(part(matrix))
    book, text = tmp_path / "levels.xlsx", tmp_path / "levels.csv"
    levels_table.write(made, book, Progress(), RU)
    levels_table.write_csv(made, text, Progress(), RU)
    rows = csv_rows(text)
    assert rows[0] == HEADS and len(rows) == made.size + 1
    assert {row[PERSON] for row in rows[1:]} == {"'=CMD()"}
    assert {row[PERSON] for row in sheet_rows(book)[1:]} == {"=CMD()"}  # a text, not a formula
    levels = [row[LEVEL] for row in sheet_rows(book)[1:]]
    assert [row[LEVEL] for row in rows[1:]] == [
        "" if one is None else f"{one:g}".replace(".", ",") for one in levels
    ]
    assert {row[BEGINS] for row in rows[1:]} == {"01.10.2026"}


def test_a_level_outside_the_scope_is_shown_as_such_and_an_item_not_asked_for_has_no_row() -> None:
    matrix = team_sample.matrix(1, blind=(), left=())
    cells, indexes = array("b", matrix.cells), array("h", matrix.indexes)
    cells[0], indexes[0] = Cell.OUTSIDE, 4
    cells[1], indexes[1] = Cell.OUTSIDE, NO_LEVEL
    made = table(part(replace(matrix, cells=cells, indexes=indexes)))
    codes = [row.item.code for row in made.rows()]
    assert matrix.codes[0] in codes and matrix.codes[1] not in codes
    assert next(made.rows()).cell is Cell.OUTSIDE


def test_several_assessments_are_one_table_below_one_head(tmp_path: Path) -> None:
    first = part()
    earlier = replace(first.matrix.cycle, code="2026-III", starts_on=date(2026, 7, 1))
    second = replace(first, matrix=replace(first.matrix, cycle=earlier))
    made = joined((table(first), table(second)))
    path = tmp_path / "levels.xlsx"
    levels_table.write(made, path, Progress(), RU)
    rows = sheet_rows(path)[1:]
    assert len(rows) == made.size == 2 * first.size
    assert [row[QUARTER] for row in rows] == ["2026-IV"] * first.size + ["2026-III"] * first.size


def test_what_is_longer_than_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels_table, "ROWS", 500)
    path = tmp_path / "levels.xlsx"
    made = table()
    levels_table.write(made, path, Progress(), RU)
    book = load_workbook(path)
    counts = [sheet.max_row - 1 for sheet in book.worksheets]
    assert sum(counts) == made.size and max(counts) == 500 and len(counts) == 2
    assert [[cell.value for cell in sheet[1]] for sheet in book.worksheets] == [HEADS, HEADS]
    names = [name for sheet in book.worksheets for name in sheet.tables]
    assert len(set(names)) == len(names) == 2


def test_nobody_yet_is_a_table_with_a_head_alone(tmp_path: Path) -> None:
    path = tmp_path / "levels.xlsx"
    levels_table.write(table(part(team_sample.matrix(0, blind=(), left=()))), path, Progress(), RU)
    assert list(sheet_rows(path)[0]) == HEADS


class _Stopping(Progress):
    """Stops once so many rows are written."""

    @override
    def step(self, done: int, total: int) -> None:
        if done:
            raise Cancelled


@pytest.mark.parametrize("write", [levels_table.write, levels_table.write_csv])
def test_a_cancelled_table_leaves_no_file(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels_table, "_STEP", 100)
    path = tmp_path / "levels"
    with pytest.raises(Cancelled):
        write(table(), path, _Stopping(), RU)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [levels_table.write, levels_table.write_csv])
def test_four_times_the_rows_need_no_more_memory(tmp_path: Path, write: Write) -> None:
    """The matrices are there before; what the writing adds must not grow with the rows."""
    one = part(team_sample.matrix(25, blind=(), left=()))

    def most(parts: int) -> int:
        made = table(*[one] * parts)
        tracemalloc.start()
        try:
            write(made, tmp_path / "levels", Progress(), RU)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    levels_table.write(table(), tmp_path / "first", Progress(), RU)  # what is imported and cached once
    assert most(4) < most(1) * 1.05


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    levels_table.write(table(), first, Progress(), RU)
    levels_table.write(table(), second, Progress(), RU)
    assert first.read_bytes() == second.read_bytes()
