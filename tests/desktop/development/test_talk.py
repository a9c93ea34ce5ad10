"""A meeting is held on one form by keys, and the plan and its papers know what was decided."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.development.forms.talk_form import TalkForm
from desktop.development.goals_panel import Weeks
from desktop.development.screen import PlanScreen
from desktop.office.papers.registry import MEETING
from domain.development.indicator import Indicator, Week
from domain.development.plan import ActionState
from domain.development.talk import Fate
from reports.development import check_meeting
from reports.paper.text_paper import Clause
from resources.i18n import Words
from tests.db.planned import Planned, Story
from tests.desktop.conftest import TODAY
from tests.desktop.development.conftest import Edit
from tests.desktop.development.hands import Key, form, press
from tests.desktop.development.test_follow_up import approved


@pytest.fixture
def story() -> Story:
    """An approved plan whose first actions should have been done by now."""
    return approved


@pytest.fixture
def screen(edit: Edit) -> PlanScreen:
    return edit()


def choose(asked: TalkForm, number: int, fate: Fate) -> None:
    box = asked.lines[number].fate.box
    box.setCurrentIndex([None, *Fate].index(fate))


def test_f8_asks_for_everything_that_is_due_and_writes_it_at_once(
    screen: PlanScreen, plan: Planned, store: Store
) -> None:
    press(Key.Key_F8)
    asked = form(TalkForm)
    choose(asked, 0, Fate.DONE)
    line = asked.lines[0]
    asked.employee.area.setPlainText("It was hard")
    asked.act_button.click()
    assert asked.isVisible() and line.text.note == "Say what came of it."
    line.text.line.setText("five reviews")
    asked.act_button.click()
    assert not asked.isVisible(), [asked.fault.text(), *(one.note for one in asked.fields)]
    read = plan.read()
    assert [one.result for one in read.meetings if one.result] == ["Employee: It was hard"]
    done = [one for one in read.actions if one.state is ActionState.DONE]
    assert [one.result for one in done] == ["five reviews"]
    assert "It was hard" in screen.inspector.meetings.text or screen.table.current_line is not None


def test_a_new_end_beyond_the_plan_is_said_at_its_field(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_F8)
    asked = form(TalkForm)
    choose(asked, 0, Fate.MOVED)
    line = asked.lines[0]
    assert line.until.isVisible()
    line.until.line.setText("01.01.2099")
    line.text.line.setText("was ill")
    asked.employee.area.setPlainText("-")
    asked.act_button.click()
    assert "The plan ends on" in line.until.note
    line.until.line.setText("01.01.2020")
    asked.act_button.click()
    assert "The action starts on" in line.until.note
    assert all(not one.result for one in plan.read().meetings)


def test_the_sheet_to_sign_of_a_meeting_held_today_says_what_was_said(
    screen: PlanScreen, plan: Planned, qtbot: QtBot
) -> None:
    press(Key.Key_F8)
    asked = form(TalkForm)
    asked.manager.area.setPlainText("Goes on as agreed")
    asked.act_button.click()
    board = screen.model.board
    assert board is not None
    said = [one.text for one in check_meeting.lay(board.sheet, Words("en")).blocks if isinstance(one, Clause)]
    assert "Manager: Goes on as agreed" in said
    assert screen.trouble.isVisible()
    with qtbot.waitSignal(screen.papers_wanted) as wanted:
        screen.trouble.acted.emit()
    assert wanted.args == [MEETING]


def test_without_gaps_the_goals_stand_on_the_left_with_their_days_and_weekly_figures(
    screen: PlanScreen, plan: Planned
) -> None:
    board = screen.model.board
    assert board is not None
    week = Week(2, Decimal(60), Decimal("57.5"))
    sheet = replace(board.sheet, indicators=(Indicator("Service level, %", "80", (week,)),))
    screen.left.show_board(replace(board, choices=(), sheet=sheet), TODAY)
    assert screen.left.title.text() == "Goals"
    assert not screen.left.gaps.isVisible()
    told = [one.text() for one in screen.left.goals.findChildren(QLabel)]
    goal = board.sheet.plan.goals[0]
    assert any(one.startswith(goal.item) for one in told)
    assert any("actions done" in one or "action done" in one for one in told)
    cells = screen.left.goals.findChild(Weeks)
    assert cells is not None
    assert cells.accessibleName() == "Service level, %; week 2: 60 / 57.5"
    screen.left.show_board(board, TODAY)
    assert screen.left.title.text() == "Gaps"
