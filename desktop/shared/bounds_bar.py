"""A share with its bounds on a ruler: solid is known, hatched is unknown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import Theme
from domain.geometry import bounds_bar
from resources.i18n import current

BAR, TICKS = 10, 8


class BoundsBar(QWidget):
    """Solid up to the lower bound, hatched up to the upper one, a tick at the value; marks below every 5 %.

    ``small`` leaves the marks out, for table rows; ``figured`` writes 0, 25 … 100 % below them.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, small: bool = False, figured: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._small = small
        self._figured = figured
        self._value: float | None = None
        self._bounds: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, value: float | None, lower: float | None, upper: float | None) -> None:
        """Show shares 0..1; *value* None draws no tick, bounds None mean that nothing is known."""
        self._value = value
        self._bounds = None if lower is None or upper is None else (lower, upper)
        words = current()
        self.setAccessibleName(f"{words.percent(value)}, {words.range_percent(lower, upper)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(72 if self._small else 240, BAR + 4 + (0 if self._small else TICKS) + self._below)

    def minimumSizeHint(self) -> QSize:
        return QSize(36, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(1, 0, self.width() - 2, self.height())
        paint_bounds(painter, box, self._theme, self._value, self._bounds, ticks=not self._small)
        if self._figured:
            self._paint_figures(painter, box)

    @property
    def _below(self) -> int:
        return self._theme.line_height("caption") if self._figured else 0

    def _paint_figures(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(self._theme.font("caption", tabular=True))
        painter.setPen(self._theme.color("muted"))
        for step in range(5):
            text = str(25 * step) if step < 4 else current().percent(1)
            wide = painter.fontMetrics().horizontalAdvance(text) + 2
            at = box.left() + box.width() * step / 4 - wide * step / 4  # within the ends of the bar
            line = QRectF(at, self.height() - self._below, wide, self._below)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)


def paint_bounds(
    painter: QPainter,
    box: QRectF,
    theme: Theme,
    value: float | None,
    bounds: tuple[float, float] | None,
    *,
    ticks: bool = False,
) -> None:
    """Paint the bar at the top of *box*, for widgets and delegates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    track = QRectF(box.left() + 0.5, box.top() + 2.5, box.width() - 1, BAR - 1)
    painter.setPen(QPen(theme.color("border"), 1))
    painter.setBrush(theme.color("sunken"))
    painter.drawRoundedRect(track, 3, 3)
    shape = bounds_bar(value, *(bounds or (None, None)))
    accent = theme.color("accent")
    lower, upper = (track.left() + track.width() * share for share in (shape.solid, shape.hatched))
    if shape.hatched > shape.solid:
        painter.setPen(QPen(accent, 1))
        painter.setBrush(theme.hatch("accent", "raised"))
        painter.drawRect(QRectF(lower, track.top(), upper - lower, track.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    solid = QRectF(track.left(), track.top() - 0.5, max(lower - track.left(), 0), BAR)
    painter.drawRoundedRect(solid, 2, 2)
    if shape.tick is not None:
        at = round(track.left() + track.width() * shape.tick)
        painter.fillRect(QRectF(at - 2, box.top(), 4, BAR + 4), theme.color("raised"))
        painter.fillRect(QRectF(at - 1, box.top(), 2, BAR + 4), theme.color("target"))
    if ticks:
        painter.setPen(QPen(theme.color("border_strong"), 1))
        for step in range(21):
            at = round(track.left() + track.width() * step / 20) + 0.5
            top = box.top() + BAR + 5
            painter.drawLine(int(at), int(top), int(at), int(top + (4 if step % 5 == 0 else 1)))
    painter.restore()
