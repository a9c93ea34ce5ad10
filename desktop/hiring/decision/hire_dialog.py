"""Hiring: the candidate becomes an employee, keeps all records, and gets a draft adaptation plan."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.hiring import hiring
from db.people import organisation
from desktop.context import Context
from desktop.kit import labels
from desktop.kit.form.dates import parse_date, typed_date
from desktop.kit.form.fields import DateField, LookUpField, TextField
from desktop.kit.form.form_dialog import Form
from domain.development.probation import longest_until
from domain.errors import Impossible, Missing
from domain.hiring.decision import Decision
from domain.people.gates import Gate, GateKind, Verdict
from domain.text import clean
from reports.words.names import name_of
from resources.i18n import _, current


class HireDialog(Form):
    """Date, post, unit, manager, personnel number, end of probation.

    Signals:
        hired: id of the person, after COMMIT.
    """

    help_page = "decision#hire"

    hired = Signal(int)

    def __init__(self, context: Context, decision: Decision, parent: QWidget) -> None:
        person, cycle = decision.result.person, decision.result.cycle
        about = _(
            "The candidate becomes an employee and keeps the history. Where the result is short of the "
            "targets in post, an onboarding plan is drafted."
        )
        case_id = decision.result.case.id
        super().__init__(context.theme, person.full_name, about, _("Hire"), parent, subject=(case_id,))
        self._context, self._case_id = context, case_id
        self._person_id = person.id
        # The system shows window titles elsewhere too, so this one has the code and not the name.
        self.setWindowTitle(_("Hire: {name}").format(name=person.code))
        read, theme, today = context.data.read, context.theme, context.today()
        units = [(unit.id, unit.name) for unit in read(organisation.units)]
        staff = [one for one in context.names.roll.choices if one[0] != person.id]
        post = person.post or current().text(decision.result.profile.post)
        unit_id = cycle.unit_id if cycle.unit_id else person.unit_id
        manager = decision.result.manager
        manager_id = manager.id if manager is not None else None
        self.pending = labels.paragraph(pending(decision.result.gates), self, "body", "warn")
        self.pending.setVisible(bool(self.pending.text()))
        self.body.insertWidget(0, self.pending)
        self.hired_on = DateField(_("Day of hiring"), self, "hired_on", today)
        self.probation = DateField(_("End of probation"), self, "probation_ends_on", longest_until(today))
        self.post = TextField(_("Position"), self, "post", post)
        self.number = TextField(_("Personnel number"), self, "personnel_no", person.personnel_no or "")
        self.unit = LookUpField(theme, _("Unit"), self, "unit_id", units, unit_id)
        self.manager = LookUpField(theme, _("Manager"), self, "manager_id", staff, manager_id)
        self.beside(self.hired_on, self.probation)
        self.beside(self.post, self.number)
        self.beside(self.unit, self.manager)
        self.hire_button = self.act_button
        self._offered = self.probation.text
        self.hired_on.line.textChanged.connect(self._on_day)
        self.accepted.connect(self._on_accepted)
        self.hired_on.line.setFocus()

    @override
    def send(self) -> None:
        if not self.hired_on.text:
            self.hired_on.complain(_("This field is required."))
        self.read_all()
        day = self.hired_on.read()
        if day is None:
            raise Missing(self.hired_on.name)
        self._person_id = self._context.data.write(
            hiring.hire,
            self._case_id,
            day,
            self.unit.read(),
            self.manager.read(),
            clean(self.number.text) or None,
            clean(self.post.text),
            self.probation.read(),
        )

    def _on_day(self, typed: str) -> None:
        """Offer the end of the longest probation from that day, unless people wrote another one."""
        if self.probation.text != self._offered:
            return
        try:
            day = parse_date(typed, self.hired_on.name)
        except Impossible:
            return
        if day is not None:
            self._offered = typed_date(longest_until(day))
            self.probation.line.setText(self._offered)

    def _on_accepted(self) -> None:
        self.hired.emit(self._person_id)


def pending(gates: Sequence[Gate]) -> str:
    """Name the mandatory requirements not met or not confirmed; empty if all are met."""
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
    return ", ".join(name_of(one.kind, current()) for one in gates if one.verdict is verdict)
