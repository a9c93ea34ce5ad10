"""The cases of a name are proposed on the card, corrected, confirmed with one key, and kept."""

from dataclasses import replace

from PySide6.QtCore import Qt

from db.assessing import people
from db.file.store import Store
from desktop.people.cases_dialog import CasesDialog
from desktop.people.screen import PeopleScreen
from domain.people.declined import Case
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.framework.hands import CONTROL, press


def test_the_cases_of_a_name_are_looked_through_once(stage: Stage, store: Store) -> None:
    person = sample.add(store, "Шевчук", given="Ольга", patronymic="Ивановна", post="старший оператор")
    screen = stage.show(PeopleScreen)
    screen.open(person)
    screen.decline()
    dialog = screen.findChild(CasesDialog)
    assert isinstance(dialog, CasesDialog)
    assert dialog.names[Case.DATIVE].text == "Шевчук Ольге Ивановне"
    assert dialog.posts[Case.GENITIVE].text == "старшего оператора"
    dialog.names[Case.DATIVE].line.setText("")
    press(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible() and dialog.names[Case.DATIVE].note, "a case of the name is needed"
    dialog.names[Case.DATIVE].line.setText("Шевчук Ольге Ивановне")
    press(dialog, Qt.Key.Key_Return, CONTROL)
    known = store.read(people.person, person)
    assert known.short_named(Case.DATIVE) == "Шевчук О. И."
    assert known.in_post(Case.DATIVE) == "старшему оператору"


def test_cases_of_a_name_that_was_changed_meanwhile_are_not_kept(stage: Stage, store: Store) -> None:
    person = sample.add(store, "Шевчук", given="Ольга", patronymic="Ивановна")
    screen = stage.show(PeopleScreen)
    screen.open(person)
    screen.decline()
    dialog = screen.findChild(CasesDialog)
    assert isinstance(dialog, CasesDialog)
    store.write(people.change, replace(store.read(people.person, person), surname="Заяц"))
    press(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible() and "Заяц Ольга Ивановна" in dialog.fault.text()
    assert store.read(people.person, person).named(Case.DATIVE) == ""
