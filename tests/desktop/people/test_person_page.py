"""The page of a person: two keys to everything, a line opens what it names, nothing before its time."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.facts import evidence
from db.file.store import Store
from db.journal import exports
from desktop.context import Context
from desktop.people.leaving_dialog import LeavingDialog
from desktop.people.page.screen import PersonScreen
from desktop.people.screen import PeopleScreen
from domain.assessing.evidence import Polarity
from domain.mark import Role
from domain.people.person import Person, PersonKind
from tests.db.planned import planned
from tests.desktop.conftest import TODAY, Start, new_file, workspace_of
from tests.desktop.desk import Stage
from tests.desktop.hiring.campaign.hands import Crew, press
from tests.desktop.people.hands import CANDIDATES, active, add
from tests.desktop.people.test_people_card import begin, hand_in

Key = Qt.Key
EXPERT = Person(kind=PersonKind.EXTERNAL, surname="Gusev", given="Pavel")
STAFF = Person(kind=PersonKind.EMPLOYEE, surname="Belov", given="Artem", hired_on=date(2020, 3, 1))


@pytest.fixture
def screen(stage: Stage) -> PersonScreen:
    return stage.show(PersonScreen)


def titles(screen: PersonScreen) -> list[str]:
    return [one.title for one in screen.table.list_model.lines()]


def go_to(screen: PersonScreen, title: str) -> None:
    model = screen.table.list_model
    screen.table.go_to(next(n for n, one in enumerate(model.lines()) if one.title == title))


def enter(screen: PersonScreen) -> None:
    QTest.keyClick(screen.table, Key.Key_Return)


def test_a_result_and_its_sheet_are_opened_by_enter_and_tabs_by_digits(
    context: Context, store: Store, screen: PersonScreen, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    hand_in(store, begin(store, person, context.me.id), context.me.id)
    screen.open(person)
    assert screen.table.hasFocus()
    assert titles(screen) == ["Result is ready", "Sheet submitted", "Assessment started"]
    with qtbot.waitSignal(screen.result_opened):
        enter(screen)
    go_to(screen, "Sheet submitted")
    with qtbot.waitSignal(screen.sheet_opened):
        enter(screen)
    go_to(screen, "Assessment started")
    with qtbot.waitSignal(screen.result_opened):
        enter(screen)
    QTest.keyClick(screen.table, Key.Key_4)
    assert screen.tabs.current == 3
    assert screen.nothing.isVisible()
    QTest.keyClick(screen.tabs, Key.Key_2)
    assert len(titles(screen)) == 3
    qtbot.waitUntil(lambda: "94" in screen.course.accessibleName() or "%" in screen.course.accessibleName())


def test_while_a_sheet_is_out_no_number_and_no_others_sheet_is_offered(
    context: Context, store: Store, screen: PersonScreen, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    colleague = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Tarasov"))
    hand_in(store, begin(store, person, colleague, Role.EXPERT), colleague)
    begin(store, person, context.me.id)
    screen.open(person)
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert "no results yet" in screen.course.accessibleName()
    assert "Result is ready" not in titles(screen)
    go_to(screen, "Sheet submitted")
    line = screen.table.current_line
    assert line is not None
    assert not line.opens
    with qtbot.waitSignal(screen.told):  # a key that does nothing would leave one guessing
        enter(screen)
    go_to(screen, "Assessment started")
    with qtbot.waitSignal(screen.sheet_opened):
        enter(screen)


def offered(screen: PersonScreen, text: str) -> list[QPushButton]:
    return [one for one in screen.findChildren(QPushButton) if one.text() == text and one.isVisible()]


def test_an_employee_is_dismissed_on_the_page_and_nobody_else_is(
    store: Store, screen: PersonScreen, qtbot: QtBot
) -> None:
    [person] = add(store, STAFF)
    screen.open(person)
    offered(screen, "Dismiss employee…")[0].click()
    (asked,) = [one for one in screen.findChildren(LeavingDialog) if one.isVisible()]
    assert asked.who.named == person
    QTest.keyClicks(active(asked).day.line, "20.11.2026")
    QTest.keyClick(asked.day.edit, Key.Key_Return)
    assert store.read(people.person, person).left_on == date(2026, 11, 20)
    qtbot.waitUntil(lambda: bool(offered(screen, "Dismissal…")))
    offered(screen, "Dismissal…")[0].click()
    (asked,) = [one for one in screen.findChildren(LeavingDialog) if one.isVisible()]
    active(asked).back_button.click()
    assert store.read(people.person, person).left_on is None
    for another in add(store, CANDIDATES[0], EXPERT):
        screen.open(another)
        assert not offered(screen, "Dismiss employee…")


def test_notes_and_documents_open_where_they_are(
    store: Store, context: Context, screen: PersonScreen, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    note = store.write(evidence.note, person, [1], "Listens", Polarity.FOR, TODAY)
    store.write(exports.record, "subject_copy", exports.Of.PERSON, [person], ["pdf"], 1)
    screen.open(person)
    go_to(screen, "Note +")
    with qtbot.waitSignal(screen.note_opened) as asked:
        enter(screen)
    assert asked.args == [person, note]
    go_to(screen, "Document exported")
    with qtbot.waitSignal(screen.exports_opened):
        enter(screen)
    QTest.keyClick(screen.table, Key.Key_5)
    assert titles(screen) == ["Document exported"]


def test_a_plan_and_its_meetings_are_on_their_tab(store: Store, screen: PersonScreen, qtbot: QtBot) -> None:
    at = planned(store)
    at.finish()
    screen.open(at.person)
    QTest.keyClick(screen.table, Key.Key_3)
    assert "Individual development plan" in titles(screen)
    with qtbot.waitSignal(screen.plan_opened) as asked:
        enter(screen)
    assert asked.args == [at.plan]


def test_being_hired_and_the_consent_stand_among_what_happened(store: Store, screen: PersonScreen) -> None:
    hired = Person(kind=PersonKind.EMPLOYEE, surname="Orlov", hired_on=TODAY, basis="Yes", basis_until=TODAY)
    [person] = add(store, hired)
    screen.open(person)
    assert {"Hired", "Legal basis for processing"} <= set(titles(screen))


def test_who_is_erased_meanwhile_has_no_page_and_the_way_back_is_offered(
    store: Store, screen: PersonScreen, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    kept, double = person, store.write(people.add, Person(surname="Алёшина", given="Вера"))
    screen.open(double)
    from db.assessing import merging

    store.write(merging.merge, kept, double)
    qtbot.waitUntil(screen.gone.isVisible)
    assert screen.person is None
    with qtbot.waitSignal(screen.closed):
        QTest.mouseClick(screen.gone.act, Qt.MouseButton.LeftButton)


def test_a_name_of_120_letters_and_an_empty_card_are_shown(store: Store, screen: PersonScreen) -> None:
    [person] = add(store, Person(surname="Ы" * 60, given="Щ" * 60))
    screen.open(person)
    assert screen.header.title == f"{'Ы' * 60} {'Щ' * 60}"
    assert screen.nothing.isVisible()
    assert QApplication.focusWidget() is not None


def test_from_the_list_a_key_opens_the_page_and_esc_leads_back(
    tmp_path: Path, start: Start, qtbot: QtBot
) -> None:
    crew = Crew(new_file(tmp_path / "North.merilo", actors=2))
    with crew.store() as store:
        ids = add(store, *CANDIDATES[:2])
    app = crew.begin(start, qtbot)
    space = workspace_of(app)
    space.to_person(ids[1])
    press(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert space.place == ("person", ids[1])
    press(Key.Key_Escape)
    assert space.place[0] == "people"
    assert isinstance(space.shown, PeopleScreen)
    assert space.shown.person is not None
    assert space.shown.person.id == ids[1]
