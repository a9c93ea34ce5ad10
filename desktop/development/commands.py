"""What can be undone in a plan; ``redo`` is the only writer, and what was refused leaves the stack."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import override

from PySide6.QtGui import QUndoCommand

from db.development import adaptations, indicators, induction, plan_edit, plan_followup
from db.development.plan_edit import PlanDraft
from desktop.development.model import PlanModel
from domain.development.adaptation import Mentoring
from domain.development.indicator import Indicator
from domain.development.induction import InductionStep
from domain.development.plan import Action, ActionState, Goal, Meeting
from domain.development.plan_rules import ActionDraft, draft_of


class _Command(QUndoCommand):
    """Something done to the plan; it keeps ids and records, never what is shown."""

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self._model = model

    @override
    def redo(self) -> None:
        self._guard(self.do)

    @override
    def undo(self) -> None:
        self._guard(self.take_back)

    def do(self) -> None:
        """Write it."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Write what was before."""
        raise NotImplementedError

    def _guard(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception:
            self.setObsolete(True)  # it did not happen, so the stack must drop it
            raise


class Choose(_Command):
    """Take an item into the plan."""

    def __init__(self, model: PlanModel, code: str, level_to: int | None = None) -> None:
        super().__init__(model)
        self._code, self._level = code, level_to
        self.goal_id = 0

    @override
    def do(self) -> None:
        model = self._model
        if self.goal_id:
            model.write(plan_edit.restore_goal, self.goal_id)
        else:
            self.goal_id = model.write(
                plan_edit.choose_goal, model.plan_id, self._code, model.me, model.today, self._level
            )

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.drop_goal, self.goal_id)


class DropGoal(_Command):
    """Take a goal out."""

    def __init__(self, model: PlanModel, goal: Goal) -> None:
        super().__init__(model)
        self._id = goal.id

    @override
    def do(self) -> None:
        self._model.write(plan_edit.drop_goal, self._id)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.restore_goal, self._id)


class Aim(_Command):
    """Set what a goal aims at and by what that is known."""

    def __init__(self, model: PlanModel, goal: Goal, level: int, criterion: str) -> None:
        super().__init__(model)
        self._id = goal.id
        self._old, self._new = (goal.level_to, goal.criterion), (level, criterion)

    @override
    def do(self) -> None:
        self._model.write(plan_edit.change_goal, self._id, *self._new)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.change_goal, self._id, *self._old)


class MoveGoal(_Command):
    """Put a goal one place up or down."""

    def __init__(self, model: PlanModel, goal: Goal, places: int) -> None:
        super().__init__(model)
        self._id, self._places = goal.id, places

    @override
    def do(self) -> None:
        self._model.write(plan_edit.move_goal, self._id, self._places)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.move_goal, self._id, -self._places)


class AddAction(_Command):
    """Add an action to a goal."""

    def __init__(self, model: PlanModel, goal_id: int, draft: ActionDraft) -> None:
        super().__init__(model)
        self._goal_id, self._draft = goal_id, draft
        self.action_id = 0

    @override
    def do(self) -> None:
        if self.action_id:
            self._model.write(plan_edit.restore_action, self.action_id)
        else:
            self.action_id = self._model.write(plan_edit.add_action, self._goal_id, self._draft)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.drop_action, self.action_id)


class ChangeAction(_Command):
    """Set what an action is."""

    def __init__(self, model: PlanModel, action: Action, draft: ActionDraft) -> None:
        super().__init__(model)
        self._id = action.id
        self._old, self._new = draft_of(action), draft

    @override
    def do(self) -> None:
        self._model.write(plan_edit.change_action, self._id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.change_action, self._id, self._old)


class DropAction(_Command):
    """Take an action out."""

    def __init__(self, model: PlanModel, action: Action) -> None:
        super().__init__(model)
        self._id = action.id

    @override
    def do(self) -> None:
        self._model.write(plan_edit.drop_action, self._id)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.restore_action, self._id)


