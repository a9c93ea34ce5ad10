"""Change over quarters on the items rated in both, chain-linked (methods.md section 8)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from math import hypot
from typing import NamedTuple

from domain.assessing.entry import Entry
from domain.assessing.interval import Z95, Interval, marked, rater_interval
from domain.assessing.policy import Policy
from domain.assessing.scoring import row_of
from domain.assessing.trend_steps import (
    ENOUGH_COMMON,
    Average,
    Break,
    OwnLevel,
    Passage,
    Quarter,
    Step,
    linked_quarters,
)
from domain.ratios import Ratio


class Noise(StrEnum):
    """Whether a change of the mean exceeds what the assessors' scatter explains."""

    REAL = "real"
    WITHIN = "within"


class End(NamedTuple):
    """What a result says about its own quarter; None if it gives no single number."""

    attainment: Fraction | None
    mean: Fraction | None


NO_END = End(None, None)


@dataclass(frozen=True, slots=True)
class Linked:
    """One index in one quarter: ``own`` over all items rated in it, ``change`` over those in common.

    ``line`` is the value to show: the changes chained backwards from the last quarter, so that drawing, text
    and differences all use one series. None if the index is undefined.
    """

    own: Fraction | None
    change: Fraction | None
    line: Fraction | None


@dataclass(frozen=True, slots=True)
class Point:
    """One quarter of a trend.

    ``rated`` items have a level of their own; ``common`` of them also had one in the quarter before, of which
    ``up`` and ``down`` moved by a level or more. ``retargeted`` have another target or weight than before.
    ``broken`` says why the line starts again here; None within a line and for the first point. ``noise`` is
    None if it cannot be known. ``passage`` is set if the framework edition changed. ``imported``: the levels
    come from a file.
    """

    code: str
    number: int
    rated: int
    common: int
    attainment: Linked
    mean: Linked
    up: int = 0
    down: int = 0
    retargeted: int = 0
    broken: Break | None = None
    noise: Noise | None = None
    passage: Passage | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class TeamPoint:
    """One quarter of a team: means over people; ``people`` were rated, ``both`` also the quarter before.

    ``passage`` is that of most people, None if most stayed with their edition. ``imported``: the levels of
    most come from a file.
    """

    code: str
    number: int
    people: int
    both: int
    attainment: Linked
    mean: Linked
    broken: Break | None = None
    passage: Passage | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Trend[P: (Point, TeamPoint)]:
    """Quarters of a person or a team in order, and the same by function: ``functions`` is code -> points."""

    points: tuple[P, ...]
    functions: Mapping[str, tuple[P, ...]]

    def ending(self, number: int, whole: End, functions: Mapping[str, End]) -> "Trend[P]":
        """Return the trend with its last lines shifted to end at the figures of that quarter's result."""
        parts = {
            code: _ending(points, number, functions.get(code, NO_END))
            for code, points in self.functions.items()
        }
        return Trend(_ending(self.points, number, whole), parts)


def trend(quarters: Sequence[Quarter]) -> Trend[Point]:
    """Return the trend of one person; quarters without ratings are left out."""
    whole, parts = linked_quarters(quarters)
    return Trend(_points(whole), {code: _points(steps) for code, steps in parts.items()})


def team_trend(people: Iterable[Sequence[Quarter]]) -> Trend[TeamPoint]:
    """Return the trend of a team: each person linked to the own quarter before, then the mean over people.

    Each person is added up and let go before the next one is asked for.
    """
    whole: dict[int, _TeamQuarter] = {}
    parts: dict[str, dict[int, _TeamQuarter]] = {}
    for quarters in people:
        steps, by_function = linked_quarters(quarters)
        _add(steps, whole)
        for code, mine in by_function.items():
            _add(mine, parts.setdefault(code, {}))
    return Trend(_team_points(whole), {code: _team_points(parts[code]) for code in sorted(parts)})


def _points(steps: Sequence[Step]) -> tuple[Point, ...]:
    return _chained([_point(one) for one in steps])


def _chained[P: (Point, TeamPoint)](points: Sequence[P]) -> tuple[P, ...]:
    """Chain the lines backwards: each ends at the own value of its last quarter (a shift of the law's L)."""
    made: list[P] = []
    for point in reversed(points):
        after = made[-1] if made else None
        made.append(
            replace(
                point,
                attainment=_before(point.attainment, after.attainment if after else None),
                mean=_before(point.mean, after.mean if after else None),
            )
        )
    return tuple(reversed(made))


def _before(one: Linked, after: Linked | None) -> Linked:
    if after is None or after.line is None or after.change is None:
        return one
    return replace(one, line=after.line - after.change)


def _ending[P: (Point, TeamPoint)](points: Sequence[P], number: int, end: End) -> tuple[P, ...]:
    """Shift the last line of each index; earlier lines still end at the value of their own last quarter."""
    if not points or points[-1].number != number:
        return tuple(points)
    attainment = _shifted([one.attainment for one in points], end.attainment)
    mean = _shifted([one.mean for one in points], end.mean)
    return tuple(
        replace(point, attainment=met, mean=level)
        for point, met, level in zip(points, attainment, mean, strict=True)
    )


