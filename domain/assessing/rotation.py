"""Quarterly reviews: what to rate again, what folds away, and when a level may simply be confirmed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from domain.assessing.policy import Policy
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.scale import Band

PARTS = 4  # a year of quarters covers everything
FRESH_QUARTERS = 1
SECONDS_AN_ITEM = 20  # to read an anchor and choose a level; confirming takes one key
SECONDS_A_CONFIRMATION = 4


@dataclass(frozen=True, slots=True)
class LastKnown:
    """The last level of an item, rated ``quarters`` ago on the day ``on``; ``imported`` from a file.

    ``newest_fact_on`` is the day of the newest fact about the item that the assessor may see; ``newer_facts``
    counts the facts observed after the mark.
    """

    code: str
    level: Fraction
    quarters: int
    on: date
    newer_facts: int = 0
    newest_fact_on: date | None = None
    imported: bool = False


class Why(StrEnum):
    """Why an item is to be rated this quarter; the first reason that applies."""

    CRITICAL = "critical"
    GAP = "gap"
    STALE = "stale"
    IMPORTED = "imported"  # its level comes from a file
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Focus:
    """What to rate in a quarter: ``reasons`` is code -> why, in the order of the framework.

    The reason ``gap`` would reveal the target before the mark, so it is for planning the cycle, not for the
    sheet. ``minutes`` are planned per person, rounded up.
    """

    reasons: Mapping[str, Why]
    minutes: int

    @property
    def codes(self) -> tuple[str, ...]:
        """The items to rate, in the order of the framework."""
        return tuple(self.reasons)


def quarter_focus(
    framework: Framework,
    profile: Profile,
    known: Mapping[str, LastKnown],
    quarter: int,
    policy: Policy | None = None,
    outside: Collection[str] = (),
) -> Focus:
    """Return what to rate in quarter number *quarter*: any four in a row cover the whole profile.

    Items *outside* the set that the cycle asks are not rated; the turn of the others does not change by that.

    These are critical items, gaps of last time, items rated so long ago that their level would be lost, and a
    fourth of the rest. The fourths do not depend on what is known, or an item could slip from one to the next
    all year.
    """
    policy = policy or Policy()
    turns = _turns(framework, profile)
    reasons: dict[str, Why] = {}
    for item in framework.items:
        target = profile.targets.get(item.code)
        if target is None or item.code in outside:
            continue
        last = known.get(item.code)
        if target.critical:
            reasons[item.code] = Why.CRITICAL
        elif last is not None and policy.band(target.level - last.level) is not Band.MET:
            reasons[item.code] = Why.GAP
        elif last is not None and last.imported:
            reasons[item.code] = Why.IMPORTED
        elif last is not None and last.quarters >= policy.carry_quarters:
            reasons[item.code] = Why.STALE
        elif turns[item.code] == quarter % PARTS:
            reasons[item.code] = Why.TURN
    confirmed = sum(
        1 for code in reasons if code in known and may_confirm(known[code], known[code].newest_fact_on)
    )
    return Focus(reasons, minutes(len(reasons) - confirmed, confirmed))


def minutes(anew: int, confirmed: int = 0) -> int:
    """Return the minutes planned for *anew* items to rate and *confirmed* items to confirm, rounded up."""
    return -(-(anew * SECONDS_AN_ITEM + confirmed * SECONDS_A_CONFIRMATION) // 60)


def folded(known: Mapping[str, LastKnown], focus: Collection[str]) -> tuple[str, ...]:
    """Return the codes rated recently and not due now: they may be folded away.

    By age alone, never by target, because the fold would reveal the target before the mark.
    """
    return tuple(
        code
        for code, last in known.items()
        if last.quarters <= FRESH_QUARTERS and not last.imported and code not in focus
    )


def may_confirm(last: LastKnown, newest_fact_on: date | None, *, deliberate: bool = False) -> bool:
    """Return whether the last level may be given again: a fact is newer, or it is *deliberate*.

    A level from a file was never given here, so it cannot be given again.
    """
    if last.imported:
        return False
    return deliberate or (newest_fact_on is not None and newest_fact_on > last.on)


def _turns(framework: Framework, profile: Profile) -> dict[str, int]:
    """Return code -> part 0..3 of the non-critical items: in turn down each function, twins together.

    The framework is in the order of its functions, so each part holds about a fourth of each function.
    """
    turns: dict[str, int] = {}
    count = 0
    for item in framework.items:
        target = profile.targets.get(item.code)
        if target is None or target.critical:
            continue
        seen = next((turns[twin] for twin in framework.twins(item.code) if twin in turns), None)
        if seen is None:
            turns[item.code] = count % PARTS
            count += 1
        else:
            turns[item.code] = seen
    return turns
