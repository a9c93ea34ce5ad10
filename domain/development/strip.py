"""The calendar strip of a plan: weeks, months and bars as shares of its width, for screen and paper."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.period import Period
from domain.workdays import WEEKENDS, Calendar

WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)

type Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday; ``at`` is its left edge, share 0..1."""

    monday: date
    at: float


@dataclass(frozen=True, slots=True)
class Month:
    """A month as far as it is on the strip; ``first`` is its first day there, ``span`` in shares 0..1."""

    first: date
    span: Span


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of whole weeks around a period; days run from the left edge 0 to the right edge 1."""

    period: Period
    starts_on: date
    days: int
    calendar: Calendar = WEEKENDS

    def at(self, day: date) -> float:
        """Return the middle of a day, 0..1; a day off the strip is moved to its edge."""
        return min(max(((day - self.starts_on).days + 0.5) / self.days, 0.0), 1.0)

    def span(self, starts_on: date, ends_on: date) -> Span:
        """Return the left and right edge of these days, both included; what is off the strip is cut."""
        left = (starts_on - self.starts_on).days / self.days
        right = ((ends_on - self.starts_on).days + 1) / self.days
        return min(max(left, 0.0), 1.0), min(max(right, 0.0), 1.0)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks from left to right."""
        count = self.days // 7
        return tuple(Week(self.starts_on + number * WEEK, number / count) for number in range(count))

    @property
    def months(self) -> tuple[Month, ...]:
        """The months from left to right; the first begins and the last ends at the edge of the strip."""
        found: list[Month] = []
        first, last = self.period.starts_on, self.starts_on + (self.days - 1) * _DAY
        while first <= self.period.ends_on:
            following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
            ends = last if following > self.period.ends_on else following - _DAY
            left, right = self.span(first, ends)
            found.append(Month(first, (0.0 if not found else left, right)))
            first = following
        return tuple(found)

    @property
    def rests(self) -> tuple[Span, ...]:
        """Runs of days off longer than a weekend: nothing is planned in them."""
        last = self.starts_on + (self.days - 1) * _DAY
        return tuple(self.span(*one) for one in self.calendar.rests(self.starts_on, last))


def strip(period: Period, calendar: Calendar = WEEKENDS) -> Strip:
    """Return the strip of a period: from the Monday of its first week to the Sunday of its last."""
    monday = period.starts_on - timedelta(days=period.starts_on.weekday())
    sunday = period.ends_on + timedelta(days=6 - period.ends_on.weekday())
    return Strip(period, monday, (sunday - monday).days + 1, calendar)
