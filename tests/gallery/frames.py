"""How the gallery arranges what it shows: titled sections, rows, and states that do not last."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.kit import labels
from desktop.kit.focus_ring import OUT, paint_ring
from desktop.kit.off import allow
from desktop.kit.page.corner import MARGIN, STATUS, Corner
from desktop.theme import Theme


class Section(QWidget):
    """A title, a muted note, and the widgets below them."""

    def __init__(self, title: str, parent: QWidget, note: str = "") -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(labels.plain(title, self, "strong"))
        if note:
            head.addWidget(labels.plain(note, self, "small", "muted"))
        head.addStretch(1)
        self.body.addLayout(head)

    def add(self, *widgets: QWidget, gap: int = 8) -> None:
        """Add one widget at full width, or several side by side."""
        if len(widgets) == 1:
            self.body.addWidget(widgets[0])
            return
        row = QHBoxLayout()
        row.setSpacing(gap)
        for widget in widgets:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.body.addLayout(row)

    def say(self, text: str) -> None:
        """Add a muted line."""
        self.body.addWidget(labels.paragraph(text, self, "small", "muted"))


class Painted(QWidget):
    """Shows what a delegate paints as a widget of a given size."""

    def __init__(self, size: QSize, paint: Callable[[QPainter, QRectF], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._paint = paint
        self.setFixedSize(size)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint(QPainter(self), QRectF(self.rect()))


class Ringed(QWidget):
    """A widget that looks focused."""

    def __init__(self, theme: Theme, widget: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(OUT, OUT, OUT, OUT)
        row.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_ring(QPainter(self), self.rect(), self._theme)


class CornerPlace(QWidget):
    """Room for whatever lies over the bottom right corner of a window; what was put there stays."""

    def put(self, corner: Corner) -> None:
        """Show it here."""
        corner.come()
        self.setMinimumWidth(corner.width() + 2 * MARGIN)
        self.setFixedHeight(corner.height() + STATUS + MARGIN)
        corner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring it back when it hides itself."""
        if event.type() == QEvent.Type.HideToParent and isinstance(watched, Corner) and self.isVisible():
            watched.show()
        return False


def hovered(made: QPushButton) -> QPushButton:
    """Make the button look hovered."""
    made.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    return made


def pressed(made: QPushButton) -> QPushButton:
    """Make the button look pressed."""
    made.setDown(True)
    return made


def disabled[W: QWidget](made: W, why: str) -> W:
    """Disable it, with the reason in the tooltip."""
    allow(made, why)
    return made
