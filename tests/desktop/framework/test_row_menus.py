"""The right button in the model offers what is done with that row, and only what an edition allows."""

from PySide6.QtWidgets import QWidget

from desktop.framework.screen import DUTIES, FrameworkScreen
from desktop.kit.table.line_list import LineList
from desktop.kit.table.row_menu import row_acts
from desktop.kit.table.row_table import RowTable


def offered(rows: QWidget) -> list[str]:
    assert isinstance(rows, RowTable | LineList)
    return [one.objectName() for one in row_acts(rows, rows.around)]


def test_an_edition_in_force_offers_only_what_does_something(screen: FrameworkScreen) -> None:
    assert not screen.model.is_draft
    of_item = ["copy", "links_of_item", "question_of_item", "confirm_function", "to_clause"]
    assert offered(screen.table) == of_item
    assert offered(screen.side.functions) == ["confirm_function"]
    screen.show_page(DUTIES)
    assert offered(screen.duties.table) == ["copy", "to_clause"]


def test_a_draft_offers_its_changes_where_they_lie(drafted: FrameworkScreen) -> None:
    assert {"open", "take_out", "edit", "restore_item"} <= set(offered(drafted.table))
    drafted.show_page(DUTIES)
    assert offered(drafted.duties.table) == ["copy", "open", "take_out", "edit", "to_clause"]


def test_another_list_does_not_offer_what_is_done_with_a_competency(drafted: FrameworkScreen) -> None:
    assert offered(drafted.side.editions) == []
    assert offered(drafted.side.functions) == ["take_out", "edit", "confirm_function"]
