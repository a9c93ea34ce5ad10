"""What of a list is asked about or skipped, and how it comes in after all."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.data import Data
from desktop.kit.form.dialog import Question
from desktop.kit.page import files
from desktop.people.merge.dialog import MergeDialog
from desktop.people.screen import PeopleScreen
from domain.people.roster import Fate
from tests.desktop.conftest import workspace_of
from tests.desktop.frame.test_drops import drop
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


def test_two_rows_of_one_name_are_a_question_and_may_be_merged_after_the_load(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    press(Key.Key_0)
    settle(app, qtbot)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    (pair,) = screen.report.model.lines()
    assert (pair.loaded.surname, pair.other.code) == ("Лебедева", "C-0001")
    assert screen.report.pairs.hasFocus()
    assert surnames(app).count("Лебедева") == 2, "they are never merged by themselves"
    press(Key.Key_Return)
    dialog = dialog_of(app, MergeDialog)
    QTest.keyClick(dialog.merge_button, Key.Key_Return)
    QTest.mouseClick(dialog_of(app, Question).act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: surnames(app).count("Лебедева") == 1, timeout=30_000)  # after a copy of the file
    assert person(app, "Лебедева").code == "C-0001"
    assert app.window.toast.text == "The cards are merged: Лебедева Ирина Олеговна, C-0001"
    assert not screen.report.pairs.isVisible()


def test_a_manager_by_initials_is_asked_once_for_all_rows_that_name_him_so(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "начальники.csv"
    path.write_text(
        "Табельный номер;Фамилия;Имя;ФИО руководителя\n"
        "0500;Яковлев;Илья;Белов А.\n0501;Зуева;Полина;Белов А.\n0502;Юдин;Олег;Белов Артём\n",
        "utf-8",
    )
    screen = choose(app, qtbot, path, monkeypatch)
    assert fates(screen) == {2: "ask", 3: "ask", 4: "new"}
    before = surnames(app)
    press(Key.Key_1)
    settle(app, qtbot)
    assert fates(screen) == {2: "new", 3: "new", 4: "new"}
    assert surnames(app) == before, "nothing is written before the act"
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    boss = person(app, "Белов").id
    assert {person(app, name).manager_id for name in ("Яковлев", "Зуева", "Юдин")} == {boss}


def test_a_namesake_of_the_same_post_and_unit_is_asked_about_before_anything_is_written(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "тёзка.csv"
    path.write_text("Табельный номер;Фамилия;Имя;Должность\n0999;Белов;Артём;оператор\n", "utf-8")
    screen = choose(app, qtbot, path, monkeypatch)
    assert fates(screen) == {2: "ask"}
    assert not screen.load_button.isEnabled()
    press(Key.Key_1)
    settle(app, qtbot)
    assert fates(screen) == {2: "changed"}
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert person(app, "Белов").personnel_no == "0999"
    assert surnames(app).count("Белов") == 1


def test_the_rows_that_were_skipped_are_copied(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ошибки.csv"
    path.write_text(
        "Табельный номер;Фамилия;Имя;Дата приема\n0500;Яковлев;Илья;31.02.2026\n0501;Зуева;Полина;\n", "utf-8"
    )
    screen = choose(app, qtbot, path, monkeypatch)
    press(Key.Key_Delete)
    settle(app, qtbot)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    QTest.mouseClick(screen.report.skipped_button, Qt.MouseButton.LeftButton)
    head, line = QApplication.clipboard().text().split("\n")
    assert head.startswith("Row\tFull name\tPersonnel number")
    assert line.split("\t")[:3] == ["2", "Яковлев Илья", "0500"]
    assert "“31.02.2026” is not a date" in line
    assert app.window.toast.text == "1 skipped row is copied"


def test_the_skipped_rows_are_saved_as_a_file_that_is_mended_and_imported_again(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, saved = tmp_path / "ошибки.csv", tmp_path / "остаток.xlsx"
    path.write_text(
        "Табельный номер;Фамилия;Имя;Дата приема\n0500;Яковлев;Илья;31.02.2026\n0501;Зуева;Полина;\n", "utf-8"
    )
    screen = choose(app, qtbot, path, monkeypatch)
    press(Key.Key_Delete)
    settle(app, qtbot)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    asked: list[Path] = []

    def save_as(_parent: object, _title: str, suggested: Path, _kinds: str) -> Path:
        asked.append(suggested)
        return saved

    monkeypatch.setattr(files, "save_as", save_as)
    QTest.mouseClick(screen.report.save_button, Qt.MouseButton.LeftButton)
    settle(app, qtbot)
    assert asked == [tmp_path / "ошибки, skipped rows.xlsx"], "beside the list"
    book = load_workbook(saved)
    (head, row) = [[cell.value for cell in line] for line in book.active.iter_rows()]
    assert row[:4] == ["Яковлев", "Илья", "0500", "31.02.2026"], "as it was typed, zeros in front too"
    assert head[-1] == "Reason" and "is not a date" in str(row[-1])
    book.active.cell(2, 4).value = "28.02.2026"
    book.save(saved)
    monkeypatch.setattr(files, "open_file", lambda *_asked: saved)
    QTest.mouseClick(screen.report.other_button, Qt.MouseButton.LeftButton)
    settle(app, qtbot)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert "Яковлев" in surnames(app)


def test_the_rows_keep_qts_contract(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("people_import")
    model = screen_of(app).board.table.list_model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    screen = choose(app, qtbot, source, monkeypatch)
    for fate in Fate:
        screen.board.fates.choose(fate)
    assert screen.board.fates.fate is Fate.LEFT_OUT


def test_a_file_that_can_only_be_read_takes_no_list_but_shows_what_it_would_do(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Data, "read_only", property(lambda self: True))
    workspace_of(app).go("people")
    people_screen = workspace_of(app).shown
    assert isinstance(people_screen, PeopleScreen)
    assert people_screen.list_button.accessibleDescription() == "This file is read-only here."
    press(Key.Key_I, CTRL)
    assert workspace_of(app).shown is people_screen
    assert drop(app.window, source)
    settle(app, qtbot)
    screen = screen_of(app)
    press(Key.Key_0)
    settle(app, qtbot)
    assert len(fates(screen)) == 5
    assert screen.load_button.accessibleDescription() == "This file is read-only here."
    before = surnames(app)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert surnames(app) == before


def test_only_the_last_of_many_quick_decisions_is_compared(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "люди.csv"
    path.write_text("Фамилия;Имя\nЛебедева;И.\nБелов;А.\nКим;А.\n", "utf-8")
    screen = choose(app, qtbot, path, monkeypatch)
    assert set(fates(screen).values()) == {"ask"}
    for number in (2, 3, 4):  # before any comparison came back
        screen.board.stand = number
        screen.board.table.stand_on(number)
        screen.decide(0 if number == 2 else 1)
    assert screen.load_button.accessibleDescription() == "The list is being compared."
    settle(app, qtbot)
    assert fates(screen) == {2: "new", 3: "same", 4: "same"}
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert surnames(app).count("Лебедева") == 2
