"""The same paper typed a second time: what differs beeps and waits, and nothing is written before that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.assessing.sheet.cells import Column
from desktop.assessing.sheet.table import second_pass
from desktop.kit.form.dialog import Question
from domain.assessing.evidence import Polarity, Told
from domain.mark import Mark, State
from resources import i18n
from tests.desktop.assessing.sheet.walk import CTRL, TODAY, Walk, noon, press, type_digits
from tests.screens.painted import hovered

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
TYPED = "3" * 70 + "2"


class Beeps(QObject):
    """Counts how often the machine beeped."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def beep(self) -> None:
        self.count += 1


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> Iterator[Beeps]:
    """The loudspeaker, which a test cannot hear."""
    heard = Beeps()
    monkeypatch.setattr(second_pass.QApplication, "beep", heard.beep)
    yield heard


@pytest.fixture
def typed(walk: Walk, qtbot: QtBot, beeps: Beeps) -> Walk:
    """A sheet whose 71 marks were typed once, at the beginning of the second time."""
    qtbot.waitUntil(walk.screen.table.hasFocus)
    type_digits(TYPED)
    press(Key.Key_F4)
    return walk


def banner(walk: Walk) -> str:
    return walk.screen.banner.text.replace("\u00a0", " ")


def test_the_same_once_more_agrees_without_a_sound_and_the_sums_are_told(typed: Walk, beeps: Beeps) -> None:
    before = typed.screen.stack.count()
    type_digits(TYPED)
    assert beeps.count == 0
    assert typed.screen.stack.count() == before, "it writes nothing"
    assert "Both typings agree." in banner(typed)
    assert "2 — 1, 3 — 70" in banner(typed)
    assert not typed.screen.second.runs


def test_a_difference_beeps_waits_and_is_decided_by_the_form(typed: Walk, beeps: Beeps) -> None:
    codes = [row.item.code for row in typed.filed.scope]
    type_digits("33" + "1" + "3" * 67)
    assert beeps.count == 1
    assert typed.marks[2] == Mark.rated(3), "until it is decided the first mark stays"
    type_digits("2")  # the last row: all is typed, so it goes on to the difference
    assert typed.code == codes[2]
    assert "Both typings agree." not in banner(typed)
    table, line = typed.screen.table, typed.screen.model.line_of(codes[2])
    cell = table.visualRect(typed.screen.model.index(line, Column.FACT)).center()
    assert second_pass.doubt_words(Mark.rated(1)) in hovered(table.viewport(), cell)
    type_digits("1")
    assert typed.marks[2] == Mark.rated(1)
    assert "Both typings agree." in banner(typed)
    assert "1 difference was resolved." in banner(typed)


def test_the_first_mark_is_out_of_sight_until_the_row_was_typed_again(typed: Walk) -> None:
    second = typed.screen.second
    first, following = (row.item.code for row in typed.filed.scope[:2])
    assert second.hides(first)
    type_digits("3")
    assert not second.hides(first)
    assert second.hides(following)


def test_what_is_out_of_sight_is_neither_told_nor_read_aloud(typed: Walk) -> None:
    model = typed.screen.model
    line = model.line_of(typed.filed.scope[0].item.code)
    cells = [model.index(line, column) for column in range(Column.LEVEL_0, Column.REASON + 1)]
    label = model.index(line, Column.LABEL)
    before = label.data(Qt.ItemDataRole.AccessibleTextRole)
    assert [cell.data() for cell in cells] == [""] * 6
    type_digits("3")
    assert [cell.data() for cell in cells] == ["", "", "", "3", "", ""]
    assert label.data(Qt.ItemDataRole.AccessibleTextRole) != before


def test_a_reason_is_compared_like_a_level(typed: Walk, beeps: Beeps) -> None:
    type_digits("6")
    assert beeps.count == 1
    assert typed.screen.second.doubts == {typed.filed.scope[0].item.code: Mark(State.NO_EVIDENCE)}
    assert typed.marks[0] == Mark.rated(3)


def test_the_panel_counts_what_was_typed_again_and_what_differs(typed: Walk) -> None:
    type_digits("331")
    told = typed.screen.left.second.told.text().replace("\u00a0", " ")
    assert told == "3 of 71 entered again · 1 difference"
    assert typed.screen.left.second.button.text() == "Finish the check"


def test_it_can_be_ended_and_what_differs_still_waits(typed: Walk) -> None:
    type_digits("1")
    press(Key.Key_F4)
    assert not typed.screen.second.runs
    assert typed.code == typed.filed.scope[0].item.code
    type_digits("3")
    assert typed.screen.second.doubts == {}
    assert typed.marks[0] == Mark.rated(3)


def test_it_is_said_that_the_marks_are_kept_and_esc_leads_back_to_them(typed: Walk) -> None:
    assert typed.said.startswith("Your marks are kept, only hidden")
    closed = QSignalSpy(typed.screen.closed)
    press(Key.Key_Escape)
    assert not typed.screen.second.runs and not closed.count(), "the sheet is not left"
    assert typed.screen.model.row(typed.code).mark is not None
    press(Key.Key_Escape)
    assert closed.count() == 1


