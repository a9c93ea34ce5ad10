"""People out of a file, from the file to the fates of its rows, for the window and the command line alike.

No Qt: the window runs it as a job.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.assessing import rosters
from db.people import organisation
from desktop.office.papers.documents import Read
from domain.people.person import PersonKind
from domain.people.roster import Decision, Roster
from domain.progress import Progress
from reports.intake import file, people
from reports.intake.people import Columns
from reports.intake.table import Table


@dataclass(frozen=True, slots=True)
class People:
    """A list as it was read and understood; ``kind`` is everybody's of whom the file does not say it."""

    path: Path
    table: Table
    columns: Columns
    kind: PersonKind
    remembered: Mapping[str, str]

    @property
    def to_remember(self) -> str:
        """What to keep of the columns, so that the next list with these heads is understood by itself."""
        return people.remember(self.table, self.columns, self.remembered)


def read_list(
    read: Read,
    path: Path,
    progress: Progress,
    sheet: str | None = None,
    kind: PersonKind = PersonKind.EMPLOYEE,
) -> People:
    """Read a list and find out what its columns hold.

    Raises:
        Unreadable: with the reason and the place.
        OSError: if the disk does not give the file.
    """
    table = file.read(path, progress, sheet)
    remembered = people.remembered(read(organisation.setting, rosters.COLUMNS))
    return People(path, table, people.guess(table, remembered), kind, remembered)


def compared(read: Read, one: People, decisions: Mapping[int, Decision]) -> Roster:
    """Return what each row would do to the people of the file.

    Raises:
        Unreadable: if cells of the columns chosen are merged.
    """
    if not one.columns.enough:
        return Roster((), {})
    people.refuse_merged(one.table, one.columns)
    rows = people.rows(one.table, one.columns, one.kind)
    return read(rosters.prepared, rows, decisions)
