"""Who carries each duty: one person by the person's own result, and what falls when some are away."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.gaps import DutyStatus
from domain.assessing.policy import Policy
from domain.assessing.scoring import score
from domain.framework.profile import Target
from domain.team.cover import DutyCover, Hold, as_set, cover, rows_in
from domain.team.matrix import Cell, TeamMatrix
from tests.domain import sample
from tests.domain.team.test_matrix import Told, asked, entry, matrix

DUTIES = (
    sample.duty("D1.1", "K00", "K01"),
    sample.duty("D1.2", "K02"),
    sample.duty("D1.3", "K01", "K02", "K03"),
)
CELLS = st.one_of(
    st.sampled_from(
        [(cell, None) for cell in (Cell.OUTSIDE, Cell.MISSING, Cell.NOT_APPLICABLE, Cell.UNCONFIRMED)]
    ),
    st.sampled_from([(Cell.RATED, Fraction(level, 2)) for level in range(9)]),
    st.sampled_from([(Cell.CARRIED, Fraction(level)) for level in range(5)]),
)
TARGETS = st.builds(Target, st.integers(0, 4), st.integers(1, 3), st.booleans())


def with_duties(one: TeamMatrix) -> TeamMatrix:
    return replace(one, framework=replace(one.framework, duties=DUTIES))


def levels(*each: int | None) -> list[Told]:
    """Return the cells of one person; None is hidden."""
    return [(Cell.HIDDEN, None) if level is None else (Cell.RATED, Fraction(level)) for level in each]


def team(*rows: list[Told], left: tuple[int, ...] = ()) -> dict[str, DutyCover]:
    profiles = [asked(*[Target(3, 1, critical=False)] * 4)] * len(rows)
    return {one.duty.code: one for one in cover(with_duties(matrix(rows, profiles, left=left)))}


@given(st.lists(st.tuples(CELLS, TARGETS), min_size=4, max_size=4))
def test_a_person_carries_what_the_own_result_calls_secured(cells: list[tuple[Told, Target]]) -> None:
    told, targets = [one for one, _ in cells], [one for _, one in cells]
    found = cover(with_duties(matrix([told], [asked(*targets)])))
    entries = [entry(f"K{number:02d}", one, target) for number, (one, target) in enumerate(cells)]
    own = {one.duty.code: one for one in score(entries, DUTIES, Policy()).duties}
    for one in found:
        told_by = {
            DutyStatus.SECURED: one.carry,
            DutyStatus.WATCH: one.partly,
            DutyStatus.AT_RISK: one.short,
            DutyStatus.NO_DATA: one.unknown,
        }
        (status,) = (status for status, rows in told_by.items() if rows)
        assert status is own[one.duty.code].status
    without = own.keys() - {one.duty.code for one in found}
    assert all(own[code].coverage is None for code in without), "nothing of them applies to anybody"


def test_when_those_who_carry_a_duty_are_away_it_falls() -> None:
    found = team(levels(3, 3, 0, 3), levels(3, 3, 3, 3), levels(0, 0, 0, 0))
    assert [rows_in(found[code].carry) for code in ("D1.1", "D1.2")] == [(0, 1), (1,)]
    assert found["D1.1"].hold() is Hold.MORE and found["D1.2"].hold() is Hold.ONE
    away = as_set([1])
    assert found["D1.1"].hold(away) is Hold.ONE and found["D1.2"].hold(away) is Hold.FALLS


def test_nobody_is_told_from_not_known() -> None:
    assert team(levels(0, 0, 0, 0))["D1.2"].hold() is Hold.NOBODY
    found = team(levels(0, 0, 0, 0), levels(None, None, None, None))
    assert found["D1.2"].hold() is Hold.UNKNOWN and rows_in(found["D1.2"].unknown) == (1,)


def test_a_duty_that_asks_nothing_of_a_person_tells_nothing_about_that_person() -> None:
    """Hidden in all that is asked of the second; D1.2 is asked of the first alone."""
    whole = asked(*[Target(3, 1, critical=False)] * 4)
    part = asked(*[Target(3, 1, critical=False)] * 2)
    both = matrix([levels(3, 3, 3, 3), levels(None, None, None, None)], [whole, part])
    found = {one.duty.code: one for one in cover(with_duties(both))}
    assert rows_in(found["D1.1"].unknown) == (1,)
    assert [rows_in(one.known) for one in found.values()] == [(0,), (0,), (0,)]


def test_whoever_has_left_carries_nothing() -> None:
    assert team(levels(3, 3, 3, 3), left=(0,)) == {}
    assert rows_in(team(levels(3, 3, 3, 3), levels(3, 3, 3, 3), left=(0,))["D1.2"].carry) == (1,)


def test_rows_go_into_a_set_and_come_back() -> None:
    assert rows_in(as_set([5, 0, 5, 64])) == (0, 5, 64) and as_set([]) == 0


@given(st.lists(st.integers(0, 300)))
def test_a_set_of_rows_is_that_of_their_bits(rows: list[int]) -> None:
    found = as_set(rows)
    assert found == sum(1 << row for row in set(rows))
    assert rows_in(found) == tuple(row for row in range(found.bit_length()) if found >> row & 1)
