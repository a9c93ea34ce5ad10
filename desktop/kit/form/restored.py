"""The line that says a draft was restored, with a way to discard it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.kit import labels
from desktop.kit.buttons import button
from resources.i18n import _


class Restored(QWidget):
    """Hidden until something is restored.

    Signals:
        given_up: the fields should be as they were at first.
    """

    given_up = Signal()

    def __init__(self, parent: QWidget, told: str = "") -> None:
        """*told* is the text to show in forms that send nothing."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        told = told or _("What you had filled in but not sent has been restored.")
        row.addWidget(labels.paragraph(told, self, "small", "accent"), 1)
        self.over = button(_("Start over"), self, "quiet", small=True, do=self.given_up)
        self.over.setAutoDefault(False)
        row.addWidget(self.over)
        self.hide()
