"""A password that is set anew: of a file opened by its recovery code, or of an account at first use."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.new_password import NewPassword
from desktop.kit.off import allow
from desktop.start.card import Card
from desktop.theme import Theme
from resources.i18n import _


class NewPasswordCard(Card):
    """Asks twice for a password that is to be set; this can be postponed.

    Signals:
        given: the new password.
        left: not now.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, title: str, subtitle: str, note: str, parent: QWidget) -> None:
        super().__init__(theme, title, subtitle, parent)
        self.fields = NewPassword(theme, _("New password, at least 12 characters"), self)
        self.column.addWidget(self.fields)
        self.column.addWidget(labels.paragraph(note, self, "small", "muted"))
        self.column.addWidget(self.fault)
        self.later = button(_("Not now"), self, "quiet", do=self.left)
        self.set = button(_("Set password"), self, "primary", do=self._on_set)
        self.column.addLayout(layout.row(self.later, layout.STRETCH, self.set))
        self.fields.entered.connect(self._on_set)

    def begin(self) -> None:
        """Focus the password."""
        self.fields.password.setFocus()

    def fail(self, what: str, rest: str) -> None:
        """Show what went wrong; everything typed stays."""
        self.set_busy(False)
        super().fail(what, rest)
        self.begin()

    def set_busy(self, busy: bool) -> None:
        """Show that the password is being set."""
        for widget in (self.set, self.later, self.fields.password, self.fields.again):
            allow(widget, _("The password is being set") if busy else "")
        if busy:
            self.fault.hide()

    def _on_set(self) -> None:
        password = self.fields.read()
        if password is not None:
            self.given.emit(password)


class RenewCard(NewPasswordCard):
    """A new password for a file opened by its recovery code."""

    def __init__(self, theme: Theme, file: str, parent: QWidget) -> None:
        """*file* is the name of the file."""
        subtitle = _("The recovery code has opened “{name}”.").format(name=file)
        note = _(
            "The recovery code stays the same. Keep its paper copy: copies made before still open with it "
            "and with the old password."
        )
        super().__init__(theme, _("Set a new password"), subtitle, note, parent)
