"""What is known of an item in a case, and what follows from it: the rows that scoring works on."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from domain.mark import GivenMark
from domain.scale import Band


@dataclass(frozen=True, slots=True)
class Settled:
    """The level that people settled on; None settles that the item is not applicable (law 10)."""

    level: int | None


@dataclass(frozen=True, slots=True)
class Carried:
    """A level from the person's last closed case, ``quarters`` old (law 8b)."""

    level: Fraction
    quarters: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one item in a case: target, submitted marks, what was settled or is carried.

    ``floor`` is that of a critical item; None of another one, or in a computation from before floors.
    """

    code: str
    function: str
    target: int
    weight: int
    critical: bool
    in_scope: bool = True
    marks: tuple[GivenMark, ...] = ()
    settled: Settled | None = None
    carried: Carried | None = None
    floor: int | None = None


class Standing(StrEnum):
    """Where an item stands: with a level of now, with a carried one, without, or out of the question."""

    ASSESSED = "assessed"
    CARRIED = "carried"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry and what follows from it; ``level`` is the one that counts, in levels, None when unknown.

    ``gap`` is target minus level, negative when above. ``least`` is what a critical item must not fall short
    of: its floor, under an older policy its target; ``stop`` means that it does. ``spread`` is highest minus
    lowest original level, None below two. ``watch`` is the softer sign: critical, no gap, yet some assessor
    is below the target. ``apart`` tells that the spread is so wide that people must settle the level.
    ``unconfirmed`` is a critical *not applicable* that no decision has confirmed. ``kept_back`` tells that
    there is no level because only roles rated the item of which too few answered.
    """

    entry: Entry
    standing: Standing
    level: Fraction | None
    gap: Fraction | None
    band: Band | None
    least: int | None
    stop: bool
    watch: bool
    spread: int | None
    apart: bool
    discuss: bool
    unconfirmed: bool
    kept_back: bool = False

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def weight(self) -> int:
        return self.entry.weight

    @property
    def critical(self) -> bool:
        return self.entry.critical

    @property
    def unsettled(self) -> bool:
        """Whether the item is in the scope, its assessors are far apart and nobody has settled its level."""
        return self.apart and self.entry.in_scope and self.entry.settled is None

    @property
    def counts(self) -> bool:
        """Whether the item is in the scope and applicable."""
        return self.entry.in_scope and self.standing is not Standing.NOT_APPLICABLE
