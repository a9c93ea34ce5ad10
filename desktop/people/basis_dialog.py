"""The dialog for a new basis for processing somebody's data: document, date of signing, valid until."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import people
from desktop.context import Context
from desktop.kit.form.fields import DateField, TextField
from desktop.kit.form.form_dialog import Form, digest
from domain.errors import Impossible
from domain.people.person import Basis, Person
from domain.text import clean
from resources.i18n import _


class BasisDialog(Form):
    """Asks for the basis; earlier ones stay in the history of the person.

    Signals:
        entered: id of the person.
    """

    entered = Signal(int)

    def __init__(self, context: Context, person: Person, parent: QWidget) -> None:
        about = _("{name}. A consent is renewed by a new document; the earlier ones stay in the history.")
        about = about.format(name=person.full_name)
        title = _("New basis for processing the data")
        super().__init__(context.theme, title, about, _("Save"), parent, subject=())
        self._context, self._person_id = context, person.id
        hint = _("consent or contract")
        self.basis = self.put(TextField(_("Basis of processing"), self, "basis", person.basis, hint))
        self.paper = DateField(_("Signed on"), self, "basis_on")
        self.until = DateField(_("Valid until"), self, "basis_until")
        self.until.say(_("If left empty, it does not expire."))
        self.beside(self.paper, self.until)
        self.paper.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("person", str(self._person_id))

    @override
    def send(self) -> None:
        day, until = self.paper.read(), self.until.read()
        if day is None:
            self.paper.complain(_("Enter the date the new document was signed."))
            raise Impossible("basis_on")
        write = self._context.data.write
        write(people.renew_basis, self._person_id, Basis(clean(self.basis.text), day, until))
        self.entered.emit(self._person_id)
