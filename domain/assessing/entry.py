"""What is known about an item in a case, and what follows from it: the rows of the score."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from domain.mark import GivenMark
from domain.scale import Band


@dataclass(frozen=True, slots=True)
class Settled:
    """The level that people settled on; None means they settled that the item is not applicable (law 10)."""

    level: int | None


@dataclass(frozen=True, slots=True)
class Carried:
    """A level from the person's last closed case, ``quarters`` old (law 8b); ``imported`` from a file."""

    level: Fraction
    quarters: int
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known about one item in a case: target, submitted marks, settled or carried level.

    ``floor`` is that of a critical item; None for other items, and in computations older than floors.
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
    """Where the level of an item comes from: rated now, carried over, missing, or not applicable."""

    ASSESSED = "assessed"
    CARRIED = "carried"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry and what follows from it; ``level`` is the one that counts, in levels, None when unknown.

    ``gap`` is target minus level, negative when above. ``least`` is the minimum for a critical item: its
    floor, or its target under an older policy. ``stop`` means the level is below it. ``spread`` is highest
    minus lowest original level, None below two. ``watch`` is the softer signal: critical, no gap, yet some
    assessor is below the target. ``apart`` means that the spread is so wide that people must settle the
    level. ``unconfirmed`` is a critical *not applicable* that no decision has confirmed. ``kept_back`` means
    there is no level because only roles with too few answers rated the item.
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
        """Whether the item is in scope, its assessors are far apart and no one has settled its level."""
        return self.apart and self.entry.in_scope and self.entry.settled is None

    @property
    def imported(self) -> bool:
        """Whether the level comes from a file: it is shown with that mark and makes no result surer."""
        carried = self.entry.carried
        return self.standing is Standing.CARRIED and carried is not None and carried.imported

    @property
    def counts(self) -> bool:
        """Whether the item is in scope and applicable."""
        return self.entry.in_scope and self.standing is not Standing.NOT_APPLICABLE
