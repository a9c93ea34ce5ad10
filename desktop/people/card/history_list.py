"""The timeline in the card: arrow keys move along it, Enter opens what can be opened."""

from typing import override

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import LINE_ROLE, Index, ListModel
from desktop.kit.table.option import parts
from desktop.people.card.history import Moment
from desktop.theme import Theme
from resources.i18n import _

DOT, LEFT, GAP, TOP = 7, 20, 8, 4  # px: the dot, where the text begins, between text and sign, above a line
SIGN = 16


class HistoryList(LineList[Moment]):
    """As tall as its lines: the card scrolls, not the list.

    Signals:
        sheet_wanted: id of the sheet to open.
        result_wanted: id of the case whose result to open.
        plan_wanted: id of the plan to open.
        signatures_wanted: show what the person signed.
        moved: rectangle of the current line, in the list's own coordinates.
    """

    sheet_wanted = Signal(int)
    result_wanted = Signal(int)
    plan_wanted = Signal(int)
    signatures_wanted = Signal()
    moved = Signal(QRect)

    def __init__(self, theme: Theme, moments: tuple[Moment, ...], parent: QWidget) -> None:
        super().__init__(ListModel(("",), _spoken, id, parent), _("History"), parent)
        self.list_model.show(moments)
        self._delegate = MomentDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setObjectName("history")
        self.setStyleSheet("QListView#history { background: transparent; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setCurrentIndex(self.list_model.index(0, 0))
        self.clicked.connect(self.take)
        self.taken.connect(self._on_taken)
        self._fit(self.width())

    def _on_taken(self, moment: Moment) -> None:
        if moment.sheet_id:
            self.sheet_wanted.emit(moment.sheet_id)
        elif moment.plan_id:
            self.plan_wanted.emit(moment.plan_id)
        elif moment.case_id:
            self.result_wanted.emit(moment.case_id)
        elif moment.signed:
            self.signatures_wanted.emit()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit(self.visualRect(current))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        moment = self.list_model.line(index.row())
        opens = moment is not None and moment.opens
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        height = sum(self._delegate.height(one, width) for one in self.list_model.lines())
        if height != self.height():
            self.setFixedHeight(height)
            self.scheduleDelayedItemsLayout()


class MomentDelegate(QStyledItemDelegate):
    """Paints a dot on the timeline, what happened, who, and when."""

    def __init__(self, theme: Theme, parent: HistoryList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width()
        return QSize(width, self.height(index.data(LINE_ROLE), width))

    def height(self, moment: Moment, width: int) -> int:
        """Return the height of the line at this width, px; long text wraps and is never cut."""
        pieces = self._parts(moment, width)
        return sum(height for _text, _role, _token, height in pieces) + 2 * TOP

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show no tooltip: the whole text is already in sight."""
        return True

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect, state = parts(option)
        moment = index.data(LINE_ROLE)
        assert isinstance(moment, Moment)
        current = index.row() == self._list.currentIndex().row() and self._list.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if moment.opens and (current or state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if current else "sunken"))
            painter.drawRoundedRect(rect.adjusted(LEFT - 6, 0, 0, 0), 4, 4)
        pieces = self._parts(moment, rect.width())
        self._paint_dot(painter, rect, index.row(), pieces[0][3], filled=moment.opens)
        top = rect.top() + TOP
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        for text, role, token, height in pieces:
            painter.setFont(theme.font(role, tabular=True))
            painter.setPen(theme.color(token))
            painter.drawText(QRect(rect.left() + LEFT, top, self._room(rect.width()), height), side, text)
            top += height
        if moment.opens:
            icon = theme.icon("chevron-right", "accent")
            icon.paint(painter, rect.right() - SIGN, rect.top() + TOP + 1, SIGN, SIGN)
        if current:
            painter.setPen(QPen(theme.color("focus"), theme.size("focus_ring")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(LEFT - 6, 1, -1, -1), 4, 4)
        painter.restore()

    def _paint_dot(self, painter: QPainter, rect: QRect, row: int, first: int, *, filled: bool) -> None:
        theme = self._theme
        middle = rect.top() + TOP + first / 2
        at = rect.left() + DOT / 2 + 1
        painter.setPen(QPen(theme.color("border_strong"), 1))
        if row:
            painter.drawLine(QPointF(at, rect.top()), QPointF(at, middle - DOT / 2 - 1))
        if row < self._list.list_model.rowCount() - 1:
            painter.drawLine(QPointF(at, middle + DOT / 2 + 1), QPointF(at, rect.bottom() + 1))
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.setBrush(theme.color("accent") if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(at, middle), DOT / 2, DOT / 2)

    def _parts(self, moment: Moment, width: int) -> list[tuple[str, str, str, int]]:
        """Return text, font, colour and height of each line of a moment."""
        room = self._room(width)
        told = [(moment.title, "body", "text"), (moment.detail, "small", "muted")]
        told.append((moment.when, "small", "muted"))
        return [(text, role, token, self._tall(text, role, room)) for text, role, token in told if text]

    def _tall(self, text: str, role: str, room: int) -> int:
        metrics = QFontMetrics(self._theme.font(role, tabular=True))
        return (
            metrics.boundingRect(QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), text).height() + 1
        )

    def _room(self, width: int) -> int:
        return max(width - LEFT - GAP - SIGN, 60)


def _spoken(moment: Moment) -> tuple[str, ...]:
    hint = _("Enter opens it") if moment.opens else ""
    return (". ".join(one for one in (moment.when, moment.title, moment.detail, hint) if one),)
