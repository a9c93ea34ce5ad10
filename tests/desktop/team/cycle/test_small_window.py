"""In a window of 1024 × 700 with letters of 20 pt a cycle and a new one are whole, one part at a time."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.kit.turn import MAIN, SIDE
from desktop.settings import Settings
from desktop.team.cycle.new_screen import NewCycleScreen
from desktop.team.cycle.plan import Part
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, focused, press
from tests.desktop.team.cycle.hands import Team, cycle_screen
from tests.screens import checks


def small(team: Team, start: Start, settings: Settings, qtbot: QtBot) -> App:
    """Start the program in Russian with letters 14 px larger, in a small window."""
    settings.language, settings.font_step = "ru", 14
    app = team.begin(start, qtbot)
    app.window.resize(1024, 700)
    return app


def faults(screen: QWidget, application: QApplication) -> list[checks.Finding]:
    """Return what is still cut once the layouts have come to rest."""
    found: list[checks.Finding] = []
    for _round in range(40):
        application.processEvents()
        found = [one for one in checks.examine(screen) if one.kind in checks.FAULTS]
        if not found:
            break
    return found


def test_the_page_of_a_cycle_cuts_nothing_and_its_card_is_a_switch_away(
    team: Team, start: Start, settings: Settings, qtbot: QtBot, qapp: QApplication
) -> None:
    cycle_id, cases = team.cycle()
    team.rate(cases["Adams"], team.gromov)
    app = small(team, start, settings, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert faults(screen, qapp) == []
    assert screen.turn.narrow and screen.table.isVisible() and not screen.card.isVisible()
    screen.turn.switch.setFocus()
    QTest.keyClick(screen.turn.switch, Qt.Key.Key_Right)
    assert screen.turn.switch.current == SIDE and screen.card.step_button.isVisible()
    assert faults(screen, qapp) == []
    screen.clear_filter()  # the list takes the focus, and is shown for it
    assert screen.turn.switch.current == MAIN and focused() is screen.table


def test_no_part_of_a_new_cycle_cuts_anything(
    team: Team, start: Start, settings: Settings, qtbot: QtBot, qapp: QApplication
) -> None:
    app = small(team, start, settings, qtbot)
    workspace_of(app).new_cycle()
    screen = workspace_of(app).shown
    assert isinstance(screen, NewCycleScreen)
    for part in Part:
        screen.go_to(int(part))
        assert faults(screen, qapp) == [], part
    told = screen.rail.parts[Part.PERIOD].property("toolTip")
    assert "2026" in told  # what stands below a part where there is room
    screen.go_to(Part.PEOPLE)
    page = screen.people_page
    assert page.turn.narrow and not page.side.isVisible()
    page.toggle()  # takes in whoever the list stands on
    page.point_at("panel", "Кто-то нужен.")
    assert page.side.isVisible() and page.side.isAncestorOf(focused())
    assert faults(screen, qapp) == []
    press("F", CTRL)
    assert focused() is page.search and not page.side.isVisible()


def test_with_more_room_the_parts_stand_under_one_another_again(
    team: Team, start: Start, settings: Settings, qtbot: QtBot, qapp: QApplication
) -> None:
    app = small(team, start, settings, qtbot)
    workspace_of(app).new_cycle()
    screen = workspace_of(app).shown
    assert isinstance(screen, NewCycleScreen)
    qapp.processEvents()
    period, people = screen.rail.parts[Part.PERIOD], screen.rail.parts[Part.PEOPLE]
    assert period.y() == people.y()
    app.window.resize(1900, 900)
    assert faults(screen, qapp) == []
    assert period.x() == people.x() and period.y() < people.y()
    assert period.property("toolTip") == ""
