"""Holding a review meeting: reports, new dates and what was said in one act."""

from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.development import plan_edit, plan_followup
from db.development.plan_rows import action_row, meeting_row, meetings_of
from db.journal import journal
from domain.development.plan import ActionState
from domain.development.talk import Decided, Fate, Talk
from domain.errors import Impossible, Missing, Unknown


def hold(session: Session, talk: Talk, on: date) -> None:
    """Write down a meeting with all it decided; a refusal of any part leaves nothing behind.

    Raises:
        Missing: if nothing was said, a result or reason is missing, or a moved action has no new day.
        Impossible: if it lies after the day *on*, or the next one would not be later.
        Unknown: also for an action of another plan.
        PlanClosed, NotActive, OutsidePlan, DayOff, TooLong, NeedsReason, OwnerLeft: as for
            ``plan_followup.report``, ``postpone`` and ``meet``.
    """
    meeting, plan = meeting_row(session, talk.meeting_id)
    if not talk.result.strip():
        raise Missing("result")
    if talk.on > on:
        raise Impossible("held_on")
    if talk.next_on is not None and talk.next_on <= talk.on:
        raise Impossible("next_on")
    told: journal.Told = {"meeting": meeting.id, "actions": [one.action_id for one in talk.decided]}
    with journal.act(session, "meet", "plan", plan.id, told):
        for one in talk.decided:
            _decide(session, plan.id, one, talk.on, on)
        plan_followup.meet(session, meeting.id, talk.on, talk.result)
        if talk.next_on is not None:
            _meet_again(session, plan.id, talk)


def _decide(session: Session, plan_id: int, one: Decided, held_on: date, on: date) -> None:
    known = session.exec(
        select(models.Action.id)
        .join(models.Goal, col(models.Goal.id) == col(models.Action.goal_id))
        .where(models.Action.id == one.action_id, models.Goal.plan_id == plan_id)
    ).first()
    if known is None:  # one of another plan is refused as one that is not there: it may be out of reach
        raise Unknown("action", one.action_id)
    row, _plan = action_row(session, one.action_id)
    match one.fate:
        case Fate.DONE:
            plan_followup.report(session, one.action_id, ActionState.DONE, one.text, held_on)
        case Fate.DROPPED:
            plan_followup.report(session, one.action_id, ActionState.CANCELLED, one.text)
        case Fate.MOVED:
            if one.until is None:
                raise Missing("ends_on")
            plan_followup.postpone(session, one.action_id, row.starts_on, one.until, one.text, on)


def _meet_again(session: Session, plan_id: int, talk: Talk) -> None:
    """Move the next meeting without a result to that day, or add one."""
    assert talk.next_on is not None
    later = [one for one in meetings_of(session, plan_id) if not one.result and one.id != talk.meeting_id]
    ahead = next((one for one in later if one.on > talk.on), None)
    if ahead is None:
        plan_edit.add_meeting(session, plan_id, talk.next_on)
    elif ahead.on != talk.next_on:
        plan_edit.move_meeting(session, ahead.id, talk.next_on)
