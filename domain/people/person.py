"""People: candidates, employees, externals, and what the gates ask of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import EndsBeforeStart, Impossible, Missing, NeedsPaper, TooLong
from domain.text import fold

NAME_LIMIT = 120
FAR = timedelta(days=366)  # a day of dismissal beyond it is a slip of the year


class PersonKind(StrEnum):
    """The same identity stays when a candidate is hired."""

    CANDIDATE = "candidate"
    EMPLOYEE = "employee"
    EXTERNAL = "external"


class Admission(StrEnum):
    """What a medical conclusion says; nothing more of it is ever stored."""

    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"
    PENDING = "pending"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class Education:
    """A diploma: ``level`` is an id of the profile's list; ``confirmed_on`` is None until it was seen."""

    level: str
    document: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """Work in one area, either dated (``to_on`` is included, None means still) or as typed months."""

    area: str
    from_on: date | None = None
    to_on: date | None = None
    months: int | None = None
    document: str = ""
    confirmed_on: date | None = None

    def __post_init__(self) -> None:
        if (self.from_on is None) == (self.months is None):
            raise Impossible("months")
        if self.from_on is not None and self.to_on is not None and self.to_on < self.from_on:
            raise EndsBeforeStart("to_on")
        if self.months is not None and not 0 <= self.months <= 900:
            raise Impossible("months")


@dataclass(frozen=True, slots=True)
class Medical:
    """One medical conclusion; ``valid_until`` is None where it does not expire."""

    kind: str
    admitted: Admission
    concluded_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A paper that allows to process the data of a person: what, of which day, until when; who entered it.

    Without a text nothing allows it from then on. ``entered_on`` is None of what stood on a card before
    papers were kept one by one.
    """

    text: str
    paper_on: date | None
    until: date | None
    entered_on: date | None
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is rated or rates.

    ``basis`` is the paper that allows to process the data, ``basis_on`` its day.

    ``id`` is 0 and ``uid`` empty until it is stored. ``code`` is what papers and file names show («C-0042»);
    empty means: give the next one. ``unit`` and ``manager_name`` are read along for the eye and never
    written.
    """

    id: int = 0
    uid: str = ""
    code: str = ""
    kind: PersonKind = PersonKind.CANDIDATE
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    contact: str = ""
    post: str = ""
    unit_id: int | None = None
    unit: str = ""
    manager_id: int | None = None
    manager_name: str = ""
    personnel_no: str | None = None
    hired_on: date | None = None
    left_on: date | None = None
    left_reason: str = ""
    basis: str = ""
    basis_on: date | None = None
    basis_until: date | None = None
    is_actor: bool = False
    education: tuple[Education, ...] = ()
    experience: tuple[Experience, ...] = ()
    medical: tuple[Medical, ...] = ()

    def has_left(self, on: date) -> bool:
        """Tell whether the person does not work here any more; the last day of work is still one of work."""
        return self.left_on is not None and self.left_on < on

    @property
    def full_name(self) -> str:
        """«Лебедева Ирина Олеговна»."""
        return full_name(self.surname, self.given, self.patronymic)

    @property
    def short_name(self) -> str:
        """«Лебедева И. О.», as lists show it."""
        return short_name(self.surname, self.given, self.patronymic)

    @property
    def signature_name(self) -> str:
        """«И.О. Лебедева», as a signature line shows it."""
        initials = "".join(f"{part[0]}." for part in (self.given, self.patronymic) if part)
        return f"{initials} {self.surname}".strip()

    @property
    def folded(self) -> str:
        """What a search compares: name, code, personnel number, folded."""
        return fold(" ".join((self.full_name, self.code, self.personnel_no or "")))


def full_name(surname: str, given: str, patronymic: str) -> str:
    """Return «Лебедева Ирина Олеговна»."""
    return " ".join(part for part in (surname, given, patronymic) if part)


def short_name(surname: str, given: str, patronymic: str) -> str:
    """Return surname and initials with spaces: «Лебедева И. О.»."""
    return " ".join([surname, *(f"{part[0]}." for part in (given, patronymic) if part)]).strip()


def check(person: Person) -> None:
    """Let pass a person who can be stored.

    Raises:
        Missing: if the surname is empty, or there is a reason for leaving and no last day.
        TooLong: if a name or post is longer than 120 characters.
        Impossible: if the person left before being hired, or the basis ends before its paper.
    """
    if not person.surname.strip():
        raise Missing("surname")
    if person.left_reason.strip() and person.left_on is None:
        raise Missing("left_on")
    for field in ("surname", "given", "patronymic", "post", "code", "contact", "left_reason"):
        value: str = getattr(person, field)
        if len(value) > NAME_LIMIT:
            raise TooLong(field, len(value), NAME_LIMIT)
    if person.hired_on and person.left_on and person.left_on < person.hired_on:
        raise Impossible("left_on")
    if person.basis_on and person.basis_until and person.basis_until < person.basis_on:
        raise Impossible("basis_until")


def check_basis(before: Person, after: Person) -> None:
    """Let pass an end of the basis that has a paper: a later end takes a new paper, not a date alone.

    No end is the latest of all; a card from which the whole basis is taken has nothing to end.

    Raises:
        NeedsPaper: if the end is later, or there was none, and the paper is none or the same one.
    """
    if after.basis_until == before.basis_until or not (after.basis or after.basis_on or after.basis_until):
        return
    ends = before.basis_until, after.basis_until
    later = ends[0] is None or ends[1] is None or ends[1] > ends[0]
    same_paper = (after.basis, after.basis_on) == (before.basis, before.basis_on)
    if later and (after.basis_on is None or same_paper):
        raise NeedsPaper
