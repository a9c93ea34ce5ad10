"""Bars of actions and dots of meetings, painted the same in the calendar strip and the legend."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.theme import Theme
from domain.development.plan import ActionKind

HIGH = 14  # px
DOT = 5.0  # radius
SOFT = 0.42  # share of ink in a bar for work with others


def paint_bar(painter: QPainter, box: QRectF, theme: Theme, kind: ActionKind, *, faint: bool = False) -> None:
    """Paint a bar: experience solid, with others soft, learning outlined, assessment hatched."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = theme.color("faint" if faint else "accent")
    painter.setPen(QPen(ink, 1.5))
    match kind:
        case ActionKind.EXPERIENCE:
            painter.setBrush(ink)
        case ActionKind.SOCIAL:
            painter.setBrush(_mixed(ink, theme.color("raised"), SOFT))
        case ActionKind.FORMAL:
            painter.setBrush(theme.color("raised"))
        case ActionKind.ASSESS:
            painter.setBrush(theme.hatch("faint" if faint else "accent", "raised"))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
    painter.restore()


def paint_dot(painter: QPainter, at: QPointF, theme: Theme, *, filled: bool, late: bool = False) -> None:
    """Paint a check meeting: filled once it has an outcome."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = theme.color("danger" if late else "accent")
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ink if filled else theme.color("raised"))
    painter.drawEllipse(at, DOT, DOT)
    painter.restore()


def _mixed(ink: QColor, ground: QColor, share: float) -> QColor:
    """Return an opaque colour instead of a translucent one, which would show the week lines through it."""

    def mix(one: float, other: float) -> float:
        return one * share + other * (1 - share)

    return QColor.fromRgbF(
        mix(ink.redF(), ground.redF()), mix(ink.greenF(), ground.greenF()), mix(ink.blueF(), ground.blueF())
    )


class Sample(QWidget):
    """A short bar for the legend, beside its explanation."""

    def __init__(self, theme: Theme, kind: ActionKind, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._kind = theme, kind
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(20, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        paint_bar(painter, QRectF(0, 4, 20, 9), self._theme, self._kind)
