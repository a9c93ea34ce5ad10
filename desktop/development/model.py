"""The plan being edited: its state in the file, and the only way to write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Concatenate

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from db.development import plan_board
from db.development.plan_board import Board
from desktop.context import Context
from domain.development.plan import Action, ActionState, Goal, Meeting, Plan, PlanState
from domain.people.name import Name

# Tables of plans alone: after writing to these nothing else on the board can have changed.
OWN = frozenset(
    {
        "plan",
        "goal",
        "goal_alias",
        "goal_duty",
        "action",
        "check_meeting",
        "action_move",
        "mentoring",
        "induction_step",
        "indicator",
        "indicator_week",
        "probation_end",
        "probation_level",
        "journal",
    }
)
TABLES = (OWN - {"journal"}) | {"case", "sheet", "settled", "person", "library_action", "framework"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the plan: an action with its goal, a goal, or, with neither, the check meetings.

    A new employee's plan also has ``induction`` rows: the heading, and each ``step`` by its place.
    """

    goal: Goal | None = None
    action: Action | None = None
    induction: bool = False
    step: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What identifies the row when everything is reread."""
        if self.action is not None:
            return ("action", self.action.id)
        if self.goal is not None:
            return ("goal", self.goal.id)
        if self.step is not None:
            return ("step", self.step)
        return ("induction", 0) if self.induction else ("meetings", 0)


class PlanModel(QObject):
    """One plan with its undo stack.

    Signals:
        changed: the plan was reread.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.plan_id = 0
        self.board: Board | None = None
        self.stack = QUndoStack(self)
        context.data.changed.connect(self._on_changed)

    def open(self, plan_id: int) -> None:
        """Read a plan; another plan starts with an empty undo stack.

        Raises:
            Unknown, StillBlind, NothingSubmitted: as for ``plan_board.board``.
        """
        if plan_id != self.plan_id:
            self.stack.clear()
        self.plan_id, self.board = plan_id, None
        self.read()

    def read(self) -> None:
        """Reread the plan and emit ``changed``."""
        self.board = self._context.data.read(
            plan_board.board, self.plan_id, self._context.me.id, self._context.today()
        )
        self.changed.emit()

    @property
    def staff(self) -> tuple[Name, ...]:
        """Whoever may answer for an action."""
        return self._context.names.roll.there(self._context.today())

    @property
    def plan(self) -> Plan:
        """The plan; only after one was opened."""
        assert self.board is not None
        return self.board.sheet.plan

    @property
    def today(self) -> date:
        """Today."""
        return self._context.today()

    @property
    def me(self) -> int:
        """Id of the actor."""
        return self._context.me.id

    @property
    def active(self) -> bool:
        """Whether the plan is approved and being followed up."""
        return self.board is not None and self.plan.state is PlanState.ACTIVE

    @property
    def told(self) -> bool:
        """Whether every action has an outcome."""
        return self.active and all(one.state is not ActionState.PLANNED for one in self.plan.actions)

    @property
    def over(self) -> bool:
        """Whether closing comes next: every action has an outcome, or the plan's days are over."""
        return self.told or (self.active and self.plan.period.ends_on < self.today)

    @property
    def fixed(self) -> bool:
        """Whether nothing can be changed: the plan is closed, or the file is read-only."""
        return self.board is None or self.plan.state is PlanState.CLOSED or self._context.data.read_only

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows of the plan from top to bottom."""
        if self.board is None:
            return ()
        made = [Line()]
        if self.board.sheet.induction:
            made.append(Line(induction=True))
            made += [Line(induction=True, step=place) for place in range(len(self.board.sheet.induction))]
        for goal in self.plan.goals:
            made.append(Line(goal))
            made += [Line(goal, action) for action in goal.actions]
        return tuple(made)

    def action(self, action_id: int) -> Action:
        """Return an action's current state."""
        return next(one for goal in self.plan.goals for one in goal.actions if one.id == action_id)

    def goal(self, goal_id: int) -> Goal:
        """Return a goal's current state."""
        return next(one for one in self.plan.goals if one.id == goal_id)

    def meeting(self, meeting_id: int) -> Meeting:
        """Return a check meeting's current state."""
        return next(one for one in self.plan.meetings if one.id == meeting_id)

    def push(self, command: QUndoCommand) -> None:
        """Carry out an undoable step."""
        self.stack.push(command)

    def write[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Write to the file; the screen updates itself."""
        return self._context.data.write(f, *args, **kwargs)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.board is None or not tables & TABLES:
            return
        if tables <= OWN and self._context.data.allows(plan_board.again):
            self.board = self._context.data.read(plan_board.again, self.board, self._context.me.id)
            self.changed.emit()
        else:
            self.read()
