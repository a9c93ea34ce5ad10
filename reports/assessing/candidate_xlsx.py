"""The profile by assessment as a workbook: numbers, the formulas that lead to them, marks, reference."""

from pathlib import Path

from domain.assessing.entry import Standing
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import Totals
from domain.hiring.decision import Decision
from domain.progress import Progress
from reports.assessing import candidate_formulas
from reports.book import attainment_cell
from reports.book.workbook import NUMBER, SHARE, WHOLE, Book, Look, Tab
from reports.paper import phrases_opening
from reports.paper.atomic import replacing
from reports.words import phrases, phrases_duties, phrases_known, shortfall, side_by_side
from resources.i18n import Words

_SHEETS = 6


def write(
    result: CaseResult,
    target: Path,
    progress: Progress,
    words: Words,
    decision: Decision | None = None,
) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    with replacing(target) as part:
        book = Book(phrases.title(result, words), result.made_on)
        fills = (_summary, candidate_formulas.fill, _competencies, _duties, _marks, _reference)
        names = (
            _("Summary"),
            _("Calculation"),
            _("Competencies"),
            _("Duties"),
            _("Marks"),
            _("Reference"),
        )
        for number, (fill, name) in enumerate(zip(fills, names, strict=True)):
            progress.step(number, _SHEETS + 1)
            fill(book.tab(name, portrait=fill is _summary), result, words)
            if fill is _summary and decision is not None and decision.conclusions:
                _concluded(book.tab(_("Conclusion"), portrait=True), decision, words)
        progress.step(_SHEETS, _SHEETS + 1)
        book.save(part)
    progress.step(_SHEETS + 1, _SHEETS + 1)


