"""The current item in full, with what an assessor sees or hears at each level: no paper needed to rate."""

from typing import override

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.kit import chips
from desktop.kit.tips import in_lines
from desktop.shared.item_words import anchor, clause_words, sentence
from desktop.theme import Theme
from domain.assessing.sheet import SheetRow
from domain.framework.framework import Kind
from domain.scale import Level, Scale
from resources.i18n import _, current, nb

MARGIN = 16
INSIDE = 8  # px of padding in a level's field
GAP = 6  # px between two fields
NARROW = 160
BRIEF = 8  # px above and below the two lines
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Anchors(QWidget):
    """The text of the item and the level under the pointer on two lines; or all of it and five levels.

    Signals:
        chosen: the level of the field clicked.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, cap: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale: Scale | None = None
        self._texts: tuple[str, ...] = ()
        self._room = 1000
        self._cut = 0  # px taken off the anchors' font so that the rows keep their place
        self._title_height = 0
        self._row: SheetRow | None = None
        self._hovered: int | None = None
        self._under: tuple[int, Kind] | None = None  # level and kind below the pointer in the table
        self.whole = False
        self._hint = _("Point at a level to read what it means; {key}: all levels").format(key=cap)
        self._anchor_height = 0
        self._fields: dict[tuple[object, ...], QPixmap] = {}
        self.read_only = False
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing behind it is painted

    def set_up(self, scale: Scale, texts: tuple[str, ...]) -> None:
        """Set the scale of the sheet and the texts of its items."""
        self._row = None
        if (scale, texts) != (self._scale, self._texts):
            self._scale, self._texts = scale, texts
            self._measure()

    def toggle(self) -> None:
        """Show all levels, or only the one under the pointer."""
        self.whole = not self.whole
        self._measure()

    def fold(self) -> bool:
        """Fold the levels if all of them are in sight; return whether they were."""
        seen = self.whole and self.isVisible()
        if seen:
            self.toggle()
        return seen

    def show_level(self, level: int | None, kind: Kind | None) -> None:
        """Say what the level under the pointer means for an item of this kind; None for no level."""
        under = None if level is None or kind is None else (level, kind)
        if under != self._under:
            self._under = under
            if not self.whole:
                self.update()

    def set_room(self, height: int) -> None:
        """Limit the height, px, as far as the font need not become smaller than the theme's."""
        if height != self._room:
            self._room = height
            self._measure()

    def show_row(self, row: SheetRow | None) -> None:
        """Show another item, or the same with another mark; None empties the panel."""
        if row is self._row:
            return
        self._row = row
        said = (
            ""
            if row is None
            else f"{row.item.code} {clause_words(row.item.clause)} {current().text(row.item.text)}"
        )
        self.setAccessibleName(said)
        if row is not None and self._scale is not None:
            anchors = (f"{level.value}: {anchor(level, row.item.kind)}" for level in self._scale.levels)
            self.setAccessibleDescription("\n".join(anchors))
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("window"))
        painter.setPen(theme.color("border_strong"))
        painter.drawLine(0, 0, self.width(), 0)
        if self._row is None or self._scale is None:
            return
        if not self.whole:
            self._paint_brief(painter, self._row, self._scale)
            return
        self._paint_title(painter, self._row)
        for level in self._scale.levels:
            painter.drawPixmap(self._field(level.value).topLeft(), self._picture(level, self._row))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._level_at(event))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.whole:
            if event.button() is Qt.MouseButton.LeftButton:
                self.toggle()
            return
        level = self._level_at(event)
        if level is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(level)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, shown = self._row, self._shown
            told = "" if row is None or self.whole else self.accessibleName()
            if told and shown is not None and self._scale is not None:
                told += "\n" + anchor(self._scale.level(shown[0]), shown[1])
            QToolTip.showText(event.globalPos(), in_lines(told) if told else "", self)
            return True
        return super().event(event)

    @property
    def _shown(self) -> tuple[int, Kind] | None:
        """The level told on the second line, and for which kind of item: under the pointer, else given."""
        row = self._row
        given = None if row is None or row.mark is None or row.mark.level is None else row.mark.level
        return self._under or (None if row is None or given is None else (given, row.item.kind))

    def _paint_title(self, painter: QPainter, row: SheetRow) -> None:
        theme = self._theme
        strong, small = theme.font("strong"), theme.font("small")
        box = QRect(MARGIN, 10, self.width() - 2 * MARGIN, self._title_height)
        clause = clause_words(row.item.clause)
        beside = QFontMetrics(small).horizontalAdvance(clause)
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        painter.drawText(box.adjusted(0, 2, 0, 0), int(Qt.AlignmentFlag.AlignRight), clause)
        room = box.adjusted(0, 0, -beside - MARGIN, 0)
        painter.setFont(strong)
        painter.setPen(theme.color("muted"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), row.item.code)
        room.setLeft(room.left() + QFontMetrics(strong).horizontalAdvance("S00") + 10)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        painter.drawText(room, _WRAPPED, nb(sentence(current().text(row.item.text))))

    def _paint_brief(self, painter: QPainter, row: SheetRow, scale: Scale) -> None:
        """Paint the text on one line, and on another what the level under the pointer or given means."""
        theme = self._theme
        line = QRect(MARGIN, BRIEF, self.width() - 2 * MARGIN, theme.line_height("body"))
        clause, code = clause_words(row.item.clause), row.item.code
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        painter.drawText(line, _RIGHT, clause)
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(clause) - MARGIN)
        painter.setFont(theme.font("strong"))
        painter.drawText(line, _LEFT, code)
        widest = max(map(painter.fontMetrics().horizontalAdvance, ("S00", code)))
        line.setLeft(line.left() + widest + 10)
        self._paint_elided(painter, line, "body", "text", nb(sentence(current().text(row.item.text))))
        below = QRect(MARGIN, line.bottom() + 5, self.width() - 2 * MARGIN, self._chip_height)
        shown = self._shown
        if shown is None:
            self._paint_elided(painter, below, "small", "muted", nb(self._hint))
            return
        value, kind = shown
        level = scale.level(value)
        chips.paint_mark(painter, QRectF(below.left(), below.top(), 26, self._chip_height), theme, value)
        name = QRect(below)
        name.setLeft(below.left() + 36)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        said = f"{current().text(level.name)}."
        painter.drawText(name, _LEFT, said)
        name.setLeft(name.left() + painter.fontMetrics().horizontalAdvance(said) + 6)
        self._paint_elided(painter, name, "small", "text", nb(anchor(level, kind)))

    def _paint_elided(self, painter: QPainter, box: QRect, role: str, token: str, text: str) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)

    @property
    def _chip_height(self) -> int:
        return self._theme.pair("mark_chip").height() + self._theme.font_step

    def _picture(self, level: Level, row: SheetRow) -> QPixmap:
        """Return the field of a level, painted once: there are only ten, and keys must respond fast."""
        chosen = row.mark is not None and row.mark.level == level.value
        hovered = self._hovered == level.value and not self.read_only
        field = self._field(level.value)
        ratio = self.devicePixelRatioF()
        look = (level.value, row.item.kind, chosen, hovered, ratio)
        if look not in self._fields:
            made = self._fields[look] = QPixmap(field.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            inside = QPainter(made)
            self._paint_level(
                inside, QRect(QPoint(0, 0), field.size()), level, row.item.kind, chosen, hovered
            )
            inside.end()
        return self._fields[look]

    def _paint_level(
        self, painter: QPainter, field: QRect, level: Level, kind: Kind, chosen: bool, hovered: bool
    ) -> None:
        theme = self._theme
        box = QRectF(field)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent" if chosen else "border"), 2 if chosen else 1))
        ground = "accent_soft" if chosen else "sunken" if hovered else "raised"
        painter.setBrush(theme.color(ground))
        inset = 1.0 if chosen else 0.5
        radius = theme.radius("field")
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.restore()
        inner = field.adjusted(INSIDE, INSIDE, -INSIDE, -INSIDE)
        chip = QRectF(inner.left(), inner.top(), 26, 20)
        chips.paint_mark(painter, chip, theme, level.value)
        painter.setFont(self._font("strong"))
        painter.setPen(theme.color("text"))
        name = QRect(inner.left() + 34, inner.top(), inner.width() - 34, 20)
        said = current().text(level.name)
        if painter.fontMetrics().horizontalAdvance(said) > name.width():
            painter.setFont(self._font("caption"))  # on two lines beside the digit
            name.adjust(0, -5, 0, 5)
        painter.drawText(name, _LEFT | _WRAPPED, said)
        painter.setFont(self._font("small"))
        painter.drawText(
            inner.adjusted(0, 26, 0, 0), _WRAPPED, self._bound(anchor(level, kind), field.width())
        )

    def _field(self, level: int) -> QRect:
        width = (self.width() - 2 * MARGIN - 4 * GAP) / 5
        left = MARGIN + round(level * (width + GAP))
        return QRect(left, 10 + self._title_height + 6, int(width), self._anchor_height)

    def _level_at(self, event: QMouseEvent) -> int | None:
        if self._row is None or self._scale is None or self.read_only or not self.whole:
            return None
        spot = event.position().toPoint()
        found = (level.value for level in self._scale.levels if self._field(level.value).contains(spot))
        return next(found, None)

    def _hover(self, level: int | None) -> None:
        if level != self._hovered:
            self._hovered = level
            self.setCursor(Qt.CursorShape.ArrowCursor if level is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _measure(self) -> None:
        if self._scale is None or self.width() < 200:
            return
        self._fields.clear()
        self.setCursor(Qt.CursorShape.ArrowCursor if self.whole else Qt.CursorShape.PointingHandCursor)
        if not self.whole:
            self.setFixedHeight(2 * BRIEF + self._theme.line_height("body") + 4 + self._chip_height)
            self.update()
            return
        self._title_height = self._measured_title()
        anchors = [anchor(level, kind) for level in self._scale.levels for kind in Kind]
        self._cut = 0
        while not self._fits(anchors) and self._cut < self._theme.font_step:
            self._cut += 1
        self.setFixedHeight(self._height())
        self.update()

    def _fits(self, anchors: list[str]) -> bool:
        """Give the fields the height of the longest anchor; return whether there is room for it."""
        metrics = QFontMetrics(self._font("small"))
        width = self._field(0).width() - 2 * INSIDE
        texts = (self._bound(anchor, width + 2 * INSIDE) for anchor in anchors)
        boxes = [metrics.boundingRect(0, 0, width, 2000, _WRAPPED, text) for text in texts]
        self._anchor_height = 26 + max(box.height() for box in boxes) + 2 * INSIDE
        return self._height() <= self._room and all(box.width() <= width for box in boxes)

    def _height(self) -> int:
        return 10 + self._title_height + 6 + self._anchor_height + 12

    def _measured_title(self) -> int:
        """Return the height of the longest item text beside the widest clause."""
        metrics = QFontMetrics(self._theme.font("body"))
        clause = QFontMetrics(self._theme.font("small")).horizontalAdvance(clause_words("1.4 39)"))
        code = QFontMetrics(self._theme.font("strong")).horizontalAdvance("S00") + 10
        width = self.width() - 3 * MARGIN - clause - code
        texts = (nb(sentence(text)) for text in self._texts)
        heights = (metrics.boundingRect(0, 0, width, 2000, _WRAPPED, text).height() for text in texts)
        return max(heights, default=0) + 2

    def _font(self, role: str) -> QFont:
        font = self._theme.font(role)
        font.setPixelSize(font.pixelSize() - self._cut)
        return font

    def _bound(self, text: str, width: int) -> str:
        """Bind short words to the next ones, except in a narrow field, where that would cost lines."""
        return nb(text) if width >= NARROW else text
