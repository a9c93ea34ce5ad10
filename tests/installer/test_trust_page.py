"""The page of what must never happen says what the list of promises says, and single rows can be renewed."""

from pathlib import Path

from tests.faults.__main__ import renewed, state
from tests.faults.gate import GATE
from tests.faults.promises import PROMISES, Promise

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
