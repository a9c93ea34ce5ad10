"""The table of the sheet: a current row moved by keys, boxes to click."""

from collections.abc import Iterable
from typing import cast, override

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop.assessing.sheet.cells import COLUMNS, Column
from desktop.assessing.sheet.model import SheetModel
from desktop.assessing.sheet.table.delegate import PADDING, RowDelegate, reason_width, row_height
from desktop.kit.table.row_table import RowTable
from desktop.theme import Theme
from domain.assessing.sheet import SheetRow
from resources.i18n import _

CRITICAL_WIDTH = 18
LABEL_LEAST, LABEL_AT_MOST = 230, 350
FACT_LEAST = 60  # px: the label gives way to it, so that no column is cut off
AHEAD = 2  # lines below the current one that stay in sight
_ACTION = QAbstractItemView.CursorAction


class SheetTable(RowTable):
    """Lines of the model below a fixed header; typed letters never move it, headings are skipped.

    Signals:
        pointed: the level of the box under the pointer and the kind of its item, None beside the boxes.
    """

    pointed = Signal(object, object)

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            model, _("Competencies"), parent, row=row_height(theme), head=theme.high("table_head")
        )
        self._sheet = model
        self._centred = False
        self._unscrolled = False  # the current line changed while the table was hidden
        self._font_step = theme.font_step
        self._level_width = theme.pair("mark_chip").width() + 8
        told = str(model.headerData(Column.REASON, Qt.Orientation.Horizontal))
        head_width = QFontMetrics(theme.font("caption")).horizontalAdvance(told) + 20
        self._reason_width = max(reason_width(theme) + 12, min(head_width, 110))
        words = QFontMetrics(theme.font("caption")).horizontalAdvance(_("Code")) + 10
        self._code_width = PADDING + max(words, QFontMetrics(theme.font("small")).horizontalAdvance("K000"))
        self.rows = RowDelegate(model, theme, self)
        self.setItemDelegate(self.rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # Opaque, so that scrolling moves the picture and only new lines are painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground = theme.color("raised")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # nothing moves when filtered
        self.verticalScrollBar().setSingleStep(row_height(theme))
        head = self.horizontalHeader()
        head.setStyleSheet(f"QHeaderView::section:first {{ padding-left: {PADDING}px; }}")
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(CRITICAL_WIDTH)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.entered.connect(self._on_entered)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._span_headings)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a row; on a sheet that is only read that is nothing."""
        if not self.rows.read_only:
            super().contextMenuEvent(event)

    @property
    def code(self) -> str:
        """Code of the current item, empty without one."""
        row = self._sheet.row_at(self.currentIndex().row())
        return row.item.code if row is not None else ""

    @property
    def row(self) -> SheetRow | None:
        """The current row, None without one."""
        return self._sheet.row_at(self.currentIndex().row())

    @property
    def first_line(self) -> int:
        """The first line that is not a heading, -1 if there is none."""
        return next(iter(self.lines_of_items()), -1)

    def go_to(self, line: int) -> None:
        """Make the line current; -1 changes nothing."""
        if line < 0:
            return
        index = self._sheet.index(line, Column.LABEL)
        self.setCurrentIndex(index)
        self._unscrolled = not self.isVisible()
        if self._unscrolled:  # behind a card nobody sees the lines: keys must respond fast
            return
        if line == 1:  # bring the heading above the first row into sight as well
            self.scrollToTop()
            return
        ahead = min(line + AHEAD, self._sheet.rowCount() - 1)
        if not (self._is_whole(line) and self._is_whole(ahead)):  # Qt would repaint what it is asked for
            self.scrollTo(self._sheet.index(ahead, Column.LABEL))
            self.scrollTo(index)

    def _is_whole(self, line: int) -> bool:
        """Return whether all of the line is in sight."""
        top = self.rowViewportPosition(line)
        return top >= 0 and top + self.rowHeight(line) <= self.viewport().height()

    def begin_at(self, line: int) -> None:
        """Make the line current in the middle of the table, and keep it there until the user moves on."""
        self.go_to(line)
        self._unscrolled = False
        self._centred = line >= 0
        self._keep_in_sight()

    def go_to_function(self, code: str) -> None:
        """Make the function's first row current and scroll its heading to the top."""
        line = self._sheet.line_of(code)
        if line >= 0:
            self.setCurrentIndex(self._sheet.index(line + 1, Column.LABEL))
            self.scrollTo(self._sheet.index(line, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def step_function(self, step: int) -> None:
        """Go to the first row of the next (1) or previous (-1) visible function."""
        codes = [heading.function.code for heading in self._sheet.headings()]
        shown = [code for code in codes if self._sheet.line_of(code) >= 0]
        if self.code:
            now = shown.index(self._sheet.row(self.code).item.function)
            self.go_to_function(shown[min(max(now + step, 0), len(shown) - 1)])

    def line(self, code: str) -> int:
        """Return the line of an item, -1 if a filter hides it."""
        return self._sheet.line_of(code)

    def step(self, action: QAbstractItemView.CursorAction) -> None:
        """Move like the key for this action, for instance from a card over the table."""
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self.setCurrentIndex(index)

    def lines_of_items(self) -> tuple[int, ...]:
        """Return the lines that are not headings."""
        return tuple(line for line in range(self._sheet.rowCount()) if self._sheet.row_at(line) is not None)

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        lines = self.lines_of_items()
        now = self.currentIndex().row()
        if not lines:
            return QModelIndex()
        match cursorAction:
            case _ACTION.MoveHome:
                line = lines[0]
            case _ACTION.MoveEnd:
                line = lines[-1]
            case _ACTION.MoveUp:
                line = max((other for other in lines if other < now), default=lines[0])
            case _ACTION.MoveDown:
                line = min((other for other in lines if other > now), default=lines[-1])
            case _:
                line = now  # PgUp and PgDn are acts of the screen, and there is nothing left or right
        if line == lines[0]:
            self.scrollToTop()
        return self._sheet.index(line, Column.LABEL)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        self.rows.begin()
        over = self._under_mouse()
        for line, cells in self._cells_in(event.region()).items():
            self.rows.paint_line(painter, line, cells, over.column() if over.row() == line else -1)
        painter.end()

    def _cells_in(self, region: QRegion) -> dict[int, dict[int, QRect]]:
        """Return the cells to be painted, by line and column; a heading has one as wide as the table."""
        found: dict[int, dict[int, QRect]] = {}
        spans = [(at, self.columnViewportPosition(at), self.columnWidth(at)) for at in range(COLUMNS)]
        for area in cast("Iterable[QRect]", region):  # the stubs do not know it
            first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
            if first < 0:
                continue  # below the last line
            for line in range(first, (last if last >= 0 else self._sheet.rowCount() - 1) + 1):
                top, height = self.rowViewportPosition(line), self.rowHeight(line)
                if self._sheet.row_at(line) is None:
                    found[line] = {Column.CODE: QRect(0, top, self.viewport().width(), height)}
                    continue
                cells = found.setdefault(line, {})
                for column, left, width in spans:
                    if left <= area.right() and left + width > area.left():
                        cells[column] = QRect(left, top, width, height)
        return found

    def _under_mouse(self) -> QModelIndex:
        port = self.viewport()
        return self.indexAt(port.mapFromGlobal(QCursor.pos())) if port.underMouse() else QModelIndex()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unscrolled:
            self.go_to(self.currentIndex().row())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fixed = {
            Column.CODE: self._code_width,
            Column.CRITICAL: CRITICAL_WIDTH,
            Column.REASON: self._reason_width,
        }
        fixed |= dict.fromkeys(range(Column.LEVEL_0, Column.LEVEL_4 + 1), self._level_width)
        rest = max(self.viewport().width() - sum(fixed.values()), 200)
        share, most = min(54 + 3 * self._font_step, 75), LABEL_AT_MOST + 25 * self._font_step
        label = min(max(rest * share // 100, LABEL_LEAST), most, rest - FACT_LEAST)
        for column, width in (fixed | {Column.LABEL: label, Column.FACT: rest - label}).items():
            self.setColumnWidth(column, width)
        self._keep_in_sight()  # a banner above must not push the row out of sight

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._centred = False
        super().currentChanged(current, previous)

    def _keep_in_sight(self) -> None:
        hint = QAbstractItemView.ScrollHint
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), hint.PositionAtCenter if self._centred else hint.EnsureVisible)
        if self._centred:  # no half line below the header
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - bar.value() % bar.singleStep())

    def _on_entered(self, index: QModelIndex) -> None:
        row, level = self._sheet.row_at(index.row()), Column.level(index.column())
        self.pointed.emit(*((None, None) if row is None or level is None else (level, row.item.kind)))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None, None)

    def _span_headings(self) -> None:
        self.clearSpans()
        for line in range(self._sheet.rowCount()):
            if self._sheet.row_at(line) is None:
                self.setSpan(line, 0, 1, COLUMNS)
