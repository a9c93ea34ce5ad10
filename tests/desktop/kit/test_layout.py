"""Columns and rows, nested, with gaps by name."""

from typing import override

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.kit.layout import STRETCH, column, grid, grow, left, row, scroll, swap, top
from desktop.kit.page.pages import Pages


@pytest.fixture
def whole(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def label(text: str, parent: QWidget) -> QLabel:
    made = QLabel(text, parent)
    made.setFixedSize(40, 20)
    return made


def places(whole: QWidget) -> dict[str, tuple[int, int]]:
    whole.show()
    return {one.text(): (one.x(), one.y()) for one in whole.findChildren(QLabel)}


def test_what_is_nested_stands_as_it_is_written(whole: QWidget) -> None:
    a, b, c = (label(text, whole) for text in "abc")
    column(a, row(b, c, gap="m"), gap="s", around=(10, 5, 10, 5), of=whole)
    whole.resize(whole.sizeHint())
    assert places(whole) == {"a": (10, 5), "b": (10, 33), "c": (62, 33)}


def test_without_a_gap_there_is_none(whole: QWidget) -> None:
    a, b = label("a", whole), label("b", whole)
    column(a, b, of=whole)
    whole.resize(whole.sizeHint())
    assert places(whole) == {"a": (0, 0), "b": (0, 20)}


def test_a_stretch_takes_the_room_that_is_left(whole: QWidget) -> None:
    a, b = label("a", whole), label("b", whole)
    row(a, STRETCH, b, of=whole)
    whole.resize(200, 20)
    assert places(whole) == {"a": (0, 0), "b": (160, 0)}


def test_shares_and_sides_are_kept(whole: QWidget) -> None:
    wide, small = QWidget(whole), label("small", whole)
    low = label("low", whole)
    row(grow(wide), top(small), left(low), of=whole)
    whole.resize(300, 100)
    whole.show()
    assert (wide.width(), small.y()) == (220, 0)
    assert left(low).at is Qt.AlignmentFlag.AlignLeft


def test_a_gap_finer_than_the_named_ones_is_in_pixels(whole: QWidget) -> None:
    a, b = label("a", whole), label("b", whole)
    column(a, b, gap=6, of=whole)
    whole.resize(whole.sizeHint())
    assert places(whole) == {"a": (0, 0), "b": (0, 26)}


def test_the_wide_columns_of_a_grid_share_the_room_that_is_left(whole: QWidget) -> None:
    a, b, c, d = (label(text, whole) for text in "abcd")
    cells = grid(across="m", down=2, wide=(1,), around=(3, 4, 3, 4), of=whole)
    for number, one in enumerate((a, b, c, d)):
        cells.addWidget(one, number // 2, number % 2, Qt.AlignmentFlag.AlignRight)
    whole.resize(300, 50)
    assert places(whole) == {"a": (3, 4), "b": (257, 4), "c": (3, 26), "d": (257, 26)}


def test_a_gap_that_has_no_name_is_refused(whole: QWidget) -> None:
    with pytest.raises(KeyError):
        column(label("a", whole), gap="tiny")


def test_the_new_one_stands_where_the_old_one_stood(whole: QWidget) -> None:
    a, b, c, new = (label(text, whole) for text in ("a", "b", "c", "new"))
    inside = column(a, b, c, of=whole)
    whole.resize(whole.sizeHint())
    whole.show()
    assert swap(inside, b, new) is new
    QCoreApplication.sendPostedEvents(b, QEvent.Type.DeferredDelete)
    inside.activate()
    assert places(whole) == {"a": (0, 0), "new": (0, 20), "c": (0, 40)}
    assert new.isVisible()


def test_an_area_scrolls_downwards_only_and_leaves_the_keys_to_what_is_in_it(whole: QWidget) -> None:
    area = scroll(whole)
    inside = QWidget()
    inside.setMinimumSize(300, 900)
    area.setWidget(inside)
    column(area, of=whole)
    whole.resize(200, 200)
    whole.show()
    assert area.verticalScrollBar().maximum() > 0
    assert not area.horizontalScrollBar().isVisible()
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_an_area_that_cannot_scroll_sideways_asks_for_the_width_of_its_contents(whole: QWidget) -> None:
    area, beside = scroll(whole), QLabel("beside", whole)
    inside = QLabel("A heading that may not be cut", area)
    area.setWidget(inside)
    row(area, beside, of=whole)
    beside.setMinimumWidth(400)
    whole.show()
    assert inside.width() >= inside.minimumSizeHint().width() > 80
    inside.setMinimumWidth(1)  # contents that shrink by themselves ask for nothing
    assert area.minimumSizeHint().width() < 100


class Asked(QLabel):
    """Counts how often it is asked how large it would like to be."""

    times = 0

    @override
    def sizeHint(self) -> QSize:
        self.times += 1
        return QSize(900, 700)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def test_no_page_is_asked_for_its_size_when_something_beside_it_changes(whole: QWidget) -> None:
    pages, beside = Pages(whole), QLabel("a line", whole)
    shown, other = Asked("shown"), Asked("other")
    for one in (shown, other):
        pages.addWidget(one)
    column(grow(pages), beside, of=whole)
    whole.resize(300, 200)
    whole.show()
    QCoreApplication.sendPostedEvents()
    shown.times = other.times = 0
    beside.setText("now\nof\nthree lines")
    QCoreApplication.sendPostedEvents()
    assert (shown.times, other.times) == (0, 0)
    assert shown.size() == pages.size() == QSize(300, 200 - beside.height()), "and it has all the room"
    pages.setCurrentWidget(other)
    assert other.size() == pages.size()
