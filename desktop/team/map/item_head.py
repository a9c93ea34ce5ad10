"""The header on top of the map: functions above the codes of their items, or the items by name, slanted."""

from collections.abc import Collection
from math import cos, radians, sin, tan
from typing import override

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip

from desktop.kit.chips import paint_diamond
from desktop.team.model import HeatModel
from desktop.theme import Theme
from domain.framework.framework import Item
from resources.i18n import current

SLANT = 60  # degrees that a name rises
NAMED, NAMED_HIGHEST = 118, 190  # px, the height of slanted names: without spare room, and with any
FOOT = 14  # px for the sign of a critical item
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ItemHead(QHeaderView):
    """Functions above a line, the codes of their items below, ◆ under a critical one; or slanted names."""

    def __init__(self, theme: Theme, model: HeatModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._heat = theme, model
        self._cell = theme.pair("cell")
        self._critical: Collection[int] = ()
        self._high = 0
        self._named = NAMED + 6 * theme.font_step
        self._picture: tuple[tuple[object, ...], QPixmap] | None = None

    def lay_out(self, cell: QSize, gap: int) -> None:
        """Give the last column of each function the gap after it."""
        self._cell = cell
        board, columns = self._heat.board, self._heat.columns
        self._critical = frozenset(column for column in columns if board and board.critical(column))
        codes = QFontMetrics(self._code_font())
        below = codes.horizontalAdvance("K88") + 4 if not self._stacked else 2 * codes.height()
        if self._heat.by_function:
            self._high = max(self._theme.line_height("strong") * 2 + 16, 78 + 3 * self._theme.font_step)
        elif self._heat.named:
            self._high = self._named + FOOT
        else:
            self._high = 12 + self._theme.line_height("strong") + 8 + below + 12
        for column in range(self.count()):
            inner = column + 1 < self.count()
            ends = (
                inner
                and not self._heat.named
                and self._heat.function_of(column) != self._heat.function_of(column + 1)
            )
            self.resizeSection(column, cell.width() + (gap if ends else 0))
        self.setFixedHeight(self._high)
        self._picture = None
        self.viewport().update()

    def rise(self, spare: int, beyond: int) -> bool:
        """Let slanted names rise by *spare* px, to be read whole; return whether their height has changed.

        *beyond* is how far the last of them may exceed its column, px.
        """
        board, step, slant = self._heat.board, self._theme.font_step, radians(SLANT)
        named = NAMED + 6 * step
        if self._heat.named and board is not None and spare > 0:
            font = self._theme.font("small")
            font.setWeight(QFont.Weight.Bold)
            metrics = QFontMetrics(font)
            items = (board.items[column] for column in self._heat.columns)
            longest = max((metrics.horizontalAdvance(_told(one)) for one in items), default=0)
            whole = round((longest + 2) * sin(slant) + metrics.height() * cos(slant)) + 5
            highest = min(whole, NAMED_HIGHEST + 9 * step, named + spare, int(beyond * tan(slant)))
            named = max(named, highest)
        changed = named != self._named
        self._named = named
        return changed

    @property
    def least(self) -> int:
        """Its height where there is no room for more, px."""
        return NAMED + 6 * self._theme.font_step + FOOT if self._heat.named else self._high

    @property
    def wanted(self) -> int:
        """Its height once it is laid out anew, px."""
        return self._named + FOOT if self._heat.named else self._high

    @property
    def least_overhang(self) -> int:
        """How far the last slanted name then exceeds its column, px."""
        return round(NAMED / tan(radians(SLANT)))

    @property
    def overhang(self) -> int:
        """How far the last slanted name exceeds its column, px."""
        return round(self._named / tan(radians(SLANT)))

    @property
    def high(self) -> int:
        """Its height as soon as it is laid out, px."""
        return self._high

    @property
    def _stacked(self) -> bool:
        """Whether letter and figures fit above each other, so that nothing needs turning."""
        return self._cell.width() >= 19 + self._theme.font_step

    def _code_font(self) -> QFont:
        font = self._theme.font("caption")
        font.setPixelSize(10 + self._theme.font_step)
        return font

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Vertical text is slow to draw, and few acts change what is written here.
        table, size, ratio = self.parentWidget(), self.viewport().size(), self.devicePixelRatioF()
        here = table.currentIndex().column() if isinstance(table, QTableView) else -1
        heat = self._heat
        shown = heat.board, heat.columns, heat.by_function, heat.named, heat.mode
        look = (*shown, here, self.offset(), self.count(), size, ratio, current())
        if self._picture is None or self._picture[0] != look:
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(self._theme.color("raised"))
            inside = QPainter(made)
            self._paint(inside, here)
            inside.end()
            self._picture = (look, made)
        QPainter(self.viewport()).drawPixmap(0, 0, self._picture[1])

    def _paint(self, painter: QPainter, here: int) -> None:
        if self._heat.board is None or not self.count():
            return
        if self._heat.by_function:
            self._paint_functions(painter, here)
            return
        if self._heat.named:
            for column in range(self.count()):
                self._paint_name(painter, column, is_current=column == here)
            return
        start = 0
        for column in range(self.count()):
            last = column + 1 == self.count() or self._heat.function_of(column + 1) != self._heat.function_of(
                column
            )
            self._paint_code(painter, column, is_current=column == here)
            if last:
                self._paint_group(painter, start, column)
                start = column + 1

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if self._heat.named and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self.logicalIndexAt(self.below(event.pos()))
            tip = Qt.ItemDataRole.ToolTipRole
            told = "" if column < 0 else self._heat.headerData(column, Qt.Orientation.Horizontal, tip)
            QToolTip.showText(event.globalPos(), str(told or ""), self)
            return True
        return super().viewportEvent(event)

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        if self._heat.named:
            e = QMouseEvent(
                e.type(),
                self.below(e.position().toPoint()),
                e.globalPosition(),
                e.button(),
                e.buttons(),
                e.modifiers(),
            )
        super().mousePressEvent(e)

    def below(self, at: QPoint) -> QPoint:
        """Return the place of the column whose slanted name is here."""
        rise = max(self._high - FOOT - at.y(), 0)
        return QPoint(round(at.x() - rise / tan(radians(SLANT))), at.y())

    def _paint_name(self, painter: QPainter, column: int, *, is_current: bool) -> None:
        theme = self._theme
        assert self._heat.board is not None
        place = self._heat.columns[column]
        item = self._heat.board.items[place]
        left, width = self.sectionViewportPosition(column), self._cell.width() - 1
        bottom = self._high - FOOT
        if is_current:
            painter.fillRect(QRectF(left, bottom, width, FOOT), theme.color("selection"))
        font = theme.font("small")
        critical = place in self._critical
        font.setWeight(QFont.Weight.Bold if is_current else QFont.Weight.Normal)
        painter.save()
        painter.setFont(font)
        metrics = painter.fontMetrics()
        high = metrics.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(left + width / 2 + high / 2 * sin(radians(SLANT)), bottom)
        painter.rotate(-SLANT)
        room = (bottom - 4 - high * cos(radians(SLANT))) / sin(radians(SLANT))
        painter.setPen(theme.color("text" if is_current or critical else "muted"))
        shown = metrics.elidedText(_told(item), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(0, -high, room + 2, high), _LEFT, shown)
        painter.restore()
        if critical:
            paint_diamond(painter, QRectF(left, self._high - 13, width, 12), theme, "critical", size=3.5)

    def _paint_functions(self, painter: QPainter, here: int) -> None:
        theme = self._theme
        for column in range(self.count()):
            box = QRect(self.sectionViewportPosition(column), 6, self._cell.width() - 6, self._high - 12)
            painter.setFont(theme.font("strong" if column == here else "body"))
            painter.setPen(theme.color("text"))
            text = str(self._heat.headerData(column, Qt.Orientation.Horizontal))
            flags = int(
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            )
            painter.drawText(box, flags, text)

    def _paint_group(self, painter: QPainter, first: int, last: int) -> None:
        theme, board = self._theme, self._heat.board
        assert board is not None
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self._cell.width() - 1
        top = 12
        high = theme.line_height("strong")
        name = current().text(board.matrix.framework.function(self._heat.function_of(first)).short)
        font = theme.font("strong")
        font.setPixelSize(11 + theme.font_step)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, top - 4, right - left, high), _LEFT, shown)
        painter.fillRect(left, top + high - 2, right - left, 2, theme.color("border_strong"))

    def _paint_code(self, painter: QPainter, column: int, *, is_current: bool) -> None:
        theme = self._theme
        assert self._heat.board is not None
        place = self._heat.columns[column]
        code = self._heat.board.items[place].code
        left, width = self.sectionViewportPosition(column), self._cell.width() - 1
        top = 12 + theme.line_height("strong") + 4
        box = QRectF(left, top, width, self._high - top - 12)
        if is_current:
            painter.fillRect(QRectF(left, top, width, self._high - top), theme.color("selection"))
        font = self._code_font()
        font.setBold(is_current)
        painter.setFont(font)
        painter.setPen(theme.color("text" if is_current else "muted"))
        if self._stacked:
            high = box.height() / 2
            letter, figures = code[:1], code[1:]
            middle = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(QRectF(box.left() - 2, box.top(), box.width() + 4, high), middle, letter)
            painter.drawText(
                QRectF(box.left() - 2, box.top() + high - 2, box.width() + 4, high), middle, figures
            )
        else:
            painter.save()
            painter.translate(box.center().x(), box.bottom() - 2)
            painter.rotate(-90)
            high = painter.fontMetrics().height()
            painter.drawText(QRectF(0, -high / 2, box.height(), high), _LEFT, code)
            painter.restore()
        if place in self._critical:
            sign = QRectF(left, self._high - 13, width, 12)
            paint_diamond(painter, sign, theme, "critical", size=3.5)


def _told(item: Item) -> str:
    return f"{item.code} {current().text(item.label)}"
