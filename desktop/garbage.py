"""Collects Python's cyclic garbage on the UI thread only.

Otherwise a worker that happens to allocate would destroy widgets in its own thread, and Qt would crash.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY = 5000  # milliseconds
# This many new objects at once come from a large read, and they stay. Walking through those of ten thousand
# people at every tick would freeze the window for half a second each time.
MANY = 50_000


class Garbage(QObject):
    """Turns automatic collection off and collects on a timer; ``stop`` turns it on again.

    The objects of a large read are set aside unsearched until the window is idle for a moment.

    Attributes:
        set_aside: whether there was such a read; ``stop`` gives back everything then.
    """

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self.set_aside = False
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()
        application.applicationStateChanged.connect(self._on_state)

    def stop(self) -> None:
        """Return collection to Python."""
        self._timer.stop()
        self._application.applicationStateChanged.disconnect(self._on_state)
        if self.set_aside:
            gc.unfreeze()
        gc.enable()

    def _on_timeout(self) -> None:
        if gc.get_count()[0] > MANY:
            self.set_aside = True
            gc.freeze()
        else:
            gc.collect()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Collect everything when the person switches to another window."""
        if state is not Qt.ApplicationState.ApplicationActive and self.set_aside:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
