"""A frame over the bottom right corner of its parent, above the status line."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

MARGIN = 16
STATUS = 28


class Corner(QFrame):
    """Stays in place when the parent is resized; hidden at first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._around = parent
        parent.installEventFilter(self)
        self.hide()

    def come(self) -> None:
        """Show it on top, at its preferred size."""
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        around = self._around
        self.move(around.width() - self.width() - MARGIN, around.height() - self.height() - MARGIN - STATUS)
