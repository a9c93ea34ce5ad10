"""Which days people work on: five days a week, minus holidays, plus the days moved in a given year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_LIMIT = 60  # days; more days off in a row than this must be a mistake


@dataclass(frozen=True, slots=True)
class Calendar:
    """``yearly``: holidays as month and day; ``off``: free weekdays, ``on``: working weekends, as dates."""

    yearly: frozenset[tuple[int, int]] = frozenset()
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether it is a working day."""
        if day in self.on:
            return True
        return day.weekday() < 5 and (day.month, day.day) not in self.yearly and day not in self.off

    def next(self, day: date) -> date:
        """Return the day itself if it is a working day, else the first one after it."""
        return self._first(day, _DAY)

    def previous(self, day: date) -> date:
        """Return the day itself if it is a working day, else the last one before it."""
        return self._first(day, -_DAY)

    def within(self, day: date, first: date, last: date) -> date:
        """Return the nearest working day after *day*, else before it, within the span; else *day*."""
        later = self.next(day)
        if later <= last:
            return later
        earlier = self.previous(day)
        return earlier if earlier >= first else day

    def changed(self, off: frozenset[date], on: frozenset[date]) -> "Calendar":
        """Return the calendar with another's days off and on, which take precedence over these."""
        return Calendar(self.yearly, (self.off | off) - on, (self.on | on) - off)

    def rests(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """Yield the runs of days off longer than a weekend, by their first and last day."""
        day = first
        while day <= last:
            if self.works(day):
                day += _DAY
                continue
            end = day
            while end < last and not self.works(end + _DAY):
                end += _DAY
            if any((day + n * _DAY).weekday() < 5 for n in range((end - day).days + 1)):
                yield day, end
            day = end + _DAY

    def _first(self, day: date, step: timedelta) -> date:
        for number in range(_LIMIT):
            if self.works(day + number * step):
                return day + number * step
        return day


WEEKENDS = Calendar()
