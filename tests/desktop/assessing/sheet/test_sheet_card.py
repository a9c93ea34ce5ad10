"""The card: one item at a time, by the same keys, over the same marks and texts as the table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import frameworks
from desktop.assessing.sheet.card.card import Card
from desktop.assessing.sheet.modes import CARD
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.evidence import Polarity
from domain.mark import Mark, State
from domain.sheet_kinds import Origin
from tests.desktop.assessing.sheet.walk import (
    CTRL,
    KEYPAD,
    NOTHING,
    Walk,
    focused,
    open_screen,
    press,
    press_russian,
    type_digits,
)


@pytest.fixture
def talk(walk: Walk, qtbot: QtBot) -> Walk:
    """The empty sheet as cards, with the focus on the first one."""
    qtbot.waitUntil(walk.screen.table.hasFocus)
    press(Qt.Key.Key_M, CTRL)
    return walk


@pytest.fixture
def card(talk: Walk) -> Card:
    return talk.screen.card


def words(widget: QWidget) -> str:
    """All that can be read in the widget, in one string."""
    seen = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(seen).replace("\u00a0", " ")


def test_the_key_comes_to_the_card_and_back_and_keeps_the_place(walk: Walk) -> None:
    walk.go("S08")
    press(Qt.Key.Key_M, CTRL)
    assert walk.screen.card.isVisible()
    assert not walk.screen.table.isVisible()
    assert focused() is walk.screen.card.head
    assert walk.screen.card.head.place.text().startswith("S08")
    press(Qt.Key.Key_Down)
    press_russian("Ь", CTRL)
    assert walk.screen.table.isVisible()
    assert focused() is walk.screen.table
    assert walk.code == "S09"


def test_a_click_on_the_segment_does_the_same(walk: Walk) -> None:
    walk.screen.header.segments.chosen.emit(CARD)
    assert focused() is walk.screen.card.head
    type_digits("3")
    assert walk.mark("K01") == Mark.rated(3)


def test_the_mode_is_remembered(talk: Walk, store: Store, theme: Theme, settings: Settings) -> None:
    again = QWidget()
    screen = open_screen(store, theme, settings, again)
    assert screen.modes.is_card
    assert screen.header.segments.current == CARD
    again.deleteLater()


@pytest.mark.parametrize("modifiers", [NOTHING, KEYPAD])
def test_71_digits_fill_the_sheet_card_by_card(talk: Walk, modifiers: Qt.KeyboardModifier) -> None:
    digits = "01234" * 14 + "0"
    for digit in digits:
        code = talk.code
        type_digits(digit, modifiers)
        if talk.code == code and len(talk.filed.unmarked):  # a fact is needed: the same key again goes on
            type_digits(digit, modifiers)
    assert talk.marks == [Mark.rated(int(digit)) for digit in digits]
    assert focused() is talk.screen.card.head
    missing = len(talk.filed.without_fact)
    assert missing > 1
    assert talk.screen.card.ahead.left.text().replace("\u00a0", " ") == f"{missing} without a fact"


def test_keys_go_from_item_to_item_and_from_function_to_function(talk: Walk, card: Card) -> None:
    codes = [item.code for item in talk.filed.framework.items]
    assert not card.head.up.isEnabled()
    press(Qt.Key.Key_Down)
    assert card.head.place.text().startswith(codes[1])
    press(Qt.Key.Key_PageDown)
    assert talk.code == talk.filed.framework.items_of("F2")[0].code
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_End)
    assert talk.code == codes[-1]
    assert not card.head.down.isEnabled()
    press(Qt.Key.Key_Up)
    assert talk.code == codes[-2]
    press(Qt.Key.Key_Home)
    assert talk.code == codes[0]
    QTest.mouseClick(card.head.down, Qt.MouseButton.LeftButton)
    assert talk.code == codes[1]


def test_reasons_del_and_undo_work_as_in_the_table(talk: Walk, card: Card) -> None:
    type_digits("6")
    assert (talk.mark("K01"), talk.code) == (Mark(State.NO_EVIDENCE), "K02")
    press(Qt.Key.Key_Up)
    assert card.marks.reasons.buttons[State.NO_EVIDENCE].isChecked()
    press(Qt.Key.Key_Delete)
    assert talk.mark("K01") is None
    assert not card.marks.reasons.buttons[State.NO_EVIDENCE].isChecked()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Z, CTRL)
    assert (talk.mark("K01"), talk.code) == (Mark(State.NO_EVIDENCE), "K01")


def test_a_click_does_what_the_key_does_and_the_same_click_takes_it_back(talk: Walk, card: Card) -> None:
    talk.go("K02")  # nothing of it needs a fact
    third, reason = card.marks.levels.buttons[3], card.marks.reasons.buttons[State.NO_EVIDENCE]
    QTest.mouseClick(third, Qt.MouseButton.LeftButton)
    assert (talk.mark("K02"), talk.code) == (Mark.rated(3), "K03")
    assert focused() is card.head
    QTest.mouseClick(reason, Qt.MouseButton.LeftButton)
    assert (talk.mark("K03"), talk.code) == (Mark(State.NO_EVIDENCE), "K04")
    for code in ("K03", "K02"):
        press(Qt.Key.Key_Z, CTRL)
        assert (talk.mark(code), talk.code) == (None, code), "mark and place, as with the keys"
    QTest.mouseClick(third, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Up)
    assert third.given
    assert "chosen at" in third.accessibleName()
    assert focused() is card.head
    QTest.mouseClick(third, Qt.MouseButton.LeftButton)
    assert (talk.mark("K02"), talk.code) == (None, "K02")
    assert not third.given


def test_a_double_click_does_not_rate_the_next_item(talk: Walk, card: Card) -> None:
    talk.go("K02")
    for pressed in (card.marks.levels.buttons[3], card.marks.reasons.buttons[State.NOT_ASKED]):
        code = talk.code
        QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(pressed, Qt.MouseButton.LeftButton)
        assert talk.mark(code) is not None
        assert talk.mark(talk.code) is None


def test_a_double_click_on_a_card_that_stays_gives_the_mark_once(talk: Walk, card: Card) -> None:
    code, pressed = talk.code, card.marks.levels.buttons[3]
    assert talk.filed.rows[0].critical
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(pressed, Qt.MouseButton.LeftButton)
    assert (talk.mark(code), talk.code) == (Mark.rated(3), code)


def test_a_level_reached_by_tab_is_given_by_space_and_the_focus_stays(talk: Walk, card: Card) -> None:
    talk.go("K02")
    for _step in range(30):
        if focused() is card.marks.levels.buttons[1]:
            break
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert talk.mark("K02") == Mark.rated(1)
    assert focused() is card.marks.levels.buttons[1]
    assert talk.code == "K03"
    press(Qt.Key.Key_Down)
    assert talk.code == "K04", "arrows go through the items from wherever a mark can be given"


def test_tab_follows_the_eye(talk: Walk, card: Card) -> None:
    seen: list[QWidget] = []
    for _step in range(30):
        seen.append(focused())
        press(Qt.Key.Key_Tab)
    asked = [one for one in card.follow_ups.buttons if one.isVisible()]
    assert seen[: len(asked) + 3] == [card.head, card.head.down, *asked, card.side.editor.field]
    wanted = [card.level_head.toggle, *card.marks.levels.buttons, *card.marks.reasons.buttons.values()]
    begin = seen.index(wanted[0])
    assert seen[begin : begin + len(wanted)] == wanted


def test_anchors_are_those_of_knowledge_or_of_a_skill(talk: Walk, card: Card) -> None:
    level = talk.filed.scale.level(2)
    shown = card.marks.levels.buttons[2]
    assert shown.anchor == level.knowledge.en
    talk.go("S08")
    assert shown.anchor == level.skill.en
    assert shown.accessibleDescription() == level.skill.en


def test_the_question_is_shown_with_its_kind_its_time_and_what_may_be_asked(talk: Walk, card: Card) -> None:
    talk.go("S08")
    asked = talk.store.read(frameworks.questions, talk.filed.framework.id)["S08"]
    assert card.question.question.text().replace("\u00a0", " ") == asked.question.en
    assert card.question.kind.text() == "Situation · about 5 minutes"
    asked_too = [one.accessibleName() for one in card.follow_ups.buttons if one.isVisible()]
    assert "What did you personally do?" in asked_too


def test_what_answers_hold_is_seen_only_after_its_key_and_for_this_item_only(talk: Walk, card: Card) -> None:
    def in_sight() -> bool:
        asked = talk.store.read(frameworks.questions, talk.filed.framework.id)[talk.code]
        held = tuple(text.en for text in (asked.weak, asked.adequate, asked.strong))
        told = tuple(text.replace("\u00a0", " ") for text in card.answers.texts)
        shown = [one.said for one in card.answers.phrases if one.isVisible()]
        assert bool(shown) is (told == held)
        return bool(shown)

    assert not in_sight()
    press(Qt.Key.Key_F2)
    assert in_sight()
    press(Qt.Key.Key_F2)
    assert not in_sight()
    QTest.mouseClick(card.level_head.toggle, Qt.MouseButton.LeftButton)
    assert in_sight()
    press(Qt.Key.Key_Down)
    assert not in_sight()
    assert card.answers.texts == ("", "", "")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_M, CTRL)
    press(Qt.Key.Key_M, CTRL)
    assert not in_sight()


@pytest.mark.parametrize("key", ["+", "*", "E", "C", "У", "С"])
def test_each_key_of_fact_and_comment_leads_to_it_and_esc_back(talk: Walk, card: Card, key: str) -> None:
    fact = key in "+EУ"
    editor = card.side.editor if fact else card.side.comment
    if key in "УС":
        press_russian(key)
    else:
        press(Qt.Key(ord(key)), KEYPAD if key in "+*" else NOTHING)
    assert focused() is editor.field
    QTest.keyClicks(focused(), "half 3")
    editor.pause()
    assert card.side.unsaved.isVisible() is fact
    assert card.side.unsaved_comment.isVisible() is not fact
    press(Qt.Key.Key_Escape)
    assert focused() is card.head
    assert (talk.fact("K01") if fact else talk.comment("K01"), talk.half_typed()) == ("half 3", [])
    assert not card.side.unsaved.isVisible()
    assert not card.side.unsaved_comment.isVisible()
    assert editor.text == "half 3"
    assert talk.marks == [None] * 71


def test_the_text_is_one_with_that_of_the_table(talk: Walk, card: Card) -> None:
    talk.write("first")
    press(Qt.Key.Key_Return, CTRL)
    assert talk.fact("K01") == "first"
    assert not card.side.unsaved.isVisible()
    talk.write(" and half")
    press(Qt.Key.Key_M, CTRL)
    assert focused() is talk.screen.texts.over_table.field, "what is being written goes along"
    assert talk.screen.texts.editor.text == "first and half"
    press(Qt.Key.Key_Tab)
    assert talk.fact("K01") == "first and half"
    press(Qt.Key.Key_M, CTRL)
    assert card.side.editor.text == "first and half"
    press(Qt.Key.Key_Z, CTRL)
    assert card.side.editor.text == "first"


def test_a_click_into_the_text_opens_it_and_the_next_item_has_its_own(talk: Walk, card: Card) -> None:
    QTest.mouseClick(card.side.editor.field.viewport(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(focused(), "of K01")
    QTest.mouseClick(card.head.down, Qt.MouseButton.LeftButton)
    assert card.side.editor.text == ""
    assert (talk.fact("K01"), talk.half_typed()) == ("of K01", [])
    press(Qt.Key.Key_Home)
    assert card.side.editor.text == "of K01"


def test_the_twin_is_shown_and_its_mark_repeated_by_key_or_button(talk: Walk, card: Card) -> None:
    assert not card.side.repeat.isVisible()
    talk.go("K03")
    type_digits("4")
    talk.go("K10")
    said = card.side.twins.text().replace("\u00a0", " ")
    assert said.startswith("K03") and said.endswith("level 4, expert")
    press(Qt.Key.Key_Equal)
    assert talk.mark("K10") == Mark.rated(4)
    assert next(row.origin for row in talk.filed.rows if row.item.code == "K10") is Origin.TWIN
    assert card.level_head.words.text().replace("\u00a0", " ") == "K10: level 4, expert, as K03"
    press(Qt.Key.Key_Z, CTRL)
    QTest.mouseClick(card.side.repeat, Qt.MouseButton.LeftButton)
    assert talk.mark("K10") == Mark.rated(4)


def test_duties_of_the_item_are_named(talk: Walk, card: Card) -> None:
    for code in ("K01", "S08"):
        talk.go(code)
        duties = talk.filed.framework.duties_of(code)
        assert all(duty.called in card.side.duties.text() for duty in duties)


def test_a_needed_fact_is_said_and_counted(talk: Walk, card: Card) -> None:
    talk.go("K02")
    assert not card.side.needed.isVisible()
    QTest.mouseClick(card.marks.levels.buttons[4], Qt.MouseButton.LeftButton)
    assert card.side.needed.text() == "needed: level 4"
    assert card.ahead.left.text().replace("\u00a0", " ") == "70 without a mark · 1 without a fact"
    talk.write("led three reviews")
    press(Qt.Key.Key_Tab)
    assert card.ahead.left.text().replace("\u00a0", " ") == "70 without a mark"


@pytest.mark.parametrize("by_mouse", [False, True])
def test_a_mark_that_needs_a_fact_stays_on_its_card_until_the_fact_is_given(
    talk: Walk, card: Card, by_mouse: bool
) -> None:
    code = next(row.item.code for row in talk.filed.rows if row.critical)
    following = talk.filed.rows[[row.item.code for row in talk.filed.rows].index(code) + 1].item.code
    talk.go(code)
    if by_mouse:
        QTest.mouseClick(card.marks.levels.buttons[3], Qt.MouseButton.LeftButton)
    else:
        type_digits("3")
    assert (talk.mark(code), talk.code) == (Mark.rated(3), code)
    assert "A fact is needed" in card.level_head.words.text().replace("\u00a0", " ")
    talk.write("rebuilt the queue in a day")
    press(Qt.Key.Key_Return, CTRL)
    assert talk.fact(code) == "rebuilt the queue in a day", "not under the next item"
    assert talk.code == following, "given the fact, the card goes on"
    assert focused() is card.head


def test_who_has_no_fact_goes_on_by_himself_and_reasons_need_none(talk: Walk, card: Card) -> None:
    code = next(row.item.code for row in talk.filed.rows if row.critical)
    talk.go(code)
    type_digits("3")
    press(Qt.Key.Key_Down)
    after = talk.code
    assert after != code
    press(Qt.Key.Key_Up)
    type_digits("3")
    assert talk.code != code, "the same key again goes on"
    talk.go(code)
    type_digits("6")
    assert talk.code != code, "a reason needs no fact"
    talk.go(code)
    type_digits("2")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    talk.write("later")
    press(Qt.Key.Key_Return, CTRL)
    assert talk.code == code, "who came back to write a fact stays where he is"


def test_the_table_goes_on_as_paper_is_typed_and_the_fact_key_means_the_row_that_needs_it(
    walk: Walk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(walk.screen.table.hasFocus)
    codes = [row.item.code for row in walk.filed.rows]
    critical = next(row.item.code for row in walk.filed.rows if row.critical)
    following = codes[codes.index(critical) + 1]
    walk.go(critical)
    type_digits("0")
    assert walk.code == following
    asked = f"{critical}: a fact is needed. E or + opens it, a digit rates {following} without it."
    assert walk.said == asked
    walk.write("could not name one figure")
    assert walk.code == critical
    press(Qt.Key.Key_Return, CTRL)
    assert (walk.fact(critical), walk.fact(following)) == ("could not name one figure", "")
    assert walk.code == following, "given the fact, the table goes on"
    walk.write("of this row")
    press(Qt.Key.Key_Return, CTRL)
    assert (walk.fact(following), walk.code) == ("of this row", following)


def test_who_moves_in_the_table_writes_the_fact_of_the_row_he_moved_to(walk: Walk, qtbot: QtBot) -> None:
    qtbot.waitUntil(walk.screen.table.hasFocus)
    critical = next(row.item.code for row in walk.filed.rows if row.critical)
    walk.go(critical)
    type_digits("0")
    press(Qt.Key.Key_Down)
    code = walk.code
    walk.write("here")
    press(Qt.Key.Key_Return, CTRL)
    assert (walk.fact(code), walk.fact(critical), walk.code) == ("here", "", code)


def test_no_target_is_on_the_card(talk: Walk, card: Card) -> None:
    talk.go("S08")
    type_digits("2")
    press(Qt.Key.Key_Up)
    named = [
        widget.accessibleName() + widget.accessibleDescription() for widget in card.findChildren(QWidget)
    ]
    read = (words(card) + "".join(named)).lower().replace("\u00a0", " ")
    for own in ("kpis and targets", "target values of the key performance indicators"):  # of the standard
        read = read.replace(own, "")
    assert "target" not in read


def test_a_click_in_the_ribbon_goes_there(talk: Walk, card: Card) -> None:
    card.rail.wanted.emit("S31")
    assert talk.code == "S31"
    assert focused() is card.head
    card.rail.function_wanted.emit("F2")
    assert talk.code == talk.filed.framework.items_of("F2")[0].code


def test_a_filter_of_the_table_is_taken_off(walk: Walk) -> None:
    walk.screen.filters.search.setText("S08")
    press(Qt.Key.Key_M, CTRL)
    assert walk.screen.card.head.place.text().startswith("S08")
    press(Qt.Key.Key_Down)
    assert walk.code == "S09"


def test_a_submitted_sheet_is_shown_and_takes_nothing(
    store: Store, frame: QWidget, theme: Theme, settings: Settings
) -> None:
    store.act_as(1)
    store.write(sheets.submit, 1)
    settings.sheet_mode = "card"
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    screen.modes.focus()
    walk = Walk(store, screen)
    before = walk.marks
    type_digits("3")
    QTest.mouseClick(screen.card.marks.levels.buttons[1], Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Equal)
    assert walk.marks == before
    assert screen.card.level_head.words.text() == "This sheet is read-only"
    assert screen.banner.isVisible()
    press(Qt.Key.Key_Plus, KEYPAD)
    QTest.keyClicks(focused(), "no")
    assert screen.texts.editor.text == ""


def test_every_control_has_a_name(talk: Walk, card: Card) -> None:
    talk.go("K10")
    for widget in card.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    assert card.head.accessibleName().startswith("K10 ")


def test_what_was_said_of_a_fact_goes_with_its_card(talk: Walk, card: Card) -> None:
    def said() -> str:
        return card.level_head.words.text().replace("\u00a0", " ")

    code = next(row.item.code for row in talk.filed.rows if row.critical)
    talk.go(code)
    type_digits("0")
    assert "A fact is needed" in said()
    talk.write("could not say")
    press(Qt.Key.Key_Return, CTRL)
    assert talk.code != code
    assert "A fact is needed" not in said()
    talk.go(code)
    press(Qt.Key.Key_Z, CTRL)
    type_digits("1")
    assert "A fact is needed" in said()
    press(Qt.Key.Key_Down)
    assert "A fact is needed" not in said()


def test_the_last_item_without_a_mark_shows_the_level_that_its_key_gave(
    store: Store, frame: QWidget, theme: Theme, settings: Settings
) -> None:
    store.act_as(1)
    rows = store.read(sheets.sheet, 1, 1).rows
    last = next(row.item for row in rows if row.item.code == "K02")
    others = {row.item.id: (Mark.rated(2), "") for row in rows if row.item.id != last.id}
    store.write(sheets.enter, 1, others)
    settings.sheet_mode = "card"
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    screen.modes.focus()
    assert screen.table.code == "K02"
    type_digits("3")
    assert [button.given for button in screen.card.marks.levels.buttons] == [False, False, False, True, False]


@pytest.mark.parametrize(("digit", "against"), [("0", True), ("1", True), ("3", False), ("6", False)])
def test_a_fact_beside_a_low_level_is_proposed_as_one_against(
    talk: Walk, card: Card, digit: str, against: bool
) -> None:
    code = next(row.item.code for row in talk.filed.rows if row.critical)
    talk.go(code)
    type_digits(digit)
    talk.go(code)
    talk.write("said so")
    form = card.side.editor.form
    assert form is not None
    wanted = Polarity.AGAINST if against else Polarity.FOR
    assert form.form.polarity is wanted
    press(Qt.Key.Key_Return, CTRL)
    assert [fact.polarity for fact in talk.facts(code)] == [wanted]


def test_words_typed_as_a_fact_count_once_a_level_is_clicked(talk: Walk, card: Card) -> None:
    code = next(row.item.code for row in talk.filed.rows if row.critical)
    talk.go(code)
    talk.write("named all of them")
    QTest.mouseClick(card.marks.levels.buttons[3], Qt.MouseButton.LeftButton)
    assert (talk.mark(code), talk.fact(code), talk.half_typed()) == (Mark.rated(3), "named all of them", [])
    assert "A fact is needed" not in card.level_head.words.text().replace("\u00a0", " ")
    assert "without a fact" not in card.ahead.left.text().replace("\u00a0", " ")
