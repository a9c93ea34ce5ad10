"""The forms of the editor: an action, a goal's target, a meeting, the plan as a whole."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast, override

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from db.development.plan_board import Board
from db.development.plan_edit import PlanDraft
from desktop.context import Context
from desktop.development import words as say
from desktop.development.forms.form import Send, hours_of
from desktop.kit.form.fields import ChoiceField, DateField, LookUpField, TextField
from desktop.kit.form.form_dialog import Form, digest
from desktop.kit.form.text_area import TextAreaField
from domain.development.adaptation import Mentoring
from domain.development.plan import ActionKind, Goal, LibraryAction
from domain.development.plan_rules import ActionDraft
from domain.errors import Impossible, Missing, NoTarget
from domain.period import Period
from domain.text import Text, clean
from resources.i18n import _, current, pgettext

KINDS = (ActionKind.EXPERIENCE, ActionKind.SOCIAL, ActionKind.FORMAL)


class ActionForm(Form):
    """An action, from the library or one's own; a text once edited counts as one's own."""

    help_page = "plan#goals"

    def __init__(
        self,
        context: Context,
        board: Board,
        goal: Goal,
        draft: ActionDraft,
        send: Send[ActionDraft],
        parent: QWidget,
        *,
        new: bool,
        fixed_days: bool = False,
    ) -> None:
        words = current()
        label = words.text(board.sheet.framework.item(goal.item).label)
        title = _("New action") if new else _("Action")
        about = f"{goal.item} {label}"
        if fixed_days:
            about += "\n" + _("The plan is approved: dates move only with a reason.")
        act = _("Add") if new else _("Save")
        super().__init__(context.theme, title, about, act, parent, subject=(goal.id,))
        self._send, self._draft, self._new = send, draft, new
        theme = context.theme
        mine = board.library.actions.get(goal.item, ())
        if goal.assess_only:
            mine = (board.library.assess,)
        self._library = {one.id: one for one in mine}
        used = {one.library_id for one in goal.live}
        offered: list[tuple[object, str]] = [(0, _("own action"))]
        for one in mine:
            sign = " ✓" if one.id in used and one.id != draft.library_id else ""
            told = f"{say.kind_short(one.kind)}: {words.text(one.text)}{sign}"
            known = board.worked.get(one.id)
            offered.append((one.id, told if known is None else f"{say.worked(known)} · {told}"))
        if draft.library_id is not None and draft.library_id not in self._library:
            # Retired since: no longer offered, but its outcome still counts for it.
            retired = _("retired: {text}").format(text=words.text(draft.text))
            offered.append((draft.library_id, retired))
        self.library = ChoiceField(
            theme, _("From the library"), self, "library", offered, draft.library_id or 0
        )
        kinds: list[tuple[object, str]] = [(one, say.kind_short(one)) for one in KINDS]
        if draft.kind is ActionKind.ASSESS:
            kinds.append((ActionKind.ASSESS, say.kind_short(ActionKind.ASSESS)))
        self.kind = ChoiceField(theme, _("Kind"), self, "kind", kinds, draft.kind)
        hours = "" if draft.hours is None else str(draft.hours)
        self.hours = TextField(_("Off-queue hours"), self, "hours", hours, _("unknown"))
        self.text = TextAreaField(_("What to do"), self, "text", words.text(draft.text), 3)
        self.evidence = TextAreaField(
            _("Evidence of completion"), self, "evidence", words.text(draft.evidence), 2
        )
        self.starts = DateField(pgettext("first day", "From"), self, "starts_on", draft.starts_on)
        self.ends = DateField(pgettext("last day", "Until"), self, "ends_on", draft.ends_on)
        for field in (self.starts, self.ends):
            field.line.setReadOnly(fixed_days)
        staff = [(one.id, one.full_name) for one in context.names.roll.there(context.today())]
        self.owner = LookUpField(theme, _("Responsible"), self, "owner_id", staff, draft.owner_id)
        self.mentor = LookUpField(theme, _("Mentor"), self, "mentor_id", staff, draft.mentor_id)
        self.put(self.library, 0, 0, 2)
        self.put(self.text, 1, 0, 2)
        self.put(self.evidence, 2, 0, 2)
        self.put(self.kind, 3, 0)
        self.put(self.hours, 3, 1)
        self.put(self.starts, 4, 0)
        self.put(self.ends, 4, 1)
        self.put(self.owner, 5, 0)
        self.put(self.mentor, 5, 1)
        self.library.box.activated.connect(self._on_library)
        (self.library.box if new else self.text.area).setFocus()

    @override
    def filled_for(self) -> str:
        one = "" if self._new else f"{self._draft.text.ru} {self._draft.starts_on}"  # a goal has several
        return digest(super().filled_for(), one)

    @override
    def send(self) -> None:
        starts_on, ends_on = self.starts.read(), self.ends.read()
        owner_id, mentor_id = self.owner.read(), self.mentor.read()
        hours = hours_of(self.hours, self.hours.text)
        if starts_on is None:
            raise Missing("starts_on")
        if ends_on is None:
            raise Missing("ends_on")
        chosen = self._library.get(cast("int", self.library.value))
        self._send(
            ActionDraft(
                cast("ActionKind", self.kind.value),
                self._typed(self.text.text, self._draft.text, chosen.text if chosen else None),
                self._typed(self.evidence.text, self._draft.evidence, chosen.evidence if chosen else None),
                starts_on,
                ends_on,
                owner_id,
                mentor_id,
                hours,
                cast("int", self.library.value) or None,
            )
        )

    def _on_library(self) -> None:
        chosen = self._library.get(cast("int", self.library.value))
        if chosen is not None:
            self._fill(chosen)

    def _fill(self, chosen: LibraryAction) -> None:
        words = current()
        self.text.area.setPlainText(words.text(chosen.text))
        self.evidence.area.setPlainText(words.text(chosen.evidence))
        if chosen.kind in KINDS:
            self.kind.box.setCurrentIndex(KINDS.index(chosen.kind))
        if chosen.hours is not None:
            self.hours.line.setText(str(chosen.hours))

    def _typed(self, text: str, *known: Text | None) -> Text:
        """Keep both languages if the text is unedited; otherwise take the typed text alone."""
        words = current()
        for one in known[::-1]:
            if one is not None and words.text(one) == text:
                return one
        return Text(clean(text))


class GoalForm(Form):
    """A goal's target, and how people know that it is reached."""

    help_page = "plan#goals"

    def __init__(
        self, context: Context, board: Board, goal: Goal, send: Send[tuple[int, str]], parent: QWidget
    ) -> None:
        label = current().text(board.sheet.framework.item(goal.item).label)
        about = say.reasons(goal, board.sheet)
        if goal.id in board.lowered:
            told = _("The position now requires {level}. The goal stays at {kept} until you change it.")
            about += "\n" + told.format(level=board.lowered[goal.id], kept=goal.level_to)
        title = f"{goal.item} {label}"
        super().__init__(context.theme, title, about, _("Save"), parent, subject=(goal.id,))
        self._send = send
        levels: list[tuple[object, str]] = [(n, str(n)) for n in range(5)]
        self.level = ChoiceField(context.theme, _("Target level"), self, "level_to", levels, goal.level_to)
        self.criterion = TextAreaField(_("Success criterion"), self, "criterion", goal.criterion)
        self.put(self.level, 0)
        self.put(self.criterion, 1)
        self.criterion.area.setFocus()

    @override
    def send(self) -> None:
        self._send((cast("int", self.level.value), self.criterion.text))


