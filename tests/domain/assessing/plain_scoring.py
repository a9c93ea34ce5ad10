"""The indexes in the plainest way, fraction by fraction: what sums of whole numbers must equal to the bit."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from domain.assessing.entry import Row, Standing
from domain.assessing.gaps import DutyRisk, DutyStatus
from domain.assessing.interval import variances
from domain.assessing.policy import Policy
from domain.framework.framework import Duty
from domain.mark import GivenMark


def indexes(rows: Sequence[Row]) -> tuple[Fraction | None, ...]:
    """Return attainment, its bounds, coverage, coverage of now, mean and readiness over the scope."""
    scope = [row for row in rows if row.entry.in_scope and row.standing is not Standing.NOT_APPLICABLE]
    known = [(row, row.level) for row in scope if row.level is not None]
    reached = sum((row.weight * min(level, Fraction(row.entry.target)) for row, level in known), Fraction(0))
    asked_known = sum((Fraction(row.weight * row.entry.target) for row, _ in known), Fraction(0))
    asked = sum((Fraction(row.weight * row.entry.target) for row in scope), Fraction(0))
    weight = sum((Fraction(row.weight) for row in scope), Fraction(0))
    weight_known = sum((Fraction(row.weight) for row, _ in known), Fraction(0))
    now = sum((row.weight for row, _ in known if row.standing is Standing.ASSESSED), Fraction(0))
    lower = reached / asked if asked else None
    summed = sum((row.weight * level for row, level in known), Fraction(0))
    return (
        reached / asked_known if asked_known else None,
        lower,
        None if lower is None else lower + (asked - asked_known) / asked,
        weight_known / weight if weight else None,
        now / weight if weight else None,
        summed / weight_known if weight_known else None,
        Fraction(sum((row.gap or 0) < Policy().small_gap for row, _ in known), len(known)) if known else None,
    )


def level(given: Sequence[GivenMark], policy: Policy) -> Fraction | None:
    """Return x̄ of law 6: each assessor's part of the level, summed."""
    counted = _counted(given, policy)
    shares = zip(_shares(counted, policy), counted, strict=True)
    return sum((share * (one.mark.level or 0) for share, one in shares), Fraction(0)) if counted else None


def mean_of_marks(rows: Sequence[Row], policy: Policy) -> float | None:
    """Return M of the original marks."""
    levels = [(row.weight, level(row.entry.marks, policy)) for row in rows if row.counts]
    known = [(weight, one) for weight, one in levels if one is not None]
    if not known:
        return None
    return float(
        sum((weight * one for weight, one in known), Fraction(0)) / sum(weight for weight, _ in known)
    )


def standard_error(rows: Sequence[Row], policy: Policy) -> float:
    """Return SE of law 6; there must be enough assessors and items for one."""
    marked = [
        (row.weight, given) for row in rows if row.counts and (given := _counted(row.entry.marks, policy))
    ]
    everybody = {one.assessor_id: one for _, given in marked for one in given}
    complete = [
        [{one.assessor_id: one for one in given}.get(who) for who in everybody] for _, given in marked
    ]
    table = [
        [float(one.mark.level or 0) for one in row if one is not None]
        for row in complete
        if all(one is not None for one in row)
    ]
    s2_rater, s2_res = variances(table)
    part = float(sum(share**2 for share in _shares(tuple(everybody.values()), policy)))
    noise = sum(weight**2 * sum(share**2 for share in _shares(given, policy)) for weight, given in marked)
    return sqrt(s2_rater * part + s2_res * float(noise) / sum(weight for weight, _ in marked) ** 2)


def duties(asked: Sequence[Duty], rows: Sequence[Row], policy: Policy) -> list[DutyRisk]:
    """Return the duties rated and in order (methods.md section 5)."""
    order = (DutyStatus.AT_RISK, DutyStatus.WATCH, DutyStatus.NO_DATA, DutyStatus.SECURED)
    rated = [_duty(one, [row for row in rows if row.code in one.items], policy) for one in asked]
    return sorted(rated, key=lambda one: (order.index(one.status), -(one.risk or Fraction(0))))


def _duty(duty: Duty, rows: Sequence[Row], policy: Policy) -> DutyRisk:
    here = sorted(rows, key=lambda row: duty.items.index(row.code))
    applicable = [row for row in here if row.standing is not Standing.NOT_APPLICABLE]
    found = [(row, row.gap) for row in applicable if row.entry.in_scope and row.gap is not None]
    whole = sum((Fraction(row.weight) for row in applicable), Fraction(0))
    weight = sum((Fraction(row.weight) for row, _ in found), Fraction(0))
    risk = (
        sum((row.weight * max(gap, Fraction(0)) for row, gap in found), Fraction(0)) / weight
        if weight
        else None
    )
    coverage = weight / whole if whole else None
    short = sorted((row for row, gap in found if gap >= policy.small_gap), key=lambda row: not row.critical)
    if any(row.critical for row in short):
        status = DutyStatus.AT_RISK
    elif risk is None or coverage is None or coverage < policy.duty_coverage:
        status = DutyStatus.NO_DATA
    elif risk >= policy.duty_risk:
        status = DutyStatus.AT_RISK
    else:
        status = DutyStatus.WATCH if risk >= policy.duty_watch else DutyStatus.SECURED
    return DutyRisk(duty, risk, coverage, status, tuple(short))


def _counted(given: Sequence[GivenMark], policy: Policy) -> tuple[GivenMark, ...]:
    counted = {
        one.assessor_id: one
        for one in given
        if one.mark.level is not None and policy.role_weights[one.role] > 0
    }
    return tuple(counted.values())


def _shares(given: Sequence[GivenMark], policy: Policy) -> list[Fraction]:
    present = {one.role for one in given}
    whole = sum((policy.role_weights[role] for role in present), Fraction(0))
    sizes = {role: sum(one.role is role for one in given) for role in present}
    return [policy.role_weights[one.role] / whole / sizes[one.role] for one in given]
