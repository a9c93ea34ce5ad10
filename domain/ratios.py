"""Exact sums of many ratios, grouped by denominator: adding fractions one by one is many times slower."""

from collections.abc import Iterable
from fractions import Fraction

type Exact = int | Fraction
"""A level; whole ones may stay ``int``, which keeps sums over a large team fast and just as exact."""

type Ratio = tuple[Exact, int]
"""Numerator and denominator."""


def total(ratios: Iterable[Ratio]) -> Fraction:
    """Return the exact sum.

    Raises:
        ZeroDivisionError: if a denominator is 0.
    """
    by_denominator: dict[int, Exact] = {}
    for part, whole in ratios:
        by_denominator[whole] = by_denominator.get(whole, 0) + part
    return sum((Fraction(part, whole) for whole, part in by_denominator.items()), Fraction(0))
