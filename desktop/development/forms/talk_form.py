"""A review meeting on one form: what is due, what is new, what both said, when one meets again."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.development.plan_board import Board
from desktop.context import Context
from desktop.development import words as say
from desktop.development.forms.form import Send
from desktop.kit import labels
from desktop.kit.form.fields import ChoiceField, DateField, TextField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from desktop.shared.polarity import polarity_sign
from domain.development import talk
from domain.development.plan import Action, Goal, Meeting
from domain.development.talk import Decided, Fate, Talk
from domain.errors import DayOff, Impossible, Missing, OutsidePlan
from domain.team.diary import Note
from resources.i18n import _, current, ngettext, pgettext

NOTES = 5  # the newest are shown; the diary has them all


class TalkForm(Form):
    """Every action begun and not reported gets a line; what was typed waits for the next time."""

    help_page = "plan#follow"

    AT = {**Form.AT, OutsidePlan: "held_on", DayOff: "held_on"}

    def __init__(
        self,
        context: Context,
        board: Board,
        meeting: Meeting,
        day: date,
        notes: Sequence[Note],
        send: Send[Talk],
        parent: QWidget,
    ) -> None:
        """*day* is proposed as the one on which it was held."""
        sheet, plan, today = board.sheet, board.sheet.plan, context.today()
        about = " · ".join((sheet.person.full_name, say.title(sheet)))
        super().__init__(context.theme, _("Review meeting"), about, _("Save"), parent, subject=(meeting.id,))
        self.setFixedWidth(self.width() * 5 // 4)
        self._meeting, self._send = meeting, send
        self.lines: list[ActionLine] = []
        first = talk.since(plan, meeting)
        self.explain(_told_since(board, meeting, first))
        for goal, action in talk.due(plan, meeting, today):
            self.lines.append(ActionLine(context, self, goal, action, plan.period.ends_on))
        fresh = [note for note in notes if note.fact.observed_on >= first]
        if fresh:
            self.explain(_("New in the diary:") + "\n" + "\n".join(map(_noted, fresh[:NOTES])))
        self.employee = TextAreaField(_("What the employee said"), self, "employee", lines=2)
        self.manager = TextAreaField(_("What the manager said and decided"), self, "result", lines=2)
        self.put(self.employee)
        self.put(self.manager)
        self.day = DateField(_("Held on"), self, "held_on", day)
        ahead = talk.after(plan, meeting, day)
        self.next = DateField(_("Next meeting"), self, "next_on", None if ahead is None else ahead.on)
        self.beside(self.day, self.next)
        self.grid.setColumnStretch(0, 3)  # what an action is takes more room than what becomes of it
        wanted = self.lines[0].fate.box if self.lines else self.employee.area
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        self.read_all()
        on = self.day.read()
        if on is None:
            raise Missing("held_on")
        decided = tuple(one for line in self.lines if (one := line.decided()) is not None)
        parts = (
            (pgettext("who said it", "Employee"), self.employee.text),
            (pgettext("who said it", "Manager"), self.manager.text),
        )
        result = "\n".join(f"{who}: {text}" for who, text in parts if text)
        self._send(Talk(self._meeting.id, on, result, decided, self.next.read()))


class ActionLine:
    """What is decided about one action: the fields for its text and day come with the decision."""

    def __init__(self, context: Context, form: TalkForm, goal: Goal, action: Action, ends_on: date) -> None:
        """*ends_on* is the last day of the plan."""
        today = context.today()
        self._form, self._action, self._ends_on = form, action, ends_on
        days = say.span(action.starts_on, action.ends_on)
        late = (today - action.ends_on).days
        if action.late(today):
            days = ngettext("{n} day overdue", "{n} days overdue", late).format(n=late)
        title = _("{code}: {action} ({days})").format(
            code=goal.item, action=current().text(action.text), days=days
        )
        row = form.grid.rowCount()
        form.grid.addWidget(labels.paragraph(title, form), row, 0)
        fates: list[tuple[object, str]] = [
            (None, pgettext("fate of an action", "goes on")),
            (Fate.DONE, pgettext("fate of an action", "done")),
            (Fate.MOVED, pgettext("fate of an action", "move")),
            (Fate.DROPPED, pgettext("fate of an action", "cancel")),
        ]
        number = action.id
        self.fate = ChoiceField(context.theme, _("Decision"), form, f"fate_{number}", fates)
        self.until = DateField(_("New end"), form, f"until_{number}", min(_later(action, today), ends_on))
        self.text = TextField(_("Result or reason"), form, f"text_{number}")
        form.put(self.fate, row, 1)
        form.beside(self.until, self.text)
        self.fate.box.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()

    def decided(self) -> Decided | None:
        """Return the decision, None if the action goes on.

        Raises:
            Missing: after the field has said what is missing.
        """
        fate = cast("Fate | None", self.fate.value)
        if fate is None:
            return None
        until = self.until.read() if fate is Fate.MOVED else None
        if fate is Fate.MOVED and until is None:
            self.until.complain(_("Enter the new last day."))
            raise Missing("ends_on")
        first, last = self._action.starts_on, self._ends_on
        if until is not None and not first <= until <= last:
            told, day = _("The plan ends on {day}."), last
            if until < first:
                told, day = _("The action starts on {day}."), first
            self.until.complain(told.format(day=current().date(day)))
            raise Impossible("ends_on")
        if not self.text.text:
            self.text.complain(
                _("Say what came of it.") if fate is Fate.DONE else _("Say why: it stays in the plan.")
            )
            raise Missing("result")
        return Decided(self._action.id, fate, self.text.text, until)

    def _on_chosen(self) -> None:
        fate = self.fate.value
        self.until.setVisible(fate is Fate.MOVED)
        self.text.setVisible(fate is not None)
        if self._form.isVisible():
            self._form.refit(self.text)


def _later(action: Action, today: date) -> date:
    return max(action.ends_on, today) + timedelta(weeks=2)


def _told_since(board: Board, meeting: Meeting, first: date) -> str:
    words, plan = current(), board.sheet.plan
    done = len(talk.done_since(plan, meeting))
    told = _("Since {day}: {done} of {n} actions done.")
    return told.format(day=words.date(first), done=done, n=len(plan.actions))


def _noted(note: Note) -> str:
    fact = note.fact
    head = f"{polarity_sign(fact.polarity)} {current().day_month(fact.observed_on)}"
    codes = ", ".join(fact.items)
    return " ".join(part for part in (head, codes, " ".join(fact.text.split())) if part)
