"""The candidates of a campaign side by side, compared on the items assessed for all of them."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain.hiring.comparison import ComparedItem, Comparison, Contender
from domain.people.gates import GateKind
from domain.scale import Band
from reports.paper import footers, letterhead
from reports.paper.grid import Command, gap, grid, heads, share_scale
from reports.paper.page import LANDSCAPE, Pages, printed
from reports.paper.parts import Diamond, Ruler
from reports.paper.style import styles
from reports.paper.text import bold, join, para, quiet
from reports.words import phrases
from reports.words.assessing import legends
from reports.words.hiring import phrases_hiring, phrases_robustness
from reports.words.names import name_of
from resources.i18n import Words, nb

WIDTH = LANDSCAPE.width
_BESIDE = 8  # candidates in one table; further ones go into the next
_RULER = 34 * mm
_FEW = 4  # candidates side by side


@printed
def write(comparison: Comparison, words: Words) -> Pages:
    """Print the comparison."""
    _ = words.gettext
    return Pages(
        LANDSCAPE,
        title=_("Candidate comparison"),
        made_on=comparison.made_on,
        foot=footers.foot(
            _("CC-{code}").format(code=comparison.cycle.code), comparison.framework, comparison.made_on, words
        ),
        story=story(comparison, words),
        statement=phrases.statement(words),
        organisation=comparison.organisation,
    )


def story(comparison: Comparison, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    return [
        *_header(comparison, words),
        *_order(comparison, words),
        *_robustness(comparison, words),
        *_functions(comparison, words),
        *_items(comparison, words),
    ]


def _header(comparison: Comparison, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    title = comparison.cycle.title or words.text(comparison.profile.post)
    made = letterhead.Letterhead(
        comparison.organisation,
        "",
        _("Candidate comparison"),
        _("Candidates for the vacancy: {title}").format(title=title),
        comparison.dated_on,
        comparison.cycle.code,
        WIDTH,
        words,
    ).informing()
    made.append(para(nb(phrases_hiring.common(comparison, words)), look.body))
    if asked := phrases_hiring.gates_as_of(comparison, words):
        made.append(para(nb(asked), look.body))
    if comparison.warn:
        made.append(para(bold(nb(phrases_hiring.little_common(words))), look.body))
    told_of = (
        *phrases_hiring.not_shown(comparison, words),
        *phrases_hiring.opened_early(comparison, words),
        *phrases_hiring.open_answers(comparison, words),
    )
    for told in told_of:
        made.append(para(nb(told), look.body))
    return made


def _order(comparison: Comparison, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    legend = _(
        "(by mandatory requirements, competencies below minimum, profile attainment; "
        "provisional: without a place)"
    )
    head = para(join(_("Order"), " ", quiet(nb(legend))), look.heading)
    if not comparison.contenders:
        return [head, para(_("nobody to compare yet"), look.body)]
    asked = comparison.gates
    captions = heads(
        *(_("Rank"), _("Candidate"), *(letterhead.capital(name_of(kind, words)) for kind in asked)),
        *(_("Below minimum"), "", _("Attainment"), _("Range"), _("Level"), _("Assessed")),
        figures=[len(asked) + at for at in (2, 4, 5, 6, 7)],
    )
    rows: list[list[Flowable | list[Flowable] | str]] = [[*captions]]
    stops = 2 + len(asked)
    rows[0][stops + 1] = share_scale(_RULER, words)
    rows += [_contender(one, asked, words) for one in comparison.contenders]
    widths = [13 * mm, 54 * mm, *([23 * mm] * len(asked)), 22 * mm, _RULER + 8, 21 * mm, 20 * mm, 17 * mm]
    table = grid(
        rows,
        [*widths, WIDTH - sum(widths)],
        ("ALIGN", (stops, 1), (stops, -1), "RIGHT"),
        ("ALIGN", (stops + 2, 1), (-1, -1), "RIGHT"),
        ("LEFTPADDING", (stops + 1, 0), (stops + 1, -1), 6),
        padding=2.2,
    )
    made: list[Flowable] = [head, table, gap(3)]
    made += [para(nb(said), look.body) for said in phrases_hiring.ties(comparison, words)]
    return made


def _robustness(comparison: Comparison, words: Words) -> list[Flowable]:
    """Say of the first candidates whether each stays above the next."""
    look = styles()
    if not comparison.robustness:
        return []
    made: list[Flowable] = [para(words.gettext("Does the order hold?"), look.heading)]
    for one in comparison.robustness:
        head = bold(phrases_robustness.who(comparison, one, words))
        if verdict := phrases_robustness.verdict(one, words):
            head = join(head, f": {verdict}.")
        told = phrases_robustness.sentences(comparison, one, words)
        made.append(para(join(head, *told, glue=" "), look.body))
    return [KeepTogether(made[:2]), *made[2:]]


def _contender(
    one: Contender, asked: Sequence[GateKind], words: Words
) -> list[Flowable | list[Flowable] | str]:
    _ = words.gettext
    look, totals = styles(), one.common
    number, final = phrases.has_number(totals), phrases.is_final(totals)
    verdicts = {gate.kind: phrases.verdict(gate, words) for gate in one.gates}
    name: list[Flowable] = [para(join(bold(one.person.short_name), f" {one.person.code}"), look.cell)]
    if one.rank is None:
        name.append(para(nb(phrases_hiring.placeless(one, words)), look.caption))
    if told := phrases_hiring.concluded(one, words):
        name.append(para(nb(told), look.caption))
    level: list[Flowable] = [
        para(words.number(totals.mean if number else None), look.cell_right),
    ]
    span = phrases_hiring.span(totals, words)
    if span:
        level.append(para(span, look.caption_right))
    return [
        para(bold(str(one.rank)) if one.rank is not None else "—", look.cell),
        name,
        *(para(verdicts.get(kind, "—"), look.cell) for kind in asked),
        para(str(one.stops), look.cell_strong_right if one.stops else look.cell_right),
        Ruler(_RULER, phrases.bar(totals)) if totals.in_scope else "",
        para(phrases.attainment(totals, words), look.cell_strong_right if final else look.cell_right),
        para(words.range_percent(totals.lower, totals.upper), look.cell_right),
        level,
        [
            para(_("{part} of {whole}").format(part=totals.known, whole=totals.applicable), look.cell_right),
            para(_("{count} rated in total").format(count=one.assessed), look.caption_right),
        ],
    ]


def _chunks(comparison: Comparison) -> Iterator[Sequence[tuple[int, Contender]]]:
    numbered = list(enumerate(comparison.contenders))
    for start in range(0, len(numbered), _BESIDE):
        yield numbered[start : start + _BESIDE]


def _captions(chunk: Sequence[tuple[int, Contender]]) -> list[Flowable]:
    return heads(
        *(f"{one.person.short_name} {one.person.code}" for _place, one in chunk), figures=range(len(chunk))
    )


def _functions(comparison: Comparison, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    made: list[Flowable] = []
    for chunk in _chunks(comparison):
        rows: list[list[Flowable | str]] = [[*heads(_("Labour function")), *_captions(chunk)]]
        for function in comparison.framework.functions:
            found = [one.functions.get(function.code) for _place, one in chunk]
            if any(totals is not None and totals.in_scope for totals in found):
                shares = [phrases.attainment(one, words) if one is not None else "—" for one in found]
                rows.append([para(words.text(function.on_paper), look.cell), *shares])
        if len(rows) > 1:
            table = grid(
                rows, _beside(80 * mm, len(chunk)), ("ALIGN", (1, 1), (-1, -1), "RIGHT"), padding=1.7
            )
            head = para(_("Profile attainment by function"), look.heading)
            made.append(KeepTogether([head, table]))
    return made


def _beside(first: float, count: int) -> list[float]:
    """Return the widths of a table: the first column, then one per candidate, no wider than needed."""
    each = min(34 * mm, (WIDTH - first) / max(1, count))
    return [first, *([each] * count)]


def _items(comparison: Comparison, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    legend = legends.of_candidates(
        (band for row in comparison.rows for band in row.bands),
        words,
        critical=any(row.critical for row in comparison.rows),
        stops=any(any(row.stops) for row in comparison.rows),
    )
    made: list[Flowable] = []
    if not comparison.contenders:
        return made
    head = para(join(_common(comparison, words), " ", quiet(nb(legend))), look.heading)
    if not comparison.rows:
        return [head, para(phrases_hiring.nothing_common(comparison, words), look.body)]
    made += [CondPageBreak(40 * mm), head]
    for chunk in _chunks(comparison):
        for function in comparison.framework.functions:
            rows = [row for row in comparison.rows if row.function == function.code]
            if rows:
                title = f"{function.code}\u00a0 {words.text(function.on_paper)}"
                made += [CondPageBreak(26 * mm), _item_table(title, rows, chunk, comparison, words), gap(6)]
    made.append(para(phrases.tolerance(comparison.policy, words), look.caption))
    if left := phrases_hiring.out(comparison, words):
        made.append(para(nb(left), look.caption))
    return made


def _common(comparison: Comparison, words: Words) -> str:
    _ = words.gettext
    return _("Common competencies") if comparison.everyone else _("Competencies that count")


def _item_table(
    title: str,
    rows: Sequence[ComparedItem],
    chunk: Sequence[tuple[int, Contender]],
    comparison: Comparison,
    words: Words,
) -> Flowable:
    _ = words.gettext
    look = styles()
    captions = [
        *heads(_("Target"), _("Minimum"), _("Weight"), figures=range(3)),
        *_captions(chunk),
    ]
    body: list[list[Flowable | list[Flowable] | str]] = [[para(bold(title), look.cell), "", "", *captions]]
    for row in rows:
        label = words.text(comparison.framework.item(row.code).on_paper)
        body.append(
            [
                para(row.code, look.cell_muted),
                Diamond(filled=True) if row.critical else "",
                para(label, look.cell),
                words.number(row.target, 0),
                "" if row.least is None else words.number(row.least, 0),
                words.number(row.weight, 0),
                *(_level(row, place, words) for place, _one in chunk),
            ]
        )
    # Where few candidates leave room, no name of a competency needs a second line.
    label = 82 * mm if len(chunk) <= _FEW else 56 * mm
    fixed = [11 * mm, 5 * mm, label, 11 * mm, 14 * mm, 10 * mm]
    widths = [*fixed, *_beside(sum(fixed), len(chunk))[1:]]
    commands: list[Command] = [
        ("SPAN", (0, 0), (2, 0)),
        ("ALIGN", (3, 1), (5, -1), "RIGHT"),
        ("NOSPLIT", (0, 0), (-1, min(2, len(body) - 1))),
    ]
    return grid(body, widths, *commands, padding=1.5)


def _level(row: ComparedItem, place: int, words: Words) -> list[Flowable]:
    look, level = styles(), row.levels[place]
    if level is None:
        return [para("—", look.cell_right)]
    sign = {Band.SMALL: "▽\u00a0", Band.LARGE: "▼\u00a0"}.get(row.bands[place] or Band.MET, "")
    shape = look.cell_strong_right if row.stops[place] else look.cell_right
    made: list[Flowable] = [para(sign + words.number(level), shape)]
    if row.unsettled[place]:
        made.append(para(words.pgettext("level", "not agreed"), look.caption_right))
    return made
