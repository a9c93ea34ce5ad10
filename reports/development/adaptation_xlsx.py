"""The adaptation plan as a workbook, in the parts of its paper: targets by day, figures, conclusion."""

from datetime import date
from decimal import Decimal
from functools import partial

from domain.development.adaptation import PARTS, check_date, day_of_check, parts_in_order
from domain.development.indicator import Indicator, Week, decimals, week_of, weeks_shown
from domain.development.plan import Action, Goal, Meeting
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import last_notice
from domain.scale import TOP
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, Fact, Shown, put_facts, put_table
from reports.book.workbook import DAY, NUMBER, WHOLE, Look, Tab
from reports.development import plan_to_sign
from reports.words.development import phrases_plans
from reports.words.names import name_of
from resources.i18n import Words

_ANY = 1_000_000_000  # what an indicator may come to


@saved
def write(sheet: PlanSheet, words: Words) -> Contents:
    """Write the workbook: the sheet to sign, then the parts of the paper."""
    _ = words.gettext
    return Contents(
        name_of(sheet.plan.kind, words),
        sheet.made_on,
        (
            Leaf(_("To sign"), plan_to_sign.fill, sheet, portrait=True),
            Leaf(_("Weekly indicators"), _figures, sheet),
            Leaf(_("Actions"), _actions, sheet),
            Leaf(_("Targets by day"), _targets, sheet),
            Leaf(_("Checkpoints"), _checks, sheet),
            Leaf(_("Conclusion"), _conclusion, sheet),
            Leaf(_("Reference"), _reference, sheet),
        ),
    )


