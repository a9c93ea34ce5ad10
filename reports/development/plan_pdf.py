"""The individual development plan as a paper to approve, sign and fill in (forms.md section 5)."""

from collections.abc import Sequence
from datetime import date, timedelta

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain import geometry
from domain.development.plan import Action, ActionKind, Goal, hours_known
from domain.development.plan_sheet import PlanSheet
from domain.development.strip import strip
from domain.people.declined import Case
from domain.people.person import PersonKind
from domain.period import Period
from reports.development.plan_head import plan_head
from reports.paper import footers
from reports.paper.grid import Command, columns, gap, grid, heads, height_of, line, signature
from reports.paper.letterhead import capital
from reports.paper.page import LANDSCAPE, Pages, announce, printed
from reports.paper.parts import LevelRuler, TimeRuler
from reports.paper.seen import elide
from reports.paper.style import HAIR, inks, styles
from reports.paper.text import join, muted, name_in, para, quiet
from reports.words import cases, phrases
from reports.words.development import phrases_plans
from reports.words.development.acquainted import acquainted
from reports.words.names import name_of
from resources.i18n import Words, nb, sentences

WIDTH = LANDSCAPE.width
_WIDTHS = [49 * mm, 67 * mm, 62 * mm, 36 * mm, 24 * mm, WIDTH - 238 * mm]
_GUTTER = 11  # points between columns of text
_TIME = 33 * mm
_OWNER = 24 * mm - 6  # points, the widest that a name may be


@printed
def write(sheet: PlanSheet, words: Words) -> Pages:
    """Print the plan."""
    _ = words.gettext
    return Pages(
        LANDSCAPE,
        title=_("Individual development plan"),
        made_on=sheet.made_on,
        foot=footers.foot(phrases_plans.code(sheet.plan, words), sheet.framework, sheet.made_on, words),
        story=story(sheet, words),
        statement=phrases.statement(words) if sheet.basis is not None else "",
        goes_on=_("Continued on sheet {page}: {what}"),
        journal=footers.journal(sheet.chain_value, words),
        organisation=sheet.organisation,
    )


