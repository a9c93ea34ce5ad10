"""The profile's detail pages: all competencies, what is not known, comments (forms.md section 3)."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import chain

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from domain import geometry
from domain.assessing.entry import Row
from domain.assessing.evidence import Polarity
from domain.assessing.gaps import DutyStatus
from domain.assessing.result import Assessor, CaseResult
from domain.framework.framework import Function
from domain.mark import Role
from domain.scale import Band
from reports.assessing.trend_parts import TrendChart, span_of, table
from reports.paper.closing import Closing
from reports.paper.grid import columns, gap, grid, heads, height_of, signature
from reports.paper.letterhead import capital
from reports.paper.page import PORTRAIT
from reports.paper.parts import Diamond, LevelRuler, Swatch
from reports.paper.style import styles
from reports.paper.text import WIDE, bold, join, muted, para, quiet
from reports.words import phrases
from reports.words.assessing import legends, shortfall
from reports.words.framework import phrases_duties
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_RULER = 14 * mm
_SEVERAL = 3  # assessors
_LITTLE, _FILLED = 0.34, 0.94  # of a last page: with less it is worth saving, with more there may be another
_LONG = 600  # characters; an organisation's own text beyond that may be taller than a page
_WIDTHS = [
    *(9 * mm, 5 * mm, 60 * mm, _RULER + 3, 11 * mm, 10 * mm, 13 * mm, 10 * mm),
    WIDTH - _RULER - 3 - 118 * mm,
]


def story(
    result: CaseResult, words: Words, signed: Collection[str], *, gaps_named: bool = False
) -> list[Flowable]:
    """Return the flowables from page 2 on; *signed* are the full names of those who sign page 1.

    With *gaps_named* page 1 lists all that was not assessed.
    """
    trend = _trend(result, words)
    above = [
        *_competencies(result, words),
        *_not_assessed(result, words, gaps_named=gaps_named),
        *_duties(result, words),
        *_apart(result, words),
    ]
    body, end = [*above, *_comments(result, words, dense=False)], _signatures(result, words, signed)
    part_of_page = height_of([*trend, *body, *end], WIDTH) / PORTRAIT.height % 1
    if not _LITTLE <= part_of_page <= _FILLED:
        body = [*above, *_comments(result, words, dense=True)]
    if trend:
        body.insert(0, KeepTogether(trend))
    at = max((place for place, one in enumerate(body) if _heads(one)), default=len(body))
    short = sum(isinstance(one, Paragraph) for one in body[at:]) == 2  # nothing to leave with the heading
    if end and short and height_of([*body[at:], *end], WIDTH) < PORTRAIT.height / 2:
        return [*body[:at], KeepTogether([*body[at:], *end])]
    last = body[-1] if body else None
    if end and isinstance(last, Paragraph) and height_of(end, WIDTH) < PORTRAIT.height / 2:
        return [*body[:-1], Closing(last, end, 1)]
    return [*body, KeepTogether(end[:2]), *end[2:]] if end else body


def _heads(flowable: Flowable) -> bool:
    return isinstance(flowable, Paragraph) and flowable.style is styles().heading


def _trend(result: CaseResult, words: Words) -> list[Flowable]:
    """Show the quarters of a member of staff if there are at least two."""
    _ = words.gettext
    trend = result.trend
    if trend is None or len(trend.points) < 2:
        return []
    left = 0.36 * WIDTH
    legend = _(
        "(profile attainment: the series ends at the value of the latest quarter, earlier points subtract the"
        " changes on competencies rated in both quarters; dotted: a new start, dashed: another edition)"
    )
    chart = TrendChart(left - 12, 36 * mm, trend.points, span_of([trend.points]), words)
    beside = table(trend, WIDTH - left, words)
    head = para(join(_("Trend by quarter"), " ", quiet(nb(legend))), styles().heading)
    return [head, columns([chart, beside], [left, WIDTH - left], gap=12), gap(4)]


def _legend(result: CaseResult, words: Words) -> list[Flowable]:
    """Return the names of the levels, and what the fills of the rulers mean."""
    _ = words.gettext
    look = styles()
    rows = [row for row in result.score.rows if row.entry.in_scope]
    how = [("level", _("level of a competency, 0 to 4"))]
    if any(phrases.is_carried(row) and not row.imported for row in rows):
        how.append(("carried", _("level carried from an earlier quarter")))
    if any(row.imported for row in rows):
        said = _("level imported from a file, with the sign {sign}: does not make the result more certain")
        how.append(("carried", said.format(sign=phrases.imported_sign(words))))
    if any(row.counts and row.level is None for row in rows):
        how.append(("hatch", _("not known: not rated")))
    levels = " · ".join(f"{one.value}\u00a0{words.text(one.name)}" for one in result.scale.levels)
    told = _("Levels: {levels}").format(levels=levels)
    swatches = [[Swatch(kind), para(said, look.small)] for kind, said in how]
    width = WIDTH / len(how)
    if len(how) == 1:  # what the scale says already
        return [para(nb(told), look.body), gap(4)]
    return [
        para(nb(told), look.body),
        gap(2),
        grid([[*chain(*swatches)]], [9 * mm, width - 9 * mm] * len(how), head=0, padding=0.6, lines=False),
        gap(4),
    ]


def _competencies(result: CaseResult, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, score = styles(), result.score
    legend = legends.of_levels([row for row in score.rows if row.entry.in_scope], words)
    head = para(join(_("Competencies"), " ", quiet(nb(legend))), look.heading)
    made: list[Flowable] = [head, *_legend(result, words)]
    for function in result.framework.functions:
        rows = [row for row in score.rows if row.entry.function == function.code and row.entry.in_scope]
        if rows:
            made += [CondPageBreak(28 * mm), _function_table(function, rows, result, words), gap(5)]
    outside = sum(not row.entry.in_scope for row in score.rows)
    if outside:
        said = words.ngettext(
            "Outside the set of this assessment: {count} competency. It is not counted.",
            "Outside the set of this assessment: {count} competencies. They are not counted.",
            outside,
        )
        made.append(para(said.format(count=outside), look.body))
    return made


def _function_table(function: Function, rows: list[Row], result: CaseResult, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    totals = result.score.functions[function.code]
    facts = [phrases.attainment(totals, words), phrases.assessed(totals, words)]
    head = join(
        bold(f"{function.code}\u00a0 {words.text(function.on_paper)}"), muted(WIDE + ", ".join(facts))
    )
    captions = heads(_("Level"), _("Target"), _("Minimum"), _("Gap"), _("Status"), figures=range(4))
    body: list[list[Flowable | str]] = [[para(head, look.cell), "", "", "", *captions]]
    body += [_item(row, result, words) for row in rows]
    return grid(
        body,
        _WIDTHS,
        ("SPAN", (0, 0), (3, 0)),
        ("ALIGN", (4, 1), (7, -1), "RIGHT"),
        ("LEFTPADDING", (8, 0), (8, -1), 6),
        padding=1.0,
        flows=any(len(words.text(result.framework.item(row.code).on_paper)) > _LONG for row in rows),
    )


def _item(row: Row, result: CaseResult, words: Words) -> list[Flowable | str]:
    look = styles()
    label = words.text(result.framework.item(row.code).on_paper)
    return [
        para(row.code, look.cell_muted),
        Diamond(filled=not row.watch) if row.critical else "",
        para(label, look.cell_strong if row.stop else look.cell),
        ruler(row, result, _RULER),
        phrases.level(row, words),
        words.number(row.entry.target, 0),
        phrases.minimum(row, words),
        shortfall.cell(row, result.policy, words),
        para(
            phrases.remark(row, words, brief=True),
            look.caption if row.band is Band.MET and not row.discuss else look.cell,
        ),
    ]


def ruler(row: Row, result: CaseResult, width: float) -> LevelRuler:
    """Return the ruler of an item's level; a carried level is outlined."""
    bar = geometry.level_bar(
        phrases.share_of(row.level), float(row.entry.target), phrases.open_levels(row, result)
    )
    return LevelRuler(width, bar, outlined=phrases.is_carried(row))


