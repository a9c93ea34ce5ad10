"""A shift must have so many who are able: set from the map, told wherever it is not met."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db.file.store import Store
from db.papers import team_papers
from db.team import shift_minimums
from desktop.shared.marks import Diamond
from desktop.team.shift_minimum import ShiftForm, column_short, is_unmet
from desktop.team.summary import SHIFT, SummaryStrip
from desktop.team.words import column_words
from domain.papers.kinds import TEAM
from domain.team.shift import Minimum
from tests.db import sample
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
    able = {name: staff.at(3) for name in ("Алёшина", "Белов", "Ким")}
    staff.quarter(FOURTH, {**able, "Гусев": staff.at(2), "Орлов": staff.at(2)}, close=False)
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


def test_where_nothing_is_known_nothing_is_red(store: Store, staff: Staff, show: Show) -> None:
    staff.quarter(FOURTH, {name: {} for name in staff.ids} | {"Белов": staff.at(3)}, close=False)
    key = sample.framework(store).items[0].key
    store.write(shift_minimums.keep, key, Minimum(2, 3))
    page = show().map
    board = page.board
    assert board is not None
    column = next(n for n, one in enumerate(board.items) if one.key == key)
    told = column_short(board, column)
    assert told == "not known: 3 (Смена А: 0 of 2); not known: 1 (Смена Б: 1 of 2)"
    assert not is_unmet(board, column) and "not met" not in column_words(board, column)
    assert told in column_words(board, column)
    strip = page.summary.text
    assert "— not known" in strip and "not met" not in strip
    assert signs(page.summary) == [False], "no red sign"
    page.cell.show_item(board, 0, column, 0)
    label = next(one for one in page.cell.findChildren(QLabel) if one.text().startswith("Not known: 3"))
    assert label.property("token") == "muted"
    store.write(shift_minimums.keep, key, Minimum(3, 3))
    page = show().map
    board = page.board
    assert board is not None and is_unmet(board, column)
    assert column_short(board, column) == (
        "not met: Смена Б: 1 of 3, not known: 1; not known: 3 (Смена А: 0 of 3)"
    )
    assert "1 not met, not known: 1" in page.summary.text
    assert signs(page.summary) == [True]


def test_an_employee_of_the_unit_who_is_not_in_the_cycle_is_unknown_on_screen_and_on_paper(
    store: Store, staff: Staff, show: Show
) -> None:
    said = {name: staff.at(1) for name in staff.ids}
    cycle = staff.quarter(FOURTH, said, close=False)
    key = sample.framework(store).items[0].key
    store.write(shift_minimums.keep, key, Minimum(1, 3))
    first = show().map.board
    assert first is not None and all(one.sure for one in first.short) and len(first.short) == 2
    sample.add(store, "Новикова", unit_id=staff.units["Смена А"])
    board = show().map.board
    assert board is not None
    found = {board.unit_name(one.unit_id): (one.unknown, one.sure) for one in board.short}
    assert found == {"Смена А": (1, False), "Смена Б": (0, True)}
    (paper,) = store.read(team_papers.matrix, TEAM, cycle, staff.boss, sample.TODAY, None)
    assert paper.record.short == board.short
    store.write(shift_minimums.keep, key, None)
    (paper,) = store.read(team_papers.matrix, TEAM, cycle, staff.boss, sample.TODAY, None)
    assert paper.record.short is None


def signs(strip: SummaryStrip) -> list[bool]:
    """Return whether the sign of the minimums is shown."""
    return [not one.isHidden() for one in strip.blocks[SHIFT].findChildren(Diamond)]


def test_among_functions_there_is_nothing_to_set(staff: Staff, show: Show) -> None:
    staff.quarter(FOURTH, {"Алёшина": staff.at(3)}, close=False)
    page = show().map
    page.show_functions(True)
    assert page.cell.shift_button.isHidden()
    QTest.keyClick(page.map, F2)
    assert QApplication.activeModalWidget() is None
