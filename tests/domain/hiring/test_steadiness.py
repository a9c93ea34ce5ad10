"""Does the result of one candidate hold: against a plain trial of all changes of weights, and by assessor."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status
from domain.hiring.steadiness import Span, Steadiness, steadiness
from domain.mark import Role
from tests.domain.hiring.test_robustness import CODES, assessed
from tests.domain.sample import entry


def tried(result: CaseResult, required: Fraction | None = None) -> Steadiness:
    found = steadiness(replace(result, profile=replace(result.profile, pass_attainment=required)))
    assert found is not None
    return found


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(1, 4), st.integers(1, 3)),
        min_size=1,
        max_size=6,
    )
)
def test_the_ends_by_weights_are_those_that_a_trial_of_all_changes_finds(
    items: list[tuple[int, int, int]],
) -> None:
    """Each item: the level, the target and the weight."""
    places = zip(CODES, items, strict=False)
    found = tried(
        assessed(*(entry(code, one[0], target=one[1], weight=one[2]) for code, one in places), number=1)
    )
    ends: list[Fraction] = []
    for by in product((-1, 0, 1), repeat=len(items)):
        weights = [max(1, min(3, one[2] + moved)) for one, moved in zip(items, by, strict=True)]
        reached = sum(weight * min(one[0], one[1]) for weight, one in zip(weights, items, strict=True))
        asked = sum(weight * one[1] for weight, one in zip(weights, items, strict=True))
        ends.append(Fraction(reached, asked))
    assert found.weights == Span(min(ends), max(ends))


def test_a_result_far_above_what_is_required_holds() -> None:
    found = tried(assessed(entry("S01", 3, 3), entry("S02", 3, 3), number=1), Fraction(1, 2))
    assert found.holds and found.whatever_unknown is None
    assert found.weights == Span(Fraction(1), Fraction(1))
    assert [one.attainment for one in found.without or ()] == [1, 1]


def test_what_is_unknown_may_put_a_result_below_what_is_required() -> None:
    result = assessed(entry("S01", 3, 3), entry("S02"), number=1)
    found = tried(result, Fraction(3, 4))
    assert found.whatever_unknown == Span(Fraction(1, 2), Fraction(1))
    assert not found.holds and tried(result).holds


def test_an_assessor_without_whom_it_falls_below_is_named() -> None:
    found = tried(assessed(entry("S01", 3, 1), entry("S02", 3, 1), number=1), Fraction(1, 2))
    assert [person.id for person in found.turning] == [1]
    assert [one.attainment for one in found.without or ()] == [Fraction(1, 3), 1]
    assert not found.holds


def test_an_assessor_whose_sheet_alone_keeps_an_item_above_its_minimum_is_named() -> None:
    found = tried(assessed(entry("S01", 4, 1, critical=True), entry("S02", 3, 3), number=1))
    assert found.stops == 0
    assert [person.id for person in found.stopping] == [1]
    assert not found.holds


def test_the_only_assessor_keeps_the_whole_result() -> None:
    found = tried(assessed(entry("S01", 3), number=1))
    assert [one.attainment for one in found.without or ()] == [None]
    assert not found.holds


def test_single_assessors_are_not_told_apart_where_they_are_hidden() -> None:
    assert tried(assessed(entry("S01", 3, 3), number=1, role=Role.PEER)).without is None


def test_nothing_is_said_while_nothing_has_a_level() -> None:
    assert steadiness(assessed(entry("S01"), number=1)) is None


def test_a_result_of_bounds_only_gets_no_number_by_the_way() -> None:
    result = assessed(entry("S01", 3), entry("S02"), entry("S03"), number=1)
    assert result.score.totals.status is Status.BOUNDS_ONLY
    assert steadiness(result) is None
