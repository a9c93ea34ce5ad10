"""What a team needs: gaps by item and function, groups to train, who could teach whom; people may edit it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from math import lcm

from domain.team.matrix import KNOWN, Cell, TeamMatrix

TEACHES = 3
LEARNS = 1


@dataclass(frozen=True, slots=True)
class PersonGap:
    """Someone below the target of an item; ``gap`` in levels, ``pressing`` is weight times gap.

    ``imported``: the level comes from a file.
    """

    person_id: int
    level: Fraction
    target: int
    gap: Fraction
    weight: int
    stop: bool
    pressing: Fraction
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """An item with gaps, most pressing people first; ``known`` people have a level, ``missing`` have none.

    ``pressing`` is weight times gap, summed over the people; ``stops`` is how many have a stop-signal.
    """

    code: str
    function: str
    people: tuple[PersonGap, ...]
    known: int
    missing: int
    pressing: Fraction
    stops: int


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
    profiles = [matrix.people[row].profile_id for row in wanted]
    width = len(matrix.framework.items)
    found: list[Need] = []
    for column, item in enumerate(matrix.framework.items):
        alike: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
        for row, profile_id in zip(wanted, profiles, strict=True):
            at = row * width + column
            alike[profile_id, matrix.cells[at], matrix.indexes[at]].append(row)
        gaps = _gaps(matrix, alike.values(), column)
        if not gaps:
            continue
        counts: Counter[int] = Counter()
        for (_profile, cell, _level), same in alike.items():
            counts[cell] += len(same)
        people = tuple(gap for equal in gaps for gap in equal)
        found.append(
            Need(
                item.code,
                item.function,
                people,
                known=sum(counts[cell] for cell in KNOWN),
                missing=counts[Cell.MISSING],
                pressing=sum((len(equal) * equal[0].pressing for equal in gaps), Fraction(0)),
                stops=sum(gap.stop for gap in people),
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
    waiting = {
        codes: _Waiting(people, load, limits) for codes, people in _subjects(needs, twins, common).items()
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
            groups.append(TrainingGroup(codes, best.take(), Fraction(-pressing, common)))
            load.update(groups[-1].people)
    return tuple(groups)


def mentor_pairs(
    matrix: TeamMatrix, needs: TeamNeeds, limits: MentorLimits | None = None
) -> tuple[MentorPair, ...]:
    """Propose who could teach whom, the most pressing gap first.

    A mentor from the learner's unit is preferred, then the higher level, then fewer learners.
    """
    limits = limits or MentorLimits()
    common = _common(needs)
    columns = {code: column for column, code in enumerate(matrix.codes)}
    units = {one.person_id: one.unit_id for one in matrix.people}
    teaches: Counter[int] = Counter()
    mentors = {need.code: _Mentors(matrix, columns[need.code], teaches, limits) for need in needs.items}
    learners = [
        (-_scaled(gap.pressing, common), need.code, gap.person_id, gap)
        for need in needs.items
        for gap in need.people
        if gap.level <= LEARNS
    ]
    taught: Counter[int] = Counter()
    pairs: list[MentorPair] = []
    for _, code, learner, gap in sorted(learners):  # no one has two gaps in one item: gaps are never compared
        if taught[learner] >= limits.mentors:
            continue
        mentor = mentors[code].best(units[learner])
        if mentor is None:
            continue
        taught[learner] += 1
        teaches[mentor] += 1
        pairs.append(MentorPair(code, mentor, learner, gap.pressing))
    return tuple(pairs)


def _gaps(matrix: TeamMatrix, alike: Iterable[Sequence[int]], column: int) -> list[list[PersonGap]]:
    """Return the gaps of the rows, equally pressing ones together: stop-signals first, then the largest.

    *alike* groups rows of one profile at one level: their gap is computed once, which saves most of the work.
    """
    pressing: defaultdict[tuple[bool, Fraction], list[PersonGap]] = defaultdict(list)
    width = len(matrix.framework.items)
    for rows_alike in alike:
        if not matrix.is_below(rows_alike[0], column):
            continue
        place = matrix.place(rows_alike[0], column)
        level, target, gap, weight = place.level, place.target, place.gap, place.weight
        assert level is not None and target is not None and gap is not None and weight is not None
        weighed = weight * gap
        pressing[not place.stop, -weighed] += [
            PersonGap(
                *(matrix.people[row].person_id, level, target, gap, weight, place.stop, weighed),
                imported=matrix.cells[row * width + column] == Cell.IMPORTED,
            )
            for row in rows_alike
        ]
    return [sorted(pressing[key], key=lambda gap: gap.person_id) for key in sorted(pressing)]


def _by_function(items: Iterable[Need]) -> tuple[FunctionNeed, ...]:
    grouped: dict[str, list[Need]] = {}
    for need in items:
        grouped.setdefault(need.function, []).append(need)
    made = [
        FunctionNeed(
            code,
            len({gap.person_id for need in mine for gap in need.people}),
            len(mine),
            sum((need.pressing for need in mine), Fraction(0)),
        )
        for code, mine in grouped.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.pressing, one.code)))


def _common(needs: TeamNeeds) -> int:
    """Return a common denominator of all pressing gaps: comparing whole numbers is much faster."""
    return lcm(*{gap.pressing.denominator for need in needs.items for gap in need.people})


def _scaled(pressing: Fraction, common: int) -> int:
    return pressing.numerator * (common // pressing.denominator)


def _subjects(
    needs: TeamNeeds, twins: Mapping[str, tuple[str, ...]], common: int
) -> dict[tuple[str, ...], dict[int, int]]:
    """Return codes of each subject -> person -> the largest pressing gap in it, over *common*.

    Twins are one goal, not two.
    """
    by_code = {need.code: need for need in needs.items}
    subjects: dict[tuple[str, ...], dict[int, int]] = {}
    for code in sorted(by_code):
        codes = tuple(sorted({code, *(twin for twin in twins.get(code, ()) if twin in by_code)}))
        people = subjects.setdefault(codes, {})
        for gap in by_code[code].people:
            people[gap.person_id] = max(people.get(gap.person_id, 0), _scaled(gap.pressing, common))
    return subjects


class _Waiting:
    """Those waiting for one subject; ``group`` could be formed now: gap and person, largest gap first."""

    def __init__(self, people: Mapping[int, int], load: Counter[int], limits: GroupLimits) -> None:
        """*people* is person -> pressing gap; *load* counts each person's groups over all subjects."""
        self.group: list[tuple[int, int]] = []
        self._load = load
        self._limits = limits
        self._rest = sorted(((gap, -person) for person, gap in people.items()))
        self.fill()

    @property
    def pressing(self) -> int:
        """The sum of the group's pressing gaps."""
        return sum(gap for gap, _ in self.group)

    def fill(self) -> None:
        """Remove those who are in enough groups by now, and move up the next ones."""
        self.group = [one for one in self.group if self._is_free(one[1])]
        while self._rest and len(self.group) < self._limits.largest:
            gap, person = self._rest.pop()
            if self._is_free(-person):
                self.group.append((gap, -person))

    def take(self) -> tuple[int, ...]:
        """Return the people of the group; they no longer wait."""
        people = tuple(person for _, person in self.group)
        self.group = []
        return people

    def _is_free(self, person_id: int) -> bool:
        return self._load[person_id] < self._limits.groups_a_person


