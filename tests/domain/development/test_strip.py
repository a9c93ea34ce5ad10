"""The strip of a plan is whole weeks; bars, months and holidays lie on it by their days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.development.strip import strip
from domain.period import Period
from tests.domain.sample import RUSSIA

PLAN = Period(date(2026, 12, 1), date(2027, 3, 26))


def test_a_strip_begins_on_monday_and_ends_on_sunday() -> None:
    made = strip(PLAN)
    assert made.starts_on == date(2026, 11, 30)
    assert made.days == 17 * 7
    assert [week.monday.day for week in made.weeks][:5] == [30, 7, 14, 21, 28]
    assert made.weeks[1].at == pytest.approx(1 / 17)


def test_months_follow_each_other_without_a_gap() -> None:
    months = strip(PLAN).months
    assert [month.first for month in months] == [
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
        date(2027, 3, 1),
    ]
    edges = [month.span for month in months]
    assert edges[0][0] == 0.0 and edges[-1][1] == 1.0
    assert all(a[1] == pytest.approx(b[0]) for a, b in pairwise(edges))


def test_the_holidays_of_january_are_on_it() -> None:
    new_year, men, _women = strip(PLAN, RUSSIA).rests
    assert new_year[1] - new_year[0] == pytest.approx(11 / (17 * 7)), "31 December to 10 January"
    assert men[1] - men[0] == pytest.approx(1 / (17 * 7))
    assert strip(Period(date(2026, 7, 1), date(2026, 9, 30)), RUSSIA).rests == (), "weekends are no holidays"


DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400))
def test_whatever_lies_on_it_lies_within(first: date, length: int, other: date, more: int) -> None:
    made = strip(Period(first, first + timedelta(days=length)))
    left, right = made.span(other, other + timedelta(days=more))
    assert 0.0 <= left <= right <= 1.0
    assert 0.0 <= made.at(other) <= 1.0
    whole = made.span(first, first + timedelta(days=length))
    assert whole[1] - whole[0] == pytest.approx((length + 1) / made.days)
