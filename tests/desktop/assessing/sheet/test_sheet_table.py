"""What the table shows: filters, counts, words for a screen reader, boxes for the mouse."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QRegion
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QListView, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing.sheet import paper_sheets
from db.file.store import Store
from desktop.assessing.sheet import words
from desktop.assessing.sheet.cells import Column
from desktop.settings import Settings
from desktop.theme import Theme
from domain.framework.framework import Kind
from domain.mark import Mark, State
from resources import i18n
from tests.desktop.assessing.sheet.walk import CTRL, Walk, focused, open_screen, press, type_digits
from tests.desktop.desk import move_mouse


def shown(walk: Walk) -> list[str]:
    """The codes of the rows that are shown."""
    model = walk.screen.model
    rows = (model.row_at(line) for line in range(model.rowCount()))
    return [row.item.code for row in rows if row is not None]


def choose(walk: Walk, number: int) -> None:
    """Choose a segment of the filter with the mouse."""
    segments = walk.screen.filters.segments
    buttons = segments.findChildren(QPushButton)
    QTest.mouseClick(buttons[number], Qt.MouseButton.LeftButton)


def segment_texts(walk: Walk) -> list[str]:
    buttons = walk.screen.filters.segments.findChildren(QPushButton)
    return [button.text() for button in buttons]


def search(walk: Walk, text: str) -> None:
    press(Qt.Key.Key_F, CTRL)
    walk.screen.filters.search.setText(text)


def click(walk: Walk, code: str, column: int) -> None:
    table = walk.screen.table
    index = walk.screen.model.index(walk.screen.model.line_of(code), column)
    table.scrollTo(index)
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        table.visualRect(index).center(),
    )


def test_the_model_keeps_its_promises_whatever_is_done(walk: Walk) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # a warning fails the test
    tester = QAbstractItemModelTester(walk.screen.model, mode, walk.screen)
    type_digits("0435")
    choose(walk, 1)
    type_digits("22")
    press(Qt.Key.Key_Z, CTRL)
    choose(walk, 2)
    search(walk, "обучен")
    walk.screen.filters.take_off()
    walk.screen.open(1)
    assert tester.model() is walk.screen.model


def test_all_71_items_stand_under_their_five_functions(walk: Walk) -> None:
    assert shown(walk) == [item.code for item in walk.filed.framework.items]
    assert walk.screen.model.rowCount() == 71 + 5


def test_rating_under_the_filter_of_unmarked_rows_shortens_the_list(walk: Walk) -> None:
    type_digits("22")
    choose(walk, 1)
    assert len(shown(walk)) == 69
    walk.screen.table.setFocus()
    walk.go("K05")
    type_digits("3")
    assert walk.code == "K06"
    assert len(shown(walk)) == 68
    assert segment_texts(walk) == ["All 71", "Without a mark 68", "Fact needed 1"]
    press(Qt.Key.Key_Z, CTRL)
    assert walk.code == "K05"
    assert len(shown(walk)) == 69


def test_another_row_saves_a_fact_and_the_filter_of_needed_ones_lets_its_row_go(walk: Walk) -> None:
    type_digits("44")
    choose(walk, 2)
    walk.screen.table.setFocus()
    walk.go("K01")
    walk.write("led three reviews")
    click(walk, "K02", Column.LABEL)
    assert (walk.fact("K01"), walk.half_typed()) == ("led three reviews", [])
    assert (shown(walk), walk.code) == (["K02"], "K02")


def test_undo_shows_its_row_even_if_the_filter_hides_it(walk: Walk) -> None:
    type_digits("2")
    search(walk, "S32")
    walk.screen.table.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert walk.code == "K01"
    assert walk.screen.filters.search.text() == ""


def test_a_level_that_needs_a_fact_is_counted_until_the_fact_is_there(walk: Walk) -> None:
    walk.go("K02")
    type_digits("4")
    assert segment_texts(walk)[2] == "Fact needed 1"
    choose(walk, 2)
    assert shown(walk) == ["K02"]
    walk.screen.table.setFocus()
    walk.write("explained it to the group")
    press(Qt.Key.Key_Tab)
    assert segment_texts(walk)[2] == "Fact needed 0"
    assert walk.screen.nothing.isVisible()
    walk.screen.nothing.act.click()
    assert len(shown(walk)) == 71


@pytest.mark.parametrize("typed", ["S15", "s15", "с15", "Ы15"])
def test_a_code_is_found_under_any_layout(walk: Walk, typed: str) -> None:
    search(walk, typed)
    assert shown(walk) == ["S15"]


def test_words_are_found_in_label_and_text_with_yo_as_ye(walk: Walk) -> None:
    search(walk, "Приема обращений")
    assert "K19" in shown(walk)


def test_nothing_found_says_so_and_esc_brings_everything_back_then_leads_back(
    walk: Walk, qtbot: QtBot
) -> None:
    search(walk, "no such thing")
    assert shown(walk) == []
    assert walk.screen.nothing.isVisible()
    press(Qt.Key.Key_Escape)
    assert len(shown(walk)) == 71
    with qtbot.assertNotEmitted(walk.screen.closed):
        press(Qt.Key.Key_Escape)
    assert focused() is walk.screen.table
    with qtbot.waitSignal(walk.screen.closed):
        press(Qt.Key.Key_Escape)


def test_the_check_against_the_form_counts_the_crosses_of_each_column(walk: Walk) -> None:
    type_digits("0122333596")
    assert walk.screen.model.tally() == {0: 1, 1: 1, 2: 2, 3: 3, 4: 0, None: 3}
    assert walk.screen.left.tally.accessibleDescription().splitlines()[3] == "Proficient: 3"


def test_a_click_on_a_function_jumps_to_its_first_row(walk: Walk) -> None:
    functions = walk.screen.left.functions
    spot = functions.visualItemRect(functions.item(3)).center()
    QTest.mouseClick(functions.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert walk.code == walk.filed.framework.items_of("F4")[0].code
    assert focused() is walk.screen.table


def test_the_list_of_functions_follows_the_row_and_tells_the_progress(walk: Walk) -> None:
    type_digits("2" * 13)
    functions = walk.screen.left.functions
    assert functions.currentRow() == 1
    said = functions.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Day-to-day management, 13 of 13"


class Painting(QObject):
    """Notes what of a widget is painted."""

    def __init__(self, of: QWidget) -> None:
        super().__init__(of)
        self.region = QRegion()
        of.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_a_mark_paints_the_function_that_it_counts_in_and_no_other(walk: Walk) -> None:
    functions = walk.screen.left.functions
    QApplication.processEvents()
    painting = Painting(functions.viewport())
    type_digits("2")
    QApplication.processEvents()
    assert painting.region.boundingRect() == functions.visualItemRect(functions.item(0))
    press(Qt.Key.Key_Up)
    QApplication.processEvents()
    painting.region = QRegion()
    type_digits("3")
    QApplication.processEvents()
    assert painting.region.isEmpty(), "another level is no other number"


def test_a_mark_paints_its_heading_its_line_and_the_next_one(walk: Walk) -> None:
    table, model = walk.screen.table, walk.screen.model
    move_mouse(table.viewport(), QPoint(1, 1))  # not where another test left it
    type_digits("22")
    QApplication.processEvents()
    painting = Painting(table.viewport())
    type_digits("3")
    QApplication.processEvents()
    untouched = table.visualRect(model.index(1, Column.CODE))
    assert not painting.region.intersects(untouched), "nor the line below the heading"
    alone = table.grab().toImage()
    table.viewport().update()
    QApplication.processEvents()
    assert table.grab().toImage() == alone


def test_the_box_under_the_mouse_shows_its_level(walk: Walk) -> None:
    table, model = walk.screen.table, walk.screen.model
    rect = table.visualRect(model.index(4, Column.LEVEL_0 + 2))
    before = table.grab(rect.translated(table.viewport().pos())).toImage()
    move_mouse(table.viewport(), rect.center())
    assert table.grab(rect.translated(table.viewport().pos())).toImage() != before


def test_a_row_is_told_in_words(walk: Walk) -> None:
    i18n.use("ru")
    role = Qt.ItemDataRole.AccessibleTextRole
    index = walk.screen.model.index(walk.screen.model.line_of("S15"), Column.LABEL)
    assert index.data(role) == "S15 Выявление потребностей в обучении, без отметки"
    walk.go("S15")
    type_digits("3")
    assert index.data(role) == "S15 Выявление потребностей в обучении, уровень 3, уверенный"
    first = walk.screen.model.index(1, Column.LABEL)
    assert first.data(role) == "K01 KPI групп и их целевые значения, критичная, без отметки"


def test_the_current_item_is_shown_in_full_with_the_anchors_of_its_kind(walk: Walk) -> None:
    anchors = walk.screen.anchors
    assert "to evaluate the work of employee groups" in anchors.accessibleName()
    assert "1.4 1)" in anchors.accessibleName()
    assert anchors.accessibleDescription().splitlines()[1].startswith("1: Names some concepts")
    walk.go("S01")
    assert anchors.accessibleDescription().splitlines()[1].startswith("1: Performs separate steps")


def test_a_click_on_a_box_marks_and_a_second_one_takes_it_back(walk: Walk) -> None:
    click(walk, "K04", Column.LEVEL_0 + 2)
    assert walk.mark("K04") == Mark.rated(2)
    assert walk.code == "K04"
    click(walk, "K04", Column.LEVEL_0 + 3)
    assert walk.mark("K04") == Mark.rated(3)
    click(walk, "K04", Column.LEVEL_0 + 3)
    assert walk.mark("K04") is None


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_a_click_on_the_box_without_a_level_offers_the_reasons(walk: Walk) -> None:
    click(walk, "K04", Column.REASON)
    (menu,) = walk.screen.table.findChildren(QMenu)
    assert menu.isVisible()
    entries = {entry.text().partition("\t")[0]: entry for entry in menu.actions()}
    entries["Not observed"].trigger()
    menu.close()
    assert walk.mark("K04") == Mark(State.NOT_OBSERVED)


def test_22_rows_are_in_sight_on_a_small_window(walk: Walk) -> None:
    """1280×800, of which the rail and the status line take 84 and 28 px."""
    table = walk.screen.table
    assert (walk.screen.width(), walk.screen.height()) == (1280 - 84, 800 - 28)
    port = table.viewport().rect()
    whole = [line for line in range(80) if port.contains(table.visualRect(walk.screen.model.index(line, 0)))]
    assert len(whole) >= 22
    press(Qt.Key.Key_F3)
    QTest.qWait(1)
    assert walk.screen.anchors.whole
    port = table.viewport().rect()
    less = [line for line in range(80) if port.contains(table.visualRect(walk.screen.model.index(line, 0)))]
    assert len(less) < len(whole)
    press(Qt.Key.Key_F3)
    QTest.qWait(1)
    assert table.viewport().height() > port.height()


def test_esc_folds_the_levels_before_it_leaves_the_sheet(walk: Walk, qtbot: QtBot) -> None:
    screen = walk.screen
    press(Qt.Key.Key_F3)
    with qtbot.assertNotEmitted(screen.closed):
        press(Qt.Key.Key_Escape)
    assert not screen.anchors.whole
    with qtbot.waitSignal(screen.closed):
        press(Qt.Key.Key_Escape)


def test_the_level_under_the_pointer_says_what_it_means(walk: Walk) -> None:
    anchors, table = walk.screen.anchors, walk.screen.table
    move_mouse(table.viewport(), QPoint(1, 1))  # it may have rested on that very box since another test
    unread = anchors.grab().toImage()
    line = walk.screen.model.line_of("K02")
    box = table.visualRect(walk.screen.model.index(line, Column.LEVEL_0 + 2)).center()
    move_mouse(table.viewport(), box)
    said = anchors.grab().toImage()
    assert said != unread
    anchors.show_level(None, None)
    assert anchors.grab().toImage() == unread
    anchors.show_level(2, Kind.KNOWLEDGE)
    assert anchors.grab().toImage() == said


def test_a_click_on_an_anchor_marks_the_current_row(walk: Walk) -> None:
    press(Qt.Key.Key_F3)
    QTest.qWait(1)
    anchors = walk.screen.anchors
    QTest.mouseClick(
        anchors,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(anchors.width() - 60, anchors.height() - 40),
    )
    assert walk.mark("K01") == Mark.rated(4)
    assert focused() is walk.screen.table


def test_a_mark_repaints_its_row_and_its_heading_only(walk: Walk) -> None:
    touched: list[tuple[int, int]] = []

    def heard(first: QModelIndex, last: QModelIndex) -> None:
        touched.append((first.row(), last.row()))

    walk.screen.model.dataChanged.connect(heard)
    type_digits("3")
    assert touched == [(1, 1), (0, 0)]


def test_the_current_row_stays_in_sight_when_the_table_becomes_lower(walk: Walk) -> None:
    table = walk.screen.table
    type_digits("2" * 20)
    walk.screen.resize(walk.screen.width(), walk.screen.height() - 200)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_the_short_reasons_fit_their_box(theme: Theme) -> None:
    i18n.use("ru")
    metrics = QFontMetrics(theme.font("caption"))
    for state in words.REASONS:
        assert metrics.horizontalAdvance(words.reason_short(state)) <= 52


def test_a_screen_has_names_for_everything_that_takes_the_focus(walk: Walk) -> None:
    nameless = [
        type(widget).__name__
        for widget in walk.screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not isinstance(widget.parent(), QListView)
        and widget.objectName() != "qt_scrollarea_viewport"
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_a_closed_screen_is_freed(store: Store, frame: QWidget, theme: Theme, settings: Settings) -> None:
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    type_digits("3")
    gone = weakref.ref(screen)
    screen.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del screen
    gc.collect()
    assert gone() is None


def test_only_a_sheet_entered_from_paper_asks_to_count_the_crosses(walk: Walk, store: Store) -> None:
    left, sheet = walk.screen.left, walk.screen.model.sheet
    assert not left.crosses.isVisible() and left.check.text().replace("\u00a0", " ") == "Marks by level"
    store.write(paper_sheets.begin, sheet.case_id, sheet.assessor.id)
    walk.screen.open(sheet.id)
    assert left.crosses.isVisible()
    assert left.tally.accessibleName() == "Check against the paper form"
