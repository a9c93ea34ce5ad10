"""A form that was open when the file was locked is open again after it, with what was filled in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from desktop.app import App
from desktop.assessing.sheet.facts.editor import Words
from desktop.assessing.sheet.screen import SheetScreen
from desktop.development.forms.dialogs import ActionForm, MeetingForm
from desktop.development.screen import PlanScreen
from desktop.hiring.campaign.vacancy_screen import VacancyScreen
from desktop.hiring.decision.screen import DecisionScreen
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.kit.form.reopening import reopen
from desktop.people.person_dialog import PersonDialog
from desktop.people.rows import Rows
from desktop.people.screen import PeopleScreen
from desktop.start.new_file import NewFileCard, RecoveryCard
from desktop.start.unlock import LockedCard, UnlockCard
from desktop.start.welcome import WelcomeCard
from desktop.team.cycle.new_screen import NewCycleScreen
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.db.planned import Planned, copied, planned
from tests.desktop.conftest import (
    PASSWORD,
    Start,
    at_rest,
    card_of,
    new_file,
    read_whole,
    unlock,
    workspace_of,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the list of names while one types

Key = Qt.Key
LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan(tmp_path: Path) -> Planned:
    """A plan in a file that is closed."""
    (tmp_path / "files").mkdir(exist_ok=True)
    one = copied(tmp_path / "files" / "North.merilo", planned, new_file, PASSWORD)
    one.store.close()
    return one


@pytest.fixture
def app(start: Start, plan: Planned, qtbot: QtBot) -> App:
    app = unlock(start(plan.store.path), qtbot)
    assert app.window.start is not None
    app.window.start.actor_chosen.emit(plan.boss)
    qtbot.waitUntil(lambda: app.window.workspace is not None and at_rest(app) and read_whole(app))
    return app


def lock_and_open(app: App, qtbot: QtBot) -> None:
    """Lock by the key where the keys are, until the file is closed; then give the password."""
    if QApplication.activeModalWidget() is None:
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
    on = QApplication.focusWidget() or app.window
    QTest.keyClick(on, Key.Key_L, LOCK)
    qtbot.waitUntil(lambda: app.data is None, timeout=60_000)
    qtbot.waitUntil(lambda: not app.window.findChildren(KeptDialog))  # no form is left behind the page
    edit = card_of(app, LockedCard).edit
    QTest.keyClicks(edit, PASSWORD)
    QTest.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.workspace is not None and at_rest(app) and read_whole(app))


def shown[S: QWidget](app: App, kind: type[S]) -> S:
    screen = workspace_of(app).shown
    assert isinstance(screen, kind)
    return screen


def form_of[F: KeptDialog](app: App, kind: type[F], qtbot: QtBot) -> F:
    """Return the form of this kind that is in front."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=60_000)
    form = app.window.findChild(kind)
    assert form is not None
    with qtbot.waitActive(form):
        pass
    return form


def type_in(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def test_the_form_of_a_new_person(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    shown(app, PeopleScreen).add_person()
    type_in(form_of(app, PersonDialog, qtbot).surname.line, "Lebedev")
    lock_and_open(app, qtbot)
    form = form_of(app, PersonDialog, qtbot)
    assert form.surname.line.text() == "Lebedev"
    assert form.restored.isVisible()
    form.reject()
    lock_and_open(app, qtbot)
    assert app.window.findChild(PersonDialog) is None, "one that was closed stays closed"


def test_the_field_being_typed_in_has_the_focus_again_with_the_caret_at_its_end(
    app: App, qtbot: QtBot
) -> None:
    workspace_of(app).go("people")
    shown(app, PeopleScreen).add_person()
    form = form_of(app, PersonDialog, qtbot)
    type_in(form.surname.line, "Lebedev")
    type_in(form.given.line, "Pav")
    lock_and_open(app, qtbot)
    form = form_of(app, PersonDialog, qtbot)
    QTest.keyClicks(form.focusWidget(), "el")
    assert (form.surname.line.text(), form.given.line.text()) == ("Lebedev", "Pavel")
    assert form.given.line.hasFocus() and not form.surname.line.hasSelectedText()
    type_in(form.surname.line, "a")
    lock_and_open(app, qtbot)
    form = form_of(app, PersonDialog, qtbot)
    QTest.keyClicks(form.focusWidget(), "!")
    assert form.surname.line.text() == "Lebedeva!", "nor is it selected in the first field"


def test_the_line_of_a_list_being_typed_in_has_the_focus_again(app: App, plan: Planned, qtbot: QtBot) -> None:
    workspace_of(app).go("people", plan.person)
    shown(app, PeopleScreen).edit_person()
    form = form_of(app, PersonDialog, qtbot)
    adds = [one for one in form.findChildren(Rows) if one.name == "education"]
    for _line in range(2):
        QTest.keyClick(adds[0].add_button, Key.Key_Space)
    edit = adds[0].rows[-1].fields[1].edit
    assert isinstance(edit, QLineEdit)
    type_in(edit, "Nor")
    lock_and_open(app, qtbot)
    form = form_of(app, PersonDialog, qtbot)
    QTest.keyClicks(form.focusWidget(), "th")
    again = next(one for one in form.findChildren(Rows) if one.name == "education").rows[-1].fields[1].edit
    assert isinstance(again, QLineEdit) and again.text() == "North"


def test_the_form_of_the_person_who_was_current(app: App, plan: Planned, qtbot: QtBot) -> None:
    workspace_of(app).go("people", plan.person)
    shown(app, PeopleScreen).edit_person()
    form = form_of(app, PersonDialog, qtbot)
    form.given.line.selectAll()
    type_in(form.given.line, "Daniel")
    lock_and_open(app, qtbot)
    again = shown(app, PeopleScreen)
    assert again.person is not None and again.person.id == plan.person
    assert form_of(app, PersonDialog, qtbot).given.line.text() == "Daniel"


def test_an_action_and_a_meeting_of_a_plan(app: App, plan: Planned, qtbot: QtBot) -> None:
    workspace_of(app).go("plan", plan.plan)
    screen = shown(app, PlanScreen)
    third = [one for one in screen.model.lines if one.goal is not None][2]
    screen.table.stand_on(third.key)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Key.Key_Insert)
    form = form_of(app, ActionForm, qtbot)
    type_in(form.text.area, "Listen to ten recordings")
    lock_and_open(app, qtbot)
    assert shown(app, PlanScreen).table.current_key == third.key
    form = form_of(app, ActionForm, qtbot)
    assert form.text.area.toPlainText() == "Listen to ten recordings"
    form.reject()
    screen = shown(app, PlanScreen)
    screen.table.stand_on(("meetings", 0))
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Key.Key_Insert)
    type_in(form_of(app, MeetingForm, qtbot).day.line, "12.12.2026")
    lock_and_open(app, qtbot)
    assert form_of(app, MeetingForm, qtbot).day.line.text() == "12.12.2026"


