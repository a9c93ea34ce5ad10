"""The library of actions by keys: an own action, hours, retirement and undo; shipped words stay."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.development import library, plan_edit, plan_followup
from db.development.library import ShelfAction
from db.file.store import Store
from db.framework import drafts, editions
from desktop.development.library import library_words
from desktop.development.library.library_forms import HoursForm, OwnActionForm
from desktop.development.library.library_screen import ITEMS, WORKED, LibraryScreen
from desktop.development.library.worked_page import WorkedRow
from desktop.kit.form.form_dialog import ReasonDialog
from domain.development.library import LibraryDraft
from domain.development.plan import ActionKind
from domain.development.plan_rules import draft_of
from domain.framework import edition_edit
from domain.text import Text
from tests.db import sample
from tests.db.planned import PERIOD, Planned, assess_later, planned
from tests.desktop.development.conftest import Edit, Library
from tests.desktop.development.hands import CTRL, SHIFT, Key, dialog, form, forms, press, texts

FREE = "S05"  # the plan of the tests has no goal for it

OWN = "Run a shift in a pair, own | 3 | 6 | 0 | –"


def at(screen: LibraryScreen, code: str) -> None:
    """Go to a competency by the search field, as a hand would, and into its actions."""
    press(Key.Key_F, CTRL)
    press(Key.Key_A, CTRL)
    press(code)
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    item = screen.items.current_line
    assert item is not None and item.item.code == code
    assert QApplication.focusWidget() is screen.table


def shown(screen: LibraryScreen) -> list[str]:
    """Return the rows of the actions as they are read."""
    model = screen.table.list_model
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(5))
        for row in range(model.rowCount())
        if model.line(row) is not None
    ]


def current(screen: LibraryScreen) -> ShelfAction:
    line = screen.table.current_line
    assert line is not None
    return line


def test_an_own_action_is_added_changed_taken_out_and_brought_back_by_keys(shelves: Library) -> None:
    screen = shelves()
    at(screen, FREE)
    before = shown(screen)
    assert len(before) == 3
    press(Key.Key_Insert)
    assert form(OwnActionForm).text.area.hasFocus()
    press("Run a shift in a pair")
    press(Key.Key_Tab)
    press("The log says so")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press("3")
    press(Key.Key_Tab)
    press("6")
    press(Key.Key_Return, CTRL)
    assert not forms()
    assert current(screen).action.own and screen.focusWidget() is screen.table
    assert OWN in shown(screen)
    press(Key.Key_F2)
    changed = form(OwnActionForm)
    changed.weeks.line.setText("5")
    press(Key.Key_Return, CTRL)
    assert current(screen).action.weeks == 5
    press(Key.Key_Delete)
    assert shown(screen) == before, "no plan holds it, so it goes without a word"
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert OWN in shown(screen)
    press(Key.Key_Z, CTRL)
    assert shown(screen) == before
    press(Key.Key_Z, CTRL | SHIFT)
    assert len(shown(screen)) == 4


def test_the_words_of_a_shipped_action_stay_and_its_hours_are_set_beside_them(shelves: Library) -> None:
    screen = shelves()
    at(screen, FREE)
    before = current(screen)
    assert not screen.card.acts["edit"].isEnabled()
    assert "wording of a built-in action never changes" in screen.card.acts["edit"].toolTip()
    press(Key.Key_F2)
    press("8")
    press(Key.Key_Return)
    after = current(screen)
    assert (after.action.hours, after.action.text) == (8, before.action.text)
    press(Key.Key_F4)
    press("abc")
    press(Key.Key_Return)
    asked = form(HoursForm)
    assert asked.hours.note == "Enter whole hours, or leave the field empty: unknown."
    for typed, note in (("0", "Zero hours is not an answer."), ("-2", "This value cannot be right")):
        asked.hours.line.setText(typed)
        press(Key.Key_Return)
        assert note in asked.hours.note and asked.hours.line.text() == typed
    asked.hours.line.clear()
    press(Key.Key_Return)
    assert current(screen) == before, "an empty field is unknown, not nought"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("text", "", "A required field is empty"),
        ("text", "я" * 3_000, "too long: 3000 characters of 2000"),
        ("evidence", "", "A required field is empty"),
        ("weeks", "0", "Enter whole weeks, from 1 to 52."),
        ("weeks", "soon", "Enter whole weeks, from 1 to 52."),
        ("weeks", "", "A required field is empty: Weeks."),
        ("hours", "0", "Zero hours is not an answer."),
        ("hours", "-1", "This value cannot be right"),
        ("hours", "abc", "Enter whole hours"),
    ],
)
def test_bad_input_gets_one_sentence_where_it_is_wrong_and_nothing_is_lost(
    shelves: Library, field: str, typed: str, said: str
) -> None:
    screen = shelves()
    at(screen, FREE)
    press(Key.Key_Insert)
    asked = form(OwnActionForm)
    given = {"text": "Run a shift", "evidence": "The log", "weeks": "2", "hours": "", field: typed}
    asked.text.area.setPlainText(given["text"])
    asked.evidence.area.setPlainText(given["evidence"])
    asked.weeks.line.setText(given["weeks"])
    asked.hours.line.setText(given["hours"])
    press(Key.Key_Return, CTRL)
    (wrong,) = (one for one in asked.fields if one.note)
    assert (wrong.name, said in wrong.note) == (field, True), wrong.note
    assert wrong.edit.hasFocus()
    kept = (asked.text.text, asked.evidence.text, asked.weeks.text, asked.hours.text)
    assert kept == tuple(given.values()), "nothing that was typed is lost"
    assert len(shown(screen)) == 3


def test_the_same_action_twice_is_refused_at_its_words(shelves: Library, store: Store) -> None:
    screen = shelves()
    at(screen, FREE)
    key = sample.framework(store).item(FREE).key
    store.write(library.add, key, LibraryDraft(ActionKind.SOCIAL, Text("Смена в паре"), Text("Журнал"), 2))
    press(Key.Key_Insert)
    asked = form(OwnActionForm)
    asked.text.area.setPlainText("смена  в паре.")
    asked.evidence.area.setPlainText("Журнал")
    asked.weeks.line.setText("2")
    press(Key.Key_Return, CTRL)
    assert "already has an action with this wording" in asked.text.note


def test_an_action_in_plans_is_retired_with_a_reason_and_kept(
    shelves: Library, edit: Edit, plan: Planned
) -> None:
    held = plan.action("S02").library_id
    screen = shelves()
    at(screen, "S02")
    screen.table.stand_on(held)
    assert "In 1 plan, done 0 times." in screen.card.story.text()
    press(Key.Key_Delete)
    asked = dialog(ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    assert "1 plan that uses it keeps it" in asked.about.text()
    asked.take()
    assert "reason is needed" in asked.field.note
    press("The course has closed")
    press(Key.Key_Return, CTRL)
    retired = current(screen)
    assert (retired.action.id, retired.reason) == (held, "The course has closed")
    assert any("retired on" in one for one in shown(screen))
    press(Key.Key_Z, CTRL)
    assert current(screen).retired_on is None
    press(Key.Key_Z, CTRL | SHIFT)
    assert current(screen).retired_on is not None
    plan_screen = edit()
    assert held in {one.library_id for one in plan_screen.model.plan.actions}
    library_ = plan_screen.model.board
    assert library_ is not None
    assert held not in {one.id for one in library_.library.actions["S02"]}


def test_a_retired_action_is_taken_back_by_a_key(shelves: Library, store: Store, plan: Planned) -> None:
    held = plan.action("S02").library_id
    assert held is not None
    store.write(library.retire, held, "курс закрыт")
    screen = shelves()
    at(screen, "S02")
    screen.table.stand_on(held)
    assert screen.card.acts["take_back"].isVisible() and screen.card.acts["take_out"].isHidden()
    press(Key.Key_R, CTRL)
    assert current(screen).retired_on is None


def test_an_action_of_a_plan_keeps_its_place_in_the_library_after_that_was_retired(
    edit: Edit, store: Store, plan: Planned
) -> None:
    action = plan.action("S02")
    assert action.library_id is not None
    store.write(library.retire, action.library_id, "курс закрыт")
    screen = edit()
    row = next(n for n, one in enumerate(screen.model.lines) if one.action and one.action.id == action.id)
    screen.table.go_to(row)
    screen.acts.edit(screen.table.current_line)
    (asked,) = forms()
    asked.take()
    assert plan.action("S02").library_id == action.library_id
    assert draft_of(plan.action("S02")) == draft_of(action)


def test_filters_and_words_narrow_the_list(shelves: Library, store: Store) -> None:
    framework = sample.framework(store)
    draft = LibraryDraft(ActionKind.SOCIAL, Text("Провести хакатон"), Text("Отчёт"), 2)
    store.write(library.add, framework.item(FREE).key, draft)
    bare = next(one for one in store.read(library.shelf).items if one.item.code == "K05")
    for one in bare.actions:
        store.write(library.retire, one.action.id, "устарело")
    screen = shelves()
    left = screen.left

    def found() -> list[str]:
        return [one.item.code for one in left.items.list_model.lines()]

    assert left.filter.itemText(0) == "All: 71"
    for number, codes in (
        (library_words.OWN, [FREE]),
        (library_words.RETIRED, ["K05"]),
        (library_words.BARE, ["K05"]),
    ):
        left.filter.setCurrentIndex(number)
        left.fill()
        assert found() == codes
        assert left.filter.itemText(number).endswith(": 1")
    left.clear()
    screen.search.setText("ХАКАТОН")
    assert found() == [FREE]
    screen.search.setText("zzz")
    assert found() == [] and "No competency found" in texts(screen)
    left.nothing.act.click()
    assert len(found()) == 71


def test_a_competency_of_an_older_edition_keeps_its_actions_and_takes_no_new_one(
    shelves: Library, store: Store
) -> None:
    draft_id = store.write(drafts.begin, sample.framework(store).id)
    key = sample.framework(store).item(FREE).key
    store.write(library.add, key, LibraryDraft(ActionKind.SOCIAL, Text("В паре"), Text("Журнал"), 2))
    content = edition_edit.drop_item(store.read(editions.content, draft_id), FREE)
    store.write(drafts.put, draft_id, content)
    store.write(drafts.publish, draft_id, "убрана")
    screen = shelves()
    screen.items.stand_on(key)
    assert len(shown(screen)) == 4
    screen.acts.add()
    assert not forms()
    assert "no longer has this competency: S05" in texts(screen.trouble)


def test_what_worked_is_told_of_actions_and_mentors_from_five_people_on(
    shelves: Library, store: Store, plan: Planned
) -> None:
    mentor = sample.add(store, "Власова", given="Нина")
    for one in (plan, *(planned(store) for _number in range(4))):
        action = one.goal("S02").actions[0]
        changed = replace(draft_of(action), mentor_id=mentor)
        store.write(plan_edit.change_action, action.id, changed)
        store.act_as(one.boss)
        one.finish()
        assess_later(store, one, {"S09": 1})
        store.write(plan_followup.close, one.plan, one.boss, PERIOD.ends_on, {})
    screen = shelves()
    press(Key.Key_PageDown, CTRL)
    assert screen.parts.current == WORKED and screen.worked.table.hasFocus()
    assert [key for key, _act in screen.keys] == ["↑ ↓", "Ctrl+PgUp", "Ctrl+C"], "what works here"
    lines = screen.worked.table.list_model

    def row(line: WorkedRow) -> str:
        at_ = lines.row_of(line.key)
        return " | ".join(str(lines.index(at_, column).data()) for column in range(3))

    told = [row(one) for one in lines.lines()]
    assert any(one.startswith("S02 · ") and one.endswith(" | 5 | +3.0") for one in told)
    assert "Власова Нина | 5 | +3.0" in told
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL)
    assert "Власова Нина\t5\t'+3.0" in QApplication.clipboard().text()
    press(Key.Key_PageUp, CTRL)
    assert QApplication.focusWidget() is screen.items


def test_with_fewer_than_five_people_it_says_so(shelves: Library) -> None:
    screen = shelves()
    screen.show_part(WORKED)
    assert "Too little is known yet" in texts(screen)
    assert "Shown once 5 people have" in texts(screen)


def test_a_small_window_shows_one_of_two_and_esc_leads_back(shelves: Library, qtbot: QtBot) -> None:
    screen = shelves()
    assert screen.left.isVisible() and screen.right.isVisible()
    screen.resize(600, 700)
    QCoreApplication.processEvents()
    screen.show_part(ITEMS)
    assert screen.left.isVisible() and not screen.right.isVisible()
    screen.items.setFocus()
    press(Key.Key_Return)
    assert screen.right.isVisible() and not screen.left.isVisible()
    with qtbot.waitSignal(screen.closed):
        press(Key.Key_Escape)


def test_what_was_looked_for_is_there_again(shelves: Library) -> None:
    screen = shelves()
    at(screen, FREE)
    memory = screen.memory()
    other = shelves()
    other.recall(memory)
    item = other.items.current_line
    assert item is not None and (item.item.code, other.search.text()) == (FREE, FREE)
