"""What a team needs: gaps by item and function, groups to train, who could teach whom; all to be edited."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from domain.scale import Band
from domain.team.matrix import KNOWN, Cell, Place, TeamMatrix

TEACHES = 3
LEARNS = 1


@dataclass(frozen=True, slots=True)
class PersonGap:
    """Somebody below the target of an item; ``gap`` in levels, ``pressing`` is weight times gap."""

    person_id: int
    level: Fraction
    target: int
    gap: Fraction
    weight: int
    stop: bool

    @property
    def pressing(self) -> Fraction:
        return self.weight * self.gap


@dataclass(frozen=True, slots=True)
class Need:
    """An item that people lack, the most pressing first; ``known`` have a level, ``missing`` have none."""

    code: str
    function: str
    people: tuple[PersonGap, ...]
    known: int
    missing: int

    @property
    def pressing(self) -> Fraction:
        """Weight times gap, summed over the people."""
        return sum((one.pressing for one in self.people), Fraction(0))

    @property
    def stops(self) -> int:
        """How many are below a critical target."""
        return sum(one.stop for one in self.people)


@dataclass(frozen=True, slots=True)
class FunctionNeed:
    """A function with the gaps of its items: how many people have one, and all weight times gap."""

    code: str
    people: int
    items: int
    pressing: Fraction


@dataclass(frozen=True, slots=True)
class TeamNeeds:
    """Items and functions by pressing gap, the largest first; those without a gap are not there."""

    items: tuple[Need, ...]
    functions: tuple[FunctionNeed, ...]


@dataclass(frozen=True, slots=True)
class GroupLimits:
    """How large a training group is, and in how many one person may be at a time."""

    smallest: int = 3
    largest: int = 12
    groups_a_person: int = 2


@dataclass(frozen=True, slots=True)
class TrainingGroup:
    """A group to train together; ``codes`` are one subject: an item with its twins that somebody lacks.

    ``people`` stand by pressing gap, the largest first.
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
    """One who is at 3 or above could teach one who is at 1 or below."""

    code: str
    mentor_id: int
    learner_id: int
    pressing: Fraction


def needs(matrix: TeamMatrix, rows: Iterable[int] | None = None) -> TeamNeeds:
    """Return what the people of these rows lack, else of all; who has left needs nothing any more."""
    wanted = _staying(matrix, rows)
    found: list[Need] = []
    for column, item in enumerate(matrix.framework.items):
        # Most cells are no gap, and spelling a cell out costs more than all the rest.
        places = [(row, matrix.place(row, column)) for row in wanted if matrix.is_below(row, column)]
        gaps = [
            PersonGap(
                matrix.people[row].person_id, place.level, place.target, place.gap, place.weight, place.stop
            )
            for row, place in places
            if place.band in (Band.SMALL, Band.LARGE)
            and place.level is not None
            and place.target is not None
            and place.gap is not None
            and place.weight is not None
        ]
        cells = [matrix.cells[row * len(matrix.framework.items) + column] for row in wanted]
        known, missing = sum(cell in KNOWN for cell in cells), cells.count(Cell.MISSING)
        if gaps:
            ordered = tuple(sorted(gaps, key=lambda one: (not one.stop, -one.pressing, one.person_id)))
            found.append(Need(item.code, item.function, ordered, known, missing))
    items = tuple(sorted(found, key=lambda need: (-need.pressing, -need.stops, need.code)))
    return TeamNeeds(items, _by_function(items))


