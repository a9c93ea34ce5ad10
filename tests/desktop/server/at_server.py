"""A window at a server: the service runs beside it, and the network between can be cut."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.app import App
from desktop.remote_data import RemoteData
from desktop.start.server import FirstPasswordCard, ServerCard
from desktop.start.welcome import WelcomeCard
from domain.login import Login, LoginRole
from tests.db.service.web.client import FIRST, OWN, add, running
from tests.db.wire.strangers import Way, way
from tests.desktop.conftest import at_rest, card_of, read_whole

Key = Qt.Key
LONG = 300.0


class Centre(NamedTuple):
    """A service over a file, and the way to it."""

    store: Store
    way: Way

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.way.port}"


@contextmanager
def centre(store: Store, monkeypatch: pytest.MonkeyPatch, **accounts: int | Login) -> Iterator[Centre]:
    """Serve the file; each has an account with a first password, of HR if only the person is named.

    Only a cut network is slow.
    """
    monkeypatch.setattr("db.wire.remote.PATIENCE", LONG)
    for name, one in accounts.items():
        login = one if isinstance(one, Login) else Login(one, LoginRole.HR)
        add(store, name, login.person_id, login.role, *login.unit_ids)
    with running(store) as service, way(service.port) as between:
        yield Centre(store, between)


def to_the_server(app: App) -> ServerCard:
    """Go from the first page to the server."""
    card_of(app, WelcomeCard).server.click()
    return card_of(app, ServerCard)


def fill(card: ServerCard, address: str, name: str, password: str) -> None:
    """Type all three, and press Enter."""
    for edit, text in ((card.address, address), (card.name, name), (card.password, password)):
        type_in(edit, text)
    QTest.keyClick(card.password, Key.Key_Return)


def type_in(edit: QLineEdit, text: str) -> None:
    """Type it in place of what stands there; QTest knows no Cyrillic keys."""
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)


def set_own(app: App, qtbot: QtBot) -> None:
    """Type a password of one's own twice in place of the first one."""
    qtbot.waitUntil(lambda: isinstance(_card(app), FirstPasswordCard) and at_rest(app))
    card = card_of(app, FirstPasswordCard)
    for edit in (card.fields.password, card.fields.again):
        type_in(edit, OWN)
        QTest.keyClick(edit, Key.Key_Return)


def is_in(app: App) -> Callable[[], bool]:
    """Return what tells whether the window is open and has read what it shows."""
    return lambda: app.window.workspace is not None and at_rest(app) and read_whole(app)


def log_in(app: App, qtbot: QtBot, at: Centre, name: str) -> App:
    """Log in for the first time, and wait for the overview."""
    fill(to_the_server(app), at.address, name, FIRST)
    set_own(app, qtbot)
    qtbot.waitUntil(is_in(app))
    return app


def remote(app: App) -> RemoteData:
    """Return what the window works with."""
    assert isinstance(app.data, RemoteData)
    return app.data


def _card(app: App) -> object:
    return None if app.window.start is None else app.window.start.card
