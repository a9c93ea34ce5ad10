"""Needs of a team: who lacks what, groups made greedily, mentors who are not overloaded."""

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.framework.profile import Target
from domain.team.matrix import Cell, TeamMatrix
from domain.team.needs import GroupLimits, MentorLimits, TeamNeeds, mentor_pairs, needs, training_groups
from tests.domain.team import plain_needs
from tests.domain.team.test_matrix import asked, matrix

THREE, HEAVY = Target(3, 1, critical=False), Target(3, 3, critical=False)
CRITICAL = Target(3, 1, critical=True)
SMALL = GroupLimits(smallest=2, largest=3, groups_a_person=1)


def team(*levels: tuple[int | None, ...], left: tuple[int, ...] = (), **targets: Target) -> TeamMatrix:
    """Return people with these levels, None is unknown; K00 is asked for as *first*, the rest plainly."""
    wanted = [targets.get(f"K{number:02d}", THREE) for number in range(len(levels[0]))]
    rows = [
        [(Cell.MISSING, None) if level is None else (Cell.RATED, Fraction(level)) for level in row]
        for row in levels
    ]
    return matrix(rows, [asked(*wanted)] * len(levels), left=left)


def test_needs_lead_with_the_largest_weighted_gap() -> None:
    found = needs(team((1, 1, 3), (2, 3, None), (None, 0, 4), K00=HEAVY))
    assert [(need.code, need.pressing, need.known, need.missing) for need in found.items] == [
        ("K00", 9, 2, 1),
        ("K01", 5, 3, 0),
    ]
    first = found.items[0]
    assert [(person, gap.gap) for person, gap in first.people] == [(0, 2), (1, 1)]
    (function,) = found.functions
    assert (function.code, function.people, function.items, function.pressing) == ("F1", 3, 2, 14)


def test_stop_signals_lead_within_an_item() -> None:
    found = needs(team((2,), (1,), K00=CRITICAL)).items[0]
    assert (found.stops, [person for person, _gap in found.people]) == (1, [1, 0])


def test_who_has_left_needs_nothing_and_teaches_nobody() -> None:
    gone = team((0,), (3,), (0,), left=(0, 1))
    found = needs(gone)
    assert [person for person, _gap in found.items[0].people] == [2]
    assert mentor_pairs(gone, found) == ()


def test_a_team_without_gaps_needs_nothing() -> None:
    found = needs(team((3, 4), (3, None)))
    assert found == TeamNeeds((), ())
    assert training_groups(found, {}) == ()
    assert needs(team((0,), (3,)), rows=(1,)).items == ()


def test_groups_are_made_greedily_and_no_larger_than_may_be() -> None:
    levels = [(0, 2), (0, 2), (1, 2), (1, 2), (1, 2)]
    groups = training_groups(needs(team(*levels)), {}, SMALL)
    assert [(group.codes, group.people, group.pressing) for group in groups] == [
        (("K00",), (0, 1, 2), 8),
        (("K00",), (3, 4), 4),
    ]


def test_who_is_in_enough_groups_is_passed_over() -> None:
    levels = [(0, 1, 3), (0, 1, 3), (3, 1, 3), (3, 1, 3)]
    groups = training_groups(needs(team(*levels)), {}, SMALL)
    assert [(group.codes, group.people) for group in groups] == [(("K00",), (0, 1)), (("K01",), (2, 3))]


def test_twins_are_one_subject_and_counted_once() -> None:
    twins = {"K00": ("K01",), "K01": ("K00",)}
    (group,) = training_groups(needs(team((1, 0), (1, 1))), twins, SMALL)
    assert (group.codes, group.people, group.pressing) == (("K00", "K01"), (0, 1), 5)


def test_a_remainder_too_small_makes_no_group() -> None:
    assert training_groups(needs(team((0,))), {}, SMALL) == ()


