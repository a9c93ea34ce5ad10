"""Who leaves is recorded, with a date and a reason, and a consent is renewed by its paper."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from db.assessing import people
from db.file.store import Store
from db.people import names as names_of_people
from db.team import quarterly
from desktop.kit.form.fields import Field
from desktop.people.basis_dialog import BasisDialog
from desktop.people.card.history import Moment, history
from desktop.people.leaving_dialog import LeavingDialog
from desktop.people.model import Asked
from desktop.people.screen import PeopleScreen
from domain.assessing.case import CycleKind
from domain.mark import Role
from domain.people.person import Person, PersonKind
from domain.team.quarterly import CyclePlan
from resources.i18n import current
from tests.desktop.conftest import TODAY
from tests.desktop.people.hands import Show, active, add, form

Key = Qt.Key
LEFT = "20\u00a0Nov\u00a02026"
STAFF = Person(kind=PersonKind.EMPLOYEE, surname="Belov", given="Artem", hired_on=date(2020, 3, 1))
CANDIDATE = Person(
    surname="Tarasov", basis="consent", basis_on=date(2026, 6, 1), basis_until=date(2026, 12, 1)
)


def told(screen: PeopleScreen) -> str:
    QCoreApplication.processEvents()
    return "\n".join(label.text() for label in screen.card.findChildren(QLabel) if label.isVisible())


def put(field: Field, text: str) -> None:
    edit = field.edit
    edit.setText(text)  # pyright: ignore[reportAttributeAccessIssue]


def dismissal(screen: PeopleScreen) -> LeavingDialog:
    (found,) = [one for one in screen.findChildren(LeavingDialog) if one.isVisible()]
    return active(found)


def test_a_dismissal_is_recorded_with_date_and_reason_shown_everywhere_and_taken_back(
    store: Store, show: Show
) -> None:
    [person] = add(store, STAFF)
    screen = show()
    screen.open(person)
    screen.dismiss()
    asked = dismissal(screen)
    put(asked.day, "20.11.2026")
    put(asked.reason, "by agreement")
    QTest.keyClick(asked.day.edit, Key.Key_Return)
    kept = store.read(people.person, person)
    assert (kept.left_on, kept.left_reason) == (date(2026, 11, 20), "by agreement")
    assert f"left {LEFT}: by agreement" in told(screen)
    row = screen.table.list_model.row_of(person)
    assert screen.table.list_model.index(row, 3).data() == f"left {LEFT}"
    assert not screen.card.step_button.isVisible(), "nobody is assessed after leaving"
    screen.dismiss()
    QTest.mouseClick(dismissal(screen).back_button, Qt.MouseButton.LeftButton)
    assert store.read(people.person, person).left_on is None
    assert f"left {LEFT}" not in told(screen)


def test_a_dismissal_is_taken_back_only_of_whom_the_field_names_and_who_has_left(
    store: Store, show: Show
) -> None:
    gone = replace(STAFF, left_on=date(2026, 11, 20), left_reason="by agreement")
    [person, other] = add(store, gone, replace(STAFF, surname="Ivanov"))
    screen = show()
    screen.open(person)
    screen.dismiss()
    asked = dismissal(screen)
    assert asked.back_button.isVisible()
    names = {one.id: one.line for one in store.read(names_of_people.names)}
    asked.who.box.setEditText(names[other])
    assert (asked.day.text, asked.reason.text) == ("", ""), "what is known of Belov is not Ivanov's"
    assert not asked.back_button.isVisible(), "Ivanov never left"
    asked.who.box.setEditText("Nobody")
    assert not asked.back_button.isVisible()
    asked.who.box.setEditText(names[person])
    assert (asked.day.text, asked.reason.text) == ("20.11.2026", "by agreement")
    assert asked.back_button.isVisible()
    asked.reason.line.setText("my own words")
    asked.who.box.setEditText(names[other])
    assert asked.reason.text == "my own words", "what was typed is nobody else's to wipe"


def test_a_day_that_cannot_be_is_told_at_its_field_and_nothing_is_lost(store: Store, show: Show) -> None:
    [person] = add(store, STAFF)
    screen = show()
    screen.open(person)
    screen.dismiss()
    asked = dismissal(screen)
    for typed, why in (
        ("", "Enter the last working day."),
        ("31.02.2026", "This date is not understood."),
        ("01.01.2019", "This is before the hiring date, 1\u00a0Mar\u00a02020."),
        ("20.11.2062", "More than a year ahead."),
    ):
        put(asked.day, typed)
        put(asked.reason, "by agreement")
        asked.take()
        assert asked.isVisible()
        assert why in asked.day.note
        assert asked.reason.text == "by agreement"
    assert store.read(people.person, person).left_on is None
    soon = TODAY + timedelta(days=10)
    put(asked.day, f"{soon:%d.%m.%Y}")
    asked.take()
    assert f"leaves {current().date(soon)}" in told(screen), "who leaves soon still works here"
    assert screen.card.step_button.isVisible()


def test_the_form_of_a_card_has_the_day_of_leaving_and_the_term_of_the_consent(
    store: Store, show: Show
) -> None:
    [person, candidate] = add(store, STAFF, CANDIDATE)
    screen = show()
    screen.open(person)
    screen.edit_person()
    typed = form(screen)
    put(typed.left, "01.01.2019")
    typed.save()
    assert "This is before the hiring date" in typed.left.note
    put(typed.left, "")
    put(typed.left_reason, "by agreement")
    typed.save()
    assert typed.left.note == "A required field is empty: Left on."
    assert typed.left_reason.text == "by agreement"
    put(typed.left, "20.11.2026")
    typed.save()
    assert store.read(people.person, person).left_on == date(2026, 11, 20)
    screen.open(candidate)
    screen.edit_person()
    typed = form(screen)
    assert typed.basis_until.line.text() == "01.12.2026"
    put(typed.basis_until, "01.12.2027")
    typed.save()
    assert "A consent is renewed by a new document, not by a later date alone." in typed.basis_on.note
    put(typed.basis_on, "20.11.2026")
    typed.save()
    assert store.read(people.person, candidate).basis_until == date(2027, 12, 1)


def test_a_consent_is_renewed_from_the_card_and_the_one_before_stays_in_the_history(
    store: Store, show: Show
) -> None:
    [candidate] = add(store, CANDIDATE)
    screen = show()
    screen.open(candidate)
    assert screen.card.basis_button is not None
    QTest.mouseClick(screen.card.basis_button, Qt.MouseButton.LeftButton)
    (asked,) = [one for one in screen.findChildren(BasisDialog) if one.isVisible()]
    put(asked.until, "20.11.2027")
    asked.take()
    assert "Enter the date the new document was signed." in asked.paper.note
    put(asked.paper, "20.11.2062")
    put(asked.until, "20.11.2063")
    asked.take()
    assert "The document is dated in the future." in asked.paper.note
    put(asked.paper, "20.11.2026")
    put(asked.until, "20.11.2027")
    asked.take()
    assert store.read(people.person, candidate).basis_until == date(2027, 11, 20)
    assert screen.card.history is not None
    model = screen.card.history.list_model
    papers = [one for one in model.lines() if one.title == "Legal basis for processing"]
    assert [one.on for one in papers] == [date(2026, 11, 20), date(2026, 6, 1)]
    assert f"until {current().date(date(2026, 12, 1))}" in papers[1].detail


def test_a_date_without_a_basis_is_not_told_as_a_basis_taken_away(store: Store) -> None:
    [candidate] = add(store, Person(surname="Orlova"))
    store.write(people.change, replace(store.read(people.person, candidate), basis_on=date(2026, 6, 1)))
    (told,) = (one for one in moments_of(store, candidate) if one.title == "Legal basis for processing")
    assert told.detail.startswith("not named on the card, entered")
    named = replace(store.read(people.person, candidate), basis="consent of 1 June")
    store.write(people.change, named)
    store.write(people.change, replace(named, basis="", basis_on=None))
    last = [one.detail for one in moments_of(store, candidate) if one.title == "Legal basis for processing"]
    assert sum(one.startswith("removed from the card") for one in last) == 1


def moments_of(store: Store, person: int) -> tuple[Moment, ...]:
    return history(store.read(people.card, person, 1, TODAY), 1)


def test_a_candidate_without_a_basis_is_asked_for_one_in_the_card(store: Store, show: Show) -> None:
    [candidate] = add(store, Person(surname="Orlova"))
    screen = show()
    screen.open(candidate)
    assert "not entered yet" in told(screen)


def test_who_left_is_no_employee_any_more_and_who_is_leaving_still_is(store: Store, show: Show) -> None:
    soon = replace(STAFF, surname="Ivanov", left_on=TODAY + timedelta(days=30))
    here, gone, leaving = add(
        store, replace(STAFF, surname="Adams"), replace(STAFF, left_on=TODAY - timedelta(days=7)), soon
    )
    screen = show()
    model = screen.table.list_model
    heads = [str(model.index(row, 0).data()) for row in model.headings()]
    assert heads[-2:] == ["Employees 3", "Left 1"], heads  # who is at work is one of them
    shown = [one.text() for one in screen.filters.segments.findChildren(QAbstractButton)]
    assert "Employees 3" in shown, shown
    offered = [one for one in screen.filters.segments.findChildren(QAbstractButton) if one.isVisible()]
    counts = [int(one.text().rpartition(" ")[2]) for one in offered]
    assert counts[0] == sum(counts[1:]), "the parts add up"
    QTest.mouseClick(offered[-1], Qt.MouseButton.LeftButton)
    assert [line.person.id for line in model.lines()] == [gone]
    QTest.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    screen.table.narrow(Asked("", PersonKind.EMPLOYEE))
    assert len(model.lines()) == 3, "as many as its filter says"
    screen.table.narrow(Asked())
    assert model.row_of(gone) > model.row_of(leaving) > model.row_of(here)
    state = str(model.index(model.row_of(leaving), 3).data())
    assert state == "not assessed", "that somebody will leave is no state of an assessment"
    assert f"left {current().date(TODAY - timedelta(days=7))}" == model.index(model.row_of(gone), 3).data()
    width = screen.table.columnWidth(3)
    needed = screen.table.fontMetrics().horizontalAdvance("left 28 Dec 2028")
    assert width > needed, "the day is not cut off"


def test_who_was_in_cycles_and_never_assessed_is_not_said_to_have_been(store: Store, show: Show) -> None:
    [person, boss] = add(store, STAFF, replace(STAFF, surname="Gromov"))
    for kind in (CycleKind.QUARTERLY, CycleKind.AD_HOC):
        plan = CyclePlan(
            kind=kind,
            title=f"{kind.value} of the chat",
            starts_on=TODAY - timedelta(days=30),
            ends_on=TODAY + timedelta(days=30),
            people=(person,),
            assessors={person: ((boss, Role.MANAGER),)},
        )
        store.write(quarterly.open_quarterly, plan)
    store.write(people.dismiss, person, TODAY - timedelta(days=1), "by agreement")
    screen = show()
    screen.open(person)
    told = [one.title for one in history(store.read(people.card, person, 1, TODAY), 1)]
    assert "Assessment started" not in told
    assert told.count("Included in an assessment") == 2
