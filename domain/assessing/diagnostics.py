"""Rater diagnostics: topics for calibration, never a sanction or a correction (methods.md section 7)."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from domain.assessing.reliability import variance

MIDDLE = 2

type Cells = Mapping[tuple[int, str], Mapping[int, int]]  # person id, item code -> rater id -> level
type Levels = Mapping[int, list[int]]  # rater id -> levels of the common cells, in the same order for all


class Flag(StrEnum):
    """What may be worth discussing; the texts people read say «возможно»."""

    LENIENCY = "leniency"
    SEVERITY = "severity"
    CENTRAL_TENDENCY = "central_tendency"
    HALO = "halo"
    RANGE_RESTRICTION = "range_restriction"


class Shortage(StrEnum):
    """Why raters cannot be compared; with only two of them, there is just their difference."""

    RATERS = "raters"
    PEOPLE = "people"
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds for flags; the defaults are those of methods.md.

    ``level`` is in levels, ``ratio`` is relative to the mean of the others, ``middle`` a multiple of their
    share of level 2.
    """

    raters: int = 3
    people: int = 3
    cells: int = 15
    level: Fraction = Fraction(1, 2)
    level_t: float = 2.0
    ratio: float = 0.6
    middle: Fraction = Fraction(3, 2)


@dataclass(frozen=True, slots=True)
class RaterIndex:
    """One rater against the others on the common cells.

    ``leniency`` is in levels, negative when below the others; ``t`` is None if all differences are equal. The
    ratios divide the rater's standard deviation by the mean of the others', None if the others have no
    spread: over all cells, across the items of a person (halo), across the people of an item (range).
    """

    rater_id: int
    leniency: Fraction
    t: float | None
    sd_ratio: float | None
    middle_share: Fraction
    middle_share_others: Fraction
    halo_ratio: float | None
    range_ratio: float | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """The raters compared over the ``cells`` that all of them rated, for ``people`` people.

    ``raters`` is empty if ``shortage`` is set. ``difference`` is the second rater minus the first, in levels;
    None unless there are exactly two with a common cell.
    """

    cells: int
    people: int
    raters: tuple[RaterIndex, ...]
    shortage: Shortage | None
    difference: Fraction | None


def diagnose(raters: Sequence[int], cells: Cells, limits: Limits | None = None) -> Diagnostics:
    """Compare the raters, in the given order, on the cells that all of them rated."""
    limits = limits or Limits()
    common = [place for place in sorted(cells) if all(rater in cells[place] for rater in raters)]
    levels = {rater: [cells[place][rater] for place in common] for rater in raters}
    people = len({person for person, _ in common})
    difference = None
    if len(raters) == 2 and common:
        difference = _leniency(raters[1], levels)[0]
    shortage = _shortage(len(raters), people, len(common), limits)
    found = () if shortage else _indexes(common, levels, limits)
    return Diagnostics(len(common), people, found, shortage, difference)


def _shortage(raters: int, people: int, cells: int, limits: Limits) -> Shortage | None:
    if raters < limits.raters:
        return Shortage.RATERS
    if people < limits.people:
        return Shortage.PEOPLE
    return Shortage.CELLS if cells < limits.cells else None


def _indexes(common: Sequence[tuple[int, str]], levels: Levels, limits: Limits) -> tuple[RaterIndex, ...]:
    by_person, by_item = [person for person, _ in common], [code for _, code in common]
    spreads = {rater: _spread(own) for rater, own in levels.items()}
    halos = {rater: _inner(own, by_person) for rater, own in levels.items()}
    ranges = {rater: _inner(own, by_item) for rater, own in levels.items()}
    middles = {rater: Fraction(own.count(MIDDLE), len(own)) for rater, own in levels.items()}
    level_flags = _level_flags(levels, limits)
    indexes: list[RaterIndex] = []
    for rater in levels:
        leniency, t = _leniency(rater, levels)
        flags = [level_flags[rater]] if rater in level_flags else []
        spread, halo, restriction = (_ratio(rater, table) for table in (spreads, halos, ranges))
        middle, others = middles[rater], _others(rater, middles)
        if _low(spread, limits) and middle > 0 and middle >= limits.middle * others:
            flags.append(Flag.CENTRAL_TENDENCY)
        if _low(halo, limits):
            flags.append(Flag.HALO)
        if _low(restriction, limits):
            flags.append(Flag.RANGE_RESTRICTION)
        index = RaterIndex(rater, leniency, t, spread, middle, others, halo, restriction, tuple(flags))
        indexes.append(index)
    return tuple(indexes)


def _level_flags(levels: Levels, limits: Limits) -> dict[int, Flag]:
    """Return who is lenient or severe: the rater farthest off is removed and the rest compared again.

    Otherwise one lenient rater would make the others look severe. Of the last two, no one knows who is right.
    """
    left = dict(levels)
    flags: dict[int, Flag] = {}
    while len(left) >= limits.raters:
        far: list[tuple[Fraction, int]] = []
        for rater in left:
            leniency, t = _leniency(rater, left)
            if abs(leniency) >= limits.level and (t is None or abs(t) >= limits.level_t):
                far.append((leniency, rater))
        if not far:
            break
        leniency, rater = max(far, key=lambda one: abs(one[0]))
        flags[rater] = Flag.LENIENCY if leniency > 0 else Flag.SEVERITY
        del left[rater]
    return flags


def _leniency(rater: int, levels: Levels) -> tuple[Fraction, float | None]:
    """Return how far the rater's mean lies above that of the others, and its t; None without any scatter."""
    others = [own for other, own in levels.items() if other != rater]
    apart = [own - _mean(theirs) for own, *theirs in zip(levels[rater], *others, strict=True)]
    mean, scatter = _mean(apart), variance(apart)
    return mean, float(mean) / sqrt(scatter / len(apart)) if scatter else None


def _inner(own: Sequence[int], groups: Sequence[Hashable]) -> float:
    """Return the mean standard deviation within the groups that have at least two cells; 0 without any."""
    cells: dict[Hashable, list[int]] = {}
    for level, group in zip(own, groups, strict=True):
        cells.setdefault(group, []).append(level)
    spreads = [_spread(levels) for levels in cells.values() if len(levels) > 1]
    return sum(spreads) / len(spreads) if spreads else 0.0


def _spread(levels: Sequence[int]) -> float:
    return sqrt(variance(levels) or 0)


def _ratio(rater: int, table: Mapping[int, float]) -> float | None:
    others = [value for other, value in table.items() if other != rater]
    return table[rater] * len(others) / sum(others) if sum(others) else None


def _low(ratio: float | None, limits: Limits) -> bool:
    return ratio is not None and ratio <= limits.ratio


def _others(rater: int, shares: Mapping[int, Fraction]) -> Fraction:
    return _mean([share for other, share in shares.items() if other != rater])


def _mean(values: Sequence[int | Fraction]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction(0)) / len(values)
