"""Which of two wordings of a question everybody gets is chosen with the set, and the talk keeps to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from db.framework import drafts, starter
from db.hiring import campaigns
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.hiring.campaign.vacancy import EVERYTHING
from desktop.hiring.campaign.vacancy_screen import VacancyScreen
from domain.framework.framework import Lead
from domain.mark import Role
from tests.db import sample
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, press, vacancy_screen, write


@pytest.fixture
def app(start: Start, crew: Crew, qtbot: QtBot) -> App:
    return crew.begin(start, qtbot)


@pytest.fixture
def screen(app: App) -> VacancyScreen:
    press(Key.Key_3, CTRL)
    press(Key.Key_Insert)
    return vacancy_screen(app)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the list of names that comes while one types
def test_the_wording_comes_with_the_set_until_somebody_chooses(app: App, screen: VacancyScreen) -> None:
    write("Manager")
    press(Key.Key_PageDown, CTRL, times=2)
    page = screen.interview_page
    assert page.lead_words.text() == "7 questions with two wordings. For everyone:"
    assert page.lead.currentData() == Lead.EXPERIENCE
    page.sets.setCurrentIndex(page.sets.findData("internal"))
    assert page.lead.currentData() == Lead.SITUATION, "an agent has led no group yet"
    page.sets.setCurrentIndex(page.sets.findData("standard"))
    page.lead.setFocus(Qt.FocusReason.OtherFocusReason)
    press(Key.Key_Down)
    assert screen.vacancy.lead is Lead.SITUATION
    page.sets.setCurrentIndex(page.sets.findData(EVERYTHING))
    assert page.lead.currentData() == Lead.SITUATION, "what was chosen stays"
    assert page.lead_words.text().startswith("17 questions")
    write_panel(screen)
    press(Key.Key_Return, CTRL)
    assert app.data is not None
    opened = app.data.read(campaigns.campaigns)[0].cycle.id
    assert app.data.read(campaigns.campaign, opened).lead is Lead.SITUATION
    shown = "\n".join(one.text() for one in app.window.findChildren(QLabel))
    assert "situations: for candidates who have not led a group yet" in shown


def write_panel(screen: VacancyScreen) -> None:
    screen.interview_page.point_at("panel", "")
    write("Gromov Maxim")
    press(Key.Key_Return)


def test_the_card_asks_the_wording_of_the_vacancy_with_its_own_follow_ups(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    with crew.store() as store:
        cycle = sample.campaign(store, (crew.sokolova, Role.HR), title="Manager", lead=Lead.SITUATION)
        case = store.write(campaigns.invite, cycle, sample.add(store, "Petrov"))
        sheet = store.write(sheets.open_sheet, case, crew.sokolova, Role.HR)
    app = crew.begin(start, qtbot)
    workspace_of(app).to_item(sheet, "S17")
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    card = shown.card
    assert card.question.question.text().replace("\u00a0", " ").startswith("For six months an agent had")
    follow_ups = [one.accessibleName() for one in card.follow_ups.buttons if one.isVisible()]
    assert follow_ups[0] == "What will you ask, and what will you not ask about?"
    card.show_answers()
    told = [one.replace("\u00a0", " ") for one in card.answers.texts]
    assert "complete and without prompting: 3" in card.answers.note.text().replace("\u00a0", " ")
    assert "complete and without prompting" not in told[2]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_vacancy_of_an_operator_takes_profile_sets_and_questions_from_the_model_of_the_operator(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    with crew.store() as store:
        edition = store.write(starter.begin)
        store.write(drafts.publish, edition, "checked with the shift manager")
    app = crew.begin(start, qtbot)
    press(Key.Key_3, CTRL)
    press(Key.Key_Insert)
    screen = vacancy_screen(app)
    write("Operator")
    profiles = screen.vacancy_page.profile.box
    assert profiles.count() == 4
    assert profiles.currentIndex() == 0, "the model published last is proposed"
    press(Key.Key_PageDown, CTRL, times=2)
    page = screen.interview_page
    assert [page.sets.itemText(at) for at in range(page.sets.count())][:2] == [
        "Short interview with a candidate",
        "Full interview with a candidate",
    ]
    assert page.sets.currentData() == "hire"
    assert page.lead_row.isHidden(), "no question of this model has two wordings"
    assert "11 competencies" in page.total.text()
    screen.vacancy.panel = ((crew.sokolova, Role.HR), (crew.gromov, Role.MANAGER))
    press(Key.Key_Return, CTRL)
    assert app.data is not None
    opened = app.data.read(campaigns.campaigns)[0].cycle
    assert opened.framework_id == edition
    made = app.data.read(campaigns.campaign, opened.id)
    assert made.question_set is not None and made.question_set.code == "hire"
    press(Key.Key_3, CTRL)
    press(Key.Key_Insert)
    again = vacancy_screen(app)
    assert again.interview_page.sets.currentData() == "hire"
    again.vacancy_page.profile.box.setCurrentIndex(2)
    press(Key.Key_PageDown, CTRL, times=2)
    assert again.interview_page.sets.currentData() == "standard"