class MeetingForm(Form):
    """The day of a check meeting."""

    help_page = "plan#follow"

    def __init__(
        self, context: Context, title: str, day: date | None, send: Send[date], parent: QWidget
    ) -> None:
        super().__init__(context.theme, title, "", _("Save"), parent, subject=())
        self._send, self._day = send, day
        self.day = DateField(_("Day"), self, "starts_on", day)
        self.put(self.day, 0)
        self.day.line.setFocus()

    @override
    def filled_for(self) -> str:
        return digest(super().filled_for(), str(self._day))

    @override
    def send(self) -> None:
        day = self.day.read()
        if day is None:
            raise Missing("starts_on")
        self._send(day)


class PlanForm(Form):
    """Days, hours and aim of the plan."""

    help_page = "plan#dates"

    def __init__(self, context: Context, draft: PlanDraft, send: Send[PlanDraft], parent: QWidget) -> None:
        super().__init__(context.theme, _("The plan"), "", _("Save"), parent, subject=())
        self._send, self._draft = send, draft
        self.starts = DateField(pgettext("first day", "From"), self, "starts_on", draft.period.starts_on)
        self.ends = DateField(pgettext("last day", "Until"), self, "ends_on", draft.period.ends_on)
        hours = "" if draft.hours_budget is None else str(draft.hours_budget)
        self.hours = TextField(_("Off-queue hours available"), self, "hours", hours, _("no limit"))
        self.aim = TextAreaField(_("Personal aim, in their own words"), self, "aim", draft.aim)
        self.put(self.starts, 0, 0)
        self.put(self.ends, 0, 1)
        self.put(self.hours, 1, 0)
        self.put(self.aim, 2, 0, 2)
        self.starts.line.setFocus()

    @override
    def send(self) -> None:
        starts_on, ends_on = self.starts.read(), self.ends.read()
        if starts_on is None or ends_on is None or ends_on < starts_on:
            self.ends.complain(_("The plan needs a start date and a later end date."))
            raise Impossible("ends_on")
        hours = hours_of(self.hours, self.hours.text)
        self._send(
            replace(self._draft, period=Period(starts_on, ends_on), aim=self.aim.text, hours_budget=hours)
        )


