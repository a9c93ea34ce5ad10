"""Tab comes to everything on the sheet in the order in which it is read, and Shift+Tab back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.assessing.sheet.screen import SheetScreen
from domain.assessing.evidence import Polarity
from tests.desktop.assessing.sheet.walk import CTRL, KEYPAD, SHIFT, Walk, focused, press, type_digits


@pytest.fixture
def talk(walk: Walk, qtbot: QtBot) -> Walk:
    """The empty sheet as cards, as wide as a laptop shows it."""
    qtbot.waitUntil(walk.screen.table.hasFocus)
    press(Qt.Key.Key_M, CTRL)
    walk.screen.resize(1286, 700)
    return walk


NOTHING = Qt.KeyboardModifier.NoModifier


def around(back: bool = False) -> list[QWidget]:
    """Press Tab until one is back; return where one came."""
    seen = [focused()]
    for _step in range(80):
        QTest.keyClick(focused(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NOTHING)
        if focused() is seen[0]:
            return seen
        seen.append(focused())
    raise AssertionError([_name(one) for one in seen])


def _name(widget: QWidget) -> str:
    told = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return told or type(widget).__name__


def header(screen: SheetScreen) -> list[QWidget]:
    head = screen.header
    view = head.segments.focusProxy()
    assert view is not None
    assert head.back_button is not None
    shown = [head.back_button, head.who, head.time.button, view, head.submit]
    return [one for one in shown if one.isVisible()]


def test_tab_comes_to_everything_on_the_card_as_the_eye_does(talk: Walk) -> None:
    screen, card, side = talk.screen, talk.screen.card, talk.screen.card.side
    press(Qt.Key.Key_Plus, KEYPAD)
    form = side.editor.form
    assert form is not None
    polarity = form.segments.focusProxy()
    assert polarity is not None
    press(Qt.Key.Key_Escape)
    levels = [card.level_head.toggle, *card.marks.levels.buttons, *card.marks.reasons.buttons.values()]
    fact = [side.editor.field, polarity, form.day, form.items, form.file.attach, side.editor.act]
    comment = [side.comment.field, side.comment.act]
    top = [card.rail, card.scope.focus_set]
    asked = [one for one in card.follow_ups.buttons if one.isVisible()]
    wanted = [card.head, card.head.down, *asked, *fact, *comment, *levels, *header(screen), *top]
    assert [_name(one) for one in around()] == [_name(one) for one in wanted]
    back = around(back=True)
    keys = (side.editor.act, side.comment.act)  # there while one writes
    wanted = [wanted[0], *(one for one in reversed(wanted[1:]) if one not in keys)]
    assert [_name(one) for one in back] == [_name(one) for one in wanted]


def test_what_comes_later_is_reached_in_its_place_too(talk: Walk) -> None:
    side = talk.screen.card.side
    for text in ("first", "second"):
        press(Qt.Key.Key_Plus, CTRL)
        QTest.keyClicks(focused(), text)
        press(Qt.Key.Key_Return, CTRL)
    (line,) = [one for one in side.facts.lines if one.isVisible()]
    seen = around()
    places = [seen.index(one) for one in (side.editor.field, line.words, line.cross, side.facts.another)]
    assert places == sorted(places)
    assert seen.index(side.facts.another) < seen.index(side.comment.field)


def test_tab_saves_the_text_and_what_is_chosen_after_it_belongs_to_the_same_fact(talk: Walk) -> None:
    talk.write("named the figures")
    press(Qt.Key.Key_Tab)
    assert talk.fact("K01") == "named the figures"
    assert not talk.screen.card.side.unsaved.isVisible()
    press(Qt.Key.Key_Right)
    assert _name(focused()).endswith("against"), "who chooses by keys is not thrown back"
    for _step in range(5):
        press(Qt.Key.Key_Tab)
    (fact,) = talk.facts("K01")
    assert (fact.text, fact.polarity) == ("named the figures", Polarity.AGAINST)
    assert talk.half_typed() == []


def test_tab_comes_to_everything_around_the_table_as_the_eye_does(walk: Walk) -> None:
    type_digits("2")
    screen = walk.screen
    wanted = [
        "Competencies",
        *map(_name, header(screen)),
        "Functions",
        _name(screen.left.second.button),
        _name(screen.left.scope.focus_set),
        "Rows: All 71",
        _name(screen.filters.search),
    ]
    assert [_name(one) for one in around()] == wanted


def test_tab_goes_on_to_what_stands_beside_the_sheet(walk: Walk, frame: QWidget) -> None:
    outside = QPushButton("Beside", frame)
    outside.show()
    seen = around()
    assert outside in seen
    assert seen.index(walk.screen.filters.search) > seen.index(outside)
