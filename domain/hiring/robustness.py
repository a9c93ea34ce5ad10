"""Whether the order of a comparison holds: with other weights, without one assessor, whatever is unknown.

Formulas: docs/methods.md section 9.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from domain.assessing.entry import Row, Standing
from domain.assessing.result import CaseResult
from domain.assessing.scoring import row_of
from domain.people.person import Person

PLACES = 5
"""How many candidates from the first are examined: a decision is made among these."""

HEAVIEST = 3
"""The highest weight of an item; the lowest is 1."""


class Ground(StrEnum):
    """What puts one candidate above another, the first that differs."""

    GATES = "gates"
    STOPS = "stops"
    ATTAINMENT = "attainment"
    NOTHING = "nothing"


class Without(StrEnum):
    """What becomes of the order without one assessor; UNKNOWN if nothing is left to compare."""

    HOLDS = "holds"
    EQUAL = "equal"
    TURNS = "turns"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Placed:
    """A ranked candidate; ``gate`` is the worst requirement, 0 met, 1 to confirm, 2 not met."""

    result: CaseResult
    gate: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """Whether a candidate stays above the next one; ``above`` and ``below`` are case ids.

    ``weights`` are the codes of the fewest items whose weights, each moved by one, end the lead, the one that
    counts most first; empty if no such change ends it. ``alone`` are those of which one is enough.
    ``without`` is the order without each assessor; None where single assessors must not be told apart (law
    15). ``whatever_unknown`` says whether the lead stands whatever levels the unknown items of both
    have, ``told_apart`` whether the intervals of their means are apart.
    """

    above: int
    below: int
    ground: Ground
    weights: tuple[str, ...]
    alone: tuple[str, ...]
    without: tuple[tuple[Person, Without], ...] | None
    whatever_unknown: bool
    told_apart: bool = True

    @property
    def holds(self) -> bool:
        """Whether nothing that was tried ends the lead."""
        if self.ground is Ground.NOTHING or any(told is not Without.HOLDS for _, told in self.without or ()):
            return False
        return not self.weights and self.whatever_unknown and self.told_apart


def robustness(
    placed: Sequence[Placed], common: Iterable[str], ties: Collection[tuple[int, int]] = ()
) -> tuple[Robustness, ...]:
    """Examine each candidate and the next, in the order of the places.

    *common* are the codes that count, *ties* the pairs of case ids whose intervals overlap.
    """
    codes = frozenset(common)
    return tuple(_examine(one, other, codes, ties) for one, other in pairwise(placed[:PLACES]))


def _examine(
    one: Placed, other: Placed, common: frozenset[str], ties: Collection[tuple[int, int]]
) -> Robustness:
    mine, theirs = _counting(one.result.score.rows, common), _counting(other.result.score.rows, common)
    ground = _ground(one, other, mine, theirs)
    weights: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    if ground is Ground.ATTAINMENT:
        weights, alone = _weights(mine, theirs)
    pair = (one.result.case.id, other.result.case.id)
    return Robustness(
        *pair,
        ground,
        weights,
        alone,
        _without(one, other, common),
        ground is not Ground.ATTAINMENT or _apart(one.result, other.result),
        ground is not Ground.ATTAINMENT or pair not in ties,
    )


def _counting(rows: Iterable[Row], common: frozenset[str]) -> dict[str, Row]:
    return {
        row.code: row
        for row in rows
        if row.code in common and row.counts and row.standing is Standing.ASSESSED and row.level is not None
    }


def _ground(one: Placed, other: Placed, mine: Mapping[str, Row], theirs: Mapping[str, Row]) -> Ground:
    if one.gate != other.gate:
        return Ground.GATES
    if len(one.result.score.stops) != len(other.result.score.stops):
        return Ground.STOPS
    return Ground.ATTAINMENT if sum(_lead(mine, theirs).values()) else Ground.NOTHING


def _lead(mine: Mapping[str, Row], theirs: Mapping[str, Row]) -> dict[str, Fraction]:
    """Return code -> by how much the item puts the first above the second, in weighted levels.

    Both are measured against the same targets and weights, so the sum has the sign of the difference in
    attainment.
    """
    return {
        code: row.weight * (_reached(row) - _reached(theirs[code]))
        for code, row in mine.items()
        if code in theirs
    }


def _reached(row: Row) -> Fraction:
    return min(row.level or Fraction(0), Fraction(row.entry.target))


def _weights(mine: Mapping[str, Row], theirs: Mapping[str, Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fewest weights that end the lead when each moves by one, and those of which one is enough.

    A weight counts in the lead alone, so the fewest are those that take most from it.
    """
    lead = _lead(mine, theirs)
    taken = {
        code: abs(by) / mine[code].weight
        for code, by in lead.items()
        if (by > 0 and mine[code].weight > 1) or (by < 0 and mine[code].weight < HEAVIEST)
    }
    rest, fewest = sum(lead.values()), list[str]()
    alone = tuple(code for code, by in taken.items() if by >= rest)
    for code in sorted(taken, key=lambda code: (-taken[code], code)):
        if rest <= 0:
            break
        rest -= taken[code]
        fewest.append(code)
    return (tuple(fewest) if rest <= 0 else ()), alone


def _without(one: Placed, other: Placed, common: frozenset[str]) -> tuple[tuple[Person, Without], ...] | None:
    if one.result.kept_apart or other.result.kept_apart:
        return None
    policy = one.result.policy
    people = {
        assessor.id: assessor.person
        for placed in (one, other)
        for assessor in placed.result.assessors
        if policy.counts(assessor.role) and assessor.rated
    }
    return tuple((person, _order_without(one, other, common, id_)) for id_, person in people.items())


def _order_without(one: Placed, other: Placed, common: frozenset[str], person: int) -> Without:
    """Return the order by what is left, on the items that both then still have a level for.

    Levels that people settled stay: they were agreed on by all.
    """
    if one.gate < other.gate:
        return Without.HOLDS  # no mark changes a requirement
    mine, theirs = rows_without(one.result, person), rows_without(other.result, person)
    left, right = _counting(mine, common), _counting(theirs, common)
    if not left.keys() & right.keys():
        return Without.UNKNOWN
    behind = _stops(mine), _stops(theirs)
    if behind[0] != behind[1]:
        return Without.HOLDS if behind[0] < behind[1] else Without.TURNS
    lead = sum(_lead(left, right).values())
    return Without.HOLDS if lead > 0 else Without.TURNS if lead < 0 else Without.EQUAL


def _stops(rows: Iterable[Row]) -> int:
    return sum(row.stop and row.counts for row in rows)


def rows_without(result: CaseResult, person: int) -> list[Row]:
    """Return the rows as they would be without the marks of one assessor; settled levels stay."""
    rows: list[Row] = []
    for row in result.score.rows:
        marks = tuple(given for given in row.entry.marks if given.assessor_id != person)
        left = row if marks == row.entry.marks else row_of(replace(row.entry, marks=marks), result.policy)
        rows.append(left)
    return rows


def _apart(one: CaseResult, other: CaseResult) -> bool:
    """Return whether the bounds of the whole scopes leave the first above the second."""
    least, most = one.score.totals.lower, other.score.totals.upper
    return least is not None and most is not None and least > most
