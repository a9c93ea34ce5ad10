"""What is entered when documents are made for signing: their day, who signs, copies and recipients."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.papers import issuing
from db.people import register
from desktop.context import Context
from desktop.kit.form.fields import DateField, TextField
from desktop.kit.form.form_dialog import Form, digest
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from domain.errors import Impossible
from domain.people.issued import Issue
from domain.people.organisation import Registration
from domain.text import clean
from resources.i18n import _, current, ngettext, pgettext


class IssueForm(Form):
    """Gives each of the documents its number; those that have one keep it.

    Signals:
        issued: the numbers as printed, a tuple.
    """

    help_page = "register"

    issued = Signal(object)

    def __init__(
        self,
        context: Context,
        kind: str,
        ids: Sequence[int],
        unit_id: int | None,
        seen: Sequence[Registration | None],
        parent: QWidget,
    ) -> None:
        """*seen* are the numbers that some of the documents have."""
        count = len(ids)
        about = ngettext(
            "{title}: {n} document. A number is given once and stays in the register.",
            "{title}: {n} documents. A number is given once and stays in the register.",
            count,
        ).format(title=DOCUMENTS[kind].name(current()), n=count)
        if kept := ", ".join(one.code for one in seen if one is not None):
            about = (
                f"{about} {_('Already registered, and not changed here: {numbers}.').format(numbers=kept)}"
            )
        super().__init__(
            context.theme,
            _("Register for signing"),
            about,
            _("Give a number"),
            parent,
            subject=(kind, *ids),
        )
        self._context, self._kind, self._ids, self._seen = context, kind, tuple(ids), seen
        self._unit_id = unit_id
        proposed = context.data.read(register.proposed, kind)
        self.day = DateField(_("Date"), self, "on", context.today())
        self.copies = TextField(pgettext("of a document", "Copies"), self, "copies", str(proposed.copies))
        self.beside(self.day, self.copies)
        self.signer = self.put(TextField(_("Who signs"), self, "signed_by", proposed.signed_by))
        hint = _("who gets a copy; may be left empty")
        self.recipients = self.put(TextField(_("To whom"), self, "recipients", "", hint))
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def filled_for(self) -> str:
        return digest("issue", self._kind, *(str(one) for one in self._ids))

    @override
    def send(self) -> None:
        day, copies = self.day.read(), self.copies.text
        if day is None:
            self.day.complain(_("Enter the date of the document."))
            raise Impossible("on")
        if not copies.isdecimal():
            self.copies.complain(_("Enter a number."))
            raise Impossible("copies")
        entry = Issue(day, clean(self.signer.text), int(copies), clean(self.recipients.text))
        context = self._context
        numbers = context.data.write(
            issuing.issue_all,
            self._kind,
            self._ids,
            context.me.id,
            context.today(),
            self._unit_id,
            entry,
            self._seen,
        )
        self.issued.emit(numbers)
