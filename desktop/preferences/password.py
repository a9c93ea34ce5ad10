"""A new password for the file; the recovery code stays valid."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import errands
from desktop.context import Context
from desktop.kit.buttons import button
from desktop.kit.form.new_password import NewPassword
from desktop.kit.off import allow, read_only_reason
from desktop.preferences.panel import Panel
from resources.i18n import _


class PasswordPanel(Panel):
    """Two fields and a button; whoever opened the file by its code sets a new password here.

    Signals:
        changed: the new password opens the file from now on.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(_("Password of the file"), _("The recovery code stays the same."), parent)
        self._context = context
        self.fields = NewPassword(context.theme, _("New password, at least 12 characters"), self, spacing=10)
        self.password, self.again = self.fields.password, self.fields.again
        self.column.addWidget(self.fields)
        self.change = button(_("Change password"), self)
        self.put_act(self.change)
        if context.data.read_only:
            for widget in (self.password, self.again, self.change):
                allow(widget, read_only_reason())
        self.fields.entered.connect(self._on_change)
        self.change.clicked.connect(self._on_change)

    def _on_change(self) -> None:
        password = self.fields.read()
        if password is None:
            return
        renewal = partial(errands.renew_password, self._context.data, password)
        self._context.jobs.run(renewal, self._on_changed, "")

    def _on_changed(self, _nothing: None) -> None:
        self.fields.clear()
        self.changed.emit()
