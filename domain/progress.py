"""How long-running work reports its progress and can be stopped."""

from collections.abc import Callable
from threading import Event


class Cancelled(Exception):
    """The user asked to stop; the work leaves nothing behind."""


class Progress:
    """Carries the progress of long-running work one way and the request to stop the other way."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._stop = Event()

    def cancel(self) -> None:
        """Make the next step raise ``Cancelled``; may be called from any thread."""
        self._stop.set()

    def part(self) -> "Progress":
        """Return the progress of one part of the work: it stops with the whole, and reports nothing."""
        part = Progress()
        part._stop = self._stop
        return part

    def step(self, done: int, total: int) -> None:
        """Report that *done* of *total* parts are ready.

        Raises:
            Cancelled: if the work was asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        if self._report is not None:
            self._report(done, total)
