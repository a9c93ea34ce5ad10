"""The bars of a plan by mouse: the body moves, the right end stretches, one step takes it back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.development.forms.follow_forms import PostponeForm
from desktop.development.lines import Column
from desktop.development.screen import PlanScreen
from desktop.kit.form.dialog import Question
from tests.desktop.desk import move_mouse
from tests.desktop.development.conftest import Edit, Planned
from tests.desktop.development.hands import CTRL, NONE, Key, dialog, form, press, texts

DAY = timedelta(days=1)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(edit: Edit) -> PlanScreen:
    return edit()


def bar(screen: PlanScreen, row: int = 2) -> QRectF:
    """Return where the bar of a row lies in the table."""
    table = screen.table
    line = table.lines.line(row)
    assert line is not None
    assert line.action is not None
    cell = table.visualRect(table.lines.index(row, Column.WHEN))
    return table.delegate.bar(QRectF(cell), line.action)


def days(screen: PlanScreen, count: int) -> int:
    """Return how many px so many days take."""
    strip = screen.table.delegate.strip
    assert strip is not None
    return round(count * screen.table.columnWidth(Column.WHEN) / strip.days)


def drag(screen: PlanScreen, start: QPointF, px: int, *, let_go: bool = True) -> None:
    """Press, move in two steps as a hand does, and let go."""
    viewport, at = screen.table.viewport(), start.toPoint()
    QTest.mousePress(viewport, LEFT, NONE, at)
    for part in (px // 2, px):
        move_mouse(viewport, at + QPoint(part, 3), LEFT)
    if let_go:
        QTest.mouseRelease(viewport, LEFT, NONE, at + QPoint(px, 3))
    QApplication.processEvents()


def end_of(screen: PlanScreen) -> QPointF:
    box = bar(screen)
    return QPointF(box.right() - 1, box.center().y())


def test_the_body_of_a_bar_is_dragged_and_one_undo_takes_it_back(screen: PlanScreen, plan: Planned) -> None:
    before = plan.read().goals[0].actions[0]
    drag(screen, bar(screen).center(), days(screen, 7))
    moved = plan.read().goals[0].actions[0]
    assert (moved.starts_on, moved.ends_on) == (before.starts_on + 7 * DAY, before.ends_on + 7 * DAY)
    line = screen.table.current_line
    assert line is not None and line.action is not None
    assert line.action.id == moved.id, "one stands on what one dragged"
    screen.table.setFocus()
    press(Key.Key_Z, CTRL)
    assert plan.read().goals[0].actions[0] == before


def test_what_is_dragged_to_a_day_off_begins_on_the_working_day_next_to_it(
    screen: PlanScreen, plan: Planned
) -> None:
    before = plan.read().goals[0].actions[0]
    assert before.starts_on.weekday() == 0
    drag(screen, bar(screen).center(), days(screen, 5))  # to a Saturday
    moved = plan.read().goals[0].actions[0]
    assert moved.starts_on == before.starts_on + 7 * DAY
    assert moved.ends_on - moved.starts_on == before.ends_on - before.starts_on


def test_the_right_end_stretches_and_shortens(screen: PlanScreen, plan: Planned) -> None:
    before = plan.read().goals[0].actions[0]
    drag(screen, end_of(screen), days(screen, 12))
    longer = plan.read().goals[0].actions[0]
    assert longer.starts_on == before.starts_on
    assert longer.ends_on > before.ends_on + 9 * DAY
    assert longer.ends_on.weekday() < 5, "it ends on a working day"
    drag(screen, end_of(screen), -days(screen, 200))
    assert plan.read().goals[0].actions[0].ends_on == before.starts_on, "a day is the least"


def test_the_mouse_shows_what_it_would_do(screen: PlanScreen, plan: Planned) -> None:
    viewport, box = screen.table.viewport(), bar(screen)
    for at, shape in (
        (box.center(), Qt.CursorShape.OpenHandCursor),
        (QPointF(box.right() - 1, box.center().y()), Qt.CursorShape.SizeHorCursor),
        (QPointF(box.right() + 60, box.center().y()), Qt.CursorShape.ArrowCursor),
    ):
        move_mouse(viewport, at.toPoint())
        assert viewport.cursor().shape() is shape
    drag(screen, box.center(), 40, let_go=False)
    assert viewport.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    pulled = screen.table.delegate.pulled
    assert pulled is not None
    before = plan.read().goals[0].actions[0]
    assert pulled.starts_on > before.starts_on, "the bar goes along"
    QTest.keyClick(screen.table, Key.Key_Escape)
    QTest.mouseRelease(viewport, LEFT, NONE, box.center().toPoint() + QPoint(40, 3))
    assert screen.table.delegate.pulled is None
    assert plan.read().goals[0].actions[0] == before, "Esc lets go"


@pytest.mark.parametrize("weeks", [-9, 60])
def test_beyond_the_plan_it_is_refused_in_words(screen: PlanScreen, plan: Planned, weeks: int) -> None:
    before = plan.read().goals[0].actions[0]
    drag(screen, bar(screen).center(), days(screen, 7 * weeks))
    assert "The date is outside the plan" in texts(screen.trouble)
    assert plan.read().goals[0].actions[0] == before
    assert screen.table.delegate.pulled is None


def test_a_press_that_moves_nothing_changes_nothing(screen: PlanScreen, plan: Planned) -> None:
    before = plan.read()
    drag(screen, bar(screen).center(), 1)
    assert plan.read() == before


def test_in_an_approved_plan_a_reason_is_asked_for(screen: PlanScreen, plan: Planned) -> None:
    press(Key.Key_Return, CTRL)
    asked = dialog(Question)
    assert isinstance(asked, Question)
    asked.act.click()
    before = plan.read().goals[0].actions[0]
    drag(screen, bar(screen).center(), days(screen, 7))
    form(PostponeForm).reject()
    assert plan.read().goals[0].actions[0] == before


def test_nothing_can_be_taken_where_there_is_no_bar(screen: PlanScreen, plan: Planned) -> None:
    before = plan.read()
    goal_row = screen.table.visualRect(screen.table.lines.index(1, Column.WHEN))
    drag(screen, QPointF(goal_row.center()), 60)
    assert plan.read() == before
