"""The lines of the map as a table: the old edition left, the new one right, between them what became."""

from enum import IntEnum
from typing import override

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.versions import words as say
from desktop.framework.versions.model import MapRow
from desktop.kit.table import columns
from desktop.kit.table.list_table import BOX, EDGE, PADDING, Index, LineDelegate, ListModel, ListTable
from desktop.theme import Theme
from domain.framework.version_map import Fate
from reports.words import phrases_map
from resources.i18n import _, current, pgettext

LEAST = 190


class Column(IntEnum):
    """The columns in their order."""

    OLD = 0
    FATE = 1
    NEW = 2
    ALIKE = 3
    WHO = 4


class MapTable(ListTable[MapRow]):
    """One line a fate; each side has its codes above and the short titles below.

    Signals:
        ticked: the MapRow whose box was clicked; what is selected stays.
    """

    ticked = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        theme = context.theme
        self.lines: ListModel[MapRow] = ListModel(
            (
                _("Previous edition"),
                _("What became of it"),
                _("Current edition"),
                pgettext("column: how alike two texts are", "Similarity"),
                _("Confirmed"),
            ),
            say.texts,
            _key,
            parent,
            right=(Column.ALIKE,),
        )
        super().__init__(self.lines, theme, _("Edition map"), parent, row=44 + 3 * theme.font_step)
        self.delegate = MapDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        small = QFontMetrics(theme.font("small"))
        fates = max(small.horizontalAdvance(one) for one in say.fates())
        caption = QFontMetrics(theme.font("caption"))
        self.columns = columns.Columns(
            self,
            "map_of_editions",
            (
                columns.Column("old", 300 + 16 * theme.font_step, least=LEAST),
                columns.Column("fate", max(fates, caption.horizontalAdvance(self.lines.titles[1])) + 34),
                columns.Column("new", None),
                columns.Column("alike", caption.horizontalAdvance(self.lines.titles[3]) + 40),
                columns.Column("who", 214 + 12 * theme.font_step),
            ),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.ALIKE, Column.WHO),
            least=LEAST + 10 * theme.font_step,
            fixed=True,
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self._line_of_box(event.position().toPoint())
        if line is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.ticked.emit(line)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks on a box are two ticks

    def _line_of_box(self, point: QPoint) -> MapRow | None:
        index = self.indexAt(point)
        if not self.delegate.ticking or index.column() != Column.OLD:
            return None
        reach = self.visualRect(index).left() + PADDING + BOX + 5
        return self.lines.line(index.row()) if point.x() <= reach else None

    @property
    def chosen(self) -> tuple[MapRow, ...]:
        """The selected lines, in their order."""
        rows = sorted({one.row() for one in self.selectionModel().selectedRows()})
        return tuple(line for row in rows if (line := self.lines.line(row)) is not None)


class MapDelegate(LineDelegate):
    """A box to tick, an ink edge at what a person has yet to look at."""

    def __init__(self, theme: Theme, table: ListTable[MapRow]) -> None:
        super().__init__(theme, table)
        self.ticking = True  # a published map has nothing to tick

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: MapRow, index: Index) -> None:
        theme = self.theme
        match index.column():
            case Column.OLD:
                if line.line.waits:
                    edge = QRect(rect.left() - PADDING, rect.top(), EDGE, rect.height())
                    painter.fillRect(edge, theme.color("accent"))
                if self.ticking:
                    self.paint_tick(painter, rect, taken=line.ticked)
                    rect = rect.adjusted(BOX + 10, 0, 0, 0)
                self._paint_side(painter, rect, line.old)
            case Column.NEW:
                self._paint_side(painter, rect, line.new)
            case Column.FATE:
                told = phrases_map.fate(line.line, current())
                same = line.line.link.fate is Fate.SAME
                token = "muted" if same else "accent" if line.line.waits else "text"
                self.write(painter, rect, told, "small", token)
            case Column.WHO:
                told = phrases_map.confirmed(line.line, current())
                name, _comma, day = told.rpartition(", ")
                if name:
                    self.write_two(painter, rect, (name, "small", "text"), (day, "small", "muted"))
                else:
                    self.write(painter, rect, told, "small", "muted")
            case _:
                super().paint_cell(painter, rect, line, index)

    def _paint_side(self, painter: QPainter, rect: QRect, side: tuple[str, str]) -> None:
        self.write_two(painter, rect, (side[0], "strong", "text"), (side[1], "small", "muted"))


def _key(line: MapRow) -> object:
    return line.key