class MoveAction(_Command):
    """Put an action one place up or down within its goal."""

    def __init__(self, model: PlanModel, action: Action, places: int) -> None:
        super().__init__(model)
        self._id, self._places = action.id, places

    @override
    def do(self) -> None:
        self._model.write(plan_edit.move_action, self._id, self._places)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.move_action, self._id, -self._places)


class Describe(_Command):
    """Set days, aim and hours of the plan."""

    def __init__(self, model: PlanModel, draft: PlanDraft) -> None:
        super().__init__(model)
        plan = model.plan
        self._old, self._new = PlanDraft(plan.period, plan.aim, plan.hours_budget), draft

    @override
    def do(self) -> None:
        self._model.write(plan_edit.describe, self._model.plan_id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.describe, self._model.plan_id, self._old)


class Appoint(_Command):
    """Set who guides the new employee of a plan of adaptation."""

    def __init__(self, model: PlanModel, old: Mentoring | None, new: Mentoring | None) -> None:
        super().__init__(model)
        self._old, self._new = old, new

    @override
    def do(self) -> None:
        self._model.write(adaptations.appoint, self._model.plan_id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(adaptations.appoint, self._model.plan_id, self._old)


class Count(_Command):
    """Set what is counted week by week."""

    def __init__(self, model: PlanModel, old: Sequence[Indicator], new: Sequence[Indicator]) -> None:
        super().__init__(model)
        self._old, self._new = old, new

    @override
    def do(self) -> None:
        self._model.write(indicators.put, self._model.plan_id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(indicators.put, self._model.plan_id, self._old)


class Induct(_Command):
    """Set what a newcomer is led through."""

    def __init__(self, model: PlanModel, old: Sequence[InductionStep], new: Sequence[InductionStep]) -> None:
        super().__init__(model)
        self._old, self._new = old, new

    @override
    def do(self) -> None:
        self._model.write(induction.put, self._model.plan_id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(induction.put, self._model.plan_id, self._old)


class AddMeeting(_Command):
    """Add a check meeting."""

    def __init__(self, model: PlanModel, on: date) -> None:
        super().__init__(model)
        self._on = on
        self._id = 0

    @override
    def do(self) -> None:
        if self._id:
            self._model.write(plan_edit.restore_meeting, self._id)
        else:
            self._id = self._model.write(plan_edit.add_meeting, self._model.plan_id, self._on)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.drop_meeting, self._id)


class MoveMeeting(_Command):
    """Put a check meeting on another day."""

    def __init__(self, model: PlanModel, meeting: Meeting, on: date) -> None:
        super().__init__(model)
        self._id, self._old, self._new = meeting.id, meeting.on, on

    @override
    def do(self) -> None:
        self._model.write(plan_edit.move_meeting, self._id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.move_meeting, self._id, self._old)


class DropMeeting(_Command):
    """Take a check meeting out."""

    def __init__(self, model: PlanModel, meeting: Meeting) -> None:
        super().__init__(model)
        self._id = meeting.id

    @override
    def do(self) -> None:
        self._model.write(plan_edit.drop_meeting, self._id)

    @override
    def take_back(self) -> None:
        self._model.write(plan_edit.restore_meeting, self._id)


type _Told = tuple[ActionState, str, date | None]


class Report(_Command):
    """Say what came of an action."""

    def __init__(self, model: PlanModel, action: Action, told: _Told) -> None:
        super().__init__(model)
        self._id = action.id
        self._old: _Told = (action.state, action.result, action.done_on)
        self._new = told

    @override
    def do(self) -> None:
        self._model.write(plan_followup.report, self._id, *self._new)

    @override
    def take_back(self) -> None:
        self._model.write(plan_followup.report, self._id, *self._old)


class Hold(_Command):
    """Write down what a check meeting came to."""

    def __init__(self, model: PlanModel, meeting: Meeting, result: str) -> None:
        super().__init__(model)
        self._id, self._old, self._new = meeting.id, meeting.result, result

    @override
    def do(self) -> None:
        self._model.write(plan_followup.hold, self._id, self._new)

    @override
    def take_back(self) -> None:
        self._model.write(plan_followup.hold, self._id, self._old)
