"""The course of a person on one axis of time: attainment with its bounds above, below it what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import override

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.people.card.history import Moment, Sort
from desktop.theme import Theme
from domain.geometry import trend_range
from domain.period import quarter_of
from domain.team.course import Attained
from reports.words import phrases
from resources.i18n import _, current

LANES = (Sort.ASSESSMENT, Sort.PLAN, Sort.NOTE, Sort.PAPER)
CHART, LANE, TOP = 84, 17, 14  # px at the usual text size: the chart, a lane below it, the air above
DOT, NEAR = 4.5, 9.0  # px: radius of a point, and from where a click still means it
LEAST = timedelta(days=200)  # of time are always shown, so that one event does not fill the page
YEARS = timedelta(days=4 * 366)  # from here on only years are written below
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class Span:
    """What lasts: a plan, or the document that permits keeping the data."""

    sort: Sort
    starts_on: date
    ends_on: date
    going: bool


class CourseStrip(QWidget):
    """Nothing is shown here alone: the list below has every event in words.

    Signals:
        result_wanted: id of the case whose point was pressed.
    """

    result_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: tuple[Attained, ...] = ()
        self._moments: tuple[Moment, ...] = ()
        self._spans: tuple[Span, ...] = ()
        self._today = date.min
        self._known = False  # whether the points were read already
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_events(self, moments: Sequence[Moment], spans: Sequence[Span], today: date) -> None:
        """Show what happened and what lasts; the points follow."""
        self._moments, self._spans, self._today = tuple(moments), tuple(spans), today
        self._points, self._known = (), False
        self._say()

    def show_points(self, points: Sequence[Attained]) -> None:
        """Show what the results say."""
        self._points, self._known = tuple(points), True
        self._say()

    @override
    def sizeHint(self) -> QSize:
        caption = QFontMetrics(self._theme.font("caption")).height()
        return QSize(420, TOP + self._chart + len(LANES) * self._lane + caption + 8)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @property
    def _chart(self) -> int:
        return self._theme.scaled(CHART)

    @property
    def _lane(self) -> int:
        return self._theme.scaled(LANE)

    def _say(self) -> None:
        words = current()
        told = ", ".join(
            f"{words.date(one.on)} {phrases.attainment(one.summary, words)}"
            + (f" ({_('imported')})" if one.imported else "")
            for one in self._points
        )
        self.setAccessibleName(f"{_('Attainment')}: {told or _('no results yet')}")
        self.update()

    @property
    def _time(self) -> tuple[date, date]:
        days = [self._today, *(one.on for one in self._points)]
        days += [one.on for one in self._moments if one.sort in LANES]
        days += [day for one in self._spans for day in (one.starts_on, one.ends_on)]
        first, last = min(days), max(days)
        if last - first < LEAST:
            first = last - LEAST
        return quarter_of(first).starts_on, last + (last - first) / 40

    def _box(self) -> QRectF:
        metrics = QFontMetrics(self._theme.font("caption"))
        left = max(metrics.horizontalAdvance(text) for text in (*_lane_names(), "100 %")) + 26
        return QRectF(left, TOP, max(self.width() - left - 24, 40), self._chart)

    def _x(self, day: date, box: QRectF) -> float:
        first, last = self._time
        return box.left() + box.width() * ((day - first) / (last - first))

    def _places(self, box: QRectF) -> list[tuple[Attained, QPointF]]:
        low, high = self._range
        return [
            (one, QPointF(self._x(one.on, box), _y(float(share), box, low, high)))
            for one in self._points
            if phrases.has_number(one.summary) and (share := one.summary.attainment) is not None
        ]

    @property
    def _range(self) -> tuple[float, float]:
        shares = [
            share
            for one in self._points
            for share in (one.summary.lower, one.summary.attainment, one.summary.upper)
        ]
        return trend_range([None if share is None else float(share) for share in shares])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._today == date.min:
            return
        painter, box = QPainter(self), self._box()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption", tabular=True))
        self._paint_time(painter, box)
        self._paint_lanes(painter, box)
        if self._points:
            self._paint_course(painter, box)
        elif self._known:
            painter.setPen(self._theme.color("muted"))
            painter.drawText(box, _CENTRE, _("no results yet"))

    def _paint_time(self, painter: QPainter, box: QRectF) -> None:
        """Write the quarters or years below, with a line at each; today is a line of its own."""
        theme, metrics = self._theme, painter.fontMetrics()
        first, last = self._time
        bottom = box.bottom() + len(LANES) * self._lane
        by_year = last - first > YEARS
        wide = metrics.horizontalAdvance("0000") if by_year else metrics.horizontalAdvance("IV 00")
        free, day = box.left() - 1.0, first
        while day <= last:
            x = self._x(day, box)
            if not by_year or day.month == 1:
                painter.setPen(QPen(theme.color("border"), 1))
                painter.drawLine(QPointF(x, box.top()), QPointF(x, bottom))
                text = str(day.year) if by_year else _quarter(day)
                if x + 3 >= free and x + 3 + metrics.horizontalAdvance(text) <= self.width():
                    painter.setPen(theme.color("muted"))
                    painter.drawText(QRectF(x + 3, bottom + 2, wide + 8, metrics.height()), _LEFT, text)
                    free = x + wide + 14
            day = quarter_of(day).ends_on + timedelta(days=1)
        at = self._x(self._today, box)
        painter.setPen(QPen(theme.color("danger"), 1))
        painter.drawLine(QPointF(at, box.top()), QPointF(at, bottom))
        text = _("today")
        wide = metrics.horizontalAdvance(text) + 6
        ground = QRectF(min(at - wide / 2, self.width() - wide), bottom + 2, wide, metrics.height())
        painter.fillRect(ground, theme.color("window"))
        painter.drawText(ground, _CENTRE, text)

    def _paint_lanes(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        for number, (sort, name) in enumerate(zip(LANES, _lane_names(), strict=True)):
            top = box.bottom() + number * self._lane
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top))
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(16, top, box.left() - 22, self._lane), _LEFT, name)
            middle = top + self._lane / 2
            for span in self._spans:
                if span.sort is sort:
                    self._paint_span(painter, box, span, middle)
            for moment in self._moments:
                if moment.sort is sort:
                    self._paint_moment(painter, QPointF(self._x(moment.on, box), middle), moment)

    def _paint_span(self, painter: QPainter, box: QRectF, span: Span, middle: float) -> None:
        left, right = self._x(span.starts_on, box), self._x(span.ends_on, box)
        high = 8.0 if span.sort is Sort.PLAN else 2.0
        ink = self._theme.color("accent" if span.going else "border_strong")
        painter.setPen(QPen(ink, 1))
        painter.setBrush(self._theme.color("accent_soft" if span.going else "sunken") if high > 2 else ink)
        painter.drawRoundedRect(QRectF(left, middle - high / 2, max(right - left, 3.0), high), 2, 2)

    def _paint_moment(self, painter: QPainter, at: QPointF, moment: Moment) -> None:
        ink = self._theme.color("text" if moment.opens else "muted")
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(ink if moment.opens else self._theme.color("raised"))
        if moment.sort is Sort.PAPER:
            painter.drawRect(QRectF(at.x() - 2.5, at.y() - 3, 5, 6))
        else:
            painter.drawEllipse(at, 2.6, 2.6)

    def _paint_course(self, painter: QPainter, box: QRectF) -> None:
        theme, words = self._theme, current()
        low, high = self._range
        metrics = painter.fontMetrics()
        for share in (low, high):
            y = _y(share, box, low, high)
            painter.setPen(theme.color("muted"))
            label = QRectF(0, y - metrics.height() / 2, box.left() - 6, metrics.height())
            painter.drawText(label, _RIGHT, words.percent(share))
        for one in self._points:
            if one.summary.lower is not None and one.summary.upper is not None:
                x = self._x(one.on, box)
                top, bottom = (
                    _y(float(share), box, low, high) for share in (one.summary.upper, one.summary.lower)
                )
                painter.setPen(QPen(theme.color("hatch"), 1))
                painter.setBrush(theme.hatch())
                painter.drawRect(QRectF(x - 3.5, top, 7, max(bottom - top, 1.0)))
        places = self._places(box)
        known = {one.case_id: at for one, at in places}
        for before, one in zip(self._points, self._points[1:], strict=False):
            if one.joined and before.case_id in known and one.case_id in known:
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.drawLine(known[before.case_id], known[one.case_id])
        free = -1.0
        for one, at in places:
            self._paint_point(painter, at, one)
            text = phrases.attainment(one.summary, words)
            wide = metrics.horizontalAdvance(text) + 4
            left = min(at.x() - wide / 2, box.right() + 22 - wide)
            above = at.y() - DOT - metrics.height() - 2 >= 0
            top = at.y() - DOT - metrics.height() - 1 if above else at.y() + DOT + 1
            if left > free or one is places[-1][0]:
                ground = QRectF(left, top, wide, metrics.height())
                painter.fillRect(ground, theme.color("window"))
                painter.setPen(theme.color("text"))
                painter.drawText(ground, _CENTRE, text)
                free = left + wide

    def _paint_point(self, painter: QPainter, at: QPointF, one: Attained) -> None:
        """Paint a final result filled, a provisional one outlined, levels of a file as an outlined square."""
        theme = self._theme
        ink = theme.color("muted" if one.imported else "accent")
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if phrases.is_final(one.summary) and not one.imported else theme.color("raised"))
        if one.imported:
            painter.drawRect(QRectF(at.x() - DOT, at.y() - DOT, 2 * DOT, 2 * DOT))
        else:
            painter.drawEllipse(at, DOT, DOT)

    def _case_at(self, place: QPointF) -> int:
        found = [
            (max(abs(at.x() - place.x()), abs(at.y() - place.y())), one)
            for one, at in self._places(self._box())
            if not one.imported
        ]
        near = min(found, key=lambda one: one[0], default=None)
        return near[1].case_id if near is not None and near[0] <= NEAR else 0

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = self._case_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if here else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (case_id := self._case_at(event.position())):
            self.result_wanted.emit(case_id)


def _y(share: float, box: QRectF, low: float, high: float) -> float:
    return box.bottom() - 4 - (box.height() - 8) * ((share - low) / (high - low))


def _quarter(day: date) -> str:
    return f"{('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}\u00a0{day.year % 100:02d}"


def _lane_names() -> tuple[str, ...]:
    return _("Assessments"), _("Plans"), _("Diary"), _("Documents")
