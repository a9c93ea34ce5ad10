"""A meeting is one act: all it decides is in the file with one event, or nothing is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.development import plan_followup, talks
from db.file.store import Store
from domain.development import talk
from domain.development.plan import ActionState
from domain.development.talk import Decided, Fate, Talk
from domain.errors import Impossible, Missing, NotActive, OutsidePlan, Unknown
from tests.db import sample
from tests.db.planned import MIDDLE, Planned, planned


@pytest.fixture
def plan(store: Store) -> Planned:
    at = planned(store)
    store.write(plan_followup.approve, at.plan, MIDDLE)
    return at


def held(plan: Planned, *decided: Decided) -> Talk:
    meeting = plan.read().meetings[0]
    return Talk(meeting.id, meeting.on, "Employee: goes well", decided)


def test_all_that_a_meeting_decides_is_one_event(store: Store, plan: Planned) -> None:
    first, second, third = plan.read().actions[:3]
    until = plan.read().period.ends_on
    wanted = held(
        plan,
        Decided(first.id, Fate.DONE, "passed the test"),
        Decided(second.id, Fate.MOVED, "was on leave", until),
        Decided(third.id, Fate.DROPPED, "no longer needed"),
    )
    later = plan.read().meetings[1]
    wanted = replace(wanted, next_on=later.on - timedelta(days=1))
    before = sample.last_event(store).seq
    store.write(talks.hold, wanted, MIDDLE)
    assert sample.last_event(store).seq == before + 1
    one, two, three = plan.read().actions[:3]
    assert (one.state, one.result, one.done_on) == (ActionState.DONE, "passed the test", wanted.on)
    assert (two.ends_on, [each.reason for each in two.postponed]) == (until, ["was on leave"])
    assert (three.state, three.result) == (ActionState.CANCELLED, "no longer needed")
    meetings = plan.read().meetings
    assert meetings[0].result == "Employee: goes well"
    assert meetings[1].on == later.on - timedelta(days=1)


def test_a_refusal_of_one_part_leaves_nothing(store: Store, plan: Planned) -> None:
    first, second = plan.read().actions[:2]
    beyond = plan.read().period.ends_on + timedelta(days=9)
    before, done = plan.read(), Decided(first.id, Fate.DONE, "done")
    for refused, error in (
        (
            held(plan, Decided(first.id, Fate.DONE, "done"), Decided(second.id, Fate.MOVED, "w", beyond)),
            OutsidePlan,
        ),
        (held(plan, Decided(first.id, Fate.DONE, "")), Missing),
        (replace(held(plan, done), result=" "), Missing),
        (replace(held(plan), on=MIDDLE + timedelta(days=1)), Impossible),
        (replace(held(plan), next_on=before.meetings[0].on), Impossible),
    ):
        with pytest.raises(error):
            store.write(talks.hold, refused, MIDDLE)
    assert plan.read() == before


def test_an_action_of_another_plan_is_refused_as_one_that_is_not_there(store: Store, plan: Planned) -> None:
    """Whoever holds a meeting may be out of reach of the other plan: nothing is told of it or its state."""
    other = planned(store)
    action = other.read().actions[0].id
    refused: list[tuple[str, object]] = []
    for one in (action, action, 999_999):
        with pytest.raises(Unknown) as told:
            store.write(talks.hold, held(plan, Decided(one, Fate.DONE, "done")), MIDDLE)
        refused.append((told.value.kind, told.value.code == one))
        if len(refused) == 1:
            store.write(plan_followup.approve, other.plan, MIDDLE)
            for each in other.read().actions:
                store.write(plan_followup.report, each.id, ActionState.CANCELLED, "no longer needed")
            store.write(plan_followup.close, other.plan, other.boss, MIDDLE, {})
    assert refused == [("action", True)] * 3


def test_a_draft_has_no_meetings_to_hold(store: Store) -> None:
    at = planned(store)
    with pytest.raises(NotActive):
        store.write(talks.hold, held(at), MIDDLE)


def test_the_day_proposed_is_the_last_working_day_that_is_allowed(plan: Planned) -> None:
    whole, calendar = plan.read(), plan.board.sheet.calendar
    meeting, first, last = whole.meetings[0], whole.period.starts_on, whole.period.ends_on
    held_on = [
        talk.day_to_hold(whole, meeting, on, calendar)
        for on in (first - timedelta(days=1), last + timedelta(days=9))
    ]
    assert held_on == [None, calendar.previous(last)]
    assert talk.day_to_hold(whole, meeting, meeting.on, calendar) == meeting.on


def test_what_is_due_is_what_was_begun_and_not_reported(store: Store, plan: Planned) -> None:
    whole = plan.read()
    meeting = talk.meeting_of(whole, whole.meetings[0].on)
    assert meeting == whole.meetings[0]
    told = talk.due(whole, meeting, meeting.on)
    assert all(action.starts_on <= meeting.on for _goal, action in told)
    assert [action.ends_on for _goal, action in told] == sorted(action.ends_on for _goal, action in told)
    assert talk.since(whole, meeting) == whole.period.starts_on
    store.write(talks.hold, held(plan, Decided(told[0][1].id, Fate.DONE, "done")), MIDDLE)
    again = plan.read()
    following = talk.meeting_of(again, whole.meetings[0].on)
    assert following == again.meetings[1]
    assert talk.since(again, following) == meeting.on
    assert [one.id for one in talk.done_since(again, following)] == [told[0][1].id]
