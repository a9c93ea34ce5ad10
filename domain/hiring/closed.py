"""Closed assessments as an auditor finds them: whose, in which cycle, and how they ended."""

from dataclasses import dataclass
from datetime import date

from domain.assessing.case import Cycle
from domain.hiring.decision import Outcome


@dataclass(frozen=True, slots=True)
class ClosedCycle:
    """A vacancy or an assessment of staff, and how many of its cases are closed."""

    cycle: Cycle
    closed: int


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """One closed case; ``outcome`` is None if there is no conclusion, as of staff.

    ``closed_on`` is the day of the conclusion, without one that on which the cycle was closed; None if no one
    wrote it down.
    """

    case_id: int
    code: str
    name: str
    opened_on: date
    outcome: Outcome | None = None
    closed_on: date | None = None
    erased: bool = False
