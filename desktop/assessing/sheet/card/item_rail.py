"""The left column of a card: the open function with its items, the other functions as chips."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from desktop.assessing.sheet import words
from desktop.assessing.sheet.cells import Heading
from desktop.assessing.sheet.model import SheetModel
from desktop.assessing.sheet.table.delegate import EDGE
from desktop.kit import chips
from desktop.kit.tips import as_it_is
from desktop.theme import Theme
from domain.assessing.sheet import SheetRow
from resources.i18n import _, current

LEFT, RIGHT = 12, 4
BAR = 10  # px of a scroll bar; always left free, so that nothing moves when it appears
INDENT = 16  # px before what is under the name of a function
CHIP = QSize(34, 18)
BESIDE = 4  # px between two chips
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class _Spot:
    """The place of an entry: a heading if ``code`` is that of a function, else a row or a chip."""

    code: str
    box: QRect
    heading: Heading | None = None
    open: bool = False


class ItemRail(QScrollArea):
    """Draws all rows of the model, each function once; the keys belong to the card."""

    wanted = Signal(str)
    function_wanted = Signal(str)

    def __init__(self, theme: Theme, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Functions"))
        self._drawing = _Drawing(theme, model, self)
        self._drawing.wanted.connect(self.wanted)
        self._drawing.function_wanted.connect(self.function_wanted)
        self.setWidget(self._drawing)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self._drawing.setAutoFillBackground(False)

    def show_current(self, code: str) -> None:
        """Highlight the current item, open its function and scroll to it."""
        box = self._drawing.show_current(code)
        if box.isValid():
            self.ensureVisible(0, box.top() - 40, 0, 0)
            self.ensureVisible(0, box.bottom() + 40, 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawing.lay_out()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._drawing.catch_up()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._drawing.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._drawing.update()

    def refresh(self) -> None:
        """Redraw the marks; while hidden that is postponed."""
        if self.isVisible():
            self._drawing.refresh()

    def lay_out(self) -> None:
        """Show another sheet; while hidden that is postponed."""
        self._drawing.stale = True
        if self.isVisible():
            self._drawing.catch_up()


class _Drawing(QWidget):
    wanted = Signal(str)
    function_wanted = Signal(str)

    def __init__(self, theme: Theme, model: SheetModel, parent: ItemRail) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._rail = parent
        self.stale = True
        self._code = ""
        self._function = ""
        self._hovered = ""
        self._spots: tuple[_Spot, ...] = ()
        self._shown: dict[str, object] = {}
        self._marks: dict[tuple[object, ...], QPixmap] = {}
        self._fonts = {role: theme.font(role) for role in ("caption", "small", "strong")}
        self._code_width = QFontMetrics(self._fonts["caption"]).horizontalAdvance("S00") + 12
        self._label_line = QFontMetrics(self._fonts["small"]).lineSpacing()
        self._name_line = theme.line_height("body")
        self._chip = CHIP + QSize(3, 1) * theme.font_step
        self._chip_line = QFontMetrics(self._fonts["caption"]).height() + 2
        self.setMouseTracking(True)

    def show_current(self, code: str) -> QRect:
        """Highlight the item and return its place."""
        self.catch_up()
        if code and code != self._code:
            self.update(self._box(self._code))
            self._code = code
            function = self._model.row(code).item.function
            if function != self._function:
                self._function = function
                self.lay_out()
            self._say(function)
            self.update(self._box(code))
        return self._box(self._code)

    def refresh(self) -> None:
        """Redraw only what has changed: keys must respond fast."""
        for spot in self._spots:
            shown = self._model.heading(spot.code) if spot.heading else self._model.row(spot.code).mark
            if self._shown.get(spot.code) != shown:
                self._shown[spot.code] = shown
                self.update(spot.box)

    def _box(self, code: str) -> QRect:
        return next((spot.box for spot in self._spots if spot.code == code), QRect())

    def catch_up(self) -> None:
        """Catch up on layout postponed while hidden."""
        if self.stale:
            self.lay_out()

    def lay_out(self) -> None:
        """Place every function, item and chip."""
        self.stale = False
        spots: list[_Spot] = []
        top = 6
        for heading in self._model.headings():
            code = heading.function.code
            is_open = code == self._function
            height = self._name_line + 22
            spots.append(_Spot(code, QRect(0, top, self._room, height), heading, is_open))
            top += height
            place = self._rows if is_open else self._chips
            top = place(self._model.codes_of(code), top, spots) + 12
        self._spots = tuple(spots)
        self.setMinimumHeight(top)
        self.update()

    def _rows(self, codes: tuple[str, ...], top: int, spots: list[_Spot]) -> int:
        for code in codes:
            height = self._label_line * self._lines(self._model.row(code)) + 8
            spots.append(_Spot(code, QRect(0, top, self._room, height), open=True))
            top += height
        return top

    def _lines(self, row: SheetRow) -> int:
        room = self._room - LEFT - RIGHT - self._code_width - self._chip_room(row)
        label = current().text(row.item.label)
        box = QFontMetrics(self._fonts["small"]).boundingRect(0, 0, max(room, 40), 2000, _WRAPPED, label)
        return max(round(box.height() / self._label_line), 1)

    def _chips(self, codes: tuple[str, ...], top: int, spots: list[_Spot]) -> int:
        left, step = LEFT + INDENT, self._chip.width() + BESIDE
        height = self._chip_line + self._chip.height()
        fits = max((self._room - left) // step, 1)
        for number, code in enumerate(codes):
            line, column = divmod(number, fits)
            at = QPoint(left + column * step, top + line * (height + 4))
            spots.append(_Spot(code, QRect(at, QSize(self._chip.width(), height))))
        return top + -(-len(codes) // fits) * (height + 4)

    @property
    def _room(self) -> int:
        return self._rail.width() - BAR

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, asked = QPainter(self), event.region()
        for spot in self._spots:
            if not asked.intersects(spot.box):  # its bounds reach from a heading to a row far below
                continue
            if spot.heading is not None:
                self._paint_heading(painter, spot, self._model.heading(spot.code))
            elif spot.open:
                self._paint_row(painter, spot.box, self._model.row(spot.code))
            else:
                self._paint_chip(painter, spot.box, self._model.row(spot.code))

    def _paint_heading(self, painter: QPainter, spot: _Spot, heading: Heading) -> None:
        theme, box = self._theme, spot.box
        if box.top() > 6:
            painter.setPen(theme.color("border"))
            painter.drawLine(0, box.top(), self.width(), box.top())
        line = QRect(LEFT, box.top() + 8, self._room - LEFT - RIGHT, self._name_line)
        icon = theme.icon("chevron-down" if spot.open else "chevron-right", "muted", 12)
        icon.paint(painter, QRect(line.left() - 2, line.top(), 12, line.height()))
        done = _("{done} of {total}").format(done=heading.done, total=heading.total)
        painter.setFont(self._fonts["caption"])
        painter.setPen(theme.color("muted"))
        painter.drawText(line, _RIGHT, done)
        beside = painter.fontMetrics().horizontalAdvance(done) + 8
        name = line.adjusted(INDENT, 0, -beside, 0)
        painter.setFont(self._fonts["strong"])
        painter.setPen(theme.color("accent" if self._hovered == spot.code else "text"))
        told = current().text(heading.function.short)
        elided = Qt.TextElideMode.ElideRight
        painter.drawText(name, _LEFT, painter.fontMetrics().elidedText(told, elided, name.width()))
        self._paint_steps(
            painter, QRect(line.left() + INDENT, line.bottom() + 4, line.width() - INDENT, 4), heading
        )

    def _paint_steps(self, painter: QPainter, bar: QRect, heading: Heading) -> None:
        """Paint one segment of the bar for each item of the scope."""
        total = max(heading.total, 1)
        gap = 3 if total <= 12 else 1
        width = (bar.width() - gap * (total - 1)) / total
        edged = self._theme.name == "contrast"  # its borders are as bright as its ink
        painter.setPen(self._theme.color("border"))
        for number in range(total):
            done = number < heading.done or not heading.total
            piece = QRectF(bar.left() + number * (width + gap), bar.top(), width, bar.height())
            if edged and not done:
                painter.drawLine(piece.bottomLeft(), piece.bottomRight())
            else:
                painter.fillRect(piece, self._theme.color("accent" if done else "border"))

    def _paint_row(self, painter: QPainter, box: QRect, row: SheetRow) -> None:
        theme = self._theme
        now = row.item.code == self._code
        if now or self._hovered == row.item.code:
            painter.fillRect(box, theme.color("selection" if now else "sunken"))
        if now:
            painter.fillRect(QRect(0, box.top(), EDGE, box.height()), theme.color("accent"))
            if self._rail.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        inner = box.adjusted(LEFT, 0, -RIGHT, 0)
        painter.setFont(self._fonts["caption"])
        painter.setPen(theme.color("muted"))
        painter.drawText(inner, _LEFT, row.item.code)
        painter.setFont(self._fonts["small"])
        painter.setPen(theme.color("text"))
        label = inner.adjusted(self._code_width, 0, -self._chip_room(row), 0)
        painter.drawText(label, _WRAPPED, current().text(row.item.label))
        mark = QRect(0, 0, self._mark_width(row), self._chip.height() + 2)
        mark.moveCenter(inner.center())
        mark.moveRight(inner.right())
        painter.drawPixmap(mark.topLeft(), self._mark(row, mark.size()))
        if row.critical:
            self._paint_diamond(painter, QPointF(mark.left() - 10, mark.center().y() + 0.5))

    def _paint_chip(self, painter: QPainter, box: QRect, row: SheetRow) -> None:
        theme = self._theme
        above = QRect(box.left(), box.top(), box.width(), self._chip_line)
        painter.setFont(self._fonts["caption"])
        painter.setPen(theme.color("accent" if self._hovered == row.item.code else "muted"))
        shift = -5 if row.critical else 0
        painter.drawText(above.adjusted(shift, 0, shift, 0), _CENTRE, row.item.code)
        if row.critical:
            half = painter.fontMetrics().horizontalAdvance(row.item.code) / 2
            self._paint_diamond(painter, QPointF(above.center().x() + half + 3, above.center().y()))
        painter.drawPixmap(box.left(), above.bottom() + 1, self._mark(row, self._chip))

    def _paint_diamond(self, painter: QPainter, at: QPointF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("critical"))
        corners = (QPointF(0, -4), QPointF(4, 0), QPointF(0, 4), QPointF(-4, 0))
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        painter.restore()

    def _mark(self, row: SheetRow, size: QSize) -> QPixmap:
        """Return the picture of the mark, painted once: there are few different ones."""
        mark = row.mark
        level = mark.level if mark is not None else None
        reason = words.reason_short(mark.state) if mark is not None and level is None else ""
        if reason and QFontMetrics(self._fonts["caption"]).horizontalAdvance(reason) > size.width() - 2:
            reason = _("NR")
        ratio = self.devicePixelRatioF()
        look = (level, reason, size, ratio)
        if look not in self._marks:
            made = self._marks[look] = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            inside = QPainter(made)
            chips.paint_mark(inside, QRectF(QPoint(0, 0), size), self._theme, level, reason)
            inside.end()
        return self._marks[look]

    def _mark_width(self, row: SheetRow) -> int:
        if row.mark is None or row.mark.level is not None:
            return self._chip.width() - 8
        return self._chip.width()

    def _chip_room(self, row: SheetRow) -> int:
        return self._mark_width(row) + (20 if row.critical else 6)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        code = self._at(event.position().toPoint())
        if code and event.button() is Qt.MouseButton.LeftButton:
            heard: Callable[[str], None] = self.wanted.emit
            if any(spot.code == code and spot.heading is not None for spot in self._spots):
                heard = self.function_wanted.emit
            heard(code)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            code = self._at(event.pos())
            heading = next((s.heading for s in self._spots if s.code == code and s.heading is not None), None)
            if heading is not None:
                told = ". ".join(
                    part for part in (current().text(heading.function.text), heading.folded) if part
                )
            else:
                told = current().text(self._model.row(code).item.label) if code else ""
            QToolTip.showText(event.globalPos(), as_it_is(told) if told else "", self)
            return True
        return super().event(event)

    def _at(self, spot: QPoint) -> str:
        return next((one.code for one in self._spots if one.box.contains(spot)), "")

    def _hover(self, code: str) -> None:
        if code != self._hovered:
            self._hovered = code
            self.setCursor(Qt.CursorShape.PointingHandCursor if code else Qt.CursorShape.ArrowCursor)
            self.update()

    def _say(self, function: str) -> None:
        heading = self._model.heading(function)
        done = _("{done} of {total}").format(done=heading.done, total=heading.total)
        told = (current().text(heading.function.short), done, heading.folded)
        self._rail.setAccessibleDescription(", ".join(part for part in told if part))
