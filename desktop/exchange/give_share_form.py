"""The share of an assessor who dropped out, given by the second named person with a reason."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.context import Context
from desktop.folders import Use
from desktop.kit.form.fields import ChoiceField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.office.exchange import sending
from desktop.office.exchange.phrases_exchange import code_there
from domain.errors import Refused
from domain.exchange.ledger import KeptCase
from resources.i18n import _, current


class GiveShareForm(Form):
    """Whose share, and why: the reason is signed and printed.

    Signals:
        exported: the path of the packet, in a tuple.
    """

    help_page = "exchange#open"

    exported = Signal(object)

    def __init__(self, context: Context, kept: KeptCase, parent: QWidget) -> None:
        about = _("Assessed: {person}, {cycle}. Sheets open without the assessor; documents say so and why.")
        super().__init__(
            context.theme,
            _("Give the share of an assessor"),
            about.format(person=code_there(kept.person, current()), cycle=kept.cycle),
            _("Save packet…"),
            parent,
            subject=(kept.case,),
        )
        self._context, self._kept = context, kept
        # Nobody is chosen beforehand: a share that was given cannot be called back.
        offered: list[tuple[object, str]] = [(None, _("Choose the assessor"))]
        offered += [
            (number, code_there(code, current()))
            for number, code in kept.holders.items()
            if number not in kept.given
        ]
        self.who = ChoiceField(context.theme, _("Who dropped out"), self, "number", offered)
        if kept.sender:  # codes of another file may be those of other people here
            told = _("These are codes of people in the file of {name}: ask there who is who.")
            self.who.say(told.format(name=kept.sender))
        self.reason = TextAreaField(_("Reason"), self, "reason")
        self.put(self.who)
        self.put(self.reason)
        self.who.box.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()
        self.who.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self) -> None:
        allow(self.act_button, "" if self.who.value is not None else _("Choose who dropped out."))

    @override
    def take(self) -> None:
        if not self.act_button.isEnabled():
            return  # by Ctrl+Enter
        made = self._made()
        if made is None:
            return
        context = self._context
        title = _("Folder for the packet to {name}").format(name=made.recipient)
        folder = files.choose_folder(self, title, context.settings.folders, Use.PACKETS)
        if folder is None:
            return  # what was typed stays
        paths = sending.write(context.data, folder, made)
        self.done(QDialog.DialogCode.Accepted)
        self.exported.emit(paths)

    def _made(self) -> sending.Outgoing | None:
        """Return the packet; None if that is refused, which a field then says."""
        self.fault.hide()
        for field in self.fields:
            field.settle()
        number = self.who.value
        assert isinstance(number, int), "without a choice the act is off"
        try:
            return sending.give_share(self._context.data, self._kept.case, number, self.reason.text)
        except Refused as refused:
            self.complain(refused)
            return None
