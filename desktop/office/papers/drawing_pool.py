"""Draws many papers on all cores, in processes that hold neither the file's key nor a window.

The caller reads the records and passes them on; each process draws one after another. A thread here waits for
each process and gives the finished paper its final name, so that a dying process costs only the paper that
killed it, and whenever the export is stopped it is known what was written. See docs/decisions/0026.
"""

import multiprocessing
import os
import shutil
import signal
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
from resources import parts
from resources.i18n import words

WAIT = 0.1  # seconds between two checks for a stop
LEAVES = 1.0  # seconds a process has to end after being told to
TRIES = 2  # per paper whose process dies: the first death may have had another cause
MOST = 8  # processes, each of which takes some 80 MB

type Drawn = tuple[Task, Exception | None]


def workers() -> int:
    """Return the number of worker processes for this machine."""
    return min(os.cpu_count() or 1, MOST)


def draw(tasks: Iterable[Task], folder: Path, processes: int, ask: Callable[[], None]) -> Generator[Drawn]:
    """Draw the papers into *folder*; yield each with its error, None if it was written.

    They come in order of completion. *ask* is called several times a second and may raise to stop everything;
    no half file remains then, nor if the caller closes the generator or is killed.

    Raises:
        Unwritable: if the folder accepts no file at all.
    """
    stage = folder / f"{parts.FOLDER}{parts.mark()}"
    try:
        stage.mkdir(mode=0o700)
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
        while not done.empty():  # written before the end, so report it
            yield done.get()
        raise
    finally:
        _dismiss(crew, todo)
        shutil.rmtree(stage, ignore_errors=True)


class _Drawer(Thread):
    """A thread that waits for a drawing process; if none can start, it draws here, one paper at a time."""

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
        """End it now, whatever it is doing; join it afterwards."""
        self._stopped = True
        self._progress.cancel()
        process = self._process  # the thread may clear it meanwhile
        if process is not None:
            process.terminate()

    def _part(self) -> None:
        """End the process; only this thread waits for it."""
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
                with self._alone:  # the paper library handles one document at a time
                    return drawn(task, part, self._progress)
            try:
                self._pipe.send((task, part))
                return self._pipe.recv()
            except (EOFError, OSError):
                self._part()
                if self._stopped:
                    break
            except Exception as error:  # an unpicklable record is our bug, of this paper alone
                return undrawn(error)
        return DrawerLost()

    def _begin(self) -> bool:
        """Start a process; False if the system refuses, or it ends before it is ready."""
        spawn = multiprocessing.get_context("spawn")
        pipe, far = cast(tuple[Connection, Connection], spawn.Pipe())  # on Windows of another class
        process = spawn.Process(target=work, args=(far, self._stage), daemon=True)
        self._pipe = pipe
        try:
            process.start()
            self._process = process
            far.close()  # otherwise the process's death would go unnoticed
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
    """Draw what arrives through the pipe until it closes; the body of a drawing process."""
    # Ctrl+C in a terminal reaches every process: the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send(None)
        while True:
            task, part = pipe.recv()
            pipe.send(drawn(task, part, Progress()))
    except (EOFError, OSError):
        # The parent is gone. If it was killed, nobody else would clean up.
        shutil.rmtree(stage, ignore_errors=True)


def drawn(task: Task, part: Path, progress: Progress) -> Exception | None:
    """Write the paper to *part* and return None, or the error.

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
