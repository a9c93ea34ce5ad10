"""The password, the recovery code, and a file whose keys are gone, asked for before a file is open."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file import keys
from db.file.errors import WrongPassword
from db.file.store import Store
from db.people import organisation
from desktop.kit.page import files
from desktop.settings import Settings
from desktop.start.new_file import in_lines
from desktop.start.renew import RenewCard
from desktop.start.unlock import LINES, UnlockCard
from desktop.start.welcome import WhoCard
from domain.password import Tries
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import PASSWORD, Start, card_of, unlock
from tests.desktop.start.starting import Key, settle, texts


def test_the_file_of_last_time_asks_for_its_password_and_opens(
    start: Start, settings: Settings, file: Path, qtbot: QtBot
) -> None:
    settings.last_file = file
    app = start()
    card = card_of(app, UnlockCard)
    assert card.edit.hasFocus()
    assert file.name in texts(card)
    unlock(app, qtbot)
    assert app.me is not None
    assert app.me.surname == "Sokolova"
    assert app.data is not None
    assert app.data.read(organisation.organisation).uid


def test_while_the_file_is_being_opened_the_focus_stays_in_the_card(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = start(file)
    card = card_of(app, UnlockCard)
    assert card.edit.hasFocus()
    card.set_busy(True)
    assert card.hasFocus(), "a link in the corner would have it else"
    card.fail("no", "")
    assert card.edit.hasFocus()


def test_a_wrong_password_is_told_in_words_and_can_be_typed_again(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    before = file.read_bytes()
    app = unlock(start(file), qtbot, "wrong password")
    card = card_of(app, UnlockCard)
    assert card.fault.text.startswith("Wrong password. The file is unchanged.")
    assert file.read_bytes() == before
    assert card.edit.hasFocus()
    QTest.keyClicks(card.edit, PASSWORD)  # the wrong one is marked, so typing replaces it
    QTest.keyClick(card.edit, Key.Key_Return)
    settle(app, qtbot)
    assert app.data is not None


def test_after_three_wrong_passwords_the_next_has_to_wait(start: Start, file: Path, qtbot: QtBot) -> None:
    app = start(file)
    time = 0.0
    app.opening.tries = Tries(lambda: time)
    for _ in range(3):
        unlock(app, qtbot, "wrong password")
    unlock(app, qtbot)
    card = card_of(app, UnlockCard)
    assert card.fault.text.startswith("Too many wrong passwords: wait 1 second. The file is unchanged.")
    time = 1.0
    assert unlock(app, qtbot).data is not None


def test_the_recovery_code_opens_the_file(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    created = Store.create(tmp_path / "files" / "Code.merilo", PASSWORD, fast=True)
    created.store.close()
    app = start(created.store.path)
    card = card_of(app, UnlockCard)
    QTest.keyClick(card.switch, Key.Key_Space)
    assert card.code.hasFocus()
    QTest.keyClicks(card.code, "ABCD")
    QTest.keyClick(card.code, Key.Key_Return)
    settle(app, qtbot)
    assert card.fault.text.startswith("Wrong recovery code.")
    QGuiApplication.clipboard().setText(in_lines(created.recovery_code).replace("\n", " ").lower())
    QTest.keyClick(card.paste, Key.Key_Space)
    assert card.code.hasFocus() and len(card.code.toPlainText()) > len("ABCD"), "what was wrong is replaced"
    assert card.code.document().size().height() <= LINES, "all of it is seen at once"
    QTest.keyClick(card.open, Key.Key_Space)
    settle(app, qtbot)
    renew = card_of(app, RenewCard)
    QTest.keyClick(renew.later, Key.Key_Space)
    assert app.data is not None
    card_of(app, WhoCard)


def test_after_the_recovery_code_a_new_password_is_asked_for_and_opens_the_file(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    created = Store.create(file.with_name("Code.merilo"), PASSWORD, fast=True)
    created.store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Sokolova", is_actor=True))
    created.store.close()
    path = created.store.path
    for one in keys.both(path):
        one.unlink(missing_ok=True)
    app = start(path)
    card = card_of(app, UnlockCard)
    QTest.keyClick(card.switch, Key.Key_Space)
    QTest.keyClicks(card.code, created.recovery_code)
    QTest.keyClick(card.code, Key.Key_Return)
    settle(app, qtbot)

    renew = card_of(app, RenewCard)
    assert renew.fields.password.hasFocus()
    QTest.keyClicks(renew.fields.password, "too short")
    QTest.keyClick(renew.set, Key.Key_Space)
    assert any("12 characters" in text for text in texts(renew))
    assert not keys.beside(path).exists()
    renew.fields.clear()
    QTest.keyClicks(renew.fields.password, "another horse battery")
    QTest.keyClick(renew.fields.password, Key.Key_Return)
    QTest.keyClicks(renew.fields.again, "another horse battery")
    QTest.keyClick(renew.fields.again, Key.Key_Return)
    settle(app, qtbot)
    assert app.window.workspace is not None

    for password, opens in ((PASSWORD, False), ("another horse battery", True)):
        if opens:
            Store.open(path, password).close()
        else:
            with pytest.raises(WrongPassword):
                Store.open(path, password)


def test_a_file_without_its_keys_can_be_opened_by_the_code_from_the_first_screen(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "files" / "Code.merilo"
    created = Store.create(path, PASSWORD, fast=True)
    created.store.close()
    for one in keys.both(path):
        one.unlink(missing_ok=True)
    app = start()
    monkeypatch.setattr(files, "open_file", lambda *_asked: path)
    assert app.window.start is not None
    app.window.start.choose_file()
    settle(app, qtbot)
    card = card_of(app, UnlockCard)
    assert card.fault.text.startswith("The key file “Code.merilo.keys” is missing.")
    QTest.keyClick(card.switch, Key.Key_Space)
    QTest.keyClicks(card.code, created.recovery_code)
    QTest.keyClick(card.code, Key.Key_Return)
    settle(app, qtbot)
    assert app.data is not None
    assert app.data.path == path
    card_of(app, RenewCard)


def test_a_file_whose_password_is_gone_is_told_before_it_is_opened(
    start: Start, file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    app = unlock(start(file), qtbot)
    assert app.data is not None
    app.close()
    other = tmp_path / "other" / file.name
    other.parent.mkdir()
    Store.create(other, None, fast=True).store.close()
    for one in (file, *keys.both(file)):
        shutil.copyfile(other.with_name(one.name), one)
    app = start(file)
    settle(app, qtbot)
    assert app.data is None
    told = "“North.merilo” had a password and now opens without one"
    assert card_of(app, UnlockCard).fault.text.startswith(told)
    app._change.choose(file)  # pyright: ignore[reportPrivateUsage]
    settle(app, qtbot)
    assert app.data is not None, "whoever chooses it again gets it"


def test_an_empty_password_is_asked_for(start: Start, file: Path) -> None:
    app = start(file)
    card = card_of(app, UnlockCard)
    QTest.keyClick(card.open, Key.Key_Space)
    assert "Enter the password." in texts(card)


def test_caps_lock_and_layout_are_told_from_what_is_typed(start: Start, file: Path) -> None:
    card = card_of(start(file), UnlockCard)
    QTest.simulateEvent(card.edit, True, ord("A"), Qt.KeyboardModifier.NoModifier, "A", False, -1)
    assert "Caps Lock is on" in texts(card)
    QTest.simulateEvent(card.edit, True, ord("Ф"), Qt.KeyboardModifier.NoModifier, "ф", False, -1)
    assert "The layout is Russian" in texts(card)
    QTest.simulateEvent(card.edit, True, ord("B"), Qt.KeyboardModifier.ShiftModifier, "B", False, -1)
    assert "Caps Lock is on" not in texts(card)
    assert "The layout is Russian" not in texts(card)