def _shifted(line: Sequence[Linked], end: Fraction | None) -> list[Linked]:
    last = line[-1].line
    if end is None or last is None:
        return [*line]
    made = [*line]
    for place in range(len(line) - 1, -1, -1):
        value = line[place].line
        if value is None:
            break
        made[place] = replace(line[place], line=value + end - last)
        if line[place].change is None:  # the line begins here
            break
    return made


def _point(one: Step) -> Point:
    common = one.common
    return Point(
        code=one.quarter.code,
        number=one.quarter.number,
        rated=one.own.items,
        common=common.items,
        attainment=_linked(one.own.attainment, one.attainment_change),
        mean=_linked(one.own.mean, one.mean_change),
        up=common.up,
        down=common.down,
        retargeted=common.retargeted,
        broken=one.broken,
        imported=one.quarter.imported,
        noise=_noise(one) if one.last is not None and one.broken is None else None,
        passage=one.passage,
    )


def _linked(own: Ratio, change: Ratio | None) -> Linked:
    value = _value(own)
    return Linked(value, None if change is None else _value(change), value)


def _value(ratio: Ratio) -> Fraction | None:
    return Fraction(ratio[0], ratio[1]) if ratio[1] else None


def _mean(levels: Mapping[str, OwnLevel], asked: Mapping[str, OwnLevel]) -> Fraction | None:
    whole = sum(item.weight for item in asked.values())
    summed = sum(item.weight * levels[key].level for key, item in asked.items())
    return Fraction(summed) / whole if whole else None


def _noise(one: Step) -> Noise | None:
    """Compare the change of M on the common items with the scatter of the raters of both quarters."""
    last = one.last
    if last is None or one.quarter.policy is None or last.policy is None:
        return None
    now, then = one.common_items()
    errors = (_error(now, now, one.quarter.policy), _error(then, now, last.policy))
    after, earlier = _mean(now, now), _mean(then, now)
    if errors[0].se is None or errors[1].se is None or after is None or earlier is None:
        return None
    scatter = Z95 * hypot(errors[0].se, errors[1].se)
    if any(one.seen for one in errors) and abs(after - earlier) <= scatter:
        return Noise.WITHIN
    # If all marks of a quarter agree, its error is not 0 but unknown, so no change can be said to exceed it.
    return Noise.REAL if all(one.seen for one in errors) else None


def _error(levels: Mapping[str, OwnLevel], asked: Mapping[str, OwnLevel], policy: Policy) -> Interval:
    if all(len(item.marks) < policy.interval_raters for item in levels.values()):
        return Interval()
    entries = [
        Entry(key, item.function, item.target, item.weight, critical=False, marks=levels[key].marks)
        for key, item in asked.items()
    ]
    return rater_interval(marked((row_of(entry, policy) for entry in entries), policy).values(), policy)


@dataclass(slots=True)
class _TeamQuarter:
    """What the people of a team add up to in one quarter; ``both`` are linked to the quarter before."""

    code: str
    people: int = 0
    both: int = 0
    imported: int = 0
    attainment: Average = field(default_factory=Average)
    mean: Average = field(default_factory=Average)
    attainment_change: Average = field(default_factory=Average)
    mean_change: Average = field(default_factory=Average)
    passages: Counter[Passage | None] = field(default_factory=Counter[Passage | None])


def _add(steps: Iterable[Step], quarters: dict[int, _TeamQuarter]) -> None:
    for step in steps:
        here = quarters.get(step.quarter.number)
        if here is None:
            here = quarters[step.quarter.number] = _TeamQuarter(step.quarter.code)
        mean_change = step.mean_change
        here.people += 1
        here.both += mean_change is not None
        here.imported += step.quarter.imported
        here.attainment.add(step.own.attainment)
        here.mean.add(step.own.mean)
        here.attainment_change.add(step.attainment_change)
        here.mean_change.add(mean_change)
        here.passages[step.passage] += 1


def _team_points(quarters: Mapping[int, _TeamQuarter]) -> tuple[TeamPoint, ...]:
    points: list[TeamPoint] = []
    for number in sorted(quarters):
        here, before = quarters[number], points[-1] if points else None
        imported = 2 * here.imported > here.people
        broken = None
        if before is not None:
            broken = _team_broken(number, here.people, here.both, before, imported=imported)
        goes_on = before is not None and broken is None
        attainment, mean = (
            Linked(own.value, change.value if goes_on else None, own.value)
            for own, change in (
                (here.attainment, here.attainment_change),
                (here.mean, here.mean_change),
            )
        )
        points.append(
            TeamPoint(
                code=here.code,
                number=number,
                people=here.people,
                both=here.both if before is not None else 0,
                attainment=attainment,
                mean=mean,
                broken=broken,
                passage=None if before is None else here.passages.most_common(1)[0][0],
                imported=imported,
            )
        )
    return _chained(points)


def _team_broken(number: int, here: int, both: int, before: TeamPoint, *, imported: bool) -> Break | None:
    if number != before.number + 1:
        return Break.GAP
    if imported != before.imported:
        return Break.IMPORTED
    few = both < ENOUGH_COMMON * here or both < ENOUGH_COMMON * before.people
    return Break.FEW_COMMON if few else None
