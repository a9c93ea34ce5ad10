"""The longest probation: three months from the day of hiring, and never a day more (ТК РФ 14, 70)."""

from datetime import date

import pytest

from domain.development.probation import longest_until


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 11, 29), date(2027, 2, 28)),
        (date(2026, 11, 28), date(2027, 2, 27)),
        (date(2026, 12, 1), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2027, 11, 29), date(2028, 2, 28)),
        (date(2027, 12, 1), date(2028, 2, 29)),
        (date(2027, 3, 1), date(2027, 5, 31)),
        (date(2027, 3, 31), date(2027, 6, 30)),
        (date(2027, 1, 15), date(2027, 4, 14)),
    ],
)
def test_three_months_end_on_the_eve_of_the_same_day_or_with_a_shorter_month(first: date, last: date) -> None:
    assert longest_until(first) == last
