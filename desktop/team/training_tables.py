"""The two tables of the page of training."""

from typing import override

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.table import columns
from desktop.kit.table.list_model import Index, ListModel
from desktop.kit.table.list_table import LineDelegate, ListTable
from desktop.team.training_rows import DraftRow, NeedRow
from resources.i18n import _, pgettext

LAST = 44  # px around the title of the last column: it keeps away from the edge


class NeedTable(ListTable[NeedRow]):
    """Items that people lack, function by function."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        titles = (
            _("Code"),
            _("Competency"),
            _("Below target"),
            pgettext("column", "Below min."),
            _("No level"),
            _("Weight × gap"),
        )
        model: ListModel[NeedRow] = ListModel(titles, _need_texts, _need_key, parent, right=(2, 3, 4, 5))
        row = 2 * context.theme.line_height("body") + 4
        super().__init__(model, context.theme, _("What is lacking"), parent, row=row)
        self.setItemDelegate(NeedDelegate(context.theme, self, quiet=(0, 4)))
        caption = QFontMetrics(context.theme.font("caption"))
        wide = (
            columns.Column("code", 56 + 4 * context.theme.font_step),
            columns.Column("label", None),
            *(
                columns.Column(key, caption.horizontalAdvance(title) + (28 if key != "pressing" else LAST))
                for key, title in zip(("below", "stops", "missing", "pressing"), titles[2:], strict=True)
            ),
        )
        self.columns = columns.Columns(
            self,
            "needs",
            wide,
            context.settings,
            context.actions.make,
            context.theme.font_step,
            spare=(4, 2, 3, 5),
            least=130 + 8 * context.theme.font_step,
            fixed=True,
        )


class DraftTable(ListTable[DraftRow]):
    """Groups with their people, then mentor pairs."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        titles = (_("Group or person"), _("What to teach"), _("Unit"))
        model: ListModel[DraftRow] = ListModel(titles, _draft_texts, _draft_key, parent)
        super().__init__(model, context.theme, _("Groups and mentors"), parent)
        self.setItemDelegate(LineDelegate(context.theme, self, quiet=(1, 2)))
        caption = QFontMetrics(context.theme.font("caption"))
        unit = max(110 + 8 * context.theme.font_step, caption.horizontalAdvance(titles[2]) + LAST)
        wide = (
            columns.Column("who", None),
            columns.Column("what", 170 + 4 * context.theme.font_step),
            columns.Column("unit", unit),
        )
        self.columns = columns.Columns(
            self,
            "training",
            wide,
            context.settings,
            context.actions.make,
            context.theme.font_step,
            spare=(2,),
            least=190,
            fixed=True,
        )

    @override
    def _on_reset(self) -> None:
        super()._on_reset()
        for row in range(self.list_model.rowCount()):
            line = self.list_model.line(row)
            if line is not None and not line.texts[2]:
                self.setSpan(row, 1, 1, 2)  # what has no unit has room for its words


class NeedDelegate(LineDelegate):
    """Names over two lines."""

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: NeedRow, index: Index) -> None:
        if index.column() == 1:
            self.write_lines(painter, rect, str(index.data()), "body", "text")
        else:
            super().paint_cell(painter, rect, line, index)


def _need_texts(row: NeedRow) -> tuple[str, ...]:
    return row.texts


def _need_key(row: NeedRow) -> object:
    return row.code


def _draft_texts(row: DraftRow) -> tuple[str, ...]:
    return row.texts


def _draft_key(row: DraftRow) -> object:
    return row.number, row.person_id, row.terms, row.pair
