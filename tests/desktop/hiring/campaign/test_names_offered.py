"""Where a name may be new, the surname of somebody who is there makes nobody new: who it is is offered."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from db.assessing import people
from desktop.hiring.campaign.dialogs import InviteCandidateDialog
from desktop.kit.form.fields import LookUpField
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import Start
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, dialog, press, vacancy_screen, write
from tests.desktop.hiring.campaign.page import inviting, lines, show, tarasovs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for the list


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, CTRL)


def opened(field: LookUpField) -> QAbstractItemView:
    """Return the list that opened below the field."""
    completer = field.box.completer()
    popup = None if completer is None else completer.popup()
    assert popup is not None and popup.isVisible()
    return popup


def test_a_pasted_surname_offers_the_assessor_who_has_it_and_makes_nobody_new(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app = crew.begin(start, qtbot)
    assert app.data is not None
    press(Key.Key_3, CTRL)
    press(Key.Key_Insert)
    screen = vacancy_screen(app)
    before = len(app.data.read(people.people, None))
    press(Key.Key_PageDown, CTRL, times=2)
    panel = screen.interview_page.panel
    panel.person.box.setFocus()
    paste("Gromov")
    press(Key.Key_Return)
    assert panel.person.note.startswith("Already in the file: Gromov Maxim")
    popup = opened(panel.person)
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    press(Key.Key_Return)
    assert crew.gromov in [one for one, _role in screen.vacancy.panel]
    assert len(app.data.read(people.people, None)) == before


def test_an_assessor_typed_in_full_is_added_by_one_enter_while_the_list_is_open(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app = crew.begin(start, qtbot)
    press(Key.Key_3, CTRL)
    press(Key.Key_Insert)
    screen = vacancy_screen(app)
    press(Key.Key_PageDown, CTRL, times=2)
    panel = screen.interview_page.panel
    assert crew.gromov not in [one for one, _role in screen.vacancy.panel]
    panel.person.box.setFocus()
    write("gromov maxim")
    popup = opened(panel.person)
    QTest.keyClick(popup, Key.Key_Return)
    assert crew.gromov in [one for one, _role in screen.vacancy.panel]
    assert panel.person.text == panel.person.note == "" and not popup.isVisible()


def test_a_surname_that_is_pasted_offers_who_has_it_and_makes_nobody_new(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app, newer, screen = inviting(start, crew, qtbot)
    asked = dialog(screen, InviteCandidateDialog)
    paste("Tarasov")
    assert asked.person.text == "Tarasov"
    asked.take()
    (found,) = tarasovs(app)
    assert asked.person.note.startswith("Already in the file: Tarasov Ivan")
    popup = opened(asked.person)
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert not popup.isVisible()
    asked.take()
    assert lines(app, newer)["Tarasov"].case.person_id == found.id
    screen.invite()
    again = dialog(screen, InviteCandidateDialog)
    again.person.box.setEditText("Tarasov Pyotr")
    again.take()
    assert {one.given for one in tarasovs(app)} == {"Ivan", "Pyotr"}


def test_a_name_without_a_patronymic_is_new_beside_a_longer_one_if_given_twice(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    other, _cases = crew.campaign()
    app = crew.begin(start, qtbot)
    assert app.data is not None
    app.data.write(people.add, Person(surname="Kim", given="Anna", patronymic="Sergeevna"))
    screen = show(app, other)
    screen.invite()
    asked = dialog(screen, InviteCandidateDialog)
    asked.person.box.setEditText("Kim Anna")
    asked.take()
    assert "confirm again to add someone else: Kim Anna." in asked.person.note
    asked.take()
    found = [row.person for row in app.data.read(people.people, None) if row.person.surname == "Kim"]
    assert sorted(one.patronymic for one in found) == ["", "Sergeevna"]


def test_somebody_confirmed_as_new_is_not_made_twice_without_another_question(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app = crew.begin(start, qtbot)
    assert app.data is not None
    kim = Person(kind=PersonKind.EMPLOYEE, surname="Kim", given="Anna", patronymic="Sergeevna", is_actor=True)
    app.data.write(people.add, kim)
    press(Key.Key_3, CTRL)
    press(Key.Key_Insert)
    press(Key.Key_PageDown, CTRL, times=2)
    panel = vacancy_screen(app).interview_page.panel

    def add() -> int:
        panel.person.box.setEditText("Kim Anna")
        panel.post.line.setText("shift lead")
        panel.add()
        return sum(one.surname == "Kim" for one in app.data.read(people.actors))

    assert [add(), add(), add()] == [1, 2, 2]
    assert "confirm again to add someone else: Kim Anna." in panel.person.note
