"""How alike two texts are, for proposals that a person confirms."""

from collections.abc import Sequence
from itertools import permutations

from rapidfuzz import fuzz

ALIKE = 72.0  # of 100; texts less alike are two items


def alike(first: str, second: str) -> float:
    """Return how alike two texts are, 0..100, whatever the order of their words."""
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))


def percent(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how alike the folded texts of a line of the map are, 0..100; 100 only for the same words.

    Several texts are joined in the order that makes them most alike. Screens and papers take the figure from
    here.
    """
    if sorted(old) == sorted(new):
        return 100
    best = max(
        alike(" ".join(one), " ".join(other)) for one in permutations(old) for other in permutations(new)
    )
    return min(round(best), 99)
