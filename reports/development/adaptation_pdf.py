"""The adaptation plan of a new employee as a paper to approve, keep and conclude (forms.md section 6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain.development.adaptation import PARTS, check_date, day_of_check, parts_in_order
from domain.development.indicator import Indicator, week_of, weeks_shown
from domain.development.induction import InductionStep
from domain.development.plan import Action, Goal
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import ProbationEnd
from domain.people.declined import Case
from domain.plan_kinds import ProbationOutcome
from reports.development.plan_head import plan_head
from reports.paper import footers
from reports.paper.grid import gap, grid, heads, line, signature
from reports.paper.letterhead import capital
from reports.paper.page import PORTRAIT, Pages, announce, printed
from reports.paper.parts import Choices
from reports.paper.seen import elide
from reports.paper.style import HAIR, inks, styles
from reports.paper.text import bold, join, muted, name_in, para, quiet
from reports.words import cases
from reports.words.development import phrases_plans
from reports.words.development.acquainted import acquainted
from reports.words.names import name_of
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width


@printed
def write(sheet: PlanSheet, words: Words) -> Pages:
    """Print the plan."""
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Onboarding plan"),
        made_on=sheet.made_on,
        foot=footers.foot(phrases_plans.code(sheet.plan, words), sheet.framework, sheet.made_on, words),
        story=story(sheet, words),
        goes_on=_("Continued on sheet {page}: {what}"),
        journal=footers.journal(sheet.chain_value, words),
        organisation=sheet.organisation,
    )


def story(sheet: PlanSheet, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    return [
        *_header(sheet, words),
        *_facts(sheet, words),
        *_figures(sheet, words),
        *_actions(sheet, words),
        *_targets(sheet, words),
        *_checks(sheet, words),
        *_conclusion(sheet, words),
    ]


def _header(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    whose = cases.of(sheet.person, Case.GENITIVE, words)
    heading = (
        words.pgettext("genitive", "Onboarding of the employee: {name}").format(name=whose)
        if whose
        else _("Onboarding of the employee: {name}").format(name=sheet.person.full_name)
    )
    return [*plan_head(sheet, _("Onboarding plan"), heading, WIDTH, words), gap(2)]


def _facts(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, person, plan = styles(), sheet.person, sheet.plan
    blank = "____________"
    number = _("personnel No. {number}").format(number=person.personnel_no) if person.personnel_no else ""
    who = ", ".join(part for part in (person.full_name, person.post, person.unit, number) if part)
    hired = words.date(person.hired_on) if person.hired_on else blank
    ends = sheet.probation_ends_on
    probation = _("{first} – {last}").format(
        first=hired, last=words.date(ends) if ends is not None else blank
    )
    rows = [
        (_("Employee"), who),
        (_("Hired on"), hired),
        (
            _("Probation"),
            f"{probation}. {_('Three months at most for this position (Labour Code, art. 70).')}",
        ),
        (_("Manager"), sheet.manager.full_name if sheet.manager else blank),
        (_("Mentor"), _mentor(sheet, words)),
    ]
    if basis := phrases_plans.basis(sheet, words):
        rows.append((_("Basis"), basis))
    if plan.aim.strip():
        rows.append((_("Personal aim, in their own words"), elide(plan.aim.strip(), 400)))
    table = grid(
        [[para(title, look.caption), para(nb(text), look.small)] for title, text in rows],
        [30 * mm, WIDTH - 30 * mm],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        head=0,
    )
    return [para(_("1. The employee"), look.heading), table]


def _mentor(sheet: PlanSheet, words: Words) -> str:
    _ = words.gettext
    found = sheet.mentoring
    if found is None:
        return _("not appointed")
    blank = "________"
    until = _("until {date}").format(date=words.date(found.until or sheet.plan.period.ends_on))
    if found.part_of_job:
        work = [
            _("content: {text}").format(text=elide(found.content, 300)) if found.content else "",
            _("form: {text}").format(text=elide(found.form, 200)) if found.form else "",
        ]
        by_job = _("part of the job: {clause}").format(clause=elide(found.clause, 300))
        return "; ".join(part for part in (found.mentor_name, by_job, *work, until) if part)
    parts = [
        found.mentor_name,
        _("written consent of {date}").format(
            date=words.date(found.consent_on) if found.consent_on else blank
        ),
        _("supplementary agreement No. {number} of {date}").format(
            number=found.agreement_no or blank,
            date=words.date(found.agreement_on) if found.agreement_on else blank,
        ),
        _("content: {text}").format(text=elide(found.content, 300) or blank),
        _("form: {text}").format(text=elide(found.form, 200) or blank),
        _("pay: {text}").format(text=elide(found.pay, 200) or blank),
        until,
        _("Labour Code, art. 351.8; either side may withdraw on three working days' notice"),
    ]
    return "; ".join(parts)


def _figures(sheet: PlanSheet, words: Words) -> list[Flowable]:
    """Return the figures week by week: plan, actual and note; an unknown figure is a place to write."""
    _ = words.gettext
    look, period = styles(), sheet.plan.period
    names = heads(
        _("Indicator and target value"),
        _("Week"),
        _("Plan"),
        words.pgettext("indicator", "Actual"),
        _("Note"),
        figures=range(1, 4),
    )
    rows: list[list[Flowable | str]] = [[*names]]
    weeks = weeks_shown(sheet.indicators, week_of(period.starts_on, period.ends_on))
    begun: list[int] = []
    for one in sheet.indicators or (Indicator(""),) * 2:
        begun.append(len(rows))
        norm = nb(_("target value: {text}").format(text=elide(one.norm, 200))) if one.norm else ""
        for number in weeks:
            week, first = one.week(number), number == weeks[0]
            what = para(join(bold(elide(one.name, 200)), f" {norm}"), look.cell) if first and one.name else ""
            rows.append(
                [
                    what,
                    str(number),
                    phrases_plans.figure(week.planned, words),
                    phrases_plans.figure(week.fact, words),
                    para(nb(elide(week.note, 300)), look.small),
                ]
            )
    table = grid(
        rows,
        [62 * mm, 15 * mm, 22 * mm, 22 * mm, WIDTH - 121 * mm],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("ALIGN", (1, 1), (3, -1), "RIGHT"),
        ("LEFTPADDING", (4, 0), (4, -1), 8),
        *(("SPAN", (0, row), (0, row + len(weeks) - 1)) for row in begun),
        *(("NOSPLIT", (0, row), (-1, row + len(weeks) - 1)) for row in begun),
        *(("LINEBELOW", (0, row - 1), (-1, row - 1), HAIR, inks().text) for row in begun[1:]),
        ("LINEBEFORE", (2, 1), (4, -1), HAIR, inks().light),
    )
    head = para(join(_("2. Weekly indicators"), " ", quiet(_("(blank: not known)"))), look.heading)
    return [CondPageBreak(40 * mm), head, announce(table, _("indicators"))]


def _targets(sheet: PlanSheet, words: Words) -> list[Flowable]:
    """Return the levels to check on each day, with what each requires, and the final ones at the end."""
    look, meetings = styles(), sheet.plan.meetings
    _ = words.gettext
    end = sheet.ends[0] if sheet.ends else None
    days = [_("day {n}").format(n=_day(one.on, sheet)) for one in meetings]
    names = heads(_("Competency"), _("At hiring"), *days, _("At the end"), figures=range(1, len(days) + 3))
    rows: list[list[Flowable | str]] = [[*names]]
    for goal in sheet.plan.goals:
        cells = [
            "" if asked is None else para(muted(_("target {level}").format(level=asked)), look.caption_right)
            for asked in sheet.steps(goal)
        ]
        level = None if end is None else end.level(goal.id)
        found = "" if end is None else words.number(level)
        rows.append([_what(goal, sheet, words), words.number(goal.level_from), *cells, found])
    first_width, side = 64 * mm, 18 * mm
    rest = (WIDTH - first_width - 2 * side) / max(len(meetings), 1)
    table = grid(
        rows,
        [first_width, side, *([rest] * len(meetings)), side],
        ("ALIGN", (1, 1), (1, -1), "RIGHT"),
        ("ALIGN", (-1, 1), (-1, -1), "RIGHT"),
        ("LINEBEFORE", (2, 1), (-1, -1), HAIR, inks().light),
    )
    head = para(
        join(
            _("4. Targets by checkpoint"),
            " ",
            quiet(_("(levels 0–4 of the scale, to be filled in; ◆ critical)")),
        ),
        look.heading,
    )
    return [CondPageBreak(40 * mm), head, announce(table, _("targets"))]


def _what(goal: Goal, sheet: PlanSheet, words: Words) -> Flowable:
    label = words.text(sheet.framework.item(goal.item).on_paper)
    sign = " ◆" if goal.critical else ""
    asked = phrases_plans.asked(goal, words)
    more = muted(f" ({asked})") if asked else ""
    return para(join(muted(goal.item), sign, f"\u00a0{label}", more), styles().cell)


def _day(on: date, sheet: PlanSheet) -> int:
    return day_of_check(on, sheet.plan.period, sheet.calendar)


def _actions(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    names = heads(_("Action"), _("Criterion"), _("Dates"), _("Owner"), _("Done: date, signature"))
    rows: list[list[Flowable | str]] = [[*names]]
    titles: list[int] = []
    steps = range(0)
    every = [(goal, action) for goal in sheet.plan.goals for action in goal.actions]
    if sheet.induction:
        titles.append(len(rows))
        rows.append([para(_("Induction"), look.cell_strong), "", "", "", ""])
        steps = range(len(rows), len(rows) + len(sheet.induction))
        rows += [_step(one, sheet, words) for one in sheet.induction]
    for part in parts_in_order([action for _goal, action in every]):
        mine = [(goal, action) for goal, action in every if PARTS[action.kind] is part]
        titles.append(len(rows))
        rows.append([para(phrases_plans.part(part, words), look.cell_strong), "", "", "", ""])
        mine.sort(key=lambda pair: (pair[1].starts_on, pair[0].item))
        rows += [_action(codes, action, words) for codes, action in _alike(mine)]
    if len(rows) == 1:
        rows.append(["", "", "", "", ""])
    table = grid(
        rows,
        [48 * mm, 46 * mm, 23 * mm, 26 * mm, WIDTH - 143 * mm],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        *(("SPAN", (0, row), (1, row)) for row in steps),
        *(("SPAN", (0, row), (-1, row)) for row in titles),
        *(("NOSPLIT", (0, row), (-1, min(row + 1, len(rows) - 1))) for row in titles),
    )
    return [CondPageBreak(40 * mm), para(_("3. Actions"), look.heading), announce(table, _("actions"))]


def _step(step: InductionStep, sheet: PlanSheet, words: Words) -> list[Flowable | str]:
    """Return a row for a step of the induction: by when, who leads, a place for the signature."""
    look = styles()
    by = check_date(step.day, sheet.plan.period, sheet.calendar)
    owner = phrases_plans.induction_owner(step, sheet, words)
    until = words.gettext("by {day}").format(day=words.day_month(by))
    text = para(nb(words.text(step.text)), look.cell)
    return [text, "", para(until, look.cell), para(nb(owner), look.cell), ""]


def _alike(mine: Sequence[tuple[Goal, Action]]) -> list[tuple[list[str], Action]]:
    """Return each action once with its items' codes: an “assess first” action is the same for ten of them."""
    found: dict[Action, list[str]] = {}
    for goal, action in mine:
        found.setdefault(replace(action, id=0), []).append(goal.item)
    return [(codes, action) for action, codes in found.items()]


