"""What another window writes into the same file is seen here without anybody having to act."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.data import Data

EVERY = 3000  # ms between two looks


class News(QObject):
    """Looks when the window comes to the front, and every few seconds while it is in sight."""

    _came_back = Signal()  # the error boundary hears of a slot; of an event filter nobody does

    def __init__(self, data: Data, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self._window = window
        data.look_for_news()  # from here on
        self._came_back.connect(self._look)
        window.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at once when one comes back to the window."""
        if event.type() is QEvent.Type.WindowActivate:
            self._came_back.emit()
        return False

    def _on_time(self) -> None:
        if self._window.isVisible() and not self._window.isMinimized():
            self._look()

    def _look(self) -> None:
        self._timer.stop()  # what cannot be read is told of now, and not each few seconds
        self._data.look_for_news()
        self._timer.start()
