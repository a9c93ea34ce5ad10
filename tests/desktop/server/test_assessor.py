"""An assessor works at the server: whom to rate, one's own sheet, one's own settings, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns
from db.wire.refusals import NotAllowed
from desktop.app import App
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.assessing.sheet.screen import SheetScreen
from desktop.frame.link import Link
from desktop.home.screen import HomeScreen
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.places import HOME, JOURNAL, PEOPLE, PREFERENCES, RESULT, SHEET, VACANCY
from desktop.preferences.screen import PreferencesScreen
from desktop.settings import Settings
from domain.assessing.sheet import SheetState
from domain.login import Login, LoginRole
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.desktop.conftest import Start, at_rest, workspace_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, is_in, log_in, remote

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def gromov(store: Store, me: Person) -> int:
    """An assessor without any other part in the file."""
    return store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Gromov", is_actor=True))


@pytest.fixture
def case_id(store: Store, me: Person, gromov: int) -> int:
    """A candidate whom HR and the assessor are to rate."""
    store.act_as(me.id)
    cycle_id = store.write(campaigns.open, sample.draft(store, (me.id, Role.HR), (gromov, Role.EXPERT)))
    person_id = store.write(people.add, Person(surname="Lebedeva", given="Irina"))
    return store.write(campaigns.invite, cycle_id, person_id)


@pytest.fixture
def at(store: Store, gromov: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    with centre(store, monkeypatch, gromov=Login(gromov, LoginRole.ASSESSOR)) as made:
        yield made


def home_of(app: App) -> HomeScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, HomeScreen)
    return shown


def said(app: App) -> str:
    return " ".join(one.text() for one in app.window.findChildren(QLabel) if one.isVisible())


def test_a_new_assessor_sets_an_own_password_and_finds_nothing_to_rate(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    assert workspace_of(app).place[0] == HOME
    assert "Nothing to rate now" in said(app)
    assert home_of(app).step.go.isHidden()
    rounds.walk(app, qtbot, at)


def test_the_whole_way_from_the_log_in_to_the_submitted_sheet_also_without_a_network(
    start: Start, at: Centre, store: Store, settings: Settings, gromov: int, case_id: int, qtbot: QtBot
) -> None:
    settings.sheet_mode = "table"
    app = log_in(start(), qtbot, at, "gromov")
    assert "Lebedeva" in said(app), "whom one is to rate"
    screen = begin(app, qtbot)
    assert workspace_of(app).rail.current == HOME
    rounds.press_header(app, qtbot)
    rows = screen.model.counts()[0]
    rate(app, screen, "3", qtbot)
    at.way.cut()
    link = workspace_of(app).findChild(Link)
    assert link is not None
    qtbot.waitUntil(link.isVisible)
    rate(app, screen, "2" * (rows - 1), qtbot)
    assert remote(app).waiting
    at.way.mend()
    qtbot.waitUntil(lambda: not link.isVisible() and not remote(app).waiting)
    sheet_id = screen.model.sheet_id
    marks = [row.mark for row in store.read(sheets.sheet, sheet_id, gromov).scope]
    assert marks == [Mark.rated(3), *[Mark.rated(2)] * (rows - 1)]
    hand_in(app, screen, qtbot)
    assert store.read(sheets.sheet, sheet_id, gromov).state is SheetState.SUBMITTED
    # The own sheet stays to be read and corrected; nobody's result is offered.
    assert workspace_of(app).place == (SHEET, sheet_id)
    assert screen.banner.result.isHidden() and screen.banner.act.isVisible()
    assert "submitted" in said(app)
    assert not {"Ctrl+E", "Ctrl+B"} & {cap for cap, _told in screen.keys}
    rounds.press_header(app, qtbot)
    workspace_of(app).back()
    qtbot.waitUntil(is_in(app))
    assert "Nothing to rate now" in said(app)
    assert focus_is_seen(app), "or no key would do anything"
    # It is found again among what was submitted.
    (line,) = home_of(app).submitted.rows
    assert "Lebedeva" in line.accessibleName()
    line.click()
    qtbot.waitUntil(lambda: at_rest(app))
    assert workspace_of(app).place == (SHEET, sheet_id)
    rounds.walk(app, qtbot, at)


def test_what_is_submitted_elsewhere_leaves_the_overview_with_the_keys_where_they_do_something(
    start: Start, at: Centre, store: Store, gromov: int, case_id: int, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    home = home_of(app)
    home.step.go.setFocus()
    store.act_as(gromov)
    sample.sheet(store, case_id, gromov, Role.EXPERT, 3)
    qtbot.waitUntil(lambda: home.step.go.isHidden() and at_rest(app))
    assert focus_is_seen(app)
    assert len(home.submitted.rows) == 1


def test_a_file_that_is_dropped_is_not_taken_and_it_is_said_who_takes_it(
    start: Start, at: Centre, tmp_path: Path, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    (tmp_path / "people.csv").write_text("surname\nOrlov\n", "utf-8")
    app.window.dropped.emit((tmp_path / "people.csv",))
    qtbot.waitUntil(lambda: "Files are imported by HR." in said(app) and at_rest(app))
    assert workspace_of(app).place == (HOME, 0)
    rounds.nothing_was_refused(app, at)


def test_a_list_that_is_named_as_a_packet_is_not_taken_either(
    start: Start, at: Centre, tmp_path: Path, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    named = tmp_path / "people.merilo-packet"
    named.write_text("Фамилия;Имя;Должность\nОрлов;Иван;мастер\nПетров;Пётр;мастер\n", "utf-8")
    app.window.dropped.emit((named,))
    qtbot.waitUntil(lambda: "Files are imported by HR." in said(app) and at_rest(app))
    assert workspace_of(app).place == (HOME, 0)
    rounds.nothing_was_refused(app, at)


def test_what_a_window_asks_beyond_its_role_is_seen_by_the_round(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    rounds.nothing_was_refused(app, at)
    with pytest.raises(NotAllowed):
        remote(app).read(people.everybody)
    with pytest.raises(AssertionError, match="NotAllowed"):
        rounds.nothing_was_refused(app, at)


def test_another_look_and_language_rebuild_the_window_at_the_same_place(
    start: Start, at: Centre, case_id: int, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    begin(app, qtbot)
    place = workspace_of(app).place
    workspace_of(app).theme_chosen.emit("dark")
    qtbot.waitUntil(lambda: at_rest(app))
    assert workspace_of(app).place == place
    workspace_of(app).language_chosen.emit("ru")
    qtbot.waitUntil(lambda: at_rest(app))
    assert workspace_of(app).place == place
    rounds.nothing_was_refused(app, at)


def test_a_submitted_sheet_is_corrected(
    start: Start, at: Centre, store: Store, gromov: int, case_id: int, qtbot: QtBot
) -> None:
    store.act_as(gromov)
    sheet_id = sample.sheet(store, case_id, gromov, Role.EXPERT, 3)
    app = log_in(start(), qtbot, at, "gromov")
    space = workspace_of(app)
    space.to_sheet(sheet_id)
    qtbot.waitUntil(lambda: at_rest(app))
    screen = space.shown
    assert isinstance(screen, SheetScreen)
    screen.banner.act.click()
    (dialog,) = (one for one in screen.findChildren(ReasonDialog) if one.isVisible())
    dialog.text.setPlainText("опечатка")
    dialog.take()
    qtbot.waitUntil(lambda: at_rest(app) and screen.model.sheet_id != sheet_id)
    assert screen.model.sheet.state is SheetState.DRAFT
    rounds.nothing_was_refused(app, at)


def test_what_others_have_is_offered_nowhere(start: Start, at: Centre, case_id: int, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    space = workspace_of(app)
    for place in (PEOPLE, RESULT, JOURNAL, VACANCY):
        assert not space.go(place, case_id)
        qtbot.waitUntil(lambda: at_rest(app))
        assert space.place == (HOME, 0)
    space.jump()
    qtbot.waitUntil(lambda: at_rest(app))
    offered = rounds.offered(app)
    rounds.close_all(app, qtbot)
    assert {HOME, PREFERENCES, "lock", "help", "password"} <= offered
    assert not {PEOPLE, "new_assessment", "import_files", "note", JOURNAL, "requisites", "folder"} & offered
    acts = {one.objectName() for one in space.actions()}
    assert not {PEOPLE, "import_files", "note", "person"} & acts
    assert "Journal" not in [one.text() for one in space.file_menu().actions()]
    rounds.nothing_was_refused(app, at)


def test_the_settings_are_those_of_a_person(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    workspace_of(app).go(PREFERENCES)
    qtbot.waitUntil(lambda: at_rest(app))
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    assert screen.languages.isVisible() and screen.password.isVisible() and screen.themes.isVisible()
    for panel in (screen.save, screen.requisites, screen.calendar, screen.retention, screen.folder_button):
        assert not panel.isVisible()
    rounds.nothing_was_refused(app, at)


def focus_is_seen(app: App) -> bool:
    """Tell whether keys go to something that is shown, once the window is the active one."""
    focused = cast(QWidget | None, app.window.focusWidget())
    return focused is not None and focused.isVisible()


def begin(app: App, qtbot: QtBot) -> SheetScreen:
    """Take the next step of the overview, which leads to the sheet."""
    home_of(app).step.go.click()
    qtbot.waitUntil(lambda: at_rest(app))
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen)
    return screen


def rate(app: App, screen: SheetScreen, levels: str, qtbot: QtBot) -> None:
    """Press a digit for each of the next rows."""
    screen.table.setFocus()
    qtbot.waitUntil(screen.table.hasFocus)
    before = len(screen.model.marked)
    QTest.keyClicks(screen.table, levels)
    qtbot.waitUntil(lambda: len(screen.model.marked) == before + len(levels) and at_rest(app))


def hand_in(app: App, screen: SheetScreen, qtbot: QtBot) -> None:
    """Agree to what the question tells."""
    QTest.keyClick(screen.table, Qt.Key.Key_Return, CTRL | SHIFT)
    (question,) = (one for one in screen.findChildren(SubmitQuestion) if one.isVisible())
    question.act.click()
    qtbot.waitUntil(lambda: at_rest(app))
