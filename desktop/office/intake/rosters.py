"""Importing people, from the file to what becomes of each row, for the window and the command line alike.

No Qt: the window runs it as a job.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.assessing import rosters
from db.people import organisation
from desktop.office.intake import apart, readings
from desktop.office.papers.documents import Read
from domain.people.person import PersonKind
from domain.people.roster import Decision, Roster
from domain.progress import Progress
from reports.intake import file, people
from reports.intake.people import Columns
from reports.intake.table import Table


@dataclass(frozen=True, slots=True)
class People:
    """A list as read and interpreted; ``kind`` applies to everybody whose kind is not in the file."""

    path: Path
    table: Table
    columns: Columns
    kind: PersonKind
    remembered: Mapping[str, str]

    @property
    def to_remember(self) -> str:
        """What to remember of the columns, so that the next list with these headings needs no questions."""
        return people.remember(self.table, self.columns, self.remembered)


def read_list(
    read: Read,
    path: Path,
    progress: Progress,
    sheet: str | None = None,
    kind: PersonKind = PersonKind.EMPLOYEE,
) -> People:
    """Read a list and determine what its columns contain.

    Raises:
        Unreadable: with the reason and the place.
        OSError: if the file cannot be read from the disk.
    """
    table = apart.read(readings.people, file.content(path), path.name, sheet, progress=progress)
    remembered = people.remembered(read(organisation.setting, rosters.COLUMNS))
    return People(path, table, people.guess(table, remembered), kind, remembered)


def compared(read: Read, one: People, decisions: Mapping[int, Decision]) -> Roster:
    """Return what each row would do to the people in the file.

    Raises:
        Unreadable: if cells in the chosen columns are merged.
    """
    if not one.columns.enough:
        return Roster((), {})
    people.refuse_merged(one.table, one.columns)
    rows = people.rows(one.table, one.columns, one.kind)
    return read(rosters.prepared, rows, decisions)
