"""Two windows on one sheet: what one writes is never written over unseen by the other."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.assessing.sheet.commands import Rate
from desktop.assessing.sheet.model import SheetModel
from desktop.data import Data
from desktop.kit.form.dialog import Question
from desktop.news import News
from desktop.office.sentences import sentence
from domain.errors import Rewritten
from domain.mark import Mark, Overtaken
from domain.sheet_kinds import Origin
from resources.i18n import current
from tests.desktop.assessing.sheet.walk import CTRL, Walk, noon, press, type_digits
from tests.desktop.conftest import TODAY


@pytest.fixture
def other(file: Path, store: Store) -> Iterator[Store]:
    """The same file, open in a second program; the same assessor works there."""
    opened = Store.open(file, clock=noon)
    opened.act_as(1)
    yield opened
    opened.close()


def rate(store: Store, code: str, level: int | None) -> None:
    """Give the item a mark as somebody who has just looked at it."""
    row = next(one for one in store.read(sheets.sheet, 1, 1).rows if one.item.code == code)
    store.write(sheets.rate, 1, row.item.id, None if level is None else Mark.rated(level))


def asked(walk: Walk) -> Question:
    """Return the question that is open over the screen."""
    (found,) = [one for one in walk.screen.findChildren(Question) if one.isVisible()]
    return found


def text_of(question: Question) -> str:
    return question.windowTitle() + " " + question.accessibleDescription()


def test_a_mark_of_another_window_is_not_written_over_unseen(walk: Walk, other: Store) -> None:
    rate(other, "K01", 4)
    type_digits("2")
    assert walk.mark("K01") == Mark.rated(4), "the newer mark stays"
    assert walk.screen.model.row("K01").mark == Mark.rated(4), "and is shown"
    assert walk.code == "K01", "the row waits for what is chosen"
    told = text_of(asked(walk))
    assert "K01" in told and "level 4" in told and "level 2" in told and "no mark" in told


def test_the_newer_mark_stays_by_enter(walk: Walk, other: Store) -> None:
    rate(other, "K01", 4)
    type_digits("2")
    asked(walk).safe.click()
    assert walk.mark("K01") == Mark.rated(4)
    type_digits("1")
    assert walk.mark("K01") == Mark.rated(1), "one that is seen may be changed"


def test_the_own_mark_is_put_in_place_of_the_newer_one_when_chosen(walk: Walk, other: Store) -> None:
    rate(other, "K01", 4)
    type_digits("2")
    asked(walk).act.click()
    assert walk.mark("K01") == Mark.rated(2)
    assert walk.code == "K02"
    press(Qt.Key.Key_Z, CTRL)
    assert walk.mark("K01") == Mark.rated(4), "undone, the newer one is back"


def test_undo_does_not_write_over_a_mark_of_another_window(walk: Walk, other: Store) -> None:
    type_digits("23")
    rate(other, "K02", 4)
    press(Qt.Key.Key_Z, CTRL)
    assert walk.mark("K02") == Mark.rated(4)
    assert "level 4" in text_of(asked(walk))
    asked(walk).safe.click()
    press(Qt.Key.Key_Z, CTRL)
    assert walk.mark("K01") is None, "what nobody else touched is undone as ever"
    assert walk.mark("K02") == Mark.rated(4)


def test_redo_does_not_write_over_a_mark_of_another_window(walk: Walk, other: Store) -> None:
    type_digits("2")
    press(Qt.Key.Key_Z, CTRL)
    rate(other, "K01", 4)
    press(Qt.Key.Key_Y, CTRL)
    assert walk.mark("K01") == Mark.rated(4)
    asked(walk).act.click()
    assert walk.mark("K01") == Mark.rated(2)


def test_a_mark_that_another_window_took_back_is_told_of(walk: Walk, other: Store) -> None:
    type_digits("2")
    rate(other, "K01", None)
    walk.go("K01")
    press(Qt.Key.Key_3)
    assert walk.mark("K01") is None
    assert "Recorded there: no mark" in text_of(asked(walk))


def test_the_shown_mark_pressed_again_is_compared_with_the_file(walk: Walk, other: Store) -> None:
    type_digits("2")
    rate(other, "K01", 4)
    walk.go("K01")
    press(Qt.Key.Key_2)
    assert walk.mark("K01") == Mark.rated(4)
    assert "level 4" in text_of(asked(walk))
    asked(walk).act.click()
    assert walk.mark("K01") == Mark.rated(2)


def test_the_same_mark_of_another_window_is_no_conflict(walk: Walk, other: Store) -> None:
    rate(other, "K01", 2)
    type_digits("2")
    assert walk.mark("K01") == Mark.rated(2)
    assert walk.code == "K02"
    assert not [one for one in walk.screen.findChildren(Question) if one.isVisible()]


def test_a_comment_of_another_window_is_not_written_over_unseen(
    walk: Walk, other: Store, qtbot: QtBot
) -> None:
    item = walk.filed.rows[0].item.id
    walk.write("mine", Qt.Key.Key_Asterisk)
    other.write(sheets.comment, 1, item, "theirs")
    with qtbot.captureExceptions() as raised:
        press(Qt.Key.Key_Return, CTRL)
    assert [kind for kind, *_rest in raised] == [Rewritten]
    told = sentence(raised[0][1], current())
    assert "theirs" in told.what and told.safe and told.todo
    assert walk.comment("K01") == "theirs"
    assert walk.screen.texts.editor.text == "mine", "what was typed stays"
    press(Qt.Key.Key_Return, CTRL)
    assert walk.comment("K01") == "mine", "saved once more it is put in its place"


def test_undo_of_a_comment_that_another_window_changed_says_that_nothing_was_undone(
    walk: Walk, other: Store
) -> None:
    walk.write("mine", Qt.Key.Key_Asterisk)
    press(Qt.Key.Key_Return, CTRL)
    other.write(sheets.comment, 1, walk.filed.rows[0].item.id, "theirs")
    walk.screen.table.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert walk.comment("K01") == "theirs"
    assert "theirs" in walk.said and "nothing was undone" in walk.said
    assert "draft" not in walk.said


def test_a_fact_of_another_window_is_not_written_over_unseen(walk: Walk, other: Store, qtbot: QtBot) -> None:
    walk.write("first")
    press(Qt.Key.Key_Return, CTRL)
    (fact,) = walk.facts("K01")
    walk.go("K01")
    walk.write(" and mine")
    items = [row.item.id for row in walk.filed.rows if row.item.code in fact.items]
    other.write(evidence.change, fact.id, items, "theirs", fact.polarity, fact.observed_on)
    with qtbot.captureExceptions() as raised:
        press(Qt.Key.Key_Return, CTRL)
    assert [kind for kind, *_rest in raised] == [Rewritten]
    assert walk.fact("K01") == "theirs"
    assert walk.screen.texts.editor.text == "first and mine"
    press(Qt.Key.Key_Return, CTRL)
    assert walk.fact("K01") == "first and mine"


def test_a_mark_of_another_window_is_seen_when_one_comes_back_and_no_typed_word_is_touched(
    walk: Walk, other: Store, frame: QWidget
) -> None:
    news = News(walk.screen.stage.context.data, lambda: TODAY, frame, frame)
    type_digits("2")
    walk.go("K02")
    walk.write("half typed")
    rate(other, "K01", 4)
    rate(other, "K02", 3)
    other.write(sheets.comment, 1, walk.filed.rows[1].item.id, "theirs")
    QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))
    assert walk.screen.model.row("K01").mark == Mark.rated(4), "nobody had to act on it"
    assert walk.screen.model.row("K02").mark == Mark.rated(3)
    assert walk.screen.model.row("K02").comment == "theirs"
    assert "K01, K02" in walk.said
    editor = walk.screen.texts.editor
    assert (editor.is_open, editor.text, walk.code) == (True, "half typed", "K02")
    press(Qt.Key.Key_Return, CTRL)
    assert walk.fact("K02") == "half typed"
    del news


def test_words_that_came_while_others_are_written_are_not_written_over_unseen(
    walk: Walk, other: Store, qtbot: QtBot
) -> None:
    data, item = walk.screen.stage.context.data, walk.filed.rows[0].item.id
    data.look_for_news()
    other.write(sheets.comment, 1, item, "before")
    data.look_for_news()
    walk.write(" and mine", Qt.Key.Key_Asterisk)
    other.write(sheets.comment, 1, item, "theirs")
    data.look_for_news()
    assert "K01" in walk.said
    rate(other, "K05", 1)
    data.look_for_news()
    assert "K05" in walk.said and "K01" not in walk.said, "what was told is not told again"
    with qtbot.captureExceptions() as raised:
        press(Qt.Key.Key_Return, CTRL)
    assert [kind for kind, *_rest in raised] == [Rewritten], "what came is shown before it is replaced"
    assert walk.comment("K01") == "theirs"
    assert walk.screen.texts.editor.text == "before and mine"
    press(Qt.Key.Key_Return, CTRL)
    assert walk.comment("K01") == "before and mine", "saved once more it is put in its place"


def test_words_only_looked_at_never_replace_those_that_came_meanwhile(walk: Walk, other: Store) -> None:
    data, item = walk.screen.stage.context.data, walk.filed.rows[0].item.id
    data.look_for_news()
    other.write(sheets.comment, 1, item, "before")
    data.look_for_news()
    walk.write("", Qt.Key.Key_Asterisk)
    other.write(sheets.comment, 1, item, "theirs")
    data.look_for_news()
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert walk.comment("K01") == "theirs"
    assert walk.screen.model.row("K01").comment == "theirs", "and they are shown once the field is left"


def test_a_fact_that_was_changed_while_it_is_written_is_not_written_over_unseen(
    walk: Walk, other: Store, qtbot: QtBot
) -> None:
    data = walk.screen.stage.context.data
    data.look_for_news()
    walk.write("first")
    press(Qt.Key.Key_Return, CTRL)
    (fact,) = walk.facts("K01")
    walk.go("K01")
    walk.write(" and mine")
    items = [row.item.id for row in walk.filed.rows if row.item.code in fact.items]
    other.write(evidence.change, fact.id, items, "theirs", fact.polarity, fact.observed_on)
    rate(other, "K01", 4)
    data.look_for_news()
    assert walk.screen.model.row("K01").mark == Mark.rated(4), "the mark beside it is shown at once"
    with qtbot.captureExceptions() as raised:
        press(Qt.Key.Key_Return, CTRL)
    assert [kind for kind, *_rest in raised] == [Rewritten]
    assert walk.fact("K01") == "theirs"


def test_own_marks_are_no_news(walk: Walk, other: Store, frame: QWidget) -> None:
    data = walk.screen.stage.context.data
    News(data, lambda: TODAY, frame, frame)
    heard: list[bool] = []
    data.news.connect(lambda: heard.append(True))
    type_digits("23")
    data.look_for_news()
    assert heard == []
    rate(other, "K05", 1)
    type_digits("2")  # an own mark in between hides nothing
    data.look_for_news()
    data.look_for_news()
    assert heard == [True]
    assert walk.screen.model.row("K05").mark == Mark.rated(1)


def test_a_sheet_handed_in_in_another_window_is_shown_as_handed_in(
    walk: Walk, other: Store, frame: QWidget
) -> None:
    data = walk.screen.stage.context.data
    News(data, lambda: TODAY, frame, frame)
    other.write(sheets.submit, 1)
    data.look_for_news()
    assert not walk.screen.rating.allowed
    assert walk.screen.banner.isVisible()


def test_of_300_marks_in_two_windows_none_is_written_over_unseen(
    store: Store, other: Store, qapp: QApplication
) -> None:
    """Each window rates and undoes on its own; whatever it replaces is what it had shown before."""
    store.act_as(1)
    windows: list[tuple[Store, SheetModel, QUndoStack]] = []
    for one in (store, other):
        data = Data(one)
        model = SheetModel(data, data)
        model.show(one.read(sheets.sheet, 1, 1), {})
        windows.append((one, model, QUndoStack(model)))
    codes, chance = windows[0][1].codes[:12], Random(13)
    refused = written = 0
    for step in range(300):
        one, model, stack = windows[step % 2]
        code, undoes = chance.choice(codes), stack.canUndo() and chance.random() < 0.2
        if undoes:
            last = stack.command(stack.index() - 1)
            assert isinstance(last, Rate)
            code = last.code
        seen, before = model.row(code).mark, marks_in(one)
        try:
            if undoes:
                stack.undo()
            else:
                stack.push(Rate(model, code, Mark.rated(chance.randrange(5)), Origin.TYPED))
        except Overtaken as found:
            refused += 1
            assert marks_in(one) == before, "a refused mark changes nothing"
            model.take_mark(code, found.there, found.origin, found.at)
        after = marks_in(one)
        changed = [each for each in after if after[each] != before[each]]
        written += len(changed)
        assert changed in ([], [code])
        assert not changed or before[code] == seen, f"{code} was written over unseen at step {step}"
    assert refused > 20, "the windows did get in each other's way"
    assert written > 100


def marks_in(store: Store) -> dict[str, Mark | None]:
    return {row.item.code: row.mark for row in store.read(sheets.sheet, 1, 1).rows}
