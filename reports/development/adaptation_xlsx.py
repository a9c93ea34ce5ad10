"""The plan of adaptation as a workbook in the parts of its paper: targets by day, figures, conclusion."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from domain.development.adaptation import PARTS, check_date, day_of_check, parts_in_order
from domain.development.indicator import Indicator, decimals, week_of, weeks_shown
from domain.development.plan import Action, Goal
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import last_notice
from domain.progress import Progress
from reports.book.workbook import NUMBER, WHOLE, Book, Look, Tab
from reports.development import plan_to_sign
from reports.paper.atomic import replacing
from reports.words import phrases_plans
from resources.i18n import Words

type Facts = list[tuple[str, str | int | date | None]]


def write(sheet: PlanSheet, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    tabs: tuple[tuple[Callable[[Tab, PlanSheet, Words], None], str], ...] = (
        (plan_to_sign.fill, _("To sign")),
        (_overview, _("Employee")),
        (_figures, _("Weekly indicators")),
        (_actions, _("Actions")),
        (_targets, _("Targets by day")),
        (_checks, _("Checkpoints")),
        (_conclusion, _("Conclusion")),
    )
    with replacing(target) as part:
        book = Book(phrases_plans.kind(sheet.plan.kind, words), sheet.made_on)
        for number, (fill, name) in enumerate(tabs):
            progress.step(number, len(tabs) + 1)
            fill(book.tab(name, portrait=fill is plan_to_sign.fill), sheet, words)
        progress.step(len(tabs), len(tabs) + 1)
        book.save(part)
    progress.step(len(tabs) + 1, len(tabs) + 1)


def _overview(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    person, plan, guide = sheet.person, sheet.plan, sheet.mentoring
    tab.widths(34, 90)
    tab.put_text(1, 1, phrases_plans.kind(plan.kind, words), Look.TITLE, wrap=False)
    edition = _("{title}, edition {number}")
    facts: Facts = [
        (_("Organisation"), sheet.organisation.short_name or sheet.organisation.full_name),
        (_("Employee"), f"{person.full_name} ({person.code})"),
        (_("Position"), ", ".join(part for part in (person.post, person.unit) if part)),
        (_("Personnel number"), person.personnel_no or ""),
        (_("Hired on"), person.hired_on),
        (_("Last day of the probation"), sheet.agreed_end),
        (_("Last day for a written notice"), last_notice(sheet.agreed_end)),
        (_("Starts"), plan.period.starts_on),
        (_("Ends"), plan.period.ends_on),
        (_("Manager"), sheet.manager.full_name if sheet.manager else ""),
        (_("Mentor"), guide.mentor_name if guide else _("not appointed")),
        (_("Written consent dated"), guide.consent_on if guide else None),
        (_("Agreement No."), guide.agreement_no if guide else ""),
        (_("Agreement dated"), guide.agreement_on if guide else None),
        (_("Content"), guide.content if guide else ""),
        (_("Form of mentoring"), guide.form if guide else ""),
        (_("Pay"), guide.pay if guide else ""),
        (_("Basis"), phrases_plans.basis(sheet, words)),
        (_("Own aim, in the person's words"), plan.aim),
        (_("Number"), phrases_plans.number(sheet.plan, words)),
        (_("Generated"), sheet.made_on),
        (_("Approved on"), plan.approved_on),
        (_("Closed on"), plan.closed_on),
        (
            _("Framework"),
            edition.format(
                title=words.text(sheet.framework.title),
                number=sheet.framework.number,
            ),
        ),
    ]
    _pairs(tab, 3, facts)


def _figures(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.widths(36, 26, 9, 12, 12, 50)
    heads = [
        _("Indicator"),
        _("Target value"),
        _("Week"),
        _("Plan"),
        words.pgettext("indicator", "Actual"),
        _("Note"),
    ]
    tab.heads(1, heads, figures=(3, 4, 5))
    period, row = sheet.plan.period, 1
    weeks = weeks_shown(sheet.indicators, week_of(period.starts_on, period.ends_on))
    for one in sheet.indicators:
        for number in weeks:
            row += 1
            _week(tab, row, one, number)
            tab.underline(row, len(heads))
    tab.table(1, row, len(heads), fixed=1)


def _week(tab: Tab, row: int, one: Indicator, number: int) -> None:
    week = one.week(number)
    tab.put_text(row, 1, one.name, Look.STRONG)
    tab.put_text(row, 2, one.norm)
    tab.put_number(row, 3, number, WHOLE)
    for column, figure in ((4, week.planned), (5, week.fact)):
        form = WHOLE if figure is None else WHOLE + "." * bool(decimals(figure)) + "0" * decimals(figure)
        tab.put_number(row, column, None if figure is None else float(figure), form)
    tab.put_text(row, 6, week.note)


def _actions(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.widths(24, 7, 24, 40, 34, 11, 11, 18, 8, 12, 11, 36)
    heads = [
        _("Stage"),
        _("Code"),
        _("Competency"),
        _("Action"),
        _("Criterion"),
        _("Starts"),
        _("Ends"),
        _("Owner"),
        _("Hours"),
        _("State"),
        _("Done"),
        _("Done: date, evidence"),
    ]
    tab.heads(1, heads, figures=(9,))
    row = 1
    for step in sheet.induction:
        row += 1
        tab.put_text(row, 1, _("Induction"))
        tab.put_text(row, 4, words.text(step.text))
        tab.put_day(row, 7, check_date(step.day, sheet.plan.period, sheet.calendar))
        tab.put_text(row, 8, phrases_plans.induction_owner(step, sheet, words))
        tab.underline(row, len(heads))
    every = [(goal, action) for goal in sheet.plan.goals for action in goal.actions]
    for part in parts_in_order([action for _goal, action in every]):
        mine = [(goal, action) for goal, action in every if PARTS[action.kind] is part]
        mine.sort(key=_by_day)
        for goal, action in mine:
            row += 1
            label = words.text(sheet.framework.item(goal.item).label)
            tab.put_text(row, 1, phrases_plans.part(part, words))
            tab.put_text(row, 2, goal.item)
            tab.put_text(row, 3, label, Look.STRONG)
            tab.put_text(row, 4, words.text(action.text))
            tab.put_text(row, 5, words.text(action.evidence))
            tab.put_day(row, 6, action.starts_on)
            tab.put_day(row, 7, action.ends_on)
            tab.put_text(row, 8, action.owner_name)
            tab.put_number(row, 9, action.hours, WHOLE)
            tab.put_text(row, 10, phrases_plans.action_state(action.state, words))
            tab.put_day(row, 11, action.done_on)
            out = _("removed") if action.retired else ""
            told = (action.result.strip(), phrases_plans.moved(action, words), out)
            tab.put_text(row, 12, ". ".join(one for one in told if one))
            tab.underline(row, len(heads))
    tab.table(1, row, len(heads), fixed=3)


def _by_day(pair: tuple[Goal, Action]) -> tuple[object, str]:
    return pair[1].starts_on, pair[0].item


def _targets(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    """Levels at the hire and at the end, and the target in the column of the day by which it is due."""
    _ = words.gettext
    meetings = sheet.plan.meetings
    tab.widths(7, 36, 10, 11, *([12] * len(meetings)), 10, 11)
    days = [_("Target by day {n}").format(n=_day(one.on, sheet)) for one in meetings]
    heads = [_("Code"), _("Competency"), _("Critical"), _("At hiring"), *days, _("Target"), _("At the end")]
    tab.heads(1, heads, figures=range(4, len(heads) + 1))
    end = sheet.ends[0] if sheet.ends else None
    row = 1
    for goal in sheet.plan.goals:
        row += 1
        tab.put_text(row, 1, goal.item)
        tab.put_text(row, 2, words.text(sheet.framework.item(goal.item).label), Look.STRONG)
        tab.put_text(row, 3, _("yes") if goal.critical else "")
        tab.put_number(row, 4, goal.level_from, NUMBER)
        for column, asked in enumerate(sheet.steps(goal), start=5):
            tab.put_number(row, column, asked, WHOLE)
        tab.put_number(row, len(heads) - 1, goal.level_to, WHOLE)
        tab.put_number(row, len(heads), end.level(goal.id) if end is not None else None, NUMBER)
        tab.underline(row, len(heads))
    tab.table(1, row, len(heads), fixed=2)


def _day(on: date, sheet: PlanSheet) -> int:
    return day_of_check(on, sheet.plan.period, sheet.calendar)


def _checks(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.widths(8, 13, 70, 50)
    heads = [_("Day"), _("Date"), _("Remarks"), _("Decision")]
    tab.heads(1, heads, figures=(1,))
    for row, one in enumerate(sheet.plan.meetings, start=2):
        tab.put_number(row, 1, _day(one.on, sheet), WHOLE)
        tab.put_day(row, 2, one.on)
        tab.put_text(row, 3, one.result)
        tab.put_text(row, 4, "")
        tab.underline(row, len(heads))
    tab.table(1, len(sheet.plan.meetings) + 1, len(heads))


def _conclusion(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    """What people concluded, the newest record first; nothing is filled in before they have."""
    _ = words.gettext
    tab.widths(34, 90)
    title = _("Manager's conclusion on the probation")
    tab.put_text(1, 1, title, Look.TITLE, wrap=False)
    row = 3
    if not sheet.ends:
        tab.put_text(row, 1, _("there is no conclusion yet"), Look.MUTED, wrap=False)
    for end in sheet.ends:
        told = end.told
        facts: Facts = [
            (_("Conclusion"), phrases_plans.probation(told.outcome, words)),
            (_("Date"), told.on),
            (_("Conclusion by"), ", ".join(part for part in (end.by_name, end.by_post) if part)),
            (_("Reasons"), told.reasons),
            (_("Documents"), told.documents),
            (_("Last day of the probation"), told.ends_on),
            (_("Absence not counted in the term"), told.absence),
            (_("Written notice served on"), told.notice_on),
            (_("Notice"), phrases_plans.late_notice(told, words)),
        ]
        row = _pairs(tab, row, facts) + 1


def _pairs(tab: Tab, row: int, facts: Facts) -> int:
    """Put names and values one below another and return the row after them."""
    for name, value in facts:
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put(row, 2, value)
        tab.underline(row, 2)
        row += 1
    return row
