"""A list of cycles too long to be counted at once is there before its counts."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from db.assessing import cycles, people
from db.hiring import campaigns
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.team.cycle.hands import Team, cycles_screen, lines


def test_a_long_list_is_there_before_its_counts_and_counts_again_only_after_a_change(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    app = team.begin(start, qtbot)
    space = workspace_of(app)
    space.to_cycles()
    screen = cycles_screen(app)
    plain_lines = lines(screen.model)
    assert any("| 3 | 0 of 6 sheets submitted | 3" in one for one in plain_lines)
    screen.at_once = 0  # as if it were too long to be counted at once
    screen.refresh()
    assert any("31 Dec 2026, 37 days left | … | … | …" in one for one in lines(screen.model))
    qtbot.waitUntil(lambda: lines(screen.model) == plain_lines)
    space.to_cycle(cycle_id)
    space.to_cycles()
    assert lines(screen.model) == plain_lines, "what was counted is kept"
    assert app.data is not None
    app.data.write(campaigns.withdraw, cases["Brown"], "another centre", TODAY)
    assert any("| … | … | …" in one for one in lines(screen.model))
    app.data.write(cycles.withdraw_cycle, cycle_id, "opened by mistake")  # while it is counted
    qtbot.waitUntil(lambda: "| …" not in " ".join(lines(screen.model)))
    assert lines(screen.model)[0] == "[Withdrawn cycles 1]"
    in_the_background, screen.at_once = lines(screen.model), 99
    brown = app.data.read(people.person, team.people["Brown"])
    app.data.write(people.change, replace(brown, given="Boris"))
    assert lines(screen.model) == in_the_background, "what was counted before the change was dropped"
    space.to_cycle(cycle_id)
    screen.at_once = 0
    app.data.write(people.change, replace(brown, given="Basil"))
    space.to_cycles()
    assert any("| … | … | …" in one for one in lines(screen.model)), "a change is heard by a hidden list too"
