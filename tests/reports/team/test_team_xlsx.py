"""The workbook of a team: what it says without colour, what its formulas give, how it prints."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet

from domain.framework.profile import Phase
from domain.papers.team_paper import TeamPaper
from domain.progress import Cancelled, Progress
from domain.team.matrix import KNOWN, Cell
from domain.team.shift import Minimum, Short
from reports.team import team_grids, team_xlsx
from reports.words.phrases import has_number
from resources.i18n import words
from tests.reports import office, sample, team_sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE
from tests.reports.formulas import Reader
from tests.reports.reading import parts

SHEETS = {
    "ru": ["Сводка", "Люди", "Уровни", "Разрывы", "Потребности", "Расчёт", "Справка"],
    "en": ["Summary", "People", "Levels", "Gaps", "Needs", "Calculation", "Reference"],
}


def write(paper: TeamPaper, folder: Path, language: str = "ru", name: str = "team.xlsx") -> Path:
    target = folder / name
    team_xlsx.write(paper, target, Progress(), words(language))
    return target


@contextmanager
def opened(path: Path, *, values: bool = False) -> Iterator[Workbook]:
    with path.open("rb") as file:
        book = load_workbook(file, data_only=values)
        yield book
        book.close()


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def two_profiles() -> TeamPaper:
    profiles = (sample.profile(Phase.POST), replace(sample.profile(Phase.HIRE), id=99))
    return team_sample.paper(team_sample.matrix(6, blind=(2,), left=(5,), profiles=profiles))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_sheets_are_named_frozen_filtered_and_print_on_a4(tmp_path: Path, language: str) -> None:
    with opened(write(team_sample.paper(), tmp_path, language)) as book:
        assert book.sheetnames == SHEETS[language]
        for one in book.worksheets:
            assert one.page_setup.paperSize == 9
        for name in SHEETS[language][1:6]:
            one = sheet(book, name)
            assert one.freeze_panes and one.auto_filter.ref and one.print_title_rows
            assert one.page_setup.orientation == "landscape"
        at = team_grids.layout(team_sample.paper())
        for name in SHEETS[language][2:4]:
            wide = sheet(book, name)
            assert [one.id for one in wide.col_breaks.brk] == list(at.breaks)
            assert wide.print_title_cols == "$B:$C" and not wide.sheet_properties.pageSetUpPr.fitToPage
            assert 45 <= int(wide.page_setup.scale or 0) < 100


def test_the_summary_lists_every_minimum_for_a_shift_not_known_to_be_met(tmp_path: Path) -> None:
    unit, name = next(iter(team_sample.UNITS.items()))
    short = (Short(0, unit, 1, 0, Minimum(2, 3)), Short(1, None, 0, 2, Minimum(1, 4)))
    paper = team_sample.paper(short=short)
    one, other = (item.code for item in paper.matrix.framework.items[:2])
    with opened(write(paper, tmp_path, "ru")) as book:
        lines = [tuple(row[:5]) for row in book.worksheets[0].iter_rows(values_only=True)]
    at = next(n for n, line in enumerate(lines) if line[0] == "Минимум на смену")
    assert [line[1:] for line in lines[at + 1 : at + 3]] == [(2, 3, 1, 0), (1, 4, 0, 2)]
    assert [str(line[0]).replace("\u00a0", " ") for line in lines[at + 1 : at + 3]] == [
        f"{one}  {name}",
        f"{other}  Без подразделения",
    ]


@pytest.mark.parametrize("paper", [team_sample.paper(), two_profiles()], ids=["one profile", "two profiles"])
def test_levels_and_gaps_stand_where_the_matrix_has_them_and_what_is_unknown_is_text(
    tmp_path: Path, paper: TeamPaper
) -> None:
    matrix, at = paper.matrix, team_grids.layout(paper)
    signs = {Cell.MISSING: "н/о", Cell.NOT_APPLICABLE: "—", Cell.HIDDEN: "ждём", Cell.OUTSIDE: "вне набора"}
    with opened(write(paper, tmp_path)) as book:
        levels, gaps = sheet(book, "Уровни"), sheet(book, "Разрывы")
        assert levels.cell(at.last, 2).value == matrix.people[-1].name
        for row in range(len(matrix.people)):
            for number, column in enumerate(at.columns):
                place = matrix.place(row, column)
                level = levels.cell(at.first + row, team_grids.FIXED + 1 + number)
                gap = gaps.cell(at.first + row, team_grids.FIXED + 1 + number)
                if place.cell in KNOWN:
                    assert level.value == float(place.level or 0)
                    assert ("°" in level.number_format) == (place.cell is Cell.CARRIED)
                    assert gap.value == float(place.gap or 0)
                else:
                    assert level.value == gap.value == signs[place.cell]
                    assert level.data_type == "s"


def from_a_file() -> TeamPaper:
    """A team whose carried levels came from somebody's file."""
    found = team_sample.matrix(6)
    cells = array("b", (Cell.IMPORTED if one == Cell.CARRIED else one for one in found.cells))
    return team_sample.paper(replace(found, cells=cells))


