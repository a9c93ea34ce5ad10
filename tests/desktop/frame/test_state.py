"""The window comes back as it was left, and stays itself in another language or look."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.people import organisation
from desktop.app import App
from desktop.assessing.sheet.modes import CARD, NAMES, TABLE
from desktop.assessing.sheet.screen import SheetScreen
from desktop.kit.form.dialog import Message
from desktop.preferences.screen import PreferencesScreen, Remembered
from desktop.settings import Settings
from desktop.start.welcome import WhoCard
from domain.mark import Role
from domain.people.person import Person
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

Key = Qt.Key
LOST = QRect(-9000, -9000, 1000, 650)
OTHER = "another horse battery"
HALF = "Half typed, not saved"


@pytest.fixture
def identity(file: Path) -> str:
    """What the computer remembers the file by."""
    store = Store.open(file, PASSWORD)
    try:
        return store.read(organisation.organisation).uid
    finally:
        store.close()


@pytest.fixture
def sheet_id(file: Path) -> int:
    """A sheet of the one who works in the file, without a mark."""
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


def test_who_corrects_the_own_name_is_called_by_it_at_once(app: App) -> None:
    assert app.data is not None and app.me is not None
    app.data.write(people.change, replace(app.me, surname="Sokolova-Orlova"))
    status = workspace_of(app).status
    assert [one.text() for one in status.findChildren(QLabel) if "Sokolova-Orlova" in one.accessibleName()]


def end(app: App) -> None:
    app.window.close()
    app.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def sheet_of(app: App) -> SheetScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    return shown


def preferences_of(app: App) -> PreferencesScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, PreferencesScreen)
    return shown


# Where the window was


def test_a_maximised_window_comes_back_maximised(start: Start) -> None:
    app = start()
    app.window.showMaximized()
    QApplication.processEvents()
    end(app)
    again = start()
    assert again.window.isMaximized()
    again.window.showNormal()
    QApplication.processEvents()
    assert not again.window.isMaximized(), "and has its own size below"


def test_a_window_left_on_a_screen_that_is_gone_is_brought_back(start: Start) -> None:
    app = start()
    app.window.setGeometry(LOST)
    QApplication.processEvents()
    end(app)
    again = start()
    bar = QRect(again.window.pos(), again.window.size()).adjusted(60, 12, -60, 0).topLeft()
    assert any(screen.availableGeometry().contains(bar) for screen in QGuiApplication.screens())


def test_a_window_that_can_be_seen_stays_where_it_is(start: Start) -> None:
    end(start())
    app = start()  # by now it stands where this screen, smaller than most, has room for it
    place = app.window.pos()
    end(app)
    assert start().window.pos() == place


def test_spoiled_geometry_does_no_harm(start: Start, settings: Settings) -> None:
    settings.keep_geometry(QByteArray(b"nonsense"))
    assert start().window.isVisible()


def resized(app: App, size: QSize) -> None:
    """Take hold of the window and make it this large."""
    app.window.resize(size)
    QApplication.processEvents()
    assert app.window.size() == size


def test_each_file_comes_back_in_the_window_it_was_left_in(
    start: Start, app: App, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    resized(app, QSize(1100, 650))
    end(app)
    south = new_file(tmp_path / "files" / "South.merilo", OTHER)
    other = unlock(start(south), qtbot, OTHER)
    assert other.window.size() == QSize(1100, 650), "never opened here: as the last one was left"
    resized(other, QSize(980, 700))
    end(other)
    north = unlock(start(file), qtbot)
    assert north.window.size() == QSize(1100, 650)
    north.window.showMaximized()
    end(north)

    other = unlock(start(south), qtbot, OTHER)
    assert not other.window.isMaximized()
    assert other.window.size() == QSize(980, 700)
    end(other)
    assert unlock(start(file), qtbot).window.isMaximized()


def test_a_file_that_is_changed_for_another_keeps_its_window(
    app: App, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    south = new_file(tmp_path / "files" / "South.merilo", None)
    resized(app, QSize(1100, 650))
    workspace_of(app).file_chosen.emit(south)
    qtbot.waitUntil(
        lambda: app.data is not None and app.data.path == south and at_rest(app) and read_whole(app)
    )
    resized(app, QSize(980, 700))
    workspace_of(app).close_wanted.emit()
    assert app.window.size() == QSize(980, 700), "a window does not jump when its file is closed"
    assert app.window.start is not None
    app.window.start.file_chosen.emit(file)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert unlock(app, qtbot).window.size() == QSize(1100, 650)


def test_a_window_of_a_larger_screen_has_room_on_this_one(
    start: Start, app: App, settings: Settings, identity: str, qtbot: QtBot
) -> None:
    end(app)
    larger = QWidget()
    larger.setGeometry(QRect(-9000, -9000, 5000, 3000))
    settings.keep_geometry(larger.saveGeometry(), identity)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(unlock(start(), qtbot).window.geometry())


def test_spoiled_geometry_of_a_file_leaves_the_window_as_it_is(
    start: Start, app: App, settings: Settings, identity: str, qtbot: QtBot
) -> None:
    resized(app, QSize(1100, 650))
    end(app)
    settings._keep(f"windows/{identity}", QByteArray(b"nonsense"))  # pyright: ignore[reportPrivateUsage]
    assert unlock(start(), qtbot).window.size() == QSize(1100, 650)


# What was shown


@pytest.mark.parametrize("place", ["people", "preferences"])
def test_the_screen_that_was_left_is_shown_again(start: Start, app: App, qtbot: QtBot, place: str) -> None:
    workspace_of(app).go(place)
    end(app)
    again = unlock(start(), qtbot)
    assert workspace_of(again).place == (place, 0)


def test_the_sheet_that_was_left_is_shown_again(start: Start, app: App, sheet_id: int, qtbot: QtBot) -> None:
    workspace_of(app).go("sheet", sheet_id)
    end(app)
    again = unlock(start(), qtbot)
    assert workspace_of(again).place == ("sheet", sheet_id)


def test_a_sheet_that_is_no_more_leads_to_the_overview(
    start: Start, app: App, sheet_id: int, settings: Settings, identity: str, qtbot: QtBot
) -> None:
    workspace_of(app).go("sheet", sheet_id)
    end(app)
    settings.keep_place(identity, ("sheet", 9999))
    assert workspace_of(unlock(start(), qtbot)).place == ("home", 0)


def test_no_step_waits_for_the_disk_and_the_place_is_on_it_soon_since_the_power_may_fail(
    app: App, settings: Settings, identity: str, tmp_path: Path, sheet_id: int, qtbot: QtBot
) -> None:
    settings.write()
    written = next(tmp_path.rglob("*.ini"))
    before = written.read_bytes()
    workspace_of(app).go("people")
    assert settings.place(identity) == ("people", 0)
    workspace_of(app).go("sheet", sheet_id)
    assert settings.place(identity) == ("sheet", sheet_id)
    assert written.read_bytes() == before
    qtbot.waitUntil(lambda: written.read_bytes() != before)


@pytest.mark.parametrize("place", [("nowhere", 0), ("sheet", 0), ("result", 77)])
def test_a_place_that_makes_no_sense_leads_to_the_overview(
    start: Start, app: App, settings: Settings, identity: str, qtbot: QtBot, place: tuple[str, int]
) -> None:
    end(app)
    settings.keep_place(identity, place)
    again = unlock(start(), qtbot)
    assert workspace_of(again).place == ("home", 0)


def test_another_file_begins_with_the_overview(start: Start, app: App, tmp_path: Path, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    end(app)
    path = new_file(tmp_path / "files" / "South.merilo", "another horse battery")
    other = unlock(start(path), qtbot, "another horse battery")
    assert workspace_of(other).place == ("home", 0)


def test_each_file_remembers_its_own_place_and_who_works_in_it(
    start: Start, app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    """Two people work in the other file: opening it again asks nobody, and no place leads astray."""
    workspace_of(app).go("people")
    end(app)
    other = new_file(tmp_path / "files" / "South.merilo", actors=2)
    second = unlock(start(other), qtbot)
    card = card_of(second, WhoCard)
    assert card.form.surname.hasFocus(), "nobody worked in it yet: Enter must choose nobody"
    QTest.keyClick(card.known[1], Key.Key_Space)
    chosen = second.me
    workspace_of(second).go("preferences")
    end(second)

    first = unlock(start(tmp_path / "files" / "North.merilo"), qtbot)
    assert workspace_of(first).place == ("people", 0)
    end(first)
    again = unlock(start(other), qtbot)
    assert again.me == chosen
    assert workspace_of(again).place == ("preferences", 0)


def test_on_another_computer_whoever_worked_last_is_offered_first(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    path = new_file(tmp_path / "files" / "South.merilo", actors=2)
    store = Store.open(path, PASSWORD)
    last = store.read(people.actors)[1]
    store.act_as(last.id)
    store.write(people.add, Person(surname="Novak"))
    store.close()
    card = card_of(unlock(start(path), qtbot), WhoCard)
    assert card.known[1].hasFocus()


# Another language, look, size of text, in the middle of work


@pytest.mark.parametrize("mode", [CARD, TABLE])
@pytest.mark.parametrize(("signal", "value"), [("language", "ru"), ("theme", "dark"), ("font_step", 4)])
def test_a_half_typed_comment_and_the_place_in_the_sheet_outlive_a_change(
    app: App, sheet_id: int, mode: int, signal: str, value: str | int
) -> None:
    workspace_of(app).go("sheet", sheet_id)
    screen = sheet_of(app)
    screen.modes.show_mode(mode)
    screen.modes.go("S08")
    screen.texts.write("S08")
    QTest.keyClicks(screen.texts.editor.field, HALF)
    screen.texts.editor.field.moveCursor(screen.texts.editor.field.textCursor().MoveOperation.Start)
    old = app.window
    getattr(workspace_of(app), f"{signal}_chosen").emit(value)
    assert app.window is not old
    screen = sheet_of(app)
    assert workspace_of(app).place == ("sheet", sheet_id)
    assert screen.modes.is_card == (NAMES[mode] == "card")
    assert screen.table.code == "S08"
    assert screen.texts.editor.is_open
    assert screen.texts.editor.text == HALF
    assert screen.texts.editor.field.textCursor().position() == 0
    assert app.data is not None
    assert HALF in app.data.read(sheets.drafts_of, sheet_id).values(), "and it is on the disk"


def test_a_change_made_from_the_settings_finds_the_sheet_where_it_was(app: App, sheet_id: int) -> None:
    workspace_of(app).go("sheet", sheet_id)
    sheet_of(app).modes.go("S08")
    workspace_of(app).go("preferences")
    workspace_of(app).language_chosen.emit("ru")
    workspace_of(app).go("assessment")
    assert sheet_of(app).table.code == "S08"


def test_requisites_that_are_typed_outlive_a_change_of_the_language(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("preferences")
    QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClicks(focused(), "North")
    workspace_of(app).language_chosen.emit("ru")
    with qtbot.waitActive(app.window):
        pass
    screen = preferences_of(app)
    assert screen.restored.isVisible()
    assert focused().property("text") == "North"
    screen.save.click()
    assert not screen.restored.isVisible()


def test_a_screen_that_fails_to_remember_does_not_stop_a_change_of_the_language(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("preferences")
    old = app.window
    with monkeypatch.context() as bug:
        bug.setattr(PreferencesScreen, "memory", lambda _screen: 1 // 0)
        workspace_of(app).language_chosen.emit("ru")
    assert app.window is not old
    assert workspace_of(app).place[0] == "preferences"
    (told,) = [one for one in app.window.findChildren(Message) if one.isVisible()]
    told.reject()


def test_esc_still_leads_back_to_where_one_came_from(app: App, sheet_id: int) -> None:
    workspace_of(app).go("people")
    workspace_of(app).go("sheet", sheet_id)
    workspace_of(app).theme_chosen.emit("dark")
    sheet_of(app).closed.emit()
    assert workspace_of(app).place == ("people", 0)


@pytest.mark.parametrize("place", ["home", "people", "assessment", "preferences"])
def test_every_place_stays_in_another_language_and_back(app: App, qtbot: QtBot, place: str) -> None:
    workspace_of(app).go(place)
    shown = "campaigns" if place == "assessment" else place
    texts: list[str] = []
    for language in ("ru", "en"):
        workspace_of(app).language_chosen.emit(language)
        with qtbot.waitActive(app.window):
            pass
        assert workspace_of(app).place == (shown, 0)
        texts.append(workspace_of(app).rail.item(place).text())
        assert workspace_of(app).isAncestorOf(focused()), "the keys go on working"
    assert texts[0] != texts[1]


def test_choosing_a_theme_leaves_the_settings_where_they_were(app: App, qtbot: QtBot) -> None:
    app.window.resize(900, 560)
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    QCoreApplication.processEvents()  # the window has its new size
    screen.point("theme")
    place = screen.themes.mapTo(app.window, QPoint())
    assert 0 < place.y() < app.window.height()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    with qtbot.waitActive(app.window):
        pass
    again = workspace_of(app).shown
    assert isinstance(again, PreferencesScreen) and again is not screen
    qtbot.waitUntil(lambda: again.themes.mapTo(app.window, QPoint()) == place)
    assert again.themes.hasFocus(), "the next one is a key away"


def test_settings_that_became_shorter_stay_where_somebody_scrolls_them(app: App) -> None:
    app.window.resize(960, 600)
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    QCoreApplication.processEvents()
    bars = screen.findChildren(QScrollBar)
    bar = max(bars, key=lambda one: one.maximum() if one.isVisible() else 0)  # that of the page
    screen.recall(Remembered("", bar.maximum() + 500))
    assert bar.value() == bar.maximum() > 0
    bar.triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    bar.setRange(0, bar.maximum() + 40)
    assert bar.value() == 0


# What never gets in the way


def test_a_toast_takes_no_focus_and_its_link_waits_for_the_hand(app: App, tmp_path: Path) -> None:
    workspace_of(app).go("preferences")
    before = focused()
    app.window.toast.tell("Saved 2 files", tmp_path)
    QApplication.processEvents()
    assert focused() is before
    QTest.keyClicks(before, "still typing")
    assert before.property("text") == "still typing"


def test_a_banner_takes_no_focus(app: App) -> None:
    workspace_of(app).go("people")
    before = focused()
    app.window.say("A fact", "and the rest of it")
    assert workspace_of(app).trouble.isVisible()
    assert focused() is before
    assert QApplication.activeModalWidget() is None


# The first start, on screens of other sizes


@pytest.mark.parametrize(
    ("width", "height", "maximised"),
    [(1366, 738, True), (1024, 700, True), (1280, 1024, True), (1920, 1040, False)],
)
def test_the_first_window_lies_inside_of_the_screen(
    tmp_path: Path, width: int, height: int, *, maximised: bool
) -> None:
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    described = tmp_path / "screen.json"
    described.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96}]}))
    run = subprocess.run(
        [sys.executable, "-c", FIRST_WINDOW, str(tmp_path / "merilo.ini")],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={described}"},
        capture_output=True,
        text=True,
        check=True,
    )
    shown, x, y, right, bottom = run.stdout.split()
    assert (shown == "True") is maximised
    assert int(x) >= 0 and int(y) >= 0
    assert int(right) < width
    assert int(bottom) < height


FIRST_WINDOW = """
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from desktop.actions import Actions
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.frame.window import Window
jobs = Jobs()
window = Window(Theme("light"), Actions(), jobs, Settings(Path(sys.argv[1])))
window.show()
application.processEvents()
frame = window.frameGeometry()
print(window.isMaximized(), frame.left(), frame.top(), frame.right(), frame.bottom())
window.close()
jobs.close()
"""
