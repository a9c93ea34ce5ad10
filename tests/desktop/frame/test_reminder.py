"""Whoever waits for sheets copies a reminder: who, about whom, until when, and no mark."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.home.screen import HomeScreen
from desktop.shared.reminder import ReminderDialog
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import dialog, press
from tests.desktop.team.cycle.conftest import team as team
from tests.desktop.team.cycle.hands import Team, cycle_screen, plain

CTRL = Qt.KeyboardModifier.ControlModifier


def copied() -> str:
    return plain(QApplication.clipboard().text())


def begun(team: Team, start: Start, qtbot: QtBot) -> tuple[App, int]:
    cycle_id, cases = team.cycle()
    team.rate(cases["Adams"], team.gromov)
    team.rate(cases["Brown"], team.gromov, None)
    return team.begin(start, qtbot), cycle_id


def test_debtors_of_a_cycle_are_copied_as_a_letter(team: Team, start: Start, qtbot: QtBot) -> None:
    app, cycle_id = begun(team, start, qtbot)
    workspace_of(app).go("cycle", cycle_id)
    screen = cycle_screen(app)
    QTest.mouseClick(screen.remind_button, Qt.MouseButton.LeftButton)
    asked = dialog(screen, ReminderDialog)
    assert asked.copy_button.hasFocus()
    press(Qt.Key.Key_Return)
    text = copied()
    assert "“IV 2026” have not been submitted yet." in text
    assert "Please submit them by 31 Dec 2026." in text
    head, *rest = text.partition("Gromov Maxim")[1:]
    assert head == "Gromov Maxim"
    gromov, _name, sokolova = "".join(rest).partition("Sokolova Anna")
    assert gromov.split("\n")[0] == ": 2 sheets", "Adams' sheet is in"
    assert [line.partition(",")[0] for line in gromov.split("\n")[1:] if line] == [
        "— Brown Ivan",
        "— Clark Ivan",
    ]
    assert sokolova.count("not started") == 3
    assert app.window.toast.text == "The text of the reminder is copied"


def test_one_debtor_is_written_to_alone(team: Team, start: Start, qtbot: QtBot) -> None:
    app, cycle_id = begun(team, start, qtbot)
    workspace_of(app).go("cycle", cycle_id)
    screen = cycle_screen(app)
    screen.remind()
    asked = dialog(screen, ReminderDialog)
    asked.who.box.setCurrentIndex(1)
    assert "Gromov Maxim: 2 sheets" in plain(asked.text.toPlainText())
    assert "Sokolova" not in asked.text.toPlainText()
    asked.reject()


def test_the_reminder_is_at_hand_on_the_overview_too(team: Team, start: Start, qtbot: QtBot) -> None:
    app, _cycle_id = begun(team, start, qtbot)
    workspace_of(app).go("home")
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    qtbot.waitUntil(lambda: home.cycle.remind_button.isVisible())
    QTest.mouseClick(home.cycle.remind_button, Qt.MouseButton.LeftButton)
    dialog(home, ReminderDialog)
    press(Qt.Key.Key_Return)
    assert "Brown Ivan" in copied()


def test_nobody_is_reminded_once_all_is_in(team: Team, start: Start, qtbot: QtBot) -> None:
    cycle_id, cases = team.cycle()
    for case in cases.values():
        team.rate(case, team.gromov)
        team.rate(case, team.sokolova)
    app = team.begin(start, qtbot)
    workspace_of(app).go("cycle", cycle_id)
    assert cycle_screen(app).remind_button.isHidden()
