"""The sheet of a plan's workbook that is printed upright and signed: what is done, by when, by whom."""

from domain.development.plan import Action
from domain.development.plan_sheet import PlanSheet
from domain.plan_kinds import ActionState, PlanState
from reports.book.workbook import WHOLE, Look, Tab
from reports.words import phrases_plans
from resources.i18n import Words

WIDTHS = (6, 15, 24, 18, 10.5, 10.5, 10, 6, 11)


def fill(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    """Put the actions and, below them, the lines for signatures."""
    _ = words.gettext
    tab.widths(*WIDTHS)
    person = sheet.person
    who = ", ".join(part for part in (person.full_name, person.post, person.unit) if part)
    tab.put_text(1, 1, phrases_plans.kind(sheet.plan.kind, words), Look.TITLE, wrap=False)
    tab.put_text(2, 1, who, wrap=False)
    tab.put_text(3, 1, sheet.organisation.short_name or sheet.organisation.full_name, wrap=False)
    if sheet.plan.state is PlanState.DRAFT:
        tab.put_text(1, len(WIDTHS), _("DRAFT"), Look.STRONG, wrap=False)
    names = [
        _("Code"),
        _("Competency"),
        _("Action"),
        _("Evidence"),
        _("Starts"),
        _("Ends"),
        _("Owner"),
        _("Hours"),
        _("Done: date"),
    ]
    tab.heads(4, names, figures=(8,))
    row = 4
    for goal in sheet.plan.goals:
        label = words.text(sheet.framework.item(goal.item).label)
        for action in goal.live or (None,):
            row += 1
            tab.put_text(row, 1, goal.item)
            tab.put_text(row, 2, label, Look.STRONG)
            if action is not None:
                _action(tab, row, action, words)
            tab.underline(row, len(names))
    tab.table(4, row, len(names))
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


def _action(tab: Tab, row: int, action: Action, words: Words) -> None:
    tab.put_text(row, 3, words.text(action.text))
    tab.put_text(row, 4, words.text(action.evidence))
    tab.put_day(row, 5, action.starts_on)
    tab.put_day(row, 6, action.ends_on)
    tab.put_text(row, 7, action.owner_name)
    tab.put_number(row, 8, action.hours, WHOLE)
    if action.state is ActionState.CANCELLED:
        tab.put_text(row, 9, phrases_plans.action_state(action.state, words))
    else:
        tab.put_day(row, 9, action.done_on)