def test_without_a_mark_there_is_nothing_to_check_and_it_is_said(walk: Walk) -> None:
    press(Key.Key_F4)
    assert walk.said == "Nothing to check: no row has a mark"
    assert not walk.screen.second.runs


def test_from_the_card_the_key_leads_to_the_table(walk: Walk) -> None:
    type_digits("3")
    press(Key.Key_M, CTRL)
    press(Key.Key_F4)
    assert not walk.screen.modes.is_card
    assert walk.screen.table.hasFocus()
    assert walk.screen.second.runs


def test_a_check_that_was_ended_early_tells_how_many_rows_were_typed_twice_and_no_more(typed: Walk) -> None:
    type_digits("3333")
    press(Key.Key_F4)
    assert "Both typings agree." not in banner(typed)
    assert "4 of 71 checked, and those agree." in banner(typed)
    assert "67 marks were entered only once." in banner(typed)


def test_an_ended_check_goes_on_with_the_rows_that_were_typed_once(typed: Walk) -> None:
    type_digits("3333")
    press(Key.Key_F4)
    press(Key.Key_F4)
    assert typed.code == typed.filed.scope[4].item.code
    type_digits("3" * 66 + "2")
    assert "Both typings agree." in banner(typed)


def test_a_mark_that_was_changed_after_its_check_was_typed_once_only(typed: Walk) -> None:
    type_digits("3333")
    press(Key.Key_F4)
    typed.screen.show_item(typed.filed.scope[0].item.code)
    type_digits("1")
    press(Key.Key_F4)
    assert typed.code == typed.filed.scope[0].item.code, "it is asked for again"
    press(Key.Key_F4)
    assert "3 of 71 checked" in banner(typed)


def test_the_differences_of_an_ended_check_are_decided_and_it_still_does_not_say_all(typed: Walk) -> None:
    type_digits("31")
    press(Key.Key_F4)
    type_digits("3")
    assert "Both typings agree." not in banner(typed)
    assert "2 of 71 checked" in banner(typed)


def test_the_first_mark_is_nowhere_not_in_the_strip_of_levels_the_counters_or_the_facts(
    walk: Walk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(walk.screen.table.hasFocus)
    screen, model = walk.screen, walk.screen.model
    code = walk.filed.scope[0].item.code
    screen.show_item(code)

    def seen() -> QImage:
        screen.anchors.show_level(None, None)  # a pointer that rests on a level would be told instead
        return screen.anchors.grab().toImage()

    unlit = seen()
    walk.store.write(
        sheets.enter,
        walk.filed.id,
        {walk.filed.scope[0].item.id: (Mark.rated(4), "Words of the first typing")},
        {walk.filed.scope[0].item.id: Told("A fact of the first typing", Polarity.FOR, TODAY)},
    )
    screen.open(walk.filed.id)
    screen.show_item(code)
    qtbot.waitUntil(lambda: seen() != unlit)
    press(Key.Key_F4)
    assert screen.second.hides(code)
    assert walk.code == code
    qtbot.waitUntil(lambda: seen() == unlit)  # no level is lit
    assert model.row(code).mark is None
    assert model.row(code).facts == ()
    assert model.row(code).comment == ""
    assert set(model.tally().values()) == {0}
    assert all(one.done == 0 for one in model.headings())
    line = model.line_of(code)
    told = [
        str(model.index(line, column).data(role) or "")
        for column in range(model.columnCount())
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
    ]
    assert not [one for one in told if "first typing" in one]
    press(Key.Key_E)
    assert not screen.texts.editor.is_open
    assert walk.said == "During the check only marks are entered; comments are written after it"


def test_a_short_reason_ends_with_one_full_stop(typed: Walk) -> None:
    i18n.use("ru")
    assert ".." not in second_pass.doubt_words(Mark(State.NOT_OBSERVED))


@pytest.mark.parametrize(("key", "how"), [(Key.Key_Z, CTRL), (Key.Key_Equal, NONE)])
def test_during_the_second_typing_nothing_is_undone_or_repeated_and_the_hidden_mark_is_not_told(
    typed: Walk, key: Qt.Key, how: Qt.KeyboardModifier
) -> None:
    before = typed.marks
    press(key, how)
    assert typed.marks == before
    assert not [one for one in typed.screen.findChildren(Question) if one.isVisible()]
    assert "During the check" in typed.said
    assert typed.screen.second.runs


def test_a_difference_waits_on_while_another_window_has_given_another_mark(
    typed: Walk, file: Path, store: Store
) -> None:
    code = typed.filed.scope[0].item.code
    type_digits("1")
    press(Key.Key_F4)
    other = Store.open(file, clock=noon)
    other.act_as(1)
    other.write(sheets.rate, 1, typed.filed.scope[0].item.id, Mark.rated(4))
    other.close()
    typed.screen.show_item(code)
    type_digits("1")
    assert typed.marks[0] == Mark.rated(4), "it was not written over"
    assert code in typed.screen.second.doubts, "nothing was decided"
    typed.screen.rating.again()
    assert typed.marks[0] == Mark.rated(1)
    assert code not in typed.screen.second.doubts
