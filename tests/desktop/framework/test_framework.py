"""The model is changed by keys, compared, published; files come in and go out; nothing old moves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from db.assessing import cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import drafts, editions, frameworks, starter
from desktop.framework.differences import Differences
from desktop.framework.forms.dialogs import FunctionForm, ItemForm, PublishForm
from desktop.framework.forms.target_form import TargetForm
from desktop.framework.screen import FrameworkScreen
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page import files
from desktop.office.papers import documents, registry
from domain.framework import edition_edit as edit
from domain.framework.framework import EditionState
from domain.framework.profile import Phase
from domain.mark import Role
from domain.progress import Progress
from domain.text import Text
from resources.i18n import words
from tests.db import sample
from tests.desktop.conftest import TODAY
from tests.desktop.framework.hands import CONTROL, SHIFT, codes, dialog, differences, press
from tests.desktop.people.hands import type_in


def texts(screen: FrameworkScreen) -> list[str]:
    """Return what the row one stands on says."""
    row = screen.table.currentIndex().row()
    return [str(screen.table.list_model.index(row, column).data()) for column in range(7)]


def test_the_shipped_edition_is_shown_and_says_why_it_cannot_be_changed(screen: FrameworkScreen) -> None:
    assert len(codes(screen)) == 71
    assert not screen.model.is_draft
    assert not screen.add_button.isEnabled() and "Start a draft" in screen.add_button.toolTip()
    for key in (Qt.Key.Key_4, Qt.Key.Key_F2, Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        press(screen.table, key)
    assert [one for one in screen.findChildren(QDialog) if one.isVisible()] == []
    assert screen.main_button.text() == "Start draft"
    QAbstractItemModelTester(screen.table.list_model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_a_digit_sets_the_target_and_can_be_undone(drafted: FrameworkScreen, store: Store) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_4)
    assert texts(drafted)[drafted.table.number("post")] == "3 → 4"
    assert texts(drafted)[drafted.table.number("label")].endswith(", changed")
    assert "1 change (1 target)" in drafted.banner.text, "one number, and what it is made of"
    content = store.read(editions.content, drafted.model.shown)
    assert drafted.model.profile(Phase.POST) == content.profiles[1]
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert texts(drafted)[drafted.table.number("post")] == "3"
    press(drafted.table, Qt.Key.Key_Y, CONTROL)
    assert texts(drafted)[drafted.table.number("post")] == "3 → 4"
    press(drafted.table, Qt.Key.Key_R, CONTROL)
    assert texts(drafted)[drafted.table.number("post")] == "3"


def test_an_own_item_is_k40_and_stands_in_its_function(drafted: FrameworkScreen, store: Store) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_Insert)
    form = dialog(drafted, ItemForm)
    form.take()
    assert form.isVisible() and form.text.note  # it says that the text is missing, and nothing is lost
    form.text.area.setFocus()
    type_in("чат-бот и голосовой помощник")
    press(form.text.area, Qt.Key.Key_Return, CONTROL)
    assert not form.isVisible()
    assert codes(drafted)[7] == "K40"
    heights = {drafted.table.rowHeight(drafted.table.list_model.row_of(code)) for code in codes(drafted)}
    assert len(heights) == 1  # a row that was a heading before is as high as the others
    row = drafted.table.current_line
    assert row is not None and row.item.code == "K40" and row.added
    found = store.read(editions.content, drafted.model.shown).item("K40")
    assert (found.clause, found.own, found.label.ru) == ("1.4 40)", True, "Чат-бот и голосовой помощник")
    press(drafted.table, Qt.Key.Key_Delete)
    assert "K40" not in codes(drafted)
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert "K40" in codes(drafted)


def test_an_own_item_in_english_alone_stands_for_both_languages(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_Insert)
    form = dialog(drafted, ItemForm)
    form.text_en.area.setPlainText("knows all prices and 15 % off")
    form.take()
    assert not form.isVisible()
    item = drafted.model.content.item("K40")
    title = "Knows all prices and 15 % off"
    assert (item.text.ru, item.label.ru) == ("knows all prices and 15 % off", title)
    assert [words(one).text(item.label) for one in ("ru", "en")] == [title, title]  # not marked as Russian
    press(drafted.table, Qt.Key.Key_F2)
    form = dialog(drafted, ItemForm)
    assert (form.text.text, form.text_en.text) == ("", "knows all prices and 15 % off")
    form.text_en.area.setPlainText("knows all prices")
    form.label_en.line.setText("Prices")
    form.take()
    item = drafted.model.content.item("K40")
    assert (item.text.ru, item.text.en, item.label.ru, item.label.en) == (
        *("knows all prices", "knows all prices"),
        *("Prices", "Prices"),
    )


def test_the_words_of_an_item_change_and_its_function_too(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_F2)
    form = dialog(drafted, ItemForm)
    form.text.area.setPlainText("иначе")
    form.function.box.setCurrentIndex(1)
    form.take()
    row = drafted.model.row("K06")
    assert row is not None and (row.item.text.ru, row.item.function) == ("иначе", "F2")
    assert drafted.side.function_list.lines()[2].about.endswith("changed ones: 1"), (
        "as the filter counts them"
    )


def test_another_weight_asks_for_a_reason(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_Return)
    form = dialog(drafted, TargetForm)
    form.weight.box.setCurrentIndex(0)
    form.take()
    assert form.isVisible() and "reason" in form.weight_reason.ru.note.lower()
    form.weight_reason.ru.area.setPlainText("реже нужна")
    form.weight_reason.en.area.setPlainText("needed less often")
    form.take()
    assert texts(drafted)[drafted.table.number("weight")] == "3 → 1"
    assert "needed less often" in drafted.inspector.target.reason.text()


def test_another_level_keeps_the_reason_of_the_stop_signal(drafted: FrameworkScreen) -> None:
    before = drafted.model.content.profiles[1].targets["K01"]
    assert before.critical and before.critical_reason is not None
    drafted.table.stand_on("K01")
    press(drafted.table, Qt.Key.Key_Return)
    form = dialog(drafted, TargetForm)
    form.level.box.setCurrentIndex(4)
    form.take()
    after = drafted.model.content.profiles[1].targets["K01"]
    assert after == replace(before, level=4)
    press(drafted.table, Qt.Key.Key_Return)
    form = dialog(drafted, TargetForm)
    form.critical.box.setCurrentIndex(0)
    for field in (form.critical_reason.ru, form.critical_reason.en):  # either language would be enough
        field.area.setPlainText("")
    form.take()
    assert form.isVisible() and "reason" in form.critical_reason.ru.note.lower()
    assert form.weight_reason.ru.note == ""
    form.critical_reason.ru.area.setPlainText("видно и без неё")
    form.take()
    assert not drafted.model.content.profiles[1].targets["K01"].critical


def test_a_floor_follows_the_target_and_another_one_asks_for_a_reason(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K01")
    press(drafted.table, Qt.Key.Key_Return)
    form = dialog(drafted, TargetForm)
    assert (form.level.value, form.floor.value) == (3, 2)
    form.level.box.setCurrentIndex(4)
    assert form.floor.value == 3  # the usual one goes along
    form.floor.box.setCurrentIndex(1)
    form.level.box.setCurrentIndex(3)
    assert form.floor.value == 1  # what somebody chose stays
    form.take()
    assert form.isVisible() and "reason" in form.floor_reason.ru.note.lower()
    assert not form.weight_reason.ru.note and not form.critical_reason.ru.note
    form.floor_reason.ru.area.setPlainText("у новых смен есть куратор")
    form.floor_reason.en.area.setPlainText("new shifts have a tutor")
    form.take()
    assert not form.isVisible()
    after = drafted.model.content.profiles[1].targets["K01"]
    assert (after.level, after.floor, after.own_floor) == (3, 1, 1)
    assert "not below 2 → 1" in drafted.inspector.target.facts.text()
    assert "new shifts have a tutor" in drafted.inspector.target.reason.text()
    assert "minimum changed: 2 → 1" in differences(drafted)
    press(drafted.table, Qt.Key.Key_Z, CONTROL)
    assert drafted.model.content.profiles[1].targets["K01"].floor == 2
    press(drafted.table, Qt.Key.Key_Y, CONTROL)
    assert drafted.model.content.profiles[1].targets["K01"].floor == 1
    press(drafted.table, Qt.Key.Key_4)
    assert drafted.model.content.profiles[1].targets["K01"].floor == 1


def test_a_floor_above_the_target_is_told_at_its_field_and_nothing_is_lost(drafted: FrameworkScreen) -> None:
    before = drafted.model.content
    drafted.table.stand_on("K01")
    press(drafted.table, Qt.Key.Key_Return)
    form = dialog(drafted, TargetForm)
    form.floor.box.setCurrentIndex(4)
    form.floor_reason.ru.area.setPlainText("так надо")
    form.take()
    assert form.isVisible()
    assert "The minimum of 4 is above the target of 3." in form.floor.note
    assert "no higher than the target" in form.floor.note
    assert form.floor_reason.ru.text == "так надо" and drafted.model.content is before
    form.critical.box.setCurrentIndex(0)
    assert not form.floor.box.isEnabled()


def test_an_own_function_is_added(drafted: FrameworkScreen) -> None:
    press(drafted.table, Qt.Key.Key_Insert, SHIFT)
    form = dialog(drafted, FunctionForm)
    form.text.area.setPlainText("работа с подрядчиками")
    form.take()
    assert drafted.side.function_list.lines()[-1].about.startswith("2.2")


def test_items_are_found_by_word_filtered_and_shown_by_function(drafted: FrameworkScreen) -> None:
    drafted.search.setText("РАСПИСАНИ")
    assert codes(drafted) == ["K04", "S02"]
    drafted.search.clear()
    drafted.segments.choose(2)
    drafted.segments.chosen.emit(2)
    assert len(codes(drafted)) == 11
    drafted.segments.choose(3)
    drafted.segments.chosen.emit(3)
    assert codes(drafted) == []
    QTest.mouseClick(drafted.nothing.act, Qt.MouseButton.LeftButton)
    assert len(codes(drafted)) == 72 - 1
    drafted.side.functions.go_to(2)
    assert {one.item.function for one in drafted.table.list_model.lines()} == {"F2"}


def test_draft_and_published_stand_side_by_side_with_every_difference(drafted: FrameworkScreen) -> None:
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_4)
    old = drafted.model.content.item("K07").text.en or ""
    content = edit.reword_item(drafted.model.content, "K07", Text("иначе", "otherwise"), Text("Иначе"))
    drafted.model.put(content)
    press(drafted.table, Qt.Key.Key_D, CONTROL | SHIFT)
    shown = dialog(drafted, Differences)
    assert shown.list.titles[1:] == ("Edition 1", "Edition 2")
    assert shown.list.rowCount() == len(drafted.model.view.differences if drafted.model.view else ()) == 3
    rows = [tuple(str(shown.list.index(row, at).data()) for at in range(3)) for row in range(3)]
    assert rows[0] == ("K07, competency: reworded", old, "otherwise")
    assert rows[2][0].startswith("K06, target, Manager, in post: target level") and rows[2][1:] == ("3", "4")
    assert shown.table.hasFocus() and shown.texts[0].toPlainText() == old and len(old) > 60  # whole
    press(shown.table, Qt.Key.Key_Down)
    press(shown.table, Qt.Key.Key_Down)
    assert [one.toPlainText() for one in shown.texts] == ["3", "4"]
    press(shown.table, Qt.Key.Key_C, CONTROL)
    assert "K06, target, Manager, in post: target level changed\t3\t4" in QApplication.clipboard().text()
    press(shown.table, Qt.Key.Key_Return)
    assert not shown.isVisible()


def test_a_function_is_confirmed_by_name(screen: FrameworkScreen) -> None:
    screen.table.stand_on("K06")
    assert "proposed" in screen.inspector.target.grouping.text()
    press(screen.table, Qt.Key.Key_G, CONTROL)
    assert (
        "confirmed" in screen.inspector.target.grouping.text()
        and "Sokolova" in screen.inspector.target.grouping.text()
    )


def test_publishing_says_in_numbers_what_it_touches_and_tells_no_hash(
    drafted: FrameworkScreen, store: Store, qtbot: QtBot
) -> None:
    hr = store.read(people.actors)[0].id
    sheet = store.write(sheets.open_sheet, sample.case(store, sample.candidate(store)), hr, Role.HR)
    codes_ = {one.code: one.id for one in store.read(frameworks.newest).items}
    store.write(sheets.enter, sheet, {codes_[one]: (sample.mark(2), "") for one in ("K06", "K07", "S01")})
    drafted.table.stand_on("K06")
    press(drafted.table, Qt.Key.Key_4)
    drafted.table.stand_on("K07")
    press(drafted.table, Qt.Key.Key_4)
    press(drafted.table, Qt.Key.Key_Return, CONTROL)
    asked = dialog(drafted, PublishForm)
    assert asked.about.text().startswith("2 changes (2 targets)."), "as the banner counts them"
    told = "2 marks, 0 open plans, 0 open cycles, 1 open vacancy."
    qtbot.waitUntil(lambda: told in asked.about.text())
    assert asked.note.area.hasFocus()
    asked.note.area.setPlainText("выше планка")
    said: list[str] = []
    drafted.told.connect(said.append)
    asked.take()
    event = sample.last_event(store)
    assert (event.data["targets"], event.data["marks"]) == (2, 2), "the journal keeps what was shown"
    first = store.read(editions.editions)[0]
    assert len(first.content_hash) == 64 and first.note == "выше планка"
    told = [one.text() for one in drafted.findChildren(QLabel)]
    assert "“Manager”, edition 2" in told
    assert said == ["Published. New assessments use this edition."]
    assert not [one for one in told if first.content_hash[:6] in one]


def test_the_places_of_a_whole_function_are_confirmed_after_a_question(
    screen: FrameworkScreen, store: Store
) -> None:
    assert [one.about.rpartition(" · ")[2] for one in screen.side.function_list.lines()[1:]] == [
        "proposed"
    ] * 5
    screen.side.functions.setFocus()
    screen.side.functions.go_to(2)
    press(screen.side.functions, Qt.Key.Key_G, CONTROL)
    asked = dialog(screen, Question)
    asked.reject()
    assert store.read(editions.groupings, 1) == {}
    press(screen.side.functions, Qt.Key.Key_G, CONTROL)
    dialog(screen, Question).accept()
    second = {one.code for one in screen.model.content.items_of("F2")}
    assert set(store.read(editions.groupings, 1)) == second
    assert {one.actor for one in store.read(editions.groupings, 1).values()} == {"Sokolova Anna"}
    assert [one.about.rpartition(" · ")[2] for one in screen.side.function_list.lines()[2:4]] == [
        str(len(second)),
        "proposed",
    ]


def test_selected_competencies_are_confirmed_together_and_the_rest_stays_proposed(
    screen: FrameworkScreen, store: Store
) -> None:
    screen.table.stand_on("K01")
    press(screen.table, Qt.Key.Key_Down, SHIFT)
    press(screen.table, Qt.Key.Key_Down, SHIFT)
    press(screen.table, Qt.Key.Key_G, CONTROL)
    dialog(screen, Question).accept()
    assert set(store.read(editions.groupings, 1)) == {"K01", "K02", "K03"}
    first = screen.side.function_list.lines()[1]
    assert first.about.endswith(f"proposed: {len(screen.model.content.items_of('F1')) - 3}")


def test_a_draft_is_thrown_away_only_after_a_question(drafted: FrameworkScreen, store: Store) -> None:
    drafted.acts.discard()
    asked = dialog(drafted, Question)
    assert asked.safe.hasFocus()
    asked.reject()
    assert drafted.model.is_draft
    drafted.acts.discard()
    dialog(drafted, Question).accept()
    assert [one.state for one in store.read(editions.editions)] == [EditionState.PUBLISHED]
    assert not drafted.model.is_draft


def test_k40_is_added_published_and_the_old_results_are_the_same_to_the_byte(
    screen: FrameworkScreen, store: Store, tmp_path: Path
) -> None:
    hr = store.read(people.actors)[0].id
    case = sample.case(store, sample.candidate(store))
    sheet = store.write(sheets.open_sheet, case, hr, Role.HR)
    items = store.read(frameworks.newest).items
    store.write(sheets.enter, sheet, {one.id: (sample.mark(2), "") for one in items})
    store.write(sheets.submit, sheet)

    def exported(name: str) -> bytes:
        made = documents.export(
            store.read,
            registry.RESULT,
            (case,),
            ("json",),
            ("ru",),
            tmp_path / name,
            Progress(),
            None,
            TODAY,
        )
        return made.written[0].read_bytes()

    before = exported("before")
    press(screen.table, Qt.Key.Key_Return, CONTROL)
    press(screen.table, Qt.Key.Key_Insert)
    form = dialog(screen, ItemForm)
    form.text.area.setFocus()
    type_in("чат-бот")
    press(form.text.area, Qt.Key.Key_Return, CONTROL)
    press(screen.table, Qt.Key.Key_Return, CONTROL)
    asked = dialog(screen, PublishForm)
    asked.take()
    assert asked.isVisible() and asked.note.note  # a note is asked for
    asked.note.area.setFocus()
    type_in("чат-бот вошёл в работу")
    press(asked.note.area, Qt.Key.Key_Return, CONTROL)
    assert not screen.model.is_draft and screen.model.view is not None
    assert (screen.model.view.line.number, screen.model.view.line.in_force) == (2, True)
    assert screen.main_button.text() == "Start draft"
    new = sample.cycle(store)
    assert store.read(cycles.cycle, new).framework_id == screen.model.shown
    later = sample.case(store, sample.candidate(store, "Белова"), new)
    assert later != case
    assert exported("after") == before


def test_the_edition_goes_out_as_files(
    screen: FrameworkScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(files, "folder", lambda *_: tmp_path)
    with qtbot.waitSignal(screen.exported, timeout=120_000) as heard:
        press(screen.table, Qt.Key.Key_E, CONTROL)
    written: tuple[Path, ...] = heard.args[0]
    assert sorted(one.suffix for one in written) == [".csv", ".json", ".pdf", ".xlsx"]
    hindered = next(one for one in written if one.suffix == ".csv")
    hindered.unlink()
    hindered.mkdir()
    with qtbot.waitSignal(screen.exported, timeout=120_000) as heard:
        press(screen.table, Qt.Key.Key_E, CONTROL)
    assert heard.args[0] == tuple(one for one in written if one != hindered)
    (message,) = screen.findChildren(Message)
    assert hindered.name in message.accessibleDescription()
    assert message.accessibleDescription().endswith("The others are saved.")


def test_where_one_stood_is_remembered(drafted: FrameworkScreen, show: Callable[[], FrameworkScreen]) -> None:
    drafted.search.setText("K0")
    drafted.table.stand_on("K05")
    kept = drafted.memory()
    again = show()
    again.recall(kept)
    row = again.table.current_line
    assert row is not None and row.item.code == "K05"
    assert again.search.text() == "K0"
    assert again.model.shown == drafted.model.shown


def test_the_screen_is_read_in_the_same_statements_whatever_the_draft_holds(
    drafted: FrameworkScreen, store: Store
) -> None:
    before = sample.count(store, editions.view, drafted.model.shown)
    for _time in range(2):
        press(drafted.table, Qt.Key.Key_Insert)
        form = dialog(drafted, ItemForm)
        form.text.area.setPlainText("ещё одно")
        form.take()
    assert sample.count(store, editions.view, drafted.model.shown) == before
    assert QApplication.activeModalWidget() is None


def test_the_model_worked_on_last_is_shown_first(
    screen: FrameworkScreen, show: Callable[[], FrameworkScreen], store: Store
) -> None:
    shipped = screen.model.shown
    assert show().model.shown == shipped
    draft = store.write(starter.begin)
    assert show().model.shown == draft, "a draft waits to be finished"
    store.write(drafts.publish, draft, "")
    assert show().model.shown == draft, "published last, not first in the list"


def test_the_starter_model_is_a_draft_that_says_whose_it_is(screen: FrameworkScreen, store: Store) -> None:
    QTest.mouseClick(screen.side.starter_button, Qt.MouseButton.LeftButton)
    assert screen.model.is_draft and len(codes(screen)) == 21
    assert "written by us" in screen.banner.text
    assert "written by us" in screen.inspector.origin.text()
    assert not screen.side.starter_button.isVisible()
    titles = [one.title.ru for one in store.read(editions.editions)]
    assert titles == ["Менеджер", "Оператор (стартовая модель «Мерила»)"]
    press(screen.table, Qt.Key.Key_Return, CONTROL)
    asked = dialog(screen, PublishForm)
    asked.note.area.setPlainText("проверили")
    asked.take()
    assert screen.model.view is not None and screen.model.view.line.in_force


def test_in_little_room_one_chooses_what_stands_beside_the_items(drafted: FrameworkScreen) -> None:
    drafted.window().resize(1400, 800)
    QCoreApplication.processEvents()
    assert drafted.side.isVisible() and drafted.inspector.isVisible() and not drafted.turn.isVisible()
    drafted.resize(700, 600)
    assert not drafted.side.isVisible() and drafted.inspector.isVisible() and drafted.turn.isVisible()
    press(drafted.turn, Qt.Key.Key_Left)
    assert drafted.side.isVisible() and not drafted.inspector.isVisible()


def test_the_list_in_place_of_the_segments_filters_as_they_do(drafted: FrameworkScreen) -> None:
    drafted.filters.choice.activated.emit(2)
    assert drafted.segments.current == 2 and len(codes(drafted)) == 11
    drafted.clear_filter()
    assert drafted.filters.choice.currentIndex() == 0 and len(codes(drafted)) == 71


def test_the_lists_at_the_left_are_as_high_as_their_lines(
    screen: FrameworkScreen, qapp: QApplication
) -> None:
    qapp.processEvents()
    for table in (screen.side.functions, screen.side.editions):
        last = table.visualRect(table.list_model.index(table.list_model.rowCount() - 1, 0))
        assert table.viewport().height() - last.bottom() <= 2, table.accessibleName()


def test_the_parts_of_the_model_keep_the_focus_where_they_go_into_the_header_and_back(
    screen: FrameworkScreen,
) -> None:
    chosen = screen.pages.focusProxy()
    assert chosen is not None
    for width in (1400, 1000, 1400):
        chosen.setFocus()
        screen.resize(width, 800)
        QApplication.processEvents()
        assert screen.turns.lifted is (width == 1400)
        assert chosen.hasFocus(), width
