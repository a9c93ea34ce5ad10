"""What a model no longer needs goes with a reason, and nothing that was made with it is lost."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import drafts, editions
from desktop.framework import words as say
from desktop.framework.forms.dialogs import FunctionForm, PublishForm, ReviewForm
from desktop.framework.forms.retire_form import RetireForm
from desktop.framework.screen import FrameworkScreen
from desktop.kit.form.dialog import Message
from desktop.kit.form.form_dialog import ReasonDialog
from domain.framework import edition_edit as edit
from domain.framework.framework import EditionState
from domain.mark import Role
from domain.text import Text
from tests.db import sample
from tests.desktop.framework.hands import CONTROL, SHIFT, codes, dialog, differences, press
from tests.desktop.people.hands import type_in


def test_an_item_that_people_are_rated_by_goes_with_a_reason_and_its_sheets_stay(
    drafted: FrameworkScreen, store: Store, qtbot: QtBot
) -> None:
    hr = store.read(people.actors)[0].id
    case = sample.case(store, sample.candidate(store))
    sheet = store.write(sheets.open_sheet, case, hr, Role.HR)
    k06 = next(one.id for one in sample.framework(store).items if one.code == "K06")
    store.write(sheets.enter, sheet, {k06: (sample.mark(2), "")})
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_Delete)
    form = dialog(drafted, RetireForm)
    qtbot.waitUntil(lambda: "1 mark, 1 sheet in progress, 0 open plans" in form.about.text())
    form.take()
    assert form.isVisible() and "reason" in form.field.note.lower() and "K06" in codes(drafted)
    type_in("распределяет система")
    press(form.text, Qt.Key.Key_Return, CONTROL)
    assert "K06" not in codes(drafted)
    told = differences(drafted)
    assert "K06, competency: dropped" in told and "Basis: распределяет система" in told
    assert store.read(editions.content, 1).item("K06").code == "K06"
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert "K06" in codes(drafted) and drafted.model.content.retired == {}


def test_a_function_that_holds_something_stays_and_says_what(drafted: FrameworkScreen) -> None:
    drafted.side.functions.setFocus()
    drafted.side.functions.go_to(1)
    press(drafted.side.functions, Qt.Key.Key_Delete)
    told = dialog(drafted, Message)
    assert "F1" in told.windowTitle() + told.accessibleDescription() and "K01" in told.accessibleDescription()
    told.accept()
    assert drafted.model.view is not None and drafted.model.view.differences == ()


def test_an_own_function_is_worded_in_both_languages_and_taken_out_again(drafted: FrameworkScreen) -> None:
    press(drafted.table, Qt.Key.Key_Insert, SHIFT)
    form = dialog(drafted, FunctionForm)
    form.text.area.setPlainText("работа с подрядчиками")
    form.text_en.area.setPlainText("work with contractors")
    form.take()
    drafted.side.functions.setFocus()
    drafted.side.functions.go_to(6)
    press(drafted.side.functions, Qt.Key.Key_F2)
    again = dialog(drafted, FunctionForm)
    assert (again.text.text, again.text_en.text) == ("работа с подрядчиками", "work with contractors")
    again.short.line.setText("")
    again.text.area.setPlainText("")
    again.take()
    assert again.isVisible() and "empty" in again.text.note
    again.text.area.setPlainText("подрядчики")
    again.take()
    assert drafted.model.content.function("F6").text == Text("подрядчики", "work with contractors")
    drafted.side.functions.setFocus()
    drafted.side.functions.stand_on("F6")
    press(drafted.side.functions, Qt.Key.Key_Delete)
    assert [one.code for one in drafted.model.content.functions] == ["F1", "F2", "F3", "F4", "F5"]


def test_a_function_without_items_of_the_document_goes_with_a_reason(drafted: FrameworkScreen) -> None:
    content = drafted.model.content
    for one in content.items_of("F5"):
        content = edit.move_item(content, one.code, "F4")
    for duty in [one.code for one in content.duties if one.function == "F5"]:
        content = edit.drop_duty(content, duty)
    drafted.model.put(content)
    drafted.side.functions.setFocus()
    drafted.side.functions.stand_on("F5")
    press(drafted.side.functions, Qt.Key.Key_Delete)
    form = dialog(drafted, RetireForm)
    type_in("слита с четвёртой")
    form.take()
    assert "F5, function: dropped" in differences(drafted)
    assert drafted.model.content.retired["F5"] == "слита с четвёртой"


def test_the_only_edition_is_not_retired_and_an_earlier_one_is(screen: FrameworkScreen, store: Store) -> None:
    press(screen.table, Qt.Key.Key_R, CONTROL | SHIFT)
    asked = dialog(screen, ReasonDialog)
    type_in("устарела")
    asked.take()
    assert asked.isVisible() and "next edition" in asked.field.note
    asked.reject()
    content = edit.move_item(store.read(editions.content, 1), "K06", "F2")
    draft = store.write(drafts.begin, 1)
    store.write(drafts.put, draft, content)
    store.write(drafts.publish, draft, "перенесли")
    screen.model.open()
    screen.model.show(1)
    QTest.mouseClick(screen.end_button, Qt.MouseButton.LeftButton)
    asked = dialog(screen, ReasonDialog)
    asked.take()
    assert asked.isVisible() and "reason" in asked.field.note.lower()
    type_in("вышла вторая")
    asked.take()
    line = next(one for one in store.read(editions.editions) if one.id == 1)
    assert (line.state, line.retire_note) == (EditionState.RETIRED, "вышла вторая")
    assert not screen.end_button.isVisible()
    told = [one for one in screen.side.edition_list.lines() if one.id == 1]
    assert told[0].state is EditionState.RETIRED
    assert say.facts(told[0]).endswith("”, edition 1, retired: вышла вторая")


def test_an_own_function_without_items_is_not_published(drafted: FrameworkScreen) -> None:
    press(drafted.table, Qt.Key.Key_Insert, SHIFT)
    form = dialog(drafted, FunctionForm)
    form.text.area.setPlainText("работа с подрядчиками")
    form.take()
    press(drafted.table, Qt.Key.Key_Return, CONTROL)
    asked = dialog(drafted, PublishForm)
    asked.note.area.setPlainText("подрядчики")
    asked.take()
    assert asked.isVisible() and "F6: there are no competencies" in asked.fault.text()
    assert asked.note.text == "подрядчики"
    asked.reject()
    assert drafted.model.is_draft


def test_the_day_of_review_is_set_shown_and_taken_away(screen: FrameworkScreen, store: Store) -> None:
    press(screen.table, Qt.Key.Key_V, CONTROL | SHIFT)
    form = dialog(screen, ReviewForm)
    form.day.line.setText("31.02.2027")
    form.take()
    assert form.isVisible() and form.day.note
    form.day.line.setText("01.07.2027")
    form.take()
    assert store.read(editions.editions)[0].review_on == date(2027, 7, 1)
    said = str(screen.side.edition_list.index(0, 0).data())
    assert "review" in said and "2027" in said
    QTest.mouseClick(screen.side.review_button, Qt.MouseButton.LeftButton)
    form = dialog(screen, ReviewForm)
    form.day.line.clear()
    form.take()
    assert store.read(editions.editions)[0].review_on is None
