"""Coefficients of agreement and reliability, for the expert view (methods.md sections 2, 6.2-6.5).

All are exact fractions, on any scale. None means the coefficient is undefined (law 7): too few marks, or no
spread to measure agreement against.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import permutations

from domain.scale import LEVELS

type Number = int | Fraction


class Weighting(StrEnum):
    """How kappa weighs a difference between two levels: all equally, by size, by squared size."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


class Metric(StrEnum):
    """How alpha measures the distance of two levels."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class IccKind(StrEnum):
    """The six intraclass correlations of Shrout and Fleiss: model 1-3, for one rater or the mean of all."""

    ONE_WAY_SINGLE = "ICC(1,1)"
    TWO_WAY_RANDOM_SINGLE = "ICC(2,1)"
    TWO_WAY_MIXED_SINGLE = "ICC(3,1)"
    ONE_WAY_MEAN = "ICC(1,k)"
    TWO_WAY_RANDOM_MEAN = "ICC(2,k)"
    TWO_WAY_MIXED_MEAN = "ICC(3,k)"


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Mean squares of people by raters: between people, between raters, within people, residual."""

    between: Fraction
    raters: Fraction
    within: Fraction
    residual: Fraction


def spearman_brown(one: Fraction, raters: int) -> Fraction:
    """Return the reliability 0..1 of the mean of *raters* raters, from that of one."""
    return raters * one / (1 + (raters - 1) * one)


