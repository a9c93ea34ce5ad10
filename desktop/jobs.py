"""Long work off the UI thread, one job at a time."""

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from domain.progress import Cancelled, Progress

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

REPORT_EVERY = 0.05  # seconds; a loop of a thousand steps must not flood the UI thread
# Seconds for which the worker may keep the interpreter. At Python's own 5 ms every call from Qt into Python
# would wait that long, and laying out and painting a window makes hundreds of them.
SWITCH = 0.0005


@dataclass(slots=True)
class _Job:
    work: Callable[[Progress], Any]
    done: Callable[[Any], object] | None
    """None once the file it worked on was left: whatever comes of it concerns nobody."""
    title: str
    progress: Progress
    cancelled: Callable[[], object] | None
    gives_way: bool


class Jobs(QObject):
    """Runs one job after another on one worker thread; lives on the UI thread.

    An exception in a job is raised again on the UI thread, where the error boundary receives it; cancelling
    is no error.

    Signals:
        started: title of the job that begins.
        progressed: parts done, parts in all.
        finished: the job is over, whatever its outcome.
        cancelled: title of the job that was cancelled, after ``finished``; not for one without a title.
    """

    started = Signal(str)
    progressed = Signal(int, int)
    finished = Signal()
    cancelled = Signal(str)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: deque[_Job] = deque()
        self._current: _Job | None = None
        self._future: Future[Any] | None = None
        self._reported = 0.0
        self._usual = sys.getswitchinterval()
        self._settled.connect(self._on_settled)

    @property
    def busy(self) -> bool:
        """True from ``run`` until nothing is left to do."""
        return self._current is not None

    def run[T](
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        title: str,
        cancelled: Callable[[], object] | None = None,
        *,
        gives_way: bool = False,
    ) -> None:
        """Do *work* on the worker thread, then call *done* with its result on the UI thread.

        *done* is not called after a failure; after a cancel *cancelled* is called instead. Neither is called
        if it belongs to a widget that is gone by then. A job that *gives_way* is cancelled for the next one
        that does not, and waits behind those.
        """
        job = _Job(work, done, title, Progress(self._report), cancelled, gives_way)
        behind = (place for place, one in enumerate(self._waiting) if one.gives_way and not gives_way)
        self._waiting.insert(next(behind, len(self._waiting)), job)
        if self._current is None:
            self._next()
        elif self._current.gives_way and not gives_way:
            self.cancel()

    def cancel(self) -> None:
        """Ask the running job to stop at its next step."""
        if self._current is not None:
            self._current.progress.cancel()

    def leave(self) -> None:
        """Cancel all jobs and drop their results, because the file they work on is being closed."""
        self._waiting.clear()
        self.cancel()
        if self._current is not None:
            self._current.done = None

    def close(self) -> None:
        """Stop everything and wait for the worker; no more results are delivered."""
        self.leave()
        self._current = None
        sys.setswitchinterval(self._usual)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _next(self) -> None:
        job = self._current = self._waiting.popleft()
        self._reported = 0.0
        sys.setswitchinterval(SWITCH)
        self.started.emit(job.title)
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # with the first job, after the first paint

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._future = self._pool.submit(job.work, job.progress)
        self._future.add_done_callback(self._settled.emit)

    def _report(self, done: int, total: int) -> None:
        now = monotonic()
        if done >= total or now - self._reported >= REPORT_EVERY:
            self._reported = now
            self.progressed.emit(done, total)

    def _on_settled(self, future: "Future[Any]") -> None:
        job = self._current
        if job is None or future is not self._future:
            return  # closed meanwhile
        self._current = self._future = None
        sys.setswitchinterval(self._usual)
        self.finished.emit()
        if self._waiting:
            self._next()
        if job.done is None:
            return
        error = future.exception()
        if isinstance(error, Cancelled):
            if job.title:
                self.cancelled.emit(job.title)
            if job.cancelled is not None and _is_there(job.cancelled):
                job.cancelled()
            return
        if error is not None:
            raise error
        if _is_there(job.done):
            job.done(future.result())


def _is_there(slot: Callable[..., object]) -> bool:
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
