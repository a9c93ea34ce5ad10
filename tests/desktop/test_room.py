"""Where there is little room nothing is cut: rows go on below, buttons of a header keep their icons."""

from collections.abc import Iterator
from typing import override

import pytest
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.kit import labels
from desktop.kit.buttons import Folding, button
from desktop.kit.flow import flow
from desktop.kit.page.banner import Banner
from desktop.kit.page.empty import Empty
from desktop.kit.page.floor import Floor, Page, scrolling
from desktop.kit.page.header import Header
from desktop.kit.tips import as_it_is, set_tip
from desktop.theme import Theme
from tests.screens import checks

WORDS = ("Overdue 1", "Running 2", "Drafts 7", "Closed 1")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitExposed(made):
        made.show()
    yield made


def test_a_row_goes_on_below_before_a_word_of_it_is_cut(page: QWidget, qapp: QApplication) -> None:
    labels = [QLabel(text, page) for text in WORDS]
    column = QVBoxLayout(page)
    column.addLayout(flow(*labels))
    column.addStretch(1)
    qapp.processEvents()
    assert len({one.y() for one in labels}) == 1
    page.resize(2 * labels[0].sizeHint().width() + 40, 300)
    qapp.processEvents()
    assert len({one.y() for one in labels}) > 1
    assert all(one.width() >= one.sizeHint().width() for one in labels)
    assert [one for one in checks.examine(page) if one.kind in checks.FAULTS] == []


def test_what_is_hidden_takes_no_place_in_a_row(page: QWidget, qapp: QApplication) -> None:
    first, second, third = (QLabel(text, page) for text in WORDS[:3])
    page.setLayout(flow(first, second, third))
    second.hide()
    qapp.processEvents()
    assert third.x() == first.geometry().right() + 1 + 12


def test_buttons_of_a_header_keep_their_icon_and_say_their_words_where_the_title_has_no_room(
    page: QWidget, theme: Theme, qapp: QApplication
) -> None:
    column = QVBoxLayout(page)
    header = Header(theme, "Вельяминова-Зернова Анна Константиновна", page)
    days = button("01.01.2027 – 31.03.2027", header, icon=theme.icon("calendar"))
    set_tip(days, "Days of the plan")
    library = button("Library", header, icon=theme.icon("library"))
    act = button("Approve the plan…", header, "primary")
    for one in (days, library, act):
        header.add(one)
    column.addWidget(header)
    column.addStretch(1)
    qapp.processEvents()
    assert isinstance(days, Folding) and isinstance(library, Folding)
    assert days.text() and library.text() and act.text()

    page.resize(600, 300)
    qapp.processEvents()
    assert days.folded and not library.folded  # no more than it takes
    assert days.accessibleName() == "01.01.2027 – 31.03.2027"
    days.setText("02.01.2027 – 31.03.2027")  # while it is folded
    assert days.text() == "" and days.accessibleName() == "02.01.2027 – 31.03.2027"
    assert "02.01.2027" in str(days.property("toolTip")) and "Days of the plan" in str(
        days.property("toolTip")
    )

    page.resize(900, 300)
    qapp.processEvents()
    assert (days.text(), days.accessibleName()) == ("02.01.2027 – 31.03.2027", "")
    told = as_it_is("Days of the plan")
    assert (days.toolTip(), str(days.property("toolTip"))) == (told, told)
    assert [one for one in checks.examine(page) if one.kind in checks.FAULTS] == []


def test_acts_give_way_to_the_facts_of_a_header_only_while_something_stands_between(
    page: QWidget, theme: Theme, qapp: QApplication
) -> None:
    page.resize(760, 300)
    column = QVBoxLayout(page)
    header = Header(theme, "Model", page)
    header.set_title("Model", "“Manager of a department of quality”, draft of edition 2")
    act = header.act("Template of a whole model…", "file-spreadsheet", page.update)
    column.addWidget(header)
    column.addStretch(1)
    parts = QLabel("Competencies Duties Profiles", page)
    header.put_beside(parts)
    qapp.processEvents()
    assert isinstance(act, Folding) and act.folded
    column.addWidget(parts)
    page.resize(500, 300)
    qapp.processEvents()
    assert not act.folded


def test_the_button_of_a_banner_goes_below_words_that_have_no_room_beside_it(
    page: QWidget, qapp: QApplication, qtbot: QtBot, theme: Theme
) -> None:
    banner = Banner(theme, page)
    column = QVBoxLayout(page)
    column.addWidget(banner)
    column.addStretch(1)
    fact = "Edition 3 is a draft: one competency, four targets and two duties were changed."
    banner.show_fact(fact, "Open cycles stay on edition 2.", act="Show all changes")
    qapp.processEvents()
    beside = banner.height()
    page.resize(360, 300)
    qapp.processEvents()
    assert banner.act.y() > beside - banner.act.height()
    assert [one for one in checks.examine(page) if one.kind in checks.FAULTS] == []
    page.resize(900, 300)
    qtbot.waitUntil(lambda: banner.height() == beside)


def test_the_words_of_an_empty_page_go_on_below(page: QWidget, qapp: QApplication, theme: Theme) -> None:
    rest = "A cycle assesses the people of a unit once a quarter; the team then shows here."
    empty = Empty(theme.icon("users", "muted"), "No staff cycles yet", page, rest=rest, act="New cycle")
    QVBoxLayout(page).addWidget(empty)
    page.resize(300, 300)
    qapp.processEvents()
    assert [one for one in checks.examine(page) if one.kind in checks.FAULTS] == []


def test_the_page_of_the_overview_is_as_high_as_its_words_need(page: QWidget, qapp: QApplication) -> None:
    overview = Page()
    words = labels.paragraph("The next step is to rate what is left of the sheet. " * 8, overview)
    below = QLabel("below", overview)
    below.setMinimumHeight(200)
    column = QVBoxLayout(overview)
    column.addWidget(words)
    column.addWidget(below)
    floor = Floor(overview)
    QVBoxLayout(page).addWidget(scrolling(floor, page))
    for width in (900, 500, 700, 360):
        page.resize(width, 300)
        for _round in range(3):
            qapp.processEvents()
        assert overview.size() == floor.size()
        assert words.height() >= words.heightForWidth(words.width())


class TwoParts(Page):
    """Two parts beside each other, or one below the other in less than 700 px."""

    def __init__(self) -> None:
        super().__init__()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        for text in ("what is to be done", "when"):
            part = QLabel(text, self)
            part.setMinimumWidth(320)
            self.row.addWidget(part)

    @override
    def lie(self, room: int) -> None:
        ways = QBoxLayout.Direction
        self.row.setDirection(ways.LeftToRight if room >= 700 else ways.TopToBottom)


def test_a_page_that_takes_more_than_its_room_lies_down_when_the_room_gets_less(
    page: QWidget, qapp: QApplication
) -> None:
    parts = TwoParts()
    area = scrolling(Floor(parts), page)
    QVBoxLayout(page).addWidget(area)
    for width, way in (
        (900, "LeftToRight"),
        (500, "TopToBottom"),
        (900, "LeftToRight"),
        (400, "TopToBottom"),
    ):
        page.resize(width, 300)
        for _round in range(3):
            qapp.processEvents()
        assert parts.row.direction().name == way
        assert parts.width() == area.viewport().width()
