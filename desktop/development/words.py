"""The texts of the plan screens."""

from datetime import date
from fractions import Fraction

from db.development.plan_board import Board, Choice, PlanRow, Stage
from desktop.development.model import Line
from domain.assessing.entry import Row
from domain.development.adaptation import check_date
from domain.development.plan import (
    Action,
    ActionKind,
    ActionState,
    Goal,
    Plan,
    PlanKind,
    PlanState,
    hours_known,
)
from domain.development.plan_sheet import PlanSheet
from domain.development.worked import Worked
from reports.words import phrases
from reports.words.development import phrases_plans
from reports.words.framework import phrases_duties
from reports.words.names import name_of, short_name_of
from resources.i18n import NBSP, _, current, ngettext, pgettext

ICONS = {
    ActionKind.EXPERIENCE: "briefcase-business",
    ActionKind.SOCIAL: "users-round",
    ActionKind.FORMAL: "book-open",
    ActionKind.ASSESS: "clipboard-check",
}


def number(sheet: PlanSheet) -> str:
    """Return the number of a plan as printed: «ИПР-2026-014»; empty for a draft."""
    return phrases_plans.number(sheet.plan, current())


def title(sheet: PlanSheet) -> str:
    """Return kind and number, uncapitalized: «план развития ИПР-2026-014»."""
    kinds = {
        PlanKind.IDP: _("development plan {number}"),
        PlanKind.ADAPTATION: _("onboarding plan {number}"),
        PlanKind.TRAINING: _("training plan {number}"),
    }
    return kinds[sheet.plan.kind].format(number=number(sheet)).rstrip()


def state(one: PlanState) -> str:
    """Return the state of a plan, for a tag."""
    return name_of(one, current())


def stages() -> dict[Stage, str]:
    """Return the headings of the list."""
    return {
        Stage.OVERDUE: pgettext("plans", "Overdue"),
        Stage.ACTIVE: pgettext("plans", "Active"),
        Stage.DRAFT: pgettext("plans", "Drafts"),
        Stage.CLOSED: pgettext("plans", "Closed"),
    }


def kind_short(one: ActionKind) -> str:
    """Return the kind of an action in one word."""
    return short_name_of(one, current())


def weeks(action: Action) -> str:
    """Return the duration of an action."""
    days = (action.ends_on - action.starts_on).days + 1
    if days < 7:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    count = round(days / 7)
    return ngettext("{n} week", "{n} weeks", count).format(n=count)


def span(starts_on: date, ends_on: date) -> str:
    """Return two days as they are typed: «11.01.2027 – 21.02.2027»."""
    return f"{starts_on:%d.%m.%Y} – {ends_on:%d.%m.%Y}"


def levels(goal: Goal, sheet: PlanSheet) -> str:
    """Return «2 → 4», with the sign of a level that comes from a file; a dash for an unknown level."""
    ground = sheet.ground(goal.item)
    return _steps(goal.level_from, goal.level_to, imported=ground is not None and ground.imported)


def gap_levels(row: Row) -> str:
    """Return the same of a gap."""
    return _steps(row.level, row.entry.target, imported=row.imported)


def _steps(before: Fraction | None, target: int, *, imported: bool) -> str:
    sign = f"{NBSP}{phrases.imported_sign(current())}" if imported else ""
    return f"{level(before)}{sign}{NBSP}→{NBSP}{target}"


def level(value: Fraction | None) -> str:
    """Return a level in its shortest form: «2», «1,3», a dash if unknown."""
    whole = value is not None and value.denominator == 1
    return current().number(value, 0 if whole else 1)


def duties(goal: Goal, sheet: PlanSheet) -> str:
    """Return which duties a goal serves: «ради 3.1.1 8), 3.1.2 2)»."""
    clauses = [phrases_duties.named(sheet.framework.duty(code), current()) for code in goal.duties]
    if not clauses:
        return ""
    shown = ", ".join(clauses[:3])
    more = len(clauses) - 3
    if more > 0:
        return _("duties: {clauses} and {n} more").format(clauses=shown, n=more)
    return _("duties: {clauses}").format(clauses=shown)


def reasons(goal: Goal, sheet: PlanSheet) -> str:
    """Return why a goal has its priority: the formula with its numbers, as text."""
    words = current()
    parts: list[str] = []
    if goal.by_hand:
        parts.append(_("set manually, not derived from a gap"))
    if goal.critical:
        parts.append(_("critical: comes first"))
    if goal.gap is not None:
        parts.append(product(goal.weight, goal.gap))
    elif goal.assess_only:
        parts.append(_("no level yet: assess first"))
    parts.append(phrases_plans.asked(goal, words))
    if goal.aliases:
        parts.append(_("one goal together with {codes}").format(codes=", ".join(goal.aliases)))
    parts += (duties(goal, sheet), phrases_plans.ground(sheet, goal, words))
    return " · ".join(part for part in parts if part)


def product(weight: int, gap: Fraction) -> str:
    """Return «вес 2 × разрыв 0,5 = 1,0», in digits that a reader can multiply, else with «≈»."""
    words = current()
    exact = next((digits for digits in (1, 2) if (gap * 10**digits).denominator == 1), None)
    told = (
        _("weight {weight} × gap {gap} = {product}")
        if exact
        else _("weight {weight} × gap {gap} ≈ {product}")
    )
    digits = exact or 2
    return told.format(
        weight=weight, gap=words.number(gap, digits), product=words.number(gap * weight, digits)
    )


