"""A page of the tests with one part of the kit on it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

Key = Qt.Key


class Ear(QObject):
    """Keeps what a signal brought."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, value: object = None) -> None:
        self.heard.append(value)


def put[W: QWidget](page: QWidget, widget: W) -> W:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    return widget


def colors(widget: QWidget, row: int) -> list[str]:
    """The colours of one row of pixels of the widget."""
    image = widget.grab().toImage()
    return [image.pixelColor(x, row).name().upper() for x in range(image.width())]


def focused() -> QPushButton:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QPushButton)
    return widget
