"""The list of pending work: two lines each, by when, and the act that opens it."""

from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.home.model import DueModel, Row
from desktop.kit.page.floor import show_in_page
from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import LEFT, LINE_ROLE, RIGHT, Heading, Index
from desktop.kit.table.option import parts
from desktop.theme import Theme
from resources.i18n import _

SIDE, ICON, GAP, EDGE = 16, 16, 14, 3
CAP = 18  # px, the key of a row
FEW = 3  # rows of a long list that stay visible in the smallest window
WHOLE = 18  # lines that are never scrolled by themselves: the page scrolls


class DueList(LineList[Row]):
    """The arrows move from row to row, skipping headings; Enter or a click opens.

    Signals:
        left: the arrow up was pressed on the first row.
    """

    left = Signal()

    def __init__(self, model: DueModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(model, _("Waiting for you"), parent)
        self._model, self._theme = model, theme
        self.setItemDelegate(DueDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMouseTracking(True)  # the act of the row under the mouse is underlined
        model.modelReset.connect(self.updateGeometry)
        model.modelReset.connect(self._end_on_a_row)
        self.clicked.connect(self.take)

    def stand_on(self, line: int) -> None:
        """Make this line current; -1 for none."""
        self.setCurrentIndex(self._model.index(line, 0) if line >= 0 else QModelIndex())

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self._height(self._model.rowCount()))

    @override
    def minimumSizeHint(self) -> QSize:
        lines = self._model.rowCount()
        return QSize(240, self._height(lines if lines <= WHOLE else FEW + 1))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_on_a_row()

    def _end_on_a_row(self) -> None:
        """Leave the space below the last whole row empty: half a row looks like a fault."""
        height = filled = 0
        for number in range(self._model.rowCount()):
            height += self._line_height(number)
            if height > self.height():
                break
            if self._model.line(number) is not None:
                filled = height
        else:
            filled = 0
        self.setViewportMargins(0, 0, 0, self.height() - filled if filled else 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._model.rows()
        here = self.currentIndex().row()
        page = max(1, self.viewport().height() // row_height(self._theme) - 1)
        place = rows.index(here) if here in rows else -1
        steps = {
            Qt.Key.Key_Up: place - 1,
            Qt.Key.Key_Down: place + 1,
            Qt.Key.Key_PageUp: max(place - page, 0),
            Qt.Key.Key_PageDown: place + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(rows) - 1,
        }
        key = Qt.Key(event.key())
        if rows and key in steps and steps[key] < 0:
            self.left.emit()
        elif rows and key in steps:
            self._go(rows, min(steps[key], len(rows) - 1))
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        rows = self._model.rows()
        if self.current_line is None and rows:
            self._go(rows, 0)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            over = self._model.line(self.indexAt(event.position().toPoint()).row())
            shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)

    def _go(self, rows: tuple[int, ...], place: int) -> None:
        self.stand_on(rows[place])
        if place == 0:
            self.scrollToTop()  # shows its heading too
        show_in_page(self, self.visualRect(self.currentIndex()))

    def _height(self, lines: int) -> int:
        return sum(self._line_height(number) for number in range(lines))

    def _line_height(self, number: int) -> int:
        return line_height(self._theme, number, self._model.line(number))


class DueDelegate(QStyledItemDelegate):
    """Paints headings and rows."""

    def __init__(self, theme: Theme, parent: DueList) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent
        self._measured: tuple[int, int] | None = None
        parent.list_model.modelReset.connect(self._on_reset)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, line_height(self.theme, index.row(), self._view.list_model.line(index.row())))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        rect, state = parts(option)
        painter.save()
        if isinstance(line, Heading):
            self._paint_heading(painter, rect, line.text, first=index.row() == 0)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
            self._paint_row(painter, rect, line, chosen, bool(state & QStyle.StateFlag.State_MouseOver))
        painter.restore()

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text if it is cut, nothing if it can be read."""
        line = index.data(LINE_ROLE)
        rect, _state = parts(option)
        if isinstance(line, Row) and self._cut(line, rect):
            return super().helpEvent(event, view, option, index)
        QToolTip.hideText()
        return True

    def _cut(self, row: Row, rect: QRect) -> bool:
        room = self._rooms(rect, row)[0].width()
        title, detail = (QFontMetrics(self.theme.font(role)) for role in ("body", "small"))
        return (
            title.horizontalAdvance(row.words.title) > room
            or detail.horizontalAdvance(row.words.detail) > room
        )

    def _rooms(self, rect: QRect, row: Row) -> tuple[QRect, QRect, QRect]:
        """Return the areas of text, day and act; the columns are as wide as their longest text."""
        act = QFontMetrics(self._act_font()).horizontalAdvance(row.words.act)
        acts, whens = self._columns()
        right = rect.right() - SIDE
        left = rect.left() + SIDE + CAP + GAP // 2 + ICON + GAP
        act_room = QRect(right - max(act, acts) + 1, rect.top(), max(act, acts), rect.height())
        when_room = QRect(act_room.left() - 24 - whens, rect.top(), whens, rect.height())
        words = QRect(left, rect.top(), when_room.left() - 16 - left, rect.height())
        return words, when_room, act_room

    def _columns(self) -> tuple[int, int]:
        if self._measured is None:
            words = {(line.words.act, line.words.when) for line in self._view.list_model.lines()}
            acts, whens = QFontMetrics(self._act_font()), QFontMetrics(self.theme.font("small"))
            # Measured without the device, it may be slightly narrower than painted.
            self._measured = (
                max((acts.horizontalAdvance(act) + 2 for act, _when in words), default=0),
                max((whens.horizontalAdvance(when) + 2 for _act, when in words), default=0),
            )
        return self._measured

    def _on_reset(self) -> None:
        self._measured = None

    def _act_font(self) -> QFont:
        font = self.theme.font("body")
        font.setWeight(QFont.Weight.Medium)
        return font

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str, *, first: bool) -> None:
        theme = self.theme
        if not first:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), theme.color("border"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        painter.drawText(rect.adjusted(SIDE, 0 if first else 6, -SIDE, 0), LEFT, text)

    def _paint_row(self, painter: QPainter, rect: QRect, row: Row, chosen: bool, over: bool) -> None:
        theme, words = self.theme, row.words
        if chosen:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))
        if not row.last:
            line = QRect(rect.left() + SIDE, rect.bottom(), rect.width() - 2 * SIDE, 1)
            painter.fillRect(line, theme.color("border"))
        if row.number:
            self._paint_key(
                painter, QRect(rect.left() + SIDE, rect.center().y() - CAP // 2, CAP, CAP), row.number
            )
        icon = theme.icon(words.icon, "warn" if words.urgent else "accent")
        icon.paint(painter, rect.left() + SIDE + CAP + GAP // 2, rect.center().y() - ICON // 2, ICON, ICON)
        room, when, act = self._rooms(rect, row)
        upper, lower = theme.line_height("body"), theme.line_height("small")
        top = rect.top() + (rect.height() - upper - lower) // 2
        self._write(painter, QRect(room.left(), top, room.width(), upper), words.title, "body", "text")
        below = QRect(room.left(), top + upper, room.width(), lower)
        self._write(painter, below, words.detail, "small", "muted")
        late = "warn" if words.urgent else "muted"
        self._write(painter, when, words.when, "small", late, right=True)
        font = self._act_font()
        font.setUnderline(over)
        painter.setFont(font)
        painter.setPen(theme.color("accent"))
        painter.drawText(act, RIGHT, words.act)

    def _paint_key(self, painter: QPainter, box: QRect, number: int) -> None:
        theme = self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(theme.font("caption", tabular=True))
        painter.setPen(theme.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _write(
        self, painter: QPainter, room: QRect, text: str, role: str, token: str, *, right: bool = False
    ) -> None:
        painter.setFont(self.theme.font(role))
        painter.setPen(self.theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT if right else LEFT, shown)


def row_height(theme: Theme) -> int:
    """Return the height of a row, px."""
    return theme.line_height("body") + theme.line_height("small") + 13


def line_height(theme: Theme, number: int, line: Row | None) -> int:
    """Return the height of a row, or of a heading if the line with this number is None, px."""
    if line is not None:
        return row_height(theme)
    return theme.line_height("caption") + (16 if number else 8)
