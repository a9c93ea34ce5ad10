"""Contrast as painted: the ground of a text is its most frequent colour, its ink the one farthest from it.

Only a picture with at least two device pixels per pixel can tell: in a smaller one no point of a thin letter
has the full colour of the ink.
"""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.screens.checks import ENOUGH, OVER, PALE, Finding, contrast, who
from tests.screens.painted import written

SHARP = 2.0  # device pixels per pixel
SPECKS = 3  # this many points of one colour are no accident
TOLERANCE = 0.05  # what smoothing takes from the ink of small letters


def painted(root: QWidget) -> tuple[Finding, ...]:
    """Return the texts that are hard to read in the window or dialog as it is shown now."""
    if root.devicePixelRatioF() < SHARP:
        return ()
    image = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    within = [one for one in root.findChildren(QWidget) if one.isVisibleTo(root) and one.isEnabled()]
    shown = [one for one in within if one.windowType() is not Qt.WindowType.ToolTip]  # not in the picture
    over = [(one, QRect(one.mapTo(root, QPoint()), one.size())) for one in shown if isinstance(one, OVER)]
    findings: list[Finding] = []
    for widget in shown:
        above = [box for one, box in over if one is not widget and not one.isAncestorOf(widget)]
        for text, place in _texts(widget):
            box = QRect(widget.mapTo(root, place.topLeft()), place.size())
            if not text or any(one.intersects(box) for one in above):
                continue
            seen = widget.visibleRegion().boundingRect()
            seen.moveTopLeft(widget.mapTo(root, seen.topLeft()))
            found = _contrast(image, box.intersected(seen))
            if found is not None and found < ENOUGH - TOLERANCE:
                findings.append(
                    Finding(PALE, who(widget), f"«{text}» is painted with {found:.2f} < {ENOUGH}")
                )
    return tuple(findings)


def _texts(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield each text written in the widget, and where."""
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text(), widget.rect()
        case QLineEdit():
            yield widget.text() or widget.placeholderText(), widget.rect()
        case QComboBox():
            yield widget.currentText(), widget.rect()
        case QPlainTextEdit():
            yield widget.toPlainText() or widget.placeholderText(), widget.rect()
        case QAbstractItemView():
            yield from _cells(widget)
        case _:
            pass


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    model = view.model()
    columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    room = view.viewport().rect()
    begins = [one.at for one in written(view.viewport())]  # a box to tick is read aloud, but no text
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            box = view.visualRect(index)
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            painted_there = any(box.contains(at) for at in begins)
            if text and not box.isEmpty() and room.contains(box) and painted_there:
                yield text, QRect(view.viewport().mapTo(view, box.topLeft()), box.size())


def _contrast(image: QImage, box: QRect) -> float | None:
    """Return the contrast of ink and ground in this part of the picture, None if nothing is written there."""
    ratio = image.devicePixelRatio()
    scaled = QRect(QPoint(round(box.x() * ratio), round(box.y() * ratio)), box.size() * ratio)
    part = image.copy(scaled.intersected(image.rect()))
    if part.isNull():
        return None
    points = Counter(memoryview(part.constBits()).cast("I"))
    colors = [QColor(color) for color, count in points.most_common() if count >= SPECKS]
    if len(colors) < 2:
        return None
    return max(contrast(ink, colors[0]) for ink in colors[1:])
