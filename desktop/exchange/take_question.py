"""The question before a packet is taken: who sends what, for whose assessment, and what comes of it."""

from PySide6.QtWidgets import QWidget

from desktop.kit.form.dialog import Question
from desktop.office.exchange import phrases_exchange
from desktop.office.sentences import sentence
from domain.exchange.ledger import Announced
from domain.exchange.packet import PacketKind
from domain.exchange.refusal import NotAccepted
from resources.i18n import _, current, ngettext


class TakeQuestion(Question):
    """Nothing is written before it is answered."""

    help_page = "exchange"

    def __init__(self, told: Announced, parent: QWidget) -> None:
        title = _("Take the packet of {name}?").format(name=told.sender)
        super().__init__(title, _words(told), _("Cancel"), _("Take"), parent)
        if told.kind is PacketKind.INVITATION:
            self.help_page = "exchange#invited"
        elif told.would.opened:
            self.help_page = "exchange#open"
        self.setWindowTitle(_("Take packet"))  # the system shows titles elsewhere too: no name
        self.act.setDefault(True)
        self.act.setFocus()


class NoKeyOfSender(Question):
    """Leads to the key file of whoever signed a packet; the packet is held until the key is known."""

    help_page = "exchange#keys"

    def __init__(self, refused: NotAccepted, parent: QWidget) -> None:
        told = sentence(refused, current())
        rest = _(
            "Get the key file of the sender, and ask for the six groups by voice. Then the packet is taken."
        )
        super().__init__(told.what, rest, _("Cancel"), _("Add key…"), parent)
        self.act.setDefault(True)
        self.act.setFocus()


def _words(told: Announced) -> str:
    about = ", ".join(part for part in (told.title, told.person) if part)
    what = phrases_exchange.kind(told.kind, current())
    lines = [f"{what}: {about}." if about else f"{what}."]
    lines.append(_("Made on {day}.").format(day=current().date(told.made_on)))
    if told.would.opened:
        opened = ngettext(
            "It is the last one: {n} sheet opens.",
            "It is the last one: all {n} sheets open together.",
            told.would.opened,
        )
        lines.append(opened.format(n=told.would.opened))
    elif told.would.set_aside:
        lines.append(phrases_exchange.set_aside(told.would.set_aside, current()))
    elif told.kind is PacketKind.SEALED_SHEET:
        lines.append(_("It stays closed until the last one comes."))
    elif told.kind is PacketKind.INVITATION:
        lines.append(_("The assessment is added to your file; nobody reads your marks before all are in."))
    return " ".join(lines)
