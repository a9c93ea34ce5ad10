"""The workbook of a team: numbers, levels and gaps of its people, needs, trend, and live formulas."""

from domain.assessing.engine import ENGINE
from domain.assessing.scoring import Status
from domain.assessing.trend import TeamPoint
from domain.papers.team_paper import TeamPaper
from domain.team.matrix import Cell, Summary
from domain.team.needs import Need
from reports.book import attainment_cell
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, put_facts, put_table
from reports.book.workbook import NUMBER, SHARE, WHOLE, Look, Tab, style
from reports.book.workbook_block import Content, Style
from reports.team import team_formulas, team_grids
from reports.team.team_grids import Wide
from reports.words import phrases
from reports.words.assessing import phrases_trend
from reports.words.team import phrases_team
from resources.i18n import Words

_NAMES = 25  # names of people in one cell


@saved
def write(paper: TeamPaper, words: Words) -> Contents:
    """Write the workbook: numbers and people first, then levels, gaps, needs, trend, and the formulas."""
    _ = words.gettext
    wide = Wide(paper, team_grids.layout(paper))
    return Contents(
        phrases_team.title(words),
        paper.made_on,
        (
            Leaf(_("Summary"), _summary, paper),
            Leaf(_("People"), _people, paper),
            Leaf(_("Levels"), team_grids.levels, wide),
            Leaf(_("Gaps"), team_grids.gaps, wide),
            Leaf(_("Needs"), _needs, paper),
            *([] if paper.trend is None else [Leaf(_("Trend"), _trend, paper)]),
            Leaf(_("Calculation"), team_formulas.fill, wide),
            Leaf(_("Reference"), _reference, paper, portrait=True),
        ),
    )


def _summary(tab: Tab, paper: TeamPaper, words: Words) -> None:
    _ = words.gettext
    matrix, totals = paper.matrix, paper.whole
    tab.widths(36, 13, 11, 11, 11, 12, 13, 11, 11)
    tab.put_text(1, 1, phrases_team.title(words), Look.TITLE, wrap=False)
    profiles = [phrases_team.profile(one, words) for _id, one in sorted(matrix.profiles.items())]
    facts = [
        (_("Organisation"), paper.organisation.short_name or paper.organisation.full_name),
        (_("Unit"), paper.unit or _("all units")),
        (_("Assessment"), phrases_team.cycle(paper)),
        (_("Sheets"), phrases_team.sheets(paper, words)),
        (_("Profile"), "; ".join(profiles)),
    ]
    row = 3
    for name, value in facts:
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, value, wrap=False)
        row += 1
    for name, day in ((_("Date of the result"), paper.dated_on), (_("Generated"), paper.made_on)):
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_day(row, 2, day)
        row += 1
    row -= 1
    tab.put_text(row + 1, 1, _("People"), Look.MUTED)
    tab.put_number(row + 1, 2, paper.team, WHOLE)
    for said in phrases_team.left(paper.matrix, words):
        tab.put_text(row + 1, 3, said, Look.MUTED, wrap=False)
    tab.put_text(row + 2, 1, _("Not shown until all sheets are submitted"), Look.MUTED)
    tab.put_number(row + 2, 2, paper.waiting, WHOLE)
    row += 4
    tab.heads(row, [_("Index"), *_figures(words)], figures=range(2, 10))
    _line(tab, row + 1, _("Team"), totals)
    row += 2
    for function in paper.functions:
        mine = matrix.team_summary(function.code)
        _line(tab, row, f"{function.code}\u00a0 {words.text(function.on_paper)}", mine)
        row += 1
    row = _shifts(tab, row, paper, words)
    tab.put_text(row + 1, 1, phrases_trend.value_of_team(words), Look.MUTED, wrap=False)
    tab.put_text(row + 2, 1, phrases.statement(words), Look.MUTED, wrap=False)


def _shifts(tab: Tab, row: int, paper: TeamPaper, words: Words) -> int:
    """Write where the minimums for a shift are not known to be met; return the next row."""
    _ = words.gettext
    if paper.short is None:
        return row
    row += 1
    heads = [_("Minimum for a shift"), _("People"), _("From level"), _("Have the level"), _("Level unknown")]
    tab.heads(row, heads, figures=range(2, 6))
    for one in paper.short:
        row += 1
        item = paper.matrix.framework.items[one.column]
        unit = paper.unit_name(one.unit_id) or _("Without a unit")
        tab.put_text(row, 1, f"{item.code}\u00a0 {unit}", wrap=False)
        numbers = (one.minimum.people, one.minimum.level, one.able, one.unknown)
        for column, number in enumerate(numbers, start=2):
            tab.put_number(row, column, number, WHOLE)
        tab.underline(row, 5)
    if not paper.short:
        row += 1
        tab.put_text(row, 1, _("met in all units shown"), wrap=False)
    return row + 1


