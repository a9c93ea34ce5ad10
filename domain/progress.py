"""How long work tells how far it is, and how it is told to stop."""

from collections.abc import Callable
from threading import Event


class Cancelled(Exception):
    """The user asked to stop; the work leaves nothing behind."""


class Progress:
    """Carries the count of long work one way and the wish to stop the other way."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._stop = Event()

    def cancel(self) -> None:
        """Make the next step raise; may be called from any thread."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Say that *done* of *total* parts are ready.

        Raises:
            Cancelled: if the work was asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        if self._report is not None:
            self._report(done, total)