def _reference(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    person, plan, guide = sheet.person, sheet.plan, sheet.mentoring
    tab.widths(34, 90)
    tab.put_text(1, 1, name_of(plan.kind, words), Look.TITLE, wrap=False)
    edition = _("{title}, edition {number}")
    facts: list[Fact] = [
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
        (_("Part of the mentor's job (clause)"), guide.clause if guide else ""),
        (_("Basis"), phrases_plans.basis(sheet, words)),
        (_("Personal aim, in their own words"), plan.aim),
        (_("Number"), phrases_plans.number(sheet.plan, words)),
        (_("Generated"), sheet.made_on),
        (_("Approved on"), plan.approved_on),
        *phrases_plans.approval(sheet, words),
        (_("Closed on"), plan.closed_on),
        (
            _("Framework"),
            edition.format(
                title=words.text(sheet.framework.title),
                number=sheet.framework.number,
            ),
        ),
    ]
    put_facts(tab, 3, facts)


def _figures(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    period = sheet.plan.period
    weeks = weeks_shown(sheet.indicators, week_of(period.starts_on, period.ends_on))
    columns: list[Column[tuple[Indicator, Week, int]]] = [
        Column(_("Indicator"), 36, lambda row: row[0].name, look=Look.STRONG),
        Column(_("Target value"), 26, lambda row: row[0].norm),
        Column(_("Week"), 9, lambda row: row[2], WHOLE),
        Column(_("Plan"), 12, lambda row: _figure(row[1].planned), WHOLE),
        Column(words.pgettext("indicator", "Actual"), 12, lambda row: _figure(row[1].fact), WHOLE),
        Column(_("Note"), 50, lambda row: row[1].note),
    ]
    rows = [(one, one.week(number), number) for one in sheet.indicators for number in weeks]
    last = put_table(tab, columns, rows, fixed=1)
    for column in (4, 5):
        tab.between(2, last, column, -_ANY, _ANY, _("Enter a number."))


def _figure(figure: Decimal | None) -> Shown | None:
    """Return the figure with as many decimals as it was entered with."""
    if figure is None:
        return None
    return Shown(float(figure), WHOLE + "." * bool(decimals(figure)) + "0" * decimals(figure))


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
            label = words.text(sheet.framework.item(goal.item).on_paper)
            tab.put_text(row, 1, phrases_plans.part(part, words))
            tab.put_text(row, 2, goal.item)
            tab.put_text(row, 3, label, Look.STRONG)
            tab.put_text(row, 4, words.text(action.text))
            tab.put_text(row, 5, words.text(action.evidence))
            tab.put_day(row, 6, action.starts_on)
            tab.put_day(row, 7, action.ends_on)
            tab.put_text(row, 8, action.owner_name)
            tab.put_number(row, 9, action.hours, WHOLE)
            tab.put_text(row, 10, name_of(action.state, words))
            tab.put_day(row, 11, action.done_on)
            out = _("removed") if action.retired else ""
            told = (action.result.strip(), phrases_plans.moved(action, words), out)
            tab.put_text(row, 12, ". ".join(one for one in told if one))
            tab.underline(row, len(heads))
    tab.days(2, row, 11, _("Enter a date."))
    tab.table(1, row, len(heads), fixed=3)


def _by_day(pair: tuple[Goal, Action]) -> tuple[object, str]:
    return pair[1].starts_on, pair[0].item


def _targets(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    """Write the levels at hire and at the end, and each target in the column of the day it is due."""
    _ = words.gettext
    end = sheet.ends[0] if sheet.ends else None
    columns: list[Column[Goal]] = [
        Column(_("Code"), 7, lambda goal: goal.item),
        Column(
            _("Competency"),
            36,
            lambda goal: words.text(sheet.framework.item(goal.item).on_paper),
            look=Look.STRONG,
        ),
        Column(_("Critical"), 10, lambda goal: _("yes") if goal.critical else ""),
        Column(_("At hiring"), 11, lambda goal: goal.level_from, NUMBER),
        *(
            Column(
                _("Target by day {n}").format(n=_day(one.on, sheet)),
                12,
                partial(_step, sheet, place),
                WHOLE,
            )
            for place, one in enumerate(sheet.plan.meetings)
        ),
        Column(_("Target"), 10, lambda goal: goal.level_to, WHOLE),
        Column(_("At the end"), 11, lambda goal: None if end is None else end.level(goal.id), NUMBER),
    ]
    last = put_table(tab, columns, sheet.plan.goals, fixed=2)
    tab.between(2, last, len(columns), 0, TOP, _("Enter a level from 0 to 4."))


def _step(sheet: PlanSheet, place: int, goal: Goal) -> int | None:
    return sheet.steps(goal)[place]


def _day(on: date, sheet: PlanSheet) -> int:
    return day_of_check(on, sheet.plan.period, sheet.calendar)


def _checks(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    columns: list[Column[Meeting]] = [
        Column(_("Day"), 8, lambda one: _day(one.on, sheet), WHOLE),
        Column(_("Date"), 13, lambda one: one.on, DAY),
        Column(_("Remarks"), 70, lambda one: one.result),
        Column(_("Decision"), 50, lambda _one: ""),
    ]
    put_table(tab, columns, sheet.plan.meetings)


def _conclusion(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    """Write what people concluded, the newest record first; empty until they have."""
    _ = words.gettext
    tab.widths(34, 90)
    title = _("Manager's conclusion on the probation")
    tab.put_text(1, 1, title, Look.TITLE, wrap=False)
    row = 3
    if not sheet.ends:
        tab.put_text(row, 1, _("there is no conclusion yet"), Look.MUTED, wrap=False)
    for end in sheet.ends:
        told = end.told
        facts: list[Fact] = [
            (_("Conclusion"), name_of(told.outcome, words)),
            (_("Date"), told.on),
            (_("Conclusion by"), ", ".join(part for part in (end.by_name, end.by_post) if part)),
            (_("Reasons"), told.reasons),
            (_("Documents"), told.documents),
            (_("Last day of the probation"), told.ends_on),
            (_("Absence not counted in the term"), told.absence),
            (_("Written notice served on"), told.notice_on),
            (_("Notice"), phrases_plans.late_notice(told, words)),
        ]
        row = put_facts(tab, row, facts) + 1
