"""A white card of the overview."""

from PySide6.QtWidgets import QFrame, QWidget

from desktop.kit import labels, layout

SIDE = 16


class Panel(QFrame):
    """A title on the left and a small fact on the right (``head``), above the contents in ``column``."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title = labels.elided(title, self, "strong")
        self._fact = labels.plain("", self, "small", "muted")
        head = self.head = layout.row(layout.grow(self._title), self._fact, gap="m")
        self.column = layout.column(head, gap="s", around=(SIDE, 14, SIDE, 14), of=self)

    def set_head(self, title: str, fact: str) -> None:
        """Set the title and the fact."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))
