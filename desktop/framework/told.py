"""Paragraphs one below another, each beside the levels it is about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.shared.marks import MarkChip
from desktop.theme import Theme
from domain.mark import Mark

type Said = tuple[tuple[int, ...], str]


class Told(QWidget):
    """Paragraphs in small text; ``tell`` replaces them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QWidget] = []
        self.said: tuple[Said, ...] = ()
        self._column = layout.column(gap="s", of=self)

    def tell(self, said: Sequence[Said]) -> None:
        """Show these: a paragraph's levels, empty if it is about none, and its text."""
        if tuple(said) == self.said:
            return
        self.said = tuple(said)
        for one in self._rows:
            self._column.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._rows = [self._row(levels, text) for levels, text in said]
        for one in self._rows:
            self._column.addWidget(one)

    def _row(self, levels: tuple[int, ...], text: str) -> QWidget:
        row = QWidget(self)
        line = layout.row(gap=9, of=row)
        if levels:
            chips = layout.column(gap="xs")
            for level in levels:
                chips.addWidget(MarkChip(self._theme, Mark.rated(level), row))
            chips.addStretch(1)
            line.addLayout(chips)
        line.addWidget(labels.paragraph(text, row, "small"), 1, Qt.AlignmentFlag.AlignTop)
        return row