def write_decided(decision: Decision, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook with what people concluded."""
    write(decision.result, target, progress, words, decision)


def _concluded(tab: Tab, decision: Decision, words: Words) -> None:
    """Tell what people concluded, the newest first."""
    _ = words.gettext
    tab.widths(28, 80)
    tab.put_text(1, 1, _("Conclusion"), Look.TITLE, wrap=False)
    row = 3
    for one in decision.conclusions:
        for name, said in (
            (_("Conclusion"), phrases.outcome(one.outcome, words)),
            (_("Reasons"), one.reasons),
            (_("Conditions"), one.conditions),
            (_("Recorded by"), ", ".join(part for part in (one.by.name, one.by.post) if part)),
        ):
            if said:
                tab.put_text(row, 1, name, Look.MUTED)
                tab.put_text(row, 2, said)
                row += 1
        tab.put_text(row, 1, _("Date"), Look.MUTED)
        tab.put_day(row, 2, one.on)
        row += 2


def _summary(tab: Tab, result: CaseResult, words: Words) -> None:
    _ = words.gettext
    person, totals = result.person, result.score.totals
    tab.widths(38, 14, 12, 12, 12, 16)
    tab.put_text(1, 1, phrases.title(result, words), Look.TITLE, wrap=False)
    row = 3
    facts = [
        (_("Organisation"), result.organisation.short_name or result.organisation.full_name),
        (_("Candidate") if phrases.hiring(result) else _("Employee"), f"{person.full_name} ({person.code})"),
        (_("Position"), person.post or words.text(result.profile.post)),
        (_("Assessment"), phrases.assessment(result, words)),
        (_("Assessors"), "; ".join(_assessor(result, n, words) for n in range(len(result.assessors)))),
    ]
    if result.opening is not None:
        facts.append((phrases_opening.head(words), phrases_opening.said(result.opening, words)))
    for name, value in facts:
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, value, wrap=False)
        row += 1
    nothing = phrases.no_gates(result.gates, words, hiring=phrases.hiring(result))
    checked = (_("Requirements checked on"), result.gates_on or result.made_on)
    for name, value in (
        (_("Date of the result"), result.dated_on),
        (_("Mandatory requirements"), nothing) if nothing else checked,
        (_("Generated"), result.made_on),
    ):
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put(row, 2, value)
        row += 1
    row += 1
    tab.heads(row, [_("Index"), _("Value"), _("From"), _("To")], figures=(2, 3, 4))
    number, interval = phrases.has_number(totals), totals.interval
    spread = (interval.lower, interval.upper) if interval.seen else (None, None)
    rows: list[tuple[str, str, list[object]]] = [
        (_("Profile attainment"), SHARE, [totals.attainment if number else None, totals.lower, totals.upper]),
        (_("Coverage, known"), SHARE, [totals.coverage]),
        (_("Coverage, assessed now"), SHARE, [totals.coverage_now]),
        (
            _("Mean level"),
            NUMBER,
            [totals.mean if number else None, *spread],
        ),
        (_("Share of competencies on target"), SHARE, [totals.readiness if number else None]),
        (_("Competencies in the set"), WHOLE, [totals.in_scope]),
        (_("Applicable competencies"), WHOLE, [totals.applicable]),
        (_("Competencies with a level"), WHOLE, [totals.known]),
        (_("Competencies on target"), WHOLE, [totals.met]),
        (_("Critical competencies"), WHOLE, [len(result.score.criticals)]),
        (_("Critical competencies below minimum"), WHOLE, [len(result.score.stops)]),
    ]
    for name, form, values in rows:
        row += 1
        tab.put_text(row, 1, name)
        for column, value in enumerate(values, start=2):
            tab.put_number(row, column, value, form, Look.STRONG if column == 2 else Look.TEXT)  # type: ignore[arg-type]
        tab.underline(row, 4)
    attainment_cell.put(tab, row - len(rows) + 1, 2, totals)
    row += 1
    tab.put_text(row, 1, _("Status"))
    tab.put_text(row, 2, phrases.status(result, words), Look.STRONG, wrap=False)
    for note in (phrases_known.why_provisional(result, words), phrases.mean(result, words)):
        if note:
            row += 1
            tab.put_text(row, 1, note, Look.MUTED, wrap=False)
    row += 2
    tab.heads(
        row,
        [_("Labour function"), _("Attainment"), _("From"), _("To"), _("Level"), _("Assessed")],
        figures=(2, 3, 4, 5),
    )
    for code, part in result.score.functions.items():
        row += 1
        _function(tab, row, words.text(result.framework.function(code).short), part, words)
    row += 2
    # A dash under «To discuss» would say that a lone colleague agrees.
    compared = phrases_known.not_compared(result, words) or "—"
    for name, codes, none in (
        (_("Below minimum"), result.score.stops, "—"),
        (_("To discuss"), result.unsettled, compared),
        (_("Not assessed"), result.score.missing, "—"),
    ):
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, ", ".join(one.code for one in codes) or none, wrap=False)
        row += 1
    tab.put_text(row + 1, 1, phrases.statement(words), Look.MUTED, wrap=False)
    if result.kept_apart:
        tab.put_text(row + 2, 1, phrases.kept_back(result.engine, words), Look.MUTED, wrap=False)


def _assessor(result: CaseResult, number: int, words: Words) -> str:
    one = result.assessors[number]
    return f"{phrases.assessor(one, words)} ({one.rated})"


def _function(tab: Tab, row: int, name: str, totals: Totals, words: Words) -> None:
    number = phrases.has_number(totals)
    tab.put_text(row, 1, name)
    attainment_cell.put(tab, row, 2, totals)
    tab.put_number(row, 3, totals.lower, SHARE)
    tab.put_number(row, 4, totals.upper, SHARE)
    tab.put_number(row, 5, totals.mean if number else None, NUMBER)
    said = words.gettext("{part} of {whole}")
    tab.put_text(row, 6, said.format(part=totals.known, whole=totals.applicable))
    tab.underline(row, 6)


def _competencies(tab: Tab, result: CaseResult, words: Words) -> None:
    _ = words.gettext
    tab.widths(6, 8, 9, 29, 46, 18, 7, 10, 8, 9, 9, 9, 24, 9)
    names = [
        _("Code"),
        _("Clause"),
        _("Kind"),
        _("Competency"),
        _("Source text"),
        _("Labour function"),
        _("Weight"),
        _("Critical"),
        _("Target"),
        _("Minimum"),
        _("Level"),
        _("Gap"),
        _("Status"),
        _("In the set"),
    ]
    tab.heads(1, names, figures=(7, 9, 10, 11, 12))
    yes = _("yes")
    for number, row in enumerate(result.score.rows, start=2):
        item = result.framework.item(row.code)
        function = result.framework.function(item.function)
        tab.put_text(number, 1, row.code)
        tab.put_text(number, 2, item.clause)
        tab.put_text(number, 3, phrases.kind(item.kind, words))
        tab.put_text(number, 4, words.text(item.label), Look.STRONG if row.stop else Look.TEXT)
        tab.put_text(number, 5, words.text(item.text))
        tab.put_text(number, 6, words.text(function.short))
        tab.put_number(number, 7, row.weight, WHOLE)
        tab.put_text(number, 8, yes if row.critical else "")
        tab.put_number(number, 9, row.entry.target, WHOLE)
        tab.put_number(number, 10, row.least, WHOLE)
        tab.put_number(number, 11, row.level, NUMBER)
        quiet = shortfall.within(row)
        short = None if row.gap is None else max(row.gap, 0)
        form, look = (shortfall.within_form(row, result.policy), Look.MUTED) if quiet else (NUMBER, Look.TEXT)
        tab.put_number(number, 12, short, form, look)
        tab.put_text(number, 13, phrases.remark(row, words) if row.entry.in_scope else _("outside the set"))
        tab.put_text(number, 14, yes if row.entry.in_scope else "")
        tab.underline(number, len(names))
    tab.table(1, len(result.score.rows) + 1, len(names), fixed=1)


def _duties(tab: Tab, result: CaseResult, words: Words) -> None:
    _ = words.gettext
    tab.widths(9, 19, 58, 12, 9, 9, 42)
    names = [
        phrases_duties.number((one.duty for one in result.score.duties), words),
        _("Labour function"),
        _("Duty"),
        _("Status"),
        _("Risk"),
        _("Coverage"),
        _("Short of target"),
    ]
    tab.heads(1, names, figures=(5, 6))
    for number, one in enumerate(result.score.duties, start=2):
        tab.put_text(number, 1, one.duty.called)
        tab.put_text(number, 2, words.text(result.framework.function(one.duty.function).short))
        tab.put_text(number, 3, words.text(one.duty.text))
        tab.put_text(number, 4, phrases.duty_status(one.status, words))
        tab.put_number(number, 5, one.risk, "0.00")
        tab.put_number(number, 6, one.coverage, SHARE)
        tab.put_text(number, 7, phrases.shortfalls(one, len(one.short), words))
        tab.underline(number, len(names))
    tab.table(1, len(result.score.duties) + 1, len(names), fixed=1)


def _marks(tab: Tab, result: CaseResult, words: Words) -> None:
    """Put the marks of each assessor with facts and comments; none where one could be told (law 15)."""
    _ = words.gettext
    shown = side_by_side.panel(result).shown
    names = [_("Code"), _("Competency")]
    for one in shown:
        names += [
            f"{phrases.shown_name(one, words)} ({phrases.role(one.role, words)})",
            _("Facts"),
            _("Comment"),
        ]
    tab.widths(7, 36, *([18, 44, 30] * len(shown)))
    tab.heads(1, names)
    comments = {(comment.code, comment.assessor_id): comment.text for comment in result.comments}
    for number, row in enumerate(result.score.rows, start=2):
        tab.put_text(number, 1, row.code)
        tab.put_text(number, 2, words.text(result.framework.item(row.code).label))
        said = {given.assessor_id: given.mark for given in row.entry.marks}
        for place, one in enumerate(shown):
            mark = said.get(one.id)
            column = 3 + 3 * place
            if mark is not None and mark.level is not None:
                tab.put_number(number, column, mark.level, WHOLE)
            else:
                tab.put_text(
                    number, column, "" if mark is None else phrases.reason(mark.state, words), Look.MUTED
                )
            tab.put_text(number, column + 1, _facts(result, row.code, one, words))
            tab.put_text(number, column + 2, comments.get((row.code, one.id), ""))
        tab.underline(number, len(names))
    last = len(result.score.rows) + 1
    if result.kept_apart:
        tab.put_text(last + 2, 1, phrases.kept_back(result.engine, words), Look.MUTED, wrap=False)
    tab.table(1, last, len(names), fixed=2)


def _facts(result: CaseResult, code: str, assessor: Assessor, words: Words) -> str:
    """Return the assessor's facts on the item, a line each in the order of their days."""
    mine = [fact for fact in reversed(result.facts_on(code)) if fact.sheet_id == assessor.sheet_id]
    lines: list[str] = []
    for fact in mine:
        parts = words.date(fact.observed_on), phrases.polarity(fact.polarity, words)
        lines.append(f"{', '.join(part for part in parts if part)}: {fact.text}")
    return "\n".join(lines)


def _reference(tab: Tab, result: CaseResult, words: Words) -> None:
    _ = words.gettext
    tab.widths(34, 50, 50)
    row = 1
    tab.put_text(row, 1, _("Reference"), Look.TITLE, wrap=False)
    framework, profile = result.framework, result.profile
    said = _("{title}, edition {number}")
    facts = [
        (
            _("Framework"),
            said.format(title=words.text(framework.title), number=framework.number),
        ),
        (_("Position profile"), said.format(title=words.text(profile.post), number=profile.number)),
        (_("Scale"), said.format(title="0–4", number=result.scale.number)),
        (_("Policy"), said.format(title=_("thresholds below"), number=result.policy_number)),
        (_("Calculation engine"), result.engine.value),
    ]
    row += 1
    for name, value in facts:
        row += 1
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, value, wrap=False)
    row += 2
    tab.heads(row, [_("Level"), _("Knowledge: what is heard"), _("Skill: what is seen")])
    for level in result.scale.levels:
        row += 1
        tab.put_text(row, 1, f"{level.value} {words.text(level.name)}", Look.STRONG)
        tab.put_text(row, 2, words.text(level.knowledge))
        tab.put_text(row, 3, words.text(level.skill))
        tab.underline(row, 3)
    row += 2
    tab.heads(row, [_("Index"), _("How it is calculated"), _("Threshold")])
    for name, how, threshold in _explained(result, words):
        row += 1
        tab.put_text(row, 1, name, Look.STRONG)
        tab.put_text(row, 2, how)
        tab.put_text(row, 3, threshold)
        tab.underline(row, 3)
    for code, reason in result.case.excluded:
        row += 1
        tab.put_text(row, 1, _("Left out of the set: {code}").format(code=code))
        tab.put_text(row, 2, reason)
    carried = [one for one in result.score.rows if one.standing is Standing.CARRIED]
    for one in carried:
        row += 1
        tab.put_text(row, 1, one.code)
        quarters = one.entry.carried.quarters if one.entry.carried is not None else 0
        tab.put_text(row, 2, phrases.age(quarters, words))
    tab.put_text(row + 2, 1, phrases.statement(words), Look.MUTED, wrap=False)