def raters_needed(one: Fraction, wanted: Fraction) -> int:
    """Return how many raters reach the reliability *wanted*, from that of one; both between 0 and 1."""
    assert 0 < one < 1, one
    assert 0 < wanted < 1, wanted
    exact = wanted * (1 - one) / (one * (1 - wanted))
    return max(1, -(-exact.numerator // exact.denominator))


def average_deviation(levels: Sequence[Number]) -> Fraction | None:
    """Return the mean distance from the mean, in levels; None below two levels."""
    if len(levels) < 2:
        return None
    middle = _mean(levels)
    return _mean([abs(level - middle) for level in levels])


def variance(levels: Sequence[Number]) -> Fraction | None:
    """Return the variance with n-1; None below two levels."""
    if len(levels) < 2:
        return None
    return _squares(levels, _mean(levels)) / (len(levels) - 1)


def r_wg(levels: Sequence[Number], options: int = len(LEVELS)) -> Fraction | None:
    """Return the raw r_WG of one item on a scale of *options* levels; screens show a value below 0 as 0."""
    found = variance(levels)
    return None if found is None else 1 - found / _even_variance(options)


def r_wg_j(items: Sequence[Sequence[Number]], options: int = len(LEVELS)) -> Fraction | None:
    """Return r_WG(J) of several items; None if an item has fewer than two levels, or for 0/0.

    By construction it rises with the number of items, so it is no headline figure for 71 of them.
    """
    found = [variance(levels) for levels in items]
    known = [one for one in found if one is not None]
    if not found or len(known) < len(found):
        return None
    share = _mean(known) / _even_variance(options)
    agreed = len(items) * (1 - share)
    return agreed / (agreed + share) if agreed + share else None


def weighted_kappa(
    one: Sequence[int],
    other: Sequence[int],
    weighting: Weighting = Weighting.LINEAR,
    categories: Sequence[int] = LEVELS,
) -> Fraction | None:
    """Return Cohen's kappa of two raters over the same items, on the full scale *categories*.

    None without items, or if agreement by chance alone would be complete: both used one and the same level.
    """
    place = {category: index for index, category in enumerate(categories)}
    pairs = [(place[a], place[b]) for a, b in zip(one, other, strict=True)]

    def weigh(a: int, b: int) -> int:
        match weighting:
            case Weighting.NONE:
                return int(a != b)
            case Weighting.LINEAR:
                return abs(a - b)
            case _:
                return (a - b) ** 2

    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(weigh(a, b) * n * m for a, n in first.items() for b, m in second.items())
    if not chance:
        return None
    return 1 - Fraction(len(pairs) * sum(weigh(a, b) for a, b in pairs), chance)


def krippendorff_alpha(units: Sequence[Sequence[Number]], metric: Metric = Metric.ORDINAL) -> Fraction | None:
    """Return alpha over units, each with the levels given to it; a missing level is simply left out.

    None if no unit has two levels, or if all levels are the same.
    """
    pairs: defaultdict[tuple[Number, Number], Fraction] = defaultdict(Fraction)
    for unit in units:
        for pair in permutations(unit, 2):
            pairs[pair] += Fraction(1, len(unit) - 1)
    sizes: defaultdict[Number, Fraction] = defaultdict(Fraction)
    for (one, _), size in pairs.items():
        sizes[one] += size
    distance = _distance(metric, sizes)
    expected = sum(
        (size * other_size * distance(one, other))
        for one, size in sizes.items()
        for other, other_size in sizes.items()
    )
    if not expected:
        return None
    observed = sum((size * distance(one, other) for (one, other), size in pairs.items()), Fraction(0))
    return 1 - (sum(sizes.values(), Fraction(0)) - 1) * observed / expected


def mean_squares(people: Sequence[Sequence[Number]]) -> MeanSquares | None:
    """Return the mean squares of a full table, one row a person and one column a rater.

    None below two people or two raters.
    """
    count = len(people)
    raters = len(people[0]) if people else 0
    if count < 2 or raters < 2:
        return None
    middle = _mean([level for row in people for level in row])
    row_means = [_mean(row) for row in people]
    column_means = [_mean(column) for column in zip(*people, strict=True)]
    total = _squares([level for row in people for level in row], middle)
    between = raters * _squares(row_means, middle)
    columns = count * _squares(column_means, middle)
    return MeanSquares(
        between=between / (count - 1),
        raters=columns / (raters - 1),
        within=(total - between) / (count * (raters - 1)),
        residual=(total - between - columns) / ((count - 1) * (raters - 1)),
    )


def icc(people: Sequence[Sequence[Number]], kind: IccKind = IccKind.TWO_WAY_RANDOM_MEAN) -> Fraction | None:
    """Return the intraclass correlation of a full table, one row a person.

    None below two people or two raters, or if nothing varies.
    """
    found = mean_squares(people)
    if found is None:
        return None
    count, k = len(people), len(people[0])
    between, left = found.between, found.residual
    severity = (found.raters - left) / count
    match kind:
        case IccKind.ONE_WAY_SINGLE:
            part, whole = between - found.within, between + (k - 1) * found.within
        case IccKind.TWO_WAY_RANDOM_SINGLE:
            part, whole = between - left, between + (k - 1) * left + k * severity
        case IccKind.TWO_WAY_MIXED_SINGLE:
            part, whole = between - left, between + (k - 1) * left
        case IccKind.ONE_WAY_MEAN:
            part, whole = between - found.within, between
        case IccKind.TWO_WAY_RANDOM_MEAN:
            part, whole = between - left, between + severity
        case _:
            part, whole = between - left, between
    return part / whole if whole else None


def _distance(metric: Metric, sizes: dict[Number, Fraction]) -> Callable[[Number, Number], Fraction]:
    """Return the function for squared distances of levels; *sizes*: level -> number of pairable values."""

    def distance(one: Number, other: Number) -> Fraction:
        match metric:
            case Metric.NOMINAL:
                return Fraction(one != other)
            case Metric.INTERVAL:
                return Fraction(one - other) ** 2
            case _:
                low, high = min(one, other), max(one, other)
                between = sum((size for level, size in sizes.items() if low <= level <= high), Fraction(0))
                return (between - (sizes[one] + sizes[other]) / 2) ** 2

    return distance


def _even_variance(options: int) -> Fraction:
    """Return the variance of marks spread evenly over a scale, as from raters who merely guess."""
    return Fraction(options**2 - 1, 12)


def _mean(values: Sequence[Number]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction(0)) / len(values)


def _squares(values: Sequence[Number], middle: Fraction) -> Fraction:
    return sum(((value - middle) * (value - middle) for value in values), Fraction(0))
