"""Who of a team has a level of an item, who has not, and who could teach those."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from domain.team.matrix import KNOWN, Cell, TeamMatrix
from domain.team.needs import TEACHES


@dataclass(frozen=True, slots=True)
class Learner:
    """A matrix row below the level asked for, and the row of who could teach it; None if nobody could."""

    row: int
    level: Fraction
    mentor: int | None


@dataclass(frozen=True, slots=True)
class Able:
    """Rows with their levels, the highest first, and the others, the lowest first.

    ``unknown`` counts those of whom no level is known or may be shown.
    """

    column: int
    able: tuple[tuple[int, Fraction], ...]
    learners: tuple[Learner, ...]
    unknown: int


def able(matrix: TeamMatrix, column: int, reaches: Callable[[Fraction], bool], *, taught: int = 12) -> Able:
    """Return who of those who stay reaches a level of the item, and who does not.

    The first *taught* of those below get a mentor, if there is one.

    A mentor has level 3 or above and more than the learner; one of the learner's unit is preferred, then the
    one with fewer learners, then the higher level.
    """
    width = len(matrix.framework.items)
    levels = {
        row: matrix.levels[matrix.indexes[row * width + column]]
        for row in matrix.staying
        if matrix.cells[row * width + column] in KNOWN
    }
    have = sorted((row for row in levels if reaches(levels[row])), key=lambda row: (-levels[row], row))
    lack = sorted((row for row in levels if not reaches(levels[row])), key=lambda row: (levels[row], row))
    teach = [row for row in levels if levels[row] >= TEACHES]
    load: Counter[int] = Counter()
    learners: list[Learner] = []
    for number, row in enumerate(lack):
        mentor = _mentor(matrix, row, teach, levels, load) if number < taught else None
        if mentor is not None:
            load[mentor] += 1
        learners.append(Learner(row, levels[row], mentor))
    unknown = sum(matrix.cells[row * width + column] in (Cell.MISSING, Cell.HIDDEN) for row in matrix.staying)
    return Able(column, tuple((row, levels[row]) for row in have), tuple(learners), unknown)


def _mentor(
    matrix: TeamMatrix, learner: int, teach: list[int], levels: dict[int, Fraction], load: Counter[int]
) -> int | None:
    unit = matrix.people[learner].unit_id
    could = (row for row in teach if row != learner and levels[row] > levels[learner])

    def order(row: int) -> tuple[bool, int, Fraction, int]:
        return matrix.people[row].unit_id != unit, load[row], -levels[row], row

    return min(could, key=order, default=None)
