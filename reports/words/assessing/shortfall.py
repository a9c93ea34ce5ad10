"""How far a level is below its target, in a table cell; a gap within the tolerance looks different."""

from fractions import Fraction

from reportlab.platypus import Flowable

from domain.assessing.entry import Row
from domain.assessing.policy import Policy
from domain.scale import Band
from reports.paper.style import styles
from reports.paper.text import muted, para
from resources.i18n import Words


def cell(row: Row, policy: Policy, words: Words) -> Flowable | str:
    """Return «0,7», or «(0,3)» in grey if the level is close enough to meet the target; «0» above it.

    A surplus is not shown, since it makes up for nothing (law 9).
    """
    if row.gap is None:
        return "—"
    if row.gap <= 0:
        return "0"
    if within(row):
        return para(muted(f"({words.number(row.gap, _digits(row.gap, policy))})"), styles().cell_right)
    return words.number(row.gap)


def within_form(row: Row, policy: Policy) -> str:
    """Return the same as a number format for a workbook."""
    return f"(0.{'0' * _digits(row.gap or Fraction(0), policy)})"


def _digits(gap: Fraction, policy: Policy) -> int:
    """Return enough digits for a gap that counts as met not to read as one that does not."""
    half = Fraction(1, 20)
    return 1 if gap + half < policy.small_gap or (gap * 10).denominator == 1 else 2


def within(row: Row) -> bool:
    """Tell whether there is a gap small enough to count as none."""
    return row.gap is not None and row.gap > 0 and row.band is Band.MET
