"""Quarters and working days: the calendar of plans."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.workdays import Calendar

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """Two days, both included."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        assert self.starts_on <= self.ends_on, self


def quarter_of(day: date) -> Period:
    """Return the calendar quarter that contains the day."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Period(first, _next_quarter_start(first) - timedelta(days=1))


def next_quarter(day: date) -> Period:
    """Return the calendar quarter after the one that contains the day."""
    return quarter_of(quarter_of(day).ends_on + timedelta(days=1))


def quarter_number(day: date) -> int:
    """Return the quarter of the year, 1-4."""
    return (day.month - 1) // 3 + 1


def quarter_count(day: date) -> int:
    """Return a running number of the day's quarter: year times four plus 0..3."""
    return day.year * 4 + quarter_number(day) - 1


def quarters_in(period: Period) -> tuple[Period, ...]:
    """Return the calendar quarters that share a day with the period."""
    found = [quarter_of(period.starts_on)]
    while found[-1].ends_on < period.ends_on:
        found.append(next_quarter(found[-1].ends_on))
    return tuple(found)


def quarter_by(code: str) -> Period:
    """Return the quarter of a code such as «2026-IV» or «2026-4».

    Raises:
        ValueError: if it is not such a code.
    """
    year, _dash, number = code.strip().upper().partition("-")
    quarter = ROMAN.index(number) + 1 if number in ROMAN else int(number)
    if not 1 <= quarter <= 4:
        raise ValueError(code)
    return quarter_of(date(int(year), 3 * quarter - 2, 1))


def quarters_between(earlier: date, later: date) -> int:
    """Return how many quarters *later* is after *earlier*; 0 within the same quarter."""
    return (later.year - earlier.year) * 4 + quarter_number(later) - quarter_number(earlier)


def last_working_days(period: Period, calendar: Calendar) -> tuple[date, ...]:
    """Return the last working day of each month, as far as it is within the period."""
    days: list[date] = []
    day = period.starts_on.replace(day=1)
    while day <= period.ends_on:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        last = calendar.previous(following - timedelta(days=1))
        if period.starts_on <= last <= period.ends_on:
            days.append(last)
        day = following
    return tuple(days)


def _next_quarter_start(first: date) -> date:
    return date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
