"""A plan of adaptation asks step by step, and its stages begin in their order."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from domain.assessing.policy import Policy
from domain.assessing.scoring import score
from domain.development.adaptation import (
    PARTS,
    Part,
    adaptation_plan,
    against,
    check_date,
    day_of_check,
    parts_in_order,
    steps,
)
from domain.development.plan import ActionKind, Owner, Owners, Plan
from domain.framework.profile import Target
from domain.period import Period
from tests.domain.sample import RUSSIA, entry, framework, library, profile

CODES = ("S01", "S02", "S03", "S04", "S05")
FRAMEWORK = framework(*CODES)
PROBATION = Period(date(2026, 9, 9), date(2026, 12, 8))
POST = profile(
    S01=Target(4, 3, critical=True),
    S02=Target(3, 2, critical=False),
    S03=Target(3, 2, critical=False),
    S04=Target(2, 1, critical=False),
    S05=Target(4, 3, critical=True),
)
KNOWN = (
    entry("S01", 1, target=2),
    entry("S02", 2, target=2),
    entry("S03", 1, target=2),
    entry("S04", 2, target=2),
    entry("S05", 3, target=2),
)


def plan(period: Period = PROBATION) -> Plan:
    return adaptation_plan(
        score(against(KNOWN, FRAMEWORK, POST), (), Policy()),
        FRAMEWORK,
        library(*CODES),
        period,
        Policy(),
        RUSSIA,
        Owners(Owner(8), Owner(7), Owner(9)),
        POST,
    )


def test_nobody_is_asked_for_the_highest_level_before_the_end_of_a_probation() -> None:
    made = plan()
    assert [(goal.item, goal.level_to, goal.asked) for goal in made.goals] == [
        ("S01", 3, 4),
        ("S03", 3, 3),
        ("S02", 3, 3),
    ], "S05 is at 3, which is all a probation asks"


@pytest.mark.parametrize(
    ("hire", "to", "asked"),
    [
        (2, 3, (None, 2, 2, 3)),
        (1, 3, (None, 1, 2, 3)),
        (None, 3, (None, None, 2, 3)),
        (3, 2, (None, 2, 2, 2)),
    ],
)
def test_targets_come_in_steps(hire: int | None, to: int, asked: tuple[int | None, ...]) -> None:
    made = plan()
    goal = made.goals[0]
    assert steps(replace(goal, level_to=to), hire, made.meetings, PROBATION, RUSSIA) == asked


def test_a_check_on_a_saturday_is_held_on_monday_and_keeps_its_name() -> None:
    made = plan()
    assert date(2026, 11, 7).weekday() == 5, "day 60"
    assert [one.on for one in made.meetings] == [
        date(2026, 9, 15),
        date(2026, 10, 8),
        date(2026, 11, 9),
        date(2026, 12, 2),
    ]
    assert [day_of_check(one.on, PROBATION, RUSSIA) for one in made.meetings] == [7, 30, 60, 85]
    assert day_of_check(date(2026, 10, 15), PROBATION, RUSSIA) == 37


def test_a_short_probation_ends_with_the_whole_target() -> None:
    short = Period(date(2026, 9, 9), date(2026, 11, 8))
    made = plan(short)
    assert [day_of_check(one.on, short, RUSSIA) for one in made.meetings] == [7, 30, 60]
    assert check_date(60, short, RUSSIA) == date(2026, 11, 6), "within the plan, so on the Friday before"
    assert steps(made.goals[0], 1, made.meetings, short, RUSSIA)[-1] == made.goals[0].level_to


@pytest.mark.parametrize("days", [20, 45, 90])
def test_stages_begin_in_their_order_on_working_days(days: int) -> None:
    period = Period(date(2026, 9, 9), date(2026, 9, 9) + timedelta(days=days))
    made = plan(period)
    first = {
        part: min(one.starts_on for one in made.actions if PARTS[one.kind] is part)
        for part in Part
        if any(PARTS[one.kind] is part for one in made.actions)
    }
    days_of = [first[part] for part in Part if part in first]
    assert all(one <= other for one, other in pairwise(days_of)), first
    assert parts_in_order(made.actions) == tuple(part for part in Part if part in first)
    for one in made.actions:
        assert period.starts_on <= one.starts_on <= one.ends_on <= period.ends_on
        assert RUSSIA.works(one.starts_on)


def test_the_mentor_owns_the_stage_of_the_mentor() -> None:
    owners = {one.kind: one.owner_id for one in plan().actions}
    assert owners[ActionKind.SOCIAL] == 9
    assert owners[ActionKind.EXPERIENCE] == 8
