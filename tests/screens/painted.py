"""What a widget really writes: its text as painted, whatever paints and cuts it."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint
from PySide6.QtGui import QHelpEvent, QPainter, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

CUT = "…"
NOTHING = "there is no tooltip here"
_TEXT = "{http://www.w3.org/2000/svg}text"


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of text, and where in the widget its line begins."""

    text: str
    at: QPoint


def written(widget: QWidget) -> tuple[Written, ...]:
    """Return every piece of text that *widget* paints now."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(buffer)
    paper.setResolution(widget.logicalDpiX())
    paper.setSize(widget.size())
    painter = QPainter(paper)
    widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag(0))
    painter.end()
    return tuple(_pieces(ElementTree.fromstring(kept.data()), QTransform()))


def hovered(widget: QWidget, at: QPoint) -> str:
    """Return the tooltip at this point."""
    # Qt hides a tooltip only after a while: where there is none, the one asked for before would be read.
    QToolTip.showText(widget.mapToGlobal(at), NOTHING, widget)
    asked = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, asked)
    told = QToolTip.text()
    QToolTip.hideText()
    return "" if told == NOTHING else told


def _pieces(element: ElementTree.Element, above: QTransform) -> Iterator[Written]:
    told = element.get("transform", "")
    own = QTransform(*map(float, told[7:-1].split(","))) * above if told.startswith("matrix(") else above
    if element.tag == _TEXT and element.text:
        at = own.map(QPoint(int(float(element.get("x", 0))), int(float(element.get("y", 0)))))
        yield Written(element.text, at)
    for one in element:
        yield from _pieces(one, own)
