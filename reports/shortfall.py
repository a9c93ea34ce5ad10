"""How far a level is from its target, in a cell of a table: a gap within the tolerance is told apart."""

from reportlab.platypus import Flowable

from domain.entry import Row
from domain.scale import Band
from reports.style import styles
from reports.text import muted, para
from resources.i18n import Words

WITHIN = "(0.0)"  # the same in a workbook


def cell(row: Row, words: Words) -> Flowable | str:
    """Return «0,7», or «(0,3)» in grey where the level is close enough to meet the target; «0» above it.

    A surplus is not shown, since it pays for nothing (law 9).
    """
    if row.gap is None:
        return "—"
    if row.gap <= 0:
        return "0"
    if within(row):
        return para(muted(f"({words.number(row.gap)})"), styles().cell_right)
    return words.number(row.gap)


def within(row: Row) -> bool:
    """Whether there is a gap that counts as none."""
    return row.gap is not None and row.gap > 0 and row.band is Band.MET
