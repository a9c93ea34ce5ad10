"""The library of development actions: own ones, hours, retirement; what ships keeps its words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.development import library, plan_board, plan_edit, plan_followup, plans
from db.development.library import ShelfAction
from db.file.store import Store
from db.framework import drafts, editions, frameworks
from domain.development.library import LibraryDraft
from domain.development.plan import ActionKind
from domain.development.plan_rules import draft_of
from domain.errors import (
    Impossible,
    InPlans,
    Missing,
    NeedsReason,
    NotInForce,
    SameAction,
    ShippedAction,
    TooLong,
    Unknown,
    ZeroHours,
)
from domain.framework import edition_edit
from domain.framework.framework import Kind
from domain.framework.version_map import Fate, Link
from domain.scale import Band
from domain.text import Text
from tests.db import sample
from tests.db.planned import ON, PERIOD, assess_later, planned

DRAFT = LibraryDraft(ActionKind.SOCIAL, Text("Вести смену в паре"), Text("Запись старшего смены"), 3, 6)


def key(store: Store, code: str = "S02") -> str:
    return sample.framework(store).item(code).key


def actions(store: Store, code: str = "S02") -> tuple[ShelfAction, ...]:
    """Return what the library shows for an item."""
    return next(one.actions for one in store.read(library.shelf).items if one.item.code == code)


def shipped(store: Store, code: str = "S02") -> ShelfAction:
    return next(one for one in actions(store, code) if not one.action.own)


def found(store: Store, action_id: int, code: str = "S02") -> ShelfAction | None:
    return next((one for one in actions(store, code) if one.action.id == action_id), None)


def test_the_library_shows_three_shipped_actions_for_every_item(store: Store) -> None:
    shelf = store.read(library.shelf)
    assert [one.item.code for one in shelf.items] == [one.code for one in shelf.framework.items]
    kinds = ["experience", "social", "formal"]
    assert all([one.action.kind for one in item.actions] == kinds for item in shelf.items)
    assert not any(one.own or one.gone for one in shelf.items)


def test_an_own_action_is_added_changed_and_offered_in_new_plans(store: Store) -> None:
    made = store.write(library.add, key(store), DRAFT)
    assert sample.last_event(store).data == {
        "item": key(store),
        "kind": "social",
        "weeks": 3,
        "hours": 6,
    }, "the journal has no words of people"
    other = replace(
        DRAFT, text=Text("Вести две смены в паре", "Run two shifts in a pair"), weeks=4, hours=None
    )
    store.write(library.change, made, other)
    kept = found(store, made)
    assert kept is not None and kept.action.own
    assert (kept.action.text, kept.action.weeks, kept.action.hours) == (other.text, 4, None)
    plan = planned(store)
    own = next(one for one in plan.goal("S02").actions if one.library_id == made)
    assert (own.text, own.ends_on - own.starts_on) == (other.text, timedelta(weeks=4) - timedelta(days=3))
    assert [one.kind for one in plan.goal("S02").actions].count(ActionKind.SOCIAL) == 1


def test_a_plan_keeps_the_words_an_own_action_had(store: Store) -> None:
    made = store.write(library.add, key(store), DRAFT)
    plan = planned(store)
    store.write(library.change, made, replace(DRAFT, text=Text("Иначе")))
    assert [one.text for one in plan.goal("S02").actions if one.library_id == made] == [DRAFT.text]


def test_hours_of_a_shipped_action_are_the_organisations(store: Store) -> None:
    one = shipped(store)
    store.write(library.set_hours, one.action.id, 8)
    assert shipped(store) == replace(one, action=replace(one.action, hours=8)), "its words are as they were"
    assert {goal.hours for goal in planned(store).goal("S02").actions} == {8, None}
    store.write(library.set_hours, one.action.id, None)
    assert shipped(store).action == one.action
    with pytest.raises(ZeroHours):
        store.write(library.set_hours, one.action.id, 0)
    with pytest.raises(Impossible):
        store.write(library.set_hours, one.action.id, -4)
    assert shipped(store).action == one.action


def test_the_words_of_a_shipped_action_never_change_and_it_cannot_be_dropped(store: Store) -> None:
    one = shipped(store)
    with pytest.raises(ShippedAction):
        store.write(library.change, one.action.id, DRAFT)
    with pytest.raises(ShippedAction):
        store.write(library.drop, one.action.id)
    assert shipped(store) == one


def test_a_retired_action_is_not_offered_in_new_plans_and_stays_in_old_ones(store: Store) -> None:
    old = planned(store)
    action = old.action("S02")
    assert action.library_id is not None
    with pytest.raises(NeedsReason):
        store.write(library.retire, action.library_id, "  ")
    store.write(library.retire, action.library_id, "курс закрыт")
    kept = found(store, action.library_id)
    assert kept is not None and (kept.reason, kept.plans) == ("курс закрыт", 1)
    assert kept.retired_on is not None and not kept.action.own
    assert action in old.goal("S02").actions
    assert action.library_id not in {one.library_id for one in planned(store).goal("S02").actions}
    store.write(library.take_back, action.library_id)
    assert action.library_id in {one.library_id for one in planned(store).goal("S02").actions}


def test_an_action_of_an_old_plan_can_be_changed_after_it_was_retired(store: Store) -> None:
    old = planned(store)
    action = old.action("S02")
    assert action.library_id is not None
    store.write(library.retire, action.library_id, "курс закрыт")
    store.write(plan_edit.change_action, action.id, replace(draft_of(action), hours=3))
    assert old.action("S02") == replace(action, hours=3)


def test_an_own_action_no_plan_has_held_goes_without_a_word_and_comes_back(store: Store) -> None:
    made = store.write(library.add, key(store), DRAFT)
    store.write(library.drop, made)
    assert found(store, made) is None
    again = store.write(library.add, key(store), DRAFT)
    with pytest.raises(SameAction):
        store.write(library.take_back, made)
    store.write(library.drop, again)
    store.write(library.take_back, made)
    assert found(store, made) is not None


def test_an_own_action_in_plans_is_kept_and_can_only_be_retired(store: Store) -> None:
    made = store.write(library.add, key(store), DRAFT)
    planned(store)
    with pytest.raises(InPlans) as refused:
        store.write(library.drop, made)
    assert refused.value.count == 1
    store.write(library.retire, made, "больше не проводим")
    kept = found(store, made)
    assert kept is not None and kept.retired_on is not None


def test_what_cannot_be_is_refused_and_nothing_is_added(store: Store) -> None:
    before = actions(store)
    text = before[0].action.text
    for wrong, refusal in (
        (replace(DRAFT, text=Text("")), Missing),
        (replace(DRAFT, text=Text("я" * 3_000)), TooLong),
        (replace(DRAFT, hours=0), ZeroHours),
        (replace(DRAFT, weeks=0), Impossible),
        (replace(DRAFT, text=text), SameAction),
    ):
        with pytest.raises(refusal):
            store.write(library.add, key(store), wrong)
    with pytest.raises(Unknown):
        store.write(library.add, str(sample.new_uid()), DRAFT)
    with pytest.raises(Unknown):
        store.write(library.set_hours, 9_999, 1)
    assert actions(store) == before


def test_the_action_that_gives_a_level_is_never_retired(store: Store) -> None:
    assess = store.read(frameworks.library).assess
    with pytest.raises(Impossible):
        store.write(library.retire, assess.id, "не нужно")


def test_own_actions_outlive_the_edition_and_wait_where_the_next_one_drops_their_item(store: Store) -> None:
    first = store.write(drafts.begin, sample.framework(store).id)
    content = store.read(editions.content, first)
    own_key = str(sample.new_uid())
    content = edition_edit.add_item(content, own_key, Kind.KNOWLEDGE, "F1", Text("чат-боты"))
    store.write(drafts.put, first, content)
    store.write(drafts.publish, first, "добавлена своя")
    kept = store.write(library.add, key(store), DRAFT)
    waiting = store.write(library.add, own_key, DRAFT)
    second = store.write(drafts.begin, sample.framework(store).id)
    store.write(drafts.put, second, edition_edit.drop_item(store.read(editions.content, second), "K40"))
    store.write(drafts.publish, second, "убрана своя")
    assert found(store, kept) is not None
    (gone,) = (one for one in store.read(library.shelf).items if one.gone)
    assert (gone.item.code, [one.action.id for one in gone.actions]) == ("K40", [waiting])
    with pytest.raises(NotInForce) as refused:
        store.write(library.add, own_key, replace(DRAFT, text=Text("другое")))
    assert refused.value.code == "K40"


def test_what_an_item_is_split_or_merged_into_is_offered_its_actions(store: Store) -> None:
    made = store.write(library.add, key(store, "K01"), DRAFT)
    shipped_ids = [one.action.id for one in actions(store, "K01")]
    two = [one.action.id for code in ("K02", "K03") for one in actions(store, code)]
    old = sample.framework(store).id
    halves, whole = [str(sample.new_uid()) for _half in range(2)], str(sample.new_uid())
    draft = store.write(drafts.begin, old)
    content = store.read(editions.content, draft)
    for own_key in (*halves, whole):
        content = edition_edit.add_item(content, own_key, Kind.KNOWLEDGE, "F1", Text(f"новое {own_key}"))
    for code in ("K01", "K02", "K03"):
        content = edition_edit.drop_item(content, code)
    store.write(drafts.put, draft, content)
    links = (Link(Fate.SPLIT, ("K01",), ("K40", "K41")), Link(Fate.MERGED, ("K02", "K03"), ("K42",)))
    store.act_as(sample.add(store, "Соколова"))
    store.write(drafts.relate, draft, links, links)
    store.write(drafts.publish, draft, "иначе поделено")
    for code in ("K40", "K41"):
        assert [one.action.id for one in actions(store, code)] == shipped_ids, code
    assert sorted(one.action.id for one in actions(store, "K42")) == sorted(two)
    offered = store.read(frameworks.library)
    assert [one.kind for one in offered.pick("K42", Band.LARGE)] == ["formal", "social", "experience"]
    assert made in [one.id for one in offered.pick("K41", Band.SMALL)]
    assert {one.id for one in store.read(frameworks.library, old).actions["K01"]} == set(shipped_ids)
    assert not any(one.gone for one in store.read(library.shelf).items)
    with pytest.raises(SameAction):
        store.write(library.add, halves[0], DRAFT)


def test_the_library_counts_the_plans_and_what_was_done(store: Store) -> None:
    plan = planned(store)
    action = plan.action("S02")
    assert action.library_id is not None
    plan.finish()
    kept = found(store, action.library_id)
    assert kept is not None and (kept.plans, kept.done, kept.worked) == (1, 1, None)


def test_what_an_action_brought_is_told_from_five_people_on(store: Store) -> None:
    library_ids: set[int | None] = set()
    for _number in range(5):
        plan = planned(store)
        library_ids.add(plan.action("S02").library_id)
        plan.finish()
        assess_later(store, plan, {})
        store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    (library_id,) = library_ids
    assert library_id is not None
    kept = found(store, library_id)
    assert kept is not None and kept.worked is not None
    assert (kept.worked.n, kept.worked.change, kept.plans) == (5, 3, 5)


def test_the_library_takes_as_many_statements_however_much_is_in_it(store: Store) -> None:
    store.read(library.shelf)
    few = sample.count(store, library.shelf)
    for number in range(6):
        store.write(library.add, key(store), replace(DRAFT, text=Text(f"Действие {number}")))
    planned(store)
    assert sample.count(store, library.shelf) == few == 6
    assert store.read(plan_board.board, planned(store).plan, None, ON).library.actions["S02"]
    assert store.read(plans.plan, 1, None, ON).plan.goals
