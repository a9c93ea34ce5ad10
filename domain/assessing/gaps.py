"""Gaps in their order, and the duties they put at risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from domain.assessing.entry import Row, Standing
from domain.assessing.policy import Policy
from domain.framework.framework import Duty
from domain.ratios import fraction, is_less
from domain.scale import Band


class DutyStatus(StrEnum):
    """How well the levels of a duty's items cover it (methods.md section 5)."""

    AT_RISK = "at_risk"
    WATCH = "watch"
    SECURED = "secured"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class DutyRisk:
    """One duty: ``risk`` in levels, the weighted mean shortfall, None without a level; ``coverage`` 0..1.

    ``short`` are its items below target, critical ones first, then in the duty's own order.
    """

    duty: Duty
    risk: Fraction | None
    coverage: Fraction | None
    status: DutyStatus
    short: tuple[Row, ...]


def find_gaps(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows in a gap band: critical ones first, then by weight times gap, weight, code.

    An item without a level is no gap, since nothing is known about it; items outside the scope are left out.
    """
    below = [row for row in rows if row.counts and row.band in (Band.SMALL, Band.LARGE)]
    # As whole numbers over one denominator they are put in order as by fractions, many times faster.
    common = lcm(*{row.gap.denominator for row in below if row.gap is not None})

    def order(row: Row) -> tuple[bool, int, int, str]:
        gap, entry = row.gap, row.entry
        assert gap is not None, "a row in a gap band has a gap"
        pressing = entry.weight * gap.numerator * (common // gap.denominator)
        return not entry.critical, -pressing, -entry.weight, entry.code

    return tuple(sorted(below, key=order))


def rate_duties(duties: Sequence[Duty], rows: Sequence[Row], policy: Policy) -> tuple[DutyRisk, ...]:
    """Return the duties by status, the most endangered first, then by risk, then in their own order.

    A critical gap to the *target* decides first, whatever the floor (methods.md section 5), then missing
    data, then the risk. Coverage is taken over all applicable items of the duty, including those outside the
    scope: nothing is known about them, and that must not read as «secured».
    """
    by_code = {row.code: (row, _known(row)) for row in rows if row.standing is not Standing.NOT_APPLICABLE}
    rated = [
        _rate(duty, [by_code[code] for code in duty.items if code in by_code], policy) for duty in duties
    ]
    common = lcm(*{one.risk.denominator for one in rated if one.risk is not None})

    def order(one: DutyRisk) -> tuple[int, int]:
        risk = 0 if one.risk is None else one.risk.numerator * (common // one.risk.denominator)
        return _WORST_FIRST.index(one.status), -risk

    return tuple(sorted(rated, key=order))


_WORST_FIRST = (DutyStatus.AT_RISK, DutyStatus.WATCH, DutyStatus.NO_DATA, DutyStatus.SECURED)


class Known(NamedTuple):
    """An item of a duty with a level: ``short_by`` in levels, ``met`` if it is in no gap band."""

    weight: int
    short_by: Fraction
    critical: bool
    met: bool


def duty_status(
    known: Sequence[Known], whole: int, policy: Policy
) -> tuple[DutyStatus, Fraction | None, Fraction | None]:
    """Return the status, the risk and the coverage of a duty; *whole* is the weight of all that applies."""
    # Gaps as whole numbers over one denominator: as exact as fractions, and many times faster.
    common = lcm(*[short_by.denominator for _, short_by, _, _ in known])
    weight = short = 0
    endangered = False
    for mine, short_by, critical, met in known:
        weight += mine
        short += mine * short_by.numerator * (common // short_by.denominator)
        endangered = endangered or (critical and not met)
    coverage = fraction(weight, whole) if whole else None
    risk = fraction(short, weight * common) if weight else None
    if endangered:
        return DutyStatus.AT_RISK, risk, coverage
    if risk is None or coverage is None or is_less(coverage, policy.duty_coverage):
        return DutyStatus.NO_DATA, risk, coverage
    if not is_less(risk, policy.duty_risk):
        return DutyStatus.AT_RISK, risk, coverage
    return (DutyStatus.SECURED if is_less(risk, policy.duty_watch) else DutyStatus.WATCH), risk, coverage


_NOT_SHORT = Fraction(0)


def _known(row: Row) -> Known | None:
    if not row.entry.in_scope or row.gap is None:
        return None
    short_by = row.gap if row.gap.numerator > 0 else _NOT_SHORT
    return Known(row.entry.weight, short_by, row.entry.critical, row.band is Band.MET)


def _rate(duty: Duty, rows: Sequence[tuple[Row, Known | None]], policy: Policy) -> DutyRisk:
    """Rate a duty by those of its items that apply."""
    known = [one for _, one in rows if one is not None]
    status, risk, coverage = duty_status(known, sum(row.entry.weight for row, _ in rows), policy)
    short = [row for row, one in rows if one is not None and not one.met]
    short.sort(key=lambda row: not row.entry.critical)
    return DutyRisk(duty, risk, coverage, status, tuple(short))
