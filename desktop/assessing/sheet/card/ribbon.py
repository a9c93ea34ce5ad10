"""The ribbon above a card: every item as a cell with its mark, under its function; a click leads there."""

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
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.assessing.sheet import words
from desktop.assessing.sheet.cells import Heading
from desktop.assessing.sheet.model import SheetModel
from desktop.kit import chips
from desktop.kit.tips import as_it_is
from desktop.theme import Theme
from domain.assessing.sheet import SheetRow
from resources.i18n import _, current

ABOVE, BELOW = 6, 4  # px over the names of the functions, and under the diamonds
WIDEST, NARROWEST = 36, 12  # px of a cell
LETTERED = 26  # px of a cell from which a short reason or a code fits into it
BESIDE = 3  # px between two cells
BETWEEN, CLOSE = 22, 10  # px between two functions, and where there are many cells
SLIM = 6  # px of a cell below which next to nothing is left between two
DIAMOND = 12  # px of height for the sign of a critical item
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class _Spot:
    """The place of a function's name, or of an item's cell with its diamond."""

    code: str
    box: QRect
    heading: Heading | None = None


class Ribbon(QWidget):
    """Draws all rows of the model, each function once; the keys belong to the card.

    Signals:
        wanted: code of the item to go to.
        function_wanted: code of the function to go to.
    """

    wanted = Signal(str)
    function_wanted = Signal(str)

    def __init__(self, theme: Theme, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._stale = True
        self._code = self._hovered = ""
        self._spots: tuple[_Spot, ...] = ()
        self._shown: dict[str, object] = {}
        self._marks: dict[tuple[object, ...], QPixmap] = {}
        self._fonts = {role: theme.font(role) for role in ("caption", "small", "strong")}
        self._name_line = theme.line_height("caption")
        self._cell_height = 20 + theme.font_step
        self._lines = 1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click keys act on the item as before
        self.setAccessibleName(_("Functions"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_current(self, code: str) -> None:
        """Frame the current item."""
        self._catch_up()
        if code and code != self._code:
            before, self._code = self._code, code
            for one in (before, code):
                self.update(self._box(one))
        self._say()

    def refresh(self) -> None:
        """Redraw only the marks that have changed; while hidden that is postponed."""
        if not self.isVisible():
            return
        for spot in self._spots:
            shown = self._model.heading(spot.code) if spot.heading else self._model.row(spot.code).mark
            if self._shown.get(spot.code) != shown:
                self._shown[spot.code] = shown
                self.update(spot.box)
        self._say()

    def lay_out(self) -> None:
        """Show another sheet; while hidden that is postponed."""
        self._stale = True
        if self.isVisible():
            self._catch_up()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, ABOVE + self._lines * self._line + BELOW)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._stale = True
            self._catch_up()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @property
    def _line(self) -> int:
        return self._name_line + 3 + self._cell_height + DIAMOND

    def _box(self, code: str) -> QRect:
        box = next((spot.box for spot in self._spots if spot.code == code), QRect())
        return box.adjusted(-2, -2, 2, 2)  # with its frame

    def _catch_up(self) -> None:
        if self._stale and self._model.is_shown:
            self._stale = False
            self._place()

    def _place(self) -> None:
        """Place every function and item: cells get narrower before they need a second line."""
        groups = [(one, self._model.codes_of(one.function.code)) for one in self._model.headings()]
        total = sum(len(codes) for _heading, codes in groups)
        beside, between = BESIDE, BETWEEN if total <= 40 else CLOSE
        lines = [groups]
        width = self._cell_width(groups, beside, between)
        if width < NARROWEST + self._theme.font_step and len(groups) > 1:
            lines = _halved(groups, total)
            width = min(self._cell_width(line, beside, between) for line in lines)
        if width < SLIM:  # an organisation's own model may have hundreds
            beside, between = 1, 2
            width = min(self._cell_width(line, beside, between) for line in lines)
        self._cell = QSize(max(min(width, WIDEST + 3 * self._theme.font_step), 1), self._cell_height)
        spots: list[_Spot] = []
        for number, line in enumerate(lines):
            left, top = 0, ABOVE + number * self._line
            for heading, codes in line:
                step = self._cell.width() + beside
                wide = max(step * len(codes) - beside, 1)
                spots.append(_Spot(heading.function.code, QRect(left, top, wide, self._name_line), heading))
                under = top + self._name_line + 3
                for place, code in enumerate(codes):
                    box = QRect(left + place * step, under, self._cell.width(), self._cell_height + DIAMOND)
                    spots.append(_Spot(code, box))
                left += wide + between
        self._spots = tuple(spots)
        if len(lines) != self._lines:
            self._lines = len(lines)
            self.updateGeometry()
        self.update()

    def _cell_width(self, groups: list[tuple[Heading, tuple[str, ...]]], beside: int, between: int) -> int:
        cells = sum(len(codes) for _heading, codes in groups)
        gaps = (cells - len(groups)) * beside + (len(groups) - 1) * between
        return (self.width() - 2 - gaps) // max(cells, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, asked = QPainter(self), event.region()
        for spot in self._spots:
            if not asked.intersects(spot.box.adjusted(-2, -2, 2, 2)):
                continue
            if spot.heading is not None:
                self._paint_name(painter, spot)
            else:
                self._paint_cell(painter, spot)

    def _paint_name(self, painter: QPainter, spot: _Spot) -> None:
        assert spot.heading is not None
        painter.setFont(self._fonts["caption"])
        painter.setPen(self._theme.color("accent" if self._hovered == spot.code else "muted"))
        told = current().text(spot.heading.function.short)
        elided = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, spot.box.width())
        painter.drawText(spot.box, _LEFT, elided)

    def _paint_cell(self, painter: QPainter, spot: _Spot) -> None:
        theme, row = self._theme, self._model.row(spot.code)
        now = spot.code == self._code
        cell = QRect(spot.box.topLeft(), self._cell)
        painter.drawPixmap(cell.topLeft(), self._mark(row))
        if now and row.mark is None and cell.width() >= LETTERED:
            painter.setFont(self._fonts["caption"])
            painter.setPen(theme.color("accent"))
            painter.drawText(cell, _CENTRE, spot.code)
        if now or self._hovered == spot.code:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            strong = 2.5 if now and self.hasFocus() else 2 if now else 1
            painter.setPen(QPen(theme.color("focus" if now and self.hasFocus() else "accent"), strong))
            painter.drawRoundedRect(QRectF(cell).adjusted(-1, -1, 1, 1), theme.radius("mark") + 1, 4)
            painter.restore()
        if row.critical:
            self._paint_diamond(painter, QPointF(cell.center().x() + 0.5, cell.bottom() + 1 + DIAMOND / 2))

    def _paint_diamond(self, painter: QPainter, at: QPointF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("critical"))
        half = min(4.0, self._cell.width() / 3)
        corners = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        painter.restore()

    def _mark(self, row: SheetRow) -> QPixmap:
        """Return the picture of the mark, painted once: there are few different ones."""
        mark, size = row.mark, self._cell
        level = mark.level if mark is not None else None
        reason = words.reason_short(mark.state) if mark is not None and level is None else ""
        if reason and QFontMetrics(self._fonts["caption"]).horizontalAdvance(reason) > size.width() - 2:
            reason = _("NR") if size.width() >= LETTERED else " "
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
            told = self._told(self._at(event.pos()))
            QToolTip.showText(event.globalPos(), as_it_is(told) if told else "", self)
            return True
        return super().event(event)

    def _told(self, code: str) -> str:
        """Return the tooltip of an item or a function; empty beside them."""
        heading = next((s.heading for s in self._spots if s.code == code and s.heading is not None), None)
        if heading is not None:
            fresh = self._model.heading(code)
            done = _("{done} of {total}").format(done=fresh.done, total=fresh.total)
            parts = (f"{current().text(heading.function.text)}, {done}", heading.folded)
            return ". ".join(part for part in parts if part)
        if not code:
            return ""
        row = self._model.row(code)
        return (
            f"{code} {current().text(row.item.label)}, {words.mark_words(row.mark, self._model.sheet_scale)}"
        )

    def _at(self, spot: QPoint) -> str:
        return next((one.code for one in self._spots if one.box.contains(spot)), "")

    def _hover(self, code: str) -> None:
        if code != self._hovered:
            before, self._hovered = self._hovered, code
            self.setCursor(Qt.CursorShape.PointingHandCursor if code else Qt.CursorShape.ArrowCursor)
            for one in (before, code):
                self.update(self._box(one))

    def _say(self) -> None:
        """Say which function the current item belongs to, and how far that is."""
        if self._code not in self._model.codes:
            return
        heading = self._model.heading(self._model.row(self._code).item.function)
        done = _("{done} of {total}").format(done=heading.done, total=heading.total)
        told = (current().text(heading.function.short), done, heading.folded)
        said = ", ".join(part for part in told if part)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)


def _halved(
    groups: list[tuple[Heading, tuple[str, ...]]], total: int
) -> list[list[tuple[Heading, tuple[str, ...]]]]:
    """Return the groups on two lines with about as many cells each."""
    first: list[tuple[Heading, tuple[str, ...]]] = []
    while groups[len(first) + 1 :] and 2 * sum(len(codes) for _heading, codes in first) < total:
        first.append(groups[len(first)])
    return [first, groups[len(first) :]]
