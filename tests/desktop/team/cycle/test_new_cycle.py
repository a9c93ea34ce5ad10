"""A new cycle in three steps, by keys: template, people and who assesses, editions, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db import models
from db.assessing import cycles, people
from db.file.store import Store
from db.framework import drafts, starter
from db.team import staff_cycles
from desktop.app import App
from desktop.kit.form.dialog import Question
from desktop.team.cycle.new_screen import NewCycleScreen
from desktop.team.cycle.plan import Part, unsaid_words
from desktop.team.cycle.words import left_words
from domain.assessing.case import CycleKind
from domain.mark import Role
from domain.people.person import Person, PersonKind
from resources.i18n import current
from tests.db import sample
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Key, dialog, focused, in_front, press, texts, write
from tests.desktop.team.cycle.hands import IV, TEAM, Team, cycle_screen, cycles_screen, lines, page_of, plain

SHIFT = Qt.KeyboardModifier.ShiftModifier


def new_screen(app: App) -> NewCycleScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, NewCycleScreen), shown
    return shown


def begin(app: App) -> NewCycleScreen:
    """Come to the page by the jump box."""
    press("k", CTRL)
    write("New cycle")
    press(Key.Key_Return)
    return new_screen(app)


def panels(app: App, cycle_id: int) -> dict[str, list[tuple[str, Role]]]:
    """Return who assesses whom in the file, by surname."""
    return {
        one.case.person_name.partition(" ")[0]: [
            (seat.assessor_name.partition(" ")[0], seat.role) for seat in one.case.assigned
        ]
        for one in page_of(app, cycle_id).people
    }


def test_a_first_cycle_is_opened_by_keys_alone(team: Team, start: Start, qtbot: QtBot) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    page = screen.period_page
    assert page.title.text == "Quarter IV, 2026"
    assert (page.starts.text, page.ends.text) == ("01.10.2026", "31.12.2026")
    press(Key.Key_PageDown, CTRL)
    people_page = screen.people_page
    assert focused() is people_page.table
    assert lines(people_page.model) == [
        "[Chat 0 of 3]",
        *(f"{name} Ivan | manager" for name in TEAM),
        "[Without a unit 0 of 2]",
        "Gromov Maxim | Head",
        "Sokolova Anna | HR",
    ]
    press(Key.Key_Down, SHIFT, times=2)
    press(Key.Key_Space)
    assert [one.name for one in people_page.selected] == [f"{name} Ivan" for name in TEAM], (
        "they stay selected"
    )
    assert plain(lines(people_page.model)[1]) == "included | Adams Ivan | manager | Gromov M."
    side = people_page.side
    assert side.add_button.text() == "Assign to 3 people"
    side.with_self.setFocus()
    press(Key.Key_Space)
    side.person.box.setEditText("Sokolova Anna")
    side.role.box.setCurrentIndex(1)
    side.add_button.setFocus()
    press(Key.Key_Return)
    assert screen.header.title == "New cycle"
    people_page.table.setFocus()
    press(Key.Key_PageDown, CTRL)
    editions = screen.editions_page
    assert editions.load.text() == "9 sheets for 3 people, 3 h 36 min in total"
    assert "71 competencies, about 24 min" in editions.rest.text()
    assert "Heaviest load" not in editions.rest.text(), "Gromov and Sokolova have as much to do"
    press(Key.Key_Return, CTRL)
    shown = cycle_screen(app)
    assert shown.page is not None
    cycle = shown.page.cycle
    assert (cycle.code, cycle.title, cycle.starts_on, cycle.ends_on) == (
        "2026-IV",
        "Quarter IV, 2026",
        IV.starts_on,
        IV.ends_on,
    )
    assert panels(app, cycle.id) == {
        name: [("Gromov", Role.MANAGER), (name, Role.SELF), ("Sokolova", Role.HR)] for name in TEAM
    }


def test_the_next_quarter_is_the_last_one_again_without_who_left(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    team.cycle()
    team.leave("Brown", date(2026, 12, 1))
    app = team.begin(start, qtbot)
    screen = begin(app)
    assert "Filled in as in “IV 2026”" in texts(screen)
    assert screen.form.days() == (date(2027, 1, 1), date(2027, 3, 31))
    assert "1 Jan 2027 – 31 Mar 2027" in texts(screen).replace("\u00a0", " ")
    press(Key.Key_Return, CTRL)
    shown = cycle_screen(app)
    assert shown.page is not None
    assert shown.page.cycle.code == "2027-I"
    both = [("Gromov", Role.MANAGER), ("Sokolova", Role.HR)]
    assert panels(app, shown.page.cycle.id) == {"Adams": both, "Clark": both}


def test_half_a_draft_outlives_leaving_the_screen_and_another_language(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    screen.period_page.title.line.setFocus()
    press("a", CTRL)
    write("Autumn")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_Space)
    press(Key.Key_Escape)
    cycles_screen(app)
    press("1", CTRL)
    press("3", CTRL)
    press(Key.Key_Insert)
    assert new_screen(app) is screen
    assert (screen.form.title, screen.form.part) == ("Autumn", Part.PEOPLE)
    assert screen.form.people == (team.people["Adams"],)
    workspace_of(app).language_chosen.emit("ru")
    in_front(app, qtbot)
    again = new_screen(app)
    assert again is not screen
    assert (again.form.title, again.form.people) == ("Autumn", (team.people["Adams"],))
    again.clear_button.click()
    asked = dialog(again, Question)
    QTest.keyClick(asked.act, Key.Key_Return)
    assert again.form.people == ()


def test_a_period_that_ends_before_it_starts_is_told_beside_the_field(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    page = screen.period_page
    page.ends.line.setText("30.09.2026")
    press(Key.Key_Return, CTRL)
    assert page.ends.note == "The cycle would end before it starts. Enter a later date."
    assert focused() is page.ends.line
    assert page.ends.text == "30.09.2026", "what was typed stays"
    page.ends.line.setText("someday")
    press(Key.Key_Return, CTRL)
    assert page.ends.note == "This date is not understood. Enter it as 24.11.2026."
    page.ends.line.setText("31.12.2026")
    press(Key.Key_Return, CTRL)
    assert screen.form.part is Part.PEOPLE
    assert screen.people_page.note == "Nobody is included: add at least one person."
    assert app.data is not None
    assert app.data.read(cycles.cycles) == ()


def test_who_is_in_another_cycle_over_the_days_is_named_with_it(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    team.cycle()
    app = team.begin(start, qtbot)
    screen = begin(app)
    screen.period_page.starts.line.setText("01.12.2026")
    screen.period_page.ends.line.setText("28.02.2027")
    press(Key.Key_Return, CTRL)
    assert screen.form.part is Part.PEOPLE
    told = screen.people_page.note
    assert told.startswith("Adams Ivan: already in the cycle “IV 2026”; Brown Ivan: already")
    assert app.data is not None
    assert len(app.data.read(cycles.cycles)) == 1
    press("a", CTRL)
    press(Key.Key_Space, times=2)  # all of them in, and out again
    assert screen.form.people == ()
    press(Key.Key_Space)
    assert "Adams Ivan: already in the cycle" in screen.people_page.note
    assert {*screen.form.people} == {team.gromov, team.sokolova}


def test_who_has_left_cannot_be_taken_in_and_an_empty_unit_says_so(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    team.leave("Brown", TODAY - timedelta(days=100))
    app = team.begin(start, qtbot)
    screen = begin(app)
    press(Key.Key_PageDown, CTRL)
    page = screen.people_page
    assert not any("Brown" in one for one in lines(page.model)), "who left before is found only by name"
    press("f", CTRL)
    write("brown")
    press(Key.Key_Return)
    press(Key.Key_Space)
    assert plain(page.note) == "Brown Ivan: left 16 Aug 2026, before the cycle starts."
    assert screen.form.people == ()
    page.search.clear()
    page.unit.box.setCurrentIndex(page.unit.box.findText("Mail"))
    told = "Nobody works in the unit “Mail”. Choose another one or enter it on the cards."
    assert page.unit.note == told
    assert page.nobody.isVisible()
    press(Key.Key_Return, CTRL)
    assert page.unit.note == told
    assert focused() is page.unit.edit


def test_an_earlier_cycle_that_is_still_open_is_said_before_the_next_one_which_begins_later(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    team.cycle()
    app = team.begin(start, qtbot)
    screen = begin(app)
    told = screen.period_page.earlier
    assert told.isVisible()
    assert "“IV 2026” is still open, 6 sheets are pending." in told.text()
    screen.period_page.starts.line.setText("01.10.2026")
    assert not told.isVisible(), "it is not an earlier one"
    screen.period_page.starts.line.setText("01.01.2027")
    assert app.data is not None
    next_one = replace(app.data.read(cycles.cycles)[0], starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    assert left_words(next_one, TODAY)[0] == f"starts on {current().date(date(2027, 1, 1))}"


def test_somebody_leaves_between_the_choice_and_the_opening(team: Team, start: Start, qtbot: QtBot) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_Space)
    assert app.data is not None
    who = app.data.read(people.person, team.people["Adams"])
    app.data.write(people.change, replace(who, left_on=TODAY - timedelta(days=90)))
    press(Key.Key_Return, CTRL)
    assert "Adams Ivan: left" in screen.people_page.note
    assert app.data.read(cycles.cycles) == ()


def test_probation_and_out_of_turn_are_kinds_with_days_of_their_own(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    team.cycle()
    app = team.begin(start, qtbot)
    screen = begin(app)
    assert focused() is screen.period_page.kinds.focusProxy()
    press(Key.Key_Right)
    assert screen.form.kind is CycleKind.PROBATION
    assert screen.period_page.ends.text == ""
    screen.period_page.ends.line.setText("24.02.2027")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_Space)
    press(Key.Key_Return, CTRL)
    shown = cycle_screen(app)
    assert shown.page is not None
    assert (shown.page.cycle.kind, shown.page.cycle.code) == (CycleKind.PROBATION, "2026-P-001")
    assert panels(app, shown.page.cycle.id) == {"Adams": [("Gromov", Role.MANAGER)]}


def test_a_set_of_questions_makes_less_work_and_is_frozen(team: Team, start: Start, qtbot: QtBot) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_Space)
    press(Key.Key_PageDown, CTRL)
    page = screen.editions_page
    assert page.load.text() == "1 sheet for 1 person, 24 min in total"
    page.fields[2].edit.setFocus()
    press(Key.Key_Down)
    assert page.load.text() != "1 sheet for 1 person, 24 min in total"
    press(Key.Key_Return, CTRL)
    shown = cycle_screen(app)
    assert shown.page is not None
    assert shown.page.questions is not None


def test_a_thousand_people_are_offered_in_a_fixed_number_of_statements(store: Store) -> None:
    def count() -> int:
        return sample.count(store, staff_cycles.employees, CycleKind.QUARTERLY, IV.starts_on, IV.ends_on)

    boss = sample.add(store, "Громов", is_actor=True)
    few = count()
    for number in range(30):
        person = Person(kind=PersonKind.EMPLOYEE, surname=f"Человек{number}", manager_id=boss)
        store.write(people.add, person)
    assert count() == few
    last = store.read(staff_cycles.employees, CycleKind.QUARTERLY, None, None)[-1]
    assert (last.name, last.manager, last.busy) == ("Человек9", "Громов", "")


@pytest.fixture
def store(team: Team) -> Iterator[Store]:
    """The file itself, open while the program does not run."""
    with team.store() as opened:
        yield opened


def test_half_a_draft_is_there_when_the_program_is_started_again(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    screen.period_page.title.line.setFocus()
    press("a", CTRL)
    write("Autumn")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_Space)
    taken, panels_of = screen.form.people, dict(screen.form.panels)
    assert taken
    app.window.close()
    app.close()
    again = begin(team.begin(start, qtbot))
    assert (again.form.title, again.form.people) == ("Autumn", taken)
    assert again.form.panels == panels_of


def of_two_models(team: Team, *posts: str) -> list[int]:
    """Publish the operator's starter model beside the first and hire somebody of each post."""
    with team.store() as store:
        store.write(drafts.publish, store.write(starter.begin), "checked with the shift")
        return [
            sample.add(store, surname, kind=PersonKind.EMPLOYEE, post=post, unit_id=team.empty)
            for surname, post in zip(("Dale", "Eden", "Ford"), posts, strict=False)
        ]


