"""Asking what belongs to a card: what permits keeping the data, and how the name is declined."""

from collections.abc import Mapping
from typing import ClassVar, override

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from db.people import basis
from desktop.context import Context
from desktop.kit.form.fields import DateField
from desktop.kit.form.form_dialog import Form, digest
from desktop.kit.form.text_area import TextAreaField
from desktop.people.basis_dialog import BasisDialog
from desktop.people.cases_dialog import CasesDialog
from domain.errors import Impossible, NotConsent, Refused
from domain.people.person import Person
from domain.people.retention import AFTER_WITHDRAWAL
from domain.text import clean
from resources.i18n import _, ngettext


class Keeping(QObject):
    """Opens the forms over a screen; in a read-only file it opens none.

    Signals:
        written: id of the person.
    """

    written = Signal(int)

    def __init__(self, context: Context, screen: QWidget) -> None:
        super().__init__(screen)
        self._context, self._screen = context, screen

    def renew(self, person: Person | None) -> None:
        """Ask for a new document that permits processing the person's data."""
        if person is not None and not self._context.data.read_only:
            dialog = BasisDialog(self._context, person, self._screen)
            dialog.entered.connect(self.written)
            dialog.open()

    def withdraw(self, person: Person | None) -> None:
        """Ask when the person withdrew the consent."""
        if person is not None and not self._context.data.read_only:
            dialog = WithdrawalDialog(self._context, person, self._screen)
            dialog.entered.connect(self.written)
            dialog.open()

    def decline(self, person: Person | None) -> None:
        """Show the cases of the name and the position, to be confirmed."""
        if person is not None and not self._context.data.read_only:
            dialog = CasesDialog(self._context, person, self._screen)
            dialog.entered.connect(self.written)
            dialog.open()

    def prolong(self, person: Person | None) -> None:
        """Ask until when the person's data are kept longer, and why."""
        if person is not None and not self._context.data.read_only:
            dialog = ProlongDialog(self._context, person, self._screen)
            dialog.entered.connect(self.written)
            dialog.open()


class WithdrawalDialog(Form):
    """Asks for the day of the statement; the law then gives a term for erasing the data.

    Signals:
        entered: id of the person.
    """

    help_page = "people#basis"

    AT: ClassVar[Mapping[type[Refused], str]] = {**Form.AT, NotConsent: "withdrawn_on"}
    entered = Signal(int)

    def __init__(self, context: Context, person: Person, parent: QWidget) -> None:
        about = ngettext(
            "{name}. The data are to be erased within {n} day, unless another document permits keeping "
            "them. The consent stays in the history.",
            "{name}. The data are to be erased within {n} days, unless another document permits keeping "
            "them. The consent stays in the history.",
            AFTER_WITHDRAWAL,
        ).format(name=person.full_name, n=AFTER_WITHDRAWAL)
        title = _("The consent was withdrawn")
        super().__init__(context.theme, title, about, _("Save"), parent, subject=())
        self._context, self._person_id = context, person.id
        self.day = self.put(DateField(_("Withdrawn on"), self, "withdrawn_on", context.today()))
        self.reason = self.put(TextAreaField(_("Statement (may be left empty)"), self, "reason", lines=2))
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("person", str(self._person_id))

    @override
    def send(self) -> None:
        day = self.day.read()
        if day is None:
            self.day.complain(_("Enter the date of the statement."))
            raise Impossible("withdrawn_on")
        self._context.data.write(basis.withdraw, self._person_id, day, clean(self.reason.text))
        self.entered.emit(self._person_id)


class ProlongDialog(Form):
    """Asks until when the data are kept longer, and what requires it.

    Signals:
        entered: id of the person.
    """

    help_page = "people#basis"

    entered = Signal(int)

    def __init__(self, context: Context, person: Person, parent: QWidget) -> None:
        about = _(
            "{name}. Only what a dispute or a law requires may be kept longer; the reason stays in the "
            "history."
        ).format(name=person.full_name)
        title = _("Keep the data longer")
        super().__init__(context.theme, title, about, _("Save"), parent, subject=())
        self._context, self._person_id = context, person.id
        self.until = self.put(DateField(_("Keep until"), self, "hold_until"))
        self.reason = self.put(TextAreaField(_("Reason"), self, "reason", lines=3))
        self.until.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("person", str(self._person_id))

    @override
    def send(self) -> None:
        day = self.until.read()
        if day is None:
            self.until.complain(_("Enter a day in the future."))
            raise Impossible("hold_until")
        self._context.data.write(basis.hold, self._person_id, day, clean(self.reason.text))
        self.entered.emit(self._person_id)