def test_mentors_of_the_own_unit_come_first_then_the_able_then_the_idle() -> None:
    # even people are of one unit, odd ones of the other
    found = team((0,), (4,), (3,), (0,), (1,), (1,))
    pairs = mentor_pairs(found, needs(found))
    assert [(pair.learner_id, pair.mentor_id) for pair in pairs] == [(0, 2), (3, 1), (4, 2), (5, 1)]
    one = mentor_pairs(found, needs(found), MentorLimits(learners=1))
    assert [(pair.learner_id, pair.mentor_id) for pair in one] == [(0, 2), (3, 1)]


def test_a_learner_has_no_more_mentors_than_may_be() -> None:
    found = team((0, 0), (3, 3), (3, 3))
    assert len(mentor_pairs(found, needs(found))) == 1
    assert len(mentor_pairs(found, needs(found), MentorLimits(mentors=2))) == 2


def test_two_teaches_nobody_and_two_needs_no_mentor() -> None:
    found = team((2,), (0,), (2,))
    assert mentor_pairs(found, needs(found)) == ()
    found = team((2,), (3,))
    assert mentor_pairs(found, needs(found)) == ()


people = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 4))] * 3), min_size=1, max_size=12)


@given(people, st.integers(1, 3), st.integers(2, 4), st.integers(1, 2))
def test_no_limit_is_ever_exceeded(
    levels: list[tuple[int | None, ...]], smallest: int, largest: int, load: int
) -> None:
    found = team(*levels, K00=HEAVY)
    lacking = needs(found)
    lacks = {(need.code, person) for need in lacking.items for person, _gap in need.people}
    limits = GroupLimits(min(smallest, largest), largest, load)
    groups = training_groups(lacking, {}, limits)
    for group in groups:
        assert limits.smallest <= len(group.people) <= largest
        assert len(set(group.people)) == len(group.people)
        assert {(group.codes[0], person) for person in group.people} <= lacks
    for person in range(len(levels)):
        assert sum(person in group.people for group in groups) <= load
    pairs = mentor_pairs(found, lacking, MentorLimits(learners=load))
    for pair in pairs:
        column = int(pair.code[1:])
        mentor, learner = levels[pair.mentor_id][column], levels[pair.learner_id][column]
        assert mentor is not None and learner is not None and mentor >= 3 and learner <= 1
        assert sum(other.mentor_id == pair.mentor_id for other in pairs) <= load


TWINS = {"K00": ("K02",), "K02": ("K00",)}


@given(people, st.integers(1, 3), st.integers(2, 4), st.integers(1, 3))
def test_needs_groups_and_mentors_are_those_of_the_plain_way(
    levels: list[tuple[int | None, ...]], smallest: int, largest: int, load: int
) -> None:
    found = team(*levels, K00=HEAVY, K01=CRITICAL)
    lacking = needs(found)
    assert tuple(map(plain_needs.told, lacking.items)) == plain_needs.items_lacked(found)
    limits = GroupLimits(min(smallest, largest), largest, load)
    for twins in ({}, TWINS):
        assert training_groups(lacking, twins, limits) == plain_needs.groups(lacking, twins, limits)
    mentors = MentorLimits(load, largest - 1)
    assert mentor_pairs(found, lacking, mentors) == plain_needs.pairs(found, lacking, mentors)


def test_a_large_team_needs_what_the_plain_way_says() -> None:
    drawn = Random(15)
    levels = [tuple(drawn.choice((None, 0, 1, 1, 2, 3, 4)) for _ in range(12)) for _ in range(300)]
    found = team(*levels, K00=HEAVY, K01=CRITICAL, left=(7, 140))
    lacking = needs(found)
    assert tuple(map(plain_needs.told, lacking.items)) == plain_needs.items_lacked(found)
    groups = training_groups(lacking, TWINS)
    assert len(groups) > 40
    assert groups == plain_needs.groups(lacking, TWINS, GroupLimits())
    pairs = mentor_pairs(found, lacking)
    assert len(pairs) > 100
    assert pairs == plain_needs.pairs(found, lacking, MentorLimits())
