"""Reading a team for the screen: the matrix and everything computed from it once."""

from collections.abc import Callable
from dataclasses import dataclass

from db.framework import frameworks
from db.people import organisation
from db.team import matrix, shift_minimums
from desktop.office.papers.documents import Read
from desktop.team.board import Board
from domain.progress import Progress

AT_ONCE = 150  # people whose data are read faster than a user notices


@dataclass(frozen=True, slots=True)
class Loaded:
    """A team with the cycle and unit it was read for."""

    cycle_id: int
    unit_id: int | None
    board: Board


def loading(
    read: Read, cycle_id: int, unit_id: int | None, viewer_id: int, *, cyrillic_first: bool
) -> Callable[[Progress], Loaded]:
    """Return the job that reads the people of a cycle; it holds no widget."""

    def work(progress: Progress) -> Loaded:
        found = read(matrix.team_matrix, cycle_id, viewer_id, unit_id, progress)
        units = {one.id: one.name for one in read(organisation.units)}
        scale = read(frameworks.scale, found.cycle.scale_id)
        minimums = read(shift_minimums.minimums)
        beside = read(shift_minimums.beside, found) if minimums else None
        board = Board(found, scale, units, cyrillic_first=cyrillic_first, minimums=minimums, beside=beside)
        board.prepare(progress)
        return Loaded(cycle_id, unit_id, board)

    return work
