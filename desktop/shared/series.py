"""Who is drawn in which slot of a chart: a colour, dashes and a shape of points for each."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.theme import Theme
from domain.geometry import BoundedShare

SLOTS = 4  # more lines on top of each other could not be told apart
_DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (5, 3),
    (1.2, 2),
    (6, 2, 1.2, 2),
)  # by slot, in line widths


@dataclass(frozen=True, slots=True)
class Series:
    """One of several lines: ``slot`` 0..3 determines its colour, dashes and point shape."""

    name: str
    slot: int
    values: tuple[BoundedShare, ...]


def series_pen(theme: Theme, slot: int) -> QPen:
    """Return the pen for the line in this slot."""
    pen = QPen(theme.colors("series")[slot], 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if _DASHES[slot]:
        pen.setDashPattern(_DASHES[slot])
    return pen


def paint_point(painter: QPainter, at: QPointF, theme: Theme, slot: int, size: float = 4.5) -> None:
    """Paint a point of the line in this slot: circle, square, triangle or diamond."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("raised"), 1))
    painter.setBrush(theme.colors("series")[slot])
    if slot == 0:
        painter.drawEllipse(at, size, size)
    else:
        r = size * 1.15
        corners = {
            1: ((-size, -size), (size, -size), (size, size), (-size, size)),
            2: ((0.0, -r), (r, r * 0.8), (-r, r * 0.8)),
            3: ((0.0, -r - 0.5), (r + 0.5, 0.0), (0.0, r + 0.5), (-r - 0.5, 0.0)),
        }[slot]
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
    painter.restore()
