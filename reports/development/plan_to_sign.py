"""The sheet of a plan's workbook that is printed in portrait and signed: what is done, by when, by whom."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from domain.development.plan import Action, Goal
from domain.development.plan_sheet import PlanSheet
from domain.plan_kinds import ActionState, PlanState
from reports.book.table import Column, Shown, put_table
from reports.book.workbook import DAY, WHOLE, Look, Tab
from reports.paper import footers
from reports.words.development import phrases_plans
from reports.words.names import name_of
from resources.i18n import Words


class Line(NamedTuple):
    """One action, or None for a goal without any, as a draft may have."""

    goal: Goal
    action: Action | None


def lines(sheet: PlanSheet, which: Callable[[Goal], Sequence[Action]]) -> list[Line]:
    """Return a line for each action that *which* picks from a goal, and one for a goal without any."""
    return [Line(goal, action) for goal in sheet.plan.goals for action in which(goal) or (None,)]


def of_action[V](get: Callable[[Action], V]) -> Callable[[Line], V | Shown]:
    """Return a function that reads a line's action with *get*; without an action the cell stays untouched."""
    return lambda line: Shown(None) if line.action is None else get(line.action)


def act(sheet: PlanSheet, words: Words) -> Callable[[Line], str | Shown]:
    """Return a function that reads what is to be done, for a goal without actions what to do about it."""

    def read(line: Line) -> str | Shown:
        if line.action is not None:
            return words.text(line.action.text)
        return phrases_plans.without_action(sheet, line.goal, words) or Shown(None)

    return read


def fill(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    """Write the actions and, below them, the signature lines."""
    _ = words.gettext
    text, item = words.text, sheet.framework.item
    columns: list[Column[Line]] = [
        Column(_("Code"), 6, lambda line: line.goal.item),
        Column(_("Competency"), 15, lambda line: text(item(line.goal.item).on_paper), look=Look.STRONG),
        Column(_("Action"), 24, act(sheet, words)),
        Column(_("Evidence"), 18, of_action(lambda action: text(action.evidence))),
        Column(_("Starts"), 10.5, of_action(lambda action: action.starts_on), DAY),
        Column(_("Ends"), 10.5, of_action(lambda action: action.ends_on), DAY),
        Column(_("Owner"), 10, of_action(lambda action: action.owner_name)),
        Column(_("Hours"), 6, of_action(lambda action: action.hours), WHOLE),
        Column(_("Done: date"), 11, of_action(lambda action: _done(action, words)), DAY),
    ]
    person = sheet.person
    who = ", ".join(part for part in (person.full_name, person.post, person.unit) if part)
    tab.put_text(1, 1, name_of(sheet.plan.kind, words), Look.TITLE, wrap=False)
    tab.put_text(2, 1, who, wrap=False)
    tab.put_text(3, 1, sheet.organisation.short_name or sheet.organisation.full_name, wrap=False)
    if sheet.plan.state is PlanState.DRAFT:
        tab.put_text(1, len(columns), _("DRAFT"), Look.STRONG, wrap=False)
    row = put_table(tab, columns, lines(sheet, lambda goal: goal.live), at=4)
    manager = "" if sheet.manager is None else sheet.manager.signature_name
    for place, (post, name) in enumerate(
        ((phrases_plans.whose(person, words), person.signature_name), (_("Manager"), manager)), start=row + 2
    ):
        tab.put_text(place, 2, post)
        tab.put_text(place, 3, "______________________")
        tab.put_text(place, 4, name)
        tab.put_text(place, 5, "__________", wrap=False)
    tab.put_text(row + 4, 2, phrases_plans.read(sheet, words), wrap=False)
    opinion = "{caption} {line}".format(caption=phrases_plans.opinion(person, words), line="_" * 60)
    tab.put_text(row + 5, 2, opinion, wrap=False)
    if sheet.chain_value:
        tab.put_text(row + 6, 2, footers.journal(sheet.chain_value, words), Look.MUTED, wrap=False)


def _done(action: Action, words: Words) -> date | Shown | None:
    if action.state is ActionState.CANCELLED:
        return Shown(name_of(action.state, words))
    return action.done_on
