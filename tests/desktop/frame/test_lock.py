"""The file is locked by a key, from the menu, or when nobody is there; its password leads back."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.file.errors import DiskFull
from db.file.store import Store
from db.people import names, organisation
from desktop.app import App
from desktop.assessing.sheet.modes import CARD, NAMES
from desktop.assessing.sheet.screen import SheetScreen
from desktop.copies.ways_out import WaysOut
from desktop.frame.lock_warning import LockWarning
from desktop.kit.page import files
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.preferences.screen import PreferencesScreen
from desktop.settings import Settings
from desktop.start.renew import RenewCard
from desktop.start.unlock import LockedCard, UnlockCard
from domain.mark import Role
from domain.password import Tries
from domain.people.person import Person
from domain.progress import Progress
from tests import prepared
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

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu

Key = Qt.Key
LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
MINUTE = 60.0


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def sheet_id(file: Path) -> int:
    store = Store.open(file, PASSWORD)
    me = store.read(people.actors)[0]
    store.act_as(me.id)
    person = store.write(people.add, Person(surname="Тарасов", given="Кирилл"))
    made = store.write(assessments.start, person, me.id, Role.HR)
    store.close()
    return made


@pytest.fixture
def app(start: Start, file: Path, sheet_id: int, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


@pytest.fixture
def clock(app: App) -> Clock:
    made = Clock()
    app.lock.idle.clock = made
    app.lock.idle.begin()
    return made


def lock(app: App, qtbot: QtBot, on: QWidget | None = None) -> LockedCard:
    """Press the key where one is, and wait until what was read in the background is read."""
    QTest.keyClick(on or app.window, Key.Key_L, LOCK)
    card = card_of(app, LockedCard)
    assert card.isVisible(), "the file is covered at once"
    qtbot.waitUntil(lambda: app.data is None, timeout=60_000)
    return card


def locked(app: App) -> LockedCard:
    assert app.data is None, "the file is closed"
    return card_of(app, LockedCard)


def give(app: App, qtbot: QtBot, password: str = PASSWORD) -> None:
    """Type the password on the lock page."""
    QTest.keyClicks(card_of(app, LockedCard).edit, password)
    QTest.keyClick(card_of(app, LockedCard).edit, Key.Key_Return)
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))


def touch(app: App) -> None:
    """Move the mouse over the window, as the system tells it."""
    handle = app.window.windowHandle()
    assert handle is not None
    for x in (30, 60):
        QTest.mouseMove(handle, QPoint(x, 40))
    QApplication.processEvents()


def new_person(app: App) -> PersonDialog:
    """Open the form of a new person on the page of people."""
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    screen.add_person()
    form = app.window.findChild(PersonDialog)
    assert form is not None
    return form


def half_filled(app: App, qtbot: QtBot) -> PersonDialog:
    """Type a surname into the form of a new person, and leave it open."""
    form = new_person(app)
    with qtbot.waitActive(form):
        pass
    QTest.keyClicks(form.surname.line, "Lebedev")
    return form


def sheet_of(app: App) -> SheetScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    return shown


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def warned(app: App) -> bool:
    return any(one.isVisible() for one in app.window.findChildren(LockWarning))


def test_the_key_locks_and_the_password_leads_back_to_the_same_person(app: App, qtbot: QtBot) -> None:
    assert app.data is not None
    last = app.data.read(names.names)[-1].id
    workspace_of(app).go("people", last)
    people_screen = workspace_of(app).shown
    assert isinstance(people_screen, PeopleScreen) and people_screen.person is not None
    who, title = people_screen.person, app.window.windowTitle()
    card = lock(app, qtbot)
    assert app.window.workspace is None, "no widget with a name in it is left"
    assert who.surname not in " ".join(texts(app.window))
    assert "North.merilo" in texts(card)
    assert str(app.opening.path.parent.name if app.opening.path else "") not in texts(card)
    assert app.window.windowTitle() == title, "it tells no more than before"
    assert card.edit.hasFocus()
    give(app, qtbot)
    again = workspace_of(app).shown
    assert isinstance(again, PeopleScreen) and again.person is not None
    assert again.person.id == who.id


def test_the_same_question_of_the_sheet_is_shown_again_with_the_half_typed_fact(
    app: App, sheet_id: int, qtbot: QtBot
) -> None:
    workspace_of(app).go("sheet", sheet_id)
    screen = sheet_of(app)
    third = screen.model.sheet.scope[2].item.code
    screen.table.setFocus()
    QTest.keyClick(screen.table, Key.Key_Down)
    QTest.keyClick(screen.table, Key.Key_Down)
    assert screen.table.code == third
    screen.texts.write(third)
    field = screen.texts.editor.field
    QTest.keyClicks(field, "Asked back at onc")
    QTest.keyClick(field, Key.Key_E)
    lock(app, qtbot, field)
    give(app, qtbot)
    again = sheet_of(app)
    assert again.table.code == third
    assert again.texts.editor.text == "Asked back at once", "not a letter is lost"
    assert again.texts.editor.field.hasFocus()


def test_a_note_being_typed_is_open_again_with_its_words(app: App, qtbot: QtBot) -> None:
    workspace_of(app).note_down()
    panel = workspace_of(app).note_desk.panel
    assert panel is not None
    panel.words.setFocus()
    QTest.keyClicks(panel.words, "Asked back at once")
    lock(app, qtbot, panel.words)
    give(app, qtbot)
    again = workspace_of(app).note_desk.panel
    assert again is not None and again.isVisible()
    assert again.words.toPlainText() == "Asked back at once"
    again.close()
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    lock(app, qtbot)
    give(app, qtbot)
    assert workspace_of(app).notes is None, "one that was closed stays closed"


def test_a_form_that_is_open_keeps_its_words(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    lock(app, qtbot, half_filled(app, qtbot))
    give(app, qtbot)
    form = new_person(app)
    assert form.restored.isVisible()
    assert form.surname.line.text() == "Lebedev"


def test_the_menu_locks(app: App) -> None:
    menu = workspace_of(app).file_menu()
    menu.popup(QPoint(0, 0))
    act = next(one for one in menu.actions() if one.text().startswith("Lock the file"))
    assert act.text() == "Lock the file\tCtrl+Alt+L"
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(act).center())
    locked(app)


def test_ten_minutes_without_a_touch_lock_after_a_minute_of_warning(
    app: App, clock: Clock, qtbot: QtBot
) -> None:
    clock.now = 9 * MINUTE - 1
    app.lock.idle.look()
    assert not warned(app)
    clock.now = 9 * MINUTE
    app.lock.idle.look()
    assert warned(app)
    touch(app)
    assert not warned(app), "whoever is there keeps it open"
    clock.now += 9 * MINUTE
    app.lock.idle.look()
    clock.now += MINUTE
    assert app.data is not None
    app.lock.idle.look()
    locked(app)
    give(app, qtbot)
    assert app.data is not None


def test_keys_keep_the_file_open_as_the_mouse_does(app: App, clock: Clock) -> None:
    clock.now = 9.5 * MINUTE
    handle = app.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Key.Key_Shift)
    clock.now = 10.5 * MINUTE
    app.lock.idle.look()
    assert app.data is not None


def test_the_first_touch_after_the_computer_slept_finds_the_file_locked(app: App, clock: Clock) -> None:
    clock.now = 600 * MINUTE
    touch(app)
    locked(app)


def test_the_time_is_chosen_in_the_settings(app: App, clock: Clock, settings: Settings) -> None:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    screen.lock_after.setFocus()
    QTest.keyClick(focused(), Key.Key_Left)
    assert settings.lock_after == 5
    clock.now = 5 * MINUTE
    app.lock.idle.look()
    locked(app)


def test_a_talk_is_not_interrupted_after_ten_minutes(
    app: App, clock: Clock, sheet_id: int, settings: Settings
) -> None:
    settings.sheet_mode = NAMES[CARD]
    workspace_of(app).go("sheet", sheet_id)
    assert workspace_of(app).talking
    clock.now = 29 * MINUTE - 1
    app.lock.idle.look()
    assert not warned(app) and app.data is not None
    clock.now = 29 * MINUTE
    app.lock.idle.look()
    assert warned(app)
    clock.now = 30 * MINUTE
    app.lock.idle.look()
    locked(app)


def test_a_file_without_a_password_is_never_locked(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "files" / "Open.merilo"
    store = Store.open(prepared.empty(path))
    store.write(people.add, Person(surname="Sokolova", is_actor=True))
    store.close()
    app = start(path)
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
    QTest.keyClick(app.window, Key.Key_L, LOCK)
    assert app.data is not None
    assert app.window.toast.text.startswith("This file has no password, so it is not locked.")
    clock = app.lock.idle.clock = Clock()
    app.lock.idle.begin()
    clock.now = 60 * MINUTE
    app.lock.idle.look()
    assert app.data is not None
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    assert not screen.lock_after.isEnabled()
    assert "A file without a password is never locked." in texts(screen)


def test_work_under_way_is_finished_behind_the_page(app: App, qtbot: QtBot) -> None:
    go_on, data, results = Event(), app.data, list[str]()
    assert data is not None
    QGuiApplication.clipboard().setText("Tarasov Kirill")

    def work(_progress: Progress) -> str:
        go_on.wait(60)
        return data.read(organisation.organisation).uid

    app.jobs.run(work, results.append, "Saving documents")
    QTest.keyClick(app.window, Key.Key_L, LOCK)
    card = card_of(app, LockedCard)
    assert app.window.workspace is not None and not app.window.workspace.isVisible()
    assert app.data is data, "what reads the file still can"
    assert QGuiApplication.clipboard().text() == "", "what was copied here is not left until the work ends"
    app.window.workspace.told.emit("Tarasov Kirill was added")
    assert not app.window.toast.isVisible(), "nothing of the file is shown over the page"
    go_on.set()
    qtbot.waitUntil(lambda: app.data is None, timeout=60_000)
    assert len(results) == 1, "and what came of it has arrived"
    assert card_of(app, LockedCard) is card
    give(app, qtbot)
    assert app.data is not None


def test_words_for_which_there_is_no_room_are_there_afterwards(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("people")
    form = half_filled(app, qtbot)

    def full(*_arguments: object) -> None:
        raise DiskFull(app.data.path if app.data is not None else Path())

    with monkeypatch.context() as room:
        room.setattr(Store, "write", full)
        QTest.keyClick(form, Key.Key_L, LOCK)
        card = card_of(app, LockedCard)
        assert not form.isVisible()
        assert app.data is not None, "the file stays open behind the page"
        assert "Lebedev" not in " ".join(texts(app.window.start or app.window))
        qtbot.waitUntil(lambda: "What was typed cannot be saved now" in card.fault.text, timeout=60_000)
        QTest.keyClicks(card.edit, "wrong password")
        QTest.keyClick(card.edit, Key.Key_Return)
        qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
        assert card.fault.text.startswith("Wrong password.")
        QTest.keyClicks(card.edit, PASSWORD)
        QTest.keyClick(card.edit, Key.Key_Return)
        qtbot.waitUntil(lambda: app.window.start is None, timeout=60_000)
    assert form.isVisible()
    QTest.keyClicks(form.focusWidget(), "a")
    assert form.surname.line.text() == "Lebedeva", "nothing is selected that the next letter would erase"


def test_wrong_passwords_wait_as_at_opening(app: App, qtbot: QtBot) -> None:
    now = 0.0
    app.opening.tries = Tries(lambda: now)
    card = lock(app, qtbot)
    for _ in range(3):
        give(app, qtbot, "wrong password")
    give(app, qtbot)
    assert card.fault.text.startswith("Too many wrong passwords: wait 1 second.")
    now = 1.0
    give(app, qtbot)
    assert app.data is not None


def test_the_recovery_code_is_the_way_out(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "files" / "Code.merilo"
    created = Store.create(path, PASSWORD, fast=True)
    created.store.write(people.add, Person(surname="Sokolova", is_actor=True))
    created.store.close()
    app = unlock(start(path), qtbot)
    workspace_of(app).go("preferences")
    card = lock(app, qtbot)
    QTest.keyClick(card.switch, Key.Key_Space)
    QTest.keyClicks(card.code, created.recovery_code)
    QTest.keyClick(card.code, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
    QTest.keyClick(card_of(app, RenewCard).later, Key.Key_Space)
    qtbot.waitUntil(lambda: app.window.workspace is not None, timeout=60_000)
    assert workspace_of(app).place[0] == "preferences"


def test_another_file_may_be_opened_from_the_lock_page(
    app: App, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = new_file(tmp_path / "files" / "South.merilo")

    def chosen(*_asked: object) -> Path:
        return second

    monkeypatch.setattr(files, "open_file", chosen)
    QTest.mouseClick(lock(app, qtbot).other, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
    card = card_of(app, UnlockCard)
    assert not isinstance(card, LockedCard)
    unlock(app, qtbot)
    assert app.data is not None and app.data.path == second
    assert workspace_of(app).place[0] == "home"


def test_the_clipboard_of_ours_and_the_key_are_gone(app: App, settings: Settings, qtbot: QtBot) -> None:
    uid = settings.actor(app.opening.file)
    assert uid
    QGuiApplication.clipboard().setText("Tarasov Kirill")
    key = app.opening.file
    lock(app, qtbot)
    assert QGuiApplication.clipboard().text() == ""
    assert settings.actor(key) == "", "what this computer knows of people is sealed by a key it no longer has"


@pytest.fixture
def locked_at_work(app: App, qtbot: QtBot) -> Iterator[Event]:
    """The file is covered and still open, until the event is set."""
    go_on = Event()

    def work(_progress: Progress) -> None:
        go_on.wait(60)

    app.jobs.run(work, lambda _nothing: None, "Saving documents")
    QTest.keyClick(app.window, Key.Key_L, LOCK)
    assert app.opening.covered
    yield go_on
    go_on.set()


def test_after_the_page_an_act_of_a_banner_is_done_once(
    app: App, locked_at_work: Event, qtbot: QtBot
) -> None:
    card = card_of(app, LockedCard)
    QTest.keyClicks(card.edit, PASSWORD)
    QTest.keyClick(card.edit, Key.Key_Return)
    locked_at_work.set()
    qtbot.waitUntil(lambda: app.window.start is None, timeout=60_000)
    workspace_of(app).damage.acted.emit()
    assert len(app.window.findChildren(WaysOut)) == 1


def test_a_list_that_falls_on_the_page_is_not_loaded_behind_it(
    app: App, locked_at_work: Event, tmp_path: Path
) -> None:
    people_list = tmp_path / "people.csv"
    people_list.write_text("Surname\nLebedev\n")
    place = workspace_of(app).place
    app.window.dropped.emit((people_list,))
    assert workspace_of(app).place == place
    assert card_of(app, LockedCard).fault.text == (
        "The file is locked. “people.csv” will be imported. Enter its password first."
    )


def test_a_file_chosen_before_the_page_came_is_not_opened_in_place_of_the_locked_one(
    app: App, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    go_on = Event()

    def work(_progress: Progress) -> None:
        go_on.wait(60)

    second = new_file(tmp_path / "files" / "South.merilo", "another long password")
    app.jobs.run(work, lambda _nothing: None, "Saving documents")
    workspace_of(app).file_chosen.emit(second)
    QTest.keyClick(app.window, Key.Key_L, LOCK)
    go_on.set()
    qtbot.waitUntil(lambda: app.data is None and not app.jobs.busy, timeout=60_000)
    card_of(app, LockedCard)
    assert app.opening.path == file
    give(app, qtbot)
    assert app.data is not None and app.data.path == file


def test_when_locking_failed_the_next_ten_minutes_try_again(app: App, clock: Clock, qtbot: QtBot) -> None:
    idle, asked = app.lock.idle, list[float]()
    idle.passed.disconnect()
    idle.passed.connect(lambda: asked.append(clock.now))
    clock.now = 11 * MINUTE
    idle.look()
    touch(app)
    clock.now = 22 * MINUTE
    idle.look()
    assert asked == [11 * MINUTE, 22 * MINUTE]
