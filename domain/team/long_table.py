"""A long table of levels: one row for each competency of each person in each assessment, for pivot tables.

A cell of the team's matrix is one row, so nothing is counted twice, and what is hidden there is hidden here.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from domain.framework.framework import Function, Item
from domain.mark import Role
from domain.team.matrix import NO_AGE, NO_LEVEL, Cell, MatrixPerson, TeamMatrix

ROLES = tuple(Role)  # the bits of a mask of roles, in this order


@dataclass(frozen=True, slots=True)
class LongPart:
    """One assessment in the table.

    ``units`` is unit id -> name. ``days`` is case id -> the local day of the newest sheet or settled level.
    ``roles`` is case id -> for each column the mask of the roles whose levels count; cases in which the law
    keeps single assessors apart are missing (law 15).
    """

    matrix: TeamMatrix
    units: Mapping[int, str]
    days: Mapping[int, date]
    roles: Mapping[int, array[int]]

    @property
    def size(self) -> int:
        """The number of its rows."""
        cells, indexes = self.matrix.cells, self.matrix.indexes
        return sum(
            cell != Cell.OUTSIDE or index != NO_LEVEL for cell, index in zip(cells, indexes, strict=True)
        )


class LongRow(NamedTuple):
    """One competency of one person in one assessment.

    ``level`` is None if none is known, ``age`` in quarters, 0 for one given in the assessment itself, None
    without a level. ``target`` and ``weight`` are None if the profile does not ask for the item. ``roles``
    are those whose levels count, None if they may not be shown. ``on`` is None where no day is known.
    """

    part: LongPart
    person: MatrixPerson
    unit: str
    function: Function
    item: Item
    cell: Cell
    level: Fraction | None
    age: int | None
    target: int | None
    weight: int | None
    critical: bool
    roles: tuple[Role, ...] | None
    on: date | None


@dataclass(frozen=True, slots=True)
class LongTable:
    """Assessments one below another; ``made_on`` is the day of the export."""

    parts: tuple[LongPart, ...]
    made_on: date

    @property
    def size(self) -> int:
        """The number of rows."""
        return sum(one.size for one in self.parts)

    def rows(self) -> Iterator[LongRow]:
        """Yield the rows one by one, so that a table of any length needs no more memory."""
        for part in self.parts:
            yield from _rows(part)


def joined(tables: tuple[LongTable, ...]) -> LongTable:
    """Return one table of several; the day is that of the first."""
    return LongTable(tuple(part for one in tables for part in one.parts), tables[0].made_on)


def _rows(part: LongPart) -> Iterator[LongRow]:
    matrix = part.matrix
    functions = {one.code: one for one in matrix.framework.functions}
    places = [(at, item, functions[item.function]) for at, item in enumerate(matrix.framework.items)]
    known: dict[int, tuple[Role, ...]] = {}
    for row, person in enumerate(matrix.people):
        first = row * len(places)
        targets = matrix.profiles[person.profile_id].targets
        unit_id = matrix.cycle.unit_id if person.unit_id is None else person.unit_id
        unit = "" if unit_id is None else part.units.get(unit_id, "")
        masks, day = part.roles.get(person.case_id), part.days.get(person.case_id)
        for at, item, function in places:
            cell, index, age = (one[first + at] for one in (matrix.cells, matrix.indexes, matrix.ages))
            if cell == Cell.OUTSIDE and index == NO_LEVEL:
                continue
            target = targets.get(item.code)
            given = age == 0 and cell != Cell.IMPORTED
            mask = masks[at] if masks is not None and given else 0
            if mask not in known:
                known[mask] = tuple(role for bit, role in enumerate(ROLES) if mask >> bit & 1)
            hidden = given and masks is None and cell != Cell.HIDDEN
            yield LongRow(
                part,
                person,
                unit,
                function,
                item,
                Cell(cell),
                None if index == NO_LEVEL else matrix.levels[index],
                None if age == NO_AGE else age,
                None if target is None else target.level,
                None if target is None else target.weight,
                target is not None and target.critical,
                None if hidden else known[mask],
                day if given or (cell == Cell.IMPORTED and age == 0) else None,
            )
