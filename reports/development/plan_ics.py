"""The dates of a plan as an iCalendar file: deadlines of actions, check meetings, the end of probation.

No names: calendars are shared, and what is in them leaves the file for good.
"""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from icalendar import Alarm, Calendar, Event

from domain.development.plan import ActionState, Goal, PlanKind
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import last_notice
from domain.progress import Progress
from reports.paper.atomic import replacing
from reports.paper.seen import printable
from reports.words import phrases
from reports.words.development import phrases_plans
from resources.i18n import Words

AHEAD = timedelta(days=-14)  # the end of a probation is to be discussed two weeks before
_DAY = timedelta(days=1)


def write(sheet: PlanSheet, target: Path, progress: Progress, words: Words) -> None:
    """Write the calendar to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    progress.step(0, 1)
    with replacing(target) as part:
        part.write_bytes(calendar(sheet, words).to_ical())
    progress.step(1, 1)


def calendar(sheet: PlanSheet, words: Words) -> Calendar:
    """Return the calendar; imported again, its events replace their earlier versions."""
    _ = words.gettext
    made = Calendar()
    _put(made, "prodid", "-//Merilo//Plan//EN")
    _put(made, "version", "2.0")
    code = sheet.person.code
    for one in sheet.plan.meetings:
        title = _("Review meeting: {code}").format(code=code)
        made.add_component(_event(sheet, f"meeting-{one.id}", title, one.on, one.on))
    for goal in sheet.plan.goals:
        for action in goal.live:
            if action.state is ActionState.CANCELLED:
                continue
            title = f"{goal.item}: {words.text(action.text)}"
            event = _event(sheet, f"action-{action.id}", title, action.starts_on, action.ends_on)
            _put(event, "description", _about(goal, sheet, words, words.text(action.evidence)))
            made.add_component(event)
    if sheet.plan.kind is PlanKind.ADAPTATION:
        last = sheet.probation_ends_on or sheet.plan.period.ends_on
        ends = _event(sheet, "probation", _("End of the probation: {code}").format(code=code), last, last)
        ends.add_component(_alarm(_("The probation ends in two weeks")))
        made.add_component(ends)
        told = _("Last day for a written notice, if the probation is not passed: {code}").format(code=code)
        made.add_component(_event(sheet, "notice", told, last_notice(last), last_notice(last)))
    return made


def _about(goal: Goal, sheet: PlanSheet, words: Words, evidence: str) -> str:
    _ = words.gettext
    label = words.text(sheet.framework.item(goal.item).label)
    aim = f"{goal.item} {label}: {words.number(goal.level_from)} → {goal.level_to}"
    ground = sheet.ground(goal.item)
    if ground is not None and ground.imported:
        aim += f" ({phrases_plans.ground(sheet, goal, words)})"
    lines = [aim, _("Evidence: {text}").format(text=evidence) if evidence else ""]
    return "\n".join(line for line in (*lines, phrases.statement(words) if sheet.basis else "") if line)


def _event(sheet: PlanSheet, name: str, title: str, first: date, last: date) -> Event:
    """Return an event of whole days; in a calendar the end is the day after the last."""
    made = Event()
    unkept = 0 if sheet.basis is None else sheet.basis.case.id
    _put(made, "uid", f"{sheet.plan.uid or unkept}-{name}@merilo")
    _put(made, "dtstamp", datetime.combine(sheet.made_on, time(), UTC))
    _put(made, "summary", title)
    _put(made, "dtstart", first)
    _put(made, "dtend", last + _DAY)
    _put(made, "transp", "TRANSPARENT")
    return made


def _alarm(text: str) -> Alarm:
    made = Alarm()
    _put(made, "action", "DISPLAY")
    _put(made, "description", text)
    _put(made, "trigger", AHEAD)
    return made


def _put(part: Any, name: str, value: object) -> None:
    """Add a value to a part; the library leaves its type open."""
    part.add(name, printable(value) if isinstance(value, str) else value)
