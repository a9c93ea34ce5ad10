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
    weight = sum(one.weight for one in known)
    coverage = Fraction(weight, whole) if whole else None
    # Gaps as whole numbers over one denominator: as exact as fractions, and many times faster.
    common = lcm(*(one.short_by.denominator for one in known))
    short_by = sum(
        one.weight * one.short_by.numerator * (common // one.short_by.denominator) for one in known
    )
    risk = Fraction(short_by, weight * common) if weight else None
    if any(one.critical and not one.met for one in known):
        return DutyStatus.AT_RISK, risk, coverage
    if risk is None or coverage is None or coverage < policy.duty_coverage:
        return DutyStatus.NO_DATA, risk, coverage
    if risk >= policy.duty_risk:
        return DutyStatus.AT_RISK, risk, coverage
    return (DutyStatus.WATCH if risk >= policy.duty_watch else DutyStatus.SECURED), risk, coverage


def _rate(duty: Duty, rows: Sequence[Row], policy: Policy) -> DutyRisk:
    applicable = [row for row in rows if row.standing is not Standing.NOT_APPLICABLE]
    found = [row for row in applicable if row.entry.in_scope and row.gap is not None]
    known = [
        Known(row.weight, max(row.gap or Fraction(0), Fraction(0)), row.critical, row.band is Band.MET)
        for row in found
    ]
    status, risk, coverage = duty_status(known, sum(row.weight for row in applicable), policy)
    short = sorted((row for row in found if row.band is not Band.MET), key=lambda row: not row.critical)
    return DutyRisk(duty, risk, coverage, status, tuple(short))
