"""The parts of a page that is filled in step by step: one is shown, all say how far they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.theme import Theme
from desktop.widgets import labels
from desktop.widgets.buttons import button
from resources.i18n import _

WIDTH = 208
INDENT = 31  # px, where the words of a part begin behind its number


class PartsRail(QFrame):
    """Numbered parts, and under each what it holds now.

    Signals:
        chosen: number of the part that was pressed.
        next_wanted: the next part is asked for.
    """

    chosen = Signal(int)
    next_wanted = Signal()

    def __init__(self, theme: Theme, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH + 16 * theme.font_step)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(2)
        self.parts: list[QPushButton] = []
        self._told: list[QLabel] = []
        for number, text in enumerate(titles, 1):
            made = QPushButton(f"{number}.  {text}", self)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setAutoDefault(False)
            made.setProperty("part", True)
            made.clicked.connect(self._on_part)
            told = labels.paragraph("", self, "small", "muted")
            told.setContentsMargins(INDENT, 0, 4, 10)
            self.parts.append(made)
            self._told.append(told)
            column.addWidget(made)
            column.addWidget(told)
        column.addStretch(1)
        onward = theme.icon("arrow-right", "on_primary")
        self.next_button = button(_("Next part"), self, "primary", onward, trailing=True)
        self.next_button.clicked.connect(self.next_wanted)
        column.addWidget(self.next_button)

    def choose(self, number: int) -> None:
        """Mark the part that is shown; the last one has no next, and there the screen's act is primary."""
        self.parts[number].setChecked(True)
        self.next_button.setVisible(number < len(self.parts) - 1)

    def say(self, texts: Sequence[str]) -> None:
        """Say under each part what it holds."""
        for label, text in zip(self._told, texts, strict=True):
            label.setText(text)

    def _on_part(self) -> None:
        self.chosen.emit(next(n for n, one in enumerate(self.parts) if one.isChecked()))
