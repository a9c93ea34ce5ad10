"""The matrix of a team as a paper: where the team is, what it needs, its people, and each function."""

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from domain.assessing.trend import TeamPoint, Trend
from domain.papers.team_paper import TeamPaper
from domain.team.matrix import Summary
from domain.team.needs import Need
from reports.assessing.trend_parts import TrendChart, span_of
from reports.paper import footers, letterhead
from reports.paper.grid import columns, gap, grid, heads, height_of, share_scale
from reports.paper.page import LANDSCAPE, Pages, printed
from reports.paper.parts import Diamond, Drawn, Ruler
from reports.paper.style import inks, styles
from reports.paper.text import bold, join, para, quiet
from reports.team import team_pages
from reports.words import phrases
from reports.words.assessing import phrases_trend
from reports.words.team import phrases_team
from resources.i18n import Words, nb

WIDTH = LANDSCAPE.width
_RULER = 62 * mm
_NEEDS, _FEWEST = 12, 6  # rows on the first page, as many as fit; the workbook has them all
_BAR = 40 * mm
_SHORT = 4  # minimums for a shift named on the first page; the workbook has them all
_BESIDE = 5  # small charts in a row


@printed
def write(paper: TeamPaper, words: Words) -> Pages:
    """Print the matrix."""
    _ = words.gettext
    return Pages(
        LANDSCAPE,
        title=phrases_team.title(words),
        made_on=paper.made_on,
        foot=footers.foot(
            _("TM-{code}").format(code=paper.matrix.cycle.code), paper.matrix.framework, paper.made_on, words
        ),
        story=story(paper, words),
        statement=phrases.statement(words),
        organisation=paper.organisation,
    )


