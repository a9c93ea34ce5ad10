"""The gaps beside the plan: by priority, each with a tick that takes it into the plan or out of it."""

from typing import Any, override

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.development.plan_board import Board, Choice
from desktop.development import words as say
from desktop.kit.chips import paint_diamond
from desktop.kit.table.option import parts
from desktop.kit.tips import as_it_is
from desktop.theme import Theme
from domain.scale import Band
from resources.i18n import NBSP, _, current, nb

type Index = QModelIndex | QPersistentModelIndex

CHOICE_ROLE = Qt.ItemDataRole.UserRole
LEFT, TEXT, BOX, SIDE = 16, 40, 16, 16  # px
SHOWN = 12  # small gaps beyond these are folded away


class ChoiceModel(QAbstractListModel):
    """What can be a goal, in the order of priority."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._choices: tuple[Choice, ...] = ()
        self._all = False

    def show(self, board: Board, *, everything: bool) -> None:
        """Show the choices, all or without the small ones at the end."""
        chosen = board.choices if everything else board.choices[: self.cut(board)]
        same = [one.code for one in chosen] == [one.code for one in self._choices]
        if not same:
            self.beginResetModel()
        self._board, self._choices = board, chosen
        if same and chosen:
            self.dataChanged.emit(self.index(0), self.index(len(chosen) - 1))
        elif not same:
            self.endResetModel()

    @staticmethod
    def cut(board: Board) -> int:
        """Return how many choices stand above the fold: all that press or are in the plan among them."""
        pressing = [
            number
            for number, one in enumerate(board.choices)
            if one.goal_id or one.row.critical or one.row.band is Band.LARGE
        ]
        return max(SHOWN, *(number + 1 for number in pressing)) if pressing else SHOWN

    def choice(self, row: int) -> Choice:
        """Return what stands in this row."""
        return self._choices[row]

    def row_of(self, code: str) -> int:
        """Return the row of an item, -1 if it is not there."""
        return next((row for row, one in enumerate(self._choices) if one.code == code), -1)

    def label(self, row: int) -> str:
        """Return the short name of the item in this row."""
        assert self._board is not None
        return current().text(self._board.sheet.framework.item(self._choices[row].code).label)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._choices)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._board is None:
            return None
        choice = self._choices[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{choice.code} {self.label(index.row())}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return say.choice(choice, self._board)
            case Qt.ItemDataRole.ToolTipRole:
                return as_it_is(say.choice(choice, self._board))
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if choice.goal_id else Qt.CheckState.Unchecked
            case _ if role == CHOICE_ROLE:
                return choice
            case _:
                return None


class GapList(QListView):
    """One Tab stop; the arrows go along it, Space or a click ticks.

    Signals:
        ticked: code of the item to take in or out.
    """

    ticked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices = ChoiceModel(self)
        self.setModel(self.choices)
        self.setItemDelegate(ChoiceDelegate(self.choices, theme, self))
        self.setAccessibleName(_("Gaps"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setObjectName("gaps")
        self.setStyleSheet("QListView#gaps { background: transparent; }")

    @property
    def current(self) -> Choice | None:
        """What one stands on."""
        index = self.currentIndex()
        return self.choices.choice(index.row()) if index.isValid() else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.current is not None
        ):
            self.ticked.emit(self.current.code)
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # Qt keeps the heights that the names took before the bar came

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        near = event.position().x() < self.visualRect(index).left() + TEXT
        if index.isValid() and near and event.button() is Qt.MouseButton.LeftButton:
            self.ticked.emit(self.choices.choice(index.row()).code)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not move the row (P48)."""


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a tick box, the code, how far it is, and the name below."""

    def __init__(self, model: ChoiceModel, theme: Theme, view: GapList) -> None:
        super().__init__(view)
        self._model, self._theme, self._view = model, theme, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._theme
        width = self._view.viewport().width()
        metrics = QFontMetrics(theme.font("small"))
        room = QRect(0, 0, max(width - TEXT - SIDE, 60), 1000)
        label = nb(self._model.label(index.row()))
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), label)
        return QSize(width, theme.line_height("caption") + words.height() + 12)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect, _state = parts(option)
        choice = index.data(CHOICE_ROLE)
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
        painter.drawText(words, flags, nb(self._model.label(index.row())))
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
        words = f"{say.level(row.level)}{NBSP}→{NBSP}{row.entry.target}"
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
