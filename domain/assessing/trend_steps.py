"""Ratings quarter by quarter, each linked to the one before: sums in one pass over the items.

Nothing is divided here; the callers do that. Numerators and denominators are whole wherever levels are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from domain.assessing.policy import Policy
from domain.mark import GivenMark
from domain.ratios import Exact, Ratio, total

ENOUGH_COMMON = Fraction(1, 2)
REAL_CHANGE = 1  # levels, of one item


@dataclass(frozen=True, slots=True)
class OwnLevel:
    """An item as rated in the quarter itself, never carried; target and weight are those of the quarter.

    ``marks`` are the marks that counted, needed only if two or more assessors make noise measurable.
    """

    function: str
    level: Exact
    target: int
    weight: int
    marks: tuple[GivenMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarter:
    """What was rated in one quarter; ``number`` counts quarters, so neighbours differ by 1.

    ``items`` is item key -> level: keys stay the same across editions of the framework, codes may not.
    ``edition`` is the id of the edition, ``edition_number`` its visible number, ``known`` the keys of all its
    items. ``imported`` means that the levels come from a file and were not given here.
    """

    code: str
    number: int
    items: Mapping[str, OwnLevel]
    edition: int = 0
    policy: Policy | None = None
    edition_number: int = 0
    known: frozenset[str] = frozenset()
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The framework edition changes in this quarter; ``number`` is the visible number of the new one.

    ``both`` items continue from the edition before, ``ended`` were only in that one, ``begun`` are only in
    this one; changes link only the first.
    """

    number: int
    both: int
    ended: int
    begun: int


class Break(StrEnum):
    """Why the line starts again: nothing rated in the quarter before, less than half in common, or a file.

    Levels of a file are by another scale and other people: no change is counted from or to them (law 22).
    """

    GAP = "gap"
    IMPORTED = "imported"
    FEW_COMMON = "few_common"


@dataclass(slots=True)
class OwnSums:
    """Sums over the items of one quarter, by its own targets and weights."""

    items: int = 0
    weight: int = 0
    asked: int = 0
    reached: Exact = 0
    summed: Exact = 0

    @property
    def attainment(self) -> Ratio:
        """T: what is reached out of what is required."""
        return self.reached, self.asked

    @property
    def mean(self) -> Ratio:
        """M: the mean level by weight."""
        return self.summed, self.weight


