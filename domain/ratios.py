"""Exact ratios and sums of many, grouped by denominator: to add fractions one by one is many times slower."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

type Exact = int | Fraction
"""A level; whole ones may stay ``int``, which keeps sums over a large team fast and just as exact."""

type Ratio = tuple[Exact, int]
"""Numerator and denominator."""


@lru_cache(maxsize=4096)
def fraction(part: int, whole: int) -> Fraction:
    """Return the ratio; few different ones occur in a team, and making one costs a division of integers.

    Raises:
        ZeroDivisionError: if the denominator is 0.
    """
    return Fraction(part, whole)


def is_less(one: Fraction, other: Fraction) -> bool:
    """Return whether the first is less: what ``<`` says, without asking both for their types."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def total(ratios: Iterable[Ratio]) -> Fraction:
    """Return the exact sum.

    Raises:
        ZeroDivisionError: if a denominator is 0.
    """
    by_denominator: dict[int, Exact] = {}
    for part, whole in ratios:
        by_denominator[whole] = by_denominator.get(whole, 0) + part
    return sum((Fraction(part, whole) for whole, part in by_denominator.items()), Fraction(0))
