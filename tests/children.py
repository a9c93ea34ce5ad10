"""Further programs beside a test: each wait for one has an end that says what it was at, and none is left."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from time import monotonic

LIMIT = 280  # seconds that it may live; a test waits for a little longer in its window (``Patient``)

SECOND_START = """
import sys
from pathlib import Path
from desktop import app
from desktop.settings import Settings

app.AT_START = 3_600_000  # ms: the window it rings at is not busy, only the machine may be
sys.exit(app.run(Path(sys.argv[1]), settings=Settings(Path(sys.argv[2]))))
"""
"""Starts the program with a path and the settings at another."""


class Child:
    """A program in Python; one that lives for too long is stopped, and tells where it was."""

    def __init__(self, code: str, arguments: tuple[str | Path, ...], folder: Path | None) -> None:
        paths = os.pathsep.join(one or str(Path.cwd()) for one in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-X", "faulthandler", "-c", code, *map(str, arguments)],
            cwd=folder,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.complaints = ""  # what it wrote to stderr until its end
        self._began = monotonic()
        stop = (
            signal.SIGTERM if sys.platform == "win32" else signal.SIGABRT
        )  # its stack is told, then it ends
        self._limit = Timer(LIMIT, self._process.send_signal, (stop,))
        self._limit.daemon = True
        self._limit.start()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def line(self) -> str:
        """Wait for the next line that it prints."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self.end()
            raise AssertionError("it ended and had said no more")
        return line

    def tell(self, word: str) -> None:
        """Say a line to it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def end(self, said: str = "") -> str:
        """Say this to it, wait for its good end, and return what else it prints."""
        printed, self.complaints = self._process.communicate(said)
        self._limit.cancel()
        lived = f"it lived for {monotonic() - self._began:.0f} s and said {printed!r}: {self.complaints}"
        assert self._process.returncode == 0, lived
        return printed

    def leave(self) -> None:
        """End it, whatever it does."""
        self._limit.cancel()
        self._process.kill()
        self._process.communicate()


type Beside = Callable[..., Child]
"""Starts a program with arguments, in a *folder* if one is named; it ends with the test."""
