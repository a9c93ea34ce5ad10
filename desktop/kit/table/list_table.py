"""A table for the arrow keys: lines under headings, a painted selection, a ring around the row."""

from itertools import pairwise
from typing import Any, override

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPen, QPolygonF, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.kit.table.list_model import LEFT, LINE_ROLE, RIGHT, Heading, Index, ListModel
from desktop.kit.table.option import parts
from desktop.kit.table.row_table import RowTable
from desktop.kit.table.tables import copy_rows
from desktop.theme import Theme

PADDING = 16  # before the first and after the last column; the others have half of it
EDGE = 3  # the dark edge of the selected row
BAR = 4  # px, the height of a progress bar
BOX = 15  # px, a checkbox
_ACTION = QAbstractItemView.CursorAction


class ListTable[R](RowTable):
    """Shows a ``ListModel``; one line is current, and letters do not change it."""

    def __init__(
        self, model: ListModel[R], theme: Theme, name: str, parent: QWidget, *, row: int = 0
    ) -> None:
        """*name* is what a screen reader says, *row* the height of a row if it is not the usual one."""
        self._row, self._heading = row or theme.high("row"), theme.size("table_head") + theme.font_step
        super().__init__(model, name, parent, row=self._row, head=self._heading)
        self.list_model = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        head = self.horizontalHeader()
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setStyleSheet(
            f"QHeaderView::section:first {{ padding-left: {PADDING}px; }}"
            f"QHeaderView::section:last {{ padding-right: {PADDING}px; }}"
        )
        head.setFont(theme.font("caption"))  # Qt cuts a title by this font, not by the style sheet's
        self._headed: tuple[int, ...] = ()
        model.modelReset.connect(self._on_reset)

    @property
    def current_line(self) -> R | None:
        """The current line."""
        return self.list_model.line(self.currentIndex().row())

    @property
    def current_key(self) -> object:
        """The key of the current line, None without one."""
        line = self.current_line
        return None if line is None else self.list_model.key(line)

    @property
    def chosen(self) -> tuple[R, ...]:
        """The selected lines, from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return tuple(line for row in rows if (line := self.list_model.line(row)) is not None)

    def go_to(self, row: int) -> None:
        """Make the row the current and only selected one; -1 clears both."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        # selectRow would extend the selection while Ctrl or Shift of a shortcut is still held.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.list_model.index(row, 0), flags.ClearAndSelect | flags.Rows
        )
        self.scrollTo(self.currentIndex())
        if row == 1:  # show the heading above the first line too
            self.scrollToTop()

    def stand_on(self, key: object) -> None:
        """Go to the line with *key*, or else to the first one."""
        row = self.list_model.row_of(key)
        self.go_to(row if row >= 0 else self.list_model.first())

    def copy(self) -> None:
        """Copy the selected lines as tab-separated text, or all of them if none is selected."""
        copy_rows(self, self.list_model)

    def copy_all(self) -> None:
        """Copy all lines as tab-separated text, whatever is selected."""
        QGuiApplication.clipboard().setText(self.list_model.as_text(range(self.list_model.rowCount())))

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index, model = super().moveCursor(cursorAction, modifiers), self.list_model
        ends = {_ACTION.MoveHome: 0, _ACTION.MoveEnd: model.rowCount() - 1}
        row = ends.get(cursorAction, index.row())  # in Qt they move within the row
        if row >= 0:  # Qt's own keys for pages do not know that headings cannot be current
            index = model.index(model.nearest(row), index.column())
        if index.row() == model.first():  # show the heading above it too
            self.scrollToTop()
        return index

    def _on_reset(self) -> None:
        self.clearSpans()
        rows = self.verticalHeader()
        for row in self._headed:  # Qt keeps a row's height even if its contents change
            if row < rows.count():
                rows.resizeSection(row, self._row)
        self._headed = self.list_model.headings()
        for row in self._headed:
            if len(self.list_model.titles) > 1:  # Qt complains about a span of one cell
                self.setSpan(row, 0, 1, len(self.list_model.titles))
            rows.resizeSection(row, self._heading)


