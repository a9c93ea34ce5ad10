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
from domain.scale import Band

NO_LEVEL = -1
NO_AGE = -1


class Cell(IntEnum):
    """What is known at a place; numbers, since thousands of them lie in an array.

    *Outside*: the case does not ask for the item. *Hidden*: the case is blind to whoever looks. *Unconfirmed*
    is a critical *not applicable* that nobody has confirmed (law 10).
    """

    OUTSIDE = 0
    HIDDEN = 1
    MISSING = 2
    NOT_APPLICABLE = 3
    UNCONFIRMED = 4
    CARRIED = 5
    RATED = 6


KNOWN = frozenset({Cell.CARRIED, Cell.RATED})


@dataclass(frozen=True, slots=True)
class MatrixPerson:
    """One row: a person with the case of the cycle. ``left_on`` is set for who has left in mid-cycle.

    ``waiting`` are the names of those whose sheets are out; ``blind`` tells that nothing is shown for it.
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
    """One cell spelled out; ``level``, ``before``, ``gap`` in levels, ``age`` in quarters, 0 is this one.

    ``target``, ``weight`` are None where the profile asks nothing of the item, ``least`` where it is not
    critical. ``before`` is the level rated
    in the quarter before, None unless it was rated then too.
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
        """Levels won since the quarter before, where both are rated; a carried level has not changed."""
        if self.cell is not Cell.RATED or self.level is None or self.before is None:
            return None
        return self.level - self.before