def test_a_level_of_a_file_has_its_sign_in_the_cell_and_the_sign_its_meaning(tmp_path: Path) -> None:
    paper = from_a_file()
    matrix, at = paper.matrix, team_grids.layout(paper)
    signed = 0
    with opened(write(paper, tmp_path)) as book:
        levels = sheet(book, "Уровни")
        for row in range(len(matrix.people)):
            for number, column in enumerate(at.columns):
                cell = levels.cell(at.first + row, team_grids.FIXED + 1 + number)
                imported = matrix.place(row, column).cell is Cell.IMPORTED
                assert ("ф" in cell.number_format) == imported
                signed += imported
        above = levels.iter_rows(max_row=at.first, values_only=True)
        told = " ".join(str(one) for line in above for one in line)
    assert signed and "ф: загружено из файла" in told.replace("\u00a0", " ")


def test_whoever_has_left_is_not_counted_among_those_below_the_target(tmp_path: Path) -> None:
    paper = team_sample.paper(team_sample.matrix(6, left=(4, 5)))
    matrix, at = paper.matrix, team_grids.layout(paper)
    with opened(write(paper, tmp_path)) as book:
        rows = {row[1].value: row[team_grids.FIXED :] for row in sheet(book, "Разрывы").iter_rows()}
        counted = [one.value for one in rows["ниже цели, человек"]][: len(at.columns)]
    assert counted == [sum(matrix.is_below(row, column) for row in range(4)) for column in at.columns]
    assert counted != [sum(matrix.is_below(row, column) for row in range(6)) for column in at.columns]


@pytest.mark.parametrize(
    ("paper", "function_rows"),
    [
        (team_sample.paper(), 5),
        (two_profiles(), 0),
        (team_sample.paper(team_sample.matrix(1, blind=(0,))), 5),
    ],
    ids=["one profile", "two profiles", "all hidden"],
)
def test_the_formulas_lead_from_the_levels_to_the_same_indexes(
    tmp_path: Path, paper: TeamPaper, function_rows: int
) -> None:
    matrix, at = paper.matrix, team_grids.layout(paper)
    with opened(write(paper, tmp_path)) as book:
        found = sheet(book, "Расчёт")
        reader = Reader(found)
        wanted = [matrix.row_summary(row) for row in range(len(matrix.people))] + [paper.whole]
        names = [one.name for one in matrix.people] + ["Команда"]
        if function_rows:
            everybody = [row for row, one in enumerate(matrix.people) if one.left_on is None]
            for function in paper.functions:
                wanted.append(matrix.summary(everybody, matrix.columns(function.code)))
                names.append(function.short.ru)
        for line, (name, totals) in enumerate(zip(names, wanted, strict=True), start=at.first):
            assert found.cell(line, 2).value == name
            number = has_number(totals)
            of_function = name not in names[: len(matrix.people) + 1]
            for letter, value in (
                ("I", totals.attainment if number else None),
                ("J", totals.lower),
                ("K", totals.upper),
                ("L", totals.coverage),
                ("M", totals.mean if number and not of_function else None),
            ):
                expected = "" if value is None else pytest.approx(float(value), abs=1e-12)
                assert reader.value(f"{letter}{line}") == expected, (name, letter)
            assert reader.value(f"S{line}") == pytest.approx(0, abs=1e-12)
        assert len(names) == len(matrix.people) + 1 + function_rows
        hint = str(found.cell(at.first + len(names), 2).value)
        assert "последних двоичных" in hint


