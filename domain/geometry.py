"""Charts as points: computed here, painted by Qt on screen and by ReportLab on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BoundedShare:
    """A share 0..1 with its bounds; None if unknown, ``value`` also when coverage is too low."""

    value: float | None
    lower: float | None
    upper: float | None


UNKNOWN = BoundedShare(None, None, None)


@dataclass(frozen=True, slots=True)
class BoundsBar:
    """A bar 0..1: solid to ``solid``, hatched to ``hatched``, a tick at ``tick`` (None below coverage)."""

    solid: float
    hatched: float
    tick: float | None


def bounds_bar(value: float | None, lower: float | None, upper: float | None) -> BoundsBar:
    """Return the bar of an index with its bounds; all of it is hatched if nothing is known."""
    if lower is None or upper is None:
        return BoundsBar(0.0, 1.0, None)
    return BoundsBar(lower, upper, value)


@dataclass(frozen=True, slots=True)
class LevelBar:
    """A ruler 0..1 for a level 0-4: filled to ``filled`` (None: hatched), target, whisker of assessors."""

    filled: float | None
    target: float
    whisker: tuple[float, float] | None


def level_bar(level: float | None, target: float, levels: Sequence[int] = (), top: int = 4) -> LevelBar:
    """Return the ruler of a level against its target; the whisker appears if the assessors differ."""
    differ = bool(levels) and min(levels) != max(levels)
    whisker = (min(levels) / top, max(levels) / top) if differ else None
    return LevelBar(None if level is None else level / top, target / top, whisker)


@dataclass(frozen=True, slots=True)
class TrendValue:
    """One quarter of a line: ``number`` counts quarters, ``value`` is None if unknown.

    ``broken`` means the line starts again here, ``passage`` that another framework edition begins here.
    """

    number: int
    value: float | None
    broken: bool = False
    passage: bool = False


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A line in the unit square, y downwards; ``runs`` have no break, ``breaks`` are the x where one starts.

    ``points`` has one point a value, in order, None if unknown. ``passages`` are the x half-way to a point of
    another edition; ``bridges`` cross them where the line is linked, and belong to no run.
    """

    runs: tuple[tuple[Point, ...], ...]
    points: tuple[Point | None, ...]
    breaks: tuple[float, ...]
    passages: tuple[float, ...] = ()
    bridges: tuple[tuple[Point, Point], ...] = ()


def trend_line(values: Sequence[TrendValue], first: int, last: int, low: float, high: float) -> TrendLine:
    """Lay out a line between the quarters *first* and *last* and the values *low* and *high*."""
    assert first <= last, (first, last)
    assert low < high, (low, high)
    runs: list[list[Point]] = [[]]
    points: list[Point | None] = []
    breaks: list[float] = []
    passages: list[float] = []
    bridges: list[tuple[Point, Point]] = []
    before: int | None = None
    for one in values:
        x = (one.number - first) / (last - first) if last > first else 0.5
        apart = one.broken or (before is not None and one.number != before + 1)
        if apart and before is not None:
            runs.append([])
            breaks.append(x)
        if one.passage and before is not None and last > first:
            passages.append(x - 0.5 / (last - first))
        if one.value is None:
            runs.append([])
            points.append(None)
        else:
            at = (x, 1 - (one.value - low) / (high - low))
            if one.passage and runs[-1]:
                bridges.append((runs[-1][-1], at))
                runs.append([])
            runs[-1].append(at)
            points.append(at)
        before = one.number
    return TrendLine(
        tuple(tuple(run) for run in runs if run),
        tuple(points),
        tuple(breaks),
        tuple(passages),
        tuple(bridges),
    )


def trend_range(values: Sequence[float | None], step: float = 0.1) -> tuple[float, float]:
    """Return a range in whole steps that contains all values, at least three steps high, never below 0.

    A linked line may well go above 1: it adds up changes, whatever was rated.
    """
    known = [value for value in values if value is not None]
    if not known:
        return 0.0, 1.0
    steps = round(1 / step)
    low = max(int((min(known) - 1e-9) / step + 1e-9), 0)
    high = -int(-(max(known) - 1e-9) // step)
    while high - low < 3:
        low, high = max(low - 1, 0), high + (high < steps or low == 0)
    return low / steps, high / steps
