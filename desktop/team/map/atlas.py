"""The cells of the map as pictures: each look is painted once and then only copied."""

from bisect import bisect

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from desktop.kit.chips import paint_diamond
from desktop.team.looks import Kind, Look
from desktop.theme import Theme

LEAST_LETTERS = 9
FRAME = 1.5  # px of the frame around an item below minimum
NARROWEST = 62  # per cent: the narrowest that a figure may be squeezed to
STEPS = (60, 70, 80, 90)  # per cent at which the ground of a share changes
TINTS = (0.04, 0.1, 0.17, 0.25, 0.34)  # how much of it is the accent: the more, the better
SHARE = 6  # px, the bar of a share with its bounds
SIGNED = 60  # px from which a sign replaces the frame of a small cell


class Atlas:
    """Pictures for one cell size, theme and pixel ratio; the right and bottom pixels stay background."""

    def __init__(self, theme: Theme, size: QSize, ratio: float) -> None:
        self.size, self.ratio = size, ratio
        self._theme = theme
        self._tiles: dict[Look, QPixmap] = {}
        self._hatch = theme.hatch()
        self._levels = theme.colors("level"), theme.colors("level_text"), theme.colors("level_line")
        font = theme.font("caption", tabular=True)
        room = min(size.height() - 2, round(size.width() * 1.0))
        pixels = min(11 + theme.font_step, max(LEAST_LETTERS, room - (4 if size.height() > 16 else 0)))
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.Medium)
        self._font = font

    def tile(self, look: Look) -> QPixmap:
        """Return the picture of the look."""
        if look not in self._tiles:
            self._tiles[look] = self._painted(look)
        return self._tiles[look]

    def letters(self, look: Look) -> QFont:
        """Return the font of the look; a figure is narrowed to fit its cell, or the frame of a stop."""
        font = QFont(self._font)
        framed = look.stop and self.size.width() <= SIGNED
        room = self.size.width() - 1 - (2 * FRAME + 0.5 if framed else 0)
        wide = QFontMetricsF(font).tightBoundingRect(look.text).width() if look.text else 0
        if wide > room or framed:
            font.setStretch(min(100, max(NARROWEST, int(100 * room / max(wide, 1)))))
        return font

    def __len__(self) -> int:
        return len(self._tiles)

    def _painted(self, look: Look) -> QPixmap:
        theme, size = self._theme, self.size
        tile = QPixmap(round(size.width() * self.ratio), round(size.height() * self.ratio))
        tile.setDevicePixelRatio(self.ratio)
        tile.fill(theme.color("raised"))
        painter = QPainter(tile)
        painter.setFont(self.letters(look))
        box = QRectF(0, 0, size.width() - 1, size.height() - 1)
        self._paint(painter, box, look)
        if look.corner:
            self._paint_corner(painter, box)
        if look.stop and size.width() > SIGNED:
            sign = QRectF(box.right() - 16, box.top(), 12, box.height() - 2)
            if look.stops:
                painter.setFont(theme.font("caption", tabular=True))
                painter.setPen(theme.color("danger"))
                painter.drawText(sign, int(Qt.AlignmentFlag.AlignCenter), str(look.stops))
                sign.translate(-12, 0)
            paint_diamond(painter, sign, theme, "danger", size=3.5)
        elif look.stop:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if look.kind not in (Kind.SMALL, Kind.LARGE):  # on a soft ground the frame stands out by itself
                painter.setPen(QPen(theme.color("raised"), 1))
                painter.drawRect(box.adjusted(FRAME, FRAME, -FRAME, -FRAME))
            painter.setPen(QPen(theme.color("danger"), FRAME))
            painter.drawRect(box.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.end()
        return tile

    def _paint(self, painter: QPainter, box: QRectF, look: Look) -> None:
        theme = self._theme
        match look.kind:
            case Kind.RATED:
                self._paint_level(painter, box, look, filled=True)
            case Kind.CARRIED:
                self._paint_level(painter, box, look, filled=False)
            case Kind.MISSING:
                painter.fillRect(box, self._hatch)
            case Kind.HIDDEN:
                painter.fillRect(box, theme.color("sunken"))
                painter.setPen(theme.color("muted"))
                for shift in (-3, 0, 3):  # an ellipsis, as before the name: there is something more
                    painter.fillRect(
                        QRectF(box.center().x() + shift - 0.5, box.center().y(), 1, 1), theme.color("muted")
                    )
            case Kind.OUTSIDE:
                pass
            case Kind.NOT_APPLICABLE:
                self._write(painter, box, look.text, theme.color("muted"))
            case Kind.UNCONFIRMED:
                self._write(painter, box, look.text, theme.color("danger"))
            case Kind.PLAIN:
                self._ground(painter, box, theme.color("sunken"))
                self._write(painter, box, look.text, theme.color("muted"))
            case Kind.MET:
                # A figure for every surplus would drown the gaps; the words of the cell give it.
                self._ground(painter, box, theme.color("sunken"))
                self._paint_dot(painter, box)
            case Kind.SMALL:
                self._ground(painter, box, theme.color("warn_soft"))
                self._write(painter, box, look.text, theme.color("gap_small"))
            case Kind.LARGE:
                self._ground(painter, box, theme.color("danger_soft"))
                self._write(painter, box, look.text, theme.color("gap_large"))
                self._paint_corner(painter, box)
            case Kind.UP:
                self._ground(painter, box, theme.color("ok_soft"))
                self._write(painter, box, look.text, theme.color("ok"))
            case Kind.DOWN:
                self._ground(painter, box, theme.color("danger_soft"))
                self._write(painter, box, look.text, theme.color("danger"))
            case Kind.SHARE:
                self._paint_share(painter, box, look)

    def _paint_level(self, painter: QPainter, box: QRectF, look: Look, *, filled: bool) -> None:
        theme = self._theme
        grounds, inks, lines = self._levels
        level = min(int(look.level + 0.5), 4) if look.level >= 0 else 2
        line = lines[level]
        if filled:
            self._ground(painter, box, grounds[level])
            if theme.name == "contrast" or level == 0:
                self._edge(painter, box, line)
        else:
            painter.fillRect(box, theme.color("raised"))
            self._edge(painter, box, line if look.level >= 0 else theme.color("muted"))
        high = box.height() > 16
        if look.level > 0 and high:
            bar = QRectF(box.left() + 1, box.bottom() - 3, (box.width() - 2) * float(look.level) / 4, 2)
            painter.fillRect(bar, line)
        room = box.adjusted(0, 0, 0, -2 if high else 0)
        self._write(painter, room, look.text, inks[level] if filled else theme.color("text"))

    def _paint_share(self, painter: QPainter, box: QRectF, look: Look) -> None:
        theme = self._theme
        step = bisect(STEPS, int(look.level))
        tint = theme.color("accent")
        tint.setAlphaF(TINTS[step])
        self._ground(painter, box, theme.color("sunken") if theme.name == "contrast" else tint)
        high = SHARE if box.height() > 20 else 3
        lower, upper = look.bounds or (look.level, look.level)
        start, end = (box.left() + box.width() * float(share) / 100 for share in (lower, upper))
        top = box.bottom() - high
        painter.fillRect(QRectF(start, top, end - start, high), theme.color("raised"))
        painter.fillRect(QRectF(start, top, end - start, high), theme.hatch("accent", "raised"))
        painter.fillRect(QRectF(box.left(), top, start - box.left(), high), theme.color("accent"))
        if look.bounds is not None:
            at = box.left() + box.width() * float(look.level) / 100
            painter.fillRect(QRectF(at - 2, top - 1, 4, high + 1), theme.color("raised"))
            painter.fillRect(QRectF(at - 1, top - 1, 2, high + 1), theme.color("target"))
        self._write(painter, box.adjusted(0, 0, 0, -high + 1), look.text, theme.color("text"))

    def _paint_dot(self, painter: QPainter, box: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("muted"))
        painter.drawEllipse(box.center(), 1.5, 1.5)

    def _paint_corner(self, painter: QPainter, box: QRectF) -> None:
        size = 5.0 if box.height() > 16 else 4.0
        at = box.topRight()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("raised"), 1))
        painter.setBrush(self._theme.color("gap_large"))
        painter.drawPolygon(
            QPolygonF([at + QPointF(-size - 1, -0.5), at + QPointF(0.5, -0.5), at + QPointF(0.5, size + 1)])
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _ground(self, painter: QPainter, box: QRectF, ground: QColor | QBrush) -> None:
        painter.fillRect(box, ground)
        if self._theme.name == "contrast":
            self._edge(painter, box, self._theme.color("border_strong"))

    @staticmethod
    def _edge(painter: QPainter, box: QRectF, line: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(line, 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    @staticmethod
    def _write(painter: QPainter, box: QRectF, text: str, ink: QColor) -> None:
        if text:
            painter.setPen(ink)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
