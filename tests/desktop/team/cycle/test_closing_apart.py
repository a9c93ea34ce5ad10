"""Before a cycle is closed it is said whose assessors differ: afterwards no level can be agreed."""

from pytestqt.qtbot import QtBot

from desktop.team.cycle.dialogs import EndDialog
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.development.hands import SHIFT
from tests.desktop.hiring.campaign.hands import CTRL, dialog, in_front, press, texts
from tests.desktop.team.cycle.hands import Team, cycle_screen, plain


def test_closing_names_whose_differences_are_not_settled(team: Team, start: Start, qtbot: QtBot) -> None:
    cycle_id, cases = team.cycle()
    for name, level in (("Adams", 4), ("Brown", 2)):
        team.rate(cases[name], team.gromov, 2)
        team.rate(cases[name], team.sokolova, level)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    press("s", CTRL | SHIFT)
    asked = dialog(screen, EndDialog)
    assert "agreed level" not in texts(asked), "that can still be done once no sheets are accepted"
    asked.reject()
    in_front(app, qtbot)
    press("w", CTRL | SHIFT)
    asked = dialog(screen, EndDialog)
    told = "1 person has differences without an agreed level: Adams I. None can be agreed"
    assert told in plain(texts(asked))
    asked.reject()
