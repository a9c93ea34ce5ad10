"""With large letters the columns of the overview lie one below the other, and nothing in them is cut."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.home.page import Column, HomePage
from desktop.kit import labels, layout
from desktop.kit.page import floor
from desktop.theme import Theme


class Rows(QWidget):
    """A list that would like room for all its rows and makes do with some."""

    def __init__(self, parent: QWidget, least: int) -> None:
        super().__init__(parent)
        self._least = least

    def sizeHint(self) -> QSize:
        return QSize(300, 3_000)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._least)


def test_where_one_lies_below_the_other_each_part_has_the_height_it_needs(theme: Theme, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    page = HomePage(theme, room)
    told = labels.paragraph("Five actions are not marked as done. " * 8, page)
    rows, below = Rows(page, 90), Rows(page, 900)
    figure = labels.plain("16", page, "figure")
    page.put(
        layout.fill(Column(), told, rows, layout.STRETCH, gap="m"),
        layout.column(below, figure, layout.STRETCH, gap="m"),
    )
    area = floor.scrolling(floor.Floor(page), room)
    room.resize(500, 400)
    area.resize(500, 400)
    room.show()
    for part in (rows, below, figure):
        qtbot.waitUntil(lambda part=part: part.height() >= part.minimumSizeHint().height())
    qtbot.waitUntil(lambda: told.height() >= told.heightForWidth(told.width()))
    assert below.y() >= rows.y() + rows.height()
