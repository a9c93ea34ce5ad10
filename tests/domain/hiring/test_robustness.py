"""Does the order hold: against a plain trial of every change of weights, and assessor by assessor."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.entry import Entry
from domain.assessing.result import Assessor, CaseResult
from domain.hiring.robustness import Ground, Placed, Robustness, Without, robustness
from domain.mark import Role
from domain.people.person import Person
from tests.domain.sample import TODAY, entry, result

CODES = tuple(f"S{n:02d}" for n in range(1, 7))


def assessed(*entries: Entry, number: int, role: Role = Role.HR) -> CaseResult:
    """Return the result with everybody who rated in it."""
    who = sorted({given.assessor_id for one in entries for given in one.marks})
    day = datetime(2026, 11, 24, tzinfo=UTC)
    people = (Person(id=one, code=f"A-{one:04d}", surname=f"Оценщик{one}") for one in who)
    seats = tuple(Assessor(one.id, one.id, one, role, 1, day, TODAY, len(entries)) for one in people)
    return replace(result(*entries, number=number), assessors=seats)


def examined(first: CaseResult, second: CaseResult, gates: tuple[int, int] = (0, 0)) -> Robustness:
    common = {row.code for row in first.score.rows} & {row.code for row in second.score.rows}
    (only,) = robustness([Placed(first, gates[0]), Placed(second, gates[1])], common)
    return only


def without(one: Robustness) -> dict[int, Without]:
    assert one.without is not None
    return {person.id: told for person, told in one.without}


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 4), st.integers(1, 3)),
        min_size=1,
        max_size=6,
    )
)
def test_the_fewest_weights_are_those_that_a_trial_of_all_changes_finds(
    items: list[tuple[int, int, int, int]],
) -> None:
    """Each item: the level of the first, of the second, the target and the weight."""

    def lead(weights: tuple[int, ...]) -> Fraction:
        parts = zip(weights, items, strict=True)
        return Fraction(sum(weight * (min(a, t) - min(b, t)) for weight, (a, b, t, _w) in parts))

    usual = tuple(weight for *_, weight in items)
    if lead(usual) <= 0:
        return
    places = list(zip(CODES, items, strict=False))
    first, second = (
        assessed(*(entry(code, one[at], target=one[2], weight=one[3]) for code, one in places), number=at + 1)
        for at in (0, 1)
    )
    found = examined(first, second)
    fewest: set[frozenset[str]] = set()
    for size in range(1, len(items) + 1):
        for moved in combinations(range(len(items)), size):
            for by in product((-1, 1), repeat=size):
                weights = [*usual]
                for at, change in zip(moved, by, strict=True):
                    weights[at] += change
                if all(1 <= one <= 3 for one in weights) and lead(tuple(weights)) <= 0:
                    fewest.add(frozenset(CODES[at] for at in moved))
        if fewest:
            break
    stops = len(first.score.stops), len(second.score.stops)
    assert stops == (0, 0)
    assert len(found.weights) == min(map(len, fewest), default=0)
    assert not fewest or frozenset(found.weights) in fewest
    assert set(found.alone) == {code for one in fewest if len(one) == 1 for code in one}


def test_one_weight_can_be_enough_and_is_named() -> None:
    first = assessed(entry("S01", 3, weight=2), entry("S02", 2), number=1)
    second = assessed(entry("S01", 2, weight=2), entry("S02", 3), number=2)
    found = examined(first, second)
    assert found.ground is Ground.ATTAINMENT
    assert found.weights == ("S01",) and found.alone == ("S01", "S02")
    assert not found.holds


def test_a_lead_in_every_item_holds_against_all_weights() -> None:
    first = assessed(*(entry(code, 3, weight=2) for code in CODES), number=1)
    second = assessed(*(entry(code, 2, weight=2) for code in CODES), number=2)
    found = examined(first, second)
    assert found.weights == () and found.whatever_unknown


def test_an_assessor_whose_sheet_makes_the_order_is_found() -> None:
    first = assessed(entry("S01", 4, 2, target=4), entry("S02", 3, 3), number=1)
    second = assessed(entry("S01", 2, 3, target=4), entry("S02", 3, 3), number=2)
    assert without(examined(first, second)) == {1: Without.TURNS, 2: Without.HOLDS}


def test_without_the_only_assessor_nothing_is_left_to_compare() -> None:
    first = assessed(entry("S01", 3), number=1)
    second = assessed(entry("S01", None, 2), number=2)
    assert without(examined(first, second)) == {1: Without.UNKNOWN, 2: Without.UNKNOWN}


def test_an_order_by_requirements_or_stop_signals_depends_on_no_weight() -> None:
    first = assessed(entry("S01", 2, critical=True, target=2), entry("S02", 1), number=1)
    second = assessed(entry("S01", 1, critical=True, target=2), entry("S02", 3), number=2)
    found = examined(first, second)
    assert found.ground is Ground.STOPS and found.weights == () and found.whatever_unknown
    assert examined(second, first, (0, 2)).ground is Ground.GATES


def test_an_order_by_requirements_depends_on_no_assessor_either() -> None:
    first, second = assessed(entry("S01", 3), number=1), assessed(entry("S01", 2), number=2)
    found = examined(first, second, (0, 2))
    assert without(found) == {1: Without.HOLDS} and found.holds


def test_colleagues_are_not_told_apart() -> None:
    first = assessed(entry("S01", 3, 3, roles=(Role.PEER,) * 2), number=1, role=Role.PEER)
    second = assessed(entry("S01", 2, 2, roles=(Role.PEER,) * 2), number=2, role=Role.PEER)
    assert examined(first, second).without is None


def test_what_nobody_asked_can_turn_the_order() -> None:
    first = assessed(entry("S01", 3), entry("S02", 2), entry("S03"), number=1)
    second = assessed(entry("S01", 2), entry("S02", 2), entry("S03"), number=2)
    assert not examined(first, second).whatever_unknown
    known = assessed(entry("S01", 2), entry("S02", 2), entry("S03", 2), number=2)
    sure = assessed(entry("S01", 3), entry("S02", 2), entry("S03", 3), number=1)
    assert examined(sure, known).whatever_unknown


def test_equals_are_told_as_equals() -> None:
    one = assessed(entry("S01", 3), number=1)
    other = assessed(entry("S01", 3), number=2)
    found = examined(one, other)
    assert found.ground is Ground.NOTHING and not found.holds


def test_whom_the_data_do_not_distinguish_has_no_lead_that_holds() -> None:
    placed = [
        Placed(assessed(*(entry(code, level) for code in CODES), number=n), 0)
        for n, level in ((1, 3), (2, 2))
    ]
    (sure,), (tied,) = robustness(placed, CODES), robustness(placed, CODES, [(11, 12)])
    assert sure.told_apart and not tied.told_apart and not tied.holds


def test_only_the_first_places_are_examined() -> None:
    many = [assessed(entry("S01", 4, target=4), number=number) for number in range(1, 9)]
    found = robustness([Placed(one, 0) for one in many], {"S01"})
    assert [(one.above, one.below) for one in found] == [(11, 12), (12, 13), (13, 14), (14, 15)]