def choice(one: Choice, board: Board) -> str:
    """Return a choice in the list of gaps as read aloud."""
    words, row = current(), one.row
    parts = [one.code, words.text(board.sheet.framework.item(one.code).label)]
    if one.assess_only:
        parts.append(_("no level yet: assess first"))
    else:
        level = _("level {level}, target {target}, gap {gap}")
        parts.append(
            level.format(level=phrases.level(row, words), target=row.entry.target, gap=words.number(row.gap))
        )
        parts.append(product(row.weight, row.gap or Fraction(0)))
    if row.critical:
        parts.append(pgettext("competency", "critical"))
    if one.by:
        parts.append(_("in the plan with {code}").format(code=one.by))
    elif one.goal_id:
        parts.append(_("in the plan"))
    return ", ".join(parts)


def cells(line: Line, board: Board, today: date) -> tuple[str, str, str, str]:
    """Return a row's text in each column: what, who, hours, when."""
    words, plan = current(), board.sheet.plan
    if line.induction:
        count = len(board.sheet.induction)
        told = ngettext("Induction: {n} step", "Induction: {n} steps", count).format(n=count)
        days = step_days(board.sheet)
        until = _("by {day}").format(day=words.day_month(max(days)))
        if line.step is None:
            return told, "", "", until
        one = board.sheet.induction[line.step]
        owner = phrases_plans.induction_owner(one, board.sheet, words)
        return words.text(one.text), owner, "–", _("by {day}").format(day=words.day_month(days[line.step]))
    if line.goal is None:
        days = ", ".join(words.day_month(one.on) for one in plan.meetings)
        manager = board.sheet.manager
        # The hours column contains hours only: a meeting's duration is not recorded.
        return _("Review meetings"), manager.short_name if manager else "", "–", days
    goal, action = line.goal, line.action
    if action is None:
        label = words.text(board.sheet.framework.item(goal.item).label)
        return f"{goal.item} {label}", levels(goal, board.sheet), "", _of_goal(goal, board.sheet)
    hours = "–" if action.hours is None else str(action.hours)
    when = f"{words.day_month(action.starts_on)} – {words.day_month(action.ends_on)}"
    told = standing(action, plan, today)
    return (
        words.text(action.text),
        action.owner_name or "–",
        hours,
        f"{when}, {told}" if told else when,
    )


def step_days(sheet: PlanSheet) -> list[date]:
    """Return the due day of each step of the induction."""
    return [check_date(one.day, sheet.plan.period, sheet.calendar) for one in sheet.induction]


def _of_goal(goal: Goal, sheet: PlanSheet) -> str:
    if goal.level_after is None:
        return duties(goal, sheet)
    told = _("was {before}, now {after}, target {target}")
    return told.format(before=level(goal.level_from), after=level(goal.level_after), target=goal.level_to)


def standing(action: Action, plan: Plan, today: date) -> str:
    """Return an action's status; empty while it is planned and on time, or the plan is not approved."""
    if action.retired:
        return pgettext("action", "removed")
    if action.state is not ActionState.PLANNED:
        return name_of(action.state, current())
    if plan.state is not PlanState.DRAFT and action.late(today):
        days = (today - action.ends_on).days
        return ngettext("{n} day overdue", "{n} days overdue", days).format(n=days)
    return ""


def standing_token(action: Action, today: date) -> str:
    """Return the colour of that text: late, cancelled, or done."""
    if action.late(today):
        return "danger"
    return "muted" if action.retired or action.state is ActionState.CANCELLED else "ok"


def worked(one: Worked) -> str:
    """Return the mean change in levels where an action was done: «+0,8 уровня, n = 6»."""
    sign = "+" if one.change > 0 else ""
    return _("{change} level, n = {n}").format(change=sign + current().number(one.change), n=one.n)


def hours(plan: Plan) -> tuple[str, bool]:
    """Return a plan's hours against its budget, and whether they exceed it, which is only a warning."""
    known, unknown = hours_known(plan)
    over = plan.hours_budget is not None and known > plan.hours_budget
    if plan.hours_budget is None:
        said = ngettext("{n} h", "{n} h", known).format(n=known)
    else:
        said = _("{known} of {budget} h planned").format(known=known, budget=plan.hours_budget)
    if unknown:
        more = ngettext("hours not set for {n} action", "hours not set for {n} actions", unknown)
        said = f"{said}; {more.format(n=unknown)}"
    if unknown and not known and plan.hours_budget is None:  # unknown is not 0
        said = ngettext("Hours not set for {n} action", "Hours not set for {n} actions", unknown)
        said = said.format(n=unknown)
    return said, over


def next_step(row: PlanRow, today: date) -> str:
    """Return the next thing to do with a plan."""
    words = current()
    match row.stage:
        case Stage.DRAFT:
            return _("Set the goals") if not row.actions else _("Approve")
        case Stage.OVERDUE if row.late:
            return ngettext("{n} action overdue", "{n} actions overdue", row.late).format(n=row.late)
        case Stage.OVERDUE:
            return ngettext("{n} meeting missed", "{n} meetings missed", row.missed).format(n=row.missed)
        case Stage.CLOSED:
            return ""
        case _:
            if row.told == row.actions:
                return _("Close the plan")
            if row.next_meeting is not None and (row.next_end is None or row.next_meeting <= row.next_end):
                return _("Meeting on {day}").format(day=words.day_month(row.next_meeting))
            if row.next_end is not None:
                return _("Action due {day}").format(day=words.day_month(row.next_end))
            return ""
