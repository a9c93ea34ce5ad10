"""A manager of units at the server: the own people with their cycles, map and plans, and nobody of others."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, cycles, people
from db.development import plan_board
from db.file.store import Store
from db.people import organisation
from db.team import staff_cycles
from desktop.app import App
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.development.list_screen import PlansScreen
from desktop.development.screen import PlanScreen
from desktop.export.screen import DocumentsScreen
from desktop.folders import Use
from desktop.home.screen import HomeScreen
from desktop.names import Names
from desktop.people.screen import PeopleScreen
from desktop.places import (
    ASSESSMENT,
    CAMPAIGNS,
    CYCLES,
    DEVELOPMENT,
    DOCUMENTS,
    EXCHANGE,
    HOME,
    JOURNAL,
    LIBRARY,
    PEOPLE,
    PERSON,
    PLAN,
    ROADS,
    TEAM,
)
from desktop.settings import Settings
from desktop.team.cycle import card
from desktop.team.cycle.list_screen import CyclesScreen
from desktop.team.cycle.rows import Which
from desktop.team.cycle.screen import CycleScreen
from desktop.team.screen import TeamScreen
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetState
from domain.login import Login, LoginRole
from tests.desktop.conftest import TODAY, Start, at_rest, read_whole, workspace_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, log_in, remote
from tests.desktop.server.test_assessor import hand_in, rate

SHIFT_A, SHIFT_B = "Смена А", "Смена В"  # one with plans, one whose sheets are still to be filled in


@pytest.fixture
def at(example: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    """Gromov leads one shift in each of two accounts."""
    gromov = example.read(people.by_code, "E-0102").id
    units = {one.name: one.id for one in example.read(organisation.units)}
    logins = {
        name: Login(gromov, LoginRole.MANAGER, (units[unit],))
        for name, unit in (("leads-a", SHIFT_A), ("leads-b", SHIFT_B))
    }
    with centre(example, monkeypatch, **logins) as made:
        yield made


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))


def shown[S](app: App, kind: type[S], qtbot: QtBot) -> S:
    """Return the screen that is shown, once it has read everything."""
    settle(app, qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, kind), screen
    return screen


def of_unit(store: Store, name: str) -> dict[int, str]:
    """Return the people of a unit by id."""
    return {one.id: one.full_name for one in store.read(people.everybody) if one.unit == name}


def test_every_place_and_one_of_each_thing_opens_without_a_refusal(
    start: Start, at: Centre, example: Store, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "leads-a")
    space = workspace_of(app)
    gromov = example.read(people.by_code, "E-0102").id
    assert ROADS[LoginRole.MANAGER].rail[:5] == (HOME, PEOPLE, ASSESSMENT, TEAM, DEVELOPMENT)
    rounds.walk(app, qtbot, at)
    space.go(HOME)
    for number in range(1, len(shown(app, HomeScreen, qtbot).due_model.rows()) + 1):
        space.go(HOME)
        home = shown(app, HomeScreen, qtbot)
        home.due_list.taken.emit(home.due_model.numbered(number))
        settle(app, qtbot)
        rounds.close_all(app, qtbot)
    for person_id in of_unit(example, SHIFT_A):
        space.to_person(person_id)
        assert shown(app, PeopleScreen, qtbot).person is not None
        space.to_page(person_id)
        settle(app, qtbot)
        rounds.press_header(app, qtbot)
        space.note_down(person_id)
        settle(app, qtbot)
        space.note_desk.close()
        space.to_diary(person_id)
        settle(app, qtbot)
    space.to_diary()
    settle(app, qtbot)
    rounds.press_header(app, qtbot)
    shift = next(one.id for one in example.read(organisation.units) if one.name == SHIFT_A)
    for one in example.read(cycles.cycles, {shift})[:2]:  # the open one, and one with results
        space.to_cycle(one.id)
        cycle = shown(app, CycleScreen, qtbot)
        rated = () if cycle.page is None else cycle.page.people
        ours = of_unit(example, SHIFT_A)
        assert set(ours) & {each.case.person_id for each in rated}
        others = [each.case for each in rated if each.case.person_id not in ours]
        assert all(seat.assessor_id == gromov for case in others for seat in (*case.sheets, *case.assigned))
        rounds.press_header(app, qtbot)
        for row in cycle.model.lines():
            space.to_cycle(one.id)
            cycle = shown(app, CycleScreen, qtbot)
            cycle.table.stand_on(row.key)
            cycle.take_step()
            settle(app, qtbot)
            rounds.close_all(app, qtbot)
    space.go(TEAM)
    team = shown(app, TeamScreen, qtbot)
    for view in team.bar.views.findChildren(QAbstractButton):
        view.click()
        settle(app, qtbot)
    for plan in example.read(plan_board.rows, TODAY):
        if plan.unit == SHIFT_A:
            space.to_plan(plan.plan_id)
            shown(app, PlanScreen, qtbot)
            space.to_papers()
            papers = shown(app, DocumentsScreen, qtbot)
            qtbot.waitUntil(lambda papers=papers: not papers.drawing and papers.preview.pages > 0)
    rounds.nothing_was_refused(app, at)


def test_own_sheets_about_people_of_other_units_are_found_wherever_they_are_asked_for(
    start: Start, at: Centre, example: Store, qtbot: QtBot
) -> None:
    gromov = example.read(people.by_code, "E-0102").id
    quarter = next(
        one for one in example.read(staff_cycles.staff_cycles, gromov) if one.cycle.code == "2026-IV"
    )
    assert quarter.count is not None and quarter.count.owed == 4
    app = log_in(start(), qtbot, at, "leads-a")
    space, own = workspace_of(app), of_unit(example, SHIFT_A)
    tiles = [one.accessibleName() for one in shown(app, HomeScreen, qtbot).figures.tiles]
    (tile,) = (one for one in tiles if "submitted" in one)
    submitted, every, yours = (int(one) for one in re.findall(r"\d+", tile))
    assert yours == 4 + 1 and submitted + yours <= every, "one is of a vacancy"
    space.go(ASSESSMENT)
    listed = shown(app, CyclesScreen, qtbot)
    (line,) = (one for one in listed.model.lines() if one.cycle.id == quarter.cycle.id)
    assert line.count is not None and line.count.owed == 4
    listed.table.stand_on(line.cycle.id)
    listed.take()
    cycle = shown(app, CycleScreen, qtbot)
    assert cycle.which.text(Which.MINE) == "Yours 4"
    cycle.which.choose(Which.MINE)
    cycle.which.chosen.emit(Which.MINE)
    mine = cycle.model.lines()
    assert len(mine) == 4
    assert {one.rated.case.person_id for one in mine}.isdisjoint(own)
    assert card.PERSON not in cycle.card.acts, "nobody of other units has a card here"
    cycle.take_step()
    assert not shown(app, SheetScreen, qtbot).table.rows.read_only
    rounds.nothing_was_refused(app, at)


@pytest.mark.parametrize("role", [LoginRole.MANAGER, LoginRole.AUDITOR])
def test_a_quarterly_sheet_of_somebody_else_opens_to_be_read(
    start: Start, example: Store, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, role: LoginRole
) -> None:
    gromov = example.read(people.by_code, "E-0102").id
    shift = next(one.id for one in example.read(organisation.units) if one.name == SHIFT_A)

    def of_others(session: Session) -> list[int]:
        """Return the sheets about people of the shift in closed quarters that others have submitted."""
        sheet, case, person = models.Sheet, models.Case, models.Person
        found = select(col(sheet.id)).join(case, col(case.id) == col(sheet.case_id))
        found = found.join(person, col(person.id) == col(case.person_id))
        closed = col(case.state) == CaseState.CLOSED, col(sheet.state) == SheetState.SUBMITTED
        return [*session.exec(found.where(*closed, person.unit_id == shift, sheet.assessor_id != gromov))]

    login = Login(gromov, role, (shift,) if role is LoginRole.MANAGER else ())
    sheet_ids = example.read(of_others)
    assert sheet_ids
    with centre(example, monkeypatch, gromov=login) as at:
        app = log_in(start(), qtbot, at, "gromov")
        for sheet_id in sheet_ids[:3]:
            workspace_of(app).to_sheet(sheet_id)
            assert shown(app, SheetScreen, qtbot).table.rows.read_only
        rounds.nothing_was_refused(app, at)


def test_the_result_of_somebody_of_another_unit_leads_to_no_documents(
    start: Start, at: Centre, example: Store, qtbot: QtBot
) -> None:
    gromov, own = example.read(people.by_code, "E-0102").id, of_unit(example, SHIFT_A)

    def rated(session: Session) -> list[int]:
        """Return the closed assessments of others in which Gromov has rated."""
        sheet, case = models.Sheet, models.Case
        found = select(col(case.id)).join(sheet, col(sheet.case_id) == col(case.id))
        mine = col(sheet.assessor_id) == gromov, col(sheet.state) == SheetState.SUBMITTED
        strangers = col(case.state) == CaseState.CLOSED, col(case.person_id).not_in([*own, gromov])
        return [*session.exec(found.where(*mine, *strangers))]

    app = log_in(start(), qtbot, at, "leads-a")
    workspace_of(app).to_result(example.read(rated)[0])
    result = shown(app, ResultScreen, qtbot)
    qtbot.waitUntil(lambda: result.result is not None)
    assert result.export_button.isHidden() and "Ctrl+E" not in dict(result.keys)
    QTest.keyClick(result, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert workspace_of(app).shown is result
    rounds.nothing_was_refused(app, at)


def test_nobody_of_other_units_is_listed_offered_or_counted(
    start: Start, at: Centre, example: Store, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "leads-a")
    space, own = workspace_of(app), of_unit(example, SHIFT_A)
    names = remote(app).findChild(Names)
    assert names is not None and {one.id for one in names.roll.everybody} == set(own)
    space.go(PEOPLE)
    listed = shown(app, PeopleScreen, qtbot).table.list_model.lines()
    assert {one.person.id for one in listed} == set(own)
    groups = shown(app, PeopleScreen, qtbot).pane.filters.segments.findChildren(QAbstractButton)
    assert [one.text() for one in groups if one.isVisible()] == ["All 3", "Employees 3"]
    space.go(TEAM)
    team = shown(app, TeamScreen, qtbot)
    assert [team.bar.units.itemText(row) for row in range(team.bar.units.count())] == [SHIFT_A]
    assert team.loaded is not None
    assert {one.person_id for one in team.loaded.board.matrix.people} <= set(own)
    space.go(DEVELOPMENT)
    plans = shown(app, PlansScreen, qtbot).model.lines()
    assert plans and {one.person_id for one in plans} <= set(own)
    stranger = next(iter(of_unit(example, SHIFT_B)))
    space.to_person(stranger)
    person = shown(app, PeopleScreen, qtbot).person
    assert person is None or person.id in own
    rounds.nothing_was_refused(app, at)


def test_what_hr_does_is_offered_nowhere(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "leads-a")
    space = workspace_of(app)
    for place in (CAMPAIGNS, EXCHANGE, JOURNAL, LIBRARY, DOCUMENTS):
        assert not space.go(place)
        settle(app, qtbot)
        assert space.place == (HOME, 0)
    space.jump()
    settle(app, qtbot)
    offered = rounds.offered(app)
    rounds.close_all(app, qtbot)
    assert {PEOPLE, TEAM, "diary", "note"} <= offered
    assert not {"new_assessment", "new_cycle", "import_files", "dismiss", JOURNAL, "requisites"} & offered
    acts = set[str]()
    for place in (PEOPLE, CYCLES, TEAM, DEVELOPMENT):
        space.go(place)
        settle(app, qtbot)
        acts |= {one.objectName() for one in space.shown.actions()}
    hrs = {"merge", "erase", "dismiss", "renew_basis", "load_people", "units", "load_levels", "team_cycle"}
    assert not (hrs | {"seal_cycle", "close_cycle", "withdraw_cycle", "remind", "library"}) & acts
    rounds.nothing_was_refused(app, at)


def test_a_manager_rates_somebody_looks_at_the_map_makes_a_plan_and_has_it_as_a_paper(
    start: Start, at: Centre, example: Store, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.sheet_mode = "table"
    settings.folders.keep(Use.DOCUMENTS, tmp_path)
    app = log_in(start(), qtbot, at, "leads-b")
    space = workspace_of(app)
    person_id = example.read(people.by_code, "E-0325").id
    # From the cycle to the own sheet, which is filled in and submitted.
    space.go(ASSESSMENT)
    settle(app, qtbot)
    cycle_id = next(
        one.cycle.id for one in example.read(staff_cycles.staff_cycles, 0) if one.cycle.code == "2026-IV"
    )
    space.to_cycle(cycle_id)
    cycle = shown(app, CycleScreen, qtbot)
    row = next(one for one in cycle.model.lines() if one.rated.case.person_id == person_id)
    cycle.table.stand_on(row.key)
    cycle.take_step()
    sheet = shown(app, SheetScreen, qtbot)
    rate(app, sheet, "2" * sheet.model.counts()[0], qtbot)
    hand_in(app, sheet, qtbot)
    # The result is there at once, since nobody else rates; and the map has it.
    space.to_result(row.rated.case.case_id)
    result = shown(app, ResultScreen, qtbot)
    assert result.result is not None and result.plan_button.isVisible()
    assert not result.decision_button.isVisible() and not result.send_button.isVisible()
    space.go(TEAM)
    team = shown(app, TeamScreen, qtbot)
    assert team.loaded is not None
    (rated,) = (one for one in team.loaded.board.matrix.people if one.person_id == person_id)
    assert not rated.blind
    # A plan is made from the result, and saved as a paper.
    space.to_result(row.rated.case.case_id)
    shown(app, ResultScreen, qtbot).plan_button.click()
    plan = shown(app, PlanScreen, qtbot)
    assert space.place[0] == PLAN and plan.model.plan.goals and plan.person_id == person_id
    plan.export_button.click()
    papers = shown(app, DocumentsScreen, qtbot)
    qtbot.waitUntil(lambda: not papers.drawing and papers.preview.pages > 0)
    assert papers.issue_button.isHidden() and "given by HR" in papers.how.advice.text()
    papers.save_button.click()
    qtbot.waitUntil(lambda: at_rest(app) and any(tmp_path.glob("*.pdf")))
    assert space.rail.current == DEVELOPMENT, "where one came from"
    gromov = example.read(people.by_code, "E-0102").id
    assert example.read(cases.result, row.rated.case.case_id, gromov, TODAY).person.id == person_id
    assert space.go(PERSON, person_id)
    settle(app, qtbot)
    rounds.nothing_was_refused(app, at)
