"""The follow-up forms: what was done, new days with a reason, a meeting's outcome, the end."""

from datetime import date
from typing import cast, override

from PySide6.QtWidgets import QWidget

from db.development.plan_followup import After
from desktop.context import Context
from desktop.development import words as say
from desktop.development.forms.form import Send
from desktop.kit.form.dates import typed_date
from desktop.kit.form.fields import ChoiceField, DateField, TextField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from domain.development.plan import Action, ActionState, Plan, PlanState
from domain.development.plan_sheet import PlanSheet
from domain.errors import Impossible, Missing
from reports.words.names import name_of
from resources.i18n import _, current, pgettext

type Told = tuple[ActionState, str, date | None]


class ReportForm(Form):
    """Done or cancelled, when, and the evidence."""

    help_page = "plan#follow"

    def __init__(
        self, context: Context, action: Action, today: date, send: Send[Told], parent: QWidget
    ) -> None:
        words = current()
        about = words.text(action.text)
        if action.evidence.ru:
            agreed = _("Agreed evidence: {text}").format(text=words.text(action.evidence))
            about = f"{about}\n{agreed}"
        super().__init__(
            context.theme, _("Outcome of the action"), about, _("Save"), parent, subject=(action.id,)
        )
        self._send, self._told_before = send, action.result
        states: list[tuple[object, str]] = [
            (one, name_of(one, words))
            for one in (ActionState.DONE, ActionState.CANCELLED, ActionState.PLANNED)
        ]
        begun = action.starts_on <= today
        chosen = ActionState.DONE if action.state is ActionState.PLANNED and begun else action.state
        self.state = ChoiceField(context.theme, _("State"), self, "state", states, chosen)
        self.day = DateField(_("Done on"), self, "done_on", action.done_on or today)
        self.told = TextAreaField(_("Result and evidence"), self, "result", action.result, 4)
        self.put(self.state, 0, 0)
        self.put(self.day, 0, 1)
        self.put(self.told, 1, 0, 2)
        self.told.area.setFocus()

    @override
    def send(self) -> None:
        state = cast("ActionState", self.state.value)
        if state is ActionState.PLANNED and self.told.text not in ("", self._told_before):
            self.state.complain(_("There is a result: choose whether the action was done or cancelled."))
            raise Impossible(self.state.name)
        day = self.day.read() if state is ActionState.DONE else None
        result = "" if state is ActionState.PLANNED else self.told.text
        self._send((state, result, day))


class PostponeForm(Form):
    """New days for an action of an approved plan, and the reason."""

    help_page = "plan#dates"

    def __init__(
        self,
        context: Context,
        action: Action,
        days: tuple[date, date],
        send: Send[tuple[date, date, str]],
        parent: QWidget,
    ) -> None:
        was = "; ".join(
            f"{say.span(one.starts_was, one.ends_was)}: {one.reason}" for one in action.postponed[-2:]
        )
        before = _("Before: {text}").format(text=was) if was else ""
        about = "\n".join(part for part in (current().text(action.text), before) if part)
        super().__init__(context.theme, _("New dates"), about, _("Move"), parent, subject=(action.id,))
        self._send = send
        self.starts = DateField(pgettext("first day", "From"), self, "starts_on", days[0])
        self.ends = DateField(pgettext("last day", "Until"), self, "ends_on", days[1])
        self.reason = TextAreaField(_("Reason"), self, "reason")
        self.put(self.starts, 0, 0)
        self.put(self.ends, 0, 1)
        self.put(self.reason, 1, 0, 2)
        self.reason.area.setFocus()

    @override
    def send(self) -> None:
        starts_on, ends_on = self.starts.read(), self.ends.read()
        if starts_on is None:
            raise Missing("starts_on")
        if ends_on is None:
            raise Missing("ends_on")
        self._send((starts_on, ends_on, self.reason.text))


type Held = tuple[int, date | None, str]  # id of the meeting, its day (None: removed), its outcome


class HoldForm(Form):
    """One of the check meetings: its day and, once the plan is approved, its outcome."""

    help_page = "plan#follow"

    def __init__(self, context: Context, plan: Plan, today: date, send: Send[Held], parent: QWidget) -> None:
        about = _("A meeting without a date is removed from the plan.")
        super().__init__(context.theme, _("Review meeting"), about, _("Save"), parent, subject=())
        self._send, self._today = send, today
        self._meetings = {one.id: one for one in plan.meetings}
        words = current()
        waiting = [one for one in plan.meetings if not one.result]
        first = waiting[0] if waiting else plan.meetings[-1]
        choices: list[tuple[object, str]] = [
            (one.id, f"{words.date(one.on)}: {one.result[:40] or _('not held yet')}") for one in plan.meetings
        ]
        self.meeting = ChoiceField(context.theme, _("Which"), self, "meeting", choices, first.id)
        self.day = DateField(_("Day"), self, "starts_on", first.on)
        self.told = TextAreaField(_("What was done and decided"), self, "result", first.result, 5)
        self.told.setVisible(plan.state is not PlanState.DRAFT)
        self.put(self.meeting, 0)
        self.put(self.day, 1)
        self.put(self.told, 2)
        self.meeting.box.currentIndexChanged.connect(self._on_chosen)
        held = plan.state is not PlanState.DRAFT and first.on <= today
        (self.told.area if held else self.day.line).setFocus()

    @override
    def send(self) -> None:
        day = self.day.read()
        if self.told.text and day is not None and day > self._today:
            self.day.complain(_("A meeting with an outcome cannot be in the future."))
            raise Impossible(self.day.name)
        self._send((cast("int", self.meeting.value), day, self.told.text))

    def _on_chosen(self) -> None:
        one = self._meetings[cast("int", self.meeting.value)]
        self.day.line.setText(typed_date(one.on))
        self.told.area.setPlainText(one.result)


class CloseForm(Form):
    """The end of a plan: each goal with the level before and after, and people's comments."""

    help_page = "plan#close"

    def __init__(
        self, context: Context, sheet: PlanSheet, after: After, send: Send[dict[int, str]], parent: QWidget
    ) -> None:
        about = _("The levels “after” come from the latest assessment since the plan began.")
        if after.case_id is None:
            about = _("No newer assessment can be seen: the levels “after” are unknown.")
        super().__init__(context.theme, _("Close the plan"), about, _("Close the plan"), parent, subject=())
        self._send = send
        words = current()
        self.outcomes: dict[int, TextField] = {}
        for row, goal in enumerate(sheet.plan.goals):
            label = words.text(sheet.framework.item(goal.item).label)
            told = _("{code} {label}: was {before}, now {after}, target {target}").format(
                code=goal.item,
                label=label,
                before=say.level(goal.level_from),
                after=say.level(after.levels.get(goal.id)),
                target=goal.level_to,
            )
            field = TextField(told, self, f"goal_{goal.id}", goal.outcome, _("takeaway"))
            self.outcomes[goal.id] = field
            self.put(field, row)
        first = next(iter(self.outcomes.values()), None)
        if first is not None:
            first.line.setFocus()

    @override
    def send(self) -> None:
        self._send({goal_id: field.text for goal_id, field in self.outcomes.items()})
