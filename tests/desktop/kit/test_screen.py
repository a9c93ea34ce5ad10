"""The frame of a screen: the way back, the one primary act, and when it is read again."""

from collections.abc import Iterator
from typing import override

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.people import organisation
from desktop.context import Context
from desktop.kit.buttons import button
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.tips import tip_of
from domain.people.person import Person, PersonKind
from tests.screens import checks


class Shelf(Screen):
    """Counts how often it was read; what is below may have a step of its own."""

    TABLES = frozenset({"person"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.read = 0
        self.header = self.add_header(Header(context.theme, "Shelf", self, back="To the room"))
        self.print_button = self.header.act("Print…", "printer", self.refresh)
        self.add_button = self.header.act("Add…", "plus", self.refresh)
        self.banner = self.add_banner()
        self.card = QWidget(self)
        self.step = button("Read", self.card, "primary")
        self.parts = self.add_stack(self.card)

    @override
    def refresh(self) -> None:
        self.read += 1


@pytest.fixture
def shelf(context: Context, qtbot: QtBot) -> Iterator[Shelf]:
    around = QWidget()
    qtbot.addWidget(around)
    shelf = Shelf(context, around)
    shelf.resize(700, 300)
    with qtbot.waitExposed(around):
        around.show()
    yield shelf


def primary(shelf: Shelf) -> list[str]:
    every = [one for one in shelf.findChildren(QPushButton) if one.isVisibleTo(shelf)]
    return [one.text() for one in every if one.property("kind") == "primary"]


def test_arrow_and_keys_lead_back(shelf: Shelf, qtbot: QtBot) -> None:
    arrow = shelf.header.back_button
    assert arrow is not None
    assert (arrow.accessibleName(), tip_of(arrow)) == ("To the room", "To the room (Esc)")
    shelf.step.setFocus()
    for go in (arrow.click, lambda: QTest.keyClick(shelf.step, Qt.Key.Key_Escape)):
        with qtbot.waitSignal(shelf.closed):
            go()
    with qtbot.waitSignal(shelf.closed):
        QTest.keyClick(shelf.step, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_one_act_leads_and_gives_way_to_a_step_below(shelf: Shelf) -> None:
    shelf.header.lead(shelf.add_button, shelf.step)
    assert primary(shelf) == ["Read"]
    shelf.step.hide()
    assert primary(shelf) == ["Add…"]
    shelf.step.show()
    assert primary(shelf) == ["Read"]
    shelf.card.hide()  # and with it what stands on it
    assert primary(shelf) == ["Add…"]
    shelf.header.lead(shelf.print_button)
    assert primary(shelf) == ["Print…"]


def test_two_primary_acts_or_none_are_found(shelf: Shelf) -> None:
    def unled() -> list[str]:
        return [one.kind for one in checks.examine(shelf.window()) if one.kind == checks.UNLED]

    assert unled() == []
    shelf.header.lead(shelf.add_button)
    assert unled() == [checks.UNLED]
    shelf.header.lead(None)
    shelf.step.hide()
    assert unled() == [checks.UNLED]


def test_it_is_read_again_when_its_tables_change_and_it_is_seen(shelf: Shelf, context: Context) -> None:
    belov = Person(kind=PersonKind.EMPLOYEE, surname="Belov", given="Pavel")
    context.data.write(people.add, belov)
    assert shelf.read == 1
    shelf.hide()
    context.data.write(people.add, belov)
    assert shelf.read == 1


def test_what_was_read_stays_fresh_until_one_of_its_tables_changes(shelf: Shelf, context: Context) -> None:
    assert not shelf.is_fresh(7)
    shelf.note_read(7)
    shelf.hide()
    context.data.write(organisation.add_unit, "Chat")
    assert shelf.is_fresh(7) and not shelf.is_fresh(8)
    context.data.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Belov", given="Pavel"))
    assert not shelf.is_fresh(7)


def test_the_second_line_is_there_only_with_words(shelf: Shelf) -> None:
    height = shelf.header.height()
    shelf.header.set_title("<i>Shelf</i>", "12 books")
    assert shelf.header.title == "<i>Shelf</i>"
    assert shelf.header.height() == height


def test_acts_stand_in_their_own_order_whichever_led_before(shelf: Shelf) -> None:
    third = shelf.header.act("Compare", "", shelf.refresh)
    own = ["Print…", "Add…", "Compare"]
    shelf.header.lead(shelf.print_button)
    assert [one.text() for one in shelf.header.acts] == ["Add…", "Compare", "Print…"]
    shelf.header.lead(shelf.add_button)
    assert [one.text() for one in shelf.header.acts] == ["Print…", "Compare", "Add…"]
    shelf.header.lead(None)
    assert [one.text() for one in shelf.header.acts] == own
    shelf.header.lead(third)
    assert [one.text() for one in shelf.header.acts] == own


def test_what_stands_beside_the_title_is_near_it_and_the_acts_at_the_far_end(shelf: Shelf) -> None:
    beside = button("Parts", shelf)
    shelf.header.put_beside(beside)
    beside.show()
    shelf.resize(1400, 300)
    shelf.layout().activate()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    title = next(one for one in shelf.header.findChildren(QLabel) if one.text() == "Shelf")
    assert beside.x() - title.geometry().right() < 40
    assert shelf.print_button.x() - beside.geometry().right() > 400
    assert title.width() >= title.sizeHint().width()