def _action(codes: Sequence[str], action: Action, words: Words) -> list[Flowable | str]:
    look = styles()
    told = elide(phrases_plans.mark(action, words), 400)
    days = f"{words.day_month(action.starts_on)}–{words.day_month(action.ends_on)}"
    return [
        para(join(muted(f"{', '.join(codes)} "), nb(elide(words.text(action.text), 600))), look.cell),
        para(nb(elide(words.text(action.evidence), 400)), look.cell),
        para(days, look.cell),
        name_in(action.owner_name, look.cell, 26 * mm - 6) if action.owner_name else line(21 * mm, ""),
        para(nb(told), look.cell),
    ]


def _checks(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    names = heads(
        _("Day"), _("Date"), _("Levels 0–4 against the targets"), _("Remarks"), _("Decision"), figures=(0,)
    )
    rows: list[list[Flowable | str]] = [[*names]]
    for one in sheet.plan.meetings:
        day = str(_day(one.on, sheet))
        rows.append([day, words.date(one.on), "", para(elide(one.result, 600), look.cell), ""])
    table = grid(
        rows,
        [11 * mm, 22 * mm, 46 * mm, 46 * mm, WIDTH - 125 * mm],
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 12),
        ("LINEBEFORE", (2, 1), (4, -1), HAIR, inks().light),
        ("LEFTPADDING", (1, 0), (-1, -1), 6),
    )
    head = para(_("5. Checkpoints"), look.heading)
    return [KeepTogether([head, announce(table, _("checkpoints"))])]


