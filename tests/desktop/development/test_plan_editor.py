"""A plan is made by keys alone: gaps ticked, bars moved, actions added, all of it undone."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.development import plan_edit
from db.file.store import Store
from desktop.data import Data
from desktop.development import words
from desktop.development.forms.dialogs import ActionForm, GoalForm, ItemForm, MeetingForm, PlanForm
from desktop.development.lines import Column
from desktop.development.model import Line
from desktop.development.screen import PlanScreen
from desktop.kit.form.dialog import Question
from desktop.kit.table.list_model import LINE_ROLE
from domain.development.plan import ActionKind, PlanState
from tests.db.planned import PERIOD, Planned, planned, publish_without_target
from tests.desktop.development.conftest import Edit
from tests.desktop.development.hands import CTRL, SHIFT, Key, dialog, form, forms, press, rows, texts
from tests.screens.painted import written

WEEK = timedelta(weeks=1)


@pytest.fixture
def screen(edit: Edit) -> PlanScreen:
    return edit()


def test_the_editor_opens_on_the_first_action_and_shows_all_of_the_plan(
    screen: PlanScreen, plan: Planned
) -> None:
    assert screen.table.hasFocus()
    line = screen.table.current_line
    assert line is not None and line.action == plan.read().goals[0].actions[0]
    kept = plan.read()
    assert len(rows(screen)) == 1 + len(kept.goals) + len(kept.actions)
    assert rows(screen)[0].startswith("Review meetings | Громов М. С. | – | ")
    assert screen.header.title == "Орлов Денис"
    assert screen.left.count.text() == "3 of 5 goals"
    assert screen.foot.hours.text().startswith("Hours not set for")


def test_f4_on_a_draft_is_not_offered_and_says_why_wherever_one_stands(
    screen: PlanScreen, qtbot: QtBot
) -> None:
    assert "F4" not in dict(screen.keys)
    for stood in (screen.table, screen.left.gaps):
        stood.setFocus()
        qtbot.waitUntil(stood.hasFocus)
        with qtbot.waitSignal(screen.told) as told:
            press(Key.Key_F4)
        assert told.args == ["The plan is a draft: outcomes are recorded once it is approved."]
        assert not forms()


def test_what_is_ticked_beside_the_limit_is_told_so_that_ticks_and_count_agree(screen: PlanScreen) -> None:
    choices = screen.left.gaps.choices
    states = (choices.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(choices.rowCount()))
    assert sum(one == Qt.CheckState.Checked for one in states) == 6
    assert screen.left.count.text() == "3 of 5 goals"
    beside = "1 to be assessed first is not counted. 2 are counted with a similar one."
    assert screen.left.order.text() == f"Critical, then weight × gap. {beside}"


@pytest.mark.parametrize(
    ("weight", "gap", "told"),
    [
        (2, Fraction(1, 2), "weight 2 × gap 0.5 = 1.0"),
        (2, Fraction(1), "weight 2 × gap 1.0 = 2.0"),
        (3, Fraction(1, 4), "weight 3 × gap 0.25 = 0.75"),
        (2, Fraction(2, 3), "weight 2 × gap 0.67 ≈ 1.33"),
    ],
)
def test_the_product_that_gives_a_goal_its_place_is_true_to_who_multiplies(
    weight: int, gap: Fraction, told: str
) -> None:
    assert words.product(weight, gap) == told


def test_an_action_that_nobody_answers_for_is_told_before_the_plan_is_approved(
    screen: PlanScreen, plan: Planned
) -> None:
    screen.acts.put_owner(plan.read().goals[0].actions[0], None)
    screen.acts.go_on()
    asked = dialog(Question)
    assert "Nobody is responsible for 1 action (K07)." in texts(asked)
    assert asked.act.text() == "Approve anyway"
    asked.reject()
    assert plan.read().state is PlanState.DRAFT


def test_a_plan_whose_actions_have_their_people_is_approved_without_more_words(
    screen: PlanScreen, plan: Planned
) -> None:
    screen.acts.go_on()
    asked = dialog(Question)
    assert "Nobody" not in texts(asked)
    assert asked.act.text() == "Approve"


def test_the_ways_below_the_gaps_begin_at_one_line(screen: PlanScreen) -> None:
    left = screen.left
    left.more.setText("4 more small gaps")  # this plan has none
    left.more.show()
    QApplication.processEvents()
    ways = (left.more, left.other, left.result_button)
    assert len({one.mapTo(left, written(one)[0].at).x() for one in ways}) == 1


def test_a_cell_with_nothing_in_it_has_no_tooltip(screen: PlanScreen) -> None:
    lines = screen.table.lines
    cells = [lines.index(row, column) for row in range(lines.rowCount()) for column in Column]
    told = {cell.data() == "": bool(cell.data(Qt.ItemDataRole.ToolTipRole)) for cell in cells}
    assert told == {True: False, False: True}


def test_the_models_keep_the_rules_of_qt(screen: PlanScreen) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(screen.table.lines, mode)
    QAbstractItemModelTester(screen.left.gaps.choices, mode)


def test_arrows_move_an_action_by_weeks_and_ctrl_z_takes_it_back(screen: PlanScreen, plan: Planned) -> None:
    action = plan.read().goals[0].actions[0]
    press(Key.Key_Right, times=2)
    moved = plan.read().goals[0].actions[0]
    assert (moved.starts_on, moved.ends_on) == (action.starts_on + 2 * WEEK, action.ends_on + 2 * WEEK)
    press(Key.Key_Left)
    assert plan.read().goals[0].actions[0].starts_on == action.starts_on + WEEK
    press(Key.Key_Right, SHIFT)
    assert plan.read().goals[0].actions[0].ends_on == action.ends_on + 2 * WEEK
    press(Key.Key_Left, SHIFT, 2)
    assert plan.read().goals[0].actions[0].ends_on == action.ends_on + WEEK, "a week is the least"
    press(Key.Key_Z, CTRL, 5)
    assert plan.read().goals[0].actions[0] == action
    press(Key.Key_Y, CTRL)
    assert plan.read().goals[0].actions[0].starts_on == action.starts_on + WEEK


def test_at_the_edge_of_the_plan_the_bar_stops(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_Left, times=5)
    assert plan.read().goals[0].actions[0].starts_on == date(2027, 1, 11), "the first working day of the plan"
    press(Key.Key_Right, times=40)
    assert plan.read().goals[0].actions[0].ends_on == PERIOD.ends_on


def test_up_and_down_go_over_rows_and_the_inspector_follows(screen: PlanScreen) -> None:
    press(Key.Key_Up)
    line = screen.table.current_line
    assert line is not None and line.action is None and line.goal is not None
    assert "weight" in screen.inspector.reasons.text and "duties: 3." in screen.inspector.reasons.text
    assert "level from sheet Л-" in screen.inspector.reasons.text
    press(Key.Key_Home, CTRL)
    assert screen.inspector.pages.currentIndex() == 2
    assert "not held yet" in screen.inspector.meetings.text


def test_space_takes_a_gap_in_and_out_of_the_plan(screen: PlanScreen, plan: Planned) -> None:
    gaps = screen.left.gaps
    gaps.setFocus()
    row = gaps.choices.row_of("S02")
    gaps.setCurrentIndex(gaps.choices.index(row, 0))
    assert gaps.choices.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    press(Key.Key_Space)
    assert "S02" not in [goal.item for goal in plan.read().goals]
    assert gaps.hasFocus() and gaps.current_line is not None and gaps.current_line.code == "S02"
    press(Key.Key_Space)
    assert "S02" in [goal.item for goal in plan.read().goals]
    assert gaps.hasFocus(), "the next gap can be ticked at once"
    press(Key.Key_Z, CTRL, 2)
    assert "S02" in [goal.item for goal in plan.read().goals]
    aloud = str(gaps.choices.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "weight" in aloud and "in the plan" in aloud


def test_a_twin_says_with_whom_it_is_in_the_plan(screen: PlanScreen) -> None:
    gaps = screen.left.gaps
    twin = next(
        gaps.choices.index(row, 0)
        for row in range(gaps.choices.rowCount())
        if gaps.choices.index(row, 0).data(LINE_ROLE).by
    )
    assert "in the plan with K" in str(twin.data(Qt.ItemDataRole.AccessibleTextRole))


def test_ins_adds_an_action_of_the_library_and_del_takes_it_out(screen: PlanScreen, plan: Planned) -> None:
    goal = plan.goal("S02")
    screen.table.stand_on(("goal", goal.id))
    screen.table.setFocus()
    press(Key.Key_Insert)
    asked = form(ActionForm)
    press(Key.Key_Down)  # in the list of the library
    asked.library.box.setCurrentIndex(1)
    asked.library.box.activated.emit(1)
    assert asked.text.text
    asked.hours.line.setFocus()
    press("6")
    press(Key.Key_Return)
    made = plan.goal("S02").actions[-1]
    assert len(plan.goal("S02").actions) == len(goal.actions) + 1
    assert made.hours == 6 and made.library_id is not None and made.text.en
    line = screen.table.current_line
    assert line is not None and line.action is not None and line.action.id == made.id
    assert screen.foot.hours.text().startswith("6 h; hours not set for")
    told: list[str] = []
    screen.removed.connect(told.append)
    press(Key.Key_Delete)
    assert len(plan.goal("S02").actions) == len(goal.actions)
    assert told == ["The action was removed."]
    screen.undo_last()  # as the link beside the message does
    assert plan.goal("S02").actions[-1] == made


def test_own_words_and_a_mentor_are_typed(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_Return)
    asked = form(ActionForm)
    asked.text.area.selectAll()
    press("Lead two shifts")
    asked.mentor.box.setEditText("Громов Максим Сергеевич")
    asked.act_button.click()
    action = plan.read().goals[0].actions[0]
    assert (action.text.ru, action.text.en, action.mentor_id) == ("Lead two shifts", None, plan.boss)
    assert "mentor: Громов М. С." in screen.inspector.about.text()


def test_what_cannot_be_is_told_in_the_form_and_nothing_typed_is_lost(
    screen: PlanScreen, plan: Planned
) -> None:
    before = plan.read()
    press(Key.Key_Return)
    asked = form(ActionForm)
    asked.hours.line.setText("0")
    asked.act_button.click()
    assert "Zero hours" in asked.hours.note and asked.isVisible()
    asked.hours.line.setText("8")
    asked.ends.line.setText("01.05.2030")
    asked.act_button.click()
    assert "outside the plan" in asked.starts.note
    assert asked.ends.line.text() == "01.05.2030"
    asked.reject()
    assert plan.read() == before


def test_term_owner_and_hours_are_set_below_the_plan(screen: PlanScreen, plan: Planned) -> None:
    inspector = screen.inspector
    inspector.hours.setFocus()
    press("8")
    press(Key.Key_Return)
    assert plan.read().goals[0].actions[0].hours == 8
    inspector.owner.setCurrentIndex(inspector.owner.findData(plan.person))
    inspector.owner.activated.emit(inspector.owner.currentIndex())
    assert plan.read().goals[0].actions[0].owner_id == plan.person
    inspector.span.selectAll()
    inspector.span.setFocus()
    inspector.span.selectAll()
    press("11.01.2027 - 21.02.2027")
    press(Key.Key_Return)
    action = plan.read().goals[0].actions[0]
    assert (action.starts_on.day, action.ends_on.day, action.ends_on.month) == (11, 21, 2)
    inspector.span.selectAll()
    press("soon")
    press(Key.Key_Return)
    assert inspector.fault.isVisible() and inspector.span.text() == "soon"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_first_and_the_last_day_of_an_action_are_chosen_from_a_month(
    screen: PlanScreen, plan: Planned
) -> None:
    span = screen.inspector.span
    (icon,) = span.findChildren(QToolButton)
    before = plan.read().goals[0].actions[0]
    text = QFontMetrics(span.font()).horizontalAdvance(span.text())
    assert icon.geometry().left() - span.contentsRect().left() >= text + 8, "both days are read beside it"
    span.setFocus()
    span.setCursorPosition(len(span.text()))
    QTest.mouseClick(icon, Qt.MouseButton.LeftButton)
    picker = span.picker
    assert picker is not None and picker.isVisible()
    assert picker.days.selectedDate().toPython() == before.ends_on
    wanted = before.ends_on + timedelta(days=7)
    picker.days.clicked.emit(QDate(wanted.year, wanted.month, wanted.day))
    after = plan.read().goals[0].actions[0]
    assert (after.starts_on, after.ends_on) == (before.starts_on, wanted)
    span.setCursorPosition(2)
    span.open_month()
    assert span.picker is not None
    assert span.picker.days.selectedDate().toPython() == before.starts_on


def test_a_day_outside_of_the_plan_is_told_above_it_and_changes_nothing(
    screen: PlanScreen, plan: Planned
) -> None:
    before = plan.read()
    screen.inspector.span.setFocus()
    screen.inspector.span.selectAll()
    press("11.01.2029 - 21.02.2029")
    press(Key.Key_Return)
    assert "outside the plan" in texts(screen.trouble)
    assert plan.read() == before
    assert screen.model.stack.count() == 0


def test_ctrl_arrows_change_the_order(screen: PlanScreen, plan: Planned) -> None:
    goals = [goal.item for goal in plan.read().goals]
    screen.table.stand_on(("goal", plan.read().goals[1].id))
    press(Key.Key_Up, CTRL)
    assert [goal.item for goal in plan.read().goals][:2] == [goals[1], goals[0]]
    press(Key.Key_Z, CTRL)
    assert [goal.item for goal in plan.read().goals] == goals


def test_target_and_criterion_are_set(screen: PlanScreen, plan: Planned) -> None:
    screen.table.stand_on(("goal", plan.goal("S02").id))
    press(Key.Key_Return)
    assert form(GoalForm).criterion.area.hasFocus()
    press("SL is held in 8 shifts of 10")
    press(Key.Key_Return, CTRL)
    assert not forms()
    assert plan.goal("S02").criterion == "SL is held in 8 shifts of 10"
    assert "SL is held" in screen.inspector.criterion.text


def test_a_competency_without_a_gap_is_added_and_marked(screen: PlanScreen, plan: Planned) -> None:
    screen.left.other.click()
    asked = form(ItemForm)
    item = next(one for one in plan.board.sheet.framework.items if one.code == "S31")
    asked.item.box.setEditText(f"S31 {item.label.en}")
    asked.act_button.click()
    assert plan.goal("S31").by_hand
    assert "set manually" in screen.inspector.reasons.text


def test_a_competency_of_which_the_post_asks_nothing_needs_a_level(edit: Edit, store: Store) -> None:
    publish_without_target(store)
    plan = planned(store)
    bare = store.write(plan_edit.begin, plan.person, PERIOD)
    screen = edit(bare)
    screen.left.other.click()
    asked = form(ItemForm)
    row = asked.item.box.findText("K40", Qt.MatchFlag.MatchStartsWith)
    asked.item.box.setEditText(asked.item.box.itemText(row))
    asked.act_button.click()
    assert asked.isVisible()
    assert asked.level.note.startswith("The position profile requires nothing of this competency: K40.")
    assert asked.item.text.startswith("K40"), "what was typed stays"
    asked.level.box.setCurrentIndex(3)
    asked.act_button.click()
    (goal,) = screen.model.plan.goals
    assert (goal.item, goal.level_to, goal.by_hand) == ("K40", 3, True)
    press(Key.Key_Z, CTRL)
    assert screen.model.plan.goals == ()
    press(Key.Key_Z, CTRL | SHIFT)
    assert [one.level_to for one in screen.model.plan.goals] == [3]


def test_a_sixth_competency_is_refused_in_the_form(screen: PlanScreen, store: Store, plan: Planned) -> None:
    for code in ("S31", "S29"):
        store.write(plan_edit.choose_goal, plan.plan, code, plan.boss, PERIOD.starts_on)
    screen.left.other.click()
    asked = form(ItemForm)
    item = next(one for one in plan.board.sheet.framework.items if one.code == "S30")
    asked.item.box.setEditText(f"S30 {item.label.en}")
    asked.act_button.click()
    assert asked.isVisible() and "at most 5" in asked.fault.text()
    asked.reject()


def test_days_hours_and_aim_are_set_and_the_budget_warns(screen: PlanScreen, plan: Planned) -> None:
    screen.inspector.hours_typed.emit(9)
    screen.days.click()
    asked = form(PlanForm)
    asked.hours.line.setText("8")
    asked.aim.area.setPlainText("To lead a shift calmly")
    asked.act_button.click()
    kept = plan.read()
    assert (kept.hours_budget, kept.aim) == (8, "To lead a shift calmly")
    assert screen.foot.hours.text().startswith("9 of 8 h planned; hours not set for")
    assert "1 hour over the limit" in screen.foot.warning.text()
    press(Key.Key_Z, CTRL)
    assert plan.read().hours_budget is None


def test_a_meeting_is_added(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_Home, CTRL)
    press(Key.Key_Insert)
    assert form(MeetingForm).day.line.hasFocus()
    press("15.01.2027")
    press(Key.Key_Return)
    assert not forms()
    assert plan.read().meetings[0].on.day == 15


def test_an_owner_who_left_cannot_be_kept(screen: PlanScreen, store: Store, plan: Planned) -> None:
    gone = store.read(people.person, plan.person)
    store.write(people.change, replace(gone, left_on=PERIOD.starts_on))
    press(Key.Key_Right)
    assert "Cannot be responsible" in texts(screen.trouble)


def test_approving_asks_first_and_begins_the_follow_up(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_Right)
    press(Key.Key_Return, CTRL)
    asked = dialog(Question)
    assert isinstance(asked, Question) and asked.safe.hasFocus()
    asked.act.click()
    assert plan.read().state is PlanState.ACTIVE
    assert screen.state.text() == "active" and screen.next_button.text() == "Close the plan…"
    assert not screen.model.stack.canUndo()


def test_an_empty_plan_says_what_to_do_and_is_not_approved(edit: Edit, store: Store, plan: Planned) -> None:
    screen = edit(store.write(plan_edit.begin, plan.person, PERIOD))
    assert "The plan is empty." in texts(screen.notice)
    assert "no assessment" in screen.left.order.text()
    screen.acts.go_on()
    assert not screen.findChildren(Question), "nothing is asked that would be refused"
    assert "The plan is empty." in texts(screen.trouble)


def test_in_a_file_that_is_only_read_everything_says_why(
    edit: Edit, plan: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Data, "read_only", True)
    screen = edit()
    before = plan.read()
    press(Key.Key_Right)
    press(Key.Key_Delete)
    press(Key.Key_Insert)
    assert plan.read() == before
    assert "read-only" in screen.next_button.toolTip()
    assert "read-only" in screen.inspector.hours.toolTip()


def test_the_bars_tell_their_kinds_apart_without_colour(screen: PlanScreen) -> None:
    kinds = {one.action.kind for one in screen.model.lines if one.action is not None}
    assert {ActionKind.EXPERIENCE, ActionKind.SOCIAL, ActionKind.ASSESS} <= kinds
    picture = screen.table.grab().toImage()
    assert not picture.isNull()


def test_esc_leads_back_and_copying_gives_a_table(screen: PlanScreen) -> None:
    heard: list[bool] = []
    screen.closed.connect(lambda: heard.append(True))
    QTest.keyClick(screen.table, Key.Key_C, CTRL)
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0].split("\t") == ["Competencies and actions", "Who", "Hours", "When"]
    press(Key.Key_Escape)
    assert heard == [True]


def test_under_hours_stand_hours_and_not_how_many_meetings_there_are(screen: PlanScreen) -> None:
    lines = screen.table.lines
    (row,) = [number for number in range(lines.rowCount()) if lines.line(number) == Line()]
    assert len(screen.table.lines.index(row, 0).data()) > 0
    assert lines.index(row, Column.HOURS).data() == "–"


def test_what_is_written_elsewhere_does_not_scroll_the_plan_back(edit: Edit, plan: Planned) -> None:
    screen = edit()
    screen.table.setFixedHeight(160)
    screen.table.go_to(screen.table.lines.rowCount() - 1)
    QApplication.processEvents()
    bar = screen.table.verticalScrollBar()
    assert bar.maximum() > 0 and bar.value() > 0
    bar.setValue(0)
    goal = plan.read().goals[0]
    plan.store.write(plan_edit.change_goal, goal.id, goal.level_to, "measured by calls")
    QApplication.processEvents()
    assert bar.value() == 0
