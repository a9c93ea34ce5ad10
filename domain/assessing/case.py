"""Cycles and cases: what is frozen when an assessment opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CycleKind(StrEnum):
    """What an assessment is for; hiring rates candidates, the others staff."""

    HIRING = "hiring"
    QUARTERLY = "quarterly"
    PROBATION = "probation"
    AD_HOC = "ad_hoc"


class CaseState(StrEnum):
    """Open takes marks, sealed waits for a decision, closed is settled, withdrawn counts nowhere."""

    OPEN = "open"
    SEALED = "sealed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Cycle:
    """An assessment of one or more people in a period.

    ``id`` is 0 until stored; ``framework_id``, ``scale_id``, ``policy_id`` are frozen at opening (0 = the
    newest); ``question_set_id`` None means the whole framework.
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
    """One person in one cycle, profile and scope frozen; ``excluded`` is code -> reason, critical items."""

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
    """The case was opened before all sheets were in; ``waiting`` are the names of those still out then."""

    actor_name: str
    reason: str
    on: date
    waiting: tuple[str, ...]


def usual(cycles: Sequence[Cycle], sizes: Mapping[int, int], rated: Mapping[int, int]) -> int | None:
    """Return the cycle that a team is looked at by, of cycles the newest first; None where there is none.

    The newest in which half of the people have a sheet that is in: one just opened, or one that was closed
    almost empty, does not stand before what is known. *sizes* and *rated* are people by cycle.
    """
    held = [one.id for one in cycles if sizes.get(one.id)]
    half = (number for number in held if 2 * rated.get(number, 0) >= sizes[number])
    some = (number for number in held if rated.get(number))
    return next(half, None) or next(some, None) or next(iter(held), None)
