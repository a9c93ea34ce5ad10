"""A program of one's own for each test: temporary settings and files, no dialog that waits for a person."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, override

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker
from shiboken6 import isValid

from db.assessing import people
from db.file.store import Store
from desktop import jobs
from desktop.actions import Actions
from desktop.app import App
from desktop.context import Context
from desktop.data import Data
from desktop.export.screen import DocumentsScreen
from desktop.form_drafts import FileFormDrafts
from desktop.frame.workspace import Workspace
from desktop.home.screen import HomeScreen
from desktop.jobs import Jobs
from desktop.kit.page import files
from desktop.settings import Settings
from desktop.start.card import Card
from desktop.start.unlock import UnlockCard
from desktop.theme import Theme, load_fonts
from domain.people.person import Person, PersonKind
from resources import i18n
from tests import aside, prepared
from tests.children import Beside, Child
from tests.desktop.desk import Stage, nothing_is_put_off

if TYPE_CHECKING:
    from pytestqt.qtbot import _WaitWidgetContextManager  # pyright: ignore[reportPrivateUsage]

TODAY = date(2026, 11, 24)


PATIENCE = 300_000  # milliseconds


class Patient(QtBot):
    """Waits as long as a busy machine needs: what never comes fails all the same, only later."""

    @override
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    @override
    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        late = timeout if raising is False else max(timeout, PATIENCE)
        return super().waitSignal(signal, timeout=late, raising=raising, check_params_cb=check_params_cb)

    @override
    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE) -> "_WaitWidgetContextManager":
        return super().waitActive(widget, timeout=max(timeout, PATIENCE))

    @override
    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> "_WaitWidgetContextManager":
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The hands of a user with patience."""
    return Patient(request)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read the source strings; one that wants Russian says so."""
    i18n.use("en")
    yield
    i18n.use("ru")


@pytest.fixture(autouse=True)
def no_thread_outlives_its_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End the thread of jobs that a test left open: it would work on, and fall, in the midst of others."""
    workers = list[jobs.Worker]()

    class Known(jobs.Worker):
        @override
        def __init__(self, settled: Callable[[tuple[jobs.Job, Any, BaseException | None]], object]) -> None:
            super().__init__(settled)
            workers.append(self)

    monkeypatch.setattr(jobs, "Worker", Known)
    yield
    for worker in workers:
        worker.end()


@pytest.fixture(autouse=True)
def _pointer_at_rest() -> None:
    """The one pointer of the process stays where a test left it, and may be over a cell of the next."""
    if QApplication.instance() is not None:
        QCursor.setPos(QApplication.primaryScreen().geometry().bottomRight())
        QApplication.processEvents()


@pytest.fixture(autouse=True)
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system dialog would wait for ever; a test that expects one answers it by itself."""

    def refuse(*_arguments: object) -> None:
        raise AssertionError("a file dialog was opened unexpectedly")

    for name in ("open_file", "open_files", "save_as", "new_file", "folder", "show_folder"):
        monkeypatch.setattr(files, name, refuse)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, worn by the application."""
    load_fonts()
    qapp.setStyle("Fusion")
    made = Theme("light")
    qapp.setFont(made.font("body"))
    qapp.setPalette(made.palette())
    qapp.setStyleSheet(made.sheet())
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that are nobody's."""
    return Settings(tmp_path / "config" / "merilo.ini")


PASSWORD = "correct horse battery"
KNOWN = (
    Person(kind=PersonKind.EMPLOYEE, surname="Sokolova", given="Anna", post="HR", is_actor=True),
    Person(kind=PersonKind.EMPLOYEE, surname="Gromov", given="Maxim", post="Head", is_actor=True),
)


