"""The agreement coefficients of one case, for the expert view (methods.md section 6)."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain.assessing.reliability import (
    IccKind,
    Metric,
    average_deviation,
    icc,
    krippendorff_alpha,
    r_wg,
    weighted_kappa,
)
from domain.assessing.result import CaseResult
from reports.paper.grid import grid, heads, height_of
from reports.paper.page import LANDSCAPE
from reports.paper.style import styles
from reports.paper.text import join, para, quiet
from reports.words.assessing.side_by_side import Panel
from resources.i18n import Words, nb

type Unit = dict[int, int]  # assessor id -> level, for one item
type Told = tuple[str, str, str]  # name, value, what it is based on


def story(result: CaseResult, panel: Panel, width: float, words: Words) -> list[Flowable]:
    """Return the appendix; empty where single marks must not show or no two rated the same item."""
    _ = words.gettext
    look = styles()
    known = told(result, panel, words)
    if not known:
        return []
    names = heads(_("Coefficient"), _("Value"), _("Data and how to read it"), figures=(1,))
    body: list[list[Flowable | str]] = [[*names]]
    for name, value, note in known:
        body.append([para(name, look.cell), value, para(note, look.cell)])
    table = grid(
        body,
        [112 * mm, 40 * mm, width - 152 * mm],
        ("ALIGN", (1, 1), (1, -1), "RIGHT"),
        ("LEFTPADDING", (2, 0), (2, -1), 8),
        padding=1.9,
    )
    legend = _("(for calibration; shows how well the assessors agree, says nothing about the person)")
    head = para(join(_("Appendix. Expert view"), " ", quiet(nb(legend))), look.heading)
    if height_of([head, table], width) < LANDSCAPE.height / 2:
        return [KeepTogether([head, table])]
    return [CondPageBreak(80 * mm), head, table]


def told(result: CaseResult, panel: Panel, words: Words) -> list[Told]:
    """Return the coefficients; empty where single marks must not show or no two rated the same item."""
    counted = [one.id for one in panel.shown if result.policy.counts(one.role)]
    units = _units(result, counted)
    if len(counted) < 2 or all(len(levels) < 2 for levels in units):
        return []
    return [*_of_all(units, counted, words), *_of_pairs(units, panel, counted, words)]


def _of_all(units: Sequence[Unit], counted: Sequence[int], words: Words) -> list[Told]:
    _ = words.gettext
    several = [list(levels.values()) for levels in units if len(levels) > 1]
    full = [tuple(levels[one] for one in counted) for levels in units if len(levels) == len(counted)]
    agreed = [max(Fraction(0), one) for levels in several if (one := r_wg(levels)) is not None]
    apart = [one for levels in several if (one := average_deviation(levels)) is not None]
    alpha = krippendorff_alpha([list(levels.values()) for levels in units], Metric.ORDINAL)
    told = [
        (
            _("Krippendorff's alpha, ordinal"),
            _known(alpha, words),
            _("competencies with two or more levels: {count}").format(count=len(several)),
        ),
        (
            _("Mean deviation within a competency, AD"),
            _known(_mean(apart), words),
            _("in levels; up to {limit} is usual on five levels").format(limit=words.number(0.83, 2)),
        ),
        (
            _("r_WG, mean over the competencies"),
            _known(_mean(agreed), words),
            _("from {limit} is usual; below 0 counts as 0").format(limit=words.number(0.7, 2)),
        ),
    ]
    note = _("competencies rated by everyone: {count}").format(count=len(full))
    for kind in (IccKind.TWO_WAY_RANDOM_SINGLE, IccKind.TWO_WAY_RANDOM_MEAN):
        told.append(
            (_("{name}, competencies as units").format(name=kind.value), _known(icc(full, kind), words), note)
        )
    return told


def _of_pairs(units: Sequence[Unit], panel: Panel, counted: Sequence[int], words: Words) -> list[Told]:
    _ = words.gettext
    places = {one.id: place for place, one in enumerate(panel.shown, start=1)}
    told: list[Told] = []
    for one, other in combinations(counted, 2):
        both = [levels for levels in units if one in levels and other in levels]
        kappa = weighted_kappa([levels[one] for levels in both], [levels[other] for levels in both])
        name = _("Weighted kappa, linear: assessors {one} and {other}")
        note = _("competencies rated by both: {count}").format(count=len(both))
        told.append((name.format(one=places[one], other=places[other]), _known(kappa, words), note))
    return told


def _units(result: CaseResult, counted: Sequence[int]) -> list[Unit]:
    """Return the original levels of each item in scope that has any."""
    units: list[Unit] = []
    for row in result.score.rows:
        levels = {
            given.assessor_id: given.mark.level
            for given in row.entry.marks
            if given.assessor_id in counted and given.mark.level is not None
        }
        if row.entry.in_scope and levels:
            units.append(levels)
    return units


def _known(value: Fraction | None, words: Words) -> str:
    return words.gettext("too little spread") if value is None else words.number(value, 2)


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None
