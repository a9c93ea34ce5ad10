"""Actions move along the weeks of their plan and never out of it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.development.plan_rules import laid, shifted, stretched
from domain.period import Period
from tests.domain.sample import RUSSIA

PLAN = Period(date(2026, 12, 1), date(2027, 3, 26))
DAYS = st.dates(PLAN.starts_on, PLAN.ends_on)
WEEKS = st.integers(-30, 30)


@given(DAYS, DAYS, WEEKS)
def test_a_shift_stays_within_the_plan_and_begins_on_a_working_day(
    one: date, other: date, weeks: int
) -> None:
    first, last = sorted((one, other))
    start, end = shifted(first, last, weeks, PLAN, RUSSIA)
    assert end - start <= last - first
    assert PLAN.starts_on <= start <= end <= PLAN.ends_on
    assert RUSSIA.works(start)


def test_a_shift_goes_by_whole_weeks_and_stops_at_the_edge() -> None:
    days = date(2027, 1, 11), date(2027, 2, 21)
    assert shifted(*days, 1, PLAN, RUSSIA) == (date(2027, 1, 18), date(2027, 2, 28))
    assert shifted(*days, -40, PLAN, RUSSIA)[0] == PLAN.starts_on
    assert shifted(*days, 40, PLAN, RUSSIA)[1] == PLAN.ends_on


def test_a_shift_into_the_holidays_goes_past_them_on_its_way() -> None:
    before, after = date(2026, 12, 28), date(2027, 1, 11)
    assert shifted(before, before, 1, PLAN, RUSSIA) == (after, after)
    assert shifted(after, after, -1, PLAN, RUSSIA) == (date(2026, 12, 30), date(2026, 12, 30))


@given(DAYS, DAYS, WEEKS)
def test_a_stretch_moves_the_end_alone(one: date, other: date, weeks: int) -> None:
    first, last = sorted((one, other))
    start, end = stretched(first, last, weeks, PLAN)
    assert start == first
    assert min(last, first + timedelta(days=4)) <= end <= PLAN.ends_on


def test_what_is_laid_begins_the_day_after_and_moves_back_to_end_in_time() -> None:
    week = timedelta(days=7)
    assert laid(week, None, PLAN, RUSSIA) == (date(2026, 12, 1), date(2026, 12, 7))
    assert laid(week, date(2026, 12, 7), PLAN, RUSSIA) == (date(2026, 12, 8), date(2026, 12, 14))
    assert laid(week, PLAN.ends_on, PLAN, RUSSIA) == (date(2027, 3, 22), PLAN.ends_on)
    assert laid(timedelta(days=900), None, PLAN, RUSSIA) == (PLAN.starts_on, PLAN.ends_on)
