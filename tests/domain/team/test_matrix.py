"""The matrix says of any part of it what scoring says of the same entries, to the same bits."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.case import Cycle
from domain.assessing.entry import Carried, Entry, Settled
from domain.assessing.policy import Policy
from domain.assessing.scoring import Status, score
from domain.framework.profile import Phase, Profile, Target
from domain.mark import State
from domain.scale import Band
from domain.team.matrix import NO_AGE, NO_LEVEL, Cell, MatrixPerson, TeamMatrix
from tests.domain import sample
from tests.domain.team import plain_matrix
from tests.reports import sample as reports_sample
from tests.reports import team_sample

type Told = tuple[Cell, Fraction | None]

FRACTIONS = st.sampled_from(
    [Fraction(0), Fraction(1), Fraction(3, 2), Fraction(7, 3), Fraction(3), Fraction(4)]
)


def matrix(
    rows: Sequence[Sequence[Told]],
    profiles: Sequence[Profile],
    before: dict[tuple[int, int], Fraction] | None = None,
    left: Sequence[int] = (),
) -> TeamMatrix:
    """Return a matrix of these cells; row n has the profile n, and items K00, K01, …"""
    before = before or {}
    width = len(rows[0]) if rows else 0
    places = [one for row in rows for one in row]
    levels = sorted({level for _, level in places if level is not None} | set(before.values()))
    return TeamMatrix(
        cycle=Cycle(1),
        framework=sample.framework(*(f"K{number:02d}" for number in range(width))),
        policy=Policy(),
        profiles=dict(enumerate(profiles)),
        people=tuple(
            MatrixPerson(
                number,
                10 + number,
                f"E-{number:04d}",
                f"Человек {number}",
                "",
                number % 2,
                number,
                left_on=sample.TODAY if number in left else None,
            )
            for number in range(len(rows))
        ),
        levels=tuple(levels),
        cells=array("b", [cell for cell, _ in places]),
        indexes=array("h", [NO_LEVEL if level is None else levels.index(level) for _, level in places]),
        ages=array("b", [{Cell.RATED: 0, Cell.CARRIED: 2}.get(cell, NO_AGE) for cell, _ in places]),
        before=array(
            "h",
            [
                levels.index(before[row, column]) if (row, column) in before else NO_LEVEL
                for row in range(len(rows))
                for column in range(width)
            ],
        ),
    )


def asked(*targets: Target) -> Profile:
    return sample.profile((), **{f"K{number:02d}": target for number, target in enumerate(targets)})


def entry(code: str, told: Told, target: Target) -> Entry:
    """Return an entry that scoring finds in this state."""
    cell, level = told
    plain = Entry(
        code,
        "F1",
        target.level,
        target.weight,
        target.critical,
        in_scope=cell is not Cell.OUTSIDE,
        floor=target.floor,
    )
    if cell is Cell.CARRIED:
        assert level is not None
        return replace(plain, carried=Carried(level, 2))
    if cell is Cell.RATED:
        assert level is not None
        marks = sample.marks(
            *{1: [int(level)], 2: [int(level), int(level) + 1]}.get(level.denominator, [2, 2, 3])
        )
        return replace(plain, marks=marks)
    if cell is Cell.NOT_APPLICABLE:
        return replace(plain, settled=Settled(None))
    if cell is Cell.UNCONFIRMED:
        return replace(plain, marks=sample.marks(State.NOT_APPLICABLE))
    return plain


@st.composite
def targets_with_floors(draw: st.DrawFn) -> Target:
    level = draw(st.integers(0, 4))
    floor = draw(st.none() | st.integers(0, level))
    return Target(level, draw(st.integers(1, 3)), draw(st.booleans()), own_floor=floor)


targets = targets_with_floors()


@st.composite
def told(draw: st.DrawFn, target: Target) -> Told:
    cells = [Cell.OUTSIDE, Cell.MISSING, Cell.NOT_APPLICABLE, Cell.CARRIED, Cell.RATED]
    cell = draw(st.sampled_from([*cells, Cell.UNCONFIRMED] if target.critical else cells))
    return cell, draw(FRACTIONS) if cell in (Cell.CARRIED, Cell.RATED) else None


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[Target], list[Told]]:
    wanted = draw(st.lists(targets, min_size=1, max_size=8))
    return wanted, [draw(told(target)) for target in wanted]


@given(rows())
def test_a_row_has_the_totals_of_its_case(row: tuple[list[Target], list[Told]]) -> None:
    wanted, places = row
    scored = score(
        [
            entry(f"K{n:02d}", place, target)
            for n, (place, target) in enumerate(zip(places, wanted, strict=True))
        ],
        (),
        Policy(),
    )
    found, totals = matrix([places], [asked(*wanted)]).row_summary(0), scored.totals
    names = ("attainment", "lower", "upper", "coverage", "coverage_now", "mean", "status")
    assert [getattr(found, name) for name in names] == [getattr(totals, name) for name in names]
    assert (found.applicable, found.known, found.now) == (totals.applicable, totals.known, totals.now)
    assert (found.met, found.stops) == (totals.met, len(scored.stops))
    assert found.below == len(scored.gaps)


@given(st.lists(rows(), min_size=1, max_size=4))
def test_a_column_counts_each_person_by_the_own_target(people: list[tuple[list[Target], list[Told]]]) -> None:
    places = [places[0] for _, places in people]
    wanted = [targets[0] for targets, _ in people]
    found = matrix([[place] for place in places], [asked(target) for target in wanted]).column_summary(0)
    totals = score(
        [entry(f"P{n}", place, target) for n, (place, target) in enumerate(zip(places, wanted, strict=True))],
        (),
        Policy(),
    ).totals
    assert (found.attainment, found.mean, found.coverage) == (totals.attainment, totals.mean, totals.coverage)
    assert (found.known, found.met) == (totals.known, totals.met)


TWO = Target(2, 1, critical=False)
FOUR = Target(4, 3, critical=True)


def test_a_place_tells_level_age_change_and_gap() -> None:
    team = matrix(
        [[(Cell.RATED, Fraction(5, 2)), (Cell.CARRIED, Fraction(2))]],
        [asked(FOUR, TWO)],
        {(0, 0): Fraction(3), (0, 1): Fraction(1)},
    )
    here, carried = team.place(0, 0), team.place(0, 1)
    assert (here.code, here.level, here.age, here.change) == ("K00", Fraction(5, 2), 0, Fraction(-1, 2))
    assert (here.target, here.weight, here.gap, here.band, here.stop) == (
        4,
        3,
        Fraction(3, 2),
        Band.LARGE,
        True,
    )
    assert (carried.age, carried.change, carried.band, carried.stop) == (2, None, Band.MET, False)


def test_what_is_undefined_is_not_zero() -> None:
    team = matrix([[(Cell.MISSING, None)]], [asked(TWO)])
    assert team.place(0, 0).level is None
    found = team.row_summary(0)
    assert (found.attainment, found.mean, found.lower, found.upper) == (None, None, 0, 1)
    assert (found.coverage, found.status) == (0, Status.BOUNDS_ONLY)
    nothing = matrix([[(Cell.NOT_APPLICABLE, None)]], [asked(TWO)]).row_summary(0)
    assert (nothing.lower, nothing.coverage, nothing.status) == (None, None, Status.UNDEFINED)


def test_level_zero_counts_and_is_not_unknown() -> None:
    found = matrix([[(Cell.RATED, Fraction(0))]], [asked(TWO)]).row_summary(0)
    assert (found.attainment, found.mean, found.known, found.below) == (0, 0, 1, 1)


def test_what_is_hidden_is_only_counted() -> None:
    team = matrix([[(Cell.HIDDEN, None)], [(Cell.RATED, Fraction(2))]], [asked(TWO), asked(TWO)])
    assert team.row_summary(0).hidden == 1
    assert team.row_summary(0).status is Status.UNDEFINED
    both = team.column_summary(0)
    assert (both.hidden, both.known, both.attainment) == (1, 1, 1)
    assert team.column_summary(0, (1,)).hidden == 0


def test_an_item_that_the_profile_does_not_ask_for_counts_nowhere() -> None:
    team = matrix([[(Cell.OUTSIDE, None), (Cell.OUTSIDE, Fraction(1))]], [asked(TWO)])
    assert team.row_summary(0).applicable == 0
    outside = team.place(0, 1)
    assert (outside.target, outside.gap, outside.band) == (None, None, None)


def test_a_function_is_the_columns_of_its_items() -> None:
    team = matrix([[(Cell.RATED, Fraction(1)), (Cell.RATED, Fraction(2))]], [asked(TWO, TWO)])
    assert tuple(team.columns()) == team.columns("F1") == (0, 1)
    assert team.columns("F2") == ()
    assert team.row_summary(0, "F1") == team.row_summary(0)
    assert team.row_summary(0, "F2").known == 0


@pytest.mark.parametrize("count", [1, 12, 300])
def test_a_large_team_is_counted_as_cell_by_cell(count: int) -> None:
    own = sample.profile((), **{code: Target(4, 3, critical=True) for code in team_sample.matrix(1).codes})
    team = team_sample.matrix(count, left=(count - 1,), profiles=(reports_sample.profile(Phase.POST), own))
    team = replace(team, unsettled={0: frozenset({0, 30}), count // 2: frozenset({5})})
    for function in (None, *(one.code for one in team.framework.functions)):
        columns = team.columns(function)
        assert plain_matrix.totals(team, team.staying, columns) == team.team_summary(function)
        for row in range(0, count, 7):
            assert plain_matrix.totals(team, (row,), columns) == team.row_summary(row, function)
    for column in range(0, len(team.codes), 7):
        assert plain_matrix.totals(team, team.staying, (column,)) == team.column_summary(column)
        assert plain_matrix.totals(team, (0,), (column,)) == team.column_summary(column, (0,))


def test_a_team_of_nobody_has_no_totals() -> None:
    nobody = matrix([], [])
    assert nobody.team_summary().status is Status.UNDEFINED
    assert nobody.team_summary().known == nobody.column_summary(0, ()).known == 0


def test_an_array_of_the_wrong_size_is_a_bug() -> None:
    team = matrix([[(Cell.RATED, Fraction(1))]], [asked(TWO)])
    with pytest.raises(AssertionError):
        replace(team, cells=array("b"))


def test_what_is_below_target_is_told_as_the_cell_spelled_out_tells_it() -> None:
    told: list[Told] = [
        (Cell.RATED, Fraction(1)),
        (Cell.CARRIED, Fraction(3, 2)),
        (Cell.RATED, Fraction(3)),
        (Cell.MISSING, None),
        (Cell.HIDDEN, None),
        (Cell.OUTSIDE, Fraction(0)),
        (Cell.NOT_APPLICABLE, None),
    ]
    found = matrix([told], [asked(*(Target(2, 1, critical=False),) * len(told))])
    bands = [found.place(0, column).band for column in range(len(told))]
    below = [found.is_below(0, column) for column in range(len(told))]
    assert below == [True, True, False, False, False, False, False]
    assert [band in (Band.SMALL, Band.LARGE) for band in bands] == below


def test_a_change_is_the_mean_of_what_each_won_on_what_was_rated_twice() -> None:
    two = asked(Target(4, 1, critical=False), Target(4, 1, critical=False))
    rows: list[list[Told]] = [
        [(Cell.RATED, Fraction(3)), (Cell.RATED, Fraction(4))],
        [(Cell.RATED, Fraction(2)), (Cell.CARRIED, Fraction(4))],
        [(Cell.RATED, Fraction(4)), (Cell.MISSING, None)],
    ]
    before = {(0, 0): Fraction(2), (0, 1): Fraction(4), (1, 0): Fraction(3), (1, 1): Fraction(1)}
    found = matrix(rows, [two, two, two], before)
    assert found.change((0,), (0, 1)) == Fraction(1, 8)
    assert found.change((1,), (0, 1)) == Fraction(-1, 4)  # the carried level has not changed
    assert found.change((2,), (0, 1)) is None  # nothing was rated before
    assert found.change((0, 1, 2), (0, 1)) == Fraction(-1, 16)


def test_too_little_in_common_says_nothing_of_a_change() -> None:
    three = asked(*(Target(4, 1, critical=False),) * 3)
    rows: list[list[Told]] = [[(Cell.RATED, Fraction(3))] * 3]
    found = matrix(rows, [three], {(0, 0): Fraction(2)})
    assert found.change((0,), (0, 1, 2)) is None