def choose(screen: NewCycleScreen, *people_ids: int) -> None:
    """Take these in and go to the editions."""
    press(Key.Key_PageDown, CTRL)
    for one in screen.choices.everyone:
        if one.id in people_ids:
            screen.form.take_in([one])
    press(Key.Key_PageDown, CTRL)


def test_a_cycle_for_operators_takes_their_model_and_the_profile_of_their_post(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    operators = of_two_models(team, "оператор", "Старший оператор")
    app = team.begin(start, qtbot)
    screen = begin(app)
    choose(screen, *operators)
    editions = screen.editions_page
    assert {one.box.currentText() for one in editions.profiles.values()} == {
        "Contact-centre operator, edition 1"
    }
    rail = " ".join(plain(texts(screen.rail)).split())
    assert "Operator (Merilo's starter model), edition 1 profile: Contact-centre operator" in rail
    press(Key.Key_Return, CTRL)
    cycle = cycle_screen(app).page
    assert cycle is not None and "starter" in (cycle.framework.en or "")
    assert cycle.items < 30


def test_a_post_that_no_profile_is_called_by_is_asked_for(team: Team, start: Start, qtbot: QtBot) -> None:
    manager, operator, clerk = of_two_models(team, "manager", "оператор", "Clerk")
    app = team.begin(start, qtbot)
    screen = begin(app)
    choose(screen, manager, *team.people.values(), operator, clerk)
    fields = screen.editions_page.profiles
    assert fields["manager"].box.currentText() == "Manager, edition 1"
    for post in ("оператор", "Clerk"):
        assert fields[post].box.currentText() == "choose a profile", post
    assert "profile is in the framework “Operator (Merilo's starter model)”" in fields["оператор"].note
    press(Key.Key_Return, CTRL)
    assert new_screen(app) is screen, "nothing is opened by a guess"
    fields = screen.editions_page.profiles
    assert focused() is next(iter(one for one in fields.values() if one.value is None)).edit
    for post in ("оператор", "Clerk"):
        fields[post].box.setCurrentIndex(1)
    assert not screen.banner.isVisible()
    press(Key.Key_Return, CTRL)
    cycle = cycle_screen(app).page
    assert cycle is not None and len(cycle.people) == 6


def test_whose_position_is_not_entered_is_asked_about_in_words_of_its_own(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    (nobody,) = of_two_models(team, "")
    screen = begin(team.begin(start, qtbot))
    choose(screen, nobody)
    asked = screen.editions_page.profiles[""]
    assert (asked.box.currentText(), asked.note) == ("Manager, edition 1", ""), "it is the only one there"
    told = unsaid_words(screen.form, screen.choices, "")
    assert told == "No position is entered: choose the profile these people are assessed by."


def test_without_a_word_each_person_gets_the_profile_of_the_post(team: Team) -> None:
    (operator,) = of_two_models(team, "оператор")
    with team.store() as store:
        model = store.read(staff_cycles.editions).frameworks[1]
    cycle, _cases = team.cycle(people=(operator,), assessors={}, framework_id=model.id)
    with team.store() as store:
        (line,) = store.read(staff_cycles.page, cycle).people
        profile_id = store.read(lambda session: session.get_one(models.Case, line.case.case_id).profile_id)
        assert profile_id == model.profiles[0].id


def test_an_assessor_is_assigned_in_two_steps_of_enter_and_two_colleagues_are_warned_of(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_Space)
    side = screen.people_page.side
    (adams,) = screen.form.people
    side.person.box.setEditText("Sokolova Anna")
    side.person.box.setFocus()
    press(Key.Key_Return)
    assert focused() is side.role.box, "nobody is assigned before the role is chosen"
    assert team.sokolova not in {who for who, _role in screen.form.panels[adams]}
    side.role.box.setCurrentIndex(side.role.box.findData(Role.PEER))
    assert "fewer than three colleagues" not in texts(side)
    press(Key.Key_Return)
    assert (team.sokolova, Role.PEER) in screen.form.panels[adams]
    assert "fewer than three colleagues" in texts(side)


def test_a_click_on_the_box_takes_a_person_in_and_a_click_on_the_name_only_selects(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    press(Key.Key_PageDown, CTRL)
    table = screen.people_page.table
    row = table.currentIndex().row()

    def click(key: str) -> None:
        spot = table.visualRect(table.model().index(row, table.number(key))).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)

    click("name")
    assert screen.form.people == ()
    click("taken")
    (taken,) = screen.form.people
    assert taken == screen.people_page.selected[0].id
    click("taken")
    assert screen.form.people == ()


def test_a_large_cycle_is_opened_beside_the_window_and_nothing_is_typed_into_it_meanwhile(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    screen.at_once = 0
    screen.form.take_in(screen.choices.everyone[:1])
    screen.form.touched = True
    press(Key.Key_Return, CTRL)
    assert app.jobs.busy
    assert not screen.people_page.isEnabled()
    assert screen.open_button.accessibleDescription() == "The cycle is being opened.", "why it is off"
    assert not screen.clear_button.isEnabled()
    screen.act()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert screen.clear_button.isEnabled()
    page = cycle_screen(app).page
    assert page is not None
    assert len(page.people) == 1
    assert screen.people_page.isEnabled()
    assert not screen.form.people, "a new one begins empty"


def test_many_people_are_read_beside_the_window_and_come_as_they_do_at_once(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    team.cycle()
    app = team.begin(start, qtbot)
    screen = begin(app)
    at_once = (screen.form.copy(), screen.choices, screen.header.title, texts(screen.rail))
    assert not screen.people_page.model.lines(), "a step that is not shown lists nobody"
    screen.form.people = ()
    screen.at_sight = 0
    press(Key.Key_Escape)
    begin(app)
    assert app.jobs.busy
    assert not screen.period_page.isEnabled()
    assert screen.open_button.accessibleDescription() == "People are still being read.", "why it is off"
    screen.act()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert (screen.form, screen.choices, screen.header.title, texts(screen.rail)) == at_once
    assert screen.period_page.isEnabled()
    assert screen.period_page.kinds.isAncestorOf(focused())
    press(Key.Key_PageDown, CTRL)
    assert lines(screen.people_page.model)[0] == "[Chat 3 of 3]"


def test_whoever_stops_the_reading_of_people_is_back_where_they_came_from(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    app = team.begin(start, qtbot)
    screen = begin(app)
    press(Key.Key_Escape)
    screen.at_sight, gate = 0, Event()
    app.jobs.run(lambda _progress: gate.wait(), lambda _over: None, "")  # so that the reading waits
    begin(app)
    assert screen.reading is not None
    screen.reading.cancel()
    assert workspace_of(app).shown is not screen
    gate.set()
    qtbot.waitUntil(lambda: not app.jobs.busy)
