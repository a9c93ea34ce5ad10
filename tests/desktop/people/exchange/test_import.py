"""A list of people is looked at, decided row by row and loaded in one act, by keys alone."""

from pathlib import Path
from threading import Event

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.journal import journal
from desktop.app import App
from desktop.kit.form.dialog import Question
from desktop.kit.page import files
from desktop.office.intake import recognising
from desktop.people.exchange.columns_dialog import ColumnsDialog
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.shared.encoding_dialog import EncodingDialog
from domain.people.person import Person, PersonKind
from domain.people.roster import Fate, Field
from domain.progress import Progress
from reports.intake import file as intake
from tests.desktop.conftest import workspace_of
from tests.desktop.frame.test_drops import drop
from tests.desktop.office import strangers
from tests.desktop.people.exchange.asking import dialog_of
from tests.desktop.people.exchange.conftest import LIST
from tests.desktop.people.exchange.hands import (
    CTRL,
    NONE,
    Key,
    choose,
    fates,
    focused,
    person,
    press,
    row,
    screen_of,
    settle,
    surnames,
)
from tests.desktop.people.hands import active


def test_a_list_copied_from_a_spreadsheet_is_pasted_as_if_it_were_a_file(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    press(Key.Key_I, CTRL)
    screen = screen_of(app)
    QApplication.clipboard().setText(LIST.replace(";", "\t"))
    press(Key.Key_V, CTRL)
    settle(app, qtbot)
    assert fates(screen) == {2: "changed", 3: "same", 4: "ask", 5: "new", 6: "new"}
    press(Key.Key_Delete)
    settle(app, qtbot)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert screen.report.isVisible()
    assert {"Яковлев", "Зуева"} <= set(surnames(app))


def test_a_list_is_pasted_on_the_list_of_people(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    QApplication.clipboard().setText(LIST.replace(";", "\t"))
    press(Key.Key_V, CTRL)
    settle(app, qtbot)
    assert fates(screen_of(app)) == {2: "changed", 3: "same", 4: "ask", 5: "new", 6: "new"}


def test_a_list_pasted_for_a_surname_is_no_name_and_its_import_is_offered(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    press(Key.Key_Insert)
    dialog = dialog_of(app, PersonDialog)
    QTest.keyClicks(focused(), "A")
    QApplication.clipboard().setText(LIST.replace(";", "\t"))
    press(Key.Key_V, CTRL)
    assert dialog.surname.text == "A", "what was typed stays, and the list is not taken for a name"
    assert dialog.pasted.isVisible()
    assert dialog.pasted.told.text() == "6 lines were not pasted: this form is for one person."
    QTest.mouseClick(dialog.pasted.import_button, Qt.MouseButton.LeftButton)
    settle(app, qtbot)
    assert not app.window.findChildren(PersonDialog), "the form gives way to the list"
    assert fates(screen_of(app)) == {2: "changed", 3: "same", 4: "ask", 5: "new", 6: "new"}


def test_a_long_list_pasted_for_a_surname_is_whole(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    press(Key.Key_Insert)
    dialog = dialog_of(app, PersonDialog)
    text = "\n".join(f"Sidorov{number}\tIvan\tIvanovich\toperator" for number in range(2_000))
    QApplication.clipboard().setText(text)
    press(Key.Key_V, CTRL)
    with qtbot.waitSignal(dialog.pasted.wanted) as wanted:
        QTest.mouseClick(dialog.pasted.import_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [text]
    settle(app, qtbot)


def test_one_name_copied_with_its_line_end_is_a_name(app: App) -> None:
    workspace_of(app).go("people")
    press(Key.Key_Insert)
    dialog = dialog_of(app, PersonDialog)
    QApplication.clipboard().setText("Яковлев\r\n")
    press(Key.Key_V, CTRL)
    assert dialog.surname.text == "Яковлев"
    assert not dialog.pasted.isVisible()


def test_a_list_goes_from_the_file_to_people_by_keys_alone(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    assert fates(screen) == {2: "changed", 3: "same", 4: "ask", 5: "new", 6: "new"}
    assert screen.header.findChild(QWidget) is not None
    assert row(screen) == 4, "one stands on the row that waits"
    assert not screen.load_button.isEnabled()
    told = "Fix, resolve or skip these rows first: 1 to be decided."
    assert screen.load_button.accessibleDescription() == told
    assert screen.why.isVisible()
    assert screen.why.text() == screen.load_button.accessibleDescription(), "it is said in sight as well"
    before = surnames(app)
    press(Key.Key_1)
    settle(app, qtbot)
    assert fates(screen)[4] == "changed"
    assert surnames(app) == before, "nothing is written before the act"
    assert screen.load_button.text() == "Import 4 people"
    assert not screen.why.isVisible()
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert screen.report.isVisible()
    assert [cap for cap, _what in screen.keys] == ["Ctrl+I", "Ctrl+Shift+S", "Esc"]
    assert screen.report.fact.text() == "“люди.csv” was imported: 2 added, 2 changed, 1 without a change."
    assert "1 unit was created: Смена А." in screen.report.rest.text()
    assert person(app, "Белов").post == "мастер"
    assert (person(app, "Лебедева").post, person(app, "Лебедева").unit) == ("менеджер", "Смена А")
    assert (person(app, "Зуева").unit, person(app, "Зуева").kind) == ("Смена А", PersonKind.EMPLOYEE)
    assert app.data is not None
    assert app.data.read(journal.verify) == ()
    assert screen.report.people_button.hasFocus()
    press(Key.Key_Return)
    assert isinstance(workspace_of(app).shown, PeopleScreen)


def test_all_of_a_list_is_one_act_of_the_journal(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(app, qtbot, source, monkeypatch)
    assert app.data is not None
    before = app.data.read(journal.head)[0]
    press(Key.Key_0)
    settle(app, qtbot)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert app.data.read(journal.head)[0] == before + 1


def test_the_russian_layout_leads_there_and_decides(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("people")
    QTest.simulateEvent(focused(), True, ord("Ш"), CTRL, "", False, -1)
    screen = screen_of(app)
    screen.load_file(source)
    settle(app, qtbot)
    QTest.keyClick(screen.board.table, Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    settle(app, qtbot)
    assert fates(screen)[4] == "changed"


def test_a_list_dropped_on_the_window_is_looked_at(app: App, qtbot: QtBot, source: Path) -> None:
    assert drop(app.window, source)
    settle(app, qtbot)
    assert fates(screen_of(app))[4] == "ask"


def test_the_jump_box_leads_to_it(app: App) -> None:
    press(Key.Key_K, CTRL)
    box = workspace_of(app).jump_box
    assert box is not None
    QTest.keyClicks(box.edit, "load people")
    lines = box.model.lines()
    assert lines[0].cap == "Ctrl+I", [one.title for one in lines]
    press(Key.Key_Return)
    assert screen_of(app).nothing.act.hasFocus()


def test_a_row_is_left_out_and_taken_in_again(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    press(Key.Key_Delete)
    settle(app, qtbot)
    assert (fates(screen)[4], row(screen)) == ("left_out", 4)
    assert screen.load_button.text() == "Import 3 people"
    press(Key.Key_Delete)
    settle(app, qtbot)
    assert fates(screen)[4] == "ask"


def test_several_rows_are_left_out_at_once(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    settle(app, qtbot)
    assert set(fates(screen).values()) == {"left_out"}
    assert screen.load_button.accessibleDescription() == "There is nothing new in the list."


def test_errors_have_their_cells_and_their_own_filter(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workbook()
    made.worksheets[0].append(["Фамилия", "Имя", "Дата приёма", "Таб. № руководителя"])
    made.worksheets[0].append(["Зуева", "Полина", "31.02.2026", "9999"])
    made.worksheets[0].append(["Орлов", "Денис", "01.02.2026", ""])
    made.save(tmp_path / "люди.xlsx")
    screen = choose(app, qtbot, tmp_path / "люди.xlsx", monkeypatch)
    line = screen.board.table.current_line
    assert line is not None
    assert (
        line.texts[-1]
        == "C2: “31.02.2026” is not a date; D2: no manager has the number, code or full name “9999”"
    )
    press(Key.Key_PageDown, CTRL)
    assert screen.board.fates.fate is Fate.WRONG
    assert fates(screen) == {2: "wrong"}
    press(Key.Key_PageDown, CTRL)
    assert screen.board.not_found.isVisible()
    assert screen.board.not_found.act.hasFocus()
    press(Key.Key_Return)
    assert len(fates(screen)) == 2
    QTest.keyClick(screen.board.table, Key.Key_Delete)
    settle(app, qtbot)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert "Орлов" in surnames(app)
    assert "Зуева" not in surnames(app)


def test_columns_are_changed_and_remembered_for_the_next_list(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "один.csv", tmp_path / "два.csv"
    first.write_text("Кого;Чем занят\nОрлов Денис;супервайзер\n", "utf-8")
    second.write_text("Чем занят;Кого\nмастер;Громов Пётр\n", "utf-8")
    screen = choose(app, qtbot, first, monkeypatch)
    assert screen.board.no_columns.isVisible()
    press(Key.Key_Return)
    dialog = dialog_of(app, ColumnsDialog)
    assert not dialog.take_button.isEnabled()
    assert dialog.take_button.accessibleDescription() == "Choose a column with a name or a personnel number."
    QTest.keyClick(dialog.boxes[Field.FULL_NAME], Key.Key_Down)
    assert dialog.boxes[Field.FULL_NAME].currentText() == "A · Кого (Орлов Денис)"
    for _time in range(2):
        QTest.keyClick(dialog.boxes[Field.POST], Key.Key_Down)
    QTest.keyClick(dialog, Key.Key_Return)
    app.window.activateWindow()  # the system does that when a dialog closes; offscreen nobody does
    settle(app, qtbot)
    qtbot.waitUntil(screen.board.table.hasFocus)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert (person(app, "Орлов").given, person(app, "Орлов").post) == ("Денис", "супервайзер")
    screen.load_file(second)
    settle(app, qtbot)
    assert fates(screen) == {2: "new"}
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert (person(app, "Громов").given, person(app, "Громов").post) == ("Пётр", "мастер")


def test_a_column_holds_one_field(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    press(Key.Key_F2)
    dialog = dialog_of(app, ColumnsDialog)
    dialog.boxes[Field.CODE].setCurrentIndex(1)
    twice = "Column A is selected twice: Personnel number, Code."
    assert dialog.take_button.accessibleDescription() == twice
    QTest.keyClick(dialog, Key.Key_Escape)
    assert fates(screen)[2] == "changed", "Esc changes nothing"


def test_another_sheet_and_another_kind_are_chosen(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workbook()
    made.worksheets[0].title = "Штат"
    made.worksheets[0].append(["Фамилия"])
    made.worksheets[0].append(["Орлов"])
    made.create_sheet("Резерв").append(["Фамилия"])
    made["Резерв"].append(["Громов"])
    made.save(tmp_path / "люди.xlsx")
    screen = choose(app, qtbot, tmp_path / "люди.xlsx", monkeypatch)
    sheets = screen.board.source.sheets
    sheets.setFocus()
    QTest.keyClick(sheets, Key.Key_Down)
    settle(app, qtbot)
    assert sheets.currentText() == "Sheet: Резерв"
    QTest.keyClick(screen.board.source.kinds, Key.Key_Down)
    settle(app, qtbot)
    QTest.keyClick(screen.board.table, Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert person(app, "Громов").kind is PersonKind.CANDIDATE
    assert "Орлов" not in surnames(app)


def test_what_cannot_be_read_is_told_with_its_place_and_the_list_before_stays(
    app: App, qtbot: QtBot, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b'a;b\n"open;c\n')
    screen.load_file(bad)
    settle(app, qtbot)
    assert workspace_of(app).trouble.text == (
        "A line is broken: a quotation mark is open. Place: line 2. Nothing was taken from it. Fix the line."
    )
    assert len(fates(screen)) == 5
    assert screen.looked is not None
    assert screen.looked.people.path == source


def test_people_changed_meanwhile_refuse_the_whole_list_and_it_is_compared_anew(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    press(Key.Key_1)
    settle(app, qtbot)
    assert app.data is not None
    app.data.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Зуева", given="Полина"))
    before = surnames(app)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert surnames(app) == before
    assert screen.banner.text.startswith("The people in the file have changed since the list was compared.")
    assert (fates(screen)[4], fates(screen)[6]) == ("changed", "ask"), "what was decided holds"


def test_a_stop_in_the_middle_writes_nothing_and_keeps_the_list(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "люди.csv"
    path.write_text("Фамилия\n" + "".join(f"Тестов{n}\n" for n in range(1500)), "utf-8")
    screen = choose(app, qtbot, path, monkeypatch)
    before = surnames(app)
    app.jobs.progressed.connect(app.window.progress.cancel.click)
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert surnames(app) == before
    assert app.window.toast.text == "Cancelled: Importing people"
    assert screen.load_button.isEnabled()
    assert len(fates(screen)) == 1500


def test_the_end_of_other_work_does_not_offer_to_import_the_list_again(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    press(Key.Key_1)
    settle(app, qtbot)
    gate, held = Event(), list[str]()

    def over(_done: bool) -> None:  # after the signal that a job is over, before that of the import can come
        held.append(screen.load_button.accessibleDescription())

    app.jobs.run(lambda _progress: gate.wait(60), over, "")
    press(Key.Key_Return, CTRL)
    assert screen.load_button.accessibleDescription() == "The file is being imported."
    gate.set()
    qtbot.waitUntil(lambda: bool(held))
    assert held == ["The file is being imported."], "it still waits for its own end"
    settle(app, qtbot)
    assert screen.report.isVisible()


def test_coming_back_while_the_list_is_imported_does_not_show_it_again_as_if_it_were_not(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = choose(app, qtbot, source, monkeypatch)
    press(Key.Key_1)
    settle(app, qtbot)
    gate, told = Event(), list[bool]()
    app.jobs.run(lambda _progress: gate.wait(30), told.append, "")
    press(Key.Key_Return, CTRL)
    assert app.data is not None
    app.data.changed.emit(frozenset({"person"}))
    workspace_of(app).go("people")
    workspace_of(app).to_import()
    gate.set()
    settle(app, qtbot)
    assert screen.report.isVisible() and screen.looked is None


def test_letters_that_are_not_certain_are_chosen_by_their_words(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "люди.csv"
    path.write_bytes("Name;Title\nJosé Núñez;clerk\nBjörk Sample;aide\n".encode("mac_roman"))
    screen = choose(app, qtbot, path, monkeypatch)
    assert screen.looked is None
    dialog = active(dialog_of(app, EncodingDialog))
    while "José, Núñez" not in dialog.sample.text():
        press(Key.Key_Down)
    assert dialog.box.currentText() == "Western, Mac"
    press(Key.Key_Return)
    settle(app, qtbot)
    assert screen.looked is not None
    assert [one.name for one in screen.looked.roster.entries] == ["Núñez José", "Sample Björk"]


def test_dates_that_can_be_read_in_two_ways_are_asked_before_the_load(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "люди.csv"
    path.write_text("Name,Hire date,Salary\nAnna Sample,01/02/2025,1\nTotal,,1\n", "utf-8")
    screen = choose(app, qtbot, path, monkeypatch)
    assert screen.board.left_out.text() == "Columns not read: C Salary. Rows that are no people: 3 “Total”."
    assert not screen.load_button.isEnabled() and "“01/02/2025” can be read in two ways" in screen.why.text()
    orders = screen.board.source.orders
    assert orders.isVisible()
    orders.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    settle(app, qtbot)
    assert orders.currentText() == "Dates: the month first"
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert str(person(app, "Sample").hired_on) == "2025-01-02"
    assert "Columns not read: C Salary." in screen.report.rest.text()


def test_a_file_that_is_read_for_ever_is_stopped_by_a_click(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "recognised_as", strangers.never_told_to_stop)
    app.jobs.progressed.connect(app.window.progress.cancel.click)
    screen = choose(app, qtbot, source, monkeypatch)
    assert app.window.toast.text == "Cancelled: Reading the files"
    assert screen.looked is None and screen.nothing.isVisible()


def test_a_file_that_ends_the_process_reading_it_is_refused_and_the_next_is_read(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as once:
        once.setattr(recognising, "recognised_as", strangers.a_crash)
        screen = choose(app, qtbot, source, monkeypatch)
    assert screen.looked is None
    told = workspace_of(app).trouble.text
    said = "The file ended the process that was reading it. Nothing was taken from it."
    assert told.startswith(f"“люди.csv” is not imported. {said}")
    assert fates(choose(app, qtbot, source, monkeypatch))


def test_the_template_is_saved_and_read_back_without_a_question(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "шаблон.xlsx"

    def answer(_parent: QWidget, _title: str, suggested: Path, _kinds: str) -> Path:
        assert suggested.name == "List of people.xlsx"
        return target

    monkeypatch.setattr(files, "save_as", answer)
    workspace_of(app).go("people_import")
    press(Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle(app, qtbot)
    assert app.window.toast.text == "Saved 1 file"
    (head,) = intake.read(target, Progress()).lines
    assert head.cells[:3] == ("Personnel number", "Surname", "Given name")


def test_another_language_keeps_the_list_and_what_was_decided(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(app, qtbot, source, monkeypatch)
    press(Key.Key_1)
    settle(app, qtbot)
    workspace_of(app).language_chosen.emit("ru")
    settle(app, qtbot)
    screen = screen_of(app)
    assert fates(screen)[4] == "changed"
    assert screen.load_button.text() == "Загрузить 4 человек"
    line = screen.board.table.list_model.line(0)
    assert line is not None
    assert line.texts[-1] == "Должность: оператор → мастер"


def test_esc_leads_back_and_the_list_waits(
    app: App, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(app, qtbot, source, monkeypatch)
    press(Key.Key_Escape)
    assert isinstance(workspace_of(app).shown, PeopleScreen)
    press(Key.Key_Insert)
    QTest.keyClick(QApplication.activeModalWidget() or app.window, Key.Key_Escape, NONE)
    app.window.activateWindow()
    workspace_of(app).go("people")
    press(Key.Key_I, CTRL)
    assert len(fates(screen_of(app))) == 5


def test_leaving_the_file_asks_while_a_list_is_not_loaded(
    app: App, qtbot: QtBot, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.desktop.conftest import new_file

    (tmp_path / "files").mkdir(exist_ok=True)
    choose(app, qtbot, source, monkeypatch)
    drop(app.window, new_file(tmp_path / "files" / "South.merilo", "another long password"))
    settle(app, qtbot)
    question = app.window.findChild(Question)
    assert question is not None
    assert question.accessibleDescription() == "The list “люди.csv” was previewed but not imported."