def _figures(words: Words) -> list[str]:
    """Return the heads of the figures of each row."""
    _ = words.gettext
    return [
        _("Profile attainment"),
        _("From"),
        _("To"),
        _("Level"),
        _("Known"),
        _("Assessed now"),
        _("Below"),
        _("Below minimum"),
    ]


def _line(tab: Tab, row: int, name: str, totals: Summary) -> None:
    number = phrases.has_number(totals)
    tab.put_text(row, 1, name, wrap=False)
    attainment_cell.put(tab, row, 2, totals)
    tab.put_number(row, 3, totals.lower, SHARE)
    tab.put_number(row, 4, totals.upper, SHARE)
    tab.put_number(row, 5, totals.mean if number else None, NUMBER)
    tab.put_number(row, 6, totals.coverage, SHARE)
    tab.put_number(row, 7, totals.coverage_now, SHARE)
    tab.put_number(row, 8, totals.below, WHOLE)
    tab.put_number(row, 9, totals.stops, WHOLE)
    tab.underline(row, 9)


def _people(tab: Tab, paper: TeamPaper, words: Words) -> None:
    """Write each person with the totals of their own case; those still waiting have words and no numbers."""
    _ = words.gettext
    matrix, functions = paper.matrix, paper.functions
    names = [
        _("Code"),
        _("Name"),
        _("Unit"),
        *_figures(words),
        *(function.code for function in functions),
        _("Status"),
    ]
    tab.heads(1, names, figures=range(4, 12 + len(functions)))
    tab.widths(9, 28, 15, 12, 8, 8, 9, 10, 10, 8, 8, *([7] * len(functions)), 30)
    text, quiet = style(Look.TEXT), style(Look.MUTED)
    share = style(Look.TEXT, SHARE, "right")
    met = {
        status: style(attainment_cell.look(status), attainment_cell.form(status), "right")
        for status in Status
    }
    of_function = {status: style(Look.TEXT, attainment_cell.form(status), "right") for status in Status}
    level, whole = style(Look.TEXT, NUMBER, "right"), style(Look.TEXT, WHOLE, "right")
    block = tab.block(2)
    for row, one in enumerate(matrix.people):
        totals = matrix.row_summary(row)
        number = phrases.has_number(totals)
        unit = ", ".join(part for part in (paper.unit_of(row), phrases_team.until(one, words)) if part)
        cells: list[tuple[Content, Style]] = [(one.code, text), (one.name, text), (unit, quiet)]
        if one.blind:
            cells += [(None, share)] * (8 + len(functions))
            block.row([*cells, (phrases_team.waiting_for(one, words), quiet)])
            continue
        cells += [
            (totals.attainment if number else None, met[totals.status]),
            (totals.lower, share),
            (totals.upper, share),
            (totals.mean if number else None, level),
            (totals.coverage, share),
            (totals.coverage_now, share),
            (totals.below, whole),
            (totals.stops, whole),
        ]
        for function in functions:
            part = matrix.row_summary(row, function.code)
            shown = part.attainment if phrases.has_number(part) else None
            cells.append((shown, of_function[part.status]))
        block.row([*cells, (phrases.total_status(totals, words), quiet)])
    tab.table(1, 1 + len(matrix.people), len(names), fixed=2)


def _needs(tab: Tab, paper: TeamPaper, words: Words) -> None:
    """Write what the people who stay lack, the most pressing first."""
    _ = words.gettext
    framework = paper.matrix.framework
    people = {one.person_id: one.name for one in paper.matrix.people}
    critical = {
        code
        for profile in paper.matrix.profiles.values()
        for code, target in profile.targets.items()
        if target.critical
    }

    def who(need: Need) -> str:
        gaps = [
            f"{people[person_id]}: {phrases_team.gap_level(gap, words)} → {gap.target}"
            for person_id, gap in need.people
        ]
        return phrases.listing(gaps, _NAMES, words)

    columns: list[Column[Need]] = [
        Column(_("Code"), 8, lambda need: need.code),
        Column(_("Competency"), 38, lambda need: words.text(framework.item(need.code).on_paper)),
        Column(_("Labour function"), 24, lambda need: words.text(framework.function(need.function).short)),
        Column(_("Critical"), 10, lambda need: "◆" if need.code in critical else ""),
        Column(_("Weight × gap"), 10, lambda need: need.pressing, NUMBER, Look.STRONG),
        Column(_("People below target"), 9, lambda need: need.below, WHOLE),
        Column(_("Below minimum"), 9, lambda need: need.stops, WHOLE),
        Column(_("Known"), 9, lambda need: need.known, WHOLE),
        Column(_("Without a level"), 9, lambda need: need.missing, WHOLE),
        Column(_("Who: level → target"), 70, who, look=Look.MUTED),
    ]
    last = put_table(tab, columns, paper.needs.items, fixed=2)
    _functions(tab, last + 3, paper, words)


