"""What another window writes into the same file is seen here without anybody having to act."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.data import Data

EVERY = 3000  # ms between two looks


class News(QObject):
    """Looks when the window comes to the front, and every few seconds while it is in sight."""

    def __init__(self, data: Data, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self._window = window
        data.look_for_news()  # from here on
        window.installEventFilter(self)
        timer = QTimer(self)
        timer.setInterval(EVERY)
        timer.timeout.connect(self._on_time)
        timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at once when one comes back to the window."""
        if event.type() is QEvent.Type.WindowActivate:
            self._data.look_for_news()
        return False

    def _on_time(self) -> None:
        if self._window.isVisible() and not self._window.isMinimized():
            self._data.look_for_news()
