"""All marks of one person by all assessors on one sheet (forms.md section 4)."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain.assessing.entry import Row
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Totals
from domain.framework.framework import Function
from domain.hiring.decision import Decision
from domain.progress import Progress
from reports.assessing import candidate_findings, coefficients
from reports.paper import footers, letterhead
from reports.paper.grid import Command, ends, gap, grid, heads
from reports.paper.page import LANDSCAPE, Pages, printed
from reports.paper.parts import Diamond
from reports.paper.style import styles
from reports.paper.text import bold, join, muted, para
from reports.words import phrases
from reports.words.assessing import legends, shortfall, side_by_side
from reports.words.assessing.side_by_side import Panel
from resources.i18n import Words, nb

WIDTH = LANDSCAPE.width
_MARK = 10 * mm
_LONG = 900


@printed
def write(decision: Decision, words: Words, *, named: bool = True, expert: bool = True) -> Pages:
    """Print the summary sheet.

    ``named`` False shows «Оценщик 1» instead of names, for the person assessed; ``expert`` adds coefficients.
    """
    _ = words.gettext
    result = decision.result
    return Pages(
        LANDSCAPE,
        title=_("Summary sheet"),
        made_on=result.made_on,
        foot=footers.foot(
            _("SS-{number}").format(number=result.case.id),
            result.framework,
            result.made_on,
            words,
            policy=result.policy_number,
        ),
        story=story(decision, words, named=named, expert=expert),
        statement=phrases.statement(words),
        organisation=decision.result.organisation,
    )


def write_unnamed(decision: Decision, target: Path, progress: Progress, words: Words) -> None:
    """Write the summary sheet for the person assessed."""
    write(decision, target, progress, words, named=False, expert=False)


def story(decision: Decision, words: Words, *, named: bool = True, expert: bool = True) -> list[Flowable]:
    """Return all flowables of the paper."""
    result = decision.result
    panel = side_by_side.panel(result, named=named)
    return [
        *_header(result, panel, words),
        *_items(result, panel, words),
        *_totals(result, words),
        *_changed(decision, panel, words),
        *(coefficients.story(result, panel, WIDTH, words) if expert else []),
    ]


def _header(result: CaseResult, panel: Panel, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, person = styles(), result.person
    who = join(bold(person.full_name), f" ({person.code})" if person.code else "")
    post = ", ".join(part for part in (person.post, person.unit) if part)
    made = letterhead.Letterhead(
        result.organisation,
        person.unit,
        _("Summary sheet"),
        _("Marks of all assessors"),
        result.dated_on,
        str(result.case.id),
        WIDTH,
        words,
    ).informing()
    title = _("assessment “{title}”").format(title=phrases.assessment(result, words))
    made.append(para(join(who, nb("".join(f"; {part}" for part in (post, title) if part))), look.body))
    made += letterhead.one_of_several(result.home, words)
    made += letterhead.opened_early(result.opening, words, named=panel.named)
    made += side_by_side.open_note(result, words, named=panel.named)
    made += side_by_side.sealed_note(result, words, named=panel.named)
    told = legends.of_marks(_shown(result.score.rows), panel, words)
    return [*made, *side_by_side.legend(panel, words), para(nb(told), look.caption), gap(4)]


def _items(result: CaseResult, panel: Panel, words: Words) -> list[Flowable]:
    made: list[Flowable] = []
    for function in result.framework.functions:
        rows = [row for row in result.score.rows if row.entry.function == function.code]
        rows = _shown(rows)
        if rows:
            made += [CondPageBreak(28 * mm), _function(function, rows, result, panel, words), gap(7)]
    return made


def _shown(rows: Sequence[Row]) -> list[Row]:
    """Return the rows to print: the items in scope, and those rated outside it."""
    return [row for row in rows if row.entry.in_scope or row.entry.marks or row.level is not None]


def _function(
    function: Function, rows: Sequence[Row], result: CaseResult, panel: Panel, words: Words
) -> Flowable:
    _ = words.gettext
    look, count = styles(), len(panel.shown)
    marks = (_("A{number}").format(number=place + 1) for place in range(count))
    rest = (_("Level"), _("Spread"), _("Gap"), _("Status"))
    captions = heads(_("Target"), _("Minimum"), *marks, *rest, figures=range(count + 5))
    head = join(bold(f"{function.code}\u00a0 {words.text(function.on_paper)}"))
    body: list[list[Flowable | str]] = [[para(head, look.cell), "", "", *captions]]
    for row in rows:
        said = phrases.remark(row, words) if row.entry.in_scope else _("outside the set")
        body.append(
            [
                para(row.code, look.cell_muted),
                Diamond(filled=not row.watch) if row.critical else "",
                para(
                    words.text(result.framework.item(row.code).on_paper),
                    look.cell_strong if row.stop else look.cell,
                ),
                words.number(row.entry.target, 0),
                phrases.minimum(row, words),
                *side_by_side.marks(row, panel, words),
                phrases.level(row, words),
                "—" if row.spread is None or panel.hidden else str(row.spread),
                shortfall.cell(row, result.policy, words),
                para(said, look.cell),
            ]
        )
    label = 70 * mm if count <= 5 else 56 * mm
    widths = [11 * mm, 5 * mm, label, 12 * mm, 14 * mm, *([_MARK] * count), 15 * mm, 15 * mm, 15 * mm]
    widths.append(WIDTH - sum(widths))
    flows = any(len(words.text(result.framework.item(row.code).on_paper)) > _LONG for row in rows)
    commands: list[Command] = [
        ("SPAN", (0, 0), (2, 0)),
        ("ALIGN", (3, 1), (7 + count, -1), "RIGHT"),
        ("LEFTPADDING", (8 + count, 0), (8 + count, -1), 7),
        *ends(len(body), flows=flows),
    ]
    return grid(body, widths, *commands, padding=1.5, flows=flows)


def _totals(result: CaseResult, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    names = heads(
        _("Labour function"),
        _("Attainment"),
        _("Range"),
        _("Level"),
        _("Coverage"),
        phrases.count_known(result, words),
        figures=range(1, 6),
    )
    body: list[list[Flowable | str]] = [[*names]]
    for code, totals in result.score.functions.items():
        body.append(_total(words.text(result.framework.function(code).on_paper), totals, words))
    body.append(_total(_("Total"), result.score.totals, words, strong=True))
    table = grid(
        body,
        [80 * mm, 30 * mm, 36 * mm, 24 * mm, 28 * mm, 34 * mm],
        ("ALIGN", (1, 1), (-1, -1), "RIGHT"),
        padding=1.7,
    )
    made: list[Flowable] = [
        KeepTogether([para(_("Totals"), look.heading), table]),
        gap(3),
        para(nb(f"{phrases.mean(result, words)}. {phrases.tolerance(result.policy, words)}"), look.body),
    ]
    agreed = candidate_findings.agreement(result, words)
    if agreed is not None:
        made.append(para(agreed, look.body))
    return made


def _total(name: str, totals: Totals, words: Words, *, strong: bool = False) -> list[Flowable | str]:
    look = styles()
    number, loud = phrases.has_number(totals), strong and phrases.is_final(totals)
    said = words.gettext("{part} of {whole}").format(part=totals.known, whole=totals.applicable)
    return [
        para(name, look.cell_strong if strong else look.cell),
        para(phrases.attainment(totals, words), look.cell_strong_right if loud else look.cell_right),
        words.range_percent(totals.lower, totals.upper),
        words.number(totals.mean if number else None),
        words.percent(totals.coverage),
        said,
    ]


def _changed(decision: Decision, panel: Panel, words: Words) -> list[Flowable]:
    """List what people settled: before, after, why, when; by whom only where assessors are named."""
    _ = words.gettext
    look, result = styles(), decision.result
    head = para(_("Agreed levels"), look.heading)
    if not decision.settled:
        return [KeepTogether([head, para(_("none"), look.body)])]
    names = heads(_("Competency"), _("Marks"), _("Agreed"), _("Basis"), _("Date, who"))
    body: list[list[Flowable | str]] = [[*names]]
    for one in decision.settled:
        row = result.score.row(one.code)
        label = words.text(result.framework.item(one.code).on_paper)
        day = words.date(one.on)
        body.append(
            [
                para(join(muted(one.code), f"\u00a0{label}"), look.cell),
                ", ".join(mark or "—" for mark in side_by_side.marks(row, panel, words)),
                para(_("not applicable") if one.level is None else str(one.level), look.cell_strong),
                para(one.reason, look.cell),
                para(f"{day}, {one.actor_name}" if panel.named else day, look.cell),
            ]
        )
    table = grid(
        body,
        [76 * mm, 30 * mm, 26 * mm, WIDTH - 182 * mm, 50 * mm],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        padding=1.7,
        flows=True,
    )
    return [CondPageBreak(26 * mm), head, table]
