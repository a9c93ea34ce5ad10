"""The example beside a file of one's own: it waits for whoever is typing, and is removed in one act."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.actions import Actions
from desktop.app import App
from desktop.jump import offers
from desktop.kit.form.dialog import Question
from desktop.settings import Settings
from desktop.start.welcome import WelcomeCard
from tests.desktop.conftest import Start, card_of, new_file, unlock, workspace_of
from tests.desktop.home.home import home

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # raising a window

Key = Qt.Key
type Build = Callable[[Path, date], None]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What the building of the example waits for; the real story takes seconds and has tests of its own."""
    ready = Event()

    def build(path: Path, _today: date) -> None:
        ready.wait()
        new_file(path, None)

    monkeypatch.setattr("desktop.office.demo.demo.build", build)
    yield ready
    ready.set()  # a test that falls would wait for its own thread


def ask_for_example(app: App) -> None:
    button = next(one for one in home(app).findChildren(QPushButton) if one.text() == "Open the example")
    button.click()


def is_open(app: App, path: Path) -> bool:
    return app.data is not None and app.data.path == path and app.window.workspace is not None


def example_of(settings: Settings) -> Path:
    return settings.folder / "demo" / "demo.merilo"


def test_whoever_only_waits_sees_the_example_as_soon_as_it_is_built(
    start: Start, file: Path, settings: Settings, built: Event, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    ask_for_example(app)
    built.set()
    qtbot.waitUntil(lambda: is_open(app, example_of(settings)))


def test_whoever_goes_on_typing_keeps_the_window_and_is_told(
    start: Start, file: Path, settings: Settings, built: Event, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    ask_for_example(app)
    QTest.keyClick(app.window.windowHandle(), Key.Key_Down)
    built.set()
    toast = app.window.toast
    qtbot.waitUntil(lambda: toast.isVisible() and toast.text == "The example is ready.")
    assert is_open(app, file)
    toast.link.click()
    qtbot.waitUntil(lambda: is_open(app, example_of(settings)))


def test_whoever_cancels_the_example_at_the_first_screen_goes_on_there(
    start: Start, settings: Settings, built: Event, qtbot: QtBot
) -> None:
    app = start(None)
    card = card_of(app, WelcomeCard)
    card.demo.click()
    assert not card.demo.isEnabled()
    qtbot.waitUntil(app.window.progress.cancel.isVisible)
    app.window.progress.cancel.click()
    built.set()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert card.demo.isEnabled() and card.open.isEnabled()
    assert app.data is None and not example_of(settings).exists()


def test_the_example_is_removed_in_one_act(
    start: Start, file: Path, settings: Settings, built: Event, qtbot: QtBot
) -> None:
    built.set()
    app = unlock(start(file), qtbot)
    ask_for_example(app)
    qtbot.waitUntil(lambda: is_open(app, example_of(settings)))
    notice = workspace_of(app).notice
    remove = next(one for one in notice.findChildren(QPushButton) if one.text() == "Remove the example…")
    assert remove.isVisible()
    remove.click()
    _agree(app, qtbot)
    qtbot.waitUntil(lambda: not (settings.folder / "demo").exists() and not app.jobs.busy)
    card = card_of(app, WelcomeCard)
    assert "The example is removed." in card.fault.text
    assert file.exists()


def test_the_example_is_removed_from_a_file_of_ones_own(
    start: Start, file: Path, settings: Settings, qtbot: QtBot
) -> None:
    example_of(settings).parent.mkdir(parents=True)
    new_file(example_of(settings), None)
    app = unlock(start(file), qtbot)
    acts = offers.acts(Actions(), (), read_only=False, example=True)
    assert "remove_demo" in [one.name for one in acts]
    workspace_of(app).jumping.do("remove_demo")
    _agree(app, qtbot)
    qtbot.waitUntil(lambda: app.window.toast.text == "The example is removed.")
    assert not (settings.folder / "demo").exists()
    assert is_open(app, file), "one's own file stays open"
    acts = offers.acts(Actions(), (), read_only=False)
    assert "remove_demo" not in [one.name for one in acts]


def _agree(app: App, qtbot: QtBot) -> None:
    question = app.window.findChild(Question)
    assert question is not None
    qtbot.waitUntil(question.isVisible)
    question.accept()
