"""Where a candidate stands in a vacancy there are the result and every document that may be had of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.hiring import decisions
from desktop.app import App
from desktop.export.dialog import ExportDialog
from desktop.hiring.campaign.screen import CampaignScreen
from desktop.settings import Settings
from domain.hiring.decision import Outcome
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, campaign_screen, dialog, in_front, press

OF_RESULT = ["decision", "summary", "summary-unnamed", "profile", "plan"]


def show(app: App, cycle_id: int, case_id: int) -> CampaignScreen:
    workspace_of(app).go("campaign", cycle_id)
    screen = campaign_screen(app)
    screen.show_case(case_id)
    return screen


def offered(screen: CampaignScreen, app: App, qtbot: QtBot) -> list[str]:
    """Return the documents that Ctrl+P offers of the candidate one stands on, the ticked ones with a ✓."""
    press(Key.Key_P, CTRL)
    asked = dialog(screen, ExportDialog)
    of_vacancy = {one for one, _text, _usual in screen.papers.of_vacancy()}
    kinds = [one for one, _text, _usual in screen.offered_papers if one not in of_vacancy]
    ticked = asked.wish.kinds
    asked.reject()
    in_front(app, qtbot)
    return [f"✓ {one}" if one in ticked else one for one in kinds]


def test_profile_and_conclusion_are_written_from_the_vacancy(
    start: Start, crew: Crew, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    for assessor in (crew.sokolova, crew.gromov):
        crew.hand_in(cases["Tarasov"], assessor)
    settings.last_folder = tmp_path
    app = crew.begin(start, qtbot)
    screen = show(app, cycle, cases["Tarasov"])
    assert offered(screen, app, qtbot) == ["✓ sheet-filled", *OF_RESULT]
    press(Key.Key_P, CTRL)
    asked = dialog(screen, ExportDialog)
    asked.tick("sheet-filled", on=False)
    asked.tick("profile", on=True)
    asked.tick("decision", on=True)
    assert asked.save_button.text() == "Save 2 files"
    with qtbot.waitSignal(screen.exported, timeout=120_000):
        QTest.keyClick(asked.save_button, Qt.Key.Key_Return)
    assert sorted(one.name.partition("_")[0] for one in tmp_path.glob("*.pdf")) == ["decision", "profile"]


def test_the_card_of_a_candidate_leads_to_the_result_and_esc_back(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Adams", "Tarasov")
    for assessor in (crew.sokolova, crew.gromov):
        crew.hand_in(cases["Tarasov"], assessor)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle, cases["Tarasov"])
    screen.card.acts["result"].click()
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
    assert offered(screen, app, qtbot) == ["✓ sheet", "sheet-keys", "sheet-filled"]


def test_after_the_conclusion_its_paper_is_ticked_and_a_refusal_has_its_reasons(
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
    decided = ["sheet-filled", "✓ decision", *OF_RESULT[1:]]
    assert offered(show(app, cycle, cases["Adams"]), app, qtbot) == decided
    assert offered(show(app, cycle, cases["Tarasov"]), app, qtbot) == [*decided, "refusal"]


def test_the_long_table_of_all_vacancies_is_one_choice_among_the_papers(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    other, _others = crew.campaign("Volkov")
    app = crew.begin(start, qtbot)
    workspace_of(app).go("campaign", cycle)
    screen = campaign_screen(app)
    screen.papers.requirements()
    asked = dialog(screen, ExportDialog)
    assert asked.batch is not None
    asked.batch.box.setCurrentIndex(1)
    asked.tick("candidate-levels", on=True)
    assert asked.wish.of == {"candidate-levels": (other, cycle)} or asked.wish.of == {
        "candidate-levels": (cycle, other)
    }