class Sums(NamedTuple):
    """What the totals are made of: Σ w·min(x, t), w·t known and applicable, w known and applicable, w·x.

    Those of levels and targets are over the denominator ``common``.
    """

    reached: int
    asked_known: int
    asked: int
    weight_known: int
    weight: int
    weighted: int
    common: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The totals of a part of the matrix by the rules of one case; None where nothing is to divide by.

    Shares 0..1; counts are cells: applicable, with a level, with one of now, *met*, below target, with a
    stop-signal, hidden, with a difference that nobody settled.
    """

    attainment: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    coverage: Fraction | None
    coverage_now: Fraction | None
    mean: Fraction | None
    status: Status
    applicable: int
    known: int
    now: int
    met: int
    stops: int
    hidden: int
    sums: Sums
    unsettled: int = 0

    @property
    def below(self) -> int:
        """How many lie in a gap band."""
        return self.known - self.met


@dataclass(frozen=True, slots=True)
class TeamMatrix:
    """The people of a cycle by the items of its framework, row by row, in arrays of one or two bytes a cell.

    ``codes`` are the columns. ``cells`` holds ``Cell``, ``indexes`` and ``before`` the place of a level in
    ``levels`` (ascending) or NO_LEVEL, ``ages`` quarters or NO_AGE. ``profiles`` is profile id -> profile.
    ``sheets_in`` of ``sheets`` are handed in. ``unsettled`` is row -> columns of the scope whose differences
    keep the result of the case provisional.
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
        object.__setattr__(self, "_asked", asked)
        object.__setattr__(self, "_scaled", (scaled, common))

    @property
    def codes(self) -> tuple[str, ...]:
        """The columns."""
        return tuple(item.code for item in self.framework.items)

    def columns(self, function: str | None = None) -> range | tuple[int, ...]:
        """Return the numbers of the columns of a function, or all."""
        if function is None:
            return range(len(self.framework.items))
        items = enumerate(self.framework.items)
        return tuple(number for number, item in items if item.function == function)

    def place(self, row: int, column: int) -> Place:
        """Spell a cell out."""
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
            stop=gap is not None and self.is_stop(target, level),
        )

    def is_stop(self, target: Target | None, level: Fraction | None) -> bool:
        """Tell whether a level is a stop-signal against this target."""
        if target is None or level is None or not target.critical:
            return False
        return self.policy.is_stop(level, target.level, target.floor)

    @property
    def staying(self) -> tuple[int, ...]:
        """The rows of those who have not left: they are the team, whose totals and counts are over them."""
        return tuple(row for row, person in enumerate(self.people) if person.left_on is None)

    def is_below(self, row: int, column: int) -> bool:
        """Tell whether the cell has a level in a gap band, much quicker than ``place`` does."""
        at = row * len(self.framework.items) + column
        wanted = self._asked[self.people[row].profile_id][column]
        if wanted is None or self.cells[at] < Cell.CARRIED:
            return False
        return self._scaled[0][self.indexes[at]] < wanted.met_from

    def change(self, rows: Iterable[int], columns: Sequence[int]) -> Fraction | None:
        """Return the mean over people of what their attainment won since the quarter before.

        As in a trend: on the items rated in both quarters, with the targets and weights of now; somebody with
        less than half of the weight in common is left out, None where nobody is left (methods.md section 8).
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
        """Return the totals of one person: those of the own case."""
        return self.summary((row,), self.columns(function))

    def column_summary(self, column: int, rows: Iterable[int] | None = None) -> Summary:
        """Return the totals of one item over the team, else over these rows."""
        return self.summary(self.staying if rows is None else rows, (column,))

    def team_summary(self, function: str | None = None) -> Summary:
        """Return the totals of the team: of those who have not left, in one function where one is given."""
        return self.summary(self.staying, self.columns(function))

    def summary(self, rows: Iterable[int], columns: Sequence[int]) -> Summary:
        """Return the totals of a part, each cell with the target and weight of its person's profile."""
        tally = _Tally()
        width = len(self.framework.items)
        scaled, common = self._scaled
        cells, indexes = self.cells, self.indexes
        for row in rows:
            asked, first = self._asked[self.people[row].profile_id], row * width
            tally.unsettled += sum(column in columns for column in self.unsettled.get(row, ()))
            for column in columns:
                wanted, cell = asked[column], cells[first + column]
                if wanted is None or cell == Cell.OUTSIDE:
                    continue
                if cell == Cell.HIDDEN:
                    tally.hidden += 1
                elif cell >= Cell.CARRIED:
                    tally.known_cell(wanted, scaled[indexes[first + column]], cell == Cell.RATED)
                elif cell == Cell.MISSING:
                    tally.missing_cell(wanted)
                elif cell == Cell.UNCONFIRMED:
                    tally.open_critical = True
        return tally.summary(common, self.policy)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a profile asks of an item: the target over the common denominator, and below what it is a gap."""

    target: int
    weight: int
    critical: bool
    met_from: int  # a level at or above this one is no gap
    safe_from: int  # of a critical item: at or above this one is no stop-signal


def _asked(profile: Profile, code: str, common: int, policy: Policy) -> _Asked | None:
    target = profile.targets.get(code)
    if target is None:
        return None
    # gap < small_gap is level > target - small_gap; in whole numbers the next one above.
    edge = (target.level - policy.small_gap) * common
    least = (policy.least(target.level, target.floor) - policy.small_gap) * common
    return _Asked(target.level * common, target.weight, target.critical, floor(edge) + 1, floor(least) + 1)


@dataclass(slots=True)
class _Tally:
    reached: int = 0
    asked_known: int = 0
    asked: int = 0
    weight_known: int = 0
    weight_now: int = 0
    weight: int = 0
    summed: int = 0
    applicable: int = 0
    known: int = 0
    now: int = 0
    met: int = 0
    stops: int = 0
    hidden: int = 0
    unsettled: int = 0
    open_critical: bool = False

    def known_cell(self, wanted: _Asked, level: int, now: bool) -> None:
        weight, target = wanted.weight, wanted.target
        self.applicable += 1
        self.known += 1
        self.weight += weight
        self.weight_known += weight
        self.asked += weight * target
        self.asked_known += weight * target
        self.reached += weight * (level if level < target else target)
        self.summed += weight * level
        if now:
            self.now += 1
            self.weight_now += weight
        if level >= wanted.met_from:
            self.met += 1
        if wanted.critical and level < wanted.safe_from:
            self.stops += 1

    def missing_cell(self, wanted: _Asked) -> None:
        self.applicable += 1
        self.weight += wanted.weight
        self.asked += wanted.weight * wanted.target
        self.open_critical = self.open_critical or wanted.critical

    def summary(self, common: int, policy: Policy) -> Summary:
        lower = _share(self.reached, self.asked)
        coverage = _share(self.weight_known, self.weight)
        return Summary(
            attainment=_share(self.reached, self.asked_known),
            lower=lower,
            upper=_share(self.reached + self.asked - self.asked_known, self.asked),
            coverage=coverage,
            coverage_now=_share(self.weight_now, self.weight),
            mean=_share(self.summed, self.weight_known * common),
            status=status_of(coverage, policy, waits=self.open_critical or self.unsettled > 0),
            applicable=self.applicable,
            known=self.known,
            now=self.now,
            met=self.met,
            stops=self.stops,
            hidden=self.hidden,
            sums=Sums(
                self.reached,
                self.asked_known,
                self.asked,
                self.weight_known,
                self.weight,
                self.summed,
                common,
            ),
            unsettled=self.unsettled,
        )


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
