"""The trend told in the plainest way, index by index and part by part: what the quick way must equal."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import hypot

from domain.assessing.entry import Entry
from domain.assessing.interval import Z95, Interval, marked, rater_interval
from domain.assessing.policy import Policy
from domain.assessing.scoring import row_of
from domain.assessing.trend import Linked, Noise, Point, TeamPoint, Trend
from domain.assessing.trend_steps import ENOUGH_COMMON, REAL_CHANGE, Break, OwnLevel, Passage, Quarter


def trend(quarters: Sequence[Quarter]) -> Trend[Point]:
    """Return what ``domain.assessing.trend.trend`` must return."""
    rated = sorted((one for one in quarters if one.items), key=lambda one: one.number)
    # An item is where the newest edition has it.
    functions = {key: item.function for one in rated for key, item in one.items.items()}
    by_function = {
        code: _points(_only(rated, {key for key, mine in functions.items() if mine == code}))
        for code in sorted(set(functions.values()))
    }
    return Trend(_points(rated), by_function)


def team_trend(people: Sequence[Sequence[Quarter]]) -> Trend[TeamPoint]:
    """Return what ``domain.assessing.trend.team_trend`` must return."""
    trends = [trend(one) for one in people]
    functions = sorted({code for one in trends for code in one.functions})
    return Trend(
        _team_points([one.points for one in trends]),
        {code: _team_points([one.functions.get(code, ()) for one in trends]) for code in functions},
    )


def _only(rated: Sequence[Quarter], keys: Collection[str]) -> tuple[Quarter, ...]:
    """Return the quarters with these items alone, without those that rated none of them."""
    kept = (
        replace(one, items={key: item for key, item in one.items.items() if key in keys}) for one in rated
    )
    return tuple(one for one in kept if one.items)


def _points(rated: Sequence[Quarter]) -> tuple[Point, ...]:
    points: list[Point] = []
    for place, one in enumerate(rated):
        points.append(_point(one, rated[place - 1]) if place else _first(one))
    return _chained(points)


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


def _first(one: Quarter) -> Point:
    attainment, mean = _attainment(one.items, one.items), _mean(one.items, one.items)
    return Point(
        code=one.code,
        number=one.number,
        rated=len(one.items),
        common=0,
        attainment=Linked(attainment, None, attainment),
        mean=Linked(mean, None, mean),
    )


def _point(one: Quarter, last: Quarter) -> Point:
    assert last.number < one.number, (last.code, one.code)
    common = one.items.keys() & last.items.keys() if one.number == last.number + 1 else frozenset[str]()
    now = {key: one.items[key] for key in common}
    then = {key: last.items[key] for key in common}
    broken = _broken(one, last, now, then)
    linked = broken is None
    moved = [now[key].level - then[key].level for key in common]
    return Point(
        code=one.code,
        number=one.number,
        rated=len(one.items),
        common=len(common),
        attainment=_link(_attainment, one, now, then, linked=linked),
        mean=_link(_mean, one, now, then, linked=linked),
        up=sum(change >= REAL_CHANGE for change in moved),
        down=sum(change <= -REAL_CHANGE for change in moved),
        retargeted=sum(
            (now[key].target, now[key].weight) != (then[key].target, then[key].weight) for key in common
        ),
        broken=broken,
        noise=_noise(now, then, one.policy, last.policy) if linked else None,
        passage=_passage(one, last),
    )


def _passage(one: Quarter, last: Quarter) -> Passage | None:
    if one.edition == last.edition:
        return None
    both = len(one.known & last.known)
    return Passage(one.edition_number, both, len(last.known) - both, len(one.known) - both)


type _Items = Mapping[str, OwnLevel]
type _Index = Callable[[_Items, _Items], Fraction | None]


def _link(index: _Index, one: Quarter, now: _Items, then: _Items, *, linked: bool) -> Linked:
    own = index(one.items, one.items)
    after, earlier = index(now, now), index(then, now)
    if not linked or after is None or earlier is None:
        return Linked(own, None, own)
    return Linked(own, after - earlier, own)


def _broken(one: Quarter, last: Quarter, now: _Items, then: _Items) -> Break | None:
    if one.number != last.number + 1:
        return Break.GAP
    # Each quarter is measured by its own weights.
    shares = ((now, one.items), (then, last.items))
    few = any(_weight(part) < ENOUGH_COMMON * _weight(whole) for part, whole in shares)
    return Break.FEW_COMMON if few else None


def _attainment(levels: _Items, asked: _Items) -> Fraction | None:
    """Return T of these levels against the targets and weights that are asked, of the same keys."""
    whole = sum(item.weight * item.target for item in asked.values())
    reached = sum(item.weight * min(levels[key].level, item.target) for key, item in asked.items())
    return Fraction(reached) / whole if whole else None


def _mean(levels: _Items, asked: _Items) -> Fraction | None:
    whole = _weight(asked)
    summed = sum(item.weight * levels[key].level for key, item in asked.items())
    return Fraction(summed) / whole if whole else None


def _weight(items: _Items) -> int:
    return sum(item.weight for item in items.values())


def _noise(now: _Items, then: _Items, policy: Policy | None, before: Policy | None) -> Noise | None:
    """Compare the change of M with the scatter of the raters of both quarters, on the common items."""
    errors = (_error(now, now, policy), _error(then, now, before))
    after, earlier = _mean(now, now), _mean(then, now)
    if errors[0].se is None or errors[1].se is None or after is None or earlier is None:
        return None
    scatter = Z95 * hypot(errors[0].se, errors[1].se)
    if any(one.seen for one in errors) and abs(after - earlier) <= scatter:
        return Noise.WITHIN
    # Where all marks of a quarter agree its error is not 0 but unseen: no change is larger than that.
    return Noise.REAL if all(one.seen for one in errors) else None


def _error(levels: _Items, asked: _Items, policy: Policy | None) -> Interval:
    if policy is None or all(len(item.marks) < policy.interval_raters for item in levels.values()):
        return Interval()
    entries = [
        Entry(key, item.function, item.target, item.weight, critical=False, marks=levels[key].marks)
        for key, item in asked.items()
    ]
    return rater_interval(marked((row_of(entry, policy) for entry in entries), policy).values(), policy)


def _team_points(people: Sequence[Sequence[Point]]) -> tuple[TeamPoint, ...]:
    by_number: dict[int, list[Point]] = {}
    for points in people:
        for point in points:
            by_number.setdefault(point.number, []).append(point)
    made: list[TeamPoint] = []
    for number in sorted(by_number):
        here, before = by_number[number], made[-1] if made else None
        both = [point for point in here if point.mean.change is not None]
        broken = None if before is None else _team_broken(number, len(here), len(both), before)
        linked = before is not None and broken is None
        made.append(
            TeamPoint(
                code=here[0].code,
                number=number,
                people=len(here),
                both=len(both) if before is not None else 0,
                attainment=_team_link([point.attainment for point in here], goes_on=linked),
                mean=_team_link([point.mean for point in here], goes_on=linked),
                broken=broken,
                passage=None if before is None else _commonest([point.passage for point in here]),
            )
        )
    return _chained(made)


def _commonest(passages: Sequence[Passage | None]) -> Passage | None:
    return Counter(passages).most_common(1)[0][0]


def _team_broken(number: int, here: int, both: int, before: TeamPoint) -> Break | None:
    if number != before.number + 1:
        return Break.GAP
    few = both < ENOUGH_COMMON * here or both < ENOUGH_COMMON * before.people
    return Break.FEW_COMMON if few else None


def _team_link(linked: Sequence[Linked], *, goes_on: bool) -> Linked:
    own = _average([one.own for one in linked])
    return Linked(own, _average([one.change for one in linked]) if goes_on else None, own)


def _average(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
