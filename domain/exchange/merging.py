"""Merging two files of one organisation: what it would do, what people decide, and why it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.errors import Refused


class Kind(StrEnum):
    """What is counted; the order is that of a preview."""

    ORGANISATION = "organisation"
    UNITS = "units"
    PEOPLE = "people"
    MODELS = "models"
    CYCLES = "cycles"
    CASES = "cases"
    SHEETS = "sheets"
    MARKS = "marks"
    FACTS = "facts"
    DECISIONS = "decisions"
    PLANS = "plans"
    PAPERS = "papers"
    PACKETS = "packets"
    DRAFTS = "drafts"


class Keep(StrEnum):
    """Which version of a record stays if both files changed it."""

    HERE = "here"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a kind the other file brings, changes, has alike, or has otherwise."""

    kind: Kind
    new: int = 0
    changed: int = 0  # only there, since the files parted
    same: int = 0
    conflicting: int = 0
    erased: int = 0


type Said = str | date | StrEnum
"""What a field says: text, a day, or one of the values it may have."""


@dataclass(frozen=True, slots=True)
class Version:
    """What may be told to everybody about a record as one file has it.

    ``who`` changed it last, and ``at`` when; None and "" where no event says so. Of a sheet ``marks`` counts
    what was given, and ``signed`` says whether it was handed in; of other records ``marks`` is None.
    """

    at: datetime | None = None
    who: str = ""
    marks: int | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says one thing here and another there; of an own draft the code of a competency."""

    field: str
    here: Said
    there: Said


@dataclass(frozen=True, slots=True)
class About:
    """Whom a record is about, and which of theirs it is: what people say, where a code alone tells nothing.

    ``name`` is of the person who has the ``code``; "" of nobody, and of whoever was erased. ``assessor`` is
    whose sheet it is, begun on the day ``on``, ``cycle`` the code of the cycle it is in.
    """

    name: str = ""
    code: str = ""
    cycle: str = ""
    assessor: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that both files have in two versions; ``place`` are the codes by which people know it.

    A ``fixed`` one is signed or decided here, so that only this file's version can stay. ``record`` names it
    in ``Decisions.each``. Marks of others and words about people are in none of its versions.
    """

    kind: Kind
    place: str
    fixed: bool = False
    record: str = field(default="", compare=False)
    here: Version = field(default=Version(), compare=False)
    there: Version = field(default=Version(), compare=False)
    differences: tuple[Difference, ...] = field(default=(), compare=False)
    about: About = field(default=About(), compare=False)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says that helps to tell whether two are one person."""

    code: str
    name: str
    post: str = ""
    unit: str = ""
    number: str = ""  # of personnel
    hired_on: date | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """Two cards, one in each file, that may be one person; people decide."""

    here: str  # code
    there: str  # code
    name: str
    by_number: bool = False  # of personnel
    ours: Card | None = field(default=None, compare=False)
    theirs: Card | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Recoded:
    """A record that came under another code, since this file has the old one for another record."""

    kind: Kind
    there: str
    here: str
    name: str = field(default="", compare=False)  # of a person


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided: code there -> code here of one person, and whose version stays.

    ``papers`` is document -> table of what such a document is asked for by; ``keep`` is None while nobody has
    decided. ``each`` is record -> whose version of it stays, and goes before ``keep``.
    """

    same: Mapping[str, str] = field(default_factory=dict[str, str])
    keep: Keep | None = None
    papers: Mapping[str, str] = field(default_factory=dict[str, str])
    each: Mapping[str, Keep] = field(default_factory=dict[str, Keep])

    def of(self, record: str) -> Keep | None:
        """Return whose version of a record stays; None while nobody has decided."""
        return self.each.get(record, self.keep)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge does, or has done: the same for a preview and for the act."""

    counts: tuple[Count, ...]
    conflicts: tuple[Conflict, ...] = ()
    doubles: tuple[Double, ...] = ()
    recoded: tuple[Recoded, ...] = ()
    erased: tuple[str, ...] = ()  # codes of people erased there, and now here
    twice: tuple[str, ...] = ()  # numbers printed on two papers
    released: tuple[About, ...] = ()  # whose assessors were taken off there, and here with it
    event: int = 0


class Why(StrEnum):
    """Why a file is not merged; ``desktop.office.exchange.phrases_merging`` has the sentences."""

    SAME_FILE = "same_file"
    OTHER_ORGANISATION = "other_organisation"
    OLDER = "older"  # the other file waits to be brought up to date
    UNDECIDED = "undecided"  # ``n`` records are in two versions, and nobody decided
    FIXED = "fixed"  # ``n`` of them are signed or decided here
    NOT_SOUND = "not_sound"  # ``n`` records there are not what its journal says
    LOST = "lost"  # the counts afterwards are not those expected


class NotMerged(Refused):
    """Two files are not merged, and nothing was written."""

    def __init__(self, why: Why, n: int = 0) -> None:
        super().__init__(why.value, n)
        self.why, self.n = why, n
