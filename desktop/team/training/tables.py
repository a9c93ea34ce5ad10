"""The two tables of the training page."""

from functools import partial
from typing import override

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.table.column_table import LABELS, Cell, Column, ColumnTable
from desktop.team.training.rows import DraftRow, NeedRow
from resources.i18n import _, pgettext


class NeedTable(ColumnTable[NeedRow]):
    """Items that people lack, by function; names take two lines."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        below, stops = _("Below target"), pgettext("column", "Below min.")
        columns: tuple[Column[NeedRow], ...] = (
            Column("code", _("Code"), partial(_quiet, 0), widest="S000"),
            Column("label", _("Competency"), _label, widest=None, least=210, most=LABELS),
            Column("below", below, partial(_text, 2), figures=True, spare=2),
            Column("stops", stops, partial(_text, 3), figures=True, spare=3),
            Column("missing", _("No level"), partial(_quiet, 4), figures=True, spare=1),
            Column("pressing", _("Weight × gap"), partial(_text, 5), figures=True, spare=4),
        )
        title = _("What is missing")
        super().__init__(context, "needs", title, columns, _need_key, parent, row=44, fixed=True)


class DraftTable(ColumnTable[DraftRow]):
    """Groups with their people, then mentor pairs."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        columns: tuple[Column[DraftRow], ...] = (
            Column("who", _("Group or person"), partial(_text, 0), widest=None, least=190),
            Column("what", _("What to teach"), partial(_quiet, 1), widest=148),
            Column("unit", _("Unit"), partial(_quiet, 2), widest=100, spare=1),
        )
        title = _("Groups and mentors")
        super().__init__(context, "training", title, columns, _draft_key, parent, fixed=True)

    @override
    def _on_reset(self) -> None:
        super()._on_reset()
        for row in range(self.list_model.rowCount()):
            line = self.list_model.line(row)
            if line is not None and not line.unit:
                self.setSpan(row, 1, 1, 2)  # without a unit there is room for the text


def _text(number: int, row: NeedRow | DraftRow) -> str:
    return row.texts[number]


def _quiet(number: int, row: NeedRow | DraftRow) -> Cell:
    return Cell(row.texts[number], ink="muted")


def _label(row: NeedRow) -> Cell:
    return Cell(row.texts[1], wrap=True)


def _need_key(row: NeedRow) -> object:
    return row.code


def _draft_key(row: DraftRow) -> object:
    return row.number, row.person_id, row.terms, row.pair
