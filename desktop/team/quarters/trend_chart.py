"""A chart of quarters: comparable lines with their breaks, readable without colour."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit.tips import set_tip
from desktop.shared.series import paint_point, series_pen
from desktop.team.quarters.trend import Drawn, line_words
from desktop.team.words import short_quarter
from desktop.theme import Theme
from domain.geometry import TrendLine, TrendValue, trend_line, trend_range
from reports.words.assessing import phrases_trend
from resources.i18n import current

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
GAP = 14  # px between two names


class TrendChart(QWidget):
    """Shares over quarters. *small* charts are side by side and share one range."""

    def __init__(self, theme: Theme, parent: QWidget, *, small: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._small = theme, small
        self._title = ""
        self._lines: tuple[Drawn, ...] = ()
        self._range = (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, title: str, lines: Sequence[Drawn], span: tuple[float, float] | None = None) -> None:
        """Draw these lines within the shares of *span*, else in a range that fits."""
        self._title, self._lines = title, tuple(lines)
        self._range = span or range_of(lines)
        told = "; ".join(map(line_words, lines))
        self.setAccessibleName(f"{title}. {told}")
        set_tip(self, title)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(180, 130) if self._small else QSize(420, 260)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 96 + 4 * self._theme.font_step) if self._small else QSize(300, 160)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caption = QFontMetrics(theme.font("caption"))
        strong = theme.font("small" if self._small else "section")
        strong.setWeight(theme.font("strong").weight())
        painter.setFont(strong)
        painter.setPen(theme.color("text"))
        head = QFontMetrics(strong).height()
        title = QFontMetrics(strong).elidedText(self._title, Qt.TextElideMode.ElideRight, self.width() - 8)
        painter.drawText(QRectF(4, 0, self.width() - 8, head), title)
        top = head + 8 + (0 if self._small else self._paint_names(painter, head + 6))
        left = caption.horizontalAdvance("100 %") + 10
        box = QRectF(left, top + 4, self.width() - left - 18, self.height() - top - caption.height() - 14)
        numbers = sorted({one.number for line in self._lines for one in line.points})
        if not numbers or box.height() < 20:
            return
        self._paint_ground(painter, box, numbers)
        self._paint_passages(painter, box, numbers)
        for line in self._lines:
            self._paint_line(painter, box, line, numbers)

    def _paint_names(self, painter: QPainter, top: float) -> float:
        """Write the names of the lines above them; return the height taken, px."""
        theme = self._theme
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        left, high, lines = 4.0, metrics.height() + 4, 1
        for line in self._lines:
            wide = 34 + metrics.horizontalAdvance(line.name)
            if left + wide > self.width() and left > 4:
                left, lines = 4.0, lines + 1
            middle = top + (lines - 0.5) * high
            painter.setPen(self._pen(line))
            painter.drawLine(QPointF(left, middle), QPointF(left + 26, middle))
            if not line.dotted:
                paint_point(painter, QPointF(left + 13, middle), theme, line.slot, 4)
            painter.setPen(theme.color("text"))
            painter.drawText(QPointF(left + 32, middle + metrics.ascent() / 2 - 2), line.name)
            left += wide + GAP
        return lines * high + 4

    def _paint_ground(self, painter: QPainter, box: QRectF, numbers: Sequence[int]) -> None:
        theme, words = self._theme, current()
        low, high = self._range
        painter.setFont(theme.font("caption", tabular=True))
        steps = max(round((high - low) / 0.1), 1)
        for step in range(steps + 1):
            y = box.bottom() - box.height() * step / steps
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right() + 8, y))
            if self._small and step not in (0, steps):
                continue
            painter.setPen(theme.color("muted"))
            share = words.percent(low + (high - low) * step / steps)
            painter.drawText(QRectF(0, y - 8, box.left() - 6, 16), _RIGHT, share)
        first, last = numbers[0], numbers[-1]
        wide = painter.fontMetrics().horizontalAdvance("IV 26") + 12
        room = max(int(box.width() // wide), 1)
        every = -(-(last - first + 1) // room)
        for number in range(last, first - 1, -every):
            x = self._x(box, number, numbers)
            label = QRectF(x - wide / 2, box.bottom() + 5, wide, painter.fontMetrics().height())
            painter.drawText(label, _CENTRE, short_quarter(number))

    def _paint_passages(self, painter: QPainter, box: QRectF, numbers: Sequence[int]) -> None:
        """Draw a dotted vertical line with the edition number before the first quarter of an edition."""
        theme, words = self._theme, current()
        seen = {
            one.number: one.passage.number
            for line in self._lines
            for one in line.points
            if one.passage is not None and one.number > numbers[0]
        }
        painter.setFont(theme.font("caption"))
        metrics = painter.fontMetrics()
        pen = QPen(theme.color("muted"), 1)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        for number, edition in seen.items():
            x = self._x(box, number, numbers) - box.width() / (numbers[-1] - numbers[0]) / 2
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            told = phrases_trend.edition(edition, words)
            painter.drawText(QPointF(x + 4, box.bottom() - metrics.descent() - 2), told)

    @staticmethod
    def _x(box: QRectF, number: int, numbers: Sequence[int]) -> float:
        first, last = numbers[0], numbers[-1]
        return box.left() + box.width() * ((number - first) / (last - first) if last > first else 0.5)

    def _pen(self, line: Drawn) -> QPen:
        pen = series_pen(self._theme, line.slot)
        if line.dotted:
            pen.setWidthF(1.5)
            pen.setDashPattern([1, 2.5])
        return pen

    def _paint_line(self, painter: QPainter, box: QRectF, line: Drawn, numbers: Sequence[int]) -> None:
        theme = self._theme
        shape = shape_of(line, numbers, self._range)
        painter.setPen(self._pen(line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in shape.runs:
            painter.drawPolyline(QPolygonF([_at(box, point) for point in run]))
        if shape.bridges:
            pen = self._pen(line)
            pen.setDashPattern([1, 2.5] if line.dotted else [3, 2.5])
            painter.setPen(pen)
            for start, end in shape.bridges:
                painter.drawLine(_at(box, start), _at(box, end))
        if not line.dotted:
            for point in shape.points:
                if point is not None:
                    paint_point(painter, _at(box, point), theme, line.slot, 3.5 if self._small else 4.5)
        painter.setPen(QPen(theme.color("text"), 1))
        for x in shape.breaks:  # two strokes across: from here on it is another line
            at = box.left() + box.width() * x - 8
            for shift in (0, 4):
                foot = QPointF(at + shift - 2, box.bottom() + 3)
                painter.drawLine(foot, foot + QPointF(4, -9))


def shape_of(line: Drawn, numbers: Sequence[int], span: tuple[float, float]) -> TrendLine:
    """Return the line as points between the first and the last quarter."""
    values = [
        TrendValue(
            one.number,
            None if one.attainment.line is None else float(one.attainment.line),
            one.broken is not None,
            one.passage is not None,
        )
        for one in line.points
    ]
    return trend_line(values, numbers[0], numbers[-1], *span)


def range_of(lines: Sequence[Drawn]) -> tuple[float, float]:
    """Return the range of shares that covers all points of these lines."""
    values = [one.attainment.line for line in lines for one in line.points]
    return trend_range([None if value is None else float(value) for value in values])


def _at(box: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(box.left() + box.width() * point[0], box.top() + box.height() * point[1])
