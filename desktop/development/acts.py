"""The acts in the plan editor: each asks what it needs, then pushes an undoable step or writes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QWidget

from db.development import mentors, plan_followup, talks
from db.development.plan_board import Choice
from db.development.plan_edit import PlanDraft
from db.team import diary
from desktop.context import Context
from desktop.development import commands as do
from desktop.development import words as say
from desktop.development.forms.dialogs import (
    ActionForm,
    GoalForm,
    ItemForm,
    MeetingForm,
    MentorForm,
    PlanForm,
)
from desktop.development.forms.follow_forms import CloseForm, Held, HoldForm, PostponeForm, ReportForm, Told
from desktop.development.forms.step_form import StepForm
from desktop.development.forms.talk_form import TalkForm
from desktop.development.model import Line, PlanModel
from desktop.kit.attempt import attempt
from desktop.kit.form.dialog import Question
from desktop.kit.form.reopening import reopens
from desktop.kit.off import read_only_reason
from desktop.office.sentences import sentence
from domain.development import talk
from domain.development.adaptation import Mentoring
from domain.development.induction import InductionStep
from domain.development.plan import Action, ActionKind, Goal, PlanState
from domain.development.plan_rules import ActionDraft, check_days, draft_of, laid, shifted, stretched
from domain.development.talk import Talk
from domain.errors import NothingPlanned, Refused
from domain.period import Period, next_quarter
from domain.text import Text
from reports.words.refusals import Sentence
from resources.i18n import _, current, ngettext


class Acts(QObject):
    """The acts on one plan; forms open over *window*.

    Signals:
        refused: fact and details to show when an act was refused.
        stood: key of the row to make current.
        told: a message of success.
        removed: what was removed, to be said with a way to undo it.
        opened: id of another plan to show.
        held: the meeting with this id was recorded.
    """

    refused = Signal(object)
    stood = Signal(object)
    told = Signal(str)
    removed = Signal(str)
    opened = Signal(int)
    held = Signal(int)

    def __init__(self, context: Context, model: PlanModel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window

    def tick(self, choice: Choice) -> None:
        """Put an item into the plan or remove it; the gap list keeps the focus, for the next tick."""
        model = self._model
        if model.fixed:
            return
        if choice.goal_id:
            self._push(do.drop_goal(model, model.goal(choice.goal_id)))
        else:
            self._push(do.choose(model, choice.code))

    @reopens
    def ask_item(self) -> None:
        """Ask for a competency, with or without a gap."""
        board = self._model.board
        if board is not None and not self._model.fixed:
            ItemForm(self._context, board, self._choose_typed, self._window).open()

    def shift(self, line: Line | None, weeks: int) -> None:
        """Move an action by weeks; in an approved plan, with a reason."""
        board = self._model.board
        if line is not None and line.action is not None and board is not None:
            action, sheet = line.action, board.sheet
            days = shifted(action.starts_on, action.ends_on, weeks, sheet.plan.period, sheet.calendar)
            self.put_days(line.action, *days)

    def stretch(self, line: Line | None, weeks: int) -> None:
        """Make an action longer or shorter, by weeks."""
        if line is not None and line.action is not None:
            days = stretched(line.action.starts_on, line.action.ends_on, weeks, self._model.plan.period)
            self.put_days(line.action, *days)

    def put_days(self, action: Action, starts_on: date, ends_on: date) -> None:
        """Set an action's days; in an approved plan, ask for the reason."""
        if self._model.fixed or action.retired or (starts_on, ends_on) == (action.starts_on, action.ends_on):
            return
        if self._model.active:
            self.postpone(action, (starts_on, ends_on))
        else:
            self._change(action, starts_on=starts_on, ends_on=ends_on)

    def drag(self, action: Action, starts_on: date, ends_on: date) -> None:
        """Set an action's days after a drag; days outside the plan are refused with a message."""
        if self._try(partial(check_days, starts_on, ends_on, self._model.plan.period)):
            self.put_days(action, starts_on, ends_on)

    def put_owner(self, action: Action, person_id: int | None) -> None:
        """Set who is responsible, None for nobody."""
        self._change(action, owner_id=person_id)

    def put_hours(self, action: Action, hours: int | None) -> None:
        """Set the hours, None for unknown."""
        self._change(action, hours=hours)

    def move(self, line: Line | None, places: int) -> None:
        """Move a goal, or an action within its goal, up or down; at the ends nothing happens."""
        if line is None or line.goal is None or self._model.fixed:
            return
        if line.action is not None:
            row = [one.id for one in line.goal.live]
            if line.action.id in row and 0 <= row.index(line.action.id) + places < len(row):
                self._push(do.move_action(self._model, line.action, places))
            return
        goals = [one.id for one in self._model.plan.goals if one.assess_only == line.goal.assess_only]
        if 0 <= goals.index(line.goal.id) + places < len(goals):
            self._push(do.move_goal(self._model, line.goal, places))

    def add(self, line: Line | None) -> None:
        """Ask for what can be added at the row: an action of the goal, or a meeting."""
        board, model = self._model.board, self._model
        if line is None or board is None or model.fixed:
            return
        if line.induction:
            self._ask_step(None)
            return
        if line.goal is None:
            MeetingForm(self._context, _("New review meeting"), None, self._add_meeting, self._window).open()
            return
        goal = line.goal
        last = max((one.ends_on for one in goal.live), default=None)
        starts_on, ends_on = laid(timedelta(weeks=2), last, model.plan.period, board.sheet.calendar)
        kind = ActionKind.ASSESS if goal.assess_only else ActionKind.EXPERIENCE
        manager = board.sheet.manager
        owner = board.sheet.person.id
        if kind is ActionKind.ASSESS:
            owner = None if manager is None else manager.id
        draft = ActionDraft(kind, Text(""), Text(""), starts_on, ends_on, owner)
        send = partial(self._add_action, goal.id)
        ActionForm(self._context, board, goal, draft, send, self._window, new=True).open()

    def edit(self, line: Line | None) -> None:
        """Ask for changes to the row: an action, a goal's target, or a meeting."""
        board, model = self._model.board, self._model
        if line is None or board is None or model.fixed:
            return
        if line.induction:
            self._ask_step(line.step)
        elif line.goal is None:
            self._ask_meeting()
        elif line.action is None:
            GoalForm(self._context, board, line.goal, partial(self._aim, line.goal), self._window).open()
        elif not line.action.retired:
            action = line.action
            ActionForm(
                self._context,
                board,
                line.goal,
                draft_of(action),
                partial(self._change_to, action),
                self._window,
                new=False,
                fixed_days=model.active,
            ).open()

    def follow_target(self, line: Line | None) -> None:
        """Lower the goal's target to what the post now requires."""
        board = self._model.board
        if line is not None and line.goal is not None and board is not None and line.goal.id in board.lowered:
            self._aim(line.goal, (board.lowered[line.goal.id], line.goal.criterion))

    def take_out(self, line: Line | None) -> None:
        """Remove an action, a goal or an induction step from the plan."""
        board = self._model.board
        if line is None or board is None or self._model.fixed:
            return
        if line.step is not None:
            steps = board.sheet.induction
            if len(steps) == 1:  # without any, the standard steps apply
                rest = _(
                    "Without any, the standard list would apply again. Edit this step, or add another "
                    "one first."
                )
                self.refused.emit(Sentence(_("The last induction step stays."), rest))
                return
            self._try(partial(self._put_steps, (*steps[: line.step], *steps[line.step + 1 :])))
        elif line.goal is None:
            return
        elif line.action is None:
            if self._push(do.drop_goal(self._model, line.goal)):
                self.removed.emit(_("Removed from the plan: {code}.").format(code=line.goal.item))
        elif not line.action.retired and self._push(do.drop_action(self._model, line.action)):
            self.removed.emit(_("The action was removed."))

    def report(self, line: Line | None) -> None:
        """Ask for the outcome of an action or a meeting."""
        model = self._model
        if model.board is None:
            return
        if model.plan.state is PlanState.DRAFT:
            self.told.emit(_("The plan is a draft: outcomes are recorded once it is approved."))
            return
        if not model.active or model.fixed:
            return
        if line is None or line.induction or (line.goal is not None and line.action is None):
            self.told.emit(_("Outcomes are recorded for actions: select one first."))
        elif line.goal is None:
            self._ask_meeting()
        elif line.action is not None and not line.action.retired:
            send = partial(self._report, line.action)
            ReportForm(self._context, line.action, model.today, send, self._window).open()

    def postpone(self, action: Action, days: tuple[date, date]) -> None:
        """Ask for new days and the reason."""
        send = partial(self._postpone, action)
        PostponeForm(self._context, action, days, send, self._window).open()

    @reopens
    def describe(self) -> None:
        """Ask for days, hours and aim of the plan."""
        model = self._model
        if model.board is not None and not model.fixed:
            plan = model.plan
            draft = PlanDraft(plan.period, plan.aim, plan.hours_budget)
            PlanForm(self._context, draft, self._describe, self._window).open()

    @reopens
    def ask_mentor(self) -> None:
        """Ask who mentors the new employee, and what was agreed in writing."""
        board = self._model.board
        if board is not None and not self._model.fixed:
            data = self._context.data
            by_job = data.read(mentors.clauses) if data.allows(mentors.clauses) else {}
            MentorForm(self._context, board, by_job, self._appoint, self._window).open()

    def go_on(self) -> None:
        """Carry out the plan's next step: approve it, close it, or carry it over."""
        model = self._model
        if model.board is None or self._context.data.read_only or model.board.sheet.person.erased:
            return
        match model.plan.state:
            case PlanState.DRAFT:
                self._ask_approval()
            case PlanState.ACTIVE:
                self._ask_end()
            case PlanState.CLOSED if model.board.followed_by is not None:
                self.opened.emit(model.board.followed_by)
            case PlanState.CLOSED:
                self._carry_over()

    def undo(self) -> None:
        """Undo the last edit."""
        self._try(self._model.stack.undo)

    def redo(self) -> None:
        """Redo the last undone edit."""
        self._try(self._model.stack.redo)

    def _ask_approval(self) -> None:
        plan = self._model.plan
        count = len(plan.actions)
        bare = tuple(sorted(goal.item for goal in plan.goals if not goal.live))
        if bare or not plan.goals:
            self._refuse(NothingPlanned(bare))
            return
        told = ngettext(
            "From now on {n} action is tracked. Dates then move only with a reason.",
            "From now on {n} actions are tracked. Dates then move only with a reason.",
            count,
        ).format(n=count)
        act = _("Approve")
        nobody = [goal.item for goal in plan.goals for one in goal.live if one.owner_id is None]
        if nobody:
            act = _("Approve anyway")
            alone = ngettext(
                "Nobody is responsible for {n} action ({codes}).",
                "Nobody is responsible for {n} actions ({codes}).",
                len(nobody),
            ).format(n=len(nobody), codes=", ".join(dict.fromkeys(nobody)))
            told = f"{alone} {told}"
        asked = Question(_("Approve the plan?"), told, _("Back to the plan"), act, self._window)
        asked.accepted.connect(self._approve)
        asked.open()

    def _approve(self) -> None:
        if self._try(self._write_approval):
            self._model.stack.clear()
            self.told.emit(_("The plan is approved"))

    def _write_approval(self) -> None:
        self._model.write(plan_followup.approve, self._model.plan_id, self._model.today)

    @reopens
    def _ask_end(self) -> None:
        model, board = self._model, self._model.board
        assert board is not None
        after = self._context.data.read(plan_followup.after, model.plan_id, model.me, model.today)
        CloseForm(self._context, board.sheet, after, self._close, self._window).open()

    def _close(self, outcomes: dict[int, str]) -> None:
        model = self._model
        model.write(plan_followup.close, model.plan_id, model.me, model.today, outcomes)
        model.stack.clear()
        self.told.emit(_("The plan is closed"))

    def _carry_over(self) -> None:
        model = self._model
        period: Period = next_quarter(model.today)
        made: list[int] = []

        def write() -> None:
            made.append(model.write(plan_followup.carry_over, model.plan_id, model.me, period, model.today))

        if self._try(write):
            self.opened.emit(made[0])

    def _ask_meeting(self) -> None:
        """Ask for a meeting's day and outcome; the first meeting still without an outcome is selected."""
        model = self._model
        if model.plan.meetings:
            HoldForm(self._context, model.plan, model.today, self._put_meeting, self._window).open()

    @reopens
    def ask_talk(self) -> None:
        """Ask what the meeting that comes next decides, with all that is due for it."""
        model, board = self._model, self._model.board
        if board is None:
            return
        if model.fixed or not model.active:
            self.refused.emit(Sentence(self._why_no_talk()))
            return
        meeting = talk.meeting_of(model.plan, model.today)
        if meeting is None:
            self.refused.emit(Sentence(_("Every meeting of the plan was held."), _("Add a meeting first.")))
            return
        calendar, begins = board.sheet.calendar, model.plan.period.starts_on
        day = talk.day_to_hold(model.plan, meeting, model.today, calendar)
        if day is None:
            words = current()
            begun = _("The plan begins on {day}.").format(day=words.date(begins))
            first = words.date(calendar.next(begins))
            self.refused.emit(Sentence(begun, _("A meeting can be held from {day} on.").format(day=first)))
            return
        notes = self._context.data.read(diary.notes_of, model.plan.person_id, model.me)
        TalkForm(self._context, board, meeting, day, notes, self._hold, self._window).open()

    def _why_no_talk(self) -> str:
        match self._model.plan.state:
            case PlanState.CLOSED:
                return _("The plan is closed and read-only.")
            case PlanState.DRAFT:
                return _("The plan is not approved yet.")
            case PlanState.ACTIVE:
                return read_only_reason()

    def _hold(self, told: Talk) -> None:
        model = self._model
        model.write(talks.hold, told, model.today)
        model.stack.clear()  # undo would take back a part of what was decided together
        self.held.emit(told.meeting_id)

    def _ask_step(self, place: int | None) -> None:
        """Ask for a step of the induction, None for a new one."""
        board = self._model.board
        if board is not None:
            StepForm(self._context, board.sheet, place, self._put_steps, self._window).open()

    def _put_steps(self, wanted: tuple[InductionStep, ...]) -> None:
        board = self._model.board
        if board is not None and wanted != board.sheet.induction:
            self._model.push(do.induct(self._model, board.sheet.induction, wanted))

    def _put_meeting(self, told: Held) -> None:
        meeting_id, on, result = told
        model, meeting = self._model, self._model.meeting(meeting_id)
        if on is None:
            model.push(do.drop_meeting(model, meeting))
            self.removed.emit(_("The meeting was removed."))
        elif (on, result) != (meeting.on, meeting.result):
            model.push(do.meet(model, meeting, on, result))

    def _choose_typed(self, chosen: tuple[str, int | None]) -> None:
        command = do.choose(self._model, *chosen)
        self._model.push(command)
        self.stood.emit(("goal", command.new_id))

    def _add_action(self, goal_id: int, draft: ActionDraft) -> None:
        command = do.add_action(self._model, goal_id, draft)
        self._model.push(command)
        self.stood.emit(("action", command.new_id))

    def _change_to(self, action: Action, draft: ActionDraft) -> None:
        if draft != draft_of(action):
            self._model.push(do.change_action(self._model, action, draft))

    def _change(self, action: Action, **fields: object) -> None:
        if not self._model.fixed:
            draft = replace(draft_of(action), **fields)  # pyright: ignore[reportArgumentType]
            self._push(do.change_action(self._model, action, draft))

    def _aim(self, goal: Goal, aim: tuple[int, str]) -> None:
        self._model.push(do.aim(self._model, goal, *aim))

    def _add_meeting(self, on: date) -> None:
        self._model.push(do.add_meeting(self._model, on))

    def _report(self, action: Action, told: Told) -> None:
        if told != (action.state, action.result, action.done_on):
            self._model.push(do.report(self._model, action, told))

    def _postpone(self, action: Action, told: tuple[date, date, str]) -> None:
        self._model.write(plan_followup.postpone, action.id, *told, self._model.today)
        self._model.stack.clear()  # undo would restore the old days without the reason
        self.told.emit(_("New dates: {days}").format(days=say.span(told[0], told[1])))

    def _appoint(self, mentoring: Mentoring | None) -> None:
        board = self._model.board
        assert board is not None
        known = board.sheet.mentoring
        if mentoring != (None if known is None else known.as_agreed):
            self._model.push(do.appoint(self._model, board.sheet.mentoring, mentoring))

    def _describe(self, draft: PlanDraft) -> None:
        self._model.push(do.describe(self._model, draft))

    def _push(self, command: QUndoCommand) -> bool:
        return self._try(partial(self._model.push, command))

    def _try(self, act: Callable[[], object]) -> bool:
        """Carry out an act triggered by a key; a refusal is shown above the plan."""
        return attempt(act, self.refused.emit)

    def _refuse(self, refused: Refused) -> None:
        self.refused.emit(sentence(refused, current()))
