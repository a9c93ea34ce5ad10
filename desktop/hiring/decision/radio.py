"""A radio button for an outcome, drawn with theme tokens so that every theme shows its edge."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.theme import Theme

DOT = 16


class Radio(QRadioButton):
    """The arrow keys move between them, as everywhere."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        height = QFontMetrics(theme.font("strong")).height()
        self.setFixedHeight(max(theme.size("target_min") + 4, height + 6))

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        return QSize(DOT + 8 + width + 4, self.minimumHeight())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - DOT) / 2 + 0.5, DOT - 1, DOT - 1)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("primary" if on else "field_border"), 2 if on else 1))
        painter.setBrush(theme.color("raised"))
        painter.drawEllipse(box)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(box.adjusted(4, 4, -4, -4))
        painter.setPen(theme.color("text" if self.isEnabled() else "faint"))
        painter.setFont(theme.font("strong" if on else "body"))
        words = self.rect().adjusted(DOT + 8, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
