"""The assessment profile as a paper: page 1 to decide by, then the details (forms.md section 3)."""

from datetime import date
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status
from domain.hiring.decision import Conclusion, Decision, Outcome, signatures
from domain.people.gates import Gate, GateKind
from domain.progress import Progress
from reports.assessing import candidate_details, candidate_findings
from reports.paper import footers, letterhead
from reports.paper.grid import columns, gap, grid, heads, line, share_scale, signature
from reports.paper.letterhead import capital
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.parts import Choices, Ruler, WritingLines
from reports.paper.seen import elide
from reports.paper.style import HAIR, RULE, inks, styles
from reports.paper.text import WIDE, Markup, bold, join, muted, para, quiet, sized
from reports.words import cases, phrases
from reports.words.assessing import phrases_known, side_by_side
from reports.words.development.acquainted import acquainted
from reports.words.names import name_of
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_SECRET = 46 * mm
_LONG = 90  # characters of a function's name that are more than four lines beside a bar of the usual width
_TOLD = 420  # characters of reasons and conditions on page 1; the record of the decision has them in full


@printed
def write(result: CaseResult, words: Words, decision: Decision | None = None) -> Pages:
    """Print the profile.

    *decision* adds what people settled and concluded.
    """
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=phrases.title(result, words),
        made_on=result.made_on,
        foot=footers.foot(
            _("CP-{number}").format(number=result.case.id),
            result.framework,
            result.made_on,
            words,
            policy=result.policy_number,
        ),
        story=story(result, words, decision),
        statement=phrases.statement(words),
        organisation=result.organisation,
    )


def write_decided(decision: Decision, target: Path, progress: Progress, words: Words) -> None:
    """Write the profile including what people settled and concluded."""
    write(decision.result, target, progress, words, decision)


def story(result: CaseResult, words: Words, decision: Decision | None = None) -> list[Flowable]:
    """Return all flowables of the paper; *decision* is what people made of the result, if known."""
    on = None if decision is None or decision.concluded is None else decision.concluded.on
    top = [*_header(result, on, words), *_decision(result, words), *_functions(result, words)]
    end = _conclusion(result, decision, words)
    settled = () if decision is None else decision.settled
    middle, named = candidate_findings.fitting(result, top, end, words, settled)
    signed = {one.full_name for one in phrases.deciders(result)}
    if decision is not None and decision.conclusions:
        signed = {one.name for one in signatures(decision)}
    details = [*candidate_details.story(result, words, signed, gaps_named=named), *_read(result, words)]
    return [*top, *middle, KeepTogether(end), PageBreak(), *details]


def _read(result: CaseResult, words: Words) -> list[Flowable]:
    """Return the place where an employee signs to have read the results; a candidate gets other papers."""
    if phrases.hiring(result):
        return []
    note = words.gettext("has read the results")
    return [KeepTogether([gap(8), *acquainted(result.person, WIDTH, words, note)])]


