"""The policy: thresholds and role weights that an organisation may set, frozen with the cycle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Any

from domain.framework.profile import shipped_floor
from domain.mark import Role
from domain.ratios import fraction, is_less
from domain.scale import Band

type Json = dict[str, Any]  # what a JSON file may hold: its own types end there


def _role_weights() -> dict[Role, Fraction]:
    return {role: Fraction(0 if role is Role.SELF else 1) for role in Role}


class StopsBelow(StrEnum):
    """The minimum for a critical item: its target (policy 1) or its floor (policy 2)."""

    TARGET = "target"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds as exact fractions; shares 0..1, gaps in levels. The defaults are those of methods.md.

    Stored content without ``stops_below`` is older than floors: its stop-signals are below the target (law
    10).
    """

    final_coverage: Fraction = Fraction(7, 10)
    number_coverage: Fraction = Fraction(1, 2)
    small_gap: Fraction = Fraction(1, 2)
    large_gap: Fraction = Fraction(3, 2)
    discuss_spread: int = 2
    duty_risk: Fraction = Fraction(1)
    duty_watch: Fraction = Fraction(1, 2)
    duty_coverage: Fraction = Fraction(1, 2)
    carry_quarters: int = 4
    max_goals: int = 5
    interval_raters: int = 2
    interval_items: int = 5
    comparison_overlap: Fraction = Fraction(4, 5)
    stops_below: StopsBelow = StopsBelow.FLOOR
    role_weights: dict[Role, Fraction] = field(default_factory=_role_weights)
    parts: Mapping[Role, int] = field(init=False, repr=False, compare=False)
    """The role weights as whole numbers in the same proportions."""

    def __post_init__(self) -> None:
        common = lcm(*(weight.denominator for weight in self.role_weights.values()))
        parts = {role: int(weight * common) for role, weight in self.role_weights.items()}
        object.__setattr__(self, "parts", parts)

    def counts(self, role: Role) -> bool:
        """Return whether marks of this role enter levels; by default self-assessments do not."""
        return self.parts[role] > 0

    def band(self, gap: Fraction) -> Band:
        """Return the band of an unrounded gap in levels (methods.md section 3)."""
        if is_less(gap, self.small_gap):
            return Band.MET
        return Band.SMALL if is_less(gap, self.large_gap) else Band.LARGE

    def least(self, target: int, floor: int | None) -> int:
        """Return the minimum for a critical item (law 10); *floor* None means the shipped one."""
        if self.stops_below is StopsBelow.TARGET:
            return target
        return shipped_floor(target) if floor is None else floor

    def is_stop(self, level: Fraction, target: int, floor: int | None) -> bool:
        """Return whether a critical item at this level is a stop-signal."""
        below = fraction(self.least(target, floor) * level.denominator - level.numerator, level.denominator)
        return not is_less(below, self.small_gap)

    def to_json(self) -> Json:
        """Return the content to store and hash: fractions as text «7/10», no floats.

        A later field is left out if its value equals what content without it means; otherwise a snapshot
        older than the field would not recompute to the same hash (law 17).
        """
        content: Json = {
            name: _plain(getattr(self, name))
            for name in self.__dataclass_fields__
            if name not in ("role_weights", "parts")
            and not (name in _LATER and getattr(self, name) == _LATER[name])
        }
        content["role_weights"] = {role.value: str(weight) for role, weight in self.role_weights.items()}
        return content

    @classmethod
    def from_json(cls, content: Json) -> "Policy":
        """Read what ``to_json`` wrote; missing fields get their default, later ones their old meaning."""
        values: dict[str, Any] = dict(_LATER)
        defaults = cls()
        for name in cls.__dataclass_fields__:
            if name not in content or name == "role_weights":
                continue
            stored, default = content[name], getattr(defaults, name)
            exact = isinstance(default, Fraction | StopsBelow)
            values[name] = type(default)(str(stored)) if exact else stored
        given = {Role(role): Fraction(weight) for role, weight in content.get("role_weights", {}).items()}
        return cls(**values, role_weights=_role_weights() | given)


# What these fields mean in content that is older than they are.
_LATER: Json = {"comparison_overlap": Policy().comparison_overlap, "stops_below": StopsBelow.TARGET}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Fraction | StopsBelow) else value