def _conclusion(sheet: PlanSheet, words: Words) -> list[Flowable]:
    """Return the manager's conclusion, or boxes to tick until there is one, together with all signatures.

    The final levels are in section 4, in the last column.
    """
    _ = words.gettext
    look = styles()
    end = sheet.ends[0] if sheet.ends else None
    head = para(_("6. Final assessment and the manager's conclusion"), look.heading)
    made: list[Flowable] = [announce(head, _("outcome"))]
    made.append(para(_("Levels at the end of the probation: section 4, last column."), look.caption))
    made.append(gap(4))
    if end is None:
        made += [
            Choices(WIDTH, tuple(name_of(one, words) for one in ProbationOutcome)),
            para(_("Reasons, facts with dates, documents"), look.caption),
            gap(4),
            line(WIDTH, ""),
            gap(8),
            line(WIDTH, ""),
            gap(4),
        ]
    else:
        made += _concluded(end, sheet.ends[1:], words)
    notice = _(
        "The employer gives written notice of an unsatisfactory result, with the reasons, at "
        "least three days ahead; an employee who continues working after the term is deemed "
        "to have completed the probation (Labour Code, art. 71). Probation is not extended: "
        "only days of absence move its end (art. 70)."
    )
    made.append(para(nb(notice), look.caption))
    return [KeepTogether([*made, *_signatures(sheet, words)])]


