"""About the program: from the mark and the jump box, with places to copy, and without a network."""

import json
import socket
from pathlib import Path

import pymorphy3_dicts_ru
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

import resources
from desktop.about.dialog import AboutDialog
from desktop.about.licences import parts
from desktop.about.support import SupportDialog
from desktop.app import App
from desktop.file_menu import FileMenu
from desktop.help.panel import HelpPanel
from desktop.kit.page import files
from desktop.theme import Theme
from resources import VERSION
from tests.desktop.conftest import Start, unlock, workspace_of

Key = Qt.Key
FORBIDDEN = ("AGPL", "GPL-2.0-or-later", "GPL-3.0-or-later", "GNU GENERAL")


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def choose(app: App, text: str) -> None:
    """Choose from the menu of the file by the mouse."""
    QTest.mouseClick(workspace_of(app).rail.mark, Qt.MouseButton.LeftButton)
    menu = workspace_of(app).findChild(FileMenu)
    assert menu is not None and menu.isVisible()
    act = next(one for one in menu.actions() if one.text() == text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(act).center())


def about(app: App) -> AboutDialog:
    dialog = app.window.findChild(AboutDialog)
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def texts(dialog: AboutDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_all_it_says_of_the_file_is_seen_where_the_window_has_room(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = unlock(start(file, "ru"), qtbot)
    app.window.resize(1366, 900)
    workspace_of(app).about_wanted.emit()
    dialog = about(app)
    (area,) = [one for one in dialog.findChildren(QScrollArea) if one is not dialog.licences]
    inside = area.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.width() == area.width())  # no bar takes from it
    assert inside.height() <= area.height()


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu
def test_the_menu_below_the_mark_opens_it_and_esc_closes_it(app: App) -> None:
    choose(app, "About the program")
    dialog = about(app)
    assert f"Merilo {VERSION}" in texts(dialog)
    assert "The program never connects to a network." in texts(dialog)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("typed", ["about", "о программе", "licences", "фищге"])
def test_the_jump_box_opens_it(app: App, typed: str) -> None:
    workspace_of(app).jump()
    box = workspace_of(app).jump_box
    assert box is not None
    box.edit.setText(typed)
    QTest.keyClick(box.edit, Key.Key_Return)
    about(app).close()


def test_before_a_file_is_open_it_names_no_file(start: Start) -> None:
    app = start()
    assert app.window.start is not None
    app.window.start.about.click()
    assert about(app).copies == []
    about(app).close()


def test_f1_stays_the_help(app: App) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_F1)
    assert app.window.findChild(AboutDialog) is None
    helped = app.window.findChild(HelpPanel)
    assert helped is not None and helped.isVisible()


def test_file_keys_and_copies_are_told_and_copied_by_the_keys(app: App, file: Path) -> None:
    workspace_of(app).about_wanted.emit()
    dialog = about(app)
    wanted = [file, file.with_name("North.merilo.keys"), file.with_name("North-backups")]
    for button, path in zip(dialog.copies, wanted, strict=True):
        assert str(path) in texts(dialog)
        button.setFocus()
        QTest.keyClick(button, Key.Key_Return)
        assert QGuiApplication.clipboard().text() == str(path)
        assert dialog.isVisible(), "Enter on a button presses this button"
    assert "Copied" in texts(dialog)
    dialog.close()


def test_it_says_what_the_journal_proves_and_what_hiding_marks_is_worth(app: App) -> None:
    workspace_of(app).about_wanted.emit()
    told = " ".join(texts(about(app)))
    assert "what was changed past the program by people without the password, and by careless" in told
    assert "Someone who has the password and skill can rewrite the journal too" in told
    assert "hidden by courtesy" in told
    about(app).close()


def test_what_it_is_made_of_comes_with_licences_and_without_a_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("no network")

    monkeypatch.setattr(socket, "socket", refuse)
    known = {part.name.casefold().replace("_", "-"): part for part in parts()}
    assert {"python", "pyside6-essentials", "reportlab", "sqlcipher3", "inter", "openpyxl"} <= set(known)
    assert not {"pytest", "ruff", "pyinstaller", "merilo"} & set(known), "only what travels with the program"
    for part in known.values():
        assert part.licence, f"{part.name} does not say its licence"
        assert not any(word in part.licence for word in FORBIDDEN), part
    for name in ("pyside6-essentials", "shiboken6"):
        assert "LGPL" in known[name].licence


def test_the_dictionary_of_russian_is_named_with_its_own_licence_and_the_notice_that_it_asks_for() -> None:
    """Attribution, title, address, licence and what was changed (CC BY-SA 3.0, section 4)."""
    dictionary = next(part for part in parts() if part.name.startswith("OpenCorpora"))
    notice = resources.text("notices/OpenCorpora.txt")
    assert dictionary.licence == "CC-BY-SA-3.0" and f"revision {dictionary.version}" in notice
    meta = dict(json.loads((Path(pymorphy3_dicts_ru.get_path()) / "meta.json").read_text("utf-8")))
    assert dictionary.version == meta["source_revision"]
    for told in (
        "http://opencorpora.org",
        "creativecommons.org/licenses/by-sa/3.0/",
        "Changes:",
        "pymorphy3_dicts_ru",
    ):
        assert told in notice


class Opened(QObject):
    """Stands for the system, which opens a file in the program of its kind."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def test_full_words_of_licences_are_opened_where_they_travel_with_the_program(
    app: App, theme: Theme, tmp_path: Path
) -> None:
    notice = tmp_path / "third-party.txt"
    notice.write_text("Words of all licences", "utf-8")
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")
    try:
        dialog = AboutDialog(theme, None, app.window, notice=notice)
        dialog.open()
        assert dialog.full.isVisible()
        dialog.full.click()
        dialog.close()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.paths == [str(notice)]


def test_a_checkout_offers_no_words_that_it_does_not_have(app: App) -> None:
    workspace_of(app).about_wanted.emit()
    assert not about(app).full.isVisible()
    about(app).close()


def test_version_and_licences_are_copied_as_text(app: App) -> None:
    workspace_of(app).about_wanted.emit()
    dialog = about(app)
    dialog.copy_all.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Merilo {VERSION}\n")
    assert "openpyxl" in copied
    dialog.close()


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu
def test_no_button_stands_over_the_list(app: App) -> None:
    choose(app, "About the program")
    dialog = about(app)
    assert dialog.licences.geometry().bottom() < min(dialog.copy_all.y(), dialog.close_button.y())
    dialog.close()


def test_it_leads_to_the_copies(app: App) -> None:
    workspace_of(app).about_wanted.emit()
    about(app).all_copies.click()
    assert workspace_of(app).place == ("copies", 0)


def test_what_may_be_sent_to_who_helps_is_shown_whole_and_names_nobody(
    app: App, file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.errors.reports.append("merilo, ValueError\n  screen.py:7 open")
    workspace_of(app).about_wanted.emit()
    QTest.mouseClick(about(app).support, Qt.MouseButton.LeftButton)
    dialog = app.window.findChild(SupportDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.save.isEnabled)
    shown = dialog.text.toPlainText()
    assert f"Merilo: {VERSION}" in shown
    assert "ValueError" in shown
    assert not [name for name in ("North", "Sokolova", str(tmp_path)) if name in shown]
    target = tmp_path / "told.txt"
    monkeypatch.setattr(files, "save_as", lambda *_asked: target)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert target.read_text(encoding="utf-8") == shown + "\n"
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == shown
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
