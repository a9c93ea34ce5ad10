"""The table of the rows of a list: what each would do, in a word, and why."""

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.people.exchange.words import TONES, Line
from domain.people.roster import Fate
from reports.words.people import phrases_roster
from resources.i18n import _, current


class RowsTable(ColumnTable[Line]):
    """Rows in the order of the file; several can be decided together."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        fates = [Cell(phrases_roster.fate(one, current()), chip=TONES[one][1]) for one in Fate]
        columns: tuple[Column[Line], ...] = (  # what is hidden for lack of room is in the card
            Column("row", _("Row"), _row, widest="50000", figures=True, spare=2),
            Column("name", _("Full name"), _name, widest=210),
            Column("sign", _("Personnel no."), _sign, widest="ТН-00000000", spare=1),
            Column("fate", _("What will happen"), _fate, widest=fates),
            Column("note", _("Reason and changes"), _note, widest=None, least=190),
        )
        super().__init__(context, "rows", _("Rows of the list"), columns, _key, parent, fixed=True)


def _key(line: Line) -> object:
    return line.number


def _ink(line: Line) -> str:
    return "muted" if line.entry.fate is Fate.LEFT_OUT else "text"


def _row(line: Line) -> Cell:
    return Cell(line.texts[0], ink="muted")


def _name(line: Line) -> Cell:
    return Cell(line.texts[1], ink=_ink(line))


def _sign(line: Line) -> Cell:
    return Cell(line.texts[2], ink="muted")


def _fate(line: Line) -> Cell:
    ink, ground = TONES[line.entry.fate]
    return Cell(line.texts[3], role="small", ink=ink, chip=ground)


def _note(line: Line) -> Cell:
    return Cell(line.texts[4], role="small", ink=_ink(line))