def new_file(path: Path, password: str | None = PASSWORD, *, actors: int = 1) -> Path:
    """Make a real encrypted file with quick keys and up to two people who assess."""

    def make(made: Path) -> None:
        store = Store.create(made, password, fast=True).store
        for person in KNOWN[:actors]:
            store.write(people.add, person)
        store.close()

    prepared.file(path, f"{actors} who assess behind {password}", make)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one actor, closed."""
    folder = tmp_path / "files"
    folder.mkdir(exist_ok=True)
    return new_file(folder / "North.merilo")


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """The file, open; closed when every window of the test is gone."""
    opened = Store.open(file, PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def me(store: Store) -> Person:
    """Who works with the file: Sokolova, unless a folder of tests says somebody else."""
    return next(one for one in store.read(people.actors) if one.surname == "Sokolova")


@pytest.fixture
def context(
    store: Store, me: Person, settings: Settings, theme: Theme, qapp: QApplication
) -> Iterator[Context]:
    """What a screen is given."""
    store.act_as(me.id)
    work = Jobs()
    yield Context(Data(store), work, settings, Actions(), theme, me, lambda: TODAY)
    work.close()


@pytest.fixture
def stage(context: Context, qtbot: QtBot) -> Stage:
    """Where screens are shown one by one, without the window of the program."""
    return Stage(context, qtbot)


@pytest.fixture
def beside() -> Iterator[Beside]:
    """Start further programs; none outlives the test."""
    children: list[Child] = []

    def begin(code: str, *arguments: str | Path, folder: Path | None = None) -> Child:
        children.append(Child(code, arguments, folder))
        return children[-1]

    yield begin
    for one in children:
        one.leave()


type Start = Callable[..., App]


@pytest.fixture
def start(qapp: QApplication, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Start]:
    """Start the program as ``merilo [FILE]`` does; the fixture ends it."""
    running: list[App] = []

    def begin(path: Path | None = None, language: str = "en", settings: Settings = settings) -> App:
        if settings.language is None and language:
            settings.language = language
        app = App(qapp, settings, lambda: TODAY, tmp_path / "files")
        running.append(app)
        with qtbot.waitSignal(app.window.painted):
            app.start(path)
        app.window.activateWindow()
        with qtbot.waitActive(app.window):
            pass
        qtbot.waitUntil(lambda: at_rest(app))
        return app

    (tmp_path / "files").mkdir(exist_ok=True)
    yield begin
    for app in running:
        aside.end(app, partial(_close, app))
        app.deleteLater()


def _close(app: App) -> None:
    if isValid(app.window):  # otherwise the test has ended the program itself
        app.window.close()
        app.window.deleteLater()


def unlock(app: App, qtbot: QtBot, password: str = PASSWORD) -> App:
    """Type the password and wait until the file is open."""
    card = card_of(app, UnlockCard)
    QTest.keyClicks(card.edit, password)
    QTest.keyClick(card.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
    return app


def at_rest(app: App) -> bool:
    """Tell whether nothing works, nor begins by what is painted now or put off for a moment."""
    for _ in range(2):  # work that the first paint of a file leads to begins in the second
        QApplication.processEvents()
    return not app.jobs.busy and nothing_is_put_off(app.window)


def read_whole(app: App) -> bool:
    """Tell whether nothing of what is shown is still to come: of the overview or of a document."""
    shown = app.window.workspace.shown if app.window.workspace is not None else None
    if isinstance(shown, DocumentsScreen):
        return not shown.drawing
    return not isinstance(shown, HomeScreen) or shown.whole


def card_of[C: Card](app: App, kind: type[C]) -> C:
    """Return the card that is shown, which must be of this kind."""
    assert app.window.start is not None
    card = app.window.start.card
    assert isinstance(card, kind), card
    return card


def workspace_of(app: App) -> Workspace:
    """Return what is shown of the open file."""
    assert app.window.workspace is not None
    return app.window.workspace


class Room(QWidget):
    """A window of a single screen; forms above it keep their words in the file, as they always do."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.form_drafts = FileFormDrafts(context.data, context.me.id)