def story(paper: TeamPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    made: list[Flowable] = [*_header(paper, words)]
    if not paper.matrix.people:
        return [*made, para(words.gettext("Nobody is in this assessment yet."), styles().body)]
    made += [*_whole(paper, words), *_functions(paper, words)]
    made += _fitting_needs(paper, LANDSCAPE.height - height_of(made, WIDTH) - 6, words)
    before: list[Flowable] = [PageBreak()]
    if paper.trend is not None and len(paper.trend.points) > 1:
        made += [PageBreak(), *_trend(paper, paper.trend, words)]
        before = []  # the people follow the trend where both have room on one page
    for page in team_pages.pages(paper, words):
        made += [*(before or [CondPageBreak(page.height)]), page]
        before = [PageBreak()]
    return made


def _header(paper: TeamPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, matrix = styles(), paper.matrix
    made = letterhead.Letterhead(
        paper.organisation,
        paper.unit,
        phrases_team.title(words),
        _("Based on the assessment: {title}").format(title=phrases_team.cycle(paper)),
        paper.dated_on,
        matrix.cycle.code,
        WIDTH,
        words,
    ).informing()
    count = words.ngettext("{count} person", "{count} people", paper.team)
    facts = [count.format(count=paper.team), *phrases_team.left(paper.matrix, words)]
    facts.append(phrases_team.sheets(paper, words))
    if paper.waiting:
        waiting = words.ngettext(
            "{count} person is not shown until all sheets are submitted",
            "{count} people are not shown until all sheets are submitted",
            paper.waiting,
        )
        facts.append(waiting.format(count=paper.waiting))
    profiles = [phrases_team.profile(one, words) for _id, one in sorted(matrix.profiles.items())]
    if profiles:
        facts.append(_("profile: {name}").format(name="; ".join(profiles)))
    return [*made, para(nb("; ".join(facts)), look.body), gap(5)]


def _whole(paper: TeamPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, totals = styles(), paper.whole
    loud = phrases.is_final(totals)
    figure = para(phrases.attainment(totals, words), look.figure if loud else look.figure_light)
    left: list[Flowable] = [
        para(
            join(_("Profile attainment of the team"), ", ", phrases.total_status(totals, words)), look.caption
        ),
        columns([figure, [gap(6), para(phrases.bounds(totals, words), look.body)]], [40 * mm, 60 * mm]),
        Ruler(100 * mm, phrases.bar(totals), scale=True) if totals.applicable else gap(1),
    ]
    right: list[Flowable] = [
        para(_("What is known"), look.caption),
        gap(3),
        para(nb(phrases_team.known(paper, words)), look.body),
        gap(2),
        para(nb(_below(totals, words)), look.body),
        *_shifts(paper, words),
    ]
    legend = _(
        "Hatched: not known; the tick: by what is known. A carried level is known but not assessed now."
    )
    return [
        columns([left, right], [112 * mm, WIDTH - 112 * mm]),
        gap(3),
        para(nb(f"{legend} {phrases.tolerance(paper.matrix.policy, words)}"), look.caption),
        para(nb(phrases_trend.value_of_team(words)), look.caption),
    ]


def _below(totals: Summary, words: Words) -> str:
    _ = words.gettext
    said = _("mean level {level}; below the target {below} of {known} levels, below minimum {stops}")
    return said.format(
        level=words.number(totals.mean if phrases.has_number(totals) else None),
        below=totals.below,
        known=totals.known,
        stops=totals.stops,
    )


def _shifts(paper: TeamPaper, words: Words) -> list[Flowable]:
    """Return where the minimums for a shift are not known to be met; nothing if there are none."""
    _ = words.gettext
    if paper.short is None:
        return []
    items = paper.matrix.framework.items
    told = "; ".join(
        f"{items[one.column].code} {phrases_team.short(one, paper.unit_name(one.unit_id), words)}"
        for one in paper.short[:_SHORT]
    )
    if (rest := len(paper.short) - _SHORT) > 0:
        told += "; " + words.ngettext("and {n} more", "and {n} more", rest).format(n=rest)
    said = _("Minimum for a shift: {told}").format(told=told or _("met in all units shown"))
    return [gap(2), para(nb(said), styles().body)]


def _functions(paper: TeamPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, matrix = styles(), paper.matrix
    captions = heads(
        _("Labour function"),
        "",
        _("Attainment"),
        _("Range"),
        _("Level"),
        _("Known"),
        _("Assessed now"),
        _("Below the target"),
        _("Below minimum"),
        figures=range(2, 9),
    )
    rows: list[list[Flowable | str]] = [[captions[0], share_scale(_RULER, words), *captions[2:]]]
    for function in paper.functions:
        totals = matrix.team_summary(function.code)
        number = phrases.has_number(totals)
        rows.append(
            [
                para(f"{function.code}\u00a0 {words.text(function.on_paper)}", look.cell),
                Ruler(_RULER, phrases.bar(totals)) if totals.applicable else "",
                para(
                    phrases.attainment(totals, words),
                    look.cell_strong_right if phrases.is_final(totals) else look.cell_right,
                ),
                words.range_percent(totals.lower, totals.upper),
                words.number(totals.mean if number else None),
                words.percent(totals.coverage),
                words.percent(totals.coverage_now),
                _("{part} of {whole}").format(part=totals.below, whole=totals.known),
                str(totals.stops) if totals.stops else "—",
            ]
        )
    widths = [50 * mm, _RULER + 8, 19 * mm, 23 * mm, 17 * mm, 17 * mm, 22 * mm, 26 * mm]
    table = grid(rows, [*widths, WIDTH - sum(widths)], ("ALIGN", (3, 1), (-1, -1), "RIGHT"), padding=1.8)
    return [para(_("By function"), look.heading), table]


def _fitting_needs(paper: TeamPaper, room: float, words: Words) -> list[Flowable]:
    """Return the needs in as many rows as fit on page 1, so that no row stands alone on page 2."""
    for rows in range(_NEEDS, _FEWEST - 1, -1):
        made = _needs(paper, rows, words)
        if height_of(made, WIDTH) <= room:
            return made
    return [CondPageBreak(40 * mm), *_needs(paper, _NEEDS, words)]


def _needs(paper: TeamPaper, shown: int, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, needs = styles(), paper.needs.items
    legend = _("(weight × gap, summed over current employees; ◆ critical)")
    head = para(join(_("Training needs of the team"), " ", quiet(nb(legend))), look.heading)
    if not needs:
        return [head, para(_("No gaps: everything assessed meets its target"), look.body)]
    captions = heads(
        _("Code"),
        "",
        _("Competency"),
        _("Labour function"),
        _("Weight × gap"),
        "",
        _("People below target"),
        _("Below minimum"),
        _("Without a level"),
        figures=range(5, 9),
    )
    most = float(needs[0].pressing)
    rows: list[list[Flowable | str]] = [[*captions]]
    rows += [_need(one, most, paper, words) for one in needs[:shown]]
    widths = [12 * mm, 5 * mm, 72 * mm, 52 * mm, _BAR + 4, 14 * mm, 22 * mm, 32 * mm]
    table = grid(rows, [*widths, WIDTH - sum(widths)], ("ALIGN", (5, 1), (-1, -1), "RIGHT"), padding=1.3)
    made: list[Flowable] = [head, table]
    if len(needs) > shown:
        rest = len(needs) - shown
        said = words.ngettext(
            "{count} more competency with gaps: see the XLSX file.",
            "{count} more competencies with gaps: see the XLSX file.",
            rest,
        )
        made += [gap(2), para(said.format(count=rest), look.caption)]
    return made


def _need(need: Need, most: float, paper: TeamPaper, words: Words) -> list[Flowable | str]:
    _ = words.gettext
    look, framework = styles(), paper.matrix.framework
    critical = any(
        need.code in one.targets and one.targets[need.code].critical for one in paper.matrix.profiles.values()
    )
    return [
        para(need.code, look.cell_muted),
        Diamond(filled=True) if critical else "",
        para(words.text(framework.item(need.code).on_paper), look.cell),
        para(words.text(framework.function(need.function).on_paper), look.cell_muted),
        _Amount(_BAR, float(need.pressing) / most),
        para(bold(words.number(need.pressing)), look.cell_right),
        _("{part} of {whole}").format(part=need.below, whole=need.known),
        str(need.stops) if need.stops else "—",
        str(need.missing) if need.missing else "—",
    ]


def _trend(paper: TeamPaper, trend: Trend[TeamPoint], words: Words) -> list[Flowable]:
    """Draw the team over its quarters with the figures beside it, and the functions below on one scale."""
    _ = words.gettext
    look = styles()
    legend = _(
        "(profile attainment: the series ends at the value of the latest quarter, earlier points subtract the"
        " changes on competencies rated in both quarters; dotted: a new start, dashed: another edition)"
    )
    rows: list[list[Flowable | str]] = [
        [*heads(_("Quarter"), _("Attainment"), _("Change"), _("Based on"), figures=range(1, 3))]
    ]
    for point in trend.points:
        rows.append(
            [
                para(phrases_trend.short(point.number), look.small),
                words.percent(point.attainment.line, 1),
                phrases_trend.points_of(point.attainment.change, words),
                para(phrases_trend.of_team(point, words), look.caption),
            ]
        )
    right = 0.45 * WIDTH
    widths = [17 * mm, 21 * mm, 24 * mm]
    figures = grid(rows, [*widths, right - sum(widths)], ("ALIGN", (1, 1), (2, -1), "RIGHT"), padding=1.8)
    left = WIDTH - right
    chart = TrendChart(left - 14, 42 * mm, trend.points, span_of([trend.points]), words, _("Team"))
    made: list[Flowable] = [
        para(join(_("Trend by quarter"), " ", quiet(nb(legend))), look.heading),
        columns([chart, figures], [left, right], gap=14),
        gap(3),
        para(nb(phrases_trend.change_of_team(words)), look.caption),
        gap(7),
    ]
    known = [one for one in paper.functions if trend.functions.get(one.code)]
    span = span_of([trend.functions[one.code] for one in known])
    width = WIDTH / _BESIDE
    for start in range(0, len(known), _BESIDE):
        cells: list[list[Flowable]] = []
        for one in known[start : start + _BESIDE]:
            name = f"{one.code}\u00a0 {words.text(one.short)}"
            cells.append([TrendChart(width - 10, 36 * mm, trend.functions[one.code], span, words, name)])
        cells += [[] for _empty in range(_BESIDE - len(cells))]
        made += [columns(cells, [width] * _BESIDE, gap=10), gap(6)]
    return made


class _Amount(Drawn):
    """A plain bar of a share, to compare needs by eye."""

    def __init__(self, width: float, share: float) -> None:
        super().__init__(width, 9)
        self._share = share

    def draw(self) -> None:
        self.canv.setFillColor(inks().ink_half)
        self.canv.rect(0, 1.5, self.width * self._share, 5.5, stroke=0, fill=1)
