"""Role profiles: the targets of a post."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from domain.errors import FloorAboveTarget, Impossible, NeedsReason
from domain.people.gates import Requirements
from domain.scale import check_level
from domain.text import Text, fold


class Phase(StrEnum):
    """At hire, or in post after probation."""

    HIRE = "hire"
    POST = "post"


SAFE_FLOOR = 2  # «works alone»: below it no one may work, whatever the target


def shipped_floor(level: int) -> int:
    """Return the default floor of a critical item with this target (law 10)."""
    return min(level, max(level - 1, SAFE_FLOOR))


@dataclass(frozen=True, slots=True)
class Target:
    """The level an item must reach, 0-4, its weight 1-3, and whether it is critical, that is, has a floor.

    ``own_floor`` is a floor other than the shipped one, None otherwise. The shipped floor is never stored, so
    that content older than floors reads and hashes as before.
    """

    level: int
    weight: int
    critical: bool
    weight_reason: Text | None = None
    critical_reason: Text | None = None
    own_floor: int | None = None
    floor_reason: Text | None = None

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.weight not in (1, 2, 3):
            raise Impossible("weight")
        if self.own_floor is not None:
            check_level(self.own_floor)
            if self.own_floor > self.level:
                raise FloorAboveTarget(self.own_floor, self.level)
        if not self.critical or self.own_floor in (None, shipped_floor(self.level)):
            object.__setattr__(self, "own_floor", None)
            object.__setattr__(self, "floor_reason", None)

    @property
    def floor(self) -> int | None:
        """The level below which a critical item is a stop-signal; None if the item is not critical."""
        if not self.critical:
            return None
        return shipped_floor(self.level) if self.own_floor is None else self.own_floor

    def at(self, level: int) -> "Target":
        """Return the target at another level; its own floor stays unless it would be above that level."""
        kept = self.own_floor is not None and self.own_floor <= level
        return replace(
            self,
            level=level,
            own_floor=self.own_floor if kept else None,
            floor_reason=self.floor_reason if kept else None,
        )

    def check_floor(self, was: "Target | None") -> None:
        """Check that the floor is the shipped one, unchanged, or has a reason (law 10).

        Raises:
            NeedsReason: if none of these holds.
        """
        if self.own_floor is None or (was is not None and was.own_floor == self.own_floor):
            return
        if self.floor_reason is None or not self.floor_reason.ru.strip():
            raise NeedsReason

    def changed_weight(self, weight: int, reason: Text | None) -> "Target":
        """Return the target with another weight (law 11).

        Raises:
            NeedsReason: if the weight differs and no reason is given.
        """
        if weight != self.weight and (reason is None or not reason.ru.strip()):
            raise NeedsReason
        return replace(self, weight=weight, weight_reason=reason or self.weight_reason)


_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # letters; shorter words say nothing about a post
_ENDING = 2  # letters by which the forms of a word may differ


@dataclass(frozen=True, slots=True)
class Profile:
    """A numbered edition of a post's targets; ``targets`` is code -> target, in the order of the framework.

    ``pass_attainment`` is a share 0..1, None if the post has no threshold.
    """

    id: int
    uid: str
    key: str
    number: int
    post: Text
    phase: Phase
    requirements: Requirements
    targets: dict[str, Target]
    pass_attainment: Fraction | None = None


def fitting(profiles: Sequence[Profile], post: str, phase: Phase) -> Profile:
    """Return the profile of this phase that matches the post by name, else the first of the phase, or of all.

    A profile matches a post with the same name, with the first word of its Russian name in any inflection, or
    with every word of its English name; of several, the one with the most words in common.
    """
    of_phase = [one for one in profiles if one.phase is phase] or list(profiles)
    return max(of_phase, key=lambda one: _likeness(one.post, post))  # the first of equals


def called_by(profiles: Sequence[Profile], post: str) -> Profile | None:
    """Return the profile that matches the post by name; None if none does.

    As in ``fitting``, except for a post in a different field: «менеджер по персоналу» does not head a centre.
    """
    by_name = [one for one in profiles if _likeness(one.post, post) and not _elsewhere(one.post, post)]
    return max(by_name, key=lambda one: _likeness(one.post, post), default=None)


def _elsewhere(named: Text, post: str) -> bool:
    """Return whether the post adds a field to the first word of the name: before a hyphen, or after «по»."""
    name, parts = fold(named.ru), fold(post).split()
    for place, part in enumerate(parts):
        field, _, last = part.rpartition("-")
        if not any(_alike(head, word) for head in _words(name)[:1] for word in _words(last)):
            continue
        if not field and parts[place + 1 : place + 2] == ["по"]:
            field = " ".join(parts[place + 2 : place + 3])
        known = field in name or any(_alike(field, word) for word in _words(name))
        if field and not known:
            return True
    return False


def _likeness(named: Text, post: str) -> int:
    said = _words(post)
    if fold(post) in {fold(named.ru), fold(named.en or "")} - {""}:
        return 1 + len(said) + len(_words(named.ru))
    russian, english = _words(named.ru), _words(named.en or "")
    if russian and any(_alike(russian[0], word) for word in said):
        return sum(any(_alike(one, word) for word in said) for one in russian)
    if english and all(any(_alike(one, word) for word in said) for one in english):
        return len(english)
    return 0


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if len(word) >= _SHORTEST]


def _alike(one: str, other: str) -> bool:
    stem = max(min(len(one), len(other)) - _ENDING, _SHORTEST)
    return one[:stem] == other[:stem] and abs(len(one) - len(other)) <= _ENDING
