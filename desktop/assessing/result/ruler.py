"""All items of the set on one ruler: level, target, minimum and spread; hatched where nothing is known."""

from itertools import groupby
from typing import override

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.assessing.result.panel import Panel
from desktop.assessing.result.words import age_words, label, level_words, spread_of
from desktop.kit.tips import as_it_is, tip_by_place
from desktop.theme import Theme
from domain.assessing.entry import Row
from domain.assessing.result import CaseResult
from domain.scale import LEVELS
from reports.words import phrases
from resources.i18n import _, current

LEAST, HIGH, MOST = 18, 24, 44  # px between two levels: at least, usually, at most
DOT, SPAN = 10, 12  # px
LEFT = 22
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ItemsPanel(Panel):
    """The ruler under its title.

    Signals:
        stood: the Row of the item that became the current one.
        taken: the Row of an item of which more is wanted.
    """

    stood = Signal(object)
    taken = Signal(object)

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        rows = tuple(row for row in result.score.rows if row.entry.in_scope)
        title = _("All competencies {n}")
        note = _("dot: level, bar: target, line: spread, hatched: no level")
        super().__init__(title.format(n=len(rows)), parent, note, scrolls=True)
        self.ruler = ItemRuler(theme, result, rows, self)
        self.ruler.stood.connect(self.stood)
        self.ruler.taken.connect(self.taken)
        self.body.addWidget(self.ruler, 1)


