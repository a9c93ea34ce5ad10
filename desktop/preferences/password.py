"""A new password for the file; the recovery code stays valid."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import errands
from desktop.context import Context
from desktop.errors import sentence
from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Question
from desktop.kit.form.form import Field
from desktop.kit.form.new_password import NewPassword
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow, read_only_reason
from desktop.kit.reading_order import ICONS_LAST, focus
from desktop.preferences.panel import Panel
from resources.i18n import _


class PasswordPanel(Panel):
    """The password so far or the code, the new password twice, and a button.

    Signals:
        changed: the new password opens the file from now on.
        key_wanted: give the file a new key; the present password or code, which was proved, and the new one.
    """

    changed = Signal()
    key_wanted = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        note = _(
            "The recovery code stays the same. Copies made before still open with the old password. If "
            "others may know the password or the code, give a new key: then neither opens the file any more."
        )
        title, present = _("Password of the file"), _("Current password or recovery code")
        if context.data.is_remote:
            title, present = _("Password on the server"), _("Current password")
            note = _("Other sessions of your account end with it.")
        super().__init__(title, note, parent)
        self._context = context
        passwords = QWidget(self)
        passwords.setProperty(ICONS_LAST, True)  # one Tab leads from each password to the next
        self.present = PasswordEdit(context.theme, passwords)
        self._present = Field(present, self.present, passwords)
        self._present.setVisible(context.data.has_password)
        self.fields = NewPassword(
            context.theme, _("New password, at least 12 characters"), passwords, spacing=10
        )
        self.password, self.again = self.fields.password, self.fields.again
        layout.column(self._present, self.fields, gap=10, of=passwords)
        self.column.addWidget(passwords)
        self.change = button(_("Change password"), self, do=self._on_change)
        self.give_key = button(_("New key…"), self, "quiet", do=self._on_give_key)
        self.give_key.setVisible(context.data.has_password and not context.data.is_remote)
        self.column.addLayout(layout.row(layout.STRETCH, self.give_key, self.change, gap="s"))
        if context.data.read_only:
            for widget in (self.present, self.password, self.again, self.change, self.give_key):
                allow(widget, read_only_reason())
        self.present.hinted.connect(self._present.say)
        self.present.returnPressed.connect(self.password.setFocus)
        self.fields.entered.connect(self._on_change)

    def _read(self) -> str | None:
        """Return the new password; None, with the reason at its field, if something is missing or wrong."""
        if not self._present.isHidden() and not self.present.text():
            self._present.say(_("Enter the password."), wrong=True)
            focus(self.present)
            return None
        return self.fields.read()

    def _on_give_key(self) -> None:
        if self._read() is None:
            return
        question = Question(
            _("Give the file a new key?"),
            _(
                "The file closes and opens again, with the new password and a new recovery code: print its "
                "sheet and destroy the old one. Copies get the key too, as far as they can be reached."
            ),
            _("Keep the key"),
            _("Give a new key"),
            self,
        )
        question.accepted.connect(self._on_agreed)
        question.open()

    def _on_agreed(self) -> None:
        allow(self.give_key, _("The password is being checked"))
        work = partial(errands.recovery_code, self._context.data, self.present.text())
        self._context.jobs.run(work, self._on_proved, "")

    def _on_proved(self, outcome: str | Exception) -> None:
        allow(self.give_key)
        if isinstance(outcome, Exception):
            self._present.say(sentence(outcome).what, wrong=True)
            focus(self.present)
            return
        password = self._read()
        if password is not None:
            self.key_wanted.emit(self.present.text(), password)

    def _on_change(self) -> None:
        password = self._read()
        if password is None:
            return
        renewal = partial(errands.replace_password, self._context.data, password, self.present.text())
        self._context.jobs.run(renewal, self._on_changed, "")

    def _on_changed(self, refused: Exception | None) -> None:
        if refused is not None:
            self._present.say(sentence(refused).what)
            focus(self.present)
            return
        self._present.say("")
        self.present.clear()
        self.fields.clear()
        self._present.show()  # the file may have had no password until now
        self.give_key.setVisible(not self._context.data.is_remote)
        self.changed.emit()
