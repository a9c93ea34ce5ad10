"""Which days people work on."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import Calendar
from tests.domain.sample import RUSSIA

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def test_holidays_weekends_and_moved_days_are_off_and_a_worked_saturday_is_not() -> None:
    moved = RUSSIA.changed(frozenset({date(2027, 2, 22)}), frozenset({date(2027, 2, 20)}))
    off = (date(2027, 1, 4), date(2027, 2, 23), date(2027, 2, 22), date(2027, 3, 6), date(2026, 12, 31))
    assert [day for day in off if moved.works(day)] == []
    assert moved.works(date(2027, 2, 20)) and not RUSSIA.works(date(2027, 2, 20))


@given(DAYS)
def test_the_next_and_the_previous_working_day_are_the_day_itself_where_it_is_one(day: date) -> None:
    later, earlier = RUSSIA.next(day), RUSSIA.previous(day)
    assert earlier <= day <= later
    assert RUSSIA.works(later) and RUSSIA.works(earlier)
    assert not RUSSIA.works(day) or later == earlier == day


def test_what_the_organisation_says_goes_before_what_everybody_has() -> None:
    said = Calendar(off=frozenset({date(2027, 2, 22)})).changed(frozenset(), frozenset({date(2027, 2, 22)}))
    assert said.works(date(2027, 2, 22))
