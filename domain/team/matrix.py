"""The matrix of a team: people by items in compact arrays, and the totals of any part of it."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from fractions import Fraction
from math import floor, lcm
from typing import NamedTuple

from domain.assessing.case import Cycle
from domain.assessing.policy import Policy
from domain.assessing.scoring import Status, status_of
from domain.framework.framework import Framework
from domain.framework.profile import Profile, Target
from domain.scale import TOP, Band

NO_LEVEL = -1
NO_AGE = -1


class Cell(IntEnum):
    """What is known at a place; integers, since an array holds thousands of them.

    *Outside*: the case does not ask for the item. *Hidden*: the viewer must stay blind to the case.
    *Unconfirmed*: a critical *not applicable* that no one has confirmed (law 10). *Imported*: from somebody's
    file, in this quarter or an earlier one (law 22).
    """

    OUTSIDE = 0
    HIDDEN = 1
    MISSING = 2
    NOT_APPLICABLE = 3
    UNCONFIRMED = 4
    CARRIED = 5
    RATED = 6
    IMPORTED = 7


KNOWN = frozenset({Cell.CARRIED, Cell.RATED, Cell.IMPORTED})


@dataclass(frozen=True, slots=True)
class MatrixPerson:
    """One row: a person with the case of the cycle; ``left_on`` is set if the person left during the cycle.

    ``waiting`` are the names of those whose sheet is to come, nobody if only sealed sheets are closed;
    ``blind`` means nothing is shown for the case.
    """

    person_id: int
    case_id: int
    code: str
    name: str
    post: str
    unit_id: int | None
    profile_id: int
    left_on: date | None = None
    blind: bool = False
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The details of one cell; ``level``, ``before``, ``gap`` in levels, ``age`` in quarters (0 is this one).

    ``target`` and ``weight`` are None if the profile does not ask for the item, ``least`` also if it is not
    critical. ``before`` is the level rated in the quarter before, None if not rated then.
    """

    code: str
    cell: Cell
    level: Fraction | None
    age: int | None
    before: Fraction | None
    target: int | None
    weight: int | None
    critical: bool
    least: int | None
    gap: Fraction | None
    band: Band | None
    stop: bool

    @property
    def change(self) -> Fraction | None:
        """Levels gained since the quarter before, if rated in both; a carried level has not changed."""
        if self.cell is not Cell.RATED or self.level is None or self.before is None:
            return None
        return self.level - self.before


