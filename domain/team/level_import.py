"""Levels from somebody's file: whose, of what, from when, and what a person must decide first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from domain.errors import Refused
from domain.framework.edition import Edition
from domain.people.comparing import compare
from domain.people.person import Person, full_name
from domain.people.roster import Decision, Fate, Field, Known, Roster, RosterRow
from domain.people.twins import ByName
from domain.team.level_scale import Places
from domain.text import fold

FILE_LIMIT = 200  # characters of the names of a file and a sheet


class NoLevels(Refused):
    """Nothing of the file would come in: no level of a known person in a known competency."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the levels of a cycle come from: file and sheet, the day they are of, and who gave them.

    ``by`` is empty if the file does not say who assessed. ``act`` is the same for all cycles of one import.
    """

    file: str
    sheet: str
    on: date
    by: str
    imported_on: date
    act: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """The levels of one day: row of the person in the file -> item code -> level."""

    on: date
    levels: Mapping[int, Mapping[str, int]]

    @property
    def count(self) -> int:
        """How many levels."""
        return sum(map(len, self.levels.values()))


@dataclass(frozen=True, slots=True)
class LevelImport:
    """All that one act brings in, each batch as a closed cycle.

    ``title`` is that of the cycles. Without an assessor the levels belong to the file. ``roster`` says who is
    in which row; only people who are new are written. ``content`` is a model that is made first, instead of
    ``framework_id``; it, or the draft with that id, is then published with the ``note``.
    """

    title: str
    file: str
    sheet: str
    framework_id: int
    roster: Roster
    batches: tuple[Batch, ...]
    places: Places = field(default_factory=dict[str, int | None])
    assessor_id: int | None = None
    content: Edition | None = None
    note: str = ""

    @property
    def rows(self) -> frozenset[int]:
        """The rows of the people with levels."""
        return frozenset(row for one in self.batches for row in one.levels)


def matched(rows: Sequence[RosterRow], known: Known, decisions: Mapping[int, Decision]) -> Roster:
    """Compare the people of a matrix with those in the file.

    A matrix identifies most people by name alone: a full name that one person has, and one row, is that
    person; so are initials, if nobody else has them. Anything less is a question, and a card is never changed
    by a matrix of levels.
    """
    names = Counter(fold(full_name(one.surname, one.given, one.patronymic)) for one in known.people)
    ids = {fold(full_name(one.surname, one.given, one.patronymic)): one.id for one in known.people}
    found = ByName((one.id, one) for one in known.people)
    here = Counter(_name(row) for row in rows)
    certain = {
        row.number: Decision(person_id=ids[_name(row)])
        for row in rows
        if not row.person.personnel_no
        and row.person.given
        and names[_name(row)] == 1
        and here[_name(row)] == 1
        and not (_is_initial(row.person.given) and found.of(row.person).keys() - {ids[_name(row)]})
    }
    bare = [_bare(row) for row in rows]
    told = certain | dict(decisions)
    first = compare(bare, known, told)
    new = {entry.row.number for entry in first.of(Fate.NEW)}
    return compare(
        [row if row.number in new else one for row, one in zip(rows, bare, strict=True)], known, told
    )


def _is_initial(given: str) -> bool:
    return len(given.rstrip(".")) == 1


def _name(row: RosterRow) -> str:
    return fold(full_name(row.person.surname, row.person.given, row.person.patronymic))


def _bare(row: RosterRow) -> RosterRow:
    """Return the row with what identifies somebody and nothing else, so that it changes no card."""
    one = row.person
    person = Person(
        kind=one.kind,
        surname=one.surname,
        given=one.given,
        patronymic=one.patronymic,
        personnel_no=one.personnel_no,
        code=one.code,
    )
    kept = frozenset(of for of in row.filled if of in _IDENTIFY)
    return replace(row, person=person, filled=kept, unit="")


_IDENTIFY = (Field.SURNAME, Field.GIVEN, Field.PATRONYMIC, Field.PERSONNEL_NO, Field.CODE)
