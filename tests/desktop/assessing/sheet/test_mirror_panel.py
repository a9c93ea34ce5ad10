"""The mirror before a sheet is handed in: figures with their number, a way back, nothing in the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.assessing.sheet.handing_in.mirror_panel import Shares
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from domain.assessing.sheet import SheetState
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.desktop.assessing.sheet.walk import CTRL, SHIFT, Walk, press, type_digits


def ask(walk: Walk, qtbot: QtBot) -> SubmitQuestion:
    """Press the key that submits and unfold the mirror."""
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    question = next(one for one in walk.screen.findChildren(SubmitQuestion) if one.isVisible())
    qtbot.waitUntil(question.isActiveWindow)
    assert not question.mirror.inside.isVisible(), "folded: it asks for nothing"
    question.mirror.fold.click()
    return question


def test_an_unfolded_mirror_leaves_the_acts_on_the_screen(walk: Walk, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    question = next(one for one in walk.screen.findChildren(SubmitQuestion) if one.isVisible())
    qtbot.waitUntil(question.isActiveWindow)
    room = question.screen().availableGeometry()
    question.move(room.left(), room.bottom() - question.height())
    question.mirror.fold.click()
    frame = question.frameGeometry()
    assert room.top() <= frame.top() and frame.bottom() <= room.bottom()


def said(question: SubmitQuestion) -> str:
    seen = question.mirror.inside.findChildren(QLabel)
    return "\n".join(label.text() for label in seen if label.isVisible()).replace("\u00a0", " ")


@pytest.fixture
def history(store: Store) -> None:
    """Two earlier sheets of the same assessor, of other candidates."""
    for surname, level in (("Белова", 2), ("Гусев", 3)):
        person = store.write(people.add, Person(surname=surname))
        sheet_id = store.write(assessments.start, person, 1, Role.HR)
        rows = store.read(sheets.sheet, sheet_id, 1).scope
        store.write(sheets.enter, sheet_id, {row.item.id: (Mark.rated(level), "") for row in rows})
        store.write(sheets.submit, sheet_id)


def test_it_tells_the_shares_the_longest_run_and_the_spread_with_their_number(
    walk: Walk, qtbot: QtBot
) -> None:
    type_digits("01233333" + "4" * 2)
    told = said(ask(walk, qtbot))
    codes = [row.item.code for row in walk.filed.scope]
    assert "Only you see this; it changes nothing." in told
    assert "10 levels now; there is no earlier sheet of yours to compare with." in told
    assert f"Longest run of one level: 5 times 3, from {codes[3]} to {codes[7]}." in told
    assert "Spread for this person: 1.3 of a level (10 levels)." in told
    assert "in the first third of the marks" in told
    assert "Critical without a mark: " in told


@pytest.mark.usefixtures("history")
def test_the_shares_stand_beside_those_of_earlier_sheets(walk: Walk, qtbot: QtBot) -> None:
    walk.screen.open(1)
    type_digits("4" * 3 + "3")
    question = ask(walk, qtbot)
    assert "Shares: 4 levels now (the bar) and 142 of your earlier sheets (the outline)." in said(question)
    shares = question.mirror.findChildren(Shares)[0]
    assert shares.accessibleDescription().splitlines()[3:] == ["Level 3: 25% · 50%", "Level 4: 75% · 0%"]


def test_it_leads_back_to_a_critical_item_without_a_mark(walk: Walk, qtbot: QtBot) -> None:
    type_digits("2")
    question = ask(walk, qtbot)
    missing = next(row.item.code for row in walk.filed.scope if row.critical and row.mark is None)
    link = question.mirror.findChild(QPushButton, missing)
    assert link is not None
    link.click()
    assert walk.code == missing
    assert walk.filed.state is SheetState.DRAFT


def test_it_never_judges_and_hinders_nobody(walk: Walk, qtbot: QtBot) -> None:
    type_digits("3" * 71)
    question = ask(walk, qtbot)
    assert question.act.isEnabled()
    told = said(question).casefold()
    assert not any(word in told for word in ("error", "warning", "should", "suspicious", "lenient"))
    question.act.click()
    assert walk.filed.state is SheetState.SUBMITTED


def test_a_sheet_without_levels_shows_no_figures(walk: Walk, qtbot: QtBot) -> None:
    question = ask(walk, qtbot)
    assert question.mirror.findChildren(Shares) == []
    assert "Spread" not in said(question)
