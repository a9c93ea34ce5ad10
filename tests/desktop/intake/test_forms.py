"""Forms of assessors let fall on the window of somebody else."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlmodel import Session, col, select

from db import models
from db.assessing import assessments, one_offs, people
from db.assessing.sheet import answer_forms, sheets
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.home.screen import HomeScreen
from desktop.intake.dialog import Brought
from desktop.intake.form_dialog import FormDialog
from desktop.kit.form.dialog import Question
from desktop.kit.reading_order import tab_stops
from domain.assessing.sheet import SheetState
from domain.errors import Withdrawn
from domain.mark import Role
from domain.people.person import Person
from domain.progress import Progress
from reports.assessing import answer_form_xlsx
from reports.book.answer_form_columns import Column
from resources.i18n import words
from tests.desktop.conftest import TODAY, Start, new_file, unlock, workspace_of
from tests.desktop.hiring.campaign.hands import texts
from tests.desktop.intake.test_door import let_fall, shown


def filled_form(
    app: App, surname: str, assessor: int, folder: Path, *, whole: bool = False, level: int = 3
) -> tuple[int, Path]:
    """Begin an assessment, send its form and fill in one level, or all; return sheet and file."""
    assert app.data is not None
    person = app.data.write(people.add, Person(surname=surname))
    sheet_id = app.data.write(assessments.start, person, assessor, Role.MANAGER)
    case_id = app.data.read(sheets.sheet, sheet_id, assessor).case_id
    app.data.write(answer_forms.send, case_id)
    (paper,) = app.data.read(answer_forms.papers, case_id, TODAY)
    path = folder / f"{surname}.xlsx"
    answer_form_xlsx.write(paper, path, Progress(), words("en"))
    book = load_workbook(path)
    page = book.worksheets[0]
    at = next(number for number, cell in enumerate(page[1], 1) if cell.value == Column.MARK)
    for row in range(3, (page.max_row if whole else 3) + 1):
        page.cell(row, at, level)
    book.save(path)
    return sheet_id, path


def come_in(start: Start, folder: Path, qtbot: QtBot) -> tuple[App, int, int]:
    """Open a file as HR; return also the ids of HR and of a manager."""
    app = unlock(start(new_file(folder / "files" / "Two.merilo", actors=2)), qtbot)
    assert app.window.start is not None and app.data is not None
    hr, manager = (one.id for one in app.data.read(people.actors))
    app.window.start.actor_chosen.emit(hr)
    return app, hr, manager


def rest(app: App, qtbot: QtBot) -> None:
    """Wait until the file that was let fall is read."""
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)


def accept(app: App, path: Path, qtbot: QtBot) -> None:
    """Let a form fall on the window, and accept it."""
    let_fall(app, qtbot, path)
    shown(app, FormDialog).act.click()


def marks(app: App, sheet_id: int, assessor: int) -> int:
    assert app.data is not None
    return sum(row.mark is not None for row in app.data.read(sheets.sheet, sheet_id, assessor).rows)


def last_act(app: App) -> tuple[str, int | None]:
    def read(session: Session) -> tuple[str, int | None]:
        row = session.exec(select(models.Journal).order_by(col(models.Journal.seq).desc())).first()
        assert row is not None
        return row.act, row.actor_id

    assert app.data is not None
    return app.data.read(read)


def test_each_of_several_forms_is_shown_and_accepted_without_becoming_its_assessor(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, hr, manager = come_in(start, tmp_path, qtbot)
    made = [filled_form(app, name, manager, tmp_path) for name in ("Orlov", "Lebedev", "Titov")]
    let_fall(app, qtbot, *(path for _sheet, path in made))
    QTest.keyClick(shown(app, Brought).go_button, Qt.Key.Key_Return)
    rest(app, qtbot)
    for number, (sheet_id, _path) in enumerate(made):
        space = workspace_of(app)
        assert isinstance(space.shown, HomeScreen)
        assert marks(app, sheet_id, manager) == 0
        shown(app, FormDialog).act.click()
        assert marks(app, sheet_id, manager) == 1
        assert last_act(app) == ("accept_form", manager)
        assert app.me is not None and app.me.id == hr
        assert space.intake.files.isVisible() is (number < 2)
        if number < 2:
            assert made[number + 1][1].name in space.intake.files.text
            space.intake.files.act.click()
            rest(app, qtbot)
    app.window.toast.link.click()
    assert marks(app, made[2][0], manager) == 0
    app.window.close()
    app.close()


def test_looking_at_a_form_changes_nothing(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    app, hr, manager = come_in(start, tmp_path, qtbot)
    _sheet, path = filled_form(app, "Orlov", manager, tmp_path)
    before = last_act(app)
    let_fall(app, qtbot, path)
    QTest.keyClick(shown(app, FormDialog), Qt.Key.Key_Escape)
    assert last_act(app) == before
    assert app.me is not None and app.me.id == hr
    assert isinstance(workspace_of(app).shown, HomeScreen)
    app.window.close()
    app.close()


def test_ones_own_form_is_shown_before_the_way_to_its_sheet(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, hr, _manager = come_in(start, tmp_path, qtbot)
    sheet_id, path = filled_form(app, "Orlov", hr, tmp_path)
    let_fall(app, qtbot, path)
    assert isinstance(workspace_of(app).shown, HomeScreen)
    shown(app, FormDialog).act.click()
    sheet = workspace_of(app).shown
    assert isinstance(sheet, SheetScreen)
    assert sheet.model.sheet_id == sheet_id
    assert not sheet.talking
    assert marks(app, sheet_id, hr) == 1
    sheet.undo_last()
    assert marks(app, sheet_id, hr) == 0
    app.window.close()
    app.close()


def test_the_fact_of_the_row_one_stands_on_is_read_whole(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    app, _hr, manager = come_in(start, tmp_path, qtbot)
    _sheet, path = filled_form(app, "Orlov", manager, tmp_path)
    told = "Called the plant back at night, named the norm and both exceptions, and wrote them down. " * 20
    book = load_workbook(path)
    page = book.worksheets[0]
    at = next(number for number, cell in enumerate(page[1], 1) if cell.value == Column.FACT)
    page.cell(3, at, told)
    book.save(path)
    let_fall(app, qtbot, path)
    dialog = shown(app, FormDialog)
    assert dialog.fact.isVisible() and dialog.fact.text() == told.strip()
    bar = dialog.below.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert dialog.below in tab_stops(dialog), "what does not fit is reached by the keys"
    while bar.value() < bar.maximum():
        before = bar.value()
        QTest.keyClick(dialog.below, Qt.Key.Key_PageDown)
        assert bar.value() > before
    dialog.reject()
    app.window.close()
    app.close()


def test_whether_the_sheet_of_a_full_form_is_handed_in_is_asked(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, _hr, manager = come_in(start, tmp_path, qtbot)
    sheet_id, path = filled_form(app, "Orlov", manager, tmp_path, whole=True)
    accept(app, path, qtbot)
    assert last_act(app) == ("accept_form", manager)
    shown(app, Question).act.click()
    assert last_act(app) == ("submit", manager)
    assert app.data is not None
    assert app.data.read(sheets.sheet, sheet_id, manager).state is SheetState.SUBMITTED
    app.window.close()
    app.close()


def test_a_form_without_the_facts_that_its_levels_need_says_so_before_it_is_accepted_and_submitted(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, _hr, manager = come_in(start, tmp_path, qtbot)
    sheet_id, path = filled_form(app, "Orlov", manager, tmp_path, whole=True, level=4)
    assert app.data is not None
    scope = app.data.read(sheets.sheet, sheet_id, manager).scope
    said = f"{len(scope)} marks need a fact and have none: {scope[0].item.code}, "
    let_fall(app, qtbot, path)
    dialog = shown(app, FormDialog)
    assert dialog.lacking.isVisible() and dialog.lacking.text().startswith(said)
    assert "fact needed" in dialog.table.list_model.as_text(range(3))
    dialog.act.click()
    question = shown(app, Question)
    assert said in question.accessibleDescription()
    question.reject()
    assert app.data.read(sheets.sheet, sheet_id, manager).state is SheetState.DRAFT
    app.window.close()
    app.close()


def test_a_form_with_mistakes_names_the_rows_to_correct_but_no_level(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, hr, manager = come_in(start, tmp_path, qtbot)
    assert app.data is not None
    sheet_id, path = filled_form(app, "Orlov", manager, tmp_path, whole=True)
    sheet = app.data.read(sheets.sheet, sheet_id, manager)
    app.data.write(sheets.open_sheet, sheet.case_id, hr, Role.HR)
    codes = [row.item.code for row in sheet.scope]
    book = load_workbook(path)
    page = book.worksheets[0]
    at = next(number for number, cell in enumerate(page[1], 1) if cell.value == Column.MARK)
    for row, typed in ((3, 5), (4, "2-3"), (6, None)):
        page.cell(row, at, typed).value = typed
    book.save(path)
    let_fall(app, qtbot, path)
    dialog = shown(app, FormDialog)
    said = texts(dialog)
    assert f"not taken: 2 ({codes[0]}, {codes[1]}) · no mark: 1 ({codes[3]})" in said
    assert "2-3" not in said and not dialog.table.isVisible()
    dialog.act.click()
    assert app.window.toast.text.endswith(f"marks: {len(codes) - 3}, no mark: 3")
    app.window.close()
    app.close()


def test_who_should_not_look_at_the_marks_is_told_no_code_that_would_tell_its_level(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, hr, manager = come_in(start, tmp_path, qtbot)
    assert app.data is not None
    sheet_id, path = filled_form(app, "Orlov", manager, tmp_path, whole=True, level=0)
    sheet = app.data.read(sheets.sheet, sheet_id, manager)
    app.data.write(sheets.open_sheet, sheet.case_id, hr, Role.HR)
    critical, n = [row.item.code for row in sheet.scope if row.critical], len(sheet.scope)
    let_fall(app, qtbot, path)
    dialog = shown(app, FormDialog)
    said = dialog.lacking.text()
    assert said.startswith(f"{n} marks need a fact and have none. Critical: {critical[0]}, ")
    assert said.endswith("In the workbook, “fact needed” stands in the row.")
    others = {row.item.code for row in sheet.scope} - set(critical)
    assert others and not any(code in said for code in others), "only levels 0 and 4 need one there"
    dialog.show_button.click()
    assert dialog.lacking.text().startswith(f"{n} marks need a fact and have none: K0")
    dialog.reject()
    app.window.close()
    app.close()


def test_the_form_can_still_be_taken_back_if_its_sheet_could_not_be_handed_in(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, _hr, manager = come_in(start, tmp_path, qtbot)
    data, forms = app.data, workspace_of(app).intake.forms
    assert data is not None
    sheet_id, path = filled_form(app, "Orlov", manager, tmp_path, whole=True)
    accept(app, path, qtbot)
    case_id = data.read(sheets.sheet, sheet_id, manager).case_id
    data.write(one_offs.take_back, case_id, "wrong person")
    shown(app, Question).act.click()
    assert "withdrawn" in workspace_of(app).trouble.text
    with pytest.raises(Withdrawn):  # it is tried, and its own refusal is told
        forms.take_back()
    app.window.close()
    app.close()


def test_who_owes_a_sheet_about_the_same_person_sees_no_mark_unasked(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app, hr, manager = come_in(start, tmp_path, qtbot)
    assert app.data is not None
    sheet_id, path = filled_form(app, "Orlov", manager, tmp_path)
    case_id = app.data.read(sheets.sheet, sheet_id, manager).case_id
    app.data.write(sheets.open_sheet, case_id, hr, Role.HR)
    let_fall(app, qtbot, path)
    dialog = shown(app, FormDialog)
    assert not dialog.table.isVisible()
    assert "A form is an open answer" in texts(dialog)
    before = last_act(app)
    dialog.show_button.click()
    assert dialog.table.isVisible() and not dialog.show_button.isVisible()
    assert before[0] != "look_at_form" and last_act(app) == ("look_at_form", hr)
    assert "You owe a sheet about the same person" in texts(dialog), "why one should not stays in sight"
    assert "3 · " in dialog.table.list_model.as_text(range(dialog.table.list_model.rowCount()))
    dialog.reject()
    app.window.close()
    app.close()
