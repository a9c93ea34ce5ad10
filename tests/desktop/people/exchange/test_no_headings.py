"""A list of people without a row of headings: nobody in it is taken for one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.people.exchange.columns_dialog import ColumnsDialog
from desktop.people.person_dialog import PersonDialog
from domain.people.person import PersonKind
from domain.people.roster import Field
from tests.desktop.conftest import workspace_of
from tests.desktop.people.exchange.asking import dialog_of
from tests.desktop.people.exchange.hands import (
    CTRL,
    Key,
    choose,
    fates,
    person,
    press,
    screen_of,
    settle,
    surnames,
)

BARE = """\
Орлов Иван Иванович\tЗакупщик\tОтдел закупок
Громова Анна Олеговна\tЗакупщик\tОтдел закупок
Сомов Пётр Петрович\tТехнолог\tОтдел сбыта
"""


def test_a_pasted_list_without_headings_comes_in_whole(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    QApplication.clipboard().setText(BARE)
    press(Key.Key_V, CTRL)
    settle(app, qtbot)
    screen = screen_of(app)
    assert fates(screen) == {1: "new", 2: "new", 3: "new"}
    press(Key.Key_F2)
    dialog = dialog_of(app, ColumnsDialog)
    assert dialog.head.currentText() == "no headings"
    assert not dialog.about.isVisible(), "nothing is remembered of a list without headings"
    assert dialog.boxes[Field.FULL_NAME].currentText() == "A · Орлов Иван Иванович"
    dialog.boxes[Field.POST].setCurrentIndex(2)
    QTest.keyClick(dialog, Key.Key_Return)
    app.window.activateWindow()
    settle(app, qtbot)
    qtbot.waitUntil(screen.board.table.hasFocus)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert {"Орлов", "Громова", "Сомов"} <= set(surnames(app))
    assert (person(app, "Орлов").post, person(app, "Орлов").unit) == ("Закупщик", "Отдел закупок")


def test_a_first_row_is_said_to_be_no_headings(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "люди.csv").write_text("орлов;иван\nгромов;пётр\n", "utf-8")
    screen = choose(app, qtbot, tmp_path / "люди.csv", monkeypatch)
    press(Key.Key_F2)
    dialog = dialog_of(app, ColumnsDialog)
    assert dialog.head.currentText() == "row 1: орлов, иван"
    assert dialog.about.isVisible()
    QTest.keyClick(dialog.head, Key.Key_Up)
    assert not dialog.about.isVisible()
    dialog.boxes[Field.SURNAME].setCurrentIndex(1)
    QTest.keyClick(dialog, Key.Key_Return)
    settle(app, qtbot)
    assert fates(screen) == {1: "new", 2: "new"}


def test_as_long_as_the_columns_are_not_known_they_are_asked_and_nothing_is_counted(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "люди.csv").write_text("Кого;Чем занят\nОрлов Денис;супервайзер\n", "utf-8")
    screen = choose(app, qtbot, tmp_path / "люди.csv", monkeypatch)
    assert screen.board.no_columns.isVisible()
    assert not screen.board.fates.isVisible()
    assert screen.why.text() == "Choose a column with a name or a personnel number."
    assert screen.load_button.accessibleDescription() == screen.why.text()
    screen.match_columns()
    dialog = dialog_of(app, ColumnsDialog)
    dialog.boxes[Field.FULL_NAME].setCurrentIndex(1)
    QTest.keyClick(dialog, Key.Key_Return)
    settle(app, qtbot)
    assert fates(screen) == {2: "new"}
    assert screen.board.fates.isVisible()
    assert not screen.why.isVisible()


@pytest.mark.parametrize("kind", [PersonKind.CANDIDATE, PersonKind.EXTERNAL, PersonKind.EMPLOYEE])
def test_a_list_pasted_into_a_form_is_of_those_whom_the_form_is_for(
    app: App, qtbot: QtBot, kind: PersonKind
) -> None:
    workspace_of(app).go("people")
    press(Key.Key_Insert)
    dialog = dialog_of(app, PersonDialog)
    dialog.kind.box.setCurrentIndex(list(PersonKind).index(kind))
    dialog.surname.line.setFocus()
    QApplication.clipboard().setText(BARE)
    press(Key.Key_V, CTRL)
    QTest.mouseClick(dialog.pasted.import_button, Qt.MouseButton.LeftButton)
    settle(app, qtbot)
    assert screen_of(app).board.source.kinds.currentData() == kind
    assert fates(screen_of(app)) == {1: "new", 2: "new", 3: "new"}
