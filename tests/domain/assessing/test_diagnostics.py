"""Rater diagnostics: the published vector, its flags one at a time, and when there is nothing to say."""

from fractions import Fraction
from typing import Any

import pytest

from domain.assessing.diagnostics import Cells, Diagnostics, Flag, Limits, Shortage, diagnose
from tests.domain.vectors import VECTORS


def cells(table: list[list[list[int | None]]]) -> Cells:
    """Return person x item x rater as cells; None = no level."""
    return {
        (person, f"S{item:02d}"): {rater: level for rater, level in enumerate(marks, 1) if level is not None}
        for person, row in enumerate(table, 1)
        for item, marks in enumerate(row, 1)
    }


def table_of(name: str) -> Any:
    return VECTORS[name]["input"]["ratee_x_competency_x_rater"]


def flags(done: Diagnostics) -> dict[int, tuple[Flag, ...]]:
    return {index.rater_id: index.flags for index in done.raters}


def raised(by: int, people: int = 4, items: int = 5) -> Cells:
    """Return three raters who agree on varied levels but for the third, who gives *by* more."""
    base = [[(person + item) % 3 for item in range(items)] for person in range(people)]
    return cells([[[level, level, level + by] for level in row] for row in base])


def test_three_raters_of_four_people_have_the_published_indexes() -> None:
    done = diagnose((1, 2, 3), cells(table_of("rater_diagnostics")))
    assert (done.cells, done.people, done.shortage, done.difference) == (20, 4, None, None)
    for index in done.raters:
        want = VECTORS["rater_diagnostics"]["output"][f"R{index.rater_id}"]
        assert float(index.leniency) == pytest.approx(want["leniency"])
        assert index.t == pytest.approx(want["leniency_t"])
        assert index.sd_ratio == pytest.approx(want["sd_ratio"])
        assert float(index.middle_share) == pytest.approx(want["share_mid"])
        assert float(index.middle_share_others) == pytest.approx(want["share_mid_others"])
        assert index.halo_ratio == pytest.approx(want["halo_ratio"])
        assert index.range_ratio == pytest.approx(want["range_ratio"])


def test_the_flags_are_the_published_ones_by_the_published_thresholds() -> None:
    told = VECTORS["rater_flags"]["input"]["thresholds"]
    limits = Limits(
        told["min_raters"],
        told["min_ratees"],
        told["min_cells"],
        Fraction(told["level"]),
        told["level_t"],
        told["ratio"],
        Fraction(told["mid_factor"]),
    )
    assert limits == Limits()
    found = flags(diagnose((1, 2, 3), cells(table_of("rater_diagnostics")), limits))
    want = VECTORS["rater_flags"]["output"]
    assert {f"R{rater}": [flag.value for flag in mine] for rater, mine in found.items()} == want


def test_of_two_raters_only_the_difference_is_told() -> None:
    done = diagnose((1, 2), cells(table_of("rater_flags_two_raters")))
    want = VECTORS["rater_flags_two_raters"]["output"]
    assert float(done.difference or 0) == pytest.approx(want["difference_R2_minus_R1"])
    assert done.shortage is Shortage.RATERS
    assert {f"R{rater}": list(flags(done).get(rater, ())) for rater in (1, 2)} == want["flags"]


def test_two_raters_without_a_common_cell_have_no_difference() -> None:
    assert diagnose((1, 2), {(1, "S01"): {1: 3}, (1, "S02"): {2: 3}}).difference is None


@pytest.mark.parametrize(
    ("people", "items", "shortage"), [(2, 10, Shortage.PEOPLE), (3, 4, Shortage.CELLS), (3, 5, None)]
)
def test_too_little_in_common_flags_nobody(people: int, items: int, shortage: Shortage | None) -> None:
    done = diagnose((1, 2, 3), raised(1, people, items))
    assert done.shortage is shortage
    assert bool(done.raters) is (shortage is None)


def test_a_cell_that_one_rater_left_out_is_not_common() -> None:
    seen = {place: dict(given) for place, given in raised(1).items()}
    del seen[1, "S01"][2]
    assert diagnose((1, 2, 3), seen).cells == 19


@pytest.mark.parametrize(("by", "flag"), [(1, Flag.LENIENCY), (-1, Flag.SEVERITY)])
def test_a_steady_difference_is_flagged_though_it_has_no_scatter(by: int, flag: Flag) -> None:
    done = diagnose((1, 2, 3), raised(by))
    assert flags(done) == {1: (), 2: (), 3: (flag,)}
    assert done.raters[2].t is None


def test_a_large_difference_that_is_mostly_noise_is_not_flagged() -> None:
    # One rater of three: 20 cells, differences of +4 in three of them: mean 0.6, t 1.83.
    table = [
        [[0, 0, 4 if (person, item) in ((0, 0), (1, 1), (2, 2)) else 0] for item in range(5)]
        for person in range(4)
    ]
    done = diagnose((1, 2, 3), cells(table))
    assert done.raters[2].leniency == Fraction(3, 5)
    assert flags(done)[3] == ()


def test_where_the_others_have_no_spread_there_is_no_ratio() -> None:
    table = [[[2, 2, (person + item) % 4] for item in range(5)] for person in range(4)]
    third = diagnose((1, 2, 3), cells(table)).raters[2]
    assert (third.sd_ratio, third.halo_ratio, third.range_ratio) == (None, None, None)
    assert third.flags == ()


def test_each_person_with_one_item_leaves_the_halo_open() -> None:
    table = [[[person % 3, person % 3, (person + 1) % 3]] for person in range(15)]
    done = diagnose((1, 2, 3), cells(table))
    assert [index.halo_ratio for index in done.raters] == [None] * 3


def test_four_raters_lose_the_lenient_one_and_are_compared_again() -> None:
    # 3 lies +2, 4 lies -1 from the rest: both are flagged, since three are left when 3 is out.
    base = [[(person + item) % 2 + 1 for item in range(5)] for person in range(4)]
    table = [[[level, level, level + 2, level - 1] for level in row] for row in base]
    assert flags(diagnose((1, 2, 3, 4), cells(table))) == {
        1: (),
        2: (),
        3: (Flag.LENIENCY,),
        4: (Flag.SEVERITY,),
    }
