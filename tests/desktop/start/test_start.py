"""From nothing to an open file: first start, recovery code, unlocking, and every way it can fail."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file import keys, opening
from db.file.store import Store
from desktop.app import App
from desktop.kit.form.keeper import drafts_above
from desktop.kit.page import files
from desktop.settings import Settings
from desktop.start.new_file import NewFileCard, RecoveryCard
from desktop.start.screen import free_path
from desktop.start.unlock import UnlockCard
from desktop.start.welcome import WelcomeCard, WhoCard
from tests.desktop.conftest import PASSWORD, Start, card_of, new_file, unlock, workspace_of
from tests.desktop.start.starting import Key, settle, texts


def test_the_first_start_makes_a_file_that_the_password_and_the_code_open(
    start: Start, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    assert drafts_above(welcome) is None, "no file is open, so nothing keeps what is typed"
    assert welcome.form.surname.hasFocus()
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.form.surname, Key.Key_Tab)
    QTest.keyClicks(welcome.form.given, "Anna")
    QTest.keyClicks(welcome.form.post, "HR specialist")
    QTest.keyClick(welcome.form.post, Key.Key_Return)

    card = card_of(app, NewFileCard)
    assert card.password.hasFocus()
    path = card.path
    assert path == tmp_path / "files" / "Assessment.merilo"
    QTest.keyClicks(card.password, PASSWORD)
    QTest.keyClick(card.password, Key.Key_Return)
    QTest.keyClicks(card.again, PASSWORD)
    QTest.keyClick(card.again, Key.Key_Return)
    settle(app, qtbot)

    recovery = card_of(app, RecoveryCard)
    code = recovery.code.toPlainText()
    clipboard = QApplication.clipboard()
    clipboard.setText("before")
    for key in (Key.Key_A, Key.Key_C):
        QTest.keyClick(recovery.code, key, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "before", "it does not get there by selecting"
    QTest.keyClick(recovery.copy, Key.Key_Space)
    assert clipboard.text().split("-") == code.split()
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint"), "no history is to keep it"
    clipboard.clear()
    QTest.keyClick(recovery.go, Key.Key_Space)
    assert app.data is None, "nobody goes on before the code is on paper"
    assert "First tick that you have written it down." in texts(recovery)
    QTest.keyClick(recovery.code, Key.Key_Return)
    assert recovery.check.hasFocus(), "Enter on the code leads to the tick"
    QTest.keyClick(recovery.check, Key.Key_Space)
    QTest.keyClick(recovery.check, Key.Key_Return)

    assert app.me is not None
    assert (app.me.full_name, app.me.post, app.me.is_actor) == ("Sokolova Anna", "HR specialist", True)
    assert workspace_of(app).place == ("home", 0)
    assert settings.last_file == path
    app.window.close()
    app.close()
    for secret in ({"password": PASSWORD}, {"recovery_code": code}):
        store = Store.open(path, **secret)
        assert [person.surname for person in store.read(people.actors)] == ["Sokolova"]
        store.close()


def test_damaged_settings_are_set_aside_and_told(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "other" / "merilo.ini"
    file.parent.mkdir()
    file.write_bytes(b"\0\0\0")
    app = start(settings=Settings(file))
    told = " ".join(texts(card_of(app, WelcomeCard)))
    assert "The settings were damaged" in told
    assert "“merilo.ini.damaged”" in told


def test_damaged_settings_are_told_once_when_a_file_is_named_at_the_start(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    damaged = tmp_path / "other" / "merilo.ini"
    damaged.parent.mkdir()
    damaged.write_bytes(b"\0\0\0")
    app = unlock(start(file, settings=Settings(damaged)), qtbot)
    assert "The settings were damaged" in workspace_of(app).trouble.text


def test_a_surname_is_asked_for_and_said_to_be_missing(start: Start) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClick(welcome.new, Key.Key_Space)
    assert card_of(app, WelcomeCard) is welcome
    assert welcome.form.surname.hasFocus()
    assert any("Enter the surname" in text for text in texts(welcome))
    QTest.keyClicks(welcome.form.surname, "S")
    assert not any("Enter the surname" in text for text in texts(welcome)), "it is being entered"
    welcome.form.surname.clear()


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", "short", "The password is too short"),
        ("twelve letters", "twelve lettres", "The two passwords differ"),
        ("", "", "The password is too short"),
    ],
)
def test_a_password_that_will_not_do_makes_no_file(
    start: Start, tmp_path: Path, first: str, second: str, said: str
) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.new, Key.Key_Space)
    card = card_of(app, NewFileCard)
    QTest.keyClicks(card.password, first)
    QTest.keyClicks(card.again, second)
    QTest.keyClick(card.make, Key.Key_Space)
    assert any(said in text for text in texts(card))
    assert not app.jobs.busy
    assert not list((tmp_path / "files").iterdir())


def test_tab_walks_the_page_of_a_new_file_round_and_from_one_password_to_the_other(start: Start) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.new, Key.Key_Space)
    card = card_of(app, NewFileCard)
    card.choose.setFocus()
    walked: list[QWidget] = []
    while (widget := app.window.focusWidget()) not in walked:
        walked.append(widget)
        QTest.keyClick(widget, Key.Key_Tab)
    on_card = [widget for widget in walked if card.isAncestorOf(widget)]
    eyes = [edit.findChild(QToolButton) for edit in (card.password, card.again)]
    assert on_card == [card.choose, card.password, card.again, *eyes, card.back, card.make]

    QTest.keyClicks(card.password, PASSWORD)
    QTest.keyClick(eyes[0], Key.Key_Space)
    assert card.password.displayText() == PASSWORD


def test_letters_typed_at_the_eye_do_not_get_into_the_password(start: Start) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.new, Key.Key_Space)
    card = card_of(app, NewFileCard)
    QTest.keyClicks(card.password, PASSWORD)
    eye = card.password.findChild(QToolButton)
    assert eye is not None
    eye.setFocus()
    QTest.keyClicks(eye, "abc")
    assert card.password.text() == PASSWORD
    assert eye.hasFocus()


def test_the_hint_on_a_password_counts_characters(start: Start) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.new, Key.Key_Space)
    card = card_of(app, NewFileCard)
    for typed, said in (
        ("elevenchars", "1 more character"),
        ("s", "Long enough. Longer is stronger."),
        ("and eight more", "Long enough. Longer is stronger."),
    ):
        QTest.keyClicks(card.password, typed)
        assert said in texts(card)


def test_the_place_of_a_new_file_can_be_chosen_and_what_lies_there_stays(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    taken = new_file(tmp_path / "files" / "Taken.merilo")
    before = taken.read_bytes()
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.new, Key.Key_Space)
    card = card_of(app, NewFileCard)
    monkeypatch.setattr(files, "save_as", lambda *_: taken.with_suffix(""))
    QTest.keyClick(card.choose, Key.Key_Space)
    assert card.path == taken
    for edit in (card.password, card.again):
        QTest.keyClicks(edit, PASSWORD)
    QTest.keyClick(card.make, Key.Key_Space)
    settle(app, qtbot)
    assert card_of(app, NewFileCard) is card
    assert "already exists" in card.fault.text
    assert card.password.text() == PASSWORD, "what was typed stays"
    assert taken.read_bytes() == before


def test_the_language_changes_while_the_program_runs_and_keeps_what_was_typed(
    start: Start, settings: Settings
) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    welcome.languages.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Left)
    russian = card_of(app, WelcomeCard)
    assert russian is not welcome
    assert russian.new.text() == "Новый файл…"
    assert russian.form.surname.text() == "Sokolova"
    assert settings.language == "ru"
    assert app.window.isVisible()


def not_ours(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00" + bytes(4096))


def keys_gone(file: Path) -> None:
    file.with_name(f"{file.name}.keys").unlink()


def damaged(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[100:2000] = bytes(1900)
    file.write_bytes(whole)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (not_ours, "is not a Merilo file"),
        (keys_gone, "The key file “North.merilo.keys” is missing."),
        (damaged, "is damaged"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(
    start: Start, file: Path, qtbot: QtBot, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(file)
    app = start(file)
    card = card_of(app, UnlockCard)
    if not card.fault.isVisible():
        unlock(app, qtbot)
    assert said in card.fault.text
    assert app.data is None


def test_a_folder_that_can_only_be_read_is_opened_to_look_at(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "permitted", lambda _path: False)  # root may write whatever the rights say
    app = unlock(start(file), qtbot)
    assert app.data is not None
    assert app.data.read_only
    assert "is read-only" in workspace_of(app).notice.text


def test_another_file_can_be_chosen_before_and_while_one_is_open(
    start: Start, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    second = new_file(tmp_path / "files" / "South.merilo", "another long password")
    app = start(file)
    monkeypatch.setattr(files, "open_file", lambda *_: second)
    QTest.keyClick(card_of(app, UnlockCard).other, Key.Key_Space)
    settle(app, qtbot)
    assert second.name in texts(card_of(app, UnlockCard))
    unlock(app, qtbot, "another long password")
    assert app.data is not None
    assert app.data.path == second
    monkeypatch.setattr(files, "open_file", lambda *_: file)
    QTest.keyClick(app.window, Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settle(app, qtbot)
    assert app.data is None
    unlock(app, qtbot)
    assert app.data is not None
    assert app.data.path == file


def test_of_several_people_the_one_at_the_keyboard_is_asked_for_once(
    start: Start, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    path = new_file(tmp_path / "files" / "Two.merilo", actors=2)
    app = unlock(start(path), qtbot)
    card = card_of(app, WhoCard)
    second = card.known[1]
    QTest.keyClick(card.known[0], Key.Key_Tab)
    QTest.keyClick(second, Key.Key_Space)
    assert app.me is not None
    assert app.me.full_name in second.text()
    uid = app.me.uid
    app.window.close()
    app.close()
    again = unlock(start(path), qtbot)
    assert again.me is not None
    assert again.me.uid == uid


def test_a_file_where_nobody_assesses_yet_asks_for_a_name(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    path = new_file(tmp_path / "files" / "Nobody.merilo", actors=0)
    app = unlock(start(path), qtbot)
    card = card_of(app, WhoCard)
    QTest.keyClicks(card.form.surname, "Gromov")
    QTest.keyClick(card.form.surname, Key.Key_Return)
    assert app.me is not None
    assert (app.me.surname, app.me.is_actor) == ("Gromov", True)


def test_the_example_is_made_once_and_opens_without_a_password(
    start: Start, settings: Settings, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    built: list[Path] = []

    def build(path: Path, today: date) -> None:
        # The real story takes seconds and has tests of its own; here a file with an open slot will do.
        built.append(path)
        new_file(path, None, actors=2)

    monkeypatch.setattr("desktop.office.demo.demo.build", build)
    app = start()
    QTest.keyClick(card_of(app, WelcomeCard).demo, Key.Key_Space)
    settle(app, qtbot)
    assert app.data is not None
    assert app.data.path.parent.parent == settings.folder
    assert app.me is not None
    assert settings.last_file is None, "the example is not what one works on"
    app.window.close()
    app.close()
    app = start()
    QTest.keyClick(card_of(app, WelcomeCard).demo, Key.Key_Space)
    settle(app, qtbot)
    assert app.data is not None
    assert len(built) == 1


def test_an_example_that_failed_leaves_nothing_half(
    start: Start, settings: Settings, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def build(path: Path, today: date) -> None:
        path.write_bytes(b"half")
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr("desktop.office.demo.demo.build", build)
    app = start()
    card = card_of(app, WelcomeCard)
    QTest.keyClick(card.demo, Key.Key_Space)
    settle(app, qtbot)
    assert "cannot be written" in card.fault.text
    assert not (settings.folder / "demo").exists()


def test_a_new_account_without_a_folder_for_documents_gets_one(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "files").rmdir()
    app = start()
    card = _make_file(app)
    settle(app, qtbot)
    assert card.path.exists()


def test_a_place_that_cannot_be_written_leads_to_another_place(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "files").rmdir()
    (tmp_path / "files").touch()
    app = start()
    card = _make_file(app)
    settle(app, qtbot)
    assert "or choose another folder." in card.fault.text
    assert card.choose.hasFocus()
    assert card.password.text() == PASSWORD


def _make_file(app: App) -> NewFileCard:
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.form.surname, Key.Key_Return)
    card = card_of(app, NewFileCard)
    for field in (card.password, card.again):
        QTest.keyClicks(field, PASSWORD)
        QTest.keyClick(field, Key.Key_Return)
    return card


def test_a_free_name_is_found_beside_taken_ones(tmp_path: Path) -> None:
    assert free_path(tmp_path, "A").name == "A.merilo"
    (tmp_path / "A.merilo").touch()
    assert free_path(tmp_path, "A").name == "A 2.merilo"
    shutil.copy(tmp_path / "A.merilo", tmp_path / "A 2.merilo")
    assert free_path(tmp_path, "A").name == "A 3.merilo"


@pytest.mark.parametrize("letter", ["O", "Щ"])
def test_another_file_is_chosen_by_its_key_before_any_is_open(
    start: Start, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, letter: str
) -> None:
    app = start()
    monkeypatch.setattr(files, "open_file", lambda *_asked: file)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.simulateEvent(focused, True, ord(letter), Qt.KeyboardModifier.ControlModifier, "", False, -1)
    settle(app, qtbot)
    assert file.name in texts(card_of(app, UnlockCard))


def test_while_the_file_is_being_opened_everything_says_why_it_waits(start: Start, file: Path) -> None:
    app = start(file)
    card = card_of(app, UnlockCard)
    QTest.keyClicks(card.edit, PASSWORD)
    QTest.keyClick(card.edit, Key.Key_Return)
    for widget in (card.open, card.edit, card.other, card.switch, card.new):
        assert not widget.isEnabled()
        assert widget.accessibleDescription() == "The file is being opened"
        assert "being opened" in widget.toolTip()


def test_keys_of_a_newer_program_are_called_newer(start: Start, file: Path, qtbot: QtBot) -> None:
    beside = keys.beside(file)
    beside.write_text(beside.read_text("utf-8").replace('"version": 1', '"version": 2'), "utf-8")
    app = start(file)
    settle(app, qtbot)
    card = card_of(app, UnlockCard)
    assert "“North.merilo.keys” was written by a newer version of Merilo" in card.fault.text
    assert "damaged" not in card.fault.text


def test_a_folder_that_a_cloud_client_copies_is_warned_of(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    for one in (file, keys.beside(file)):
        shutil.copyfile(one, folder / one.name)
    app = unlock(start(folder / file.name), qtbot)
    notice = workspace_of(app).notice
    assert notice.isVisible()
    assert notice.text.startswith("Dropbox copies the folder of this file.")
    assert app.data is not None
    assert not app.data.read_only
