"""Whoever is named as an assessor of a cycle works as himself, and leaves the place to the next one."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.kit.form.dialog import Question
from desktop.preferences.screen import PreferencesScreen
from domain.mark import Role
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.team.cycle.hands import Team


def people_menu(app: App) -> QMenu:
    return workspace_of(app).file_menu().people


def shown(menu: QMenu) -> list[tuple[str, bool]]:
    assert menu.isEnabled()
    return [(act.text(), act.isChecked()) for act in menu.actions() if act.isEnabled()]


def entry(app: App, name: str) -> QAction:
    return next(act for act in people_menu(app).actions() if act.text() == name)


def choose(app: App, name: str) -> None:
    entry(app, name).trigger()
    question = next(one for one in app.window.findChildren(Question) if one.isVisible())
    question.act.click()


def in_settings(app: App) -> tuple[str, list[str]]:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    box = screen.actors
    return box.currentText(), [box.itemText(number) for number in range(box.count())]


def test_a_named_assessor_is_chosen_as_the_one_who_works_and_the_first_one_comes_back(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    adams, brown = team.people["Adams"], team.people["Brown"]
    team.cycle({"Clark": ((adams, Role.PEER), (brown, Role.MANAGER))})
    app = team.begin(start, qtbot)
    names = ["Adams Ivan", "Brown Ivan", "Gromov Maxim", "Sokolova Anna"]
    assert shown(people_menu(app)) == [(name, name == "Sokolova Anna") for name in names]
    choose(app, "Adams Ivan")
    assert app.me is not None and app.me.id == adams
    assert shown(people_menu(app)) == [(name, name == "Adams Ivan") for name in names]
    now, offered = in_settings(app)
    assert (now, len(offered)) == ("Adams I., manager", 4)
    entry(app, "Sokolova Anna").trigger()  # back to one's own name: nothing to ask
    assert app.me.id == team.sokolova
    now, offered = in_settings(app)
    assert now.startswith("Sokolova A.")


def test_who_works_without_a_seat_is_listed_and_ticked_beside_the_others(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    workspace_of(app).actor_chosen.emit(team.people["Clark"])
    assert ("Clark Ivan", True) in shown(people_menu(app))
    assert in_settings(app)[0].startswith("Clark I.")
