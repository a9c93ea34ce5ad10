"""Handing in, reading, correcting; and a mark that the disk refuses."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from db.file.store import Store, StoreError
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from domain.assessing.evidence import COMMENT_FIELD
from domain.assessing.sheet import SheetState
from domain.errors import TooLong
from domain.mark import Mark, State
from tests.desktop.assessing.sheet.walk import CTRL, SHIFT, Walk, focused, press, type_digits


def ask(walk: Walk, qtbot: QtBot) -> Question:
    """Press the key that submits and return the question."""
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    found = [one for one in walk.screen.findChildren(Question) if one.isVisible()]
    assert len(found) == 1
    qtbot.waitUntil(found[0].isActiveWindow)
    return found[0]


def answer(question: Question, walk: Walk, qtbot: QtBot, *, act: bool = True) -> None:
    """Press the act or the safe answer; the window gets the focus back, as a window manager gives it."""
    (question.act if act else question.safe).click()
    walk.screen.activateWindow()
    qtbot.waitUntil(walk.screen.isActiveWindow)


def press_link(link: QPushButton, walk: Walk, qtbot: QtBot) -> None:
    """Press it; the window gets the focus back, as a window manager gives it."""
    link.click()
    walk.screen.activateWindow()
    qtbot.waitUntil(walk.screen.isActiveWindow)


def consequence(question: Question) -> list[str]:
    return question.accessibleDescription().splitlines()


def test_the_question_counts_what_is_missing_and_the_safe_answer_has_the_focus(
    walk: Walk, qtbot: QtBot
) -> None:
    type_digits("4" + "2" * 56)
    question = ask(walk, qtbot)
    lines = consequence(question)
    assert lines[0] == "14 competencies without a mark will be recorded as “question not asked”."
    assert lines[1].startswith(f"{len(walk.filed.without_fact)} marks need a fact and have none: K01")
    assert lines[-1] == "After that the sheet is read-only."
    assert focused() is question.safe
    answer(question, walk, qtbot, act=False)
    assert walk.filed.state is SheetState.DRAFT
    assert focused() is walk.screen.table


def test_a_complete_sheet_has_nothing_missing_and_a_primary_button(walk: Walk, qtbot: QtBot) -> None:
    for code in [row.item.code for row in walk.filed.rows if row.critical]:
        walk.go(code)
        walk.write("seen")
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Home)
    assert walk.screen.header.submit.property("kind") == "secondary"
    type_digits("2" * 71)
    assert walk.screen.header.submit.property("kind") == "primary"
    assert consequence(ask(walk, qtbot)) == ["After that the sheet is read-only."]


def test_critical_ones_without_a_mark_stand_first_and_lead_back(walk: Walk, qtbot: QtBot) -> None:
    critical = [row.item.code for row in walk.filed.rows if row.critical]
    type_digits("2")
    question = ask(walk, qtbot)
    rest = critical[1:] if critical[0] == "K01" else critical
    assert question.accessibleDescription().startswith(
        f"{len(rest)} critical competencies have no mark: {rest[0]}"
    )
    assert question.act.property("kind") == "secondary"
    assert isinstance(question, SubmitQuestion)
    assert [link.text() for link in question.critical] == rest[:8]
    press_link(question.critical[0], walk, qtbot)
    assert walk.code == rest[0] and walk.filed.state is SheetState.DRAFT


def test_submitting_writes_the_reasons_and_the_sheet_can_only_be_read(walk: Walk, qtbot: QtBot) -> None:
    type_digits("33")
    with qtbot.waitSignal(walk.screen.submitted) as heard:
        answer(ask(walk, qtbot), walk, qtbot)
    assert heard.args == [walk.filed.case_id]
    assert walk.filed.state is SheetState.SUBMITTED
    assert walk.marks[1:3] == [Mark.rated(3), Mark(State.NOT_ASKED)]
    assert walk.screen.banner.text.startswith("The sheet was submitted on ")
    assert not walk.screen.header.submit.isVisible()
    type_digits("0")
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert walk.marks[0] == Mark.rated(3)
    assert walk.said == "This sheet is read-only"
    walk.write("x")
    assert walk.screen.texts.editor.text == ""
    press(Qt.Key.Key_Escape)
    assert focused() is walk.screen.table


def test_half_typed_text_is_saved_with_the_sheet(walk: Walk, qtbot: QtBot) -> None:
    walk.cut_off("K01", "half")
    walk.screen.open(1)
    question = ask(walk, qtbot)
    assert "Text typed but not saved will be saved: K01." in consequence(question)
    answer(question, walk, qtbot)
    assert walk.filed.state is SheetState.SUBMITTED
    assert walk.fact("K01") == "half"


def test_a_mark_whose_fact_is_typed_does_not_lack_one(walk: Walk, qtbot: QtBot) -> None:
    type_digits("4")
    walk.cut_off("K01", "half")
    walk.screen.open(1)
    question = ask(walk, qtbot)
    assert isinstance(question, SubmitQuestion)
    assert "Text typed but not saved will be saved: K01." in consequence(question)
    assert "needs a fact" not in consequence(question)
    assert "K01" not in [link.text() for link in question.links]


def test_a_typed_comment_is_no_fact(walk: Walk, qtbot: QtBot) -> None:
    type_digits("4")
    walk.cut_off("K01", "half", COMMENT_FIELD)
    walk.screen.open(1)
    assert "1 mark needs a fact and has none: K01." in consequence(ask(walk, qtbot))


def test_a_half_typed_text_that_is_too_long_keeps_the_sheet_a_draft(walk: Walk, qtbot: QtBot) -> None:
    walk.write("")
    walk.screen.texts.editor.field.setPlainText("x" * 6000)
    with qtbot.captureExceptions():
        press(Qt.Key.Key_Escape)
    walk.go("K05")
    question = ask(walk, qtbot)
    with qtbot.captureExceptions() as raised:
        answer(question, walk, qtbot)
    assert [kind for kind, _error, _trace in raised] == [TooLong]
    assert walk.filed.state is SheetState.DRAFT
    assert walk.code == "K01"
    assert len(walk.screen.texts.editor.text) == 6000
    assert focused() is walk.screen.texts.editor.field
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(focused(), "shorter")
    press(Qt.Key.Key_Escape)
    assert (walk.fact("K01"), walk.half_typed()) == ("shorter", [])


def test_a_correction_asks_why_and_is_the_next_revision(walk: Walk, qtbot: QtBot) -> None:
    type_digits("3")
    answer(ask(walk, qtbot), walk, qtbot)
    walk.screen.banner.act.click()
    (dialog,) = walk.screen.findChildren(ReasonDialog)
    dialog.act_button.click()
    assert dialog.isVisible(), "a reason is required"
    QTest.keyClicks(dialog.text, "a wrong line")
    dialog.act_button.click()
    walk.screen.activateWindow()
    qtbot.waitUntil(walk.screen.isActiveWindow)
    revised = walk.store.read(sheets.sheet, walk.screen.model.sheet_id, 1)
    assert (revised.revision, revised.state) == (2, SheetState.DRAFT)
    assert "correction 1" in walk.screen.header.findChildren(type(walk.screen.header.progress))[1].text()
    press(Qt.Key.Key_Home)
    type_digits("1")
    revised = walk.store.read(sheets.sheet, revised.id, 1)
    assert revised.rows[0].mark == Mark.rated(1)
    assert walk.marks[0] == Mark.rated(3), "the submitted sheet stays as it is"


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file of this process grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_mark_that_was_not_written_is_offered_again(walk: Walk, qtbot: QtBot) -> None:
    type_digits("2")
    with qtbot.captureExceptions() as raised, no_room():
        type_digits("3")
    assert len(raised) == 1
    assert issubclass(raised[0][0], StoreError)
    assert walk.code == "K02", "the row waits"
    assert walk.screen.model.row("K02").mark is None, "what is seen is what is in the file"
    assert walk.marks[:2] == [Mark.rated(2), None]
    assert walk.screen.stack.count() == 1
    assert walk.said == "K02: not saved: 3"
    walk.screen.filters.again.click()
    assert walk.marks[:2] == [Mark.rated(2), Mark.rated(3)]
    assert walk.code == "K03"
    assert not walk.screen.filters.again.isVisible()


def test_an_undo_that_was_not_written_changes_nothing(walk: Walk, qtbot: QtBot) -> None:
    type_digits("2")
    with qtbot.captureExceptions() as raised, no_room():
        press(Qt.Key.Key_Z, CTRL)
    assert len(raised) == 1
    assert walk.mark("K01") == Mark.rated(2)
    assert walk.screen.model.row("K01").mark == Mark.rated(2)


def test_a_text_that_was_not_written_stays_in_the_editor(walk: Walk, qtbot: QtBot) -> None:
    walk.write("kept")
    with qtbot.captureExceptions() as raised, no_room():
        press(Qt.Key.Key_Tab)
    assert len(raised) == 1
    assert walk.screen.texts.editor.isVisible()
    assert walk.screen.texts.editor.text == "kept"
    press(Qt.Key.Key_Tab)
    assert walk.fact("K01") == "kept"


def test_a_file_that_can_only_be_read_takes_no_marks(
    walk: Walk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "read_only", True)
    walk.screen.open(1)
    type_digits("3")
    assert set(walk.marks) == {None}
    assert walk.said == "This sheet is read-only"


def test_the_marks_without_a_fact_are_listed_and_each_leads_to_its_row(walk: Walk, qtbot: QtBot) -> None:
    type_digits("4" * 12)
    question = ask(walk, qtbot)
    assert isinstance(question, SubmitQuestion)
    lacking = [row.item.code for row in walk.filed.without_fact]
    assert len(lacking) == 12
    assert [link.text() for link in question.links] == [*lacking[:8], "Show all 12"]
    press_link(question.links[4], walk, qtbot)
    assert (walk.code, walk.filed.state) == (lacking[4], SheetState.DRAFT)
    again = ask(walk, qtbot)
    assert isinstance(again, SubmitQuestion)
    press_link(again.links[-1], walk, qtbot)
    model = walk.screen.model
    shown = [row.item.code for row in map(model.row_at, range(model.rowCount())) if row is not None]
    assert shown == lacking
    assert focused() is walk.screen.table


def test_a_reason_for_no_level_needs_no_fact(walk: Walk) -> None:
    side, model = walk.screen.card.side, walk.screen.model
    code = next(one.item.code for one in walk.filed.rows if one.critical and one.in_scope)
    side.show_row(model.row(code))
    assert side.needed.text() == "needed: critical", "it will, whatever level is given"
    walk.go(code)
    walk.screen.rating.put(Mark(State.NOT_ASKED))
    side.show_row(model.row(code))
    assert side.needed.text() == ""
