"""The right button on a row offers what the keys do with it, and does it with that row."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.actions import OF_ROWS, Actions
from desktop.kit.table.row_menu import row_acts
from desktop.kit.table.row_table import RowTable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu


@pytest.fixture
def table(page: QWidget) -> RowTable:
    model = QStandardItemModel(page)
    for text in ("one", "two", "three"):
        model.appendRow(QStandardItem(text))
    made = RowTable(model, "Rows", page, row=30, head=20)
    made.resize(300, 200)
    made.show()
    return made


def right_click(table: RowTable, row: int) -> QMenu | None:
    at = table.visualRect(table.model().index(row, 0)).center() if row >= 0 else QPoint(5, 190)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def test_the_row_under_the_mouse_becomes_current_and_its_acts_are_offered(
    page: QWidget, table: RowTable
) -> None:
    acts, done = Actions(), list[tuple[str, int]]()
    widget = Qt.ShortcutContext.WidgetShortcut
    acts.make("open", table, lambda: done.append(("open", table.currentIndex().row())), widget)
    acts.make("find", page, lambda: done.append(("find", 0)))
    acts.make("edit", page, lambda: done.append(("edit", table.currentIndex().row())))
    acts.make("take_out", page, lambda: done.append(("take_out", 0))).setEnabled(False)
    acts.make("erase", page, lambda: done.append(("erase", 0)))
    table.around = ("take_out", "edit")
    table.setCurrentIndex(table.model().index(0, 0))
    menu = right_click(table, 1)
    assert menu is not None
    assert [one.objectName() for one in menu.actions()] == ["open", "edit"], "no act off, none of the screen"
    menu.actions()[1].trigger()
    menu.close()
    assert done == [("edit", 1)]


def test_beside_the_rows_and_without_acts_there_is_no_menu(page: QWidget, table: RowTable) -> None:
    assert right_click(table, 1) is None
    Actions().make("edit", page, print)
    assert right_click(table, 1) is None, "what the screen edits may be in another list"
    table.around = ("edit",)
    assert right_click(table, -1) is None
    assert [one.objectName() for one in row_acts(table, table.around)] == ["edit"]


def test_what_is_offered_is_in_the_table_of_acts() -> None:
    assert set(Actions().names()) >= OF_ROWS
