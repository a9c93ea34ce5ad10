"""The page of a cycle with many people shows the first ones, and all of them once they are asked for."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.team.cycle.dialogs import EndDialog
from desktop.team.cycle.rows import Which
from desktop.team.cycle.screen import CycleScreen
from domain.mark import Role
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import dialog
from tests.desktop.team.cycle.hands import Team, cycle_screen, lines


def opened(team: Team, start: Start, qtbot: QtBot) -> tuple[App, CycleScreen]:
    """Return the page of a cycle; of Clark nobody has been asked."""
    panels = {
        "Adams": ((team.gromov, Role.MANAGER), (team.sokolova, Role.HR)),
        "Brown": ((team.gromov, Role.MANAGER), (team.sokolova, Role.HR)),
    }
    cycle_id, cases = team.cycle(panels)
    team.rate(cases["Adams"], team.gromov)
    team.rate(cases["Brown"], team.gromov, level=None)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    return app, cycle_screen(app)


def first_only(screen: CycleScreen) -> None:
    """Read the page anew, as if there were too many people for one."""
    arrange(screen, 0, Which.ALL, "")
    screen.reading.at_once, screen._deep = 1, False
    screen.note_read()
    screen.refresh()


def arrange(screen: CycleScreen, group: int, which: Which, typed: str) -> None:
    """Choose how the sheets are shown, with nobody's sheet chosen before."""
    screen.sheets.people._chosen.clear()
    screen.groups.choose(group)
    screen.which.choose(which)
    screen.search.setText(typed)
    screen._arrange()


def counts(screen: CycleScreen) -> list[str]:
    """Return what the filter tells."""
    return [one.text() for one in screen.which.findChildren(QAbstractButton)]


def test_the_first_people_come_with_true_counts_and_any_order_or_filter_is_that_of_everybody(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app, screen = opened(team, start, qtbot)
    assert screen.page is not None and screen.page.is_whole
    told, everybody = counts(screen), lines(screen.model)
    assert told == ["All 5", "Pending 4", "Yours 2"]
    assert sum(one.out for one in screen.model.lines()) == 3
    ways = [(group, which, typed) for group in (0, 1) for which in Which for typed in ("", "gromov", "clark")]
    whole: dict[tuple[int, Which, str], list[str]] = {}
    for way in ways:
        arrange(screen, *way)
        whole[way] = lines(screen.model)
    for way in ways:
        arrange(screen, 0, Which.ALL, "")
        screen.table.stand_on(None)
        first_only(screen)
        assert lines(screen.model) == everybody[:1] and counts(screen) == told
        assert not app.jobs.busy
        arrange(screen, *way)
        assert app.jobs.busy is (way != (0, Which.ALL, ""))
        if app.jobs.busy:
            assert lines(screen.model) == everybody[:1], "not some of those found"
            qtbot.waitUntil(lambda: not app.jobs.busy)
            assert lines(screen.model) == whole[way]
            assert counts(screen) == told


def test_the_end_of_the_first_people_and_a_sheet_to_come_back_to_ask_for_everybody(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app, screen = opened(team, start, qtbot)
    everybody, last = lines(screen.model), screen.model.lines()[-1].key
    screen.table.stand_on(last)
    memory = screen.memory()
    first_only(screen)
    assert app.jobs.busy, "one stood beyond"
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert lines(screen.model) == everybody and screen.table.current_key == last
    screen.table.stand_on(None)
    first_only(screen)
    assert not app.jobs.busy
    screen.recall(memory)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert screen.table.current_key == last
    screen.table.stand_on(None)
    first_only(screen)
    screen.recall(memory)
    moved = screen.model.lines()[0].key
    screen.table.stand_on(moved)
    QTest.keyClick(screen.table, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert lines(screen.model) == everybody


def test_who_ends_a_long_cycle_is_told_of_all_who_are_missing(team: Team, start: Start, qtbot: QtBot) -> None:
    app, screen = opened(team, start, qtbot)
    screen.seal()
    whole = dialog(screen, EndDialog).out
    dialog(screen, EndDialog).reject()
    first_only(screen)
    screen.seal()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert dialog(screen, EndDialog).out == whole and len(whole) > 1
    dialog(screen, EndDialog).reject()


def test_a_change_meanwhile_does_not_forget_that_a_cycle_is_to_end(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app, screen = opened(team, start, qtbot)
    screen.table.stand_on(None)
    first_only(screen)
    screen.seal()
    screen.note_read()
    screen.refresh()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    dialog(screen, EndDialog).reject()


def test_nobody_who_has_left_the_page_is_asked_whether_to_end_the_cycle(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app, screen = opened(team, start, qtbot)
    screen.table.stand_on(None)
    first_only(screen)
    screen.seal()
    workspace_of(app).to_cycles()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert not screen.findChildren(EndDialog)
