"""The sheet of one check meeting of a plan: what is due, what was done, what is agreed."""

from domain.development.adaptation import day_of_check
from domain.development.plan import Meeting
from domain.development.plan_sheet import PlanSheet
from domain.plan_kinds import ActionState, PlanKind
from reports.paper import footers
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Facts,
    Heading,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Top,
)
from reports.paper.text_papers.text_writers import writers
from reports.words.development import phrases_plans
from resources.i18n import Words


def lay(sheet: PlanSheet, words: Words) -> TextPaper:
    """Describe the meeting asked for, else that of the day of the sheet, else the next one, to fill in."""
    _ = words.gettext
    plan, person = sheet.plan, sheet.person
    meeting = _meeting(sheet)
    manager = "" if sheet.manager is None else sheet.manager.signature_name
    probation = plan.kind is PlanKind.ADAPTATION
    return TextPaper(
        title=_("Probation review sheet") if probation else _("Review meeting sheet"),
        about=", ".join(part for part in (person.full_name, person.post) if part),
        foot=footers.foot(phrases_plans.code(plan, words), sheet.framework, sheet.made_on, words),
        organisation=sheet.organisation,
        made_on=sheet.made_on,
        top=Top.INFORMING,
        unit=person.unit,
        blocks=_blocks(sheet, meeting, words),
        signers=(Signer(_("Employee"), person.signature_name), Signer(_("Manager"), manager)),
        result=True,
    )


def _meeting(sheet: PlanSheet) -> Meeting | None:
    meetings = sheet.plan.meetings
    asked = next((one for one in meetings if one.id == sheet.meeting_id), None)
    held = next((one for one in meetings if one.result and one.on == sheet.made_on), None)
    return asked or held or next((one for one in meetings if not one.result), None)


def _blocks(sheet: PlanSheet, meeting: Meeting | None, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    plan, text = sheet.plan, words.text
    until = plan.period.ends_on if meeting is None else meeting.on
    facts = [
        (_("Plan"), phrases_plans.code(plan, words)),
        (_("Day of the meeting"), words.dated(None if meeting is None else meeting.on)),
    ]
    if meeting is not None and plan.kind is PlanKind.ADAPTATION:
        day = day_of_check(meeting.on, plan.period, sheet.calendar)
        facts.append((_("Day of employment"), str(day)))
    due = [(goal, one) for goal in plan.goals for one in goal.live if one.starts_on <= until]
    planned = [(goal, one) for goal, one in due if one.state is ActionState.PLANNED]
    before = [one for one in plan.meetings if one.result and one is not meeting and one.on <= until]
    last = before[-1] if before else None
    done = [
        (goal, one)
        for goal, one in due
        if one.state is ActionState.DONE and (last is None or one.done_on is None or one.done_on >= last.on)
    ]
    blocks: list[Block] = [Facts(tuple(facts))]
    if last is not None:
        agreed = f"{words.date(last.on)}. {last.result}"
        blocks += [Heading(_("Agreed last time")), Clause(agreed, plain=True)]
    blocks.append(Heading(_("1. In progress or due by this date")))
    rows = tuple((goal.item, text(one.text), words.date(one.ends_on), "") for goal, one in planned)
    heads = (_("Code"), _("Action"), _("By when"), _("What was done, evidence"))
    blocks.append(Table(heads, rows, (0.07, 0.5, 0.13, 0.3), blank=0 if rows else 2))
    if done:
        blocks.append(Heading(_("2. Done since the last meeting")))
        rows = tuple((goal.item, text(one.text), phrases_plans.mark(one, words)) for goal, one in done)
        blocks.append(Table((_("Code"), _("Action"), _("Done")), rows, (0.07, 0.56, 0.37)))
    cancelled = [(goal, one) for goal, one in due if one.state is ActionState.CANCELLED]
    if cancelled:
        blocks.append(Heading(_("Cancelled")))
        rows = tuple((goal.item, text(one.text), one.result) for goal, one in cancelled)
        blocks.append(Table((_("Code"), _("Action"), _("Reason")), rows, (0.07, 0.56, 0.37)))
    if meeting is not None and meeting.result:
        said = (Clause(line, plain=True) for line in meeting.result.splitlines() if line.strip())
        return (*blocks, Heading(_("What was said and agreed")), *said, _no_discipline(words))
    blocks += [
        Heading(_("Obstacles and help needed")),
        Lines(2),
        Heading(_("Agreed until the next meeting")),
        Table((_("What"), _("Who"), _("By when")), (), (0.56, 0.26, 0.18), blank=3),
        _no_discipline(words),
    ]
    return tuple(blocks)


def _no_discipline(words: Words) -> Note:
    _ = words.gettext
    return Note(_("The plan is not a disciplinary measure. Training takes place in working time."))


write, write_docx = writers(lay)
