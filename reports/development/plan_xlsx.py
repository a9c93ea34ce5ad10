"""The individual development plan as a workbook: actions to follow up, meetings, and what it rests on."""

from datetime import date
from pathlib import Path

from domain.development.plan import Action, ActionState, Goal, hours_known
from domain.development.plan_sheet import PlanSheet
from domain.progress import Progress
from reports.book.workbook import NUMBER, WHOLE, Book, Look, Tab
from reports.development import plan_to_sign
from reports.paper.atomic import replacing
from reports.words import phrases, phrases_duties, phrases_plans
from resources.i18n import Words


def write(sheet: PlanSheet, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    with replacing(target) as part:
        book = Book(phrases_plans.kind(sheet.plan.kind, words), sheet.made_on)
        plan_to_sign.fill(book.tab(_("To sign"), portrait=True), sheet, words)
        for number, (fill, name) in enumerate(
            ((_plan, _("Plan")), (_meetings, _("Review meetings")), (_reference, _("Reference")))
        ):
            progress.step(number, 4)
            fill(book.tab(name), sheet, words)
        progress.step(3, 4)
        book.save(part)
    progress.step(4, 4)


def _plan(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.widths(7, 22, 9, 7, 9, 10, 10, 12, 36, 30, 11, 11, 15, 7, 11, 18, 15, 24, 9, 30, 26)
    names = [
        _("Code"),
        _("Competency"),
        _("Level"),
        _("Target"),
        _("Gap"),
        _("Critical"),
        phrases_duties.served(phrases_plans.duties(sheet), words),
        _("Kind"),
        _("Action"),
        _("Evidence"),
        _("Starts"),
        _("Ends"),
        _("Owner"),
        _("Hours"),
        _("Done"),
        _("Done: date, evidence"),
        _("Mentor"),
        _("Criterion"),
        _("After"),
        _("Conclusion"),
        _("What the goal is based on"),
    ]
    tab.heads(1, names, figures=(3, 4, 5, 14, 19))
    row = 1
    for goal in sheet.plan.goals:
        # A goal of a draft may have no action yet, and is one all the same.
        for action in goal.actions or (None,):
            row += 1
            _line(tab, row, goal, sheet, words)
            if action is not None:
                _action(tab, row, action, words)
            tab.underline(row, len(names))
    tab.table(1, row, len(names), fixed=2)


def _line(tab: Tab, row: int, goal: Goal, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.put_text(row, 1, ", ".join((goal.item, *goal.aliases)))
    tab.put_text(row, 2, words.text(sheet.framework.item(goal.item).label), Look.STRONG)
    tab.put_number(row, 3, goal.level_from, NUMBER)
    tab.put_number(row, 4, goal.level_to, WHOLE)
    tab.put_number(row, 5, goal.gap, NUMBER)
    tab.put_text(row, 6, _("yes") if goal.critical else "")
    tab.put_text(row, 7, ", ".join(sheet.framework.duty(duty).called for duty in goal.duties))
    tab.put_text(row, 18, goal.criterion)
    tab.put_number(row, 19, goal.level_after, NUMBER)
    tab.put_text(row, 20, goal.outcome)
    by_hand = _("set by hand, not from a gap") if goal.by_hand else ""
    notes = (by_hand, phrases_plans.ground(sheet, goal, words), phrases_plans.asked(goal, words))
    tab.put_text(row, 21, "; ".join(one for one in notes if one))


def _action(tab: Tab, row: int, action: Action, words: Words) -> None:
    _ = words.gettext
    tab.put_text(row, 8, phrases.action_kind(action.kind, words))
    tab.put_text(row, 9, words.text(action.text))
    tab.put_text(row, 10, words.text(action.evidence))
    tab.put_day(row, 11, action.starts_on)
    tab.put_day(row, 12, action.ends_on)
    tab.put_text(row, 13, action.owner_name)
    tab.put_number(row, 14, action.hours, WHOLE)
    tab.put_day(row, 15, action.done_on)
    cancelled = _("cancelled") if action.state is ActionState.CANCELLED else ""
    out = _("removed") if action.retired else ""
    parts = (cancelled, action.result.strip(), phrases_plans.moved(action, words), out)
    tab.put_text(row, 16, ". ".join(part for part in parts if part))
    tab.put_text(row, 17, action.mentor_name)


def _meetings(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.widths(14, 60, 60)
    tab.heads(1, [_("Date"), _("What was done"), _("Decision")])
    for row, one in enumerate(sheet.plan.meetings, start=2):
        tab.put_day(row, 1, one.on)
        tab.put_text(row, 2, one.result)
        tab.put_text(row, 3, "")
        tab.underline(row, 3)
    tab.table(1, len(sheet.plan.meetings) + 1, 3)


def _reference(tab: Tab, sheet: PlanSheet, words: Words) -> None:
    _ = words.gettext
    tab.widths(30, 90)
    tab.put_text(1, 1, phrases_plans.kind(sheet.plan.kind, words), Look.TITLE, wrap=False)
    person, period, framework = sheet.person, sheet.plan.period, sheet.framework
    hours, unknown = hours_known(sheet.plan)
    said = _("{title}, edition {number}")
    facts: list[tuple[str, str | int | date | None]] = [
        (_("Organisation"), sheet.organisation.short_name or sheet.organisation.full_name),
        (phrases_plans.whose(person, words), f"{person.full_name} ({person.code})"),
        (_("Position"), ", ".join(part for part in (person.post, person.unit) if part)),
        (_("Personnel number"), person.personnel_no or ""),
        (_("Starts"), period.starts_on),
        (_("Ends"), period.ends_on),
        (_("Manager"), sheet.manager.short_name if sheet.manager else ""),
        (_("Number"), phrases_plans.number(sheet.plan, words)),
        (_("Generated"), sheet.made_on),
        (_("Own aim, in the person's words"), sheet.plan.aim),
        (_("Hours limit"), sheet.plan.hours_budget),
        (_("Approved on"), sheet.plan.approved_on),
        (_("Closed on"), sheet.plan.closed_on),
        (_("Hours known"), hours),
        (_("Actions without hours"), unknown),
        (
            _("Framework"),
            said.format(title=words.text(framework.title), number=framework.number),
        ),
    ]
    if sheet.mentoring is not None:
        consent = sheet.mentoring.consent_on
        facts.append((_("Mentor"), sheet.mentoring.mentor_name))
        facts.append((_("Mentor's consent"), consent))
    if sheet.basis is not None:
        totals = sheet.basis.score.totals
        basis = f"{sheet.basis.cycle.title or sheet.basis.cycle.code}: {phrases.attainment(totals, words)}"
        said = f"{basis} ({phrases.bounds(totals, words)}), {phrases.assessed(totals, words)}"
        facts.append((_("Basis"), said))
    else:
        facts.append((_("Basis"), _("There is no assessment: goals are set by hand.")))
    for row, (name, value) in enumerate(facts, start=3):
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put(row, 2, value)
        tab.underline(row, 2)
    if sheet.basis is not None:
        tab.put_text(len(facts) + 4, 1, phrases.statement(words), Look.MUTED, wrap=False)
