"""What is behind the page that is shown costs a key nothing, and is right when it comes into sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.file.store import Store
from desktop.assessing.sheet.half_typed import HalfTyped
from desktop.assessing.sheet.modes import CARD, TABLE
from desktop.data import Data
from domain.assessing.evidence import COMMENT_FIELD, draft_field, form_field
from tests.desktop.assessing.sheet.walk import Walk, press

Key = Qt.Key


def in_sight(walk: Walk) -> bool:
    """Tell whether the current row of the table is seen as a whole."""
    table = walk.screen.table
    box = table.visualRect(table.currentIndex())
    return table.viewport().rect().contains(box.adjusted(0, 0, -1, -1))


def test_the_table_behind_a_card_comes_into_sight_at_the_item_of_the_card(walk: Walk) -> None:
    walk.screen.modes.show_mode(CARD)
    for _step in range(40):
        press(Key.Key_Down)
    code = walk.code
    walk.screen.modes.show_mode(TABLE)
    assert walk.code == code
    assert in_sight(walk)


def test_an_item_shown_while_another_screen_is_in_front_is_in_sight_afterwards(walk: Walk) -> None:
    walk.screen.hide()
    walk.screen.show_item(walk.screen.model.codes[-1])
    walk.screen.show()
    assert in_sight(walk)


def test_marks_given_on_cards_are_counted_beside_the_table(walk: Walk) -> None:
    walk.screen.modes.show_mode(CARD)
    press(Key.Key_2)
    walk.screen.modes.show_mode(TABLE)
    assert walk.screen.left.tally.accessibleDescription().splitlines()[2].endswith(": 1")
    unmarked = len(walk.screen.model.codes) - 1
    assert walk.screen.filters.segments.findChildren(QPushButton)[1].text().endswith(f" {unmarked}")


def test_marks_given_in_the_table_are_told_on_the_card(walk: Walk) -> None:
    press(Key.Key_2)
    walk.screen.modes.show_mode(CARD)
    unmarked = len(walk.screen.model.codes) - 1
    assert walk.screen.card.ahead.left.text().startswith(str(unmarked))


def test_half_typed_words_stand_in_the_order_of_the_rows_with_the_comment_last(store: Store) -> None:
    half = HalfTyped(Data(store))
    half.begin(
        {
            ("S02", draft_field(0)): "второй",
            ("K01", COMMENT_FIELD): "к слову",
            ("K01", form_field(3)): "[]",
            ("K01", draft_field(3)): "первый",
        }
    )
    places = (("K01", draft_field(3)), ("K01", COMMENT_FIELD), ("S02", draft_field(0)))
    assert half.places(("K01", "S02")) == places
    assert half.fact_id("K01") == 3
    half.forget((draft_field(3), form_field(3)), ("K01",))
    assert half.fact_id("K01") is None


def test_the_function_of_the_first_row_is_marked_as_soon_as_the_sheet_is_open(walk: Walk) -> None:
    first = walk.screen.model.row(walk.code).item.function
    functions = walk.screen.left.functions
    assert functions.currentRow() == [one.function.code for one in walk.screen.model.headings()].index(first)
