"""Two assessments of one person side by side: each item rated in both, then and now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.assessing.trend_steps import REAL_CHANGE, OwnLevel
from domain.ratios import Exact


@dataclass(frozen=True, slots=True)
class Change:
    """An item by its key; ``then`` and ``now`` hold the level, target and weight of their own time."""

    key: str
    then: OwnLevel
    now: OwnLevel

    @property
    def by(self) -> Exact:
        """How many levels it moved, negative for down."""
        return self.now.level - self.then.level

    @property
    def changed(self) -> bool:
        """Whether it moved by a level or more; anything less is not called a change."""
        return abs(self.by) >= REAL_CHANGE

    @property
    def retargeted(self) -> bool:
        """Whether the target has changed."""
        return self.now.target != self.then.target


@dataclass(frozen=True, slots=True)
class Moved:
    """Items together: mean levels by today's weights, and how many moved by a level or more."""

    then: Fraction
    now: Fraction
    items: int
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class ThenNow:
    """The comparison: ``changes`` in the order of now; ``only_then`` and ``only_now`` count items rated once.

    ``functions`` is today's code -> its items together; ``whole`` is None if no item was rated in both.
    """

    changes: tuple[Change, ...]
    functions: Mapping[str, Moved]
    whole: Moved | None
    only_then: int
    only_now: int


def then_and_now(then: Mapping[str, OwnLevel], now: Mapping[str, OwnLevel]) -> ThenNow:
    """Compare two assessments, item key -> level rated in it, never carried."""
    changes = tuple(Change(key, then[key], now[key]) for key in now if key in then)
    functions: dict[str, list[Change]] = {}
    for one in changes:
        functions.setdefault(one.now.function, []).append(one)
    return ThenNow(
        changes=changes,
        functions={code: _moved(mine) for code, mine in functions.items()},
        whole=_moved(changes) if changes else None,
        only_then=sum(key not in now for key in then),
        only_now=sum(key not in then for key in now),
    )


def _moved(changes: Sequence[Change]) -> Moved:
    weight = sum(one.now.weight for one in changes)
    return Moved(
        then=Fraction(sum((one.now.weight * one.then.level for one in changes), Fraction(0)), weight),
        now=Fraction(sum((one.now.weight * one.now.level for one in changes), Fraction(0)), weight),
        items=len(changes),
        up=sum(one.changed and one.by > 0 for one in changes),
        down=sum(one.changed and one.by < 0 for one in changes),
    )
