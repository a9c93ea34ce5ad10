"""The recovery code, shown again to whoever knows the password."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import errands
from desktop.context import Context
from desktop.errors import sentence
from desktop.kit.buttons import button
from desktop.kit.form.form import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow
from desktop.kit.reading_order import focus
from desktop.preferences.panel import Panel
from resources.i18n import _


class RecoveryPanel(Panel):
    """The password and a button; a file without a password has a code too, and asks for nothing.

    Signals:
        proved: the recovery code, to be shown.
    """

    proved = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        note = _("The sheet opens the file if the password is forgotten. Keep it on paper.")
        super().__init__(_("Recovery sheet"), note, parent)
        self._context = context
        self.password = PasswordEdit(context.theme, self)
        self._password = Field(_("Current password"), self.password, self)
        self._password.setVisible(context.data.has_password)
        self.column.addWidget(self._password)
        if context.data.is_remote:
            self.hide()
        self.show_code = button(_("Show the recovery code…"), self, do=self._on_show)
        self.put_act(self.show_code)
        self.password.hinted.connect(self._password.say)
        self.password.returnPressed.connect(self._on_show)

    @property
    def first(self) -> QWidget:
        """What takes the focus: the password, or the button if none is needed."""
        return self.show_code if self._password.isHidden() else self.password

    def password_changed(self) -> None:
        """Ask for the password from now on."""
        self._password.show()

    def _on_show(self) -> None:
        if not self._password.isHidden() and not self.password.text():
            self._password.say(_("Enter the password."), wrong=True)
            focus(self.password)
            return
        allow(self.show_code, _("The password is being checked"))
        work = partial(errands.recovery_code, self._context.data, self.password.text())
        self._context.jobs.run(work, self._on_proved, "")

    def _on_proved(self, outcome: str | Exception) -> None:
        allow(self.show_code)
        if isinstance(outcome, Exception):
            self._password.say(sentence(outcome).what, wrong=True)
            focus(self.password)
            return
        self.password.clear()
        self._password.say("")
        self.proved.emit(outcome)
