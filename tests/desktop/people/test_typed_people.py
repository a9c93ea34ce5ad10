"""A person is typed in: nothing typed is lost, every mistake is told at its field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.framework import frameworks
from db.people import organisation
from desktop.people.screen import PeopleScreen
from domain.people.person import Admission, Education, Experience, Medical, Person, PersonKind
from tests.desktop.people.hands import CANDIDATES, Show, add, focused, form, tab, type_in

Key = Qt.Key


def test_a_candidate_is_added_by_keys_alone_under_a_russian_layout(
    screen: PeopleScreen, store: Store, qtbot: QtBot
) -> None:
    QTest.keyClick(screen.table, Key.Key_Insert)
    dialog = form(screen)
    type_in("Ёлкина")
    tab()
    type_in("Анна")
    tab(4)
    type_in("менеджер")
    tab()
    type_in("Смена А")
    tab(2)
    type_in("согласие")
    tab()
    type_in("20.11.2026")
    tab()
    type_in("20.05.2027")
    tab()
    assert focused() is dialog.education.add_button, "what is asked of employees alone is stepped over"
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog.basis.line, Key.Key_Return)
    kept = store.read(people.by_code, "C-0001")
    assert kept.full_name == "Ёлкина Анна"
    assert (kept.post, kept.unit, kept.basis) == ("менеджер", "Смена А", "согласие")
    assert (kept.basis_on, kept.basis_until) == (date(2026, 11, 20), date(2027, 5, 20))
    assert screen.person is not None
    assert screen.person.id == kept.id
    screen.window().activateWindow()  # the system does that when a dialog closes; offscreen nobody does
    qtbot.waitUntil(screen.table.hasFocus)


def test_every_list_of_the_form_is_stored(screen: PeopleScreen, store: Store, qtbot: QtBot) -> None:
    screen.add_person()
    dialog = form(screen)
    dialog.surname.line.setText("Орлов")
    for rows in (dialog.education, dialog.experience, dialog.experience, dialog.medical):
        QTest.keyClick(rows.add_button, Key.Key_Space)
    fill(dialog.education.rows[0], {"Document": "диплом 1", "Seen on": "18.11.2026"})
    fill(dialog.experience.rows[0], {"From": "01.09.2025", "To, if ended": "31.10.2026"})
    fill(dialog.experience.rows[1], {"or how long": "7"})
    fill(dialog.medical.rows[0], {"Valid until": "24.11.2027"})
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    kept = store.read(people.by_code, "C-0001")
    requirements = store.read(frameworks.profiles)[0].requirements
    area, examination = next(iter(requirements.areas)), next(iter(requirements.examinations))
    assert kept.education == (Education(requirements.min_education, "диплом 1", date(2026, 11, 18)),)
    assert kept.experience == (
        Experience(area, date(2025, 9, 1), date(2026, 10, 31)),
        Experience(area, months=7),
    )
    assert kept.medical == (Medical(examination, Admission.PENDING, None, date(2027, 11, 24)),)


def test_an_employee_is_asked_for_number_and_hiring_and_a_change_of_kind_loses_neither(
    screen: PeopleScreen, store: Store, qtbot: QtBot
) -> None:
    screen.add_person()
    dialog = form(screen)
    dialog.surname.line.setText("Орлов")
    assert not dialog.number.isVisible()
    assert not dialog.hired.isVisible()
    dialog.kind.box.setCurrentIndex(1)
    dialog.number.line.setText("17")
    dialog.hired.line.setText("24,11,26")  # the keypad of a Russian layout writes a comma
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    kept = store.read(people.by_code, "E-0002")
    assert (kept.personnel_no, kept.hired_on) == ("17", date(2026, 11, 24))
    screen.add_person()
    assert form(screen).kind.value is PersonKind.EMPLOYEE, "several are often added one after another"
    form(screen).reject()
    screen.edit_person()
    dialog = form(screen)
    dialog.hired.line.setText("31.02.2026")
    dialog.kind.box.setCurrentIndex(0)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()  # what cannot be seen cannot stand in the way
    kept = store.read(people.person, kept.id)
    assert kept.kind is PersonKind.CANDIDATE
    assert (kept.personnel_no, kept.hired_on) == ("17", date(2026, 11, 24))


def fill(row: QWidget, texts: dict[str, str]) -> None:
    for edit in row.findChildren(QLineEdit):
        if edit.accessibleName() in texts:
            edit.setText(texts[edit.accessibleName()])


def test_every_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
    screen: PeopleScreen, store: Store
) -> None:
    screen.add_person()
    dialog = form(screen)
    dialog.kind.box.setCurrentIndex(1)
    dialog.given.line.setText("Анна")
    dialog.hired.line.setText("31.02.2026")
    dialog.manager.box.setEditText("никто")
    for rows in (dialog.experience, dialog.experience, dialog.medical):
        rows.add_button.click()
    fill(dialog.experience.rows[0], {"From": "02.02.2026", "To, if ended": "01.02.2026"})
    fill(dialog.experience.rows[1], {"or how long": "давно"})
    fill(dialog.medical.rows[0], {"Dated": "02.02.2026", "Valid until": "01.02.2026"})
    dialog.save()
    told = {field.note for field in dialog.findChildren(type(dialog.given)) if field.note}
    assert dialog.surname.note == "Enter the surname."
    assert dialog.hired.note.startswith("This date is not understood.")
    assert dialog.manager.note.startswith("There is no such entry.")
    assert {
        "This date is before the start date.",
        "This is not a number of months or years. For example: 18, 5.5 years.",
    } <= told
    assert "This date is before the certificate." in told
    assert focused() is dialog.surname.line
    assert dialog.hired.line.text() == "31.02.2026"
    assert dialog.given.line.text() == "Анна"
    assert dialog.hired.line.accessibleDescription() == dialog.hired.note
    assert len(store.read(people.people, None)) == 1
    dialog.surname.line.setFocus()
    type_in("О")
    assert dialog.surname.note == ""


@pytest.mark.parametrize(
    ("field", "text", "begins"),
    [
        ("code", "C-0777", "Code “C-0777” is already in use"),
        ("number", "17", "Personnel number “17” is already in use"),
        ("post", "о" * 121, "The text is too long: 121 characters of 120."),
    ],
)
def test_what_the_file_refuses_is_told_at_the_field(
    store: Store, show: Show, field: str, text: str, begins: str
) -> None:
    add(store, CANDIDATES[1], Person(kind=PersonKind.EMPLOYEE, surname="Ким", personnel_no="17"))
    screen = show()
    screen.add_person()
    dialog = form(screen)
    dialog.surname.line.setText("Орлов")
    dialog.kind.box.setCurrentIndex(1)
    dialog.unit.box.setEditText("Смена Б")
    getattr(dialog, field).line.setText(text)
    dialog.save()
    assert getattr(dialog, field).note.startswith(begins)
    assert getattr(dialog, field).line.text() == text
    assert dialog.isVisible()


def test_esc_keeps_what_is_typed_for_the_next_time(screen: PeopleScreen) -> None:
    screen.add_person()
    dialog = form(screen)
    type_in("Ор")
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    screen.add_person()
    assert form(screen).surname.text == "Ор"


def test_an_untouched_form_closes_at_once(screen: PeopleScreen) -> None:
    screen.add_person()
    dialog = form(screen)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_f2_on_a_person_changes_them(store: Store, show: Show, qtbot: QtBot) -> None:
    unit = store.write(organisation.add_unit, "Чат")
    chief = store.read(people.actors)[0].id
    add(
        store,
        Person(
            surname="Белов",
            unit_id=unit,
            manager_id=chief,
            medical=(Medical("periodic", Admission.ADMITTED),),
        ),
    )
    screen = show()
    QTest.keyClick(screen.table, Key.Key_F2)
    dialog = form(screen)
    assert dialog.unit.text == "Чат"
    assert dialog.manager.text == "Sokolova Anna · E-0001"
    dialog.surname.line.setText("Орлов")
    dialog.medical.rows[0].remove.click()
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    kept = store.read(people.by_code, "C-0001")
    assert (kept.surname, kept.unit, kept.manager_id, kept.medical) == ("Орлов", "Чат", chief, ())


def test_tab_walks_the_form_in_reading_order_also_through_new_rows(screen: PeopleScreen) -> None:
    screen.add_person()
    dialog = form(screen)
    dialog.kind.box.setCurrentIndex(1)
    dialog.education.add_button.click()
    dialog.surname.line.setFocus()
    order: list[str] = []
    for _step in range(21):
        order.append(focused().accessibleName() or focused().property("text"))
        tab()
    assert order == [
        *("Surname", "Given name", "Patronymic", "Who", "Code", "Position", "Unit or a new one", "Manager"),
        *("Legal basis for processing", "Signed on", "Valid until"),
        *("Personnel number", "Hired on", "Left on", "Reason for leaving"),
        *("Level", "Document", "Seen on", "Remove this education", "Add education", "Add experience"),
    ]
