"""Two cards of one person become one by keys, after a preview and a question; a person alone says so."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file import copies
from db.file.copies import Why
from db.file.store import Store
from desktop.context import Context
from desktop.kit.form.dialog import Question
from desktop.people.merge.dialog import MergeDialog
from desktop.people.screen import PeopleScreen
from domain.mark import Role
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import PASSWORD
from tests.desktop.people.hands import Show, active, add, focused, names

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STAFF = Person(
    kind=PersonKind.EMPLOYEE, surname="Лебедева", given="Ирина", personnel_no="0042", post="менеджер"
)
CANDIDATE = Person(surname="Лебедева", given="И.", contact="+7 900", basis="согласие")
OTHER = Person(surname="Белов", given="Артём")


def dialog_of[D: QDialog](parent: QObject, kind: type[D]) -> D:
    (found,) = [one for one in parent.findChildren(kind) if one.isVisible()]
    return active(found)


def told(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def there(store: Store) -> set[int]:
    return {one.id for one in store.read(people.everybody)}


def ask(screen: PeopleScreen, person_id: int) -> MergeDialog:
    screen.open(person_id)
    QTest.keyClick(screen.table, Key.Key_J, CTRL)
    return dialog_of(screen, MergeDialog)


def test_like_names_are_shown_on_the_card_and_stand_first(store: Store, show: Show) -> None:
    _other, staff, candidate = add(store, OTHER, STAFF, CANDIDATE)
    screen = show()
    screen.open(staff)
    assert "Possibly the same person" in told(screen.card)
    assert any(text.startswith("Лебедева И.") for text in told(screen.card))
    dialog = ask(screen, staff)
    assert dialog.other.box.itemText(1) == "Лебедева И., C-0002 · similar name"
    assert dialog.other.text == "", "nobody is chosen for a person"
    assert dialog.merge_button.accessibleDescription() == "Choose the other card first."
    assert store.read(people.person, candidate).surname == "Лебедева"


def test_who_has_no_namesake_is_offered_nothing(store: Store, show: Show) -> None:
    other, _staff = add(store, OTHER, STAFF)
    screen = show()
    screen.open(other)
    assert "Possibly the same person" not in told(screen.card)
    assert screen.card.merge_button is not None


def test_two_cards_are_merged_by_keys_and_the_history_shows_both(
    store: Store, show: Show, context: Context, qtbot: QtBot
) -> None:
    staff, candidate = add(store, STAFF, CANDIDATE)
    sheet = store.write(assessments.start, candidate, context.me.id, Role.HR)
    store.write(sheets.submit, sheet)
    screen = show()
    heard: list[str] = []
    screen.told.connect(heard.append)
    dialog = ask(screen, staff)
    QTest.keyClick(dialog.other.box, Key.Key_Down)
    assert dialog.moves.text() == "Transferred: 1 assessment."
    assert "+7 900" in told(dialog)
    QTest.keyClick(dialog.merge_button, Key.Key_Return)
    question = dialog_of(dialog, Question)
    assert question.safe.hasFocus()
    assert "This cannot be undone." in question.accessibleDescription()
    QTest.keyClick(question.act, Key.Key_Return)
    assert set(names(screen)) == {"Лебедева Ирина", "Sokolova Anna"}
    kept = store.read(people.person, staff)
    assert (kept.contact, kept.personnel_no) == ("+7 900", "0042")
    assert heard == ["The cards are merged: Лебедева Ирина, E-0002"]
    history = screen.card.history
    assert history is not None
    moments = history.list_model.lines()
    titles = [moment.title for moment in moments]
    assert {"Two cards were merged", "Sheet submitted", "Assessment started"} <= set(titles)
    (merged,) = [one for one in moments if one.title == "Two cards were merged"]
    assert merged.detail == "Лебедева И., C-0001"


def test_a_merge_is_preceded_by_a_copy_that_has_both_cards(
    store: Store, show: Show, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    staff, candidate = add(store, STAFF, CANDIDATE)
    context.data.keeps_copies = True
    screen = show()
    dialog = ask(screen, staff)
    QTest.keyClick(dialog.other.box, Key.Key_Down)
    QTest.keyClick(dialog.merge_button, Key.Key_Return)
    QTest.keyClick(dialog_of(dialog, Question).act, Key.Key_Return)
    assert not dialog.merge_button.isEnabled(), "it is not merged before there is a copy"
    qtbot.waitUntil(lambda: candidate not in there(store))
    (copy,) = copies.listed(store.path)
    assert copy.why is Why.MERGE
    store.copies.restore(copy, tmp_path / "restored.merilo")
    with closing(Store.open(tmp_path / "restored.merilo", PASSWORD)) as old:
        assert {staff, candidate} <= there(old)


def test_who_stays_is_chosen_by_an_arrow(store: Store, show: Show) -> None:
    staff, candidate = add(store, STAFF, CANDIDATE)
    screen = show()
    dialog = ask(screen, staff)
    QTest.keyClick(dialog.other.box, Key.Key_Down)
    QTest.keyClick(dialog.stays.focusProxy(), Key.Key_Right)
    assert "Stays: C-0001" in told(dialog)
    QTest.keyClick(dialog.merge_button, Key.Key_Return)
    QTest.keyClick(dialog_of(dialog, Question).act, Key.Key_Return)
    assert screen.person is not None
    assert (screen.person.id, screen.person.code) == (candidate, "C-0001")
    assert screen.person.personnel_no == "0042"


def test_what_hinders_is_said_and_nothing_is_merged(store: Store, show: Show, context: Context) -> None:
    (double,) = add(store, Person(kind=PersonKind.EMPLOYEE, surname="Sokolova", given="A."))
    screen = show()
    dialog = ask(screen, double)
    QTest.keyClick(dialog.other.box, Key.Key_Down)
    QTest.keyClick(dialog.stays.focusProxy(), Key.Key_Left)
    assert "You work under the name of the card that would disappear" in dialog.banner.text
    assert not dialog.merge_button.isEnabled()
    dialog.ask()
    assert [one for one in dialog.findChildren(Question) if one.isVisible()] == []
    QTest.keyClick(dialog, Key.Key_Escape)
    assert len(names(screen)) == 2


def test_the_safe_answer_keeps_both(store: Store, show: Show) -> None:
    staff, _candidate = add(store, STAFF, CANDIDATE)
    screen = show()
    dialog = ask(screen, staff)
    QTest.keyClick(dialog.other.box, Key.Key_Down)
    QTest.keyClick(dialog.merge_button, Key.Key_Return)
    QTest.keyClick(dialog_of(dialog, Question), Key.Key_Return)
    assert dialog.isVisible()
    assert len(names(screen)) == 3


def test_two_of_different_names_are_warned_of_before_the_question(store: Store, show: Show) -> None:
    _other, staff, _candidate = add(store, OTHER, STAFF, CANDIDATE)
    dialog = ask(show(), staff)
    QTest.keyClick(dialog.other.box, Key.Key_Down)
    assert not dialog.banner.isVisible(), "like names need no warning"
    assert dialog.merge_button.property("kind") == "primary"
    box = dialog.other.box
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith("Белов")))
    assert dialog.banner.isVisible()
    assert dialog.banner.text == (
        "The names differ: Лебедева Ирина and Белов Артём. Is this really one person?"
    )
    assert dialog.merge_button.property("kind") == "secondary"
    assert dialog.merge_button.isEnabled(), "somebody may have changed the name"


def test_half_a_name_is_nobody(store: Store, show: Show) -> None:
    staff, _candidate = add(store, STAFF, CANDIDATE)
    dialog = ask(show(), staff)
    dialog.other.box.setEditText("Лебед")
    assert not dialog.merge_button.isEnabled()
    assert not dialog.stays.isVisible()


@pytest.mark.parametrize("key", ["J", "О"])
def test_the_key_works_in_both_layouts(store: Store, show: Show, key: str) -> None:
    staff, _candidate = add(store, STAFF, CANDIDATE)
    screen = show()
    screen.open(staff)
    arguments: tuple[Any, ...] = (focused(), True, ord(key), CTRL, "", False, -1)
    QTest.simulateEvent(*arguments)
    assert dialog_of(screen, MergeDialog).isVisible()
