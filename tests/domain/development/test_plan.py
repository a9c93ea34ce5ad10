"""From gaps to a plan that fits a quarter."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.entry import Entry
from domain.assessing.policy import Policy
from domain.assessing.scoring import score
from domain.development.plan import ActionKind, Owner, Owners, Plan, build_plan, hours_known, schedule
from domain.errors import NoGoals
from domain.period import Period
from domain.scale import Band
from tests.domain.sample import RUSSIA, duty, entry, framework, library

QUARTER = Period(date(2027, 1, 1), date(2027, 3, 31))
POLICY = Policy()
CODES = ("K03", "K10", "S01", "S02", "S03", "S04", "S05", "S06", "S07")
DUTIES = (
    duty("D1.1", "S01", "S02"),
    duty("D1.2", "S01"),
    duty("D1.3", "S01", "S05", "S06"),
)
FRAMEWORK = framework(*CODES, duties=DUTIES, groups=(("K03", "K10"),))


def plan_of(*entries: Entry) -> Plan:
    return build_plan(
        score(entries, DUTIES, POLICY),
        FRAMEWORK,
        library(*CODES),
        QUARTER,
        POLICY,
        RUSSIA,
        Owners(Owner(8, "Белов И. П."), Owner(7, "Громов М. С.")),
    )


def test_a_small_gap_takes_experience_and_others_a_large_one_begins_with_learning() -> None:
    small, large = plan_of(entry("S01", 2, weight=3), entry("S02", 1)).goals
    assert [action.kind for action in small.actions] == [
        ActionKind.EXPERIENCE,
        ActionKind.SOCIAL,
    ]
    assert [action.kind for action in large.actions] == [
        ActionKind.FORMAL,
        ActionKind.SOCIAL,
        ActionKind.EXPERIENCE,
    ]
    assert library("S01").pick("S01", Band.MET) == ()
    assert library("S01").pick("S99", Band.LARGE) == ()


def test_goals_come_critical_first_then_by_weight_times_gap_and_five_at_most() -> None:
    gaps = [entry(f"S{n:02d}", 1, weight=2) for n in range(2, 8)]
    plan = plan_of(*gaps, entry("S01", 2, critical=True))
    assert [goal.item for goal in plan.goals] == ["S01", "S02", "S03", "S04", "S05"]
    assert plan.goals[0].gap == 1
    assert plan.goals[0].level_from == Fraction(2)


def test_one_alias_group_is_one_goal() -> None:
    goals = plan_of(entry("K03", 1, weight=3), entry("K10", 1)).goals
    assert [(goal.item, goal.aliases) for goal in goals] == [("K03", ("K10",))]


def test_a_critical_item_without_a_level_is_to_be_assessed_beside_the_five_goals() -> None:
    gaps = [entry(f"S{n:02d}", 1) for n in range(1, 6)]
    plan = plan_of(*gaps, entry("S07", critical=True), entry("S06"))
    last = plan.goals[-1]
    assert len(plan.goals) == 6
    assert (last.item, last.assess_only, last.level_from, last.gap) == (
        "S07",
        True,
        None,
        None,
    )
    assert [action.kind for action in last.actions] == [ActionKind.ASSESS]


def test_a_goal_names_the_duties_it_is_for_endangered_ones_alone_where_there_are_any() -> None:
    goals = {goal.item: goal for goal in plan_of(entry("S01", 1), entry("S05", 2), entry("S06", 3)).goals}
    assert goals["S01"].duties == ("D1.1", "D1.2", "D1.3")
    assert goals["S05"].duties == ("D1.3",)
    only = plan_of(entry("S06", 2), entry("S01", 4), entry("S05", 4)).goals[0]
    assert only.duties == ("D1.3",)  # secured, yet it is the one that draws on the item


def test_the_plan_is_the_employees_to_do_the_manager_assesses_and_a_mentor_guides() -> None:
    plan = plan_of(entry("S01", 1), entry("S07", critical=True))
    owners = {(a.kind, a.owner_id, a.owner_name) for goal in plan.goals for a in goal.actions}
    me, boss = (8, "Белов И. П."), (7, "Громов М. С.")
    kinds = (ActionKind.FORMAL, ActionKind.SOCIAL, ActionKind.EXPERIENCE)
    assert owners == {*((kind, *me) for kind in kinds), (ActionKind.ASSESS, *boss)}
    guided = Owners(Owner(8), Owner(7), Owner(9, "Фомина Е. А."))
    assert [guided.of(kind).id for kind in (*kinds, ActionKind.ASSESS)] == [8, 9, 8, 7]


def test_meetings_end_each_month_on_a_working_day() -> None:
    plan = plan_of(entry("S01", 2))
    assert [meeting.on for meeting in plan.meetings] == [
        date(2027, 1, 29),
        date(2027, 2, 26),
        date(2027, 3, 31),
    ]


def test_hours_are_unknown_until_somebody_types_them() -> None:
    assert hours_known(plan_of(entry("S01", 2))) == (0, 2)


def test_nothing_below_target_makes_no_plan() -> None:
    with pytest.raises(NoGoals):
        plan_of(entry("S01", 3), entry("S02"))


def test_actions_follow_each_other_by_their_weeks() -> None:
    laid = schedule(library("S01").pick("S01", Band.LARGE), QUARTER, RUSSIA)
    assert [(action.starts_on, action.ends_on) for action in laid] == [
        (date(2027, 1, 11), date(2027, 1, 22)),  # the holidays are nobody's first day
        (date(2027, 1, 25), date(2027, 2, 12)),
        (date(2027, 2, 15), date(2027, 3, 12)),
    ]


@given(st.tuples(st.integers(1, 16), st.integers(1, 16), st.integers(1, 16)))
def test_no_action_ever_leaves_the_period(weeks: tuple[int, int, int]) -> None:
    actions = library("S01", weeks=weeks).pick("S01", Band.LARGE)
    for laid, action in zip(schedule(actions, QUARTER, RUSSIA), actions, strict=True):
        assert QUARTER.starts_on <= laid.starts_on <= laid.ends_on <= QUARTER.ends_on
        assert RUSSIA.works(laid.starts_on) and RUSSIA.works(laid.ends_on)
        assert laid.ends_on - laid.starts_on < timedelta(weeks=action.weeks)


def test_what_was_done_is_not_proposed_again_another_kind_stands_in_and_then_nothing() -> None:
    whole = library("S01")
    formal, social, experience = whole.pick("S01", Band.LARGE)
    small = whole.without({experience.id}).pick("S01", Band.SMALL)
    assert [one.kind for one in small] == [ActionKind.SOCIAL, ActionKind.FORMAL]
    left = whole.without({experience.id, social.id}).pick("S01", Band.LARGE)
    assert left == (formal,)
    assert whole.without({formal.id, social.id, experience.id}).pick("S01", Band.LARGE) == ()
