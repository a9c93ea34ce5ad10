"""The table of the rows of a list: what each would do, in a word, and why."""

from typing import Any, override

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.table import columns
from desktop.kit.table.list_model import Index, ListModel
from desktop.kit.table.list_table import PADDING, LineDelegate, ListTable
from desktop.people.exchange.words import TONES, Column, Line, titles
from desktop.theme import Theme
from domain.people.roster import Fate
from reports.intake import phrases_roster
from resources.i18n import _, current

NOTE_LEAST = 190  # px
CHIP = 22


class RowsTable(ListTable[Line]):
    """Rows in the order of the file; several can be decided at once."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        theme = context.theme
        model: ListModel[Line] = ListModel(titles(), _texts, _key, parent, right=(Column.ROW,), value=_value)
        super().__init__(model, theme, _("Rows of the list"), parent)
        self.setItemDelegate(RowDelegate(theme, self))
        self.columns = columns.Columns(
            self,
            "rows",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.SIGN, Column.ROW),  # the card has them
            least=NOTE_LEAST + 12 * theme.font_step,
            fixed=True,
        )

    @property
    def chosen(self) -> tuple[Line, ...]:
        """The selected rows, from above to below."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return tuple(line for row in rows if (line := self.list_model.line(row)) is not None)


class RowDelegate(LineDelegate):
    """Paints the fate as a word on its ground."""

    def __init__(self, theme: Theme, table: RowsTable) -> None:
        super().__init__(theme, table, quiet=(Column.ROW, Column.SIGN))

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: Any, index: Index) -> None:
        text, out = str(index.data() or ""), line.entry.fate is Fate.LEFT_OUT
        match index.column():
            case Column.FATE:
                self._paint_fate(painter, rect, line.entry.fate, text)
            case Column.ROW:
                self.write(painter, rect, text, "body", "muted", figures=True)
            case Column.NAME if out:
                self.write(painter, rect, text, "body", "muted")
            case Column.NOTE:
                self.write(painter, rect, text, "small", "muted" if out else "text")
            case _:
                super().paint_cell(painter, rect, line, index)

    def _paint_fate(self, painter: QPainter, rect: QRect, fate: Fate, text: str) -> None:
        ink, ground = TONES[fate]
        painter.setFont(self.theme.font("small"))
        width = min(painter.fontMetrics().horizontalAdvance(text) + 16, rect.width())
        if ground:
            high = CHIP + self.theme.font_step
            chip = QRectF(rect.left(), rect.center().y() - high / 2 + 1, width, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(ground))
            painter.drawRoundedRect(chip, self.theme.radius("chip"), self.theme.radius("chip"))
        room = QRect(
            rect.left() + (8 if ground else 0), rect.top(), width - (14 if ground else 0), rect.height()
        )
        self.write(painter, room, text, "small", ink)


def _texts(line: Line) -> tuple[str, ...]:
    return line.texts


def _key(line: Line) -> object:
    return line.number


def _value(line: Line, column: int) -> Any:
    return line.number if column == Column.ROW else line.texts[column]


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    body, small = QFontMetrics(theme.font("body", tabular=True)), QFontMetrics(theme.font("small"))
    named = titles()

    def wide(column: Column, *texts: int) -> int:
        return max(small.horizontalAdvance(named[column]) + 8, *texts) + 16

    fates = max(small.horizontalAdvance(phrases_roster.fate(fate, current())) for fate in Fate)
    name = body.horizontalAdvance("Константинопольский Константин") + 16
    return (
        columns.Column("row", PADDING - 8 + wide(Column.ROW, body.horizontalAdvance("50000"))),
        columns.Column("name", min(name, 210 + 7 * theme.font_step)),
        columns.Column("sign", wide(Column.SIGN, body.horizontalAdvance("E-000000"))),
        columns.Column("fate", wide(Column.FATE, fates + 18)),
        columns.Column("note", None),
    )