@dataclass(slots=True)
class CommonSums:
    """Sums over the items that two neighbouring quarters have in common.

    All use the targets and weights of the later quarter, except ``weight_then``. ``reached`` and ``summed``
    are the gains since. ``up`` and ``down`` moved by a level or more; ``retargeted`` have another target or
    weight.
    """

    items: int = 0
    weight: int = 0
    weight_then: int = 0
    asked: int = 0
    reached: Exact = 0
    summed: Exact = 0
    up: int = 0
    down: int = 0
    retargeted: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One quarter of a person, over all items or one function, linked to the one before (None for the first).

    ``broken`` says why nothing links the two; ``keys`` are the items of the function, None for all.
    """

    quarter: Quarter
    own: OwnSums
    last: Quarter | None
    common: CommonSums
    broken: Break | None
    keys: Collection[str] | None

    @property
    def attainment_change(self) -> Ratio | None:
        """The gain of T on the common items; None if the quarters are not linked."""
        return self._change(self.common.reached, self.common.asked)

    @property
    def mean_change(self) -> Ratio | None:
        """The gain of M on the common items; None if the quarters are not linked."""
        return self._change(self.common.summed, self.common.weight)

    @property
    def passage(self) -> Passage | None:
        """The change of framework edition that happens here, if any."""
        one, last = self.quarter, self.last
        if last is None or one.edition == last.edition:
            return None
        both = len(one.known & last.known)
        return Passage(one.edition_number, both, len(last.known) - both, len(one.known) - both)

    def common_items(self) -> tuple[dict[str, OwnLevel], dict[str, OwnLevel]]:
        """Return the common items as they are now and as they were then."""
        now = self.quarter.items
        then: Mapping[str, OwnLevel] = {} if self.last is None else self.last.items
        keys = [key for key in now if key in then and (self.keys is None or key in self.keys)]
        return {key: now[key] for key in keys}, {key: then[key] for key in keys}

    def _change(self, won: Exact, whole: int) -> Ratio | None:
        return (won, whole) if self.last is not None and self.broken is None and whole else None


@dataclass(slots=True)
class Average:
    """The exact mean of ratios added one by one; None and a denominator of 0 do not count."""

    count: int = 0
    parts: dict[int, Exact] = field(default_factory=dict[int, Exact])

    def add(self, ratio: Ratio | None) -> None:
        """Count a ratio."""
        if ratio is not None and ratio[1]:
            part, whole = ratio
            self.count += 1
            self.parts[whole] = self.parts.get(whole, 0) + part

    @property
    def value(self) -> Fraction | None:
        """The mean; None if nothing counted."""
        ratios = ((part, whole) for whole, part in self.parts.items())
        return total(ratios) / self.count if self.count else None


def linked_quarters(quarters: Sequence[Quarter]) -> tuple[list[Step], dict[str, list[Step]]]:
    """Return the quarters of a person in order, each linked to the one before, and the same by function.

    Quarters without ratings, or without ratings in the function, are left out.
    """
    rated = sorted((one for one in quarters if one.items), key=lambda one: one.number)
    # An item belongs to the function in which the newest edition has it.
    functions = {key: item.function for one in rated for key, item in one.items.items()}
    whole: list[Step] = []
    keys: dict[str, list[str]] = {code: [] for code in sorted(set(functions.values()))}
    for key, code in functions.items():
        keys[code].append(key)
    parts: dict[str, list[Step]] = {code: [] for code in keys}
    for one in rated:
        last = whole[-1].quarter if whole else None
        assert last is None or last.number < one.number, (last, one)
        own = _own(one.items, functions)
        neighbours = last is not None and one.number == last.number + 1
        common = _common(one.items, last.items, functions) if last is not None and neighbours else {}
        whole.append(_step(one, whole, _all_own(own.values()), _all_common(common.values()), None))
        for code, sums in own.items():
            parts[code].append(_step(one, parts[code], sums, common.get(code, CommonSums()), keys[code]))
    return whole, parts


def _step(
    one: Quarter,
    before: Sequence[Step],
    own: OwnSums,
    common: CommonSums,
    keys: Collection[str] | None,
) -> Step:
    if not before:
        return Step(one, own, None, common, None, keys)
    last = before[-1]
    broken = None
    if one.number != last.quarter.number + 1:
        broken, common = Break.GAP, CommonSums()
    elif one.imported != last.quarter.imported:
        broken, common = Break.IMPORTED, CommonSums()
    # Each quarter is measured by its own weights.
    elif _is_few(common.weight, own.weight) or _is_few(common.weight_then, last.own.weight):
        broken = Break.FEW_COMMON
    return Step(one, own, last.quarter, common, broken, keys)


def _is_few(part: int, whole: int) -> bool:
    return part * ENOUGH_COMMON.denominator < whole * ENOUGH_COMMON.numerator


def _own(items: Mapping[str, OwnLevel], functions: Mapping[str, str]) -> dict[str, OwnSums]:
    found: dict[str, OwnSums] = {}
    code, sums = None, OwnSums()
    for key, item in items.items():
        if (of := functions[key]) != code:  # items of a function follow one another
            code = of
            sums = found.setdefault(code, OwnSums())
        weight, target, level = item.weight, item.target, item.level
        sums.items += 1
        sums.weight += weight
        sums.asked += weight * target
        sums.reached += weight * (level if level < target else target)
        sums.summed += weight * level
    return found


def _common(
    now: Mapping[str, OwnLevel], then: Mapping[str, OwnLevel], functions: Mapping[str, str]
) -> dict[str, CommonSums]:
    found: dict[str, CommonSums] = {}
    code, sums = None, CommonSums()
    for key, item in now.items():
        earlier = then.get(key)
        if earlier is None:
            continue
        if (of := functions[key]) != code:
            code = of
            sums = found.setdefault(code, CommonSums())
        weight, target = item.weight, item.target
        sums.items += 1
        sums.weight += weight
        sums.weight_then += earlier.weight
        sums.asked += weight * target
        if earlier.target != target or earlier.weight != weight:
            sums.retargeted += 1
        level, before = item.level, earlier.level
        if level != before:
            won = level - before
            sums.summed += weight * won
            if level > target:  # written out: ``min`` takes as long as all the rest
                level = target
            if before > target:
                before = target
            sums.reached += weight * (level - before)
            sums.up += won >= REAL_CHANGE
            sums.down += won <= -REAL_CHANGE
    return found


def _all_own(parts: Iterable[OwnSums]) -> OwnSums:
    whole = OwnSums()
    for one in parts:
        whole.items += one.items
        whole.weight += one.weight
        whole.asked += one.asked
        whole.reached += one.reached
        whole.summed += one.summed
    return whole


def _all_common(parts: Iterable[CommonSums]) -> CommonSums:
    whole = CommonSums()
    for one in parts:
        whole.items += one.items
        whole.weight += one.weight
        whole.weight_then += one.weight_then
        whole.asked += one.asked
        whole.reached += one.reached
        whole.summed += one.summed
        whole.up += one.up
        whole.down += one.down
        whole.retargeted += one.retargeted
    return whole
