"""The rough interval of the mean level that stems from the raters (methods.md section 4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm, sqrt

from domain.assessing.entry import Row
from domain.assessing.policy import Policy
from domain.mark import Role
from domain.ratios import total
from domain.scale import TOP

Z95 = 1.96
_ROUNDING = 1e-6  # levels; rounding leaves less than this where sums of squares cancel out


class NoInterval(StrEnum):
    """Why there is no interval."""

    ONE_RATER = "one_rater"
    TOO_FEW_ITEMS = "too_few_items"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean of the original marks, in levels, and its 95 % interval, cut to the scale.

    ``lower``, ``upper`` and ``se`` are None together; then ``reason`` says why. Carried levels never enter
    (law 8b), nor do settled ones: the interval always comes from the originals (law 6).
    """

    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    se: float | None = None
    reason: NoInterval | None = None

    @property
    def seen(self) -> bool:
        """Whether the interval has a width: if all marks agree, the precision cannot be seen."""
        return self.se is not None and self.se > _ROUNDING


@dataclass(frozen=True, slots=True)
class Shares:
    """Each assessor's share in a level, as whole numbers that add up to ``whole``.

    ``squares`` is Σ a², times ``whole`` squared.
    """

    parts: dict[int, int]
    whole: int
    squares: int

    def level(self, levels: Mapping[int, int]) -> int:
        """Return x̄ of law 6, times ``whole``."""
        return sum(part * levels[assessor] for assessor, part in self.parts.items())


@dataclass(frozen=True, slots=True)
class Marked:
    """An item with original levels: ``levels`` is assessor -> level, ``who`` each assessor with the role."""

    weight: int
    levels: dict[int, int]
    who: tuple[tuple[int, Role], ...]
    shares: Shares  # the share of each in x̄
    reached: int  # x̄ times ``shares.whole`` and the weight


def marked(rows: Iterable[Row], policy: Policy) -> dict[str, Marked]:
    """Return code -> the levels of counted assessors, for the items in scope that have any."""
    shares: dict[tuple[tuple[int, Role], ...], Shares] = {}  # only few combinations of assessors occur
    items: dict[str, Marked] = {}
    parts = policy.parts
    for row in rows:
        if not row.counts:
            continue
        levels: dict[int, int] = {}
        roles: dict[int, Role] = {}
        for given in row.entry.marks:
            level = given.mark.level
            if level is not None and parts[given.role] > 0:
                levels[given.assessor_id] = level
                roles[given.assessor_id] = given.role
        if not levels:
            continue
        who = tuple(roles.items())
        mine = shares.get(who)
        if mine is None:
            mine = shares[who] = _shares(roles, policy)
        weight = row.entry.weight
        items[row.entry.code] = Marked(weight, levels, who, mine, weight * mine.level(levels))
    return items


def rater_interval(items: Collection[Marked], policy: Policy) -> Interval:
    """Return the mean M of the original marks of these items, with its interval.

    Two-way ANOVA without replication on the items that all counted assessors rated; then ``SE² = s²_rater·Σ
    b_r² + s²_res·Σ w_i²·Σ_r a_ir² / (Σ w_i)²`` (law 6).
    """
    if not items:
        return Interval(reason=NoInterval.NOTHING)
    roles: dict[int, Role] = {}
    for item in items:
        roles.update(item.who)
    weight = sum([item.weight for item in items])
    mean = float(total([(item.reached, item.shares.whole) for item in items]) / weight)
    if len(roles) < policy.interval_raters:
        return Interval(mean=mean, reason=NoInterval.ONE_RATER)
    block = [item for item in items if item.levels.keys() == roles.keys()]
    if len(block) < policy.interval_items:
        return Interval(mean=mean, reason=NoInterval.TOO_FEW_ITEMS)
    table = [[float(item.levels[assessor]) for assessor in roles] for item in block]
    s2_rater, s2_res = variances(table)
    full = _shares(roles, policy)
    rater_part = s2_rater * float(Fraction(full.squares, full.whole**2))
    noise = total([(item.weight**2 * item.shares.squares, item.shares.whole**2) for item in items])
    se = sqrt(rater_part + s2_res * float(noise) / weight**2)
    return Interval(mean, max(0.0, mean - Z95 * se), min(float(TOP), mean + Z95 * se), se)


def variances(table: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return s²_rater and s²_res of a complete block: one row an item, one level an assessor, ≥ 2 of each."""
    k, m = len(table[0]), len(table)
    grand = sum(map(sum, table)) / (k * m)
    item_means = [sum(row) / k for row in table]
    rater_means = [sum(column) / m for column in zip(*table, strict=True)]
    total = sum((level - grand) ** 2 for row in table for level in row)
    between_items = k * sum((mean - grand) ** 2 for mean in item_means)
    between_raters = m * sum((mean - grand) ** 2 for mean in rater_means)
    # Differences of sums of squares can fall below zero by a rounding error.
    residual = max(0.0, total - between_items - between_raters)
    ms_res = residual / ((m - 1) * (k - 1))
    ms_rater = between_raters / (k - 1)
    return max(0.0, (ms_rater - ms_res) / m), ms_res


def _shares(roles: dict[int, Role], policy: Policy) -> Shares:
    """Return each assessor's share in the level: ρ of the role over all present, split within the role."""
    sizes = Counter(roles.values())
    common = lcm(*sizes.values())
    parts = {one: policy.parts[role] * (common // sizes[role]) for one, role in roles.items()}
    return Shares(parts, sum(parts.values()), sum(part**2 for part in parts.values()))
