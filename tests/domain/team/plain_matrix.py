"""Totals of a part of a matrix told in the plainest way, cell by cell: what the packed way must equal."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from domain.assessing.scoring import Status
from domain.scale import Band
from domain.team.matrix import KNOWN, Cell, Summary, Tally, TeamMatrix


def totals(matrix: TeamMatrix, rows: Iterable[int], columns: Sequence[int]) -> Summary:
    """Spell every cell of the part out and add it up."""
    rows = tuple(rows)
    common = lcm(*(level.denominator for level in matrix.levels))
    places = [matrix.place(row, column) for row in rows for column in columns]
    asked = [(one, one.target, one.weight) for one in places if one.cell is not Cell.OUTSIDE]
    scope = [
        (one, target, weight) for one, target, weight in asked if target is not None and weight is not None
    ]
    known = [
        (one, one.level, target, weight)
        for one, target, weight in scope
        if one.cell in KNOWN and one.level is not None
    ]
    missing = [(one, target, weight) for one, target, weight in scope if one.cell is Cell.MISSING]
    unconfirmed = sum(one.cell is Cell.UNCONFIRMED for one, _, _ in scope)
    asked_known = sum(weight * target for _, _, target, weight in known)
    weight_known = sum(weight for _, _, _, weight in known)
    sums = Tally(
        reached=int(common * sum(weight * min(level, target) for _, level, target, weight in known)),
        asked_known=common * asked_known,
        asked=common * (asked_known + sum(weight * target for _, target, weight in missing)),
        weight_known=weight_known,
        weight_now=sum(weight for one, _, _, weight in known if one.cell is Cell.RATED),
        weight=weight_known + sum(weight for _, _, weight in missing),
        weighted=int(common * sum(weight * level for _, level, _, weight in known)),
        applicable=len(known) + len(missing),
        known=len(known),
        now=sum(one.cell is Cell.RATED for one, _, _, _ in known),
        met=sum(one.band is Band.MET for one, _, _, _ in known),
        stops=sum(one.stop for one, _, _, _ in known),
        hidden=sum(one.cell is Cell.HIDDEN for one, _, _ in scope),
        open_critical=unconfirmed + sum(one.critical for one, _, _ in missing),
        above=sum(level > target for _, level, target, _ in known),
    )
    unsettled = sum(column in columns for row in rows for column in matrix.unsettled.get(row, ()))
    return Summary(_status(matrix, sums, unsettled), sums, common, unsettled)


def _status(matrix: TeamMatrix, sums: Tally, unsettled: int) -> Status:
    if not sums.weight:
        return Status.UNDEFINED
    coverage = Fraction(sums.weight_known, sums.weight)
    if coverage < matrix.policy.number_coverage:
        return Status.BOUNDS_ONLY
    waits = sums.open_critical or unsettled
    return Status.PROVISIONAL if waits or coverage < matrix.policy.final_coverage else Status.FINAL
