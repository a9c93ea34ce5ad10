"""The page of what must never happen says what the list of promises says, and single rows can be renewed."""

import re
from pathlib import Path

import pytest

from tests.faults.__main__ import by_night, renewed, state
from tests.faults.gate import GATE
from tests.faults.promise import Promise
from tests.faults.promises import PROMISES
from tests.faults.sizes import NIGHT, SIZES, size, turns

PAGE = Path(__file__).parents[2] / "docs" / "trust.md"


def test_every_promise_has_its_row_in_the_words_of_the_list() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for one in PROMISES:
        (row,) = [line for line in lines if line.startswith(f"| {one.number} |")]
        assert row.startswith(f"| {one.number} | {one.holds} |")
    for one in GATE:
        assert any(line.startswith(f"| {one.holds} |") for line in lines)


def test_every_test_of_a_promise_is_there() -> None:
    for one in (*PROMISES, *GATE):
        for test in one.tests:
            file, _colons, name = test.partition("::")
            content = (PAGE.parents[1] / file).read_text(encoding="utf-8")
            assert (f"def {name}(" if name else "def test_") in content, test


def test_the_page_has_both_sizes_of_each_row_and_says_when_those_of_a_night_were_shown() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "\n".join(by_night(page, (), "")) in page
    numbers = {number for one in PROMISES for number in one.number.split(", ")}
    assert {one.row for one in SIZES.values()} <= numbers
    one = SIZES["mark_kills"]
    (row,) = [row for row in by_night(page, ("R1",), "2026-11-28") if " | R1 | " in row]
    assert row == f"| {one.what} | R1 | 50 | 1,000 | 2026-11-28 |"
    assert by_night("", (), "")[0].endswith("| not yet |")


def test_a_test_reads_its_size_from_the_table_and_one_can_be_set_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for times, kills, each in (("1", 50, 3), ("2", 100, 3), (str(NIGHT), 1_000, 1)):
        monkeypatch.setenv("MERILO_FAULTS", times)
        assert (size("mark_kills"), size("failing_calls")) == (kills, each)
    monkeypatch.setenv("MERILO_MARK_KILLS", "7")
    assert size("mark_kills") == 7
    monkeypatch.setenv("MERILO_MARK_KILLS_FROM", "5")
    assert list(turns("mark_kills")) == [5, 6]
    tests = "".join(one.read_text("utf-8") for one in (PAGE.parents[1] / "tests").rglob("test_*.py"))
    assert [name for name in SIZES if not re.search(f'(size|turns)."{name}"', tests)] == []


def test_a_row_is_renewed_alone_and_says_when() -> None:
    page = "| R1 | It holds. | met, 1 test | 50 kills | `a.py` |\n| R10 | Other. | met |  |  |\n"
    one = Promise("R1", "It holds.", ("tests/a.py::test_a",), "{copy_kills} kills")
    outcomes = {"tests/a.py::test_a": "failed"}
    told = renewed(page, [one], outcomes, 6, "2026-11-28")
    assert told.splitlines() == [
        f"| R1 | It holds. | {state(one, outcomes)} | 300 kills, run by itself on 2026-11-28 | `a.py` |",
        "| R10 | Other. | met |  |  |",
    ]
    assert "FAILED" in told
