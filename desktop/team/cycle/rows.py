"""The sheets of a cycle: which are shown, and the next step with each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, IntEnum

from db.team.staff_cycles import CyclePage, Rated
from desktop.shared.seats import Seat, only_sealed, seats
from domain.assessing.case import CaseState
from domain.text import fold


class Which(IntEnum):
    """Which sheets are shown."""

    ALL = 0
    OUT = 1
    MINE = 2


class Step(Enum):
    """The next thing to do with a sheet."""

    BEGIN = 0
    RESUME = 1
    PAPER = 2
    RESULT = 3
    LOOK = 4
    NONE = 5
    OPEN = 6


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet handed in, begun or due; ``seat`` is None if the person has no assessors.

    ``imported`` means that there is no sheet, since the levels come from a file.
    """

    rated: Rated
    seat: Seat | None
    imported: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """The key that identifies the row after a new read."""
        return self.rated.case.case_id, 0 if self.seat is None else self.seat.assessor_id

    @property
    def out(self) -> bool:
        """Whether the sheet is not handed in but still can be."""
        running = self.rated.case.state is CaseState.OPEN
        if self.seat is None:
            return running and not self.rated.gone
        return running and not self.seat.handed_in and not self.seat.is_sealed

    def of(self, viewer_id: int) -> bool:
        """Whether the sheet is the viewer's, or open for the viewer to begin."""
        return self.seat is None or self.seat.assessor_id == viewer_id


def next_step(row: SheetRow, viewer_id: int, *, own_only: bool = False) -> Step:
    """Return the viewer's next step with the sheet; with *own_only* none with those of others."""
    step = _next_step(row, viewer_id)
    if own_only and (row.seat is None or step in (Step.PAPER, Step.OPEN)):
        return Step.NONE
    return step


def _next_step(row: SheetRow, viewer_id: int) -> Step:
    case, seat = row.rated.case, row.seat
    if seat is None:
        return Step.BEGIN if row.out else Step.NONE
    if case.draft_of(viewer_id) is not None and seat.assessor_id == viewer_id:
        return Step.RESUME
    if row.out:
        return Step.BEGIN if seat.assessor_id == viewer_id else Step.PAPER
    if case.open_to(viewer_id):
        return Step.RESULT
    if only_sealed(case):
        return Step.OPEN
    return Step.LOOK if seat.handed_in and seat.assessor_id == viewer_id else Step.NONE


def paper_row(row: SheetRow) -> SheetRow | None:
    """Return the sheet that can be typed in from paper: this one, else the person's first that is out."""
    others = (replace(row, seat=one) for one in seats(row.rated.case))
    return next((one for one in (row, *others) if one.seat is not None and one.out), None)


def rows_of(page: CyclePage) -> tuple[SheetRow, ...]:
    """Return all sheets, people by name, each person's assessors in their order."""
    imported = page.source is not None
    return tuple(
        SheetRow(rated, seat, imported) for rated in page.people for seat in (seats(rated.case) or (None,))
    )


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which sheets are shown: of all, those pending or one's own, and a typed name or code."""

    viewer_id: int
    which: Which = Which.ALL
    typed: str = ""

    def narrowed(self, rows: Iterable[SheetRow]) -> tuple[SheetRow, ...]:
        """Return those of the rows that are shown."""
        return tuple(row for row in rows if self._is_chosen(row) and self._is_named(row))

    def _is_chosen(self, row: SheetRow) -> bool:
        if self.which is Which.ALL:
            return True
        return row.out and (self.which is Which.OUT or (row.seat is not None and row.of(self.viewer_id)))

    def _is_named(self, row: SheetRow) -> bool:
        if not self.typed:
            return True
        case = row.rated.case
        names = (case.person_name, row.rated.code, "" if row.seat is None else row.seat.name)
        return any(self.typed in fold(one) for one in names)
