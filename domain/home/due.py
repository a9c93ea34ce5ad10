"""What waits for whoever works with a file, and by which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.assessing.case import CycleKind

WEEK = timedelta(days=7)


class Kind(StrEnum):
    """What is to be done; of what falls on one day the first is told first."""

    INTERVIEW = "interview"
    OWED = "owed"
    DECISION = "decision"
    PROBATION = "probation"
    CONSENT = "consent"
    MEETING = "meeting"
    ACTIONS = "actions"
    CYCLE = "cycle"
    DRAFT = "draft"


class Opens(StrEnum):
    """Where it is done; the list of people has no id, a sheet that is not begun is known by its case."""

    SHEET = "sheet"
    CASE = "case"
    DECISION = "decision"
    CAMPAIGN = "campaign"
    CYCLE = "cycle"
    PLAN = "plan"
    RESULT = "result"
    PERSON = "person"
    PEOPLE = "people"


class Group(StrEnum):
    """How near the day is; *week* are the seven days after today."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do by ``day`` (None: no day was set, so it counts as today's).

    ``name`` is the person, short; of a cycle its title, which may be empty. ``done`` of ``total`` counts
    marks of a draft, sheets of a case or cycle, one's begun sheets beside those not begun (the person is
    the first of these), the number of a meeting among the plan's, actions that are late. ``spread`` is how
    many items the assessors of a decision see far apart; without ``compared`` a few of a shy role are left
    out of that (law 15). ``warn_by`` is the last day for a written notice that a probation has failed.
    """

    kind: Kind
    day: date | None
    name: str
    opens: Opens
    opens_id: int
    person_id: int | None = None
    cycle_kind: CycleKind | None = None
    cycle_title: str = ""
    cycle_code: str = ""
    done: int = 0
    total: int = 0
    spread: int = 0
    warn_by: date | None = None
    compared: bool = True

    def group(self, on: date) -> Group:
        """Return the heading that it stands under."""
        day = self.day or on
        if day < on:
            return Group.OVERDUE
        if day == on:
            return Group.TODAY
        return Group.WEEK if day <= on + WEEK else Group.LATER


def next_of(dues: Sequence[Due]) -> Due | None:
    """Return what one goes on with: an interview, since somebody sits there, then a sheet that is owed."""
    begun = [one for one in dues if one.kind in (Kind.INTERVIEW, Kind.OWED)]
    talk = next((one for one in begun if one.cycle_kind is CycleKind.HIRING), None)
    return talk or next(iter(begun), None) or next(iter(dues), None)