class ItemRuler(QWidget):
    """The arrows or a click move to an item; Enter or a double click wants more of it."""

    stood = Signal(object)
    taken = Signal(object)

    def __init__(self, theme: Theme, result: CaseResult, rows: tuple[Row, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._result, self.rows = theme, result, rows
        self.place = 0
        self._widest = self._measured()  # once: each item asks for it several times a paint
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Competencies on one ruler"))
        self._describe()

    def told(self, row: Row) -> str:
        """Return what the picture says of an item, in words."""
        words = current()
        level = phrases.reasons(row, words) if row.level is None else level_words(row)
        spread = spread_of(self._result, row)
        parts = (
            f"{row.code} {label(self._result, row.code)}",
            level,
            _("assessors {low}–{high}").format(low=int(spread[0]), high=int(spread[1]))
            if spread is not None and spread[0] < spread[1]
            else "",
            _("below minimum {level}").format(level=row.least) if row.stop else "",
            age_words(row),
        )
        return "; ".join(part for part in parts if part)

    @override
    def sizeHint(self) -> QSize:
        top, below = self._heads()
        return QSize(400, top + HIGH * (len(LEVELS) - 1) + below)

    @override
    def minimumSizeHint(self) -> QSize:
        top, below = self._heads()
        return QSize(240, top + LEAST * (len(LEVELS) - 1) + below)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.rows and key in _STEPS:
            self._stand(min(max(self.place + _STEPS[key], 0), len(self.rows) - 1))
        elif self.rows and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.rows[self.place])
        else:
            super().keyPressEvent(event)

    def stand_on(self, code: str) -> None:
        """Go to this item."""
        number = next((n for n, row in enumerate(self.rows) if row.code == code), None)
        if number is not None:
            self._stand(number)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.rows:
            self.stood.emit(self.rows[self.place])

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number is not None:
            self._stand(number)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number is not None:
            self.taken.emit(self.rows[number])

    @override
    def event(self, event: QEvent) -> bool:
        return tip_by_place(event, self, self._tip) or super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption", tabular=True))
        for level in LEVELS:
            at = self._height(level)
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(QPointF(LEFT, at), QPointF(self.width(), at))
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(0, at - 8, LEFT - 8, 16), _RIGHT, str(level))
        self._paint_functions(painter)
        for number, row in enumerate(self.rows):
            self._paint_item(painter, number, row)

    def _paint_functions(self, painter: QPainter) -> None:
        theme, begin = self._theme, 0
        painter.setFont(theme.font("caption"))
        framework = self._result.framework
        for code, mine in groupby(self.rows, key=lambda row: framework.item(row.code).function):
            count = len(list(mine))
            box = QRectF(
                self._middle(begin) - self._step / 2, 0, count * self._step - 6, theme.line_height("caption")
            )
            painter.setPen(theme.color("text"))
            name = current().text(framework.function(code).short)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
            if begin:
                edge = box.left() - 3
                painter.setPen(QPen(theme.color("border"), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(edge, 0), QPointF(edge, self._height(0)))
            begin += count

    def _paint_item(self, painter: QPainter, number: int, row: Row) -> None:
        theme, at = self._theme, self._middle(number)
        half = min(SPAN, self._step - 3) / 2
        column = QRectF(
            at - half - 1, self._height(LEVELS[-1]), 2 * half + 2, self._height(0) - self._height(LEVELS[-1])
        )
        if number == self.place and self.hasFocus():
            painter.fillRect(column.adjusted(0, -DOT / 2, 0, DOT / 2), theme.color("selection"))
        if row.level is None:
            painter.fillRect(column, theme.hatch())
        target, least = row.entry.target, row.least
        painter.fillRect(QRectF(at - half, self._height(target) - 1, 2 * half, 2), theme.color("target"))
        if least is not None and least != target:
            painter.setPen(QPen(theme.color("danger"), 1))
            painter.drawLine(QPointF(at - half, self._height(least)), QPointF(at + half, self._height(least)))
        if row.level is not None:
            spread = spread_of(self._result, row)
            if spread is not None and spread[0] < spread[1]:
                painter.setPen(QPen(theme.color("muted"), 2))
                painter.drawLine(QPointF(at, self._height(spread[0])), QPointF(at, self._height(spread[1])))
            self._paint_dot(painter, at, float(row.level), stop=row.stop)
        self._paint_code(painter, at, row)

    def _paint_dot(self, painter: QPainter, at: float, level: float, *, stop: bool) -> None:
        theme = self._theme
        nearest = min(max(int(level + 0.5), LEVELS[0]), LEVELS[-1])
        size = min(DOT, self._step - 2)
        edge = theme.color("danger") if stop else theme.colors("level_line")[nearest]
        painter.setPen(QPen(edge, 2 if stop else 1))
        painter.setBrush(theme.colors("level")[nearest])
        painter.drawEllipse(QPointF(at, self._height(level)), size / 2, size / 2)

    def _paint_code(self, painter: QPainter, at: float, row: Row) -> None:
        theme = self._theme
        font = theme.font("caption", tabular=True)
        font.setBold(row.critical)
        painter.setFont(font)
        painter.setPen(theme.color("danger" if row.stop else "text" if row.critical else "muted"))
        top, high = self._height(0) + DOT / 2 + 2, theme.line_height("caption")
        if not self._upright:
            painter.drawText(QRectF(at - 30, top, 60, high), _CENTRE, row.code)
            return
        painter.save()
        painter.translate(at, top)
        painter.rotate(90)
        painter.drawText(QRectF(0, -high / 2, 60, high), int(Qt.AlignmentFlag.AlignVCenter), row.code)
        painter.restore()

    @property
    def _step(self) -> float:
        return (self.width() - LEFT) / max(len(self.rows), 1)

    @property
    def _upright(self) -> bool:
        """Whether the codes are turned: side by side they would not fit."""
        return self._step < self._widest + 4

    def _measured(self) -> int:
        """Return the width of the longest code, px."""
        font = self._theme.font("caption", tabular=True)
        font.setBold(True)
        metrics = QFontMetrics(font)
        return max((metrics.horizontalAdvance(row.code) for row in self.rows), default=0)

    def _heads(self) -> tuple[int, int]:
        """Return the heights above and below the ruler; turned codes always have room."""
        line = self._theme.line_height("caption")
        return line + DOT, max(self._widest, line) + DOT

    def _height(self, level: float) -> float:
        top, below = self._heads()
        steps = len(LEVELS) - 1
        each = min(max((self.height() - top - below) / steps, LEAST), MOST)
        return top + (LEVELS[-1] - level) * each

    def _middle(self, number: int) -> float:
        return LEFT + (number + 0.5) * self._step

    def _at(self, point: QPoint) -> int | None:
        number = int((point.x() - LEFT) // self._step)
        return number if point.x() >= LEFT and number < len(self.rows) else None

    def _tip(self, point: QPoint) -> str:
        number = self._at(point)
        return "" if number is None else as_it_is(self.told(self.rows[number]))

    def _stand(self, number: int) -> None:
        self.place = number
        self._describe()
        self.update()
        self.stood.emit(self.rows[number])

    def _describe(self) -> None:
        if self.rows:
            self.setAccessibleDescription(self.told(self.rows[self.place]))
