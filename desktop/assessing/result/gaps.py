"""Competencies in a list, gaps or strengths; what the current one rests on is shown beside it."""

from collections.abc import Sequence
from typing import Any, override

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.assessing.result.facts import facts_of
from desktop.assessing.result.words import gap_words, label, level_words, spread_of
from desktop.kit.chips import paint_diamond
from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import LEFT, LINE_ROLE, RIGHT, Index, ListModel
from desktop.kit.table.option import parts
from desktop.kit.table.tables import copy_rows
from desktop.kit.tips import in_lines
from desktop.shared.level_bar import paint_level
from desktop.theme import Theme
from domain.assessing.entry import Row, Standing
from domain.assessing.result import CaseResult
from domain.mark import Mark
from domain.scale import Band
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import _, current

CODE, SIGN, RULER, GAP = 36, 16, 96, 48  # px: widths; the name takes the rest
AROUND = 8  # px left and right of a row
SEEN = 3  # rows that are seen in the least room


class GapModel(ListModel[Row]):
    """The rows in the order given; on screen the delegate paints the whole row."""

    def __init__(self, result: CaseResult, rows: Sequence[Row], parent: QObject) -> None:
        self._result = result
        titles = (_("Code"), _("Competency"), _("Level"), _("Target"), _("Gap"), _("Marks and facts"))
        super().__init__(titles, self._words, lambda row: row.code, parent)
        self.show(rows)

    def name(self, row: Row) -> str:
        """Return the short name of the item."""
        return label(self._result, row.code)

    def spread(self, row: Row) -> tuple[float, float] | None:
        """Return lowest and highest level of the assessors, None if there is none to show."""
        return spread_of(self._result, row)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.line(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and row is not None and index.column() == 0:
            return "; ".join(text for text in self._words(row) if text)
        if role == Qt.ItemDataRole.ToolTipRole and row is not None:
            return in_lines(f"{row.code} {self.name(row)}")
        return super().data(index, role)

    def _words(self, row: Row) -> tuple[str, ...]:
        words = current()
        said = [
            f"{name}: {_said(mark)}{'. ' + text if text else ''}" if mark is not None else f"{name}: {text}"
            for name, mark, text in facts_of(self._result, row)
        ]
        level, gap = phrases.level(row, words), words.number(row.gap)
        return row.code, self.name(row), level, str(row.entry.target), gap, "; ".join(said)


class GapList(LineList[Row]):
    """Scrolls by itself. A double click also activates a row.

    Signals:
        stood: the Row that became the current one, or is it where the keys have come to.
    """

    stood = Signal(object)

    def __init__(
        self, model: GapModel, theme: Theme, title: str, parent: QWidget, *, brief: bool = False
    ) -> None:
        """*brief* leaves out the ruler and the gap: a row is one line."""
        super().__init__(model, title, parent)
        self._delegate = GapDelegate(model, theme, self, brief=brief)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(self.take)
        self.clicked.connect(self._on_clicked)

    def copy(self) -> None:
        """Copy the selected rows to the clipboard as tab-separated text, or all if none is selected."""
        copy_rows(self, self.list_model)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.current_line is not None:
            self.stood.emit(self.current_line)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.current_line is not None:
            self.stood.emit(self.current_line)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()  # Qt would wait, and paint rows as high as they were

    @override
    def sizeHint(self) -> QSize:
        high = sum(self._delegate.height(row, self.width()) for row in self.list_model.lines())
        return QSize(260, high + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self.list_model.rowCount(), SEEN) * self._delegate.least + 2)

    def _on_clicked(self, index: Index) -> None:
        """Show the row again, though it was the current one: another list may have been looked at since."""
        if index.row() == self.currentIndex().row() and self.current_line is not None:
            self.stood.emit(self.current_line)


