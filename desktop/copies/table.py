"""The copies as a table: when, on what occasion, how large, where, whether sound."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from db.file.copies import Copy, State
from desktop.context import Context
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.office import copied
from resources.i18n import _, current, pgettext


class CopiesTable(ColumnTable[Copy]):
    """One line for each copy, the newest first. *place* names the folder of a copy."""

    def __init__(self, context: Context, place: Callable[[Copy], str], parent: QWidget) -> None:
        self._today, self._place = context.today, place
        widest, faulty = copied.size(999_900_000, current()), Cell(_("incomplete or damaged"))
        columns = (
            Column(
                "taken",
                pgettext("of a copy", "Made"),
                self._taken,
                _age,
                copied.moment(datetime(2028, 12, 28, 23, 58, tzinfo=UTC), current()),
                falling=True,
            ),
            Column("why", pgettext("of a copy", "Occasion"), _why, None, None, least=150),
            Column("size", pgettext("of a copy", "Size"), _size, _bytes, widest, figures=True),
            Column("place", pgettext("of a copy", "Folder"), self._place_cell, None, 190, spare=1),
            Column("state", pgettext("of a copy", "State"), _state, None, faulty, least=130),
        )
        super().__init__(context, "copies", _("Copies"), columns, _path, parent)

    def _place_cell(self, copy: Copy) -> Cell:
        return Cell(self._place(copy))

    def _taken(self, copy: Copy) -> Cell:
        if copy.taken is None:
            return Cell("—", ink="muted", words=_("unknown"))
        return Cell(copied.day(copy.taken, self._today(), current()), role="strong")


def _age(copy: Copy) -> datetime | None:
    return copy.taken


def _bytes(copy: Copy) -> int:
    return copy.size


def _path(copy: Copy) -> object:
    return copy.path


def _why(copy: Copy) -> Cell:
    if copy.taken is None:
        return Cell(copy.path.name, ink="muted")
    return Cell(copied.occasion(copy, current()))


def _size(copy: Copy) -> Cell:
    return Cell(copied.size(copy.size, current()))


def _state(copy: Copy) -> Cell:
    inks = {State.UNCHECKED: "muted", State.SOUND: "ok", State.FAULTY: "danger"}
    return Cell(copied.state(copy, current()), ink=inks[copy.state])
