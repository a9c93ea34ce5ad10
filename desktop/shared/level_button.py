"""The button for a level: a coloured digit, the level's name, and its anchor: what can be observed."""

import math
from typing import override

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QIcon,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit.buttons import Painted
from desktop.theme import Theme
from domain.scale import LEVELS
from resources.i18n import _

PADDING = 12  # between the coloured block and the text, and after the text
ABOVE = 5  # above the name and below the anchor
PICTURES = 8  # cached; the anchors of knowledge and skills alternate, given or not
LEAST, CLOSER = 42, 4  # px of a close one: its digit and ticks; margin of its text
CHECK = 14
TICK = (4, 3, 7, 4)  # width of a tick, gap, height of a full and of an empty tick
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class LevelButton(Painted):
    """As high as its anchor needs; it looks read-only if it is, and the listener to its click says why.

    A mouse click does not focus it, so that digits still go where they went.
    """

    def __init__(self, theme: Theme, level: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.level = level
        self._theme = theme
        self._name = ""
        self._anchor = ""
        self._chosen = ""  # when it was chosen, as text
        self._given = False
        self._close = False
        self._read_only = False
        self._hovered = False
        self._heights: dict[tuple[int, str], int] = {}  # by width and anchor
        self._pictures: dict[tuple[object, ...], QPixmap] = {}  # at most PICTURES, by all that is drawn
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def given(self) -> bool:
        """Whether this level was given."""
        return self._given

    @property
    def read_only(self) -> bool:
        """Whether it can only be viewed."""
        return self._read_only

    @property
    def anchor(self) -> str:
        """What it says of the level."""
        return self._anchor

    def set_read_only(self, read_only: bool) -> None:
        """Make the button read-only, or let the level be given again."""
        if read_only != self._read_only:
            self._read_only = read_only
            self.setCursor(Qt.CursorShape.ArrowCursor if read_only else Qt.CursorShape.PointingHandCursor)
            self.update()

    def set_close(self, close: bool) -> None:
        """Put the anchor after the name on the same line, where height is scarce, or back below it."""
        if close != self._close:
            self._close = close
            self._heights.clear()
            self._pictures.clear()
            self.updateGeometry()
            self.update()

    def describe(self, name: str, anchor: str) -> None:
        """Set the level's name and anchor."""
        if (name, anchor) != (self._name, self._anchor):
            self._name, self._anchor = name, anchor
            self.setAccessibleDescription(anchor)
            self._say()
            self.updateGeometry()
            self.update()

    def show_given(self, given: bool, when: str = "") -> None:
        """Set whether this level was given; *when* is shown beside the name («14:31»)."""
        told = _("chosen at {time}").format(time=when) if given and when else ""
        if (given, told) != (self._given, self._chosen):
            self._given, self._chosen = given, told
            self._say()
            self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        asked = width, self._anchor
        if asked not in self._heights:  # a layout asks a dozen times per card
            self._heights[asked] = self._measured(width)
        return self._heights[asked]

    def _measured(self, width: int) -> int:
        if self._close:
            words = self._run_in(width).boundingRect().height()
            return max(math.ceil(words) + 2 * CLOSER, LEAST)
        room = width - self._block() - 2 * PADDING
        box = QFontMetrics(self._theme.font("small")).boundingRect(0, 0, room, 2000, _WRAPPED, self._anchor)
        needed = 2 * ABOVE + self._theme.line_height("body") + box.height() + 2
        return max(needed, self._theme.size("level_button"))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, LEAST if self._close else self._theme.size("level_button"))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: after the first click the next item is shown here."""

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        hovered = self._hovered and not self._read_only
        look = (
            self.size(),
            ratio,
            self._anchor,
            self._name,
            self._chosen,
            self._given,
            hovered,
            self.read_only,
        )
        if look not in self._pictures:
            if len(self._pictures) >= PICTURES:
                self._pictures.clear()
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            inside = QPainter(made)
            self._paint(inside, hovered)
            inside.end()
            self._pictures[look] = made
        QPainter(self).drawPixmap(0, 0, self._pictures[look])

    def _paint(self, painter: QPainter, hovered: bool) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2 if self._given else 1
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        radius = theme.radius("field")
        outline = QPainterPath()
        outline.addRoundedRect(box, radius, radius)
        quiet = hovered or self._read_only
        painter.fillPath(
            outline, theme.color("accent_soft" if self._given else "sunken" if quiet else "raised")
        )
        block = QRectF(0, 0, self._block(), self.height())
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(block, theme.colors("level")[self.level])
        painter.restore()
        painter.setPen(QPen(theme.colors("level_line")[self.level], 1))
        painter.drawLine(block.topRight(), block.bottomRight())
        painter.setPen(QPen(theme.color("accent" if self._given else "border_strong"), edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        self._paint_block(painter, block)
        self._paint_words(painter)

    def _paint_block(self, painter: QPainter, block: QRectF) -> None:
        theme = self._theme
        ink = QColor(theme.colors("level_text")[self.level])
        digit = theme.font("title", tabular=True)
        digit.setWeight(theme.font("strong").weight())
        painter.setFont(digit)
        painter.setPen(ink)
        width, gap, full, empty = TICK
        middle = block.center().y()
        painter.drawText(QRectF(0, middle - 21, block.width(), 24), _CENTRE, str(self.level))
        left = block.center().x() - (len(LEVELS) * width + (len(LEVELS) - 1) * gap) / 2
        for tick in LEVELS:
            high = full if tick <= self.level else empty
            ink.setAlphaF(1.0 if tick <= self.level else 0.3)
            painter.fillRect(QRectF(left + tick * (width + gap), middle + 15 - high, width, high), ink)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        if self._close:
            words = self._run_in(self.width())
            painter.setPen(theme.color("text"))
            top = (self.height() - words.boundingRect().height()) / 2
            words.draw(painter, QPointF(self._block() + PADDING, top))
            if self._given:
                at = QRect(self.width() - CHECK - 5, ABOVE + 2, CHECK, CHECK)
                theme.icon("check", "accent", CHECK).paint(painter, at)
            return
        line = theme.line_height("body")
        inner = QRect(self._block() + PADDING, ABOVE, self.width() - self._block() - 2 * PADDING, line)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        painter.drawText(inner, _LEFT, self._name)
        name = painter.fontMetrics().horizontalAdvance(self._name)
        if self._given:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("accent"))
            beside = painter.fontMetrics().horizontalAdvance(self._chosen)
            if name + beside + 32 < inner.width():
                painter.drawText(inner, _RIGHT, self._chosen)
            else:
                beside = 0
            check: QIcon = theme.icon("check", "accent", CHECK)
            at = QRect(inner.right() - beside - 18, inner.top() + (line - CHECK) // 2, CHECK, CHECK)
            check.paint(painter, at)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        below = inner.adjusted(0, line, 0, self.height() - 2 * line)
        below.setBottom(self.height())
        painter.drawText(below, _WRAPPED, self._anchor)

    def _run_in(self, width: int) -> QTextLayout:
        """Return the name followed by the anchor; every line leaves room for the check mark."""
        layout = QTextLayout(f"{self._name}. {self._anchor}" if self._anchor else self._name)
        layout.setFont(self._theme.font("small"))
        name = QTextLayout.FormatRange()
        name.start, name.length, name.format = 0, len(self._name) + 1, QTextCharFormat()
        name.format.setFont(self._theme.font("strong"))
        layout.setFormats([name])
        top = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - self._block() - PADDING - CHECK - 8, 40))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _block(self) -> int:
        return self._theme.size("level_key") + 2 * self._theme.font_step

    def _say(self) -> None:
        said = _("Level {level}").format(level=self.level)
        parts = [said, self._name, self._chosen if self._chosen else _("chosen") if self._given else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