def _functions(tab: Tab, row: int, paper: TeamPaper, words: Words) -> None:
    _ = words.gettext
    for column, name in ((2, _("Labour function")), (5, _("Weight × gap")), (6, _("People below target"))):
        tab.put_text(row, column, name, Look.HEAD, wrap=False)
    for need in paper.needs.functions:
        row += 1
        tab.put_text(row, 1, need.code)
        tab.put_text(row, 2, words.text(paper.matrix.framework.function(need.code).short))
        tab.put_number(row, 5, need.pressing, NUMBER, Look.STRONG)
        tab.put_number(row, 6, need.people, WHOLE)
        tab.underline(row, 6)


def _trend(tab: Tab, paper: TeamPaper, words: Words) -> None:
    """Write the quarters: what was rated in each, and the line linked through what neighbours share."""
    _ = words.gettext
    assert paper.trend is not None
    change = words.pgettext("column", "change")
    columns: list[Column[tuple[str, TeamPoint]]] = [
        Column(_("Labour function"), 28, lambda row: row[0]),
        Column(_("Quarter"), 12, lambda row: row[1].code),
        Column(_("People rated"), 10, lambda row: row[1].people, WHOLE),
        Column(_("comparable with the previous quarter"), 12, lambda row: row[1].both, WHOLE),
        Column(
            _("Profile attainment, comparable series"),
            14,
            lambda row: row[1].attainment.line,
            "0.0%",
            Look.STRONG,
        ),
        Column(change, 10, lambda row: row[1].attainment.change, '"+"0.0%;"−"0.0%;0.0%'),
        Column(_("Mean level, comparable series"), 14, lambda row: row[1].mean.line, "0.00", Look.STRONG),
        Column(change, 10, lambda row: row[1].mean.change, '"+"0.00;"−"0.00;0.00'),
        Column(_("Break or another edition"), 40, lambda row: _break(row[1], words), look=Look.MUTED),
    ]
    rows = [(_("Team"), point) for point in paper.trend.points]
    for function in paper.functions:
        name = f"{function.code}\u00a0 {words.text(function.on_paper)}"
        rows += [(name, point) for point in paper.trend.functions.get(function.code, ())]
    last = put_table(tab, columns, rows, fixed=2)
    for place, text in enumerate(phrases_trend.definitions(words), start=last + 2):
        tab.put_text(place, 1, text, Look.MUTED, wrap=False)


def _break(point: TeamPoint, words: Words) -> str | None:
    parts = [] if point.broken is None else [phrases_trend.broken(point.broken, point.number, words)]
    if point.passage is not None:
        parts.append(phrases_trend.passage(point.passage, words, linked=point.broken is None))
    return "; ".join(parts) or None


def _reference(tab: Tab, paper: TeamPaper, words: Words) -> None:
    _ = words.gettext
    tab.widths(30, 92)
    tab.put_text(1, 1, _("Reference"), Look.TITLE, wrap=False)
    framework, policy = paper.matrix.framework, paper.matrix.policy
    edition = _("{title}, edition {number}").format(
        title=words.text(framework.title), number=framework.number
    )
    sign = {one: phrases_team.cell(one, words) for one in Cell}
    facts = [
        (_("Framework"), edition),
        (
            sign[Cell.MISSING],
            _("no level: not known, not zero; lowers the coverage alone"),
        ),
        (
            sign[Cell.NOT_APPLICABLE],
            _("not applicable at this workplace; does not count"),
        ),
        (
            sign[Cell.UNCONFIRMED],
            _("critical and not applicable, not confirmed by a decision: the result stays provisional"),
        ),
        (sign[Cell.HIDDEN], _("not shown until all sheets about the person are submitted")),
        (sign[Cell.OUTSIDE], _("not asked in this assessment; does not count")),
        ("3°", _("carried from an earlier quarter: known, not assessed now")),
        (
            f"3{phrases.imported_sign(words)}",
            _("imported from a file: shown and added up, but does not make a result more certain"),
        ),
        (
            _("Profile attainment"),
            _(
                "Weight times the smaller of level and target, divided by weight times target, over "
                "the competencies with a level. A surplus does not close a gap."
            ),
        ),
        (
            _("Range"),
            _("The bounds: if everything unknown were 0, and if it met its target."),
        ),
        (
            _("Gap"),
            _("Below {small} the target counts as met; from {large} the gap is large.").format(
                small=phrases.threshold(policy.small_gap, words),
                large=phrases.threshold(policy.large_gap, words),
            ),
        ),
        (
            _("Calculation"),
            _("Change a level on the sheet of levels: the indexes on the calculation sheet follow."),
        ),
        (_("Calculation engine"), ENGINE),
        (_("Assessment number"), str(paper.matrix.cycle.id)),
    ]
    row = put_facts(tab, 3, facts, Look.STRONG)
    tab.put_text(row + 1, 1, phrases.statement(words), Look.MUTED, wrap=False)
