"""What hiring refuses, as the person at the keyboard reads it: one sentence, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import sheets
from db.hiring import campaigns
from desktop.app import App
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.assessing.sheet.screen import SheetScreen
from desktop.office.sentences import sentence
from desktop.people.person_dialog import PersonDialog
from domain.assessing.sheet import SheetState
from domain.errors import FrozenRequirements, OffScale, Refused, Withdrawn
from domain.mark import Mark, Role
from resources.i18n import words
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, dialog, press, texts

ENGLISH = words("en")

SHIFT = Qt.KeyboardModifier.ShiftModifier


def told(error: Refused) -> str:
    said = sentence(error, ENGLISH)
    return " ".join(part for part in (said.what, said.safe, said.todo) if part)


def sheet_screen(app: App) -> SheetScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    return shown


# Two sheets of one assessor in one case


def test_beginning_a_second_time_leads_to_the_sheet_that_is_there(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    sheet_id = crew.hand_in(cases["Tarasov"], crew.sokolova, None)
    app = crew.begin(start, qtbot)
    workspace_of(app).go("campaign", cycle)
    press(Key.Key_Return)
    assert workspace_of(app).place == ("sheet", sheet_id)
    assert app.data is not None
    line = app.data.read(campaigns.candidates, cycle, crew.sokolova, TODAY)[0]
    assert [one.assessor_id for one in line.case.sheets] == [crew.sokolova]


def test_a_sheet_that_is_in_is_corrected_and_not_begun_anew(start: Start, crew: Crew, qtbot: QtBot) -> None:
    _cycle, cases = crew.campaign("Tarasov")
    sheet_id = crew.hand_in(cases["Tarasov"], crew.sokolova)
    app = crew.begin(start, qtbot)
    workspace_of(app).go("sheet", sheet_id)
    press(Key.Key_3)
    said = sheet_screen(app).banner.text.replace("\u00a0", " ")
    assert "It is read-only. To change it, start a correction." in said


# A mark outside of the scale


def test_a_mark_outside_of_the_scale_is_refused_in_words(start: Start, crew: Crew, qtbot: QtBot) -> None:
    _cycle, cases = crew.campaign("Tarasov")
    sheet_id = crew.hand_in(cases["Tarasov"], crew.sokolova, None)
    app = crew.begin(start, qtbot)
    assert app.data is not None
    item = app.data.read(sheets.sheet, sheet_id, crew.sokolova).scope[0].item.id
    with pytest.raises(OffScale) as refused:
        app.data.write(sheets.rate, sheet_id, item, Mark.rated(7))
    assert told(refused.value) == "There is no level “7” on the scale. Nothing was changed. Enter 0–4."
    assert app.data.read(sheets.sheet, sheet_id, crew.sokolova).scope[0].mark is None


# Submission with missing facts


def test_missing_facts_are_named_before_a_sheet_is_handed_in_and_lead_nowhere_by_force(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    press(Key.Key_Return)
    screen = sheet_screen(app)
    for code in screen.model.codes:
        press(Key.Key_4)
        if screen.table.code == code and code != screen.model.codes[-1]:
            press(Key.Key_Down)  # its card waits for a fact; one goes on without
    press(Key.Key_Return, CTRL | SHIFT)
    asked = dialog(screen, SubmitQuestion)
    assert "23 marks need a fact and have none: K01, " in asked.accessibleDescription()
    asked.act.click()
    assert app.data is not None
    assert app.data.read(sheets.sheet, screen.model.sheet_id, crew.sokolova).state is SheetState.SUBMITTED


# A candidate who withdrew


def test_the_sheet_of_a_candidate_who_withdrew_says_so_and_takes_nothing(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    _cycle, cases = crew.campaign("Tarasov")
    sheet_id = crew.hand_in(cases["Tarasov"], crew.sokolova, None)
    with crew.store() as store:
        store.write(campaigns.withdraw, cases["Tarasov"], "took another offer", TODAY)
    app = crew.begin(start, qtbot)
    workspace_of(app).go("sheet", sheet_id)
    press(Key.Key_3)
    screen = sheet_screen(app)
    assert "The candidate has been withdrawn." in screen.banner.text
    assert "its marks do not count" in screen.banner.text
    assert all(row.mark is None for row in screen.model.sheet.rows)


def test_the_decision_of_a_candidate_who_withdrew_says_why(start: Start, crew: Crew, qtbot: QtBot) -> None:
    _cycle, cases = crew.campaign("Tarasov")
    for assessor in (crew.sokolova, crew.gromov):
        crew.hand_in(cases["Tarasov"], assessor)
    with crew.store() as store:
        store.write(campaigns.withdraw, cases["Tarasov"], "took another offer", TODAY)
        with pytest.raises(Withdrawn) as refused:
            store.write(sheets.open_sheet, cases["Tarasov"], crew.gromov, Role.HR)
    assert told(refused.value).startswith("The candidate has been withdrawn. Nothing was changed.")
    app = crew.begin(start, qtbot)
    workspace_of(app).go("decision", cases["Tarasov"])
    shown = texts(workspace_of(app).shown)
    assert "The candidate has been withdrawn." in shown
    assert "took another offer" in shown


# A requirement changed after the opening


def test_targets_of_an_open_campaign_are_frozen_and_the_way_out_is_named(crew: Crew) -> None:
    crew.campaign("Tarasov")
    said = told(FrozenRequirements())
    assert said.startswith("The requirements are fixed while the vacancy is open.")
    assert said.endswith("Open a new vacancy for other targets.")


# Experience


@pytest.mark.parametrize(
    ("typed", "months"),
    [("5,5 лет", 66), ("2 г. 3 мес.", 27), ("полтора года", 18), ("18", 18), ("5.5 years", 66)],
)
def test_experience_is_understood_as_people_type_it(
    start: Start, crew: Crew, qtbot: QtBot, typed: str, months: int
) -> None:
    app = crew.begin(start, qtbot)
    asked = experience(app, typed)
    with qtbot.waitSignal(asked.saved):
        asked.save()
    assert app.data is not None
    kept = [row.person for row in app.data.read(people.people, None) if row.person.surname == "Tarasov"]
    assert [one.months for one in app.data.read(people.person, kept[0].id).experience] == [months]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("давно", "This is not a number of months or years."),
        ("более 5 лет", "“More than”, “about” and ranges are not numbers: enter how long it was."),
        ("1,33 года", "This is not a whole number of months."),
        ("900 лет", "This is longer than a working life."),
    ],
)
def test_experience_that_is_no_number_is_told_at_its_field_and_stays(
    start: Start, crew: Crew, qtbot: QtBot, typed: str, said: str
) -> None:
    app = crew.begin(start, qtbot)
    asked = experience(app, typed)
    asked.save()
    assert asked.isVisible()
    notes = [field.note for field in asked.experience.rows[0].findChildren(type(asked.given))]
    assert any(note.startswith(said) for note in notes), notes
    assert months_field(asked).text() == typed


def experience(app: App, typed: str) -> PersonDialog:
    """Open the form of a new person with one experience whose length is typed like this."""
    workspace_of(app).add_employee()
    asked = next(one for one in workspace_of(app).findChildren(PersonDialog) if one.isVisible())
    asked.surname.line.setText("Tarasov")
    asked.experience.add_button.click()
    months_field(asked).setText(typed)
    return asked


def months_field(asked: PersonDialog) -> QLineEdit:
    edits = asked.experience.rows[0].findChildren(QLineEdit)
    return next(one for one in edits if one.accessibleName() == "or how long")
