"""Events of the journal as people read them: who did what when, and about whom; never a level or a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.text import Text

PRINTED = "print"  # the format of what was printed and not saved


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Documents about a person that were exported or printed in one act.

    ``document`` is the kind by its key; ``by`` is None for the command line. ``files`` are all those of the
    act, which may be about others too. ``seq`` is the number of its event.
    """

    seq: int
    at: datetime
    document: str
    formats: tuple[str, ...]
    files: int
    people: int
    by_id: int | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Recent:
    """A document that was saved or printed not long ago: its kind by key, and the ids it was asked by.

    ``name`` is that of the person it is about, empty if it is about several or nobody; ``units`` are those
    that a document of a team is limited to, a unit and all below it, empty if it is not.
    """

    at: datetime
    document: str
    ids: tuple[int, ...]
    people: int
    name: str
    units: tuple[int, ...] = ()


class Topic(StrEnum):
    """What events are about, to choose among them; marks are so many that they are shown only by themselves.

    Everything but marks is the choice of no topic. At a server ``DATABASE`` and ``LOGINS`` are offered, and
    over a file ``FILE``, which has both.
    """

    ASSESSING = "assessing"
    PLANS = "plans"
    PEOPLE = "people"
    FRAMEWORK = "framework"
    EXPORTS = "exports"
    FILE = "file"
    DATABASE = "database"
    LOGINS = "logins"
    MARKS = "marks"


KINDS: Mapping[Topic, tuple[str, ...]] = {
    Topic.ASSESSING: ("case", "sheet", "cycle", "campaign", "evidence"),
    Topic.PLANS: ("plan", "library_action", "training_draft"),
    Topic.PEOPLE: ("person", "unit", "organisation", "erasure", "familiarisation"),
    Topic.FRAMEWORK: ("framework", "job_description"),
    Topic.EXPORTS: ("document", "issued_paper"),
    Topic.FILE: ("file", "setting", "key", "exchange_key", "packet", "account"),
    Topic.DATABASE: ("file", "setting", "key", "exchange_key", "packet"),
    Topic.LOGINS: ("account",),
    Topic.MARKS: ("sheet",),
}
"""Topic -> the kinds of subject of its events."""


@dataclass(frozen=True, slots=True)
class EventChoice:
    """Which events to show; ``starts_on`` and ``ends_on`` are local days, both included, None without end.

    ``people`` are ids of those who acted or whom it is about, empty for everybody; ``case_id`` is that of an
    assessment.
    """

    people: tuple[int, ...] = ()
    case_id: int | None = None
    topic: Topic | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def is_everything(self) -> bool:
        """Whether it leaves out nothing but marks."""
        return self == EventChoice()


@dataclass(frozen=True, slots=True)
class Event:
    """One act: when, by whom, and about whom or what.

    ``by`` is empty if nobody was named, as on the command line. ``person`` and ``code`` are whom it is about,
    ``of`` the code or name of the assessment, plan or unit; empty where there is none. Of an edition ``of``
    is the number and ``model`` the title. ``files``, ``document`` and ``formats`` are those of an export.
    ``clock_back`` is by how much the computer's clock had been put back since the event before; None if it
    had not. ``mac`` is its value in the chain, in hex.
    """

    seq: int
    at: datetime
    act: str
    kind: str
    by: str
    person_id: int | None = None
    person: str = ""
    code: str = ""
    of: str = ""
    model: Text | None = None
    document: str = ""
    formats: tuple[str, ...] = ()
    files: int = 0
    people: int = 0
    clock_back: timedelta | None = None
    mac: str = ""


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events of a choice, the newest first; ``is_last``: there are no older ones."""

    events: tuple[Event, ...]
    is_last: bool


GROUPS, GROUP = 6, 4  # a chain value as people copy it: groups of digits


def grouped(mac: str) -> str:
    """Return a chain value as papers print it: its first 24 digits in six groups."""
    digits = mac[: GROUPS * GROUP].upper()
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def ungrouped(typed: str) -> str | None:
    """Return the first 24 digits of a chain value as somebody typed it; None if it is not one.

    Blanks, dashes and Cyrillic letters that look like the digits A to F do not matter.
    """
    digits = "".join(one for one in typed.upper() if one.isalnum()).translate(_LOOK_ALIKE)
    is_one = len(digits) == GROUPS * GROUP and all(one in "0123456789ABCDEF" for one in digits)
    return digits.lower() if is_one else None


_LOOK_ALIKE = str.maketrans("АВСЕО", "ABCE0") | {ord("O"): "0"}
