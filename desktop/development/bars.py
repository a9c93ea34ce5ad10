"""Bars of actions and dots of meetings, painted the same in the calendar strip and the legend."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.theme import Theme
from domain.development.plan import ActionKind

HIGH = 14  # px
DOT = 5.0  # radius
PALE = 0.22  # share of ink in a bar for learning: less than any other, and never only an outline
TICK = 12  # px that the tick of what is done needs
SOFT = 0.5  # share of ink in a bar for work with others


def paint_bar(
    painter: QPainter,
    box: QRectF,
    theme: Theme,
    kind: ActionKind,
    *,
    faint: bool = False,
    done: bool | None = None,
) -> None:
    """Paint a bar: experience solid, with others soft, learning pale, assessment hatched; done with a tick.

    In high contrast what is *done* is filled and what is not is outlined, of whatever kind: the icon of the
    row tells that. None shows the kind alone.
    """
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
            painter.setBrush(_mixed(ink, theme.color("raised"), PALE))
        case ActionKind.ASSESS:
            painter.setBrush(theme.hatch("faint" if faint else "accent", "raised"))
    if theme.name == "contrast" and done is not None:
        painter.setBrush(ink if done else theme.color("raised"))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
    if done and not faint and box.width() >= TICK * 2:
        dark = kind is ActionKind.EXPERIENCE or theme.name == "contrast"
        painter.setPen(QPen(theme.color("raised") if dark else ink, 2))
        left, middle = box.left() + 5, box.center().y()
        points = ((0.0, 0.0), (3.0, 3.0), (8.0, -3.0))
        painter.drawPolyline(QPolygonF([QPointF(left + x, middle + y) for x, y in points]))
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
