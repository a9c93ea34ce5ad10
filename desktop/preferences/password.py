"""Another password for the file; the recovery code stays."""

import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.form import Field
from desktop.widgets.off import allow, read_only_reason
from desktop.widgets.password_edit import SHORTEST, PasswordEdit
from domain.progress import Progress
from resources.i18n import _


class PasswordPanel(QFrame):
    """Two fields and a button; whoever opened the file by its code sets a new password here.

    Signals:
        changed: the new password opens the file from now on.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(labels.plain(_("Password of the file"), self, "section"))
        text = _("The recovery code stays the same.")
        column.addWidget(labels.paragraph(text, self, "small", "muted"))
        self.password = PasswordEdit(context.theme, self)
        self.again = PasswordEdit(context.theme, self)
        self._password = Field(_("New password, 12 characters or more"), self.password, self)
        self._again = Field(_("The same password again"), self.again, self)
        column.addWidget(self._password)
        column.addWidget(self._again)
        row = QHBoxLayout()
        row.addStretch(1)
        self.change = button(_("Change password"), self)
        row.addWidget(self.change)
        column.addLayout(row)
        if context.data.read_only:
            for widget in (self.password, self.again, self.change):
                allow(widget, read_only_reason())
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._on_change)
        self.change.clicked.connect(self._on_change)

    def _on_change(self) -> None:
        password = self.password.text()
        short = len(unicodedata.normalize("NFKC", password)) < SHORTEST
        differs = not short and password != self.again.text()
        said = _("The password is too short: 12 characters are needed.") if short else ""
        self._password.say(said, wrong=short)
        said = _("The two passwords differ. Type the second one again.") if differs else ""
        self._again.say(said, wrong=differs)
        if short or differs:
            wrong = self.password if short else self.again
            wrong.setFocus()
            wrong.selectAll()
            return
        data = self._context.data

        def work(progress: Progress) -> None:
            data.change_password(password)

        self._context.jobs.run(work, self._on_changed, "")

    def _on_changed(self, _nothing: None) -> None:
        self.password.clear()
        self.again.clear()
        self.changed.emit()
