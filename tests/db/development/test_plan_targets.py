"""A plan says where its post has come to ask for less, whatever edition the model has by now."""

import pytest

from db.development import plan_board, plan_edit
from db.file.store import Store
from db.framework import starter
from domain.framework import edition_edit as edit
from domain.framework.profile import Phase
from tests.db import sample
from tests.db.planned import ON, PERIOD, Planned, asking, planned, publish


@pytest.fixture
def plan(store: Store) -> Planned:
    return planned(store)


def lowered(plan: Planned) -> dict[str, int]:
    goals = {goal.id: goal.item for goal in plan.read().goals}
    return {goals[goal_id]: level for goal_id, level in plan.board.lowered.items()}


def test_nothing_is_told_while_the_post_asks_the_same(plan: Planned) -> None:
    assert lowered(plan) == {}
    assert plan.goal("S02").asked == plan.goal("S02").level_to > 1


def test_a_target_that_was_lowered_since_is_told_with_what_is_asked_now(store: Store, plan: Planned) -> None:
    asking(store, "S02", plan.goal("S02").level_to - 1)
    assert lowered(plan) == {"S02": plan.goal("S02").level_to - 1}


def test_it_is_told_through_several_editions_and_a_target_that_rose_again_is_not(
    store: Store, plan: Planned
) -> None:
    asked = plan.goal("S02").level_to
    asking(store, "S02", asked - 1)
    publish(store, lambda content, _base: edit.drop_item(content, "S32"))
    assert lowered(plan) == {"S02": asked - 1}
    asking(store, "S02", asked)
    assert lowered(plan) == {}


def test_the_other_profile_of_the_model_is_not_the_one_the_plan_works_towards(
    store: Store, plan: Planned
) -> None:
    asking(store, "S02", 0, Phase.POST)
    assert lowered(plan) == {}


def test_who_aims_higher_than_the_post_asks_is_not_told_that_it_asks_less(
    store: Store, plan: Planned
) -> None:
    store.write(plan_edit.change_goal, plan.goal("S02").id, 4, "10 смен")
    assert lowered(plan) == {}
    asked = plan.goal("S02").asked
    assert asked is not None
    asking(store, "S02", asked - 1)
    assert lowered(plan) == {"S02": asked - 1}


def test_a_goal_that_aims_as_low_by_now_is_not_told_of(store: Store, plan: Planned) -> None:
    level = plan.goal("S02").level_to - 1
    asking(store, "S02", level)
    store.write(plan_edit.change_goal, plan.goal("S02").id, level, "")
    assert lowered(plan) == {}


def test_another_model_in_the_file_does_not_matter(store: Store, plan: Planned) -> None:
    store.write(starter.begin)
    asking(store, "S02", plan.goal("S02").level_to - 1)
    assert lowered(plan) == {"S02": plan.goal("S02").level_to - 1}


def test_a_competency_that_has_gone_from_the_model_is_not_told_of(store: Store, plan: Planned) -> None:
    publish(store, lambda content, _base: edit.drop_item(content, "S02"))
    assert lowered(plan) == {}


def test_after_an_edit_the_board_is_what_a_whole_reading_gives(store: Store, plan: Planned) -> None:
    asking(store, "S02", plan.goal("S02").level_to - 1)
    before = plan.board
    store.write(plan_edit.drop_goal, plan.goal("S09").id)
    store.write(plan_edit.change_goal, plan.goal("S02").id, 1, "мера")
    assert store.read(plan_board.again, before, plan.boss) == plan.board
    assert sample.count(store, plan_board.again, before, plan.boss) < sample.count(
        store, plan_board.board, plan.plan, plan.boss, ON
    )


def test_a_goal_of_a_plan_by_hand_knows_what_was_asked(store: Store, plan: Planned) -> None:
    bare = store.write(plan_edit.begin, plan.person, PERIOD)
    store.write(plan_edit.choose_goal, bare, "S12", plan.boss, ON)
    (goal,) = store.read(plan_board.board, bare, plan.boss, ON).sheet.plan.goals
    assert goal.asked == sample.profile(store, Phase.POST).targets["S12"].level
