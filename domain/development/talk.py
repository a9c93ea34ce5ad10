"""A review meeting as one act: what becomes of each action, what was said, and when one meets again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.development.plan import Action, ActionState, Goal, Meeting, Plan
from domain.workdays import Calendar


class Fate(StrEnum):
    """What a meeting decides about an action."""

    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Decided:
    """An action with its fate: the result or the reason, and the new last day of one that is moved."""

    action_id: int
    fate: Fate
    text: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A meeting as it was held; ``next_on`` None leaves the next meeting as it is."""

    meeting_id: int
    on: date
    result: str
    decided: tuple[Decided, ...] = ()
    next_on: date | None = None


def meeting_of(plan: Plan, on: date) -> Meeting | None:
    """Return the meeting to hold on that day: of those without a result the nearest."""
    waiting = (one for one in plan.meetings if not one.result)
    return min(waiting, key=lambda one: abs(one.on - on), default=None)


def day_to_hold(plan: Plan, meeting: Meeting, on: date, calendar: Calendar) -> date | None:
    """Return the last day up to *on* that a meeting can have been held; None while there is none yet."""
    last = min(on, plan.period.ends_on)
    day = last if meeting.on == last else calendar.previous(last)
    return day if day >= plan.period.starts_on else None


def after(plan: Plan, meeting: Meeting, on: date) -> Meeting | None:
    """Return the meeting to hold after this one, later than the day *on*; None if there is none."""
    others = (one for one in plan.meetings if one is not meeting and not one.result)
    return next((one for one in others if one.on > on), None)


def since(plan: Plan, meeting: Meeting) -> date:
    """Return the day of the last meeting held before, else the first day of the plan."""
    held = (one.on for one in plan.meetings if one.result and one.on < meeting.on)
    return max(held, default=plan.period.starts_on)


def due(plan: Plan, meeting: Meeting, on: date) -> Sequence[tuple[Goal, Action]]:
    """Return what is to be talked about, the latest first: begun by that day and without an outcome."""
    day = max(meeting.on, on)
    found = [
        (goal, one)
        for goal in plan.goals
        for one in goal.live
        if one.state is ActionState.PLANNED and one.starts_on <= day
    ]
    return sorted(found, key=lambda pair: pair[1].ends_on)


def done_since(plan: Plan, meeting: Meeting) -> Sequence[Action]:
    """Return the actions reported as done since the last meeting."""
    first = since(plan, meeting)
    return [one for one in plan.actions if one.done_on is not None and one.done_on >= first]
