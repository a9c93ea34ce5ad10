"""From the first start to the papers by keys alone: a real window, a real keyboard layout, nothing of Qt.

Pictures of each step lie in ``build/walk/`` afterwards.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.desktop import hands
from tests.desktop.hands import Display
from tests.desktop.walker import LEVELS, PICTURES, Walker, merilo, result_of, russian
from tests.reports.reading import whole

CODES = {f"K{n:02d}" for n in range(1, 40)} | {f"S{n:02d}" for n in range(1, 33)}


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with hands.display(tmp_path / "x") as shown:
        yield shown


def assert_all_is_there(walker: Walker, folder: Path) -> None:
    """Look at the papers and into the file."""
    plan, profile = (one for one in walker.papers if one.suffix == ".pdf")
    assert (plan.name[:4], profile.name[:7]) == ("idp_", "profile")
    text = whole(profile)
    assert {code for code in CODES if code in text} == CODES
    for paper in (text, whole(plan)):
        assert " ".join(walker.candidate) in paper
    plan, profile = (one for one in walker.papers if one.suffix == ".xlsx")
    assert _cells(profile) >= CODES
    assert _cells(plan) & CODES

    assert "sound" in merilo(walker, "check", str(walker.file))
    items = result_of(walker, folder)["items"]
    by_row = sorted(items, key=lambda item: (item["function"], item["code"]))
    assert "".join(str(item["marks"][0]["level"]) for item in by_row) == LEVELS
    fact, comment = walker.facts
    given = [item["marks"][0] for item in items]
    assert [one["text"] for mark in given for one in mark["facts"]] == [fact]
    assert {mark["comment"] for mark in given} - {"", None} == {comment}


def _cells(workbook: Path) -> set[object]:
    sheets = load_workbook(workbook).worksheets
    return {value for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row}


def test_a_first_assessment_by_keys_alone(display: Display, tmp_path: Path) -> None:
    with hands.program(display, tmp_path / "home", PICTURES / "english", "ru_RU.UTF-8") as program:
        walker = Walker(
            program,
            language="en",
            name=("Sokolova", "Anna", "", "HR specialist"),
            candidate=("Orlova", "Daria"),
            password="correct horse battery",
            facts=("Named the standard and two exceptions", "Took the call over and calmed the client"),
            fact_key="e",
            comment_key="c",
            undo_key="ctrl+z",
            export_key="ctrl+e",
            quit_key="ctrl+q",
        )
        program.turn_to("Мерило")
        program.see("first start")
        program.press("shift+Tab", "Right")  # to the languages, to English
        program.turn_to("Merilo", gone="Мерило")
        walker.make_a_file()
        walker.begin()
        walker.rate()
        walker.submit()
        walker.export()
        walker.quit()
    assert_all_is_there(walker, tmp_path / "result")


def test_a_first_assessment_with_a_russian_layout_alone(display: Display, tmp_path: Path) -> None:
    display.lay_out("ru")
    with hands.program(display, tmp_path / "home", PICTURES / "russian", "ru_RU.UTF-8") as program:
        walker = russian(program)
        program.turn_to("Мерило")
        walker.make_a_file()
        walker.begin()
        walker.rate()
        walker.submit()
        walker.export()
        walker.quit()
    assert_all_is_there(walker, tmp_path / "result")
