"""Facts beside a mark: for or against, of a day, of several items, several of them; the comment apart."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.assessing.sheet.card.card import Card
from desktop.assessing.sheet.cells import Column
from desktop.assessing.sheet.facts.fact_form import FactForm
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.evidence import Polarity
from domain.errors import Impossible
from domain.mark import Mark
from tests.desktop.assessing.sheet.walk import (
    CTRL,
    NOTHING,
    TODAY,
    Walk,
    focused,
    open_screen,
    press,
    type_digits,
)

ALT = Qt.KeyboardModifier.AltModifier
STAR = Qt.Key.Key_Asterisk


@pytest.fixture
def card(walk: Walk, qtbot: QtBot) -> Card:
    """The sheet as cards."""
    qtbot.waitUntil(walk.screen.table.hasFocus)
    press(Qt.Key.Key_M, CTRL)
    return walk.screen.card


def form(walk: Walk) -> FactForm:
    made = walk.screen.texts.fact.form
    assert made is not None
    return made


def shown(walk: Walk, code: str) -> str:
    line = walk.screen.model.line_of(code)
    return walk.screen.model.index(line, Column.FACT).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_fact_is_of_today_and_speaks_for_unless_told(walk: Walk) -> None:
    walk.write("SL back in 25 minutes")
    press(Qt.Key.Key_Tab)
    (fact,) = walk.facts("K01")
    assert (fact.polarity, fact.observed_on, fact.items) == (Polarity.FOR, TODAY, ("K01",))
    assert (fact.author_id, fact.sheet_id) == (1, walk.sheet_id)


@pytest.mark.parametrize(
    ("key", "polarity"),
    [
        (Qt.Key.Key_Minus, Polarity.AGAINST),
        (Qt.Key.Key_0, Polarity.NEUTRAL),
        (Qt.Key.Key_Plus, Polarity.FOR),
        (Qt.Key.Key_Equal, Polarity.FOR),
    ],
)
def test_a_key_turns_it_while_one_types(walk: Walk, key: Qt.Key, polarity: Polarity) -> None:
    walk.write("named no ")
    press(key, ALT)
    QTest.keyClicks(focused(), "figures")
    press(Qt.Key.Key_Return, CTRL)
    (fact,) = walk.facts("K01")
    assert (fact.text, fact.polarity) == ("named no figures", polarity)


def test_the_day_is_typed_and_one_to_come_is_refused_with_the_words_kept(walk: Walk, qtbot: QtBot) -> None:
    walk.write("yesterday's call")
    day = form(walk).day
    day.setFocus()
    assert walk.screen.texts.editor.is_open, "the day belongs to the fact"
    day.selectAll()
    QTest.keyClicks(day, "25.11.2026")
    with qtbot.captureExceptions() as raised:
        press(Qt.Key.Key_Return, CTRL)
    assert [(kind, getattr(error, "field", "")) for kind, error, _trace in raised] == [
        (Impossible, "observed_on")
    ]
    assert walk.screen.texts.editor.text == "yesterday's call"
    assert walk.facts("K01") == []
    day.selectAll()
    QTest.keyClicks(day, "23.11.2026")
    press(Qt.Key.Key_Return)
    assert focused() is walk.screen.texts.editor.field
    press(Qt.Key.Key_Tab)
    assert walk.facts("K01")[0].observed_on == date(2026, 11, 23)


def test_esc_in_the_day_goes_back_to_the_rows_and_all_is_saved(walk: Walk) -> None:
    walk.write("whole")
    press(Qt.Key.Key_Minus, ALT)
    form(walk).day.setFocus()
    press(Qt.Key.Key_Escape)
    assert focused() is walk.screen.table
    (fact,) = walk.facts("K01")
    assert (fact.text, fact.polarity, walk.half_typed()) == ("whole", Polarity.AGAINST, [])


def test_a_twin_is_offered_and_a_fact_of_two_items_stands_at_both(walk: Walk, card: Card) -> None:
    walk.go("K10")
    walk.write("knows both roles")
    (chip,) = [one for one in form(walk).chips if one.isVisible()]
    assert (chip.text(), chip.isChecked()) == ("K03", False)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert walk.screen.texts.editor.is_open
    press(Qt.Key.Key_Return, CTRL)
    assert walk.facts("K10")[0].items == walk.facts("K03")[0].items == ("K03", "K10")
    walk.go("K03")
    assert card.side.editor.text == "knows both roles"
    press(Qt.Key.Key_Z, CTRL)
    assert walk.facts("K03") == walk.facts("K10") == []
    press(Qt.Key.Key_Y, CTRL)
    assert len(walk.facts("K03")) == 1


def test_any_item_can_be_chosen_from_the_menu(walk: Walk) -> None:
    walk.write("plans the shift")
    menu = form(walk).menu()
    entries = {entry.data(): entry for part in menu.findChildren(QMenu) for entry in part.actions()}
    entries["S15"].trigger()
    menu.deleteLater()
    walk.screen.texts.editor.save()
    assert walk.facts("K01")[0].items == ("K01", "S15")


def test_several_facts_are_listed_opened_and_taken_back(walk: Walk, card: Card) -> None:
    for text in ("first", "second"):
        press(Qt.Key.Key_Plus, CTRL)
        assert card.side.editor.text == ""
        QTest.keyClicks(focused(), text)
        press(Qt.Key.Key_Return, CTRL)
    assert [fact.text for fact in walk.facts("K01")] == ["second", "first"]
    assert card.side.editor.text == "second"
    (line,) = [one for one in card.side.facts.lines if one.isVisible()]
    assert line.words.accessibleName().endswith("first")
    QTest.mouseClick(line.words, Qt.MouseButton.LeftButton)
    assert card.side.editor.text == "first"
    QTest.keyClicks(focused(), " of all")
    press(Qt.Key.Key_Return, CTRL)
    assert {fact.text for fact in walk.facts("K01")} == {"second", "first of all"}
    (line,) = [one for one in card.side.facts.lines if one.isVisible()]
    QTest.mouseClick(line.cross, Qt.MouseButton.LeftButton)
    assert len(walk.facts("K01")) == 1
    walk.screen.modes.focus()
    press(Qt.Key.Key_Z, CTRL)
    assert len(walk.facts("K01")) == 2


def test_a_fact_without_words_is_taken_back_and_comes_back_as_the_same(walk: Walk) -> None:
    walk.write("a slip")
    press(Qt.Key.Key_Tab)
    (before,) = walk.facts("K01")
    walk.write("")
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Tab)
    assert walk.facts("K01") == []
    press(Qt.Key.Key_Z, CTRL)
    assert walk.facts("K01") == [before]


def test_turning_a_saved_fact_needs_no_words(walk: Walk) -> None:
    walk.write("as it was")
    press(Qt.Key.Key_Tab)
    walk.write("")
    press(Qt.Key.Key_Minus, ALT)
    press(Qt.Key.Key_Escape)
    (fact,) = walk.facts("K01")
    assert (fact.text, fact.polarity) == ("as it was", Polarity.AGAINST)
    assert walk.half_typed() == []
    press(Qt.Key.Key_Z, CTRL)
    assert walk.facts("K01")[0].polarity is Polarity.FOR


def test_fact_and_comment_are_two_texts_and_both_are_kept_half_typed(
    walk: Walk, store: Store, theme: Theme, settings: Settings, frame: QWidget
) -> None:
    walk.go("S08")
    walk.write("half a fact")
    walk.screen.texts.editor.pause()
    kept = walk.store.read(sheets.drafts_of, walk.sheet_id)
    assert kept == {
        (walk.screen.model.row("S08").item.id, "fact"): "half a fact",
        (walk.screen.model.row("S08").item.id, "form:0"): '["for", "24.11.2026", [], null]',
    }
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Escape)
    for (_item, field), text in kept.items():  # the program was killed instead
        walk.cut_off("S08", text, field)
    walk.cut_off("S08", "half a doubt", "comment")
    walk.screen.deleteLater()
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    assert (
        screen.banner.text == "Unsaved texts were restored. Not saved yet: S08."
        or "S08" in screen.banner.text
    )
    screen.banner.act.click()
    assert screen.texts.editor.text == "half a fact"
    press(Qt.Key.Key_Tab)
    press(STAR)
    assert screen.texts.editor.text == "half a doubt"
    press(Qt.Key.Key_Tab)
    assert (walk.fact("S08"), walk.comment("S08")) == ("half a fact", "half a doubt")


def test_a_comment_is_no_fact(walk: Walk) -> None:
    walk.go("K02")
    type_digits("4")
    press(Qt.Key.Key_Up)
    walk.write("not sure", STAR)
    press(Qt.Key.Key_Tab)
    assert walk.comment("K02") == "not sure"
    assert [row.item.code for row in walk.filed.without_fact] == ["K02"]
    assert "comment: not sure" in shown(walk, "K02")
    walk.write("led three reviews")
    press(Qt.Key.Key_Tab)
    assert walk.filed.without_fact == ()
    assert "fact: led three reviews, comment: not sure" in shown(walk, "K02")


def test_digits_and_undo_act_on_the_rows_after_a_fact(walk: Walk) -> None:
    walk.write("seen")
    press(Qt.Key.Key_Tab)
    type_digits("3")
    assert walk.mark("K01") == Mark.rated(3)
    for _step in range(2):
        press(Qt.Key.Key_Z, CTRL)
    assert (walk.mark("K01"), walk.facts("K01")) == (None, [])


def test_what_is_written_goes_along_to_the_other_mode_with_all_that_was_chosen(walk: Walk) -> None:
    walk.write("goes along")
    press(Qt.Key.Key_Minus, ALT)
    press(Qt.Key.Key_M, CTRL)
    assert focused() is walk.screen.card.side.editor.field
    assert form(walk).form.polarity is Polarity.AGAINST
    press(Qt.Key.Key_Escape, NOTHING)
    walk.write(" again", STAR)
    press(Qt.Key.Key_M, CTRL)
    assert focused() is walk.screen.texts.comment_over_table.field


def test_a_submitted_sheet_tells_its_facts_and_offers_nothing(walk: Walk, card: Card) -> None:
    walk.write("seen")
    press(Qt.Key.Key_Minus, ALT)
    press(Qt.Key.Key_Return, CTRL)
    walk.store.write(sheets.submit, walk.sheet_id)
    walk.screen.open(walk.sheet_id)
    assert card.side.editor.text == "seen"
    assert form(walk).said.text().replace("\u00a0", " ") == "− against, 24.11.2026"
    offered = [one for one in form(walk).findChildren(QAbstractButton) if one.isVisible()]
    assert offered == []
    assert not card.side.facts.another.isVisible()
