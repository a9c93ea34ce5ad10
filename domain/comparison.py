"""The comparison of the candidates of one campaign, on the items that were assessed for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.case import Cycle
from domain.framework import Framework
from domain.gates import Gate
from domain.interval import Interval
from domain.organisation import Organisation
from domain.person import Person
from domain.profile import Profile
from domain.scoring import Status, Totals


@dataclass(frozen=True, slots=True)
class Contender:
    """One candidate of the comparison.

    ``common`` are the totals over the common items, ``whole`` those over the own scope; ``functions`` is code
    -> totals over the common items of the function. ``stops`` counts the stop-signals of the own scope, since
    none of them is averaged away (law 10). ``assessed`` is the number of items of the own scope with a level,
    ``overlap`` the share 0..1 of their weight that is common. ``rank`` is 1 for the first, equal for equals,
    None while the own result is not final.
    """

    person: Person
    case_id: int
    gates: tuple[Gate, ...]
    stops: int
    common: Totals
    whole: Totals
    functions: Mapping[str, Totals]
    assessed: int
    overlap: Fraction | None
    rank: int | None

    @property
    def attainment(self) -> Fraction | None:
        """The headline, over the common items."""
        return self.common.attainment

    @property
    def mean(self) -> Fraction | None:
        """The mean level, over the common items."""
        return self.common.mean

    @property
    def interval(self) -> Interval:
        """The interval of the mean by raters, over the common items."""
        return self.common.interval

    @property
    def status(self) -> Status:
        """How much the own result may be relied on."""
        return self.whole.status


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item side by side; ``levels`` stand in the order of the contenders, None where unknown."""

    code: str
    function: str
    target: int
    weight: int
    critical: bool
    levels: tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The candidates of a campaign side by side.

    ``contenders`` lead with the ranked ones: gates, stop-signals, attainment, then code. ``common`` are the
    codes of the items that count, in the order of the framework, and ``rows`` the same items with levels;
    ``others`` are items of some scope that do not count. ``overlap`` is weight(common) / weight(union of the
    scopes), None without any item; ``warn`` says that it is below the policy's. ``ties`` are pairs of case
    ids whose intervals overlap; ``blind`` are the names of candidates whose marks are still hidden.
    """

    organisation: Organisation
    cycle: Cycle
    framework: Framework
    profile: Profile
    common: tuple[str, ...]
    overlap: Fraction | None
    warn: bool
    contenders: tuple[Contender, ...]
    ties: tuple[tuple[int, int], ...]
    blind: tuple[str, ...]
    rows: tuple[ComparedItem, ...]
    others: tuple[ComparedItem, ...]
    made_on: date
