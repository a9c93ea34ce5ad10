"""The note that the file is about to be locked."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.page.corner import Corner
from desktop.theme import Theme
from resources.i18n import _


class LockWarning(Corner):
    """Stands in the corner of the window until somebody touches key or mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = _("The file will be locked in a minute. Press any key or move the mouse to go on.")
        icon = QLabel(self, pixmap=theme.icon("lock", "warn").pixmap(16, 16))
        layout.row(icon, labels.plain(self.text, self, "strong"), gap="m", around=(16, 10, 16, 10), of=self)
        self.setAccessibleName(self.text)

    def come(self) -> None:
        """Show it and read it aloud."""
        super().come()
        announce(self.text, self)

    def leave(self) -> None:
        """Take it away for good."""
        self.hide()
        self.deleteLater()
