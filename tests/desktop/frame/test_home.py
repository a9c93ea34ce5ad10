"""The overview offers one next step, whatever the file holds."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from db import models
from db.assessing import assessments, cases, cycles, people, sheets
from db.file.store import Store
from db.framework import frameworks
from db.home import overview
from db.journal import journal
from desktop.app import App
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.home import visits
from desktop.home.screen import HomeScreen
from desktop.home.words import due_words
from desktop.intake.door import Door
from desktop.kit.form.dialog import Question
from desktop.kit.page.steps import Steps
from desktop.people.assessment_dialog import AssessmentDialog
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.settings import Settings
from domain.assessing.case import Cycle, CycleKind
from domain.framework.profile import Phase
from domain.home.due import Due, Kind, Opens
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import PASSWORD, TODAY, Start, unlock, workspace_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


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


def test_an_empty_file_takes_in_what_is_there_already(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Door] = []
    monkeypatch.setattr(Door, "choose", lambda door: asked.append(door))
    screen = home(unlock(start(file), qtbot))
    buttons = {one.text(): one for one in screen.findChildren(QPushButton)}
    buttons["Import a job description, people or levels…"].click()
    assert len(asked) == 1


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


def rows(screen: HomeScreen) -> list[str]:
    """Return the titles of what waits."""
    model = screen.due_model
    return [str(model.index(number, 0).data()) for number in model.rows()]


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


def popup() -> QMenu:
    """Return the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


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
    assert _primaries(screen) == ["Open"]
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
    assert _primaries(screen) == ["New assessment"]
    assert screen.primary.hasFocus()
    QTest.keyClick(screen.primary, Key.Key_Return)
    assert [action.text() for action in popup().actions()] == ["Candidate…", "Employee…"]
    QTest.keyClick(popup(), Key.Key_Escape)


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


