"""Where a candidate stands in a vacancy there are the result and every document that may be had of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.hiring import decisions
from desktop.app import App
from desktop.export.screen import DocumentsScreen
from desktop.hiring.campaign.papers import OF_VACANCY
from desktop.hiring.campaign.screen import CampaignScreen
from desktop.settings import Settings
from domain.hiring.decision import Outcome
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, campaign_screen, press

OF_RESULT = ["decision", "summary", "summary-unnamed", "agenda", "profile", "plan", "feedback"]
ALWAYS = ["invitation", "consent"]


def show(app: App, cycle_id: int, case_id: int) -> CampaignScreen:
    workspace_of(app).go("campaign", cycle_id)
    screen = campaign_screen(app)
    screen.show_case(case_id)
    return screen


def offered(screen: CampaignScreen) -> list[str]:
    """Return the documents of the candidate one stands on, the usual one first."""
    assert screen.papers is not None
    return [one for one in screen.papers.of if one not in OF_VACANCY]


def test_profile_and_conclusion_are_written_from_the_vacancy(
    start: Start, crew: Crew, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    for assessor in (crew.sokolova, crew.gromov):
        crew.hand_in(cases["Tarasov"], assessor)
    settings.last_folder = tmp_path
    app = crew.begin(start, qtbot)
    screen = show(app, cycle, cases["Tarasov"])
    assert offered(screen) == ["sheet-filled", *OF_RESULT, *ALWAYS]
    press(Key.Key_P, CTRL)
    papers = workspace_of(app).shown
    assert isinstance(papers, DocumentsScreen)
    for kind in ("profile", "decision"):
        papers.show_paper(kind)
        qtbot.waitUntil(lambda: not papers.drawing, timeout=60_000)
        assert papers.subjects.chosen_ids == (cases["Tarasov"],)
        with qtbot.waitSignal(papers.exported, timeout=120_000):
            QTest.keyClick(papers.save_button, Qt.Key.Key_Space)
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_the_card_of_a_candidate_leads_to_the_result_and_esc_back(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Adams", "Tarasov")
    for assessor in (crew.sokolova, crew.gromov):
        crew.hand_in(cases["Tarasov"], assessor)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle, cases["Tarasov"])
    screen.card.acts["result"].trigger()
    assert workspace_of(app).place == ("result", cases["Tarasov"])
    press(Key.Key_Escape)
    assert workspace_of(app).place == ("campaign", cycle)
    assert screen.candidate is not None
    assert screen.candidate.case.case_id == cases["Tarasov"]


def test_nothing_of_a_result_is_offered_while_it_is_hidden(start: Start, crew: Crew, qtbot: QtBot) -> None:
    """Sokolova has handed in and waits for Gromov: her own sheet is all that she may have."""
    cycle, cases = crew.campaign("Tarasov")
    crew.hand_in(cases["Tarasov"], crew.sokolova)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle, cases["Tarasov"])
    assert "result" not in screen.card.acts
    assert offered(screen) == ["sheet", "sheet-keys", "answer-form", "sheet-filled", *ALWAYS]


def test_after_the_conclusion_its_paper_comes_first_and_a_refusal_has_its_reasons(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Adams", "Tarasov")
    for case_id in cases.values():
        for assessor in (crew.sokolova, crew.gromov):
            crew.hand_in(case_id, assessor)
    with crew.store() as store:
        for name, outcome in (("Adams", Outcome.RECOMMEND), ("Tarasov", Outcome.NOT_RECOMMEND)):
            store.write(decisions.conclude, cases[name], outcome, "by the facts", "", (), TODAY)
    app = crew.begin(start, qtbot)
    rest = ["sheet-filled", *ALWAYS]
    assert offered(show(app, cycle, cases["Adams"])) == [*OF_RESULT, *rest]
    refused = ["refusal", "rejection"]
    assert offered(show(app, cycle, cases["Tarasov"])) == [*OF_RESULT, *refused, *rest]


def test_the_long_table_of_all_vacancies_is_one_file(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    other, _others = crew.campaign("Volkov")
    app = crew.begin(start, qtbot)
    workspace_of(app).go("campaign", cycle)
    workspace_of(app).to_papers("candidate-levels")
    papers = workspace_of(app).shown
    assert isinstance(papers, DocumentsScreen)
    qtbot.waitUntil(lambda: not papers.drawing, timeout=60_000)
    assert papers.subjects.chosen_ids == (cycle,)
    papers.people.selectAll()
    assert set(papers.subjects.chosen_ids) == {cycle, other}
    assert papers.save_button.text() == "Save 1 file"
