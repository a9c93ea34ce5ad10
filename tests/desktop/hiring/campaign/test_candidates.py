"""Candidates are invited, narrowed, withdrawn; each has one next step."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.hiring.campaigns import CandidateState
from desktop.hiring.campaign.dialogs import InviteCandidateDialog
from desktop.hiring.campaign.paper_dialog import PaperDialog
from desktop.hiring.decision.screen import DecisionScreen
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.shared.reminder import ReminderDialog
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import (
    CTRL,
    Crew,
    Key,
    campaign_screen,
    column,
    dialog,
    press,
    texts,
    write,
)
from tests.desktop.hiring.campaign.page import inviting, lines, show, tarasovs


def test_each_candidate_has_one_next_step(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, cases = crew.campaign("Asked", "Begun", "Done", "Pending")
    crew.hand_in(cases["Begun"], crew.sokolova, None)
    for assessor in (crew.sokolova, crew.gromov):
        crew.hand_in(cases["Done"], assessor)
    crew.hand_in(cases["Pending"], crew.sokolova)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert column(screen, 3) == [
        "invited, Start the interview",
        "0 of 2 sheets submitted, Continue the interview",
        "all sheets submitted, Discuss and decide",
        "1 of 2 sheets submitted, Waiting: Gromov M.",
    ]
    assert "Gromov Maxim: not started" in column(screen, 2)[3]
    press(Key.Key_Down, times=3)
    assert screen.card.step_button.text() == "Remind…"
    assert "Waiting: Gromov M." in texts(screen.card)
    assert {"from_paper", "form", "print", "assessors"} <= screen.card.acts.keys()
    assert "invite_by_packets" in screen.card.acts, "Gromov has not begun here"
    assert "not confirmed" in texts(screen.card), "a state, not a thing to press"
    press(Key.Key_Up, times=3)
    press(Key.Key_Down, times=2)
    press(Key.Key_Return)
    assert isinstance(workspace_of(app).shown, DecisionScreen)
    press(Key.Key_Escape)
    assert campaign_screen(app).candidate is not None
    assert campaign_screen(app).candidate == lines(app, cycle)["Done"], "one stands where one stood"


def test_who_is_awaited_is_reminded_by_a_letter(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, cases = crew.campaign("Pending")
    crew.hand_in(cases["Pending"], crew.sokolova)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert screen.card.step_button.property("kind") == "primary"
    press(Key.Key_Return)
    letter = dialog(screen, ReminderDialog)
    assert letter.who.box.currentText() == "Gromov Maxim"
    assert "Pending Ivan, not started" in letter.text.toPlainText()
    letter.reject()


def test_one_begins_with_the_candidate_with_whom_something_is_to_be_done(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Adams", "Brown")
    crew.hand_in(cases["Adams"], crew.sokolova)  # one waits for Gromov
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert screen.candidate is not None
    assert screen.candidate.case.case_id == cases["Brown"]
    assert screen.card.step_button.property("kind") == "primary"


def test_in_a_narrow_window_list_and_card_take_turns_and_nothing_is_cut(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, _cases = crew.campaign("Adams")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    page = screen.candidates
    page.setFixedWidth(560)
    QCoreApplication.processEvents()
    assert page.turn.narrow
    assert screen.table.horizontalHeader().length() <= screen.table.viewport().width()
    assert not screen.card.isVisible()
    page.turn.reveal(screen.card.step_button)
    assert screen.card.isVisible()
    assert not screen.table.isVisible()


def test_no_mark_and_no_number_of_a_blind_candidate_stands_on_the_page(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    crew.hand_in(cases["Tarasov"], crew.gromov, 4)
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    told = texts(screen.card)
    assert "Marks are hidden until all sheets are submitted." in told
    assert "%" not in told


def test_a_new_candidate_is_invited_with_a_name_alone(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign()
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    press(Key.Key_Insert)
    asked = dialog(screen, InviteCandidateDialog)
    write("Ёлкин Пётр Ильич")
    asked.take()
    line = lines(app, cycle)["Ёлкин"]
    assert [one.assessor_id for one in line.case.assigned] == [crew.sokolova, crew.gromov]
    assert app.data is not None
    person = app.data.read(people.person, line.case.person_id)
    assert (person.surname, person.given, person.patronymic) == ("Ёлкин", "Пётр", "Ильич")
    assert screen.candidate == line


def test_an_enter_too_many_after_a_new_candidate_starts_no_interview(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, _cases = crew.campaign()
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    told: list[str] = []
    screen.told.connect(told.append)
    screen.invite()
    asked = dialog(screen, InviteCandidateDialog)
    asked.person.box.setEditText("Ёлкин Пётр Ильич")
    asked.take()
    app.window.activateWindow()
    qtbot.waitUntil(screen.table.hasFocus)
    press(Key.Key_Return)
    assert lines(app, cycle)["Ёлкин"].case.sheets == ()
    assert told == ["“Start the interview”: press Enter once more."]
    press(Key.Key_Return)
    assert len(lines(app, cycle)["Ёлкин"].case.sheets) == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_who_is_in_the_file_is_found_by_name_and_not_made_twice(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app, newer, screen = inviting(start, crew, qtbot)
    asked = dialog(screen, InviteCandidateDialog)
    asked.person.box.setEditText("tarasov ivan")
    asked.take()
    (found,) = tarasovs(app)
    assert lines(app, newer)["Tarasov"].case.person_id == found.id


def test_an_empty_or_endless_name_is_refused_and_stays(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign()
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    screen.invite()
    asked = dialog(screen, InviteCandidateDialog)
    asked.take()
    assert asked.person.note == "Enter a name or choose someone."
    asked.person.box.setEditText("Ж" * 200)
    asked.take()
    assert "The text is too long" in asked.person.note
    assert asked.person.text == "Ж" * 200
    assert asked.isVisible()
    asked.reject()


def test_candidates_stand_by_name_and_the_title_says_so(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov", "Belov")
    table = show(crew.begin(start, qtbot), cycle).table

    def title() -> object:
        return table.model().headerData(0, Qt.Orientation.Horizontal)

    assert title() == "Candidate ↑"
    assert [one.case.person_name.split()[0] for one in table.list_model.lines()] == ["Belov", "Tarasov"]
    press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert title() == "Candidate ↓"
    assert [one.case.person_name.split()[0] for one in table.list_model.lines()] == ["Tarasov", "Belov"]


def test_a_candidate_is_withdrawn_with_a_reason_alone(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert screen.card.menu is not None and screen.card.acts["withdraw"] in screen.card.menu.actions()
    screen.card.acts["withdraw"].trigger()
    asked = dialog(screen, ReasonDialog)
    press(Key.Key_Return, CTRL)
    assert "A reason is needed." in asked.field.note
    write("took another offer")
    press(Key.Key_Return, CTRL)
    assert lines(app, cycle)["Tarasov"].state is CandidateState.WITHDRAWN
    assert not screen.card.step_button.isVisible()
    assert "withdraw" not in screen.card.acts
    screen.enter_from_paper()
    assert not screen.findChildren(PaperDialog), "nothing is typed for who has left"
