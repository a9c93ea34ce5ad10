"""An approved plan is followed up on the same screen: what was done, other days, meetings, the end."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from db.development import plan_board, plan_edit, plan_followup
from db.development.plan_board import Stage
from db.file.store import Store
from db.people import erasing
from desktop.development.forms.begin_form import BeginForm
from desktop.development.forms.follow_forms import CloseForm, HoldForm, PostponeForm, ReportForm
from desktop.development.lines import Column
from desktop.development.screen import PlanScreen
from desktop.theme import Theme
from domain.development.plan import ActionState, PlanState
from domain.people.erasure import Order
from domain.period import Period
from tests.db import sample
from tests.db.planned import ON, Planned, Story, asking, planned
from tests.desktop.conftest import TODAY
from tests.desktop.development.conftest import Edit, Plans
from tests.desktop.development.hands import CTRL, SHIFT, Key, form, forms, press, rows

STARTED = Period(TODAY - timedelta(days=60), TODAY + timedelta(days=40))


def approved(store: Store) -> Planned:
    made = planned(store, STARTED)
    store.write(plan_followup.approve, made.plan, ON)
    return made


@pytest.fixture
def story() -> Story:
    """An approved plan whose first actions should have been done by now."""
    return approved


@pytest.fixture
def screen(edit: Edit) -> PlanScreen:
    return edit()


def test_what_is_late_is_said_in_the_row_and_at_the_foot(screen: PlanScreen, plan: Planned) -> None:
    late = [one for one in plan.read().actions if one.late(TODAY)]
    assert late
    assert sum("overdue" in row for row in rows(screen)) == len(late)
    assert "overdue" in screen.foot.warning.text()
    assert screen.foot.ready.isHidden()


def test_the_line_of_today_has_its_name_in_the_head(screen: PlanScreen, theme: Theme) -> None:
    head = screen.table.weeks
    left, width = head.sectionViewportPosition(Column.WHEN), head.sectionSize(Column.WHEN)
    room = QRectF(left, 0, width, head.height())
    box = head.today_box(room)
    assert box is not None and room.contains(box)
    assert head.strip is not None
    assert box.left() <= left + head.strip.at(TODAY) * width <= box.right(), "right above its line"
    picture = head.viewport().grab(box.toAlignedRect()).toImage()
    danger = theme.color("danger").rgb()
    ink = sum(picture.pixel(x, y) == danger for x in range(picture.width()) for y in range(picture.height()))
    assert ink > 0
    head.today = None
    assert head.today_box(room) is None, "a draft has no line of today"


def test_to_tell_what_came_of_an_action_comes_before_closing_the_plan(
    screen: PlanScreen, store: Store, plan: Planned
) -> None:
    report = screen.inspector.acts["report"]
    assert [one.property("kind") for one in (report, screen.next_button)] == ["primary", "secondary"]
    for action in plan.read().actions:
        store.write(plan_followup.report, action.id, ActionState.DONE, "done", TODAY)
    assert [one.property("kind") for one in (report, screen.next_button)] == ["secondary", "primary"]


def test_a_plan_opens_at_the_first_action_of_which_nothing_is_told(
    screen: PlanScreen, store: Store, plan: Planned
) -> None:
    done, following = [one.action for one in screen.model.lines if one.action is not None][:2]
    store.write(plan_followup.report, done.id, ActionState.DONE, "done", TODAY)
    screen.open(plan.plan)
    line = screen.table.current_line
    assert line is not None and line.action is not None
    assert line.action.id == following.id
    assert screen.inspector.acts["report"].property("kind") == "primary"
    for action in plan.read().actions:
        if action.id != done.id:
            store.write(plan_followup.report, action.id, ActionState.DONE, "done", TODAY)
    screen.open(plan.plan)
    line = screen.table.current_line
    assert line is not None and line.action is not None
    assert line.action.id == done.id, "all is told: one begins at the top"


def test_nothing_is_late_in_a_plan_that_nobody_has_approved(edit: Edit, store: Store, plan: Planned) -> None:
    draft = store.write(plan_edit.begin, plan.person, STARTED)
    store.write(plan_edit.choose_goal, draft, "S02", plan.boss, ON)
    screen = edit(draft)
    assert any(one.late(TODAY) for one in screen.model.plan.actions)
    assert not any("overdue" in row for row in rows(screen))
    screen.table.go_to(2)
    assert screen.table.current_line is not None and screen.table.current_line.action is not None
    assert not screen.inspector.late.isVisible()


def test_a_target_that_was_lowered_since_is_said_and_followed_by_a_button(
    edit: Edit, store: Store, plan: Planned
) -> None:
    goal = plan.goal("S02")
    asking(store, "S02", goal.level_to - 1)
    screen = edit()
    screen.table.stand_on(("goal", goal.id))
    told = screen.inspector.criterion.text
    assert told == "The position now requires 1. The goal stays at 2 until you change it."
    button = screen.inspector.goal_acts["follow_target"]
    assert button.isVisible() and button.text() == "Use target 1"
    button.setFocus()
    press(Key.Key_Space)
    assert plan.goal("S02").level_to == 1 and not button.isVisible()
    screen.acts.undo()
    assert plan.goal("S02").level_to == 2 and button.isVisible()


def test_an_action_with_a_result_that_is_taken_out_is_kept_in_sight_and_one_without_goes(
    screen: PlanScreen, store: Store, plan: Planned
) -> None:
    goal = plan.read().goals[0]
    first, second = goal.actions[:2]
    store.write(plan_followup.report, first.id, ActionState.DONE, "проведено", ON)
    for action in (first, second):
        screen.table.stand_on(("action", action.id))
        screen.table.setFocus()
        press(Key.Key_Delete)
    kept = plan.read().goals[0].actions
    assert [one.id for one in kept if one.retired] == [first.id] and second.id not in [one.id for one in kept]
    assert sum("removed" in row for row in rows(screen)) == 1
    screen.table.stand_on(("action", first.id))
    assert "проведено" in screen.inspector.evidence.text
    assert "The action was removed." in screen.inspector.acts["edit"].toolTip()


def test_f4_says_what_was_done_and_it_can_be_undone(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_F4)
    asked = form(ReportForm)
    asked.act_button.click()
    assert asked.isVisible() and asked.told.note, "without words nothing is done"
    asked.told.area.setPlainText("five reviews")
    asked.act_button.click()
    action = plan.read().goals[0].actions[0]
    assert (action.state, action.result, action.done_on) == (ActionState.DONE, "five reviews", TODAY)
    assert "done" in rows(screen)[2]
    assert "five reviews" in screen.inspector.evidence.text
    screen.acts.undo()
    assert plan.read().goals[0].actions[0].state is ActionState.PLANNED


def test_f4_proposes_done_only_once_the_action_has_begun(screen: PlanScreen, plan: Planned) -> None:
    actions = plan.read().actions
    begun = next(one for one in actions if one.starts_on <= TODAY)
    ahead = next(one for one in actions if one.starts_on > TODAY)
    for action, proposed in ((begun, ActionState.DONE), (ahead, ActionState.PLANNED)):
        screen.table.stand_on(("action", action.id))
        press(Key.Key_F4)
        asked = form(ReportForm)
        assert asked.state.value is proposed
        asked.reject()


def test_f4_on_what_is_no_action_says_that_one_is_to_be_selected(
    screen: PlanScreen, plan: Planned, qtbot: QtBot
) -> None:
    assert "F4" in dict(screen.keys)
    screen.table.stand_on(("goal", plan.read().goals[0].id))
    with qtbot.waitSignal(screen.told) as told:
        press(Key.Key_F4)
    assert told.args == ["Outcomes are recorded for actions: select one first."]


def action_ahead(screen: PlanScreen, plan: Planned) -> int:
    """Go to an action that has not begun, and return its id."""
    ahead = next(one for one in plan.read().actions if one.starts_on > TODAY)
    screen.table.stand_on(("action", ahead.id))
    return ahead.id


def test_a_result_for_an_action_ahead_waits_until_somebody_says_what_became_of_it(
    screen: PlanScreen, plan: Planned
) -> None:
    ahead = action_ahead(screen, plan)
    press(Key.Key_F4)
    press("held early")
    press(Key.Key_Return, CTRL)
    asked = form(ReportForm)
    assert "cancelled" in asked.state.note and asked.told.text == "held early"
    assert not screen.model.stack.canUndo(), "nothing is recorded"
    press(Key.Key_Home)  # the state has the focus
    assert not asked.state.note
    press(Key.Key_Return)
    told = next(one for one in plan.read().actions if one.id == ahead)
    assert (told.state, told.result, told.done_on) == (ActionState.DONE, "held early", TODAY)


def test_an_outcome_is_taken_back_with_its_result(screen: PlanScreen, plan: Planned) -> None:
    before = plan.read().goals[0].actions[0]
    press(Key.Key_F4)
    press("five reviews")
    press(Key.Key_Return, CTRL)
    press(Key.Key_F4)
    asked = form(ReportForm)
    assert asked.told.text == "five reviews"
    press(Key.Key_Tab, SHIFT, times=2)
    press(Key.Key_End)
    press(Key.Key_Return)
    assert not forms()
    assert plan.read().goals[0].actions[0] == before


def test_saving_the_form_of_an_action_ahead_as_it_is_records_nothing(
    screen: PlanScreen, plan: Planned
) -> None:
    action_ahead(screen, plan)
    press(Key.Key_F4)
    form(ReportForm).act_button.click()
    assert not forms()
    assert not screen.model.stack.canUndo()


def test_arrows_ask_for_a_reason_once_the_plan_is_approved(screen: PlanScreen, plan: Planned) -> None:
    action = plan.read().goals[0].actions[0]
    press(Key.Key_Right)
    asked = form(PostponeForm)
    assert asked.starts.read() == action.starts_on + timedelta(weeks=1)
    asked.act_button.click()
    assert asked.isVisible() and "reason" in asked.reason.note.casefold()
    asked.reason.area.setPlainText("on leave")
    asked.act_button.click()
    moved = plan.read().goals[0].actions[0]
    assert moved.starts_on == action.starts_on + timedelta(weeks=1)
    assert [one.reason for one in moved.postponed] == ["on leave"]


def test_a_meeting_that_was_held_keeps_its_words(screen: PlanScreen, plan: Planned) -> None:
    screen.table.go_to(0)
    press(Key.Key_F4)
    asked = form(HoldForm)
    asked.told.area.setPlainText("goes on")
    asked.act_button.click()
    assert plan.read().meetings[0].result == "goes on"
    assert "goes on" in screen.inspector.meetings.text


def test_a_meeting_that_lies_ahead_has_no_outcome_yet(screen: PlanScreen, plan: Planned) -> None:
    screen.table.go_to(0)
    press(Key.Key_F4)
    asked = form(HoldForm)
    asked.day.line.setText(f"{TODAY + timedelta(days=7):%d.%m.%Y}")
    asked.told.area.setPlainText("goes on")
    asked.act_button.click()
    assert asked.isVisible() and "future" in asked.day.note
    asked.told.area.setPlainText("")
    asked.act_button.click()
    assert not asked.isVisible(), "it may be moved there"


def test_a_meeting_on_another_day_with_its_words_is_one_act_or_none(
    screen: PlanScreen, plan: Planned, store: Store
) -> None:
    before = plan.read().meetings[0]
    screen.table.go_to(0)
    press(Key.Key_F4)
    asked = form(HoldForm)
    asked.day.line.setText("24.11.2026")
    asked.told.area.setPlainText("a" * 5001)
    asked.act_button.click()
    assert asked.isVisible()
    assert plan.read().meetings[0] == before, "nothing of it is in the file"
    asked.told.area.setPlainText("goes on")
    asked.act_button.click()
    held = next(one for one in plan.read().meetings if one.id == before.id)
    assert (held.on, held.result) == (date(2026, 11, 24), "goes on")
    event = sample.last_event(store)
    assert [part[0] for part in event.data["with"]] == ["change", "hold"]
    screen.acts.undo()
    assert plan.read().meetings[0] == before


def test_a_plan_closes_with_before_and_after_and_goes_on(
    screen: PlanScreen, store: Store, plan: Planned
) -> None:
    screen.acts.go_on()
    asked = form(CloseForm)
    asked.act_button.click()
    assert "no result yet" in asked.fault.text()
    asked.reject()
    for action in plan.read().actions:
        store.write(plan_followup.report, action.id, ActionState.DONE, "done", TODAY)
    assert not screen.foot.ready.isHidden()
    assert screen.inspector.late.property("token") == "ok"
    screen.acts.go_on()
    asked = form(CloseForm)
    goal = plan.goal("S02")
    asked.outcomes[goal.id].line.setText("holds SL")
    asked.act_button.click()
    assert plan.read().state is PlanState.CLOSED
    assert plan.goal("S02").outcome == "holds SL"
    assert screen.next_button.text() == "Carry over to a new plan"
    opened: list[int] = []
    screen.plan_opened.connect(opened.append)
    screen.acts.go_on()
    (row,) = (one for one in store.read(plan_board.rows, TODAY) if one.plan_id != plan.plan)
    assert opened == [row.plan_id] and row.follows_id == plan.plan
    screen.acts.go_on()
    assert opened == [row.plan_id, row.plan_id], "from then on it leads there"


def test_the_list_groups_by_stage_and_names_the_next_step(plans_list: Plans, plan: Planned) -> None:
    screen = plans_list()
    line = screen.table.current_line
    assert line is not None and (line.plan_id, line.stage) == (plan.plan, Stage.OVERDUE)
    assert "overdue" in str(screen.model.index(1, 4).data())
    opened: list[int] = []
    screen.plan_opened.connect(opened.append)
    press(Key.Key_Return)
    assert opened == [plan.plan]


def test_a_list_filtered_to_nothing_offers_to_clear_the_filter(plans_list: Plans) -> None:
    screen = plans_list()
    screen.search.setFocus()
    press("zzz")
    assert screen.table.isHidden() and screen.nothing.act.isVisible()
    assert [cap for cap, _words in screen.keys] == ["Ins", "Ctrl+E", "Ctrl+L", "Ctrl+F"], "there is no line"
    screen.nothing.act.click()
    assert screen.table.isVisible() and not screen.search.text()


def test_a_new_plan_is_begun_by_hand(plans_list: Plans, store: Store, plan: Planned) -> None:
    screen = plans_list()
    opened: list[int] = []
    screen.plan_opened.connect(opened.append)
    press(Key.Key_Insert)
    asked = form(BeginForm)
    asked.act_button.click()
    assert asked.person.note
    code = store.read(plan_board.board, plan.plan, plan.boss, ON).sheet.person.code
    asked.person.box.setEditText(f"Орлов Денис · {code}")
    asked.source.box.setCurrentIndex(1)
    asked.act_button.click()
    (made,) = (one for one in store.read(plan_board.rows, TODAY) if one.by_hand)
    assert opened == [made.plan_id] and made.person_id == plan.person


def test_a_plan_from_the_last_result_is_the_one_there_is(
    plans_list: Plans, store: Store, plan: Planned
) -> None:
    screen = plans_list()
    opened: list[int] = []
    screen.plan_opened.connect(opened.append)
    screen.begin()
    asked = form(BeginForm)
    boss = store.read(plan_board.board, plan.plan, plan.boss, ON).sheet.manager
    assert boss is not None
    asked.person.box.setEditText(f"{boss.full_name} · {boss.code}")
    asked.act_button.click()
    assert "no result yet" in asked.source.note
    code = store.read(plan_board.board, plan.plan, plan.boss, ON).sheet.person.code
    asked.person.box.setEditText(f"Орлов Денис · {code}")
    asked.act_button.click()
    assert opened == [plan.plan]


def test_the_plan_of_somebody_who_was_erased_leads_nowhere(edit: Edit, plan: Planned, store: Store) -> None:
    store.write(erasing.erase, Order(plan.person, "consent withdrawn", "Erased No. 1", marks_kept=True))
    screen = edit()
    assert screen.model.plan.state is PlanState.CLOSED and screen.next_button.isHidden()
    screen.acts.go_on()
    assert store.read(plan_board.board, plan.plan, plan.boss, TODAY).followed_by is None
