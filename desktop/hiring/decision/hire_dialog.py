"""Hiring: the candidate becomes an employee with all that is known, and a plan of adaptation is drafted."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.assessing import people
from db.hiring import hiring
from db.people import organisation
from desktop.context import Context
from desktop.kit import labels
from desktop.kit.buttons import button
from desktop.kit.form.fields import DateField, Field, LookUpField, TextField
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.office.sentences import sentence
from domain.errors import Hired, Impossible, Missing, NoPlaces, Refused, Taken, TooLong
from domain.hiring.decision import Decision
from domain.people.gates import Gate, GateKind, Verdict
from domain.text import clean
from reports.words import phrases
from resources.i18n import _, current

PROBATION = timedelta(days=91)  # three months are the most that ТК РФ 70 allows here


class HireDialog(KeptDialog):
    """Date, post, unit, manager, personnel number, end of probation; complaints stand at their fields.

    Signals:
        hired: id of the person, after COMMIT.
    """

    hired = Signal(int)

    def __init__(self, context: Context, decision: Decision, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._case_id = decision.result.case.id
        person, cycle = decision.result.person, decision.result.cycle
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Hire: {name}").format(name=person.code))
        self.setFixedWidth(520 + 36 * context.theme.font_step)
        read, theme, today = context.data.read, context.theme, context.today()
        units = [(unit.id, unit.name) for unit in read(organisation.units)]
        everyone = [row.person for row in read(people.people, context.me.id)]
        staff = [(one.id, f"{one.full_name} · {one.code}") for one in everyone if one.id != person.id]
        post = decision.result.profile.post
        self.hired_on = DateField(_("Day of hiring"), self, "hired_on", today)
        self.probation = DateField(_("End of probation"), self, "probation_ends_on", today + PROBATION)
        self.post = TextField(_("Position"), self, "post", person.post or current().text(post))
        self.number = TextField(_("Personnel number"), self, "personnel_no", person.personnel_no or "")
        self.unit = LookUpField(
            theme, _("Unit"), self, "unit_id", units, cycle.unit_id if cycle.unit_id else person.unit_id
        )
        manager = decision.result.manager
        self.manager = LookUpField(
            theme, _("Manager"), self, "manager_id", staff, manager.id if manager is not None else None
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(labels.paragraph(person.full_name, self, "section"))
        told = _(
            "The candidate becomes an employee and keeps the history. Where the result is short of the "
            "targets in post, an onboarding plan is drafted."
        )
        column.addWidget(labels.paragraph(told, self, "small", "muted"))
        self.pending = labels.paragraph(pending(decision.result.gates), self, "body", "warn")
        self.pending.setVisible(bool(self.pending.text()))
        column.addWidget(self.pending)
        column.addWidget(self.restored)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        self._fields: tuple[Field, ...] = (
            self.hired_on,
            self.probation,
            self.post,
            self.number,
            self.unit,
            self.manager,
        )
        for place, field in enumerate(self._fields):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        column.addLayout(grid)
        self.fault = labels.fault(self)
        column.addWidget(self.fault)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel_button = button(_("Cancel"), self)
        self.hire_button = button(_("Hire"), self, "primary")
        self.hire_button.setDefault(True)
        row.addWidget(self.cancel_button)
        row.addWidget(self.hire_button)
        column.addLayout(row)
        self.cancel_button.clicked.connect(self.reject)
        self.hire_button.clicked.connect(self.hire)
        self.hired_on.line.setFocus()

    def hire(self) -> None:
        """Hire as filled in, or say at the fields what is wrong."""
        self.fault.hide()
        sound: list[bool] = []

        def ask[T](read: Callable[[], T]) -> T | None:
            try:
                return read()
            except Refused:
                sound.append(False)
                return None

        hired_on, ends_on = ask(self.hired_on.read), ask(self.probation.read)
        unit_id, manager_id = ask(self.unit.read), ask(self.manager.read)
        if hired_on is None and not self.hired_on.note:
            self.hired_on.complain(_("This field is required."))
        if sound or hired_on is None:
            self._lead()
            return
        try:
            person_id = self._context.data.write(
                hiring.hire,
                self._case_id,
                hired_on,
                unit_id,
                manager_id,
                clean(self.number.text) or None,
                clean(self.post.text),
                ends_on,
            )
        except (Missing, TooLong, Impossible, Taken, NoPlaces, Hired) as refused:
            self._complain(refused)
            return
        self.done(QDialog.DialogCode.Accepted)
        self.hired.emit(person_id)

    @override
    def filled_for(self) -> str:
        return str(self._case_id)

    def _complain(self, refused: Refused) -> None:
        told = sentence(refused, current())
        said = f"{told.what} {told.todo}".strip()
        name = getattr(refused, "field", "")
        for field in self._fields:
            if field.name == name:
                field.complain(said)
                self._lead()
                return
        self.fault.setText(said)
        self.fault.show()

    def _lead(self) -> None:
        wrong = next((field for field in self._fields if field.note), None)
        if wrong is not None:
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def pending(gates: Sequence[Gate]) -> str:
    """Say which mandatory requirements are not met, and which nobody has confirmed; empty where all are."""
    said = (
        _("Not met: {names}.").format(names=names) if (names := _names(gates, Verdict.NOT_MET)) else "",
        _("Not confirmed yet: {names}.").format(names=names)
        if (names := _names(gates, Verdict.TO_CONFIRM))
        else "",
        _("Nobody may start work without medical clearance.")
        if any(one.kind is GateKind.MEDICAL and one.verdict is not Verdict.MET for one in gates)
        else "",
    )
    return " ".join(part for part in said if part)


def _names(gates: Sequence[Gate], verdict: Verdict) -> str:
    return ", ".join(phrases.gate_kind(one.kind, current()) for one in gates if one.verdict is verdict)
