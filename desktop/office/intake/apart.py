"""Reads a stranger's file in a process of its own, within limits of memory, time and text.

A file may be made to take all memory or to read for ever, on purpose or not. Then only the process that reads
it ends, and the refusal says why. It holds neither the file's key nor the database nor a window, and what it
answers is accepted only if it consists of our own records. See docs/decisions/0130.
"""

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from io import BytesIO
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from time import monotonic, process_time
from typing import Any, cast, override

from desktop.office.intake.confinement import NO_MEMORY, confine
from domain.framework.edition_faults import Fault, Faulty
from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why
from reports.paper.undrawn import undrawn

WAIT = 0.05  # seconds between two checks for a stop
REPORT_EVERY = 0.05  # seconds
BEGIN = 60.0  # seconds that starting may take on a busy machine, which is not the file's fault
COUNTED = hasattr(signal, "SIGXCPU")  # the system ends whoever took the processor for too long, and says so
IMPORTS = 2  # seconds of processor for what reads the file
LEAVES = 1.0  # seconds a process has to end after being told to
_OURS = ("domain.", "reports.", "desktop.office.intake.", "desktop.office.exchange.")
_PLAIN = (date, datetime, Decimal, Fraction)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of memory, seconds of processor, bytes of the answer.

    ``patience`` is the seconds on the clock after which it is given up however little processor it was left.
    """

    memory: int = 500_000_000
    seconds: int = 30
    answer: int = 64_000_000
    patience: int = 120


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Step:
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Refusal:
    why: Why
    place: str


@dataclass(frozen=True, slots=True)
class _Faults:
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    value: object


def read[T](reading: Callable[..., T], *what: object, progress: Progress, limits: Limits | None = None) -> T:
    """Return what *reading* makes of *what* in a process of its own.

    *reading* is a function of a module, called with *what* and a ``Progress``; it returns frozen records of
    ours and raises ``Unreadable`` or ``Faulty``. A request to stop ends the process at once.

    Raises:
        Unreadable: as *reading* does, or if it needs more than the limits or does not survive the file.
        Faulty: as *reading* does.
        Cancelled: if asked to stop.
    """
    limits = limits or LIMITS
    spawn = multiprocessing.get_context("spawn")
    pipe, far = cast(tuple[Connection, Connection], spawn.Pipe())  # on Windows of another class
    process = spawn.Process(target=work, args=(far, limits), daemon=True)
    try:
        process.start()
    except OSError as error:
        pipe.close()
        raise Unreadable(Why.NO_PROCESS) from error
    finally:
        far.close()  # otherwise the end of the process would go unnoticed
    try:
        return _answer(process, pipe, (reading, what), progress, limits)
    finally:
        pipe.close()
        process.terminate()
        process.join(LEAVES)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


def _answer(
    process: SpawnProcess, pipe: Connection, task: tuple[object, object], progress: Progress, limits: Limits
) -> Any:
    done, total = 0, 1
    end = monotonic() + BEGIN
    while True:
        progress.step(done, total)
        if monotonic() > end:
            raise Unreadable(Why.TIME)
        try:
            if not pipe.poll(WAIT):
                continue
            data = pipe.recv_bytes(limits.answer)
            if not data:  # it is ready
                pipe.send_bytes(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
                end = monotonic() + (limits.patience if COUNTED else limits.seconds)
                continue
            message = _Records(Pieces(data)).load()
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:  # it ended
            process.join(LEAVES)
            raise Unreadable(_end(process.exitcode)) from error
        except Exception as error:  # no answer that we give
            raise Unreadable(Why.LOST) from error
        match message:
            case _Step():
                done, total = message.done, message.total
            case _Answer():
                return message.value
            case _Refusal():
                raise Unreadable(message.why, message.place)
            case _Faults():
                raise Faulty(message.faults)
            case _:
                raise Unreadable(Why.LOST)


def _end(code: int | None) -> Why:
    if code == NO_MEMORY:
        return Why.MEMORY
    return Why.TIME if COUNTED and code == -signal.SIGXCPU else Why.LOST


class Pieces(BytesIO):
    """Hands out an answer piece by piece.

    From a plain buffer all records are made in one call, for which a long list holds every other thread, the
    window's too. A call into Python lets them go on.
    """

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size)


class _Records(pickle.Unpickler):
    """Accepts our frozen records and enumerations, days and numbers: nothing that acts when it is made."""

    @override
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if module_name.startswith(_OURS) and "." not in global_name:
            found: object = super().find_class(module_name, global_name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        plain = {(one.__module__, one.__name__): one for one in _PLAIN}
        if (one := plain.get((module_name, global_name))) is not None:
            return one
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def work(pipe: Connection, limits: Limits) -> None:
    """Read what arrives through the pipe and answer; the body of the process."""
    # Ctrl+C in a terminal reaches every process: the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confine(limits.memory, int(process_time()) + limits.seconds + IMPORTS)
    try:
        pipe.send_bytes(b"")
        reading, what = pipe.recv()
        pipe.send_bytes(_read(reading, what, Progress(_Reports(pipe)), limits))
    except (EOFError, OSError):
        pass  # the parent is gone
    except MemoryError:
        os._exit(NO_MEMORY)
    # Nothing is kept, and nothing that the file led to runs any more.
    pipe.close()
    os._exit(0)


def _read(
    reading: Callable[..., object], what: Iterable[object], progress: Progress, limits: Limits
) -> bytes:
    try:
        answer = pickle.dumps(_Answer(reading(*what, progress)), pickle.HIGHEST_PROTOCOL)
    except Unreadable as refused:
        message: object = _Refusal(refused.why, refused.place)
    except Faulty as faulty:
        message = _Faults(tuple(faulty.faults))
    except MemoryError:
        raise
    except Exception as error:
        # Our mistake. The text of the error stays here: it may hold what a person typed.
        message = _Refusal(Why.FAILED, undrawn(error).where)
    else:
        if len(answer) <= limits.answer:
            return answer
        message = _Refusal(Why.MUCH_TEXT, "")
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


class _Reports:
    """Tells the parent how far reading has come, some times a second."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._last = pipe, 0.0

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if now - self._last >= REPORT_EVERY:
            self._last = now
            self._pipe.send_bytes(pickle.dumps(_Step(done, total), pickle.HIGHEST_PROTOCOL))
