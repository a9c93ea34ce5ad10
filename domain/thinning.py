"""Which of many copies are kept: by count, so that no clock and no long holiday can take them all."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

LEAST = 10  # copies that stay whatever the clock says
LEAST_IN_SPACE = 3  # copies that stay however little room there is
DAYS_WHOLE, DAYS, WEEKS, MONTHS = 2, 14, 8, 3
SHARE = 4  # copies take at most one part in so many of what the disk has free


@dataclass(frozen=True, slots=True)
class Dated:
    """One copy: the local time it was taken, the number of the last event in it, its size in bytes."""

    at: datetime
    seq: int
    size: int


@dataclass(frozen=True, slots=True)
class Thinned:
    """Places of the copies that go, and whether some of them go only for want of space."""

    gone: tuple[int, ...]
    tight: bool = False


def thinned(copies: Sequence[Dated], free: int) -> Thinned:
    """Return which copies are no longer kept; *free* is the space in bytes that they could have at most.

    Kept are all of the last two days that have any, the last of 14 days, 8 weeks and 3 months, and the ten
    newest. Newest means by time and also by the journal: a clock put forward, or an old file gone on with,
    must not make the present look old.
    """
    by_time = sorted(range(len(copies)), key=lambda one: (copies[one].at, copies[one].seq), reverse=True)
    by_event = sorted(range(len(copies)), key=lambda one: (copies[one].seq, copies[one].at), reverse=True)
    kept = _kept(copies, by_time) | _kept(copies, by_event)
    age = {one: min(by_time.index(one), by_event.index(one)) for one in kept}
    size, tight = sum(copies[one].size for one in kept), False
    for one in sorted(kept, key=lambda one: age[one], reverse=True):
        if size <= free // SHARE or len(kept) <= LEAST_IN_SPACE:
            break
        kept.remove(one)
        size -= copies[one].size
        tight = True
    return Thinned(tuple(one for one in range(len(copies)) if one not in kept), tight)


def _kept(copies: Sequence[Dated], newest_first: Sequence[int]) -> set[int]:
    """Return the places kept by the rule, going back from the newest."""
    days = _groups((one, copies[one].at.date()) for one in newest_first)
    weeks = _groups((one, copies[one].at.isocalendar()[:2]) for one in newest_first)
    months = _groups((one, (copies[one].at.year, copies[one].at.month)) for one in newest_first)
    kept = set(newest_first[:LEAST])
    for group in islice(days, DAYS_WHOLE):
        kept.update(group)
    for groups, number in ((days, DAYS), (weeks, WEEKS), (months, MONTHS)):
        kept.update(group[0] for group in groups[:number])
    return kept


def _groups[T: Hashable](keyed: Iterable[tuple[int, T]]) -> list[list[int]]:
    found: dict[T, list[int]] = {}
    for one, key in keyed:
        found.setdefault(key, []).append(one)
    return list(found.values())
