"""A strip that states a fact that matters now, until it is dealt with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.kit import labels
from desktop.kit.aloud import announce
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _

ICONS = {
    "info": ("info", "accent"),
    "warn": ("triangle-alert", "warn"),
    "danger": ("octagon-alert", "danger"),
}


class Banner(QFrame):
    """An icon, the fact in bold, details below it; hidden until ``show_fact``.

    Signals:
        acted: the button was pressed.
        closed: the cross was pressed.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        self._icon = QLabel(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._fact = labels.paragraph("", self, "strong")
        self._rest = labels.paragraph("", self)
        words.addWidget(self._fact)
        words.addWidget(self._rest)
        self.act: QPushButton = button("", self)
        self._close = button("", self, "quiet", theme.icon("x", "muted"), small=True)
        self._close.setAccessibleName(_("Close the message"))
        set_tip(self._close, _("Close the message"))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.act.clicked.connect(self.acted)
        self._close.clicked.connect(self._on_close)
        self.hide()

    @property
    def text(self) -> str:
        """Everything the banner says, as one text."""
        return " ".join(part for part in (self._fact.text(), self._rest.text()) if part)

    def show_fact(
        self, fact: str, rest: str = "", kind: str = "info", *, act: str = "", closable: bool = True
    ) -> None:
        """Show the fact. *kind* is info, warn or danger; *act* is the text of the button, if there is one."""
        name, token = ICONS[kind]
        self._icon.setPixmap(self._theme.icon(name, token).pixmap(16, 16))
        self._fact.setText(fact)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self._close.setVisible(closable)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(self.text)
        self.show()
        if kind != "info":
            announce(self.text, self, urgent=kind == "danger")

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
