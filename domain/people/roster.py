"""Importing people from a file: what each row would do, and what a person must decide before it does.

Only the personnel number or the code identifies someone. A name merely raises a question: two people may
share one, and one person's may be written in two ways. A manager may also be given by full name: it is
accepted if exactly one person has it, and is a question otherwise.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.errors import Refused
from domain.people.named_managers import Boss
from domain.people.person import Person


class Field(StrEnum):
    """What a column may contain; the values are field names of ``Person`` where there is one."""

    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    FULL_NAME = "full_name"
    PERSONNEL_NO = "personnel_no"
    CODE = "code"
    KIND = "kind"
    POST = "post"
    UNIT = "unit"
    MANAGER = "manager"
    HIRED_ON = "hired_on"
    LEFT_ON = "left_on"
    LEFT_REASON = "left_reason"
    CONTACT = "contact"
    BASIS = "basis"
    BASIS_ON = "basis_on"
    BASIS_UNTIL = "basis_until"
    PURPOSE = "purpose"
    GROUND = "ground"
    CONSENT = "consent"  # «Согласие на обработку ПДн»: a day, a paper, or just yes


WRITTEN = (
    *(Field.SURNAME, Field.GIVEN, Field.PATRONYMIC, Field.PERSONNEL_NO, Field.KIND),
    *(Field.POST, Field.HIRED_ON, Field.LEFT_ON, Field.LEFT_REASON, Field.CONTACT),
    *(Field.BASIS, Field.BASIS_ON, Field.BASIS_UNTIL, Field.PURPOSE, Field.GROUND),
)
"""Fields that are copied into the person as they are; the others are resolved."""

DAYS = (Field.HIRED_ON, Field.LEFT_ON, Field.BASIS_ON, Field.BASIS_UNTIL)
NAMES = (Field.SURNAME, Field.GIVEN, Field.PATRONYMIC)


class Wrong(StrEnum):
    """Why a row cannot be accepted."""

    NO_SURNAME = "no_surname"
    TOO_LONG = "too_long"
    NOT_A_DAY = "not_a_day"
    NOT_A_KIND = "not_a_kind"
    NOT_A_PURPOSE = "not_a_purpose"
    NOT_A_GROUND = "not_a_ground"
    NOT_A_CONSENT = "not_a_consent"
    NOT_A_TEXT = "not_a_text"
    ERROR_CELL = "error_cell"
    FORMULA = "formula"
    TWICE = "twice"
    TAKEN = "taken"
    TWO_PEOPLE = "two_people"
    NO_SUCH_CODE = "no_such_code"
    ERASED = "erased"
    NO_SUCH_MANAGER = "no_such_manager"
    OWN_MANAGER = "own_manager"
    TWO_UNITS = "two_units"
    LEFT = "left"
    NO_LAST_DAY = "no_last_day"
    NO_PAPER = "no_paper"
    UNTIL_BEFORE = "until_before"
    NOT_YET = "not_yet"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one cell: its address («C14»), the reason, and its content."""

    cell: str
    why: Wrong
    value: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row as read.

    ``person`` holds the row's data. ``filled`` are the fields that are not empty, for an empty cell changes
    nothing. ``unit`` is a name, ``manager`` a personnel number, a code or a name. ``cells`` are the addresses
    of the fields. ``problems`` are those visible in the row alone.
    """

    number: int
    person: Person
    filled: frozenset[Field] = frozenset()
    unit: str = ""
    manager: str = ""
    cells: Mapping[Field, str] = field(default_factory=dict[Field, str])
    problems: tuple[RowProblem, ...] = ()

    def cell(self, of: Field) -> str:
        """Return the address of a field, or the row number if no column has it."""
        return self.cells.get(of, str(self.number))


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what is already in the file.

    ``merged`` maps personnel numbers and codes of merged people to the id of the person they became.
    ``today`` is the day after which no document can have been signed; None checks no days.
    ``erased`` are the codes of erased people.
    """

    people: tuple[Person, ...] = ()
    units: tuple[tuple[int, str], ...] = ()
    merged: Mapping[str, int] = field(default_factory=dict[str, int])
    today: date | None = None
    erased: frozenset[str] = frozenset()


class Fate(StrEnum):
    """What a row would do; ASK waits for a person's decision, WRONG can only be left out or corrected."""

    WRONG = "wrong"
    ASK = "ask"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a row: leave it out, or whom it is about (None for a new person).

    ``manager`` is the key of the Boss that a name means, 0 while undecided.
    """

    leave_out: bool = False
    person_id: int | None = None
    manager: int = 0


LEAVE_OUT = Decision(leave_out=True)


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a known person that the row would change; days as ISO, links as names."""

    of: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its fate.

    ``known`` is whom it is about; ``maybe`` are people with a similar name, and ``twins`` earlier rows with
    the same name. ``after`` is the known person as it would be written. ``manager`` is whom a name means, and
    ``managers`` all whom it could mean.
    ``problems`` of a row that is left out are those it had.
    """

    row: RosterRow
    fate: Fate
    known: Person | None = None
    maybe: tuple[Person, ...] = ()
    twins: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    after: Person | None = None
    manager: Boss | None = None
    managers: tuple[Boss, ...] = ()

    @property
    def may_be_new(self) -> bool:
        """False if the row's number or code belongs to someone it may be about."""
        person = self.row.person
        return not any(
            (person.personnel_no and person.personnel_no == one.personnel_no) or person.code == one.code
            for one in self.maybe
        )

    @property
    def name(self) -> str:
        """The full name in the row, else the one in the file."""
        return self.row.person.full_name or ("" if self.known is None else self.known.full_name)


@dataclass(frozen=True, slots=True)
class Roster:
    """All rows with their fates, in the order of the list; ``new_units`` will be created."""

    entries: tuple[Entry, ...]
    decisions: Mapping[int, Decision]
    new_units: tuple[str, ...] = ()

    def of(self, *fates: Fate) -> tuple[Entry, ...]:
        """Return the rows of these fates."""
        return tuple(entry for entry in self.entries if entry.fate in fates)

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows have each fate."""
        return Counter(entry.fate for entry in self.entries)

    @property
    def ready(self) -> bool:
        """True if no row is wrong or undecided and there is something to write."""
        counts = self.counts
        return not counts[Fate.WRONG] and not counts[Fate.ASK] and self.size > 0

    @property
    def size(self) -> int:
        """How many people will be written."""
        return len(self.of(Fate.NEW, Fate.CHANGED))


class NotReady(Refused):
    """Rows are wrong or undecided, so nothing from the list is written; ``rows`` are their numbers."""

    def __init__(self, rows: tuple[int, ...]) -> None:
        super().__init__(len(rows))
        self.rows = rows


class Moved(Refused):
    """People in the file changed since the preview, so what was agreed to is not what would be done."""
