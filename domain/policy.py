"""The policy: thresholds and role weights that an organisation may set, frozen with the cycle."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from domain.mark import Role
from domain.scale import Band

type Json = dict[str, Any]  # what a JSON file may hold: its own types end there


def _role_weights() -> dict[Role, Fraction]:
    return {role: Fraction(0 if role is Role.SELF else 1) for role in Role}


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds as exact fractions; shares 0..1, gaps in levels. The defaults are methods.md's."""

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
    role_weights: dict[Role, Fraction] = field(default_factory=_role_weights)

    def band(self, gap: Fraction) -> Band:
        """Return the band of an unrounded gap in levels (methods.md section 3)."""
        if gap < self.small_gap:
            return Band.MET
        return Band.SMALL if gap < self.large_gap else Band.LARGE

    def to_json(self) -> Json:
        """Return the content to store and hash: fractions as text «7/10», no floats.

        A threshold that came later is left out at its default: else a snapshot from before it would not
        recompute to the same hash (law 17).
        """
        content: Json = {
            name: _plain(getattr(self, name))
            for name in self.__dataclass_fields__
            if name != "role_weights" and not (name in _LATER and getattr(self, name) == _LATER[name])
        }
        content["role_weights"] = {role.value: str(weight) for role, weight in self.role_weights.items()}
        return content

    @classmethod
    def from_json(cls, content: Json) -> "Policy":
        """Read what ``to_json`` wrote; missing thresholds take their default."""
        values: dict[str, Any] = {}
        defaults = cls()
        for name in cls.__dataclass_fields__:
            if name not in content or name == "role_weights":
                continue
            stored = content[name]
            values[name] = Fraction(str(stored)) if isinstance(getattr(defaults, name), Fraction) else stored
        given = {Role(role): Fraction(weight) for role, weight in content.get("role_weights", {}).items()}
        return cls(**values, role_weights=_role_weights() | given)


_LATER: Json = {"comparison_overlap": Policy().comparison_overlap}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Fraction) else value
