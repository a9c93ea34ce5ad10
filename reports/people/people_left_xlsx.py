"""The rows of a list that were not imported: as they were typed, with what is wrong, to be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.people.roster import Field
from domain.progress import Progress
from reports.book.workbook import Book
from reports.intake import phrases_roster
from reports.paper.atomic import replacing
from resources.i18n import Words

_WIDTH, _REASON = 22, 60


@dataclass(frozen=True, slots=True)
class LeftRow:
    """One of them; *cells* by what their column holds, *reason* in words."""

    cells: Mapping[Field, str]
    reason: str


def write(target: Path, rows: Sequence[LeftRow], made_on: date, progress: Progress, words: Words) -> None:
    """Write the rows under the heads of our own list, so that the mended file is imported as it is.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    columns = [of for of in Field if any(of in row.cells for row in rows)]
    with replacing(target) as part:
        progress.step(0, 1)
        book = Book(_("Skipped rows"), made_on)
        tab = book.tab(_("People"))
        tab.widths(*[_WIDTH] * len(columns), _REASON)
        tab.heads(1, [*(phrases_roster.field(of, words) for of in columns), _("Reason")])
        for column in range(1, len(columns) + 1):
            tab.text_column(column)  # leading zeros stay, and a wrong day stays what was typed
        for number, row in enumerate(rows, start=2):
            for column, of in enumerate(columns, start=1):
                tab.put_text(number, column, row.cells.get(of, ""))
            tab.put_text(number, len(columns) + 1, row.reason)
        tab.table(1, len(rows) + 1, len(columns) + 1, fixed=1)
        book.save(part)
    progress.step(1, 1)
