"""Duties are added in the blanks of the document, worded, linked and taken out, all by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from db.file.store import Store
from db.framework import editions
from desktop.framework.forms.duty_form import OTHER, PROVISION, DutyForm
from desktop.framework.forms.retire_form import RetireForm
from desktop.framework.screen import DUTIES, ITEMS, FrameworkScreen
from tests.desktop.framework.hands import CONTROL, dialog, differences, press, tick
from tests.desktop.people.hands import type_in

NONE = Qt.KeyboardModifier.NoModifier


def to_duties(screen: FrameworkScreen) -> FrameworkScreen:
    press(screen.table, Qt.Key.Key_PageDown, CONTROL)
    assert screen.pages.current == DUTIES and screen.duties.table.hasFocus()
    return screen


def texts(screen: FrameworkScreen) -> list[str]:
    """Return what the row one stands on says."""
    row = screen.duties.table.currentIndex().row()
    return [str(screen.duties.list.index(row, column).data()) for column in range(4)]


def test_the_duties_of_a_published_edition_are_read_and_found(screen: FrameworkScreen) -> None:
    to_duties(screen)
    assert len(screen.duties.list.lines()) == 45
    screen.duties.table.stand_on("D1.8")
    assert "K06" in screen.duty_card.said and "word for word" in screen.duty_card.said
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_Delete):
        press(screen.duties.table, key)
    assert [one for one in screen.findChildren(QDialog) if one.isVisible()] == []
    assert not screen.add_button.isEnabled()
    press(screen.duties.table, Qt.Key.Key_F, CONTROL)
    type_in("обратной связи")
    assert next(one.duty.clause for one in screen.duties.list.lines()) == "3.1.1 7)"
    screen.duties.search.setText("ничего такого")
    assert screen.duties.nothing.isVisible() and screen.duty_card.said == ""
    press(screen.duties.search, Qt.Key.Key_PageUp, CONTROL)
    assert screen.pages.current == ITEMS and screen.inspector.isVisible()


def test_an_own_duty_stands_in_the_list_of_its_function(drafted: FrameworkScreen, store: Store) -> None:
    to_duties(drafted)
    drafted.duties.table.stand_on("D1.2")
    press(drafted.duties.table, Qt.Key.Key_Insert)
    form = dialog(drafted, DutyForm)
    assert form.place.box.currentText().startswith("3.1.1 10)")
    form.take()
    assert form.isVisible() and "empty" in form.text.ru.note
    form.text.ru.area.setFocus()
    type_in("следит за чат-ботом")
    form.text.en.area.setPlainText("watches the chatbot")
    tick(form.items, "S05")
    tick(form.items, "K01")
    press(form.items.table, Qt.Key.Key_Up, CONTROL)  # the first matters most
    press(form.items.table, Qt.Key.Key_Return, CONTROL)
    assert not form.isVisible()
    found = store.read(editions.content, drafted.model.shown).duty("D1.10")
    assert (found.clause, found.own, found.items) == ("3.1.1 10)", True, ("K01", "S05"))
    assert texts(drafted) == ["3.1.1 10)", "watches the chatbot", "K01, S05", "added"]
    assert "the organisation's own duty" in drafted.duty_card.said
    assert "3.1.1 10), duty: added" in differences(drafted)
    press(drafted.duties.table, Qt.Key.Key_Delete)  # an own line of the draft goes at once
    assert "D1.10" not in [one.duty.code for one in drafted.duties.list.lines()]
    press(drafted.duties.table, Qt.Key.Key_Z, CONTROL)
    assert "D1.10" in [one.duty.code for one in drafted.duties.list.lines()]


def test_own_duties_fill_the_other_blanks_too(drafted: FrameworkScreen, store: Store) -> None:
    to_duties(drafted)
    for place, text in ((OTHER, "замещает начальника"), (PROVISION, "график сменный")):
        press(drafted.duties.table, Qt.Key.Key_Insert)
        form = dialog(drafted, DutyForm)
        form.place.box.setCurrentIndex(place)
        form.text.ru.area.setPlainText(text)
        form.take()
    own = [one for one in store.read(editions.content, drafted.model.shown).duties if one.own]
    assert [one.clause for one in own] == ["3.1.7", "3.2"]


def test_a_duty_is_worded_and_linked_anew(drafted: FrameworkScreen, store: Store) -> None:
    to_duties(drafted)
    drafted.duties.table.stand_on("D1.8")
    before = drafted.model.content.duty("D1.8").items
    press(drafted.duties.table, Qt.Key.Key_Return)
    form = dialog(drafted, DutyForm)
    assert form.items.table.hasFocus() and form.items.taken == before
    press(form.items.table, Qt.Key.Key_Space)
    form.text.ru.area.setPlainText("x" * 2_001)
    form.take()
    assert form.isVisible() and "2001" in form.text.ru.note
    form.text.ru.area.setPlainText("управляет нагрузкой")
    form.take()
    found = store.read(editions.content, drafted.model.shown).duty("D1.8")
    assert (found.text.ru, found.items) == ("управляет нагрузкой", before[1:])
    told = differences(drafted)
    assert "3.1.1 8), duty: reworded" in told and "3.1.1 8), duty: links changed" in told


def test_a_duty_of_the_document_goes_with_a_reason(drafted: FrameworkScreen, store: Store) -> None:
    to_duties(drafted)
    drafted.duties.table.stand_on("D1.1")
    press(drafted.duties.table, Qt.Key.Key_Delete)
    form = dialog(drafted, RetireForm)
    form.take()
    assert form.isVisible() and "reason" in form.field.note.lower()
    type_in("передана старшему смены")
    press(form.text, Qt.Key.Key_Return, CONTROL)
    assert not form.isVisible()
    content = store.read(editions.content, drafted.model.shown)
    assert "D1.1" not in [one.code for one in content.duties]
    assert "Basis: передана старшему смены" in differences(drafted)
    press(drafted.duties.table, Qt.Key.Key_Z, CONTROL)
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_the_mouse_does_what_the_keys_do(drafted: FrameworkScreen) -> None:
    to_duties(drafted)
    QTest.mouseClick(drafted.add_button, Qt.MouseButton.LeftButton)
    dialog(drafted, DutyForm).reject()
    drafted.side.functions.go_to(3)
    assert {one.duty.function for one in drafted.duties.list.lines()} == {"F3"}


def test_the_keys_of_competencies_do_nothing_while_duties_are_shown(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_4)
    to_duties(drafted)
    for key, modifiers in ((Qt.Key.Key_R, CONTROL), (Qt.Key.Key_F3, NONE), (Qt.Key.Key_1, NONE)):
        press(drafted.duties.table, key, modifiers)
    assert [one for one in drafted.findChildren(QDialog) if one.isVisible()] == []
    row = drafted.model.row("K06")
    assert row is not None and row.post is not None and row.post.level == 4
