"""What worked: by how much levels changed where something was done, as assessments found.

Whatever is told is a mean over five people or more, and nothing that is told can be subtracted from something
else to leave fewer (law 15).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

LEAST = 5  # fewer say nothing, and could be told from one person


@dataclass(frozen=True, slots=True)
class Change:
    """A goal of a closed plan: whose it was, the level it began from, and the one an assessment found."""

    person_id: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Worked:
    """How levels changed in ``n`` people; ``change`` in levels, the mean over people of their mean.

    Whatever else was done for the same goals has its part in it: it is a sign, no proof.
    """

    n: int
    change: Fraction


def mean(changes: Iterable[Change]) -> Worked | None:
    """Return by how much levels changed, None where fewer than five people are behind it."""
    own: dict[int, list[Fraction]] = defaultdict(list)
    for one in changes:
        own[one.person_id].append(one.after - one.before)
    if len(own) < LEAST:
        return None
    means = [sum(mine, Fraction(0)) / len(mine) for mine in own.values()]
    return Worked(len(means), sum(means, Fraction(0)) / len(means))


def worked(changes: Iterable[tuple[int, Change]]) -> dict[int, Worked]:
    """Return id of the library action -> what came of it; without what fewer than five people did."""
    found: dict[int, list[Change]] = defaultdict(list)
    for library_id, change in changes:
        found[library_id].append(change)
    means = {library_id: mean(mine) for library_id, mine in found.items()}
    return {library_id: told for library_id, told in means.items() if told is not None}


def parted[K](people: Mapping[K, Set[int]], everybody: Set[int]) -> tuple[K, ...]:
    """Return which groups can be told beside the mean of *everybody*, the largest first.

    *people* is group -> ids. Whoever is in none of the groups told is nobody, or five people or more: else
    the whole less its parts would tell of fewer. So a group that is large enough may have to be left out.
    """
    told = [one for one in people if len(people[one]) >= LEAST]
    told.sort(key=lambda one: -len(people[one]))
    while told:
        rest = everybody - frozenset[int]().union(*(people[one] for one in told))
        if not rest or len(rest) >= LEAST:
            break
        told.pop()
    return tuple(told)
