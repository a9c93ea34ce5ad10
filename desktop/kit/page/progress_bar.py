"""How far long work is; while nobody knows, it says so by movement, or by hatching if none is wanted."""

from typing import override

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QStyle, QWidget

from desktop.theme import Theme

DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration


class ProgressBar(QProgressBar):
    """Named by what is done; shows no text of its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, textVisible=False)
        self._theme = theme

    def begin(self, name: str) -> None:
        """Begin with work of which nobody knows how much there is."""
        self.setAccessibleName(name)
        self.setRange(0, 0)

    @property
    def is_known(self) -> bool:
        """Whether it shows how far the work is."""
        return self.maximum() > self.minimum()

    @property
    def still(self) -> bool:
        """Whether nothing may move: as the look of the whole program tells its style."""
        return self.style().styleHint(DURATION, None, self) == 0

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        if self.is_known or not self.still:
            super().paintEvent(arg__1)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(self._theme.hatch(lines="accent", ground="sunken"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3, Qt.SizeMode.AbsoluteSize
        )
