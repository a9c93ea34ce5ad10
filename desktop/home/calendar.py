"""Five weeks as a grid: a dot for each kind of thing due on a day, a click names them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import override

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.home.overview_records import Dot
from desktop.home.panel import SIDE, Panel
from desktop.home.words import dot_words
from desktop.kit import labels
from desktop.kit.tips import as_it_is, tip_by_place
from desktop.theme import Theme
from domain.home.due import Kind
from resources.i18n import _, current

WEEKS, DAYS = 5, 7
FRIDAY = 4
DOT, GAP, EDGE = 5, 3, 3
TOKENS = {
    Kind.CONSENT: "warn",
    Kind.RETENTION: "warn",
    Kind.PROBATION: "danger",
}
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CalendarPanel(Panel):
    """The grid under its title."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Five weeks ahead"), parent)
        self.grid = Grid(theme, self)
        self.later = labels.paragraph("", self, "small", "muted")
        self.column.setSpacing(4)
        self.column.setContentsMargins(SIDE, 12, SIDE, 8)
        self.column.addWidget(self.grid)
        self.column.addWidget(self.later)

    def show_days(self, on: date, dots: Sequence[Dot]) -> None:
        """Show the weeks from this day on, and in words what is due soon after them."""
        self.grid.show_days(on, dots)
        later = self.grid.later
        self.later.setText(_("Afterwards: {things}").format(things=later))
        self.later.setVisible(bool(later))


class Grid(QWidget):
    """From the Monday of this week on; the arrows move along the days with dots, Enter opens one.

    Signals:
        day_wanted: the day whose things to name, and where to name them.
    """

    day_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._on = date.min
        self._dots: dict[date, list[Dot]] = {}
        self._day: date | None = None  # the current one
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, on: date, dots: Sequence[Dot]) -> None:
        """Show the weeks from this day on."""
        self._on = on
        found: dict[date, list[Dot]] = defaultdict(list)
        for one in dots:
            found[one.day].append(one)
        self._dots = dict(found)
        if self._day not in self._dots:
            self._day = None
        told = "; ".join(self._told(day) for day in self._days)
        self.setAccessibleName(_("Five weeks ahead"))
        self.setAccessibleDescription(told or _("Nothing is due"))
        self.update()

    @property
    def _days(self) -> tuple[date, ...]:
        """The days with dots that are in the grid."""
        first = self._first
        return tuple(sorted(day for day in self._dots if day < first + timedelta(WEEKS * DAYS)))

    @property
    def later(self) -> str:
        """What is due after the days of the grid, in words; empty if nothing is."""
        return "; ".join(self._told(day) for day in sorted(self._dots.keys() - {*self._days}))

    def place_of(self, day: date) -> QRect:
        """Return where the day is."""
        number = (day - self._first).days
        left, top, wide, high = self._measures()
        return QRect(
            round(left + number % DAYS * wide), round(top + number // DAYS * high), round(wide), round(high)
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, self._theme.line_height("caption") + WEEKS * self._row)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        days, key = self._days, Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if days and key in steps:
            here = days.index(self._day) if self._day in days else -1 if steps[key] > 0 else len(days)
            self._stand(days[min(max(here + steps[key], 0), len(days) - 1)])
        elif self._day is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._day)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position().toPoint())
        if day is not None and day in self._dots:
            self._stand(day)
            self._open(day)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position().toPoint())
        over = day in self._dots
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def event(self, event: QEvent) -> bool:
        return tip_by_place(event, self, self._tip) or super().event(event)

    def _tip(self, place: QPoint) -> str:
        day = self._at(place)
        return as_it_is(self._told(day)) if day is not None and day in self._dots else ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, wide, high = self._measures()
        monday, locale = self._first, QLocale(current().language)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        for number in range(DAYS):
            box = QRectF(left + number * wide, 0, wide, top)
            painter.drawText(box, _CENTRE, locale.dayName(number + 1, QLocale.FormatType.ShortFormat))
        for number in range(WEEKS * DAYS):
            self._paint_day(painter, monday + timedelta(number))
        for week in range(WEEKS):
            first = monday + timedelta(week * DAYS)
            days = [first + timedelta(number) for number in range(DAYS)]
            begins = next((day for day in days if day.day == 1), None)
            if week and begins is None:
                continue  # a month is named where it begins
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("muted"))
            name = locale.standaloneMonthName((begins or first).month, QLocale.FormatType.ShortFormat)
            painter.drawText(QRectF(0, top + week * high, left, theme.line_height("small")), _LEFT, name)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        theme, box = self._theme, QRectF(self.place_of(day)).adjusted(1, 1, -1, -1)
        today, off = day == self._on, day.weekday() > FRIDAY
        if off:
            painter.fillRect(box, theme.color("sunken"))
        head = QRectF(box.left(), box.top(), box.width(), theme.line_height("small"))
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            mark = QRectF(head.center().x() - 15, head.top(), 30, head.height())
            painter.drawRoundedRect(mark, 4, 4)
        painter.setFont(theme.font("small", tabular=True))
        past = day < self._on
        painter.setPen(theme.color("on_primary" if today else "muted" if off or past else "text"))
        painter.drawText(head, _CENTRE, str(day.day))
        if day == self._day and self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        tokens = sorted({TOKENS.get(one.kind, "accent") for one in self._dots.get(day, ())})
        at = box.center().x() - (len(tokens) * (DOT + GAP) - GAP) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for token in tokens:
            painter.setBrush(theme.color(token))
            painter.drawEllipse(QRectF(at, head.bottom() + 1, DOT, DOT))
            at += DOT + GAP

    @property
    def _first(self) -> date:
        """The Monday that the grid begins with."""
        return self._on - timedelta(self._on.weekday()) if self._on > date(1, 1, 7) else self._on

    @property
    def _row(self) -> int:
        return self._theme.line_height("small") + DOT + EDGE + 2

    def _measures(self) -> tuple[float, float, float, float]:
        """Return where the days begin, and the size of one."""
        left = 36 + 3 * self._theme.font_step
        top = self._theme.line_height("caption")
        return left, top, (self.width() - left) / DAYS, self._row

    def _at(self, point: QPoint) -> date | None:
        left, top, wide, high = self._measures()
        column, week = int((point.x() - left) // wide), int((point.y() - top) // high)
        inside = 0 <= column < DAYS and 0 <= week < WEEKS
        return self._first + timedelta(week * DAYS + column) if inside else None

    def _told(self, day: date | None) -> str:
        if day is None:
            return ""
        things = ", ".join(dot_words(one) for one in self._dots[day])
        return _("{day}: {things}").format(day=current().day_of_month(day), things=things)

    def _stand(self, day: date) -> None:
        self._day = day
        self.setAccessibleDescription(self._told(day))
        self.update()

    def _open(self, day: date) -> None:
        self.day_wanted.emit(day, self.mapToGlobal(self.place_of(day).bottomLeft()))
