"""Where people stand: the totals of each person's newest case, computed on demand."""

from dataclasses import dataclass, field

from domain.team.matrix import Cell, Summary, TeamMatrix


@dataclass(frozen=True, slots=True)
class Standings:
    """Holds the matrices with the cases; the totals of a case are added up once, when asked for."""

    matrices: tuple[TeamMatrix, ...] = ()
    _places: dict[int, tuple[TeamMatrix, int]] = field(init=False, repr=False, compare=False)
    _summed: dict[int, Summary] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {
            one.case_id: (matrix, row)
            for matrix in self.matrices
            for row, one in enumerate(matrix.people)
            if not one.blind
        }
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_summed", {})

    def of(self, case_id: int) -> Summary | None:
        """Return the totals of the case; None if it is blind, or is no one's newest."""
        if case_id not in self._summed:
            if case_id not in self._places:
                return None
            matrix, row = self._places[case_id]
            self._summed[case_id] = matrix.row_summary(row)
        return self._summed[case_id]

    def rated(self, case_id: int) -> frozenset[str]:
        """Return the keys of the items that got a level in the case itself; none of a blind one."""
        if case_id not in self._places:
            return frozenset()
        matrix, row = self._places[case_id]
        first = row * len(matrix.framework.items)
        cells = matrix.cells[first : first + len(matrix.framework.items)]
        items = zip(matrix.framework.items, cells, strict=True)
        return frozenset(item.key for item, cell in items if cell == Cell.RATED)
