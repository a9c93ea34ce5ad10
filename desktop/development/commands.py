"""What can be undone in a plan: each act with its reversal."""

from collections.abc import Sequence
from datetime import date

from db.development import adaptations, indicators, induction, plan_edit, plan_followup
from db.development.plan_edit import PlanDraft
from desktop.development.model import PlanModel
from desktop.kit.undo import Adding, Step
from domain.development.adaptation import Mentoring
from domain.development.indicator import Indicator
from domain.development.induction import InductionStep
from domain.development.plan import Action, ActionState, Goal, Meeting
from domain.development.plan_rules import ActionDraft, draft_of


def choose(model: PlanModel, code: str, level_to: int | None = None) -> Adding:
    """Put an item into the plan."""
    plan_id, me, today = model.plan_id, model.me, model.today
    return Adding(
        lambda: model.write(plan_edit.choose_goal, plan_id, code, me, today, level_to),
        lambda goal_id: model.write(plan_edit.restore_goal, goal_id),
        lambda goal_id: model.write(plan_edit.drop_goal, goal_id),
    )


def drop_goal(model: PlanModel, goal: Goal) -> Step:
    """Remove a goal."""
    return Step(
        lambda: model.write(plan_edit.drop_goal, goal.id),
        lambda: model.write(plan_edit.restore_goal, goal.id),
    )


def aim(model: PlanModel, goal: Goal, level: int, criterion: str) -> Step:
    """Set a goal's target level and the criterion for reaching it."""
    return Step(
        lambda: model.write(plan_edit.change_goal, goal.id, level, criterion),
        lambda: model.write(plan_edit.change_goal, goal.id, goal.level_to, goal.criterion),
    )


def move_goal(model: PlanModel, goal: Goal, places: int) -> Step:
    """Move a goal up or down by *places*."""
    return Step(
        lambda: model.write(plan_edit.move_goal, goal.id, places),
        lambda: model.write(plan_edit.move_goal, goal.id, -places),
    )


def add_action(model: PlanModel, goal_id: int, draft: ActionDraft) -> Adding:
    """Add an action to a goal."""
    return Adding(
        lambda: model.write(plan_edit.add_action, goal_id, draft),
        lambda action_id: model.write(plan_edit.restore_action, action_id),
        lambda action_id: model.write(plan_edit.drop_action, action_id),
    )


def change_action(model: PlanModel, action: Action, draft: ActionDraft) -> Step:
    """Replace an action's contents."""
    return Step(
        lambda: model.write(plan_edit.change_action, action.id, draft),
        lambda: model.write(plan_edit.change_action, action.id, draft_of(action)),
    )


def drop_action(model: PlanModel, action: Action) -> Step:
    """Remove an action."""
    return Step(
        lambda: model.write(plan_edit.drop_action, action.id),
        lambda: model.write(plan_edit.restore_action, action.id),
    )


def move_action(model: PlanModel, action: Action, places: int) -> Step:
    """Move an action up or down within its goal by *places*."""
    return Step(
        lambda: model.write(plan_edit.move_action, action.id, places),
        lambda: model.write(plan_edit.move_action, action.id, -places),
    )


def describe(model: PlanModel, draft: PlanDraft) -> Step:
    """Set days, aim and hours of the plan."""
    plan_id, plan = model.plan_id, model.plan
    old = PlanDraft(plan.period, plan.aim, plan.hours_budget)
    return Step(
        lambda: model.write(plan_edit.describe, plan_id, draft),
        lambda: model.write(plan_edit.describe, plan_id, old),
    )


def appoint(model: PlanModel, old: Mentoring | None, new: Mentoring | None) -> Step:
    """Set the new employee's mentor in an adaptation plan."""
    plan_id = model.plan_id
    return Step(
        lambda: model.write(adaptations.appoint, plan_id, new),
        lambda: model.write(adaptations.appoint, plan_id, old),
    )


def count(model: PlanModel, old: Sequence[Indicator], new: Sequence[Indicator]) -> Step:
    """Set the weekly indicators."""
    plan_id = model.plan_id
    return Step(
        lambda: model.write(indicators.put, plan_id, new),
        lambda: model.write(indicators.put, plan_id, old),
    )


def induct(model: PlanModel, old: Sequence[InductionStep], new: Sequence[InductionStep]) -> Step:
    """Set the steps of a newcomer's induction."""
    plan_id = model.plan_id
    return Step(
        lambda: model.write(induction.put, plan_id, new),
        lambda: model.write(induction.put, plan_id, old),
    )


def add_meeting(model: PlanModel, on: date) -> Adding:
    """Add a check meeting."""
    plan_id = model.plan_id
    return Adding(
        lambda: model.write(plan_edit.add_meeting, plan_id, on),
        lambda meeting_id: model.write(plan_edit.restore_meeting, meeting_id),
        lambda meeting_id: model.write(plan_edit.drop_meeting, meeting_id),
    )


def meet(model: PlanModel, meeting: Meeting, on: date, result: str) -> Step:
    """Set a check meeting's day and outcome."""
    return Step(
        lambda: model.write(plan_followup.meet, meeting.id, on, result),
        lambda: model.write(plan_followup.meet, meeting.id, meeting.on, meeting.result),
    )


def drop_meeting(model: PlanModel, meeting: Meeting) -> Step:
    """Remove a check meeting."""
    return Step(
        lambda: model.write(plan_edit.drop_meeting, meeting.id),
        lambda: model.write(plan_edit.restore_meeting, meeting.id),
    )


def report(model: PlanModel, action: Action, outcome: tuple[ActionState, str, date | None]) -> Step:
    """Set the outcome of an action."""
    return Step(
        lambda: model.write(plan_followup.report, action.id, *outcome),
        lambda: model.write(plan_followup.report, action.id, action.state, action.result, action.done_on),
    )
