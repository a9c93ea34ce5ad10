"""What a team needs: gaps by item and function, groups to train, who could teach whom; people may edit it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from itertools import chain, groupby, islice
from math import lcm
from operator import itemgetter

from domain.team.matrix import KNOWN, Cell, TeamMatrix

TEACHES = 3
LEARNS = 1
_LEVEL, _PROFILE = 3, 19  # bits before those of a level and of a profile, when a cell is one number
_CELL = (1 << _LEVEL) - 1


@dataclass(frozen=True, slots=True)
class Gap:
    """People equally below the target of an item, by id; ``gap`` in levels, ``pressing`` is weight times gap.

    ``imported``: the level comes from a file.
    """

    people: tuple[int, ...]
    level: Fraction
    target: int
    gap: Fraction
    weight: int
    stop: bool
    pressing: Fraction
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """An item with gaps, stop-signals first, then the most pressing.

    ``known`` people have a level, ``missing`` have none. ``pressing`` is weight times gap, summed over the
    people; ``stops`` is how many have a stop-signal.
    """

    code: str
    function: str
    gaps: tuple[Gap, ...]
    known: int
    missing: int
    pressing: Fraction
    stops: int

    @property
    def below(self) -> int:
        """How many people are below the target."""
        return sum(len(gap.people) for gap in self.gaps)

    @property
    def people(self) -> tuple[tuple[int, Gap], ...]:
        """The people with their gaps, in the order of the gaps, equally pressing ones by id."""
        made: list[tuple[int, Gap]] = []
        for _pressing, equal in groupby(self.gaps, key=_order):
            made += sorted(((person, gap) for gap in equal for person in gap.people), key=itemgetter(0))
        return tuple(made)


@dataclass(frozen=True, slots=True)
class FunctionNeed:
    """A function with gaps: how many people and items have one, and weight times gap over all of them."""

    code: str
    people: int
    items: int
    pressing: Fraction


@dataclass(frozen=True, slots=True)
class TeamNeeds:
    """Items and functions by pressing gap, the largest first; those without a gap are left out."""

    items: tuple[Need, ...]
    functions: tuple[FunctionNeed, ...]


@dataclass(frozen=True, slots=True)
class GroupLimits:
    """How large a training group is, and how many groups one person may be in at a time."""

    smallest: int = 3
    largest: int = 12
    groups_a_person: int = 2


@dataclass(frozen=True, slots=True)
class TrainingGroup:
    """A group to train together; ``codes`` are one subject: an item with its twins that someone lacks.

    ``people`` are in order of pressing gap, the largest first.
    """

    codes: tuple[str, ...]
    people: tuple[int, ...]
    pressing: Fraction


@dataclass(frozen=True, slots=True)
class MentorLimits:
    """How many a mentor takes, and how many mentors a person has at a time."""

    learners: int = 2
    mentors: int = 1


@dataclass(frozen=True, slots=True)
class MentorPair:
    """Someone at level 3 or above who could teach someone at 1 or below."""

    code: str
    mentor_id: int
    learner_id: int
    pressing: Fraction


def needs(matrix: TeamMatrix, rows: Iterable[int] | None = None) -> TeamNeeds:
    """Return what the people of these rows need, by default all; those who left need nothing."""
    staying = matrix.staying
    wanted = staying if rows is None else sorted(set(rows).intersection(staying))
    width = len(matrix.framework.items)
    profiles = {number: place for place, number in enumerate(matrix.profiles)}
    places = [(row, profiles[matrix.people[row].profile_id] << _PROFILE) for row in wanted]
    found: list[Need] = []
    for column, item in enumerate(matrix.framework.items):
        cells, indexes = matrix.cells[column::width], matrix.indexes[column::width]
        # By profile, level and cell, in one number: the gap of rows that are alike is computed once.
        alike: defaultdict[int, list[int]] = defaultdict(list)
        for row, profile in places:
            alike[profile | (indexes[row] + 1) << _LEVEL | cells[row]].append(row)
        gaps = tuple(sorted(_gaps(matrix, alike.values(), column), key=_order))
        if not gaps:
            continue
        counts: Counter[int] = Counter()
        for kind, same in alike.items():
            counts[kind & _CELL] += len(same)
        found.append(
            Need(
                item.code,
                item.function,
                gaps,
                known=sum(counts[cell] for cell in KNOWN),
                missing=counts[Cell.MISSING],
                pressing=sum((len(gap.people) * gap.pressing for gap in gaps), Fraction(0)),
                stops=sum(len(gap.people) for gap in gaps if gap.stop),
            )
        )
    items = tuple(sorted(found, key=lambda need: (-need.pressing, -need.stops, need.code)))
    return TeamNeeds(items, _by_function(items))


def training_groups(
    needs: TeamNeeds, twins: Mapping[str, tuple[str, ...]], limits: GroupLimits | None = None
) -> tuple[TrainingGroup, ...]:
    """Propose groups greedily: always the remaining subject with the most pressing gaps.

    *twins* is code -> the other wordings of the subject, which are taught together. People already in the
    maximum number of groups are skipped; a remainder too small for a group is left to individual plans.
    """
    limits = limits or GroupLimits()
    common = _common(needs)
    load: Counter[int] = Counter()
    full: set[int] = set()
    waiting = {
        codes: _Waiting(gaps, full, limits.largest) for codes, gaps in _subjects(needs, twins, common).items()
    }
    # What a subject offers only falls as people fill up, so a stale offer is never too low. It is enough to
    # check the highest again; the first that has not changed is the best.
    offers = [(-one.pressing, codes) for codes, one in waiting.items()]
    heapify(offers)
    groups: list[TrainingGroup] = []
    while offers:
        pressing, codes = offers[0]
        best = waiting[codes]
        best.fill()
        if len(best.group) < limits.smallest:
            heappop(offers)
        elif best.pressing != -pressing:
            heapreplace(offers, (-best.pressing, codes))
        else:
            people = best.take()
            groups.append(TrainingGroup(codes, people, Fraction(-pressing, common)))
            load.update(people)
            full.update(one for one in people if load[one] >= limits.groups_a_person)
    return tuple(groups)


def mentor_pairs(
    matrix: TeamMatrix, needs: TeamNeeds, limits: MentorLimits | None = None
) -> tuple[MentorPair, ...]:
    """Propose who could teach whom, the most pressing gap first.

    A mentor from the learner's unit is preferred, then the higher level, then fewer learners.
    """
    limits = limits or MentorLimits()
    units = {one.person_id: one.unit_id for one in matrix.people}
    mentors = _Mentors(matrix, limits)
    learners: defaultdict[tuple[Fraction, str], list[int]] = defaultdict(list)
    for need in needs.items:
        for gap in need.gaps:
            if gap.level <= LEARNS:
                learners[-gap.pressing, need.code] += gap.people
    taught: Counter[int] = Counter()
    full: set[int] = set()
    pairs: list[MentorPair] = []
    for pressing, code in sorted(learners):
        gap = -pressing
        for learner in sorted(one for one in learners[pressing, code] if one not in full):
            mentor = mentors.best(code, units[learner])
            if mentor is None:
                break  # whoever could teach it has enough learners
            taught[learner] += 1
            if taught[learner] >= limits.mentors:
                full.add(learner)
            pairs.append(MentorPair(code, mentor, learner, gap))
    return tuple(pairs)


def _gaps(matrix: TeamMatrix, alike: Iterable[Sequence[int]], column: int) -> Iterator[Gap]:
    """Yield what rows lack in an item; *alike* groups the rows of one profile with one level."""
    for rows in alike:
        if not matrix.is_below(rows[0], column):
            continue
        place = matrix.place(rows[0], column)
        level, target, gap, weight = place.level, place.target, place.gap, place.weight
        assert level is not None and target is not None and gap is not None and weight is not None
        people = tuple(sorted(matrix.people[row].person_id for row in rows))
        yield Gap(
            *(people, level, target, gap, weight, place.stop, weight * gap),
            imported=place.cell is Cell.IMPORTED,
        )


def _order(gap: Gap) -> tuple[bool, Fraction]:
    return not gap.stop, -gap.pressing


def _by_function(items: Iterable[Need]) -> tuple[FunctionNeed, ...]:
    grouped: dict[str, list[Need]] = {}
    for need in items:
        grouped.setdefault(need.function, []).append(need)
    made = [
        FunctionNeed(
            code,
            len(set[int]().union(*(gap.people for need in mine for gap in need.gaps))),
            len(mine),
            sum((need.pressing for need in mine), Fraction(0)),
        )
        for code, mine in grouped.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.pressing, one.code)))


def _common(needs: TeamNeeds) -> int:
    """Return a common denominator of all pressing gaps: comparing whole numbers is much faster."""
    return lcm(*{gap.pressing.denominator for need in needs.items for gap in need.gaps})


type _Waits = dict[int, list[int]]
"""Pressing gap, over the common denominator -> people."""


def _subjects(
    needs: TeamNeeds, twins: Mapping[str, tuple[str, ...]], common: int
) -> dict[tuple[str, ...], _Waits]:
    """Return the codes of each subject -> who lacks it; twins are one goal, not two.

    Who lacks several of them is there several times.
    """
    by_code = {need.code: need for need in needs.items}
    subjects: dict[tuple[str, ...], _Waits] = {}
    for code in sorted(by_code):
        codes = tuple(sorted({code, *(twin for twin in twins.get(code, ()) if twin in by_code)}))
        waits = subjects.setdefault(codes, {})
        for gap in by_code[code].gaps:
            pressing = gap.pressing.numerator * (common // gap.pressing.denominator)
            waits.setdefault(pressing, []).extend(gap.people)
    return subjects


class _Waiting:
    """Those waiting for one subject; ``group`` could be formed now: gap and person, largest gap first."""

    def __init__(self, gaps: _Waits, full: Collection[int], largest: int) -> None:
        """*full* are those who are in enough groups, which grows meanwhile."""
        self.group: list[tuple[int, int]] = []
        self._full = full
        self._largest = largest
        self._rest = self._ordered(gaps)
        self.fill()

    @property
    def pressing(self) -> int:
        """The sum of the group's pressing gaps."""
        return sum(gap for gap, _ in self.group)

    def fill(self) -> None:
        """Remove those who are in enough groups by now, and move up the next ones."""
        self.group = [one for one in self.group if one[1] not in self._full]
        self.group += islice(self._rest, self._largest - len(self.group))

    def take(self) -> tuple[int, ...]:
        """Return the people of the group; they no longer wait."""
        people = tuple(person for _, person in self.group)
        self.group = []
        return people

    def _ordered(self, gaps: _Waits) -> Iterator[tuple[int, int]]:
        """Yield who is still free, each once, by the largest of the own gaps; equally pressing ones by id."""
        seen: set[int] = set()
        for gap in sorted(gaps, reverse=True):
            for person in sorted(gaps[gap]):
                if person not in self._full and person not in seen:
                    seen.add(person)
                    yield gap, person


