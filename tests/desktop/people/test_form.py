"""The form of a person: whom it is about is said in it, and what is written in it is seen whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.people import organisation
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from tests.desktop.people.hands import focused, form, type_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a list of suggestions grabs


def seen(dialog: PersonDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_it_says_whom_it_is_about_and_is_no_higher_than_its_fields(
    screen: PeopleScreen, qtbot: QtBot
) -> None:
    screen.add_person()
    dialog = form(screen)
    assert "New person" in seen(dialog)
    assert dialog.height() < screen.window().height() - 60
    dialog.surname.line.setText("Орлов")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    screen.edit_person()
    assert "Edit: Орлов" in seen(form(screen))


def test_the_usual_basis_is_read_whole_with_its_days_beside_it(screen: PeopleScreen) -> None:
    screen.add_person()
    dialog = form(screen)
    dialog.basis.line.setText("согласие на обработку персональных данных")
    line = dialog.basis.line
    assert line.fontMetrics().horizontalAdvance(line.text()) + 24 <= line.width()
    assert dialog.basis_on.y() == dialog.basis.y() == dialog.basis_until.y()


def test_a_click_beside_the_suggestions_reaches_the_field_it_was_made_on(
    screen: PeopleScreen, store: Store
) -> None:
    store.write(organisation.add_unit, "Смена Азов")
    screen.add_person()
    dialog = form(screen)
    line, beside = dialog.unit.box.lineEdit(), dialog.basis.line
    assert line is not None
    line.setFocus()
    type_in("Смена А")
    completer = dialog.unit.box.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None and popup.isVisible()
    point = popup.mapFromGlobal(beside.mapToGlobal(beside.rect().center()))
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=point)
    assert not popup.isVisible()
    assert focused() is beside
    type_in("договор")
    assert (dialog.unit.text, beside.text()) == ("Смена А", "договор")


def test_a_unit_made_in_passing_is_told_before_it_is_saved(screen: PeopleScreen, store: Store) -> None:
    store.write(organisation.add_unit, "Смена А")
    screen.add_person()
    dialog = form(screen)
    dialog.unit.box.setFocus()
    type_in("Смена")
    assert dialog.unit.note == "This will be a new unit."
    type_in(" А")
    assert dialog.unit.note == ""
    type_in("б")
    dialog.save()
    assert focused() is dialog.surname.line, "a hint is no fault to lead to"
    assert dialog.unit.note == "This will be a new unit."
    type_in("Орлов")
    assert dialog.surname.note == ""
