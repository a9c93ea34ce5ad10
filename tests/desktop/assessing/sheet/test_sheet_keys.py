"""Rating by the keys alone: what a digit, a letter, an arrow does, and that it is in the file."""

import pytest
from PySide6.QtCore import Qt

from domain.mark import Mark, State
from domain.sheet_kinds import Origin
from resources import i18n
from tests.desktop.assessing.sheet.walk import (
    CTRL,
    KEYPAD,
    NOTHING,
    SHIFT,
    Walk,
    hold,
    press,
    press_russian,
    type_digits,
)

ALL = "01234" * 14 + "0"


@pytest.mark.parametrize("modifiers", [NOTHING, KEYPAD])
def test_71_digits_fill_the_sheet(walk: Walk, modifiers: Qt.KeyboardModifier) -> None:
    assert walk.code == "K01"
    type_digits(ALL, modifiers)
    assert walk.marks == [Mark.rated(int(digit)) for digit in ALL]
    assert walk.screen.header.progress.text() == "71 of 71"
    assert walk.said == "Every row has a mark"


@pytest.mark.parametrize(
    ("digit", "state"),
    [
        ("5", State.NOT_ASKED),
        ("6", State.NO_EVIDENCE),
        ("7", State.NOT_OBSERVED),
        ("8", State.NOT_APPLICABLE),
        ("9", State.RECUSED),
    ],
)
def test_the_upper_digits_say_why_there_is_no_level(walk: Walk, digit: str, state: State) -> None:
    type_digits(digit)
    assert walk.mark("K01") == Mark(state)
    assert walk.code == "K02"


def test_a_digit_goes_to_the_next_row_without_a_mark(walk: Walk) -> None:
    walk.go("K03")
    type_digits("2")
    press(Qt.Key.Key_Home)
    type_digits("33")
    assert walk.code == "K04"


def test_after_the_last_row_it_goes_on_at_the_top(walk: Walk) -> None:
    press(Qt.Key.Key_End)
    type_digits("1")
    assert walk.code == "K01"


def test_del_takes_the_mark_back_and_stays(walk: Walk) -> None:
    type_digits("3")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Delete)
    assert (walk.code, walk.mark("K01")) == ("K01", None)


def test_a_key_held_down_rates_one_row(walk: Walk) -> None:
    hold(Qt.Key.Key_3, repeats=5)
    assert walk.marks[:2] == [Mark.rated(3), None]


@pytest.mark.parametrize("layout", ["latin", "russian"])
def test_undo_takes_back_what_the_key_did_and_redo_does_it_again(walk: Walk, layout: str) -> None:
    type_digits("34")
    press(Qt.Key.Key_End)
    if layout == "latin":
        press(Qt.Key.Key_Z, CTRL)
    else:
        press_russian("Я", CTRL)
    assert walk.marks[:3] == [Mark.rated(3), None, None]
    assert walk.code == "K02", "one sees what was undone"
    if layout == "latin":
        press(Qt.Key.Key_Z, CTRL | SHIFT)
    else:
        press_russian("Я", CTRL | SHIFT)
    assert walk.marks[:3] == [Mark.rated(3), Mark.rated(4), None]


def test_undo_gives_back_the_mark_that_was_there_before(walk: Walk) -> None:
    type_digits("3")
    press(Qt.Key.Key_Up)
    type_digits("7")
    press(Qt.Key.Key_Z, CTRL)
    assert walk.mark("K01") == Mark.rated(3)


def test_the_twin_key_repeats_its_mark_and_says_so(walk: Walk) -> None:
    walk.go("K03")
    type_digits("4")
    walk.go("K10")
    press(Qt.Key.Key_Equal)
    assert walk.mark("K10") == Mark.rated(4)
    assert next(row.origin for row in walk.filed.rows if row.item.code == "K10") is Origin.TWIN
    assert walk.said == "K10: level 4, expert, as K03"


def test_of_two_twins_the_mark_given_last_is_repeated(walk: Walk) -> None:
    for code, digit in (("K34", "1"), ("K07", "2")):
        walk.go(code)
        type_digits(digit)
    walk.go("K20")
    press(Qt.Key.Key_Equal)
    assert walk.mark("K20") == Mark.rated(2)


@pytest.mark.parametrize(
    ("code", "said"),
    [("K20", "K20: the similar ones have no mark yet: K07, K34"), ("K01", "K01 has no similar competency")],
)
def test_without_a_marked_twin_nothing_is_written_and_it_is_said(walk: Walk, code: str, said: str) -> None:
    walk.go(code)
    press(Qt.Key.Key_Equal)
    assert set(walk.marks) == {None}
    assert (walk.code, walk.said) == (code, said)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_stray_letter_moves_nothing(walk: Walk, language: str) -> None:
    i18n.use(language)
    if language == "en":
        press(Qt.Key.Key_S)  # "Scheduling and break basics" begins with it
    else:
        press_russian("П")  # «Показатели работы группы» begins with it
    assert walk.code == "K01"


def test_page_keys_go_from_function_to_function(walk: Walk) -> None:
    seen: list[str] = []
    for _step in range(5):
        press(Qt.Key.Key_PageDown)
        seen.append(walk.screen.model.row(walk.code).item.function)
    assert seen == ["F2", "F3", "F4", "F5", "F5"]
    press(Qt.Key.Key_PageUp)
    assert walk.screen.model.row(walk.code).item.function == "F4"
    first = walk.filed.framework.items_of("F4")[0].code
    assert walk.code == first


def test_arrows_step_over_headings_and_home_and_end_reach_the_ends(walk: Walk) -> None:
    codes = [item.code for item in walk.filed.framework.items]
    seen = [walk.code]
    for _step in range(len(codes)):
        press(Qt.Key.Key_Down)
        seen.append(walk.code)
    assert seen == [*codes, codes[-1]]
    press(Qt.Key.Key_Home)
    assert walk.code == codes[0]
    press(Qt.Key.Key_Up)
    assert walk.code == codes[0]
    press(Qt.Key.Key_End)
    assert walk.code == codes[-1]


def test_left_and_right_do_not_leave_the_row(walk: Walk) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(key)
        assert walk.code == "K01"


def test_digits_in_the_search_are_letters(walk: Walk) -> None:
    press(Qt.Key.Key_F, CTRL)
    type_digits("15")
    assert walk.screen.filters.search.text() == "15"
    assert set(walk.marks) == {None}
