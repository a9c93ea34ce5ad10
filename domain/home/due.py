"""What is waiting for the person who works with a file, and by which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.assessing.case import CycleKind
from domain.people.retention import Why
from domain.text import Text

WEEK = timedelta(days=7)


class Kind(StrEnum):
    """What is to be done; for the same day, the order in which it is listed."""

    INTERVIEW = "interview"
    OWED = "owed"
    DECISION = "decision"
    HIRE = "hire"
    PROBATION = "probation"
    CONSENT = "consent"
    RETENTION = "retention"
    OUTSTANDING = "outstanding"
    FAMILIARISATION = "familiarisation"
    MEETING = "meeting"
    ACTIONS = "actions"
    AWAITED = "awaited"
    CYCLE = "cycle"
    DRAFT = "draft"


class Opens(StrEnum):
    """Where it is done; lists have no id, a sheet not yet begun is identified by its case."""

    SHEET = "sheet"
    CASE = "case"
    DECISION = "decision"
    CAMPAIGN = "campaign"
    CYCLE = "cycle"
    PLAN = "plan"
    RESULT = "result"
    PERSON = "person"
    PEOPLE = "people"
    COPIES = "copies"
    FAMILIARISATION = "familiarisation"
    EXCHANGE = "exchange"


class Group(StrEnum):
    """How near the day is; *week* is the seven days after today."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do by ``day`` (None: no day was set, so it counts as today's).

    ``name`` is the person's short name; for a cycle its title, which may be empty. ``done`` of ``total``
    counts the marks of a draft, the sheets of a case or cycle, the viewer's begun sheets and those not begun
    (the person is the first of these), the number of a meeting in the plan, or late actions. ``spread`` is
    the number of items on which the assessors of a decision are far apart; without ``compared``, roles with
    too few sheets to show are left out of it (law 15). ``warn_by`` is the last day for written notice of a
    failed probation. ``why`` says why someone's data may be kept no longer; ``total`` then counts the people,
    of whom the first is named. What an act has still to do outside the file is due at once, at ``total``
    places. Of a job description that ``total`` people have not signed, ``number`` is the edition, ``changes``
    the clauses it changes, ``title`` whose it is, and the person the first of them. Of ``total`` sheets
    that are out in packets and forms, ``done`` are late, and the person is the assessor awaited first.
    ``sealed`` sheets of a cycle are submitted too, and not opened yet.
    ``stopped``: the consent was withdrawn or the document expired, so nothing new may be written about the
    person.
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
    why: Why | None = None
    stopped: bool = False
    number: int = 0
    changes: int = 0
    title: Text | None = None
    sealed: int = 0

    def group(self, on: date) -> Group:
        """Return the heading it is listed under."""
        day = self.day or on
        if day < on:
            return Group.OVERDUE
        if day == on:
            return Group.TODAY
        return Group.WEEK if day <= on + WEEK else Group.LATER


def next_of(dues: Sequence[Due]) -> Due | None:
    """Return what to continue with: an interview, since a candidate is waiting, then a sheet that is owed.

    Nobody is urged to work on what may not go on.
    """
    allowed = [one for one in dues if not one.stopped]
    begun = [one for one in allowed if one.kind in (Kind.INTERVIEW, Kind.OWED)]
    talk = next((one for one in begun if one.cycle_kind is CycleKind.HIRING), None)
    return talk or next(iter(begun), None) or next(iter(allowed), None)
