"""The error boundary: every uncaught exception becomes a sentence, so screens catch nothing.

The sentences are in ``desktop/office/sentences.py``, which the command line uses too.
"""

import sys
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, qVersion

from desktop.office.not_kept import NotKept
from domain.progress import Cancelled
from resources import VERSION
from resources.i18n import current

if TYPE_CHECKING:
    from desktop.office.sentences import Sentence

__all__ = ["ErrorBoundary", "Failure", "failure", "report", "sentence"]


KEPT = 20  # reports of bugs


@dataclass(frozen=True, slots=True)
class Failure:
    """What to show, and for a bug of ours a report that can be sent; empty for other errors.

    ``help`` is the page that tells more. ``passing``: half-typed words could not be kept just now, which is
    tried again every second.
    """

    sentence: "Sentence"
    report: str = ""
    help: str = ""
    passing: bool = False


class ErrorBoundary(QObject):
    """Receives every uncaught exception, from any thread.

    Signals:
        raised: a Failure, on the UI thread.
    """

    raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hook = sys.excepthook
        self._thread_hook = threading.excepthook
        self._telling: int | None = None  # the thread that is told of an error in this moment
        self.reports: deque[str] = deque(maxlen=KEPT)  # of bugs since the start, the oldest first

    def install(self) -> None:
        """Install the interpreter's exception hooks."""
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        """Restore the previous hooks."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def tell(self, error: BaseException) -> None:
        """Report an error that was caught elsewhere."""
        before, self._telling = self._telling, threading.get_ident()
        try:
            self.raised.emit(failure(error))
        finally:
            self._telling = before

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Cancelled):
            return
        fails_to_tell = self._telling == threading.get_ident()  # telling of that too would never end
        if fails_to_tell or not isinstance(error, Exception):
            self._hook(kind, error, trace)
            return
        if sentence(error).bug:
            self.reports.append(report(error))
            if sys.stderr is not None:
                print(self.reports[-1], file=sys.stderr)  # noqa: T201 - a developer at a terminal sees it there too
        self.tell(error)

    def _on_thread_error(self, arguments: Any) -> None:
        self._on_error(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def failure(error: BaseException) -> Failure:
    """Return what to show of *error*."""
    told = sentence(error)
    return Failure(told, report(error) if told.bug else "", told.help, passing=isinstance(error, NotKept))


def sentence(error: BaseException) -> "Sentence":
    """Return the sentence for *error* in the language of the screens."""
    from desktop.office import sentences  # nothing has failed before the first paint

    return sentences.sentence(error, current())


def report(error: BaseException) -> str:
    """Return what a developer needs and no more: types of errors and places in our code.

    The text of an exception may contain what a person typed, so it is left out, as are all values.
    """
    import platform

    lines = [
        f"merilo {VERSION}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__qualname__)
        lines += [
            f"  {Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_qualname}"
            for frame, line in walk_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)
