"""The rules for an action of a plan, and how it moves along the weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.development.plan import Action, ActionKind
from domain.errors import DayOff, EndsBeforeStart, Impossible, Missing, OutsidePlan, ZeroHours
from domain.period import Period
from domain.text import Text
from domain.workdays import Calendar

WEEK = timedelta(weeks=1)
REPEAT_AFTER = 4  # quarters before what was done is proposed again
HOURS_LIMIT = 2000  # a working year


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What people set for an action; ``hours`` None is unknown, ``library_id`` is where it came from."""

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
    """Return the current values of an action for editing."""
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
    """Check that an action fits into its plan.

    Raises:
        Missing: if the text is empty.
        EndsBeforeStart: if it ends before it starts.
        Impossible: if it takes more hours than a working year has.
        OutsidePlan: if one of its days is outside the plan.
        ZeroHours: if it takes 0 hours; unknown hours are None.
    """
    if not draft.text.ru.strip():
        raise Missing("text")
    if draft.ends_on < draft.starts_on:
        raise EndsBeforeStart
    check_days(draft.starts_on, draft.ends_on, period)
    if draft.hours is not None:
        check_hours(draft.hours)


def check_days(starts_on: date, ends_on: date, period: Period) -> None:
    """Check that the days are within the plan.

    Raises:
        OutsidePlan: if one of them is not.
    """
    if starts_on < period.starts_on or ends_on > period.ends_on:
        raise OutsidePlan(period.starts_on, period.ends_on)


def check_hours(hours: int) -> None:
    """Check that the hours are possible.

    Raises:
        ZeroHours: if they are 0.
        Impossible: if they are negative or more than a working year has.
    """
    if hours == 0:
        raise ZeroHours
    if not 0 < hours <= HOURS_LIMIT:
        raise Impossible("hours")


def check_working(day: date, calendar: Calendar) -> None:
    """Check that something can begin on this day.

    Raises:
        DayOff: if it is not a working day.
    """
    if not calendar.works(day):
        raise DayOff(day, calendar.next(day))


def shifted(
    starts_on: date, ends_on: date, weeks: int, period: Period, calendar: Calendar
) -> tuple[date, date]:
    """Return the days moved by so many weeks, earlier if negative, stopping at the edge of the plan.

    A start on a day off moves on to the next working day in the same direction.
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
    """Return the days with the end moved by so many weeks; at least five days, or the current length."""
    least = min(ends_on, starts_on + timedelta(days=4))
    return starts_on, min(max(ends_on + weeks * WEEK, least), period.ends_on)


def dragged(
    starts_on: date, ends_on: date, days: int, period: Period, calendar: Calendar
) -> tuple[date, date]:
    """Return the days moved by so many days, earlier if negative, even beyond the plan.

    A start on a day off moves on to the next working day in the same direction.
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
    """Return the days with the end moved by so many days, to a working day if it is in the plan.

    The end never moves before the start.
    """
    end = max(ends_on + timedelta(days=days), starts_on)
    if days == 0 or end == starts_on or end > period.ends_on:
        return starts_on, end if days else ends_on
    return starts_on, max(calendar.previous(end), starts_on)


def laid(days: timedelta, after: date | None, period: Period, calendar: Calendar) -> tuple[date, date]:
    """Return days of this length that begin after another action, or earlier so as to end in time."""
    wanted = period.starts_on if after is None else after + timedelta(days=1)
    latest = max(period.starts_on, period.ends_on - days + timedelta(days=1))
    start = calendar.within(min(max(wanted, period.starts_on), latest), period.starts_on, period.ends_on)
    return start, min(start + days - timedelta(days=1), period.ends_on)
