"""Below the plan: the current action with its most-used settings, or the goal, or the meetings."""

from collections.abc import Sequence
from datetime import date
from typing import override

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from desktop.development import words as say
from desktop.development.clamped import Clamped
from desktop.development.model import Line, PlanModel
from desktop.kit import labels, layout
from desktop.kit.buttons import button, set_kind
from desktop.kit.fitted import Fitted
from desktop.kit.flow import flow
from desktop.kit.form.choice import Choice
from desktop.kit.form.dates import parse_date
from desktop.kit.form.fields import DayLine
from desktop.kit.off import allow, read_only_reason
from desktop.theme import Theme
from domain.development.plan import Action, ActionState, PlanState
from domain.errors import Impossible
from reports.words.names import name_of
from resources.i18n import _, current, nb

ACTION, GOAL, MEETINGS, INDUCTION = range(4)
LOW = 420  # px at the usual text size: a window below that has room for one line of an action's text
LONG_SPAN = "20.08.2026 – 30.08.2026"  # no digit is wider than 0


class TermLine(DayLine):
    """The first and the last day in one line; the calendar opens at the day under the cursor."""

    @override
    def day_here(self) -> date | None:
        days = _days(self.text())
        return days[self._last()]

    @override
    def put_day(self, day: date) -> None:
        try:
            days = list(_days(self.text()))
        except Impossible:
            days = [day, day]
        last = self._last()
        days[last] = day
        self.setText(say.span(*days))
        self.setCursorPosition(len(self.text()) if last else 0)

    def _last(self) -> bool:
        before = self.text()[: self.cursorPosition()]
        return any(dash in before for dash in ("–", "—", " - "))


