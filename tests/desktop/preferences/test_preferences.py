"""What is set for the file and the computer is kept, and what is none is told."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.development import calendars
from db.people import organisation, retention
from desktop.app import App
from desktop.folders import Use, readable
from desktop.kit.page import files
from desktop.preferences.screen import PreferencesScreen
from desktop.settings import THEMES, Settings
from domain.people.retention import Retention
from tests.desktop.conftest import PASSWORD, Start, new_file, unlock, workspace_of
from tests.desktop.frame.window import focused, texts

Key = Qt.Key


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def test_requisites_are_saved_and_read_back(app: App) -> None:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    name = focused()
    QTest.keyClicks(name, "North Contact, LLC")
    QTest.keyClick(name, Key.Key_Return)
    assert app.data is not None
    assert app.data.read(organisation.organisation).full_name == "North Contact, LLC"
    assert app.window.toast.text == "The details are saved"


def test_own_days_off_are_entered_and_a_day_that_is_none_is_told_and_changes_nothing(app: App) -> None:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen) and app.data is not None
    panel = screen.calendar
    for typed, complaint in (("31.02.2027", "No such date: 31.02.2027"), ("24.02.2027", "")):
        panel.off.setFocus()
        panel.off.clear()
        QTest.keyClicks(panel.off, typed)
        QTest.keyClick(panel.off, Key.Key_Return)
        assert panel.off_field.note.startswith(complaint) and bool(complaint) == bool(panel.off_field.note)
        assert panel.off.text() == typed, "what was typed stays"
    assert app.data.read(calendars.own) == ((date(2027, 2, 24),), ())
    assert not app.data.read(calendars.calendar).works(date(2027, 2, 24))
    QTest.keyClicks(panel.on, "24.02.2027")
    QTest.keyClick(panel.on, Key.Key_Return)
    assert panel.on_field.note.startswith("A day is either off or working, not both")
    assert app.data.read(calendars.own) == ((date(2027, 2, 24),), ()), "nothing was saved"


def test_the_terms_for_keeping_data_are_entered_and_one_that_is_none_is_told(app: App) -> None:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen) and app.data is not None
    panel = screen.retention
    days = panel.edits["candidate_days"]
    assert [edit.text() for edit in panel.edits.values()] == ["30", "12", "36"]
    for typed, complaint in (("-1", "A whole number"), ("9999", "A whole number"), ("45", "")):
        days.setFocus()
        days.clear()
        QTest.keyClicks(days, typed)
        QTest.keyClick(days, Key.Key_Return)
        note = panel.fields["candidate_days"].note
        assert note.startswith(complaint) and bool(complaint) == bool(note)
        assert days.text() == typed, "what was typed stays"
    assert app.data.read(retention.policy) == Retention(candidate_days=45)


def test_a_new_password_opens_the_file_and_the_old_one_does_not(
    app: App, start: Start, file: Path, qtbot: QtBot
) -> None:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    panel = screen.password
    assert any("Copies made before still open with the old password." in text for text in texts(panel))
    QTest.keyClicks(panel.password, "short")
    QTest.keyClick(panel.change, Key.Key_Return)
    assert any("Enter the password." in text for text in texts(panel))
    assert panel.present.hasFocus()
    QTest.keyClicks(panel.present, "not the password")
    QTest.keyClick(panel.change, Key.Key_Return)
    assert any("too short" in text for text in texts(panel))
    panel.password.clear()
    QTest.keyClicks(panel.password, "staple correct battery")
    QTest.keyClicks(panel.again, "staple correct batterie")
    QTest.keyClick(panel.again, Key.Key_Return)
    assert any("differ" in text for text in texts(panel))
    QTest.keyClicks(panel.again, "staple correct battery")  # the focus came back with the text marked
    QTest.keyClick(panel.again, Key.Key_Return)
    qtbot.waitUntil(lambda: any(text.startswith("Wrong password.") for text in texts(panel)))
    assert panel.present.hasFocus()
    panel.present.setText(PASSWORD)
    QTest.keyClick(panel.again, Key.Key_Return)
    told = "The password is changed. Older copies still open with the old one."
    qtbot.waitUntil(lambda: app.window.toast.text == told, timeout=20_000)
    assert not any(text.startswith("Wrong password.") for text in texts(panel))
    assert panel.present.text() == panel.password.text() == panel.again.text() == ""
    app.window.close()
    app.close()
    again = unlock(start(file), qtbot)
    assert again.data is None
    unlock(again, qtbot, "staple correct battery")
    assert again.data is not None


def test_a_file_that_has_just_got_a_password_asks_for_it_at_the_next_change(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app = start(new_file(tmp_path / "files" / "Open.merilo", None))
    qtbot.waitUntil(lambda: app.window.workspace is not None and not app.jobs.busy, timeout=60_000)
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    panel = screen.password
    assert not panel.present.isVisible()
    panel.password.setText("staple correct battery")
    panel.again.setText("staple correct battery")
    panel.change.click()
    qtbot.waitUntil(lambda: not app.jobs.busy and not panel.password.text(), timeout=60_000)
    assert panel.present.isVisible()


def test_language_look_and_size_change_while_the_file_is_open(
    app: App, settings: Settings, qtbot: QtBot
) -> None:
    workspace_of(app).go("preferences")
    for step in range(3):
        screen = workspace_of(app).shown
        assert isinstance(screen, PreferencesScreen)
        segments = (screen.themes, screen.sizes, screen.languages)[step]
        segments.setFocus()
        QTest.keyClick(focused(), Key.Key_Left if step == 2 else Key.Key_Right)
        with qtbot.waitActive(app.window):
            pass
    assert (settings.theme, settings.font_step, settings.language) == (THEMES[1], 1, "ru")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen), "the place is kept"
    assert screen.save.text() == "Сохранить организацию"
    assert screen.save.font().pixelSize() == 14
    assert app.window.windowTitle() == "North — Мерило"


def test_the_folder_for_documents_is_chosen_in_the_settings_and_taken_by_the_export(
    app: App, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    assert screen.folder_label.text() == readable(settings.folders.last(Use.DOCUMENTS)) != ""
    monkeypatch.setattr(files, "folder", lambda *_asked: None)
    screen.folder_button.click()
    assert settings.last_folder is None, "a dialog that is left changes nothing"
    monkeypatch.setattr(files, "folder", lambda *_asked: tmp_path)
    QTest.keyClick(screen.folder_button, Key.Key_Return)
    assert settings.last_folder == tmp_path
    assert screen.folder_label.text() == readable(tmp_path)
    assert screen.folder_label.text() == str(tmp_path)
