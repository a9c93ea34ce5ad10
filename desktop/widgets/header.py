"""The bar on top of a screen: what it is, and its acts."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.widgets import labels


class Header(QFrame):
    """56 px: title and facts left, what was added right, in the order of adding (the primary button last)."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(56)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        self._title = labels.elided(title, self, "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._facts = labels.elided("", self, "small", "muted")
        row.addWidget(self._title)
        row.addWidget(self._facts, 1)

    @property
    def title(self) -> str:
        """What stands there now."""
        return self._title.text()

    def set_title(self, title: str, facts: str = "") -> None:
        """Show *title*, and beside it the *facts* in small letters; both are cut if there is no room."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._facts.setText(facts)
        self._facts.setAccessibleName(facts)

    def add_beside(self, widget: QWidget) -> None:
        """Put *widget* between the title and the facts."""
        self._row.insertWidget(self._row.indexOf(self._facts), widget)

    def add(self, widget: QWidget) -> None:
        """Put *widget* at the right end."""
        self._row.addWidget(widget)
