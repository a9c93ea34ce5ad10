"""The job description beside its model: read, filled in, compared, published, taken as a document."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.framework import drafts, editions
from db.framework import job_description_editions as documents
from desktop.framework.forms.dialogs import PublishForm as PublishModel
from desktop.framework.job_description.changes import Changes
from desktop.framework.job_description.forms import ClauseForm, PublishForm
from desktop.framework.job_description.page import BLANKS
from desktop.framework.screen import DUTIES, ITEMS, JOB_DESCRIPTION, PROFILES, FrameworkScreen
from domain.framework import edition_edit as edit
from domain.framework.framework import EditionState
from domain.framework.job_description import JobDescription, Standing
from domain.text import Text
from tests.db import sample
from tests.desktop.framework.hands import CONTROL, dialog, press
from tests.desktop.people.hands import type_in


def to_document(screen: FrameworkScreen) -> FrameworkScreen:
    for _ in range(JOB_DESCRIPTION):
        press(screen.focusWidget() or screen.table, Qt.Key.Key_PageDown, CONTROL)
    assert screen.pages.current == JOB_DESCRIPTION
    assert screen.job_description.table.hasFocus()
    return screen


def stand_on(screen: FrameworkScreen, number: str) -> None:
    page = screen.job_description
    assert page.record is not None
    at = next(at for at, one in enumerate(page.record.clauses) if one.number == number)
    page.table.stand_on(at)


def kept(store: Store, screen: FrameworkScreen) -> JobDescription:
    return store.read(documents.view, screen.model.shown)


def fill(screen: FrameworkScreen, number: str, text: str) -> None:
    stand_on(screen, number)
    press(screen.job_description.table, Qt.Key.Key_F2)
    form = dialog(screen, ClauseForm)
    form.text.area.selectAll()
    type_in(text)
    press(form.text.area, Qt.Key.Key_Return, CONTROL)
    assert not form.isVisible()


def test_all_sections_are_read_and_every_line_says_what_it_leads_to(screen: FrameworkScreen) -> None:
    page = to_document(screen).job_description
    assert len(page.table.list_model.lines()) > 160
    assert "Job description: edition 1, draft · 15 lines to fill in" in page.state.text()
    stand_on(screen, "1.4 6)")
    assert "K06" in screen.clause_card.said and screen.clause_card.isVisible()
    press(page.table, Qt.Key.Key_F4)
    assert screen.pages.current == ITEMS
    row = screen.table.current_line
    assert row is not None and row.item.code == "K06"
    press(screen.table, Qt.Key.Key_J, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert screen.pages.current == JOB_DESCRIPTION
    assert page.row is not None and page.row.clause.number == "1.4 6)"


def test_the_edition_of_the_framework_is_not_ended_from_the_job_description(screen: FrameworkScreen) -> None:
    assert screen.end_button.isVisible()
    to_document(screen)
    assert not screen.end_button.isVisible()
    screen.open()
    assert not screen.end_button.isVisible()
    screen.show_page(ITEMS)
    assert screen.end_button.isVisible()


def test_nothing_is_cut_in_a_narrow_window(screen: FrameworkScreen) -> None:
    page = to_document(screen).job_description
    fill(screen, "1.7", "начальнику смены")
    screen.resize(620, 600)
    wide = [page.post_button, page.discard_button, page.papers_button, page.publish_button]
    assert all(one.width() >= one.sizeHint().width() for one in wide if one.isVisible())
    below = page.segments.y() >= page.search.geometry().bottom()
    assert below or page.segments.x() > page.search.geometry().right() + 1


def test_where_acts_would_take_the_room_of_clauses_the_rarer_ones_are_in_a_menu(
    screen: FrameworkScreen, qtbot: QtBot
) -> None:
    page = to_document(screen).job_description
    fill(screen, "1.7", "начальнику смены")
    page.acts.setFixedWidth(2000)
    qtbot.waitUntil(page.post_button.isVisible)
    assert not page.acts.more.isVisible()
    page.acts.setFixedWidth(260)
    qtbot.waitUntil(page.acts.more.isVisible)
    assert page.publish_button.isVisible() and not page.post_button.isVisible()
    first, *_rest, last = page.acts.menu().actions()
    assert (first.text(), last.text()) == (page.post_button.text(), page.discard_button.text())
    last.trigger()
    asked = next(one for one in screen.findChildren(QDialog) if one.isVisible())
    assert asked.windowTitle() == "Discard the draft of the job description?"
    asked.reject()
    page.acts.setFixedWidth(2000)
    qtbot.waitUntil(page.post_button.isVisible)


@pytest.mark.parametrize(("number", "where"), [("3.1.4 10)", DUTIES), ("1.3", PROFILES), ("2.1.2", DUTIES)])
def test_a_clause_leads_to_its_duty_requirement_or_function_and_that_back_to_it(
    screen: FrameworkScreen, number: str, where: int
) -> None:
    to_document(screen)
    stand_on(screen, number)
    screen.job_description.go_button.click()
    assert screen.pages.current == where
    if number == "3.1.4 10)":
        assert screen.duties.row is not None and screen.duties.row.duty.code == "D4.10"
    press(screen.focusWidget() or screen.table, Qt.Key.Key_J, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    row = screen.job_description.row
    assert screen.pages.current == JOB_DESCRIPTION
    assert row is not None and row.clause.number == number
    screen.job_description.go_button.click()
    assert screen.pages.current == where
    shown = [one for one in screen.findChildren(QPushButton) if one.isVisible()]
    (beside,) = [one for one in shown if one.text() == "Clause"]
    QTest.mouseClick(beside, Qt.MouseButton.LeftButton)
    assert screen.job_description.row is not None and screen.job_description.row.clause.number == number


def test_a_duty_that_one_comes_upon_later_leads_to_its_own_clause(screen: FrameworkScreen) -> None:
    to_document(screen)
    stand_on(screen, "2.1.2")
    screen.job_description.go_button.click()
    assert screen.pages.current == DUTIES
    screen.show_page(ITEMS)
    screen.show_page(DUTIES)
    duty = screen.duties.row
    assert duty is not None
    screen.to_clause()
    row = screen.job_description.row
    assert screen.pages.current == JOB_DESCRIPTION and row is not None
    assert row.clause.number != "2.1.2" and duty.duty.code in screen.clause_card.said


def test_a_blank_is_filled_by_keys_and_undone(screen: FrameworkScreen, store: Store) -> None:
    to_document(screen)
    fill(screen, "1.7", "начальнику отдела")
    assert next(one for one in kept(store, screen).clauses if one.number == "1.7").text.ru.endswith(
        "начальнику отдела."
    )
    press(screen.job_description.table, Qt.Key.Key_Z, CONTROL)
    assert kept(store, screen).values == {}
    press(screen.job_description.table, Qt.Key.Key_Delete)
    assert kept(store, screen).values == {"1.7": None}
    press(screen.job_description.table, Qt.Key.Key_Delete)
    assert kept(store, screen).values == {}


def test_too_long_a_text_is_refused_and_nothing_typed_is_lost(screen: FrameworkScreen, store: Store) -> None:
    to_document(screen)
    stand_on(screen, "4.9")
    press(screen.job_description.table, Qt.Key.Key_Return)
    form = dialog(screen, ClauseForm)
    form.text.area.setPlainText("x" * 4_001)
    form.take()
    assert form.isVisible() and "4001" in form.text.note
    assert len(form.text.text) == 4_001
    assert kept(store, screen).id == 0


def test_a_line_of_the_model_and_a_blank_of_it_are_not_typed_here(screen: FrameworkScreen) -> None:
    to_document(screen)
    stand_on(screen, "1.4 6)")
    press(screen.job_description.table, Qt.Key.Key_F2)
    assert [one for one in screen.findChildren(QDialog) if one.isVisible()] == []
    assert not screen.job_description.fill_button.isEnabled()
    stand_on(screen, "1.4 40)")
    press(screen.job_description.table, Qt.Key.Key_F2)
    form = dialog(screen, ClauseForm)
    assert form.text.area.isReadOnly()
    form.left_out.setChecked(True)
    form.take()
    assert not form.isVisible()


def test_what_is_to_fill_in_is_shown_alone_and_found(screen: FrameworkScreen) -> None:
    page = to_document(screen).job_description
    page.segments.choose(BLANKS)
    page.segments.chosen.emit(BLANKS)
    assert {one.clause.standing for one in page.table.list_model.lines()} == {Standing.BLANK}
    press(page.table, Qt.Key.Key_F, CONTROL)
    type_in("ничего такого")
    assert page.nothing.isVisible()
    assert "No clause found" in {one.text() for one in page.nothing.findChildren(QLabel)}


def test_a_job_description_without_blanks_says_that_it_is_complete(screen: FrameworkScreen) -> None:
    page = to_document(screen).job_description
    assert page.record is not None
    clauses = tuple(one for one in page.record.clauses if one.standing is not Standing.BLANK)
    page.record = replace(page.record, clauses=clauses)
    page.segments.choose(BLANKS)
    page.segments.chosen.emit(BLANKS)
    assert page.nothing.isVisible()
    assert "Nothing left to fill in" in {one.text() for one in page.nothing.findChildren(QLabel)}


def primary(screen: FrameworkScreen) -> list[QPushButton]:
    every = (one for one in screen.findChildren(QPushButton) if one.isVisible())
    return [one for one in every if one.property("kind") == "primary"]


def test_an_edition_is_published_and_the_next_says_what_it_changes_for_whom(
    screen: FrameworkScreen, store: Store
) -> None:
    sample.add(store, "Громов", given="Максим", post="менеджер")
    page = to_document(screen).job_description
    fill(screen, "1.7", "начальнику отдела")
    assert not page.signed_button.isEnabled()
    assert "Publish the job description first" in page.signed_button.toolTip()
    assert [one.text() for one in primary(screen)] == ["Publish…"]
    assert primary(screen) == [page.publish_button], "the draft of the framework is not what is next here"
    page.publish_button.click()
    form = dialog(screen, PublishForm)
    assert "Громов Максим" in form.about.text()
    said = next(one for one in form.findChildren(QLabel) if "line to write on" in one.text())
    assert said.contentsMargins().bottom() >= 8  # apart from the name of the field below
    form.number.line.setFocus()
    type_in("15")
    form.day.line.setFocus()
    type_in("24.11.2026")
    press(form.day.line, Qt.Key.Key_Return, CONTROL)
    record = kept(store, screen)
    assert (record.state, record.paper_number) == (EditionState.PUBLISHED, "15")
    assert not page.publish_button.isEnabled()
    assert primary(screen) == [screen.main_button]
    fill(screen, "1.7", "начальнику смены")
    assert page.signed_button.isEnabled()
    page.changes_button.click()
    changes = dialog(screen, Changes)
    assert changes.table.list_model.rowCount() == 1
    assert "начальнику отдела. смены." in " ".join(changes.words.toPlainText().split())
    changes.accept()


def test_the_model_and_the_job_description_are_published_together(
    screen: FrameworkScreen, store: Store
) -> None:
    first = screen.model.shown
    store.write(documents.fill, first, "1.7", "начальнику отдела")
    store.write(documents.publish, first, "15", None)
    draft = store.write(drafts.begin, first)
    content = store.read(editions.content, draft)
    store.write(drafts.put, draft, edit.reword_duty(content, "D1.1", Text("ставит задачи")))
    screen.open()
    screen.model.show(draft)
    screen.acts.publish()
    form = dialog(screen, PublishModel)
    assert form.both.isChecked()
    form.note.area.setPlainText("задачи")
    form.number.line.setText("16")
    form.take()
    assert not form.isVisible()
    record = store.read(documents.view, draft)
    assert (record.state, record.number, record.paper_number) == (EditionState.PUBLISHED, 2, "16")


def test_a_model_that_went_ahead_of_its_job_description_is_told(
    screen: FrameworkScreen, store: Store
) -> None:
    first = screen.model.shown
    store.write(documents.publish, first, "15", None)
    draft = store.write(drafts.begin, first)
    content = store.read(editions.content, draft)
    store.write(drafts.put, draft, edit.reword_duty(content, "D1.1", Text("ставит задачи")))
    store.write(drafts.publish, draft, "задачи")
    screen.open()
    screen.model.show(draft)
    page = to_document(screen).job_description
    assert "edition 1 was published for an earlier edition" in page.state.text()
    page.changes_button.click()
    changes = dialog(screen, Changes)
    assert [one.difference.new_number for one in changes.table.list_model.lines()] == ["3.1.1 1)"]
    assert any("article 72" in one.text() for one in changes.findChildren(QLabel))
    changes.accept()
    assert page.publish_button.isEnabled()


def test_a_draft_of_it_is_discarded_after_asking(screen: FrameworkScreen, store: Store) -> None:
    page = to_document(screen).job_description
    fill(screen, "1.7", "начальнику отдела")
    assert page.discard_button.isVisible()
    page.discard_button.click()
    asked = next(one for one in screen.findChildren(QDialog) if one.isVisible())
    asked.accept()
    assert kept(store, screen).id == 0


def test_discarding_the_draft_of_it_leaves_the_steps_of_the_model_to_undo(
    drafted: FrameworkScreen, store: Store
) -> None:
    screen, model = drafted, drafted.model
    before = model.content
    model.put(edit.reword_duty(before, "D1.1", Text("ставит задачи")))
    page = to_document(screen).job_description
    fill(screen, "1.7", "начальнику отдела")
    fill(screen, "1.8", "никому")
    press(page.table, Qt.Key.Key_Z, CONTROL)
    page.discard_button.click()
    next(one for one in screen.findChildren(QDialog) if one.isVisible()).accept()
    press(page.table, Qt.Key.Key_Y, CONTROL)
    assert kept(store, screen).id == 0
    press(page.table, Qt.Key.Key_Z, CONTROL)
    assert kept(store, screen).id == 0
    assert store.read(editions.content, model.shown) == before


def test_its_key_and_its_button_lead_to_it_among_the_documents(screen: FrameworkScreen) -> None:
    page = to_document(screen).job_description
    asked: list[str] = []
    screen.papers_wanted.connect(asked.append)
    press(page.table, Qt.Key.Key_E, CONTROL)
    page.papers_button.click()
    assert asked == ["", ""] and screen.papers is not None
    assert screen.papers.first == "job-description"
    assert screen.papers.of["job-description"] == (screen.model.shown,)
