"""How far the assessors of one case agree: shares of pairs, and a verbal grade (methods.md section 6.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from domain.assessing.entry import Row
from domain.assessing.policy import Policy

MIN_PAIRS = 10
_HIGH_WITHIN_ONE, _HIGH_EXACT, _SUFFICIENT_WITHIN_ONE = (
    Fraction(95, 100),
    Fraction(60, 100),
    Fraction(85, 100),
)


class Agreement(StrEnum):
    """The grade of the shares; TOO_FEW below ten pairs."""

    HIGH = "high"
    SUFFICIENT = "sufficient"
    LOW = "low"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Pairs of levels that two assessors gave to the same item; shares 0..1, None without any pair."""

    pairs: int
    exact: Fraction | None
    within_one: Fraction | None
    two_or_more: int
    agreement: Agreement


def pair_agreement(items: Iterable[Sequence[int]]) -> PairAgreement:
    """Compare all pairs of levels within each item; an item with fewer than two levels gives none."""
    apart = [abs(one - other) for levels in items for one, other in combinations(levels, 2)]
    if not apart:
        return PairAgreement(0, None, None, 0, Agreement.TOO_FEW)
    exact = Fraction(sum(distance == 0 for distance in apart), len(apart))
    within_one = Fraction(sum(distance <= 1 for distance in apart), len(apart))
    two_or_more = sum(distance >= 2 for distance in apart)
    return PairAgreement(len(apart), exact, within_one, two_or_more, _word(len(apart), exact, within_one))


def case_agreement(rows: Sequence[Row], policy: Policy) -> PairAgreement:
    """Compare the assessors of a case over its scope, without roles that do not count towards the level."""
    return pair_agreement(
        [
            given.mark.level
            for given in row.entry.marks
            if given.mark.level is not None and policy.counts(given.role)
        ]
        for row in rows
        if row.entry.in_scope
    )


def _word(pairs: int, exact: Fraction, within_one: Fraction) -> Agreement:
    if pairs < MIN_PAIRS:
        return Agreement.TOO_FEW
    if within_one >= _HIGH_WITHIN_ONE and exact >= _HIGH_EXACT:
        return Agreement.HIGH
    return Agreement.SUFFICIENT if within_one >= _SUFFICIENT_WITHIN_ONE else Agreement.LOW
