"""The header of the plan: column titles, and over the strip the months and the dates of Mondays."""

from datetime import date
from typing import override

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from desktop.development.lines import Column
from desktop.kit.tips import as_it_is
from desktop.theme import Theme
from domain.development.strip import Strip
from resources.i18n import _, current

HEAD = 39
NARROW = 22  # px; in narrower weeks only every second Monday is labelled


class WeeksHeader(QHeaderView):
    """Column titles, and over the strip the months with the dates of their Mondays."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.strip: Strip | None = None
        self.today: date | None = None  # of an active plan: labels the line of today
        self.setFixedHeight(HEAD + 2 * theme.font_step)
        self.setSectionsClickable(False)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent) or self.logicalIndexAt(event.pos()) != Column.WHEN:
            return super().viewportEvent(event)
        left, width = self.sectionViewportPosition(Column.WHEN), self.sectionSize(Column.WHEN)
        at, months = (event.pos().x() - left) / width, self.strip.months if self.strip is not None else ()
        names = (current().month_name(one.first) for one in months if one.span[0] <= at < one.span[1])
        QToolTip.showText(event.globalPos(), as_it_is(next(names, "")), self)
        return True

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.color("raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if logicalIndex == Column.WHEN and self.strip is not None:
            self._paint_weeks(painter, rect, self.strip)
        else:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("muted"))
            left = 16 if logicalIndex == Column.WHAT else 8
            side = Qt.AlignmentFlag.AlignRight if logicalIndex == Column.HOURS else Qt.AlignmentFlag.AlignLeft
            box = rect.adjusted(left, 0, -14 if logicalIndex == Column.HOURS else -8, -7)
            title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
            painter.drawText(box, int(side | Qt.AlignmentFlag.AlignBottom), title)
        painter.restore()

    def _paint_weeks(self, painter: QPainter, rect: QRect, made: Strip) -> None:
        theme, words = self._theme, current()
        half = rect.height() // 2
        for left, right in made.rests:
            box = QRectF(
                rect.left() + left * rect.width(), rect.top(), (right - left) * rect.width(), rect.height()
            )
            painter.fillRect(box, theme.color("sunken"))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setFont(theme.font("strong"))
        for month in made.months:
            left = rect.left() + month.span[0] * rect.width()
            painter.setPen(QPen(theme.color("border"), 1))
            if month.span[0] > 0:
                painter.drawLine(QPointF(left, rect.top()), QPointF(left, rect.bottom()))
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font("caption"))
            bold = painter.font()
            bold.setBold(True)
            painter.setFont(bold)
            room = (month.span[1] - month.span[0]) * rect.width() - 6
            name = painter.fontMetrics().elidedText(
                words.month_name(month.first), Qt.TextElideMode.ElideRight, int(room)
            )
            box = QRectF(left + 4, rect.top() + 1, max(room, 0), half)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        width = rect.width() / len(made.weeks)
        step = 1 if width >= NARROW + 2 * theme.font_step else 2 if width * 2 >= NARROW else 4
        today = self.today_box(QRectF(rect))
        for week in made.weeks[::step]:
            box = QRectF(rect.left() + week.at * rect.width() + 4, rect.top() + half, width * step, half - 1)
            digits = painter.fontMetrics().horizontalAdvance(str(week.monday.day))
            if today is not None and today.intersects(QRectF(box.left(), box.top(), digits, box.height())):
                continue  # it would partly show behind the label of today
            painter.drawText(
                box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), str(week.monday.day)
            )
        self._paint_today(painter, rect)

    def today_box(self, rect: QRectF) -> QRectF | None:
        """Return the area of the label of today within the strip; None without that line."""
        made, today = self.strip, self.today
        if made is None or today is None or not made.period.starts_on <= today <= made.period.ends_on:
            return None
        metrics = QFontMetrics(self._theme.font("caption"))
        width = metrics.horizontalAdvance(_("today")) + 8
        left = rect.left() + made.at(today) * rect.width() - width / 2
        left = max(rect.left() + 1, min(left, rect.right() - width))
        return QRectF(left, rect.top() + rect.height() // 2, width, rect.height() // 2 - 1)

    def _paint_today(self, painter: QPainter, rect: QRect) -> None:
        box = self.today_box(QRectF(rect))
        if box is not None:
            painter.fillRect(box, self._theme.color("raised"))
            painter.setPen(self._theme.color("danger"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), _("today"))
