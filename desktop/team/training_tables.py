"""The two tables of the page of training."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.team.training_rows import DraftRow, NeedRow
from desktop.widgets import columns
from desktop.widgets.list_table import LineDelegate, ListModel, ListTable
from resources.i18n import _


class NeedTable(ListTable[NeedRow]):
    """Items that people lack, function by function."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        titles = (
            _("Code"),
            _("Competency"),
            _("Below target"),
            _("Stop"),
            _("No level"),
            _("Weight × gap"),
        )
        model: ListModel[NeedRow] = ListModel(titles, _need_texts, _need_key, parent, right=(2, 3, 4, 5))
        super().__init__(model, context.theme, _("What people lack"), parent)
        self.setItemDelegate(LineDelegate(context.theme, self, quiet=(0, 4)))
        caption = QFontMetrics(context.theme.font("caption"))
        wide = (
            columns.Column("code", 60 + 4 * context.theme.font_step),
            columns.Column("label", None),
            *(
                columns.Column(key, caption.horizontalAdvance(title) + 36)
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
        titles = (_("Group or person"), _("What is taught"), _("Unit"))
        model: ListModel[DraftRow] = ListModel(titles, _draft_texts, _draft_key, parent)
        super().__init__(model, context.theme, _("Groups and mentors"), parent)
        self.setItemDelegate(LineDelegate(context.theme, self, quiet=(1, 2)))
        step = context.theme.font_step * 8
        wide = (
            columns.Column("who", None),
            columns.Column("what", 210 + 4 * context.theme.font_step),
            columns.Column("unit", 110 + step),
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


def _need_texts(row: NeedRow) -> tuple[str, ...]:
    return row.texts


def _need_key(row: NeedRow) -> object:
    return row.code


def _draft_texts(row: DraftRow) -> tuple[str, ...]:
    return row.texts


def _draft_key(row: DraftRow) -> object:
    return row.number, row.person_id, row.terms, row.pair
