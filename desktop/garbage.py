"""Python's cyclic garbage is collected on the UI thread only.

Otherwise a worker that happens to allocate destroys widgets in its own thread, and Qt crashes.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY = 5000  # milliseconds
# So many new objects at once are what a large read brought, and they stay. To walk through those of ten
# thousand people at every tick would hold the window up for half a second each time.
MANY = 50_000


class Garbage(QObject):
    """Turns automatic collection off and collects by a timer; ``stop`` gives it back.

    What a large read brought is set aside unsearched, until nobody works in the window for a moment.
    """

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()
        application.applicationStateChanged.connect(self._on_state)

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        self._application.applicationStateChanged.disconnect(self._on_state)
        gc.unfreeze()
        gc.enable()

    def _on_timeout(self) -> None:
        if gc.get_count()[0] > MANY:
            gc.freeze()
        else:
            gc.collect()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Search everything when the person goes to another window."""
        if state is not Qt.ApplicationState.ApplicationActive and gc.get_freeze_count():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
