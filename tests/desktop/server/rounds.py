"""A round through the window of a role: every place, each act of a header; the service refuses none."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.jump.box import JumpBox
from desktop.jump.entries import Kind, People
from desktop.kit.page.header import Header
from desktop.places import PREFERENCES, ROADS
from tests.desktop.conftest import at_rest, read_whole, workspace_of
from tests.desktop.server.at_server import Centre, remote


def walk(app: App, qtbot: QtBot, at: Centre) -> None:
    """Go to each place of the rail by its button, and press what its header offers; open the jump box."""
    space = workspace_of(app)
    names = ROADS[remote(app).role].rail
    for name in names:
        space.rail.item(name).click()
        _settle(app, qtbot)
        assert space.rail.current == name
        press_header(app, qtbot)
    space.rail.item(names[0]).click()
    _settle(app, qtbot)
    space.jump()
    _settle(app, qtbot)
    close_all(app, qtbot)
    space.file_menu().deleteLater()
    nothing_was_refused(app, at)


def press_header(app: App, qtbot: QtBot) -> None:
    """Press every button of the header of what is shown, and come back each time."""
    space = workspace_of(app)
    before = space.place
    for number in range(len(_acts(app))):
        acts = _acts(app)
        if number < len(acts):
            acts[number].click()
            _settle(app, qtbot)
            close_all(app, qtbot)
            if space.place != before:
                space.go(*before)
                _settle(app, qtbot)


def nothing_was_refused(app: App, at: Centre) -> None:
    """The service did whatever the window has asked of it, and no error was told of."""
    assert not at.way.refused, at.way.refused
    assert not app.errors.reports, app.errors.reports


def close_all(app: App, qtbot: QtBot) -> None:
    """Close menus, dialogs and the jump box."""
    while (above := QApplication.activePopupWidget()) is not None:
        above.close()
        _settle(app, qtbot)
    for dialog in app.window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
    for box in app.window.findChildren(JumpBox):
        box.close_box()
    app.window.activateWindow()  # without a window manager nothing else gives the keys back to it
    qtbot.waitUntil(app.window.isActiveWindow)
    _settle(app, qtbot)


def _acts(app: App) -> list[QAbstractButton]:
    header = workspace_of(app).shown.findChild(Header)
    found = [] if header is None else header.findChildren(QPushButton)
    return [one for one in found if one.isVisible() and one.isEnabled() and one is not header.back_button]


def _settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))


def offered(app: App) -> set[str]:
    """Return by name what the open jump box offers."""
    return {*names_offered(app)}


def names_offered(app: App) -> list[str]:
    """Return the names in the order of the box, each as often as it stands there."""
    box = workspace_of(app).jump_box
    assert box is not None
    return [entry.name for shelf in box.shelves if not isinstance(shelf, People) for entry in shelf.entries]


def settings_lead_to_their_fields(app: App, qtbot: QtBot) -> None:
    """Take each setting that the jump box offers: the keys go to a field that is seen."""
    space = workspace_of(app)
    space.jump()
    _settle(app, qtbot)
    box = space.jump_box
    assert box is not None
    shelves = [shelf for shelf in box.shelves if not isinstance(shelf, People)]
    names = [one.name for shelf in shelves for one in shelf.entries if one.kind is Kind.SETTING]
    close_all(app, qtbot)
    assert names
    for name in names:
        space.go(PREFERENCES)
        _settle(app, qtbot)
        nowhere = space.shown.focusWidget()
        if nowhere is not None:
            nowhere.clearFocus()
        space.to_setting(name)
        _settle(app, qtbot)
        field = space.shown.focusWidget()
        assert field is not None and field.isVisible(), name
