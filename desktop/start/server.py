"""The server of the organisation instead of a file: address, name, password, and an own one at first use."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form import form
from desktop.kit.form.form import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.start.card import Card
from desktop.start.renew import NewPasswordCard
from desktop.theme import Theme
from domain.login import Ended
from resources.i18n import _

LONGEST = 1_000  # characters of a password


@dataclass(frozen=True, slots=True)
class Known:
    """What this computer knows of the server: its address, and the file of the organisation's authority."""

    address: str = ""
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed to log in."""

    known: Known
    name: str
    password: str = field(repr=False)


class ServerCard(Card):
    """Whose server it is, and who logs in.

    Signals:
        given: a Given.
        file_wanted: work with a file instead.
    """

    help_page = "login"
    of_file = False

    given = Signal(object)
    file_wanted = Signal()

    def __init__(self, theme: Theme, known: Known, folder: Path, parent: QWidget) -> None:
        """*folder* is where the certificate is first looked for."""
        super().__init__(theme, _("Merilo"), _("The server of your organisation"), parent)
        self._folder, self._authority = folder, known.authority
        self._address, self.address = form.line(_("Address of the server"), self, known.address)
        self.address.setMaxLength(300)
        self.address.setPlaceholderText("merilo.example.ru:8443")
        self._name, self.name = form.line(_("Name of the account"), self)
        self.password: QLineEdit = PasswordEdit(theme, self)
        self.password.setMaxLength(LONGEST)
        self._password = Field(_("Password"), self.password, self)
        for one in (self._address, self._name, self._password):
            self.column.addWidget(one)
        self.column.addWidget(self.fault)
        self.file = button(_("Work with a file…"), self, "quiet", do=self.file_wanted)
        self.go = button(_("Log in"), self, "primary", do=self._on_go)
        self.column.addLayout(layout.row(self.file, layout.STRETCH, self.go, gap="s"))
        self.column.addWidget(labels.rule(self))
        self.column.addLayout(self._certificate_row())
        self.password.hinted.connect(self._password.say)
        for edit in (self.address, self.name, self.password):
            edit.textEdited.connect(self._on_typed)
            edit.returnPressed.connect(self._on_go)
        self._show_authority()

    def begin(self) -> None:
        """Focus the first field that is empty."""
        edits = (self.address, self.name, self.password)
        next((one for one in edits if not one.text()), self.password).setFocus()

    def fail(self, what: str, rest: str) -> None:
        """Show what went wrong, and select the password, so that a new attempt replaces it."""
        self.set_busy(False)
        super().fail(what, rest)
        self.password.setFocus()
        self.password.selectAll()

    def set_busy(self, busy: bool) -> None:
        """Show that the server is asked; nothing can be pressed meanwhile."""
        if busy and (held := QApplication.focusWidget()) is not None and self.isAncestorOf(held):
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.setFocus()  # else Qt would give it to something in the corner
        self.go.setText(_("Logging in…") if busy else _("Log in"))
        for one in (self.go, self.file, self.address, self.name, self.password, self.choose, self.drop):
            allow(one, _("The server is being asked") if busy else "")
        if busy:
            self.fault.hide()

    def _certificate_row(self) -> QHBoxLayout:
        self._certificate = labels.paragraph("", self, "small", "muted")
        self.choose = button(_("Certificate…"), self, "quiet", small=True, do=self._on_choose)
        self.drop = button(_("Without it"), self, "quiet", small=True, do=self._on_drop)
        return layout.row(layout.grow(self._certificate), self.drop, self.choose, gap="s")

    def _show_authority(self) -> None:
        own = self._authority
        told = _("Trusted: the certificate authorities of this computer.")
        if own is not None:
            told = _("Trusted: “{name}” alone.").format(name=own.name)
        self._certificate.setText(told)
        self.drop.setVisible(own is not None)

    def _on_choose(self) -> None:
        kinds = _("Certificates (*.pem *.crt *.cer)")
        title = _("The certificate authority of the organisation")
        chosen = files.open_file(self, title, self._folder, kinds)
        if chosen is not None:
            self._authority = chosen
            self._show_authority()

    def _on_drop(self) -> None:
        self._authority = None
        self._show_authority()
        self.choose.setFocus()

    def _on_typed(self) -> None:
        for one in (self._address, self._name, self._password):
            if one.wrong:
                one.say("")

    def _on_go(self) -> None:
        told = (
            (self._address, self.address, _("Enter the address that the administrator gave you.")),
            (self._name, self.name, _("Enter the name of the account.")),
            (self._password, self.password, _("Enter the password.")),
        )
        for one, edit, missing in told:
            if not edit.text().strip():
                one.say(missing, wrong=True)
                edit.setFocus()
                return
        known = Known(self.address.text().strip(), self._authority)
        self.given.emit(Given(known, self.name.text().strip(), self.password.text()))

    def refuse_address(self, what: str) -> None:
        """Say at the field what is wrong with the address."""
        self.set_busy(False)
        self._address.say(what, wrong=True)
        self.address.setFocus()


class FirstPasswordCard(NewPasswordCard):
    """A password of one's own in place of the one that the administrator gave; ``left``: another time."""

    help_page = "login#first"
    of_file = False

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        """*name* is that of the account."""
        subtitle = _("The first password of “{name}” serves only to be changed.").format(name=name)
        note = _(
            "Not the first password, and without the name of the account in it. Nobody else knows it. If "
            "it is forgotten, the administrator of the server gives a new one."
        )
        super().__init__(theme, _("Set a password of your own"), subtitle, note, parent)