def training_groups(
    needs: TeamNeeds, twins: Mapping[str, tuple[str, ...]], limits: GroupLimits | None = None
) -> tuple[TrainingGroup, ...]:
    """Propose groups greedily: again and again the subject with the most pressing gaps that is left.

    *twins* is code -> the other wordings of the subject: they are taught in one. Whoever is in as many groups
    as may be is passed over; a remainder too small for a group is left to the plans of its people.
    """
    limits = limits or GroupLimits()
    subjects = _subjects(needs, twins)
    load: Counter[int] = Counter()
    made: list[TrainingGroup] = []
    while True:
        offers = [_offer(codes, people, load, limits) for codes, people in subjects.items()]
        offers = [one for one in offers if len(one.people) >= limits.smallest]
        if not offers:
            return tuple(made)
        best = min(offers, key=lambda one: (-one.pressing, one.codes))
        made.append(best)
        load.update(best.people)
        for person_id in best.people:
            del subjects[best.codes][person_id]


def mentor_pairs(
    matrix: TeamMatrix, needs: TeamNeeds, limits: MentorLimits | None = None
) -> tuple[MentorPair, ...]:
    """Propose who could teach whom, the most pressing gap first; a mentor of the own unit comes first.

    Then the one with the higher level, then the one with fewer learners.
    """
    limits = limits or MentorLimits()
    columns = {code: column for column, code in enumerate(matrix.codes)}
    rows = {one.person_id: row for row, one in enumerate(matrix.people)}
    able = {need.code: _able(matrix, columns[need.code]) for need in needs.items}
    wanted = [(gap, need.code) for need in needs.items for gap in need.people if gap.level <= LEARNS]
    taught: Counter[int] = Counter()
    teaches: Counter[int] = Counter()
    pairs: list[MentorPair] = []
    for gap, code in sorted(wanted, key=lambda one: (-one[0].pressing, one[1], one[0].person_id)):
        if taught[gap.person_id] >= limits.mentors:
            continue
        unit = matrix.people[rows[gap.person_id]].unit_id
        free = [one for one in able[code] if teaches[one[0]] < limits.learners]
        if not free:
            continue
        mentor = min(
            free, key=lambda one: (unit is None or one[2] != unit, -one[1], teaches[one[0]], one[0])
        )[0]
        taught[gap.person_id] += 1
        teaches[mentor] += 1
        pairs.append(MentorPair(code, mentor, gap.person_id, gap.pressing))
    return tuple(pairs)


def _staying(matrix: TeamMatrix, rows: Iterable[int] | None) -> list[int]:
    staying = matrix.staying
    return [*staying] if rows is None else [row for row in rows if row in staying]


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


def _subjects(
    needs: TeamNeeds, twins: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, ...], dict[int, Fraction]]:
    """Return codes of a subject -> person -> the largest pressing gap in it: twins are one goal, not two."""
    by_code = {need.code: need for need in needs.items}
    subjects: dict[tuple[str, ...], dict[int, Fraction]] = {}
    for code in sorted(by_code):
        codes = tuple(sorted({code, *(twin for twin in twins.get(code, ()) if twin in by_code)}))
        people = subjects.setdefault(codes, {})
        for gap in by_code[code].people:
            people[gap.person_id] = max(people.get(gap.person_id, Fraction(0)), gap.pressing)
    return subjects


def _offer(
    codes: tuple[str, ...], people: Mapping[int, Fraction], load: Counter[int], limits: GroupLimits
) -> TrainingGroup:
    free = [(gap, person_id) for person_id, gap in people.items() if load[person_id] < limits.groups_a_person]
    chosen = sorted(free, key=lambda one: (-one[0], one[1]))[: limits.largest]
    return TrainingGroup(
        codes,
        tuple(person_id for _, person_id in chosen),
        sum((gap for gap, _ in chosen), Fraction(0)),
    )


def _able(matrix: TeamMatrix, column: int) -> list[tuple[int, Fraction, int | None]]:
    """Return who could teach the item: person id, level, unit."""
    found: list[tuple[int, Fraction, int | None]] = []
    for row in _staying(matrix, None):
        place: Place = matrix.place(row, column)
        if place.level is not None and place.level >= TEACHES and place.cell in KNOWN:
            found.append((matrix.people[row].person_id, place.level, matrix.people[row].unit_id))
    return found