def story(sheet: PlanSheet, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    return [
        *_header(sheet, words),
        *_facts(sheet, words),
        *_plan(sheet, words),
        *_meetings(sheet, words),
        # Nobody signs a page that has nothing but signatures.
        KeepTogether([*_outcome(sheet, words), *_signatures(sheet, words)]),
    ]


def _header(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    title = _("Individual development plan")
    return [*plan_head(sheet, title, about(sheet, words), WIDTH, words), gap(4)]


def about(sheet: PlanSheet, words: Words) -> str:
    """Return whose development the plan is about, in the genitive once that is confirmed."""
    whose = cases.of(sheet.person, Case.GENITIVE, words)
    if whose:
        return words.pgettext("genitive", "Competency development: {name}").format(name=whose)
    return words.gettext("Competency development: {name}").format(name=sheet.person.full_name)


def _facts(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, person = styles(), sheet.person
    number = _("personnel No. {number}").format(number=person.personnel_no) if person.personnel_no else ""
    who = ", ".join(part for part in (person.full_name, person.post, person.unit, number) if part)
    widths = [0.26 * WIDTH, 0.3 * WIDTH, 0.24 * WIDTH, 0.2 * WIDTH]
    aim = sheet.plan.aim.strip()
    whose = f"1. {phrases_plans.whose(person, words)}"
    cells: list[list[Flowable]] = [
        [para(whose, look.caption), para(nb(who), look.small)],
        [para(_("2. Basis"), look.caption), para(nb(basis(sheet, words)), look.small)],
        [
            para(_("3. Personal aim, in their own words"), look.caption),
            *([para(_("“{aim}”").format(aim=aim), look.small)] if aim else _lines(widths[2] - 14)),
        ],
        [
            para(_("4. Resources"), look.caption),
            para(nb(hours(sheet, words)), look.small),
            para(limit(sheet, words), look.small),
        ],
    ]
    if len(aim) > 400:  # outside the table, where it may continue on the next page
        cells[2] = [cells[2][0], para(elide(aim, 200), look.small)]
        return [
            columns(cells, widths, gap=14),
            gap(4),
            para(_("Personal aim in full"), look.caption),
            para(aim, look.signed),
        ]
    return [columns(cells, widths, gap=14)]


def _lines(width: float) -> list[Flowable]:
    return [line(width, ""), line(width, "")]


def basis(sheet: PlanSheet, words: Words) -> str:
    """Return which assessment the goals come from, with its result and its day."""
    _ = words.gettext
    if sheet.basis is None:
        said = _("review meeting on {date}").format(date="____________")
        return f"{said}. {_('There is no assessment: goals are set manually.')}"
    totals = sheet.basis.score.totals
    title = phrases.assessment(sheet.basis, words)
    days = [one.submitted_on for one in sheet.basis.assessors]
    said = _(
        "Assessment “{title}” of {date}: profile attainment {share} ({bounds}), {assessed}; "
        "review meeting on {blank}"
    )
    told = said.format(
        title=title,
        date=words.dated(max(days, default=None)),
        share=phrases.attainment_named(totals, words),
        bounds=phrases.bounds(totals, words),
        assessed=phrases.assessed(totals, words),
        blank="__________",
    )
    return sentences(*filter(None, (told, phrases_plans.open_answers(sheet, words))))


def limit(sheet: PlanSheet, words: Words) -> str:
    """Return the limit of those hours, a blank if none was set."""
    _ = words.gettext
    if sheet.plan.hours_budget is not None:
        return _("Limit of off-queue hours: {count}").format(count=sheet.plan.hours_budget)
    return _("Limit of off-queue hours: {count}").format(count="____________")


def hours(sheet: PlanSheet, words: Words) -> str:
    """Return the off-queue hours of all actions, and for how many nobody stated them."""
    _ = words.gettext
    known, unknown = hours_known(sheet.plan)
    if not unknown:
        return _("Off-queue hours: {known}").format(known=known)
    said = words.ngettext(
        "Hours not stated for {count} action", "Hours not stated for {count} actions", unknown
    ).format(count=unknown)
    if not known:
        return said
    return f"{_('Off-queue hours: {known}').format(known=known)}. {said}"


def _plan(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, period = styles(), sheet.plan.period
    months = _named(_months(period), words)
    critical = _("◆ critical") if any(goal.critical for goal in sheet.plan.goals) else ""
    drawn = _("0–4 scale: grey – now, tick – target; time bar: {months}").format(months=months)
    legend = "; ".join(filter(None, (critical, drawn)))
    names = heads(
        _("Competency, level and target"),
        _("Action"),
        _("Evidence"),
        _("Dates"),
        _("Owner"),
        _("Done: date, evidence"),
    )
    rows: list[list[Flowable | list[Flowable] | str]] = [[*names]]
    commands: list[Command] = []
    flows = False
    for goal in sheet.plan.goals:
        first = len(rows)
        mine = _goal(goal, sheet, words)
        rows += mine
        last = len(rows) - 1
        commands.append(("LINEBELOW", (0, last), (-1, last), HAIR * 2, inks().line))
        if last > first:
            commands.append(("LINEBELOW", (1, first), (-1, last - 1), HAIR, inks().light))
        whole = sum(
            max(_height(cell, width) for cell, width in zip(row[1:], _WIDTHS[1:], strict=True))
            for row in mine
        )
        whole = max(whole, _height(mine[0][0], _WIDTHS[0]))
        # A competency's rows stay together, unless people typed more than a page holds.
        if whole < LANDSCAPE.height - 40 * mm:
            commands += [("SPAN", (0, first), (0, last)), ("NOSPLIT", (0, first), (-1, last))]
        else:
            flows = True
    table = grid(
        rows,
        _WIDTHS,
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("RIGHTPADDING", (0, 0), (2, -1), _GUTTER),
        *commands,
        padding=2.6,
        lines=False,
        flows=flows,
    )
    head = para(join(_("5. Plan"), " ", quiet(nb(f"({legend})"))), look.heading)
    return [CondPageBreak(50 * mm), head, table, para(nb(phrases_plans.legend(sheet, words)), look.caption)]


def _height(cell: Flowable | list[Flowable] | str, width: float) -> float:
    if isinstance(cell, str):
        return 11.2
    return 6 + height_of(cell if isinstance(cell, list) else [cell], width - _GUTTER)


def _goal(goal: Goal, sheet: PlanSheet, words: Words) -> list[list[Flowable | list[Flowable] | str]]:
    _ = words.gettext
    look = styles()
    item = sheet.framework.item(goal.item)
    code = announce(para(join(muted(goal.item), " ◆" if goal.critical else ""), look.cell), goal.item)
    what: list[Flowable] = [
        code,
        para(words.text(item.on_paper), look.cell_strong),
        LevelRuler(30 * mm, geometry.level_bar(phrases.share_of(goal.level_from), float(goal.level_to))),
        para(level(goal, words), look.small),
    ]
    if goal.duties:
        what.append(para(nb(duties(goal, sheet, words)), look.caption))
    if goal.aliases:
        said = _("together with {codes}").format(codes=", ".join(goal.aliases))
        what.append(para(said, look.caption))
    notes = [phrases_plans.ground(sheet, goal, words), phrases_plans.asked(goal, words)]
    if goal.by_hand:
        notes.append(_("set manually, not derived from a gap"))
    what += (para(nb(said), look.caption) for said in notes if said)
    if goal.criterion.strip():
        said = _("Criterion: {text}").format(text=elide(goal.criterion.strip(), 300))
        what.append(para(said, look.caption))
    rows: list[list[Flowable | list[Flowable] | str]] = []
    for number, action in enumerate(goal.actions):
        rows.append(["" if number else what, *_action(action, sheet.plan.period, words)])
    none = para(phrases_plans.without_action(sheet, goal, words), look.cell)
    return rows or [[what, none, "", "", "", ""]]


def duties(goal: Goal, sheet: PlanSheet, words: Words) -> str:
    """Return the clauses of the duties that a goal serves: the first three, and how many more."""
    _ = words.gettext
    clauses = [sheet.framework.duty(duty).called for duty in goal.duties]
    more = _("and {count} more").format(count=len(clauses) - 3) if len(clauses) > 3 else ""
    said = _("duties: {clauses}").format(clauses=", ".join(clauses[:3]))
    return " ".join(filter(None, (said, more)))


def level(goal: Goal, words: Words) -> str:
    """Return where a goal starts and where it leads."""
    _ = words.gettext
    if goal.level_from is None:
        return _("no level yet, target {target}").format(target=goal.level_to)
    return _("level {level}, target {target}, gap {gap}").format(
        level=words.number(goal.level_from), target=goal.level_to, gap=words.number(goal.gap)
    )


def _action(action: Action, period: Period, words: Words) -> list[Flowable | list[Flowable] | str]:
    _ = words.gettext
    look = styles()
    line_of_time = strip(period)
    marks = [month.span[0] for month in line_of_time.months[1:]]
    term = f"{words.day_month(action.starts_on)}–{words.day_month(action.ends_on)}"
    owner: list[Flowable] = [
        name_in(action.owner_name, look.cell, _OWNER) if action.owner_name else line(21 * mm, "")
    ]
    if action.mentor_name:
        said = _("mentor: {name}").format(name=action.mentor_name)
        owner.append(name_in(said, look.caption, _OWNER))
    if action.hours is not None:
        owner.append(para(nb(_("{hours} h").format(hours=action.hours)), look.caption))
    # «To assess. Assess the level…» would say it twice.
    assess = action.kind is ActionKind.ASSESS
    lead = "" if assess else muted(name_of(action.kind, words) + ". ")
    return [
        para(join(lead, nb(words.text(action.text))), look.cell),
        para(nb(words.text(action.evidence)), look.cell),
        [
            para(term, look.cell),
            TimeRuler(_TIME, line_of_time.span(action.starts_on, action.ends_on), marks),
        ],
        owner,
        para(nb(phrases_plans.mark(action, words)), look.small),
    ]


def _named(months: Sequence[date], words: Words) -> str:
    """Return the months with the year named once: «октябрь, ноябрь, декабрь 2026»."""
    last = {day.year: day for day in months}.values()
    return ", ".join(words.month_year(day) if day in last else words.month_name(day) for day in months)


def _months(period: Period) -> list[date]:
    """Return the first day of the period and of each month that starts in it."""
    days = [period.starts_on]
    while True:
        following = (days[-1].replace(day=28) + timedelta(days=4)).replace(day=1)
        if following > period.ends_on:
            return days
        days.append(following)


def _meetings(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    head = para(_("6. Review meetings"), look.heading)
    rows: list[list[Flowable | str]] = [[*heads(_("Date"), _("What was done"), _("Decision"))]]
    for one in sheet.plan.meetings:
        rows.append([words.date(one.on), para(one.result, look.cell), ""])
    if not sheet.plan.meetings:
        rows.append(["", "", ""])
    # What people type into one cell may be longer than a page.
    flows = any(len(one.result) > 1000 for one in sheet.plan.meetings)
    table = grid(
        rows,
        [30 * mm, (WIDTH - 30 * mm) / 2, (WIDTH - 30 * mm) / 2],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 9),
        ("LINEAFTER", (1, 1), (1, -1), HAIR, inks().light),
        flows=flows,
    )
    table = announce(table, _("review meetings"))
    if height_of([head, table], WIDTH) < LANDSCAPE.height - 20:
        return [KeepTogether([head, table])]
    return [CondPageBreak(40 * mm), head, table]


def _outcome(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    names = heads(
        _("Competency"),
        _("Before"),
        _("Target"),
        _("After"),
        _("Takeaway, carried into the next plan"),
        figures=range(1, 4),
    )
    rows: list[list[Flowable | str]] = [[*names]]
    for goal in sheet.plan.goals:
        label = words.text(sheet.framework.item(goal.item).on_paper)
        rows.append(
            [
                para(join(muted(goal.item), f"\u00a0{label}"), look.cell),
                words.number(goal.level_from),
                words.number(goal.level_to, 0),
                phrases_plans.after(sheet, goal, words),
                para(elide(goal.outcome.strip(), 400), look.cell),
            ]
        )
    table = grid(
        rows,
        [92 * mm, 16 * mm, 16 * mm, 22 * mm, WIDTH - 146 * mm],
        ("ALIGN", (1, 1), (3, -1), "RIGHT"),
        ("LEFTPADDING", (4, 0), (4, -1), 10),
        ("LINEAFTER", (2, 1), (3, -1), HAIR, inks().light),
        padding=3.6,
    )
    head = para(join(_("7. Outcome of the plan"), " ", quiet(outcome_legend(sheet, words))), look.heading)
    return [head, announce(table, _("outcome"))]


def outcome_legend(sheet: PlanSheet, words: Words) -> str:
    """Return when the outcome is filled in, or that it was."""
    _, closed = words.gettext, sheet.plan.closed_on
    if closed is None:
        return _("(filled in at the end of the plan)")
    return _("(closed on {date}; levels “after” come from an assessment)").format(date=words.date(closed))


def _signatures(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    manager, person, body = sheet.manager, sheet.person, styles().signed
    width = 0.86 * WIDTH
    candidate = person.kind is PersonKind.CANDIDATE
    blocks: list[Flowable] = [
        *([] if candidate else [para(nb(promise(words)), body), gap(4)]),
        *acquainted(
            person,
            width,
            words,
            phrases_plans.read(sheet, words),
            body,
        ),
        signature(
            capital(manager.post) if manager and manager.post else _("Manager"),
            manager.signature_name if manager else "",
            width,
            words,
            style=body,
        ),
        signature(capital(_("HR specialist")), "", width, words, style=body),
    ]
    head = para(_("8. Signatures"), styles().heading)
    return [announce(head, _("signatures")), *blocks]


def promise(words: Words) -> str:
    """Return what the Labour Code promises an employee; a candidate has no employer yet."""
    return words.gettext(
        "The plan is not a disciplinary measure: failure to complete it is not in itself "
        "grounds for disciplinary action. Training required by the employer is at the "
        "employer's expense and in working time (Labour Code, arts. 187, 196)."
    )
