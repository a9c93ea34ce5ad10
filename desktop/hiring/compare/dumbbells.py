"""Up to four candidates on one ruler per function: a point each, the distance between, hatched bounds."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.shared.series import Series, paint_point
from desktop.theme import Theme
from resources.i18n import current

ROW = 18  # px from a name to its ruler's middle and from there to the row's end, at least
BAND, POINT = 4, 5  # px: height of a band of bounds, radius of a point
EDGE = 8  # px left and right of a ruler, so that no point is cut


class Dumbbells(QWidget):
    """The left end is 0 %, the right end 100 % attainment; what is not known of somebody is hatched."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._series: tuple[Series, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_series(self, names: Sequence[str], series: Sequence[Series]) -> None:
        """Show one ruler per name, and on each a point for every series."""
        self._names, self._series = tuple(names), tuple(series)
        words = current()
        told = (
            f"{one.name}: "
            + ", ".join(
                f"{name} {words.percent(axis.value)}" for name, axis in zip(names, one.values, strict=True)
            )
            for one in series
        )
        self.setAccessibleName("; ".join(told))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, round(self._least * 1.3) + self._foot)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._least + self._foot)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = min((self.height() - self._foot) / max(len(self._names), 1), 64)
        for number, name in enumerate(self._names):
            top = number * high
            line = QRectF(0, top, self.width(), theme.line_height("small"))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text"))
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            self._paint_ruler(painter, number, line.bottom() + (high - line.height()) / 2 - 2)
        self._paint_figures(painter, len(self._names) * high)

    def _paint_ruler(self, painter: QPainter, number: int, middle: float) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QPointF(self._at(0), middle), QPointF(self._at(1), middle))
        values = [(one.slot, one.values[number]) for one in self._series]
        known = [axis.value for _slot, axis in values if axis.value is not None]
        if len(known) > 1:
            painter.setPen(QPen(theme.color("muted"), 3))
            painter.drawLine(QPointF(self._at(min(known)), middle), QPointF(self._at(max(known)), middle))
        for place, (slot, axis) in enumerate(values):
            if axis.lower is None or axis.upper is None or axis.upper <= axis.lower:
                continue
            top = middle + POINT + 1 + place * (BAND + 1)
            left, right = self._at(axis.lower), self._at(axis.upper)
            painter.setPen(QPen(theme.colors("series")[slot], 1))
            painter.setBrush(theme.hatch())
            painter.drawRect(QRectF(left, top, right - left, BAND))
        for slot, axis in values:
            if axis.value is not None:
                paint_point(painter, QPointF(self._at(axis.value), middle), theme, slot, POINT)

    def _paint_figures(self, painter: QPainter, top: float) -> None:
        theme = self._theme
        painter.setFont(theme.font("caption", tabular=True))
        painter.setPen(theme.color("muted"))
        for step in range(5):
            text = str(25 * step) if step < 4 else current().percent(1)
            wide = painter.fontMetrics().horizontalAdvance(text) + 2
            left = min(self._at(step / 4) - wide / 2, self.width() - wide)
            box = QRectF(max(left, 0), top, wide, theme.line_height("caption"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    @property
    def _least(self) -> int:
        below = POINT + 1 + len(self._series) * (BAND + 1)
        return len(self._names) * (self._theme.line_height("small") + max(ROW, POINT + below + 4))

    @property
    def _foot(self) -> int:
        return self._theme.line_height("caption") + 2

    def _at(self, share: float) -> float:
        return EDGE + share * (self.width() - 2 * EDGE)
