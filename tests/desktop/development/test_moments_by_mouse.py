"""A person's page, who carries what, a plan and its meeting by mouse alone at 1366×768; keys write words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from db.development import plans as plans_of
from db.file.store import Store
from desktop.assessing.result.screen import ResultScreen
from desktop.development.forms.talk_form import TalkForm
from desktop.development.list_screen import PlansScreen
from desktop.development.screen import PlanScreen
from desktop.people.page.screen import PersonScreen
from desktop.people.screen import PeopleScreen
from desktop.team.screen import TeamScreen
from domain.assessing.case import CycleKind
from domain.development.plan import ActionState
from domain.mark import Role
from domain.period import quarter_of
from tests.db import sample
from tests.db.planned import Planned, copied
from tests.desktop.conftest import PASSWORD, TODAY, Start, new_file, unlock, workspace_of
from tests.desktop.development.test_follow_up import approved
from tests.desktop.team.levels.test_own_data_walk import choose, row
from tests.desktop.test_mouse_walk import Hand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of open lists


def told(store: Store) -> Planned:
    """Somebody with a plan that is carried out and late, rated in this quarter too."""
    made = approved(store)
    quarter = quarter_of(TODAY)
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=quarter.starts_on, ends_on=quarter.ends_on)
    sample.sheet(store, sample.case(store, made.person, cycle), made.boss, Role.MANAGER, 4)
    return made


@pytest.fixture
def plan(tmp_path: Path) -> int:
    """The plan's id, in a file that lies closed in the folder."""
    made = copied(tmp_path / "North.merilo", told, new_file, PASSWORD)
    made.store.close()
    return made.plan


@pytest.fixture
def hand(start: Start, plan: int, tmp_path: Path, qtbot: QtBot) -> Hand:
    app = unlock(start(tmp_path / "North.merilo"), qtbot)
    app.window.resize(1366, 768)
    made = Hand(app, qtbot)
    made.press("Громов Максим Сергеевич")
    made.wait()
    return made


def shown[S](hand: Hand, kind: type[S]) -> S:
    hand.wait()
    screen = workspace_of(hand.app).shown
    assert isinstance(screen, kind), screen
    return screen


def line(table: QAbstractItemView, words: str, column: int = 0) -> int:
    """Return the row of which this cell begins so."""
    model = table.model()
    texts = [str(model.index(number, column).data()) for number in range(model.rowCount())]
    return next((n for n, text in enumerate(texts) if text.startswith(words)), -1) if texts else -1


def twice(hand: Hand, table: QAbstractItemView, number: int) -> None:
    """Double-click on a line of a table."""
    spot = table.visualRect(table.model().index(number, 0)).center()
    row(hand, table, number)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    hand.wait()


def test_the_page_of_a_person_and_on_whom_the_duties_rest(hand: Hand) -> None:
    hand.press("People")
    people = shown(hand, PeopleScreen)
    row(hand, people.table, line(people.table, "Орлов"))
    hand.press("Page")
    page = shown(hand, PersonScreen)
    assert page.person is not None and page.person.surname == "Орлов"
    everything = page.table.model().rowCount()
    (plans,) = [one for one in page.tabs.findChildren(QAbstractButton) if one.text().startswith("Plan")]
    hand.on(plans)
    assert 0 < page.table.model().rowCount() < everything
    twice(hand, page.table, 0)
    assert workspace_of(hand.app).place[0] == "plan"
    hand.press("Back")
    page = shown(hand, PersonScreen)
    hand.on(page.tabs.findChildren(QAbstractButton)[0])
    twice(hand, page.table, line(page.table, "Result", 1))
    shown(hand, ResultScreen)

    hand.press("Team")
    team = shown(hand, TeamScreen)
    hand.press("Who carries what")
    cover = team.cover
    assert "falls" not in cells(cover.duties)
    row(hand, cover.people, line(cover.people, "Орлов", 1))
    assert "falls" in cells(cover.duties)
    assert cover.told.text().startswith("Without 1 person: ")
    row(hand, cover.people, line(cover.people, "Орлов", 1))
    assert "falls" not in cells(cover.duties)


def roll_to(hand: Hand, form: QWidget, widget: QWidget) -> None:
    """Turn the wheel over the form, a step at a time, until this is in sight."""
    viewport = next(one for one in form.findChildren(QScrollArea) if one.isAncestorOf(widget)).viewport()
    spot, nothing = QPointF(viewport.rect().center()), Qt.MouseButton.NoButton
    there = QPointF(viewport.mapToGlobal(spot.toPoint()))
    for _step in range(50):
        if viewport.rect().contains(widget.mapTo(viewport, widget.rect().center())):
            break
        turn = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
        event = QWheelEvent(spot, there, QPoint(0, -40), QPoint(0, -120), nothing, *turn)
        QApplication.sendEvent(viewport, event)
    hand.wait()


def cells(table: QAbstractItemView) -> set[str]:
    model = table.model()
    return {str(model.index(number, 2).data()) for number in range(model.rowCount())}


def test_a_plan_and_its_meeting(hand: Hand, plan: int) -> None:
    hand.press("Development")
    plans = shown(hand, PlansScreen)
    twice(hand, plans.table, line(plans.table, "Орлов"))
    screen = shown(hand, PlanScreen)
    meetings = line(screen.table, "Review meetings")
    row(hand, screen.table, meetings)
    hand.press("Hold the meeting…")
    asked = next(one for one in hand.app.window.findChildren(TalkForm) if one.isVisible())
    choose(hand, asked.lines[0].fate.box, "done")
    edit = asked.lines[0].text.line
    hand.on(edit)
    QTest.keyClicks(edit, "five reviews")
    roll_to(hand, asked, asked.employee.area)
    hand.on(asked.employee.area)
    QTest.keyClicks(asked.employee.area, "It was hard")
    hand.press("Save")
    assert not [one for one in hand.app.window.findChildren(TalkForm) if one.isVisible()]
    assert hand.app.data is not None and hand.app.me is not None
    read = hand.app.data.read(plans_of.plan, plan, hand.app.me.id, TODAY).plan
    assert [one.result for one in read.meetings if one.result] == ["Employee: It was hard"]
    assert [one.result for one in read.actions if one.state is ActionState.DONE] == ["five reviews"]
    assert screen.trouble.isVisible(), "the sheet to sign is offered"
