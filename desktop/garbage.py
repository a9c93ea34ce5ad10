"""Collects Python's cyclic garbage on the UI thread only.

Otherwise a worker that happens to allocate would destroy widgets in its own thread, and Qt would crash.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY = 5000  # milliseconds
# This many new objects at once come from a large read, and they stay. Walking through those of ten thousand
# people would freeze the window for half a second.
MANY = 50_000


class Garbage(QObject):
    """Turns automatic collection off and collects on a timer; ``stop`` turns it on again.

    A tick walks through what is new and sets aside what stays: the half million objects of the program itself
    would interrupt typing for 150 ms each time. Everything is searched when nobody is at the window.

    Attributes:
        set_aside: whether anything was; ``stop`` gives back everything then.
    """

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self.set_aside = self._left = False
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()
        application.applicationStateChanged.connect(self._on_state)

    def stop(self) -> None:
        """Return collection to Python. Safe to call twice."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        self._application.applicationStateChanged.disconnect(self._on_state)
        if self.set_aside:
            gc.unfreeze()
        gc.enable()

    def search(self) -> None:
        """Search everything: nobody is at the window."""
        if self.set_aside:
            gc.unfreeze()
        gc.collect()
        self._put_aside()

    def leave(self) -> None:
        """Search everything at the next tick: a file is being closed, and what was read of it must go too."""
        self._left = True

    def _put_aside(self) -> None:
        self.set_aside, self._left = True, False
        gc.freeze()

    def _on_timeout(self) -> None:
        if self._left:
            self.search()
            return
        if gc.get_count()[0] <= MANY:
            gc.collect()
        self._put_aside()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.search()
