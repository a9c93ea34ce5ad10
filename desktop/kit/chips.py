"""Small things with a word or a digit: key caps, tags, filter chips, and marks as tables paint them."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from resources.i18n import _, key_name

SMALLEST = 9  # px, of the digit in a mark


def key_cap(text: str, parent: QWidget | None) -> QLabel:
    """Return a label that looks like a key."""
    cap = QLabel(key_name(text), parent)
    cap.setTextFormat(Qt.TextFormat.PlainText)
    cap.setObjectName("key")
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return cap


def tag(text: str, parent: QWidget | None, kind: str = "info") -> QLabel:
    """Return a word on a tinted background; *kind* is info, warn, danger or ok."""
    made = QLabel(text, parent, textFormat=Qt.TextFormat.PlainText)
    made.setObjectName("tag")
    made.setProperty("kind", kind)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


class FilterChip(QFrame):
    """An active filter with a cross to remove it.

    Signals:
        removed: the cross was pressed.
    """

    removed = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        row = layout.row(labels.plain(text, self, "small"), gap="xs", around=(8, 0, 0, 0), of=self)
        cross = button("", self, "quiet", theme.icon("x", "muted"), small=True, do=self.removed)
        cross.setAccessibleName(_("Clear filter: {name}").format(name=text))
        row.addWidget(cross)


def paint_mark(
    painter: QPainter, box: QRectF, theme: Theme, level: int | None, reason: str = "", *, text: str = ""
) -> None:
    """Paint a mark: a digit and a bar of a quarter per level; hatched with a *reason*, dashed if None.

    *text* replaces the digit: a mean has the colour of the nearest level and shows its own figure.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    radius = theme.radius("mark")
    if level is None:
        _paint_no_level(painter, inner, theme, reason, radius)
    else:
        line = theme.colors("level_line")[level]
        painter.setPen(QPen(line, 1))
        painter.setBrush(theme.colors("level")[level])
        painter.drawRoundedRect(inner, radius, radius)
        bar = QRectF(inner.left() + 1, inner.bottom() - 3, (inner.width() - 2) * level / 4, 3)
        painter.fillRect(bar, line)
        painter.setPen(theme.colors("level_text")[level])
        said, room = text or str(level), inner.adjusted(0, -2, 0, -1)
        painter.setFont(_fitting(theme.font("strong", tabular=True), said, inner.adjusted(1, 1, -1, -4)))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)
    painter.restore()


def _paint_no_level(painter: QPainter, inner: QRectF, theme: Theme, reason: str, radius: int) -> None:
    pen = QPen(theme.color("border_strong"), 1)
    if not reason:
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, radius, radius)
        return
    painter.setPen(pen)
    painter.setBrush(theme.hatch())
    painter.drawRoundedRect(inner, radius, radius)
    painter.setFont(_fitting(theme.font("caption"), reason, inner.adjusted(1, 2, -1, -2)))
    words = painter.fontMetrics().horizontalAdvance(reason) + 4
    ground = QRectF(0, 0, min(words, inner.width() - 2), inner.height() - 4)
    ground.moveCenter(inner.center())
    painter.fillRect(ground, theme.color("hatch_ground"))  # letters directly on hatching cannot be read
    painter.setPen(theme.color("text"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, reason)


def _fitting(font: QFont, text: str, room: QRectF) -> QFont:
    """Return the font, reduced if the text would not fit into the mark."""
    wanted = QFontMetrics(font)
    high, wide = (
        room.height() / wanted.capHeight(),
        room.width() / max(wanted.horizontalAdvance(text), 1),
    )
    if min(high, wide) < 1:
        font.setPixelSize(max(int(font.pixelSize() * min(high, wide)), SMALLEST))
    return font


def paint_diamond(
    painter: QPainter, box: QRectF, theme: Theme, token: str, *, hollow: bool = False, size: float = 4.5
) -> None:
    """Paint ◆ in the centre of *box*."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    at = box.center()
    corners = [(0.0, -size), (size, 0.0), (0.0, size), (-size, 0.0)]
    painter.setPen(QPen(theme.color(token), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else theme.color(token))
    painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))
    painter.restore()
