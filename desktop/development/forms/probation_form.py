"""The end of a probation: the final assessment beside people's conclusion; nothing is suggested."""

from datetime import date
from typing import NoReturn, cast, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from db.development.plan_followup import After
from desktop.development import words as say
from desktop.development.forms.form import Send
from desktop.kit import labels, layout
from desktop.kit.form.fields import ChoiceField, DateField, Field, TextField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from desktop.theme import Theme
from domain.day import parse_date
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import ProbationDraft, ProbationEnd
from domain.errors import Impossible, Missing
from domain.plan_kinds import ProbationOutcome
from reports.words.development import phrases_plans
from reports.words.names import name_of
from resources.i18n import _, current, nb, sentences

TALLEST = 150  # px of the final assessment at the usual text size; the rest scrolls
EDGE = 24  # px of the window that stay visible above and below
WIDTH = 640  # px at the usual text size: most names fit beside their levels


class ProbationForm(Form):
    """Levels at hiring and now against the targets, then outcome, reasons, days, and the notice."""

    help_page = "plan#probation"

    def __init__(
        self,
        theme: Theme,
        sheet: PlanSheet,
        after: After,
        today: date,
        send: Send[ProbationDraft],
        parent: QWidget,
    ) -> None:
        before = sheet.ends[0] if sheet.ends else None
        title, act = _("Probation conclusion"), _("Record conclusion")
        super().__init__(theme, title, _about(before), act, parent, subject=())
        room = parent.window().width() - 2 * EDGE
        self.setFixedWidth(max(self.width(), min(WIDTH + WIDTH * theme.font_step // 18, room)))
        self._send, self._agreed, self._today = send, sheet.agreed_end, today
        self.levels = self._levels(theme, sheet, after)
        self.body.insertWidget(0, self.levels)
        self.no_levels = labels.paragraph(_no_levels(sheet, after), self, "small", "warn")
        self.no_levels.setVisible(bool(self.no_levels.text()))
        self.body.insertWidget(0, self.no_levels)
        told = before.told if before is not None else None
        words = current()
        outcomes: list[tuple[object, str]] = [(None, _("not chosen yet"))]
        outcomes += [(one, name_of(one, words)) for one in ProbationOutcome]
        self.outcome = ChoiceField(
            theme, _("Outcome"), self, "outcome", outcomes, told.outcome if told else None
        )
        self.reasons = TextAreaField(
            _("Reasons: facts with dates"), self, "reason", told.reasons if told else "", 2
        )
        self.documents = TextField(_("Documents"), self, "documents", told.documents if told else "")
        self.ends = DateField(
            _("Last day of the probation"), self, "ends_on", told.ends_on if told else sheet.agreed_end
        )
        self.absence = TextField(
            _("Absence not counted in the term"), self, "absence", told.absence if told else "", _("none")
        )
        self.notice = DateField(
            _("Written notice served on"), self, "notice_on", told.notice_on if told else None
        )
        self.day = DateField(_("Date"), self, "on", today)
        self.put(self.outcome, 0, 0, 2)
        self.put(self.reasons, 1, 0, 2)
        self.put(self.documents, 2, 0)
        self.put(self.day, 2, 1)
        self.put(self.ends, 3, 0)
        self.put(self.absence, 3, 1)
        self.put(self.notice, 4, 0)
        self.warning = labels.paragraph("", self, "small", "muted")
        self.grid.addWidget(self.warning, 4, 1, Qt.AlignmentFlag.AlignBottom)
        for line in (self.ends.line, self.notice.line, self.day.line):
            line.textChanged.connect(self._on_days)
        self.outcome.box.currentIndexChanged.connect(self._on_days)
        self._on_days()
        self._make_room(parent.window().height())
        self.outcome.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        self._send(self._draft())

    def _draft(self) -> ProbationDraft:
        """Return the contents of the form.

        Raises:
            Missing: if no outcome is chosen, or a day is left empty.
            Impossible: if a day is not one.
        """
        ends_on, notice_on, on = self.ends.read(), self.notice.read(), self.day.read()
        if self.outcome.value is None:
            raise Missing("outcome")
        if ends_on is None:
            raise Missing("ends_on")
        if on is None:
            raise Missing("on")
        outcome = cast("ProbationOutcome", self.outcome.value)
        if ends_on > self._agreed and not self.absence.text:
            self._complain_of(self.absence, _("Only days of absence move the end: state which."))
        if on > self._today:
            self._complain_of(self.day, _("This date is in the future."))
        if notice_on is not None and notice_on > self._today:
            self._complain_of(self.notice, _("A notice that is not served yet has no date: leave it empty."))
        if notice_on is not None and outcome is not ProbationOutcome.NOT_PASSED:
            self._complain_of(self.notice, _("A notice is served only if the probation is not passed."))
        return ProbationDraft(
            outcome,
            self.reasons.text,
            ends_on,
            on,
            self.documents.text,
            self.absence.text,
            notice_on,
        )

    def _complain_of(self, field: Field, text: str) -> NoReturn:
        field.complain(text)
        raise Impossible(field.name)

    def _on_days(self) -> None:
        """Show the deadline for the notice, with a warning if it is late; nothing is refused for that."""
        try:
            days = [
                parse_date(line.text(), "on") for line in (self.ends.line, self.notice.line, self.day.line)
            ]
        except Impossible:
            return
        ends_on, notice_on, on = days
        if ends_on is None or on is None:
            return
        words, outcome = current(), self.outcome.value
        late = ""
        if outcome is ProbationOutcome.NOT_PASSED:
            draft = ProbationDraft(outcome, "", ends_on, on, notice_on=notice_on)
            late = phrases_plans.late_notice(draft, words)
        self.warning.setText(nb(late or phrases_plans.notice(ends_on, words)))
        labels.recolour(self.warning, "danger" if late else "muted")
        self.grow()

    def _make_room(self, height: int) -> None:
        """Make the final assessment scroll sooner in a low window or with large text."""
        rest = self.sizeHint().height() - self.levels.height()
        least = 3 * self.fontMetrics().lineSpacing()
        self.levels.setFixedHeight(max(min(self.levels.height(), height - EDGE - rest), least))

    def _levels(self, theme: Theme, sheet: PlanSheet, after: After) -> QScrollArea:
        """Return the final assessment of the same items; it scrolls if there are many."""
        area = QScrollArea(self, widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Final assessment"))
        inside = QWidget(area)
        grid = layout.grid(across="m", down="xs", wide=(0,), around=(0, 0, 8, 0), of=inside)
        words = current()
        heads = (_("Competency"), _("At hiring"), _("Now"), _("Target"))
        for column, text in enumerate(heads):
            grid.addWidget(labels.plain(text, inside, "small", "muted"), 0, column)
        for row, goal in enumerate(sheet.plan.goals, start=1):
            label = words.text(sheet.framework.item(goal.item).label)
            cells = (
                say.level(goal.level_from),
                say.level(after.levels.get(goal.id)),
                str(goal.level_to),
            )
            grid.addWidget(labels.elided(f"{goal.item} {label}", inside), row, 0)
            for column, text in enumerate(cells, start=1):
                grid.addWidget(labels.plain(text, inside), row, column)
        area.setWidget(inside)
        height = inside.sizeHint().height() + 2
        area.setFixedHeight(min(height, TALLEST + 8 * theme.font_step))
        return area


def _no_levels(sheet: PlanSheet, after: After) -> str:
    """Return which levels the conclusion would lack; empty if all goals have one."""
    goals = len(sheet.plan.goals)
    known = sum(goal.id in after.levels for goal in sheet.plan.goals)
    if not goals or known == goals:
        return ""
    rest = _("For levels, assess the employee first; a conclusion recorded now states that there are none.")
    if after.case_id is None:  # there is none, or none visible yet
        told = _("No assessment since the plan began can be seen: there are no final levels.")
        return f"{told} {rest}"
    told = _("Final levels are known for {known} of {total} competencies.")
    return told.format(known=known, total=goals)


def concluded(end: ProbationEnd) -> tuple[str, str]:
    """Return the conclusion with its day; then by whom, the reasons, and a notice still due."""
    words = current()
    outcome = name_of(end.told.outcome, words)
    fact = _("Probation conclusion of {day}: {outcome}").format(day=words.date(end.told.on), outcome=outcome)
    by = ", ".join(part for part in (end.by_name, end.by_post) if part)
    rest = sentences(by, end.told.reasons)
    if end.told.outcome is ProbationOutcome.NOT_PASSED and end.told.notice_on is None:
        due = phrases_plans.late_notice(end.told, words) or phrases_plans.notice(end.told.ends_on, words)
        rest = sentences(rest, due)
    return fact, rest


def _about(before: ProbationEnd | None) -> str:
    if before is None:
        return _(
            "The manager makes the conclusion and answers for it. Probation is not extended: "
            "only days of absence move its end (Labour Code, art. 70)."
        )
    told = _("This will be a further record. The earlier one stays: {fact}")
    return told.format(fact=concluded(before)[0])
