"""The individual development plan as a workbook: actions to follow up, meetings, and what it is based on."""

from domain.development.plan import Action, ActionState, Goal, Meeting, hours_known
from domain.development.plan_sheet import PlanSheet
from domain.scale import TOP
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, Fact, put_facts, put_table
from reports.book.workbook import DAY, NUMBER, WHOLE, Look, Tab
from reports.development import plan_to_sign
from reports.development.plan_to_sign import Line, of_action
from reports.words import phrases
from reports.words.development import phrases_plans
from reports.words.framework import phrases_duties
from reports.words.names import name_of
from resources.i18n import Words, sentences


@saved
def write(sheet: PlanSheet, words: Words) -> Contents:
    """Write the workbook: the sheet to sign, then everything known."""
    _ = words.gettext
    return Contents(
        name_of(sheet.plan.kind, words),
        sheet.made_on,
        (
            Leaf(_("To sign"), plan_to_sign.fill, sheet, portrait=True),
            Leaf(_("Plan"), _plan, sheet),
            Leaf(_("Review meetings"), _meetings, sheet),
            Leaf(_("Reference"), _reference, sheet),
        ),
    )


def _plan(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    framework, text = sheet.framework, words.text
    columns: list[Column[Line]] = [
        Column(_("Code"), 7, lambda line: ", ".join((line.goal.item, *line.goal.aliases))),
        Column(
            _("Competency"), 22, lambda line: text(framework.item(line.goal.item).on_paper), look=Look.STRONG
        ),
        Column(_("Level"), 9, lambda line: line.goal.level_from, NUMBER),
        Column(_("Target"), 7, lambda line: line.goal.level_to, WHOLE),
        Column(_("Gap"), 9, lambda line: line.goal.gap, NUMBER),
        Column(_("Critical"), 10, lambda line: _("yes") if line.goal.critical else ""),
        Column(
            phrases_duties.served(phrases_plans.duties(sheet), words),
            10,
            lambda line: ", ".join(framework.duty(duty).called for duty in line.goal.duties),
        ),
        Column(_("Kind"), 12, of_action(lambda action: name_of(action.kind, words))),
        Column(_("Action"), 36, of_action(lambda action: text(action.text))),
        Column(_("Evidence"), 30, of_action(lambda action: text(action.evidence))),
        Column(_("Starts"), 11, of_action(lambda action: action.starts_on), DAY),
        Column(_("Ends"), 11, of_action(lambda action: action.ends_on), DAY),
        Column(_("Owner"), 15, of_action(lambda action: action.owner_name)),
        Column(_("Hours"), 7, of_action(lambda action: action.hours), WHOLE),
        Column(_("Done"), 11, of_action(lambda action: action.done_on), DAY),
        Column(_("Done: date, evidence"), 18, of_action(lambda action: _outcome(action, words))),
        Column(_("Mentor"), 15, of_action(lambda action: action.mentor_name)),
        Column(_("Criterion"), 24, lambda line: line.goal.criterion),
        Column(_("After"), 9, lambda line: line.goal.level_after, NUMBER),
        Column(_("Conclusion"), 30, lambda line: line.goal.outcome),
        Column(_("What the goal is based on"), 26, lambda line: _ground(line.goal, sheet, words)),
    ]
    last = put_table(tab, columns, plan_to_sign.lines(sheet, lambda goal: goal.actions), fixed=2)
    tab.days(2, last, 15, _("Enter a date."))
    tab.between(2, last, 19, 0, TOP, _("Enter a level from 0 to 4."))


def _outcome(action: Action, words: Words) -> str:
    _ = words.gettext
    cancelled = _("cancelled") if action.state is ActionState.CANCELLED else ""
    removed = _("removed") if action.retired else ""
    parts = (cancelled, action.result.strip(), phrases_plans.moved(action, words), removed)
    return ". ".join(part for part in parts if part)


def _ground(goal: Goal, sheet: PlanSheet, words: Words) -> str:
    by_hand = words.gettext("set manually, not derived from a gap") if goal.by_hand else ""
    notes = (by_hand, phrases_plans.ground(sheet, goal, words), phrases_plans.asked(goal, words))
    return "; ".join(one for one in notes if one)


def _meetings(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    columns: list[Column[Meeting]] = [
        Column(_("Date"), 14, lambda one: one.on, DAY),
        Column(_("What was done"), 60, lambda one: one.result),
        Column(_("Decision"), 60, lambda _one: ""),
    ]
    put_table(tab, columns, sheet.plan.meetings)


def _reference(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.widths(30, 90)
    tab.put_text(1, 1, name_of(sheet.plan.kind, words), Look.TITLE, wrap=False)
    person, period, framework = sheet.person, sheet.plan.period, sheet.framework
    hours, unknown = hours_known(sheet.plan)
    said = _("{title}, edition {number}")
    facts: list[Fact] = [
        (_("Organisation"), sheet.organisation.short_name or sheet.organisation.full_name),
        (phrases_plans.whose(person, words), f"{person.full_name} ({person.code})"),
        (_("Position"), ", ".join(part for part in (person.post, person.unit) if part)),
        (_("Personnel number"), person.personnel_no or ""),
        (_("Starts"), period.starts_on),
        (_("Ends"), period.ends_on),
        (_("Manager"), sheet.manager.short_name if sheet.manager else ""),
        (_("Number"), phrases_plans.number(sheet.plan, words)),
        (_("Generated"), sheet.made_on),
        (_("Personal aim, in their own words"), sheet.plan.aim),
        (_("Hours limit"), sheet.plan.hours_budget),
        (_("Approved on"), sheet.plan.approved_on),
        *phrases_plans.approval(sheet, words),
        (_("Closed on"), sheet.plan.closed_on),
        (_("Hours known"), hours),
        (_("Actions without hours"), unknown),
        (
            _("Framework"),
            said.format(title=words.text(framework.title), number=framework.number),
        ),
    ]
    if (guide := sheet.mentoring) is not None:
        by_job = (_("Part of the mentor's job (clause)"), guide.clause)
        facts.append((_("Mentor"), guide.mentor_name))
        facts.append(by_job if guide.part_of_job else (_("Mentor's consent"), guide.consent_on))
    if sheet.basis is not None:
        totals = sheet.basis.score.totals
        basis = f"{sheet.basis.cycle.title or sheet.basis.cycle.code}: {phrases.attainment(totals, words)}"
        said = f"{basis} ({phrases.bounds(totals, words)}), {phrases.assessed(totals, words)}"
        facts.append((_("Basis"), sentences(*filter(None, (said, phrases_plans.open_answers(sheet, words))))))
    else:
        facts.append((_("Basis"), _("There is no assessment: goals are set manually.")))
    row = put_facts(tab, 3, facts)
    if sheet.basis is not None:
        tab.put_text(row + 1, 1, phrases.statement(words), Look.MUTED, wrap=False)
