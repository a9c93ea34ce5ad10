"""An interview on a laptop: 23 questions, 23 facts and 23 levels by keys, with everything in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.assessing.sheet.card.ribbon import Ribbon
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.evidence import Polarity
from domain.mark import Mark, Role
from domain.people.person import Person
from resources import i18n
from tests.db import sample
from tests.desktop.assessing.sheet.test_laptop import LAPTOP, in_sight
from tests.desktop.assessing.sheet.test_sheet_submit import no_room
from tests.desktop.assessing.sheet.walk import CTRL, Walk, focused, open_screen, press, type_digits

Key = Qt.Key


@pytest.fixture(params=["ru", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


@pytest.fixture
def talk(language: str, store: Store, frame: QWidget, theme: Theme, settings: Settings) -> Walk:
    """The sheet of a candidate who is asked the 23 questions of the full interview."""
    settings.sheet_mode = "card"
    screen = open_screen(store, theme, settings, frame)
    candidate = store.write(people.add, Person(surname="Тарасов", given="Кирилл"))
    questions = sample.set_id(store, "standard")
    sheet_id = store.write(assessments.start, candidate, 1, Role.HR, None, questions)
    screen.open(sheet_id)
    frame.resize(*LAPTOP)
    screen.resize(*LAPTOP)
    screen.show()
    screen.modes.focus()
    return Walk(store, screen, sheet_id)


def areas(walk: Walk) -> list[QScrollArea]:
    return walk.screen.card.findChildren(QScrollArea)


def test_23_questions_with_23_facts_need_no_scroll(talk: Walk) -> None:
    card = talk.screen.card
    moved: list[int] = []
    for area in areas(talk):
        area.verticalScrollBar().valueChanged.connect(moved.append)
    codes = [row.item.code for row in talk.filed.scope]
    assert len(codes) == 23
    levels = [2, 3, 1, 4, 0]
    for number, code in enumerate(codes):
        assert talk.code == code, "the level leads to the next question"
        QTest.qWait(1)
        beyond = [area.verticalScrollBar().maximum() for area in areas(talk) if area.isVisible()]
        assert beyond == [0] * len(beyond), code
        pressed = [*card.marks.levels.buttons, *card.marks.reasons.buttons.values(), card.side.editor.field]
        assert all(in_sight(one, card) for one in pressed), code
        talk.write(f"Said what was asked in question {number + 1}.")
        press(Key.Key_Return, CTRL)
        assert focused() is card.head
        type_digits(str(levels[number % 5]))
    assert moved == []
    assert talk.marks == [Mark.rated(levels[number % 5]) for number in range(23)]
    assert [len(row.facts) for row in talk.filed.scope] == [1] * 23
    assert talk.filed.unmarked == ()
    assert card.progress.text() in ("23 of 23", "23 из 23")


def test_all_levels_and_reasons_are_in_sight_with_the_answer_guide_open(talk: Walk) -> None:
    card = talk.screen.card
    for code in talk.screen.model.codes:
        talk.screen.modes.go(code)
        press(Key.Key_F2)
        QTest.qWait(1)
        assert card.answers.isVisible()
        pressed = [*card.marks.levels.buttons, *card.marks.reasons.buttons.values(), card.side.editor.field]
        assert all(in_sight(one, card) for one in pressed), code
        press(Key.Key_F2)
        assert card.question.isVisible(), "the question is there again"


def asked(talk: Walk, code: str) -> frozenset[str]:
    return next(row.asked for row in talk.filed.rows if row.item.code == code)


def test_follow_ups_are_ticked_by_click_and_key_while_one_writes_and_taken_back(talk: Walk) -> None:
    card, code = talk.screen.card, talk.code
    shown = [one for one in card.follow_ups.buttons if one.isVisible()]
    assert len(shown) == 5, "one of the question, four of all questions"
    QTest.mouseClick(shown[1], Qt.MouseButton.LeftButton)
    assert asked(talk, code) == {"Какая была ситуация и какую задачу вы решали?"}
    talk.write("Named five of them")
    press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert asked(talk, code) == frozenset(), "the same again takes it back"
    press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert asked(talk, code) == {"Что сделали лично вы?"}
    assert focused() is card.side.editor.field
    assert card.side.editor.text == "Named five of them"
    press(Key.Key_Return, CTRL)
    assert [one.isChecked() for one in shown] == [False, False, True, False, False]
    press(Key.Key_Down)
    assert not any(one.isChecked() for one in card.follow_ups.buttons)
    press(Key.Key_Up)
    assert [one.isChecked() for one in shown] == [False, False, True, False, False]


def test_a_tick_is_undone_and_a_submitted_sheet_has_it_for_good(talk: Walk) -> None:
    card, code = talk.screen.card, talk.code
    press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
    ticked = asked(talk, code)
    assert len(ticked) == 1
    press(Key.Key_Z, CTRL)
    assert asked(talk, code) == frozenset()
    assert not card.follow_ups.buttons[0].isChecked()
    press(Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert asked(talk, code) == ticked
    talk.store.write(sheets.submit, talk.sheet_id)
    talk.screen.open(talk.sheet_id)
    talk.screen.modes.go(code)
    assert card.follow_ups.buttons[0].isChecked()
    assert not card.follow_ups.buttons[0].isEnabled()


def test_phrases_of_the_answer_guide_draft_the_fact_and_are_undone_as_one(talk: Walk) -> None:
    card, code, field = talk.screen.card, talk.code, talk.screen.card.side.editor.field
    press(Key.Key_F2)
    first, second = card.answers.phrases[1:3]
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert talk.fact(code) == f"{first.said} {second.said}", "the words of the guide and no others"
    press(Key.Key_Z, CTRL)
    assert talk.fact(code) == first.said
    assert (first.isChecked(), second.isChecked()) == (True, False)
    talk.write(" And more.")
    assert field.toPlainText() == f"{first.said} And more."
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert talk.fact(code) == "And more.", "what was typed stays"


def test_after_a_tick_by_mouse_a_digit_is_a_level(talk: Walk) -> None:
    card, code = talk.screen.card, talk.code
    press(Key.Key_F2)
    phrase = card.answers.phrases[1]
    words = phrase.said
    QTest.mouseClick(phrase, Qt.MouseButton.LeftButton)
    assert focused() is card.head
    assert phrase.isChecked()
    type_digits("3")
    assert (talk.mark(code), talk.fact(code)) == (Mark.rated(3), words)


def test_the_answer_guide_hands_no_key_to_the_fact(talk: Walk) -> None:
    """A clicked follow-up was hidden by the guide, and the focus went on into the fact."""
    card = talk.screen.card
    QTest.mouseClick(card.follow_ups.buttons[1], Qt.MouseButton.LeftButton)
    card.follow_ups.buttons[1].setFocus()
    press(Key.Key_F2)
    assert not card.side.editor.has_focus
    card.answers.phrases[0].setFocus()
    press(Key.Key_F2)
    assert not card.answers.isVisible()
    assert focused() is card.head


def test_inside_the_fact_f2_shows_the_guide_and_no_level_is_promised(talk: Walk) -> None:
    screen, field = talk.screen, talk.screen.card.side.editor.field
    before, changed = screen.keys, []
    screen.keys_changed.connect(lambda: changed.append(screen.keys))
    assert before[0][0] == "0–4"
    QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton)
    inside = screen.keys
    assert changed[-1] == inside
    assert "0–4" not in dict(inside)
    press(Key.Key_F2)
    assert screen.card.answers.isVisible()
    assert focused() is field
    press(Key.Key_F2)
    assert not screen.card.answers.isVisible()
    assert focused() is field
    press(Key.Key_Escape)
    assert changed[-1] == screen.keys == before


def test_a_phrase_taken_back_leaves_every_letter_of_a_fact_with_an_emoji(talk: Walk) -> None:
    card, field = talk.screen.card, talk.screen.card.side.editor.field
    press(Key.Key_F2)
    phrase = card.answers.phrases[1]
    talk.write("")
    field.insertPlainText("🙂🙂 At first")  # no key of a test types that
    QTest.mouseClick(phrase, Qt.MouseButton.LeftButton)
    talk.write(" and then")
    assert field.toPlainText() == f"🙂🙂 At first {phrase.said} and then"
    QTest.mouseClick(phrase, Qt.MouseButton.LeftButton)
    assert field.toPlainText() == "🙂🙂 At first and then"


def test_a_tick_that_was_not_written_is_not_shown(talk: Walk, qtbot: QtBot) -> None:
    code, first = talk.code, talk.screen.card.follow_ups.buttons[0]
    with qtbot.captureExceptions() as raised, no_room():
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert len(raised) == 1
    assert not first.isChecked()
    assert asked(talk, code) == frozenset()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert len(asked(talk, code)) == 1


def test_the_answer_guide_of_a_submitted_sheet_is_only_read(talk: Walk) -> None:
    card, code = talk.screen.card, talk.code
    talk.store.write(sheets.submit, talk.sheet_id)
    talk.screen.open(talk.sheet_id)
    talk.screen.modes.go(code)
    press(Key.Key_F2)
    phrase = card.answers.phrases[0]
    assert phrase.isVisible()
    QTest.mouseClick(phrase, Qt.MouseButton.LeftButton)
    assert not phrase.isChecked()
    assert phrase.accessibleDescription() == i18n._("This sheet is read-only")
    assert card.answers.note.text().startswith("2–3: ")


def test_a_phrase_is_ticked_by_keys_and_a_weak_one_speaks_against(talk: Walk) -> None:
    card, code = talk.screen.card, talk.code
    press(Key.Key_F2)
    weak = card.answers.phrases[0]
    for _step in range(6):
        if focused() is weak:
            break
        press(Key.Key_Tab)
    press(Key.Key_Space)
    assert focused() is weak, "the next phrase is one Tab away"
    QTest.qWait(1)
    (fact,) = talk.facts(code)
    assert (fact.text, fact.polarity) == (weak.said, Polarity.AGAINST)
    type_digits("1")
    assert talk.mark(code) == Mark.rated(1), "digits are marks here as well"


def test_what_is_ahead_is_named_below(talk: Walk) -> None:
    card, codes = talk.screen.card, [row.item.code for row in talk.filed.scope]
    assert card.ahead.following.text().startswith(codes[1])
    critical = [row.item.code for row in talk.filed.scope if row.critical]
    assert card.ahead.critical.text().endswith(", ".join(critical))
    for code in codes:
        if talk.code == code and talk.mark(code) is None:
            type_digits("22"[: 1 + (code in critical)])
    assert card.ahead.critical.text() == ""
    assert not card.ahead.following.isVisible()


def test_cells_of_the_ribbon_get_slimmer_before_one_is_out_of_reach(
    talk: Walk, theme: Theme, frame: QWidget
) -> None:
    rail = Ribbon(theme, talk.screen.model, frame)
    seen: list[str] = []
    rail.wanted.connect(seen.append)
    rail.resize(84, 120)  # as little for each as 300 competencies have on a laptop
    rail.show()
    rail.raise_()
    for y in range(0, 120, 6):
        for x in range(84):
            QTest.mouseClick(rail, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert set(seen) == set(talk.screen.model.codes)


def test_the_ribbon_says_how_far_the_function_is_also_after_a_mark(talk: Walk) -> None:
    ribbon = talk.screen.card.rail
    assert ", 0 " in ribbon.accessibleDescription()
    type_digits("2")
    assert ", 1 " in ribbon.accessibleDescription()


def test_the_ribbon_frames_the_current_item_and_its_cells_lead_there(talk: Walk) -> None:
    card = talk.screen.card
    accent: QColor = talk.screen._context.theme.color("accent")  # pyright: ignore[reportPrivateUsage]
    image: QImage = card.rail.grab().toImage()
    framed = [x for x in range(image.width()) if image.pixelColor(x, 36) == accent]
    assert framed and max(framed) < 60, "the first cell"
    seen: list[str] = []
    card.rail.wanted.connect(seen.append)
    for x in range(4, card.rail.width(), 13):
        QTest.mouseClick(card.rail, Qt.MouseButton.LeftButton, pos=QPoint(x, 34))
    assert list(dict.fromkeys(seen)) == list(talk.screen.model.codes)
    assert focused() is card.head
