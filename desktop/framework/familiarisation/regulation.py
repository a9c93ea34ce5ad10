"""The name of a local act that people sign and the file does not hold."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.form.fields import TextField
from desktop.kit.form.form_dialog import Form
from domain.errors import Missing, TooLong
from domain.people.person import NAME_LIMIT
from domain.text import clean
from resources.i18n import _


class RegulationForm(Form):
    """Asks for the name; the act is kept with the first signature.

    Signals:
        named: the name of the act.
    """

    help_page = "familiarisation"

    named = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        about = _("As it is printed on the act, with its date and number.")
        super().__init__(context.theme, _("Local act to sign"), about, _("Continue"), parent, subject=())
        hint = _("for example a regulation on assessment")
        self.name = self.put(TextField(_("Local act"), self, "document", "", hint))
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        name = clean(self.name.text).strip()
        if not name:
            raise Missing("document")
        if len(name) > NAME_LIMIT:
            raise TooLong("document", len(name), NAME_LIMIT)
        self.named.emit(name)