class LineDelegate(QStyledItemDelegate):
    """Paints lines and headings in the theme's colours; subclasses paint the contents of cells."""

    def __init__(self, theme: Theme, table: ListTable[Any]) -> None:
        super().__init__(table)
        self.theme = theme
        self._table = table

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, self._table.verticalHeader().defaultSectionSize())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, _state = parts(option)
        line = index.data(LINE_ROLE)
        if isinstance(line, Heading):
            self._paint_heading(painter, rect, line)
        else:
            self._paint_ground(painter, rect, option, index)
            last = self._is_last(index)
            inner = rect.adjusted(PADDING if index.column() == 0 else 8, 0, -PADDING if last else -8, -1)
            painter.save()
            self.paint_cell(painter, inner, line, index)
            painter.restore()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.theme.color("border"))
        if self._table.hasFocus() and self.is_current(index):
            self._paint_focus(painter, rect, first=index.column() == 0, last=self._is_last(index))
        painter.restore()

    def paint_cell(self, painter: QPainter, rect: QRect, line: Any, index: Index) -> None:
        """Paint the contents of this line's cell; *rect* is the area inside its padding."""
        figures = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value)
        role = "strong" if index.column() == 0 and self.is_current(index) else "body"
        self.write(painter, rect, str(index.data() or ""), role, "text", figures=figures)

    def is_current(self, index: Index) -> bool:
        """Return whether the cell's row is current."""
        return index.row() == self._table.currentIndex().row()

    def write(
        self, painter: QPainter, rect: QRect, text: str, role: str, token: str, *, figures: bool = False
    ) -> None:
        """Draw one line of text; text that does not fit ends in «…»."""
        painter.setFont(self.theme.font(role, tabular=figures))
        painter.setPen(self.theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, RIGHT if figures else LEFT, shown)

    def write_lines(self, painter: QPainter, rect: QRect, text: str, role: str, token: str) -> None:
        """Draw a text over as many lines as fit; text that does not fit ends in «…»."""
        painter.setFont(self.theme.font(role))
        painter.setPen(self.theme.color(token))
        metrics, written = painter.fontMetrics(), QTextLayout(text, painter.font())
        written.beginLayout()
        starts: list[int] = []
        while (line := written.createLine()).isValid():
            line.setLineWidth(rect.width())
            starts.append(line.textStart())
        written.endLayout()
        starts = starts[: max(rect.height() // metrics.height(), 1)]
        lines = [text[start:end].strip() for start, end in pairwise((*starts, len(text)))]
        lines[-1:] = [
            metrics.elidedText(one, Qt.TextElideMode.ElideRight, rect.width()) for one in lines[-1:]
        ]
        painter.drawText(rect, LEFT, "\n".join(lines))

    def write_two(
        self,
        painter: QPainter,
        rect: QRect,
        above: tuple[str, str, str],
        below: tuple[str, str, str],
        *,
        figures: bool = False,
    ) -> None:
        """Draw two lines, each a text, a role and a token; without a lower one the upper has all the room."""
        if not below[0]:
            self.write(painter, rect, *above, figures=figures)
            return
        upper, lower = self.theme.line_height(above[1]), self.theme.line_height(below[1])
        top = rect.top() + (rect.height() - upper - lower) // 2
        self.write(painter, QRect(rect.left(), top, rect.width(), upper), *above, figures=figures)
        self.write(painter, QRect(rect.left(), top + upper, rect.width(), lower), *below, figures=figures)

    def paint_edge(self, painter: QPainter, rect: QRect) -> None:
        """Paint a dark edge at the left of the row; *rect* is the area of its first cell."""
        edge = QRect(rect.left() - PADDING, rect.top(), EDGE, rect.height())
        painter.fillRect(edge, self.theme.color("accent"))

    def paint_tick(self, painter: QPainter, rect: QRect, *, taken: bool, fixed: bool = False) -> None:
        """Paint a checkbox at the left of the area; a *fixed* one is grey and cannot be changed."""
        theme = self.theme
        box = QRectF(rect.left() + 0.5, rect.top() + (rect.height() - BOX) / 2 + 0.5, BOX, BOX)
        ground = "raised" if not taken else "muted" if fixed else "primary"
        painter.setPen(QPen(theme.color("field_border" if not taken else ground), 1))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, theme.radius("mark"), theme.radius("mark"))
        if taken:
            painter.setPen(QPen(theme.color("raised" if fixed else "on_primary"), 2))
            points = ((3.5, 7.5), (6.5, 10.5), (11.5, 4.5))
            painter.drawPolyline(QPolygonF([QPointF(box.left() + x, box.top() + y) for x, y in points]))

    def write_progress(self, painter: QPainter, rect: QRect, words: str, done: int, total: int) -> None:
        """Draw the text and below it a progress bar; without a total, the text alone."""
        theme = self.theme
        if not total:
            self.write(painter, rect, words, "body", "muted")
            return
        height = theme.line_height("small")
        top = rect.top() + (rect.height() - height - BAR - 4) // 2
        self.write(painter, QRect(rect.left(), top, rect.width(), height), words, "small", "text")
        bar = QRect(rect.left(), top + height + 4, rect.width(), BAR)
        painter.fillRect(bar, theme.color("border" if theme.name != "contrast" else "raised"))
        filled = bar.adjusted(0, 0, -(bar.width() - bar.width() * done // total), 0)
        painter.fillRect(filled, theme.color("accent"))
        if theme.name == "contrast":
            painter.setPen(theme.color("border"))
            painter.drawRect(bar.adjusted(0, 0, -1, -1))

    def _is_last(self, index: Index) -> bool:
        """Return whether no visible column follows this cell, which may span several."""
        behind = index.column() + self._table.columnSpan(index.row(), index.column())
        table = self._table
        return all(table.isColumnHidden(n) for n in range(behind, len(table.list_model.titles)))

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        theme = self.theme
        painter.fillRect(rect, theme.color("sunken"))
        text = rect.adjusted(PADDING, 0, -PADDING, 0)
        wanted = QFontMetrics(theme.font("strong")).horizontalAdvance(heading.text + " ")
        note = QFontMetrics(theme.font("body")).horizontalAdvance(heading.note)
        first = min(
            wanted, max(text.width() - note, text.width() // 2)
        )  # a long name leaves half to the note
        self.write(painter, text.adjusted(0, 0, first - text.width(), 0), heading.text, "strong", "text")
        self.write(painter, text.adjusted(first, 0, 0, 0), heading.note, "body", "muted")

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        theme = self.theme
        _rect, state = parts(option)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("selection" if selected else "sunken" if hovered else "raised"))
        if selected and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))

    def _paint_focus(self, painter: QPainter, rect: QRect, *, first: bool, last: bool) -> None:
        """Draw this cell's part of the ring around the row."""
        ink, width = self.theme.color("focus"), self.theme.size("focus_ring")
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, ink)
        painter.fillRect(rect.left(), rect.bottom() - width, rect.width(), width, ink)
        if first:
            painter.fillRect(rect.left(), rect.top(), width, rect.height() - 1, ink)
        if last:
            painter.fillRect(rect.right() - width + 1, rect.top(), width, rect.height() - 1, ink)
