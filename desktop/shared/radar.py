"""The functions as a radar: a line for what is known, hatching between the bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import Theme
from domain.geometry import AxisValue, Point, Radar, radar
from resources.i18n import current

LABEL = 78  # px kept for the labels on each side
MARGIN = 36
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
    values: tuple[AxisValue, ...]


class RadarView(QWidget):
    """Axes are functions; the outer ring is 100 %; an axis without a value leaves a gap in the line.

    A single line shows its bounds as hatching; several lines differ in dashes and shapes too, so that they
    can be told apart without colour.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._radar: Radar | None = None
        self._series: tuple[tuple[int, Radar], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_axes(self, names: Sequence[str], values: Sequence[AxisValue]) -> None:
        """Show one axis per name, clockwise from the top; at least three."""
        self._names = tuple(names)
        self._radar = radar(values)
        words = current()
        self.setAccessibleName(
            ", ".join(f"{name} {words.percent(axis.value)}" for name, axis in zip(names, values, strict=True))
        )
        self.update()

    def show_series(self, names: Sequence[str], series: Sequence[Series], codes: Sequence[str] = ()) -> None:
        """Show one axis per name and a line for each series; there may be none.

        *codes* label the axes instead of the names if those would leave no room for the lines.
        """
        self._names = tuple(codes) or tuple(names)
        self._series = tuple((one.slot, radar(one.values)) for one in series)
        self._radar = radar([AxisValue(None, None, None)] * len(names))
        words = current()
        self.setAccessibleName(
            "; ".join(
                f"{one.name}: "
                + ", ".join(
                    f"{name} {words.percent(axis.value)}"
                    for name, axis in zip(names, one.values, strict=True)
                )
                for one in series
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._radar is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = QFontMetrics(self._theme.font("small"))
        label = min(
            LABEL + 8 * self._theme.font_step, max(wide.horizontalAdvance(name) for name in self._names) + 14
        )
        radius = max(min(self.width() / 2 - label, self.height() / 2 - MARGIN), 40.0)
        centre = QPointF(self.width() / 2, self.height() / 2 + 6)
        self._paint_ground(painter, self._radar, centre, radius)
        self._paint_values(painter, self._radar, centre, radius)
        for slot, shape in self._series:
            self._paint_series(painter, slot, shape, centre, radius)
        self._paint_names(painter, self._radar, centre, radius)

    def _paint_ground(self, painter: QPainter, shape: Radar, centre: QPointF, radius: float) -> None:
        theme = self._theme
        for number, ring in enumerate(reversed(shape.rings)):
            painter.setPen(QPen(theme.color("border_strong" if number == 0 else "border"), 1))
            painter.setBrush(theme.color("hatch_ground") if number == 0 else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(_placed(ring, centre, radius))
        painter.setPen(QPen(theme.color("border"), 1))
        for axis in shape.axes:
            painter.drawLine(centre, _at(axis.end, centre, radius))

    def _paint_values(self, painter: QPainter, shape: Radar, centre: QPointF, radius: float) -> None:
        theme = self._theme
        accent = theme.color("accent")
        closed = len(shape.lines) == 1 and shape.lines[0][0] == shape.lines[0][-1] and len(shape.lines[0]) > 1
        if closed:
            ground = theme.color("accent_soft")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawPolygon(_placed(shape.lines[0], centre, radius))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hatch("accent", "raised"))
        for band in shape.bands:
            painter.drawPolygon(_placed(band, centre, radius))
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in shape.lines:
            painter.drawPolyline(_placed(line, centre, radius))
        painter.setBrush(theme.color("raised"))
        for axis in shape.axes:
            if axis.value is not None:
                painter.drawEllipse(_at(axis.value, centre, radius), 4, 4)

    def _paint_series(
        self, painter: QPainter, slot: int, shape: Radar, centre: QPointF, radius: float
    ) -> None:
        painter.setPen(series_pen(self._theme, slot))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in shape.lines:
            painter.drawPolyline(_placed(line, centre, radius))
        for axis in shape.axes:
            if axis.value is not None:
                paint_point(painter, _at(axis.value, centre, radius), self._theme, slot)

    def _paint_names(self, painter: QPainter, shape: Radar, centre: QPointF, radius: float) -> None:
        painter.setPen(self._theme.color("text"))
        painter.setFont(self._theme.font("small"))
        high = 2 * painter.fontMetrics().lineSpacing() + 4  # two lines
        for name, axis in zip(self._names, shape.axes, strict=True):
            x, y = axis.end
            at = _at(axis.end, centre, radius)
            wrap = Qt.TextFlag.TextWordWrap
            if abs(x) < 0.1:
                top = at.y() - 8 - 20 if y < 0 else at.y() + 8
                box = QRectF(0, top, self.width(), 20)
                flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            else:
                room = QRectF(at.x() + 8, at.y() - high / 2 + 10 * y, self.width() - at.x() - 8, high)
                if x < 0:
                    room = QRectF(0, at.y() - high / 2 + 10 * y, at.x() - 8, high)
                box = room
                side = Qt.AlignmentFlag.AlignRight if x < 0 else Qt.AlignmentFlag.AlignLeft
                flags = side | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(flags) | int(wrap), name)


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


def _at(point: Point, centre: QPointF, radius: float) -> QPointF:
    return QPointF(centre.x() + point[0] * radius, centre.y() + point[1] * radius)


def _placed(points: Sequence[Point], centre: QPointF, radius: float) -> QPolygonF:
    return QPolygonF([_at(point, centre, radius) for point in points])
