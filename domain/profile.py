"""Role profiles: what a post asks for."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from domain.errors import Impossible, NeedsReason
from domain.gates import Requirements
from domain.scale import check_level
from domain.text import Text


class Phase(StrEnum):
    """At hire, or in post after probation."""

    HIRE = "hire"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Target:
    """The level an item must reach, 0-4, its weight 1-3, and whether a shortfall is a stop-signal."""

    level: int
    weight: int
    critical: bool
    weight_reason: Text | None = None
    critical_reason: Text | None = None

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.weight not in (1, 2, 3):
            raise Impossible("weight")

    def changed_weight(self, weight: int, reason: Text | None) -> "Target":
        """Return the target with another weight (law 11).

        Raises:
            NeedsReason: if the weight differs and no reason is given.
        """
        if weight != self.weight and (reason is None or not reason.ru.strip()):
            raise NeedsReason
        return Target(self.level, weight, self.critical, reason or self.weight_reason, self.critical_reason)


@dataclass(frozen=True, slots=True)
class Profile:
    """A numbered edition of a post's targets; ``targets`` is code -> target, in the order of the framework.

    ``pass_attainment`` is a share 0..1, None where the post has no threshold.
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
