"""Each engine goes on giving what it gave: a snapshot is recomputed by the one that made it (law 17)."""

import json
from pathlib import Path

import pytest

from domain.assessing.engine import ENGINE, Engine
from domain.assessing.policy import Policy
from domain.assessing.scoring import Status, score
from domain.assessing.snapshot import Snapshot, recompute, take
from tests.domain.sample import duty, entry

# Written by the program before the second engine: S01 lies three levels apart, and the result was «final».
FIRST = Path(__file__).with_name("snapshot_of_engine_1.json")
APART = (entry("S01", 4, 1, critical=True, weight=3), entry("S02", 2, 3), entry("S03", 3, 3, function="F2"))


def kept() -> Snapshot:
    plain = json.loads(FIRST.read_text(encoding="utf-8"))
    return Snapshot(plain["engine"], plain["inputs"], plain["results"], plain["hash"])


def test_a_snapshot_of_the_first_engine_recomputes_to_the_same_bits() -> None:
    assert kept().engine == "1"
    assert kept().results["totals"]["status"] == "final"
    assert recompute(kept()) == kept()


def test_the_engine_of_now_says_of_the_same_marks_that_nothing_is_settled() -> None:
    assert ENGINE == "2"
    of_now = take(APART, (duty("D1.1", "S01"),), Policy())
    assert of_now.engine == "2"
    assert of_now.results["totals"]["status"] == "provisional"
    assert recompute(of_now) == of_now


@pytest.mark.parametrize(
    ("engine", "whole", "first", "second"),
    [
        (Engine.FIRST, Status.FINAL, Status.FINAL, Status.FINAL),
        (Engine.SECOND, Status.PROVISIONAL, Status.PROVISIONAL, Status.FINAL),
    ],
)
def test_a_difference_is_minded_in_the_whole_and_in_its_function_alone(
    engine: Engine, whole: Status, first: Status, second: Status
) -> None:
    done = score(APART, (), Policy(), engine)
    assert (done.totals.status, done.functions["F1"].status, done.functions["F2"].status) == (
        whole,
        first,
        second,
    )
    assert [row.code for row in done.unsettled] == (["S01"] if engine.minds_differences else [])