class Inspector(Fitted):
    """The details of the current row.

    Signals:
        span_typed: first and last day of the action.
        owner_chosen: id of the person, None for nobody.
        hours_typed: hours, None for unknown.
        wanted: name of the act whose button was pressed.
    """

    span_typed = Signal(object, object)
    owner_chosen = Signal(object)
    hours_typed = Signal(object)
    wanted = Signal(str)

    def __init__(self, model: PlanModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self._staff: tuple[int, ...] = ()
        self._shown: Action | None = None
        self.setObjectName("header")
        column = layout.column(around=(16, 8, 16, 8), of=self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._lay_action())
        self.pages.addWidget(self._lay_goal())
        self.pages.addWidget(self._lay_meetings())
        self.pages.addWidget(self._lay_induction())
        column.addWidget(self.pages)

    def show_line(self, line: Line | None) -> None:
        """Show the details of this row."""
        self.setVisible(line is not None)
        if line is None or self._model.board is None:
            return
        if line.action is not None and line.goal is not None:
            self._show_action(line.goal.item, line.action)
        elif line.goal is not None:
            self._show_goal(line)
        elif line.induction:
            self._show_induction(line)
        else:
            self._show_meetings()

    def _lay_action(self) -> QWidget:
        page = QWidget(self.pages)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addLayout(self._lay_words(page), 46)
        right = layout.column(gap=6)
        self._parts.addLayout(right, 44)
        step = self._theme.font_step
        self.span = TermLine("", page)
        days = QFontMetrics(self._theme.font("body")).horizontalAdvance(LONG_SPAN)
        self.span.setFixedWidth(days + 46 + step)  # its padding, and the calendar button
        self.owner = Choice(self._theme, _("Responsible"), page)
        self.owner.setMinimumWidth(126 + 5 * step)
        self.owner.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hours = QLineEdit(page, placeholderText="–")
        term, owner, hours = (
            self._field(name, edit, page)
            for name, edit in (
                (_("Dates"), self.span),
                (_("Responsible"), self.owner),
                (_("Off-queue hours"), self.hours),
            )
        )
        owner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        title = QFontMetrics(self._theme.font("caption")).horizontalAdvance(_("Off-queue hours"))
        self.hours.setFixedWidth(max(94 + 8 * step, title))
        self._fields = flow(term, owner, hours)
        right.addLayout(self._fields)
        self.acts = {
            name: self._act(name, text, page)
            for name, text in (
                ("report", _("Record outcome…")),
                ("postpone", _("New dates…")),
                ("edit", _("Edit…")),
                ("take_out", _("Remove")),
            )
        }
        self._act_row = flow(*self.acts.values(), gap=8)
        right.addLayout(self._act_row)
        self.fault = labels.fault(page, "caption")
        right.addWidget(self.fault)
        right.addStretch(1)
        self.span.editingFinished.connect(self._on_span)
        self.hours.editingFinished.connect(self._on_hours)
        self.owner.activated.connect(self._on_owner)
        return page

    @override
    def fit(self) -> None:
        """Put the fields below the text if there is no room beside it."""
        wanted = max(self._fields.sizeHint().width(), self._act_row.sizeHint().width())
        below = wanted > (self.width() - 32) * 44 // 90
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.TopToBottom if below else ways.LeftToRight)
        self._parts.setSpacing(8 if below else 20)
        low = self._theme.usual(self.window().height()) < LOW
        for words in (self.text, self.evidence):
            words.set_lines((1 if low else 2) if below else 3 if low else 5)

    def _lay_words(self, page: QWidget) -> QHBoxLayout:
        self.sign = QLabel(page)
        self.about = labels.elided("", page, "caption", "muted")
        self.about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.late = labels.plain("", page, "caption", "danger")
        self.text = Clamped(self._theme, 3, page, "strong")
        self.evidence_title = labels.plain("", page, "caption", "muted")
        self.evidence = Clamped(self._theme, 3, page)
        left = layout.column(
            flow(self.sign, self.about, self.late, gap=8), self.text, layout.STRETCH, gap="xs"
        )
        middle = layout.column(self.evidence_title, self.evidence, layout.STRETCH, gap="xs")
        return layout.row(layout.grow(left, 26), layout.grow(middle, 20), gap=20)

    def _field(self, name: str, edit: QWidget, page: QWidget) -> QWidget:
        """Return the field with its title above."""
        whole = QWidget(page)
        title = labels.plain(name, whole, "caption", "muted")
        title.setBuddy(edit)
        edit.setAccessibleName(name)
        layout.column(title, edit, gap="xs", of=whole)
        if edit is self.span:
            self._term = title
        return whole

    def _lay_goal(self) -> QWidget:
        page = QWidget(self.pages)
        self.goal_title = labels.elided("", page, "strong")
        self.reasons = Clamped(self._theme, 2, page, "small")
        self.criterion = Clamped(self._theme, 2, page, "small")
        acts = (
            ("add", _("Add an action…")),
            ("edit", _("Target and criterion…")),
            ("follow_target", ""),
            ("take_out", _("Remove from the plan")),
        )
        self.goal_acts = self._lay_page(page, (self.goal_title, self.reasons, self.criterion), acts)
        self.goal_acts["follow_target"].hide()
        return page

    def _lay_meetings(self) -> QWidget:
        page = QWidget(self.pages)
        title = labels.plain(_("Review meetings"), page, "strong")
        self.meetings = Clamped(self._theme, 4, page, "small")
        acts = (
            ("talk", _("Hold the meeting…")),
            ("add", _("Add a meeting…")),
            ("edit", _("Change a meeting…")),
        )
        self.meeting_acts = self._lay_page(page, (title, self.meetings), acts)
        return page

    def _lay_induction(self) -> QWidget:
        page = QWidget(self.pages)
        title = labels.plain(_("Induction"), page, "strong")
        self.steps = Clamped(self._theme, 4, page, "small")
        acts = (("add", _("Add a step…")), ("edit", _("Edit…")), ("take_out", _("Remove")))
        self.step_acts = self._lay_page(page, (title, self.steps), acts)
        return page

    def _lay_page(
        self, page: QWidget, words: Sequence[QWidget], acts: Sequence[tuple[str, str]]
    ) -> dict[str, QPushButton]:
        """Put the texts on the left of the page and its acts on the right; return these by name."""
        row = layout.row(layout.grow(layout.column(*words, layout.STRETCH, gap="xs")), of=page)
        row.setSpacing(20)
        made = {name: self._act(name, text, page) for name, text in acts}
        buttons = layout.column(*made.values(), layout.STRETCH)
        buttons.setSpacing(6)
        row.addLayout(buttons)
        return made

    def _act(self, name: str, text: str, page: QWidget) -> QPushButton:
        made = button(text, page, small=True, do=self._on_act)
        made.setObjectName(name)
        return made

    def _show_action(self, code: str, action: Action) -> None:
        model, words = self._model, current()
        self.pages.setCurrentIndex(ACTION)
        self._shown = action
        self.fault.hide()
        self.sign.setPixmap(self._theme.icon(say.ICONS[action.kind], "muted").pixmap(16, 16))
        self._term.setText(f"{_('Dates')}: {say.weeks(action)}")
        self.late.setText(say.standing(action, model.plan, model.today))
        self.late.setVisible(bool(self.late.text()))
        labels.recolour(self.late, say.standing_token(action, model.today))
        mentor = _("mentor: {name}").format(name=action.mentor_name) if action.mentor_name else ""
        self.about.setText(" · ".join(one for one in (say.kind_short(action.kind), code, mentor) if one))
        self.text.set_text(nb(words.text(action.text)))
        told = action.state is not ActionState.PLANNED
        self.evidence_title.setText(_("Result") if told else _("Evidence of completion"))
        result = action.result
        if action.done_on is not None:
            result = f"{words.date(action.done_on)}. {result}"
        self.evidence.set_text(nb(result if told else words.text(action.evidence)))
        self.evidence.setAccessibleDescription(name_of(action.state, words))
        self.span.setText(say.span(action.starts_on, action.ends_on))
        self.span.setCursorPosition(0)
        self.hours.setText("" if action.hours is None else str(action.hours))
        self._show_owner(action)
        fixed = self._why_fixed() or (_("The action was removed.") if action.retired else "")
        for widget in (self.owner, self.hours, self.acts["edit"], self.acts["take_out"]):
            allow(widget, fixed)
        self.owner.update()  # its tooltip gets the uncut text when it is painted
        approved = _("The plan is approved: dates move only with a reason.") if model.active else ""
        allow(self.span, fixed or approved)
        first = model.active and not model.over and not told and not fixed
        set_kind(self.acts["report"], "primary" if first else "secondary")
        for name in ("report", "postpone"):
            self.acts[name].setVisible(model.plan.state is not PlanState.DRAFT)
            allow(self.acts[name], fixed)
        self.fit()

    def _show_owner(self, action: Action) -> None:
        board = self._model.board
        assert board is not None
        near = (board.sheet.person.id, board.sheet.manager.id if board.sheet.manager else 0)
        staff = sorted(self._model.staff, key=lambda one: one.id not in near)
        ids = tuple(one.id for one in staff)
        with QSignalBlocker(self.owner):
            if ids != self._staff or self.owner.findData(action.owner_id) < 0:
                self._staff = ids
                self.owner.clear()
                self.owner.addItem("–", None)
                for one in staff:
                    self.owner.addItem(one.short_name, one.id)
                if action.owner_id is not None and action.owner_id not in ids:
                    self.owner.addItem(action.owner_name, action.owner_id)
            self.owner.setCurrentIndex(max(self.owner.findData(action.owner_id), 0))

    def _show_goal(self, line: Line) -> None:
        board, goal, words = self._model.board, line.goal, current()
        assert board is not None and goal is not None
        self.pages.setCurrentIndex(GOAL)
        label = words.text(board.sheet.framework.item(goal.item).label)
        self.goal_title.setText(f"{goal.item} {label}")
        self.reasons.set_text(say.reasons(goal, board.sheet))
        criterion = goal.criterion or _("no success criterion yet")
        self.criterion.set_text(
            _("Criterion: {text}").format(text=criterion), "text" if goal.criterion else "muted"
        )
        lowered = board.lowered.get(goal.id)
        if lowered is not None:
            told = _("The position now requires {level}. The goal stays at {kept} until you change it.")
            self.criterion.set_text(told.format(level=lowered, kept=goal.level_to), "warn")
            self.goal_acts["follow_target"].setText(_("Use target {level}").format(level=lowered))
        self.goal_acts["follow_target"].setVisible(lowered is not None)
        if goal.outcome:
            self.criterion.set_text(_("Takeaway: {text}").format(text=goal.outcome))
        for one in self.goal_acts.values():
            allow(one, self._why_fixed())

    def _show_meetings(self) -> None:
        self.pages.setCurrentIndex(MEETINGS)
        words = current()
        lines = [
            f"{words.date(one.on)}: {one.result or _('not held yet')}" for one in self._model.plan.meetings
        ]
        self.meetings.set_text("\n".join(lines) if lines else _("No meetings are scheduled."))
        for one in self.meeting_acts.values():
            allow(one, self._why_fixed())
        self.meeting_acts["edit"].setVisible(bool(lines))
        waits = any(not one.result for one in self._model.plan.meetings)
        self.meeting_acts["talk"].setVisible(self._model.active and waits)
        set_kind(self.meeting_acts["talk"], "primary" if not self._model.over else "secondary")

    def _show_induction(self, line: Line) -> None:
        self.pages.setCurrentIndex(INDUCTION)
        board = self._model.board
        assert board is not None
        told = _("Every newcomer is led through these steps, whatever there is to learn.")
        if line.step is not None:
            told = current().text(board.sheet.induction[line.step].text)
        self.steps.set_text(nb(told))
        for name, one in self.step_acts.items():
            allow(one, self._why_fixed())
            one.setVisible(name == "add" or line.step is not None)

    def _why_fixed(self) -> str:
        if not self._model.fixed:
            return ""
        if self._model.plan.state is PlanState.CLOSED:
            return _("The plan is closed and read-only.")
        return read_only_reason()

    def _on_act(self) -> None:
        self.wanted.emit(self.sender().objectName())

    def _on_span(self) -> None:
        if self._shown is None or self.span.text() == say.span(self._shown.starts_on, self._shown.ends_on):
            return
        try:
            starts_on, ends_on = _days(self.span.text())
        except Impossible:
            self.fault.setText(_("Enter two dates such as 11.01.2027 – 21.02.2027."))
            self.fault.show()
            return
        self.fault.hide()
        self.span_typed.emit(starts_on, ends_on)

    def _on_hours(self) -> None:
        text = self.hours.text().strip()
        if self._shown is None or text == ("" if self._shown.hours is None else str(self._shown.hours)):
            return
        if text and not text.lstrip("-").isdecimal():
            self.fault.setText(_("Enter whole hours, or leave the field empty: unknown."))
            self.fault.show()
            return
        self.fault.hide()
        self.hours_typed.emit(int(text) if text else None)

    def _on_owner(self) -> None:
        chosen = self.owner.currentData(Qt.ItemDataRole.UserRole)
        if self._shown is not None and chosen != self._shown.owner_id:
            self.owner_chosen.emit(chosen)


def _days(text: str) -> tuple[date, date]:
    """Return the two days of a typed span.

    Raises:
        Impossible: if these are not two days.
    """
    parts = text.replace("—", "–").replace(" - ", "–").split("–")
    if len(parts) != 2:
        raise Impossible("ends_on")
    days = [parse_date(part.strip(), "ends_on") for part in parts]
    if days[0] is None or days[1] is None:
        raise Impossible("ends_on")
    return days[0], days[1]
