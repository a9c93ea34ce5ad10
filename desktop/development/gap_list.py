"""The gaps beside the plan, by priority; a tick puts one into the plan or removes it."""

from typing import Any, override

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.development.plan_board import Board, Choice
from desktop.development import words as say
from desktop.kit.chips import paint_diamond
from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import LINE_ROLE, Index, ListModel
from desktop.kit.table.option import parts
from desktop.theme import Theme
from domain.scale import Band
from resources.i18n import _, current, nb

LEFT, TEXT, BOX, SIDE = 16, 40, 16, 16  # px
SHOWN = 12  # at least so many are shown; smaller gaps are folded away


class ChoiceModel(ListModel[Choice]):
    """What can become a goal, by priority."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(("",), self._words, lambda choice: choice.code, parent)
        self._board: Board | None = None

    def show_board(self, board: Board, *, everything: bool) -> None:
        """Show the choices, all of them or without the small ones at the end."""
        self._board = board
        self.follow(board.choices if everything else board.choices[: self.cut(board)])

    @staticmethod
    def cut(board: Board) -> int:
        """Return how many choices are always shown: at least all that are urgent or in the plan."""
        pressing = [
            number
            for number, one in enumerate(board.choices)
            if one.goal_id or one.row.critical or one.row.band is Band.LARGE
        ]
        return max(SHOWN, *(number + 1 for number in pressing)) if pressing else SHOWN

    def label(self, choice: Choice) -> str:
        """Return the short name of the item."""
        assert self._board is not None
        return current().text(self._board.sheet.framework.item(choice.code).label)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.line(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and choice is not None:
            return Qt.CheckState.Checked if choice.goal_id else Qt.CheckState.Unchecked
        return super().data(index, role)

    def _words(self, choice: Choice) -> tuple[str, ...]:
        assert self._board is not None
        return (say.choice(choice, self._board),)


class GapList(LineList[Choice]):
    """Space and Enter tick, as does a click on the box."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.choices = ChoiceModel(parent)
        super().__init__(self.choices, _("Gaps"), parent)
        self.setItemDelegate(ChoiceDelegate(self.choices, theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setObjectName("gaps")
        self.setStyleSheet("QListView#gaps { background: transparent; }")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # Qt keeps the row heights from before the scroll bar appeared

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        near = event.position().x() < self.visualRect(index).left() + TEXT
        if near and event.button() is Qt.MouseButton.LeftButton:
            self.take(index)


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a checkbox, the code, the size of the gap, and the name below."""

    def __init__(self, model: ChoiceModel, theme: Theme, view: GapList) -> None:
        super().__init__(view)
        self._model, self._theme, self._view = model, theme, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._theme
        width = self._view.viewport().width()
        metrics = QFontMetrics(theme.font("small"))
        room = QRect(0, 0, max(width - TEXT - SIDE, 60), 1000)
        label = nb(self._model.label(index.data(LINE_ROLE)))
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), label)
        return QSize(width, theme.line_height("caption") + words.height() + 12)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect, _state = parts(option)
        choice = index.data(LINE_ROLE)
        assert isinstance(choice, Choice)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("raised" if choice.goal_id else "window"))
        self._paint_box(painter, rect, checked=bool(choice.goal_id))
        line = theme.line_height("caption")
        head = QRect(rect.left() + TEXT, rect.top() + 5, rect.width() - TEXT - SIDE, line)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(head, side, choice.code)
        wide = painter.fontMetrics().horizontalAdvance(choice.code)
        if choice.row.critical:
            box = QRectF(head.left() + wide + 5, head.top(), 10, head.height())
            paint_diamond(painter, box, theme, "danger" if choice.row.stop else "critical", size=4)
        self._paint_levels(painter, head, choice)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        words = QRect(
            rect.left() + TEXT,
            head.bottom() + 2,
            rect.width() - TEXT - SIDE,
            rect.bottom() - head.bottom() - 4,
        )
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, nb(self._model.label(choice)))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _paint_box(self, painter: QPainter, rect: QRect, *, checked: bool) -> None:
        theme = self._theme
        box = QRectF(rect.left() + LEFT + 0.5, rect.top() + 7.5, BOX - 1, BOX - 1)
        painter.setPen(QPen(theme.color("primary" if checked else "field_border"), 1))
        painter.setBrush(theme.color("primary" if checked else "raised"))
        painter.drawRoundedRect(box, theme.radius("mark"), theme.radius("mark"))
        if checked:
            painter.setPen(QPen(theme.color("on_primary"), 2))
            points = ((3.5, 7.5), (6.5, 10.5), (11.5, 4.5))
            painter.drawPolyline(QPolygonF([QPointF(box.left() + x, box.top() + y) for x, y in points]))

    def _paint_levels(self, painter: QPainter, head: QRect, choice: Choice) -> None:
        theme, row = self._theme, choice.row
        painter.setFont(theme.font("small", tabular=True))
        bold = painter.font()
        bold.setBold(True)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(theme.color("text"))
        painter.setFont(bold)
        words = say.gap_levels(row)
        painter.drawText(head, right, words)
        if row.level is None:
            return
        large = row.band is Band.LARGE
        at = QPointF(
            head.right() - painter.fontMetrics().horizontalAdvance(words) - 11, head.center().y() + 0.5
        )
        token = "gap_large" if large else "gap_small"
        painter.setPen(QPen(theme.color(token), 1.4))
        painter.setBrush(theme.color(token) if large else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([at + QPointF(-4, -3), at + QPointF(4, -3), at + QPointF(0, 3.5)]))
