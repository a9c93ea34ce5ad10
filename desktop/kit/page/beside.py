"""Two parts on one line, or the second below the first where there is no room for both."""

from typing import override

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

GAP = 12


class Beside(QWidget):
    """The first part takes what the second leaves; with less than its least the second goes below."""

    def __init__(self, first: QWidget, second: QWidget, least: int, parent: QWidget, gap: int = GAP) -> None:
        """*least* is what the first part needs on a line with the second, px."""
        super().__init__(parent)
        self._first, self._second, self._least = first, second, least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(first, 1)
        self._row.addWidget(second)

    @property
    def on_one_line(self) -> bool:
        """Whether both stand beside one another."""
        return self._row.direction() is QBoxLayout.Direction.LeftToRight

    @override
    def minimumSizeHint(self) -> QSize:
        one, other = self._first.minimumSizeHint(), self._second.minimumSizeHint()
        return QSize(max(one.width(), other.width()), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        least = max(self._least, self._first.minimumSizeHint().width())
        fits = self.width() >= least + self._row.spacing() + self._second.sizeHint().width()
        self._row.setDirection(ways.LeftToRight if fits else ways.TopToBottom)
        self.setMinimumHeight(self._row.minimumSize().height())  # whoever holds it hears of it at once
