"""The items of an edition as a table: targets of both profiles, weights, and what a draft changes."""

from enum import IntEnum
from typing import override

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.model import ItemRow
from desktop.kit.chips import paint_diamond
from desktop.kit.table import columns
from desktop.kit.table.list_table import EDGE, PADDING, Index, LineDelegate, ListModel, ListTable
from desktop.theme import Theme
from resources.i18n import _, current, pgettext

LABEL_LEAST = 230


class Column(IntEnum):
    """The columns in their order."""

    CODE = 0
    LABEL = 1
    POST = 2
    HIRE = 3
    WEIGHT = 4
    DUTIES = 5
    CHANGE = 6


FIGURES = (Column.POST, Column.HIRE, Column.WEIGHT, Column.DUTIES)


def titles() -> dict[Column, str]:
    """Return the heads of the columns."""
    return {
        Column.CODE: _("Code"),
        Column.LABEL: _("Competency"),
        Column.POST: pgettext("column", "Target"),
        Column.HIRE: pgettext("column", "At hire"),
        Column.WEIGHT: _("Weight"),
        Column.DUTIES: pgettext("column", "Duties"),
        Column.CHANGE: "",  # the words in it say it
    }


class ItemTable(ListTable[ItemRow]):
    """The items in the order in which they are rated."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        theme = context.theme
        told = titles()
        self.items: ListModel[ItemRow] = ListModel(
            tuple(told[one] for one in Column), texts, _key, parent, right=FIGURES
        )
        super().__init__(self.items, theme, _("Competencies of the edition"), parent)
        self.setItemDelegate(ItemDelegate(theme, self))
        self.columns = columns.Columns(
            self,
            "framework",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.DUTIES, Column.HIRE),
            least=LABEL_LEAST + 12 * theme.font_step,
            fixed=True,
        )

    @property
    def chosen(self) -> tuple[ItemRow, ...]:
        """The selected lines, in their order; the current one where none is."""
        rows = sorted({one.row() for one in self.selectionModel().selectedRows()})
        found = tuple(line for row in rows if (line := self.items.line(row)) is not None)
        here = self.current_line
        return found or (() if here is None else (here,))


class ItemDelegate(LineDelegate):
    """◆ before a critical one, an ink edge at what a draft changes."""

    def __init__(self, theme: Theme, table: ListTable[ItemRow]) -> None:
        super().__init__(theme, table, quiet=(Column.CODE, Column.DUTIES))

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: ItemRow, index: Index) -> None:
        theme = self.theme
        if index.column() == Column.CODE and (line.added or line.changed):
            edge = QRect(rect.left() - PADDING, rect.top(), EDGE, rect.height())
            painter.fillRect(edge, theme.color("accent"))
        match index.column():
            case Column.LABEL:
                strong = line.added or line.changed
                label = current().text(line.item.label)
                critical = line.post is not None and line.post.critical
                if critical:
                    paint_diamond(
                        painter, QRectF(rect.left() - 2, rect.top(), 12, rect.height()), theme, "critical"
                    )
                room = rect.adjusted(14, 0, 0, 0)
                self.write(painter, room, label, "strong" if strong else "body", "text")
            case Column.CHANGE:
                self.write(painter, rect, str(index.data()), "small", "accent")
            case Column.POST | Column.HIRE | Column.WEIGHT:
                told = str(index.data())
                self.write(painter, rect, told, "strong" if "→" in told else "body", "text", figures=True)
            case _:
                super().paint_cell(painter, rect, line, index)


def texts(line: ItemRow) -> tuple[str, ...]:
    """Return what a row says in each column."""
    label = current().text(line.item.label)
    critical = line.post is not None and line.post.critical
    return (
        line.item.code,
        _("{label}, critical").format(label=label) if critical else label,
        say.level(line.post, line.was_post),
        say.level(line.hire, line.was_hire),
        say.level(line.post, line.was_post, "weight"),
        str(line.duties),
        say.change(added=line.added, changed=line.changed),
    )


def _key(line: ItemRow) -> object:
    return line.item.code


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    caption, body = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("strong"))
    small = QFontMetrics(theme.font("small"))
    told = titles()
    says = (say.change(added=True, changed=False), say.change(added=False, changed=True))

    def wide(column: Column, sample: str) -> int:
        return max(caption.horizontalAdvance(told[column]) + 28, body.horizontalAdvance(sample) + 18)

    return (
        columns.Column("code", wide(Column.CODE, "K000") + 6),
        columns.Column("label", None),
        columns.Column("post", wide(Column.POST, "3 → 4")),
        columns.Column("hire", wide(Column.HIRE, "3 → 4")),
        columns.Column("weight", wide(Column.WEIGHT, "2 → 3")),
        columns.Column("duties", wide(Column.DUTIES, "99")),
        columns.Column("change", max(map(small.horizontalAdvance, says)) + 12 + PADDING),
    )
