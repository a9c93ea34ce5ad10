"""The course of a person: what one result after another says, and which of them may be joined by a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.assessing.trend_steps import ENOUGH_COMMON
from domain.team.matrix import Summary
from domain.team.standing import Standings


@dataclass(frozen=True, slots=True)
class Taken:
    """A case on its day; ``quarter`` counts quarters, None for a candidate's."""

    case_id: int
    on: date
    quarter: int | None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Attained:
    """What a result says on its day.

    ``joined`` means that it may be compared with the one before: it is of the next quarter, neither is of a
    file, and at least half of what each rated was rated in both (methods.md section 8).
    """

    case_id: int
    on: date
    summary: Summary
    imported: bool = False
    joined: bool = False


def course_of(taken: Iterable[Taken], standings: Standings) -> tuple[Attained, ...]:
    """Return what is known of these cases by day; blind ones are left out."""
    made: list[Attained] = []
    last: Taken | None = None
    for one in sorted(taken, key=lambda one: (one.on, one.case_id)):
        summary = standings.of(one.case_id)
        if summary is None:
            continue
        joined = last is not None and _comparable(last, one, standings)
        made.append(Attained(one.case_id, one.on, summary, imported=one.imported, joined=joined))
        last = one
    return tuple(made)


def _comparable(last: Taken, one: Taken, standings: Standings) -> bool:
    if last.quarter is None or one.quarter != last.quarter + 1 or last.imported or one.imported:
        return False
    before, now = standings.rated(last.case_id), standings.rated(one.case_id)
    common = len(before & now)
    return bool(common) and common >= ENOUGH_COMMON * len(before) and common >= ENOUGH_COMMON * len(now)
