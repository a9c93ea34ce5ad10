"""The list of what waits: two lines each, by when, and the words that open it."""

from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.home.model import LINE_ROLE, Cell, DueModel, Heading, Row
from desktop.kit.table.option import parts
from desktop.theme import Theme
from domain.home.due import Due
from resources.i18n import _

SIDE, ICON, GAP, EDGE = 16, 16, 14, 3
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FEW = 3  # rows that stay in sight in the lowest window
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class DueList(QListView):
    """One Tab stop; the arrows go from row to row over the headings; Enter or a click opens.

    Signals:
        chosen: the Due to open.
        left: one went up from the first row.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, model: DueModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        self.setItemDelegate(DueDelegate(theme, self))
        self.setAccessibleName(_("Waiting for you"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMouseTracking(True)  # the words of the row under the mouse are underlined
        model.modelReset.connect(self.updateGeometry)
        model.modelReset.connect(self._end_on_a_row)

    @property
    def current(self) -> Due | None:
        """What Enter opens."""
        row = self._model.row(self.currentIndex().row())
        return row.due if row is not None else None

    def stand_on(self, line: int) -> None:
        """Stand on this line; -1 stands on none."""
        self.setCurrentIndex(self._model.index(line) if line >= 0 else QModelIndex())

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self._height(len(self._model.lines)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height(FEW + 1))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_on_a_row()

    def _end_on_a_row(self) -> None:
        """Leave the room below the last whole row empty: half a row reads as a fault."""
        theme, lines = self._theme(), self._model.lines
        height = filled = 0
        for line in lines:
            height += line_height(theme, line)
            if height > self.height():
                break
            if not isinstance(line, Heading):
                filled = height
        else:
            filled = 0
        self.setViewportMargins(0, 0, 0, self.height() - filled if filled else 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._model.rows()
        here = self.currentIndex().row()
        page = max(1, self.viewport().height() // row_height(self._theme()) - 1)
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
        due = self.current
        if key in ENTER and due is not None:
            self.chosen.emit(due)
        elif rows and key in steps and steps[key] < 0:
            self.left.emit()
        elif rows and key in steps:
            self._go(rows, min(steps[key], len(rows) - 1))
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        rows = self._model.rows()
        if self.current is None and rows:
            self._go(rows, 0)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._model.row(self.indexAt(event.position().toPoint()).row())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(row.due)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            over = self._model.row(self.indexAt(event.position().toPoint()).row())
            shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)

    def _go(self, rows: tuple[int, ...], place: int) -> None:
        self.stand_on(rows[place])
        if place == 0:
            self.scrollToTop()  # its heading comes along

    def _theme(self) -> Theme:
        delegate = self.itemDelegate()
        assert isinstance(delegate, DueDelegate)
        return delegate.theme

    def _height(self, lines: int) -> int:
        theme = self._theme()
        return sum(line_height(theme, line) for line in self._model.lines[:lines])


class DueDelegate(QStyledItemDelegate):
    """Paints headings and rows."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Cell) -> QSize:
        return QSize(240, line_height(self.theme, index.data(LINE_ROLE)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Cell) -> None:
        line = index.data(LINE_ROLE)
        rect, state = parts(option)
        painter.save()
        if isinstance(line, Heading):
            self._paint_heading(painter, rect, line)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
            self._paint_row(painter, rect, line, chosen, bool(state & QStyle.StateFlag.State_MouseOver))
        painter.restore()

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Cell
    ) -> bool:
        """Tell the whole text where it was cut, and nothing where it can be read."""
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
        """Return the places of words, day and act; the columns are as wide as their longest text."""
        act = QFontMetrics(self._act_font()).horizontalAdvance(row.words.act)
        acts, whens = self._columns()
        right = rect.right() - SIDE
        left = rect.left() + SIDE + ICON + GAP
        act_room = QRect(right - max(act, acts) + 1, rect.top(), max(act, acts), rect.height())
        when_room = QRect(act_room.left() - 24 - whens, rect.top(), whens, rect.height())
        words = QRect(left, rect.top(), when_room.left() - 16 - left, rect.height())
        return words, when_room, act_room

    def _columns(self) -> tuple[int, int]:
        model = self._view.model()
        assert isinstance(model, DueModel)
        if self._measured[0] is not model.lines:
            words = {(line.words.act, line.words.when) for line in model.lines if isinstance(line, Row)}
            acts, whens = QFontMetrics(self._act_font()), QFontMetrics(self.theme.font("small"))
            # What is measured without the device may be a hair narrower than what is painted.
            widths = (
                max((acts.horizontalAdvance(act) + 2 for act, _when in words), default=0),
                max((whens.horizontalAdvance(when) + 2 for _act, when in words), default=0),
            )
            self._measured = (model.lines, widths)
        return self._measured[1]

    _measured: tuple[object, tuple[int, int]] = (None, (0, 0))

    def _act_font(self) -> QFont:
        font = self.theme.font("body")
        font.setWeight(QFont.Weight.Medium)
        return font

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        theme = self.theme
        if not heading.first:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), theme.color("border"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        painter.drawText(rect.adjusted(SIDE, 0 if heading.first else 6, -SIDE, 0), _LEFT, heading.text)

    def _paint_row(self, painter: QPainter, rect: QRect, row: Row, chosen: bool, over: bool) -> None:
        theme, words = self.theme, row.words
        if chosen:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))
        if not row.last:
            line = QRect(rect.left() + SIDE, rect.bottom(), rect.width() - 2 * SIDE, 1)
            painter.fillRect(line, theme.color("border"))
        icon = theme.icon(words.icon, "warn" if words.urgent else "accent")
        icon.paint(painter, rect.left() + SIDE, rect.center().y() - ICON // 2, ICON, ICON)
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
        painter.drawText(act, _RIGHT, words.act)

    def _write(
        self, painter: QPainter, room: QRect, text: str, role: str, token: str, *, right: bool = False
    ) -> None:
        painter.setFont(self.theme.font(role))
        painter.setPen(self.theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _RIGHT if right else _LEFT, shown)


def row_height(theme: Theme) -> int:
    """Return the height of a row, px."""
    return theme.line_height("body") + theme.line_height("small") + 13


def line_height(theme: Theme, line: Heading | Row) -> int:
    """Return the height of a heading or row, px."""
    if isinstance(line, Row):
        return row_height(theme)
    return theme.line_height("caption") + (8 if line.first else 16)