def _header(result: CaseResult, concluded_on: date | None, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, organisation = styles(), result.organisation
    # In full and on one line: page 1 needs the room for the findings.
    name = organisation.full_name or organisation.short_name
    whose = para(name, look.body) if name else line(80 * mm, _("(organisation)"))
    number = _("No. {number}").format(number=result.case.id)
    day = words.dated(concluded_on or result.dated_on)
    place = WIDE.join(part for part in (day, number, organisation.city) if part)
    post = words.text(result.profile.post)
    if phrases.hiring(result):
        about = _("Fit with the requirements of the position: {post}").format(post=cases.in_a_sentence(post))
    else:  # nothing that could be taken for a verdict on fitness for the post (forms.md section 9.5)
        about = _("Competency level, framework “{post}”").format(post=capital(post))
    return [
        columns(
            [[whose], [para(footers.confidential(organisation, words), look.right)]],
            [WIDTH - _SECRET, _SECRET],
        ),
        columns([[para(result.person.unit, look.body)], [para(place, look.right)]], [WIDTH / 2, WIDTH / 2]),
        gap(2),
        para(phrases.title(result, words).upper(), look.title),
        para(about, look.subtitle),
        gap(2),
        facts(result, words),
        *letterhead.one_of_several(result.home, words),
        *letterhead.opened_early(result.opening, words),
        *side_by_side.sealed_note(result, words),
        gap(4),
    ]


def facts(result: CaseResult, words: Words) -> Flowable:
    """Return who was assessed, for what, when, how and by whom."""
    _ = words.gettext
    look, person, totals = styles(), result.person, result.score.totals
    hiring = phrases.hiring(result)
    who = join(bold(person.full_name), f" ({person.code})" if person.code else "")
    scope = words.ngettext(
        "{scope} of {total} competency", "{scope} of {total} competencies", len(result.score.rows)
    )
    count = words.ngettext("{count} assessor", "{count} assessors", len(result.assessors))
    how = [
        _dates(result, words),
        _("interview") if hiring else _("observation over the period"),
        count.format(count=len(result.assessors)),
    ]
    rows: list[list[Flowable | str]] = [
        [
            para(_("Candidate") if hiring else _("Employee"), look.caption),
            para(who, look.small),
            para(_("Assessment"), look.caption),
            para(nb(", ".join(part for part in how if part)), look.small),
        ],
        [
            para(_("Vacancy") if hiring and result.in_vacancy else _("Position"), look.caption),
            para(_what_for(result, words), look.small),
            para(_("Set"), look.caption),
            para(scope.format(scope=totals.in_scope, total=len(result.score.rows)), look.small),
        ],
        [
            para(_("Assessors"), look.caption),
            para(nb(_assessors(result, words)), look.small),
            "",
            "",
        ],
    ]
    return grid(
        rows,
        [20 * mm, 68 * mm, 18 * mm, WIDTH - 106 * mm],
        ("SPAN", (1, 2), (3, 2)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        head=0,
        padding=1.1,
        lines=False,
    )


def _what_for(result: CaseResult, words: Words) -> str:
    """Return the vacancy, else the post: for staff their own, for a candidate the profile's."""
    if not phrases.hiring(result):
        return result.person.post
    return result.cycle.title if result.in_vacancy else words.text(result.profile.post)


def _dates(result: CaseResult, words: Words) -> str:
    days = sorted({assessor.submitted_on for assessor in result.assessors})
    if not days:
        return ""
    if len(days) == 1:
        return words.date(days[0])
    return f"{words.day_month(days[0])}–{words.date(days[-1])}"


def _assessors(result: CaseResult, words: Words) -> str:
    said: list[str] = []
    for assessor in result.assessors:
        said.append(f"{phrases.assessor(assessor, words)} ({assessor.rated})")
    return "; ".join(said) or "—"


def _decision(result: CaseResult, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, totals = styles(), result.score.totals
    widths = [0.385 * WIDTH, 0.255 * WIDTH, 0.36 * WIDTH]
    final = totals.status is Status.FINAL
    figure = look.figure if final else look.figure_light
    shown = phrases.attainment(totals, words)
    coverage = _("{assessed}, coverage {share}").format(
        assessed=phrases.assessed(totals, words), share=words.percent(totals.coverage)
    )
    said = phrases.status_beside(totals, words)
    value: list[Flowable] = [
        para(", ".join(part for part in (_("Profile attainment"), said) if part), look.caption),
        para(join(shown, sized(f"\u2002{nb(phrases.bounds(totals, words))}", 9.5)), figure),
        gap(2),
        Ruler(widths[2] - 12, phrases.bar(totals), 8.5, scale=True),
        gap(1),
        para(nb(coverage), look.small),
    ]
    table = grid(
        [[_gates(result, widths[0] - 9, words), _criticals(result, words), value]],
        widths,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, 0), RULE, inks().text),
        ("LINEBELOW", (0, 0), (-1, 0), RULE, inks().text),
        ("LINEAFTER", (0, 0), (1, 0), HAIR * 1.5, inks().line),
        ("LEFTPADDING", (1, 0), (-1, -1), 9),
        ("RIGHTPADDING", (0, 0), (1, -1), 9),
        head=0,
        padding=4,
        lines=False,
    )
    facts = [phrases.mean(result, words)]
    if totals.known:
        on_target = _("{met} of {known} meet the target")
        facts.append(on_target.format(met=totals.met, known=totals.known))
    if asked := phrases.asked_for(result.profile, words):
        facts.append(asked)
    notes = [phrases.tolerance(result.policy, words).rstrip(".")]
    if totals.known < totals.applicable:
        notes.append(_("hatching: not rated"))
    if phrases.has_number(totals):
        notes.append(_("tick: total over the assessed competencies"))
    made: list[Flowable] = [table, gap(3)]
    if (kept := phrases_known.reservation(result, words)) is not None:
        made.append(para(join(bold(kept[0]), nb(f": {kept[1]}.")), look.body))
    if result.kept_apart:  # the head counts and names everybody who handed in
        made.append(para(nb(phrases.kept_back(result.engine, words)), look.body))
    for code, reason in result.case.excluded:
        item = result.framework.item(code)
        left_out = _("Left out of the set, critical: {code} {label}. Reason: {reason}")
        said = left_out.format(code=code, label=words.text(item.on_paper), reason=reason)
        made.append(para(said, look.body))
    made.append(para(nb(". ".join(map(capital, facts)) + "."), look.dense))
    made.append(para(nb(". ".join(map(capital, notes)) + "."), look.caption))
    return made


def _gates(result: CaseResult, width: float, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    if nothing := phrases.no_result_gates(result, words):
        return [para(_("Mandatory requirements"), look.caption), gap(1), para(muted(nothing), look.small)]
    said = _("Mandatory requirements, as of {date}").format(
        date=words.date(result.gates_on or result.made_on)
    )
    made: list[Flowable] = [para(nb(said), look.caption), gap(1)]
    rows = [
        [para(nb(gate_name(gate, words)), look.small), para(_verdict(gate, words), look.small_right)]
        for gate in result.gates
    ]
    return [*made, grid(rows, [0.62 * width, 0.38 * width], head=0, padding=1.2, lines=False)]


def gate_name(gate: Gate, words: Words) -> str:
    """Return a mandatory requirement with its clause, if any, and the months that count towards it."""
    _ = words.gettext
    name = {
        GateKind.EDUCATION: _("Education"),
        GateKind.EXPERIENCE: _("Experience"),
        GateKind.MEDICAL: _("Medical check"),
    }[gate.kind]
    if gate.clause:
        name = _("{name}, clause {clause}").format(name=name, clause=gate.clause)
    best = max(gate.months, key=lambda one: one.total / one.alternative.min_months, default=None)
    if best is None or not best.total:
        return name
    return _("{name}: {months} mo.").format(name=name, months=best.total)


def _verdict(gate: Gate, words: Words) -> Markup:
    said = phrases.verdict(gate, words)
    return join(said) if gate.kind is GateKind.MEDICAL else bold(said)


def _criticals(result: CaseResult, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, score = styles(), result.score
    if not score.criticals:
        nothing = _("No competency assessed here is critical.")
        return [para(_("Critical competencies"), look.caption), gap(1), para(muted(nothing), look.small)]
    count = _("{part} of {whole}").format(part=phrases_known.sound(score), whole=len(score.criticals))
    said = _("at the minimum or above."), phrases_known.below(score, words)
    return [
        para(_("Critical competencies"), look.caption),
        para(count, look.figure),
        para(nb(" ".join(said)), look.small),
    ]


def _functions(result: CaseResult, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    names = [words.text(result.framework.function(code).on_paper) for code in result.score.functions]
    # A name that is a whole sentence gets room from the bars instead of a line for every two words.
    bar_width = (30 if max(map(len, names), default=0) > _LONG else 52) * mm
    captions = heads(
        _("Labour function"),
        "",
        _("Attainment"),
        _("Range"),
        _("Level"),
        phrases.count_known(result, words),
        figures=range(2, 6),
    )
    rows: list[list[Flowable | str]] = [[captions[0], share_scale(bar_width, words), *captions[2:]]]
    for name, totals in zip(names, result.score.functions.values(), strict=True):
        number = phrases.has_number(totals)
        rows.append(
            [
                para(name, look.cell),
                Ruler(bar_width, phrases.bar(totals)) if totals.in_scope else "",
                para(phrases.attainment(totals, words), look.cell_strong_right)
                if totals.status is Status.FINAL
                else para(phrases.attainment(totals, words), look.cell_right),
                para(muted(words.range_percent(totals.lower, totals.upper)), look.cell_right),
                words.number(totals.mean if number else None),
                _("{part} of {whole}").format(part=totals.known, whole=totals.applicable),
            ]
        )
    table = grid(
        rows,
        [95 * mm - bar_width, bar_width + 4, 22 * mm, 20 * mm, 14 * mm, WIDTH - 151 * mm - 4],
        ("ALIGN", (4, 1), (-1, -1), "RIGHT"),
        padding=1.2,
    )
    return [para(_("By function"), look.heading), table]


def _conclusion(result: CaseResult, decision: Decision | None, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    if decision is not None and decision.conclusions:
        return _concluded(decision, decision.conclusions[0], words)
    if phrases.hiring(result):
        head, by = _("Conclusion"), _("(filled in by the panel)")
        choices = tuple(name_of(one, words) for one in Outcome)
    else:
        head, by = _("Conclusion"), _("(filled in by the manager)")
        choices = staff_choices(words)
    made: list[Flowable] = [
        para(join(head, " ", quiet(by)), look.heading),
        gap(2),
        Choices(WIDTH, choices),
        WritingLines(WIDTH, _("Reasons")),
        gap(4),
    ]
    made += [
        signature(capital(one.post), one.signature_name, WIDTH, words) for one in phrases.deciders(result)
    ]
    made.append(signature("", "", WIDTH, words, caption=_("(decision-maker's position)")))
    return made


def _concluded(decision: Decision, one: Conclusion, words: Words) -> list[Flowable]:
    """Return what people concluded, when, who and why, with signature lines."""
    _ = words.gettext
    look = styles()
    by = ", ".join(part for part in (one.by.name, one.by.post) if part)
    head = join(bold(f"{capital(name_of(one.outcome, words))}. "), f"{words.date(one.on)}, {by}")
    made: list[Flowable] = [
        para(_("Conclusion"), look.heading),
        para(head, look.body),
        para(join(muted(f"{_('Reasons')}: "), elide(one.reasons.strip(), _TOLD)), look.dense),
    ]
    if one.conditions.strip():
        said = elide(one.conditions.strip(), _TOLD)
        made.append(para(join(muted(f"{_('Conditions')}: "), said), look.dense))
    made.append(gap(2))
    made += [
        signature(capital(who.post), letterhead.signing(who.name), WIDTH, words)
        for who in signatures(decision)
    ]
    return made


def staff_choices(words: Words) -> tuple[str, ...]:
    """Return what a manager may conclude about staff: nothing about fitness for the post."""
    _ = words.gettext
    return (
        _("draw up a development plan"),
        _("discuss differences"),
        _("assess again"),
        _("no measures needed"),
    )
