"""Charts as points, the same on screen and on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geometry import (
    TrendValue,
    bounds_bar,
    level_bar,
    trend_line,
    trend_range,
)


def test_a_bounds_bar_is_hatched_between_the_bounds() -> None:
    assert bounds_bar(0.86, 0.81, 0.86).hatched == 0.86
    assert bounds_bar(0.86, 0.81, 0.86).solid == 0.81
    assert bounds_bar(None, 0.31, 0.84).tick is None


def test_a_bar_of_nothing_known_is_hatched_all_over() -> None:
    bar = bounds_bar(None, None, None)
    assert (bar.solid, bar.hatched, bar.tick) == (0.0, 1.0, None)


def test_a_level_ruler_shows_level_target_and_how_far_the_assessors_lie_apart() -> None:
    bar = level_bar(1.5, 2, (1, 2))
    assert (bar.filled, bar.target, bar.whisker) == (0.375, 0.5, (0.25, 0.5))
    assert level_bar(2.0, 2, (2, 2)).whisker is None
    assert level_bar(None, 3).filled is None


def test_a_line_of_quarters_starts_anew_where_it_breaks() -> None:
    values = [
        TrendValue(8, 0.5),
        TrendValue(9, 0.7),
        TrendValue(10, 0.9, broken=True),
        TrendValue(11, None),
        TrendValue(12, 0.9),
    ]
    line = trend_line(values, 8, 12, 0.5, 1.0)
    assert line.runs[0] == (pytest.approx((0, 1)), pytest.approx((0.25, 0.6)))
    assert [len(run) for run in line.runs] == [2, 1, 1]
    assert line.breaks == (0.5,)
    assert line.points[3] is None


def test_a_quarter_that_is_missing_is_a_break() -> None:
    line = trend_line([TrendValue(8, 0.5), TrendValue(10, 0.5)], 8, 10, 0.0, 1.0)
    assert [len(run) for run in line.runs] == [1, 1]
    assert line.breaks == (1.0,)


def test_a_line_goes_over_to_another_edition_on_a_bridge() -> None:
    values = [TrendValue(8, 0.5), TrendValue(9, 0.6), TrendValue(10, 0.7, passage=True), TrendValue(11, 0.7)]
    line = trend_line(values, 8, 11, 0.0, 1.0)
    assert [len(run) for run in line.runs] == [2, 2]
    assert line.passages == (pytest.approx(0.5),)
    ((start, end),) = line.bridges
    assert (start, end) == (line.points[1], line.points[2])
    assert line.breaks == ()
    anew = trend_line([TrendValue(8, 0.5), TrendValue(9, 0.6, broken=True, passage=True)], 8, 9, 0.0, 1.0)
    assert (anew.breaks, anew.passages, anew.bridges) == ((1.0,), (0.5,), ())


def test_one_quarter_stands_in_the_middle() -> None:
    assert trend_line([TrendValue(8, 0.5)], 8, 8, 0.0, 1.0).points == ((0.5, 0.5),)


@given(st.lists(st.floats(0, 1.4) | st.none(), max_size=8))
def test_a_range_of_quarters_holds_every_value(values: list[float | None]) -> None:
    low, high = trend_range(values)
    assert 0 <= low < high
    known = [value for value in values if value is not None]
    assert all(low - 1e-6 <= value <= high + 1e-6 for value in known)
    assert high - low >= 0.3 - 1e-9
