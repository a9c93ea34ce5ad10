"""Gaps in their order, and the duties they put at risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from domain.assessing.entry import Row, Standing
from domain.assessing.policy import Policy
from domain.framework.framework import Duty
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
    return tuple(sorted(below, key=priority))


def priority(row: Row) -> tuple[bool, Fraction, int, str]:
    """Return the sort key of a gap; the most pressing sorts first."""
    return (not row.critical, -row.weight * (row.gap or Fraction(0)), -row.weight, row.code)


def rate_duties(duties: Sequence[Duty], rows: Sequence[Row], policy: Policy) -> tuple[DutyRisk, ...]:
    """Return the duties by status, the most endangered first, then by risk, then in their own order.

    A critical gap to the *target* decides first, whatever the floor (methods.md section 5), then missing
    data, then the risk. Coverage is taken over all applicable items of the duty, including those outside the
    scope: nothing is known about them, and that must not read as «secured».
    """
    by_code = {row.code: row for row in rows}
    rated = [
        _rate(duty, [by_code[code] for code in duty.items if code in by_code], policy) for duty in duties
    ]
    order = (DutyStatus.AT_RISK, DutyStatus.WATCH, DutyStatus.NO_DATA, DutyStatus.SECURED)
    return tuple(sorted(rated, key=lambda one: (order.index(one.status), -(one.risk or Fraction(0)))))


def _rate(duty: Duty, rows: Sequence[Row], policy: Policy) -> DutyRisk:
    applicable = [row for row in rows if row.standing is not Standing.NOT_APPLICABLE]
    found = [(row, row.gap) for row in applicable if row.entry.in_scope and row.gap is not None]
    known = [row for row, _gap in found]
    weight, whole = sum(row.weight for row in known), sum(row.weight for row in applicable)
    coverage = Fraction(weight, whole) if whole else None
    # Gaps as whole numbers over one denominator: as exact as fractions, and many times faster.
    common = lcm(*(gap.denominator for _row, gap in found))
    short_by = sum(row.weight * max(gap.numerator * (common // gap.denominator), 0) for row, gap in found)
    risk = Fraction(short_by, weight * common) if weight else None
    if any(row.critical and row.band is not Band.MET for row in known):
        status = DutyStatus.AT_RISK
    elif risk is None or coverage is None or coverage < policy.duty_coverage:
        status = DutyStatus.NO_DATA
    elif risk >= policy.duty_risk:
        status = DutyStatus.AT_RISK
    else:
        status = DutyStatus.WATCH if risk >= policy.duty_watch else DutyStatus.SECURED
    short = sorted((row for row in known if row.band is not Band.MET), key=lambda row: not row.critical)
    return DutyRisk(duty, risk, coverage, status, tuple(short))
