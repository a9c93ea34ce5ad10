"""The ring around the focused widget: 2 px wide, one pixel away, always visible."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from desktop.theme import Theme

RINGED = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
OUT = 3  # gap and width


class FocusRing(QObject):
    """Follows the application's focus. A style sheet cannot draw outside a widget, so the ring is a child.

    Tables and lists draw the focus in their rows; a widget of our own gets the ring if its property ``ring``
    is True.
    """

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._theme = theme
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._over: QWidget | None = None
        self._application = application
        application.focusChanged.connect(self._on_focus)

    def stop(self) -> None:
        """Stop following the focus."""
        self._application.focusChanged.disconnect(self._on_focus)
        self._drop()
        self.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme's colour from now on."""
        self._theme = theme
        self._drop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the widget."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.ParentAboutToChange):
            self._drop()
        return False

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        parent = new.parentWidget() if new is not None and _ringed(new) else None
        if parent is not None and parent.objectName() == "segments":
            new, parent = parent, parent.parentWidget()
        if new is None or parent is None:
            self._drop()
            return
        watched = [new]
        # A tightly fitting parent would cut the ring: use the nearest ancestor with room for it.
        while not parent.rect().contains(_around(new, parent)) and not parent.isWindow():
            above = parent.parentWidget()
            if above is None or isinstance(above, QAbstractScrollArea):
                break
            watched.append(parent)
            parent = above
        if self._ring is not None and isValid(self._ring) and self._over is parent:
            self._unwatch()  # within one parent the ring moves: a new one would lay out the whole window anew
        else:
            self._drop()
            self._ring = _Ring(self._theme, parent)
            self._over = parent
        self._target = new
        self._watched = watched
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        if self._ring is None or self._target is None or self._over is None or not isValid(self._ring):
            return
        self._ring.setGeometry(_around(self._target, self._over))
        self._ring.show()
        self._ring.raise_()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def _drop(self) -> None:
        self._unwatch()
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = self._target = self._over = None


def _ringed(widget: QWidget) -> bool:
    own = widget.property("ring")
    return isinstance(widget, RINGED) if own is None else bool(own)


def _around(widget: QWidget, ancestor: QWidget) -> QRect:
    return QRect(widget.mapTo(ancestor, QPoint(0, 0)), widget.size()).adjusted(-OUT, -OUT, OUT, OUT)


class _Ring(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_ring(QPainter(self), self.rect(), self._theme)


def paint_ring(painter: QPainter, box: QRect, theme: Theme) -> None:
    """Paint the ring just inside *box*, which is larger than the widget by OUT on each side."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme.radius("field") + 2
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