class _Mentors:
    """Those who could teach one item; mentors with the maximum number of learners drop out."""

    def __init__(self, matrix: TeamMatrix, column: int, teaches: Counter[int], limits: MentorLimits) -> None:
        """*teaches* counts the learners of each mentor over all items."""
        self._teaches = teaches
        self._most = limits.learners
        self._all: list[tuple[int, int, int]] = []
        self._of_unit: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        width, able = len(matrix.framework.items), bisect_left(matrix.levels, TEACHES)
        for row in matrix.staying:
            at, person = row * width + column, matrix.people[row]
            if matrix.cells[at] in KNOWN and matrix.indexes[at] >= able:
                mentor = (-matrix.indexes[at], 0, person.person_id)  # levels are in ascending order
                self._all.append(mentor)
                if person.unit_id is not None:
                    self._of_unit[person.unit_id].append(mentor)
        for mentors in (self._all, *self._of_unit.values()):
            heapify(mentors)

    def best(self, unit_id: int | None) -> int | None:
        """Return the best mentor for a learner of this unit; None if no one is free."""
        own = None if unit_id is None else self._first(self._of_unit.get(unit_id, []))
        return self._first(self._all) if own is None else own

    def _first(self, mentors: list[tuple[int, int, int]]) -> int | None:
        while mentors:
            level, learners, person_id = mentors[0]
            now = self._teaches[person_id]
            if now >= self._most:
                heappop(mentors)
            elif now != learners:
                heapreplace(mentors, (level, now, person_id))
            else:
                return person_id
        return None
