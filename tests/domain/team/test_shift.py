"""A minimum for a shift is counted in each unit, and what is not known makes it neither met nor failed."""

from dataclasses import replace

import pytest

from domain.errors import Impossible
from domain.team.matrix import TeamMatrix
from domain.team.shift import Minimum, short
from tests.domain.team.test_needs import team

TWO = Minimum(2, 3)


def keyed(matrix: TeamMatrix) -> TeamMatrix:
    """Return the matrix with the codes of its items as their keys."""
    items = tuple(replace(one, key=one.code) for one in matrix.framework.items)
    return replace(matrix, framework=replace(matrix.framework, items=items))


def told(matrix: TeamMatrix, minimum: Minimum = TWO) -> list[tuple[int | None, int, int, bool]]:
    found = short(keyed(matrix), {"K00": minimum})
    return [(one.unit_id, one.able, one.unknown, one.sure) for one in found]


def test_each_unit_is_counted_by_itself() -> None:
    # even people are of one unit, odd ones of the other
    matrix = team((3,), (4,), (4,), (2,))
    units = [one.unit_id for one in matrix.people]
    assert told(matrix) == [(units[1], 1, 0, True)]
    assert told(matrix, Minimum(1, 3)) == []
    assert [one[:2] for one in told(matrix, Minimum(3, 4))] == [(units[0], 1), (units[1], 1)]


def test_who_is_not_known_may_make_up_for_it_and_is_told_after_what_is_sure() -> None:
    matrix = team((3,), (2,), (None,), (1,))
    units = [one.unit_id for one in matrix.people]
    assert told(matrix) == [(units[1], 0, 0, True), (units[0], 1, 1, False)]


def test_nobody_known_is_never_a_minimum_that_is_not_met() -> None:
    nobody = team((None,), (None,), (None,), (None,))
    assert [one[1:] for one in told(nobody)] == [(0, 2, False), (0, 2, False)]
    assert [one[1:] for one in told(nobody, Minimum(3, 3))] == [(0, 2, True), (0, 2, True)], "too few people"


def test_who_is_not_in_the_matrix_is_unknown_in_the_unit() -> None:
    matrix = team((3,), (4,), (4,), (2,))
    units = [one.unit_id for one in matrix.people]
    found = short(keyed(matrix), {"K00": TWO}, {units[1]: 2, 99: 5})
    assert [(one.unit_id, one.able, one.unknown, one.sure) for one in found] == [(units[1], 1, 2, False)]


def test_who_left_is_not_on_the_shift() -> None:
    matrix = team((3,), (0,), (3,), left=(2,))
    assert (matrix.people[0].unit_id, 1, 0, True) in told(matrix)


def test_a_competency_without_a_minimum_is_never_short() -> None:
    assert short(keyed(team((0,))), {}) == ()
    assert short(keyed(team((0,))), {"gone": TWO}) == ()


@pytest.mark.parametrize("wrong", [Minimum(0, 3), Minimum(100, 3), Minimum(2, 0), Minimum(2, 5)])
def test_a_minimum_that_demands_nothing_or_cannot_be_met_is_refused(wrong: Minimum) -> None:
    with pytest.raises(Impossible):
        wrong.check()
    TWO.check()
