"""A column of levels is pasted from a spreadsheet: first the difference, then one step that can be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from desktop.assessing.sheet.pasting import Pasted, pasted
from desktop.kit.form.dialog import Question
from domain.mark import Mark
from tests.db import sample
from tests.desktop.assessing.sheet.walk import CTRL, Walk, press, type_digits

CODES = ("K01", "K02", "K03", "S01")


@pytest.mark.parametrize(
    ("text", "first", "levels", "unread"),
    [
        ("3\n2\n0\n", "K01", {"K01": 3, "K02": 2, "K03": 0}, ()),
        ("3\r\n\r\n1", "K02", {"K02": 3, "S01": 1}, ()),
        ("S01\t4\nK02\t1", "K03", {"S01": 4, "K02": 1}, ()),
        ("К02\t2\nс01\t3", "K01", {"K02": 2, "S01": 3}, ()),
        ("K02 Показатели\t3", "K01", {"K02": 3}, ()),
        ("5\nн/о\n4", "K01", {"K03": 4}, ("5", "н/о")),
        ("S77\t4\n2", "K01", {"K01": 2}, ("S77 4",)),
        ("K01\t3\t2\nK02\t1", "K01", {"K02": 1}, ("K01 3 2",)),
        ("", "K01", {}, ()),
    ],
)
def test_what_a_copied_column_says(
    text: str, first: str, levels: dict[str, int], unread: tuple[str, ...]
) -> None:
    assert pasted(text, CODES, first) == Pasted(levels, unread)


def test_levels_below_the_last_row_are_counted() -> None:
    assert pasted("2\n2\n2\n2\n2", CODES, "K03") == Pasted({"K03": 2, "S01": 2}, (), 3)
    assert pasted("2\n2\nн/о\n2", CODES, "K03") == Pasted({"K03": 2, "S01": 2}, ("н/о",), 1)


def question(walk: Walk) -> Question | None:
    found = [one for one in walk.screen.findChildren(Question) if one.isVisible()]
    return found[0] if found else None


def test_the_difference_stands_first_and_one_step_writes_and_undoes_it(walk: Walk) -> None:
    type_digits("21")
    walk.go("K01")
    QGuiApplication.clipboard().setText("3\n1\n4\nне знаю\n")
    press(Qt.Key.Key_V, CTRL)
    asked = question(walk)
    assert asked is not None
    told = "\n".join(label.text() for label in asked.findChildren(QLabel))
    assert "Paste 2 marks?" in told and "K01: 2 → 3" in told and "K03: no mark → 4" in told
    assert "1 is the same already" in told and "«не знаю»" in told
    assert [walk.mark(code) for code in ("K01", "K02", "K03")] == [Mark.rated(2), Mark.rated(1), None]
    before = sample.last_event(walk.store).seq
    asked.act.click()
    assert [walk.mark(code) for code in ("K01", "K02", "K03")] == [Mark.rated(level) for level in (3, 1, 4)]
    assert sample.last_event(walk.store).seq == before + 1, "one act"
    press(Qt.Key.Key_Z, CTRL)
    assert [walk.mark(code) for code in ("K01", "K02", "K03")] == [Mark.rated(2), Mark.rated(1), None]


def test_a_text_of_which_only_levels_without_a_row_are_left_is_not_called_one_without_levels(
    walk: Walk,
) -> None:
    last = walk.screen.model.row_at(walk.screen.table.lines_of_items()[-1])
    assert last is not None
    walk.go(last.item.code)
    QGuiApplication.clipboard().setText("н/о\n3")
    press(Qt.Key.Key_V, CTRL)
    assert question(walk) is None
    assert walk.said == "No level 0–4, left out: «н/о». 1 level not pasted: there are no more rows"


def test_cancelling_writes_nothing(walk: Walk) -> None:
    QGuiApplication.clipboard().setText("3\n3")
    press(Qt.Key.Key_V, CTRL)
    asked = question(walk)
    assert asked is not None
    asked.safe.click()
    assert walk.mark("K01") is None


def test_a_text_without_levels_is_said_so(walk: Walk) -> None:
    QGuiApplication.clipboard().setText("привет")
    press(Qt.Key.Key_V, CTRL)
    assert question(walk) is None
    assert walk.said.startswith("Nothing to paste")


def test_levels_for_which_no_row_is_left_are_told(walk: Walk) -> None:
    last = walk.screen.model.row_at(walk.screen.table.lines_of_items()[-1])
    assert last is not None
    walk.go(last.item.code)
    QGuiApplication.clipboard().setText("3\n2\n1")
    press(Qt.Key.Key_V, CTRL)
    asked = question(walk)
    assert asked is not None
    told = "\n".join(label.text() for label in asked.findChildren(QLabel))
    assert "2 levels not pasted: there are no more rows" in told
    asked.act.click()
    walk.go(last.item.code)
    press(Qt.Key.Key_V, CTRL)
    assert (
        walk.said == "The copied levels are those of the sheet. 2 levels not pasted: there are no more rows"
    )
