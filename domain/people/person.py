"""People: candidates, employees, externals, and the records that gates need."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import EndsBeforeStart, Impossible, Missing, NeedsPaper, TooLong
from domain.people.declined import Case, Declined
from domain.people.purpose import Ground, Purpose
from domain.text import fold, visible

NAME_LIMIT = 120
FAR = timedelta(days=366)  # a day of dismissal beyond this has a mistyped year


class PersonKind(StrEnum):
    """A candidate who is hired keeps the same identity."""

    CANDIDATE = "candidate"
    EMPLOYEE = "employee"
    EXTERNAL = "external"


class Admission(StrEnum):
    """What a medical conclusion says; nothing else of it is ever stored."""

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
    """Work in one area, either dated (``to_on`` is included, None means until now) or as typed months."""

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
    """A document that permits processing a person's data: its text, date and expiry, and who entered it.

    Without a text nothing permits it from then on. ``entered_on`` is None for what was on a card before
    documents were kept one by one; ``purpose`` and ``ground`` are None where nobody entered them.
    ``kept_at`` says where the document lies, ``sha256`` is the sum of its scan, empty for none. An entry that
    withdraws or prolongs repeats the document, with the day and the ``reason``.
    """

    text: str
    paper_on: date | None
    until: date | None
    entered_on: date | None = None
    by_name: str = ""
    number: str = ""
    kept_at: str = ""
    sha256: str = ""
    ground: Ground | None = None
    purpose: Purpose | None = None
    withdrawn_on: date | None = None
    hold_until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is rated or rates.

    ``basis`` is the document that permits processing the data, ``basis_on`` its date; ``withdrawn_on`` is the
    day a consent was withdrawn, ``hold_until`` the day until which somebody prolonged the keeping with a
    reason. ``id`` is 0 and ``uid`` empty until stored. ``code`` is what papers and file names show
    («C-0042»); empty means: assign the next one. ``unit``, ``manager_name`` and ``declined``, the cases of
    name and post, and ``erased`` are read for display only and never written: of who was erased only marks
    without a name may be left.
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
    purpose: Purpose | None = None
    ground: Ground | None = None
    withdrawn_on: date | None = None
    hold_until: date | None = None
    is_actor: bool = False
    education: tuple[Education, ...] = ()
    experience: tuple[Experience, ...] = ()
    medical: tuple[Medical, ...] = ()
    declined: Declined | None = None
    erased: bool = False

    def named(self, case: Case) -> str:
        """Return the full name in a case, empty if nobody confirmed it: «Лебедевой Ирине Олеговне»."""
        return "" if self.declined is None else self.declined.named(case, self.full_name)

    def short_named(self, case: Case) -> str:
        """Return surname and initials in a case, likewise: «Лебедевой И. О.»."""
        surname = self.named(case).split()[: len(self.surname.split())]
        return short_name(" ".join(surname), self.given, self.patronymic) if surname else ""

    def in_post(self, case: Case) -> str:
        """Return the post in a case, likewise."""
        return "" if self.declined is None else self.declined.of_post(case, self.post)

    def has_left(self, on: date) -> bool:
        """Return whether the person no longer works here; the last day of work still counts as work."""
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
        initials = "".join(f"{part[0].upper()}." for part in (self.given, self.patronymic) if part)
        return f"{initials} {self.surname}".strip()

    @property
    def folded(self) -> str:
        """The text that a search compares: name, code and personnel number, folded."""
        return fold(" ".join((self.full_name, self.code, self.personnel_no or "")))


def full_name(surname: str, given: str, patronymic: str) -> str:
    """Return «Лебедева Ирина Олеговна»."""
    return " ".join(part for part in (surname, given, patronymic) if part)


def short_name(surname: str, given: str, patronymic: str) -> str:
    """Return surname and initials with spaces: «Лебедева И. О.»."""
    return " ".join([surname, *(f"{part[0].upper()}." for part in (given, patronymic) if part)]).strip()


def check(person: Person) -> None:
    """Check that a person can be stored.

    Raises:
        Missing: if nothing of the surname is seen, or there is a reason for leaving but no last day.
        TooLong: if a name or another short text is longer than 120 characters.
        Impossible: if the person left before being hired, or the basis ends before its date.
    """
    if not visible(person.surname):
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
    """Check that a later end of the basis comes with a new document, not only a new date.

    No end counts as the latest of all. A card whose whole basis is removed has nothing to end.

    Raises:
        NeedsPaper: if the end is later, or there was none, and the document is missing or unchanged.
    """
    if after.basis_until == before.basis_until or not (after.basis or after.basis_on or after.basis_until):
        return
    ends = before.basis_until, after.basis_until
    later = ends[0] is None or ends[1] is None or ends[1] > ends[0]
    same_paper = (after.basis, after.basis_on) == (before.basis, before.basis_on)
    if later and (after.basis_on is None or same_paper):
        raise NeedsPaper
