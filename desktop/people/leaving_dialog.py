"""The dialog for a dismissal: who, last day of work, reason; also for undoing it."""

from datetime import date
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import people
from desktop.context import Context
from desktop.kit.buttons import button
from desktop.kit.form.dates import typed_date
from desktop.kit.form.fields import DateField, LookUpField, TextField
from desktop.kit.form.form_dialog import Form, digest
from desktop.kit.form.keeper import NOT_OF_THE_FORM
from desktop.shared.person_field import known_id
from domain.errors import Impossible, Missing, Refused
from domain.people.person import FAR, Person, PersonKind
from domain.text import clean
from resources.i18n import _, current


class LeavingDialog(Form):
    """Asks who leaves and when; for those who have already left it shows the record for correction.

    Signals:
        left: id of the person, and the message to show.
    """

    help_page = "people#leave"

    left = Signal(int, str)

    def __init__(self, context: Context, person: Person | None, parent: QWidget) -> None:
        about = _(
            "The last working day. From the next day on, sheets not started by or about this "
            "person are no longer expected. Submitted sheets stay and count."
        )
        super().__init__(context.theme, _("Dismissal"), about, _("Dismiss"), parent, subject=())
        self._context = context
        self._able = context.names.roll.staff
        chosen = person.id if person is not None and person.kind is not PersonKind.CANDIDATE else None
        offered = [(one.id, one.line) for one in self._able]
        self.who = self.put(LookUpField(context.theme, _("Employee"), self, "person_id", offered, chosen))
        self.who.box.setProperty(NOT_OF_THE_FORM, True)  # never offered for somebody else
        self._about = str(chosen or "")
        self._shown = person if chosen is not None else None
        self.day = DateField(_("Left on"), self, "left_on", self._shown.left_on if self._shown else None)
        reason = self._shown.left_reason if self._shown else ""
        self.reason = TextField(_("Reason for leaving"), self, "left_reason", reason, _("may be left empty"))
        self.beside(self.day, self.reason)
        self.back_button = button(_("Undo dismissal"), self, "quiet", small=True, do=self._take_back)
        self.back_button.setVisible(_has_left(self._shown))
        self.who.box.editTextChanged.connect(self._on_who)
        self.body.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        (self.day if chosen is not None else self.who).edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("person", self._about)

    @override
    def send(self) -> None:
        person = self._person()
        day = self.day.read()
        if day is None:
            self.day.complain(_("Enter the last working day."))
            raise Missing("left_on")
        check_day(self.day, day, person.hired_on, self._context.today())
        self._context.data.write(people.dismiss, person.id, day, clean(self.reason.text))
        told = _("{name} leaves on {day}") if day >= self._context.today() else _("{name} left on {day}")
        self.left.emit(person.id, told.format(name=person.short_name, day=current().date(day)))

    def _on_who(self) -> None:
        """Show the record of the chosen person; typed text stays."""
        before, known = self._shown, self.who.named
        now = None if known is None else self._context.data.read(people.person, known)
        self._shown = now
        if self.day.text == typed_date(before.left_on if before else None):
            self.day.line.setText(typed_date(now.left_on if now else None))
        if self.reason.text == (before.left_reason if before else ""):
            self.reason.line.setText(now.left_reason if now else "")
        self.back_button.setVisible(_has_left(now))

    def _take_back(self) -> None:
        try:
            person = self._person()
            self._context.data.write(people.take_dismissal_back, person.id)
        except Refused as refused:
            self.complain(refused)
            return
        self.accept()
        self.left.emit(person.id, _("The dismissal of {name} was undone").format(name=person.short_name))

    def _person(self) -> Person:
        person_id = known_id(self.who, self._able)
        if person_id is None:
            self.who.complain(_("Choose an employee from the list."))
            raise Missing("person_id")
        return self._context.data.read(people.person, person_id)


def _has_left(person: Person | None) -> bool:
    return person is not None and person.left_on is not None


def check_day(field: DateField, day: date, hired_on: date | None, today: date) -> None:
    """Refuse an impossible last day of work; the field says why.

    Raises:
        Impossible: if it is before the day of hiring, or more than a year ahead.
    """
    if hired_on is not None and day < hired_on:
        told = _("This is before the hiring date, {day}. Check both dates.")
        field.complain(told.format(day=current().date(hired_on)))
        raise Impossible("left_on")
    if day > today + FAR:
        field.complain(_("More than a year ahead. Check the year."))
        raise Impossible("left_on")
