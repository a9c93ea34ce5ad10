"""Sending a framework or a result by packet: for whom, and into which folder."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.exchange import sent_results
from desktop.context import Context
from desktop.exchange.keys_dialog import KeysDialog
from desktop.folders import Use
from desktop.jobs import Job
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.kit.form.fields import ChoiceField
from desktop.kit.form.form_dialog import refused_words
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.office.exchange import sending
from desktop.office.help.refusals import help_page
from domain.errors import Refused
from domain.exchange.ledger import KnownKey
from domain.progress import Progress
from resources.i18n import _, pgettext

WIDE = 480  # px at the usual text size

type Making = Callable[[int, Progress], sending.Outgoing]
"""Makes the packet for the file of this person; in the background."""


class SendDialog(Dialog):
    """One of those whose keys are known is chosen; keys can be added meanwhile.

    Of a result those are offered who had a part in it, the others once they are asked for.

    Signals:
        exported: the path of the packet, in a tuple.
        told: a message.
    """

    help_page = "exchange#colleague"

    exported = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        context: Context,
        title: str,
        about: str,
        purpose: str,
        making: Making,
        parent: QWidget,
        case_id: int = 0,
    ) -> None:
        """*case_id* is whose result is sent, 0 if none."""
        super().__init__(parent)
        self._context, self._making, self._case_id = context, making, case_id
        self._job: Job | None = None
        self.setFixedWidth(WIDE + 20 * context.theme.font_step)
        column = self.lay_out(title)
        column.addWidget(labels.paragraph(about, self, "strong"))
        column.addWidget(labels.paragraph(purpose, self, "small", "muted"))
        self.who = ChoiceField(context.theme, _("For whom"), self, "who", [(0, "")])
        column.addWidget(self.who)
        self.others_button = button(_("Offer others too"), self, "quiet", do=self.offer_others)
        column.addWidget(self.others_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._with_others = False
        self.nobody = labels.paragraph(
            _("No key is known yet. Ask for the key file and add it under “Keys…”."), self, "small", "warn"
        )
        column.addWidget(self.nobody)
        self.fault = labels.fault(self)
        column.addWidget(self.fault)
        self.keys_button = button(pgettext("exchange", "Keys…"), self, do=self.open_keys)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.save_button = button(_("Save packet…"), self, "primary", do=self.save)
        self.save_button.setDefault(True)
        buttons = self.keys_button, layout.STRETCH, self.cancel_button, self.save_button
        column.addLayout(layout.row(*buttons, gap="s", around=ABOVE))
        self.who.box.currentIndexChanged.connect(self._show_act)
        context.data.changed.connect(self._on_changed)
        self._read()
        able = self.who.box if self.nobody.isHidden() else self.keys_button
        able.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_keys(self) -> None:
        """Show the keys over this dialog; whoever becomes known can be chosen at once."""
        dialog = KeysDialog(self._context, self)
        dialog.exported.connect(self.exported)
        dialog.told.connect(self.told)
        dialog.open()

    def save(self) -> None:
        """Make the packet in the background, then ask for the folder; a refusal stays in the dialog."""
        person_id = self.who.value
        if self._job is not None or not isinstance(person_id, int) or not person_id:
            return
        self.fault.hide()
        work = partial(_tried, self._making, person_id)
        title = _("Preparing the packet")
        self._job = self._context.jobs.run(work, self._on_made, title, ended=self._on_ended)
        self._show_act()

    @override
    def done(self, arg__1: int) -> None:
        if self._job is not None:
            self._job.drop()
        super().done(arg__1)

    def _on_ended(self) -> None:
        self._job = None
        self._show_act()

    def _on_made(self, made: sending.Outgoing | Refused) -> None:
        if isinstance(made, Refused):
            self._complain(made)
            return
        title = _("Folder for the packet to {name}").format(name=made.recipient)
        folder = files.choose_folder(self, title, self._context.settings.folders, Use.PACKETS)
        if folder is None:
            return
        try:
            paths = sending.write(self._context.data, folder, made)
        except Refused as refused:
            self._complain(refused)
            return
        self.accept()
        self.exported.emit(paths)

    def _complain(self, refused: Refused) -> None:
        self.help_page = help_page(refused)
        self.fault.setText(refused_words(refused))
        self.fault.show()
        fit(self)

    def offer_others(self) -> None:
        """Offer also those who had no part, as far as they may see the result."""
        self._with_others = True
        self._read()
        self.who.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        read = self._context.data.read
        if not self._case_id:
            self.show_known(read(sent_results.readers))
            return
        part, others = read(sent_results.readers_of, self._case_id)
        self._with_others |= not part
        self.show_known(
            (*part, *others) if self._with_others else part, more=bool(others) and not self._with_others
        )

    def show_known(self, known: Sequence[KnownKey], *, more: bool = False) -> None:
        """Offer these; whoever was chosen stays so. *more* says that there are others."""
        chosen = known[0].person_id if len(known) == 1 else self.who.value
        names = [(one.person_id, one.name) for one in known]
        self.who.offer([(0, pgettext("of a packet", "choose")), *names], chosen)
        self.who.setVisible(bool(known))
        self.others_button.setVisible(more)
        self.nobody.setVisible(not known)
        self._show_act()
        fit(self)

    def _show_act(self) -> None:
        if self._job is not None:
            allow(self.save_button, _("The packet is being prepared."))
        else:
            allow(self.save_button, "" if self.who.value else _("Nobody is chosen whose key is known."))

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"known_key", "person"}:
            self._read()


def _tried(making: Making, person_id: int, progress: Progress) -> sending.Outgoing | Refused:
    try:
        return making(person_id, progress)
    except Refused as refused:
        return refused
