"""A white card of the overview."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import labels

SIDE = 16


class Panel(QFrame):
    """A title on the left and a small fact on the right (``head``), above the contents in ``column``."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SIDE, 14, SIDE, 14)
        self.column.setSpacing(8)
        head = self.head = QHBoxLayout()
        head.setSpacing(12)
        self._title = labels.elided(title, self, "strong")
        self._fact = labels.plain("", self, "small", "muted")
        head.addWidget(self._title, 1)
        head.addWidget(self._fact)
        self.column.addLayout(head)

    def set_head(self, title: str, fact: str) -> None:
        """Set the title and the fact."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))
