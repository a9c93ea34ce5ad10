"""Importing people, from the file to what becomes of each row, for the window and the command line alike.

No Qt: the window runs it as a job.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.assessing import rosters
from db.people import erasing, organisation
from desktop.office.intake import apart, contents, readings
from desktop.office.intake.readings import WhichEncoding
from desktop.office.papers.documents import Read
from domain.people.person import PersonKind
from domain.people.roster import Decision, Fate, Roster
from domain.progress import Progress
from reports.intake import people
from reports.intake.people import Columns
from reports.intake.roster.days import DayOrder
from reports.intake.roster.encodings import Candidate
from reports.intake.roster.shape import PassedRow
from reports.intake.table import Table


@dataclass(frozen=True, slots=True)
class People:
    """A list as read and interpreted; ``kind`` applies to everybody whose kind is not in the file.

    ``written`` is what a person says of 01/02/2025, ``encoding`` of the letters; None and empty if nobody
    had to.
    """

    path: Path
    table: Table
    columns: Columns
    kind: PersonKind
    remembered: Mapping[str, str]
    written: DayOrder | None = None
    encoding: str = ""

    @property
    def doubtful_day(self) -> str:
        """A day that can be read in two ways, as long as nobody has said how; else empty."""
        return "" if self.written else people.doubtful_day(self.table, self.columns)

    @property
    def to_remember(self) -> str:
        """What to remember of the columns, so that the next list with these headings needs no questions."""
        return people.remember(self.table, self.columns, self.remembered)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a file is not read: columns by letter and head, sheets, and rows that are no people."""

    columns: tuple[str, ...]
    sheets: tuple[str, ...]
    rows: tuple[PassedRow, ...]


@dataclass(frozen=True, slots=True)
class Unlettered:
    """A list of which a person has to say in which encoding it is; ``kind`` as in ``People``."""

    path: Path
    candidates: tuple[Candidate, ...]
    kind: PersonKind


def read_list(
    read: Read,
    path: Path,
    progress: Progress,
    sheet: str | None = None,
    kind: PersonKind = PersonKind.EMPLOYEE,
    encoding: str = "",
    found: Table | None = None,
) -> People | Unlettered:
    """Read a list in a process of its own and determine what its columns contain.

    *found* is what the file was already read as; then it is not read again.

    Raises:
        Unreadable: with the reason and the place.
        OSError: if the file cannot be read from the disk.
    """
    if found is None:
        what = contents.content(path), path.name, sheet, encoding
        read_as = apart.read(readings.people, *what, progress=progress)
        if isinstance(read_as, WhichEncoding):
            return Unlettered(path, read_as.candidates, kind)
        found = read_as
    remembered = people.remembered(read(organisation.setting, rosters.COLUMNS))
    return People(path, found, people.guess(found, remembered), kind, remembered, encoding=encoding)


def left_out(one: People) -> LeftOut:
    """Return what of the file is not read."""
    table, columns = one.table, one.columns
    sheets = tuple(title for title in table.sheets if title != table.sheet)
    if not columns.enough:
        return LeftOut((), sheets, ())
    return LeftOut(people.unused(table, columns), sheets, people.shaped(table, columns).passed)


def erased_meanwhile(read: Read, one: People, roster: Roster) -> int:
    """Return how many people were erased after the list was saved; 0 if it brings nobody new."""
    if not roster.of(Fate.NEW, Fate.ASK):
        return 0
    try:
        saved = datetime.fromtimestamp(one.path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return 0
    return read(erasing.erased_since, saved)


def compared(read: Read, one: People, decisions: Mapping[int, Decision]) -> Roster:
    """Return what each row would do to the people in the file.

    Raises:
        Unreadable: if cells in the chosen columns are merged.
    """
    if not one.columns.enough:
        return Roster((), {})
    people.refuse_merged(one.table, one.columns)
    rows = people.rows(one.table, one.columns, one.kind, one.written)
    return read(rosters.prepared, rows, decisions)
