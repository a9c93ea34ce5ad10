"""What worked: by how much levels changed where an action of the library was done, as assessments found."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

LEAST = 5  # fewer say nothing, and could be told from one person


@dataclass(frozen=True, slots=True)
class Worked:
    """How levels changed over ``n`` goals in which an action was done; ``change`` in levels, the mean.

    Other actions of the same goals have their part in it: it is a sign, no proof.
    """

    n: int
    change: Fraction


def worked(changes: Iterable[tuple[int, Fraction, Fraction]]) -> dict[int, Worked]:
    """Return id of the library action -> what came of it, from (id, level before, level after).

    What was done in fewer than five goals is not there.
    """
    found: dict[int, list[Fraction]] = defaultdict(list)
    for library_id, before, after in changes:
        found[library_id].append(after - before)
    return {
        library_id: Worked(len(mine), sum(mine, Fraction(0)) / len(mine))
        for library_id, mine in found.items()
        if len(mine) >= LEAST
    }
