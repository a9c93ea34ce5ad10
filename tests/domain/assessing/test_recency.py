"""How much of a diary was written when the end of the quarter was near."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.recency import recency
from domain.period import Period

QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))


def test_seven_of_ten_notes_lie_in_the_last_three_weeks() -> None:
    days = [date(2026, 10, 5), date(2026, 11, 1), date(2026, 12, 10), *[date(2026, 12, 11)] * 7]
    found = recency(days, QUARTER)
    assert (found.n, found.late, found.share) == (10, 7, Fraction(7, 10))
    assert found.expected == Fraction(21, 92)


def test_in_a_running_quarter_the_weeks_end_today() -> None:
    days = [date(2026, 10, 5), date(2026, 11, 4), date(2026, 11, 3), date(2026, 11, 25)]
    found = recency(days, QUARTER, date(2026, 11, 24))
    assert (found.n, found.late, found.share) == (3, 1, Fraction(1, 3))


def test_without_notes_there_is_no_share() -> None:
    assert recency([], QUARTER).share is None
    assert recency([date(2026, 9, 30), date(2027, 1, 1)], QUARTER).n == 0


def test_a_short_period_is_all_late() -> None:
    short = Period(date(2026, 12, 1), date(2026, 12, 7))
    found = recency([date(2026, 12, 1)], short)
    assert (found.share, found.expected) == (1, 1)
    assert recency([], QUARTER, date(2026, 1, 1)).expected == 1


@given(st.lists(st.dates(date(2026, 9, 1), date(2027, 1, 31))), st.dates(date(2026, 9, 1), date(2027, 1, 31)))
def test_no_day_is_counted_twice_or_out_of_place(days: list[date], until: date) -> None:
    found = recency(days, QUARTER, until)
    assert 0 <= found.late <= found.n <= len(days)
    assert found.n == sum(
        QUARTER.starts_on <= day <= max(QUARTER.starts_on, min(until, QUARTER.ends_on)) for day in days
    )
    assert (found.share is None) == (found.n == 0)
    assert recency([day - timedelta(days=400) for day in days], QUARTER, until).n == 0
