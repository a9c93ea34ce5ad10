"""A meeting is held on one form by keys, and the plan and its papers know what was decided."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.development import plan_followup
from db.file.store import Store
from desktop.development.forms.talk_form import TalkForm
from desktop.development.goals_panel import Weeks
from desktop.development.screen import PlanScreen
from desktop.office.papers.document import Asked
from desktop.office.papers.documents import papers_of
from desktop.office.papers.registry import (
    MEETING,
)
from domain.development.indicator import Indicator, Week
from domain.development.plan import ActionState
from domain.development.talk import Fate
from domain.period import Period
from reports.development import check_meeting
from reports.paper.text_papers.text_paper import Clause, Facts, Heading, Table
from resources.i18n import Words
from tests.db.planned import ON, Planned, Story, planned
from tests.desktop.conftest import TODAY
from tests.desktop.development.conftest import Edit
from tests.desktop.development.hands import Key, form, forms, press, texts
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


def test_the_sheet_to_sign_is_of_the_meeting_recorded_also_if_it_was_held_earlier(
    screen: PlanScreen, plan: Planned, store: Store
) -> None:
    press(Key.Key_F8)
    asked = form(TalkForm)
    asked.day.line.setText("20.11.2026")
    asked.next.line.setText("")
    asked.manager.area.setPlainText("Goes on as agreed")
    asked.act_button.click()
    papers = screen.papers
    assert papers is not None and [papers.part_id] == [one.id for one in plan.read().meetings if one.result]
    (paper,) = papers_of(store.read, MEETING, Asked(plan.plan, plan.boss, TODAY, part_id=papers.part_id))
    laid = check_meeting.lay(paper.record, Words("en"))  # pyright: ignore[reportArgumentType]
    facts = next(one for one in laid.blocks if isinstance(one, Facts))
    assert ("Day of the meeting", Words("en").dated(date(2026, 11, 20))) in facts.rows
    said = [one.text for one in laid.blocks if isinstance(one, Clause)]
    assert "Manager: Goes on as agreed" in said
    screen.open(plan.plan)
    assert screen.papers is not None and screen.papers.part_id is None


def test_what_a_decision_adds_scrolls_within_the_window_and_the_buttons_stay_in_sight(
    screen: PlanScreen, plan: Planned
) -> None:
    press(Key.Key_F8)
    asked = form(TalkForm)
    window = screen.window()
    for line in asked.lines:
        line.fate.box.setFocus()
        line.fate.box.setCurrentIndex(2)
        QCoreApplication.processEvents()
        assert asked.height() <= window.height()
        below = window.mapToGlobal(QPoint(0, window.height()))
        for button in (asked.cancel_button, asked.act_button):
            assert asked.rect().contains(button.geometry())
            assert button.mapToGlobal(QPoint(0, button.height())).y() <= below.y()
        assert not line.text.visibleRegion().isEmpty()


def test_a_meeting_that_is_held_does_not_lie_in_the_future(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_F8)
    asked = form(TalkForm)
    asked.day.line.setText(f"{TODAY + timedelta(days=1):%d.%m.%Y}")
    asked.manager.area.setPlainText("-")
    asked.act_button.click()
    assert asked.day.note == "A meeting that was held cannot be in the future. Enter the day it was held."
    assert all(not one.result for one in plan.read().meetings)


def test_f8_says_why_no_meeting_can_be_held(screen: PlanScreen, plan: Planned, store: Store) -> None:
    later = Period(date(2027, 1, 1), date(2027, 3, 31))
    first = planned(store, later)
    for wanted in (
        "The plan is not approved yet.",
        "A meeting can be held from 11\xa0Jan\xa02027 on.",
    ):
        screen.open(first.plan)
        press(Key.Key_F8)
        assert not forms()
        assert screen.trouble.isVisible()
        assert wanted in texts(screen.trouble)
        if first.read().approved_on is None:
            store.write(plan_followup.approve, first.plan, ON)
    for one in plan.read().actions:
        store.write(plan_followup.report, one.id, ActionState.CANCELLED, "-")
    store.write(plan_followup.close, plan.plan, plan.boss, TODAY, {})
    screen.open(plan.plan)
    press(Key.Key_F8)
    assert "The plan is closed and read-only." in texts(screen.trouble)


def test_what_is_cancelled_is_not_told_as_done(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_F8)
    asked = form(TalkForm)
    choose(asked, 0, Fate.DROPPED)
    asked.lines[0].text.line.setText("no longer needed")
    asked.manager.area.setPlainText("-")
    asked.act_button.click()
    board = screen.model.board
    assert board is not None
    blocks = check_meeting.lay(board.sheet, Words("en")).blocks
    heads = [one.text for one in blocks if isinstance(one, Heading)]
    assert "2. Done since the last meeting" not in heads
    table = blocks[[getattr(one, "text", "") for one in blocks].index("Cancelled") + 1]
    assert isinstance(table, Table)
    assert [row[-1] for row in table.rows] == ["no longer needed"]


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
