"""The program's emblem: a line of ruler ticks."""

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.theme import Theme

STEP, HEIGHT = 16, 14


class Ruler(QWidget):
    """Ticks every 16 px, longer at every fifth and tenth; decorative, so not read aloud."""

    def __init__(self, theme: Theme, parent: QWidget, *, step: int = STEP) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = step
        self.setFixedHeight(HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.color("border_strong"), 1))
        for number in range(self.width() // self._step + 1):
            length = HEIGHT if number % 10 == 0 else 9 if number % 5 == 0 else 5
            painter.drawLine(number * self._step, 0, number * self._step, length - 1)
