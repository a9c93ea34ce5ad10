"""Columns keep the width and the order that somebody gave them, whoever opens the table next."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from desktop.actions import Actions
from desktop.kit.table.columns import LEAST, Column, Columns
from desktop.kit.table.tables import copy_rows, tab_separated
from desktop.settings import Settings
from tests.desktop.desk import move_mouse

COLUMNS = (Column("name", None), Column("code", 90), Column("day", 110, falling=True))
ALT = Qt.KeyboardModifier.AltModifier

type Open = Callable[..., Columns]


class Words(QStandardItemModel):
    """Three rows that can be copied."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        for name in ("Белов", "=1+1", "два\tслова\nв строке"):
            self.appendRow([QStandardItem(name), QStandardItem("C-1"), QStandardItem("24.11.2026")])

    def as_text(self, rows: Sequence[int]) -> str:
        lines = [[self.item(row, column).text() for column in range(3)] for row in rows]
        return tab_separated(("Name", "Code", "Day"), lines)


@pytest.fixture
def opened(settings: Settings, qtbot: QtBot) -> Open:
    """Show the table as a start of the program does."""

    def make(step: int = 0, spare: Sequence[int] = (), least: int = LEAST) -> Columns:
        table = QTableView()
        qtbot.addWidget(table)
        model = Words()
        model.setParent(table)
        table.setModel(model)
        table.resize(600, 200)
        columns = Columns(table, "words", COLUMNS, settings, Actions().make, step, spare=spare, least=least)
        table.show()
        table.activateWindow()
        with qtbot.waitActive(table):
            pass
        table.setFocus()
        return columns

    return make


def table_of(columns: Columns) -> QTableView:
    table = columns.parent()
    assert isinstance(table, QTableView)
    return table


def widths(columns: Columns) -> list[int]:
    return [table_of(columns).columnWidth(number) for number in range(3)]


