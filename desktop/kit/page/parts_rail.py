"""The parts of a page filled in step by step: one is current, each says how complete it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _

WIDTH = 208
WIDEST = 16_777_215  # Qt's own
INDENT = 31  # px from the edge to a part's text, after its number


class PartsRail(QFrame):
    """Numbered parts, each with its contents in a few words.

    Signals:
        chosen: number of the part that was pressed.
        next_wanted: the button for the next part was pressed.
    """

    chosen = Signal(int)
    next_wanted = Signal()

    def __init__(self, theme: Theme, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._width = WIDTH + 16 * theme.font_step
        self._lying = False
        column = QVBoxLayout(self)
        column.setSpacing(0)
        self._line = flow(gap=4)
        column.addLayout(self._line)
        self._list = layout.column(gap=2)
        column.addLayout(self._list, 1)
        self.parts: list[QPushButton] = []
        self._told: list[QLabel] = []
        for number, text in enumerate(titles, 1):
            made = QPushButton(f"{number}.  {text}", self, autoDefault=False)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setProperty("part", True)
            made.clicked.connect(self._on_part)
            told = labels.paragraph("", self, "small", "muted")
            told.setContentsMargins(INDENT, 0, 4, 10)
            self.parts.append(made)
            self._told.append(told)
        onward = theme.icon("arrow-right", "on_primary")
        self.next_button = button(_("Next"), self, "primary", onward, trailing=True, do=self.next_wanted)
        self._stand()

    def lie(self, *, lying: bool) -> None:
        """Arrange the parts in a row, their contents in tooltips, or else in a column."""
        if lying == self._lying:
            return
        self._lying = lying
        while (item := self._list.takeAt(0)) is not None:
            del item
        while (item := self._line.takeAt(0)) is not None:
            del item
        if lying:
            self._lie()
        else:
            self._stand()

    def choose(self, number: int) -> None:
        """Mark the current part; the last one has no next, and there the screen's act is primary."""
        self.parts[number].setChecked(True)
        self.next_button.setVisible(number < len(self.parts) - 1)

    def say(self, texts: Sequence[str]) -> None:
        """Show under each part what it contains."""
        for label, text in zip(self._told, texts, strict=True):
            label.setText(text)
        for part, text in zip(self.parts, texts, strict=True):
            set_tip(part, text if self._lying else "")

    def _stand(self) -> None:
        self.setFixedWidth(self._width)
        self._set_margins(16)
        for part, told in zip(self.parts, self._told, strict=True):
            self._list.addWidget(part)
            self._list.addWidget(told)
            told.show()
            set_tip(part, "")
        self._list.addStretch(1)
        self._list.addWidget(self.next_button)

    def _lie(self) -> None:
        self.setMinimumWidth(0)
        self.setMaximumWidth(WIDEST)
        self._set_margins(6)
        for part, told in zip(self.parts, self._told, strict=True):
            self._line.addWidget(part)
            told.hide()
            set_tip(part, told.text())
        self._line.addWidget(self.next_button)

    def _set_margins(self, edge: int) -> None:
        column = self.layout()
        if column is not None:
            column.setContentsMargins(12, edge, 12, edge)

    def _on_part(self) -> None:
        self.chosen.emit(next(n for n, one in enumerate(self.parts) if one.isChecked()))
