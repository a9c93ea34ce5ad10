"""Text limited to some lines: what does not fit ends in «…», and the tooltip shows all of it."""

from typing import override

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit.tips import set_tip
from desktop.theme import Theme


class Clamped(QWidget):
    """Text of any length from people, in limited space."""

    def __init__(self, theme: Theme, lines: int, parent: QWidget, role: str = "body") -> None:
        super().__init__(parent)
        self._theme, self._lines, self._role = theme, lines, role
        self._text = ""
        self.token = "text"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, token: str = "text") -> None:
        """Change the text, in the colour *token*."""
        self._text, self.token = text, token
        self.setAccessibleName(text)
        self.update()

    def set_lines(self, lines: int) -> None:
        """Set the maximum number of lines."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.line_height(self._role) * self._lines)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(self._role)
        painter.setFont(font)
        painter.setPen(self._theme.color(self.token))
        text = self._text.replace("\n", "\u2028")
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        high = self._theme.line_height(self._role)
        cut = False
        layout.beginLayout()
        for number in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width())
            end = line.textStart() + line.textLength()
            if number == self._lines - 1 and end < len(text):
                cut = True
                rest = text[line.textStart() :]
                shown = painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(QPointF(0, number * high + line.ascent()), shown)
            else:
                line.draw(painter, QPointF(0, number * high))
        layout.endLayout()
        set_tip(self, self._text if cut else "")
