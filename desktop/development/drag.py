"""Dragging the bars of a plan by days: the body moves a bar, its right end stretches it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop.development.lines import Column
from desktop.development.model import Line, PlanModel
from desktop.kit.table.list_model import LINE_ROLE
from domain.development.plan import Action
from domain.development.plan_rules import dragged, drawn_out

if TYPE_CHECKING:
    from desktop.development.table import PlanTable

EDGE = 5  # px on each side of the right end that stretch the bar
BODY = 4  # px of a short bar that still move it


@dataclass(frozen=True, slots=True)
class Grip:
    """The grip on a bar: where the mouse took it, and whether by its end or its body."""

    action: Action
    at: float
    end: bool


class BarDrag(QObject):
    """Watches the strip of the table; Esc cancels the drag without any change.

    Signals:
        dropped: the action, its new first day and its new last day.
    """

    dropped = Signal(object, object, object)

    def __init__(self, model: PlanModel, table: "PlanTable") -> None:
        super().__init__(table)
        self._model, self._table = model, table
        self._grip: Grip | None = None
        self._days = 0
        table.viewport().setMouseTracking(True)
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)

    @property
    def held(self) -> bool:
        """Whether a bar is being dragged."""
        return self._grip is not None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table:
            if self.held and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._let_go()
                return True
            return False
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                self._grip = self._grip_at(event.position())
                self._days = 0
                if self._grip is not None and not self._grip.end:
                    self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                return False  # the row becomes current as with any press
            case QEvent.Type.MouseMove if self._grip is not None:
                self._pull(event.position())
                return True
            case QEvent.Type.MouseMove:
                self._show_cursor(event.position())
                return False
            case QEvent.Type.MouseButtonRelease if self._grip is not None:
                self._drop(event.position())
                return False
            case _:
                return False

    def _grip_at(self, at: QPointF) -> Grip | None:
        """Return the grip on the bar at this point, None if nothing can be dragged."""
        index = self._table.indexAt(at.toPoint())
        if not index.isValid() or index.column() != Column.WHEN or self._model.fixed:
            return None
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line) or line.action is None or line.action.retired:
            return None
        box = self._table.delegate.bar(QRectF(self._table.visualRect(index)), line.action)
        if abs(at.x() - box.right()) <= EDGE and at.x() > box.left() + min(BODY, box.width() / 2):
            return Grip(line.action, at.x(), end=True)
        return Grip(line.action, at.x(), end=False) if box.left() <= at.x() <= box.right() else None

    def _pull(self, at: QPointF) -> None:
        grip, strip = self._grip, self._table.delegate.strip
        assert grip is not None
        assert strip is not None
        day = self._table.columnWidth(Column.WHEN) / strip.days
        days = round((at.x() - grip.at) / day)
        if days != self._days:
            self._days = days
            starts_on, ends_on = self._spans(grip)
            self._show(replace(grip.action, starts_on=starts_on, ends_on=ends_on))

    def _spans(self, grip: Grip) -> tuple[date, date]:
        board = self._model.board
        assert board is not None
        action, sheet = grip.action, board.sheet
        moved = drawn_out if grip.end else dragged
        return moved(action.starts_on, action.ends_on, self._days, sheet.plan.period, sheet.calendar)

    def _drop(self, at: QPointF) -> None:
        grip, days = self._grip, self._days
        assert grip is not None
        spans = self._spans(grip)
        self._let_go()
        self._show_cursor(at)
        if days:
            self.dropped.emit(grip.action, *spans)

    def _let_go(self) -> None:
        self._grip, self._days = None, 0
        self._show(None)
        self._table.viewport().unsetCursor()

    def _show(self, action: Action | None) -> None:
        self._table.delegate.pulled = action
        self._table.viewport().update()

    def _show_cursor(self, at: QPointF) -> None:
        grip, viewport = self._grip_at(at), self._table.viewport()
        if grip is None:
            viewport.unsetCursor()
        else:
            shapes = Qt.CursorShape
            viewport.setCursor(shapes.SizeHorCursor if grip.end else shapes.OpenHandCursor)
