"""Whatever fails on a screen or in a form: the file is locked, and what failed is told after the password."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.kit.form.dialog import Message
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.start.unlock import LockedCard
from tests.desktop.conftest import Start, card_of, unlock, workspace_of
from tests.desktop.frame.test_lock import LOCK, Key, give, lock


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def messages() -> list[Message]:
    """Return the messages that are shown."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Message) and one.isVisible()]


def test_a_screen_that_fails_to_remember_does_not_stop_the_lock_and_is_told_afterwards(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("preferences")
    workspace_of(app).go("people")
    with monkeypatch.context() as bug:
        bug.setattr(PeopleScreen, "memory", lambda _screen: 1 // 0)
        lock(app, qtbot)
    give(app, qtbot)
    qtbot.waitUntil(lambda: bool(messages()), timeout=60_000)
    assert workspace_of(app).place[0] == "people"
    messages()[0].reject()


def test_a_dialog_that_fails_to_close_does_not_stop_the_lock(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("people")
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    screen.add_person()
    form = app.window.findChild(PersonDialog)
    assert form is not None
    with qtbot.waitActive(form):
        pass
    QTest.keyClicks(form.surname.line, "Lebedev")
    with monkeypatch.context() as bug:
        bug.setattr(PersonDialog, "reject", lambda _form: 1 // 0)
        QTest.keyClick(form, Key.Key_L, LOCK)
        assert card_of(app, LockedCard).isVisible(), "the page covers whatever failed"
        assert not form.isVisible()
    give(app, qtbot)
    qtbot.waitUntil(lambda: bool(messages()), timeout=60_000)
    messages()[0].reject()
    assert form.isVisible() and form.surname.text == "Lebedev"
