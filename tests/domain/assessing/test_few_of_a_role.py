"""One colleague or two enter no level and no total: what they marked cannot be worked out (law 15)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.engine import Engine
from domain.assessing.entry import Entry, Settled, Standing
from domain.assessing.gaps import DutyStatus
from domain.assessing.interval import NoInterval
from domain.assessing.policy import Policy
from domain.assessing.scoring import Status, score
from domain.assessing.snapshot import recompute, take
from domain.mark import GivenMark, Mark, Role, State
from tests.domain.sample import duty, entry

HR, BOSS, PEER, SUB = Role.HR, Role.MANAGER, Role.PEER, Role.SUBORDINATE
POLICY = Policy()


@pytest.mark.parametrize("shy", [PEER, SUB])
def test_an_item_that_the_lone_one_rated_is_not_assessed(shy: Role) -> None:
    silent = State.NOT_OBSERVED
    case = [
        entry("S01", 3, 3, 0, roles=(HR, BOSS, shy)),
        entry("S02", silent, silent, 4, roles=(HR, BOSS, shy)),
    ]
    done = score(case, [duty("D1.1", "S02")], POLICY)
    alone = done.row("S02")
    assert (alone.level, alone.standing, alone.kept_back) == (None, Standing.MISSING, True)
    assert done.missing == (alone,)
    # C = 1 / 2; T and its bounds: 3/3 of S01, 0..3 of S02 over 6; M = 3.
    totals = done.totals
    assert (totals.coverage, totals.attainment, totals.mean) == (Fraction(1, 2), 1, 3)
    assert (totals.lower, totals.upper, totals.known) == (Fraction(1, 2), 1, 1)
    assert [one.status for one in done.duties] == [DutyStatus.NO_DATA]
    assert take(case, (), POLICY).results["levels"] == {"S01": "3", "S02": None}


@pytest.mark.parametrize(
    ("said", "roles", "level"),
    [
        ((2, 4), (HR, PEER), Fraction(2)),  # two voices: 2·3 − 2 would be the mark
        ((2, 1, 4), (HR, BOSS, PEER), Fraction(3, 2)),
        ((2, 1, 4, 4), (HR, BOSS, PEER, PEER), Fraction(3, 2)),
        ((2, 1, 4, 4), (HR, BOSS, PEER, SUB), Fraction(3, 2)),  # one of each is no role of two
        ((2, 1, 4, 3, 4), (HR, BOSS, PEER, PEER, PEER), Fraction(20, 9)),
        ((2, 4, 4, 4), (HR, SUB, SUB, SUB), Fraction(3)),
        ((4, 4), (PEER, PEER), None),
    ],
)
def test_a_role_of_three_is_a_voice_and_one_of_fewer_is_none(
    said: tuple[int, ...], roles: tuple[Role, ...], level: Fraction | None
) -> None:
    row = score([entry("S01", *said, roles=roles)], (), POLICY).row("S01")
    assert row.level == level
    assert row.kept_back == (level is None)


def test_three_are_counted_over_the_case_and_not_over_the_item() -> None:
    no = State.NOT_OBSERVED
    roles = (HR, PEER, PEER, PEER)
    case = [entry("S01", 2, 1, 2, 3, roles=roles), entry("S02", no, no, no, 4, roles=roles)]
    assert [row.level for row in score(case, (), POLICY).rows] == [2, 4]


def test_no_sign_of_the_mark_is_left() -> None:
    roles = (HR, BOSS, PEER)
    case = [entry("S01", 3, 3, 0, roles=roles, critical=True)]
    row = score(case, (), POLICY).row("S01")
    assert (row.spread, row.apart, row.discuss, row.watch, row.stop) == (0, False, False, False, False)
    assert score(case, (), POLICY).totals.status is Status.FINAL
    wide = [entry(f"S{n:02d}", 3, n % 5, roles=(HR, PEER)) for n in range(12)]
    assert score(wide, (), POLICY).interval.reason is NoInterval.ONE_RATER


def test_a_settled_level_stands_whoever_rated() -> None:
    row = score([entry("S01", 4, roles=(PEER,), settled=Settled(2))], (), POLICY).row("S01")
    assert (row.level, row.standing, row.kept_back) == (2, Standing.ASSESSED, False)


def test_a_carried_level_goes_on_where_only_the_lone_one_rated_now() -> None:
    row = score([entry("S01", 4, roles=(PEER,), carried=("5/2", 1))], (), POLICY).row("S01")
    assert (row.level, row.standing, row.kept_back) == (Fraction(5, 2), Standing.CARRIED, False)


marks = st.one_of(
    st.integers(0, 4).map(Mark.rated),
    st.sampled_from([one for one in State if one is not State.RATED]).map(Mark),
)
panels = st.tuples(
    st.lists(st.sampled_from([HR, BOSS, Role.EXPERT, Role.SELF]), max_size=3),
    st.sampled_from([(PEER,), (PEER, PEER), (SUB,), (SUB, SUB), (PEER, SUB), (PEER, PEER, SUB, SUB)]),
).map(lambda pair: (*pair[0], *pair[1]))


@st.composite
def two_cases(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """Return a case, and it again with other levels by the few."""
    roles = draw(panels)
    one: list[Entry] = []
    for number in range(draw(st.integers(1, 8))):
        said = tuple(GivenMark(place, role, draw(marks)) for place, role in enumerate(roles))
        blank = entry(f"S{number:02d}", target=draw(st.integers(1, 4)), critical=draw(st.booleans()))
        one.append(replace(blank, marks=said))

    def other(given: GivenMark) -> GivenMark:
        if given.role not in (PEER, SUB) or given.mark.level is None:
            return given
        return replace(given, mark=Mark.rated(draw(st.integers(0, 4))))

    return one, [replace(row, marks=tuple(map(other, row.marks))) for row in one]


@given(
    two_cases(),
    st.sampled_from(
        [POLICY, Policy(role_weights=POLICY.role_weights | {PEER: Fraction(7), SUB: Fraction(1, 2)})]
    ),
)
def test_whatever_the_few_marked_everything_that_follows_is_the_same(
    pair: tuple[list[Entry], list[Entry]], policy: Policy
) -> None:
    done, again = (score(one, [duty("D1.1", "S00", "S01")], policy) for one in pair)
    assert done == again


def snapshots(case: Sequence[Entry]) -> list[str | None]:
    return [take(case, (), POLICY, engine).results["levels"]["S01"] for engine in Engine]


def test_the_first_engine_goes_on_counting_them_and_each_snapshot_has_all_marks() -> None:
    case = [entry("S01", 2, 4, roles=(HR, PEER))]
    assert snapshots(case) == ["3", "2"]
    for engine in Engine:
        taken = take(case, (), POLICY, engine)
        assert recompute(taken) == taken
        assert len(taken.inputs["entries"][0]["marks"]) == 2
