"""A document is given its number on the screen of documents, and found again in the register."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.papers import issuing
from db.people import register
from desktop.export.register.form import IssueForm
from desktop.export.register.screen import RegisterScreen
from desktop.export.screen import DocumentsScreen
from desktop.kit.page import files
from desktop.office.papers.registry import (
    FAMILIARISATION,
    MODEL_ORDER,
    PLAN,
    REFUSAL_TO_SIGN,
)
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.framework.hands import CONTROL, press


def drawn(screen: DocumentsScreen, qtbot: QtBot, kind: str) -> None:
    screen.show_paper(kind)
    with qtbot.waitSignal(screen.preview.shown, timeout=20_000):
        pass


def test_a_document_gets_its_number_and_stands_in_the_register(
    stage: Stage, store: Store, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Громов", "Яшина"):
        sample.add(store, name, post="менеджер")
    screen = stage.show(DocumentsScreen)
    screen.open()
    drawn(screen, qtbot, FAMILIARISATION)
    assert not screen.issue_button.isEnabled(), "a sheet to sign has no number"
    screen.show_paper(PLAN)
    assert "once it is among the plans" in screen.issue_button.toolTip(), "a draft has none"
    drawn(screen, qtbot, MODEL_ORDER)
    screen.issue_button.click()
    form = screen.findChild(IssueForm)
    assert isinstance(form, IssueForm)
    form.copies.line.setText("два")
    press(form, Qt.Key.Key_Return, CONTROL)
    assert form.copies.note and not store.read(register.register), "nothing typed is lost"
    form.copies.line.setText("2")
    form.signer.line.setText("Е.П. Фомина")
    form.recipients.line.setText("отдел кадров")
    press(form, Qt.Key.Key_Return, CONTROL)
    (line,) = store.read(register.register)
    assert (line.code, line.issue.copies, line.issue.signed_by) == ("1", 2, "Е.П. Фомина")
    drawn(screen, qtbot, REFUSAL_TO_SIGN)
    press(screen.people, Qt.Key.Key_A, CONTROL)
    screen.issue_button.click()
    several = [one for one in screen.findChildren(IssueForm) if one.isVisible()]
    press(several[-1], Qt.Key.Key_Return, CONTROL)
    assert sorted(one.code for one in store.read(register.register, document=REFUSAL_TO_SIGN)) == [
        "1",
        "2",
        "3",
    ]
    listed = stage.show(RegisterScreen)
    listed.open()
    assert listed.table.list_model.rowCount() == 4
    title = listed.table.list_model.index(0, 2).data()
    wide = [listed.table.columnWidth(one) for one in range(7)]
    assert wide[2] == max(wide) > listed.table.fontMetrics().horizontalAdvance(title), "it is the longest"
    listed.search.setText("кадров")
    assert [one.document for one in listed._shown()] == [MODEL_ORDER]  # pyright: ignore[reportPrivateUsage]
    target = tmp_path / "реестр.xlsx"
    monkeypatch.setattr(files, "target", lambda *_: target)
    with qtbot.waitSignal(listed.exported, timeout=20_000):
        listed.save()
    rows = [*openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)]
    assert len(rows) == 2 and rows[1][3] == "1" and rows[1][8] == "отдел кадров"


def test_a_number_given_meanwhile_is_told_and_nothing_that_was_entered_is_lost(
    stage: Stage, store: Store, qtbot: QtBot
) -> None:
    people = [sample.add(store, name) for name in ("Громов", "Яшина")]
    screen = stage.show(DocumentsScreen)
    screen.open()
    drawn(screen, qtbot, REFUSAL_TO_SIGN)
    press(screen.people, Qt.Key.Key_A, CONTROL)
    screen.issue_button.click()
    form = screen.findChild(IssueForm)
    assert isinstance(form, IssueForm)
    form.signer.line.setText("Е.П. Фомина")
    today = stage.context.today()
    assert store.write(issuing.issue, REFUSAL_TO_SIGN, people[0], None, today) == "1"
    press(form, Qt.Key.Key_Return, CONTROL)
    assert form.isVisible() and "1" in form.fault.text()
    assert form.signer.text == "Е.П. Фомина"
    assert len(store.read(register.register)) == 1, "the others got no number either"
    form.reject()
    screen.issue_button.click()
    again = [one for one in screen.findChildren(IssueForm) if one.isVisible()][-1]
    assert again.about.text().endswith(": 1.")
    press(again, Qt.Key.Key_Return, CONTROL)
    count = len(store.read(register.register))
    assert count > 1
    said: list[str] = []
    screen.told.connect(said.append)
    screen.issue_button.click()
    assert said and not [one for one in screen.findChildren(IssueForm) if one.isVisible()], "nothing is asked"
    assert len(store.read(register.register)) == count
