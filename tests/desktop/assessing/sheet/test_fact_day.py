"""The day of a fact is typed or chosen from a month, and the fact goes on."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.assessing.sheet.facts.editor import WordsEditor
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.assessing.sheet.walk import CTRL, TODAY, Walk, focused, open_screen, press
from tests.desktop.desk import Desk

ALT = Qt.KeyboardModifier.AltModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def frame(store: Store, theme: Theme, qtbot: QtBot) -> QWidget:
    made = Desk(store, theme, TODAY)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture(params=["table", "card"])
def walk(
    store: Store, frame: QWidget, theme: Theme, settings: Settings, request: pytest.FixtureRequest
) -> Walk:
    """The empty sheet in a window that has a calendar, in both modes."""
    settings.sheet_mode = request.param
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    screen.modes.focus()
    return Walk(store, screen)


def editor(walk: Walk) -> WordsEditor:
    return walk.screen.texts.fact


@pytest.mark.parametrize("by_mouse", [True, False])
def test_the_day_of_a_fact_is_chosen_from_a_month(walk: Walk, qtbot: QtBot, by_mouse: bool) -> None:
    walk.write("named the figures")
    form = editor(walk).form
    assert form is not None
    if by_mouse:
        (icon,) = form.day.findChildren(QToolButton)
        assert icon.accessibleName() == "Calendar: Alt+↓"
        QTest.mouseClick(icon, Qt.MouseButton.LeftButton)
    else:
        form.day.setFocus()
        QTest.keyClick(form.day, Qt.Key.Key_Down, ALT)
    picker = form.day.picker
    assert picker is not None and picker.isVisible()
    assert picker.days.selectedDate() == QDate(2026, 11, 24)
    assert editor(walk).is_open, "the words are still being written"
    picker.days.clicked.emit(QDate(2026, 11, 20))
    assert form.day.text() == "20.11.2026"
    assert editor(walk).is_open
    form.day.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    (fact,) = walk.facts("K01")
    assert (fact.text, fact.observed_on) == ("named the figures", date(2026, 11, 20))


def test_the_whole_day_is_read_beside_its_calendar(walk: Walk) -> None:
    walk.write("named the figures")
    form = editor(walk).form
    assert form is not None
    (icon,) = form.day.findChildren(QToolButton)
    room = icon.geometry().left() - form.day.contentsRect().left()
    assert room >= form.day.fontMetrics().horizontalAdvance(form.day.text()) + 8
    assert focused() is editor(walk).field
