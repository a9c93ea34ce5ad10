"""A month to pick a day from: weeks begin on Monday, non-working days are grey."""

from datetime import date, timedelta
from typing import Protocol, override, runtime_checkable

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from domain.workdays import Calendar
from resources.i18n import _, current

WEEKS = timedelta(days=45)  # the days of neighbouring months that a page shows


@runtime_checkable
class Working(Protocol):
    """A widget that encloses all fields and tells them the look of a month and its working days."""

    @property
    def theme(self) -> Theme: ...

    @property
    def calendar(self) -> Calendar: ...

    def today(self) -> date: ...


def working_above(widget: QWidget | None) -> Working | None:
    """Return the nearest ancestor that knows the working days; None if there is none."""
    while widget is not None:
        if isinstance(widget, Working):
            return widget
        widget = widget.parentWidget()
    return None


class DayPicker(QFrame):
    """Opens over the window below a field; Enter or a click picks the day, Esc none.

    Signals:
        chosen: the day picked.
    """

    chosen = Signal(date)

    def __init__(self, theme: Theme, calendar: Calendar, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("picker")
        self.setAccessibleName(_("Calendar"))
        self._working = calendar
        self.before = button("", self, "quiet", theme.icon("chevron-left"), small=True)
        self.before.setAccessibleName(_("Previous month"))
        self.after = button("", self, "quiet", theme.icon("chevron-right"), small=True)
        self.after.setAccessibleName(_("Next month"))
        self.month = labels.plain("", self, "strong")
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = layout.row(self.before, layout.grow(self.month), self.after, gap="xs")
        self.days = QCalendarWidget(self)
        self.days.setAccessibleName(_("Calendar"))
        self.days.setLocale(QLocale(current().language))
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setNavigationBarVisible(False)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._work, self._rest = QTextCharFormat(), QTextCharFormat()
        self._work.setForeground(theme.color("text"))
        self._rest.setForeground(theme.color("faint"))
        for weekday in Qt.DayOfWeek:
            self.days.setWeekdayTextFormat(weekday, self._work)
        layout.column(head, self.days, gap="xs", around=(8, 8, 8, 8), of=self)
        self.days.currentPageChanged.connect(self._on_page)
        self.days.clicked.connect(self._on_taken)
        self.days.activated.connect(self._on_taken)
        self.before.clicked.connect(self.days.showPreviousMonth)
        self.after.clicked.connect(self.days.showNextMonth)
        self.days.setSelectedDate(QDate(day.year, day.month, day.day))
        self._on_page()
        for one in self.days.findChildren(QWidget):
            one.installEventFilter(self)

    def open_below(self, field: QWidget) -> None:
        """Show the month below the field, or above it at the bottom of the screen."""
        self.adjustSize()
        below = field.mapToGlobal(field.rect().bottomLeft())
        screen = field.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(below.x(), room.right() - self.width()))
        top = below.y() + 2
        if top + self.height() > room.bottom():
            top = field.mapToGlobal(field.rect().topLeft()).y() - self.height() - 2
        self.move(left, top)
        self.show()
        self.days.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the month on Esc, wherever the focus is in it."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self.close()
            event.accept()
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_page(self) -> None:
        year, month = self.days.yearShown(), self.days.monthShown()
        self.month.setText(QLocale(current().language).standaloneMonthName(month).capitalize() + f" {year}")
        first = date(year, month, 1) - WEEKS
        for number in range(3 * WEEKS.days):
            day = first + timedelta(days=number)
            form = self._work if self._working.works(day) else self._rest
            self.days.setDateTextFormat(QDate(day.year, day.month, day.day), form)

    def _on_taken(self, day: QDate) -> None:
        taken = date(day.year(), day.month(), day.day())
        self.close()
        self.chosen.emit(taken)
