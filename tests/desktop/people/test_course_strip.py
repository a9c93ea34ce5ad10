"""The course of results of a person: what is written at its edge is whole, or is left out."""

from datetime import date

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.people.card.history import Sort
from desktop.people.page.course_strip import CourseStrip, Span
from desktop.theme import Theme
from tests.screens.painted import written


def test_a_quarter_that_begins_at_the_edge_is_named_only_where_its_name_has_room(
    qtbot: QtBot, theme: Theme
) -> None:
    large = Theme("light", 14)
    window = QWidget()
    qtbot.addWidget(window)
    strip = CourseStrip(large, window)
    strip.show_events(
        (), (Span(Sort.PLAN, date(2026, 1, 12), date(2027, 1, 12), going=True),), date(2026, 11, 24)
    )
    metrics = QFontMetrics(large.font("caption", tabular=True))
    named: set[str] = set()
    for width in (560, 1100, 1900):
        strip.resize(width, strip.sizeHint().height())
        for one in written(strip):
            assert one.at.x() + metrics.horizontalAdvance(one.text) <= width, one
            named.add(one.text)
    assert {"IV\u00a026", "I\u00a027"} <= named