def _explained(result: CaseResult, words: Words) -> list[tuple[str, str, str]]:
    _ = words.gettext
    policy = result.policy
    return [
        (
            _("Profile attainment"),
            _(
                "Weight times the smaller of level and target, divided by weight times target, over "
                "the competencies with a level. A surplus does not close a gap."
            ),
            _("a number is shown from coverage {share}").format(share=words.percent(policy.number_coverage)),
        ),
        (
            _("Range"),
            _(
                "What it would be if all competencies without a level were at 0, and if all were at "
                "their target."
            ),
            "",
        ),
        (
            _("Coverage"),
            _(
                "Weight of the competencies with a level divided by the weight of all applicable "
                "competencies of the set."
            ),
            _("final from {share}").format(share=words.percent(policy.final_coverage)),
        ),
        (
            _("Mean level"),
            _("Weighted mean of the levels; its interval comes from the differences between assessors."),
            "",
        ),
        (
            _("Gap"),
            _("Target minus level. Not rated is not zero: it is left out and shown separately."),
            _("small from {small}, large from {large}").format(
                small=phrases.threshold(policy.small_gap, words),
                large=phrases.threshold(policy.large_gap, words),
            ),
        ),
        (
            _("Below minimum"),
            _("A critical competency below its minimum: no other level makes up for it."),
            _("from {small} below").format(small=phrases.threshold(policy.small_gap, words)),
        ),
    ]
