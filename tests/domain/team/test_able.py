"""Who has a level of an item, and who could teach those who have not."""

from fractions import Fraction
from random import Random

import pytest

from domain.team.able import able
from tests.domain.team.test_needs import team


def at_least_three(level: Fraction) -> bool:
    """Return whether the level is 3 or above."""
    return level >= 3


def test_who_has_the_level_leads_and_each_of_the_others_gets_a_mentor_of_the_own_unit() -> None:
    # even people are of one unit, odd ones of the other
    found = able(team((0,), (4,), (3,), (0,), (None,), (1,)), 0, at_least_three)
    assert found.able == ((1, 4), (2, 3))
    assert [(one.row, one.mentor) for one in found.learners] == [(0, 2), (3, 1), (5, 1)]
    assert found.unknown == 1


def test_mentors_share_the_learners_and_who_left_neither_has_nor_teaches() -> None:
    found = able(team((3,), (2,), (3,), (1,), (2,), (4,), left=(5,)), 0, at_least_three)
    assert [row for row, _level in found.able] == [0, 2]
    assert sorted(one.mentor for one in found.learners if one.mentor is not None) == [0, 0, 2]


def test_nobody_teaches_what_nobody_can_and_only_the_first_get_a_mentor() -> None:
    assert [one.mentor for one in able(team((2,), (1,)), 0, at_least_three).learners] == [None, None]
    many = able(team((3,), (0,), (0,), (0,)), 0, at_least_three, taught=2).learners
    assert [one.mentor for one in many] == [0, 0, None]


@pytest.mark.parametrize("seed", range(20))
def test_whoever_teaches_can_and_is_above_the_one_who_learns(seed: int) -> None:
    chance = Random(seed)
    levels = tuple((chance.choice((0, 1, 2, 3, 4, None)),) for _one in range(9))
    known = [one for (one,) in levels]
    found = able(team(*levels), 0, at_least_three)
    assert {row for row, _level in found.able} == {row for row, one in enumerate(known) if (one or 0) >= 3}
    for learner in found.learners:
        assert known[learner.row] == learner.level < 3
        assert (learner.mentor is None) == (not found.able)
        if learner.mentor is not None:
            assert (known[learner.mentor] or 0) >= 3
