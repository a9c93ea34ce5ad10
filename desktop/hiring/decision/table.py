"""The table of a decision as it is seen and moved in."""

from typing import override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.hiring.decision.item_panel import LARGE
from desktop.hiring.decision.model import CODE, CRITICAL, FIRST_MARK, LABEL, DecisionModel, Heading, Line
from desktop.kit.chips import paint_diamond, paint_mark
from desktop.kit.table.option import parts
from desktop.kit.table.tables import copy_rows
from desktop.shared.marks import state_sign
from desktop.theme import Theme
from domain.mark import Mark, State
from domain.scale import Band
from reports.words.names import name_of
from resources.i18n import UNKNOWN, _, current

PADDING = 16
EDGE = 3
LEAST_LABEL = 180
_ACTION = QAbstractItemView.CursorAction
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class DecisionTable(QTableView):
    """Items under headings; letters never move it, headings are stepped over."""

    def __init__(self, model: DecisionModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = model
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(LineDelegate(model, theme, self))
        self.setAccessibleName(_("Competencies"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.size("row_dense") - 2 + theme.font_step)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setStyleSheet(
            f"QHeaderView::section {{ padding: 0 4px; }}"
            f"QHeaderView::section:first {{ padding-left: {PADDING}px; }}"
        )
        head.setFixedHeight(theme.high("table_head"))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(12)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._lay_out)

    @property
    def code(self) -> str:
        """Code of the current item, empty without one."""
        line = self._lines.line(self.currentIndex().row())
        return line.row.code if line is not None else ""

    def go_to(self, number: int) -> None:
        """Make the line the current one; -1 leaves everything as it is."""
        if number < 0:
            return
        self.setCurrentIndex(self._lines.index(number, LABEL))
        if number == 1:  # the heading above the first item comes into sight as well
            self.scrollToTop()
        else:
            self.scrollTo(self.currentIndex())

    def step(self, step: int) -> None:
        """Go to the item before (-1) or after (1)."""
        action = _ACTION.MoveDown if step > 0 else _ACTION.MoveUp
        self.setCurrentIndex(self.moveCursor(action, Qt.KeyboardModifier.NoModifier))

    def copy(self) -> None:
        """Put all lines on the clipboard as tab-separated text."""
        self.clearSelection()
        copy_rows(self, self._lines)
        self.selectRow(self.currentIndex().row())

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not move the row under the next digit (P48)."""

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        lines = self._lines.lines_of_items()
        now = self.currentIndex().row()
        if not lines:
            return QModelIndex()
        page = max(self.viewport().height() // self.verticalHeader().defaultSectionSize() - 2, 1)
        match cursorAction:
            case _ACTION.MoveHome:
                wanted = lines[0]
            case _ACTION.MoveEnd:
                wanted = lines[-1]
            case _ACTION.MoveUp:
                wanted = max((n for n in lines if n < now), default=lines[0])
            case _ACTION.MoveDown:
                wanted = min((n for n in lines if n > now), default=lines[-1])
            case _ACTION.MovePageUp:
                wanted = min((n for n in lines if n >= now - page), default=lines[0])
            case _ACTION.MovePageDown:
                wanted = max((n for n in lines if n <= now + page), default=lines[-1])
            case _:
                wanted = now
        if wanted == lines[0]:
            self.scrollToTop()
        return self._lines.index(wanted, LABEL)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _lay_out(self) -> None:
        self.clearSpans()
        for number in range(self._lines.rowCount()):
            if self._lines.line(number) is None:
                self.setSpan(number, 0, 1, self._lines.columnCount())
        self._fit()

    def _fit(self) -> None:
        """Give each column what stands in it and the rest to the name, which the marks leave least."""
        lines, theme = self._lines, self._theme
        caption = QFontMetrics(theme.font("caption"))
        small = QFontMetrics(theme.font("small"))

        def head(column: int) -> int:
            return caption.horizontalAdvance(lines.title(column)) + 16

        count = len(lines.assessors)
        widths = {
            CODE: PADDING + max(head(CODE), small.horizontalAdvance("K000") + 6),
            CRITICAL: 18,
            lines.spread: max(head(lines.spread), 40),
            lines.mean: max(head(lines.mean), 44),
            lines.target: max(head(lines.target) + 6, 50),
            lines.decision: PADDING
            + max(small.horizontalAdvance(_("to discuss")) + 16, small.horizontalAdvance(_("no level")))
            + 12,
        }
        room = self.viewport().width()
        rest = room - sum(widths.values())
        names = [head(FIRST_MARK + one) + 6 for one in range(count)]
        wanted = max((min(name, 84 + 6 * theme.font_step) for name in names), default=0)
        least = theme.pair("mark_chip").width() + (14 if theme.font_step < LARGE else 6)
        label = LEAST_LABEL + 8 * theme.font_step
        each = max(min(max(wanted, least), (rest - label) // max(count, 1)), least)
        hide_spread = rest - each * count < label - 40
        if self.isColumnHidden(lines.spread) != hide_spread:
            self.setColumnHidden(lines.spread, hide_spread)
        if hide_spread:
            rest += widths[lines.spread]
        hide_mean = rest - each * count < label - 60
        if self.isColumnHidden(lines.mean) != hide_mean:
            self.setColumnHidden(lines.mean, hide_mean)
        if hide_mean:
            rest += widths[lines.mean]
        widths |= {FIRST_MARK + one: each for one in range(count)}
        for column, width in (widths | {LABEL: max(rest - each * count, 60)}).items():
            self.setColumnWidth(column, width)


class LineDelegate(QStyledItemDelegate):
    """Paints a line in the colours of the theme."""

    def __init__(self, model: DecisionModel, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._table = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(40, self._theme.size("row_dense") + self._theme.font_step)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect, state = parts(option)
        number, column = index.row(), index.column()
        heading, line = self._model.heading(number), self._model.line(number)
        painter.save()
        if heading is not None:
            self._paint_heading(painter, rect, heading)
        elif line is not None:
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            self._paint_ground(painter, rect, column, number == self._table.currentIndex().row(), hovered)
            self._paint_cell(painter, rect, column, line)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, column: int, current_line: bool, hovered: bool
    ) -> None:
        theme = self._theme
        if not current_line:
            painter.fillRect(rect, theme.color("sunken" if hovered else "raised"))
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
            return
        painter.fillRect(rect, theme.color("selection"))
        painter.setPen(theme.color("accent"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.topRight())
        if self._table.hasFocus():  # the keys act here: the lines are twice as strong
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        if column == CODE:
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("sunken"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PADDING - 6, 0, -PADDING, 0)
        painter.setFont(theme.font("small"))
        beside = painter.fontMetrics().horizontalAdvance(heading.note) + 8
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(
            name_of(heading.group, current()), Qt.TextElideMode.ElideRight, inner.width() - beside
        )
        painter.drawText(inner, _LEFT, title)
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(title) + 8)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        painter.drawText(inner, _LEFT, heading.note)

    def _paint_cell(self, painter: QPainter, rect: QRect, column: int, line: Line) -> None:
        theme, model, row = self._theme, self._model, line.row
        if FIRST_MARK <= column < model.spread:
            self._paint_mark(painter, rect, line.marks[column - FIRST_MARK])
        elif column == CODE:
            self._write(painter, rect.adjusted(PADDING, 0, 0, 0), row.code, "muted", figures=True)
        elif column == CRITICAL:
            if row.critical:
                paint_diamond(painter, QRectF(rect), theme, "danger" if row.stop else "critical")
        elif column == LABEL:
            self._write(painter, rect.adjusted(4, 0, -6, 0), line.label, role="body")
        elif column == model.spread:
            apart = bool(line.asks) or (row.discuss and line.spread is not None)
            text = UNKNOWN if line.spread is None else str(line.spread)
            wide = apart and line.spread is not None and row.discuss
            self._write(
                painter,
                rect.adjusted(0, 0, -6, 0),
                text,
                "warn" if wide else "muted",
                side=_RIGHT,
                role="strong" if wide else "body",
                figures=True,
            )
        elif column == model.mean:
            text = current().number(line.mean)
            box = rect.adjusted(0, 0, -4, 0)
            self._write(painter, box, text, side=_RIGHT, role="strong", figures=True)
        elif column == model.target:
            self._paint_target(painter, rect, line)
        else:
            self._paint_decision(painter, rect.adjusted(8, 0, -8, 0), line)

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: Mark | None) -> None:
        size = self._theme.pair("mark_chip")
        box = QRectF(0, 0, size.width(), min(size.height(), rect.height() - 4))
        box.moveCenter(QRectF(rect).center())
        if mark is None:
            paint_mark(painter, box, self._theme, None)
        else:
            paint_mark(painter, box, self._theme, mark.level, state_sign(mark.state))

    def _paint_target(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme, band = self._theme, line.row.band
        left = rect.adjusted(8, 0, 0, 0)
        self._write(painter, left, str(line.row.entry.target), "muted", role="body", figures=True)
        if band in (Band.SMALL, Band.LARGE):
            middle = QPointF(rect.left() + 34 + theme.font_step, QRectF(rect).center().y())
            color = theme.color("gap_large" if band is Band.LARGE else "gap_small")
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(color)
            painter.setBrush(color if band is Band.LARGE else Qt.BrushStyle.NoBrush)
            points = ((-4, -3), (4, -3), (0, 4))
            painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))

    def _paint_decision(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme, settled = self._theme, line.row.entry.settled
        if settled is not None:
            size = theme.pair("mark_chip")
            box = QRectF(rect.left(), 0, size.width(), min(size.height(), rect.height() - 4))
            box.moveTop(rect.top() + (rect.height() - box.height()) / 2)
            sign = state_sign(State.NOT_APPLICABLE) if settled.level is None else ""
            paint_mark(painter, box, theme, settled.level, sign)
            return
        if not line.asks:
            self._write(painter, rect, line.source, "muted")
            return
        painter.setFont(theme.font("caption"))
        width = min(painter.fontMetrics().horizontalAdvance(line.asks) + 14, rect.width())
        box = QRectF(rect.left(), 0, width, rect.height() - 6)
        box.moveTop(rect.top() + 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border") if theme.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("warn_soft"))
        painter.drawRoundedRect(box, theme.radius("chip"), theme.radius("chip"))
        painter.setPen(theme.color("warn"))
        painter.drawText(box, _CENTRE, line.asks)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        token: str = "text",
        *,
        side: int = _LEFT,
        role: str = "small",
        figures: bool = False,
    ) -> None:
        painter.setFont(self._theme.font(role, tabular=figures))
        painter.setPen(self._theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side, shown)
