"""The note that the file is about to be locked."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.page.corner import MARGIN, Corner
from desktop.theme import Theme
from resources.i18n import _

AROUND = 60  # px beside the words: edges and the icon
SLACK = 4  # px by which a painted text may exceed its measure


class LockWarning(Corner):
    """Shown in the corner of the window until somebody touches a key or the mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = _("The file will be locked in a minute. Press any key or move the mouse to go on.")
        icon = QLabel(self, pixmap=theme.icon("lock", "warn").pixmap(16, 16))
        self._words = labels.paragraph(self.text, self, "strong")
        layout.row(layout.top(icon), self._words, gap="m", around=(16, 10, 16, 10), of=self)
        self.setAccessibleName(self.text)

    def come(self) -> None:
        """Show it and read it aloud."""
        letters = self._words.fontMetrics().horizontalAdvance(self.text) + SLACK
        self._words.setFixedWidth(min(letters, self._around.width() - 2 * MARGIN - AROUND))
        super().come()
        announce(self.text, self)

    def leave(self) -> None:
        """Take it away for good."""
        self.hide()
        self.deleteLater()
