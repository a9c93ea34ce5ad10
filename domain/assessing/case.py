"""Cycles and cases: what is frozen when an assessment opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CycleKind(StrEnum):
    """What an assessment is for; hiring rates candidates, the others rate staff."""

    HIRING = "hiring"
    QUARTERLY = "quarterly"
    PROBATION = "probation"
    AD_HOC = "ad_hoc"


class CaseState(StrEnum):
    """Open takes marks, sealed awaits a decision, closed is settled, withdrawn never counts."""

    OPEN = "open"
    SEALED = "sealed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Cycle:
    """An assessment of one or more people in a period.

    ``id`` is 0 until stored. ``framework_id``, ``scale_id`` and ``policy_id`` are frozen at opening (0 = the
    newest). ``question_set_id`` None means the whole framework.
    """

    id: int = 0
    uid: str = ""
    code: str = ""
    kind: CycleKind = CycleKind.AD_HOC
    title: str = ""
    unit_id: int | None = None
    places: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    framework_id: int = 0
    scale_id: int = 0
    policy_id: int = 0
    question_set_id: int | None = None
    state: CaseState = CaseState.OPEN
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One person in one cycle, profile and scope frozen; ``excluded``: code -> reason, for critical items."""

    id: int
    uid: str
    cycle_id: int
    person_id: int
    profile_id: int
    state: CaseState
    scope: frozenset[str]
    excluded: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Someone opened the case before all sheets were in; ``waiting`` names those still missing then."""

    actor_name: str
    reason: str
    on: date
    waiting: tuple[str, ...]


def usual(cycles: Sequence[Cycle], sizes: Mapping[int, int], rated: Mapping[int, int]) -> int | None:
    """Return the cycle to show a team by; *cycles* are newest first. None if no cycle has people.

    It is the newest in which at least half of the people have a sheet handed in, so that a cycle just opened,
    or closed almost empty, does not hide what is known. *sizes* and *rated* count people by cycle.
    """
    held = [one.id for one in cycles if sizes.get(one.id)]
    half = (number for number in held if 2 * rated.get(number, 0) >= sizes[number])
    some = (number for number in held if rated.get(number))
    return next(half, None) or next(some, None) or next(iter(held), None)
