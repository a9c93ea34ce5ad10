"""A mark, and the sign of a critical item, as widgets and as tables paint them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.kit.chips import paint_mark
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.mark import Mark, State
from reports.words import phrases
from resources.i18n import _, current, pgettext


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
        set_tip(self, said)

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


def state_sign(state: State) -> str:
    """Return the short sign that stands in a chip without a level; its words are in the tooltip."""
    return "–" if state is State.NOT_APPLICABLE else pgettext("mark chip", "NR")
