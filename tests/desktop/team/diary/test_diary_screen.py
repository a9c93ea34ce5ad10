"""The diary: all notes one may see, narrowed in four ways, own ones changed or taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import frameworks
from db.people import form_drafts
from db.team import diary
from desktop.app import App
from desktop.context import Context
from desktop.people.screen import PeopleScreen
from desktop.shared.polarity import POLARITIES
from desktop.team.diary.narrowing import Span, Wish
from desktop.team.diary.screen import DiaryScreen
from domain.assessing.evidence import Polarity
from domain.mark import Role
from domain.people.person import Person, PersonKind
from domain.team.diary import Note
from resources import i18n
from tests.db import sample
from tests.desktop.conftest import TODAY, Start, unlock, workspace_of
from tests.desktop.people.hands import active, focused, type_in

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
type Show = Callable[..., DiaryScreen]


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def facts(screen: DiaryScreen) -> str:
    """Return what stands below the title."""
    return next(one.text() for one in screen.header.findChildren(QLabel) if one.text() not in ("", "Diary"))


def words(screen: DiaryScreen) -> list[str]:
    return [line.fact.text.split()[0] for line in screen.model.lines()]


def test_the_newest_note_stands_first_and_is_told_in_full(written: dict[str, int], show: Show) -> None:
    screen = show()
    assert words(screen) == ["Разобрала", "Очередь", "Перенёс", "Провёл"]
    assert screen.header.title == "Diary"
    assert screen.table.hasFocus()
    detail = screen.detail
    assert detail.isVisible()
    assert (detail.name.text(), detail.words.text()) == ("Орлова", "Разобрала жалобу до причины")
    assert detail.items.text().startswith("K27  ")
    assert detail.change_button.isEnabled()
    press(Key.Key_Down)
    assert detail.words.text() == "Очередь стояла сорок минут"


@pytest.mark.parametrize(
    ("narrow", "left"),
    [
        (Wish("жалоб"), ["Разобрала"]),
        (Wish("СЕМЕНОВ"), ["Перенёс", "Провёл"]),
        (Wish("очередью"), ["Очередь"]),  # in any form
        (Wish("жалобами разобрать"), ["Разобрала"]),
        (Wish("жалобами семёнов"), []),
        (Wish("s03"), ["Очередь", "Перенёс"]),
        (Wish(polarity=POLARITIES[0]), ["Разобрала", "Провёл"]),
        (Wish(polarity=POLARITIES[1]), ["Очередь"]),
        (Wish(span=Span.QUARTER), ["Разобрала", "Очередь"]),
        (Wish(span=Span.LAST_QUARTER), ["Перенёс"]),
        (Wish(span=Span.YEAR), ["Разобрала", "Очередь", "Перенёс"]),
        (Wish(code="K11"), ["Провёл"]),
        (Wish(code="S03", polarity=POLARITIES[2]), ["Перенёс"]),
    ],
)
def test_it_is_narrowed_by_words_item_period_and_polarity(
    written: dict[str, int], show: Show, narrow: Wish, left: list[str]
) -> None:
    screen = show()
    screen.filters.restore(narrow)
    screen.filters.narrowed.emit()
    assert words(screen) == left


def test_it_opens_on_one_person_and_the_cross_shows_all(written: dict[str, int], show: Show) -> None:
    screen = show(written["Семёнов"])
    assert words(screen) == ["Перенёс", "Провёл"]
    screen.filters._on_anybody()  # pyright: ignore[reportPrivateUsage]
    assert len(words(screen)) == 4


def test_coming_back_reads_nothing_until_something_changes(
    written: dict[str, int], show: Show, store: Store
) -> None:
    screen = show()
    shown = words(screen)
    with sample.statements(store) as asked:
        screen.open()
    assert asked == [] and words(screen) == shown
    screen.hide()
    item = store.read(frameworks.newest).item("K27").id
    store.write(diary.write, written["Орлова"], (item,), "Новое", Polarity.FOR, date(2026, 11, 24))
    screen.show()
    screen.open()
    assert words(screen) == ["Новое", *shown]


def test_nothing_found_says_so_and_offers_the_way_back(written: dict[str, int], show: Show) -> None:
    screen = show()
    press(Key.Key_F, CTRL)
    type_in("такого нет")
    assert screen.not_found.isVisible()
    assert not screen.detail.isVisible()
    screen.not_found.act.click()
    assert len(words(screen)) == 4


def test_an_empty_diary_says_what_it_is_for(store: Store, show: Show) -> None:
    screen = show()
    assert screen.nothing.isVisible()
    assert focused() is screen.nothing.act


def test_a_note_is_taken_back_by_a_key_and_comes_back_by_undo(
    written: dict[str, int], show: Show, store: Store
) -> None:
    screen = show()
    told: list[str] = []
    screen.removed.connect(told.append)
    press(Key.Key_Delete)
    assert words(screen) == ["Очередь", "Перенёс", "Провёл"]
    assert told == ["The note was removed."]
    assert len(store.read(diary.notes, 1)) == 3
    press(Key.Key_Z, CTRL)
    assert len(words(screen)) == 4
    press(Key.Key_Z, CTRL)
    assert len(words(screen)) == 4, "nothing is left to undo"


def test_a_note_in_a_submitted_sheet_stays_and_says_why(
    written: dict[str, int], show: Show, store: Store
) -> None:
    note = store.read(diary.notes, 1)[0]
    sheet = store.write(assessments.start, written["Орлова"], 1, Role.MANAGER)
    store.write(diary.take, sheet, note.fact.id)
    store.write(sheets.submit, sheet)
    screen = show()
    wanted: list[Note] = []
    screen.change_wanted.connect(wanted.append)
    press(Key.Key_Delete)
    press(Key.Key_F2)
    assert wanted == []
    assert len(store.read(diary.notes, 1)) == 4
    assert "submitted sheet" in screen.banner.text
    assert not screen.detail.change_button.isEnabled()
    assert "submitted sheet" in screen.detail.change_button.toolTip()


def test_a_note_of_somebody_else_is_only_read(written: dict[str, int], show: Show, store: Store) -> None:
    other = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
    store.act_as(other)
    item = store.read(frameworks.newest).items[0].id
    store.write(diary.write, written["Орлова"], (item,), "чужая", Polarity.FOR, TODAY)
    store.act_as(1)
    screen = show()
    assert words(screen)[0] == "чужая"
    press(Key.Key_Delete)
    assert "author" in screen.banner.text
    assert len(store.read(diary.notes, 1)) == 5


def test_what_is_narrowed_and_where_one_stood_outlive_a_window_made_anew(
    written: dict[str, int], show: Show
) -> None:
    screen = show(written["Семёнов"])
    screen.table.go_to(1)
    memory = screen.memory()
    i18n.use("ru")
    again = show()
    again.recall(memory)
    assert words(again) == ["Перенёс", "Провёл"]
    assert again.table.current_line is not None
    assert again.table.current_line.fact.text.startswith("Провёл")


def test_the_order_is_chosen_by_keys(written: dict[str, int], show: Show) -> None:
    screen = show()
    press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert words(screen)[:2] == ["Разобрала", "Очередь"]
    press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert words(screen)[:2] == ["Перенёс", "Провёл"]


def rated(store: Store, person: int, assessor: int, code: str, words: str, *, submit: bool) -> int:
    """Let the assessor begin a sheet with a fact and a comment of these words; return its id."""
    store.act_as(assessor)
    sheet = store.write(assessments.start, person, assessor, Role.MANAGER)
    item = store.read(frameworks.newest).item(code).id
    store.write(evidence.note, person, [item], words, Polarity.AGAINST, TODAY, sheet_id=sheet)
    store.write(sheets.comment, sheet, item, f"Комментарий: {words}")
    if submit:
        store.write(sheets.submit, sheet)
    store.act_as(1)
    return sheet


def test_facts_and_comments_of_sheets_are_found_and_lead_there(
    written: dict[str, int], show: Show, store: Store
) -> None:
    sheet = rated(store, written["Орлова"], 1, "K27", "успокоила клиентку", submit=False)
    screen = show()
    assert words(screen) == ["Разобрала", "Очередь", "Перенёс", "Провёл"], "unless words are looked for"
    screen.filters.search.setText("клиентками")
    assert words(screen) == ["успокоила", "Комментарий:"]
    assert facts(screen) == "0 of 4 notes · 2 on sheets"
    assert ("Enter", "open") in screen.keys and ("F2", "edit") not in screen.keys
    opened: list[tuple[int, str]] = []
    screen.item_opened.connect(lambda *where: opened.append(where))
    detail = screen.detail
    assert detail.stamp.text().replace("\u00a0", " ").startswith("On sheet “")
    assert detail.place_button.isVisible() and not detail.change_button.isVisible()
    detail.place_button.click()
    screen.table.setFocus()
    press(Key.Key_Down)
    assert detail.stamp.text().startswith("Comment on sheet “")
    press(Key.Key_Return)
    assert opened == [(sheet, "K27")] * 2
    press(Key.Key_Delete)
    assert "on a sheet" in screen.banner.text
    screen.filters.search.setText("жалоб")
    assert words(screen) == ["Разобрала"] and detail.change_button.isVisible()
    assert ("F2", "edit") in screen.keys
    screen.filters.search.setText("клиентками")
    screen.filters.segments.choose(1 + POLARITIES.index(Polarity.AGAINST))
    screen.filters.narrowed.emit()
    assert words(screen) == ["успокоила"], "a comment speaks neither for nor against"


def test_what_others_wrote_is_not_found_before_all_sheets_are_in(
    written: dict[str, int], show: Show, store: Store
) -> None:
    other = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
    rated(store, written["Орлова"], other, "K27", "успокоила клиентку", submit=False)
    screen = show()
    screen.filters.search.setText("клиентку")
    assert words(screen) == [] and screen.not_found.isVisible()
    store.act_as(other)
    (line,) = store.read(people.card, written["Орлова"], other, TODAY).cases
    store.write(sheets.submit, line.sheets[0].sheet_id)
    store.act_as(1)
    again = show()
    again.filters.search.setText("клиентку")
    assert words(again) == ["успокоила", "Комментарий:"]
    assert "Громов" in again.detail.stamp.text()


def test_a_note_taken_into_a_sheet_is_found_once(written: dict[str, int], show: Show, store: Store) -> None:
    note = store.read(diary.notes, 1)[0]
    sheet = store.write(assessments.start, written["Орлова"], 1, Role.MANAGER)
    store.write(diary.take, sheet, note.fact.id)
    screen = show()
    screen.filters.search.setText("жалобу")
    (line,) = screen.model.lines()
    assert line.on_sheet is None and line.fact.id == note.fact.id


def test_where_sheets_hold_much_the_words_are_looked_for_in_the_background(
    written: dict[str, int], show: Show, store: Store, context: Context, qtbot: QtBot
) -> None:
    sheet = rated(store, written["Орлова"], 1, "K27", "успокоила клиентку", submit=False)
    item = store.read(frameworks.newest).item("S03").id
    for number in range(diary.PAGE):
        told = Polarity.FOR, TODAY
        store.write(evidence.note, written["Орлова"], [item], f"Случай{number}", *told, sheet_id=sheet)
    screen = show()
    assert not context.jobs.busy and len(words(screen)) == 4
    screen.filters.search.setText("клиентку")
    assert context.jobs.busy and facts(screen) == "Searching…"
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert words(screen) == ["успокоила", "Комментарий:"]


@pytest.fixture
def app(start: Start, file: Path, written: dict[str, int], store: Store, qtbot: QtBot) -> App:
    store.close()
    return unlock(start(file), qtbot)


def test_from_the_card_of_a_person_to_the_diary_and_a_note_is_told_otherwise(
    app: App, written: dict[str, int], qtbot: QtBot
) -> None:
    space = workspace_of(app)
    space.go("people", written["Орлова"])
    screen = space.shown
    assert isinstance(screen, PeopleScreen)
    notes = screen.card.notes
    assert notes is not None
    assert [line.text().replace("\u00a0", " ") for line in notes.lines] == [
        "+ 20 Nov 2026, K27: Разобрала жалобу до причины",
        "− 6 Oct 2026, S03: Очередь стояла сорок минут",
    ]
    notes.all_button.click()
    listed = space.shown
    assert isinstance(listed, DiaryScreen)
    assert words(listed) == ["Разобрала", "Очередь"]
    press(Key.Key_F2)
    panel = space.note_desk.panel
    assert panel is not None
    active(panel)
    assert panel.windowTitle() == "Edit note"
    assert panel.finder.isReadOnly()
    panel.words.setPlainText("Разобрала и перезвонила")
    press(Key.Key_Return, CTRL)
    assert not panel.isVisible()
    assert words(listed) == ["Разобрала", "Очередь"]
    assert listed.detail.words.text() == "Разобрала и перезвонила"
    app.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(Key.Key_Escape)
    assert isinstance(space.shown, PeopleScreen)


def test_the_card_offers_a_note_about_the_person(app: App, written: dict[str, int]) -> None:
    space = workspace_of(app)
    space.go("people", written["Семёнов"])
    screen = space.shown
    assert isinstance(screen, PeopleScreen)
    assert screen.card.notes is not None
    screen.card.notes.new_button.click()
    panel = space.note_desk.panel
    assert panel is not None
    assert panel.finder.taken == written["Семёнов"]


def test_a_note_changed_half_way_waits_until_one_comes_back(app: App, written: dict[str, int]) -> None:
    space = workspace_of(app)
    space.to_diary(written["Орлова"])
    listed = space.shown
    assert isinstance(listed, DiaryScreen)
    listed.change()
    panel = space.note_desk.panel
    assert panel is not None
    panel.words.setPlainText("на полуслове")
    panel.close()
    assert app.data is not None
    assert {one.text for one in app.data.read(evidence.of_person, written["Орлова"], 1)} == {
        "Разобрала жалобу до причины",
        "Очередь стояла сорок минут",
    }
    listed.change()
    assert panel.words.toPlainText() == "на полуслове"


def test_a_note_changed_half_way_is_in_the_file_and_comes_back_after_a_new_start(
    app: App, written: dict[str, int], start: Start, file: Path, qtbot: QtBot
) -> None:
    space = workspace_of(app)
    space.to_diary(written["Орлова"])
    listed = space.shown
    assert isinstance(listed, DiaryScreen)
    listed.change()
    panel = space.note_desk.panel
    assert panel is not None
    panel.words.setPlainText("на полуслове")
    panel.choice.choose(("K27", "S03"))
    panel.paused.emit()  # what its timer does while one types
    assert app.data is not None
    kept = app.data.read(form_drafts.kept, "NotePanel", "1", 1)
    assert kept["text"] == "на полуслове", "in the file, while the panel is still open"
    app.window.close()
    app.close()
    started = unlock(start(file), qtbot)
    again = workspace_of(started)
    again.to_diary(written["Орлова"])
    listed = again.shown
    assert isinstance(listed, DiaryScreen)
    listed.change()
    panel = again.note_desk.panel
    assert panel is not None
    assert panel.windowTitle() == "Edit note"
    assert panel.words.toPlainText() == "на полуслове"
    assert set(panel.choice.codes) == {"K27", "S03"}
    panel.agreed.emit()
    listed.change()
    assert panel.words.toPlainText() == "на полуслове"
    assert started.data is not None
    assert started.data.read(form_drafts.kept, "NotePanel", "1", 1) == {}, "what is written is no draft"


def test_a_large_diary_shows_its_newest_page_and_finds_the_others_as_a_job(
    written: dict[str, int], show: Show, store: Store, context: Context, qtbot: QtBot
) -> None:
    """Whatever asks for more than the page (a filter, another order, the end of the list) waits for all."""
    read, me, jobs = context.data.read, context.me.id, context.jobs
    item = store.read(frameworks.newest).item("K27").id
    for number in range(diary.PAGE):
        day = date(2026, 11, 21) + timedelta(days=number % 3)
        store.write(diary.write, written["Орлова"], (item,), f"Запись{number}", Polarity.FOR, day)
    everything = read(diary.notes, me)
    count = len(everything)

    def shown() -> tuple[Note, ...]:
        qtbot.waitUntil(lambda: not jobs.busy)
        return screen.model.lines()

    screen = show()
    assert not jobs.busy and screen.model.lines() == everything[: diary.PAGE]
    assert facts(screen) == f"{count} notes"
    codes = [screen.filters.items.itemText(row)[:3] for row in range(1, screen.filters.items.count())]
    assert codes == ["K11", "K27", "S03"], "also of the notes that are not shown"

    screen.filters.search.setText("инструктажем")
    screen.filters.search.setText("инструктажа")  # only the last one counts
    assert jobs.busy and facts(screen) == "Searching…"
    assert [one.fact.text.split()[0] for one in shown()] == ["Провёл"]
    assert facts(screen) == f"1 of {count} notes"
    screen.filters.search.clear()
    assert not jobs.busy and screen.model.lines() == everything[: diary.PAGE]

    screen.table.setFocus()
    press(Key.Key_End)
    assert shown() == everything
    press(Key.Key_End)
    kept = screen.memory()
    again = show()
    again.recall(kept)
    screen = again
    assert shown() == everything and again.table.current_key == everything[-1].fact.id

    screen.filters.ask_for((written["Семёнов"], "Семёнов"))
    screen.filters.narrowed.emit()
    assert not jobs.busy, "a page of one person is read at once"
    assert [one.person_name for one in screen.model.lines()] == ["Семёнов", "Семёнов"]
    assert facts(screen) == f"2 of {count} notes"
    screen.clear_filter()
    QTest.keyClick(screen.table, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert [one.fact.observed_on for one in shown()] == sorted(one.fact.observed_on for one in everything)
