"""The assessment profile as a workbook: numbers, the formulas behind them, marks, reference."""

from pathlib import Path

from domain.assessing.entry import Row, Standing
from domain.assessing.gaps import DutyRisk
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import Totals
from domain.hiring.decision import Conclusion, Decision
from domain.mark import SHY_ROLES
from domain.progress import Progress
from reports.assessing import candidate_formulas
from reports.book import attainment_cell
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, Number, Shown, put_table
from reports.book.workbook import NUMBER, SHARE, WHOLE, Look, Tab
from reports.paper import phrases_opening
from reports.words import phrases
from reports.words.assessing import phrases_known, shortfall, side_by_side
from reports.words.framework import phrases_duties
from reports.words.names import name_of
from resources.i18n import Words


@saved
def write(result: CaseResult, words: Words, decision: Decision | None = None) -> Contents:
    """Write the workbook; *decision* adds what people settled and concluded."""
    _ = words.gettext
    concluded = (
        [Leaf(_("Conclusion"), _concluded, decision, portrait=True)]
        if decision is not None and decision.conclusions
        else []
    )
    return Contents(
        phrases.title(result, words),
        result.made_on,
        (
            Leaf(_("Summary"), _summary, result, portrait=True),
            *concluded,
            Leaf(_("Calculation"), candidate_formulas.fill, result),
            Leaf(_("Competencies"), _competencies, result),
            Leaf(_("Duties"), _duties, result),
            Leaf(_("Marks"), _marks, result),
            Leaf(_("Reference"), _reference, result),
        ),
    )


