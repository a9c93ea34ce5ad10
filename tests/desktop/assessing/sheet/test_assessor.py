"""Who assesses is shown and can be changed; the sheet of somebody else shows whose it is and no mark."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import seats, sheets
from db.file.store import Store
from desktop.assessing.sheet.assessor import AssessorDialog, NumberDialog
from domain.assessing.sheet import SheetOrigin
from domain.assessing.sheet_number import sheet_number
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.desktop.assessing.sheet.walk import CTRL, SHIFT, Walk, press, type_digits

Key = Qt.Key
SECRET = "о чём никто не знает"


@pytest.fixture
def fomina(store: Store) -> int:
    """Somebody else who works in this file."""
    return store.write(people.add, Person(surname="Фомина", given="Елена", is_actor=True))


@pytest.fixture
def hers(store: Store, walk: Walk, fomina: int) -> int:
    """Her half-done sheet from paper in the same case."""
    case = store.read(sheets.sheet, 1, 1).case_id
    store.act_as(fomina)
    sheet_id = store.write(sheets.open_sheet, case, fomina, Role.EXPERT, SheetOrigin.PAPER)
    store.write(sheets.rate, sheet_id, 1, Mark.rated(4))
    store.write(sheets.comment, sheet_id, 1, SECRET)
    store.act_as(1)
    return sheet_id


def dialog[D: QDialog](walk: Walk, kind: type[D], qtbot: QtBot) -> D:
    found = next(one for one in walk.screen.findChildren(kind) if one.isVisible())
    qtbot.waitUntil(found.isActiveWindow)
    return found


def words(widget: QWidget) -> str:
    seen = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(seen).replace("\u00a0", " ")


def test_the_header_says_who_is_at_the_keyboard_and_in_which_role(walk: Walk) -> None:
    said = walk.screen.header.who.accessibleName().replace("\u00a0", " ")
    assert said == "Working as: Громов М. С. · HR specialist"


def test_the_header_names_the_post_whole_or_leaves_it_to_the_tip(walk: Walk, store: Store) -> None:
    header, sheet = walk.screen.header, store.read(sheets.sheet, 1, 1)
    name = sheet.assessor.short_name.replace("\u00a0", " ")
    long = "Начальник отдела обучения и развития персонала"
    for post, shown in (("Врач", f"{name} · Врач"), (long, name)):
        header.show_sheet(sheet, replace(sheet.assessor, post=post), can_rate=True)
        assert header.who.text().replace("\u00a0", " ") == shown
        assert header.who.accessibleName().replace("\u00a0", " ") == f"Working as: {name} · {post}"


def test_a_key_and_enter_change_who_assesses(walk: Walk, fomina: int, qtbot: QtBot) -> None:
    press(Key.Key_F9)
    asked = dialog(walk, AssessorDialog, qtbot)
    assert "From here on: Фомина" in asked.now.text()
    with qtbot.waitSignal(walk.screen.actor_chosen) as heard:
        press(Key.Key_Return)
    assert heard.args == [fomina]


def test_esc_leaves_everything_as_it_is(walk: Walk, fomina: int, qtbot: QtBot) -> None:
    press(Key.Key_F9)
    asked = dialog(walk, AssessorDialog, qtbot)
    with qtbot.assertNotEmitted(walk.screen.actor_chosen):
        press(Key.Key_Up)
        assert asked.now.text().startswith("Working as: Громов")
        press(Key.Key_Return)
    walk.screen.activateWindow()
    qtbot.waitUntil(walk.screen.isActiveWindow)
    press(Key.Key_F9)
    with qtbot.assertNotEmitted(walk.screen.actor_chosen):
        dialog(walk, AssessorDialog, qtbot)
        press(Key.Key_Escape)


def test_the_sheet_of_somebody_else_says_whose_it_is_and_shows_no_mark_and_no_word(
    walk: Walk, store: Store, hers: int
) -> None:
    walk.screen.open(hers)
    told = words(walk.screen)
    number = store.read(seats.seat, hers).number
    assert "This sheet belongs to another assessor: Фомина Елена" in told
    assert f"It is being filled in on paper, number {number}." in told
    assert SECRET not in told
    assert not walk.screen.modes.pages.isVisible()
    assert walk.screen.header.title == "Орлова Дарья Игоревна"


def test_no_key_writes_into_the_sheet_of_somebody_else(
    walk: Walk, store: Store, hers: int, fomina: int, qtbot: QtBot
) -> None:
    walk.screen.open(hers)
    type_digits("0000")
    press(Key.Key_Z, CTRL)
    press(Key.Key_F4)
    press(Key.Key_Return, CTRL | SHIFT)
    filed = store.read(sheets.sheet, hers, fomina)
    assert [row.mark for row in filed.rows if row.mark is not None] == [Mark.rated(4)]
    press(Key.Key_F9)
    assert "From here on: Фомина" in dialog(walk, AssessorDialog, qtbot).now.text(), "the likely one"


def test_the_own_sheet_comes_back_whole_after_that_of_somebody_else(walk: Walk, hers: int) -> None:
    type_digits("3")
    walk.screen.open(hers)
    walk.screen.open(1)
    walk.screen.table.setFocus()
    type_digits("2")
    assert walk.marks[:2] == [Mark.rated(3), Mark.rated(2)]
    assert walk.screen.modes.pages.isVisible()


def test_the_number_on_a_paper_leads_to_its_sheet_in_the_name_of_its_assessor(
    walk: Walk, store: Store, hers: int, fomina: int, qtbot: QtBot
) -> None:
    press(Key.Key_B, CTRL)
    asked = dialog(walk, NumberDialog, qtbot)
    asked.line.setText(store.read(seats.seat, hers).number.lower().replace("-", " "))
    with qtbot.waitSignal(walk.screen.paper_opened) as heard:
        press(Key.Key_Return)
    assert heard.args == [hers, fomina]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Л-7F3A-21C9-9", "This is not a sheet number. Enter it as printed"),
        ("", "This is not a sheet number."),
        (sheet_number("of no file"), "here"),
    ],
)
def test_a_number_that_is_none_is_told_below_its_field_and_stays(
    walk: Walk, typed: str, sentence: str, qtbot: QtBot
) -> None:
    press(Key.Key_B, CTRL)
    asked = dialog(walk, NumberDialog, qtbot)
    asked.line.setText(typed)
    with qtbot.assertNotEmitted(walk.screen.paper_opened):
        press(Key.Key_Return)
    assert sentence in asked.field.note
    assert asked.line.text() == typed
    assert asked.isVisible()
