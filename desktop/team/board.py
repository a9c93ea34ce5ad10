"""The data behind the map: the chosen rows and columns, and totals by person, team and function."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from operator import ge, gt

from domain.collation import order_key
from domain.framework.framework import Function, Item
from domain.progress import Progress
from domain.scale import LEVELS, Scale
from domain.team.able import Able, able
from domain.team.cover import DutyCover, cover
from domain.team.matrix import KNOWN, Summary, TeamMatrix
from domain.team.needs import TeamNeeds, needs
from domain.team.shift import Minimum, short
from domain.team.training import TrainingDraft, proposed
from domain.text import fold

_STEP = 50  # people between two checks for cancelling
MAIN = 24  # columns of the main items
WANTED = re.compile(r"(?P<code>\w+)\s*(?P<than>≥|>=|>)\s*(?P<level>[0-4](?:[.,]5)?)")
LOOKALIKES = str.maketrans("кс", "ks")  # typed on a Russian keyboard

type Than = Callable[[Fraction, Fraction], bool]


class Mode(StrEnum):
    """What a cell shows."""

    LEVEL = "level"
    GAP = "gap"
    CHANGE = "change"
    COVERAGE = "coverage"
    AGE = "age"


class Order(StrEnum):
    """The order of people: by name, attainment (least first), gaps (most first), the current column."""

    NAME = "name"
    ATTAINMENT = "attainment"
    GAPS = "gaps"
    COLUMN = "column"


class Chosen(StrEnum):
    """Which items are shown; the main ones are the critical, then those the team lacks most."""

    MAIN = "main"
    ALL = "all"
    CRITICAL = "critical"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Heading:
    """A row with the name of the unit of the people below it."""

    text: str
    count: int


type Line = int | Heading  # a row of the matrix


@dataclass(frozen=True, slots=True)
class Sums:
    """By column how many people are below target, None if no level is known, and weight times gap."""

    below: tuple[int | None, ...]
    pressing: tuple[Fraction, ...]


class Board:
    """A matrix with the totals of its rows and columns, each computed once.

    ``minimums`` are those for a shift, by key of the item, ``short`` the units where they are not known to be
    met. ``lacking`` is what its people lack; ``below`` the number below target in each column, ``pressing``
    weight times gap summed over them. ``main`` are the columns of the main items, the critical ones first.
    """

    def __init__(
        self,
        matrix: TeamMatrix,
        scale: Scale,
        units: Mapping[int, str],
        *,
        cyrillic_first: bool = True,
        minimums: Mapping[str, Minimum] | None = None,
        beside: Mapping[int | None, int] | None = None,
    ) -> None:
        self.matrix, self.scale = matrix, scale
        self.minimums = minimums or {}
        self.short = short(matrix, self.minimums, beside or {})
        self._units, self._cyrillic_first = units, cyrillic_first
        self._summaries: dict[tuple[int, str | None], Summary] = {}
        self._wholes: dict[str | None, Summary] = {}
        self._changes: dict[str | None, Fraction | None] = {}
        self._proposal: TrainingDraft | None = None
        self._cover: tuple[DutyCover, ...] | None = None
        self._folded: list[str] | None = None
        self.lacking = needs(matrix)
        self.whole_sums = whole = self._sums(self.lacking, matrix.staying)
        self.below, self.pressing = tuple(one or 0 for one in whole.below), whole.pressing
        self.main = self._main()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all columns."""
        return self.matrix.framework.items

    @property
    def functions(self) -> tuple[Function, ...]:
        """The functions that have items, in the order of their columns."""
        codes = dict.fromkeys(item.function for item in self.items)
        return tuple(self.matrix.framework.function(code) for code in codes)

    def summary(self, row: int, function: str | None = None) -> Summary:
        """Return the totals of a person, in one function if given."""
        key = row, function
        if key not in self._summaries:
            self._summaries[key] = self.matrix.row_summary(row, function)
        return self._summaries[key]

    def whole(self, function: str | None = None) -> Summary:
        """Return the totals of the team, in one function if given."""
        if function not in self._wholes:
            self._wholes[function] = self.matrix.team_summary(function)
        return self._wholes[function]

    def sums(self, rows: Iterable[int]) -> Sums:
        """Return the sums over the people of these rows; who left is not among them."""
        people, shown = self.matrix.people, set(rows)
        if all(row in shown or people[row].blind for row in self.matrix.staying):
            return self.whole_sums  # of the others nothing is known
        staying = [row for row in self.matrix.staying if row in shown]
        return self._sums(needs(self.matrix, staying), staying)

    def change(self, function: str | None) -> Fraction | None:
        """Return the team's change since the previous quarter, in a function if one is given.

        None if unknown.
        """
        if function not in self._changes:
            rows = self.matrix.staying
            self._changes[function] = self.matrix.change(rows, self.matrix.columns(function))
        return self._changes[function]

    def prepare(self, progress: Progress) -> None:
        """Compute everything that the screen shows of the whole team, so that it need not wait later.

        Raises:
            Cancelled: if asked to stop.
        """
        codes = [one.code for one in self.functions]
        count = len(self.matrix.people)
        for row in range(count):
            if row % _STEP == 0:
                progress.step(row, count)
            for function in (None, *codes):
                self.summary(row, function)
        for function in codes:
            progress.step(count, count)
            self.whole(function)
            self.change(function)
        self.whole()
        self.change(None)
        self.proposal()
        progress.step(count, count)

    def proposal(self) -> TrainingDraft:
        """Return the groups and mentors proposed from the gaps."""
        if self._proposal is None:
            self._proposal = proposed(self.matrix, self.lacking)
        return self._proposal

    def cover(self, progress: Progress) -> tuple[DutyCover, ...]:
        """Return who carries each duty.

        Raises:
            Cancelled: if asked to stop.
        """
        if self._cover is None:
            self._cover = cover(self.matrix, progress)
        return self._cover

    def spread(self, column: int) -> tuple[int, ...]:
        """Return how many people who are staying are at each level 0..4 of the item, rounded half up."""
        width, matrix = len(self.items), self.matrix
        nearest = [int(level + Fraction(1, 2)) for level in matrix.levels]
        places = [row * width + column for row in matrix.staying]
        found = Counter(nearest[matrix.indexes[at]] for at in places if matrix.cells[at] in KNOWN)
        return tuple(found[level] for level in LEVELS)

    def critical(self, column: int) -> bool:
        """Whether the item is critical in any of the profiles."""
        code = self.items[column].code
        return any(
            code in one.targets and one.targets[code].critical for one in self.matrix.profiles.values()
        )

    def unit(self, row: int) -> str:
        """Return the unit of the person, empty if there is none."""
        return self.unit_name(self.matrix.people[row].unit_id)

    def unit_name(self, unit_id: int | None) -> str:
        """Return the name of a unit, empty for None."""
        return self._units.get(unit_id or 0, "")

    def columns(self, chosen: Chosen, function: str, *, lacking_first: bool) -> tuple[int, ...]:
        """Return the columns to show, function by function; an empty *function* means all.

        The main ones are in their own order. With *lacking_first* functions and items are sorted by how many
        people are below target.
        """
        if chosen is Chosen.MAIN and not function and self.main:
            return self.main
        shown = [
            column
            for column, item in enumerate(self.items)
            if function in ("", item.function)
            and (chosen is not Chosen.CRITICAL or self.critical(column))
            and (chosen is not Chosen.LACKING or self.below[column])
        ]
        if lacking_first:
            worst: Counter[str] = Counter()
            for column in shown:
                worst[self.items[column].function] += self.below[column]
            shown.sort(
                key=lambda one: (-worst[self.items[one].function], self.items[one].function, -self.below[one])
            )
        return tuple(shown)

    def lines(
        self,
        text: str,
        order: Order,
        *,
        by_unit: bool,
        column: int | None = None,
        function: str | None = None,
        hidden: bool = True,
    ) -> tuple[Line, ...]:
        """Return the people whose name, code, post or unit contains all words of *text*, in this order.

        «S08 ≥ 3» in the text keeps those who have that level of the competency or a higher one, «S08 > 3»
        those above it.
        ``COLUMN`` sorts by the gap in *column*, largest first, or by attainment in *function*; people without
        a level there come last. Unless *hidden*, those of whom nothing may be shown are left out while nobody
        is searched for.
        """
        levels, rest = self._levels_wanted(text)
        words = fold(rest).split()
        rows = [
            row
            for row in range(len(self.matrix.people))
            if self._holds(row, words) and all(self._reaches(row, *one) for one in levels)
        ]
        if not hidden and not words and not levels:
            rows = [row for row in rows if not self.matrix.people[row].blind] or rows
        rows.sort(key=lambda row: self._key(row, order, column, function))
        if not by_unit:
            return tuple(rows)
        units: dict[str, list[int]] = {}
        for row in rows:
            units.setdefault(self.unit(row), []).append(row)
        made: list[Line] = []
        for unit in sorted(units, key=self._unit_key):
            made += (Heading(unit, len(units[unit])), *units[unit])
        return tuple(made)

    def asked(self, text: str) -> Able | None:
        """Return who has the level that *text* asks for, and who could teach others; None if it asks none."""
        levels, _rest = self._levels_wanted(text)
        if not levels:
            return None
        column, than, level = levels[0]

        def reaches(one: Fraction) -> bool:
            return than(one, level)

        return able(self.matrix, column, reaches)

    def _sums(self, lacking: TeamNeeds, rows: Sequence[int]) -> Sums:
        lacked, cells, width = {need.code: need for need in lacking.items}, self.matrix.cells, len(self.items)
        below: list[int | None] = []
        for column, code in enumerate(self.matrix.codes):
            known = code in lacked or any(cells[row * width + column] in KNOWN for row in rows)
            below.append((lacked[code].below if code in lacked else 0) if known else None)
        needed = (lacked.get(code) for code in self.matrix.codes)
        return Sums(tuple(below), tuple(Fraction(0) if need is None else need.pressing for need in needed))

    def _main(self) -> tuple[int, ...]:
        every = sorted(range(len(self.items)), key=lambda one: (-self.pressing[one], one))
        critical = [one for one in every if self.critical(one)]
        rest = [one for one in every if self.below[one] and one not in critical]
        return (*critical, *rest[: max(MAIN - len(critical), 0)])

    def _levels_wanted(self, text: str) -> tuple[list[tuple[int, Than, Fraction]], str]:
        """Return the columns with what their level must be, and the text without them."""
        columns = {code.casefold(): column for column, code in enumerate(self.matrix.codes)}
        found: list[tuple[int, Than, Fraction]] = []

        def take(match: re.Match[str]) -> str:
            code = match["code"].casefold().translate(LOOKALIKES)
            if code not in columns:
                return match[0]
            than = gt if match["than"] == ">" else ge
            found.append((columns[code], than, Fraction(match["level"].replace(",", "."))))
            return " "

        return found, WANTED.sub(take, text)

    def _reaches(self, row: int, column: int, than: Than, level: Fraction) -> bool:
        place = self.matrix.place(row, column)
        return place.cell in KNOWN and place.level is not None and than(place.level, level)

    def _unit_key(self, unit: str) -> tuple[bool, object]:
        return not unit, order_key(unit, cyrillic_first=self._cyrillic_first, numbers=True)

    def _holds(self, row: int, words: Sequence[str]) -> bool:
        if not words:
            return True
        if self._folded is None:
            people = enumerate(self.matrix.people)
            self._folded = [
                fold(f"{one.name} {one.code} {one.post} {self.unit(number)}") for number, one in people
            ]
        return all(word in self._folded[row] for word in words)

    def _key(self, row: int, order: Order, column: int | None, function: str | None) -> tuple[object, ...]:
        match order:
            case Order.NAME:
                return (row,)
            case Order.ATTAINMENT:
                return (*_least(self.summary(row).attainment), row)
            case Order.GAPS:
                totals = self.summary(row)
                return (-totals.stops, -totals.below, row)
            case Order.COLUMN if function is not None:
                return (*_least(self.summary(row, function).attainment), row)
            case Order.COLUMN if column is not None:
                place = self.matrix.place(row, column)
                gap = place.gap if place.cell in KNOWN else None
                return (gap is None, -(gap or 0), row)
            case _:
                return (row,)


def _least(value: Fraction | None) -> tuple[bool, Fraction]:
    return value is None, value or Fraction(0)
