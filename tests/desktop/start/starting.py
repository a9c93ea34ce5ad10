"""What the tests of the start wait for and read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App
from tests.desktop.conftest import at_rest

Key = Qt.Key


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app))


def texts(widget: QWidget) -> list[str]:
    """What can be read in the widget now."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]