class Tally(NamedTuple):
    """The sums over cells.

    Σ w·min(x, t); w·t of the known and of the applicable; w of the known, of those rated now and of the
    applicable; w·x. Then counts of cells: applicable, with a level, with a level rated now, *met*, with a
    stop-signal, hidden, critical and open; w of the imported and how many they are; last, how many are above
    their target. Levels and targets use the matrix's common denominator.
    """

    reached: int = 0
    asked_known: int = 0
    asked: int = 0
    weight_known: int = 0
    weight_now: int = 0
    weight: int = 0
    weighted: int = 0
    applicable: int = 0
    known: int = 0
    now: int = 0
    met: int = 0
    stops: int = 0
    hidden: int = 0
    open_critical: int = 0
    weight_imported: int = 0
    imported: int = 0
    above: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The totals of a part of the matrix, by the rules of a single case.

    Shares are 0..1, computed on demand, None if there is nothing to divide by. ``common`` is the denominator
    of levels and targets in ``sums``; ``unsettled`` counts the unsettled differences.
    """

    status: Status
    sums: Tally
    common: int
    unsettled: int = 0

    @property
    def attainment(self) -> Fraction | None:
        """What is reached out of what is required, where a level is known."""
        return _share(self.sums.reached, self.sums.asked_known)

    @property
    def lower(self) -> Fraction | None:
        """The attainment if everything unknown were at level 0."""
        return _share(self.sums.reached, self.sums.asked)

    @property
    def upper(self) -> Fraction | None:
        """The attainment if everything unknown met its target."""
        sums = self.sums
        return _share(sums.reached + sums.asked - sums.asked_known, sums.asked)

    @property
    def coverage(self) -> Fraction | None:
        """The weight of what has a level, 0..1."""
        return _share(self.sums.weight_known, self.sums.weight)

    @property
    def coverage_now(self) -> Fraction | None:
        """The weight of what has a level rated now, 0..1."""
        return _share(self.sums.weight_now, self.sums.weight)

    @property
    def mean(self) -> Fraction | None:
        """The mean level, 0..4."""
        return _share(self.sums.weighted, self.sums.weight_known * self.common)

    @property
    def applicable(self) -> int:
        """How many cells in scope are applicable."""
        return self.sums.applicable

    @property
    def known(self) -> int:
        """How many have a level."""
        return self.sums.known

    @property
    def now(self) -> int:
        """How many have a level rated now."""
        return self.sums.now

    @property
    def imported(self) -> int:
        """How many have a level that comes from a file."""
        return self.sums.imported

    @property
    def met(self) -> int:
        """How many are in no gap band."""
        return self.sums.met

    @property
    def below(self) -> int:
        """How many are in a gap band."""
        return self.sums.known - self.sums.met

    @property
    def above(self) -> int:
        """How many are above the target."""
        return self.sums.above

    @property
    def stops(self) -> int:
        """How many have a stop-signal."""
        return self.sums.stops

    @property
    def hidden(self) -> int:
        """How many are hidden."""
        return self.sums.hidden


@dataclass(frozen=True, slots=True)
class TeamMatrix:
    """The people of a cycle by the items of its framework, row by row, in arrays of one or two bytes a cell.

    ``codes`` are the columns. ``cells`` holds ``Cell``; ``indexes`` and ``before`` hold the position in
    ``levels`` (ascending) or NO_LEVEL; ``ages`` holds quarters or NO_AGE. ``profiles`` is profile id ->
    profile. ``sheets_in`` of ``sheets`` are handed in. ``unsettled`` is row -> columns in scope whose
    differences keep the case's result provisional.
    """

    cycle: Cycle
    framework: Framework
    policy: Policy
    profiles: Mapping[int, Profile]
    people: tuple[MatrixPerson, ...]
    levels: tuple[Fraction, ...]
    cells: array[int]
    indexes: array[int]
    ages: array[int]
    before: array[int]
    sheets_in: int = 0
    sheets: int = 0
    unsettled: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    _asked: dict[int, tuple["_Asked | None", ...]] = field(init=False, repr=False, compare=False)
    _scaled: tuple[tuple[int, ...], int] = field(init=False, repr=False, compare=False)
    _columns: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _packing: "_Packing" = field(init=False, repr=False, compare=False)
    _worths: dict[int, tuple["_Worths", ...]] = field(init=False, repr=False, compare=False)
    _parts: dict[int, dict[str, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        size = len(self.people) * len(self.framework.items)
        assert all(len(one) == size for one in (self.cells, self.indexes, self.ages, self.before)), size
        # Whole numbers over one denominator: as exact as fractions, and a row takes microseconds.
        common = lcm(*(level.denominator for level in self.levels))
        scaled = tuple(level.numerator * (common // level.denominator) for level in self.levels)
        asked = {
            number: tuple(_asked(profile, item.code, common, self.policy) for item in self.framework.items)
            for number, profile in self.profiles.items()
        }
        columns: dict[str, list[int]] = {}
        for column, item in enumerate(self.framework.items):
            columns.setdefault(item.function, []).append(column)
        weights = [one.weight for each in asked.values() for one in each if one is not None]
        packing = _Packing(size * TOP * common * max(weights, default=0) + size)
        worths = {
            number: tuple(_Worths(one, scaled, packing) for one in each) for number, each in asked.items()
        }
        object.__setattr__(self, "_asked", asked)
        object.__setattr__(self, "_scaled", (scaled, common))
        object.__setattr__(self, "_columns", {code: tuple(mine) for code, mine in columns.items()})
        object.__setattr__(self, "_packing", packing)
        object.__setattr__(self, "_worths", worths)
        object.__setattr__(self, "_parts", {})

    @property
    def codes(self) -> tuple[str, ...]:
        """The item codes of the columns."""
        return tuple(item.code for item in self.framework.items)

    @property
    def imported(self) -> bool:
        """Whether any level comes from a file."""
        return Cell.IMPORTED in self.cells

    def columns(self, function: str | None = None) -> range | tuple[int, ...]:
        """Return the column numbers of a function, or of all."""
        return range(len(self.framework.items)) if function is None else self._columns.get(function, ())

    def place(self, row: int, column: int) -> Place:
        """Return the details of a cell."""
        at = row * len(self.framework.items) + column
        item = self.framework.items[column]
        cell, index, back, age = Cell(self.cells[at]), self.indexes[at], self.before[at], self.ages[at]
        level = None if index == NO_LEVEL else self.levels[index]
        target = self.profiles[self.people[row].profile_id].targets.get(item.code)
        gap = None if level is None or target is None or cell is Cell.OUTSIDE else target.level - level
        critical = target is not None and target.critical
        return Place(
            code=item.code,
            cell=cell,
            level=level,
            age=None if age == NO_AGE else age,
            before=None if back == NO_LEVEL else self.levels[back],
            target=None if target is None else target.level,
            weight=None if target is None else target.weight,
            critical=critical,
            least=None if target is None or not critical else self.policy.least(target.level, target.floor),
            gap=gap,
            band=None if gap is None else self.policy.band(gap),
            stop=gap is not None and cell is not Cell.IMPORTED and self.is_stop(target, level),
        )

    def is_stop(self, target: Target | None, level: Fraction | None) -> bool:
        """Return whether a level is a stop-signal against this target."""
        if target is None or level is None or not target.critical:
            return False
        return self.policy.is_stop(level, target.level, target.floor)

    @property
    def staying(self) -> tuple[int, ...]:
        """The rows of those who have not left: they are the team, over which totals and counts are taken."""
        return tuple(row for row, person in enumerate(self.people) if person.left_on is None)

    def is_below(self, row: int, column: int) -> bool:
        """Return whether the cell has a level in a gap band; much faster than ``place``."""
        at = row * len(self.framework.items) + column
        wanted = self._asked[self.people[row].profile_id][column]
        if wanted is None or self.cells[at] < Cell.CARRIED:
            return False
        return self._scaled[0][self.indexes[at]] < wanted.met_from

    def change(self, rows: Iterable[int], columns: Sequence[int]) -> Fraction | None:
        """Return the mean over people of the gain in attainment since the quarter before.

        As in a trend: on the items rated in both quarters, with today's targets and weights. People with less
        than half of the weight in common are left out; None if no one remains (methods.md section 8).
        """
        won = [one for row in rows if (one := self._won(row, columns)) is not None]
        return sum(won, Fraction(0)) / len(won) if won else None

    def _won(self, row: int, columns: Sequence[int]) -> Fraction | None:
        asked, first = self._asked[self.people[row].profile_id], row * len(self.framework.items)
        scaled = self._scaled[0]
        gained = whole = weight = weight_now = weight_then = 0
        for column in columns:
            wanted, at = asked[column], first + column
            if wanted is None:
                continue
            now, then = self.cells[at] == Cell.RATED, self.before[at] != NO_LEVEL
            weight_now += wanted.weight * now
            weight_then += wanted.weight * then
            if now and then:
                weight += wanted.weight
                whole += wanted.weight * wanted.target
                levels = (
                    min(scaled[self.indexes[at]], wanted.target),
                    min(scaled[self.before[at]], wanted.target),
                )
                gained += wanted.weight * (levels[0] - levels[1])
        if not whole or 2 * weight < max(weight_now, weight_then):
            return None
        return Fraction(gained, whole)

    def row_summary(self, row: int, function: str | None = None) -> Summary:
        """Return the totals of one person: those of the person's case."""
        return self._of_functions((row,), function)

    def column_summary(self, column: int, rows: Iterable[int] | None = None) -> Summary:
        """Return the totals of one item, over the team or over these rows."""
        return self.summary(self.staying if rows is None else rows, (column,))

    def team_summary(self, function: str | None = None) -> Summary:
        """Return the totals of the team (those who have not left), in one function if one is given."""
        return self._of_functions(self.staying, function)

    def summary(self, rows: Iterable[int], columns: Sequence[int]) -> Summary:
        """Return the totals of a part, each cell with the target and weight of its person's profile."""
        rows = tuple(rows)
        return self._summary(sum(self._packed(row, columns) for row in rows), rows, columns)

    def _of_functions(self, rows: Sequence[int], function: str | None) -> Summary:
        """Return the totals of whole functions; each row is summed only once and then kept."""
        packed = 0
        for row in rows:
            parts = self._parts.get(row)
            if parts is None:
                parts = self._parts[row] = {
                    code: self._packed(row, columns) for code, columns in self._columns.items()
                }
            packed += sum(parts.values()) if function is None else parts.get(function, 0)
        return self._summary(packed, rows, self.columns(function))

    def _packed(self, row: int, columns: Sequence[int]) -> int:
        worths, first = self._worths[self.people[row].profile_id], row * len(self.framework.items)
        cells, indexes = self.cells, self.indexes
        return sum(
            worths[column][_kind(cells[first + column], indexes[first + column])] for column in columns
        )

    def _summary(self, packed: int, rows: Iterable[int], columns: Sequence[int]) -> Summary:
        sums = self._packing.unpacked(packed)
        apart = [self.unsettled[row] for row in rows if row in self.unsettled] if self.unsettled else []
        unsettled = sum(column in columns for those in apart for column in those)
        waits = sums.open_critical > 0 or unsettled > 0
        given = sums.weight_known - sums.weight_imported
        status = status_of(given, sums.weight, self.policy, waits=waits)
        return Summary(status, sums, self._scaled[1], unsettled)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a profile requires of an item: the target over the common denominator, and the band edges."""

    target: int
    weight: int
    critical: bool
    met_from: int  # from this level on there is no gap
    safe_from: int  # from this level on a critical item has no stop-signal


def _asked(profile: Profile, code: str, common: int, policy: Policy) -> _Asked | None:
    target = profile.targets.get(code)
    if target is None:
        return None
    # gap < small_gap means level > target - small_gap; as a whole number, the next one above.
    edge = (target.level - policy.small_gap) * common
    least = (policy.least(target.level, target.floor) - policy.small_gap) * common
    return _Asked(target.level * common, target.weight, target.critical, floor(edge) + 1, floor(least) + 1)


class _Packing:
    """Tallies packed into one number each: counting a team is one addition a cell (docs/decisions/0109)."""

    def __init__(self, most: int) -> None:
        """*most* is a limit that no part of a tally ever exceeds."""
        self._bits = most.bit_length() or 1  # an empty team
        self._places = tuple(range(0, self._bits * len(Tally._fields), self._bits))
        self._mask = (1 << self._bits) - 1

    def packed(self, tally: Tally) -> int:
        """Return the tally as a number; adding two numbers adds their tallies."""
        return sum(part << place for part, place in zip(tally, self._places, strict=True))

    def unpacked(self, packed: int) -> Tally:
        """Return what was packed."""
        mask = self._mask
        return Tally(*[packed >> place & mask for place in self._places])


class _Worths(dict[int, int]):
    """What a cell of an item adds to the totals, packed, by its kind; each kind is computed once."""

    def __init__(self, wanted: _Asked | None, scaled: Sequence[int], packing: _Packing) -> None:
        super().__init__()
        self._wanted, self._scaled, self._packing = wanted, scaled, packing

    def __missing__(self, kind: int) -> int:
        worth = self[kind] = self._packing.packed(self._tally(kind & 7, kind >> 3))
        return worth

    def _tally(self, cell: int, index: int) -> Tally:
        wanted = self._wanted
        if wanted is None:
            return Tally()
        weight, target = wanted.weight, wanted.target
        if cell == Cell.HIDDEN:
            return Tally(hidden=1)
        if cell == Cell.UNCONFIRMED:
            return Tally(open_critical=1)
        if cell == Cell.MISSING:
            return Tally(asked=weight * target, weight=weight, applicable=1, open_critical=wanted.critical)
        if cell < Cell.CARRIED:
            return Tally()
        level, now, imported = self._scaled[index], cell == Cell.RATED, cell == Cell.IMPORTED
        return Tally(
            reached=weight * min(level, target),
            asked_known=weight * target,
            asked=weight * target,
            weight_known=weight,
            weight_now=weight * now,
            weight=weight,
            weighted=weight * level,
            applicable=1,
            known=1,
            now=int(now),
            met=int(level >= wanted.met_from),
            stops=int(wanted.critical and not imported and level < wanted.safe_from),
            open_critical=int(wanted.critical and imported),
            weight_imported=weight * imported,
            imported=int(imported),
            above=int(level > target),
        )


def _kind(cell: int, index: int) -> int:
    return index << 3 | cell


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
