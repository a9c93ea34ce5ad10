"""From the quarter to the packets of its assessors and on to what is due, by the mouse alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.exchange import keys as ledger
from db.exchange import pairing
from desktop.exchange.invite_dialog import InviteDialog
from desktop.exchange.screen import ExchangeScreen
from desktop.home.screen import HomeScreen
from desktop.kit.segments import Segments
from desktop.office.exchange import sending
from desktop.places import ASSESSMENT, HOME
from domain.exchange.holding import Stand
from tests.desktop.conftest import Start, new_file, workspace_of
from tests.desktop.exchange.hands import choose, dialog
from tests.desktop.hiring.campaign.hands import texts
from tests.desktop.office.exchange.places import place
from tests.desktop.team.cycle.hands import Team, cycle_screen, cycles_screen, lines

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """A unit of three; the key of its head is known."""
    folder = tmp_path / "files"
    folder.mkdir()
    made = Team(new_file(folder / "North.merilo", actors=2))
    other = place(tmp_path / "other.merilo", "Gromov")
    told = pairing.read(sending.pairing_file(other.store))
    other.store.close()
    with made.store() as store:
        store.write(ledger.know, told, made.gromov, told.keys.groups)
    return made


def test_the_assessor_of_a_quarter_is_invited_and_awaited_by_the_mouse_alone(
    team: Team, start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _cycle, cases = team.cycle()
    stick = tmp_path / "stick"
    stick.mkdir()
    choose(monkeypatch, stick)
    app = team.begin(start, qtbot)
    space = workspace_of(app)
    click(space.rail.item(ASSESSMENT))
    click_segment(space.shown, "Staff cycles")
    listed = cycles_screen(app)
    qtbot.waitUntil(lambda: listed.model.rowCount() > 1)
    row = next(n for n in range(listed.model.rowCount()) if listed.model.line(n) is not None)
    double_click(listed.table, listed.model.index(row, 0))
    screen = cycle_screen(app)
    grid = screen.sheets.people
    click_at(grid, grid.list_model.index(1, 0))
    assert screen.row is not None and screen.row.rated.case.case_id == cases["Brown"]
    click(named(screen.card, "Invite by packets…"))
    asked = dialog(qtbot, InviteDialog)
    assert [box.isChecked() for box in asked.boxes.values()] == [True, False], "one rates here"
    with qtbot.waitSignal(asked.exported):
        click(asked.save_button)
    (packet,) = stick.iterdir()
    assert packet.suffix == ".merilo-packet"
    qtbot.waitUntil(lambda: "Gromov Maxim: invited; Sokolova Anna: not started" in lines(screen.model)[1])
    qtbot.waitUntil(lambda: "invited" in texts(screen.card).split("\n"))
    assert "Gromov Maxim: not started" in lines(screen.model)[0], "nobody else is"
    assert screen.header.back_button is not None
    click(screen.header.back_button)
    click_segment(space.shown, "Exchange")
    shown = space.shown
    assert isinstance(shown, ExchangeScreen)
    own, line = shown.model.lines()
    assert (own.stand, own.who, own.case_id) == (Stand.RATED_HERE, "Sokolova A.", cases["Brown"])
    assert (line.stand, line.who, line.case_id) == (Stand.OUT, "Gromov M.", cases["Brown"])

    click(space.rail.item(HOME))
    home = space.shown
    assert isinstance(home, HomeScreen)
    told = "1 sheet sent out is awaited"
    qtbot.waitUntil(lambda: home.whole and any(told in line for line in due_lines(home)))
    number = next(n for n, line in enumerate(due_lines(home)) if told in line)
    assert "To the exchange" in due_lines(home)[number]
    click_at(home.due_list, home.due_model.index(number, 0))
    assert space.shown is shown


def due_lines(home: HomeScreen) -> list[str]:
    model = home.due_model
    said = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(said)) for row in range(model.rowCount())]


def click(widget: QWidget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    QTest.mouseClick(widget, LEFT)


def named(within: QWidget, text: str) -> QPushButton:
    """Return the button in sight with this text."""
    (found,) = (one for one in within.findChildren(QPushButton) if one.text() == text and one.isVisible())
    return found


def click_segment(within: QWidget, text: str) -> None:
    found = (
        button
        for choice in within.findChildren(Segments)
        for button in choice.findChildren(QAbstractButton)
        if button.isVisible() and button.text() == text
    )
    click(next(found))


def click_at(table: QAbstractItemView, index: QModelIndex) -> None:
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())


def double_click(table: QAbstractItemView, index: QModelIndex) -> None:
    click_at(table, index)
    QTest.mouseDClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    QApplication.processEvents()
