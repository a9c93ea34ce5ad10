"""A form stands still under the pointer, says which day is wrong, and has a month to choose days from."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.development import calendars
from desktop.app import App
from desktop.kit.form.fields import DateField
from desktop.kit.form.form_dialog import Form
from desktop.office.sentences import sentence
from domain.errors import EndsBeforeStart, Impossible
from resources import i18n
from tests.desktop.conftest import Start, unlock, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Days(Form):
    """Two days and a line below them, as the form of an action has."""

    def __init__(self, app: App, parent: QWidget) -> None:
        super().__init__(app.window.theme, "Action", "", "Save", parent, subject=())
        self.starts = DateField("From", self, "starts_on", date(2027, 2, 1))
        self.ends = DateField("Until", self, "ends_on", date(2027, 1, 4))
        self.below = DateField("Hours", self, "hours")
        self.put(self.starts, 0, 0)
        self.put(self.ends, 0, 1)
        self.put(self.below)

    def send(self) -> None:
        starts, ends = self.starts.read(), self.ends.read()
        if starts is not None and ends is not None and ends < starts:
            raise EndsBeforeStart


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


@pytest.fixture
def form(app: App) -> Iterator[Days]:
    made = Days(app, workspace_of(app).shown)
    made.open()
    made.activateWindow()
    QCoreApplication.processEvents()
    yield made


def test_nothing_moves_when_a_complaint_of_a_line_comes_or_any_goes(form: Days) -> None:
    before = form.below.line.mapTo(form, QPoint())
    form.ends.complain("Earlier than it begins")
    form.grow()
    QCoreApplication.processEvents()
    assert form.below.line.mapTo(form, QPoint()) == before, "there was room for it"
    form.take()
    QCoreApplication.processEvents()
    assert form.ends.note.startswith("The end is before the beginning.")
    said = form.below.line.mapTo(form, QPoint())
    QTest.keyClicks(form.ends.line, "1")
    QCoreApplication.processEvents()
    assert form.ends.note == "", "it is not known to be wrong any more"
    assert form.below.line.mapTo(form, QPoint()) == said, "and the pointer stands on what it stood on"


def test_the_end_before_the_beginning_is_called_so_in_russian() -> None:
    told = sentence(EndsBeforeStart(), i18n.words("ru"))
    assert told.what == "Окончание раньше начала."
    assert isinstance(EndsBeforeStart("to_on"), Impossible)


def test_a_day_is_chosen_by_keys(form: Days) -> None:
    form.starts.line.setFocus()
    QTest.keyClick(form.starts.line, Key.Key_Down, ALT)
    picker = form.starts.picker
    assert picker is not None
    assert picker.isVisible()
    assert picker.days.selectedDate() == QDate(2027, 2, 1)
    view = picker.days.focusProxy() or picker.days
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Return)
    assert form.starts.text == "02.02.2027"


def test_esc_leaves_the_month_and_not_the_form(form: Days) -> None:
    QTest.keyClick(form.starts.line, Key.Key_F4)
    picker = form.starts.picker
    assert picker is not None
    QTest.keyClick(picker.days.focusProxy() or picker.days, Key.Key_Escape)
    assert not picker.isVisible()
    assert form.isVisible()
    assert form.starts.text == "01.02.2027"


def test_a_day_is_chosen_by_the_mouse_and_the_complaint_about_it_goes(form: Days) -> None:
    form.take()
    (button,) = form.ends.line.findChildren(QToolButton)
    assert button.accessibleName() == "Calendar: Alt+↓"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    picker = form.ends.picker
    assert picker is not None
    QTest.mouseClick(picker.after, Qt.MouseButton.LeftButton)
    QTest.mouseClick(picker.after, Qt.MouseButton.LeftButton)
    assert picker.month.text() == "March 2027"
    picker.days.clicked.emit(QDate(2027, 3, 2))
    assert form.ends.text == "02.03.2027"
    assert form.ends.note == ""


def test_a_week_begins_on_monday_and_days_off_are_grey(app: App, form: Days) -> None:
    assert app.data is not None
    app.data.write(calendars.keep, (date(2027, 2, 24),), (date(2027, 2, 27),))
    form.starts.open_month()
    picker = form.starts.picker
    assert picker is not None
    assert picker.days.firstDayOfWeek() == Qt.DayOfWeek.Monday
    faint, text = app.window.theme.color("faint"), app.window.theme.color("text")

    def colour(day: int) -> object:
        return picker.days.dateTextFormat(QDate(2027, 2, day)).foreground().color()

    assert [colour(day) for day in (23, 24, 25, 27, 28)] == [faint, faint, text, text, faint]


def test_the_month_speaks_the_language_of_the_screen(form: Days) -> None:
    i18n.use("ru")
    form.starts.open_month()
    picker = form.starts.picker
    assert picker is not None
    assert picker.month.text() == "Февраль 2027"
    assert picker.days.locale().language() == QLocale.Language.Russian
