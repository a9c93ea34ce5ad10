"""Progress through the items, one segment per item."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import Theme
from resources.i18n import _

HEIGHT = 6


class Steps(QWidget):
    """Segments 6 px high; if they do not fit, one bar instead."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, total: int) -> None:
        """Show *done* of *total* parts."""
        self._done, self._total = done, total
        self.setAccessibleName(_("{done} of {total}").format(done=done, total=total))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._total == 0:
            return
        painter = QPainter(self)
        done, rest = self._theme.color("accent"), self._theme.color("border")
        edged = self._theme.name == "contrast"  # its borders are as bright as its text
        step = self.width() / self._total
        gap = 2 if step >= 5 else 0
        for number in range(self._total):
            box = QRectF(number * step, 0, step - gap + (0 if gap else 0.5), HEIGHT)
            if number < self._done or not edged:
                painter.fillRect(box, done if number < self._done else rest)
        if edged:
            painter.setPen(rest)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
