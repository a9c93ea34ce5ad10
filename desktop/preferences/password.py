"""A new password for the file; the recovery code stays valid."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import errands
from desktop.context import Context
from desktop.errors import sentence
from desktop.kit.buttons import button
from desktop.kit.form.form import Field
from desktop.kit.form.new_password import NewPassword
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow, read_only_reason
from desktop.preferences.panel import Panel
from resources.i18n import _


class PasswordPanel(Panel):
    """The password so far or the code, the new password twice, and a button.

    Signals:
        changed: the new password opens the file from now on.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        note = _("The recovery code stays the same. Copies made before still open with the old password.")
        super().__init__(_("Password of the file"), note, parent)
        self._context = context
        self.present = PasswordEdit(context.theme, self)
        self._present = Field(_("Current password or recovery code"), self.present, self)
        self._present.setVisible(context.data.has_password)
        self.column.addWidget(self._present)
        self.fields = NewPassword(context.theme, _("New password, at least 12 characters"), self, spacing=10)
        self.password, self.again = self.fields.password, self.fields.again
        self.column.addWidget(self.fields)
        self.change = button(_("Change password"), self, do=self._on_change)
        self.put_act(self.change)
        if context.data.read_only:
            for widget in (self.present, self.password, self.again, self.change):
                allow(widget, read_only_reason())
        self.present.hinted.connect(self._present.say)
        self.present.returnPressed.connect(self.password.setFocus)
        self.fields.entered.connect(self._on_change)

    def _on_change(self) -> None:
        if not self._present.isHidden() and not self.present.text():
            self._present.say(_("Enter the password."), wrong=True)
            self.present.setFocus()
            return
        password = self.fields.read()
        if password is None:
            return
        renewal = partial(errands.replace_password, self._context.data, password, self.present.text())
        self._context.jobs.run(renewal, self._on_changed, "")

    def _on_changed(self, refused: Exception | None) -> None:
        if refused is not None:
            self._present.say(sentence(refused).what)
            self.present.setFocus()
            return
        self._present.say("")
        self.present.clear()
        self.fields.clear()
        self._present.show()  # the file may have had no password until now
        self.changed.emit()