class _Mentors:
    """Those who could teach; mentors with the maximum number of learners drop out.

    People are numbered by id. They are found for an item when somebody lacks it, and put in order by level
    when that level is reached: most never are.
    """

    def __init__(self, matrix: TeamMatrix, limits: MentorLimits) -> None:
        self._matrix = matrix
        rows = sorted(matrix.staying, key=lambda row: matrix.people[row].person_id)
        self._ids = [matrix.people[row].person_id for row in rows]
        self._units: dict[int | None, tuple[list[int], list[int]]] = {}
        for number, row in enumerate(rows):
            numbers, rows_here = self._units.setdefault(matrix.people[row].unit_id, ([], []))
            numbers.append(number)
            rows_here.append(row)
        self._load = _Load(limits.learners, [0] * len(rows))
        self._columns = {code: column for column, code in enumerate(matrix.codes)}
        self._of_unit: dict[str, dict[int | None, _Able]] = {}
        self._of_all: dict[str, _Able] = {}

    def best(self, code: str, unit_id: int | None) -> int | None:
        """Return the best mentor in an item for a learner of this unit; None if no one is free."""
        of_unit = self._of_unit.get(code)
        if of_unit is None:
            of_unit = self._of_unit[code] = self._able(self._columns[code])
        own = None if unit_id is None or unit_id not in of_unit else of_unit[unit_id].first()
        if own is not None:
            return self._ids[own]
        if code not in self._of_all:
            every: defaultdict[int, list[int]] = defaultdict(list)
            for level, numbers in chain.from_iterable(one.by_level.items() for one in of_unit.values()):
                every[level] += numbers
            self._of_all[code] = _Able(self._load, every)
        other = self._of_all[code].first()
        return None if other is None else self._ids[other]

    def _able(self, column: int) -> dict[int | None, "_Able"]:
        """Return unit -> who has a level to teach in the item."""
        matrix, width = self._matrix, len(self._matrix.framework.items)
        cells, indexes = matrix.cells[column::width], matrix.indexes[column::width]
        least, known = bisect_left(matrix.levels, TEACHES), int(Cell.CARRIED)  # levels are in ascending order
        able: dict[int | None, _Able] = {}
        for unit_id, (numbers, rows) in self._units.items():
            by_level: defaultdict[int, list[int]] = defaultdict(list)
            cells_here, indexes_here = map(cells.__getitem__, rows), map(indexes.__getitem__, rows)
            for number, cell, index in zip(numbers, cells_here, indexes_here, strict=True):
                if index >= least and cell >= known:
                    by_level[index].append(number)
            able[unit_id] = _Able(self._load, by_level)
        return able


@dataclass(frozen=True, slots=True)
class _Load:
    """How many learners each mentor has by number, and may have at most."""

    most: int
    learners: list[int]


class _Able:
    """Those able to teach an item, in a unit or in all; ``by_level`` are their numbers."""

    def __init__(self, load: _Load, by_level: Mapping[int, Sequence[int]]) -> None:
        self.by_level = by_level
        self._load = load
        self._levels = sorted(self.by_level)
        self._heap: list[tuple[int, int]] = []

    def first(self) -> int | None:
        """Take the one of the highest level with the fewest learners; None if all have enough."""
        most, learners, heap = self._load.most, self._load.learners, self._heap
        while heap or self._levels:
            if not heap:
                members = self.by_level[self._levels.pop()]
                heap += [(learners[one], one) for one in members if learners[one] < most]
                heapify(heap)
                continue
            then, number = heap[0]
            now = learners[number]
            if now >= most:
                heappop(heap)
            elif now != then:
                heapreplace(heap, (now, number))
            else:
                learners[number] += 1
                return number
        return None