def with_people(path: Path, *added: Person) -> list[int]:
    """Add people and return their ids."""
    store = Store.open(path, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    ids = [store.write(people.add, one) for one in added]
    store.close()
    return ids


def test_a_list_with_more_than_fits_ends_on_a_whole_row(start: Start, file: Path, qtbot: QtBot) -> None:
    soon = (
        Person(
            surname=f"Person{n}", basis_until=TODAY + timedelta(days=n % 12 + 1), kind=PersonKind.CANDIDATE
        )
        for n in range(20)
    )
    with_people(file, *soon)
    screen = home(unlock(start(file), qtbot))
    listed = screen.due_list
    for high in range(300, 340, 7):
        listed.setFixedHeight(high)
        QCoreApplication.processEvents()
        bottom = listed.viewport().rect().bottom()
        last = listed.indexAt(QPoint(20, bottom))
        assert last.row() in screen.due_model.rows(), "not a heading of rows out of sight"
        assert listed.visualRect(last).bottom() == bottom


def test_consents_and_terms_stand_under_their_days(start: Start, file: Path, qtbot: QtBot) -> None:
    with_people(
        file,
        Person(surname="Gone", basis_until=TODAY - timedelta(days=2)),
        Person(surname="Soon", basis_until=TODAY + timedelta(days=3)),
        Person(surname="Later", basis_until=TODAY + timedelta(days=12)),
        Person(surname="Never"),
    )
    with_sheets(file, "Tarasov")
    app = unlock(start(file), qtbot)
    screen = home(app)
    model = screen.due_model
    lines = [str(model.index(number, 0).data()) for number in range(model.rowCount())]
    assert lines == [
        "Overdue",
        "Consent to keep the data: Gone",
        "Within a week",
        "Consent to keep the data: Soon",
        "Later",
        "Consent to keep the data: Later",
    ]
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 days ago" in spoken
    assert "22\u00a0November" in spoken
    QTest.keyClick(screen.primary, Key.Key_Down)
    QTest.keyClick(screen.due_list, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    assert shown.person is not None
    assert shown.person.surname == "Gone"


def test_a_thousand_people_scroll_and_long_names_are_told_in_the_tooltip(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    name = "Ы" * 120
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    store.write(_many, name)
    store.close()
    app = unlock(start(file), qtbot)
    screen = home(app)
    app.window.resize(1024, 700)
    QApplication.processEvents()
    assert len(screen.due_model.rows()) == 199, "200 are read, and the first is the next step"
    QTest.keyClick(screen.primary, Key.Key_Down)
    QTest.keyClick(screen.due_list, Key.Key_End)
    last = screen.due_model.index(screen.due_model.rows()[-1], 0)
    assert screen.due_list.currentIndex() == last
    viewport = screen.due_list.viewport().rect()
    assert viewport.intersects(screen.due_list.visualRect(last))
    assert screen.due_list.height() < 700, "the list scrolls, not the page"
    assert not screen.file.visibleRegion().isEmpty()
    screen.due_list.scrollToTop()
    assert screen.step._title.toolTip() == "" or name in screen.step._title.toolTip()  # pyright: ignore[reportPrivateUsage]
    tip = str(screen.due_model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert name in tip
    line = screen.due_model.line(1)
    assert line is not None and line.words.act not in tip, "what can be read beside it is not told again"


def _many(session: Session, name: str) -> None:
    """Add a thousand at once; each by an act of its own would take a while."""
    session.add_all(
        models.Person(
            uid=str(uuid4()),
            code=f"C-9{number}",
            kind=PersonKind.CANDIDATE,
            surname=name,
            folded=name,
            basis_until=TODAY,
        )
        for number in range(1000)
    )
    journal.record(session, "add", "test", None, {})


def test_the_cycle_shows_who_is_in_and_leads_to_people(start: Start, file: Path, qtbot: QtBot) -> None:
    ids = with_people(file, *(Person(surname=name, kind=PersonKind.EMPLOYEE) for name in ("Belov", "Orlov")))
    store = Store.open(file, PASSWORD)
    me = store.read(people.actors)[0].id
    store.act_as(me)
    quarter = Cycle(kind=CycleKind.QUARTERLY, title="IV", starts_on=TODAY, ends_on=TODAY + timedelta(days=9))
    cycle_id = store.write(cycles.open_cycle, quarter)
    post = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
    opened = [store.write(cases.open_case, cycle_id, one, post.id) for one in ids]
    store.write(sheets.submit, store.write(sheets.open_sheet, opened[0], me, Role.MANAGER))
    store.close()
    app = unlock(start(file), qtbot)
    screen = home(app)
    assert screen.cycle.isVisible()
    told = [
        screen.cycle.list.model().index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for number in range(2)
    ]
    assert told == ["Belov, submitted", "Orlov, not started"]
    assert {"IV", "of 2 sheets submitted"} <= set(texts(screen))
    screen.cycle.list.setFocus()
    screen.cycle.list.setCurrentIndex(screen.cycle.list.model().index(1, 0))
    QTest.keyClick(screen.cycle.list, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    assert shown.person is not None
    assert shown.person.surname == "Orlov"


def test_what_was_open_last_stands_aside_and_opens_again(
    start: Start, settings: Settings, file: Path, qtbot: QtBot
) -> None:
    made = with_sheets(file, "Tarasov", "Belov", submitted=("Belov",))
    app = unlock(start(file), qtbot)
    space = workspace_of(app)
    assert home(app).recent.rows == ()
    assert not home(app).recent.isVisible()
    space.go("sheet", made["Tarasov"])
    space.go("sheet", made["Belov"])
    space.go("sheet", made["Tarasov"])
    space.go("home")
    named = [row.accessibleName().rpartition(",")[0] for row in home(app).recent.rows]
    assert named == ["Tarasov K., sheet", "Belov K., sheet"]
    kept = Path(settings.folder / "merilo.ini").read_text(encoding="utf-8")
    assert "[sealed]" in kept
    assert "Belov" not in kept
    QTest.keyClick(home(app).recent.rows[1], Key.Key_Return)
    assert space.place == ("sheet", made["Belov"])


@pytest.mark.parametrize("kept", ["", "sheet:1", "junk", "sheet:x:1 result:2:99999999999999999999 \u0000"])
def test_what_cannot_be_read_of_the_settings_is_left_out(settings: Settings, kept: str) -> None:
    settings.keep_visits("file", kept)
    assert visits.visits(settings, "file") == ()


def test_a_list_of_visits_is_short_and_names_each_once(settings: Settings) -> None:
    for number in (*range(20), 19):
        visits.remember(settings, "file", visits.Kind.SHEET, number)
    visits.remember(settings, "other", visits.Kind.SHEET, 1)
    ids = [one.id for one in visits.visits(settings, "file")]
    assert ids == list(range(19, 19 - visits.KEPT, -1))


def test_the_file_tells_its_size_and_its_copy_if_there_is_one(start: Start, file: Path, qtbot: QtBot) -> None:
    with_people(file, Person(surname="Belov"))
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: "Backup" in texts(home(app).file), timeout=120_000)
    told = texts(home(app).file)
    assert "Works without a network" in told
    assert any(one.startswith("file ") for one in told)
    assert home(app).file.copies_button.isHidden()


def test_an_old_copy_that_lacks_something_is_told_with_the_way_to_a_new_one(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    with_people(file, Person(surname="Belov"))
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: "Backup" in texts(home(app).file), timeout=120_000)
    data = app.data
    assert data is not None
    assert data.newest_copy is not None
    old = replace(data.newest_copy, taken=datetime.combine(TODAY, time(9), UTC) - timedelta(days=12))
    data.know_copies(old, behind=False)
    assert home(app).file.copies_button.isHidden()  # nothing was done since
    data.know_copies(old, behind=True)
    QTest.mouseClick(home(app).file.copies_button, Qt.MouseButton.LeftButton)
    assert workspace_of(app).place == ("copies", 0)
    data.know_copies(None, behind=True)
    workspace_of(app).go("home")
    assert "none yet" in texts(home(app).file)


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