def _concluded(end: ProbationEnd, former: tuple[ProbationEnd, ...], words: Words) -> list[Flowable]:
    _ = words.gettext
    look, told = styles(), end.told
    rows = [
        (_("Conclusion"), f"{name_of(told.outcome, words)}, {words.date(told.on)}"),
        (_("Conclusion by"), ", ".join(part for part in (end.by_name, end.by_post) if part)),
        (_("Reasons"), elide(told.reasons, 1500)),
        (_("Documents"), elide(told.documents, 500)),
        (_("Last day of the probation"), words.date(told.ends_on)),
        (_("Absence not counted in the term"), elide(told.absence, 300)),
        (_("Written notice served on"), words.date(told.notice_on) if told.notice_on else ""),
        (_("Notice"), phrases_plans.late_notice(told, words)),
    ]
    rows += [
        (
            _("Recorded earlier"),
            f"{name_of(one.told.outcome, words)}, {words.date(one.told.on)}, {one.by_name}",
        )
        for one in former
    ]
    table = grid(
        [[para(title, look.caption), para(nb(text), look.small)] for title, text in rows if text],
        [44 * mm, WIDTH - 44 * mm],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        head=0,
    )
    return [table, gap(4)]


def _signatures(sheet: PlanSheet, words: Words) -> list[Flowable]:
    _ = words.gettext
    manager, person, body = sheet.manager, sheet.person, styles().signed
    mentor = sheet.mentoring.signature_name if sheet.mentoring else ""
    head = para(_("7. Signatures"), styles().heading)
    return [
        announce(head, _("signatures")),
        *acquainted(
            person,
            WIDTH,
            words,
            phrases_plans.read(sheet, words),
            body,
        ),
        signature(_("Mentor"), mentor, WIDTH, words, style=body),
        signature(_("Manager"), manager.signature_name if manager else "", WIDTH, words, style=body),
        signature(capital(_("HR specialist")), "", WIDTH, words, style=body),
    ]
