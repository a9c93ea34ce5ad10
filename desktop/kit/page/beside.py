"""Two widgets side by side, or one below the other if space is short."""

from typing import override

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

GAP = 12


class Beside(QWidget):
    """The first widget takes what the second leaves; if that is too little, the second goes below."""

    def __init__(self, first: QWidget, second: QWidget, least: int, parent: QWidget, gap: int = GAP) -> None:
        """*least* is the width the first widget needs beside the second, px."""
        super().__init__(parent)
        self._first, self._second, self._least = first, second, least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(first, 1)
        self._row.addWidget(second)

    @property
    def on_one_line(self) -> bool:
        """Whether the two are side by side."""
        return self._row.direction() is QBoxLayout.Direction.LeftToRight

    @override
    def minimumSizeHint(self) -> QSize:
        one, other = self._first.minimumSizeHint(), self._second.minimumSizeHint()
        return QSize(max(one.width(), other.width()), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # one of them came or went, or has other words
            self._arrange()
        return done

    def _arrange(self) -> None:
        ways = QBoxLayout.Direction
        least = max(self._least, self._first.minimumSizeHint().width())
        fits = self.width() >= least + self._row.spacing() + self._second.sizeHint().width()
        self._row.setDirection(ways.LeftToRight if fits else ways.TopToBottom)
        self.setMinimumHeight(self._row.minimumSize().height())  # so that the parent learns of it at once
