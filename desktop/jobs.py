"""Long work off the UI thread, one job at a time."""

import atexit
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, TypeGuard

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from domain.progress import Cancelled, Progress

REPORT_EVERY = 0.05  # seconds; a loop of a thousand steps must not flood the UI thread
# Seconds for which the worker may keep the interpreter. At Python's own 5 ms every call from Qt into Python
# would wait that long, and laying out and painting a window makes hundreds of them.
SWITCH = 0.0005


class Job:
    """One piece of work, held by whoever needs its result."""

    def __init__(
        self,
        jobs: "Jobs",
        work: Callable[[Progress], Any],
        title: str,
        *,
        done: Callable[[Any], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        ended: Callable[[], object] | None = None,
        gives_way: bool = False,
    ) -> None:
        self.title, self.gives_way = title, gives_way
        self.is_over = self.is_dropped = False
        self.work, self.progress = work, Progress(jobs.report)
        self._jobs = jobs
        self._done, self._cancelled, self._ended = done, cancelled, ended

    def cancel(self) -> None:
        """Ask it to stop at its next step; what has not begun never begins.

        What was past its last step is done all the same, and delivered.
        """
        self.progress.cancel()
        self._jobs.withdraw(self)

    def drop(self) -> None:
        """Cancel it and hear nothing more of it: what comes of it concerns nobody any more."""
        self.is_dropped = self.is_over = True
        self.cancel()

    def end(self, outcome: Any, error: BaseException | None) -> None:
        """Tell the owner, unless the owner is gone; for ``Jobs``.

        Raises:
            BaseException: *error*, for the error boundary, unless it only says that the job was cancelled.
        """
        if self.is_dropped:
            return
        self.is_over = True
        _call(self._ended)
        if isinstance(error, Cancelled):
            _call(self._cancelled)
        elif error is not None:
            raise error
        else:
            _call(self._done, outcome)


class Jobs(QObject):
    """Runs one job after another on one worker thread; lives on the UI thread.

    An exception in a job is raised again on the UI thread, where the error boundary receives it; cancelling
    is no error.

    Signals:
        started: the Job that begins.
        progressed: parts done, parts in all.
        finished: a job is over, whosever it was and whatever its outcome.
        cancelled: title of the job that was cancelled, after ``finished``; not for one without a title.
    """

    started = Signal(object)
    progressed = Signal(int, int)
    finished = Signal()
    cancelled = Signal(str)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._reported = 0.0
        self._closed = False
        self._usual = sys.getswitchinterval()
        # Queued: it comes from the worker's thread.
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

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
        ended: Callable[[], object] | None = None,
        gives_way: bool = False,
    ) -> Job:
        """Do *work* on the worker thread, then call *done* with its result on the UI thread.

        *done* is not called after a failure; after a cancel *cancelled* is called instead. *ended* is called
        first, whatever the outcome. None of them is called if it belongs to a widget that is gone by then. A
        job that *gives_way* is cancelled for the next one that does not, and waits behind those. After
        ``close`` nothing begins any more.
        """
        job = Job(self, work, title, done=done, cancelled=cancelled, ended=ended, gives_way=gives_way)
        if self._closed:  # a window that has just closed is told late that it was painted
            job.drop()
            return job
        behind = (place for place, one in enumerate(self._waiting) if one.gives_way and not gives_way)
        self._waiting.insert(next(behind, len(self._waiting)), job)
        if self._current is None:
            self._next()
        elif self._current.gives_way and not gives_way:
            self._current.cancel()
        return job

    def withdraw(self, job: Job) -> None:
        """Take a job that has not begun out of the queue; for ``Job.cancel``."""
        if job in self._waiting:
            self._waiting.remove(job)
            self._tell(job, None, Cancelled())

    def leave(self) -> None:
        """Drop all jobs, because the file they work on is being closed."""
        waiting, self._waiting = self._waiting, deque()
        for job in (*waiting, *filter(None, (self._current,))):
            job.drop()

    def close(self) -> None:
        """Stop everything and wait for the worker; no more results are delivered."""
        self._closed = True
        self.leave()
        self._current = None
        sys.setswitchinterval(self._usual)
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def _next(self) -> None:
        job = self._current = self._waiting.popleft()
        self._reported = 0.0
        sys.setswitchinterval(SWITCH)
        self.started.emit(job)
        if self._worker is None:
            self._worker = Worker(self._settled.emit)
        self._worker.take(job)

    def report(self, done: int, total: int) -> None:
        """Say how far the running job is; from any thread, for ``Job``."""
        now = monotonic()
        if done >= total or now - self._reported >= REPORT_EVERY:
            self._reported = now
            self.progressed.emit(done, total)

    def _on_settled(self, settled: tuple[Job, Any, BaseException | None]) -> None:
        job, outcome, error = settled
        if job is not self._current:
            return  # closed meanwhile
        self._current = None
        sys.setswitchinterval(self._usual)
        job.is_over = True  # whoever hears of the end may ask
        self.finished.emit()
        if self._waiting:
            self._next()
        self._tell(job, outcome, error)

    def _tell(self, job: Job, outcome: object, error: BaseException | None) -> None:
        if isinstance(error, Cancelled) and job.title and not job.is_dropped:
            self.cancelled.emit(job.title)
        job.end(outcome, error)


class Worker:
    """One thread that does what it is given, one job after another.

    The standard library's pool of threads does more than is needed here, and brings its logging to the start.
    """

    def __init__(self, settled: Callable[[tuple[Job, Any, BaseException | None]], object]) -> None:
        """*settled* is called on this thread with each job and its outcome or its error."""
        self._orders: SimpleQueue[Job | None] = SimpleQueue()
        # Python waits for other threads before it calls what was registered, and this one ends only then.
        self._thread = Thread(target=_work, args=(self._orders, settled), name="job", daemon=True)
        self._thread.start()
        atexit.register(self.end)

    def take(self, job: Job) -> None:
        """Do this job after those before it."""
        self._orders.put(job)

    def end(self) -> None:
        """Wait until the last job is done, and end the thread. Safe to call twice."""
        atexit.unregister(self.end)
        self._orders.put(None)
        self._thread.join()


def _work(
    orders: SimpleQueue[Job | None], settled: Callable[[tuple[Job, Any, BaseException | None]], object]
) -> None:
    while (job := orders.get()) is not None:
        outcome: Any = None
        error: BaseException | None = None
        try:
            outcome = job.work(job.progress)
        except BaseException as fault:
            error = fault
        with suppress(RuntimeError):  # the window is gone
            settled((job, outcome, error))
        del job, outcome, error  # a thread that waits holds nothing


def under_way(job: Job | None) -> TypeGuard[Job]:
    """Return whether somebody still waits for this job; None: there was none."""
    return job is not None and not job.is_over


def _call(slot: Callable[..., object] | None, *values: object) -> None:
    owner = getattr(slot.func if isinstance(slot, partial) else slot, "__self__", None)
    if slot is not None and (not isinstance(owner, QObject) or isValid(owner)):
        slot(*values)
