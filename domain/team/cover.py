"""Who in a team carries each duty, and what is left of it without some of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from domain.assessing.gaps import DutyStatus, Known, duty_status
from domain.framework.framework import Duty
from domain.progress import Progress
from domain.scale import Band
from domain.team.matrix import KNOWN, Cell, TeamMatrix

_STEP = 50  # people between two checks for cancelling


class Hold(IntEnum):
    """What a duty rests on, the most pressing first.

    *Falls*: those who carried it are away. *Nobody*: nobody carries it even with all present. *Unknown*:
    likewise, but of some it is not known. *One* and *more* carry it.
    """

    FALLS = 0
    NOBODY = 1
    UNKNOWN = 2
    ONE = 3
    MORE = 4


@dataclass(frozen=True, slots=True)
class DutyCover:
    """A duty and who carries it, as sets of matrix rows in the bits of whole numbers.

    ``carry`` are those whose levels secure it, ``partly`` those at whom attention is due, ``short`` those who
    do not reach it, ``unknown`` those with too few levels or none that may be shown. Of the others nothing is
    asked for it.
    """

    duty: Duty
    carry: int
    partly: int
    short: int
    unknown: int

    @property
    def known(self) -> int:
        """The set of those of whom it is known whether they carry it."""
        return self.carry | self.partly | self.short

    def left(self, away: int) -> int:
        """Return the set of those who carry it and are not in the set *away*."""
        return self.carry & ~away

    def hold(self, away: int = 0) -> Hold:
        """Return what it rests on without those in the set *away*."""
        left = self.left(away).bit_count()
        if left:
            return Hold.ONE if left == 1 else Hold.MORE
        if self.carry:
            return Hold.FALLS
        return Hold.UNKNOWN if self.unknown else Hold.NOBODY


def rows_in(rows: int) -> tuple[int, ...]:
    """Return the rows of a set, in order."""
    return tuple(row for row, bit in enumerate(reversed(f"{rows:b}")) if bit == "1")


def as_set(rows: Iterable[int]) -> int:
    """Return the rows as a set in the bits of a whole number."""
    some = tuple(rows)
    found = bytearray(max(some, default=0) // 8 + 1)  # shifting and adding would copy the whole set for each
    for row in some:
        found[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(found, "little")


def cover(matrix: TeamMatrix, progress: Progress | None = None) -> tuple[DutyCover, ...]:
    """Return who of those who stay carries each duty that the profiles ask something for, in their order.

    A person carries it by the rule for one person (methods.md section 5).

    Raises:
        Cancelled: if asked to stop.
    """
    codes = {code: column for column, code in enumerate(matrix.codes)}
    duties = [
        (duty, [codes[code] for code in duty.items if code in codes]) for duty in matrix.framework.duties
    ]
    rows = {duty.code: {one: list[int]() for one in DutyStatus} for duty, _columns in duties}
    asked: set[str] = set()
    staying = matrix.staying
    for number, row in enumerate(staying):
        if progress is not None and number % _STEP == 0:
            progress.step(number, len(staying))
        known = _Row(matrix, row)
        for duty, columns in duties:
            status = known.status(columns)
            if status is not None:
                asked.add(duty.code)
                rows[duty.code][status].append(row)
    return tuple(
        DutyCover(
            duty,
            as_set(rows[duty.code][DutyStatus.SECURED]),
            as_set(rows[duty.code][DutyStatus.WATCH]),
            as_set(rows[duty.code][DutyStatus.AT_RISK]),
            as_set(rows[duty.code][DutyStatus.NO_DATA]),
        )
        for duty, _columns in duties
        if duty.code in asked
    )


class _Row:
    """The items of one person, each looked up once."""

    def __init__(self, matrix: TeamMatrix, row: int) -> None:
        self._matrix, self._row = matrix, row
        self._items: dict[int, tuple[int, Known | None]] = {}

    def status(self, columns: Iterable[int]) -> DutyStatus | None:
        """Return the status of a duty that needs these items; None if the profile asks for none of them."""
        items = [self._item(column) for column in columns]
        whole = sum(weight for weight, _known in items)
        if not whole:
            return None
        known = [one for _weight, one in items if one is not None]
        return duty_status(known, whole, self._matrix.policy)[0]

    def _item(self, column: int) -> tuple[int, Known | None]:
        """Return the weight that applies, 0 if the item does not, and the level against the target."""
        if column not in self._items:
            self._items[column] = self._looked_up(column)
        return self._items[column]

    def _looked_up(self, column: int) -> tuple[int, Known | None]:
        place = self._matrix.place(self._row, column)
        if place.weight is None or place.cell in (Cell.NOT_APPLICABLE, Cell.UNCONFIRMED):
            return 0, None
        if place.cell not in KNOWN or place.gap is None:
            return place.weight, None
        short_by = max(place.gap, Fraction(0))
        return place.weight, Known(place.weight, short_by, place.critical, place.band is Band.MET)
