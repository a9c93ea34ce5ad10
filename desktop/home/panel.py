"""A white card of the overview."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import labels

SIDE = 16


class Panel(QFrame):
    """A title left and a small fact right (``head``), above what is put into ``column``."""

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
        """Say what it is about."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))
