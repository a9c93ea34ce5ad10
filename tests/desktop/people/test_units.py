"""Units are named, moved, made one and removed by keys; nothing goes away that somebody is in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.assessing import people
from db.file.store import Store
from db.people import organisation, units
from desktop.kit.form.dialog import Question
from desktop.kit.tips import as_it_is
from desktop.people.screen import PeopleScreen
from desktop.people.units_dialog import UnitsDialog
from domain.people.person import Person, PersonKind
from tests.desktop.people.hands import Show, active, add, focused, names, type_in

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(store: Store, show: Show) -> PeopleScreen:
    """The screen on people of two shifts."""
    service = store.write(organisation.add_unit, "Служба")
    first = store.write(organisation.add_unit, "Смена А", service)
    store.write(organisation.add_unit, "Смена Б", service)
    add(store, Person(kind=PersonKind.EMPLOYEE, surname="Белов", unit_id=first))
    return show()


def opened(screen: PeopleScreen) -> UnitsDialog:
    QTest.keyClick(screen.table, Key.Key_U, CTRL)
    (dialog,) = [one for one in screen.findChildren(UnitsDialog) if one.isVisible()]
    return active(dialog)


def told(store: Store) -> list[tuple[int, str, int]]:
    return [(one.depth, one.unit.name, one.people) for one in store.read(units.outline)]


def stand_on(dialog: UnitsDialog, name: str) -> None:
    (line,) = [one for one in dialog.model.lines() if one.unit.name == name]
    dialog.table.stand_on(line.unit.id)
    dialog.table.setFocus()


def test_units_are_listed_below_one_another(screen: PeopleScreen) -> None:
    dialog = opened(screen)
    texts = [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]
    assert texts == ["Служба", "\u2003Смена А", "\u2003Смена Б"]
    assert dialog.remove_button.accessibleDescription() == "Not empty: 2 units below."
    title, tip = (
        [dialog.model.headerData(n, Qt.Orientation.Horizontal, role) for n in range(3)]
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    )
    assert tip == [as_it_is(text) for text in title], "they cannot be sorted"


def test_a_unit_gets_a_name_by_keys(screen: PeopleScreen, store: Store) -> None:
    dialog = opened(screen)
    stand_on(dialog, "Смена А")
    QTest.keyClick(focused(), Key.Key_F2)
    assert dialog.name.line.hasFocus()
    type_in("Первая")
    QTest.keyClick(focused(), Key.Key_Return)
    assert store.read(people.by_code, "E-0002").unit == "Первая"
    assert dialog.table.hasFocus()
    assert dialog.table.current_line is not None
    assert dialog.table.current_line.unit.name == "Первая"


def test_a_new_unit_is_added_and_a_taken_name_is_told_at_its_field(
    screen: PeopleScreen, store: Store
) -> None:
    dialog = opened(screen)
    QTest.keyClick(dialog.table, Key.Key_Insert)
    type_in("Чат")
    QTest.keyClick(focused(), Key.Key_Return)
    assert told(store)[-1] == (0, "Чат", 0)
    QTest.keyClick(dialog.table, Key.Key_Insert)
    type_in("Чат")
    QTest.keyClick(focused(), Key.Key_Return)
    assert dialog.name.note.startswith("Name “Чат” is already in use")
    assert dialog.name.text == "Чат"
    assert dialog.help_page == "troubles#field"
    type_in(" 2")
    QTest.keyClick(focused(), Key.Key_Return)
    assert "Чат 2" in [one[1] for one in told(store)]
    assert dialog.help_page == "people#units" or not dialog.help_page, "the refusal is over"


def test_a_unit_is_moved_to_the_top(screen: PeopleScreen, store: Store) -> None:
    dialog = opened(screen)
    stand_on(dialog, "Смена Б")
    assert [dialog.above.box.itemText(n).strip() for n in range(dialog.above.box.count())] == [
        "top level",
        "Служба",
        "Смена А",
    ]
    QTest.keyClick(dialog.above.box, Key.Key_Home)
    QTest.keyClick(dialog.save_button, Key.Key_Return)
    assert told(store)[-1] == (0, "Смена Б", 0)


def test_two_units_become_one_after_a_question(screen: PeopleScreen, store: Store) -> None:
    dialog = opened(screen)
    stand_on(dialog, "Смена А")
    assert dialog.merge_button.accessibleDescription() == "Choose a unit first."
    dialog.into.setCurrentIndex(2)
    assert dialog.into.currentText().strip() == "Смена Б"
    QTest.keyClick(dialog.merge_button, Key.Key_Return)
    (question,) = dialog.findChildren(Question)
    assert active(question).safe.hasFocus()
    QTest.keyClick(question.act, Key.Key_Return)
    assert told(store) == [(0, "Служба", 0), (1, "Смена Б", 1)]


def test_only_an_empty_unit_is_removed(screen: PeopleScreen, store: Store) -> None:
    dialog = opened(screen)
    stand_on(dialog, "Смена А")
    QTest.keyClick(dialog.table, Key.Key_Delete)
    assert len(told(store)) == 3
    assert dialog.note.text() == "Not empty: 1 person."
    stand_on(dialog, "Смена Б")
    QTest.keyClick(dialog.table, Key.Key_Delete)
    assert told(store) == [(0, "Служба", 0), (1, "Смена А", 1)]


def test_people_are_narrowed_to_a_unit_by_its_name(screen: PeopleScreen) -> None:
    QTest.keyClick(screen.table, Key.Key_F, CTRL)
    type_in("смена а")
    assert names(screen) == ["Белов"]


def test_a_file_without_units_says_how_they_come(store: Store, show: Show) -> None:
    dialog = opened(show())
    assert dialog.nothing.isVisible()
    assert dialog.save_button.text() == "Add"
