"""The lines of the map as a table: the old edition left, the new one right, the fate between."""

from typing import override

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.versions import words as say
from desktop.framework.versions.model import MapRow
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index
from desktop.kit.table.list_table import BOX, PADDING, LineDelegate
from domain.framework.version_map import Fate
from reports.words.framework import phrases_map
from resources.i18n import _, current, pgettext


class MapTable(ColumnTable[MapRow]):
    """One line per fate; each side shows its codes above the short titles.

    Signals:
        ticked: the MapRow whose box was clicked; the selection stays.
    """

    ticked = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.ticking = True  # a published map has nothing to tick
        fates = [Cell(one, role="small") for one in say.fates()]
        alike = pgettext("column: how alike two texts are", "Similarity")
        columns: tuple[Column[MapRow], ...] = (
            Column("old", _("Previous edition"), _old, None, 300, least=190, paint=self._paint_old),
            Column("fate", _("What became of it"), _fate, None, fates),
            Column("new", _("Current edition"), _new, None, None, least=190, most=None),
            Column("alike", alike, say.alike, figures=True, spare=1),
            Column("who", _("Confirmed"), _who, None, 214, spare=2),
        )
        super().__init__(
            context, "map_of_editions", _("Edition map"), columns, _key, parent, row=44, fixed=True
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
        if not self.ticking or index.column() != 0:
            return None
        reach = self.visualRect(index).left() + PADDING + BOX + 5
        return self.list_model.line(index.row()) if point.x() <= reach else None

    def _paint_old(
        self, on: LineDelegate, painter: QPainter, rect: QRect, line: MapRow, _index: Index
    ) -> None:
        """Paint a checkbox, and a dark edge if the line awaits a person."""
        if line.line.waits:
            on.paint_edge(painter, rect)
        if self.ticking:
            on.paint_tick(painter, rect, taken=line.ticked)
            rect = rect.adjusted(BOX + 10, 0, 0, 0)
        on.write_two(painter, rect, (line.old[0], "strong", "text"), (line.old[1], "small", "muted"))


def _side(side: tuple[str, str], words: str = "") -> Cell:
    return Cell(*side, role="strong", words=words or " ".join(filter(None, side)))


def _old(line: MapRow) -> Cell:
    text = " ".join(filter(None, line.old))
    return _side(line.old, _("{text}, selected").format(text=text) if line.ticked else text)


def _new(line: MapRow) -> Cell:
    return _side(line.new)


def _fate(line: MapRow) -> Cell:
    same = line.line.link.fate is Fate.SAME
    ink = "muted" if same else "accent" if line.line.waits else "text"
    return Cell(phrases_map.fate(line.line, current()), role="small", ink=ink)


def _who(line: MapRow) -> Cell:
    text = phrases_map.confirmed(line.line, current())
    name, _comma, day = text.rpartition(", ")
    return Cell(name, day, role="small") if name else Cell(text, role="small", ink="muted")


def _key(line: MapRow) -> object:
    return line.key
