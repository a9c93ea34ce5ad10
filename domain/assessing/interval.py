"""The rough interval of the mean level that comes from the raters (methods.md section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from domain.assessing.entry import Row
from domain.assessing.policy import Policy
from domain.mark import Role
from domain.scale import TOP

Z95 = 1.96
_ROUNDING = 1e-6  # levels; sums of squares that should cancel out leave less


class NoInterval(StrEnum):
    """Why there is no interval."""

    ONE_RATER = "one_rater"
    TOO_FEW_ITEMS = "too_few_items"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean of the original marks, in levels, and its 95 % interval cut to the scale.

    ``lower``, ``upper`` and ``se`` are None together, then ``reason`` says why. Carried levels never enter
    (law 8b), settled ones neither: the interval always comes from the originals (law 6).
    """

    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    se: float | None = None
    reason: NoInterval | None = None

    @property
    def seen(self) -> bool:
        """Whether there is an interval with a width: where all marks agree, no precision is to be seen."""
        return self.se is not None and self.se > _ROUNDING


@dataclass(frozen=True, slots=True)
class _Marked:
    """An item with original levels: ``levels`` is assessor -> level, ``shares`` assessor -> part of x̄."""

    weight: int
    levels: dict[int, int]
    shares: dict[int, Fraction]


def rater_interval(rows: Sequence[Row], policy: Policy) -> Interval:
    """Return M of the original marks with its interval, over the scope.

    Two-way ANOVA without replication on the items that all counted assessors rated; then
    ``SE² = s²_rater·Σ b_r² + s²_res·Σ w_i²·Σ_r a_ir² / (Σ w_i)²`` (law 6).
    """
    roles = {
        given.assessor_id: given.role
        for row in rows
        for given in row.entry.marks
        if given.mark.level is not None and row.counts and policy.role_weights[given.role] > 0
    }
    marked = [item for row in rows if row.counts and (item := _marked(row, policy)) is not None]
    if not marked:
        return Interval(reason=NoInterval.NOTHING)
    weight = sum(item.weight for item in marked)
    mean = float(sum((item.weight * _level(item) for item in marked), Fraction(0)) / weight)
    if len(roles) < policy.interval_raters:
        return Interval(mean=mean, reason=NoInterval.ONE_RATER)
    block = [item for item in marked if item.levels.keys() == roles.keys()]
    if len(block) < policy.interval_items:
        return Interval(mean=mean, reason=NoInterval.TOO_FEW_ITEMS)
    s2_rater, s2_res = _variances(block, tuple(roles))
    full = _shares(roles, policy)
    rater_part = s2_rater * float(sum(share**2 for share in full.values()))
    noise = sum(item.weight**2 * sum(share**2 for share in item.shares.values()) for item in marked)
    se = sqrt(rater_part + s2_res * float(noise) / weight**2)
    return Interval(mean, max(0.0, mean - Z95 * se), min(float(TOP), mean + Z95 * se), se)


def _variances(block: Sequence[_Marked], assessors: Sequence[int]) -> tuple[float, float]:
    """Return s²_rater and s²_res of a complete block of items by assessors."""
    k, m = len(assessors), len(block)
    table = [[float(item.levels[assessor]) for assessor in assessors] for item in block]
    grand = sum(map(sum, table)) / (k * m)
    item_means = [sum(row) / k for row in table]
    rater_means = [sum(column) / m for column in zip(*table, strict=True)]
    total = sum((level - grand) ** 2 for row in table for level in row)
    between_items = k * sum((mean - grand) ** 2 for mean in item_means)
    between_raters = m * sum((mean - grand) ** 2 for mean in rater_means)
    # Differences of sums of squares can come out a rounding error below zero.
    residual = max(0.0, total - between_items - between_raters)
    ms_res = residual / ((m - 1) * (k - 1))
    ms_rater = between_raters / (k - 1)
    return max(0.0, (ms_rater - ms_res) / m), ms_res


def _marked(row: Row, policy: Policy) -> _Marked | None:
    counted = {
        given.assessor_id: given
        for given in row.entry.marks
        if given.mark.level is not None and policy.role_weights[given.role] > 0
    }
    if not counted:
        return None
    levels = {assessor: given.mark.level or 0 for assessor, given in counted.items()}
    return _Marked(row.weight, levels, _shares({a: given.role for a, given in counted.items()}, policy))


def _level(item: _Marked) -> Fraction:
    return sum((item.shares[assessor] * level for assessor, level in item.levels.items()), Fraction(0))


def _shares(roles: dict[int, Role], policy: Policy) -> dict[int, Fraction]:
    """Return each assessor's part in the level: ρ of the role over all present, split within the role."""
    present = set(roles.values())
    whole = sum((policy.role_weights[role] for role in present), Fraction(0))
    sizes = {role: sum(other is role for other in roles.values()) for role in present}
    return {assessor: policy.role_weights[role] / whole / sizes[role] for assessor, role in roles.items()}