class PasswordCard(Card):
    """Asks for one password that opens something.

    Signals:
        given: the password.
        left: not now.
    """

    help_page = "login#again"
    of_file = False

    given = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, title: str, subtitle: str, name: str, parent: QWidget) -> None:
        """*name* is what the field is called; the buttons come below it by ``end``."""
        super().__init__(theme, title, subtitle, parent)
        self.password: QLineEdit = PasswordEdit(theme, self)
        self.password.setMaxLength(LONGEST)
        self._password = Field(name, self.password, self)
        self.go = button(_("Go on"), self, "primary", do=self._on_go)
        self.password.hinted.connect(self._password.say)
        self.password.returnPressed.connect(self._on_go)

    def end(self, note: str, leave: QPushButton, *others: QPushButton) -> None:
        """Lay out the field, the note and the buttons, below what stands there already."""
        self._buttons = (leave, *others, self.go)
        self.column.addWidget(self._password)
        if note:
            self.column.addWidget(labels.paragraph(note, self, "small", "muted"))
        self.column.addWidget(self.fault)
        self.column.addLayout(layout.row(leave, layout.STRETCH, *others, self.go, gap="s"))

    def begin(self) -> None:
        """Focus the password."""
        self.password.setFocus()

    def fail(self, what: str, rest: str) -> None:
        """Show what went wrong, and select the password typed."""
        self.set_busy(False)
        super().fail(what, rest)
        self.begin()
        self.password.selectAll()

    def set_busy(self, busy: bool) -> None:
        """Show that the password is being checked."""
        for widget in (*self._buttons, self.password):
            allow(widget, _("The password is being checked") if busy else "")
        if busy:
            self.fault.hide()

    def _on_go(self) -> None:
        if self.password.text():
            self.given.emit(self.password.text())
        else:
            self._password.say(_("Enter the password."), wrong=True)


class ServerLockedCard(PasswordCard):
    """A window that is locked, or whose session has ended: the password leads back, or one leaves."""

    def __init__(self, theme: Theme, server: str, ended: Ended | None, parent: QWidget) -> None:
        """*ended* is why the session holds no more, if it does not."""
        subtitle = _("Enter the password of the account to go on.")
        super().__init__(theme, _("The window is locked"), subtitle, _("Password of the account"), parent)
        self.column.addWidget(labels.plain(server, self, "strong"))
        self.ended = labels.paragraph("", self, "small")
        self.column.addWidget(self.ended)
        self.show_ended(ended)
        self.leave = button(_("Leave the server"), self, "quiet", do=self.left)
        self.end("", self.leave)

    def show_ended(self, ended: Ended | None) -> None:
        """Say why the session has ended; it may end while the page is there."""
        told = {
            Ended.TIME: _("The session has ended: it lasts ten hours."),
            Ended.CLOSED: _(
                "The account is closed, so no password leads back. Ask the administrator of the server."
            ),
            Ended.RIGHTS: _(
                "The rights of the account were changed. The password opens the window with the new ones."
            ),
            Ended.ELSEWHERE: _(
                "The session was ended: the password of the account was changed, or an administrator ended "
                "it. The present password leads back."
            ),
        }
        self.ended.setText("" if ended is None else told[ended])
        self.ended.setVisible(ended is not None)


class FormerPasswordCard(PasswordCard):
    """What waits to be sent is closed by another password: that one, or an empty one to set it aside."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        subtitle = _("On this computer something still waits to be sent, closed by your former password.")
        super().__init__(theme, _("The former password"), subtitle, _("Former password"), parent)
        self.back = button(_("Not now"), self, "quiet", do=self.left)
        self.aside = button(_("Set it aside"), self, do=self._on_aside)
        note = _("Set aside, it stays on the disk under another name, and is not sent.")
        self.end(note, self.back, self.aside)

    def _on_aside(self) -> None:
        self.given.emit("")
