"""The frame that all steps before an open file share: mark, title, what the step asks."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import resources
from desktop.theme import Theme
from desktop.widgets import labels
from desktop.widgets.banner import Banner

WIDTH = 496


class Card(QFrame):
    """A white card with the mark on top; a step adds its own below and puts a fault where the eye is."""

    def __init__(self, theme: Theme, title: str, subtitle: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH + 32 * theme.font_step)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 28, 28, 24)
        self.column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        mark = QLabel(self)
        mark.setPixmap(_mark().pixmap(44, 44))
        head.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(labels.paragraph(title, self, "title"))
        words.addWidget(labels.paragraph(subtitle, self, "body", "muted"))
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self.column.addSpacing(8)
        self.fault = Banner(theme, self)

    def fail(self, what: str, rest: str) -> None:
        """Say in words what went wrong, inside of the card."""
        self.fault.show_fact(what, rest, "danger", closable=False)

    def begin(self) -> None:
        """Focus what is to be done here."""


def _mark() -> QIcon:
    try:
        return QIcon(str(resources.path("icons/merilo.svg")))
    except FileNotFoundError:
        return QIcon()
