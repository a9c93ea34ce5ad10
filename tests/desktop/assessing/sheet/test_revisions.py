"""A correction hides nothing: every revision is reached, with its reason and what it changes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import people, revisions
from db.assessing.sheet import sheets
from desktop.assessing.sheet.table.table import SheetTable
from desktop.people.card.history import history
from domain.mark import Mark
from tests.desktop.assessing.sheet.walk import TODAY, Walk


def corrected(walk: Walk) -> tuple[int, int]:
    """Hand the sheet in, correct one mark, hand the correction in; return both revisions."""
    store, first = walk.store, walk.filed.id
    rows = walk.filed.scope
    store.write(sheets.enter, first, {one.item.id: (Mark.rated(2), "") for one in rows})
    store.write(sheets.submit, first)
    second = store.write(sheets.revise, first, "a shift was forgotten")
    store.write(sheets.rate, second, rows[0].item.id, Mark.rated(3))
    store.write(sheets.submit, second)
    return first, second


def test_the_second_revision_says_why_what_differs_and_leads_to_the_first(walk: Walk, qtbot: QtBot) -> None:
    first, second = corrected(walk)
    screen, code = walk.screen, walk.filed.scope[0].item.code
    screen.open(second)
    bar = screen.revisions
    assert bar.isVisible()
    told = bar.told.text().replace("\u00a0", " ")
    assert "Reason for the correction: a shift was forgotten." in told
    assert f"Changed marks: {code} 2 → 3." in told
    look = bar.buttons[first]
    assert isinstance(look, QPushButton)
    assert look.text().startswith("Version 1, submitted ")
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    assert screen.model.sheet_id == first
    assert screen.model.row(code).mark == Mark.rated(2)
    assert "does not count" in screen.revisions.told.text()
    assert not screen.banner.act.isVisible(), "only the one that counts is corrected"


def test_a_sheet_that_is_only_read_promises_no_keys_that_do_nothing(walk: Walk) -> None:
    _first, second = corrected(walk)
    walk.screen.open(second)
    caps = [cap for cap, _words in walk.screen.keys]
    assert not {"0–4", "5–9", "Del", "Ctrl+Z", "Ctrl+Shift+Enter"} & set(caps)
    assert "Alt+←" in caps


def test_a_sheet_handed_in_leads_to_the_result(walk: Walk, qtbot: QtBot) -> None:
    screen, banner = walk.screen, walk.screen.banner
    assert not banner.result.isVisible(), "a draft has none"
    _first, second = corrected(walk)
    screen.open(second)
    assert banner.result.isVisible() and banner.act.text() == "Correct…"
    with qtbot.waitSignal(banner.result_wanted) as asked:
        QTest.mouseClick(banner.result, Qt.MouseButton.LeftButton)
    assert asked.args == [walk.filed.case_id]


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu
def test_a_row_has_a_menu_only_while_something_can_be_done_with_it(walk: Walk) -> None:
    screen, table = walk.screen, walk.screen.table
    menu = ask_for_menu(table)
    assert menu is not None and menu.actions()
    menu.close()
    _first, second = corrected(walk)
    screen.open(second)
    assert ask_for_menu(table) is None


def ask_for_menu(table: SheetTable) -> QMenu | None:
    """Press the menu key on the current row."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.viewport(), event)
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def test_the_history_keeps_the_first_revision_and_the_result_that_it_gave(walk: Walk) -> None:
    first, second = corrected(walk)
    person = walk.filed.person.id
    me = walk.filed.assessor.id
    card = walk.store.read(people.card, person, me, TODAY)
    moments = history(card, me)
    told = {one.title: one for one in moments}
    assert told["Sheet submitted"].sheet_id == first
    assert told["Sheet corrected"].sheet_id == second
    assert "a shift was forgotten" in told["Sheet corrected"].detail
    assert {"Result is ready", "Result corrected"} <= set(told)


def test_a_correction_under_way_takes_nothing_from_the_history(walk: Walk) -> None:
    first, _second = corrected(walk)
    third = walk.store.write(sheets.revise, first, "once more")
    found = walk.store.read(revisions.revisions, third, walk.filed.assessor.id)
    assert [one.revision for one in found.handed_in] == [1, 2]
    card = walk.store.read(people.card, walk.filed.person.id, walk.filed.assessor.id, TODAY)
    assert len([one for one in history(card, walk.filed.assessor.id) if one.title.startswith("Sheet")]) == 2


def test_the_key_of_documents_leads_from_a_sheet_to_its_form_and_later_to_what_was_handed_in(
    walk: Walk,
) -> None:
    screen, case = walk.screen, walk.filed.case_id
    asked: list[str] = []
    screen.papers_wanted.connect(asked.append)
    screen.open(walk.filed.id)
    QTest.keyClick(screen.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == [""] and screen.papers is not None
    assert screen.papers.of == {"sheet": (case,), "sheet-keys": (case,), "answer-form": (case,)}
    walk.store.write(sheets.submit, walk.filed.id)
    screen.open(walk.filed.id)
    assert screen.papers.of == {"sheet-filled": (case,)}
    assert ("Ctrl+E", "documents") in screen.keys
    QTest.keyClick(screen.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["", ""]
