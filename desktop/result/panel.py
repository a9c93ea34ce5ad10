"""The frame that every part of a result stands in, and the lines within."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.result.words import state_sign
from desktop.theme import Theme
from desktop.widgets import labels
from desktop.widgets.chips import paint_mark
from domain.mark import Mark
from reports import phrases
from resources.i18n import _, current


class Panel(QFrame):
    """A titled box; ``body`` takes the parts."""

    def __init__(self, title: str, parent: QWidget, note: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(labels.plain(title, self, "section"))
        self.head.addStretch(1)
        if note:
            beside = labels.elided(note, self, "small", "muted")
            beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.head.addWidget(beside)
        column.addLayout(self.head)
        self.body = column

    def say(self, text: str, role: str = "body", token: str = "text") -> None:
        """Add a line of words."""
        self.body.addWidget(labels.paragraph(text, self, role, token))

    def rule(self) -> None:
        """Add a line between two parts."""
        self.body.addWidget(labels.rule(self))


class Diamond(QWidget):
    """◆ of a critical item: red is a stop-signal, hollow is to be talked over."""

    def __init__(self, theme: Theme, token: str, parent: QWidget, *, hollow: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._token, self._hollow = theme, token, hollow
        self.setFixedSize(10, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_diamond(painter, QRectF(self.rect()), self._theme, self._token, hollow=self._hollow)


class MarkChip(QWidget):
    """A mark as tables show it, with its words for a screen reader."""

    def __init__(self, theme: Theme, mark: Mark, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._mark = theme, mark
        self.setFixedSize(self.sizeHint())
        said = _("Level {level}").format(level=mark.level)
        if mark.level is None:
            said = phrases.reason(mark.state, current())
        self.setAccessibleName(said)
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        size = self._theme.pair("mark_chip")
        return size if self._mark.level is not None else QSize(size.width() + 10, size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        sign = state_sign(self._mark.state)
        paint_mark(QPainter(self), QRectF(self.rect()), self._theme, self._mark.level, sign)


def paint_diamond(
    painter: QPainter, box: QRectF, theme: Theme, token: str, *, hollow: bool = False, size: float = 4.5
) -> None:
    """Paint the sign in the middle of *box*."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    at = box.center()
    corners = [(0.0, -size), (size, 0.0), (0.0, size), (-size, 0.0)]
    painter.setPen(QPen(theme.color(token), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else theme.color(token))
    painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))
    painter.restore()
