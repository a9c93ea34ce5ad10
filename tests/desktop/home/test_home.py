"""The overview offers one next step, whatever the file holds."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.home import overview
from db.people import form_drafts
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.form_drafts import Form
from desktop.home.screen import HomeScreen
from desktop.home.words import due_by, due_words
from desktop.intake.door import Door
from desktop.kit.form.dialog import Question
from desktop.kit.page.steps import Steps
from desktop.people.assessment_dialog import AssessmentDialog
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from domain.assessing.case import CycleKind
from domain.home.due import Due, Kind, Opens
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from resources import i18n
from tests.desktop.conftest import PASSWORD, TODAY, Start, unlock, workspace_of
from tests.desktop.home.home import home, popup, primaries, rows, texts, with_people, with_sheets

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_an_empty_file_offers_three_ways_to_begin(start: Start, file: Path, qtbot: QtBot) -> None:
    screen = home(unlock(start(file), qtbot))
    told = texts(screen)
    assert "The file is ready. Where do we start?" in told
    assert {"Assess a candidate", "Set up a team", "See an example"} <= set(told)
    assert primaries(screen) == ["New assessment"]
    assert screen.primary is not None
    assert screen.primary.hasFocus()


def test_an_empty_file_takes_in_what_is_there_already(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Door] = []
    monkeypatch.setattr(Door, "choose", lambda door: asked.append(door))
    screen = home(unlock(start(file), qtbot))
    buttons = {one.text(): one for one in screen.findChildren(QPushButton)}
    buttons["Import a job description, people or levels…"].click()
    assert len(asked) == 1


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
    assert form.kind.value is (PersonKind.CANDIDATE if leads_on else PersonKind.EMPLOYEE)
    QTest.keyClicks(form.surname.edit, "Orlova")
    QTest.keyClick(form.surname.edit, Key.Key_Return)
    following = QApplication.activeModalWidget()
    assert isinstance(following, AssessmentDialog) == leads_on
    if isinstance(following, AssessmentDialog):
        assert "Orlova" in texts(following)
        following.reject()


def test_a_sheet_begun_by_mistake_is_deleted_from_where_one_is_and_no_way_leads_there(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    store = Store.open(file, PASSWORD)
    me = store.read(people.actors)[0].id
    store.act_as(me)
    person = store.write(people.add, Person(surname="Tarasov", given="Kirill"))
    sheet_id = store.write(assessments.start, person, me, Role.HR)
    store.close()
    app = unlock(start(file), qtbot)
    workspace = workspace_of(app)
    workspace.go("sheet", sheet_id)
    screen = workspace.shown
    assert isinstance(screen, SheetScreen)
    (act,) = [one for one in screen.actions() if one.objectName() == "withdraw_assessment"]
    assert act.isEnabled()
    act.trigger()
    (question,) = [one for one in screen.findChildren(Question) if one.isVisible()]
    question.act.click()
    assert isinstance(workspace.shown, HomeScreen)
    assert app.data is not None
    assert app.data.read(people.card, person, me, TODAY).cases == ()
    workspace.go("assessment")
    assert workspace.place[0] in ("campaigns", "assessment", "cycles"), "not to the sheet that is gone"


@pytest.mark.parametrize("key", ["N", "T"])
def test_the_ways_have_keys(start: Start, file: Path, qtbot: QtBot, key: str) -> None:
    app = unlock(start(file), qtbot)
    QTest.keyClick(home(app).primary, key, CTRL)
    assert isinstance(workspace_of(app).shown, PeopleScreen)


def test_a_draft_is_the_next_step_and_space_goes_on_with_it(start: Start, file: Path, qtbot: QtBot) -> None:
    sheet_id = with_sheets(file, "Tarasov")["Tarasov"]
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert "Continue the interview: Tarasov Kirill" in texts(screen)
    assert primaries(screen) == ["Continue"]
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
    QTest.keyClick(app.window.focusWidget(), Key.Key_Return, CTRL | SHIFT)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    QTest.keyClick(question.act, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, ResultScreen)
    assert shown.board is not None
    assert shown.board.gaps.list is not None
    assert app.window.focusWidget() is shown.board.gaps.list


def test_of_many_things_the_first_are_shown_and_all_are_counted(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "MOST", 1)
    with_sheets(file, "Tarasov", "Orlov", "Belov", submitted=("Belov",))
    screen = home(unlock(start(file), qtbot))
    assert rows(screen) == ["Candidate decision: Belov K."]
    assert "the first 1 of 2 things" in texts(screen)


def test_arrows_lead_from_the_next_step_through_what_waits_and_enter_opens(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    made = with_sheets(file, "Tarasov", "Orlov", "Belov", submitted=("Belov",))
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert rows(screen) == ["Candidate decision: Belov K.", "Continue the interview: Tarasov K."]
    assert "2 things" in texts(screen)
    QTest.keyClick(screen.primary, Key.Key_Down)
    assert screen.due_list.hasFocus()
    QTest.keyClick(screen.due_list, Key.Key_Down)
    QTest.keyClick(screen.due_list, Key.Key_Up)
    QTest.keyClick(screen.due_list, Key.Key_Up)
    assert screen.primary.hasFocus()
    QTest.keyClick(screen.primary, Key.Key_Down)
    QTest.keyClick(screen.due_list, Key.Key_End)
    QTest.keyClick(screen.due_list, Key.Key_Return)
    assert workspace_of(app).place == ("sheet", made["Tarasov"])
    QTest.keyClick(workspace_of(app), "1", CTRL)
    first = screen.due_list.visualRect(screen.due_model.index(screen.due_model.rows()[0], 0))
    QTest.mouseClick(screen.due_list.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
    assert workspace_of(app).place[0] == "decision"


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu
def test_another_sheet_is_chosen_from_a_menu(start: Start, file: Path, qtbot: QtBot) -> None:
    made = with_sheets(file, "Tarasov", "Orlov & Co")
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert screen.step.other.isVisible()
    QTest.keyClick(screen.step.other, Key.Key_Space)
    menu = popup()
    assert [action.text() for action in menu.actions()] == ["Tarasov Kirill, 1 of 71"]
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert workspace_of(app).place == ("sheet", made["Tarasov"])


def test_the_next_step_is_painted_before_the_rest_is_read_and_does_not_move_then(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    with_sheets(file, "Tarasov", "Lebedeva")
    painted: list[tuple[bool, bool, QRect]] = []

    def place() -> QRect:
        go = home(app).step.go
        return QRect(go.mapTo(home(app), QPoint()), go.size())

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted.append((home(app).whole, home(app).step.go.hasFocus(), place()))
            return False

    look = Painted()
    app = start(file)
    show = app._show_file  # pyright: ignore[reportPrivateUsage]

    def shown(*arguments: Any) -> None:
        show(*arguments)
        home(app).step.go.installEventFilter(look)

    app._show_file = shown  # pyright: ignore[reportPrivateUsage]
    unlock(app, qtbot)
    qtbot.wait_until(lambda: home(app).due_list.isVisible())
    assert painted[0] == (False, True, place()), "it takes keys from its first paint, where it stays"
    assert home(app).due_model.rows(), "the other draft waits"


def test_the_overview_that_was_read_once_is_read_whole_when_one_comes_back(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    with_sheets(file, "Tarasov")
    app = unlock(start(file), qtbot)
    workspace_of(app).go("people")
    workspace_of(app).go("home")
    assert home(app).whole
    assert "Nothing else is due" in texts(home(app))


def test_one_draft_has_no_other_sheet(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "Tarasov")
    screen = home(unlock(start(file), qtbot))
    assert not screen.step.other.isVisible()
    assert "Nothing else is due" in texts(screen)


def test_the_next_step_says_where_one_stopped_and_goes_on_there(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    with_sheets(file, "Tarasov")
    app = unlock(start(file), qtbot)
    told = next(text for text in texts(home(app)) if text.startswith("The first without a mark: "))
    code = told.removeprefix("The first without a mark: ").split()[0]
    QTest.keyClick(home(app).primary, Key.Key_Return)
    sheet = workspace_of(app).shown
    assert isinstance(sheet, SheetScreen)
    assert sheet.table.code == code
    assert " was saved " in told


def test_without_drafts_the_first_thing_due_is_the_next_step(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "Belov", submitted=("Belov",))
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert "Candidate decision: Belov K." in texts(screen)
    assert primaries(screen) == ["Decide"]
    QTest.keyClick(screen.primary, Key.Key_Return)
    assert workspace_of(app).place[0] == "decision"


def test_a_campaign_says_that_decided_candidates_are_not_counted() -> None:
    day = TODAY + timedelta(days=14)
    due = Due(Kind.CYCLE, day, "Manager", Opens.CAMPAIGN, 1, cycle_kind=CycleKind.HIRING, done=5, total=6)
    assert "5 of 6 submitted, excluding decided candidates" in due_words(due, TODAY).detail
    staff = Due(Kind.CYCLE, day, "IV", Opens.CYCLE, 1, cycle_kind=CycleKind.QUARTERLY, done=5, total=6)
    assert "5 of 6 submitted, due" in due_words(staff, TODAY).detail


def test_a_decision_with_a_lone_colleague_says_nothing_of_differences() -> None:
    due = Due(Kind.DECISION, TODAY, "Ким", Opens.DECISION, 1, total=2)
    assert due_words(due, TODAY).detail.endswith("2 sheets submitted, no differences of two levels")
    assert due_words(replace(due, compared=False), TODAY).detail.endswith("2 sheets submitted")


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu
def test_where_nothing_waits_the_next_step_is_a_new_assessment(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    with_people(file, Person(surname="Belov"))
    screen = home(unlock(start(file), qtbot))
    assert "Nothing due today" in texts(screen)
    assert primaries(screen) == ["New assessment"]
    assert screen.primary.hasFocus()
    QTest.keyClick(screen.primary, Key.Key_Return)
    assert [action.text() for action in popup().actions()] == ["Candidate…", "Employee…"]
    QTest.keyClick(popup(), Key.Key_Escape)


def test_whoever_is_not_assessed_and_what_was_begun_is_the_next_step(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    with_people(file, *(Person(surname=name, kind=PersonKind.EMPLOYEE) for name in ("Belov", "Kim")))
    app = unlock(start(file), qtbot)
    assert "2 employees are not assessed yet" in texts(home(app))
    assert primaries(home(app)) == ["New cycle"]
    assert app.data is not None
    app.data.keep(form_drafts.keep, Form.VACANCY, "", {"title": "Оператор"})
    home(app).open()
    assert "Continue the new vacancy" in texts(home(app))
    QTest.keyClick(home(app).primary, Key.Key_Return)
    assert workspace_of(app).place[0] == "vacancy"


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu
def test_a_digit_opens_what_waits_and_a_day_of_the_calendar_too(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    day = TODAY + timedelta(days=3)
    one, other = (Person(surname=name, basis="Yes", basis_until=day) for name in ("Belov", "Kim"))
    with_people(file, one)
    with_sheets(file, "Orlov")
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: home(app).whole)
    assert rows(home(app)) == ["Consent to keep the data: Belov"]
    QTest.keyClick(home(app).primary, Key.Key_1)
    assert workspace_of(app).place[0] == "people"
    workspace_of(app).go("home")
    assert app.data is not None
    app.data.write(people.add, other)
    home(app).open()
    assert rows(home(app)) == ["2 consents end: Belov, Kim"]
    grid = home(app).calendar.grid
    assert "2 consents end" in grid.accessibleDescription()
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Return)
    assert [action.text() for action in popup().actions()] == [
        f"Consent to keep the data: {name}, 3 days" for name in ("Belov", "Kim")
    ]
    QTest.keyClick(popup(), Key.Key_Return)
    assert workspace_of(app).place[0] == "people"


def test_what_is_due_after_the_last_day_of_the_calendar_is_said_below_it(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    last = TODAY + timedelta(days=34)  # the grid ends with a Sunday, the day before
    with_people(file, Person(surname="Belov", basis="Yes", basis_until=last))
    with_sheets(file, "Orlov")
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: home(app).whole)
    told = home(app).calendar.later
    assert told.isVisible() and told.text().endswith(": 1 consent ends")


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu
@pytest.mark.parametrize(("downs", "chosen"), [(0, "candidate"), (1, "employee")])
def test_new_assessment_asks_by_keys_who_is_to_be_assessed(
    start: Start, file: Path, qtbot: QtBot, downs: int, chosen: str
) -> None:
    with_sheets(file, "Tarasov")
    with_people(file, Person(surname="Belov", kind=PersonKind.EMPLOYEE))
    app = unlock(start(file), qtbot)
    button = next(one for one in home(app).findChildren(QPushButton) if one.text() == "New assessment")
    QTest.keyClick(button, Key.Key_Space)
    menu = popup()
    assert [action.text() for action in menu.actions()] == ["Candidate…", "Employee…"]
    for _ in range(downs):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    assert isinstance(QApplication.activeModalWidget(), PersonDialog) == (chosen == "candidate")
    if chosen == "employee":
        assert len(shown.table.list_model.lines()) == shown.table.count(PersonKind.EMPLOYEE)
        assert shown.table.count() > len(shown.table.list_model.lines())


def test_the_overview_follows_what_is_written_while_it_is_shown(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    made = with_sheets(file, "Tarasov")
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert app.data is not None
    assert app.me is not None
    person = app.data.write(people.add, Person(surname="Soon", basis_until=TODAY))
    qtbot.waitUntil(lambda: rows(screen) == ["Consent to keep the data: Soon"])
    assert screen.primary.hasFocus()
    QTest.keyClick(screen.primary, Key.Key_Down)
    second = app.data.read(sheets.sheet, made["Tarasov"], app.me.id).scope[1]
    app.data.write(sheets.rate, made["Tarasov"], second.item.id, Mark.rated(2))
    qtbot.waitUntil(lambda: "2 of 71" in texts(screen))
    assert screen.due_list.hasFocus()
    assert screen.due_list.current_line is not None
    assert screen.due_list.current_line.due.person_id == person


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_language_changes_while_the_overview_is_shown(
    start: Start, file: Path, qtbot: QtBot, language: str
) -> None:
    with_sheets(file, "Tarasov", "Orlov")
    app = unlock(start(file), qtbot)
    workspace_of(app).language_chosen.emit(language)
    workspace_of(app).theme_chosen.emit("dark")
    told = " ".join((*texts(home(app)), *rows(home(app))))
    assert ("Продолжить интервью: Tarasov K." in told) == (language == "ru")
    assert ("Continue the interview: Tarasov K." in told) == (language == "en")


def test_a_name_with_markup_is_shown_as_it_is(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "<img src=x>")
    screen = home(unlock(start(file), qtbot))
    assert "Continue the interview: <img src=x> Kirill" in texts(screen)
    assert all(label.textFormat() == Qt.TextFormat.PlainText or not label.text() for label in _labels(screen))


def _labels(screen: QWidget) -> list[QLabel]:
    return screen.findChildren(QLabel)


@pytest.mark.parametrize(
    ("days", "told", "late"),
    [
        (None, "", False),
        (0, "Due by {day}", False),
        (9, "Due by {day}", False),
        (-1, "1 day overdue: it was due on {day}", True),
        (-12, "12 days overdue: it was due on {day}", True),
    ],
)
def test_the_next_sheet_says_by_when_it_is_due_and_that_it_is_overdue(
    days: int | None, told: str, late: bool
) -> None:
    day = None if days is None else TODAY + timedelta(days=days)
    words, over = due_by(day, TODAY)
    assert (words, over) == (told.format(day=i18n.current().day_of_month(day)), late)
