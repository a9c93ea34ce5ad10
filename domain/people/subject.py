"""What a file holds about a person beside results and plans, for the copy of somebody's own data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.people.familiarisation import Familiarised
from domain.people.issued import Issued
from domain.sheet_kinds import Role, State


@dataclass(frozen=True, slots=True)
class OwnMark:
    """What the person said of oneself about one item (code), and the comment on it."""

    item: str
    state: State
    level: int | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """One revision of the person's sheet about oneself; ``submitted_on`` is None while a draft."""

    revision: int
    submitted_on: date | None
    marks: tuple[OwnMark, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """Why an assessor submitted a sheet again."""

    role: Role
    revision: int
    reason: str


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """Levels (code, level) that came from somebody's file and were not given here (law 22)."""

    file: str
    sheet: str
    on: date
    levels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Employed:
    """The person was hired through the assessment."""

    hired_on: date
    probation_ends_on: date | None


@dataclass(frozen=True, slots=True)
class CaseRest:
    """What a file holds about an assessment beside its result.

    ``left_out`` are codes of items that it does not cover, each with the reason, ``refusals`` the texts that
    a later one replaced, with their days. ``not_chosen`` is why another was chosen, also if the person was
    hired after all, ``assigned`` the roles of all who were to rate, ``asked`` the follow-ups asked, each
    after the code of its item.
    """

    own: tuple[OwnSheet, ...] = ()
    corrections: tuple[Correction, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    refusals: tuple[tuple[str, date], ...] = ()
    brought_in: BroughtIn | None = None
    employed: Employed | None = None
    not_chosen: str = ""
    assigned: tuple[Role, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()


class Part(StrEnum):
    """The person's part in a proposed training."""

    GROUP = "group"
    TEACHES = "teaches"
    LEARNS = "learns"


@dataclass(frozen=True, slots=True)
class Training:
    """A place in the training proposed for a cycle: its code and those of the items."""

    cycle: str
    items: tuple[str, ...]
    part: Part


class Did(StrEnum):
    """What somebody did with the data of others."""

    RATED = "rated"
    NOTED = "noted"
    CONCLUDED = "concluded"
    SIGNED = "signed"
    MENTORS = "mentors"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the person did about somebody else, who is not named; ``where`` is the cycle's code."""

    did: Did
    on: date
    where: str = ""


class Unquoted(StrEnum):
    """Records that are held, and of which the copy only gives the number."""

    DRAFTS = "drafts"  # half-typed: nobody has said that yet
    CALCULATIONS = "calculations"  # follow from what is in the copy
    ABOUT_OTHERS = "about_others"  # words of the person about somebody else, whose data they are
    EVENTS = "events"  # of the journal: acts of the person in the program


@dataclass(frozen=True, slots=True)
class PersonRest:
    """What a file holds about a person beside card, assessments and plans.

    ``unquoted`` has no kind without records; None means that they are not counted. ``familiarised`` is the
    newest first, without who entered it.
    """

    deeds: tuple[Deed, ...] = ()
    training: tuple[Training, ...] = ()
    unquoted: tuple[tuple[Unquoted, int | None], ...] = ()
    familiarised: tuple[Familiarised, ...] = ()
    issued: tuple[Issued, ...] = ()
