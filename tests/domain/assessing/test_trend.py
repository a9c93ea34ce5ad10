"""Trends are linked on what both quarters rated; a vector worked out by hand, and laws for any marks."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.policy import Policy
from domain.assessing.trend import End, Linked, Noise, team_trend, trend
from domain.assessing.trend_steps import Break, OwnLevel, Passage, Quarter
from domain.mark import Role
from tests.domain import sample
from tests.domain.assessing import plain_trend


def own(level: int | Fraction, target: int = 3, weight: int = 1, function: str = "F1") -> OwnLevel:
    return OwnLevel(function, level, target, weight)


def quarter(number: int, edition: int = 1, **items: OwnLevel) -> Quarter:
    return Quarter(f"2026-{number}", number, items, edition, None, edition, frozenset(items))


def lines(*quarters: Quarter) -> list[Fraction | None]:
    return [point.attainment.line for point in trend(quarters).points]


# Worked out by hand. Quarter 2 and 1 have K01, K02 in common: T goes from 3/6 to 5/6 there. In quarter 3 the
# target of K02 is 2: both quarters are measured by that one, 3 + 2 of 5 then and 3 + 1 of 5 now.
VECTOR = (
    quarter(1, K01=own(1), K02=own(2), K03=own(3)),
    quarter(2, K01=own(3), K02=own(2), K04=own(0)),
    quarter(3, K01=own(3), K02=own(1, target=2)),
)


def test_the_line_is_linked_on_common_items_with_the_targets_of_the_later_quarter() -> None:
    first, second, third = trend(VECTOR).points
    assert first.attainment == Linked(Fraction(2, 3), None, Fraction(2, 3))
    assert second.attainment == Linked(Fraction(5, 9), Fraction(1, 3), Fraction(1))
    assert third.attainment == Linked(Fraction(4, 5), Fraction(-1, 5), Fraction(4, 5))
    assert first.mean == Linked(Fraction(2), None, Fraction(3, 2))
    assert second.mean == Linked(Fraction(5, 3), Fraction(1), Fraction(5, 2))
    assert third.mean == Linked(Fraction(2), Fraction(-1, 2), Fraction(2))
    assert (second.common, second.up, second.down, second.retargeted) == (2, 1, 0, 0)
    assert (third.common, third.up, third.down, third.retargeted) == (2, 0, 1, 1)
    assert [point.broken for point in (first, second, third)] == [None, None, None]


def test_a_quarter_without_marks_breaks_the_line_and_it_starts_anew() -> None:
    _, after = trend((quarter(1, K01=own(1)), quarter(2), quarter(3, K01=own(3)))).points
    assert after.broken is Break.GAP
    assert after.attainment == Linked(Fraction(1), None, Fraction(1))
    assert (after.common, after.up) == (0, 0)


@pytest.mark.parametrize(
    ("then", "now", "broken"),
    [
        ({"K01": own(1), "K02": own(1)}, {"K01": own(2), "K03": own(2)}, None),  # exactly half
        ({"K01": own(1)}, {"K01": own(2), "K02": own(2), "K03": own(2)}, Break.FEW_COMMON),
        ({"K01": own(1), "K02": own(1), "K03": own(1)}, {"K01": own(2)}, Break.FEW_COMMON),
        ({"K01": own(1, weight=3), "K02": own(1)}, {"K01": own(2, weight=3), "K03": own(2)}, None),
        ({"K01": own(1)}, {"K02": own(2)}, Break.FEW_COMMON),
    ],
)
def test_less_than_half_the_weight_in_common_is_a_break(
    then: dict[str, OwnLevel], now: dict[str, OwnLevel], broken: Break | None
) -> None:
    assert trend((quarter(1, 1, **then), quarter(2, 1, **now))).points[1].broken is broken


def test_items_are_matched_by_key_over_a_new_framework() -> None:
    first = quarter(1, a=own(1), b=own(2))
    _, after, last = trend(
        (first, quarter(2, edition=2, a=own(2), c=own(2)), quarter(3, edition=2, a=own(2), c=own(2)))
    ).points
    assert (after.common, after.passage, after.broken) == (1, Passage(2, both=1, ended=1, begun=1), None)
    assert after.attainment.change == Fraction(1, 3)
    assert last.passage is None


def test_a_team_goes_over_to_another_edition_with_most_of_its_people() -> None:
    changed = (quarter(1, a=own(1), b=own(2)), quarter(2, edition=2, a=own(2), c=own(2)))
    stayed = (quarter(1, a=own(1), b=own(2)), quarter(2, a=own(2), b=own(2)))
    first, after = team_trend([changed, changed, stayed]).points
    assert (first.passage, after.passage) == (None, Passage(2, both=1, ended=1, begun=1))
    assert after.attainment.change == Fraction(1, 3) * 2 / 3 + Fraction(1, 6) / 3
    assert team_trend([changed, stayed, stayed]).points[1].passage is None


def test_functions_have_lines_of_their_own() -> None:
    found = trend(
        (
            quarter(1, K01=own(1), S08=own(1, function="F2")),
            quarter(2, K01=own(2)),
            quarter(3, K01=own(3), S08=own(2, function="F2")),
        )
    )
    assert [point.attainment.line for point in found.functions["F1"]] == [
        Fraction(1, 3),
        Fraction(2, 3),
        Fraction(1),
    ]
    assert [(point.number, point.broken) for point in found.functions["F2"]] == [(1, None), (3, Break.GAP)]


def test_an_item_that_moved_to_another_function_is_followed_there() -> None:
    found = trend((quarter(1, K01=own(1)), quarter(2, K01=own(2, function="F2"))))
    assert found.functions.keys() == {"F2"}
    assert found.functions["F2"][1].attainment.change == Fraction(1, 3)


def test_without_targets_there_is_no_attainment_and_still_a_mean() -> None:
    found = trend((quarter(1, K01=own(1, target=0)), quarter(2, K01=own(3, target=0)))).points
    assert [point.attainment.line for point in found] == [None, None]
    assert [point.mean.line for point in found] == [1, 3]
    assert found[1].broken is None


def test_a_line_begins_where_the_attainment_is_first_defined() -> None:
    found = trend((quarter(1, K01=own(1, target=0)), quarter(2, K01=own(1)))).points
    assert found[1].attainment == Linked(Fraction(1, 3), Fraction(0), Fraction(1, 3))


def two(*levels: tuple[int, int], target: int = 3) -> dict[str, OwnLevel]:
    return {
        f"K{number:02d}": OwnLevel("F1", Fraction(sum(pair), 2), target, 1, sample.marks(*pair))
        for number, pair in enumerate(levels)
    }


def test_noise_is_told_only_where_both_quarters_have_an_error() -> None:
    apart = two((1, 2), (2, 1), (1, 1), (2, 2), (1, 2))
    near = two((1, 1), (2, 2), (1, 2), (2, 2), (2, 1))
    far = two((4, 4), (4, 4), (4, 3), (4, 4), (3, 4))
    policy = Policy()
    labelled = [
        trend((Quarter("1", 1, apart, 1, policy), Quarter("2", 2, now, 1, policy))).points[1].noise
        for now in (near, far)
    ]
    assert labelled == [Noise.WITHIN, Noise.REAL]
    one_rater = {key: own(4) for key in apart}
    mixed = trend((Quarter("1", 1, apart, 1, policy), Quarter("2", 2, one_rater, 1, policy))).points[1]
    assert (mixed.noise, mixed.up) == (None, 5)
    unknown = trend((Quarter("1", 1, apart), Quarter("2", 2, far))).points[1]
    assert unknown.noise is None


def test_a_change_is_never_certain_for_want_of_a_scatter() -> None:
    """Assessors who all agree show no precision: a zero error is not known, it was not seen."""
    policy = Policy()
    agreed, higher = two(*[(1, 1)] * 6), two(*[(2, 2)] * 6)
    apart = two((1, 2), (2, 1), (1, 1), (2, 2), (1, 2), (1, 1))

    def told(then: dict[str, OwnLevel], now: dict[str, OwnLevel]) -> Noise | None:
        return trend((Quarter("1", 1, then, 1, policy), Quarter("2", 2, now, 1, policy))).points[1].noise

    assert told(agreed, higher) is None, "larger than nothing that anybody saw"
    assert told(agreed, agreed) is None, "no change within no scatter"
    assert told(apart, two(*[(4, 4)] * 6)) is None, "the scatter of now is unknown"
    assert told(apart, two(*[(1, 1)] * 3, *[(2, 2)] * 3)) is Noise.WITHIN, "within what one quarter shows"


def test_marks_of_a_role_without_weight_make_no_noise_known() -> None:
    pairs = {
        f"K{number}": OwnLevel("F1", 2, 3, 1, sample.marks(2, 4, roles=(Role.MANAGER, Role.SELF)))
        for number in range(6)
    }
    policy = Policy()
    assert (
        trend((Quarter("1", 1, pairs, 1, policy), Quarter("2", 2, pairs, 1, policy))).points[1].noise is None
    )


def test_the_team_is_the_mean_over_people_who_have_both_quarters() -> None:
    found = team_trend(
        (
            (quarter(1, K01=own(0)), quarter(2, K01=own(3))),  # +1
            (quarter(1, K01=own(3)), quarter(2, K01=own(3))),  # 0
            (quarter(2, K01=own(0)),),  # new: does not pull the line down
        )
    )
    first, second = found.points
    assert first.attainment == Linked(Fraction(1, 2), None, Fraction(1, 6))
    assert second.attainment == Linked(Fraction(2, 3), Fraction(1, 2), Fraction(2, 3))
    assert (first.people, first.both, second.people, second.both) == (2, 0, 3, 2)
    assert second.broken is None
    assert found.functions["F1"] == found.points


def test_a_team_of_other_people_is_a_break() -> None:
    same = quarter(1, K01=own(1)), quarter(2, K01=own(2))
    others = [(quarter(2, K01=own(3)),) for _ in range(2)]
    few = team_trend([same, *others]).points[1]
    assert (few.broken, few.both, few.people) == (Break.FEW_COMMON, 1, 3)
    assert few.attainment.line == few.attainment.own == Fraction(8, 9)
    gone = team_trend([same, (quarter(1, K01=own(3)),), (quarter(1, K01=own(3)),)]).points[1]
    assert gone.broken is Break.FEW_COMMON
    gap = team_trend([(quarter(1, K01=own(1)), quarter(3, K01=own(1)))]).points[1]
    assert gap.broken is Break.GAP


def test_nobody_has_no_trend() -> None:
    assert trend(()).points == ()
    assert trend((quarter(1),)).points == ()
    assert team_trend(()).points == ()


items = st.dictionaries(
    st.sampled_from([f"K{n:02d}" for n in range(6)]),
    st.builds(
        OwnLevel,
        st.sampled_from(["F1", "F2"]),
        st.one_of(st.integers(0, 4), st.fractions(0, 4, max_denominator=3)),
        st.integers(0, 4),
        st.integers(1, 3),
    ),
    min_size=1,
)


@given(st.lists(items, min_size=1, max_size=6))
def test_a_chain_is_its_changes_and_ends_at_the_value_of_its_last_quarter(
    rated: list[dict[str, OwnLevel]],
) -> None:
    quarters = [Quarter(str(number), number, one) for number, one in enumerate(rated)]
    points = trend(quarters).points
    for place, point in enumerate(points):
        mean = point.mean
        assert mean.own is not None and mean.line is not None
        assert (mean.change is None) == (place == 0 or point.broken is not None)
        if mean.change is not None:
            assert mean.line - (points[place - 1].mean.line or 0) == mean.change
        if place + 1 == len(points) or points[place + 1].mean.change is None:
            assert mean.line == mean.own


def test_a_line_may_end_at_what_the_result_says_with_carried_levels_and_keeps_its_changes() -> None:
    found = trend((quarter(1, K01=own(2)), quarter(3, K01=own(1)), quarter(4, K01=own(2))))
    ended = found.ending(4, End(Fraction(1, 2), None), {"F1": End(None, Fraction(1))})
    assert [one.attainment.line for one in ended.points] == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 2)]
    assert [one.attainment.change for one in ended.points] == [None, None, Fraction(1, 3)]
    assert [one.mean.line for one in ended.points] == [2, 1, 2], "no number, nothing to end at"
    assert [one.mean.line for one in ended.functions["F1"]] == [2, 0, 1]
    assert found.ending(5, End(Fraction(1, 2), None), {}) == found, "of another quarter"


@given(items, items)
def test_a_level_that_both_share_moves_nothing(then: dict[str, OwnLevel], extra: dict[str, OwnLevel]) -> None:
    now = extra | then  # more is rated, and what was rated stayed
    point = trend((Quarter("1", 1, then), Quarter("2", 2, now))).points[1]
    assert point.mean.change in (None, 0)
    assert (point.up, point.down) == (0, 0)


@given(st.lists(items, min_size=2, max_size=4))
def test_a_team_of_one_is_that_person(rated: list[dict[str, OwnLevel]]) -> None:
    quarters = [Quarter(str(number), number, one) for number, one in enumerate(rated)]
    alone, team = trend(quarters).points, team_trend([quarters]).points
    assert [point.mean.line for point in alone] == [point.mean.line for point in team]
    assert [point.attainment.line for point in alone] == [point.attainment.line for point in team]


marks = st.one_of(st.just(()), st.builds(sample.marks, st.integers(0, 4), st.integers(0, 4)))
several = st.dictionaries(
    st.sampled_from([f"K{n:02d}" for n in range(6)]),
    st.builds(
        OwnLevel,
        st.sampled_from(["F1", "F2", "F3"]),
        st.one_of(st.integers(0, 4), st.fractions(0, 4, max_denominator=3)),
        st.integers(0, 4),
        st.integers(1, 3),
        marks,
    ),
)


@given(st.lists(st.dictionaries(st.integers(1, 7), several), max_size=4), st.booleans())
def test_a_trend_is_that_of_the_plain_way(people: list[dict[int, dict[str, OwnLevel]]], bare: bool) -> None:
    policy = None if bare else Policy()
    team = [
        [
            Quarter(f"2026-{number}", number, rated, number // 4, policy, number // 4, frozenset(rated))
            for number, rated in quarters.items()
        ]
        for quarters in people
    ]
    for quarters in team:
        assert trend(quarters) == plain_trend.trend(quarters)
    assert team_trend(team) == plain_trend.team_trend(team)


def test_the_trend_of_a_large_team_is_that_of_the_plain_way() -> None:
    drawn = Random(15)

    def quarter_of(number: int) -> Quarter:
        levels = {
            f"K{n:02d}": own(Fraction(drawn.randrange(9), 2), drawn.choice((2, 3, 4)), 2, f"F{n % 3}")
            for n in range(12)
            if drawn.random() < 0.8
        }
        return Quarter(str(number), number, levels)

    team = [[quarter_of(number) for number in range(4) if drawn.random() < 0.9] for _person in range(300)]
    found = team_trend(team)
    assert found.points[-1].people > 200
    assert found == plain_trend.team_trend(team)
