"""Segments and lists that turn by arrows and have room for their letters."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.kit import chips, reading_order
from desktop.kit.buttons import button
from desktop.kit.page.beside import Beside
from desktop.kit.segments import Segments
from desktop.kit.tips import tip_of
from desktop.kit.turn import Turn
from desktop.theme import Theme
from tests.desktop.kit.shown import Ear, Key, focused, put


def test_segments_are_one_stop_and_the_arrows_choose(page: QWidget, theme: Theme) -> None:
    before = put(page, button("Before", page))
    segments = put(page, Segments(("All", "New", "Old"), page, "Show"))
    after = put(page, button("After", page))
    ear = Ear()
    segments.chosen.connect(ear.hear)
    before.setFocus()
    QTest.keyClick(before, Key.Key_Tab)
    assert focused().text() == "All"
    QTest.keyClick(focused(), Key.Key_Right)
    QTest.keyClick(focused(), Key.Key_Right)
    QTest.keyClick(focused(), Key.Key_Right)
    assert segments.current == 2
    assert ear.heard == [1, 2]
    QTest.keyClick(focused(), Key.Key_Home)
    assert segments.current == 0
    QTest.keyClick(focused(), Key.Key_End)
    assert segments.current == 2
    QTest.keyClick(focused(), Key.Key_Tab)
    assert focused() is after
    segments.choose(1)
    segments.set_text(1, "New 5")
    assert (segments.current, ear.heard) == (1, [1, 2, 0, 2])


def test_tab_comes_to_the_chosen_segment_alone_before_any_had_the_focus(page: QWidget) -> None:
    segments = put(page, Segments(("All", "New", "Old"), page, "Show"))
    assert reading_order.tab_stops(page) == (segments.findChildren(QPushButton)[0],)
    segments.choose(2)
    assert reading_order.tab_stops(page) == (segments.findChildren(QPushButton)[2],)


def test_the_arrows_step_over_a_segment_that_is_not_offered(page: QWidget) -> None:
    segments = put(page, Segments(("All", "New", "Old"), page, "Show"))
    segments.offer(1, offered=False)
    segments.setFocus()
    QTest.keyClick(focused(), Key.Key_Right)
    assert segments.current == 2
    QTest.keyClick(focused(), Key.Key_Left)
    assert segments.current == 0
    segments.offer(1, offered=True)
    QTest.keyClick(focused(), Key.Key_Right)
    assert segments.current == 1


def test_segments_are_named_and_answer_the_mouse(page: QWidget) -> None:
    segments = put(page, Segments(("All", "New"), page, "Show"))
    ear = Ear()
    segments.chosen.connect(ear.hear)
    second = segments.findChildren(QPushButton)[1]
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert (segments.current, ear.heard) == (1, [1])
    assert second.accessibleName() == "Show: New"


def test_a_segment_has_room_for_its_letters_whether_it_is_chosen_or_not(
    page: QWidget, qapp: QApplication
) -> None:
    page.setStyleSheet(Theme("light", 14).sheet())
    segments = put(page, Segments(("Competencies", "Requirements"), page, "Show"))
    hints: list[list[int]] = []
    for number in (0, 1, 0):
        segments.choose(number)
        hints.append([one.sizeHint().width() for one in segments.findChildren(QPushButton)])
    assert hints[0] == hints[1] == hints[2], "nothing moves when another one is chosen"
    page.resize(segments.sizeHint().width() + 40, 100)
    qapp.processEvents()
    one = segments.findChildren(QPushButton)[0]
    assert one.width() - 18 >= one.fontMetrics().horizontalAdvance("Competencies")
    assert segments.height() >= one.sizeHint().height() + 4, "nor is it cut below"


def test_a_list_and_its_side_turn_where_there_is_no_room_for_both(page: QWidget, qapp: QApplication) -> None:
    first, second = button("List", page), button("Card", page)
    turn = put(page, Turn(first, second, ("List", "Card"), page, least=300, wide=lambda both: both // 3))
    page.resize(700, 200)
    qapp.processEvents()
    assert first.isVisible()
    assert second.isVisible()
    assert not turn.switch.isVisible()
    page.resize(360, 200)
    qapp.processEvents()
    assert (first.isVisible(), second.isVisible(), turn.switch.isVisible()) == (True, False, True)
    turn.switch.setFocus()
    QTest.keyClick(focused(), Key.Key_Right)
    qapp.processEvents()
    assert (first.isVisible(), second.isVisible()) == (False, True)
    assert second.width() == turn.width(), "what is shown alone has all the room"
    turn.reveal(first)
    assert first.isVisible()
    turn.show_side(False)
    assert not turn.switch.isVisible(), "there is nothing to turn to"


def test_what_has_no_room_beside_goes_below(page: QWidget, qapp: QApplication) -> None:
    first, second = button("Questions", page), button("Fill in forty-five minutes", page)
    beside = put(page, Beside(first, second, 200, page))
    page.resize(600, 200)
    qapp.processEvents()
    assert beside.on_one_line
    page.resize(second.sizeHint().width() + 60, 200)
    qapp.processEvents()
    assert not beside.on_one_line
    assert second.y() >= first.geometry().bottom()
    assert second.width() >= second.sizeHint().width()


def test_the_digit_of_a_mark_is_not_cut_however_large_the_letters_are(qapp: QApplication) -> None:
    large = Theme("light", 14)
    image = QImage(46, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    chips.paint_mark(painter, QRectF(10, 10, 26, 20), large, 4)
    painter.end()
    ink = large.colors("level_text")[4]
    rows = {y for x in range(46) for y in range(40) if image.pixelColor(x, y) == ink}
    assert rows
    assert 11 <= min(rows) < max(rows) <= 27
    assert large.pair("mark_chip").height() > Theme("light").pair("mark_chip").height()


def test_the_tooltip_of_a_cut_segment_follows_its_count(page: QWidget, qapp: QApplication) -> None:
    segments = put(page, Segments(("All", "Candidates of this vacancy 3"), page, "Show"))
    segments.setFixedWidth(120)
    second = segments.findChildren(QPushButton)[1]
    for text in ("Candidates of this vacancy 3", "Candidates of this vacancy 4"):
        segments.set_text(1, text)
        segments.grab()
        assert tip_of(second) == text
