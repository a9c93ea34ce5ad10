"""The rows of a list that were not imported: as typed, with what is wrong, to be corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from domain.people.roster import Field
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, put_table
from reports.book.workbook import Tab
from reports.words.people import phrases_roster
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class LeftRow:
    """One such row; *cells* is field -> text, *reason* is in words."""

    cells: Mapping[Field, str]
    reason: str


@saved
def write(rows: Sequence[LeftRow], words: Words, made_on: date) -> Contents:
    """Write the rows under the heads of our own list, so that the corrected file is imported as it is."""
    _ = words.gettext
    return Contents(_("Skipped rows"), made_on, (Leaf(_("People"), _list, rows),))


def _list(tab: Tab, rows: Sequence[LeftRow], words: Words) -> None:
    fields = [of for of in Field if any(of in row.cells for row in rows)]
    for column in range(1, len(fields) + 1):
        tab.text_column(column)  # leading zeros stay, and a wrong day stays as it was typed
    columns = [Column(phrases_roster.field(of, words), 22, partial(_cell, of)) for of in fields]
    columns.append(Column(words.gettext("Reason"), 60, lambda row: row.reason))
    put_table(tab, columns, rows, fixed=1)


def _cell(of: Field, row: LeftRow) -> str:
    return row.cells.get(of, "")