class GapDelegate(QStyledItemDelegate):
    """Paints the name above the ruler and the figures, or all on one line if ``brief``."""

    def __init__(self, model: GapModel, theme: Theme, parent: GapList, *, brief: bool) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._list = parent
        self._brief = brief
        grown = 1 + theme.font_step / 13  # columns of text grow with the font
        self._code, self._gap = (round(width * grown) for width in (CODE, GAP))
        figures = QFontMetrics(theme.font("strong", tabular=True))
        wanted = [figures.horizontalAdvance(level_words(row)) for row in model.lines()]
        self.level_width = max([0, *wanted])
        self._heights: dict[tuple[str, int], int] = {}

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width()
        return QSize(width, self.height(index.data(LINE_ROLE), width))

    @property
    def least(self) -> int:
        """The height of a row whose name takes one line, px."""
        lines = ("body",) if self._brief else ("body", "strong")
        return sum(self._theme.line_height(line) for line in lines) + 10

    def height(self, row: Row, width: int) -> int:
        """Return the height of the row at this width, px; a long name gets more lines and is never cut."""
        room = max(self._name_room(width), 40)
        if (known := self._heights.get((row.code, room))) is not None:
            return known  # a board that finds its size asks for every row again and again
        box = QFontMetrics(self._theme.font("body")).boundingRect(
            QRect(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), self._model.name(row)
        )
        high = box.height() + (10 if self._brief else 12 + self._theme.line_height("strong"))
        self._heights[row.code, room] = high
        return high

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect, state = parts(option)
        row = index.data(LINE_ROLE)
        assert isinstance(row, Row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        self._paint_name(painter, rect, row)
        if self._brief:
            box = QRect(rect.right() - AROUND - self.level_width, rect.top(), self.level_width, rect.height())
            self._paint_level(painter, box, row)
        else:
            self._paint_figures(painter, rect, row)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if index.row() == self._list.currentIndex().row() and self._list.hasFocus():
            painter.setPen(QPen(theme.color("focus"), theme.size("focus_ring")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 3, 3)
        painter.restore()

    def _name_room(self, width: int) -> int:
        right = self.level_width + 12 if self._brief else 0
        return width - 2 * AROUND - self._code - SIGN - right

    def _paint_name(self, painter: QPainter, rect: QRect, row: Row) -> None:
        theme = self._theme
        left, line = rect.left() + AROUND, theme.line_height("body") + 4
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        painter.drawText(QRect(left, rect.top() + 3, self._code, line), LEFT, row.code)
        left += self._code
        if row.critical:
            box = QRectF(left, rect.top() + 3, SIGN - 4, line)
            paint_diamond(painter, box, theme, "danger" if row.stop else "critical")
        left += SIGN
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        name = QRect(left, rect.top() + 5, max(self._name_room(rect.width()), 40), rect.height() - 8)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(name, int(flags) | int(Qt.TextFlag.TextWordWrap), self._model.name(row))

    def _paint_figures(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """Paint the ruler, level, target and gap below the name."""
        theme, high = self._theme, self._theme.line_height("strong")
        top = rect.bottom() - high - 5
        left = rect.left() + AROUND + self._code + SIGN
        right = rect.right() - AROUND - self._gap
        level = None if row.level is None else float(row.level)
        ruler = QRectF(left, top, max(min(RULER, right - self.level_width - 12 - left), 0), high)
        carried = row.standing is Standing.CARRIED
        if ruler.width() > RULER / 2:
            spread = self._model.spread(row)
            paint_level(painter, ruler, theme, level, row.entry.target, spread, carried=carried)
        self._paint_level(painter, QRect(right - self.level_width, top, self.level_width, high), row)
        painter.setPen(theme.color("gap_large" if row.band is Band.LARGE else "gap_small"))
        painter.drawText(QRect(right, top, self._gap, high), RIGHT, gap_words(row))

    def _paint_level(self, painter: QPainter, box: QRect, row: Row) -> None:
        painter.setFont(self._theme.font("strong", tabular=True))
        painter.setPen(self._theme.color("text"))
        painter.drawText(box, RIGHT, level_words(row))


def _said(mark: Mark) -> str:
    return name_of(mark.state, current()) if mark.level is None else str(mark.level)
