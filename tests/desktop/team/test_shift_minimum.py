"""A shift must have so many who are able: set from the map, told wherever it is not met."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.file.store import Store
from db.team import shift_minimums
from desktop.team.shift_minimum import ShiftForm, column_short
from domain.team.shift import Minimum
from tests.desktop.team.conftest import Show
from tests.desktop.team.staff import FOURTH, Staff

F2 = Qt.Key.Key_F2


def form() -> ShiftForm:
    found = QApplication.activeModalWidget()
    assert isinstance(found, ShiftForm)
    return found


def test_a_minimum_is_set_by_a_key_and_told_where_it_is_not_met(
    store: Store, staff: Staff, show: Show
) -> None:
    said = {"Алёшина": staff.at(3), "Гусев": staff.at(2), "Белов": staff.at(3), "Ким": staff.at(3)}
    staff.quarter(FOURTH, said, close=False)
    screen = show()
    page = screen.map
    page.map.setFocus()
    QTest.keyClick(page.map, F2)
    asked = form()
    assert page.column is not None
    code = screen.loaded.board.items[page.column].code if screen.loaded else ""
    asked.people.box.setCurrentIndex(2)
    asked.act_button.click()
    assert list(store.read(shift_minimums.minimums).values()) == [Minimum(2, 3)]
    board = page.board
    assert board is not None and page.standing is not None
    assert page.standing.code == code, "one stands where one stood"
    told = column_short(board, page.column)
    assert "Смена А: 1 of 2" in told and "Смена Б" not in told
    assert "Смена А: 1 of 2" in page.cell.text
    assert f"{code} Смена А: 1 of 2" in page.summary.text
    head = page.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "at least" not in str(head) and "2 people at level 3 or above" in str(head)
    page.cell.shift_button.click()
    asked = form()
    assert asked.people.value == 2
    asked.people.box.setCurrentIndex(0)
    asked.act_button.click()
    assert store.read(shift_minimums.minimums) == {}
    assert "Смена А: 1 of 2" not in page.summary.text and "Смена А" not in page.cell.text


def test_among_functions_there_is_nothing_to_set(staff: Staff, show: Show) -> None:
    staff.quarter(FOURTH, {"Алёшина": staff.at(3)}, close=False)
    page = show().map
    page.show_functions(True)
    assert page.cell.shift_button.isHidden()
    QTest.keyClick(page.map, F2)
    assert QApplication.activeModalWidget() is None
