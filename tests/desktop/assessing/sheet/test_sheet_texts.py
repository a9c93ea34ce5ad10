"""Facts and comments: typed over the row, never lost, refused in words, shown as they are."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.assessing.sheet.cells import Column
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.settings import Settings
from desktop.theme import Theme
from domain.errors import TooLong
from domain.mark import Mark
from tests.desktop.assessing.sheet.walk import (
    CTRL,
    KEYPAD,
    NOTHING,
    SHIFT,
    Walk,
    focused,
    open_screen,
    press,
    press_russian,
    type_digits,
)


def needed(walk: Walk) -> str:
    """What stands on the filter of rows whose fact is needed."""
    return walk.screen.filters.segments.findChildren(QPushButton)[2].text()


@pytest.mark.parametrize("key", ["+", "*", "E", "C", "У", "С"])
def test_each_of_its_keys_opens_the_text(walk: Walk, key: str) -> None:
    if key in "УС":
        press_russian(key)
    else:
        press(Qt.Key(ord(key)), KEYPAD if key in "+*" else NOTHING)
    assert walk.screen.texts.editor.isVisible()
    assert focused() is walk.screen.texts.editor.field
    assert walk.screen.texts.editor.text == ""


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_Enter, CTRL | KEYPAD),
        (Qt.Key.Key_Tab, NOTHING),
    ],
)
def test_it_is_saved_and_the_keys_go_on_in_the_list(
    walk: Walk, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    walk.write("SL back in 25 minutes")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "7 October")
    press(key, modifiers)
    assert walk.fact("K01") == "SL back in 25 minutes\n7 October"
    assert walk.marks == [None] * 71, "digits in a text are letters, and Ctrl+Enter there does not submit"
    assert not walk.screen.texts.editor.isVisible()
    type_digits("3")
    assert walk.mark("K01") == Mark.rated(3)


def test_a_text_can_be_undone_and_redone(walk: Walk) -> None:
    walk.write("first")
    press(Qt.Key.Key_Tab)
    walk.write(" and second")
    press(Qt.Key.Key_Tab)
    assert walk.fact("K01") == "first and second"
    press(Qt.Key.Key_Z, CTRL)
    assert walk.fact("K01") == "first"
    press(Qt.Key.Key_Y, CTRL)
    assert walk.fact("K01") == "first and second"


def test_undo_inside_the_text_is_the_undo_of_the_text(walk: Walk) -> None:
    type_digits("3")
    walk.write("abc")
    press(Qt.Key.Key_Z, CTRL)
    assert walk.screen.texts.editor.text == ""
    assert walk.mark("K01") == Mark.rated(3)


def test_esc_returns_to_the_list_and_what_was_typed_is_saved(walk: Walk) -> None:
    walk.write("half a sen")
    press(Qt.Key.Key_Escape)
    assert focused() is walk.screen.table
    assert (walk.fact("K01"), walk.half_typed()) == ("half a sen", [])
    index = walk.screen.model.index(1, Column.FACT)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("fact: half a sen")
    walk.write("tence")
    press(Qt.Key.Key_Tab)
    assert walk.fact("K01") == "half a sentence"
    assert walk.half_typed() == []


def test_half_typed_text_is_on_the_disk_a_second_after_the_last_key(walk: Walk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(walk.screen.texts.editor.paused, timeout=3000):
        walk.write("about to cra")
    assert walk.half_typed() == ["about to cra"]
    assert walk.screen.texts.editor.isVisible()


def test_going_elsewhere_saves_it(walk: Walk) -> None:
    walk.write("whole")
    walk.screen.filters.search.setFocus()
    assert (walk.fact("K01"), walk.half_typed()) == ("whole", [])
    assert not walk.screen.texts.editor.isVisible()


def test_a_click_beside_the_text_saves_it_and_the_count_follows(walk: Walk) -> None:
    walk.go("K02")
    type_digits("4")
    press(Qt.Key.Key_Up)
    assert needed(walk) == "Fact needed 1"
    walk.write("led three reviews")
    QTest.mouseClick(walk.screen.header, Qt.MouseButton.LeftButton, pos=QPoint(300, 4))
    assert (walk.fact("K02"), walk.half_typed()) == ("led three reviews", [])
    assert needed(walk) == "Fact needed 0"
    press(Qt.Key.Key_Down)
    type_digits("2")
    assert walk.mark("K03") == Mark.rated(2), "the keys are those of the rows again"


def test_leaving_the_screen_saves_it(walk: Walk) -> None:
    walk.write("whole")
    walk.screen.hide()
    assert (walk.fact("K01"), walk.half_typed()) == ("whole", [])


def test_a_button_saves_it_too(walk: Walk) -> None:
    walk.write("by mouse")
    act = walk.screen.texts.editor.act
    assert (act.text(), act.isVisible()) == ("Save", True)
    QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    assert walk.fact("K01") == "by mouse"
    assert focused() is walk.screen.table


def test_ctrl_shift_enter_hands_in_what_is_being_typed_with_the_sheet(walk: Walk, qtbot: QtBot) -> None:
    walk.write("the last word")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: walk.screen.findChild(SubmitQuestion) is not None)
    assert walk.fact("K01") == "the last word"


def test_ctrl_enter_beside_a_text_hands_nothing_in(walk: Walk) -> None:
    press(Qt.Key.Key_Return, CTRL)
    assert walk.screen.findChild(SubmitQuestion) is None


def test_what_is_refused_on_leaving_is_told_and_stays_half_typed(walk: Walk, qtbot: QtBot) -> None:
    walk.write("")
    walk.screen.texts.editor.field.setPlainText("я" * 10_000)
    with qtbot.captureExceptions() as raised:
        walk.screen.filters.search.setFocus()
    assert [kind for kind, _error, _trace in raised] == [TooLong]
    assert focused() is walk.screen.filters.search, "nobody is held back"
    assert ([len(text) for text in walk.half_typed()], walk.fact("K01")) == ([10_000], "")


def test_typing_back_what_is_saved_changes_nothing(walk: Walk) -> None:
    walk.write("fact")
    press(Qt.Key.Key_Tab)
    before = walk.screen.stack.count()
    walk.write("s")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Escape)
    assert (walk.fact("K01"), walk.half_typed()) == ("fact", [])
    assert walk.screen.stack.count() == before


def test_a_text_taken_out_is_a_fact_taken_back_and_can_be_undone(walk: Walk) -> None:
    walk.write("fact")
    press(Qt.Key.Key_Tab)
    walk.write("")
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert (walk.fact("K01"), walk.half_typed()) == ("", [])
    press(Qt.Key.Key_Z, CTRL)
    assert walk.fact("K01") == "fact"


def test_the_next_start_finds_half_typed_text_and_says_so_until_it_is_saved(
    walk: Walk, store: Store, theme: Theme, settings: Settings, frame: QWidget
) -> None:
    walk.cut_off("S08", "cut off")
    walk.cut_off("S09", "a doub", "comment")
    walk.screen.deleteLater()
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    assert screen.banner.text == "Unsaved texts were restored. Not saved yet: S08, S09."
    screen.banner.act.click()
    assert screen.table.code == "S08"
    assert screen.texts.editor.text == "cut off"
    press(Qt.Key.Key_Tab)
    assert walk.fact("S08") == "cut off"
    assert screen.banner.text.endswith("Not saved yet: S09.")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Asterisk, KEYPAD)
    QTest.keyClicks(focused(), "t")
    press(Qt.Key.Key_Escape)
    assert walk.comment("S09") == "a doubt"
    assert not screen.banner.isVisible()


def test_10_000_characters_are_refused_and_stay(walk: Walk, qtbot: QtBot) -> None:
    walk.write("")
    editor = walk.screen.texts.editor
    editor.field.setPlainText("я" * 10_000)
    with qtbot.captureExceptions() as raised:
        press(Qt.Key.Key_Return, CTRL)
    (kind, error, _trace) = raised[0]
    assert kind is TooLong
    assert isinstance(error, TooLong)
    assert (error.length, error.limit) == (10_000, 5_000)
    assert editor.isVisible()
    assert len(editor.text) == 10_000
    assert walk.fact("K01") == ""
    assert walk.screen.stack.count() == 0
    with qtbot.captureExceptions() as raised:
        press(Qt.Key.Key_Escape)
    assert [kind for kind, _error, _trace in raised] == [TooLong]
    assert [len(text) for text in walk.half_typed()] == [10_000]


@pytest.mark.parametrize("text", ["<img src=x>", "=1+1", "<b>bold", "{name} %s", "😀 👩🏽‍💻", "שלום"])
def test_a_text_is_shown_as_it_was_typed(walk: Walk, text: str) -> None:
    walk.write("")
    walk.screen.texts.editor.field.insertPlainText(text)
    press(Qt.Key.Key_Tab)
    assert walk.fact("K01") == text
    index = walk.screen.model.index(1, Column.FACT)
    assert index.data() == text
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "<b>" not in tip
