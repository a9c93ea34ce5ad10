"""Needs of a team told in the plainest way, gap by gap and round by round: what the quick way must equal."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from domain.scale import Band
from domain.team.matrix import KNOWN, Cell, TeamMatrix
from domain.team.needs import (
    LEARNS,
    TEACHES,
    GroupLimits,
    MentorLimits,
    MentorPair,
    Need,
    TeamNeeds,
    TrainingGroup,
)

type Row = tuple[int, Fraction, int, Fraction, int, bool, Fraction]
"""Person, level, target, gap, weight, whether it is a stop-signal, weight times gap."""


class Lack(NamedTuple):
    """A need, person by person."""

    code: str
    function: str
    people: tuple[Row, ...]
    known: int
    missing: int
    pressing: Fraction
    stops: int


def told(need: Need) -> Lack:
    """Return a need as the plain way tells it."""
    people = [
        (person, one.level, one.target, one.gap, one.weight, one.stop, one.pressing)
        for person, one in need.people
    ]
    assert need.below == len(people)
    return Lack(need.code, need.function, tuple(people), need.known, need.missing, need.pressing, need.stops)


def items_lacked(matrix: TeamMatrix) -> tuple[Lack, ...]:
    """Return what the people who have not left lack, the most pressing first."""
    found: list[Lack] = []
    for column, item in enumerate(matrix.framework.items):
        places = [(matrix.people[row].person_id, matrix.place(row, column)) for row in matrix.staying]
        gaps = [
            (person, one.level, one.target, one.gap, one.weight, one.stop, one.weight * one.gap)
            for person, one in places
            if one.cell in KNOWN
            and one.band in (Band.SMALL, Band.LARGE)
            and one.level is not None
            and one.target is not None
            and one.gap is not None
            and one.weight is not None
        ]
        if gaps:
            gaps.sort(key=lambda one: (not one[-2], -one[-1], one[0]))
            cells = [one.cell for _, one in places]
            known, missing = sum(cell in KNOWN for cell in cells), cells.count(Cell.MISSING)
            pressing = sum((one[-1] for one in gaps), Fraction(0))
            stops = sum(one[-2] for one in gaps)
            found.append(Lack(item.code, item.function, tuple(gaps), known, missing, pressing, stops))
    return tuple(sorted(found, key=lambda need: (-need.pressing, -need.stops, need.code)))


def groups(
    needs: TeamNeeds, twins: Mapping[str, tuple[str, ...]], limits: GroupLimits
) -> tuple[TrainingGroup, ...]:
    """Offer every subject anew in each round and take the most pressing."""
    by_code = {need.code: need for need in needs.items}
    subjects: dict[tuple[str, ...], dict[int, Fraction]] = {}
    for code in sorted(by_code):
        codes = tuple(sorted({code, *(twin for twin in twins.get(code, ()) if twin in by_code)}))
        people = subjects.setdefault(codes, {})
        for person, gap in by_code[code].people:
            people[person] = max(people.get(person, Fraction(0)), gap.pressing)
    load: Counter[int] = Counter()
    taken: list[TrainingGroup] = []
    while True:
        offers = [_offer(codes, people.items(), load, limits) for codes, people in subjects.items()]
        offers = [one for one in offers if len(one.people) >= limits.smallest]
        if not offers:
            return tuple(taken)
        best = min(offers, key=lambda one: (-one.pressing, one.codes))
        taken.append(best)
        load.update(best.people)
        for person in best.people:
            del subjects[best.codes][person]


def _offer(
    codes: tuple[str, ...],
    people: Iterable[tuple[int, Fraction]],
    load: Counter[int],
    limits: GroupLimits,
) -> TrainingGroup:
    free = [(-gap, person) for person, gap in people if load[person] < limits.groups_a_person]
    chosen = sorted(free)[: limits.largest]
    return TrainingGroup(
        codes, tuple(person for _, person in chosen), -sum((gap for gap, _ in chosen), Fraction(0))
    )


def pairs(matrix: TeamMatrix, needs: TeamNeeds, limits: MentorLimits) -> tuple[MentorPair, ...]:
    """Look at every able mentor for each gap."""
    units = {one.person_id: one.unit_id for one in matrix.people}
    wanted = [
        (-gap.pressing, need.code, person)
        for need in needs.items
        for person, gap in need.people
        if gap.level <= LEARNS
    ]
    taught: Counter[int] = Counter()
    teaches: Counter[int] = Counter()
    found: list[MentorPair] = []
    for pressing, code, learner in sorted(wanted):
        if taught[learner] >= limits.mentors:
            continue
        able: list[tuple[bool, Fraction, int, int]] = []
        for row in matrix.staying:
            place, mentor = matrix.place(row, matrix.codes.index(code)), matrix.people[row].person_id
            level = place.level if place.cell in KNOWN and teaches[mentor] < limits.learners else None
            if level is not None and level >= TEACHES:
                elsewhere = units[learner] is None or units[mentor] != units[learner]
                able.append((elsewhere, -level, teaches[mentor], mentor))
        if able:
            mentor = min(able)[3]
            taught[learner] += 1
            teaches[mentor] += 1
            found.append(MentorPair(code, mentor, learner, -pressing))
    return tuple(found)
