"""What an action of a plan must be like, and how it moves along the weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.development.plan import Action, ActionKind
from domain.errors import DayOff, EndsBeforeStart, Impossible, Missing, OutsidePlan, ZeroHours
from domain.period import Period
from domain.text import Text
from domain.workdays import Calendar

WEEK = timedelta(weeks=1)
REPEAT_AFTER = 4  # quarters; what was done is not proposed again before
HOURS_LIMIT = 2000  # a working year


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What people set of an action; ``hours`` None is not known, ``library_id`` where it came from."""

    kind: ActionKind
    text: Text
    evidence: Text
    starts_on: date
    ends_on: date
    owner_id: int | None = None
    mentor_id: int | None = None
    hours: int | None = None
    library_id: int | None = None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.starts_on, self.ends_on


def draft_of(action: Action) -> ActionDraft:
    """Return what can be set of an action as it stands."""
    return ActionDraft(
        action.kind,
        action.text,
        action.evidence,
        action.starts_on,
        action.ends_on,
        action.owner_id,
        action.mentor_id,
        action.hours,
        action.library_id,
    )


def check_action(draft: ActionDraft, period: Period) -> None:
    """Let pass an action that fits into its plan.

    Raises:
        Missing: without words.
        EndsBeforeStart: if it ends before it starts.
        Impossible: if it takes more hours than a year has.
        OutsidePlan: if a day of it lies outside of the plan.
        ZeroHours: if it takes no hours at all; unknown hours are None.
    """
    if not draft.text.ru.strip():
        raise Missing("text")
    if draft.ends_on < draft.starts_on:
        raise EndsBeforeStart
    check_days(draft.starts_on, draft.ends_on, period)
    if draft.hours is not None:
        check_hours(draft.hours)


def check_days(starts_on: date, ends_on: date, period: Period) -> None:
    """Let pass days within the plan.

    Raises:
        OutsidePlan: if one of them is not.
    """
    if starts_on < period.starts_on or ends_on > period.ends_on:
        raise OutsidePlan(period.starts_on, period.ends_on)


def check_hours(hours: int) -> None:
    """Let pass hours that something can take.

    Raises:
        ZeroHours: if they are none.
        Impossible: if a year has not so many.
    """
    if hours == 0:
        raise ZeroHours
    if not 0 < hours <= HOURS_LIMIT:
        raise Impossible("hours")


def check_working(day: date, calendar: Calendar) -> None:
    """Let pass a day on which something can begin.

    Raises:
        DayOff: if nobody works on it.
    """
    if not calendar.works(day):
        raise DayOff(day, calendar.next(day))


def shifted(
    starts_on: date, ends_on: date, weeks: int, period: Period, calendar: Calendar
) -> tuple[date, date]:
    """Return the days so many weeks later, earlier if negative; at an edge of the plan it stops.

    What would begin on a day off begins on the working day next to it, on the way it goes.
    """
    length = ends_on - starts_on
    start = min(
        max(starts_on + weeks * WEEK, period.starts_on), max(period.ends_on - length, period.starts_on)
    )
    onward = calendar.next(start) if weeks > 0 else calendar.previous(start)
    if not period.starts_on <= onward <= period.ends_on:
        onward = calendar.within(start, period.starts_on, period.ends_on)
    return onward, min(onward + length, period.ends_on)


def stretched(starts_on: date, ends_on: date, weeks: int, period: Period) -> tuple[date, date]:
    """Return the days with the end so many weeks later or earlier; at least five days or as now."""
    least = min(ends_on, starts_on + timedelta(days=4))
    return starts_on, min(max(ends_on + weeks * WEEK, least), period.ends_on)


def dragged(
    starts_on: date, ends_on: date, days: int, period: Period, calendar: Calendar
) -> tuple[date, date]:
    """Return the days so many days later, earlier if negative, also where that is beyond the plan.

    What would begin on a day off begins on the working day next to it, on the way it goes.
    """
    start = starts_on + timedelta(days=days)
    onward = calendar.next(start) if days > 0 else calendar.previous(start)
    if days == 0:
        onward = starts_on
    elif period.starts_on <= start <= period.ends_on and not period.starts_on <= onward <= period.ends_on:
        onward = calendar.within(start, period.starts_on, period.ends_on)
    return onward, onward + (ends_on - starts_on)


def drawn_out(
    starts_on: date, ends_on: date, days: int, period: Period, calendar: Calendar
) -> tuple[date, date]:
    """Return the days with the end so many days later or earlier, on a working day if it is in the plan.

    It is not drawn in front of its beginning.
    """
    end = max(ends_on + timedelta(days=days), starts_on)
    if days == 0 or end == starts_on or end > period.ends_on:
        return starts_on, end if days else ends_on
    return starts_on, max(calendar.previous(end), starts_on)


def laid(days: timedelta, after: date | None, period: Period, calendar: Calendar) -> tuple[date, date]:
    """Return days for something of this length that begins after another, or moves back to end in time."""
    wanted = period.starts_on if after is None else after + timedelta(days=1)
    latest = max(period.starts_on, period.ends_on - days + timedelta(days=1))
    start = calendar.within(min(max(wanted, period.starts_on), latest), period.starts_on, period.ends_on)
    return start, min(start + days - timedelta(days=1), period.ends_on)
