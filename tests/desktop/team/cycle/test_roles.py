"""Every role begins its sheet from page and overview; shy roles stay apart; carried levels tell their age."""

import pytest
from pytestqt.qtbot import QtBot

from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.team import quarterly, staff_cycles
from desktop.assessing.result.item_dialog import ItemDialog
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.people.screen import PeopleScreen
from domain.assessing.case import CycleKind
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from domain.period import next_quarter
from domain.team.quarterly import CyclePlan
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Key, dialog, in_front, press, texts
from tests.desktop.team.cycle.hands import IV, Team, cycle_screen, page_of

ROLES = (Role.SELF, Role.MANAGER, Role.HR, Role.PEER, Role.EXPERT)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("way", ["page", "overview"])
def test_each_role_begins_the_own_sheet(team: Team, start: Start, qtbot: QtBot, role: Role, way: str) -> None:
    if role is Role.SELF:
        team.people["Sokolova"] = team.sokolova
        cycle_id, cases_of = team.cycle({"Sokolova": ((team.sokolova, role),)})
        name = "Sokolova"
    else:
        cycle_id, cases_of = team.cycle({"Adams": ((team.sokolova, role),)})
        name = "Adams"
    app = team.begin(start, qtbot)
    if way == "page":
        workspace_of(app).to_cycle(cycle_id)
        screen = cycle_screen(app)
        screen.table.stand_on((cases_of[name], team.sokolova))
        screen.table.setFocus()
    press(Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    begun = {
        one.case.case_id: [(sheet.assessor_id, sheet.role) for sheet in one.case.sheets]
        for one in page_of(app, cycle_id).people
    }
    assert begun[cases_of[name]] == [(team.sokolova, role)]


def rate(store: Store, case_id: int, assessor: int, level: int | dict[str, int]) -> None:
    """Hand in a sheet with this level for everything, or for the named items only."""
    store.act_as(assessor)
    sheet_id = store.write(sheets.open_sheet, case_id, assessor, Role.HR)
    rows = store.read(sheets.sheet, sheet_id, assessor).scope
    wanted = level if isinstance(level, dict) else {row.item.code: level for row in rows}
    marks = {row.item.id: (Mark.rated(wanted[row.item.code]), "") for row in rows if row.item.code in wanted}
    store.write(sheets.enter, sheet_id, marks)
    store.write(sheets.submit, sheet_id)


def peers(team: Team, count: int) -> tuple[int, int]:
    """Let Gromov give 3 and so many peers 1 to Adams; return the cycle and the case."""
    with team.store() as store:
        hired = tuple(
            store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=f"Peer{n}", given="Ann"))
            for n in range(count)
        )
    panel = ((team.gromov, Role.MANAGER), *((one, Role.PEER) for one in hired))
    cycle_id, cases_of = team.cycle({"Adams": panel})
    with team.store() as store:
        rate(store, cases_of["Adams"], team.gromov, 3)
        for one in hired:
            rate(store, cases_of["Adams"], one, 1)
    return cycle_id, cases_of["Adams"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_colleague_is_never_shown_by_name_and_below_three_not_at_all(
    team: Team, start: Start, qtbot: QtBot, count: int
) -> None:
    cycle_id, case_id = peers(team, count)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    screen.table.stand_on((case_id, team.gromov))
    screen.table.setFocus()
    press(Key.Key_Return)
    result = workspace_of(app).shown
    assert isinstance(result, ResultScreen)
    assert result.board is not None and result.board.gaps.list is not None
    result.board.gaps.list.setFocus()
    press(Key.Key_Return)
    asked = dialog(result, ItemDialog)
    assert "Peer0 A." not in texts(asked)
    assert ("fewer than three people of the role answered" in texts(asked)) is (count < 3)
    shown = 0 if count < 3 else 1
    assert len(asked.buttons) == shown, "the manager's sheet is opened only where no colleague is told by it"
    press(Key.Key_Escape)
    in_front(app, qtbot)
    press("2", CTRL)
    people_screen = workspace_of(app).shown
    assert isinstance(people_screen, PeopleScreen)
    people_screen.open(team.people["Adams"])
    history = people_screen.card.history
    assert history is not None
    moments = history.list_model.lines()
    of_peers = [one for one in moments if "Peer" in one.detail]
    assert len(of_peers) == count
    assert not any(one.sheet_id for one in of_peers)


def test_both_coverages_and_the_age_of_carried_levels_are_told(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    with team.store() as store:
        adams = team.people["Adams"]
        later = next_quarter(TODAY)
        made: list[tuple[int, int]] = []
        for period in (IV, later):
            plan = CyclePlan(
                kind=CycleKind.QUARTERLY,
                title="",
                starts_on=period.starts_on,
                ends_on=period.ends_on,
                people=(adams,),
                assessors={adams: ((team.gromov, Role.MANAGER),)},
            )
            cycle_id = store.write(quarterly.open_quarterly, plan)
            case_id = store.read(staff_cycles.page, cycle_id).people[0].case.case_id
            made.append((cycle_id, case_id))
            rate(store, case_id, team.gromov, 1 if period is IV else {"K01": 4, "K02": 4})
            if period is IV:
                store.write(cycles.close_cycle, cycle_id)
        totals = store.read(cases.result, made[1][1], team.sokolova, TODAY).score.totals
        assert (totals.now, totals.known) == (2, 71)
    app = team.begin(start, qtbot)
    workspace_of(app).to_result(made[1][1])
    result = workspace_of(app).shown
    assert isinstance(result, ResultScreen)
    said = texts(result)
    assert "assessed now: 2 of 71, coverage " in said
    assert "known with levels from earlier quarters: 71 of 71, coverage 100%" in said
    assert "carried over, 1 quarter" in said
