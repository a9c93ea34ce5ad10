"""The plan that is edited: what the file says of it, and the one way to write."""

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

# What is of plans alone: after an act on these nothing else of the board can be another.
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

    Of a new employee there are also the rows of the ``induction``: its head, and each ``step`` by its place.
    """

    goal: Goal | None = None
    action: Action | None = None
    induction: bool = False
    step: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What the row is known by when all is read anew."""
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
        changed: the plan was read anew.
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
        """Read a plan; another one begins with nothing to undo.

        Raises:
            Unknown, StillBlind, NothingSubmitted: as for ``plan_board.board``.
        """
        if plan_id != self.plan_id:
            self.stack.clear()
        self.plan_id, self.board = plan_id, None
        self.read()

    def read(self) -> None:
        """Read the plan anew and tell of it."""
        self.board = self._context.data.read(
            plan_board.board, self.plan_id, self._context.me.id, self._context.today()
        )
        self.changed.emit()

    @property
    def plan(self) -> Plan:
        """The plan; only after one was opened."""
        assert self.board is not None
        return self.board.sheet.plan

    @property
    def today(self) -> date:
        """The day it is."""
        return self._context.today()

    @property
    def me(self) -> int:
        """Who is at work."""
        return self._context.me.id

    @property
    def active(self) -> bool:
        """Whether the plan is approved and followed up."""
        return self.board is not None and self.plan.state is PlanState.ACTIVE

    @property
    def told(self) -> bool:
        """Whether it is known of each action what became of it."""
        return self.active and all(one.state is not ActionState.PLANNED for one in self.plan.actions)

    @property
    def over(self) -> bool:
        """Whether to close it comes next: all is told, or its days are over."""
        return self.told or (self.active and self.plan.period.ends_on < self.today)

    @property
    def fixed(self) -> bool:
        """Whether nothing can be changed: it is closed, or the file is only read."""
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
        """Return an action as it stands now."""
        return next(one for goal in self.plan.goals for one in goal.actions if one.id == action_id)

    def goal(self, goal_id: int) -> Goal:
        """Return a goal as it stands now."""
        return next(one for one in self.plan.goals if one.id == goal_id)

    def meeting(self, meeting_id: int) -> Meeting:
        """Return a check meeting as it stands now."""
        return next(one for one in self.plan.meetings if one.id == meeting_id)

    def push(self, command: QUndoCommand) -> None:
        """Do something that can be undone."""
        self.stack.push(command)

    def write[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Write to the file; what is shown follows by itself."""
        return self._context.data.write(f, *args, **kwargs)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.board is None or not tables & TABLES:
            return
        if tables <= OWN:
            self.board = self._context.data.read(plan_board.again, self.board, self._context.me.id)
            self.changed.emit()
        else:
            self.read()
