"""The card of a person beside the table: who it is, the next step, gates, assessments, plans."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.people import CaseLine, PersonCard
from desktop.people.person_dialog import kind_words
from desktop.people.state import Step, case_title, state_words
from desktop.theme import Theme
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.gate_list import GateList
from domain.person import Person, PersonKind
from domain.plan import PlanKind
from domain.sheet import SheetState
from reports import phrases
from resources.i18n import _, current, ngettext

WIDTH = 328


class Card(QFrame):
    """Shows one person; what it offers it only asks for.

    Signals:
        stepped: the button of the next step was pressed.
        edited: the button for changing was pressed.
        result_wanted: id of the case whose result is asked for.
    """

    stepped = Signal()
    edited = Signal()
    result_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 12)
        head.setSpacing(4)
        self._name = labels.paragraph("", self, "section")
        self._facts = labels.paragraph("", self, "small", "muted")
        acts = QHBoxLayout()
        acts.setContentsMargins(0, 8, 0, 0)
        acts.setSpacing(8)
        self.step_button = button("", self, "primary")
        self.edit_button = button(_("Change…"), self)
        acts.addWidget(self.step_button, 1)
        acts.addWidget(self.edit_button)
        for label in (self._name, self._facts):
            head.addWidget(label)
        head.addLayout(acts)
        column.addLayout(head)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._scroll, 1)
        self.step_button.clicked.connect(self.stepped)
        self.edit_button.clicked.connect(self.edited)

    def show_card(self, card: PersonCard, step: Step, *, read_only: bool) -> None:
        """Show this person; in a file that can only be read nothing is offered but results."""
        person = card.person
        self._name.setText(person.full_name)
        self._facts.setText(_facts(person))
        self.step_button.setText(step_words(step))
        self.step_button.setVisible(step is Step.RESULT or not read_only)
        self.edit_button.setVisible(not read_only)
        body = QWidget(self._scroll)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 0, 16, 16)
        column.setSpacing(8)
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Mandatory requirements"), body, "strong"))
        gates = GateList(self._theme, body)
        gates.show_gates(card.gates, card.requirements)
        column.addWidget(gates)
        self._add_cases(column, body, card.cases)
        self._add_plans(column, body, card)
        column.addStretch(1)
        self._scroll.setWidget(body)  # deletes the former one

    def _add_cases(self, column: QVBoxLayout, body: QWidget, cases: tuple[CaseLine, ...]) -> None:
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Assessments"), body, "strong"))
        if not cases:
            column.addWidget(labels.plain(_("Not assessed yet"), body, "small", "muted"))
        for case in cases:
            line = QHBoxLayout()
            line.setSpacing(8)
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(labels.paragraph(case_title(case), body))
            words.addWidget(labels.paragraph(state_words(case).text, body, "small", "muted"))
            if len(case.sheets) > 1 or not case.all_in:
                for sheet in case.sheets:
                    sent = _("submitted") if sheet.state is SheetState.SUBMITTED else _("draft")
                    told = f"{sheet.assessor_name}, {phrases.role(sheet.role, current())}: {sent}"
                    words.addWidget(labels.paragraph(told, body, "small", "muted"))
            line.addLayout(words, 1)
            if any(sheet.state is SheetState.SUBMITTED for sheet in case.sheets):
                show = ResultButton(case, body)
                show.button.clicked.connect(show.ask)
                show.asked.connect(self.result_wanted)
                line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)

    def _add_plans(self, column: QVBoxLayout, body: QWidget, card: PersonCard) -> None:
        if not card.plans:
            return
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Plans"), body, "strong"))
        for plan in card.plans:
            words = current()
            kind = {
                PlanKind.IDP: _("Individual development plan"),
                PlanKind.ADAPTATION: _("Adaptation plan"),
                PlanKind.TRAINING: _("Training plan"),
            }[plan.kind]
            goals = ngettext("{n} goal", "{n} goals", plan.goals).format(n=plan.goals)
            dates = f"{words.date(plan.starts_on)} – {words.date(plan.ends_on)}"
            column.addWidget(labels.paragraph(kind, body))
            column.addWidget(labels.paragraph(f"{dates}, {goals}", body, "small", "muted"))


class ResultButton(QWidget):
    """A button that knows whose result it opens.

    Signals:
        asked: id of the case.
    """

    asked = Signal(int)

    def __init__(self, case: CaseLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._case_id = case.case_id
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)  # room for the focus ring
        self.button = button(_("Result"), self, "quiet", small=True)
        self.button.setAccessibleName(_("Result: {title}").format(title=case_title(case)))
        row.addWidget(self.button)

    def ask(self) -> None:
        """Say which case it is."""
        self.asked.emit(self._case_id)


def step_words(step: Step) -> str:
    """Return what the button of the step says."""
    return {Step.ASSESS: _("Assess…"), Step.RESUME: _("Continue"), Step.RESULT: _("Result")}[step]


def _facts(person: Person) -> str:
    parts = [person.code, kind_words(person.kind), person.post, person.unit]
    if person.kind is not PersonKind.CANDIDATE and person.manager_name:
        parts.append(_("manager: {name}").format(name=person.manager_name))
    return " · ".join(part for part in parts if part)
