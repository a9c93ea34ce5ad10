"""The form of a person: whom it is about is said in it, and what is written in it is seen whole."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from tests.desktop.people.hands import form


def seen(dialog: PersonDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_it_says_whom_it_is_about_and_is_no_higher_than_its_fields(
    screen: PeopleScreen, qtbot: QtBot
) -> None:
    screen.add_person()
    dialog = form(screen)
    assert "New person" in seen(dialog)
    assert dialog.height() < screen.window().height() - 60
    dialog.surname.line.setText("Орлов")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    screen.edit_person()
    assert "Edit: Орлов" in seen(form(screen))


def test_the_usual_basis_is_read_whole_with_its_days_beside_it(screen: PeopleScreen) -> None:
    screen.add_person()
    dialog = form(screen)
    dialog.basis.line.setText("согласие на обработку персональных данных")
    line = dialog.basis.line
    assert line.fontMetrics().horizontalAdvance(line.text()) + 24 <= line.width()
    assert dialog.basis_on.y() == dialog.basis.y() == dialog.basis_until.y()