def test_a_vacancy_being_opened(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("vacancy")
    type_in(shown(app, VacancyScreen).vacancy_page.title.line, "Second line")
    lock_and_open(app, qtbot)
    assert shown(app, VacancyScreen).vacancy_page.title.line.text() == "Second line"


def test_a_cycle_being_opened(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("new_cycle")
    edit = shown(app, NewCycleScreen).period_page.title.line
    edit.selectAll()
    type_in(edit, "Winter")
    lock_and_open(app, qtbot)
    assert shown(app, NewCycleScreen).period_page.title.line.text() == "Winter"


def test_a_conclusion_being_written(app: App, plan: Planned, qtbot: QtBot) -> None:
    workspace_of(app).go("decision", plan.case)
    QTest.keyClick(shown(app, DecisionScreen).table, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    form = shown(app, DecisionScreen).conclusion.form
    type_in(form.reasons, "Strong in talks")
    lock_and_open(app, qtbot)
    again = shown(app, DecisionScreen).conclusion.form
    assert again.isVisible(), "on the tab where it is"
    assert again.reasons.toPlainText() == "Strong in talks"


def test_a_form_that_cannot_be_opened_again_is_told(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    shown(app, PeopleScreen).add_person()
    form_of(app, PersonDialog, qtbot).asked = None  # as of one that a longer way led to
    type_in(form_of(app, PersonDialog, qtbot).surname.line, "Lebedev")
    lock_and_open(app, qtbot)
    qtbot.waitUntil(lambda: "What you had filled in is kept" in app.window.toast.text, timeout=60_000)
    assert app.window.findChild(PersonDialog) is None
    shown(app, PeopleScreen).add_person()
    assert form_of(app, PersonDialog, qtbot).surname.line.text() == "Lebedev"


def test_nothing_is_told_of_a_form_in_which_nothing_was_filled_in(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    shown(app, PeopleScreen).add_person()
    form_of(app, PersonDialog, qtbot).asked = None
    lock_and_open(app, qtbot)
    QTest.qWait(0)  # by now it would have been told
    assert not app.window.toast.text


def test_a_form_about_a_row_that_is_gone_is_not_opened_about_another(
    app: App, plan: Planned, qtbot: QtBot
) -> None:
    workspace_of(app).go("people", plan.person)
    shown(app, PeopleScreen).edit_person()
    form = form_of(app, PersonDialog, qtbot)
    assert form.asked is not None
    form.reject()
    shown(app, PeopleScreen).open(plan.boss)
    assert not reopen(form.asked, shown(app, PeopleScreen))
    assert QApplication.activeModalWidget() is None


def created(start: Start, qtbot: QtBot) -> App:
    """Make a new file as on the first day, and come into it."""
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.new, Key.Key_Space)
    card = card_of(app, NewFileCard)
    for edit in (card.password, card.again):
        QTest.keyClicks(edit, PASSWORD)
        QTest.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    recovery = card_of(app, RecoveryCard)
    QTest.keyClick(recovery.check, Key.Key_Space)
    QTest.keyClick(recovery.check, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.workspace is not None and at_rest(app) and read_whole(app))
    return app


def test_a_file_locked_in_the_run_that_made_it_opens_again_at_the_comment_being_typed(
    start: Start, qtbot: QtBot
) -> None:
    app = created(start, qtbot)
    assert app.data is not None and app.me is not None
    person = app.data.write(people.add, Person(surname="Tarasov"))
    workspace_of(app).go("sheet", app.data.write(assessments.start, person, app.me.id, Role.HR))
    screen = shown(app, SheetScreen)
    codes = [row.item.code for row in screen.model.sheet.scope]
    screen.table.setFocus()
    for code in codes[:3]:
        screen.table.go_to(screen.model.line_of(code))
        screen.rating.give(Mark.rated(2))
    screen.texts.write(codes[2], Words.COMMENT)
    QTest.keyClicks(screen.texts.comment.field, "Ask about the shift")
    lock_and_open(app, qtbot)
    again = shown(app, SheetScreen)
    assert again.table.code == codes[2]
    assert again.texts.comment.is_open and again.texts.comment.text == "Ask about the shift"


def test_a_file_closed_in_the_run_that_made_it_asks_for_its_password(start: Start, qtbot: QtBot) -> None:
    app = created(start, qtbot)
    app.opening.close_file()
    assert card_of(app, UnlockCard).isVisible()
