"""The record of a decision: marks side by side, what people settled and concluded, signature lines."""

from collections.abc import Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain.assessing.entry import Row
from domain.assessing.evidence import Polarity
from domain.assessing.result import CaseResult
from domain.hiring.decision import (
    Conclusion,
    Decision,
    DecisionGroup,
    SettledLevel,
    groups,
    open_questions,
    signatures,
)
from domain.people.gates import Gate, GateKind
from domain.people.person import Admission
from domain.scale import Band
from domain.text import Text
from reports.assessing import candidate_findings, candidate_pdf
from reports.paper import footers, letterhead
from reports.paper.grid import Cell, Command, gap, grid, heads, height_of
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.parts import Diamond, Ruler, WritingLines
from reports.paper.seen import elide
from reports.paper.style import styles
from reports.paper.text import Markup, bold, join, muted, para, quiet
from reports.words import phrases, phrases_erased
from reports.words.assessing import legends, phrases_known, shortfall, side_by_side
from reports.words.assessing.side_by_side import Panel
from reports.words.framework import phrases_framework
from reports.words.names import name_of
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_STRENGTHS = 3
_LAST = 3  # lines that stay on the page with the signatures
_MARK = 8 * mm


@printed
def write(decision: Decision, words: Words) -> Pages:
    """Print the record."""
    _ = words.gettext
    result = decision.result
    return Pages(
        PORTRAIT,
        title=phrases.decision_title(decision, words),
        made_on=result.made_on,
        foot=footers.foot(
            _code(result, words), result.framework, result.made_on, words, policy=result.policy_number
        ),
        story=story(decision, words),
        statement=phrases.statement(words),
        journal=footers.journal(decision.chain_value, words),
        organisation=decision.result.organisation,
    )


def _code(result: CaseResult, words: Words) -> str:
    """Return the code of the paper: AC for a candidate's conclusion, AR for the results of staff."""
    _ = words.gettext
    code = _("AC-{number}") if phrases.hiring(result) else _("AR-{number}")
    return code.format(number=result.case.id)


