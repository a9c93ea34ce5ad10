"""Ctrl+Shift+E from anywhere: who, what was seen, for or against, and it is in the diary."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.team import diary
from desktop.app import App
from desktop.team.diary.panel import NotePanel
from domain.assessing.evidence import Polarity
from domain.people.person import Person, PersonKind
from domain.team.diary import Note
from tests.desktop.conftest import PASSWORD, PATIENCE, TODAY, Start, unlock, workspace_of
from tests.desktop.people.hands import active, focused, type_in

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SEEN = "Провела обучение новых операторов,\nтрое сдали с первого раза"


@pytest.fixture
def prepared(file: Path) -> Path:
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    for surname, given in (("Тарасов", "Кирилл"), ("Семёнов", "Пётр")):
        store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=surname, given=given))
    store.close()
    return file


@pytest.fixture
def app(start: Start, prepared: Path, qtbot: QtBot) -> App:
    return unlock(start(prepared), qtbot)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def opened(app: App) -> NotePanel:
    app.window.activateWindow()
    deadline = QDeadlineTimer(PATIENCE)
    while QApplication.focusWidget() is None and not deadline.hasExpired():
        QCoreApplication.processEvents()
    press(Key.Key_E, CTRL | SHIFT)
    return panel_of(app)


def panel_of(app: App) -> NotePanel:
    desk = workspace_of(app).notes
    assert desk is not None
    assert desk.panel is not None
    assert desk.panel.isVisible()
    return active(desk.panel)


def notes(app: App) -> tuple[Note, ...]:
    assert app.data is not None
    assert app.me is not None
    return app.data.read(diary.notes, app.me.id)


def test_the_panel_says_what_it_is(app: App) -> None:
    panel = opened(app)
    assert panel.heading.isVisible()
    assert panel.heading.text() == "Diary note"


def test_a_note_is_written_by_keys_alone(app: App, qtbot: QtBot) -> None:
    panel = opened(app)
    assert panel.finder.hasFocus()
    type_in("сем")
    press(Key.Key_Return)
    assert panel.finder.text() == "Семёнов Пётр"
    assert panel.words.hasFocus()
    type_in(SEEN.replace("\n", " "))
    press(Key.Key_Minus, ALT)
    qtbot.waitUntil(lambda: any(line.isVisible() for line in panel.choice.lines))
    offered = [line.text() for line in panel.choice.lines if line.isVisible()]
    assert any(text.startswith("S19") for text in offered), offered
    press(Key(Key.Key_1 + next(n for n, text in enumerate(offered) if text.startswith("S19"))), ALT)
    press(Key.Key_Return, CTRL)
    assert not panel.isVisible()
    (note,) = notes(app)
    assert note.person_name == "Семёнов Пётр"
    assert note.fact.text == SEEN.replace("\n", " ")
    assert (note.fact.polarity, note.fact.observed_on, note.fact.items) == (
        Polarity.AGAINST,
        TODAY,
        ("S19",),
    )
    assert note.mine
    assert app.window.toast.text == "The note is saved to the diary"


def test_nothing_is_cut_once_competencies_are_suggested_chosen_or_missing(app: App, qtbot: QtBot) -> None:
    panel = opened(app)
    type_in("сем")
    press(Key.Key_Return)
    room = panel.screen().availableGeometry()
    panel.move(panel.x(), room.bottom() - panel.height() - 8)
    whole(panel, qtbot)
    type_in(SEEN.replace("\n", " "))
    qtbot.waitUntil(lambda: any(line.isVisible() for line in panel.choice.lines))
    whole(panel, qtbot)
    press(Key.Key_1, ALT)
    press(Key.Key_1, ALT)
    press(Key.Key_Return, CTRL)
    assert panel.isVisible() and panel.items.note, "a competency is missing"
    whole(panel, qtbot)


def whole(panel: NotePanel, qtbot: QtBot) -> None:
    """Wait until the panel is as high as all that is in it."""
    layout = panel.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: panel.height() >= layout.totalHeightForWidth(panel.width()))
    foot = panel.save_button.mapTo(panel, panel.save_button.rect().bottomRight())
    assert panel.rect().adjusted(0, 0, -12, -12).contains(foot)
    assert panel.screen().availableGeometry().contains(panel.mapToGlobal(foot)), "not below the screen"
    for one in (panel.heading, panel.choice, panel.save_button):
        assert one.height() >= one.minimumSizeHint().height()


@pytest.mark.parametrize("typed", ["ctv`y", "семе", "СЕМЁ", "петр"])
def test_somebody_is_found_under_either_layout(app: App, typed: str) -> None:
    panel = opened(app)
    type_in(typed)
    assert panel.finder.list.item(0).text().startswith("Семёнов Пётр")
    press(Key.Key_Tab)
    assert panel.half.person_id is not None


def test_the_russian_key_opens_it_and_it_knows_whom_the_screen_shows(app: App) -> None:
    space = workspace_of(app)
    assert app.data is not None
    whom = next(one for one in app.data.read(people.everybody) if one.surname == "Тарасов")
    space.go("people", whom.id)
    QTest.simulateEvent(focused(), True, ord("У"), CTRL | SHIFT, "", False, -1)
    panel = panel_of(app)
    assert panel.finder.taken == whom.id
    assert panel.words.hasFocus(), "one begins to write at once"


def test_nothing_is_lost_when_the_panel_or_the_whole_program_is_closed(
    app: App, start: Start, prepared: Path, qtbot: QtBot
) -> None:
    panel = opened(app)
    type_in("тар")
    press(Key.Key_Return)
    type_in("начал и не")
    press(Key.Key_Escape)
    assert not panel.isVisible()
    panel = opened(app)
    assert (panel.finder.text(), panel.words.toPlainText()) == ("Тарасов Кирилл", "начал и не")
    panel.words.moveCursor(panel.words.textCursor().MoveOperation.End)
    type_in(" закончил")
    app.window.close()
    app.close()
    again = unlock(start(prepared), qtbot)
    panel = opened(again)
    assert panel.words.toPlainText() == "начал и не закончил"
    assert panel.finder.text() == "Тарасов Кирилл"


def test_a_window_made_anew_in_another_language_keeps_the_note(app: App) -> None:
    opened(app)
    type_in("тар")
    press(Key.Key_Return)
    type_in("посреди слова")
    workspace_of(app).language_chosen.emit("ru")
    panel = opened(app)
    assert panel.windowTitle() == "Заметка в дневник"
    assert panel.words.toPlainText() == "посреди слова"


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_written(app: App) -> None:
    panel = opened(app)
    press(Key.Key_Return, CTRL)
    assert [field.note for field in (panel.who, panel.seen, panel.items)] == [
        "Say who it is about.",
        "Write what was said or done.",
        "Select at least one competency: Alt+1…5, or search for another.",
    ]
    assert panel.finder.hasFocus()
    type_in("никого такого")
    press(Key.Key_Return, CTRL)
    assert panel.who.note == "Choose someone from the list."
    assert notes(app) == ()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("25.11.2026", "This date is in the future. Note it once it has happened."),
        ("31.02.2026", "This date is not understood. Enter it as 24.11.2026."),
        ("", "Say when it happened."),
    ],
)
def test_a_day_to_come_is_refused_in_words_and_nothing_is_lost(app: App, day: str, said: str) -> None:
    panel = filled(app)
    panel.day.line.setFocus()
    panel.day.line.selectAll()
    press(Key.Key_Backspace)
    type_in(day)
    press(Key.Key_Return, CTRL)
    assert panel.day.note == said
    assert panel.day.line.hasFocus()
    assert panel.isVisible()
    assert (panel.words.toPlainText(), panel.half.codes) == ("видел сам", ("S19",))
    assert notes(app) == ()


def filled(app: App) -> NotePanel:
    panel = opened(app)
    type_in("тар")
    press(Key.Key_Return)
    type_in("видел сам")
    panel.choice.other.setFocus()
    type_in("s19")
    press(Key.Key_Return)
    return panel


def test_any_item_is_found_by_its_code_or_a_word_of_either_language(app: App) -> None:
    panel = filled(app)
    type_in("complaint")
    press(Key.Key_Return)
    assert set(panel.half.codes) == {"K27", "S19"}
    type_in("жалоб")
    press(Key.Key_Escape)
    assert panel.isVisible(), "Esc closes the list first"


def test_about_somebody_who_left_a_later_day_is_refused_and_an_earlier_one_is_not(app: App) -> None:
    assert app.data is not None
    whom = next(one for one in app.data.read(people.everybody) if one.surname == "Тарасов")
    app.data.write(people.change, replace(app.data.read(people.person, whom.id), left_on=date(2026, 11, 1)))
    panel = filled(app)
    press(Key.Key_Return, CTRL)
    assert "Тарасов Кирилл" in panel.trouble.text()
    assert "1 Nov" in panel.trouble.text().replace("\u00a0", " ")
    assert panel.isVisible()
    panel.day.line.setText("30.10.2026")
    press(Key.Key_Return, CTRL)
    assert [note.fact.observed_on for note in notes(app)] == [date(2026, 10, 30)]


def test_somebody_erased_meanwhile_is_told_and_the_words_stay(app: App) -> None:
    assert app.data is not None
    panel = filled(app)
    whom = panel.half.person_id
    assert whom is not None
    app.data.write(_erase, whom)
    press(Key.Key_Return, CTRL)
    assert "no longer in the file" in panel.trouble.text()
    assert panel.words.toPlainText() == "видел сам"
    assert notes(app) == ()


def _erase(session: object, person_id: int) -> None:
    from datetime import UTC, datetime

    from sqlmodel import Session

    from db import models
    from db.journal import journal

    assert isinstance(session, Session)
    session.get_one(models.Person, person_id).erased_at = datetime.now(UTC)
    journal.record(session, "erase", "person", person_id, {})


def test_one_works_on_beside_the_panel_and_every_field_has_a_name(app: App) -> None:
    panel = opened(app)
    assert not panel.isModal()
    workspace_of(app).go("people")
    assert panel.isVisible()
    fields = [one for one in panel.findChildren(QWidget) if one.focusPolicy() and one.isVisible()]
    assert all(one.accessibleName() or getattr(one, "text", str)() for one in fields)


def test_the_jump_box_offers_it(app: App) -> None:
    press(Key.Key_K, CTRL)
    type_in("заметка")
    press(Key.Key_Return)
    assert panel_of(app).finder.hasFocus()


def test_the_day_is_seen_whole_beside_the_calendar(app: App) -> None:
    line = opened(app).day.line
    QApplication.processEvents()
    (calendar,) = line.findChildren(QToolButton)
    written = line.fontMetrics().horizontalAdvance(line.text())
    assert line.text() == "24.11.2026"
    assert 10 + written <= calendar.x()  # the style keeps ten pixels before the words
