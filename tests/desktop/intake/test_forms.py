"""Forms of assessors let fall on the window of somebody else."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.assessing import answer_forms, assessments, people, sheets
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.intake.dialog import Brought
from desktop.kit.form.dialog import Question
from domain.mark import Role
from domain.people.person import Person
from domain.progress import Progress
from reports.assessing import answer_form_xlsx
from reports.book.answer_form_columns import Column
from resources.i18n import words
from tests.desktop.conftest import TODAY, Start, new_file, unlock, workspace_of
from tests.desktop.intake.test_door import let_fall, shown


def filled_form(app: App, surname: str, assessor: int, folder: Path) -> tuple[int, Path]:
    """Begin an assessment, send its form to the assessor and fill in one level; return sheet and file."""
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
    at = {cell.value: cell.column for cell in page[1]}[Column.MARK]
    page.cell(3, at).value = 3
    book.save(path)
    return sheet_id, path


def test_each_of_several_forms_is_shown_to_its_assessor_and_none_is_lost_on_the_way(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app = unlock(start(new_file(tmp_path / "files" / "Two.merilo", actors=2)), qtbot)
    assert app.window.start is not None and app.data is not None
    hr, manager = (one.id for one in app.data.read(people.actors))
    app.window.start.actor_chosen.emit(hr)
    made = [filled_form(app, name, manager, tmp_path) for name in ("Orlov", "Lebedev", "Titov")]
    let_fall(app, qtbot, *(path for _sheet, path in made))
    QTest.keyClick(shown(app, Brought).go_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    for number, (sheet_id, _path) in enumerate(made):
        assert app.me is not None and app.me.id == manager
        space = workspace_of(app)
        assert isinstance(space.shown, SheetScreen)
        assert space.shown.model.sheet_id == sheet_id
        shown(app, Question).act.click()
        marks = [row.mark for row in app.data.read(sheets.sheet, sheet_id, manager).rows]
        assert sum(mark is not None for mark in marks) == 1
        assert space.files.isVisible() is (number < 2)
        if number < 2:
            assert made[number + 1][1].name in space.files.text
            space.files.act.click()
            qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    app.window.close()
    app.close()