def story(decision: Decision, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    result, panel = decision.result, side_by_side.panel(decision.result)
    return [
        *_header(decision, words),
        *_gates(result, words),
        *_totals(decision, words),
        *_discussed(decision, panel, words),
        *_table(decision, panel, words),
        *_settled(decision, words),
        *_findings(result, words),
        *(_conclusion(decision, words) if phrases.hiring(result) else []),
    ]


def _header(decision: Decision, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, result = styles(), decision.result
    about = _("Competency level")
    if phrases.hiring(result):
        about = _("Assessment of the candidate")
    made = [
        *letterhead.Letterhead(
            result.organisation,
            result.person.unit,
            phrases.decision_title(decision, words),
            about,
            _dated(decision),
            str(result.case.id),
            WIDTH,
            words,
            unfinished=phrases.hiring(result) and not decision.conclusions and not result.person.erased,
        ).informing(signed=True),
        candidate_pdf.facts(result, words),
    ]
    if phrases.hiring(result) and decision.conclusions:  # asked first; the reasons are in section 6
        newest = name_of(decision.conclusions[0].outcome, words)
        made += [gap(3), para(join(f"{_('Conclusion')}: ", bold(newest), "."), look.body)]
    made += letterhead.one_of_several(result.home, words)
    made += letterhead.opened_early(result.opening, words)
    made += side_by_side.open_note(result, words)
    made += side_by_side.sealed_note(result, words)
    if decision.withdrawn is not None:
        head = bold(_("The candidate was withdrawn. Reason: "))
        made += [gap(4), para(join(head, _sentence(decision.withdrawn)), look.body)]
    return made


def _dated(decision: Decision) -> date | None:
    """Return the day of the conclusion; staff get no conclusion, so for them the day of the result."""
    if not phrases.hiring(decision.result):
        return decision.result.dated_on
    return decision.conclusions[0].on if decision.conclusions else None


def _sentence(text: str) -> str:
    said = text.strip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _gates(result: CaseResult, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    head = _("1. Mandatory requirements")
    if nothing := phrases.no_result_gates(result, words):
        return [para(head, look.heading), para(nothing, look.body)]
    as_of = _("(as of {date})").format(date=words.date(result.gates_on or result.made_on))
    head = para(join(head, " ", quiet(nb(as_of))), look.heading)
    names = heads(_("Requirement"), _("Finding"), _("Document presented"))
    rows: list[list[Flowable]] = [[*names]]
    for gate in result.gates:
        rows.append(
            [
                para(nb(candidate_pdf.gate_name(gate, words)), look.cell),
                para(phrases.verdict(gate, words), look.cell_strong),
                para(nb(_seen(gate, result, words)), look.cell),
            ]
        )
    table = grid(rows, [62 * mm, 36 * mm, WIDTH - 98 * mm], ("VALIGN", (0, 1), (-1, -1), "TOP"), padding=1.7)
    return [head, table]


def _seen(gate: Gate, result: CaseResult, words: Words) -> str:
    """Return the documents that somebody saw; for the medical one only the day (forms.md section 3)."""
    _ = words.gettext
    match gate.kind:
        case GateKind.EDUCATION:
            seen = [gate.education] if gate.education is not None else []
        case GateKind.EXPERIENCE:
            seen = list(result.person.experience)
        case GateKind.MEDICAL:
            day = gate.medical.concluded_on if gate.medical is not None else None
            if gate.medical is None or day is None:
                return "—"
            if gate.medical.admitted is Admission.PENDING:
                return _("examination under way, as of {date}").format(date=words.date(day))
            return _("medical certificate of {date}").format(date=words.date(day))
    said = [
        _("{document}, seen on {date}").format(
            document=one.document.strip() or _("document"), date=words.date(one.confirmed_on)
        )
        for one in seen
        if one.confirmed_on is not None
    ]
    return "; ".join(dict.fromkeys(said)) or "—"


def _totals(decision: Decision, words: Words) -> list[Flowable]:
    _ = words.gettext
    result = decision.result
    look, totals = styles(), result.score.totals
    coverage = _("{assessed}, coverage {share}").format(
        assessed=phrases.assessed(totals, words), share=words.percent(totals.coverage)
    )
    shown, required = phrases.attainment_named(totals, words), phrases.asked_for(result.profile, words)
    met = join(
        _("Profile attainment"),
        " ",
        bold(shown) if phrases.is_final(totals) else shown,
        f" ({status})" if (status := phrases.status_beside(totals, words)) else "",
        nb(f", {phrases.bounds(totals, words)}; {coverage}. "),
        nb(f"{phrases.mean(result, words)}."),
        f" {letterhead.capital(required)}." if required else "",
    )
    stops = ", ".join(
        f"{row.code}\u00a0{words.text(result.framework.item(row.code).on_paper)}"
        for row in result.score.stops
    )
    made: list[Flowable] = [
        para(_("2. Result"), look.heading),
        gap(2),
        Ruler(WIDTH, phrases.bar(totals), 7),
        gap(2),
        para(met, look.body),
    ]
    if said := phrases_known.below(result.score, words, stops):
        made.append(para(bold(nb(said)) if stops else nb(said), look.body))
    if (kept := phrases_known.reservation(result, words)) is not None:
        made.append(para(join(bold(kept[0]), nb(f": {kept[1]}.")), look.body))
    agreed = candidate_findings.agreement(result, words, decision.settled)
    if agreed is not None:
        made.append(para(agreed, look.body))
    made.append(para(phrases.tolerance(result.policy, words), look.caption))
    return [KeepTogether(made)]


def _discussed(decision: Decision, panel: Panel, words: Words) -> list[Flowable]:
    """Return the items that differ widely: each version with its facts, what was settled, why and by whom."""
    _ = words.gettext
    look, result = styles(), decision.result
    head = para(_("3. Differences of two levels or more"), look.heading)
    rows = [row for row in result.score.to_discuss if row.entry.in_scope]
    if not rows:
        return [head, para(nb(phrases_known.no_difference(result, words)), look.body)]
    made: list[Flowable] = []
    for number, row in enumerate(rows):
        block = _versions(row, decision, panel, words)
        if number == 0:
            block = [head, *block]
        if height_of(block, WIDTH) < PORTRAIT.height / 2:
            made.append(KeepTogether(block))
        else:
            made += [CondPageBreak(40 * mm), *block]
    return made


def _versions(row: Row, decision: Decision, panel: Panel, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, result = styles(), decision.result
    target = _("target {target}").format(target=row.entry.target)
    apart = words.ngettext("{count} level apart", "{count} levels apart", row.spread or 0)
    least = "" if row.least is None else _("not below {level}").format(level=row.least)
    spread = apart.format(count=row.spread) if row.spread else ""
    level = "" if row.entry.settled else _("level {level}").format(level=phrases.level(row, words))
    facts = ", ".join(part for part in (target, least, level, spread) if part)
    critical = (" ◇" if row.watch else " ◆") if row.critical else ""
    title = join(side_by_side.title(row, result, words), critical, muted(f"\u2002{facts}"))
    made: list[Flowable] = [para(title, look.lead)]
    if panel.hidden:
        made.append(para(phrases.kept_back(result.engine, words), look.caption))
    elif panel.shown:
        asked = {one.id: decision.asked.get((row.code, one.id), ()) for one in panel.shown}
        no_fact = phrases_erased.brief(words) if result.person.erased else "—"
        differ = len(set(asked.values())) > 1  # else they are told once, below
        rows: list[list[Cell]] = [
            [
                para(nb(panel.brief(place, words)), look.cell),
                para(side_by_side.mark_in_words(row, assessor, words), look.cell_strong),
                [
                    para(side_by_side.told(result, row.code, assessor, words) or no_fact, look.cell),
                    *_asked(asked[assessor.id] if differ else (), words),
                ],
            ]
            for place, assessor in enumerate(panel.shown)
        ]
        made.append(
            grid(
                rows,
                [40 * mm, 26 * mm, WIDTH - 66 * mm],
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                head=0,
                padding=1.3,
                flows=True,
            )
        )
        made += _asked(() if differ else asked[panel.shown[0].id], words)
    made.append(gap(2))
    settled = decision.settled_on(row.code)
    if settled is not None:
        made.append(para(_agreed(settled, words), look.dense))
    else:
        made.append(WritingLines(WIDTH, _("Not resolved. Level and basis"), 1))
    return [*made, gap(3)]


def _asked(probes: Sequence[Text], words: Words) -> list[Flowable]:
    if not probes:
        return []
    said = words.gettext("Follow-ups asked: {questions}")
    return [para(nb(said.format(questions=" ".join(map(words.text, probes)))), styles().caption)]


def _agreed(one: SettledLevel, words: Words) -> Markup:
    _ = words.gettext
    level = _("not applicable") if one.level is None else str(one.level)
    said = _("Basis: {reason} {name}, {date}").format(
        reason=_sentence(one.reason), name=one.actor_name, date=words.date(one.on)
    )
    return join(bold(_("Agreed level: {level}.").format(level=level)), " ", said)


def _table(decision: Decision, panel: Panel, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    scope = [row for row in decision.result.score.rows if row.entry.in_scope]
    legend = f"({legends.of_marks(scope, panel, words)})"
    made: list[Flowable] = [
        CondPageBreak(40 * mm),
        para(join(_("4. Marks side by side"), " ", quiet(nb(legend))), look.heading),
        *side_by_side.legend(panel, words, brief=True),
    ]
    said = [_("Two levels apart, see section 3: {codes}"), _("Follow-ups asked about: {codes}")]
    asked = {code for code, _assessor in decision.asked if not panel.hidden}  # law 15
    told = [row.code for row in scope if row.discuss], [row.code for row in scope if row.code in asked]
    notes = [one.format(codes=", ".join(codes)) for one, codes in zip(said, told, strict=True) if codes]
    if decision.lead is not None:
        notes.append(phrases_framework.lead(decision.lead, words).rstrip("."))
    if notes:
        made += [para(nb(". ".join(notes)), look.dense), gap(2)]
    for group, rows in groups(decision):
        for heading, part in _parts(group, rows, words):
            made += [CondPageBreak(14 * mm), _group(heading, group, part, decision.result, panel, words)]
            made.append(gap(5))
    return made


def _parts(group: DecisionGroup, rows: Sequence[Row], words: Words) -> list[tuple[str, tuple[Row, ...]]]:
    """Return the tables of a group under their headings, which say what the rows would repeat.

    Those to discuss have none: section 3 has their marks, facts and level.
    """
    _ = words.gettext
    if group is DecisionGroup.DISCUSS:
        return []
    if group is not DecisionGroup.GAP:
        return [(name_of(group, words), tuple(rows))]
    parts = (
        (_("Below minimum"), tuple(row for row in rows if row.stop)),
        (_("Large gaps"), tuple(row for row in rows if not row.stop and row.band is Band.LARGE)),
        (_("Small gaps"), tuple(row for row in rows if not row.stop and row.band is not Band.LARGE)),
    )
    return [(heading, part) for heading, part in parts if part]


def _group(
    heading: str,
    group: DecisionGroup,
    rows: Sequence[Row],
    result: CaseResult,
    panel: Panel,
    words: Words,
) -> Flowable:
    _ = words.gettext
    look = styles()
    count = len(panel.shown)
    numbers = (str(place + 1) for place in range(count))
    rest = (_("Level"), _("Gap"))
    captions = heads(_("Target"), _("Minimum"), *numbers, *rest, figures=range(count + 4))
    body: list[list[Flowable | list[Flowable] | str]] = [[para(bold(heading), look.cell), "", "", *captions]]
    for row in rows:
        label = elide(words.text(result.framework.item(row.code).on_paper), 200)
        title: list[Flowable] = [para(label, look.cell_strong if row.stop else look.cell)]
        if said := _remark(row, group, words, brief=count > 3):
            title.append(para(said, look.caption))
        body.append(
            [
                para(row.code, look.cell_muted),
                Diamond(filled=not row.watch) if row.critical else "",
                title,
                words.number(row.entry.target, 0),
                phrases.minimum(row, words),
                *side_by_side.marks(row, panel, words),
                phrases.level(row, words),
                shortfall.cell(row, result.policy, words),
            ]
        )
    fixed = [11 * mm, 5 * mm], [11 * mm, 13 * mm, *([_MARK] * count), 13 * mm, 12 * mm]
    widths = [*fixed[0], WIDTH - sum(map(sum, fixed)), *fixed[1]]
    commands: list[Command] = [
        ("SPAN", (0, 0), (2, 0)),
        ("ALIGN", (3, 1), (-1, -1), "RIGHT"),
        ("NOSPLIT", (0, 0), (-1, min(2, len(body) - 1))),
    ]
    return grid(body, widths, *commands, padding=1.3)


def _remark(row: Row, group: DecisionGroup, words: Words, *, brief: bool) -> str:
    """Return the mark in words, without what the heading of its table or its sign has already said."""
    if group in (DecisionGroup.GAP, DecisionGroup.AGREED):
        return phrases.aside(row, words)
    return phrases.remark(row, words, brief=brief)


def _settled(decision: Decision, words: Words) -> list[Flowable]:
    """List what people settled apart from wide differences, such as a confirmed *not applicable*."""
    look, result = styles(), decision.result
    discussed = {row.code for row in result.score.to_discuss}
    others = [one for one in decision.settled if one.code not in discussed]
    if not others:
        return []
    made: list[Flowable] = [
        CondPageBreak(24 * mm),
        para(words.gettext("Other agreed levels"), look.lead),
    ]
    for one in others:
        label = words.text(result.framework.item(one.code).on_paper)
        made.append(para(join(muted(one.code), f"\u00a0{label}. ", _agreed(one, words)), look.dense))
    return made


def _findings(result: CaseResult, words: Words) -> list[Flowable]:
    """Return strengths and shortfalls; for staff with the signatures, which never stand alone on a page."""
    _ = words.gettext
    look, score = styles(), result.score
    made: list[Flowable] = [CondPageBreak(26 * mm), para(_("5. Strengths and gaps"), look.heading)]
    known = score.totals.known
    for head, rows, polarity, nothing in (
        (
            _("Strengths"),
            score.strengths[:_STRENGTHS],
            Polarity.FOR,
            _("Nothing assessed is above its target yet."),
        ),
        (_("Gaps"), score.gaps, Polarity.AGAINST, _("No gaps: everything assessed meets its target")),
    ):
        facts = [(row, phrases.fact(result, row, polarity, words)) for row in rows]
        if polarity is Polarity.FOR:
            more = len(score.strengths) - _STRENGTHS
            rest = ("", phrases_known.more(more, words) if more > 0 else "")
            found = [_finding(row, fact, result, words, rest[row is rows[-1]]) for row, fact in facts]
        else:
            found = [_finding(row, fact, result, words) for row, fact in facts if fact]
            bare = [row.code for row, fact in facts if not fact]
            if bare and found:
                found.append(para(_("Other gaps: {codes}").format(codes=", ".join(bare)), look.body))
            elif bare:
                item = result.framework.item
                named = "; ".join(nb(f"{one}\u00a0{words.text(item(one).on_paper)}") for one in bare)
                found.append(para(named, look.body))
        said = para(nothing if known else _("no data"), look.body)
        block: list[Flowable] = [para(head, look.lead), *(found or [said])]
        signed = polarity is Polarity.AGAINST and not phrases.hiring(result)
        last = block[-_LAST:] if signed else []
        body = block[: len(block) - len(last)]
        if height_of(body, WIDTH) < PORTRAIT.height / 2:
            made += [KeepTogether(body)] if body else []
        else:
            made += body
        if signed:
            people = [(one.post, one.signature_name) for one in phrases.deciders(result)]
            made += letterhead.signatures(people, WIDTH, words, [*last, gap(8)])
    return made


def _finding(row: Row, fact: str, result: CaseResult, words: Words, rest: str = "") -> Flowable:
    """Return one item with its fact and how many more there are; its target stands in the table above."""
    label = words.text(result.framework.item(row.code).on_paper)
    level = words.gettext("level {level}").format(level=phrases.level(row, words))
    said = join(muted(row.code), nb(f"\u00a0{label}: "), bold(level))
    after = f". {fact}" if fact else ""
    if rest:
        after = f". {_sentence(fact)} {letterhead.capital(rest)}." if fact else f"; {rest}"
    return para(join(said, after), styles().dense)


def _conclusion(decision: Decision, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    newest = decision.conclusions[0] if decision.conclusions else None
    head = para(_("6. Conclusion"), look.heading)
    if newest is None:
        return _unwritten(decision, head, words)
    made: list[Flowable] = [head, *_written(newest, words)]
    if len(decision.conclusions) > 1:
        made.append(para(_("Earlier conclusions"), look.lead))
        for one in decision.conclusions[1:]:
            said = f"{words.date(one.on)}, {one.by.name}: {name_of(one.outcome, words)}. "
            made.append(para(join(said, _sentence(one.reasons)), look.body))
    people = [(one.post, letterhead.signing(one.name)) for one in signatures(decision)]
    return letterhead.signatures(people, WIDTH, words, [*made, gap(8)])


def _written(one: Conclusion, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    by = ", ".join(part for part in (one.by.name, one.by.post, words.date(one.on)) if part)
    if one.sitting_of:
        by = f"{by}; {phrases.sitting(one.sitting_of, words)}"
    made: list[Flowable] = [
        para(bold(f"{letterhead.capital(name_of(one.outcome, words))}."), look.body),
        para(join(muted(f"{_('Reasons')}: "), _sentence(one.reasons)), look.body),
    ]
    if one.conditions.strip():
        made.append(para(join(muted(f"{_('Conditions')}: "), _sentence(one.conditions)), look.body))
    made.append(para(join(muted(f"{_('Recorded by')}: "), by), look.body))
    return made


def _unwritten(decision: Decision, head: Flowable, words: Words) -> list[Flowable]:
    """Return what is still open; a draft has nothing to tick, date or sign (law 14)."""
    _ = words.gettext
    look = styles()
    if decision.result.person.erased:
        return [KeepTogether([head, para(nb(phrases_erased.conclusion(words)), look.body)])]
    made: list[Flowable] = []
    left = open_questions(decision)
    if left:
        made += [CondPageBreak(30 * mm), para(_("Still open"), look.lead)]
        made += [para(nb(phrases.hindrance(one, words)), look.body) for one in left]
    said = _("No conclusion is recorded yet: this document is a draft, neither dated nor signed.")
    return [*made, KeepTogether([head, para(nb(said), look.body)])]
