"""What worked: how levels changed after development actions, as assessments found.

Every figure is a mean over at least five people, and no two figures can be subtracted to reveal fewer (law
15).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

LEAST = 5  # people; fewer say nothing, and a figure could reveal one person


@dataclass(frozen=True, slots=True)
class Change:
    """A goal of a closed plan: the person, the level at the start, and the level an assessment found."""

    person_id: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Worked:
    """How levels changed in ``n`` people; ``change`` in levels, the mean over each person's own mean.

    Other actions for the same goals contribute to it: it is a hint, not proof.
    """

    n: int
    change: Fraction


def mean(changes: Iterable[Change]) -> Worked | None:
    """Return how much levels changed; None for fewer than five people."""
    own: dict[int, list[Fraction]] = defaultdict(list)
    for one in changes:
        own[one.person_id].append(one.after - one.before)
    if len(own) < LEAST:
        return None
    means = [sum(mine, Fraction(0)) / len(mine) for mine in own.values()]
    return Worked(len(means), sum(means, Fraction(0)) / len(means))


def worked(changes: Iterable[tuple[int, Change]]) -> dict[int, Worked]:
    """Return library action id -> its effect; actions done by fewer than five people are left out."""
    found: dict[int, list[Change]] = defaultdict(list)
    for library_id, change in changes:
        found[library_id].append(change)
    means = {library_id: mean(mine) for library_id, mine in found.items()}
    return {library_id: told for library_id, told in means.items() if told is not None}


def parted[K](people: Mapping[K, Set[int]], everybody: Set[int]) -> tuple[K, ...]:
    """Return the groups that can be shown beside the mean of *everybody*, the largest first.

    *people* is group -> ids. The people outside the shown groups must be none or at least five; otherwise the
    whole minus its parts would reveal fewer. So even a large enough group may have to be left out.
    """
    told = [one for one in people if len(people[one]) >= LEAST]
    told.sort(key=lambda one: -len(people[one]))
    while told:
        rest = everybody - frozenset[int]().union(*(people[one] for one in told))
        if not rest or len(rest) >= LEAST:
            break
        told.pop()
    return tuple(told)
