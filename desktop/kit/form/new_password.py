"""A new password, typed twice; its length and its faults are shown below the fields."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit.form.form import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.reading_order import ICONS_LAST, focus
from desktop.theme import Theme
from domain.password import SHORTEST, length
from resources.i18n import _, ngettext


class NewPassword(QWidget):
    """The two fields, for a card or a panel.

    Signals:
        entered: Enter was pressed in the second field.
    """

    entered = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget, spacing: int = 12) -> None:
        """*title* names the first field; *spacing* is the gap between the two, px."""
        super().__init__(parent)
        self.setProperty(ICONS_LAST, True)  # whoever types a password twice presses Tab once in between
        self.password = PasswordEdit(theme, self)
        self.again = PasswordEdit(theme, self)
        self._password = Field(title, self.password, self)
        self._again = Field(_("The same password again"), self.again, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        column.addWidget(self._password)
        column.addWidget(self._again)
        self.password.textChanged.connect(self._on_typed)
        self.password.hinted.connect(self._on_hint)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)

    def read(self) -> str | None:
        """Return the password; None if it is too short or the two differ, which the fields then say."""
        short = length(self.password.text()) < SHORTEST
        differs = self.password.text() != self.again.text()
        if short:
            self._password.say(_("The password is too short: 12 characters are needed."), wrong=True)
            focus(self.password)
        elif differs:
            self._again.say(_("The two passwords differ. Enter the second one again."), wrong=True)
            focus(self.again)
            self.again.selectAll()
        else:
            self._again.say("")
            return self.password.text()
        return None

    def clear(self) -> None:
        """Clear both fields."""
        self.password.clear()
        self.again.clear()

    def _on_typed(self, text: str) -> None:
        count = length(text)
        if not text:
            self._password.say("")
        elif count < SHORTEST:
            left = SHORTEST - count
            self._password.say(
                ngettext("{n} more character", "{n} more characters", left).format(n=left), wrong=False
            )
        else:
            self._password.say(_("Long enough. Longer is stronger."))

    def _on_hint(self, hint: str) -> None:
        if hint:
            self._again.say(hint)
        elif not self.again.text():
            self._again.say("")
