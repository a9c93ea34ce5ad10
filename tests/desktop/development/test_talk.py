"""A meeting is held on one form by keys, and the plan and its papers know what was decided."""

import pytest

from db.file.store import Store
from desktop.development.forms.talk_form import TalkForm
from desktop.development.screen import PlanScreen
from domain.development.plan import ActionState
from domain.development.talk import Fate
from tests.db.planned import Planned, Story
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
    assert all(not one.result for one in plan.read().meetings)
