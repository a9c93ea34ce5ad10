"""A level 0–4 on a ruler, with its target and the spread of the assessors."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import Theme
from resources.i18n import _, current

BAR = 8


class LevelBar(QWidget):
    """Filled up to the level, a flag at the target, a line below for the spread; hatched if unknown."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._level: float | None = None
        self._target: float | None = None
        self._spread: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(
        self, level: float | None, target: float | None = None, spread: tuple[float, float] | None = None
    ) -> None:
        """Show levels 0..4; *spread* is the lowest and the highest mark."""
        self._level, self._target, self._spread = level, target, spread
        words = current()
        said = _("Level {level}").format(level=words.number(level))
        if target is not None:
            said = _("Level {level}, target {target}").format(
                level=words.number(level), target=words.number(target, 0)
            )
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, BAR + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_level(QPainter(self), QRectF(self.rect()), self._theme, self._level, self._target, self._spread)


def paint_level(
    painter: QPainter,
    box: QRectF,
    theme: Theme,
    level: float | None,
    target: float | None,
    spread: tuple[float, float] | None = None,
    *,
    carried: bool = False,
) -> None:
    """Paint the ruler in the middle of *box*, for widgets and delegates; a *carried* level is outlined."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = box.center().y()
    track = QRectF(box.left() + 2.5, middle - BAR / 2, box.width() - 5, BAR)
    painter.setPen(QPen(theme.color("border"), 1))
    painter.setBrush(theme.hatch() if level is None else theme.color("sunken"))
    painter.drawRoundedRect(track, 3, 3)
    if level is not None and level > 0:
        nearest = min(int(level + 0.5), 4)
        clip = QPainterPath()
        clip.addRoundedRect(track, 3, 3)
        painter.setClipPath(clip)
        ground = theme.color("raised") if carried else theme.colors("level")[nearest]
        painter.fillRect(QRectF(track.left(), track.top(), track.width() * level / 4, BAR), ground)
        painter.setClipping(False)
        filled = QRectF(track.left(), track.top(), track.width() * level / 4, BAR)
        painter.setPen(QPen(theme.colors("level_line")[nearest], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(filled, 3, 3)
    painter.setPen(QPen(theme.color("raised"), 1))
    for step in (1, 2, 3):
        at = track.left() + track.width() * step / 4
        painter.drawLine(QPointF(at, track.top() + 1), QPointF(at, track.bottom() - 1))
    if spread is not None and spread[1] > spread[0]:
        painter.setPen(QPen(theme.color("text"), 1))
        start, end = (track.left() + track.width() * value / 4 for value in spread)
        below = track.bottom() + 4.5
        painter.drawLine(QPointF(start, below), QPointF(end, below))
        for at in (start, end):
            painter.drawLine(QPointF(at, below - 2), QPointF(at, below))
    if target is not None:
        at = track.left() + track.width() * target / 4
        ink = theme.color("target")
        painter.fillRect(QRectF(at - 1, track.top() - 4, 2, BAR + 6), ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        top = track.top() - 4
        painter.drawPolygon(QPolygonF([QPointF(at - 3, top), QPointF(at + 3, top), QPointF(at, top + 4)]))
    painter.restore()