def drag(columns: Columns, number: int, by: int) -> None:
    """Pull the right edge of a title."""
    head = table_of(columns).horizontalHeader()
    edge = head.sectionViewportPosition(number) + head.sectionSize(number) - 2
    place, middle = head.viewport(), head.height() // 2
    QTest.mousePress(place, Qt.MouseButton.LeftButton, pos=QPoint(edge, middle))
    move_mouse(place, QPoint(edge + by // 2, middle), Qt.MouseButton.LeftButton)
    move_mouse(place, QPoint(edge + by, middle), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(place, Qt.MouseButton.LeftButton, pos=QPoint(edge + by, middle))


def test_one_column_takes_what_the_others_leave(opened: Open) -> None:
    columns = opened()
    room = table_of(columns).viewport().width()
    assert widths(columns) == [room - 200, 90, 110]
    table_of(columns).resize(500, 200)
    assert widths(columns)[1:] == [90, 110]
    assert sum(widths(columns)) == table_of(columns).viewport().width()


def test_a_drag_takes_from_the_neighbour_and_is_remembered(opened: Open) -> None:
    columns = opened()
    before = widths(columns)
    drag(columns, 1, 30)
    assert widths(columns) == [before[0], 120, 80]
    assert widths(opened()) == [before[0], 120, 80]
    assert widths(opened(4)) == before, "a larger text has widths of its own"


def test_without_room_columns_give_way_one_after_another_and_come_back(
    opened: Open, settings: Settings
) -> None:
    columns = opened(spare=(1, 2), least=300)
    before = widths(columns)
    shown: list[tuple[bool, bool]] = []
    for width in (480, 350, 600):
        table_of(columns).resize(width, 200)
        shown.append((not table_of(columns).isColumnHidden(1), not table_of(columns).isColumnHidden(2)))
        assert sum(widths(columns)) == table_of(columns).viewport().width()
    assert shown == [(False, True), (False, False), (True, True)]
    assert widths(columns) == before
    assert settings.widths("words/0") == {}, "nobody dragged anything"


def test_whoever_comes_to_stand_last_has_the_room_that_the_last_one_has_at_the_edge(opened: Open) -> None:
    columns = opened(spare=(2, 1), least=300)
    table_of(columns).resize(480, 200)
    assert table_of(columns).isColumnHidden(2)
    assert widths(columns)[1] == 90 + 8, "the text of a figure would be cut"
    drag(columns, 0, -20)
    assert widths(columns)[1] == 90 + 8 + 20
    table_of(columns).resize(800, 200)
    assert widths(columns)[1:] == [110, 110]


def test_a_column_narrows_to_its_least_before_the_wide_one_has_too_little(
    settings: Settings, qtbot: QtBot
) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    model = Words()
    model.setParent(table)
    table.setModel(model)
    table.resize(420, 200)
    wanted = (Column("name", None), Column("seats", 300, least=120), Column("day", 90))
    columns = Columns(table, "seats", wanted, settings, Actions().make, 0, least=150)
    with qtbot.waitExposed(table):
        table.show()
    room = table.viewport().width()
    assert widths(columns) == [150, room - 150 - 90, 90]
    table.resize(700, 200)
    assert widths(columns)[1:] == [300, 90], "with room again it is as wide as it was"


def test_a_column_that_had_too_little_room_is_as_wide_as_before_though_others_were_dragged(
    settings: Settings, qtbot: QtBot
) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    model = Words()
    model.setColumnCount(4)
    model.setParent(table)
    table.setModel(model)
    table.resize(510, 200)
    wanted = (Column("name", None), Column("seats", 300, least=120), Column("code", 90), Column("day", 90))
    columns = Columns(table, "seats", wanted, settings, Actions().make, 0, least=150)
    with qtbot.waitExposed(table):
        table.show()
    assert table.columnWidth(1) < 300
    drag(columns, 2, 20)
    table.resize(900, 200)
    assert [table.columnWidth(one) for one in (1, 2, 3)] == [300, 110, 70]


def test_a_column_narrows_before_another_gives_way(settings: Settings, qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(Words())
    declared = (Column("name", None), Column("code", 200, least=100), Column("day", 110))
    Columns(table, "narrow", declared, settings, Actions().make, 0, spare=(2,), least=300)
    table.resize(540, 200)
    table.show()
    assert not table.isColumnHidden(2)
    assert table.columnWidth(0) >= 300
    table.resize(480, 200)
    assert table.isColumnHidden(2)


def test_no_column_stands_outside_of_the_table(opened: Open) -> None:
    columns = opened()
    for width in (240, 190):
        table_of(columns).resize(width, 200)
        assert sum(widths(columns)) <= table_of(columns).viewport().width()
        assert min(widths(columns)) >= LEAST
    table_of(columns).resize(600, 200)
    assert widths(columns)[1:] == [90, 110]


def test_no_drag_makes_a_column_vanish(opened: Open) -> None:
    columns = opened()
    drag(columns, 1, 500)
    drag(columns, 0, -900)
    assert min(widths(columns)) >= LEAST
    drag(columns, 2, 40)
    assert sum(widths(columns)) == table_of(columns).viewport().width()


def test_titles_and_keys_choose_the_order_and_it_is_remembered(opened: Open, qtbot: QtBot) -> None:
    columns = opened()
    assert columns.order == (0, False)
    with qtbot.waitSignal(columns.ordered):
        QTest.keyClick(table_of(columns), Qt.Key.Key_3, ALT)
    assert columns.order == (2, True), "days begin with the latest"
    QTest.keyClick(table_of(columns), Qt.Key.Key_3, ALT)
    assert columns.order == (2, False)
    head = table_of(columns).horizontalHeader()
    middle = head.sectionViewportPosition(1) + 40
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, 8))
    assert columns.order == (1, False)
    assert opened().order == (1, False)
    assert opened(4).order == (1, False)


def test_an_order_by_a_column_that_is_gone_counts_as_none(opened: Open, settings: Settings) -> None:
    settings.keep_order("words", "attic", falling=True)
    assert opened().order == (0, False)


def test_rows_are_copied_as_text_and_all_where_none_is_selected(opened: Open) -> None:
    table = table_of(opened())
    model = table.model()
    assert isinstance(model, Words)
    copy_rows(table, model)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "Name\tCode\tDay",
        "Белов\tC-1\t24.11.2026",
        "'=1+1\tC-1\t24.11.2026",
        "два слова в строке\tC-1\t24.11.2026",
    ]
    table.selectRow(0)
    copy_rows(table, model)
    assert QGuiApplication.clipboard().text() == "Name\tCode\tDay\nБелов\tC-1\t24.11.2026"


def test_what_is_too_much_for_a_name_goes_to_the_columns_behind_it_until_somebody_drags(
    settings: Settings, qtbot: QtBot
) -> None:
    def shown() -> Columns:
        table = QTableView()
        qtbot.addWidget(table)
        model = Words()
        model.setParent(table)
        table.setModel(model)
        table.resize(1200, 200)
        declared = (Column("code", 90), Column("name", None, most=400), Column("day", 110))
        columns = Columns(table, "roomy", declared, settings, Actions().make, 0)
        with qtbot.waitExposed(table):
            table.show()
        return columns

    columns = shown()
    room = table_of(columns).viewport().width()
    assert widths(columns) == [90, 400, room - 490]
    table_of(columns).resize(500, 200)
    assert widths(columns)[::2] == [90, 110], "without room to spare nothing is shared"
    table_of(columns).resize(1200, 200)
    drag(columns, 1, 100)
    assert widths(columns) == [90, 500, room - 590]
    assert widths(shown()) == [90, 500, room - 590]


def test_columns_that_were_given_room_on_a_wide_window_do_not_push_out_others_on_a_narrow_one(
    settings: Settings, qtbot: QtBot
) -> None:
    def shown(width: int) -> Columns:
        table = QTableView()
        qtbot.addWidget(table)
        model = Words()
        model.setParent(table)
        table.setModel(model)
        table.resize(width, 200)
        declared = (Column("name", None, most=200), Column("code", 90), Column("day", 110))
        columns = Columns(table, "both", declared, settings, Actions().make, 0, spare=(2,), least=150)
        with qtbot.waitExposed(table):
            table.show()
        return columns

    drag(shown(1200), 1, 20)
    columns = shown(450)
    assert not table_of(columns).isColumnHidden(2)
    assert widths(columns)[0] >= 150
    assert widths(shown(1200))[0] <= 201, "with room again they are as wide as they were"