def write_decided(decision: Decision, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook including what people concluded."""
    write(decision.result, target, progress, words, decision)


def _concluded(tab: Tab, decision: Decision, words: Words) -> None:
    """Write what people concluded, the newest first."""
    _ = words.gettext
    tab.widths(28, 80)
    tab.put_text(1, 1, _("Conclusion"), Look.TITLE, wrap=False)
    row = 3
    for one in decision.conclusions:
        for name, said in (
            (_("Conclusion"), name_of(one.outcome, words)),
            (_("Reasons"), one.reasons),
            (_("Conditions"), one.conditions),
            (_("Recorded by"), _recorded(one, words)),
        ):
            if said:
                tab.put_text(row, 1, name, Look.MUTED)
                tab.put_text(row, 2, said)
                row += 1
        tab.put_text(row, 1, _("Date"), Look.MUTED)
        tab.put_day(row, 2, one.on)
        row += 2


def _recorded(one: Conclusion, words: Words) -> str:
    by = ", ".join(part for part in (one.by.name, one.by.post) if part)
    return f"{by}; {phrases.sitting(one.sitting_of, words)}" if one.sitting_of else by


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
    if result.home:
        facts.append((_("Result"), phrases_opening.one_of_several(result.home, words)))
    if result.opening is not None:
        facts.append((phrases_opening.head(words), phrases_opening.said(result.opening, words)))
    for name, value in facts:
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, value, wrap=False)
        row += 1
    nothing = phrases.no_result_gates(result, words)
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
        [
            _("Labour function"),
            _("Attainment"),
            _("From"),
            _("To"),
            _("Level"),
            phrases.count_known(result, words),
        ],
        figures=(2, 3, 4, 5),
    )
    for code, part in result.score.functions.items():
        row += 1
        _function(tab, row, words.text(result.framework.function(code).on_paper), part, words)
    row += 2
    # A dash under «To discuss» would say that a single colleague agrees.
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
    by = f"{phrases.assessor(one, words)} ({one.rated})"
    told = one.sitting_of and one.role not in SHY_ROLES  # who sat with them would tell them (law 15)
    return f"{by}, {phrases.sitting(one.sitting_of, words)}" if told else by


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
    framework, text = result.framework, words.text

    def short(row: Row) -> Number | Shown:
        gap = None if row.gap is None else max(row.gap, 0)
        if shortfall.within(row):
            return Shown(gap, shortfall.within_form(row, result.policy), Look.MUTED)
        return gap

    def label(row: Row) -> Shown:
        return Shown(text(framework.item(row.code).on_paper), look=Look.STRONG if row.stop else Look.TEXT)

    def remark(row: Row) -> str:
        return phrases.remark(row, words) if row.entry.in_scope else _("outside the set")

    columns: list[Column[Row]] = [
        Column(_("Code"), 6, lambda row: row.code),
        Column(_("Clause"), 8, lambda row: framework.item(row.code).clause),
        Column(_("Kind"), 9, lambda row: name_of(framework.item(row.code).kind, words)),
        Column(_("Competency"), 29, label),
        Column(_("Source text"), 46, lambda row: text(framework.item(row.code).text)),
        Column(
            _("Labour function"),
            18,
            lambda row: text(framework.function(framework.item(row.code).function).on_paper),
        ),
        Column(_("Weight"), 7, lambda row: row.weight, WHOLE),
        Column(_("Critical"), 10, lambda row: _("yes") if row.critical else ""),
        Column(_("Target"), 8, lambda row: row.entry.target, WHOLE),
        Column(_("Minimum"), 9, lambda row: row.least, WHOLE),
        Column(_("Level"), 9, lambda row: row.level, NUMBER),
        Column(_("Gap"), 9, short, NUMBER),
        Column(_("Status"), 24, remark),
        Column(_("In the set"), 9, lambda row: _("yes") if row.entry.in_scope else ""),
    ]
    put_table(tab, columns, result.score.rows, fixed=1)


def _duties(tab: Tab, result: CaseResult, words: Words) -> None:
    _ = words.gettext
    number = phrases_duties.number((one.duty for one in result.score.duties), words)
    columns: list[Column[DutyRisk]] = [
        Column(number, 9, lambda one: one.duty.called),
        Column(
            _("Labour function"),
            19,
            lambda one: words.text(result.framework.function(one.duty.function).on_paper),
        ),
        Column(_("Duty"), 58, lambda one: words.text(one.duty.text)),
        Column(_("Status"), 12, lambda one: name_of(one.status, words)),
        Column(_("Risk"), 9, lambda one: one.risk, "0.00"),
        Column(_("Coverage"), 9, lambda one: one.coverage, SHARE),
        Column(_("Short of target"), 42, lambda one: phrases.shortfalls(one, len(one.short), words)),
    ]
    put_table(tab, columns, result.score.duties, fixed=1)


def _marks(tab: Tab, result: CaseResult, words: Words) -> None:
    """Write each assessor's marks with facts and comments; none where a shy role would show (law 15)."""
    _ = words.gettext
    columns: list[Column[Row]] = [
        Column(_("Code"), 7, lambda row: row.code),
        Column(_("Competency"), 36, lambda row: words.text(result.framework.item(row.code).on_paper)),
    ]
    for one in side_by_side.panel(result).shown:
        columns += _given(result, one, words)
    last = put_table(tab, columns, result.score.rows, fixed=2)
    if result.kept_apart:
        tab.put_text(last + 2, 1, phrases.kept_back(result.engine, words), Look.MUTED, wrap=False)


def _given(result: CaseResult, one: Assessor, words: Words) -> list[Column[Row]]:
    """Return the columns of one assessor."""
    _ = words.gettext
    comments = {comment.code: comment.text for comment in result.comments if comment.assessor_id == one.id}

    def mark(row: Row) -> Shown:
        given = next((of.mark for of in reversed(row.entry.marks) if of.assessor_id == one.id), None)
        if given is not None and given.level is not None:
            return Shown(given.level, WHOLE)
        return Shown("" if given is None else name_of(given.state, words), look=Look.MUTED)

    name = f"{phrases.shown_name(one, words)} ({name_of(one.role, words)})"
    return [
        Column(name, 18, mark),
        Column(_("Facts"), 44, lambda row: _facts(result, row.code, one, words)),
        Column(_("Comment"), 30, lambda row: comments.get(row.code, "")),
    ]


def _facts(result: CaseResult, code: str, assessor: Assessor, words: Words) -> str:
    """Return the assessor's facts on the item, one a line, ordered by day."""
    mine = [fact for fact in reversed(result.facts_on(code)) if fact.sheet_id == assessor.sheet_id]
    lines: list[str] = []
    for fact in mine:
        parts = words.date(fact.observed_on), phrases.polarity(fact.polarity, words)
        lines.append(f"{', '.join(part for part in parts if part)}: {phrases.written(fact.text, words)}")
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
        (_("Assessment number"), str(result.case.id)),
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
        tab.put_text(row, 2, phrases.age(quarters, words, imported=one.imported))
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