def test_a_changed_level_moves_the_index(tmp_path: Path) -> None:
    paper = team_sample.paper(team_sample.matrix(2, blind=(), left=()))
    at, path = team_grids.layout(paper), write(paper, tmp_path)
    column = next(n for n, c in enumerate(at.columns) if paper.matrix.place(0, c).cell is Cell.MISSING)
    with opened(path) as book:
        before = Reader(sheet(book, "Расчёт"))
        coverage = before.value(f"L{at.first}")
        sheet(book, "Уровни")[f"{at.letter(column)}{at.first}"].value = 4
        after = Reader(sheet(book, "Расчёт"))
        assert float(after.value(f"L{at.first}") or 0) > float(coverage or 0)
        assert after.value(f"J{at.first}") != before.value(f"J{at.first}")


def test_marks_of_gaps_are_conditional_and_read_without_colour(tmp_path: Path) -> None:
    paper = team_sample.paper()
    at = team_grids.layout(paper)
    with opened(write(paper, tmp_path)) as book:
        (area,) = sheet(book, "Уровни").conditional_formatting
        assert str(area.sqref) == f"{at.span[0]}{at.first}:{at.span[1]}{at.last}"
        stop, large, small = area.rules
        assert stop.dxf.border.left.style == "thin" and stop.dxf.font.b
        assert large.dxf.font.u == "single" and small.dxf.font.i
        assert all(rule.stopIfTrue for rule in area.rules)
        gaps = {cell.number_format for row in sheet(book, "Разрывы").iter_rows() for cell in row}
        assert any("▼" in form and "▽" in form for form in gaps)


def test_what_lies_below_the_minimum_is_framed_by_a_formula_over_the_minimums_printed(tmp_path: Path) -> None:
    paper = team_sample.paper()
    matrix, at = paper.matrix, team_grids.layout(paper)
    first = at.rows(0)[0]
    seen = set[bool]()
    with opened(write(paper, tmp_path)) as book:
        for name in ("Уровни", "Разрывы"):
            tab = sheet(book, name)
            (area,) = tab.conditional_formatting
            for number, profile in at.profiles.items():
                for place, column in enumerate(at.columns):
                    target = matrix.profiles[number].targets[matrix.codes[column]]
                    value = tab.cell(first + profile - 1, team_grids.FIXED + 1 + place).value
                    assert value == target.floor
            for row in range(len(matrix.people)):
                for place, column in enumerate(at.columns):
                    moved = Translator(f"={area.rules[0].formula[0]}", f"{at.letter(0)}{at.first}")
                    tab["A1"].value = moved.translate_formula(f"{at.letter(place)}{at.first + row}")
                    framed = Reader(tab).value("A1")
                    assert bool(framed) == matrix.place(row, column).stop
                    seen.add(bool(framed))
    assert seen == {True, False}


def test_needs_are_told_with_the_people_and_the_levels(tmp_path: Path) -> None:
    paper = team_sample.paper()
    with opened(write(paper, tmp_path)) as book:
        needs = sheet(book, "Потребности")
        first = paper.needs.items[0]
        assert [needs.cell(2, column).value for column in (1, 5, 6, 7)] == [
            first.code,
            float(first.pressing),
            first.below,
            first.stops,
        ]
        names = {one.person_id: one.name for one in paper.matrix.people}
        assert str(needs.cell(2, 10).value).startswith(names[first.people[0][0]])
        everything = [cell.value for row in needs.iter_rows() for cell in row]
        assert paper.needs.functions[0].code in everything


def test_the_trend_tells_change_line_and_where_it_breaks(tmp_path: Path) -> None:
    trend = team_sample.trend()
    with opened(write(team_sample.paper(trend=trend), tmp_path)) as book:
        assert "Динамика" in book.sheetnames
        rows = [[cell.value for cell in row] for row in sheet(book, "Динамика").iter_rows(min_row=2)]
    team = [row for row in rows if row[0] == "Команда"]
    assert [row[1] for row in team] == ["2026-I", "2026-II", "2026-III"]
    assert [row[4] for row in team] == [float(one.attainment.line or 0) for one in trend.points]
    assert [row[5] for row in team] == [None, pytest.approx(1 / 3), None]
    assert team[2][8] == "общего с прошлым кварталом меньше половины"
    assert any(str(row[0]).startswith("F1") for row in rows)


