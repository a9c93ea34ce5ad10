"""The mirror: a private look at one's own sheet before handing it in; it judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from math import sqrt
from statistics import median

from domain.assessing.reliability import variance
from domain.assessing.sheet import SheetRow
from domain.scale import LEVELS
from domain.sheet_kinds import Origin

PACE_MARKS = 9


@dataclass(frozen=True, slots=True)
class Mirror:
    """What assessors may see about their own marks.

    ``n`` is the number of levels, ``shares`` their distribution over levels 0-4 (empty without a level);
    ``history_n`` and ``history_shares`` are the same for the assessor's earlier sheets (None without any).
    ``longest_run`` counts marks in a row at ``run_level``, between the two ``run_codes``. ``spread`` is the
    standard deviation (n-1) in levels, None below two. ``pace`` is the median number of seconds a mark in the
    first, second and last third; None below nine typed marks.
    """

    n: int
    shares: tuple[Fraction, ...]
    history_n: int
    history_shares: tuple[Fraction, ...] | None
    longest_run: int
    run_level: int | None
    run_codes: tuple[str, str] | None
    spread: float | None
    pace: tuple[Fraction, Fraction, Fraction] | None
    unmarked_critical: tuple[str, ...]


def mirror(rows: Sequence[SheetRow], history: Sequence[int]) -> Mirror:
    """Return what a sheet shows about its assessor; *history* are the levels of his or her earlier sheets.

    A run continues over rows without a mark; a mark without a level ends it.
    """
    marked = [row for row in rows if row.mark is not None]
    levels = [level for row in marked if (level := _level(row)) is not None]
    run = _longest_run(marked)
    scatter = variance(levels)
    return Mirror(
        n=len(levels),
        shares=_shares(levels),
        history_n=len(history),
        history_shares=_shares(history) or None,
        longest_run=len(run),
        run_level=_level(run[0]) if run else None,
        run_codes=(run[0].item.code, run[-1].item.code) if run else None,
        spread=None if scatter is None else sqrt(scatter),
        pace=_pace(rows),
        unmarked_critical=tuple(
            row.item.code for row in rows if row.in_scope and row.critical and row.mark is None
        ),
    )


def _shares(levels: Sequence[int]) -> tuple[Fraction, ...]:
    return tuple(Fraction(levels.count(level), len(levels)) for level in LEVELS) if levels else ()


def _longest_run(marked: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the first of the longest runs of the same level."""
    runs = [list(run) for _, run in groupby(marked, key=lambda row: row.mark)]
    return max((run for run in runs if _level(run[0]) is not None), key=len, default=list[SheetRow]())


def _level(row: SheetRow) -> int | None:
    return None if row.mark is None else row.mark.level


def _pace(rows: Sequence[SheetRow]) -> tuple[Fraction, Fraction, Fraction] | None:
    """Return the median time between two typed marks, by thirds in the order of time."""
    typed = sorted(row.rated_at for row in rows if row.origin is Origin.TYPED and row.rated_at is not None)
    if len(typed) < PACE_MARKS:
        return None
    seconds = [
        Fraction((later - earlier) // timedelta(microseconds=1), 10**6) for earlier, later in pairwise(typed)
    ]
    cut = [third * len(seconds) // 3 for third in range(4)]
    first, second, last = (median(seconds[start:end]) for start, end in pairwise(cut))
    return first, second, last
