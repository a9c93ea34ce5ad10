"""Python's cyclic garbage is collected on the UI thread only.

Otherwise a worker that happens to allocate destroys widgets in its own thread, and Qt crashes.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 5000  # milliseconds


class Garbage(QObject):
    """Turns automatic collection off and collects by a timer; ``stop`` gives it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()

    def _on_timeout(self) -> None:
        gc.collect()