def test_who_waits_has_no_number_anywhere(tmp_path: Path) -> None:
    paper = team_sample.paper(team_sample.matrix(3, blind=(0, 1, 2)))
    with opened(write(paper, tmp_path)) as book:
        people = sheet(book, "Люди")
        assert [cell.value for cell in people[2]][3:16] == [None] * 13
        assert people.cell(2, 17).value == "ждём: Громов Максим Сергеевич"
        at = team_grids.layout(paper)
        levels = sheet(book, "Уровни")
        cells = [levels.cell(at.first, column).value for column in range(5, 76)]
        assert set(cells) == {"ждём"}
        assert sheet(book, "Потребности").cell(2, 1).value is None


def test_hostile_text_is_text_and_formulas_are_ours_alone(tmp_path: Path) -> None:
    matrix = team_sample.matrix(3, blind=(2,), left=(), names=("=HYPERLINK(0)", HOSTILE, "+7 <b>"))
    paper = replace(
        team_sample.paper(matrix, unit="=2+2"), units={1: "@SUM(A1)", 2: "a\nb  ", 3: "-cmd|' /C calc'!A0"}
    )
    path = write(paper, tmp_path)
    with opened(path) as book:
        with_formulas = {
            one.title
            for one in book.worksheets
            for row in one.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        assert with_formulas == {"Расчёт"}
        at = team_grids.layout(paper)
        levels = sheet(book, "Уровни")
        assert levels.cell(at.first, 2).value == "=HYPERLINK(0)" and levels.cell(at.first, 2).quotePrefix
        assert levels.cell(at.first, 3).value == "@SUM(A1)"
        assert levels.cell(at.first + 1, 2).value == "<img src=x> <b {} =1+1 😀 [U+202E]слева & конец"
        assert levels.cell(at.first + 1, 3).value == "a\nb  "


def test_the_file_repeats_to_the_byte_and_its_properties_name_nobody(tmp_path: Path) -> None:
    paper = team_sample.paper()
    one, two = write(paper, tmp_path), write(paper, tmp_path, name="two.xlsx")
    assert one.read_bytes() == two.read_bytes()
    core = parts(one)["docProps/core.xml"] + parts(one)["docProps/app.xml"]
    assert not any(person.name.split()[0] in core for person in paper.matrix.people)
    with ZipFile(one) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}


def test_nobody_makes_a_whole_workbook_too(tmp_path: Path) -> None:
    with opened(write(team_sample.paper(team_sample.matrix(0, blind=())), tmp_path)) as book:
        assert book.sheetnames == SHEETS["ru"]


def test_a_cancelled_workbook_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "old.xlsx"
    target.write_text("old")
    progress = Progress(lambda done, _total: progress.cancel() if done == 3 else None)
    with pytest.raises(Cancelled):
        team_xlsx.write(team_sample.paper(), target, progress, words("ru"))
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(office.MISSING, reason="LibreOffice is not installed")
@pytest.mark.parametrize("paper", [team_sample.paper(), two_profiles()], ids=["one profile", "two profiles"])
def test_libreoffice_recalculates_to_the_same_indexes(tmp_path: Path, paper: TeamPaper) -> None:
    (computed,) = office.recalculated([write(paper, tmp_path)], tmp_path)
    at = team_grids.layout(paper)
    with opened(computed, values=True) as book:
        found = sheet(book, "Расчёт")
        for row in range(len(paper.matrix.people) + 1):
            totals = paper.whole if row == len(paper.matrix.people) else paper.matrix.row_summary(row)
            line = at.first + row
            number = has_number(totals)
            for column, value in (
                (9, totals.attainment if number else None),
                (10, totals.lower),
                (11, totals.upper),
                (12, totals.coverage),
                (13, totals.mean if number else None),
            ):
                shown = found.cell(line, column).value
                if value is None:
                    assert shown in ("", None), (line, column)
                else:
                    assert shown == pytest.approx(float(value), abs=1e-9), (line, column)
            assert found.cell(line, 19).value == pytest.approx(0, abs=1e-9)
