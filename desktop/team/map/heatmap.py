"""The map: a table with headers, selection and keyboard whose cells are copied from prepared pictures."""

from collections.abc import Callable
from itertools import repeat
from typing import override

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.kit.buttons import KEYPAD
from desktop.kit.table.row_menu import show_row_menu
from desktop.team.board import Heading
from desktop.team.looks import WIDE
from desktop.team.map.atlas import Atlas
from desktop.team.map.heads import NameHead
from desktop.team.map.item_head import ItemHead
from desktop.team.model import HeatModel, Index
from desktop.theme import Theme

GAP = 6  # px between two functions
MOST = 34  # px: the widest that a cell gets
NAMED_LEAST, NAMED_MOST = 22, 44  # px of a cell below a slanted name
TALLEST = 34  # px of a row where there is room
FUNCTION_MOST = 220
HEADING = 24


class HeatMap(QTableView):
    """One cell is current; typed letters never move it. Rows are normal or dense, cells as wide as fits.

    Signals:
        stood: the current line and column have changed.
        opened: Enter or a double click on a cell.
    """

    stood = Signal()
    opened = Signal()

    def __init__(self, model: HeatModel, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.heat, self._theme = model, theme
        self.names, self.head = NameHead(theme, model, self), ItemHead(theme, model, self)
        self._dense = False
        self._tall = 0  # px of a row, if there is room for more than the usual ones
        self._atlas: Atlas | None = None
        self._rows: dict[int, list[QPixmap]] = {}
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):  # Qt's own; ours covers it
            corner.setAccessibleName(name)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.head)
        for header in (self.names, self.head):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(4)
            header.setHighlightSections(False)
            header.setSectionsClickable(True)
        model.modelReset.connect(self._lay_out)
        self.doubleClicked.connect(self.opened)
        self._lay_out()

    @property
    def dense(self) -> bool:
        """Whether rows are dense."""
        return self._dense

    def set_dense(self, dense: bool) -> None:
        """Make the rows dense or normal."""
        if dense != self._dense:
            self._dense = dense
            self._lay_out()

    def fit_rows(self, room: int) -> None:
        """Let the slanted names, then the rows, grow into this height, px, which they have together."""
        lines, step = max(self.heat.rowCount(), 1), self._theme.font_step
        narrowest = self.heat.columnCount() * (NAMED_LEAST + step)
        spare = room - self.head.least - 1 - lines * self.usual_height
        risen = self.head.rise(spare, self.viewport().width() - 6 * step - narrowest)
        tall = min((room - self.head.wanted - 1) // lines, TALLEST + step)
        tall = 0 if tall <= self.usual_height or self._dense else tall
        changed, self._tall = tall != self._tall, tall
        if risen or changed:
            self._lay_out()

    @property
    def row_height(self) -> int:
        """The height of a row, px."""
        return self.usual_height if self._dense else max(self._tall, self.usual_height)

    @property
    def usual_height(self) -> int:
        """The height of a row where there is no room for more, px."""
        height = self._theme.pair("cell_dense" if self._dense else "cell").height()
        return height + self._theme.font_step

    @property
    def least_width(self) -> int:
        """The width that shows all columns at their narrowest, px."""
        count, step = self.heat.columnCount(), self._theme.font_step
        if self.heat.by_function:
            return self.names.width() + count * (100 + 8 * step)
        if self.heat.named:
            return self.names.width() + self.head.least_overhang + count * (NAMED_LEAST + step)
        gaps = GAP * max(len(self.heat.functions) - 1, 0)
        return self.names.width() + gaps + count * (self._theme.pair("cell").width() + step)

    @property
    def content_height(self) -> int:
        """The height that shows all rows, px."""
        bar = self.horizontalScrollBar().height() if self.horizontalScrollBar().maximum() else 0
        return self.head.high + self.names.length() + bar + 1

    @property
    def cell(self) -> QSize:
        """The size of a cell, px."""
        least = self._theme.pair("cell").width() + self._theme.font_step
        count = max(self.heat.columnCount(), 1)
        if self.heat.named:
            step = self._theme.font_step
            wide = (self.viewport().width() - self.head.overhang - 6 * step) // count
            wide = min(max(wide, NAMED_LEAST + step), NAMED_MOST + 2 * step)
            return QSize(wide, self.row_height)
        gaps = 0 if self.heat.by_function else GAP * max(len(self.heat.functions) - 1, 0)
        room = (self.viewport().width() - gaps) // count
        most = FUNCTION_MOST if self.heat.by_function else MOST + 2 * self._theme.font_step
        if self.heat.by_function:
            least = 64 + 8 * self._theme.font_step
        return QSize(min(max(room, least), most), self.row_height)

    @property
    def place(self) -> tuple[int, int] | None:
        """Current line and column, None without a current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def stand_on(self, line: int, column: int) -> None:
        """Go to a cell, or the nearest one that exists."""
        lines, columns = self.heat.rowCount(), self.heat.columnCount()
        if not lines or not columns:
            return
        line, column = min(max(line, 0), lines - 1), min(max(column, 0), columns - 1)
        if self.heat.row_at(line) is None:
            line = min(line + 1, lines - 1)
        self.setCurrentIndex(self.heat.index(line, column))

    def copy(self) -> None:
        """Copy the selected rectangle, or the whole map, to the clipboard as tab-separated text."""
        chosen = self.selectionModel().selectedIndexes()
        lines = sorted({one.row() for one in chosen}) or range(self.heat.rowCount())
        columns = sorted({one.column() for one in chosen}) or range(self.heat.columnCount())
        QGuiApplication.clipboard().setText(self.heat.as_text(lines, columns))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_row_menu(self, event, ("copy",))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not move the row (P48)."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~KEYPAD:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()  # the screen handles it
        else:
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index = super().moveCursor(cursorAction, modifiers)
        if index.isValid() and self.heat.row_at(index.row()) is None:
            # Ctrl+Home and PgUp do not know that headings cannot be current; the people are right below them.
            return self.heat.index(index.row() + 1, index.column())
        return index

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.names.viewport().update()
        self.head.viewport().update()
        self.stood.emit()

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._atlas is None or self._atlas.size != self.cell:
            self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, self._theme.color("raised"))
        if self.heat.board is None or self._atlas is None:
            return
        self._paint_cells(painter, area)
        self._paint_selection(painter)

    def _paint_cells(self, painter: QPainter, area: QRect) -> None:
        head, names, lines = self.head, self.names, self.heat.lines
        columns = self.heat.columnCount()
        if not columns or not lines:
            return
        at = head.sectionViewportPosition
        first = max(head.visualIndexAt(max(area.left(), 0)), 0)
        last = head.visualIndexAt(area.right())
        last = columns - 1 if last < 0 else last
        across = [at(column) for column in range(first, last + 1)]
        line = max(names.visualIndexAt(max(area.top(), 0)), 0)
        # The pictures are copied row by row in C: a loop in Python would take as long as the copying.
        draw: Callable[[int, int, QPixmap], None] = painter.drawPixmap
        while line < len(lines):
            top = names.sectionViewportPosition(line)
            if top > area.bottom():
                break
            if isinstance(lines[line], Heading):
                painter.fillRect(
                    0, top, self.viewport().width(), names.sectionSize(line), self._theme.color("raised")
                )
            else:
                tiles = self._tiles(line)
                for _none in map(draw, across, repeat(top), tiles[first : last + 1]):
                    pass
            line += 1

    def _paint_selection(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        chosen = self.selectionModel().selection()
        for part in (chosen.at(number) for number in range(chosen.count())):
            if part.height() * part.width() > 1:
                start, end = self._box(part.top(), part.left()), self._box(part.bottom(), part.right())
                painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
                painter.drawRect(start.united(end).adjusted(-1, -1, 0, 0))
        index = self.currentIndex()
        if index.isValid():
            box = self._box(index.row(), index.column())
            painter.setPen(QPen(theme.color("raised"), 1))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
            painter.setPen(QPen(theme.color("focus" if self.hasFocus() else "border_strong"), 2))
            painter.drawRect(box.adjusted(-1, -1, 1, 1))

    def _box(self, line: int, column: int) -> QRect:
        """Return the rectangle of a cell, without the pixel that separates it from the next."""
        left, top = self.head.sectionViewportPosition(column), self.names.sectionViewportPosition(line)
        cell = self._atlas.size if self._atlas is not None else self.cell
        return QRect(left, top, cell.width() - 1, cell.height() - 1)

    def _tiles(self, line: int) -> list[QPixmap]:
        tiles = self._rows.get(line)
        if tiles is None:
            assert self._atlas is not None
            tiles = self._rows[line] = [*map(self._atlas.tile, self.heat.looks(line))]
        return tiles

    def _lay_out(self) -> None:
        """Set the sizes of rows and columns and discard the cached pictures."""
        self._rows.clear()
        self._atlas = Atlas(self._theme, cell := self.cell, self.devicePixelRatioF())
        self.names.setDefaultSectionSize(cell.height())
        self.names.lay_out(
            cell.height(), HEADING + self._theme.font_step if not self._dense else cell.height()
        )
        self.head.setDefaultSectionSize(cell.width())
        self.head.lay_out(cell, 0 if self.heat.by_function else GAP)
        self.updateGeometries()
        self.viewport().update()


def is_wide(width: int) -> bool:
    """Whether a cell of this width has room for «2,5»."""
    return width >= WIDE