class MentorForm(Form):
    """Who mentors a new employee, and what was agreed in writing."""

    help_page = "plan#probation"

    def __init__(
        self,
        context: Context,
        board: Board,
        by_job: Mapping[int, str],
        send: Send[Mentoring | None],
        parent: QWidget,
    ) -> None:
        about = _(
            "Mentoring requires written consent; content, term, form and pay are set out in a "
            "supplementary agreement (Labour Code, art. 351.8), unless it is part of the mentor's job. "
            "Without a name no mentor is appointed."
        )
        super().__init__(context.theme, _("Mentor"), about, _("Save"), parent, subject=())
        self._send, self._by_job = send, by_job
        known = board.sheet.mentoring or Mentoring(0)
        there = context.names.roll.there(context.today())
        staff = [(one.id, one.full_name) for one in there if one.id != board.sheet.person.id]
        self.mentor = LookUpField(
            context.theme, _("Mentor"), self, "mentor_id", staff, known.mentor_id or None
        )
        self.clause = TextField(
            _("Part of the mentor's job (clause)"),
            self,
            "clause",
            known.clause,
            _("clause of the employment contract or job description"),
        )
        self.consent = DateField(_("Written consent dated"), self, "consent_on", known.consent_on)
        self.until = DateField(_("Until"), self, "until", known.until)
        self.number = TextField(_("Agreement No."), self, "agreement_no", known.agreement_no)
        self.agreed = DateField(_("Agreement dated"), self, "agreement_on", known.agreement_on)
        self.content = TextAreaField(_("Content"), self, "content", known.content, 2)
        self.way = TextField(_("Form of mentoring"), self, "form", known.form)
        self.pay = TextField(_("Pay"), self, "pay", known.pay)
        self.put(self.mentor, 0, 0, 2)
        self.put(self.clause, 1, 0, 2)
        self.put(self.consent, 2, 0)
        self.put(self.until, 2, 1)
        self.put(self.number, 3, 0)
        self.put(self.agreed, 3, 1)
        self.put(self.content, 4, 0, 2)
        self.put(self.way, 5, 0)
        self.put(self.pay, 5, 1)
        self.mentor.box.currentTextChanged.connect(self._on_mentor)
        self.clause.line.textChanged.connect(self._on_clause)
        self._on_clause()
        self.mentor.box.setFocus()

    @Slot()
    def _on_mentor(self) -> None:
        """Put the clause by which this person mentored before; what is typed stays."""
        if not self.clause.text or self.clause.text in self._by_job.values():
            self.clause.line.setText(self._by_job.get(self.mentor.named or 0, ""))

    @Slot()
    def _on_clause(self) -> None:
        """Leave open what is agreed by consent only where mentoring is not part of the job."""
        for field in (self.consent, self.number, self.agreed, self.pay):
            field.setEnabled(not self.clause.text)

    @override
    def send(self) -> None:
        mentor_id = self.mentor.read()
        consent, until, agreed = self.consent.read(), self.until.read(), self.agreed.read()
        if mentor_id is None:
            self._send(None)
            return
        self._send(
            Mentoring(
                mentor_id,
                consent_on=consent,
                agreement_no=self.number.text,
                agreement_on=agreed,
                content=self.content.text,
                form=self.way.text,
                pay=self.pay.text,
                until=until,
                clause=self.clause.text,
            )
        )


class ItemForm(Form):
    """A competency to put into the plan, with or without a gap; passes on its code and a level."""

    help_page = "plan#goals"

    AT = {**Form.AT, NoTarget: "level_to"}

    def __init__(
        self, context: Context, board: Board, send: Send[tuple[str, int | None]], parent: QWidget
    ) -> None:
        known = board.sheet.basis is not None
        about = "" if known else _("There is no assessment: the goal is set manually.")
        title = _("Add a competency to the plan")
        super().__init__(context.theme, title, about, _("Add"), parent, subject=())
        self._send = send
        words = current()
        items = board.sheet.framework.items
        self._codes = {one.id: one.code for one in items}
        choices = [(one.id, f"{one.code} {words.text(one.label)}") for one in items]
        self.item = LookUpField(context.theme, _("Competency"), self, "item", choices, None)
        self.put(self.item, 0)
        levels: list[tuple[object, str]] = [
            (None, _("as the position requires")),
            *((n, str(n)) for n in range(1, 5)),
        ]
        self.level = ChoiceField(context.theme, _("Target level"), self, "level_to", levels)
        self.put(self.level, 1)
        self.item.box.setFocus()

    @override
    def send(self) -> None:
        found = self.item.read()
        if found is None:
            raise Missing("item")
        self._send((self._codes[found], cast("int | None", self.level.value)))