def _not_assessed(result: CaseResult, words: Words, *, gaps_named: bool) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    made: list[Flowable] = []
    for head, rows in (
        (_("Not assessed"), () if gaps_named else result.score.missing),
        (_("Not applicable"), result.score.not_applicable),
    ):
        if not rows:
            continue
        made += [CondPageBreak(20 * mm), para(head, look.heading)]
        for row in rows:
            item = result.framework.item(row.code)
            critical = _(" (critical)") if row.critical else ""
            said = f"{words.text(item.on_paper)}{critical}: {phrases.reasons(row, words)}"
            made.append(para(join(muted(row.code), f"\u00a0{said}"), look.body))
    return made


def _duties(result: CaseResult, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    at_risk = [one for one in result.score.duties if one.status is DutyStatus.AT_RISK]
    if not at_risk:
        return []
    number = phrases_duties.number((one.duty for one in at_risk), words)
    rows: list[list[Flowable | str]] = [
        [*heads(number, _("Duty"), _("Why"))],
    ]
    for one in at_risk:
        rows.append(
            [
                para(one.duty.called, look.cell),
                para(nb(phrases_duties.title(one.duty, words, 110)), look.cell),
                para(phrases.shortfalls(one, 4, words), look.cell),
            ]
        )
    table = grid(
        rows,
        [16 * mm, 62 * mm, WIDTH - 78 * mm],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        padding=1.4,
    )
    return [CondPageBreak(16 * mm), para(_("Duties at risk"), look.heading), table]


def _apart(result: CaseResult, words: Words) -> list[Flowable]:
    """List the items on which assessors differ widely; single levels only where no role is shy."""
    _ = words.gettext
    look = styles()
    rows, told = result.score.to_discuss, list[str]()
    if not rows:
        return []
    made: list[Flowable] = []
    # Open items first; for an agreed level, say what was agreed.
    for row in sorted(rows, key=lambda one: one.entry.settled is not None):
        head = _("Discussed and agreed")
        if row.entry.settled is None:
            head = _("To discuss before the level is agreed")
        if head not in told:
            told.append(head)
            made.append(para(head, look.heading))
        levels = phrases.open_levels(row, result)
        spread = (
            _("levels {levels}").format(levels=", ".join(str(level) for level in levels))
            if len(levels) > 1
            else _("the assessors differ")
        )
        settled = ""
        if row.entry.settled is not None:
            level = row.entry.settled.level
            settled = "; " + (
                _("agreed: not applicable") if level is None else _("agreed: {level}").format(level=level)
            )
        label = words.text(result.framework.item(row.code).on_paper)
        made.append(para(join(muted(row.code), f"\u00a0{label}: {spread}{settled}"), look.body))
    return [CondPageBreak(24 * mm), *made]


def _comments(result: CaseResult, words: Words, *, dense: bool) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    by_id = {assessor.id: assessor for assessor in result.assessors}
    by_sheet: dict[int | None, Assessor] = {assessor.sheet_id: assessor for assessor in result.assessors}
    days = {fact.observed_on for fact in result.facts if fact.sheet_id in by_sheet}
    once = f" {words.date(min(days))}" if len(days) == 1 else ""
    head = [
        CondPageBreak(20 * mm),
        para(join(_("Facts and comments of the assessors"), quiet(once)), look.heading),
    ]
    if result.kept_apart:
        return [*head, para(phrases.kept_back(result.engine, words), look.caption)]
    made: list[Flowable] = []
    for row in result.score.rows:
        alike: dict[tuple[str, date, Polarity], list[Assessor]] = {}  # what several saw is printed once
        for fact in result.facts_on(row.code):
            assessor = by_sheet.get(fact.sheet_id)
            if assessor is not None:
                alike.setdefault((fact.text, fact.observed_on, fact.polarity), []).append(assessor)
        open_ones = [
            (_of_fact(None if once else on, polarity, assessors, result, words), phrases.written(text, words))
            for (text, on, polarity), assessors in alike.items()
        ]
        for comment in result.comments_on(row.code):
            assessor = by_id.get(comment.assessor_id)
            if assessor is not None and comment.text.strip():
                open_ones.append((phrases.shown_name(assessor, words), comment.text))
        if not open_ones:
            continue
        item = result.framework.item(row.code)
        title = bold(f"{row.code}\u00a0{words.text(item.on_paper)}")
        said = (f"{nb(whose)}: {told}" for whose, told in open_ones)
        made += [gap(1.5), para(join(title, *said, glue=WIDE), look.dense if dense else look.body)]
    return [*head, *made] if made else []


def _of_fact(
    on: date | None, spoken: Polarity, assessors: Sequence[Assessor], result: CaseResult, words: Words
) -> str:
    """Return who gave a fact; where all of several did, without their names, which the head of page 1 has."""
    if len(assessors) == len(result.assessors) >= _SEVERAL:
        told = phrases.of_fact(on, spoken, (), words)
        return ", ".join(filter(None, (words.gettext("all assessors"), told)))
    return phrases.of_fact(on, spoken, assessors, words)


def _signatures(result: CaseResult, words: Words, signed: Collection[str]) -> list[Flowable]:
    """Return the lines of the assessors who do not sign the conclusion, below their heading."""
    _ = words.gettext
    signing = [
        one.person
        for one in result.assessors
        if one.role in (Role.MANAGER, Role.HR, Role.EXPERT) and one.person.full_name not in signed
    ]
    if not signing:
        return []
    blocks = [signature(capital(one.post), one.signature_name, WIDTH, words) for one in signing]
    head = para(_("Signatures of other assessors"), styles().heading)
    return [head, *blocks]
