"""How many people of each unit must have a level of an item, for a shift to work, and where fewer have."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.errors import Impossible
from domain.scale import TOP
from domain.team.matrix import Cell, TeamMatrix

MOST = 99  # people


@dataclass(frozen=True, slots=True)
class Minimum:
    """So many people of each unit have this level, 1..4, or a higher one."""

    people: int
    level: int

    def check(self) -> None:
        """Check that it can be met and demands something.

        Raises:
            Impossible: if it does not.
        """
        if not 1 <= self.people <= MOST:
            raise Impossible("people")
        if not 1 <= self.level <= TOP:
            raise Impossible("level")


@dataclass(frozen=True, slots=True)
class Short:
    """A unit, None for people without one, where fewer are known to have the level than must.

    ``unknown`` counts those of whom no level is known or may be shown: they may make up for it.
    """

    column: int
    unit_id: int | None
    able: int
    unknown: int
    minimum: Minimum

    @property
    def sure(self) -> bool:
        """Whether it stays so whatever the unknown levels are."""
        return self.able + self.unknown < self.minimum.people


def short(
    matrix: TeamMatrix,
    minimums: Mapping[str, Minimum],
    beside: Mapping[int | None, int] = MappingProxyType({}),
) -> tuple[Short, ...]:
    """Return where the minimums, by key of the item, are not known to be met: the surest first.

    *beside* is unit id -> how many employees of it are not in the matrix: their levels are unknown.

    A unit must meet a minimum if the profile of anybody who stays there asks for the item.
    """
    found: list[Short] = []
    width, known = len(matrix.framework.items), int(Cell.CARRIED)
    alike: dict[tuple[int | None, int], list[int]] = {}  # rows of one unit and one profile
    for row in matrix.staying:
        person = matrix.people[row]
        alike.setdefault((person.unit_id, person.profile_id), []).append(row)
    for column, item in enumerate(matrix.framework.items):
        minimum = minimums.get(item.key)
        if minimum is None:
            continue
        cells, indexes = matrix.cells[column::width], matrix.indexes[column::width]
        least = bisect_left(matrix.levels, minimum.level)  # they are in ascending order
        able: dict[int | None, int] = {}
        unknown: dict[int | None, int] = {}
        for (unit, profile), rows in alike.items():
            if item.code not in matrix.profiles[profile].targets:
                continue
            reach = [cells[row] >= known and indexes[row] >= least for row in rows]
            able[unit] = able.get(unit, 0) + sum(reach)
            counts = Counter(map(cells.__getitem__, rows))
            among = sum(counts[cell] for cell in _UNKNOWN)
            unknown[unit] = unknown.get(unit, beside.get(unit, 0)) + among
        found += [
            Short(column, unit, able[unit], unknown[unit], minimum)
            for unit in able
            if able[unit] < minimum.people
        ]
    return tuple(sorted(found, key=lambda one: (not one.sure, one.able - one.minimum.people, one.column)))


_UNKNOWN = frozenset({Cell.OUTSIDE, Cell.HIDDEN, Cell.MISSING, Cell.UNCONFIRMED})
