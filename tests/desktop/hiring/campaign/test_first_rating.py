"""From the start of the program to the first mark of an interview: three keys at the most."""

from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.home.screen import HomeScreen
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, campaign_screen, press, texts

FEWEST = 3


def marks(app: App, crew: Crew) -> list[int | None]:
    """Return the levels that Sokolova has given in the sheet that is shown."""
    place, sheet_id = workspace_of(app).place
    assert place == "sheet"
    assert app.data is not None
    sheet = app.data.read(sheets.sheet, sheet_id, crew.sokolova)
    return [row.mark.level for row in sheet.rows if row.mark is not None]


def test_the_first_mark_takes_no_more_than_three_keys_from_the_start(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    assert "Start the interview: Tarasov I." in texts(home)
    keys = [Key.Key_Return, Key.Key_3]
    assert len(keys) <= FEWEST
    for key in keys:
        press(key)
    assert marks(app, crew) == [3]


def test_an_interview_comes_before_what_is_due_earlier(start: Start, crew: Crew, qtbot: QtBot) -> None:
    _cycle, cases = crew.campaign("Tarasov", "Belov")
    for assessor in (crew.sokolova, crew.gromov):
        crew.hand_in(cases["Belov"], assessor)
    app = crew.begin(start, qtbot)
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    assert "Start the interview: Tarasov I." in texts(home.step)
    titles = [str(home.due_model.index(row, 0).data()) for row in home.due_model.rows()]
    assert "Candidate decision: Belov I." in titles
    assert not any("Tarasov" in one for one in titles), "what is offered above does not stand below again"


def test_a_draft_comes_before_a_new_interview(start: Start, crew: Crew, qtbot: QtBot) -> None:
    _cycle, cases = crew.campaign("Tarasov", "Belov")
    crew.hand_in(cases["Belov"], crew.sokolova, None)
    app = crew.begin(start, qtbot)
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    assert "Start the interview: Belov Ivan" in texts(home.step), "the sheet is opened and has no mark"
    titles = [str(home.due_model.index(row, 0).data()) for row in home.due_model.rows()]
    assert "Start the interview: Tarasov I." in titles


def test_an_interview_that_is_over_is_not_offered_again(start: Start, crew: Crew, qtbot: QtBot) -> None:
    _cycle, cases = crew.campaign("Tarasov")
    crew.hand_in(cases["Tarasov"], crew.sokolova)
    app = crew.begin(start, qtbot)
    assert "Start the interview" not in texts(workspace_of(app).shown), "my sheet is in"


def test_from_the_campaign_one_key_begins_the_interview(start: Start, crew: Crew, qtbot: QtBot) -> None:
    crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    press(Key.Key_3, CTRL)
    press(Key.Key_Return)
    assert campaign_screen(app).card.step_button.text() == "Start the interview"
    press(Key.Key_Return)
    press(Key.Key_2)
    assert marks(app, crew) == [2]
    press(Key.Key_3, CTRL)
    assert workspace_of(app).place[0] == "campaigns", "from a sheet the key of the place leads to the list"


def test_after_the_own_sheet_one_is_back_at_the_candidate_while_others_are_out(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov", "Belov")
    app = crew.begin(start, qtbot)
    workspace_of(app).go("campaign", cycle)
    campaign_screen(app).show_case(cases["Tarasov"])
    press(Key.Key_Return)
    press(Key.Key_3)
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    shown.asking.submit_agreed.emit()
    assert workspace_of(app).place == ("campaign", cycle)
    line = campaign_screen(app).candidate
    assert line is not None
    assert line.case.case_id == cases["Tarasov"]
    assert line.case.waiting
    assert "1 of 2 sheets submitted" in texts(campaign_screen(app).card)


def test_the_last_sheet_leads_to_the_result(start: Start, crew: Crew, qtbot: QtBot) -> None:
    _cycle, cases = crew.campaign("Tarasov")
    crew.hand_in(cases["Tarasov"], crew.gromov)
    app = crew.begin(start, qtbot)
    press(Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    shown.asking.submit_agreed.emit()
    assert workspace_of(app).place == ("result", cases["Tarasov"])
