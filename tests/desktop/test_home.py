"""The overview offers one next step, whatever the file holds."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import assessments, people, sheets
from db.store import Store
from desktop.app import App
from desktop.home.screen import HomeScreen
from desktop.people.assessment_dialog import AssessmentDialog
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.result.screen import ResultScreen
from desktop.widgets.dialog import Question
from desktop.widgets.steps import Steps
from domain.mark import Mark, Role
from domain.person import Person
from tests.desktop.conftest import PASSWORD, Start, unlock, workspace_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def home(app: App) -> HomeScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, HomeScreen)
    return shown


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def with_sheets(path: Path, *names: str, submitted: tuple[str, ...] = ()) -> dict[str, int]:
    """Add candidates with a sheet each, whose first item is rated; return their sheets by surname."""
    store = Store.open(path, PASSWORD)
    me = store.read(people.actors)[0]
    store.act_as(me.id)
    made: dict[str, int] = {}
    for name in names:
        person = store.write(people.add, Person(surname=name, given="Kirill"))
        sheet_id = store.write(assessments.start, person, me.id, Role.HR)
        first = store.read(sheets.sheet, sheet_id, me.id).scope[0]
        store.write(sheets.rate, sheet_id, first.item.id, Mark.rated(3))
        if name in submitted:
            store.write(sheets.submit, sheet_id)
        made[name] = sheet_id
    store.close()
    return made


def test_an_empty_file_offers_three_ways_to_begin(start: Start, file: Path, qtbot: QtBot) -> None:
    screen = home(unlock(start(file), qtbot))
    told = texts(screen)
    assert "The file is ready. Where do we start?" in told
    assert {"Assess a candidate", "Set up a team", "See an example"} <= set(told)
    assert _primaries(screen) == ["New assessment"]
    assert screen.primary is not None
    assert screen.primary.hasFocus()


def _primaries(screen: QWidget) -> list[str]:
    return [
        one.text()
        for one in screen.findChildren(QPushButton)
        if one.isVisible() and one.property("kind") == "primary"
    ]


def test_enter_on_the_first_way_leads_to_people(start: Start, file: Path, qtbot: QtBot) -> None:
    app = unlock(start(file), qtbot)
    QTest.keyClick(home(app).primary, Key.Key_Space)
    assert isinstance(workspace_of(app).shown, PeopleScreen)


@pytest.mark.parametrize(("key", "leads_on"), [("N", True), ("T", False)])
def test_a_name_and_the_talk_can_begin_but_a_team_is_only_added(
    start: Start, file: Path, qtbot: QtBot, key: str, leads_on: bool
) -> None:
    app = unlock(start(file), qtbot)
    QTest.keyClick(home(app).primary, key, CTRL)
    form = QApplication.activeModalWidget()
    assert isinstance(form, PersonDialog)
    form.activateWindow()
    qtbot.waitUntil(form.surname.edit.hasFocus)
    QTest.keyClicks(form.surname.edit, "Orlova")
    QTest.keyClick(form.surname.edit, Key.Key_Return)
    following = QApplication.activeModalWidget()
    assert isinstance(following, AssessmentDialog) == leads_on
    if isinstance(following, AssessmentDialog):
        assert "Orlova" in texts(following)
        following.reject()


@pytest.mark.parametrize("key", ["N", "T"])
def test_the_ways_have_keys(start: Start, file: Path, qtbot: QtBot, key: str) -> None:
    app = unlock(start(file), qtbot)
    QTest.keyClick(home(app).primary, key, CTRL)
    assert isinstance(workspace_of(app).shown, PeopleScreen)


def test_a_draft_is_the_next_step_and_space_goes_on_with_it(start: Start, file: Path, qtbot: QtBot) -> None:
    sheet_id = with_sheets(file, "Tarasov")["Tarasov"]
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert "Continue the assessment: Tarasov Kirill" in texts(screen)
    assert _primaries(screen) == ["Continue"]
    assert screen.findChildren(Steps)[0].accessibleName() == "1 of 71"
    assert screen.primary is not None
    assert screen.primary.hasFocus()
    QTest.keyClick(screen.primary, Key.Key_Space)
    assert workspace_of(app).place == ("sheet", sheet_id)


def test_enter_goes_on_as_the_status_line_says(start: Start, file: Path, qtbot: QtBot) -> None:
    sheet_id = with_sheets(file, "Tarasov")["Tarasov"]
    app = unlock(start(file), qtbot)
    assert ("Enter", "continue") in home(app).keys
    QTest.keyClick(home(app).primary, Key.Key_Return)
    assert workspace_of(app).place == ("sheet", sheet_id)


def test_a_submitted_sheet_leads_to_its_gaps(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "Orlova")
    app = unlock(start(file), qtbot)
    QTest.keyClick(home(app).primary, Key.Key_Return)
    QTest.keyClick(app.window.focusWidget(), Key.Key_0)
    QTest.keyClick(app.window.focusWidget(), Key.Key_Return, CTRL)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    QTest.keyClick(question.act, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, ResultScreen)
    assert shown.board is not None
    assert shown.board.gaps.list is not None
    assert app.window.focusWidget() is shown.board.gaps.list


def test_other_drafts_are_listed_and_results_stand_aside(start: Start, file: Path, qtbot: QtBot) -> None:
    made = with_sheets(file, "Tarasov", "Orlov", "Belov", submitted=("Belov",))
    app = unlock(start(file), qtbot)
    screen = home(app)
    links = {one.accessibleName(): one for one in screen.findChildren(QPushButton) if one.isVisible()}
    assert "1 sheet" in texts(screen)
    listed = [name for name in links if name.startswith("Continue the assessment: ")]
    assert len(listed) == 1
    QTest.keyClick(links[listed[0]], Key.Key_Space)
    assert workspace_of(app).place[1] in (made["Tarasov"], made["Orlov"])
    QTest.keyClick(workspace_of(app), "1", CTRL)
    links = {one.accessibleName(): one for one in home(app).findChildren(QPushButton) if one.isVisible()}
    QTest.keyClick(links["Result: Belov Kirill"], Key.Key_Space)
    assert workspace_of(app).place[0] == "result"


def test_without_drafts_the_next_step_is_a_new_assessment(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "Belov", submitted=("Belov",))
    screen = home(unlock(start(file), qtbot))
    assert "No sheet waits for you" in texts(screen)
    assert _primaries(screen) == ["New assessment"]


def test_a_name_with_markup_is_shown_as_it_is(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "<img src=x>")
    screen = home(unlock(start(file), qtbot))
    assert "Continue the assessment: <img src=x> Kirill" in texts(screen)
    assert all(label.textFormat() == Qt.TextFormat.PlainText or not label.text() for label in _labels(screen))


def _labels(screen: QWidget) -> list[QLabel]:
    return screen.findChildren(QLabel)
