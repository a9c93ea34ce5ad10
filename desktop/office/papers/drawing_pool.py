"""Many papers drawn by all cores: processes that hold neither the key of the file nor a window.

The caller reads the records and hands them over; a process draws one after another. Each has a thread here
that waits for it and lets the paper take its final name, so that a process that dies costs only the paper
that kills it, and what was written is known whenever it is stopped. See docs/decisions/0026.
"""

import multiprocessing
import os
import secrets
import shutil
import signal
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import Empty, Full, Queue, SimpleQueue
from threading import Lock, Thread
from typing import cast, override

from desktop.office.papers.drawing import Task, write
from domain.progress import Cancelled, Progress
from reports.paper.atomic import Unwritable, put
from reports.paper.undrawn import DrawerLost, undrawn
from resources.i18n import words

WAIT = 0.1  # seconds between two questions whether to stop
LEAVES = 1.0  # seconds for a process to end after it was told to
TRIES = 2  # of a paper whose process dies: the first one may have died of something else
MOST = 8  # processes, each of which takes some 80 MB
_STAGE = ".merilo-parts-"
_OLD = 24 * 3600  # seconds after which parts belong to nobody: a power cut leaves them

type Drawn = tuple[Task, Exception | None]


def workers() -> int:
    """Return how many processes this machine draws with."""
    return min(os.cpu_count() or 1, MOST)


def draw(tasks: Iterable[Task], folder: Path, processes: int, ask: Callable[[], None]) -> Generator[Drawn]:
    """Draw the papers into *folder*, and give each with what went wrong, None where it is written.

    They come as they get ready, not in their order. *ask* is called some times a second and may raise to stop
    all; no half file is left then, nor where the caller closes the generator or is killed.

    Raises:
        Unwritable: if the folder takes no file at all.
    """
    _sweep(folder)
    stage = folder / f"{_STAGE}{secrets.token_hex(8)}"
    try:
        stage.mkdir()
    except OSError as error:
        raise Unwritable(folder, error) from error
    todo: Queue[Task | None] = Queue(maxsize=processes)
    done: SimpleQueue[Drawn] = SimpleQueue()
    alone = Lock()
    crew = [_Drawer(stage, todo, done, alone) for _number in range(processes)]
    out = 0
    try:
        for one in crew:
            one.start()
        for task in tasks:
            out += 1
            while not _offer(todo, task):
                ask()
            while not done.empty():
                out -= 1
                yield done.get()
            ask()
        while out:
            with suppress(Empty):
                ready = done.get(timeout=WAIT)
                out -= 1
                yield ready
            ask()
    except Cancelled:
        _dismiss(crew, todo)
        while not done.empty():  # written before the end, so it has to be told
            yield done.get()
        raise
    finally:
        _dismiss(crew, todo)
        shutil.rmtree(stage, ignore_errors=True)


class _Drawer(Thread):
    """A process that draws, and the wait for it; without a process it draws here, one paper at a time."""

    def __init__(
        self, stage: Path, todo: "Queue[Task | None]", done: "SimpleQueue[Drawn]", alone: Lock
    ) -> None:
        super().__init__(name="drawer", daemon=True)
        self._stage, self._todo, self._done, self._alone = stage, todo, done, alone
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._here = False
        self._progress = Progress()
        self._stopped = False

    @override
    def run(self) -> None:
        try:
            while (task := self._todo.get()) is not None:
                part = self._stage / f"{task.number}.{task.name}"
                error = self._draw(task, part)
                if self._stopped:
                    break
                if error is None:
                    error = _put(part, task.target)
                elif isinstance(error, OSError):
                    error = Unwritable(task.target, error)
                self._done.put((task, error))
        except Cancelled:
            pass
        finally:
            self._part()

    def stop(self) -> None:
        """Let it end now, whatever it is doing; join it afterwards."""
        self._stopped = True
        self._progress.cancel()
        process = self._process  # the thread may let go of it meanwhile
        if process is not None:
            process.terminate()

    def _part(self) -> None:
        """See the process to its end; only this thread waits for it."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(LEAVES)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _draw(self, task: Task, part: Path) -> Exception | None:
        for _attempt in range(TRIES):
            if self._pipe is None and not self._here:
                self._here = not self._begin()
            if self._here or self._pipe is None:
                with self._alone:  # the paper library knows one document at a time
                    return drawn(task, part, self._progress)
            try:
                self._pipe.send((task, part))
                return self._pipe.recv()
            except (EOFError, OSError):
                self._part()
                if self._stopped:
                    break
            except Exception as error:  # a record that cannot travel is our mistake, and of this paper alone
                return undrawn(error)
        return DrawerLost()

    def _begin(self) -> bool:
        """Start a process; False where the system lets none start, or it ends before it is ready."""
        spawn = multiprocessing.get_context("spawn")
        pipe, far = cast(tuple[Connection, Connection], spawn.Pipe())  # on Windows of another class
        process = spawn.Process(target=work, args=(far, self._stage), daemon=True)
        self._pipe = pipe
        try:
            process.start()
            self._process = process
            far.close()  # else its end would not be heard when the process dies
            if self._stopped:
                process.terminate()
            pipe.recv()
        except (EOFError, OSError):
            self._part()
            return False
        finally:
            far.close()
        return True


def work(pipe: Connection, stage: Path) -> None:
    """Draw what comes through the pipe until it closes; the body of a drawing process."""
    # Ctrl+C in a terminal reaches every process: the one that asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send(None)
        while True:
            task, part = pipe.recv()
            pipe.send(drawn(task, part, Progress()))
    except (EOFError, OSError):
        # Nobody asks any more. Where the asking process was killed, nobody else would clean up either.
        shutil.rmtree(stage, ignore_errors=True)


def drawn(task: Task, part: Path, progress: Progress) -> Exception | None:
    """Write the paper to *part* and return None, or what went wrong.

    Raises:
        Cancelled: if asked to stop.
    """
    try:
        write(task.kind, task.paper, task.name, part, progress, words(task.language))
    except Cancelled:
        raise
    except OSError as error:
        return error
    except Exception as error:
        return undrawn(error)
    return None


def _put(part: Path, target: Path) -> Exception | None:
    try:
        put(part, target)
    except OSError as error:
        return error
    return None


def _offer(todo: "Queue[Task | None]", task: Task) -> bool:
    try:
        todo.put(task, timeout=WAIT)
    except Full:
        return False
    return True


def _dismiss(crew: list[_Drawer], todo: "Queue[Task | None]") -> None:
    for one in crew:
        one.stop()
    with suppress(Empty):
        while True:
            todo.get_nowait()
    for _one in crew:
        todo.put(None)
    for one in crew:
        if one.ident is not None:
            one.join()


def _sweep(folder: Path) -> None:
    """Remove what a power cut left of an earlier export."""
    for one in folder.glob(f"{_STAGE}*"):
        with suppress(OSError):
            if time.time() - one.stat().st_mtime > _OLD:
                shutil.rmtree(one, ignore_errors=True)
