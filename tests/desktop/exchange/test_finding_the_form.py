"""The form for an assessor without Merilo: found where assessors are listed, and taken like a packet."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.exchange.screen import ExchangeScreen
from desktop.export.screen import DocumentsScreen
from desktop.intake.form_dialog import FormDialog
from desktop.kit.page import files
from desktop.office.papers.registry import ANSWER_FORM
from domain.mark import Role
from tests.desktop.conftest import Start, new_file, workspace_of
from tests.desktop.exchange.hands import dialog
from tests.desktop.hiring.campaign.hands import Crew
from tests.desktop.hiring.campaign.page import show
from tests.desktop.intake.test_forms import filled_form
from tests.desktop.team.cycle.hands import Team, cycle_screen
from tests.reports.office import MISSING, converted

FORM = "Assessor's form…"


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    folder = tmp_path / "files"
    folder.mkdir(exist_ok=True)
    return Crew(new_file(folder / "North.merilo", actors=2))


def documents(app: App, qtbot: QtBot) -> tuple[str, tuple[int, ...]]:
    """The kind of document that is shown now, and of which cases."""
    shown = workspace_of(app).shown
    assert isinstance(shown, DocumentsScreen)
    qtbot.waitUntil(lambda: not shown.drawing and not app.jobs.busy, timeout=120_000)
    return shown.kind, shown.subjects.chosen_ids


def test_at_a_candidate_the_form_stands_beside_the_packets_before_the_own_sheet_is_begun(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Adams", "Brown")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    screen.show_case(cases["Brown"])
    acts = list(screen.card.acts)
    assert acts.index("form") == acts.index("invite_by_packets") + 1
    assert screen.card.acts["form"].text() == FORM
    screen.card.acts["form"].trigger()
    assert documents(app, qtbot) == (ANSWER_FORM, (cases["Brown"],))
    assert workspace_of(app).shown.help_page == "exchange#form", "F1 tells of forms, not of papers in general"


def test_in_a_cycle_the_form_stands_there_too_and_is_of_the_person_one_stands_on(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "files").mkdir(exist_ok=True)
    team = Team(new_file(tmp_path / "files" / "North.merilo", actors=2))
    cycle, cases = team.cycle(dict.fromkeys(team.people, ((team.gromov, Role.MANAGER),)))
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle)
    screen = cycle_screen(app)
    screen.table.stand_on((cases["Brown"], team.gromov))
    row = screen.row
    assert row is not None and row.rated.case.case_id == cases["Brown"]
    acts = list(screen.card.acts)
    assert acts.index("answer_form") == acts.index("invite_by_packets") + 1
    screen.card.acts["answer_form"].trigger()
    assert documents(app, qtbot) == (ANSWER_FORM, (cases["Brown"],))


def test_exchange_and_the_jump_box_lead_to_the_forms_of_all_who_owe_a_sheet(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    _cycle, cases = crew.campaign("Adams", "Brown")
    app = crew.begin(start, qtbot)
    space = workspace_of(app)
    space.to_exchange()
    shown = space.shown
    assert isinstance(shown, ExchangeScreen)
    assert shown.form_button.text() == FORM
    shown.form_button.click()
    kind, _chosen = documents(app, qtbot)
    assert kind == ANSWER_FORM
    papers = space.shown
    assert isinstance(papers, DocumentsScreen)
    offered = {one.id for one in papers.subjects.list.list_model.lines()}
    assert set(cases.values()) <= offered
    for typed in ("assessor's form", "форма для оценщика", "анкета без программы"):
        space.go("people")
        space.jump()
        box = space.jump_box
        assert box is not None
        box.edit.setText(typed)
        assert box.entry is not None and box.entry.title == FORM, typed
        QTest.keyClick(box.edit, Qt.Key.Key_Return)
        assert documents(app, qtbot)[0] == ANSWER_FORM


@pytest.mark.parametrize(
    "ending", ["xlsx", pytest.param("ods", marks=pytest.mark.skipif(MISSING, reason=""))]
)
def test_what_takes_packets_takes_a_form_and_shows_it_as_if_it_were_let_fall(
    start: Start, crew: Crew, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    app = crew.begin(start, qtbot)
    _sheet, path = filled_form(app, "Orlov", crew.gromov, tmp_path)
    if ending == "ods":
        (path,) = converted([path], tmp_path / "out", "ods")
    space = workspace_of(app)
    space.to_exchange()
    shown = space.shown
    assert isinstance(shown, ExchangeScreen)
    asked: list[tuple[object, ...]] = []

    def chosen(*arguments: object) -> Path:
        asked.append(arguments)
        return path

    monkeypatch.setattr(files, "open_file", chosen)
    act = shown.nothing.act if shown.nothing.isVisible() else shown.new_button
    assert act.text() == "Take packet or form…"
    act.click()
    form = dialog(qtbot, FormDialog)
    assert form.told.of.assessor_id == crew.gromov and len(form.told.changes) == 1
    assert any("*.xlsx *.ods" in str(one) and "*.merilo-packet" in str(one) for one in asked[0])
    form.reject()
    assert QApplication.activeModalWidget() is None


def test_where_no_sheet_is_awaited_the_form_leads_nowhere_and_says_why(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app = crew.begin(start, qtbot)
    space = workspace_of(app)
    space.to_exchange()
    shown = space.shown
    assert isinstance(shown, ExchangeScreen)
    shown.form_button.click()
    assert space.shown is shown
    assert app.window.toast.text == "No sheet is awaited in this file, so no form can go out."
