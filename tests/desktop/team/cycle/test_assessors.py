"""Who assesses in an open cycle: removed, added, and a sheet begun by mistake, by keys."""

from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from desktop.shared.assessors_dialog import AssessorsDialog
from domain.mark import Role
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import Key, dialog, in_front, press, texts
from tests.desktop.team.cycle.hands import Team, cycle_screen, lines, page_of


def test_a_sheet_begun_by_mistake_ends_when_its_assessor_is_removed(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    app = team.begin(start, qtbot)
    assert app.data is not None
    app.data.write(sheets.open_sheet, cases["Brown"], team.sokolova, Role.HR)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    screen.table.stand_on((cases["Brown"], team.sokolova))
    press(Key.Key_F2)
    asked = dialog(screen, AssessorsDialog)
    begun = asked.release_buttons[team.sokolova]
    assert begun.isEnabled(), "nothing is in the sheet"
    begun.setFocus()
    press(Key.Key_Return)
    (line,) = (one.case for one in page_of(app, cycle_id).people if one.case.case_id == cases["Brown"])
    qtbot.waitUntil(lambda: (cases["Brown"], team.sokolova) not in lines(screen.model))
    assert not line.sheets


def test_who_assesses_is_changed_while_the_cycle_is_open(team: Team, start: Start, qtbot: QtBot) -> None:
    cycle_id, cases = team.cycle()
    sheet = team.rate(cases["Adams"], team.gromov, None)
    with team.store() as store:
        store.act_as(team.gromov)
        store.write(sheets.comment, sheet, 1, "Asks back.")
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    screen.table.stand_on((cases["Adams"], team.sokolova))
    press(Key.Key_F2)
    asked = dialog(screen, AssessorsDialog)
    assert "Gromov Maxim, manager, weight 1" in texts(asked)
    assert "hidden from the others by courtesy" in texts(asked)
    begun = asked.release_buttons[team.gromov]
    assert not begun.isEnabled()
    assert "entries in the sheet" in begun.accessibleDescription()
    asked.release_buttons[team.sokolova].setFocus()
    press(Key.Key_Return)
    assert [one.assessor_id for one in page_of(app, cycle_id).people[0].case.assigned] == []
    in_front(app, qtbot)
    press(Key.Key_F2)
    asked = dialog(screen, AssessorsDialog)
    asked.person.box.setEditText("Adams Ivan")  # its list of names wants a real screen
    assert asked.role.note == "self-assessment, weight 0"
    press(Key.Key_Return)
    (awaited,) = page_of(app, cycle_id).people[0].case.assigned
    assert (awaited.assessor_id, awaited.role) == (team.people["Adams"], Role.SELF)
    assert "Gromov Maxim: 0 of 71; Adams Ivan: not started" in lines(screen.model)[0]
